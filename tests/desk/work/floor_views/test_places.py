"""The places behind the wall are drawn exactly as the design draws them, from the counts under each drawing."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.core.floor.rows import Row
from console.core.text.width import cells
from console.desk.work.floor.ink import Bit
from console.desk.work.floor_views.people import STAYS, Choice, Marks, chosen
from console.desk.work.floor_views.sheet import part
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


@pytest.mark.parametrize("size", [(120, 40), (200, 60), (119, 39), (80, 24), (79, 23), (60, 20), (40, 12), (20, 6)])
@pytest.mark.parametrize("is_ascii", [False, True])
def test_every_line_fills_the_width_at_every_size(size: tuple[int, int], is_ascii: bool) -> None:
    for name, drawing in places.every_place(*size, is_ascii=is_ascii).items():
        lines = drawing.text()
        assert len(lines) == size[1], name
        assert {cells(line) for line in lines} == {size[0]}, name
        assert all(0 <= place.y < size[1] and place.end <= size[0] for place in drawing.places), name
        if is_ascii and not name.startswith("menu"):
            assert all(sign.isascii() or sign.isalpha() for line in lines for sign in line), name


NOW = 1_000_000


def row(conv: str, state: str = "queued", **more: object) -> Row:
    given = {"queue": "payment en", "name": conv.title(), "since": 1, "deadline": 10, "topic": "payment"}
    return Row(conv, 1, state, 1, 1, **given | more)  # type: ignore[arg-type]


def test_marks_follow_people_and_who_left_stays_a_moment() -> None:
    marks = Marks()
    first, second = row("ann", deadline=10), row("bea", deadline=20)
    rows = {"ann": first, "bea": second}
    marks.follow([first, second], rows, "{who} took {name}", NOW)
    marks.all([first, second])
    assert marks.marked == {"ann", "bea"}
    taken = replace(first, state="human", owner="lena", owner_name="Lena")
    shown = marks.follow([second], rows | {"ann": taken}, "{who} took {name}", NOW)
    assert [one.conv for one in shown] == ["ann", "bea"]
    assert marks.said("ann") == "Lena took Ann"
    assert marks.said("bea") is None
    assert marks.marked == {"bea"}
    assert marks.follow([second], rows, "", NOW + STAYS - 1) == [first, second]
    assert marks.follow([second], rows, "", NOW + STAYS) == [second]
    assert marks.follow([first, second], rows, "", NOW + STAYS + 1) == [first, second]
    assert marks.marked == {"bea"}


def test_a_name_with_braces_is_no_template() -> None:
    marks = Marks()
    odd = row("odd", name="{who.__class__} {0}")
    marks.follow([odd], {}, "{who} took {name}", NOW)
    marks.follow([], {"odd": replace(odd, owner="x", owner_name="{name}")}, "{who} took {name}", NOW)
    assert marks.said("odd") == "{name} took {who.__class__} {0}"


def test_lists_are_of_those_they_name() -> None:
    rows = [
        row("a", deadline=NOW - 1),
        row("b", state="offered", queue="all nl", topic="payment.failed", deadline=NOW + 1),
        row("c", state="human", owner="lena", unanswered_since=5),
        row("d", state="promised", promise_due=9, topic="refund"),
        row("e", state="bot", topic="payment_dispute"),
        row("f", state="snoozed", owner="lena"),
    ]

    def of(kind: str, name: str = "") -> str:
        return "".join(one.conv for one in chosen(Choice(kind, name), rows, NOW))

    assert of("queue", "payment en") == "a"
    assert of("topic", "payment") == "ab"
    assert (of("waiting"), of("late"), of("offered"), of("promised")) == ("ab", "a", "b", "d")
    assert of("agent", "lena") == "cf"


def test_a_box_over_a_line_cuts_wide_signs_whole() -> None:
    line = (Bit("你好"), Bit("ab"))
    assert "".join(bit.text for bit in part(line, 1, 5)) == " 好a"
    assert "".join(bit.text for bit in part(line, 0, 3)) == "你 "
