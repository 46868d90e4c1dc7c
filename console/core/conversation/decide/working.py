"""A decision in the making: the head as it becomes with each event, and the steps that several decisions share."""

from typing import Final

from msgspec.structs import replace

from console.core.conversation import events as ev
from console.core.conversation.context import Context, Refusal
from console.core.conversation.evolve import evolve
from console.core.conversation.model import BOT, Head, Leg, Party, Request
from console.core.conversation.why import PULLED
from console.core.conversation.words import (
    Cause,
    HelpEnd,
    OfferEnd,
    Reason,
    RequestEnd,
    State,
    TakenHow,
    TurnOutcome,
)

_KEEPS_CLOCK: Final = frozenset({Cause.DROPPED, Cause.REQUEUED})
_BEGINS_ANEW: Final = frozenset({Cause.ESCALATED, Cause.REOPENED})
"""Causes of a leg that is put where its language and topic belong, unless its request was in a queue before."""
EXTRACT: Final = 3
"""Customer turns in the extract that an escalation's card begins as."""


class Working:
    """Collects the records of one decision; `head` is always the state after the last of them."""

    def __init__(self, head: Head, context: Context) -> None:
        self.head = head
        self.context = context
        self.records: list[ev.Record] = []

    def emit(self, event: ev.Event, **bodies: str) -> None:
        """Append one event; empty bodies are left out, and what is no text (a lone surrogate) becomes a `?`."""
        head = self.head
        public = head.public_seq + 1 if type(event) in ev.PUBLIC else 0
        kept = {name: text.encode("utf-8", "replace").decode() for name, text in bodies.items() if text}
        actor = self.context.actor.author
        draft = ev.Record(head.conv, head.seq + 1, self.context.now, head.epoch, actor, event, public, kept)
        self.head = evolve(head, draft)
        self.records.append(draft if self.head.epoch == head.epoch else replace(draft, epoch=self.head.epoch))
        if head.help_since and self.head.epoch != head.epoch:
            self.emit(ev.HelpEnded(head.help_by, HelpEnd.OWNER_CHANGED))

    def stale(self) -> Refusal | None:
        """A refusal when the command was issued under another epoch than the current one (S4)."""
        epoch = self.context.epoch
        if epoch is None or epoch == self.head.epoch:
            return None
        return self.refuse("stale_epoch")

    def refuse(self, code: str, **data: str | int) -> Refusal:
        """A refusal that says how things stand: the state, and to staff the owner and the epoch."""
        head = self.head
        standing: dict[str, str | int] = {"state": str(head.state)}
        if self.context.actor.kind != "customer":
            owner = head.owner
            standing |= {"epoch": head.epoch, "owner": owner.id or owner.kind if owner else ""}
        return Refusal(code, standing | data)

    def closed(self) -> Refusal | None:
        """A refusal when the conversation is not under way."""
        if self.head.state in OPEN_STATES:
            return None
        return self.refuse("already_resolved" if self.head.state is State.RESOLVED else "not_found")

    def bad_text(self, text: str, *, needed: bool = False) -> Refusal | None:
        """A refusal of words that are missing or too many."""
        if needed and not text.strip():
            return self.refuse("empty")
        if len(text.encode("utf-8", "replace")) > self.context.policy.max_text:
            return self.refuse("too_long", limit=self.context.policy.max_text)
        return None

    def cut_bot(self, outcome: TurnOutcome) -> None:
        """End the bot's open turn with exactly what the customer has seen of it."""
        turn = self.head.bot_turn
        if turn is not None:
            self.emit(ev.BotTurnEnded(turn.id, outcome), text=self.context.bot_text)

    def end_offer(self, end: OfferEnd = OfferEnd.WITHDRAWN, why: str = "", reason: str = "") -> None:
        """Take the open offer, if any, off the table; the leg waits on with both its times."""
        offer = self.head.offer
        if offer is not None:
            self.emit(ev.OfferEnded(offer.id, offer.agent, end, reason), why=why)

    def open_request(
        self,
        reason: Reason,
        *,
        asked: bool = False,
        since: int = 0,
        intent: str = "",
        confidence: float | None = None,
    ) -> None:
        """Open a request unless one is open; its clock starts now, or with the message that got no answer."""
        if self.head.request is None:
            request = Request(self.head.requests + 1, since or self.context.now, reason, asked)
            self.emit(ev.Requested(request, intent, confidence))

    def end_request(self, end: RequestEnd) -> None:
        """Close the open request, if any."""
        if self.head.request is not None:
            self.emit(ev.RequestEnded(self.head.request.number, end))

    def enqueue(self, cause: Cause, queue: str = "") -> None:
        """Put it into a queue under a new leg.

        While the request is open no leg's deadline is later than the one before, and a leg that was dropped or
        requeued keeps both times (L5).
        """
        head, policy, now = self.head, self.context.policy, self.context.now
        request, before = head.request, head.leg
        reason = str(request.reason) if request else ""
        deadline = (request.since if request else head.unanswered_since or now) + policy.target(reason)
        if request is not None and request.asked:
            deadline = min(deadline, request.since + policy.target(Reason.ASKED))
        enqueued_at = now
        goes_on = before is not None and (head.waiting or (request is not None and before.request == request.number))
        keeps = goes_on and cause in _KEEPS_CLOCK
        if before is not None and goes_on:
            deadline = before.deadline if keeps else min(deadline, before.deadline)
            enqueued_at = before.enqueued_at if keeps else now
        leg = Leg(
            head.legs + 1,
            queue or self._queue(cause, goes_on),
            cause,
            enqueued_at,
            deadline,
            request.number if request else 0,
            head.handed_back_by,
        )
        self.emit(ev.Queued(leg, reason))
        if keeps and request is not None and request.asked:
            self.lower_deadline()

    def _queue(self, cause: Cause, goes_on: bool) -> str:
        """Where a leg goes that nobody named a queue for: the one it was in, or by language and topic."""
        head, policy = self.head, self.context.policy
        if head.leg is not None and (goes_on or cause not in _BEGINS_ANEW or not policy.routes):
            return head.leg.queue
        return policy.queue_for(head.lang, head.topic)

    def escalate(
        self,
        reason: Reason,
        *,
        asked: bool,
        cause: Cause = Cause.ESCALATED,
        intent: str = "",
        confidence: float | None = None,
        said: str = "",
    ) -> None:
        """Open the request and wait for a person; the bot's turn ends here, and the card begins as an extract."""
        self.cut_bot(TurnOutcome.SUPERSEDED if asked else TurnOutcome.INTERRUPTED)
        self.open_request(reason, asked=asked, intent=intent, confidence=confidence)
        self.enqueue(cause)
        turns = [text.strip() for text in (*self.context.said, said) if text.strip()]
        if turns:
            self.emit(ev.Summarised(), wants="\n".join(turns[-EXTRACT:]))

    def lower_deadline(self) -> None:
        """The waiting customer has asked in so many words: the deadline is the `asked` target at the latest."""
        head = self.head
        if head.leg is None or head.request is None:
            return
        deadline = head.request.since + self.context.policy.target(Reason.ASKED)
        if deadline < head.leg.deadline:
            self.emit(ev.DeadlineLowered(deadline, head.leg.number))

    def hand_to_bot(self) -> None:
        """Give it to the bot under a new epoch; it answers what nobody has answered."""
        self.emit(ev.HandedBack(answer_now=bool(self.head.unanswered)))

    def give(self, agent: str, *, by: str = "", why: str = "") -> None:
        """Make this agent the owner; a bot in mid-sentence is cut here, in the same transaction (S2)."""
        self.cut_bot(TurnOutcome.CUT)
        offer = self.head.offer
        how = self._how(agent, by)
        if offer is not None:
            accepted = how is TakenHow.ACCEPTED
            self.end_offer(OfferEnd.ACCEPTED if accepted else OfferEnd.WITHDRAWN)
        head = self.head
        taken = ev.Taken(
            agent,
            head.state,
            head.agent,
            by,
            head.assignments + 1,
            head.leg.number if head.leg and head.waiting else 0,
            head.request.number if head.request else 0,
            self.context.why,
            how,
        )
        self.emit(taken, why=why)
        self.mark_owner()

    def _how(self, agent: str, by: str) -> TakenHow:
        """How this agent comes to own it."""
        offer, why = self.head.offer, self.context.why
        if by:
            return TakenHow.ASSIGNED
        if offer is not None:
            return TakenHow.ACCEPTED if offer.broadcast or offer.agent == agent else TakenHow.FORCED
        if self.head.agent:
            return TakenHow.FORCED
        return TakenHow.PULLED if why is not None and why.rule == PULLED else TakenHow.TAKEN

    def mark_owner(self) -> None:
        """An owner who is known to be absent is marked so at once, or nothing would ever say that she is (L4)."""
        view = self.context.agents.get(self.head.agent)
        if view is not None and not view.present and not self.head.owner_absent_since:
            self.emit(ev.OwnerPresence(away=True))

    def wake(self, cause: str) -> None:
        """Back with its owner, if it was snoozed."""
        if self.head.state is State.SNOOZED:
            self.emit(ev.Woken(cause))

    def reopen(self, by: str, owner: Party | None) -> None:
        """Resolved no longer."""
        to_agent = owner is not None and owner != BOT
        self.emit(ev.Reopened(by, owner, self.head.assignments + 1 if to_agent else 0))
        if to_agent:
            self.mark_owner()


OPEN_STATES: Final = frozenset(State) - {State.NEW, State.RESOLVED}
