"""The proof of the promise: every request for a person and how it ended, each with the events that say so."""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from console.core.conversation.events import (
    Opened,
    PromiseMade,
    Record,
    Reopened,
    Requested,
    RequestEnded,
    Resolved,
    Taken,
    Undone,
)
from console.core.conversation.words import RequestEnd, State

OPEN: Final = "open"
"""It waits, or somebody has it and has not written yet."""
PROMISED: Final = "promised"
BROKEN: Final = "broken"
"""Open in a conversation that is resolved: ended by the system, which never happens."""
ENDS: Final = (*(str(end) for end in RequestEnd), OPEN, PROMISED, BROKEN)


class Proof(msgspec.Struct):
    """One request."""

    conv: str
    number: int
    since: int
    reason: str
    asked: bool
    asked_event: str
    """Conversation and `seq` of the event."""
    end: str = OPEN
    """One of `ENDS`."""
    ended_at: int = 0
    ended_event: str = ""
    taken_at: int = 0
    """When a person first took it."""
    taken_by: str = ""
    taken_event: str = ""
    promise: str = ""
    """The last one that was made: `call_back` or `message`."""
    promise_due: int = 0
    promise_event: str = ""


class Proofs:
    """Folds records into requests; a request is handed out once, when nothing more can be said of it or at the end."""

    def __init__(self) -> None:
        self._open: dict[str, Proof] = {}
        self._resolved: set[str] = set()

    def apply(self, record: Record) -> Proof | None:
        """One record; the request that it ended."""
        event, id = record.event, f"{record.conv}:{record.seq}"
        if isinstance(event, Requested):
            request = event.request
            self._open[record.conv] = Proof(
                record.conv, request.number, request.since, str(request.reason), request.asked, id
            )
            return None
        self._state(record)
        proof = self._open.get(record.conv)
        if proof is None:
            return None
        if isinstance(event, Taken) and not proof.taken_at:
            proof.taken_at, proof.taken_by, proof.taken_event = record.at, event.agent, id
        elif isinstance(event, PromiseMade):
            proof.promise, proof.promise_due, proof.promise_event = event.promise.kind, event.promise.due, id
            proof.end = PROMISED
        elif isinstance(event, RequestEnded) and event.number == proof.number:
            proof.end, proof.ended_at, proof.ended_event = str(event.end), record.at, id
            return self._open.pop(record.conv)
        return None

    def _state(self, record: Record) -> None:
        event = record.event
        if isinstance(event, Resolved):
            self._resolved.add(record.conv)
        elif isinstance(event, Opened | Reopened) or (isinstance(event, Undone) and event.state is not State.RESOLVED):
            self._resolved.discard(record.conv)

    def rest(self) -> Iterator[Proof]:
        """The requests that are open at the end of the log."""
        for conv, proof in self._open.items():
            if conv in self._resolved:
                proof.end = BROKEN
            yield proof


def proofs(records: Iterable[Record]) -> Iterator[Proof]:
    """All requests of these records: those that ended in the order of their ends, then those that are open."""
    fold = Proofs()
    for record in records:
        ended = fold.apply(record)
        if ended is not None:
            yield ended
    yield from fold.rest()
