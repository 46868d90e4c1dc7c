"""What the gateway keeps of one console's socket: its session, what it watches, and its pace."""

import asyncio
import secrets
import time
from typing import Final

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from console.backend.access import Session
from console.core.wire.limits import COMMAND_BURST, COMMANDS_PER_SECOND, Close

HELD_FRAMES: Final = 1_000
HANG_UP_S: Final = 5.0
"""How long a client has to read why it is closed; one that reads nothing is then cut."""


async def hang_up(connection: ServerConnection, close: Close, reason: str) -> None:
    """Close it with this code, and be rid of it soon whatever the client does."""
    try:
        async with asyncio.timeout(HANG_UP_S):
            await connection.close(close, reason)
    except (TimeoutError, ConnectionClosed, OSError):
        pass
    finally:
        connection.transport.abort()


class Pace:
    """A token bucket for frames."""

    def __init__(self, per_second: float, burst: int) -> None:
        self._rate = per_second
        self._burst = float(burst)
        self._tokens = float(burst)
        self._at = time.monotonic()

    def take(self) -> bool:
        """Whether one more may pass now."""
        now = time.monotonic()
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._rate)
        self._at = now
        if self._tokens < 1.0:
            return False
        self._tokens -= 1.0
        return True


class Watching:
    """One watched conversation: what happens while its history is read waits here, then it is live."""

    def __init__(self) -> None:
        self._held: list[bytes] | None = []
        self.missed = False
        """More happened than could be held: read on in the store."""

    def begin(self) -> None:
        """What was held so far is in what will be read."""
        self._held, self.missed = [], False

    def hold(self, data: bytes) -> bool:
        """Keep the frame if the history is still on its way; False when it is live."""
        if self._held is None:
            return False
        if len(self._held) >= HELD_FRAMES:
            self._held, self.missed = [], True
        self._held.append(data)
        return True

    def go_live(self) -> list[bytes]:
        """What was held, in order; from now on nothing is."""
        held, self._held = self._held or [], None
        return held


class ConsoleSocket:
    """One signed-in socket."""

    def __init__(self, connection: ServerConnection, session: Session, device: str, interactive: bool) -> None:
        self.connection = connection
        self.session = session
        self.key = (session.user.id, device)
        self.id = secrets.token_hex(8)
        self.interactive = interactive
        self.synced = False
        self.held_deltas: list[bytes] | None = None
        """While its snapshot is on the way: the deltas that follow it."""
        self.arrived = False
        """It counts towards its user's presence."""
        self.gone = False
        self.closing: asyncio.Task[None] | None = None
        self.commands: dict[str, asyncio.Task[None]] = {}
        """The last command under way by conversation: they are carried out in the order in which they came."""
        self.viewing = ""
        self.excess = 0
        self.watches: dict[str, Watching] = {}
        # Frames beside commands (typing, reading, looking) are cheap: the limit is told for commands, and doubled here.
        self.pace = Pace(2 * COMMANDS_PER_SECOND, 2 * COMMAND_BURST)

    def watch(self, conv: str) -> Watching:
        """Begin to watch."""
        self.watches[conv] = Watching()
        return self.watches[conv]

    def unwatch(self, conv: str) -> None:
        """Stop watching."""
        self.watches.pop(conv, None)

    def hold(self, conv: str, data: bytes) -> bool:
        """Keep a frame of this conversation for later; False when it can go out now."""
        watching = self.watches.get(conv)
        return watching is not None and watching.hold(data)
