"""The protocol's numbers: version, sizes, rates, times (milliseconds) and close codes."""

from enum import IntEnum
from typing import Final

PROTOCOL: Final = 1
"""The version this program speaks; the hello names the oldest and newest that a backend accepts."""

MAX_CLIENT_FRAME: Final = 64 * 1024
"""Bytes of one frame from a console or a customer."""
MAX_SERVER_FRAME: Final = 256 * 1024
"""Bytes of one frame from the backend; longer answers come in pages."""
MAX_TEXT: Final = 16 * 1024
"""Bytes of UTF-8 in one message or note."""
PAGE_ROWS: Final = 200
PAGE_RECORDS: Final = 200
MAX_WATCHED: Final = 64
"""Conversations that one console may watch at a time."""
MAX_DEPTH: Final = 16

COMMANDS_PER_SECOND: Final = 20
COMMAND_BURST: Final = 40
CUSTOMER_MESSAGES_PER_SECOND: Final = 2
CUSTOMER_BURST: Final = 10

AUTH_DEADLINE: Final = 5_000
PING_EVERY: Final = 15_000
PING_DEADLINE: Final = 10_000
DELTA_EVERY: Final = 100
TYPING_LASTS: Final = 6_000
MAX_BUFFERED: Final = 1024 * 1024
"""Bytes waiting in a socket's buffer before it is resynchronised instead of fed."""
REPLAY_ROWS: Final = 500
"""A console that missed more changed rows than this gets a snapshot."""
REPLAY_BYTES: Final = 1024 * 1024
"""Or more bytes of them."""


class Close(IntEnum):
    """Close codes: below 4500 a client comes back by itself, from 4500 on it must not."""

    NORMAL = 1000
    RESTART = 1012
    """The backend restarts; a goaway said when to come back."""
    TOO_SLOW = 4008
    """The socket did not read; come back and resynchronise."""
    KICKED = 4409
    """A newer connection of the same session took its place: do not come back from here."""
    TOO_FAST = 4029
    """Over the rate limit; come back later."""
    AUTH_TIMEOUT = 4401
    """No or an expired token: refresh, then come back."""
    BAD_FRAME = 4500
    """A frame that is not of the protocol."""
    DENIED = 4501
    """The token is not accepted, or the account was disabled: sign in again."""
    VERSION = 4526
    """No protocol version in common: upgrade."""

    @property
    def comes_back(self) -> bool:
        """Whether a client reconnects by itself after this code."""
        return self < 4500 and self is not Close.KICKED
