"""How many lines each block of a transcript takes, exactly or by estimate, with sums kept in logarithmic time."""

from array import array
from collections.abc import Iterable
from typing import Final

_FEW: Final = 64
"""So many changes are cheaper one by one than all sums anew."""


class Heights:
    """Heights of blocks in order, and which block stands at a line."""

    def __init__(self) -> None:
        self._heights = array("l")
        self._sums: array[int] | None = None
        """A Fenwick tree, built when a sum is asked for: who never drags a scrollbar never pays for it."""
        self.total = 0

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, index: int) -> int:
        return self._heights[index]

    def splice(self, start: int, stop: int, heights: Iterable[int]) -> None:
        """These heights take the place of those from `start` up to `stop`."""
        new = array("l", heights)
        if len(new) == stop - start <= _FEW:
            for offset, height in enumerate(new):
                self.set(start + offset, height)
            return
        if start == stop == len(self._heights) and self._sums is not None:
            for height in new:
                self._append(self._sums, height)
            return
        self.total += sum(new) - sum(self._heights[start:stop])
        self._heights[start:stop] = new
        self._sums = None

    def _append(self, sums: "array[int]", height: int) -> None:
        self._heights.append(height)
        self.total += height
        at = len(sums)
        below, node = at - 1, height
        while below > at - (at & -at):
            node += sums[below]
            below -= below & -below
        sums.append(node)

    def set(self, index: int, height: int) -> None:
        """This block takes so many lines."""
        change = height - self._heights[index]
        if not change:
            return
        self._heights[index] = height
        self.total += change
        sums, at = self._sums, index + 1
        if sums is not None:
            while at < len(sums):
                sums[at] += change
                at += at & -at

    def before(self, index: int) -> int:
        """Lines above this block."""
        sums, total = self._tree(), 0
        while index > 0:
            total += sums[index]
            index -= index & -index
        return total

    def find(self, line: int) -> tuple[int, int]:
        """The block at this line, and the line within it; the nearest there is."""
        if not self._heights:
            return 0, 0
        sums = self._tree()
        line = max(0, min(line, self.total - 1))
        index, step = 0, 1 << len(self._heights).bit_length()
        while step:
            if index + step < len(sums) and sums[index + step] <= line:
                index += step
                line -= sums[index]
            step >>= 1
        return min(index, len(self._heights) - 1), line

    def _tree(self) -> "array[int]":
        if self._sums is None:
            sums = array("l", [0])
            sums.extend(self._heights)
            for at in range(1, len(sums)):
                above = at + (at & -at)
                if above < len(sums):
                    sums[above] += sums[at]
            self._sums = sums
        return self._sums
