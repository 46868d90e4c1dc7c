"""Who writes because something is down, and when enough of them have come for a demo."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from console.simulate.traffic import Chat, Shock

PERSON: Final = 0.68
"""Of those who write because of it, so many want a person."""
WORK: Final = 0.3
"""And each is so much of a usual chat's work: they all have the same question."""
BOT: Final = 9_000
"""Who cannot pay does not talk to a bot for long."""


class Outage:
    """The shocks of one topic on their way from the traffic to the floor."""

    def __init__(self, shocks: Sequence[Shock], seed: int | str, enough: int = 0) -> None:
        """`enough`: it is over as soon as so many of its topic are not answered; 0: it takes its time."""
        self._shocks = tuple(shock for shock in shocks if shock.topics)
        self._enough = enough
        self._is_over = False
        self._rng = random.Random(f"outage:{seed}")  # noqa: S311 - a play, not a secret

    def touches(self, topic: str) -> bool:
        """Whether it is about this topic."""
        return any(shock.touches(topic) for shock in self._shocks)

    def causes(self, topic: str, at: int) -> bool:
        """Whether a chat that began then is because of it, or at least while it is on."""
        return self._strength(topic, at) > 1

    def chats(self, chats: Iterable[Chat], unanswered: Callable[[], int]) -> Iterator[Chat]:
        """The chats that come; `unanswered()`: how many of its topic wait for a person now, or are about to."""
        for chat in chats:
            strength = self._strength(chat.topic, chat.at)
            if strength <= 1:
                yield chat
                continue
            self._is_over = self._is_over or 0 < self._enough <= unanswered()
            # When it is over, as many come as would have come anyway.
            if not self._is_over or self._rng.random() * strength < 1:
                yield replace(chat, bot=min(chat.bot, BOT), work=round(WORK * chat.work))

    def _strength(self, topic: str, at: int) -> float:
        return max((shock.strength(at) for shock in self._shocks if shock.touches(topic)), default=1.0)
