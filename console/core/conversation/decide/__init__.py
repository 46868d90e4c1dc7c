"""`decide(head, command, context)`: what a command does, as records to append, or why it does nothing.

The decisions themselves stand by who issues them: customers, bots, agents, supervisors, timers.
"""

from collections.abc import Callable
from typing import Any, Final

from console.core.conversation import commands as c
from console.core.conversation.access import EPOCH_BOUND, authorise
from console.core.conversation.context import Actor, Context, Refusal
from console.core.conversation.decide import agents, bots, customers, handing, supervisors, sweeping, timers
from console.core.conversation.decide.working import Working
from console.core.conversation.events import Record
from console.core.conversation.model import Head

Decision = tuple[Record, ...] | Refusal


def decide(head: Head, command: c.Command, context: Context) -> Decision:
    """The records that follow the head, in order (none: it is so already), or a refusal; the head is unchanged."""
    refused = authorise(type(command), head, context.actor)
    if refused is not None:
        return refused
    work = Working(head, context)
    if context.epoch is None and type(command) in EPOCH_BOUND and context.actor.kind != "system":
        return work.refuse("epoch_needed")
    outcome = _DECISIONS[type(command)](work, command)
    return outcome if isinstance(outcome, Refusal) else tuple(work.records)


def agents_named(head: Head, command: c.Command, actor: Actor) -> frozenset[str]:
    """The agents whose presence and room this decision may turn on: whose views belong into `Context.agents`."""
    if isinstance(command, c.Take) and not command.force and head.agent not in ("", actor.id):
        # Somebody else was first: it is refused, whoever is there.
        return frozenset()
    parties = (head.owner, head.last_handler, head.undo.owner if head.undo else None)
    named = {party.id for party in parties if party is not None}
    if actor.kind == "agent":
        named.add(actor.id)
    return frozenset(named | {getattr(command, "agent", "")}) - {""}


_DECISIONS: Final[dict[type[c.Command], Callable[[Working, Any], Refusal | None]]] = {
    c.Say: customers.say,
    c.AskPerson: customers.ask_person,
    c.Withdraw: customers.withdraw,
    c.ChoosePromise: customers.choose_promise,
    c.End: customers.end,
    c.Rate: customers.rate,
    c.StartTurn: bots.start_turn,
    c.EndTurn: bots.end_turn,
    c.Escalate: bots.escalate,
    c.BotResolve: bots.resolve,
    c.IntendEffect: bots.intend_effect,
    c.EndEffect: bots.end_effect,
    c.Interrupt: bots.interrupt,
    c.Suppress: bots.suppress,
    c.Summarise: bots.summarise,
    c.Take: agents.take,
    c.Accept: agents.accept,
    c.Decline: agents.decline,
    c.Reply: agents.reply,
    c.Note: agents.note,
    c.AskHelp: agents.ask_help,
    c.EndHelp: agents.end_help,
    c.Snooze: agents.snooze,
    c.Wake: agents.wake,
    c.Resolve: agents.resolve,
    c.WrapUp: agents.wrap_up,
    c.ExtendWrapUp: agents.extend_wrap_up,
    c.Reopen: agents.reopen,
    c.Tag: agents.tag,
    c.HandBack: handing.hand_back,
    c.Transfer: handing.transfer,
    c.UndoLast: handing.undo,
    c.Requeue: supervisors.requeue,
    c.Assign: supervisors.assign,
    c.Whisper: supervisors.whisper,
    c.Announce: supervisors.announce,
    c.MakeOffer: timers.make_offer,
    c.FireDue: timers.fire_due,
    c.SignOff: timers.sign_off,
    c.MarkPresence: timers.mark_presence,
    c.Sweep: sweeping.sweep,
    c.Erase: timers.erase,
}
"""Every command has its decision; a test holds this against the list of commands."""
