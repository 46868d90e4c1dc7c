"""The table of states x commands, made by running the core; `python -m console.core.conversation.table` prints it.

Each state is reached by commands, never built by hand. It decides nothing and the program does not use it.
"""

import sys
from collections.abc import Iterator
from typing import Final

import msgspec

from console.core.conversation import commands as c
from console.core.conversation.context import BOT_ACTOR, SYSTEM, Actor, AgentView, Context, Refusal
from console.core.conversation.decide import decide
from console.core.conversation.decide.timers import next_due
from console.core.conversation.evolve import evolve
from console.core.conversation.model import Head
from console.core.conversation.words import DueKind, NoticeCode, Reason, State

NOW: Final = 1_800_000_000_000
ANA: Final = Actor("customer", "ana")
MAYA: Final = Actor("agent", "maya", "agent")
LEO: Final = Actor("agent", "leo", "agent")
SARA: Final = Actor("agent", "sara", "supervisor")
_VIEWS: Final = {name: AgentView(True, True, "support") for name in ("maya", "leo", "sara")}
_ACTORS: Final = {"customer": ANA, "bot": BOT_ACTOR, "system": SYSTEM}


class Cell(msgspec.Struct, frozen=True):
    """What one command does in one state."""

    state: State
    command: str
    actor: str
    outcome: str
    """`-> state` or `refused code`."""
    events: tuple[str, ...] = ()


def _apply(head: Head, actor: Actor, command: c.Command, now: int = NOW) -> Head | Refusal:
    decision = decide(head, command, _context(head, actor, now))
    if isinstance(decision, Refusal):
        return decision
    for record in decision:
        head = evolve(head, record)
    return head


def _context(head: Head, actor: Actor, now: int) -> Context:
    return Context(now, actor, epoch=head.epoch, agents=_VIEWS, bot_text="so far", fresh="offer-2")


PATHS: Final[dict[State, tuple[tuple[Actor, c.Command], ...]]] = {
    State.NEW: (),
    State.BOT: ((ANA, c.Say("hello")), (BOT_ACTOR, c.StartTurn("turn", 2))),
    State.QUEUED: ((ANA, c.Say("hello")), (BOT_ACTOR, c.Escalate(Reason.LOW_CONFIDENCE))),
    State.OFFERED: (
        (ANA, c.Say("hello")),
        (BOT_ACTOR, c.Escalate(Reason.LOW_CONFIDENCE)),
        (SYSTEM, c.MakeOffer("offer", "maya", NOW + 20_000)),
    ),
    State.PROMISED: (
        (ANA, c.Say("hello")),
        (BOT_ACTOR, c.Escalate(Reason.LOW_CONFIDENCE)),
        (ANA, c.ChoosePromise("call_back", NOW + 3_600_000)),
    ),
    State.HUMAN: ((ANA, c.Say("hello")), (MAYA, c.Take()), (MAYA, c.Reply("hello"))),
    State.SNOOZED: (
        (ANA, c.Say("hello")),
        (MAYA, c.Take()),
        (MAYA, c.Reply("hello")),
        (MAYA, c.Snooze(NOW + 3_600_000)),
    ),
    State.RESOLVED: ((ANA, c.Say("hello")), (MAYA, c.Take()), (MAYA, c.Reply("hello")), (MAYA, c.Resolve())),
}
"""From nothing to each state; in `human`, `snoozed` and `resolved` Maya has it and has answered."""


def head_in(state: State) -> Head:
    """The conversation that stands for this state."""
    head = Head("c1")
    for actor, command in PATHS[state]:
        after = _apply(head, actor, command)
        if isinstance(after, Refusal):
            raise ValueError(f"{state} is not reached: {after}")
        head = after
    return head


def wishes(head: Head) -> Iterator[tuple[str, tuple[Actor, ...], c.Command]]:
    """Every command once, or once for each case that differs, with those who may think of issuing it."""
    staff = (MAYA, LEO, SARA)
    for customer in (c.Say("hello?"), c.AskPerson(), c.Withdraw()):
        yield c.tag_of(customer), (ANA,), customer
    yield "choose_promise", (ANA,), c.ChoosePromise("message", NOW + 7_200_000)
    yield "end", (ANA,), c.End()
    yield "rate", (ANA,), c.Rate(5)
    yield "start_turn", (BOT_ACTOR,), c.StartTurn("turn 2", head.customer_seq)
    yield "end_turn", (BOT_ACTOR,), c.EndTurn("turn", "an answer")
    yield "escalate", (BOT_ACTOR,), c.Escalate(Reason.LOOP)
    yield "bot_resolve", (BOT_ACTOR,), c.BotResolve()
    yield "intend_effect", (BOT_ACTOR,), c.IntendEffect("turn", 1, "refund")
    yield "end_effect", (SYSTEM,), c.EndEffect("turn", 1, True)
    yield "take", staff, c.Take()
    yield "take (force)", staff, c.Take(force=True)
    yield "accept", staff, c.Accept("offer")
    yield "decline", staff, c.Decline("offer")
    for agent in (
        c.Reply("hello"),
        c.Note("see order"),
        c.AskHelp("refund?"),
        c.EndHelp(),
        c.HandBack(),
        c.Transfer(queue="billing"),
    ):
        yield c.tag_of(agent), staff, agent
    yield "transfer (agent)", staff, c.Transfer(agent="leo")
    for later in (
        c.Snooze(),
        c.Wake(),
        c.Resolve("solved"),
        c.WrapUp("solved"),
        c.ExtendWrapUp(),
        c.Reopen(),
        c.UndoLast(),
    ):
        yield c.tag_of(later), staff, later
    yield "tag", staff, c.Tag(("refund",))
    yield "requeue", staff, c.Requeue("billing")
    yield "assign", staff, c.Assign("leo")
    yield "whisper", staff, c.Whisper("offer a refund")
    yield "announce", (*staff, SYSTEM), c.Announce(NoticeCode.BUSY)
    yield "make_offer", (SYSTEM,), c.MakeOffer("offer 3", "leo", NOW + 20_000)
    due = next_due(head, _context(head, SYSTEM, NOW).policy)
    yield "fire_due", (SYSTEM,), c.FireDue(due.kind, due.token) if due else c.FireDue(DueKind.IDLE, "")
    yield "sign_off", (SYSTEM,), c.SignOff()
    yield "mark_presence (customer)", (SYSTEM,), c.MarkPresence("customer", True)
    yield "mark_presence (owner)", (SYSTEM,), c.MarkPresence("owner", True)
    for other in (c.Interrupt(), c.Suppress("turn", "too late"), c.Summarise("a refund"), c.Sweep(NOW), c.Erase()):
        yield c.tag_of(other), (SYSTEM,), other


def _cell(state: State, head: Head, name: str, actor: Actor, command: c.Command) -> Cell:
    now = NOW
    if isinstance(command, c.FireDue):
        due = next_due(head, _context(head, actor, NOW).policy)
        now = due.at if due else NOW
    decision = decide(head, command, _context(head, actor, now))
    who = {"maya": "agent", "leo": "other agent", "sara": "supervisor"}.get(actor.id, actor.kind)
    if isinstance(decision, Refusal):
        return Cell(state, name, who, f"refused {decision.code}")
    after = head
    for record in decision:
        after = evolve(after, record)
    return Cell(
        state, name, who, f"-> {after.state}", tuple(str(type(r.event).__struct_config__.tag) for r in decision)
    )


def cells() -> list[Cell]:
    """The whole table, by command, state and actor."""
    found: list[Cell] = []
    for state in State:
        head = head_in(state)
        for name, actors, command in wishes(head):
            found += [_cell(state, head, name, actor, command) for actor in actors]
    return found


def table() -> dict[str, dict[State, dict[str, Cell]]]:
    """Command -> state -> actor -> cell; of several actors only those whose outcome differs from the first one's."""
    found: dict[str, dict[State, dict[str, Cell]]] = {}
    for cell in cells():
        row = found.setdefault(cell.command, {}).setdefault(cell.state, {})
        first = next(iter(row.values()), None)
        if first is None or (first.outcome, first.events) != (cell.outcome, cell.events):
            row[cell.actor] = cell
    return found


def markdown() -> str:
    """The table as a page of the documentation."""
    lines = [
        "# States and commands",
        "",
        "Generated by `python -m console.core.conversation.table`; a test says when it is stale. Each cell is an arrow",
        "(the state after the command, and the events it makes; none: it is so already) or the code of a refusal.",
        "",
        "How each state was reached: in `bot` the bot is writing its first answer; `queued`, `offered` (to *agent*),",
        "`promised` come from an escalation that no person has answered; in `human` and `snoozed` *agent* owns the",
        "conversation and has answered, in `resolved` she resolved it a moment ago. *other agent* and *supervisor* are",
        "shown where their outcome differs from *agent*'s. Every command carries the current epoch.",
    ]
    for name, row in table().items():
        lines += ["", f"## {name}", "", "| state | by | outcome | events |", "|---|---|---|---|"]
        for state, actors in row.items():
            for actor, cell in actors.items():
                events = ", ".join(cell.events)
                lines.append(f"| {state} | {actor} | {cell.outcome} | {events} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(markdown())
