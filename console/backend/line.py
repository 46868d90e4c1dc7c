"""The line of waiting customers, kept sorted as it changes, so that a place in it costs no walk through everybody."""

import bisect

from console.core.conversation.model import Head

Key = tuple[int, int, str]


class Line:
    """Earliest deadline first, as the desks show it."""

    def __init__(self) -> None:
        self._sorted: list[Key] = []
        self._keys: dict[str, Key] = {}

    def note(self, head: Head) -> None:
        """Take a conversation as it is now: in the line, moved, or out of it."""
        key = (head.leg.deadline, head.leg.enqueued_at, head.conv) if head.waiting and head.leg else None
        old = self._keys.get(head.conv)
        if key == old:
            return
        if old is not None:
            del self._sorted[bisect.bisect_left(self._sorted, old)]
            del self._keys[head.conv]
        if key is not None:
            bisect.insort(self._sorted, key)
            self._keys[head.conv] = key

    def place(self, head: Head) -> int:
        """1: next; 0: it does not wait."""
        key = self._keys.get(head.conv)
        return bisect.bisect_left(self._sorted, key) + 1 if key is not None else 0

    def order(self) -> list[str]:
        """The conversations that wait, in the order of their turn."""
        return [conv for _, _, conv in self._sorted]
