"""Opens the websocket of a console: verified, uncompressed, bounded, never redirected, through the machine's proxy."""

import contextlib
import importlib
import ssl
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

from console.core.text.messages import t
from console.desk.session.address import Address
from console.desk.session.trouble import sentence, status_sentence
from console.errors import UnreachableError

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection

PATH: Final = "/v1/console"
MAX_FRAME: Final = 1024 * 1024
OPEN_S: Final = 10.0
CLOSE_S: Final = 1.0
LONGEST_RETRY_AFTER: Final = 600


_HARDLY_USED: Final = (("importlib", "metadata"), ("urllib", "request"))
"""Modules that the library imports for its version in a checkout and for the machine's proxies: with all that they
import they take longer to load than the library itself."""


class NoSocketError(UnreachableError):
    """No socket could be opened."""

    def __init__(self, message: str, retry_after_ms: int = 0) -> None:
        super().__init__(message, code="unreachable")
        self.retry_after_ms = retry_after_ms


class _Later(ModuleType):
    """Stands for a module until somebody asks it for anything."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def load() -> None:
    """Import the library; what it hardly uses is loaded by whoever uses it first."""
    for parent, name in _HARDLY_USED:
        full = f"{parent}.{name}"
        if full not in sys.modules:
            sys.modules[full] = later = _Later(full)
            setattr(importlib.import_module(parent), name, later)
    importlib.import_module("websockets.asyncio.client")


async def dial(address: Address, context: ssl.SSLContext | None, agent: str) -> "ClientConnection":
    """An open socket.

    Raises:
        NoSocketError: says why, and when to come back if the other side told.
    """
    from websockets.asyncio.client import connect
    from websockets.exceptions import InvalidStatus, WebSocketException

    class Direct(connect):
        def process_redirect(self, exc: Exception) -> Exception | str:
            return exc

    tls_words: dict[str, Any] = {"ssl": context} if context is not None else {}
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
            **tls_words,
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
