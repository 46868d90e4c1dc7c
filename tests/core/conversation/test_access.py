"""Every command x role x relation: what is not named here is denied, and a new command fails until it has its row."""

import pytest

from console.core.conversation import commands as c
from console.core.conversation.access import ANY, EPOCH_BOUND, FREE, LAST, OTHER, OWN, RIGHTS, authorise, relation
from console.core.conversation.context import BOT_ACTOR, SYSTEM, Actor, Context
from console.core.conversation.decide import decide
from console.core.conversation.model import Head
from console.core.conversation.table import ANA, LEO, MAYA, head_in
from console.core.conversation.words import DueKind, Reason, State

STAFF = "agent supervisor admin"
LEADS = "supervisor admin"

# Who may, in which relation. `any`: in every relation that the role can stand in.
EXPECTED = {
    "say": {"customer": "own"},
    "ask_person": {"customer": "own"},
    "withdraw": {"customer": "own"},
    "choose_promise": {"customer": "own"},
    "end": {"customer": "own"},
    "rate": {"customer": "own"},
    "start_turn": {"bot": "any"},
    "end_turn": {"bot": "any"},
    "escalate": {"bot system": "any"},
    "bot_resolve": {"bot": "any"},
    "intend_effect": {"bot": "any"},
    "end_effect": {"bot system": "any"},
    "take": {STAFF: "any"},
    "accept": {STAFF: "any"},
    "decline": {STAFF: "any"},
    "reply": {STAFF: "own"},
    "note": {STAFF: "any"},
    "ask_help": {STAFF: "own"},
    "end_help": {"agent": "own", LEADS: "any"},
    "hand_back": {STAFF: "own"},
    "transfer": {"agent": "own", LEADS: "any"},
    "snooze": {STAFF: "own"},
    "wake": {STAFF: "own"},
    "resolve": {STAFF: "own"},
    "wrap_up": {STAFF: "own last"},
    "extend_wrap_up": {STAFF: "own last"},
    "reopen": {STAFF: "any"},
    "undo": {STAFF: "any"},
    "tag": {STAFF: "any"},
    "requeue": {LEADS: "any"},
    "assign": {LEADS: "any"},
    "whisper": {LEADS: "any"},
    "announce": {LEADS + " system": "any"},
    "make_offer": {"system": "any"},
    "fire_due": {"system": "any"},
    "sign_off": {"system": "any"},
    "mark_presence": {"system": "any"},
    "interrupt": {"system": "any"},
    "suppress": {"bot system": "any"},
    "summarise": {"bot system": "any"},
    "sweep": {"system": "any"},
    "erase": {"admin system": "any"},
}

EXAMPLES: dict[str, c.Command] = {
    c.tag_of(command): command
    for command in (
        c.Say("hello"),
        c.AskPerson(),
        c.Withdraw(),
        c.ChoosePromise("message", 1),
        c.End(),
        c.Rate(5),
        c.StartTurn("t", 1),
        c.EndTurn("t", "x"),
        c.Escalate(Reason.LOOP),
        c.BotResolve(),
        c.IntendEffect("t", 1, "x"),
        c.EndEffect("t", 1, True),
        c.Take(),
        c.Accept("o"),
        c.Decline("o"),
        c.Reply("hello"),
        c.Note("hello"),
        c.AskHelp("hello"),
        c.EndHelp(),
        c.HandBack(),
        c.Transfer(),
        c.Snooze(),
        c.Wake(),
        c.Resolve(),
        c.WrapUp("solved"),
        c.ExtendWrapUp(),
        c.Reopen(),
        c.UndoLast(),
        c.Tag(()),
        c.Requeue(),
        c.Assign("leo"),
        c.Whisper("hello"),
        c.Announce("busy"),
        c.MakeOffer("o", "leo", 1),
        c.FireDue(DueKind.IDLE, ""),
        c.SignOff(),
        c.MarkPresence("owner", True),
        c.Interrupt(),
        c.Suppress("t", "x"),
        c.Summarise("x"),
        c.Sweep(),
        c.Erase(),
    )
}


def staff(role: str) -> dict[str, tuple[Actor, Head]]:
    maya, leo = Actor("agent", "maya", role), Actor("agent", "leo", role)
    return {
        OWN: (maya, head_in(State.HUMAN)),
        OTHER: (leo, head_in(State.HUMAN)),
        FREE: (maya, head_in(State.QUEUED)),
        LAST: (maya, head_in(State.RESOLVED)),
    }


STANDS: dict[str, dict[str, tuple[Actor, Head]]] = {
    "customer": {OWN: (ANA, head_in(State.BOT)), OTHER: (Actor("customer", "eve"), head_in(State.BOT))},
    "bot": {OWN: (BOT_ACTOR, head_in(State.BOT)), OTHER: (BOT_ACTOR, head_in(State.QUEUED))},
    "system": {FREE: (SYSTEM, head_in(State.QUEUED))},
    **{role: staff(role) for role in ("agent", "supervisor", "admin")},
    "stranger": {OTHER: (Actor("guest", "eve"), head_in(State.HUMAN))},
    "unknown role": {OWN: (Actor("agent", "maya", "root"), head_in(State.HUMAN))},
    "customer who claims a role": {OTHER: (Actor("customer", "eve", "admin"), head_in(State.HUMAN))},
    "agent who claims to be system": {OWN: (Actor("agent", "maya", "system"), head_in(State.HUMAN))},
    "agent without an id": {FREE: (Actor("agent", "", "admin"), head_in(State.QUEUED))},
}


def allowed(tag: str, principal: str, stands: str) -> bool:
    for roles, relations in EXPECTED[tag].items():
        if principal in roles.split():
            return relations == "any" or stands in relations.split()
    return False


def test_every_command_has_its_row_and_its_example() -> None:
    tags = {c.tag_of(kind) for kind in c.ALL_COMMANDS}
    assert tags == set(EXPECTED) == set(EXAMPLES)
    assert set(RIGHTS) == set(c.ALL_COMMANDS)
    assert len(tags) == len(c.ALL_COMMANDS)


def test_every_command_that_exists_is_listed() -> None:
    defined = {
        kind
        for kind in vars(c).values()
        if isinstance(kind, type) and issubclass(kind, c._Command) and kind is not c._Command
    }
    assert defined == set(c.ALL_COMMANDS)


@pytest.mark.parametrize("kind", c.ALL_COMMANDS, ids=c.tag_of)
def test_right(kind: type[c.Command]) -> None:
    tag = c.tag_of(kind)
    for principal, at in STANDS.items():
        for stands, (actor, head) in at.items():
            refused = authorise(kind, head, actor)
            assert (refused is None) == allowed(tag, principal, stands), (principal, stands)
            if refused is not None:
                decided = decide(head, EXAMPLES[tag], Context(1, actor, epoch=head.epoch))
                assert refused == decided, (principal, stands)


@pytest.mark.parametrize("principal", ["customer", "bot", "agent", "supervisor", "admin"])
def test_relations_are_what_they_are_called(principal: str) -> None:
    for name, (actor, head) in STANDS[principal].items():
        assert relation(head, actor) == name
    assert {OWN, FREE, OTHER, LAST} == ANY


def test_a_stranger_learns_nothing_of_another_customers_conversation() -> None:
    refused = authorise(c.Say, head_in(State.HUMAN), Actor("customer", "eve"))
    assert refused is not None
    assert (refused.code, refused.data) == ("not_found", {})


def test_a_customer_without_an_id_never_gets_an_erased_conversation() -> None:
    erased = Head("c1", State.RESOLVED, customer="", epoch=3, seq=9)
    assert authorise(c.Say, erased, Actor("customer", "")) is not None


@pytest.mark.parametrize("kind", c.AGENT_COMMANDS, ids=c.tag_of)
def test_agents_commands_that_rest_on_ownership_carry_an_epoch(kind: type[c.Command]) -> None:
    """S4: none applies without one, whatever the state; those that need none are named here."""
    needs_none = {c.Accept, c.Decline, c.Note, c.WrapUp, c.ExtendWrapUp, c.Tag, c.Announce}
    assert (kind in EPOCH_BOUND) == (kind not in needs_none)
    if kind not in EPOCH_BOUND:
        return
    for state in State:
        for actor in (MAYA, LEO, Actor("agent", "sara", "supervisor")):
            outcome = decide(head_in(state), EXAMPLES[c.tag_of(kind)], Context(1, actor))
            assert outcome.code in (
                "epoch_needed",
                "not_allowed",
                "not_owner",
                "unowned",
                "not_found",
                "already_resolved",
            )  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", [*c.BOT_COMMANDS], ids=c.tag_of)
def test_a_bot_without_an_epoch_changes_nothing(kind: type[c.Command]) -> None:
    outcome = decide(head_in(State.BOT), EXAMPLES[c.tag_of(kind)], Context(1, BOT_ACTOR))
    if kind is c.EndEffect:  # what a tool has done is recorded even when the fence has closed
        assert isinstance(outcome, tuple)
    else:
        assert outcome.code == "epoch_needed"  # type: ignore[union-attr]
