"""What was said, in order, as people read it: a fold of records into turns, the same for every screen and command."""

from typing import Final

import msgspec
from msgspec.structs import replace

from console.core.conversation import events as ev
from console.core.conversation.why import Why
from console.core.conversation.words import State, TakenHow, TurnOutcome


class Turn(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of a transcript."""

    seq: int
    """Its place, and its key: a changed turn keeps it."""
    at: int
    kind: str
    """`customer`, `bot`, `agent`, `note`, `whisper`, or `system`."""
    author: str = ""
    """An agent's id."""
    text: str = ""
    version: int = 1
    """Rises with every change of this turn."""
    public_seq: int = 0
    code: str = ""
    """Of a system turn: what happened; see `SYSTEM_CODES`."""
    data: dict[str, str | int] = {}
    turn: str = ""
    """Of a bot turn: its id."""
    streaming: bool = False
    outcome: str = ""
    ended_at: int = 0
    intent: str = ""
    confidence: float | None = None
    sources: tuple[tuple[str, str], ...] = ()
    latency_ms: int = 0
    unsent: str = ""
    """What a fenced bot did not get to say."""
    asks: bool = False
    """A customer's words that ask for a person."""
    origin: str = ""
    reply_to: int = 0
    epoch: int = 0
    why: Why | None = None
    """Of an offer or a new owner: what decided."""
    to: str = ""
    """Of a whisper: to whom; without text it is not for the reader."""


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """The warm card: what the customer wants, what the bot did, why a person."""

    wants: str = ""
    did: str = ""
    why: str = ""
    """A reason code."""
    confidence: float | None = None


SYSTEM_CODES: Final = (
    "opened",
    "asked",
    "queued",
    "taken",
    "handed_back",
    "transferred",
    "offered",
    "offer_ended",
    "snoozed",
    "woken",
    "promised",
    "resolved",
    "reopened",
    "rated",
    "undone",
    "withdrawn",
    "erased",
    "help_asked",
    "help_ended",
    "announced",
)


_WORDS: Final[dict[type[ev.Event], str]] = {
    ev.HelpAsked: "text",
    ev.Transferred: "note",
    ev.HandedBack: "instruction",
    ev.Taken: "why",
    ev.OfferEnded: "why",
    ev.Rated: "comment",
}
"""The words that somebody gave to what happened."""


class Transcript:
    """The turns of one conversation, kept by applying records in order of `seq`.

    `have` is the last `seq` applied; a record beyond the next one is refused, an old one ignored (S9).
    """

    def __init__(self, conv: str) -> None:
        self.conv = conv
        self.have = 0
        self.turns: list[Turn] = []
        self.card = Card()
        self.version = 0
        self._bot_turns: dict[str, int] = {}
        self._chunks = 0
        self._offered: Why | None = None
        """Why the last offer was made: what a new owner who accepted it is told."""

    def apply(self, record: ev.Record) -> bool:
        """Take the next record; False when it leaves a hole, so that the caller asks for what is missing."""
        if record.seq <= self.have:
            return True
        if record.seq != self.have + 1:
            return False
        self.have = record.seq
        self.version += 1
        self._fold(record)
        return True

    def stream(self, turn: str, n: int, text: str) -> bool:
        """A piece of the bot's open turn; ephemeral: the ended turn replaces it. False when it does not fit."""
        index = self._bot_turns.get(turn)
        if index is None or not self.turns[index].streaming or n != self._chunks + 1:
            return False
        self._chunks = n
        self._change(index, text=self.turns[index].text + text)
        return True

    def restream(self, turn: str, n: int, text: str) -> None:
        """All of the open turn's text so far, up to chunk `n`, as told on watching."""
        index = self._bot_turns.get(turn)
        if index is not None and self.turns[index].streaming and n >= self._chunks:
            self._chunks = n
            self._change(index, text=text)

    def _change(self, index: int, **fields: object) -> None:
        old = self.turns[index]
        self.version += 1
        self.turns[index] = replace(old, version=old.version + 1, **fields)

    def _fold(self, record: ev.Record) -> None:
        event, text = record.event, record.bodies.get("text", "")
        if isinstance(event, ev.CustomerSaid):
            self._add(record, "customer", text=text, asks=event.asks)
        elif isinstance(event, ev.AgentSaid):
            self._add(record, "agent", author=event.agent, text=text, origin=event.origin, reply_to=event.reply_to)
        elif isinstance(event, ev.NoteAdded):
            self._add(record, "note", author=event.agent, text=text)
        elif isinstance(event, ev.Whispered):
            self._add(record, "whisper", author=event.by, to=event.to, text=text)
        elif isinstance(event, ev.BotTurnStarted):
            self._chunks = 0
            self._bot_turns[event.turn] = len(self.turns)
            self._add(record, "bot", turn=event.turn, streaming=True)
        elif isinstance(event, ev.BotTurnEnded):
            self._end_bot_turn(record, event, text)
        elif isinstance(event, ev.Suppressed):
            index = self._bot_turns.get(event.turn)
            if index is not None:
                self._change(index, unsent=text)
        elif isinstance(event, ev.Summarised):
            self.card = replace(self.card, wants=record.bodies.get("wants", ""), did=record.bodies.get("did", ""))
        else:
            self._system(record)

    def _forget(self) -> None:
        """Nothing of the person's words stays."""
        self.card = Card(why=self.card.why)
        for index, turn in enumerate(self.turns):
            if turn.text or turn.unsent:
                self._change(index, text="", unsent="")

    def _end_bot_turn(self, record: ev.Record, event: ev.BotTurnEnded, text: str) -> None:
        index = self._bot_turns.get(event.turn)
        if index is None:
            self._bot_turns[event.turn] = index = len(self.turns)
            self._add(record, "bot", turn=event.turn, streaming=True)
        self._change(
            index,
            text=text,
            streaming=False,
            outcome=str(event.outcome),
            ended_at=record.at,
            intent=event.intent,
            confidence=event.confidence,
            sources=event.sources,
            latency_ms=event.latency_ms,
            public_seq=record.public_seq,
        )
        if event.outcome is TurnOutcome.DONE:
            self.card = replace(self.card, confidence=event.confidence)

    def _system(self, record: ev.Record) -> None:
        event = record.event
        noted = _system_turn(event)
        if isinstance(event, ev.Erased):
            self._forget()
        if isinstance(event, ev.Requested):
            self.card = replace(self.card, why=str(event.request.reason))
        if noted is not None:
            code, data = noted
            text = record.bodies.get(_WORDS.get(type(event), ""), "")
            kept = {name: value for name, value in data.items() if value != ""}
            self._add(record, "system", code=code, data=kept, text=text, why=self._why(event))

    def _why(self, event: ev.Event) -> Why | None:
        """What decided; who accepted an offer has it for the reasons of the offer."""
        if isinstance(event, ev.OfferMade):
            self._offered = event.why
            return event.why
        if isinstance(event, ev.Taken):
            return event.why or (self._offered if event.how == TakenHow.ACCEPTED else None)
        return None

    def _add(self, record: ev.Record, kind: str, **fields: object) -> None:
        turn = Turn(record.seq, record.at, kind, public_seq=record.public_seq, epoch=record.epoch)
        self.turns.append(replace(turn, **fields))


def _system_turn(event: ev.Event) -> tuple[str, dict[str, str | int]] | None:
    """The code and values of what happened, for the events that a reader should see."""
    match event:
        case ev.PersonAsked():
            return "asked", {}
        case ev.Queued(leg=leg, reason=reason):
            return "queued", {"cause": str(leg.cause), "queue": leg.queue, "reason": reason}
        case ev.Taken(agent=agent, previous=previous, from_agent=other, by=by, how=how):
            bot = int(previous is State.BOT)
            return "taken", {"agent": agent, "from": other, "by": by, "bot": bot, "how": how}
        case ev.HandedBack(agent=agent, article=article):
            return "handed_back", {"agent": agent, "article": article}
        case ev.Transferred(by=by, agent=agent, queue=queue):
            return "transferred", {"by": by, "agent": agent, "queue": queue}
        case ev.OfferMade(offer=offer):
            return "offered", {"agent": offer.agent}
        case ev.OfferEnded(agent=agent, end=end, reason=reason):
            return "offer_ended", {"agent": agent, "end": str(end), "reason": reason}
        case ev.HelpAsked(agent=agent):
            return "help_asked", {"agent": agent}
        case ev.HelpEnded(agent=agent, how=how):
            return "help_ended", {"agent": agent, "how": str(how)}
        case ev.Announced(code=code, params=params, by=by):
            at = params.get("at", "")
            opens = int(at) if at.isdecimal() else ""
            return "announced", {"notice": code, "by": by, "topic": params.get("topic", ""), "opens": opens}
        case ev.SnoozedUntil(until=until):
            return "snoozed", {"until": until}
        case ev.Woken(cause=cause):
            return "woken", {"cause": cause}
        case ev.PromiseMade(promise=promise):
            return "promised", {"kind": promise.kind, "due": promise.due}
        case ev.Resolved(by=by, agent=agent, disposition=disposition):
            return "resolved", {"by": by, "agent": agent, "disposition": disposition}
        case ev.Reopened(by=by):
            return "reopened", {"by": by}
        case ev.Rated(score=score):
            return "rated", {"score": score}
        case ev.Undone(kind=kind, agent=agent):
            return "undone", {"kind": str(kind), "agent": agent}
        case ev.RequestEnded(end=end) if end == "withdrawn":
            return "withdrawn", {}
        case ev.Erased():
            return "erased", {}
    return None
