# ruff: noqa: E501
"""The table of states x commands, cell by cell, against what the design says; and the page of it in docs/."""

from pathlib import Path

import pytest

from console.core.conversation import commands as c
from console.core.conversation.table import Cell, cells, head_in, markdown
from console.core.conversation.words import State

DOCS = Path(__file__).parents[3] / "docs" / "states.md"

# One line a command and actor: what it comes to in new, bot, queued, offered, promised, human, snoozed, resolved.
# A bare word is the state after it, `!word` a refusal. In human, snoozed and resolved it is `agent`'s.
EXPECTED = """
say            customer    bot bot queued offered queued human human human
ask_person     customer    queued queued queued offered queued human human queued
withdraw       customer    !nothing_to_withdraw !nothing_to_withdraw bot bot bot !nothing_to_withdraw !nothing_to_withdraw !nothing_to_withdraw
choose_promise customer    !not_waiting !not_waiting promised promised !not_waiting !not_waiting !not_waiting !not_waiting
end            customer    !not_found resolved resolved resolved resolved resolved resolved !already_resolved
rate           customer    !not_resolved !not_resolved !not_resolved !not_resolved !not_resolved !not_resolved !not_resolved resolved

start_turn     bot         !stale_epoch bot !stale_epoch !stale_epoch !stale_epoch !stale_epoch !stale_epoch !stale_epoch
end_turn       bot         !stale_epoch bot !stale_epoch !stale_epoch !stale_epoch !stale_epoch !stale_epoch !stale_epoch
escalate       bot         !stale_epoch queued !stale_epoch !stale_epoch !stale_epoch !stale_epoch !stale_epoch !stale_epoch
bot_resolve    bot         !stale_epoch resolved !stale_epoch !stale_epoch !stale_epoch !stale_epoch !stale_epoch !stale_epoch
intend_effect  bot         !stale_epoch bot !stale_epoch !stale_epoch !stale_epoch !stale_epoch !stale_epoch !stale_epoch
end_effect     system      !not_found bot queued offered promised human snoozed resolved

take           agent       !not_found human human human human !already_yours human !already_resolved
take           other_agent !not_found human human !offered_to human !taken !taken !already_resolved
take           supervisor  !not_found human human !offered_to human !taken !taken !already_resolved
take(force)    agent       !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed
take(force)    other_agent !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed
take(force)    supervisor  !not_found human human human human human human !already_resolved
accept         agent       !no_offer !no_offer !no_offer human !no_offer !no_offer !no_offer !no_offer
accept         other_agent !no_offer !no_offer !no_offer !no_offer !no_offer !no_offer !no_offer !no_offer
accept         supervisor  !no_offer !no_offer !no_offer !no_offer !no_offer !no_offer !no_offer !no_offer
decline        agent       !no_offer !no_offer !no_offer queued !no_offer !no_offer !no_offer !no_offer
decline        other_agent !no_offer !no_offer !no_offer !no_offer !no_offer !no_offer !no_offer !no_offer
decline        supervisor  !no_offer !no_offer !no_offer !no_offer !no_offer !no_offer !no_offer !no_offer
reply          agent       !not_found !unowned !unowned !unowned !unowned human human !already_resolved
reply          other_agent !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !already_resolved
reply          supervisor  !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !already_resolved
note           agent       !not_found bot queued offered promised human snoozed resolved
note           other_agent !not_found bot queued offered promised human snoozed resolved
note           supervisor  !not_found bot queued offered promised human snoozed resolved
ask_help       agent       !not_found !unowned !unowned !unowned !unowned human snoozed !already_resolved
ask_help       other_agent !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !already_resolved
ask_help       supervisor  !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !already_resolved
end_help       agent       !not_found !unowned !unowned !unowned !unowned human snoozed !already_resolved
end_help       other_agent !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !already_resolved
end_help       supervisor  !not_found bot queued offered promised human snoozed !already_resolved
hand_back      agent       !not_found !unowned !unowned !unowned !unowned bot bot !already_resolved
hand_back      other_agent !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !already_resolved
hand_back      supervisor  !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !already_resolved
transfer       agent       !not_found !unowned !unowned !unowned !unowned queued queued !already_resolved
transfer       other_agent !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !already_resolved
transfer       supervisor  !not_found queued queued queued queued queued queued !already_resolved
transfer(agent) agent       !not_found !unowned !unowned !unowned !unowned offered offered !already_resolved
transfer(agent) other_agent !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !already_resolved
transfer(agent) supervisor  !not_found offered offered offered offered offered offered !already_resolved
snooze         agent       !not_found !unowned !unowned !unowned !unowned snoozed !already_snoozed !already_resolved
snooze         other_agent !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !already_resolved
snooze         supervisor  !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !already_resolved
wake           agent       !not_found !unowned !unowned !unowned !unowned human human !already_resolved
wake           other_agent !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !already_resolved
wake           supervisor  !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !already_resolved
resolve        agent       !not_found !unowned !unowned !unowned !unowned resolved resolved !already_resolved
resolve        other_agent !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !already_resolved
resolve        supervisor  !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !already_resolved
wrap_up        agent       !not_found !unowned !unowned !unowned !unowned !not_resolved !not_resolved resolved
wrap_up        other_agent !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !not_handler
wrap_up        supervisor  !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !not_handler
extend_wrap_up agent       !not_found !unowned !unowned !unowned !unowned !not_resolved !not_resolved resolved
extend_wrap_up other_agent !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !not_handler
extend_wrap_up supervisor  !not_found !unowned !unowned !unowned !unowned !not_owner !not_owner !not_handler
reopen         agent       !not_resolved !not_resolved !not_resolved !not_resolved !not_resolved !not_resolved !not_resolved human
reopen         other_agent !not_resolved !not_resolved !not_resolved !not_resolved !not_resolved !taken !taken human
reopen         supervisor  !not_resolved !not_resolved !not_resolved !not_resolved !not_resolved !taken !taken human
undo           agent       !nothing_to_undo !nothing_to_undo !nothing_to_undo !nothing_to_undo !nothing_to_undo !nothing_to_undo human human
undo           other_agent !nothing_to_undo !nothing_to_undo !nothing_to_undo !nothing_to_undo !nothing_to_undo !nothing_to_undo !nothing_to_undo !nothing_to_undo
undo           supervisor  !nothing_to_undo !nothing_to_undo !nothing_to_undo !nothing_to_undo !nothing_to_undo !nothing_to_undo !nothing_to_undo !nothing_to_undo
tag            agent       !not_found bot queued offered promised human snoozed resolved
tag            other_agent !not_found bot queued offered promised human snoozed resolved
tag            supervisor  !not_found bot queued offered promised human snoozed resolved
requeue        agent       !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed
requeue        other_agent !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed
requeue        supervisor  !not_found queued queued queued queued queued queued !already_resolved
assign         agent       !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed
assign         other_agent !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed
assign         supervisor  !not_found human human human human human human !already_resolved
whisper        agent       !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed
whisper        other_agent !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed
whisper        supervisor  !not_found !unowned !unowned !unowned !unowned human snoozed !already_resolved
announce       agent       !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed
announce       other_agent !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed !not_allowed
announce       supervisor  !not_found bot queued offered promised human snoozed !already_resolved
announce       system      !not_found bot queued offered promised human snoozed !already_resolved

make_offer     system      !not_waiting !not_waiting offered !not_waiting !not_waiting !not_waiting !not_waiting !not_waiting
fire_due       system      !not_due queued !not_due queued queued !not_due human resolved
sign_off       system      !not_owner !not_owner !not_owner !not_owner !not_owner queued queued !not_owner
mark_presence(customer) system !not_found bot queued offered promised human snoozed !already_resolved
mark_presence(owner)    system !not_found bot queued queued promised human snoozed !already_resolved
interrupt      system      new queued queued offered promised human snoozed resolved
suppress       system      !not_found bot queued offered promised human snoozed resolved
summarise      system      !not_found bot queued offered promised human snoozed resolved
sweep          system      new queued queued offered promised human snoozed queued
erase          system      !not_found bot queued offered promised human snoozed resolved
"""

CUT, ASK = "bot_turn_ended", "requested"

# The events of each arrow: of the command, or of the command in one state, or by one actor in it. No entry: none.
EVENTS = {
    "say": "customer_said",
    "say new": "opened customer_said",
    "say bot": f"{CUT} customer_said",
    "say promised": "customer_said queued",
    "say snoozed": "customer_said woken",
    "say resolved": "customer_said reopened",
    "ask_person new": "opened person_asked requested queued",
    "ask_person bot": f"person_asked {CUT} requested queued",
    "ask_person queued": "person_asked deadline_lowered",
    "ask_person offered": "person_asked deadline_lowered",
    "ask_person promised": "person_asked queued",
    "ask_person human": "person_asked requested",
    "ask_person snoozed": "person_asked requested woken",
    "ask_person resolved": "person_asked reopened requested queued",
    "withdraw": "request_ended handed_back",
    "withdraw offered": "offer_ended request_ended handed_back",
    "choose_promise": "promise_made",
    "choose_promise offered": "offer_ended promise_made",
    "end": "request_ended resolved",
    "end bot": f"{CUT} resolved",
    "end offered": "offer_ended request_ended resolved",
    "end human": "resolved",
    "end snoozed": "resolved",
    "rate": "rated",
    "start_turn": f"{CUT} bot_turn_started",
    "end_turn": CUT,
    "escalate": f"{CUT} requested queued",
    "bot_resolve": f"{CUT} resolved",
    "intend_effect": "effect_intended",
    "sweep bot": f"{CUT} requested queued",
    "sweep resolved": "reopened requested queued",
    "end_effect": "effect_ended",
    "take": "taken",
    "take bot": f"{CUT} taken",
    "take offered": "offer_ended taken",
    "take snoozed": "woken",
    "take(force)": "taken",
    "take(force) bot": f"{CUT} taken",
    "take(force) offered": "offer_ended taken",
    "accept": "offer_ended taken",
    "decline": "offer_ended",
    "reply": "agent_said",
    "reply snoozed": "woken agent_said",
    "note": "note_added",
    "ask_help": "help_asked",
    "hand_back": "handed_back",
    "hand_back snoozed": "woken handed_back",
    "transfer": "transferred queued",
    "transfer bot": f"{ASK} {CUT} transferred queued",
    "transfer offered": "offer_ended transferred queued",
    "transfer snoozed": "woken transferred queued",
    "transfer human supervisor": f"{ASK} transferred queued",
    "transfer snoozed supervisor": f"{ASK} transferred queued",
    "transfer(agent)": "transferred queued offer_made",
    "transfer(agent) bot": f"{ASK} {CUT} transferred queued offer_made",
    "transfer(agent) offered": "offer_ended transferred queued offer_made",
    "transfer(agent) snoozed": "woken transferred queued offer_made",
    "transfer(agent) human supervisor": f"{ASK} transferred queued offer_made",
    "transfer(agent) snoozed supervisor": f"{ASK} transferred queued offer_made",
    "snooze": "snoozed",
    "wake snoozed": "woken",
    "resolve": "resolved",
    "wrap_up": "wrapped_up",
    "extend_wrap_up": "wrap_up_extended",
    "reopen": "reopened",
    "undo": "undone",
    "tag": "tagged",
    "requeue": "queued",
    "requeue bot": f"{CUT} requested queued",
    "requeue offered": "offer_ended queued",
    "requeue human": "requested queued",
    "requeue snoozed": "requested queued",
    "assign": "taken",
    "assign bot": f"{CUT} taken",
    "assign offered": "offer_ended taken",
    "whisper": "whispered",
    "announce": "announced",
    "make_offer": "offer_made",
    "fire_due bot": f"{CUT} requested queued",
    "fire_due offered": "offer_ended",
    "fire_due promised": "queued",
    "fire_due snoozed": "woken",
    "fire_due resolved": "wrapped_up",
    "sign_off": "requested queued",
    "mark_presence(customer)": "customer_presence",
    "mark_presence(owner) offered": "offer_ended",
    "mark_presence(owner) human": "owner_presence",
    "mark_presence(owner) snoozed": "owner_presence",
    "interrupt bot": f"{CUT} requested queued",
    "suppress": "suppressed",
    "summarise": "summarised",
    "erase": "erased",
}


def expected() -> dict[tuple[str, str, State], str]:
    lines = [line.split() for line in EXPECTED.splitlines() if line]
    return {(name, actor, state): cell for name, actor, *row in lines for state, cell in zip(State, row, strict=True)}


def key(cell: Cell) -> tuple[str, str, State]:
    return cell.command.replace(" ", ""), cell.actor.replace(" ", "_"), cell.state


CELLS = {key(cell): cell for cell in cells()}


def test_every_cell_is_expected_and_no_other() -> None:
    assert CELLS.keys() == expected().keys()
    assert {name.split("(")[0] for name, _, _ in CELLS} == {c.tag_of(kind) for kind in c.ALL_COMMANDS}


def events_of(name: str, actor: str, state: State) -> tuple[str, ...]:
    keys = (f"{name} {state} {actor}", f"{name} {state}", name)
    return tuple(next((EVENTS[key] for key in keys if key in EVENTS), "").split())


@pytest.mark.parametrize("state", State)
def test_cells_of(state: State) -> None:
    wrong = []
    for (name, actor, where), wanted in expected().items():
        if where is state:
            refused = wanted.startswith("!")
            due = (f"refused {wanted[1:]}", ()) if refused else (f"-> {wanted}", events_of(name, actor, state))
            cell = CELLS[name, actor, state]
            if (cell.outcome, cell.events) != due:
                wrong.append((name, actor, cell.outcome, cell.events, due))
    assert wrong == []


@pytest.mark.parametrize("state", State)
def test_each_state_is_reached(state: State) -> None:
    assert head_in(state).state is state


def test_the_page_in_docs_is_current() -> None:
    assert DOCS.read_text(encoding="utf-8") == markdown(), (
        "docs/states.md is stale: python -m console.core.conversation.table > docs/states.md"
    )
