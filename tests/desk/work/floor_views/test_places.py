"""The places behind the wall are drawn exactly as the design draws them, from the counts under each drawing."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from console.core.floor.rows import Row
from console.core.text.width import cells
from console.desk.adapters.port import Link, LinkState
from console.desk.work.floor.ink import Bit
from console.desk.work.floor_views.menu import menu
from console.desk.work.floor_views.menu_box import draw_menu
from console.desk.work.floor_views.people import STAYS, Choice, Marks, chosen
from console.desk.work.floor_views.quality import Sheets, draw_quality
from console.desk.work.floor_views.queue import Opened, draw_queue
from console.desk.work.floor_views.reading import draw_reading
from console.desk.work.floor_views.reading_sides import Reading
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


def _opened(width: int, height: int, **more: object) -> list[str]:
    view = places.outage(width, height, **more)
    queues = tuple(replace(q, overflow=q.name == "payment en", wait=99) for q in view.wall.queues)
    view = replace(view, wall=replace(view.wall, queues=queues))
    choice = Choice("queue", "payment en")
    who = chosen(choice, places.rows(), view.then)
    return draw_queue(Opened(view=view, choice=choice, rows=who, cursor=who[0].conv)).text()


def test_a_queue_says_who_is_late_next_and_counts_the_people_below() -> None:
    assert "13 wait, 0 offered, 0 of 32 slots free · overflow open" in _opened(120, 40)[1]
    narrow = _opened(80, 24)[1]
    assert narrow.startswith(" payment en: 13 wait, 0 offered, 0 of 32 slots free ")
    assert narrow.endswith(" ▲ next late 0:26 Sam Okoro ")
    assert _opened(60, 20)[1].endswith(" ▲ next late 0:26 Sam Okoro ")


def test_where_room_is_short_labels_go_before_keys_and_the_way_back_stays() -> None:
    assert _opened(80, 24)[-1] == (" x mark  X all 13  f hand  M notice  Enter read  t take         q Floor  ? keys ")
    assert re.split(r"  +", _opened(60, 20)[-1].strip()) == [
        "x mark", "X all 13", "f hand", "Enter read", "q Floor", "? keys",
    ]  # fmt: skip
    assert re.split(r"  +", _opened(40, 12)[-1].strip()) == ["x mark", "Enter read", "q Floor", "? keys"]
    lines = places.every_place(80, 24)
    assert all("Esc close  ? keys " in lines[f"menu {n}"].text()[-1] for n in (1, 2, 3))
    assert "q Floor" in places.every_place(60, 20)["agents"].text()[-1]


def test_agents_lose_whole_columns_where_it_is_narrow() -> None:
    lines = places.every_place(40, 12)["agents"].text()
    assert lines[2].endswith("for owes ━")
    assert all("…" not in line for line in lines[2:9])


def test_a_menu_never_begins_with_closing_the_overflow_and_keeps_its_order() -> None:
    view = places.outage()
    alarm = view.wall.alarms[1]
    found = menu(view, alarm, places.rows())
    order = [item.id for item in found.items]
    assert order[0] == "overflow"
    queues = tuple(replace(q, overflow=q.name == "payment en") for q in view.wall.queues)
    other = replace(view, wall=replace(view.wall, queues=queues))
    assert "close" in [item.id for item in menu(other, alarm, ()).items][1:]
    later = [item.id for item in menu(view, replace(alarm, action="notice"), places.rows(), order).items]
    assert later == order
    assert menu(view, replace(alarm, action="notice"), places.rows()).items[0].id == "notice_all"


def test_offline_a_menu_offers_only_what_changes_nothing() -> None:
    view = places.outage(after=2_000, link=LinkState(Link.OFFLINE, 1))
    lines = draw_menu(view, menu(view, view.wall.alarms[0], places.rows()), 0).text()
    assert lines[-1].startswith(" ↑↓ choose  / at once ")
    assert "Offline: nothing can be changed" in lines[-2]


def test_the_gap_at_the_same_mix_is_not_shown_of_too_few() -> None:
    view = places.outage()
    few = replace(view.wall.quality, human=replace(view.wall.quality.human, final=199))
    lines = draw_quality(Sheets(view=replace(view, wall=replace(view.wall, quality=few)))).text()
    assert next(line for line in lines if "at same mix" in line).rstrip("│┃ ").endswith("too few")


def test_whose_chat_is_read_stands_there_where_its_number_has_no_room() -> None:
    def title(name: str, width: int = 120) -> str:
        view = places.outage(width, 40)
        chat = row("raj", state="human", owner="ben", owner_name="Ben", name=name, lang="en", assigned_at=view.then)
        return draw_reading(Reading(view=view, row=chat, owner="Ben", cursor="raj")).text()[2]

    assert "#1 · Ben's 0:00" in title("Raj Iyer")
    assert "#" not in title("Raj Iyer-Smith")
    assert " Ben's 0:00 " in title("Raj Iyer-Smith")


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
