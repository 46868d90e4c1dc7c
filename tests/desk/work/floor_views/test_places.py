"""The places behind the wall are drawn exactly as the design draws them, from the counts under each drawing."""

import re
from pathlib import Path

import pytest

from tests.desk import floor_places_scene as places

HERE = Path(__file__).parent
DESIGN = HERE.parents[3].parent / "shared" / "design" / "floor.md"
_LIGHT = str.maketrans("━┃┏┓┗┛┣┫", "─│╭╮╰╯├┤")
"""The drawings show every frame as if it had no focus."""

DRAWINGS = {"menu": (7, places.menu), "queue": (8, places.queue), "agents": (9, places.agents)}
DRAWINGS |= {"reading": (10, places.reading), "quality": (13, places.quality)}

_WORDED = {
    "hand his chats to …  p his state: break    ": "hand Ben's chats to …  p Ben's state: break",
    "since his break": "since the break",
    "in his transcript": "in the transcript",
}
"""Nobody has told the console who is a he: it says the name, or neither."""


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawn_exactly(name: str) -> None:
    wanted = (HERE / "drawings" / f"{name}.txt").read_text(encoding="utf-8").translate(_LIGHT)
    for drawn, worded in _WORDED.items():
        wanted = wanted.replace(drawn, worded)
    assert [line.translate(_LIGHT) for line in DRAWINGS[name][1]().text()] == wanted.splitlines()


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_kept_drawings_are_those_of_the_design(name: str) -> None:
    if not DESIGN.exists():
        pytest.skip("the design is not beside this checkout")
    text = DESIGN.read_text(encoding="utf-8")
    section = re.search(rf"^## {DRAWINGS[name][0]}\. .*?(?=^## \w)", text, re.M | re.S)
    assert section is not None
    drawn = re.findall(r"```\n(.*?)```", section.group(), re.S)[0]
    assert (HERE / "drawings" / f"{name}.txt").read_text(encoding="utf-8") == drawn
