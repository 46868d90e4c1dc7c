"""Wishes for a person and their five possible ends; it always adds up."""

from console.core.conversation import events as ev
from console.core.conversation.events import Record
from console.core.conversation.model import Head
from console.core.conversation.words import Cause, RequestEnd, State
from console.core.metrics.arrivals import Arrivals
from console.core.metrics.lines import Sorted
from console.core.metrics.talks import Talk
from console.core.metrics.windows import Rolling, Windows

GOT, LEFT, WITHDREW, BROKEN = "got", "left", "withdrew", "broken"
WAITING, PROMISED = "waiting", "promised"
_ENDS = {
    RequestEnd.ANSWERED: GOT,
    RequestEnd.KEPT: GOT,
    RequestEnd.WITHDRAWN: WITHDREW,
    RequestEnd.CUSTOMER_ENDED: LEFT,
}
_WITH_PERSON = (State.HUMAN, State.SNOOZED)
_NOBODY_LOOKS = (State.BOT, State.RESOLVED)


def standing(head: Head) -> str:
    """How its open request stands; empty where none is open."""
    if head.request is None:
        return ""
    if head.state in _WITH_PERSON:
        return GOT
    if head.state is State.PROMISED:
        return PROMISED
    return BROKEN if head.state is State.RESOLVED and head.resolved_at else WAITING


def _was_found(before: Head, event: ev.Queued, actor: str) -> bool:
    """Whether the sweeper put it where people look."""
    return actor == "system" and event.leg.cause is Cause.DROPPED and before.state in _NOBODY_LOOKS


class RequestFigures:
    """Requests as they are opened and end."""

    def __init__(self, windows: Windows, ends: Windows, arrivals: Arrivals) -> None:
        """`ends`: of what the tiles' lines are made of."""
        self._arrivals = arrivals
        self.opened: Rolling[str] = Rolling(windows)
        """`asked` by the customer, or `escalated`."""
        self.ended: Rolling[str] = Rolling(ends)
        self.open: dict[str, int] = {GOT: 0, WAITING: 0, PROMISED: 0, BROKEN: 0}
        self.promises = Sorted()
        """Unkept ones, by when they are due."""
        self.swept: Rolling[str] = Rolling(windows)

    def moved(self, talk: Talk, before: Head, after: Head, record: Record) -> None:
        """The conversation has changed."""
        was, is_now = standing(before), standing(after)
        if was != is_now:
            if was:
                self.open[was] -= 1
            if is_now:
                self.open[is_now] += 1
        event = record.event
        if isinstance(event, ev.Requested):
            self._arrivals.requested(record.at, str(event.request.reason))
            self.opened.add(record.at, "asked" if event.request.asked else "escalated")
        elif isinstance(event, ev.RequestEnded):
            self._ended(talk, event, record.at)
        elif isinstance(event, ev.PromiseMade):
            self._promise_over(talk, record.conv)
            talk.promise_due, talk.promise_kind = event.promise.due, event.promise.kind
            self.promises.add(event.promise.due, record.conv)
        elif isinstance(event, ev.Queued) and _was_found(before, event, record.actor):
            self.swept.add(record.at, event.leg.queue)
        if after.request is None and talk.promise_due:
            self._promise_over(talk, record.conv)

    def _ended(self, talk: Talk, event: ev.RequestEnded, at: int) -> None:
        end = _ENDS[event.end]
        done = talk.leg_done
        if end is GOT and done is not None and done.request == event.number:
            done.ended_at = at
            if done.silent:
                end = LEFT
        self.ended.add(at, end)

    def turned_out(self, at: int, was: str, is_now: str) -> None:
        """A request that ended then ended otherwise than was counted."""
        self.ended.add(at, was, -1)
        self.ended.add(at, is_now)

    def _promise_over(self, talk: Talk, conv: str) -> None:
        if talk.promise_due:
            self.promises.discard(talk.promise_due, conv)
            talk.promise_due, talk.promise_kind = 0, ""

    def forget(self, talk: Talk) -> None:
        """The conversation is followed no more."""
        was = standing(talk.head)
        if was:
            self.open[was] -= 1
        self._promise_over(talk, talk.head.conv)
