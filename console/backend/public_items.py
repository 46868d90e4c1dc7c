"""What a customer may read of a conversation: public events as items, and who speaks; notes never pass here (S11)."""

from collections.abc import Callable

import msgspec

from console.core.conversation import events as ev
from console.core.conversation.model import Head
from console.core.conversation.words import State
from console.core.wire.customer import Item, Status

_STATUS = {
    State.NEW: "new",
    State.BOT: "bot",
    State.QUEUED: "waiting",
    State.OFFERED: "waiting",
    State.PROMISED: "promised",
    State.HUMAN: "human",
    State.SNOOZED: "human",
    State.RESOLVED: "resolved",
}

Names = Callable[[str], str]


def item_of(record: ev.Record, name: Names) -> Item | None:
    """The item of a public event; None for what is for staff only. Every `public_seq` gets exactly one item."""
    if not record.public_seq:
        return None
    seq, at, event = record.public_seq, record.at, record.event
    text = record.bodies.get("text", "") if "text" in ev.PUBLIC_BODIES.get(type(event), ()) else ""
    match event:
        case ev.CustomerSaid():
            return Item(seq, at, "customer", text)
        case ev.AgentSaid(agent=agent):
            return Item(seq, at, "agent", text, name(agent))
        case ev.BotTurnEnded(turn=turn, outcome=outcome):
            return Item(seq, at, "bot", text, turn=turn, cut=outcome != "done")
        case ev.BotTurnStarted(turn=turn):
            return Item(seq, at, "notice", code="bot_writing", turn=turn)
        case _:
            code, data = _notice(event, name)
            return Item(seq, at, "notice", code=code, data=data)


def _notice(event: ev.Event, name: Names) -> tuple[str, dict[str, str | int]]:
    match event:
        case ev.PersonAsked():
            return "asked", {}
        case ev.RequestEnded(end=end):
            return ("withdrawn" if end == "withdrawn" else "request_answered"), {}
        case ev.Queued(leg=leg):
            return "queued", {"cause": str(leg.cause)}
        case ev.Taken(agent=agent):
            return "joined", {"name": name(agent)}
        case ev.HandedBack():
            return "handed_back", {}
        case ev.PromiseMade(promise=promise):
            return "promised", {"kind": promise.kind, "due": promise.due}
        case ev.Resolved(by=by):
            return "resolved", {"by": by}
        case ev.Reopened():
            return "reopened", {}
        case ev.Rated(score=score):
            return "rated", {"score": score}
        case ev.Undone():
            return "undone", {}
        case ev.Announced(code=code, params=params):
            return code, {name: int(value) if name == "at" else value for name, value in params.items()}
        case ev.Erased():
            return "erased", {}
        case _:
            return "other", {}


class Wait(msgspec.Struct, frozen=True):
    """What is known of a customer's wait."""

    estimate: tuple[int, ...] = ()
    """Minutes, from and to."""
    opens_at: int | None = None
    """Nobody can answer soon: when somebody can; 0: not known. None: somebody can."""
    promise_by: int = 0


def status_of(head: Head, name: Names, place: int, wait: Wait) -> Status:
    """Who speaks now, and the place in line."""
    speaker = name(head.agent) if head.agent else "bot" if head.state is State.BOT else ""
    status = Status(_STATUS[head.state], speaker, place, head.promise.due if head.promise else 0)
    if not head.waiting:
        return status
    nobody = wait.opens_at is not None
    return msgspec.structs.replace(
        status,
        estimate=() if nobody else wait.estimate,
        nobody=nobody,
        opens_at=wait.opens_at or 0,
        promise_by=wait.promise_by,
    )
