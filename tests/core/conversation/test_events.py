"""What a customer is told of, event by event: a new event fails until it stands on one side (S11)."""

import typing

import pytest

from console.core.conversation import events as ev
from console.core.conversation.events import Event, Record, public_bodies

TOLD = {
    ev.CustomerSaid,
    ev.PersonAsked,
    ev.RequestEnded,
    ev.Queued,
    ev.Taken,
    ev.BotTurnStarted,
    ev.BotTurnEnded,
    ev.AgentSaid,
    ev.Announced,
    ev.HandedBack,
    ev.PromiseMade,
    ev.Resolved,
    ev.Reopened,
    ev.Rated,
    ev.Undone,
    ev.Erased,
}
STAFF_ONLY = {
    ev.Opened,
    ev.Requested,
    ev.DeadlineLowered,
    ev.OfferMade,
    ev.OfferEnded,
    ev.Suppressed,
    ev.EffectIntended,
    ev.EffectEnded,
    ev.NoteAdded,
    ev.HelpAsked,
    ev.HelpEnded,
    ev.Whispered,
    ev.Transferred,
    ev.SnoozedUntil,
    ev.Woken,
    ev.WrappedUp,
    ev.WrapUpExtended,
    ev.Warned,
    ev.OwnerPresence,
    ev.CustomerPresence,
    ev.Summarised,
    ev.Tagged,
    ev.Unrecognised,
}
READ = {(ev.CustomerSaid, "text"), (ev.BotTurnEnded, "text"), (ev.AgentSaid, "text"), (ev.Rated, "comment")}
BODIES = ("text", "comment", "instruction", "note", "why", "wants", "did")


def test_every_event_is_public_or_for_staff_only() -> None:
    assert set(typing.get_args(Event)) == TOLD | STAFF_ONLY
    assert not TOLD & STAFF_ONLY
    assert ev.PUBLIC == TOLD


@pytest.mark.parametrize("kind", typing.get_args(Event), ids=lambda kind: kind.__name__)
def test_a_customer_reads_only_these_bodies(kind: type) -> None:
    event = kind(**dict.fromkeys(kind.__struct_fields__))
    bodies = {name: f"the {name}" for name in BODIES}
    record = Record("c1", 1, 0, 1, "maya", event, int(kind in TOLD), bodies)
    assert public_bodies(record) == {name: text for name, text in bodies.items() if (kind, name) in READ}


def test_a_record_that_is_not_public_has_nothing_to_read() -> None:
    assert public_bodies(Record("c1", 1, 0, 1, "maya", ev.AgentSaid("maya"), 0, {"text": "x"})) == {}
