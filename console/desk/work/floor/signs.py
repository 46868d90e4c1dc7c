"""The wall with ASCII signs only: for terminals that draw some of ours two cells wide or not at all."""

from typing import Final

from console.desk.work.floor.ink import Bit, Line
from console.desk.work.floor.sparks import SIGNS

_TABLE: Final = str.maketrans(
    dict(zip("○▲■·●◐▮▯▌×→↑↓─━│┃…–—✓", "o!#.*~#->x=^v--||.--+", strict=True))
    | dict.fromkeys("╭╮╰╯├┤┏┓┗┛┣┫", "+")
    | {sign: str(step) for step, sign in enumerate(SIGNS)}
)


def in_ascii(line: Line) -> Line:
    """The same line, cell by cell."""
    return tuple(bit if bit.text.isascii() else Bit(bit.text.translate(_TABLE), bit.role, bit.on) for bit in line)
