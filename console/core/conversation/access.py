"""Who may do what: one table, command x role x relation, as data; what it does not name is denied.

It says who may issue a command at all; whether the state allows it is for `decide`.
"""

from typing import Final

from console.core.conversation import commands as c
from console.core.conversation.context import ROLES, Actor, Refusal
from console.core.conversation.model import Head
from console.core.conversation.words import State

OWN: Final = "own"
"""The actor owns the conversation; or it is this customer's; or the bot owns it."""
FREE: Final = "free"
"""No agent owns it."""
OTHER: Final = "other"
"""Another agent owns it; or it is another customer's; or the bot does not own it."""
LAST: Final = "last"
"""Resolved, and the actor was its last handler."""

ANY: Final = frozenset({OWN, FREE, OTHER, LAST})
_STAFF_ANY: Final = dict.fromkeys(ROLES, ANY)
_MINE: Final = dict.fromkeys(ROLES, frozenset({OWN}))
_MINE_OR_LAST: Final = {role: frozenset({OWN, LAST}) for role in ROLES}
_CUSTOMER: Final = {"customer": frozenset({OWN})}
_BOT: Final = {"bot": ANY}
"""A bot's rights end where its epoch ends: `decide` fences it."""
_SYSTEM: Final = {"system": ANY}
_LEADS: Final = {"supervisor": ANY, "admin": ANY}

RIGHTS: Final[dict[type[c.Command], dict[str, frozenset[str]]]] = {
    c.Say: _CUSTOMER,
    c.AskPerson: _CUSTOMER,
    c.Withdraw: _CUSTOMER,
    c.ChoosePromise: _CUSTOMER,
    c.End: _CUSTOMER,
    c.Rate: _CUSTOMER,
    c.StartTurn: _BOT,
    c.EndTurn: _BOT,
    c.Escalate: {**_BOT, **_SYSTEM},
    c.BotResolve: _BOT,
    c.IntendEffect: _BOT,
    c.EndEffect: {**_BOT, **_SYSTEM},
    c.Take: _STAFF_ANY,
    c.Accept: _STAFF_ANY,
    c.Decline: _STAFF_ANY,
    c.Reply: _MINE,
    c.Note: _STAFF_ANY,
    c.AskHelp: _MINE,
    c.EndHelp: {"agent": frozenset({OWN}), **_LEADS},
    c.HandBack: _MINE,
    c.Transfer: {"agent": frozenset({OWN}), **_LEADS},
    c.Snooze: _MINE,
    c.Wake: _MINE,
    c.Resolve: _MINE,
    c.WrapUp: _MINE_OR_LAST,
    c.ExtendWrapUp: _MINE_OR_LAST,
    c.Reopen: _STAFF_ANY,
    c.UndoLast: _STAFF_ANY,
    c.Tag: _STAFF_ANY,
    c.Requeue: _LEADS,
    c.Assign: _LEADS,
    c.Whisper: _LEADS,
    c.Announce: {**_LEADS, **_SYSTEM},
    c.MakeOffer: _SYSTEM,
    c.FireDue: _SYSTEM,
    c.SignOff: _SYSTEM,
    c.MarkPresence: _SYSTEM,
    c.Interrupt: _SYSTEM,
    c.Suppress: {**_BOT, **_SYSTEM},
    c.Summarise: {**_BOT, **_SYSTEM},
    c.Sweep: _SYSTEM,
    c.Erase: {"admin": ANY, **_SYSTEM},
}


EPOCH_BOUND: Final[frozenset[type[c.Command]]] = frozenset(
    {
        c.StartTurn,
        c.EndTurn,
        c.Escalate,
        c.BotResolve,
        c.IntendEffect,
        c.Take,
        c.Reply,
        c.AskHelp,
        c.EndHelp,
        c.Whisper,
        c.HandBack,
        c.Transfer,
        c.Snooze,
        c.Wake,
        c.Resolve,
        c.Reopen,
        c.UndoLast,
        c.Requeue,
        c.Assign,
    }
)
"""What rests on who owns it, so that bots and agents must say under which epoch they mean it (S2, S3, S4). The other
commands are fenced by an offer's id (Accept, Decline) or change nothing that ownership protects (Note, Tag, WrapUp,
ExtendWrapUp, Announce). A whisper is meant for one owner and reaches no other."""


def relation(head: Head, actor: Actor) -> str:
    """How the actor stands to the conversation."""
    if actor.kind == "customer":
        return OWN if actor.id and (head.state is State.NEW or head.customer == actor.id) else OTHER
    if actor.kind == "bot":
        return OWN if head.owner is not None and head.owner.kind == "bot" else OTHER
    if actor.kind != "agent":
        return FREE
    if head.agent:
        return OWN if head.agent == actor.id else OTHER
    if head.state is State.RESOLVED and head.last_handler is not None and head.last_handler.id == actor.id:
        return LAST
    return FREE


def authorise(command: type[c.Command], head: Head, actor: Actor) -> Refusal | None:
    """None when the table allows it, else the refusal: `not_allowed` for the role, else how the conversation stands."""
    relations = RIGHTS.get(command, {}).get(actor.principal)
    if relations is None or (actor.kind == "agent" and not actor.id):
        return Refusal("not_allowed")
    if relation(head, actor) in relations:
        return None
    if actor.kind == "customer":
        return Refusal("not_found")
    data: dict[str, str | int] = {"owner": head.agent, "epoch": head.epoch, "state": str(head.state)}
    return Refusal(_standing(head, relations), data)


def _standing(head: Head, relations: frozenset[str]) -> str:
    if head.agent:
        return "not_owner"
    if LAST in relations and head.state is State.RESOLVED:
        return "not_handler"
    return {State.NEW: "not_found", State.RESOLVED: "already_resolved"}.get(head.state, "unowned")
