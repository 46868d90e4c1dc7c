"""What the gateway keeps of one console's socket: its session, what it watches and asks, and its pace."""

import asyncio
import secrets
from collections import deque
from typing import Final

from websockets.asyncio.server import ServerConnection

from console.backend.access import Session
from console.backend.pace import Pace
from console.core.wire import frames
from console.core.wire.limits import COMMAND_BURST, COMMANDS_PER_SECOND, MAX_WATCHED

HELD_FRAMES: Final = 1_000
TYPING_PER_SECOND: Final = 2
TYPING_BURST: Final = 6
"""Each is told to everybody who watches: a program that types everywhere at once must not be."""
WATCHES_PER_SECOND: Final = 5
WATCH_BURST: Final = 2 * MAX_WATCHED
"""Each is a history to read: all of a console's at once, and again after its next sync, but not in turns for ever."""
SEARCHES_PER_SECOND: Final = 1
SEARCH_BURST: Final = 20
"""Each keeps a core busy for some milliseconds, and the others wait for it."""
DEARER: Final = 0.5
"""Each frame over the rate makes every one after it cost so much more: a flood that goes on is not carried out at the
full rate for ever, and whoever keeps to it again soon has it back."""


class Watching:
    """One watched conversation: what happens while its history is read waits here, then it is live."""

    def __init__(self, frame: frames.Watch) -> None:
        self.frame = frame
        self._begun = False
        self._held: list[bytes] | None = []
        self.missed = False
        """More happened than could be held: read on in the store."""

    def begin(self) -> None:
        """What happened so far is in what will be read."""
        self._begun, self._held, self.missed = True, [], False

    def hold(self, data: bytes) -> bool:
        """Keep the frame if the history is still on its way; False when it is live."""
        if self._held is None:
            return False
        if self._begun:
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
        self.linked = 0
        """Up to which link of the chain of deltas it was sent everything."""
        self.takes_changes = False
        """Of rows that it has it wants only what changed in them."""
        self.asked_rows = 0
        """How often it has asked for rows: the answer to an earlier asking is given up."""
        self.rising = False
        """Rows are on their way to it."""
        self.arrived = False
        """It counts towards its user's presence."""
        self.gone = False
        self.closing: asyncio.Task[None] | None = None
        self.commands: dict[str, asyncio.Task[None]] = {}
        """The last command under way by conversation: they are carried out in the order in which they came."""
        self.under_way = 0
        """Commands that were not answered yet."""
        self.under_way_bytes = 0
        self.viewing = ""
        self.observes: set[str] = set()
        """What its user reads without a trace for others."""
        self.window: int | None = None
        """It is told of the wall, with figures over so many minutes."""
        self.acts = 0
        """What was asked of the floor and is not answered."""
        self.types_in: set[str] = set()
        """Where it has told that its user types, and not yet that she has stopped."""
        self.excess = 0.0
        """Frames over the rate, but for those that were made up for."""
        self.watches: dict[str, Watching] = {}
        self.fillers = 0
        """How many histories are on their way to it."""
        self.unfilled: dict[str, Watching] = {}
        """Watches whose history has not begun, first come first."""
        self.questions: deque[frames.Ask | frames.Find] = deque()
        self.reads: dict[str, int] = {}
        """How far its user has read, by conversation, not yet stored."""
        self.answering = False
        self.stale_team = False
        """It was behind when colleagues came and went."""
        self.stale_views: set[str] = set()
        """Conversations of which it was not told who looks at them."""
        self.pace = Pace(COMMANDS_PER_SECOND, COMMAND_BURST)
        self.watch_pace = Pace(WATCHES_PER_SECOND, WATCH_BURST)
        self.search_pace = Pace(SEARCHES_PER_SECOND, SEARCH_BURST)
        self.typing_pace = Pace(TYPING_PER_SECOND, TYPING_BURST)
        # Beside commands there are marks (typing, reading, looking), which are cheap: twice the pace for all together.
        self.frame_pace = Pace(2 * COMMANDS_PER_SECOND, 2 * COMMAND_BURST)

    @property
    def price(self) -> float:
        """What one frame, history or search of it costs of its paces."""
        return 1.0 + DEARER * self.excess

    def watch(self, frame: frames.Watch) -> Watching:
        """Begin to watch."""
        watching = self.watches[frame.conv] = Watching(frame)
        return watching

    def unwatch(self, conv: str) -> None:
        """Stop watching."""
        self.watches.pop(conv, None)
        self.unfilled.pop(conv, None)
        self.stale_views.discard(conv)

    def hold(self, conv: str, data: bytes) -> bool:
        """Keep a frame of this conversation for later; False when it can go out now."""
        watching = self.watches.get(conv)
        return watching is not None and watching.hold(data)
