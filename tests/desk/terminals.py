"""What is seen of a terminal's cells: of a blank only its fill."""

from typing import Any

import pyte


def seen(screen: pyte.Screen, y: int, x: int) -> Any:
    """One cell; a blank without lines has no colour and is neither bold nor slanted."""
    cell = screen.buffer[y][x]
    if cell.data == " " and not (cell.underscore or cell.strikethrough or cell.reverse):
        return cell._replace(fg="default", bold=False, italics=False, blink=False)
    return cell


def different(one: pyte.Screen, other: pyte.Screen) -> list[str]:
    """The rows in which two terminals of one size do not show the same."""
    return [
        f"{y}: {one.display[y]!r} is not {other.display[y]!r}"
        for y in range(other.lines)
        if any(seen(one, y, x) != seen(other, y, x) for x in range(other.columns))
    ]
