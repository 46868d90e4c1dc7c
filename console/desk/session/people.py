"""What passes by: who types, who looks, who is there, and what I said of myself; nothing of it is kept."""

from collections.abc import Callable
from typing import Final

from console.core.floor.rows import Member
from console.core.replica import safe_struct
from console.core.wire import frames
from console.core.wire.limits import TYPING_LASTS
from console.desk.session import effects as fx
from console.desk.session import news as nw

TELL_TYPING: Final = 3_000
"""My own typing is told again after this time at the earliest."""

READ_AGAIN: Final = 16
"""Conversations whose read marks are told again after a drop."""


class Ephemera:
    """Typing, viewing, presence and read marks of one console; times of the steady clock."""

    def __init__(self, emit: Callable[[fx.Effect], None]) -> None:
        self._emit = emit
        self._me = ""
        self.team: dict[str, Member] = {}
        self._typing: dict[str, dict[str, int]] = {}
        self._viewing: dict[str, tuple[str, ...]] = {}
        self._looking = ""
        self._read: dict[str, int] = {}
        self._said: dict[str, int] = {}

    def welcome(self, me: str, team: tuple[Member, ...]) -> None:
        """Signed in."""
        self._me = me
        self.team = {member.id: member for member in team}

    def greetings(self, mono: int) -> list[frames.ClientFrame]:
        """What the backend must be told anew on a new socket."""
        out: list[frames.ClientFrame] = [frames.Read(conv, seq) for conv, seq in self._read.items()]
        if self._looking:
            out.append(frames.Viewing(self._looking))
        return out

    def forget_read(self) -> None:
        """Another stream: its numbers mean something else."""
        self._read.clear()

    def link_lost(self) -> None:
        """Nothing of this is known any more."""
        self._said.clear()
        for conv in list(self._typing):
            self._set_typing(conv, {})
        for conv in list(self._viewing):
            self.viewers(conv, ())

    def frame(self, frame: frames.Typing | frames.Viewing | frames.Presence, mono: int) -> None:
        """The backend tells of others."""
        frame = safe_struct(frame)
        if isinstance(frame, frames.Presence):
            self.team |= {member.id: member for member in frame.members}
            self._emit(fx.Tell(nw.Team(tuple(self.team.values()))))
        elif isinstance(frame, frames.Viewing):
            self.viewers(frame.conv, frame.who)
        elif frame.who != self._me:
            typing = dict(self._typing.get(frame.conv, {}))
            typing.pop(frame.who, None)
            if frame.on:
                typing[frame.who] = mono + TYPING_LASTS
            self._set_typing(frame.conv, typing)

    def viewers(self, conv: str, who: tuple[str, ...]) -> None:
        """Who looks at this conversation now."""
        others = tuple(agent for agent in who if agent != self._me)
        if others != self._viewing.get(conv, ()):
            self._viewing[conv] = others
            if not others:
                del self._viewing[conv]
            self._emit(fx.Tell(nw.Viewers(conv, others)))

    def _set_typing(self, conv: str, typing: dict[str, int]) -> None:
        before = tuple(self._typing.get(conv, ()))
        self._typing[conv] = typing
        if not typing:
            del self._typing[conv]
        if tuple(typing) != before:
            self._emit(fx.Tell(nw.Typists(conv, tuple(typing))))

    def tick(self, mono: int) -> None:
        """Typing that was not repeated is over."""
        for conv, typing in list(self._typing.items()):
            left = {who: until for who, until in typing.items() if until > mono}
            if len(left) != len(typing):
                self._set_typing(conv, left)

    def next_at(self) -> int | None:
        """When the first typing is over."""
        return min((until for typing in self._typing.values() for until in typing.values()), default=None)

    def wish(
        self, frame: frames.Read | frames.Viewing | frames.Typing, mono: int, *, live: bool
    ) -> list[frames.ClientFrame]:
        """What to send of it now."""
        if isinstance(frame, frames.Viewing):
            if frame.conv == self._looking:
                return []
            self._looking = frame.conv
        elif isinstance(frame, frames.Read):
            # No answer says that it arrived: the last marks are told again on every new socket.
            self._read[frame.conv] = max(frame.seq, self._read.pop(frame.conv, 0))
            for oldest in list(self._read)[:-READ_AGAIN]:
                del self._read[oldest]
        elif frame.on:
            if mono - self._said.get(frame.conv, -TELL_TYPING) < TELL_TYPING:
                return []
            if live:
                self._said[frame.conv] = mono
        return [frame] if live else []

    def said(self, conv: str) -> None:
        """The words that were being typed are sent: the next typing is told at once."""
        self._said.pop(conv, None)
