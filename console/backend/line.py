"""The lines of waiting customers, one for each queue, kept sorted as they change: a place costs no walk through all."""

import bisect

from console.core.conversation.model import Head

Key = tuple[int, int, str]


class Line:
    """Earliest deadline first, as the desks show it."""

    def __init__(self) -> None:
        self._sorted: dict[str, list[Key]] = {}
        """By queue."""
        self._keys: dict[str, tuple[str, Key]] = {}

    def note(self, head: Head) -> None:
        """Take a conversation as it is now: in a line, moved, or out of it."""
        leg = head.leg if head.waiting else None
        place = (leg.queue, (leg.deadline, leg.enqueued_at, head.conv)) if leg is not None else None
        old = self._keys.get(head.conv)
        if place == old:
            return
        if old is not None:
            line = self._sorted[old[0]]
            del line[bisect.bisect_left(line, old[1])]
            if not line:
                del self._sorted[old[0]]
            del self._keys[head.conv]
        if place is not None:
            bisect.insort(self._sorted.setdefault(place[0], []), place[1])
            self._keys[head.conv] = place

    def place(self, head: Head) -> int:
        """1: next of her queue; 0: it does not wait."""
        found = self._keys.get(head.conv)
        return bisect.bisect_left(self._sorted[found[0]], found[1]) + 1 if found is not None else 0

    def places(self) -> list[tuple[str, int]]:
        """The conversations that wait, each with its place."""
        return [(conv, place) for line in self._sorted.values() for place, (_, _, conv) in enumerate(line, 1)]
