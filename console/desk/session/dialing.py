"""Opens the websocket of a console: verified, bounded, never redirected, through the machine's proxy; measured."""

import contextlib
import importlib
import ssl
from typing import TYPE_CHECKING, Any, Final

from console.core.text.messages import t
from console.desk.session.address import Address
from console.desk.session.later import put_off
from console.desk.session.slow_link import LineSpeed
from console.desk.session.trouble import sentence, status_sentence
from console.errors import UnreachableError

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection

PATH: Final = "/v1/console"
MAX_FRAME: Final = 1024 * 1024
OPEN_S: Final = 10.0
CLOSE_S: Final = 1.0
LONGEST_RETRY_AFTER: Final = 600


_HARDLY_USED: Final = ("importlib.metadata", "urllib.request")
"""Modules that the library imports for its version in a checkout and for the machine's proxies: with all that they
import they take longer to load than the library itself."""


class NoSocketError(UnreachableError):
    """No socket could be opened."""

    def __init__(self, message: str, retry_after_ms: int = 0) -> None:
        super().__init__(message, code="unreachable")
        self.retry_after_ms = retry_after_ms


def load() -> None:
    """Import the library; what it hardly uses is loaded by whoever uses it first."""
    for name in _HARDLY_USED:
        put_off(name)
    importlib.import_module("websockets.asyncio.client")


async def dial(
    address: Address, context: ssl.SSLContext | None, agent: str, speed: LineSpeed, *, compressed: bool = False
) -> "ClientConnection":
    """An open socket, whose pieces `speed` is told of; `compressed`: the backend is asked to compress what it sends.

    Raises:
        NoSocketError: says why, and when to come back if the other side told.
    """
    from websockets.asyncio.client import ClientConnection, connect
    from websockets.exceptions import InvalidStatus, WebSocketException

    class Measured(ClientConnection):
        def data_received(self, data: bytes) -> None:
            speed.came(len(data), self.loop.time())
            super().data_received(data)

    class Direct(connect):
        def process_redirect(self, exc: Exception) -> Exception | str:
            return exc

    words: dict[str, Any] = {"ssl": context} if context is not None else {}
    if compressed:
        from console.desk.session.inflating import Offer

        words["extensions"] = [Offer()]
    try:
        return await Direct(
            address.url("ws", PATH),
            compression=None,
            max_size=MAX_FRAME,
            open_timeout=OPEN_S,
            close_timeout=CLOSE_S,
            ping_interval=None,
            user_agent_header=agent,
            proxy=None if address.loopback else True,
            create_connection=Measured,
            **words,
        )
    except InvalidStatus as problem:
        status = problem.response.status_code
        told = problem.response.headers.get("Retry-After", "")
        seconds = min(int(told), LONGEST_RETRY_AFTER) if told.isascii() and told.isdigit() and len(told) < 6 else 0
        raise NoSocketError(status_sentence(status, address), seconds * 1000) from None
    except (OSError, WebSocketException, EOFError, UnicodeError, ValueError) as problem:
        below = problem.__cause__
        shown = below if isinstance(below, OSError) and not isinstance(problem, OSError) else problem
        raise NoSocketError(sentence(shown, address)) from None
    except ImportError as problem:
        raise NoSocketError(t("session.proxy", detail=str(problem)[:100])) from None


async def farewell(socket: "ClientConnection") -> None:
    """Close in order; whether the other side still answers does not matter any more."""
    with contextlib.suppress(Exception):
        await socket.close()
