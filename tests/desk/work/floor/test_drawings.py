"""The wall is drawn exactly as the design draws it, cell by cell, from the counts under each drawing."""

import re
from pathlib import Path

import pytest

from console.desk.adapters.port import Link, LinkState
from console.desk.work.floor.draw import draw
from console.desk.work.floor.view import View
from tests.desk import floor_scene as scene

HERE = Path(__file__).parent
DESIGN = HERE.parents[3].parent / "shared" / "design" / "floor.md"
_LIGHT = str.maketrans("━┃┏┓┗┛┣┫", "─│╭╮╰╯├┤")
"""The drawings show every frame as if it had no focus."""


def stale(seconds: int, link: LinkState) -> View:
    return scene.seen(scene.calm(), 80, 24, after=seconds * 1_000, link=link)


def offline() -> View:
    now = scene.CALM_AT + 42_000
    return stale(42, LinkState(Link.OFFLINE, now - 42_000, None, "no route", now + 4_000))


DRAWINGS = {
    "wide_calm": (1, 0, lambda: scene.seen(scene.calm(), 120, 40)),
    "wide_outage": (2, 0, lambda: scene.seen(scene.outage(), 120, 40)),
    "narrow_calm": (3, 0, lambda: scene.seen(scene.calm(), 80, 24)),
    "narrow_outage": (4, 0, lambda: scene.seen(scene.outage(), 80, 24)),
    "small_outage": (5, 0, lambda: scene.seen(scene.outage(), 60, 20)),
    "narrow_stale": (6, 0, lambda: stale(22, LinkState(Link.LIVE, scene.CALM_AT, 44))),
    "narrow_offline": (6, 1, offline),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_drawn_exactly(name: str) -> None:
    wanted = (HERE / "drawings" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    lines = [line.translate(_LIGHT) for line in draw(DRAWINGS[name][2]()).text()]
    assert lines == wanted


@pytest.mark.parametrize("name", DRAWINGS)
def test_the_kept_drawings_are_those_of_the_design(name: str) -> None:
    if not DESIGN.exists():
        pytest.skip("the design is not beside this checkout")
    number, place, _ = DRAWINGS[name]
    text = DESIGN.read_text(encoding="utf-8")
    section = re.search(rf"^## {number}\. .*?(?=^## \d+\. )", text, re.M | re.S)
    assert section is not None
    blocks = re.findall(r"```\n(.*?)```", section.group(), re.S)
    assert (HERE / "drawings" / f"{name}.txt").read_text(encoding="utf-8") == blocks[place]
