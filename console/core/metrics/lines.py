"""Sorted lists of pairs, so that the first is known without a walk."""

from bisect import bisect_left, bisect_right, insort


class Sorted:
    """Instants, each with an id; in order."""

    __slots__ = ("items",)

    def __init__(self) -> None:
        self.items: list[tuple[int, str]] = []

    def add(self, at: int, what: str) -> None:
        """Put it in its place."""
        items = self.items
        if not items or (at, what) > items[-1]:
            items.append((at, what))
        else:
            insort(items, (at, what))

    def discard(self, at: int, what: str) -> None:
        """Take it out, if it is there."""
        place = bisect_left(self.items, (at, what))
        if place < len(self.items) and self.items[place] == (at, what):
            del self.items[place]

    def until(self, at: int) -> int:
        """How many are not after this instant."""
        return bisect_right(self.items, (at, "\U0010ffff"))

    @property
    def first(self) -> int:
        """The first instant; 0 where there is none."""
        return self.items[0][0] if self.items else 0

    def __len__(self) -> int:
        return len(self.items)
