"""Whose turn it is in each conversation: one decision at a time, in the order in which they were asked for.

Whoever ends a turn looks through those who wait: what can only be refused as things stand is refused for all of them in
one go, and none of them needs a turn. Of two hundred who take one conversation that is a hundred and ninety-nine.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from itertools import islice
from typing import Final

import msgspec

from console.backend.answers import Asked, Kept, Refused
from console.backend.store.faults import StoreFaultError, settle
from console.backend.store.port import CommitOutcome

MOST_AT_ONCE: Final = 256
"""Refused in one go: some milliseconds in which nothing else has its turn of the loop."""

Answer = asyncio.Future[Kept | None]
"""None: the turn has come. Else it is not needed any more: the command was refused."""


class _Place(msgspec.Struct, frozen=True):
    asked: Asked | None
    answer: Answer


class Turns:
    """The turns in all conversations."""

    def __init__(
        self,
        refuse: Callable[[str, list[Asked | None]], list[Refused]],
        store: Callable[[list[Refused]], Awaitable[list[CommitOutcome | StoreFaultError]]],
        doubt: Callable[[str], None],
    ) -> None:
        """`refuse` looks through those who wait, in their order, up to the first who needs a turn; `store` keeps that.

        `doubt` is told of a conversation of which the store may know more than anybody here has heard.
        """
        self._refuse = refuse
        self._store = store
        self._doubt = doubt
        self._keeping: set[asyncio.Task[None]] = set()
        self._lines: dict[str, deque[_Place]] = {}
        """Who waits, for each conversation in which somebody has the turn."""

    def __contains__(self, conv: str) -> bool:
        """Whether somebody has the turn there."""
        return conv in self._lines

    def __len__(self) -> int:
        """In how many conversations somebody has the turn."""
        return len(self._lines)

    def waiting(self, conv: str) -> int:
        """How many wait there for a turn."""
        return len(self._lines.get(conv, ()))

    async def take(self, conv: str, asked: Asked | None = None) -> Kept | None:
        """Wait for a turn, which `end` must follow; or for the refusal that makes it needless."""
        line = self._lines.get(conv)
        if line is None:
            self._lines[conv] = deque()
            return None
        answer: Answer = asyncio.get_running_loop().create_future()
        line.append(_Place(asked, answer))
        try:
            return await answer
        except asyncio.CancelledError:
            if not answer.cancelled() and answer.exception() is None and answer.result() is None:
                # Her turn had come in the instant in which she went away.
                self.end(conv)
            raise

    def end(self, conv: str) -> None:
        """Refuse what needs no turn to be refused; the turn is then that of the first who needs it."""
        line = deque(place for place in self._lines[conv] if not place.answer.done())
        refused = self._refuse(conv, [place.asked for place in islice(line, MOST_AT_ONCE)]) if line else []
        if refused:
            task = asyncio.get_running_loop().create_task(self._keep([(one, line.popleft().answer) for one in refused]))
            self._keeping.add(task)
            task.add_done_callback(self._keeping.discard)
        if line:
            self._lines[conv] = line
            line.popleft().answer.set_result(None)
        else:
            del self._lines[conv]

    async def _keep(self, refused: list[tuple[Refused, Answer]]) -> None:
        """Store refusals, and wake who waits for them in the order in which they came."""
        outcomes: Sequence[CommitOutcome | Exception]
        try:
            outcomes = await self._store([one for one, _ in refused])
        except Exception as error:
            outcomes = [error] * len(refused)
        for (one, answer), outcome in zip(refused, outcomes, strict=True):
            if isinstance(outcome, Exception) or answer.done():
                # It may have been stored all the same; or she went away and will not look at what the store said.
                self._doubt(one.asked.conv)
            if isinstance(outcome, Exception):
                settle(answer, None, outcome)
            else:
                settle(answer, Kept(one, outcome), None)
