"""What the wall's glyphs, sizes, colours and words hold to, beyond the drawings."""

import random

import pytest
from msgspec.structs import replace

from console.config.roles import FILLS, HEATS, MARKS_ON, ROLES, TEXT_ON
from console.core.metrics import wall as w
from console.core.text.width import cells
from console.desk.adapters.port import Link, LinkState
from console.desk.work.floor import plot, quality
from console.desk.work.floor.draw import draw
from console.desk.work.floor.ink import BOLD, PANE
from console.desk.work.floor.keys import fit, keys
from console.desk.work.floor.sparks import spark, tendency
from console.desk.work.floor.words import agent_glyph, at_least, at_most, queue_glyph
from tests.desk import floor_scene as scene

SECOND = 1_000
BARE = w.Wall(scene.CALM_AT, 1)


def walls() -> list[w.Wall]:
    return [BARE, scene.calm(), scene.outage()]


@pytest.mark.parametrize("wall", walls(), ids=["bare", "calm", "outage"])
def test_every_size_is_filled_exactly(wall: w.Wall) -> None:
    rng = random.Random(7)
    sizes = [(120, 40), (120, 24), (80, 24), (79, 23), (60, 20), (200, 70), (1, 1), (3, 2), (30, 8)]
    sizes += [(rng.randint(20, 240), rng.randint(4, 80)) for _ in range(60)]
    for width, height in sizes:
        for after in (400, 6_000, 30_000):
            drawing = draw(scene.seen(wall, width, height, after=after))
            assert len(drawing.lines) == height, (width, height)
            for text in drawing.text():
                assert cells(text) == width, (width, height, text)
            for place in drawing.places:
                assert place.y >= 0


@pytest.mark.parametrize("height", range(24, 61))
def test_no_region_is_cut_in_two(height: int) -> None:
    lines = draw(scene.seen(scene.outage(), 120, height)).text()
    assert sum(line.startswith(("╭", "┏")) for line in lines) == sum(line.startswith(("╰", "┗")) for line in lines)
    assert any("Queues 8" in line for line in lines)
    assert any("Agents 60" in line for line in lines)
    assert any("People needed" in line for line in lines) is (height >= 36)
    assert any("Promised 4" in line for line in lines) is (height >= 38)


def test_every_role_stands_on_a_fill_on_which_it_can_be_read() -> None:
    for wall in walls():
        for size in ((120, 40), (80, 24), (60, 20)):
            for after in (400, 6_000, 30_000):
                for fill, line in draw(scene.seen(wall, *size, after=after)).lines:
                    for bit in line:
                        role, on = bit.role.removesuffix(BOLD), bit.on or fill
                        assert role in ROLES
                        assert on in (*FILLS, *HEATS)
                        if not bit.text.strip():
                            continue
                        if any(map(str.isalnum, bit.text)):
                            assert on in TEXT_ON.get(role, ()), (role, on, bit.text)
                        else:
                            allowed = (*TEXT_ON.get(role, ()), *MARKS_ON.get(role, ()), "row")
                            assert on in allowed, (role, on, bit.text)


def test_colour_never_carries_anything_alone() -> None:
    seen = {}
    for wall in walls():
        for _, line in draw(scene.seen(wall, 120, 40)).lines:
            for bit in line:
                if bit.text.strip() in ("○", "▲", "■", "·"):
                    seen.setdefault(bit.text.strip(), set()).add(bit.role)
    assert seen["○"] == {"fine"}
    assert seen["▲"] == {"warn"}
    assert seen["■"] == {"breach"}


def test_glyphs_of_goals() -> None:
    assert [at_most(value, 8, 16) for value in (7, 8, 15, 16)] == ["○", "▲", "▲", "■"]
    assert [at_least(value, 80, 70) for value in (80, 79.9, 70.1, 70)] == ["○", "▲", "▲", "■"]


@pytest.mark.parametrize(
    ("wait", "free", "waited", "left", "glyph"),
    [
        (0, 5, 0, 0, "○"),
        (1, 5, 30, 30, "○"),
        (1, 5, 39, 21, "○"),
        (1, 5, 40, 20, "▲"),
        (1, 5, 60, 0, "■"),
        (2, 1, 1, 59, "▲"),
        (2, 1, 29, 61, "○"),
    ],
)
def test_when_a_queue_warns(wait: int, free: int, waited: int, left: int, glyph: str) -> None:
    view = scene.seen(BARE, 120, 40, after=0)
    at = BARE.at
    since, late = (at - waited * SECOND, at + left * SECOND) if wait else (0, 0)
    queue = w.QueueLine("a en", wait, 0, since, late, busy=5 - free, slots=5)
    assert queue_glyph(view, queue) == glyph


@pytest.mark.parametrize(
    ("wait", "offer", "help", "glyph"),
    [(5, 5, 0, "○"), (5, 4, 0, "▲"), (5, 2, 3, "○"), (5, 2, 2, "▲"), (5, 0, 5, "○")],
)
def test_offers_that_are_out_and_slots_that_help_are_room(wait: int, offer: int, help: int, glyph: str) -> None:
    view = scene.seen(BARE, 120, 40, after=0)
    since, late = BARE.at - 10 * SECOND, BARE.at + 50 * SECOND
    queue = w.QueueLine("a en", wait, offer, since, late, busy=5, slots=5, help=help, overflow=True)
    assert queue_glyph(view, queue) == glyph
    assert queue_glyph(view, replace(queue, overflow=False, offer=0)) == "▲"


def test_when_an_agent_warns() -> None:
    view = scene.seen(BARE, 120, 40, after=0)
    at = BARE.at

    def glyph(**more: object) -> str:
        return agent_glyph(view, w.AgentLine("a", "A", state_since=at - 61 * SECOND, **more))  # type: ignore[arg-type]

    assert glyph() == "○"
    assert glyph(owes_since=at - 59 * SECOND) == "○"
    assert glyph(owes_since=at - 60 * SECOND) == "▲"
    assert glyph(owes_since=at - 90 * SECOND) == "■"
    assert glyph(state="wrap_up") == "▲"
    assert glyph(state="no_answer") == "■"
    assert glyph(help_since=at) == "▲"


def test_sparks_are_on_a_fixed_scale_and_say_where_nothing_was() -> None:
    assert spark((0, 24, 12, None, 30, -1), 0, 24, 8) == "  ▁█▅ █▁"
    assert tendency((10, 12), 0, 24) == "↑"
    assert tendency((10, 11), 0, 24) == "→"
    assert tendency((12, 10), 0, 24) == "↓"
    assert tendency((12, None), 0, 24) == ""
    assert tendency((), 0, 24) == ""


def test_the_plot_grows_its_scale_only_when_it_must() -> None:
    assert plot.scale((), 4) == 2
    assert plot.scale((32,), 4) == 2
    assert plot.scale((33,), 4) == 3
    assert plot.dots((2, 33), (), 2, 1, 9) == [[("⠀⣸", "chart-1", "")]]
    assert plot.dots((0, 0, 0, 9), (9, 0, 0, 0), 2, 1, 9) == [[("⠄", "muted", ""), ("⢀", "chart-1", "")]]


def test_wilson_is_the_published_interval() -> None:
    low, high = quality.wilson(715, 912)
    assert (round(low, 1), round(high, 1)) == (75.6, 80.9)
    assert quality.wilson(0, 0) == (0.0, 0.0)


def test_too_few_are_not_compared() -> None:
    wall = scene.calm()
    few = replace(wall.quality, bot=replace(wall.quality.bot, final=199, verified=1))
    assert quality.standing(scene.seen(replace(wall, quality=few), 120, 40), few.bot) == "·"


def test_only_what_can_be_done_has_a_key() -> None:
    view = scene.seen(scene.outage(), 120, 40, places=frozenset(("go_desk", "next_pane")))
    assert [key.action for key in keys(view)] == ["next_pane", "go_desk", "keys"]
    assert fit(keys(view), 8)[-1].action == "keys"


def test_alarms_without_a_row_take_the_notice_line_in_turn() -> None:
    wall = scene.outage()
    more = tuple(replace(wall.alarms[3], number=n, id=f"a{n}") for n in range(5, 7))
    said = set()
    for turn in range(12):
        view = scene.seen(replace(wall, alarms=wall.alarms + more), 80, 24, clock=wall.at + turn * 10_000)
        said.add(draw(view).text()[-2][:4])
    assert said == {" ▲ 4", " ▲ 5", " ▲ 6"}


def test_a_closed_queue_and_an_overflow_are_told() -> None:
    wall = scene.calm()
    closed = w.QueueLine("night en", slots=3, closed=True, opens_at=wall.at + 3_600 * SECOND)
    flows = replace(wall.queues[0], overflow=True)
    lines = draw(scene.seen(replace(wall, queues=(flows, closed)), 120, 40)).text()
    assert any("· night en" in line and "closed    11:20" in line for line in lines)
    assert any("8/25+ 11" in line for line in lines)


def test_a_broken_promise_is_the_first_thing_to_be_seen() -> None:
    wall = scene.calm()
    kept = replace(wall.kept, broken=1, asked=1_245, next_late=None)
    lines = draw(scene.seen(replace(wall, kept=kept), 120, 40)).text()
    assert lines[1].startswith(" ■ Always a person: 1,245 asked")
    assert "1 broken by us" in lines[1]
    assert lines[1].rstrip().endswith("nobody waits")


def test_offline_nothing_that_changes_is_offered() -> None:
    now = scene.CALM_AT + 42 * SECOND
    link = LinkState(Link.OFFLINE, now - 42 * SECOND)
    view = scene.seen(scene.calm(), 120, 40, after=42 * SECOND, link=link)
    assert [key.action for key in keys(view)] == ["retry", "notices", "go_desk", "keys"]


def test_as_soon_as_the_link_is_lost_nothing_that_changes_is_offered() -> None:
    view = scene.seen(scene.outage(), 120, 40, after=2 * SECOND, link=LinkState(Link.OFFLINE, scene.OUTAGE_AT))
    assert [key.action for key in keys(view)] == ["retry", "notices", "go_desk", "keys"]
    assert " ▲ offline 0:02: nothing here is now" in draw(view).text()[-2]


def test_a_home_queue_is_written_in_full_at_the_width_of_the_drawings() -> None:
    lines = draw(scene.seen(scene.calm(), 120, 60)).text()
    assert any(line.endswith(" delivery pt│") for line in lines)


def test_slots_without_a_language_stand_under_no_name() -> None:
    wall = scene.calm()
    line = draw(scene.seen(replace(wall, free=(*wall.free, ("", 0))), 120, 40)).text()[37]
    assert line.endswith(" pt 4  nl 5 ")


def test_many_other_alarms_are_one_span() -> None:
    wall = scene.outage()
    more = tuple(replace(wall.alarms[1], number=n, id=f"a{n}") for n in (6, 9))
    said = {key.action: key.key for key in keys(scene.seen(replace(wall, alarms=wall.alarms + more), 120, 40))}
    assert said["alarm_2"] == "2-9"
    assert {key.action: key.key for key in keys(scene.seen(wall, 120, 40))}["alarm_2"] == "2 3 4"


@pytest.mark.parametrize("width", [40, 45, 59])
def test_alarms_link_clock_who_waits_and_who_is_late_stay_on_the_narrowest_wall(width: int) -> None:
    view = scene.seen(scene.outage(), width, 12)
    first, second = draw(view).text()[:2]
    assert first.startswith(" ■ 2 ▲ 2 ")
    assert first.endswith(" ● live  10:20:37 ")
    assert "19 wait " in second
    assert second.endswith(" ▲ next late 0:26 payment en ")
    tiles = " ".join(draw(view).text()[2:6])
    assert all(words in tiles for words in ("Waiting", "19 ■", "91.0% ○", "2.7% ○", "72.7% ○", "Person", "97.0% ○"))
    assert "…" not in tiles
    lost = LinkState(Link.OFFLINE, scene.OUTAGE_AT)
    offline = draw(scene.seen(scene.outage(), width, 12, after=42 * SECOND, link=lost)).text()[0]
    assert offline.startswith(" · STALE 0:42 ")
    assert " offline 0:42 " in offline


def test_ascii_has_a_sign_for_each_of_ours() -> None:
    for size in ((120, 40), (80, 24), (60, 20)):
        drawing = draw(scene.seen(scene.outage(), *size, is_ascii=True))
        left = {sign for line in drawing.text() for sign in line if not sign.isascii() and not sign.isalpha()}
        assert left <= {"±", "·"}
        assert PANE in {fill for fill, _ in drawing.lines}
