"""Where a drawn line looks different from what stood there: what is equal at both ends need not be written again."""

from collections.abc import Iterable

from rich.segment import Segment


def length_of(line: Iterable[Segment]) -> int:
    """The cells of a line."""
    return sum(len(part.text) if part.text.isascii() else part.cell_length for part in line)


def changed_cells(old: Iterable[Segment] | None, new: Iterable[Segment], length: int | None = None) -> tuple[int, int]:
    """From which cell up to which a line looks different; `length` is told where both are known to have it."""
    before, after = list(old or ()), list(new)
    end = length_of(after) if length is None else length
    if old is None or (length is None and length_of(before) != end):
        return 0, end
    most = min(len(before), len(after))
    head = tail = 0
    while head < most and before[head] == after[head]:
        head += 1
    while tail < most - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return length_of(after[:head]), end - length_of(after[len(after) - tail :])
