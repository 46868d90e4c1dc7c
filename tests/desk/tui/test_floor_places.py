"""The places behind the wall as a supervisor uses them: by keys, on a scripted floor in a payment outage."""

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from console.core.conversation import commands as c
from console.core.conversation.transcript import Transcript, Turn
from console.core.conversation.words import Reason
from console.core.floor.acting import Acknowledge, Banner, NoticeAll, Observe, Overflow, SetState
from console.core.floor.presence import AgentState
from console.core.floor.rows import Member
from console.core.text.catalogue import floor_places as sentences
from console.desk.adapters.port import Answer, Fate
from console.desk.tui.screens.floor import FloorScreen
from console.desk.tui.screens.floor_agents import AgentsPlace
from console.desk.tui.screens.floor_alarm import AlarmPlace
from console.desk.tui.screens.floor_quality import QualityPlace
from console.desk.tui.screens.floor_queue import QueuePlace
from console.desk.tui.screens.floor_reading import ReadingPlace
from console.desk.work.desk import WHISPER
from tests.desk import floor_places_scene as places

scripted = sys.modules["desk_scripted"]
CHAT = Path(scripted.__file__).parents[2] / "console" / "backend" / "pages" / "chat.js"
EPOCH = 10**9


def outage(backend: Any) -> None:
    """Everybody who waits in the drawings, and a chat of Lena's about which she asks for help."""
    view = places.outage()
    backend.now = view.now - 200_000
    backend.link = replace(backend.link, since=backend.now)
    backend.opens("raj", "Raj Iyer", "I paid twice and have no order.", number=5102)
    backend.bot_says("raj", "raj-1", "I look it up.", intent="payment", confidence=0.44, sources=(("pay", "Payments"),))
    backend.now += 20_000
    backend.summarised("raj", "to know whether 120 EUR left his account", "looked up the payment")
    backend.escalates("raj", Reason.ASKED)
    backend.now += 20_000
    backend.colleague("raj", c.Take())
    backend.colleague("raj", c.Reply("Hello Raj, which card did you use?"))
    backend.now += 30_000
    backend.says("raj", "The one ending 4471")
    backend.now += 100_000
    backend.colleague("raj", c.AskHelp("refund or wait for the bank?"))
    backend.now = view.now
    for row in places.rows():
        backend.rows[row.conv] = row
        backend.transcripts[row.conv] = Transcript(row.conv)
    backend.wall = view.wall
    raised = tuple(replace(a, agent="lena", conv="raj") if a.kind == "help" else a for a in view.wall.alarms)
    backend.wall = replace(backend.wall, alarms=raised)


@pytest.fixture
def floor_at(desk_at: Any) -> Any:
    def make(size: tuple[int, int] = (120, 40)) -> Any:
        return desk_at(size, me=scripted.SARA, scene=(outage,))

    return make


async def opened(at: Any) -> None:
    """The wall, and dialogs that take Enter at once."""
    await at.press("g", "f")
    at.backend.acts.clear()
    assert isinstance(at.app.screen, FloorScreen)


async def yes(at: Any) -> None:
    """Enter in a dialog that has stood there for a moment."""
    await at.later(1)
    await at.press("enter")


async def settle(at: Any) -> None:
    """The place on top shows how everything stands."""
    await at.settle()
    if hasattr(at.app.screen, "paint"):
        at.app.screen.paint()
    await at.settle()


async def shows(at: Any, text: str) -> None:
    for _ in range(100):
        await settle(at)
        if text in at.text:
            return
        await at.pilot.pause(0.02)
    raise AssertionError(at.text)


async def hides(at: Any, text: str) -> None:
    for _ in range(20):
        await settle(at)
        if text not in at.text:
            return
    raise AssertionError(at.text)


async def test_three_keys_open_the_overflow(floor_at: Any) -> None:
    async with floor_at() as at:
        await opened(at)
        await at.press("1")
        assert isinstance(at.app.screen, AlarmPlace)
        await shows(at, "let all with English take payment   13 slots, 13 of 13 answered")
        await at.press("enter")
        await shows(at, "Sam Okoro, Dee Ott")
        assert at.backend.acts == []
        await yes(at)
        assert at.backend.acts == [Overflow("payment en")]
        assert isinstance(at.app.screen, FloorScreen)
        await shows(at, "Overflow of payment en is open: 13 slots help.")


async def test_a_letter_of_the_menu_acts_at_once(floor_at: Any) -> None:
    async with floor_at() as at:
        await opened(at)
        await at.press("1", "space")
        assert at.backend.acts == [Acknowledge("a1")]
        await at.press("M")
        await shows(at, "14 read in English")
        await shows(at, "We know about a problem with payment.")
        await yes(at)
        await at.press("1")
        told = at.backend.acts[-1]
        assert isinstance(told, NoticeAll)
        assert (told.code, told.topic, told.params, len(told.convs)) == (
            "known_problem", "payment", {"topic": "payment"}, 14,
        )  # fmt: skip
        await at.press("slash")
        assert isinstance(at.app.screen, QueuePlace)
        await shows(at, "payment 14")


async def test_the_banner_has_a_line_and_no_letter(floor_at: Any) -> None:
    async with floor_at() as at:
        await opened(at)
        await at.press("1", "down", "down", "enter")
        await shows(at, "61 payment chats are open with the bot")
        await yes(at)
        assert at.backend.acts == [Banner("payment")]


async def test_the_first_line_is_a_notice_where_no_slot_can_help(floor_at: Any) -> None:
    async with floor_at() as at:
        queues = tuple(replace(queue, help=0, helpers=()) for queue in at.backend.wall.queues)
        at.backend.wall = replace(at.backend.wall, queues=queues)
        await opened(at)
        await at.press("1")
        await shows(at, "▌M  one notice to all waiting about it")


async def test_a_menu_closes_when_its_alarm_has_cleared(floor_at: Any) -> None:
    async with floor_at() as at:
        await opened(at)
        await at.press("2")
        at.backend.wall = replace(at.backend.wall, alarms=at.backend.wall.alarms[:1])
        await settle(at)
        await settle(at)
        assert isinstance(at.app.screen, FloorScreen)
        await shows(at, "Alarm 2 has cleared.")


async def test_marks_follow_the_person_and_who_was_taken_stays_three_seconds(floor_at: Any) -> None:
    async with floor_at((80, 24)) as at:
        await opened(at)
        await at.press("enter", "x", "x", "x", "home")
        assert isinstance(at.app.screen, QueuePlace)
        await shows(at, "3 marked")
        sam = next(row for row in at.backend.rows.values() if row.name == "Sam Okoro")
        at.backend.rows[sam.conv] = replace(sam, state="human", owner="ben", owner_name="Ben")
        await shows(at, "Ben took Sam Okoro")
        await shows(at, "2 marked")
        await at.press("t")
        await shows(at, "Ben took Sam Okoro")
        assert not at.backend.items
        await at.later(4)
        await settle(at)
        assert "Sam Okoro" not in "".join(at.lines()[3:18])
        assert len(at.app.screen.marks.marked) == 2


async def test_all_and_none_are_marked_by_one_key(floor_at: Any) -> None:
    async with floor_at((80, 24)) as at:
        await opened(at)
        await at.press("enter", "X")
        await shows(at, "13 marked")
        await at.press("X")
        await settle(at)
        assert "marked" not in at.text


def in_line(backend: Any, conv: str, name: str, room: int) -> None:
    """Somebody who waits for real: the core decides what becomes of her."""
    backend.opens(conv, name, "help")
    backend.escalates(conv)
    backend.rows[conv] = replace(backend.rows[conv], queue="payment en", deadline=backend.now + room)


async def test_the_marked_are_handed_one_by_one_and_the_sum_is_said(floor_at: Any) -> None:
    async with floor_at() as at:
        in_line(at.backend, "n1", "Zora One", 1)
        in_line(at.backend, "n2", "Zora Two", 2)
        await opened(at)
        await at.press("enter", "x", "x", "f")
        await shows(at, "2 people")
        await shows(at, "Zora One, Zora Two")
        await at.types("lena")
        await yes(at)
        sent = list(at.backend.items.values())
        assert [(item.conv, item.command, item.fate) for item in sent] == [
            ("n1", c.Transfer(agent="lena"), Fate.SENT),
            ("n2", c.Transfer(agent="lena"), Fate.SENT),
        ]
        await shows(at, "2 handed to Lena.")
        assert not at.app.screen.marks.marked


async def test_taking_from_the_list_goes_to_the_desk(floor_at: Any) -> None:
    async with floor_at() as at:
        in_line(at.backend, "new", "Zora New", 1)
        await opened(at)
        await at.press("enter", "t")
        await at.settle()
        assert at.app.screen is at.app.desk_screen
        item = next(iter(at.backend.items.values()))
        assert (item.conv, item.command, item.fate) == ("new", c.Take(False, ""), Fate.SENT)
        assert at.desk.open_conv == "new"


async def test_agents_are_worst_first_and_one_is_sent_on_break_after_a_yes(floor_at: Any) -> None:
    async with floor_at() as at:
        await opened(at)
        await at.press("tab", "tab", "enter")
        assert isinstance(at.app.screen, AgentsPlace)
        await shows(at, "Agents 31-60")
        await at.press("p")
        await shows(at, "finish up, then break")
        assert at.backend.acts == []
        await yes(at)
        assert at.backend.acts == [SetState(AgentState.FINISHING, agent="ben")]
        await shows(at, "Ben goes on break.")


async def test_a_column_of_agents_scrolls_where_it_is_narrow(floor_at: Any) -> None:
    async with floor_at((80, 24)) as at:
        await opened(at)
        await at.press("tab", "tab", "enter", "end")
        await shows(at, "Agents 44-60")
        await shows(at, "▌○ Wes")


async def reads(at: Any) -> None:
    await opened(at)
    await at.press("4", "enter")
    await settle(at)
    assert isinstance(at.app.screen, ReadingPlace)


async def test_reading_is_logged_first_and_nobody_is_told(floor_at: Any) -> None:
    async with floor_at() as at:
        await opened(at)
        at.backend.calls.clear()
        await at.press("4", "enter")
        assert at.backend.acts == [Observe("raj")]
        await shows(at, "The one ending 4471")
        await shows(at, "nobody sees that you read this")
        await shows(at, "Wants    to know whether 120 EUR left his account")
        assert ("watch", "raj") in at.backend.calls
        told = [call for call in at.backend.calls if call[0] in ("viewing", "typing")]
        assert set(told) <= {("viewing", "")}, "that nothing is looked at may be said"
        await at.press("escape")
        assert "raj" not in at.backend.watched


async def test_enter_opens_the_details_of_a_turn_that_is_read(floor_at: Any) -> None:
    async with floor_at() as at:
        await reads(at)
        place = at.app.screen
        turns = at.backend.transcripts["raj"].turns
        answer = next(turn.seq for turn in turns if turn.kind == "bot")
        while place.transcript.cursor_seq != answer:
            await at.press("k")
        assert "Payments" not in at.text
        await at.press("enter")
        await shows(at, "Payments")
        await at.press("enter")
        await hides(at, "Payments")
        await at.press("end", "enter")
        assert place.part == "box", "with no turn under the cursor it begins the whisper"


async def test_nothing_is_shown_where_reading_is_refused(floor_at: Any) -> None:
    async with floor_at() as at:
        await opened(at)
        at.backend.answers.append(Answer(False, "not_allowed", "That is for supervisors."))
        await at.press("4", "enter")
        assert isinstance(at.app.screen, AlarmPlace)
        assert "raj" not in at.backend.watched
        await shows(at, "Not done: That is for supervisors.")


async def test_nothing_is_shown_where_the_link_is_down(floor_at: Any) -> None:
    async with floor_at() as at:
        await opened(at)
        await at.press("4")
        at.backend.drops()
        await at.press("enter")
        assert "raj" not in at.backend.watched
        assert isinstance(at.app.screen, AlarmPlace)


async def test_a_whisper_is_kept_as_it_is_typed_and_goes_to_the_owner_alone(floor_at: Any) -> None:
    async with floor_at() as at:
        await reads(at)
        await at.press("w")
        await at.types("Wait for the bank")
        assert at.backend.kept["raj", WHISPER].text == "Wait for the bank"
        await shows(at, "17 characters")
        await at.press("escape", "escape")
        assert not at.backend.items
        await at.press("w")
        await shows(at, "Wait for the bank")
        assert not [call for call in at.backend.calls if call[0] == "typing"]
        await at.press("enter")
        assert ("raj", WHISPER) not in at.backend.kept
        told = at.backend.transcripts["raj"].turns[-2]
        assert (told.kind, told.to, told.text) == ("whisper", "lena", "Wait for the bank")
        assert not at.backend.rows["raj"].help_since


async def test_letters_in_the_whisper_are_no_commands(floor_at: Any) -> None:
    async with floor_at() as at:
        await reads(at)
        await at.press("w")
        await at.types("tfMOq1 ")
        assert isinstance(at.app.screen, ReadingPlace)
        assert at.backend.kept["raj", WHISPER].text == "tfMOq1 "


async def test_what_is_typed_on_when_the_box_goes_is_no_command(floor_at: Any) -> None:
    async with floor_at() as at:
        await reads(at)
        await at.press("w")
        await at.types("Yes, up ")
        at.backend.colleague("raj", c.Resolve())
        await settle(at)
        await shows(at, "Raj is no longer with Lena: your whisper was not sent, it is kept with the chat")
        at.backend.acts.clear()
        await at.types("tfMOq1 ")
        await at.press("enter", "escape")
        assert isinstance(at.app.screen, ReadingPlace)
        assert (at.backend.acts, at.backend.items) == ([], {})
        assert at.backend.kept["raj", WHISPER].text == "Yes, up "
        await shows(at, "Raj Iyer")
        assert "t take" not in at.lines()[-1]
        await at.press("t")
        assert not at.backend.items
        await shows(at, "The chat with Raj is over: there is nothing to take or to hand on.")
        await at.press("f")
        assert isinstance(at.app.screen, ReadingPlace)
        await at.press("q")
        assert isinstance(at.app.screen, AlarmPlace | FloorScreen)


async def test_a_whisper_begun_for_one_colleague_does_not_go_to_another_by_itself(floor_at: Any) -> None:
    async with floor_at() as at:
        await reads(at)
        await at.press("w")
        await at.types("Wait")
        at.backend.rows["raj"] = replace(at.backend.rows["raj"], owner="maya", owner_name="Maya")
        await settle(at)
        await at.press("enter")
        assert "Wait" not in [turn.text for turn in at.backend.transcripts["raj"].turns]
        await shows(at, "Maya has the chat now: Enter again tells Maya")
        await at.press("enter")
        assert "Wait" in [turn.text for turn in at.backend.transcripts["raj"].turns]


async def test_the_customers_name_stays_when_the_chat_has_gone(floor_at: Any) -> None:
    async with floor_at() as at:
        await reads(at)
        await shows(at, "Raj  I paid twice")
        del at.backend.rows["raj"]
        await shows(at, "Raj  I paid twice")
        assert "t take" not in at.lines()[-1]


async def test_the_lists_of_the_palette_open_on_the_floor(floor_at: Any) -> None:
    async with floor_at() as at:
        await opened(at)
        for place in (FloorScreen, QueuePlace):
            assert isinstance(at.app.screen, place)
            await at.press(":")
            await at.types("all promises")
            await yes(at)
            assert isinstance(at.app.screen, QueuePlace)
            await shows(at, "promised: 0")


async def test_ones_own_state_is_set_without_leaving_the_floor(floor_at: Any) -> None:
    async with floor_at() as at:
        await opened(at)
        for keys in (("p",), ("enter", "f9")):
            await at.press(*keys)
            where = at.app.screen_stack[-2]
            await shows(at, "Sara · ")
            await at.press("down")
            await yes(at)
            assert at.app.screen is where
        states = [act for act in at.backend.acts if isinstance(act, SetState)]
        assert [act.agent for act in states] == ["", ""]
        await at.press("p")
        await shows(at, "state has nothing to do here.")


async def test_no_line_of_a_menu_moves_away_from_under_the_cursor(floor_at: Any) -> None:
    async with floor_at() as at:
        await opened(at)
        await at.press("1")
        wall = at.backend.wall
        first = replace(wall.alarms[0], action="notice")
        at.backend.tells_wall(replace(wall, alarms=(first, *wall.alarms[1:])))
        await shows(at, "▌O  let all with English take payment")
        queues = tuple(replace(queue, overflow=True) for queue in wall.queues)
        at.backend.tells_wall(replace(wall, queues=queues))
        await shows(at, "close the overflow of payment")
        assert "▌O" not in at.text
        await at.press("O")
        await shows(at, "Close the overflow")


async def test_taking_from_a_colleague_asks_and_says_who_is_told(floor_at: Any) -> None:
    async with floor_at() as at:
        await reads(at)
        await at.press("t")
        await shows(at, "Lena")
        assert not at.backend.items
        await yes(at)
        await at.settle()
        item = next(iter(at.backend.items.values()))
        assert (item.conv, item.command) == ("raj", c.Take(True, ""))
        assert at.app.screen is at.app.desk_screen


async def test_reading_at_the_smallest_size(floor_at: Any) -> None:
    async with floor_at((80, 24)) as at:
        await reads(at)
        await shows(at, "The one ending 4471")
        await shows(at, "WHISPER to Lena")


async def test_quality_is_copied_and_says_what_is_not_here(floor_at: Any) -> None:
    async with floor_at() as at:
        await opened(at)
        await at.press("shift+tab", "enter")
        assert isinstance(at.app.screen, QualityPlace)
        await at.press("enter")
        await shows(at, "6,320 chats are behind this")
        await at.press("y")
        assert at.app.clipboard.splitlines()[1].startswith("payment en\t4200\t3150\t1890\t567")
        await at.press("full_stop")
        await at.press("q")
        assert isinstance(at.app.screen, FloorScreen)


async def test_acting_is_off_while_the_link_is_down(floor_at: Any) -> None:
    async with floor_at() as at:
        await opened(at)
        await at.press("1")
        at.backend.drops()
        await at.press("enter")
        assert isinstance(at.app.screen, AlarmPlace)
        await shows(at, "Offline: nothing can be changed from here now.")


async def test_a_resize_keeps_the_place_the_cursor_and_the_marks(floor_at: Any) -> None:
    async with floor_at() as at:
        await opened(at)
        await at.press("enter", "x", "down")
        cursor = at.app.screen.cursor
        await at.pilot.resize_terminal(80, 24)
        await settle(at)
        assert (len(at.app.screen.marks.marked), at.app.screen.cursor) == (1, cursor)
        await shows(at, "1 marked")


def test_the_previews_are_the_words_of_the_customers_page() -> None:
    page = CHAT.read_text(encoding="utf-8")
    for lang, said in sentences._TOLD.items():
        block = re.search(rf"^  {lang}: \{{.*?^  \}},", page, re.M | re.S)
        assert block is not None
        for code, words in said.items():
            assert f'n_{code}: "{words}"' in block.group()


async def test_a_look_at_who_waits_stands_in_the_walls_own_time_and_columns(floor_at: Any) -> None:
    async with floor_at() as at:
        await opened(at)
        conv = next(row for row in at.backend.rows.values() if row.name == "Sam Okoro").conv
        at.backend.transcripts[conv].turns.append(Turn(1, at.backend.now - 1_000, "customer", text="Hello there"))
        at.backend.rows[conv] = replace(at.backend.rows[conv], name="Sanne Bos")
        await at.press("enter")
        await at.later(1)
        await shows(at, " 10:20:36 San… Hello there")


async def test_handing_several_leaves_the_lines_below_free_and_says_how_many_more(floor_at: Any) -> None:
    async with floor_at((80, 24)) as at:
        team = [
            Member(f"m{n}", f"Zed{n:02}", "agent", True, f"team {n}", "available", 0, ("en",), 2, 3, 1)
            for n in range(9)
        ]
        at.backend.has_team(*at.backend.team, *team)
        await opened(at)
        await at.press("f")
        await settle(at)
        lines = at.lines()
        assert lines[0].startswith(" Sara")
        assert lines[-1].startswith(" Enter hand ")
        assert "↑↓ choose" in lines[-1]
        assert "Enter open payment en" not in lines[-1], "no key of the wall works under the sheet"
        await shows(at, "Not taken in 0:20")
        assert re.search(r"\d+ more: ↓, or type a name", at.text)
        await at.press(*["down"] * 40)
        assert "▌" in next(line for line in at.lines() if "back in line" in line), "the cursor is always in sight"
        await at.press("escape")
        await shows(at, "Enter open payment en")


async def test_a_place_under_a_sheet_says_the_sheets_keys(floor_at: Any) -> None:
    async with floor_at() as at:
        await opened(at)
        await at.press("enter", "f")
        await settle(at)
        assert "mark" not in at.lines()[-1]
        assert "F1 help" in at.lines()[-1]
        await at.press("escape")
        await shows(at, "x mark")


async def test_who_is_under_offer_is_taken_after_a_yes(floor_at: Any) -> None:
    async with floor_at() as at:
        await opened(at)
        conv = next(row for row in at.backend.rows.values() if row.name == "Sam Okoro").conv
        at.backend.rows[conv] = replace(at.backend.rows[conv], state="offered", offer="o1", offer_to="lena")
        at.backend.is_slow = True
        await at.press("enter", "t")
        await shows(at, "Take Sam Okoro, who is being offered to Lena?")
        assert not at.backend.items
        await at.press("escape", "t")
        await yes(at)
        (item,) = at.backend.items.values()
        assert (item.conv, item.command) == (conv, c.Take(force=True))
