"""What the end of a socket means: whether to come back, how soon, with which sentence; by its close code."""

from typing import Final

import msgspec

from console.core.text.messages import t
from console.core.wire.limits import Close

ABNORMAL: Final = 1006
"""No close frame came: the link broke."""
SERVER_SILENCE: Final = 1011
"""The backend, or the websockets library in either of us, gave up: most often an answer to a ping that did not come."""
SILENT: Final = 3001
"""Our own: pings were not answered."""
SLEPT: Final = 3002
"""Our own: this machine was asleep."""
NOT_OURS: Final = 3003
"""Our own: what came was not of this protocol."""
NO_PROGRESS: Final = 3004
"""Our own: the backend accepted the socket and then did not go on."""


class Meaning(msgspec.Struct, frozen=True):
    """What follows from a close code."""

    why: str
    returns: bool
    herd: bool = True
    """Everybody may have been cut at the same time."""
    new_token: bool = False


def meaning(code: int) -> Meaning:
    """What follows; unknown codes by the rule of the protocol: from 4500 on nobody comes back by himself."""
    name = _NAMES.get(code)
    if name is None:
        returns = code < Close.BAD_FRAME
        return Meaning(t("session.close.other" if returns else "session.close.refused", code=code), returns)
    alone = code in (Close.AUTH_TIMEOUT, Close.TOO_SLOW, SLEPT, SERVER_SILENCE)
    returns = code < Close.BAD_FRAME and code != Close.KICKED
    return Meaning(t(f"session.close.{name}"), returns, not alone, code in (Close.AUTH_TIMEOUT, Close.DENIED))


_NAMES: Final[dict[int, str]] = {
    Close.NORMAL: "normal",
    1001: "normal",
    ABNORMAL: "abnormal",
    1009: "too_large",
    Close.RESTART: "restart",
    Close.TOO_SLOW: "too_slow",
    Close.KICKED: "kicked",
    Close.TOO_FAST: "too_fast",
    Close.AUTH_TIMEOUT: "auth_timeout",
    Close.BAD_FRAME: "bad_frame",
    Close.DENIED: "denied",
    Close.VERSION: "version",
    SERVER_SILENCE: "silent",
    SILENT: "silent",
    SLEPT: "slept",
    NOT_OURS: "not_ours",
    NO_PROGRESS: "no_progress",
}
