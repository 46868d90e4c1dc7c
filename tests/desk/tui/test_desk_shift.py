"""My shift on the desk: offers, states, signing off, raised hands, whispers, why me; drawings 11 and 12 by the cell."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from console.core.conversation import commands as c
from console.core.conversation.why import Considered, Why
from console.core.floor.acting import SetState, SignOffNow
from console.core.floor.presence import AgentState
from console.core.floor.rows import Member, Rules
from console.desk.adapters.port import Fate
from console.desk.work import lists
from tests.desk import scripted

DeskAt = Callable[..., Any]
WIDE, SMALL = (120, 40), (80, 24)


def scene(backend: Any) -> None:
    """The counts under drawings 11 and 12: Kim and Omar wait, Ana has a draft, the bot is in its third turn with Jo."""
    scripted.drawn(backend)
    clock = scripted._Clock(backend)
    clock.before(60)
    backend.colleague("ana", c.Take(), backend.me)
    clock.before(6)
    head = backend.heads["ana"]
    backend.heads["ana"] = replace(head, assigned_at=backend.now)
    clock.before(3)
    backend.says("ana", "Até que enfim!")
    backend.heads["ana"] = replace(backend.heads["ana"], unanswered=1, unanswered_since=backend.now)
    clock.before(0)
    backend.read("ana", 99)
    backend.keep_draft("ana", "reply", "Ana, achei: o reembolso saiu ontem.")
    since = backend.now - ((1 * 60 + 12) * 60 + 40) * 1000
    backend.has_team(
        *(
            replace(m, state="available", state_since=since, slots=4, busy=3) if m.id == "maya" else m
            for m in backend.team
        )
    )


async def at_jo(at: Any) -> None:
    """The cursor on Jo, in the list of those who wait."""
    while at.desk.open_conv != "w01":
        await at.press("j")


def inside(lines: list[str], top: int, bottom: int, left: int, right: int) -> list[str]:
    return [line[left:right] for line in lines[top : bottom + 1]]


STATE = """\
╭ My state ───────────────────────────────────────── p or F9 ╮
│ Maya · available for 1:12:40 · 3 chats: Kim, Omar, Ana     │
│                                                            │
│    available            takes offers: 1 slot of 4 free     │
│▌   finish up, then break  no new offers; break when 3 end  │
│    break now            asks for each of 3 chats first     │
│    away                 reason: meeting, training, other   │
│    sign off             checklist: 3 chats, 2 texts        │
│                                                            │
│ Reason  (none needed)                                      │
│ Colleagues see: finishing, then break                      │
│ Nobody is locked out: p brings you back at any time        │
╰ Esc nothing changes ────────── Enter finish up, then break ╯""".splitlines()


async def test_drawing_11_the_state(desk_at: DeskAt) -> None:
    def unsent(backend: Any) -> None:
        backend.keep_draft("w01", "reply", "Jo, ich sehe es mir an.")

    async with desk_at(SMALL, scene=(scene, unsent)) as at:
        await at_jo(at)
        await at.press("p")
        lines = at.lines()
        assert inside(lines, 5, 17, 9, 71) == STATE
        assert lines[22].rstrip() == " your next break is yours to choose; the reply box of Ana keeps its draft"
        assert lines[23] == " Enter finish up, then break  ↑↓ choose  Tab reason          Esc close  F1 help "
        at.app.steady[0] += 1
        await at.press("enter")
        assert at.backend.acts == [SetState(AgentState.FINISHING)]
        await at.settle()
        assert at.lines()[0].startswith(" Maya ◐ finishing ")
        await at.later(80)
        assert at.lines()[0].startswith(" Maya ◐ finishing 1:20 ")
        await at.press("p", "f9")
        assert at.app.screen is at.screen, "the key that opened it closes it"
        await at.press("p")
        assert "▌   available" in at.text
        at.app.steady[0] += 1
        await at.press("enter")
        await at.settle()
        assert at.lines()[0].startswith(" Maya ● available  12 waiting")


SIGN_OFF = """\
╭ Sign off ────────────────────────────────── 5 open, 1 done ╮
│ 5 lines to settle before you go; 1 is clear                │
│                                                            │
│▌▲ Kim Lee      waits 0:41       b bot  f hand  r answer    │
│ ▲ Omar Haddad  waits 0:08, 2    b bot  f hand  r answer    │
│ ▲ Ana Souza    draft kept       r finish it  f hand        │
│ ▲ unsent       1 text to Jo B…  d view: note or drop it    │
│ ○ failed       none                                        │
│ ▲ wrap-up      1 code missing   e choose for Eva Gil       │
│                                                            │
│ If you go now: Kim, Omar, Ana go back to the queue with    │
│ their clocks; drafts stay here; each customer is told.     │
│                                                            │
│ Since 12:30  6:12 on · 41 chats · 38 solved · 3 handed on  │
╰ Esc stay ──────────────────────────── Enter settle Kim Lee ╯""".splitlines()


def answered(backend: Any) -> None:
    """Ana has her answer, and there is no draft to her."""
    scene(backend)
    backend.colleague("ana", c.Reply("Oi Ana."), backend.me)
    backend.keep_draft("ana", "reply", "")


def sign_off_scene(backend: Any) -> None:
    """Ana waits for nothing but has a draft; one text to Jo; the outcome of Eva's chat is missing."""
    scene(backend)
    backend.colleague("ana", c.Reply("Oi Ana."), backend.me)
    backend.keep_draft("w01", "reply", "Jo, ich sehe es mir an.")
    clock = scripted._Clock(backend)
    clock.before(20)
    backend.colleague("w08", c.Take(), backend.me)
    backend.colleague("w08", c.Reply("Hola Eva."), backend.me)
    backend.colleague("w08", c.Resolve(), backend.me)
    clock.before(0)


async def test_drawing_11_signing_off(desk_at: DeskAt) -> None:
    async with desk_at(SMALL, scene=(sign_off_scene,)) as at:
        day = at.desk.day
        day.since = at.backend.now - (6 * 60 + 12) * 60_000
        day._chats = {str(n) for n in range(41)}
        day._solved = {str(n) for n in range(38)}
        day._handed = {str(n) for n in range(38, 41)}
        await at_jo(at)
        await at.press("q")
        lines = at.lines()
        assert inside(lines, 4, 18, 9, 71) == SIGN_OFF
        assert lines[22].rstrip() == " nothing is left behind silently: signing off with open lines asks once more"
        assert lines[23] == " Enter settle Kim  b bot  f hand  r answer  Tab sign off anyway         Esc  F1 "
        await at.press("f")
        assert "Hand Kim Lee to …" in at.text
        await at.press("escape")
        assert "Enter settle Kim Lee" in at.text, "back to the list"
        await at.press("tab", "x")
        assert at.app.is_running
        assert at.backend.acts == []
        await at.press("tab")
        assert "■ 5 lines are open. y signs off, any other key stays." in at.text
        await at.press("y")
        await at.settle()
    assert at.backend.acts == [SignOffNow()]
    assert at.backend.is_closed


async def test_the_checklist_offers_only_what_the_backend_would_do(desk_at: DeskAt) -> None:
    async with desk_at(SMALL, scene=(answered,)) as at:
        kim = next(row for row in at.backend.rows.values() if row.name == "Kim Lee")
        at.backend.rows[kim.conv] = replace(kim, request_open=True)
        await at.press("q")
        assert "Kim Lee      waits 0:41       f hand  r answer " in at.text, (
            "the bot gets nobody who asked for a person"
        )
        assert "Ana Souza    answered         b bot  f hand  z snooze" in at.text
        at.backend.rows["ana"] = replace(at.backend.rows["ana"], state="snoozed")
        at.app.screen.look()
        await at.settle()
        assert "Ana Souza    snoozed          b bot  f hand " in at.text
        assert "z snooze" not in at.text, "it is put away already"
        await at.press("r")
        assert at.desk.open_conv == kim.conv
        assert at.app.focused is at.screen.box


async def test_the_checklist_shrinks_and_leads_to_what_is_open(desk_at: DeskAt) -> None:
    async with desk_at(WIDE, scene=(sign_off_scene,)) as at:
        await at.press("q", "down", "down", "down", "down", "down")
        assert "Enter choose for Eva Gil" in at.text
        await at.press("e")
        assert "Resolve the chat with Eva Gil" in at.text
        at.app.steady[0] += 1
        await at.press("1", "enter")
        await at.settle()
        assert at.backend.heads["w08"].disposition == "solved"
        assert "○ wrap-up      none" in at.text
        assert "4 open, 2 done" in at.text
        await at.press("home", "enter")
        assert at.app.screen is at.screen
        assert at.desk.open_conv == "kim"
        assert at.screen.focused is at.screen.box


async def test_yes_asks_once_more_and_yes_again_goes(desk_at: DeskAt) -> None:
    async with desk_at(SMALL, scene=(scene,)) as at:
        await at.press("q", "y")
        assert "y signs off, any other key stays" in at.text
        assert "Enter settle" not in at.text, "only a yes goes now"
        await at.press("enter")
        assert "any other key stays" not in at.text
        await at.press("y", "y")
        await at.settle()
    assert at.backend.acts == [SignOffNow()]
    assert at.backend.is_closed


async def test_finishing_with_no_chat_is_a_break_and_said_as_that(desk_at: DeskAt) -> None:
    async with desk_at(SMALL, scene=()) as at:
        await at.press("p")
        at.app.steady[0] += 1
        await at.press("enter")
        await at.settle()
        assert "your break has begun" in at.text
        assert "p available again" in at.lines()[-1]


async def test_with_nothing_open_enter_signs_off(desk_at: DeskAt) -> None:
    async with desk_at(SMALL, scene=()) as at:
        await at.press("q")
        assert "Everything is settled." in at.text
        assert "Enter sign off" in at.text
        at.app.steady[0] += 1
        await at.press("enter")
        await at.settle()
    assert at.backend.acts == [SignOffNow()]
    assert at.backend.is_closed


async def test_without_a_link_states_wait_and_leaving_is_said(desk_at: DeskAt) -> None:
    async with desk_at(SMALL, scene=(scene,)) as at:
        at.backend.drops()
        await at.settle()
        await at.press("p")
        assert "■ The link is down: your state cannot be set now." in at.text
        at.app.steady[0] += 1
        await at.press("enter")
        assert "My state" in at.text
        await at.press("escape", "q")
        assert "your chats stay yours for 2 minutes" in at.text
        await at.press("tab", "y")
        await at.settle()
    assert at.backend.acts == []
    assert at.backend.is_closed


async def test_a_break_asks_for_each_chat(desk_at: DeskAt) -> None:
    async with desk_at(SMALL, scene=(answered,)) as at:
        await at.press("p", "down")
        at.app.steady[0] += 1
        await at.press("enter")
        assert "3 chats to settle before your break" in at.text
        await at.press("down", "down", "z")
        assert "Snooze Ana" in at.text
        await at.press("escape", "tab", "y")
        await at.settle()
        assert at.backend.acts == [SetState(AgentState.BREAK)]
        assert at.lines()[0].startswith(" Maya ○ break ")


async def test_away_needs_a_reason(desk_at: DeskAt) -> None:
    async with desk_at(SMALL, scene=(scene,)) as at:
        await at.press("p", "down", "down")
        assert "Reason  meeting" in at.text
        at.app.steady[0] += 1
        await at.press("tab", "down", "enter")
        await at.settle()
        assert at.backend.acts == [SetState(AgentState.AWAY, "training")]
        assert "you are away: training" in at.text


WHY = Why(
    "least_load",
    2,
    12,
    1_764_355_337_000,
    candidates=(Considered("maya", load=75, idle_ms=6_000, level=2), Considered("lena", sticky=True, load=100)),
    eligible=2,
)


def offered(backend: Any) -> None:
    """Seventeen of the twenty seconds are left."""
    scene(backend)
    backend.summarised("w01", "to dispute 240 EUR charged on 18 Nov")
    clock = scripted._Clock(backend)
    clock.before(3)
    backend.offers("w01", why=WHY)
    clock.before(0)


async def test_drawing_12_an_offer(desk_at: DeskAt) -> None:
    async with desk_at(SMALL, scene=(offered,)) as at:
        await at_jo(at)
        lines = at.lines()
        assert lines[1] == " 1 Kim Lee ○ 00:41   2 Omar H… ▲ 00:08   3 Ana So… ✎ 00:03   4 offer Jo 0:17 · a"
        jo = next(line for line in lines[3:15] if "Jo Brand" in line)
        assert jo == "▌▲ 01:22  de  bot unsure           Jo Brand      dispute   offered to you 0:17  "
        offer = " ▲ offer: Jo Brand · German · dispute, waits 01:22 · 0:17 left · why: g e"
        assert lines[22].rstrip() == offer
        assert lines[23] == " a accept Jo  D decline (asks why)  t take Jo  n mine: Omar  p break     ? keys "
        assert lines[0].startswith(" Maya ● available  12 waiting ■ 03:18"), "the offer changes no figure"
        await at.later(2)
        assert "0:15 left" in at.lines()[22]
        assert "4 offer Jo 0:15 · a" in at.lines()[1]


async def test_an_offer_takes_no_focus_and_no_enter(desk_at: DeskAt) -> None:
    async with desk_at(WIDE, scene=(scene,)) as at:
        await at.opens("ana", focus="box")
        rung: list[int] = []
        at.app.bell = lambda: rung.append(1)
        at.backend.offers("w01", why=WHY)
        await at.settle()
        at.screen._tick()
        at.screen._tick()
        assert rung == [1], "once"
        assert at.screen.focused is at.screen.box
        assert at.desk.open_conv == "ana"
        assert "offer: Jo Brand" in at.text
        await at.press("enter")
        assert at.backend.heads["w01"].agent == ""
        await at.press("ctrl+g", "a")
        await at.settle()
        assert at.backend.heads["w01"].agent == "maya"
        assert at.desk.open_conv == "w01"
        assert "offer: Jo" not in at.text
        assert at.backend.draft("ana", "reply").text.startswith("Ana, achei")


async def test_declining_asks_why_and_escape_keeps_it(desk_at: DeskAt) -> None:
    async with desk_at(SMALL, scene=(offered,)) as at:
        await at.press("D")
        assert "Decline Jo Brand" in at.text
        assert "0:17 left" in at.text
        await at.press("escape")
        assert at.desk.offer() is not None
        await at.press("D")
        at.app.steady[0] += 1
        await at.press("3", "enter")
        await at.settle()
        ended = at.backend.records["w01"][-1].event
        assert (str(ended.end), ended.reason) == ("declined", "language")
        assert at.desk.offer() is None
        assert "4 free" in at.text
        assert "declined: Jo keeps the place in line" in at.text


async def test_an_offer_that_runs_out_is_said_with_the_state_and_any_key_ends_it(desk_at: DeskAt) -> None:
    async with desk_at(WIDE, scene=(offered,)) as at:
        await at.later(18)
        at.backend.offer_runs_out("w01")
        at.backend.state_of("maya", "no_answer")
        await at.settle()
        assert "The offer of Jo ran out: you show as no answer until you press a key." in at.text
        assert "Maya ▲ no answer" in at.lines()[0]
        await at.press("x")
        await at.settle()
        assert at.backend.acts == [SetState(AgentState.AVAILABLE)]
        assert "Maya ● available" in at.lines()[0]
        assert "no answer" not in at.text, "what was true no longer is, and is not said"
        await at.later(11)
        await at.press("j")
        assert len(at.backend.acts) == 1, "once is enough"


async def test_a_letter_in_the_box_and_a_dialogs_key_end_a_missed_offer_too(desk_at: DeskAt) -> None:
    async with desk_at(WIDE, scene=(offered,)) as at:
        for keys in (("p", "down"), ("3", "h")):
            at.backend.state_of("maya", "no_answer")
            await at.settle()
            await at.press(*keys)
            await at.settle()
            assert "Maya ● available" in at.lines()[0], keys
            if keys[-1] == "h":
                assert at.screen.box.text.endswith("h"), "and it was typed"
            await at.press("escape")


async def test_coming_back_takes_away_what_was_said_of_the_missed_one(desk_at: DeskAt) -> None:
    async with desk_at(WIDE, scene=(offered,)) as at:
        await at.later(18)
        at.backend.offer_runs_out("w01")
        at.backend.state_of("maya", "no_answer")
        await at.settle()
        at.backend.state_of("maya", "available")
        await at.settle()
        assert "The offer of Jo ran out" not in at.text


async def test_without_a_link_an_offer_can_be_seen_but_not_answered(desk_at: DeskAt) -> None:
    async with desk_at(SMALL, scene=(offered,)) as at:
        assert at.lines()[1].endswith("4 offer Jo 0:17 · a")
        at.backend.drops()
        await at.settle()
        assert "4 offer Jo 0:17" in at.lines()[1]
        assert not at.lines()[1].rstrip().endswith("· a")
        assert "accept" not in at.lines()[-1]
        assert "decline" not in at.lines()[-1]


async def test_an_offer_is_answered_from_a_chat_that_is_read_too(desk_at: DeskAt) -> None:
    async with desk_at(SMALL, scene=(offered,)) as at:
        await at_jo(at)
        await at.press("enter")
        assert at.app.focused is at.screen.transcript
        assert "a accept Jo" in at.lines()[-1]


async def test_a_takes_who_speaks_my_language_first(desk_at: DeskAt) -> None:
    async with desk_at(WIDE, scene=(scene,)) as at:
        assert at.desk.next_waiting().name == "Ana Ruiz"
        maya = next(member for member in at.backend.team if member.id == "maya")
        others = [member for member in at.backend.team if member.id != "maya"]
        for langs, name in ((("de", "en"), "Max Vogel"), (("fi",), "Ana Ruiz")):
            at.backend.has_team(replace(maya, langs=langs), *others)
            at.desk.rows_version += 1
            await at.settle()
            assert at.desk.next_waiting().name == name
            assert "a takes" in at.lines()[2]
            assert name.split()[0] in at.lines()[2], "the frame names whom `a` takes"


async def test_the_companys_own_rules_are_shown(desk_at: DeskAt) -> None:
    async with desk_at(SMALL, scene=(staffed,)) as at:
        rules = Rules(("lunch", "doctor"), wrap_up=45_000, transfer=30_000, slots=5)
        at.backend.account = replace(at.backend.account, rules=rules)
        await at.press("p", "down", "down")
        assert "reason: lunch, doctor" in at.text
        assert "Reason  lunch" in at.text
        await at.press("escape")
        assert at.desk.room == 5
        await at.press("3", "ctrl+g", "f")
        assert "Not taken in 0:30" in at.text
        await at.press("escape")


async def test_giving_a_chat_away_leaves_its_box(desk_at: DeskAt) -> None:
    """The keys that the line below names act then, and are no letters."""
    for size in (WIDE, SMALL):
        async with desk_at(size, scene=(scene,)) as at:
            await at.press("3")
            assert at.app.focused is at.screen.box
            at.app.steady[0] += 1
            await at.press("ctrl+g", "e")
            at.app.steady[0] += 1
            await at.press("enter")
            await at.settle()
            assert at.app.focused is at.screen.transcript
            at.app.steady[0] += 1
            await at.press("e")
            assert "Outcome" in at.text, "the outcome is still to be chosen"
            await at.press("escape")


async def test_an_offer_to_somebody_else_is_none_of_mine(desk_at: DeskAt) -> None:
    async with desk_at(WIDE, scene=(scene,)) as at:
        at.backend.offers("w01", agent="lena")
        await at.settle()
        assert at.desk.offer() is None
        at.backend.tells("broadcast", "w01", queue="main", deadline=0)
        await at.settle()
        assert at.desk.offer() is not None, "everybody is called"
        assert "offer: Jo Brand" in at.text


async def test_why_me(desk_at: DeskAt) -> None:
    async with desk_at(WIDE, scene=(offered,)) as at:
        await at.press("g", "e")
        text = at.text
        assert "Why you: Jo Brand" in text
        assert "the least to do of 2 who could answer: you" in text
        assert "1. you: 75% busy, 0:06 since the last chat, level 2" in text
        assert "2. Lena: 100% busy, had this customer last" in text
        assert "place 2 in a line of 12" in text
        await at.press("escape", "a")
        await at.later(1)
        await at.press("escape", "g", "e")
        assert "1. you: 75% busy" in at.text, "the details stand under the line"
        taken = next(turn for turn in at.backend.transcripts["w01"].turns if turn.code == "taken")
        assert taken.seq in at.screen.opened_details


HAND = """\
╭ Hand Ana Souza to … ────────────────────────────────────── f ╮
│ Ana Souza · Portuguese · refund · yours 0:06 · waits 0:03    │
│                                                              │
│ To   pt                                                      │
│                                                              │
│ agents    ▌○ Rita   pt  L3 ▮▮▯  free 1                       │
│            ○ Caio   pt  L2 ▮▯▯  free 2                       │
│ team       ○ delivery pt   4 of 14 slots free                │
│ queue      · back in line, clock unchanged                   │
│                                                              │
│ Ana reads  "Rita joined the chat.", once it is accepted      │
│ Rita gets  Ana, achei: o reembolso saiu ontem.               │
│ Not taken in 0:20: falls to the team, clock unchanged        │
╰ Esc nothing changes ───────────────── Enter hand Ana to Rita ╯""".splitlines()


def staffed(backend: Any) -> None:
    """Rita and Caio speak Portuguese; their team has 14 slots, 4 of them free."""
    scene(backend)
    rita = Member("rita", "Rita", "agent", True, "delivery pt", "available", 0, ("pt",), 3, 3, 2)
    caio = Member("caio", "Caio", "agent", True, "delivery pt", "available", 0, ("pt",), 2, 3, 1)
    more = [
        Member(f"m{n}", f"Zed{n}", "agent", True, "delivery pt", "available", 0, ("de",), 2, 4, 4 - n) for n in (0, 1)
    ]
    backend.has_team(*backend.team, rita, caio, *more)


async def test_drawing_12_handing_on(desk_at: DeskAt) -> None:
    async with desk_at(SMALL, scene=(staffed,)) as at:
        at.app.flows.open("ana")
        await at.settle()
        await at.press("f", "p", "t")
        lines = at.lines()
        assert inside(lines, 4, 17, 8, 72) == HAND
        assert lines[22].rstrip() == " first hand-over of 2; a third needs a supervisor · u undoes it for 10 s"
        assert lines[23] == " Enter hand Ana to Rita  ↑↓ choose  Tab note                 Esc close  F1 help "
        at.app.steady[0] += 1
        await at.press("tab")
        assert "Note       Ana, achei" in at.text
        await at.press("enter")
        await at.settle()
        handed = at.backend.records["ana"]
        moved = next(record for record in handed if type(record.event).__name__ == "Transferred")
        assert (moved.event.agent, moved.bodies["note"]) == ("rita", "Ana, achei: o reembolso saiu ontem.")


@pytest.mark.parametrize("is_changed", [False, True])
async def test_a_draft_that_goes_along_as_a_note_is_gone_from_the_box(desk_at: DeskAt, is_changed: bool) -> None:
    async with desk_at(WIDE, scene=(staffed,)) as at:
        await at.press("3", "ctrl+g", "f")
        at.app.steady[0] += 1
        at.backend.is_slow = True
        await at.press("tab", *("x" if is_changed else ""), "enter")
        assert at.backend.kept["ana", "reply"].text, "not before it has been handed on"
        at.backend.answer_all()
        await at.settle()
        assert bool(at.screen.box.text) is is_changed, "what did not go along stays"
        assert (("ana", "reply") in at.backend.kept) is is_changed


async def test_arrows_choose_to_whom_from_the_note_too(desk_at: DeskAt) -> None:
    async with desk_at(WIDE, scene=(staffed,)) as at:
        await at.press("3", "ctrl+g", "f")
        dialog = at.app.screen
        first = dialog.target
        await at.press("tab", "x", "down")
        assert dialog.target != first
        assert "x" in dialog.note.text
        await at.press("up")
        assert dialog.target == first


async def test_a_raised_hand(desk_at: DeskAt) -> None:
    async with desk_at(WIDE, scene=(scene,)) as at:
        await at.opens("omar")
        await at.press("h")
        at.app.steady[0] += 1
        await at.types("refund or wait?")
        await at.press("enter")
        assert at.backend.heads["omar"].help_since
        await at.later(35)
        assert "help asked 0:35" in at.lines()[1]
        assert "help asked 0:35" in at.lines()[2]
        assert "you asked a supervisor for help 18:42:07" in at.text
        assert '"refund or wait?" · staff only' in at.text
        at.backend.says("omar", "hello??")
        await at.press("h")
        assert not at.backend.heads["omar"].help_since
        assert "your hand is down" in at.text
        await at.press("h")
        at.app.steady[0] += 1
        await at.press("enter")
        at.backend.colleague("omar", c.Whisper("Wait for the bank."), scripted.SARA)
        await at.settle()
        for _ in range(3):
            await at.later(3)
        log = [notice.text for notice in at.desk.notices.log]
        assert "your raised hand about Omar is answered" in log
        assert "Sara whispers to you about Omar: only you see it" in log
        assert "▒▒ whisper · only you see this ▒▒▒" in at.text
        assert "Wait for the bank." in at.text


async def test_a_whisper_from_the_desk(desk_at: DeskAt) -> None:
    def lenas(backend: Any) -> None:
        scripted.drawn(backend)
        backend.colleague("w01", c.Take(), scripted.LENA)

    async with desk_at(WIDE, scene=(lenas,), me=scripted.SARA) as at:
        await at.opens("w01")
        await at.press("w")
        assert "WHISPER to Lena · Jo never sees it" in at.text
        await at.types("Wait for the bank.")
        assert "only Lena sees this" in at.text
        await at.press("ctrl+t")
        assert "WHISPER" not in at.text
        await at.press("escape", "w")
        assert at.screen.box.text == "Wait for the bank.", "its draft is kept"
        await at.press("enter")
        await at.settle()
        whisper = at.backend.records["w01"][-1]
        assert (whisper.event.to, whisper.event.by) == ("lena", "sara")
        assert "▒▒ whisper · only Lena sees this ▒▒▒" in at.text
        assert at.backend.kept == {}


async def test_who_is_no_supervisor_cannot_whisper(desk_at: DeskAt) -> None:
    async with desk_at(WIDE, scene=(scene,)) as at:
        at.backend.colleague("w01", c.Take(), scripted.LENA)
        await at.opens("w01")
        await at.press("w")
        assert "Only a supervisor can whisper" in at.text
        assert not [i for i in at.backend.items.values() if i.fate is not Fate.SENT]


async def test_the_outcome_that_is_missing_holds_the_slot(desk_at: DeskAt) -> None:
    async with desk_at(SMALL, scene=(sign_off_scene,)) as at:
        assert "4 wrap-up Eva 0:40" in at.lines()[1]
        await at.opens("w08")
        await at.press("e")
        at.app.steady[0] += 1
        await at.press("1", "enter")
        await at.settle()
        assert at.backend.heads["w08"].disposition == "solved"
        assert "4 free" in at.lines()[1]


async def test_more_time_for_the_outcome_holds_the_slot_as_long(desk_at: DeskAt) -> None:
    async with desk_at(SMALL, scene=(sign_off_scene,)) as at:
        assert "4 wrap-up Eva 0:40" in at.lines()[1]
        await at.opens("w08")
        await at.press("e")
        assert "▲ The outcome can be chosen for 0:40 more." in at.text
        await at.press("m")
        await at.settle()
        assert at.app.screen is at.screen
        assert "4 wrap-up… 1:40 · e" in at.lines()[1]
        for _ in range(2):
            at.app.steady[0] += 1
            await at.press("e")
            await at.press("m")
            await at.settle()
        assert "4 wrap-up… 2:40 · e" in at.lines()[1], "three minutes are the longest"
        assert "refused: wrap_up_longest" in at.text
        at.app.steady[0] += 1
        await at.press("e")
        at.app.steady[0] += 1
        await at.press("1", "enter")
        await at.settle()
        assert at.backend.heads["w08"].disposition == "solved"


async def test_a_notice_to_the_customer_is_a_line(desk_at: DeskAt) -> None:
    async with desk_at(WIDE, scene=(scene,)) as at:
        at.backend.colleague("w01", c.Announce("busy"), scripted.SARA)
        await at.opens("w01")
        said = [block.text for block in at.screen.blocks() if block.kind == "system"]
        assert "Jo was told: many people write just now, you keep your place" in said


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (20, 5)])
@pytest.mark.parametrize("name", ["state", "sign_off", "break_now", "hand_to", "decline", "ask_help", "why"])
async def test_every_dialog_of_the_shift_at_every_size(desk_at: DeskAt, size: tuple[int, int], name: str) -> None:
    async with desk_at(size, scene=(offered,)) as at:
        at.app.flows.open("ana")
        at.screen.actions.open_dialog(name)
        await at.settle()
        lines = at.app.screen.lines
        assert 0 < len(lines) <= size[1]
        await at.press("down", "tab", "up", "f1", "escape", "escape", "escape")
        await at.settle()
        assert at.app.screen is at.screen
        assert at.backend.acts == []


async def test_where_work_is_handed_out_only_the_head_of_the_line_can_be_chosen(desk_at: DeskAt) -> None:
    async with desk_at(SMALL, scene=(scene,)) as at:
        at.backend.account = replace(at.backend.account, rules=Rules(peek=2))
        await at.press("j")
        line = [entry.name for entry in lists.waiting(at.backend.rows.values(), at.desk.now)]
        second, third = (name.split()[0] for name in line[1:3])
        assert f"t take {second}" in at.lines()[-1]
        await at.press("j")
        assert "t take" not in at.lines()[-1], "the keys line offers only what works"
        assert "a next waiting: Ana Ruiz" in at.lines()[-1]
        await at.press("t")
        assert not at.backend.items
        assert f"{third} stands too far back in line to be chosen. Next is Ana Ruiz." in at.lines()[-2]
        at.backend.offers(at.desk.open_conv)
        await at.settle()
        assert f"t take {third}" in at.lines()[-1], "who is offered to me is mine to take"
        at.backend.account = replace(at.backend.account, rules=Rules(peek=1, picks=("main",)))
        await at.press("j")
        assert f"t take {line[3].split()[0]}" in at.lines()[-1], "of this queue people take whom they like"


@pytest.mark.parametrize("is_told_first", [True, False])
async def test_who_put_my_chat_back_in_line_is_said_once(desk_at: DeskAt, is_told_first: bool) -> None:
    async with desk_at(WIDE, scene=(scene,)) as at:
        await at.press("3")

        def tells() -> None:
            at.backend.tells("requeued", "ana", by="sara", by_name="Sara Lind", role="supervisor", at=at.backend.now)

        if is_told_first:
            tells()
        at.backend.colleague("ana", c.Requeue(), scripted.SARA)
        if not is_told_first:
            tells()
        await at.later(4)
        said = [notice.text for notice in at.desk.notices.log if notice.conv == "ana"]
        assert "Sara put Ana back in line; your text is kept" in at.lines()[-2]
        assert len(said) == (1 if is_told_first else 2), "the row alone cannot say who"
        assert at.screen.box.text.startswith("Ana, achei")
