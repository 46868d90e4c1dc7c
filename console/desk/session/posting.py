"""Brings the outbox onto the socket: durable first, then told, then written, within the backend's rate."""

from collections.abc import Callable
from typing import Final

from console.core.wire import codec, frames
from console.desk.session import effects as fx
from console.desk.session.news import Moved, Notified
from console.desk.session.outbox import Outbox
from console.desk.session.outbox_item import Item
from console.desk.session.pace import Pace
from console.desk.session.sending import encoded

LOST_MESSAGES: Final = "messages_lost"
"""The notice after a restore: `n` of my messages are not on the backend any more."""


class Posting:
    """One outbox, one socket at a time; times of the steady clock."""

    def __init__(self, outbox: Outbox, pace: Pace, emit: Callable[[fx.Effect], None]) -> None:
        self._outbox = outbox
        self._pace = pace
        self._emit = emit
        self._has_lost = False
        self._has_asked = False

    def write(self, mono: int) -> None:
        """Write what may be written: questions about what is in doubt, commands, questions after a restore."""
        for item in self._outbox.to_ask(mono):
            if not self._pace.spend(mono):
                break
            self._outbox.asking(item, mono)
            self._ask(item)
        self._commands(mono)
        for item in self._outbox.lately.to_ask(self._outbox.stream, mono):
            if not self._pace.spend(mono):
                break
            self._outbox.lately.asking(item, mono)
            self._ask(item)

    def take_asked(self) -> bool:
        """Whether anything that the backend answers was written since this was last asked."""
        asked, self._has_asked = self._has_asked, False
        return asked

    def _ask(self, item: Item) -> None:
        self._has_asked = True
        self._emit(fx.Send(codec.encode(frames.Ask(item.wire, item.conv)).decode()))

    def _commands(self, mono: int) -> None:
        """On disk as in flight first, all in one transaction; then onto the socket."""
        flying = []
        for item in self._outbox.ready(mono):
            if not self._pace.spend(mono):
                break
            flying.append(self._outbox.fly(item, mono))
        self.settle()
        for item in flying:
            self.send(item)

    def send(self, item: Item) -> None:
        """Onto the socket: it is durable as in flight."""
        self._has_asked = True
        self._emit(fx.Send(encoded(item, self._outbox.stream)))

    def settle(self) -> None:
        """What changed in the outbox becomes durable, then it is told."""
        changes = self._outbox.drain()
        if changes is None:
            return
        if changes.save or changes.forget:
            self._emit(fx.Keep(changes.save, changes.forget))
        for item in changes.moved:
            self._emit(fx.Tell(Moved(item)))

    def erased(self, conv: str) -> None:
        """The person behind this conversation is not to be remembered."""
        self._outbox.erased(conv)
        self.settle()
        self._emit(fx.EraseDrafts(conv))
        self._emit(fx.Tell(Notified("erased", conv)))

    def checked(self, meaning: str) -> None:
        """One more answer of a restored backend; after the last the person is told what it has lost."""
        if meaning not in ("found", "lost"):
            return
        self._has_lost = self._has_lost or meaning == "lost"
        if self._has_lost and not self._outbox.lately.doubtful(self._outbox.stream):
            self._has_lost = False
            self._emit(fx.Tell(Notified(LOST_MESSAGES, data={"n": self._outbox.lost()})))

    def next_at(self, mono: int) -> int | None:
        """When there is something to write."""
        times = [self._pace.next_at(mono)]
        for due in (self._outbox.next_at(), self._outbox.lately.next_at()):
            times.append(due if due is None or due > mono else None)
        return min((time for time in times if time is not None), default=None)
