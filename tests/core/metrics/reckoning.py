"""The same figures reckoned anew from the whole log, with plain loops: what the fold is held against.

It knows the definitions and nothing of how `Figures` keeps them: facts are listed once, then counted for one instant.
"""

from collections import Counter
from typing import Any

from console.core.conversation import events as ev
from console.core.conversation.events import Record
from console.core.conversation.evolve import evolve
from console.core.conversation.model import BOT, Head
from console.core.conversation.words import DAY, HOUR, OfferEnd, State, family
from console.core.floor.policy import FloorPolicy
from console.core.floor.presence import AgentNow, AgentState, evolve_agent
from console.core.metrics.days import Days
from console.core.metrics.entries import AgentRecord, Entry

GROUPS = {"asked": "asked", "low_confidence": "unsure", "sentiment": "upset", "bot_error": "bot_failed"}
GROUPS |= {"no_match": "in_trouble", "loop": "in_trouble"}
SETTLE = 2_000


class Fact:
    """Anything with fields."""

    def __init__(self, **fields: Any) -> None:
        self.__dict__.update(fields)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


class Reckoning:
    """The facts of a log up to an instant."""

    def __init__(self, entries: list[Entry], now: int, policy: FloorPolicy, skills: Any, days: Days) -> None:
        self.now, self.policy, self.skills, self.days = now, policy, skills, days
        self.heads: dict[str, Head] = {}
        self.agents: dict[str, AgentNow] = {}
        self.extra: dict[str, Fact] = {}
        self.legs: list[Fact] = []
        self.ends: list[Fact] = []
        self.requests: list[Fact] = []
        self.missed: list[Fact] = []
        self.closings: list[Fact] = []
        self.by_customer: dict[str, list[Fact]] = {}
        self.slots: list[tuple[int, int, int]] = []
        self.busy_of: dict[str, dict[str, int]] = {}
        self.totals: dict[str, tuple[int, int]] = {}
        self.promises: dict[str, int] = {}
        self.open_silence: list[Fact] = []
        self.open_closings: list[Fact] = []
        for entry in entries:
            self._conclude(entry.at)
            if isinstance(entry, AgentRecord):
                now_ = self.agents.get(entry.agent, AgentNow())
                self.agents[entry.agent] = evolve_agent(now_, entry.event, entry.at)
                self._load(entry.agent, entry.at)
            elif isinstance(entry, Record):
                self._record(entry)
        self._conclude(now - SETTLE)

    def _conclude(self, clock: int) -> None:
        for leg in [leg for leg in self.open_silence if leg.silent_due <= clock]:
            self.open_silence.remove(leg)
            if leg.unseen:
                leg.unseen, leg.silent = False, True
        for closing in [one for one in self.open_closings if one.at + 7 * DAY <= clock]:
            self.open_closings.remove(closing)
            closing.final = True
        # Who has been closed for seven days is followed no more.
        for head in list(self.heads.values()):
            if head.state is State.RESOLVED and 0 < head.resolved_at <= clock - 7 * DAY:
                del self.heads[head.conv], self.extra[head.conv]
                for agent, had in self.busy_of.items():
                    if had.pop(head.conv, None):
                        self._load(agent, head.resolved_at + 7 * DAY)

    def _record(self, r: Record) -> None:
        if r.seq > 1 and r.conv not in self.heads:
            if not isinstance(r.event, ev.Reopened):
                return
            self.heads[r.conv] = Head(r.conv, State.RESOLVED, seq=r.seq - 1)
        before = self.heads.get(r.conv, Head(r.conv))
        after = self.heads[r.conv] = evolve(before, r)
        x = self.extra.setdefault(
            r.conv, Fact(topic="", bot=False, agent=False, started=False, transfers=0, away=0, leg=None)
        )
        e, at = r.event, r.at
        if isinstance(e, ev.Opened):
            x.started = e.owner is not None
        seen = isinstance(e, (ev.CustomerSaid, ev.PersonAsked)) or (isinstance(e, ev.CustomerPresence) and not e.away)
        if seen:
            x.away = 0
            if x.leg is not None and x.leg.unseen:
                x.leg.unseen = x.leg.silent = False
        elif isinstance(e, ev.CustomerPresence):
            x.away = at
        if isinstance(e, ev.AgentSaid):
            x.agent = True
            if x.leg is not None and x.leg.unseen and not x.leg.silent_due:
                x.leg.silent_due = at + 120_000
                self.open_silence.append(x.leg)
        if isinstance(e, ev.BotTurnEnded) and e.outcome == "done":
            x.bot = True
        x.transfers += isinstance(e, ev.Transferred)
        if not x.topic and after.topic:
            x.topic = family(after.topic)
            self._back(after, x.topic)
        self._requests(before, after, r, x)
        self._legs(before, after, r, x)
        self._closing(before, after, r, x)
        for agent in {before.agent, after.agent, before.last_handler.id if before.last_handler else ""} - {""}:
            units = {q.name: q.units for q in self.policy.queues}
            mine = after.agent == agent and after.state is State.HUMAN
            wraps = after.state is State.RESOLVED and not after.wrapped_up and after.last_handler is not None
            wraps = wraps and after.last_handler.id == agent
            had = self.busy_of.setdefault(agent, {})
            if mine or wraps or (after.agent == agent and r.conv in had):
                taken_from = after.leg.queue if after.leg else ""
                kept = had.get(r.conv)
                had[r.conv] = abs(kept) if kept else units.get(taken_from, 1)
                if not (mine or wraps):
                    had[r.conv] = -had[r.conv]
            else:
                had.pop(r.conv, None)
            self._load(agent, at)

    def _load(self, agent: str, at: int) -> None:
        now = self.agents.get(agent, AgentNow())
        on = now.state is not AgentState.OFFLINE
        busy = sum(n for n in self.busy_of.get(agent, {}).values() if n > 0) if on else 0
        capacity = self.policy.units_of(self.skills(agent).level)
        slots = max(capacity, busy) if now.state is AgentState.AVAILABLE else busy
        was = self.totals.get(agent, (0, 0))
        self.totals[agent] = (busy, slots)
        self.slots.append((at, busy - was[0], slots - was[1]))

    def _requests(self, before: Head, after: Head, r: Record, x: Fact) -> None:
        e = r.event
        if isinstance(e, ev.Requested):
            self.requests.append(Fact(at=r.at, group=GROUPS.get(e.request.reason, "other")))
        elif isinstance(e, ev.RequestEnded):
            kind = {"withdrawn": "withdrew", "customer_ended": "left"}.get(e.end, "got")
            leg = x.leg if kind == "got" and x.leg is not None and x.leg.request == e.number else None
            self.ends.append(Fact(at=r.at, kind=kind, leg=leg))
            self.promises.pop(r.conv, None)
        elif isinstance(e, ev.PromiseMade):
            self.promises[r.conv] = e.promise.due

    def _legs(self, before: Head, after: Head, r: Record, x: Fact) -> None:
        e, at = r.event, r.at
        leg = before.leg
        if isinstance(e, ev.OfferEnded) and e.end in (OfferEnd.DECLINED, OfferEnd.EXPIRED, OfferEnd.ABSENT):
            self.missed.append(Fact(at=at, queue=leg.queue if leg else ""))
        if before.waiting and leg is not None and (not after.waiting or after.leg.number != leg.number):  # type: ignore[union-attr]
            lang = before.lang.partition("-")[0]
            wait = at - leg.enqueued_at
            fact = Fact(at=at, queue=leg.queue, lang=lang, wait=wait, request=leg.request, number=leg.number)
            fact.__dict__ |= {"enqueued_at": leg.enqueued_at, "unseen": False, "silent": False, "silent_due": 0}
            fact.kind = None
            if isinstance(e, ev.Taken):
                fact.kind, fact.unseen = "answered", before.customer_away
                fact.silent = fact.unseen and x.away > 0 and at - x.away >= 60_000
            elif isinstance(e, ev.Resolved) and e.by == "customer":
                fact.kind = "left"
            elif after.waiting and after.leg.queue != leg.queue and wait > 60_000:  # type: ignore[union-attr]
                fact.kind = "flowed"
            if fact.kind:
                self.legs.append(fact)
            if fact.kind in ("answered", "left"):
                x.leg = fact
        elif not before.waiting and after.waiting and x.leg is not None and x.leg.kind == "answered":
            new = after.leg
            dropped = new.cause in ("dropped", "requeued") and new.enqueued_at == x.leg.enqueued_at  # type: ignore[union-attr]
            if new.number == x.leg.number or (dropped and before.request is not None):  # type: ignore[union-attr]
                x.leg.kind, x.leg.unseen = "undone", False

    def _closing(self, before: Head, after: Head, r: Record, x: Fact) -> None:
        e, at = r.event, r.at
        last = [one for one in self.open_closings if one.conv == r.conv]
        if isinstance(e, ev.Resolved):
            if not x.topic:
                self._back(after, "")
            human = x.agent or (after.last_handler is not None and after.last_handler != BOT)
            handler = ("hybrid" if x.bot else "human") if human else "bot"
            negative = before.unanswered > 0 or (before.state is State.BOT and bool(before.trouble))
            closing = Fact(
                conv=r.conv, at=at, handler=handler, topic=x.topic, again=0, rating=0, negative=negative,
                confirmed=e.by == "bot", final=False, started=x.started,
            )  # fmt: skip
            self.closings.append(closing)
            self.open_closings.append(closing)
            self.by_customer.setdefault(after.customer, []).append(closing)
        elif last and isinstance(e, ev.Rated):
            last[-1].rating = e.score
        elif last and isinstance(e, ev.CustomerSaid) and e.thanks and after.state is State.RESOLVED:
            last[-1].confirmed = True
        elif last and isinstance(e, ev.Reopened) and e.by == "customer":
            last[-1].again = last[-1].again or at
        elif last and isinstance(e, (ev.Reopened, ev.Undone)) and last[-1].at == before.resolved_at:
            self.closings.remove(last[-1])
            self.open_closings.remove(last[-1])
            self.by_customer[after.customer].remove(last[-1])

    def _back(self, head: Head, topic: str) -> None:
        for closing in reversed(self.by_customer.get(head.customer, [])):
            since = head.opened_at - closing.at
            is_same = closing.topic == topic and closing.conv != head.conv and not closing.final
            if is_same and 300_000 <= since <= 7 * DAY:
                closing.again = closing.again or head.opened_at
                return

    # What they come to

    def _in(self, at: int, minutes: int) -> bool:
        if not minutes:
            return self.days.midnight(at) == self.days.midnight(self.now)
        return at // 1_000 >= self.now // 1_000 - minutes * 60

    def figures(self, minutes: int) -> dict[str, Any]:
        """Everything that is compared, by name."""
        waiting = [head for head in self.heads.values() if head.waiting and head.leg is not None]
        legs = [leg for leg in self.legs if leg.kind != "undone" and self._in(leg.at, minutes)]
        answered = [leg for leg in legs if leg.kind == "answered" and not leg.silent]
        left = [leg for leg in legs if leg.kind == "left" or leg.silent]
        flowed = [leg for leg in legs if leg.kind == "flowed"]
        in_60 = [leg for leg in answered if leg.wait <= 60_000]
        waits = sorted(leg.wait // 1_000 for leg in answered)
        owed = [(h.unanswered_since, h.agent) for h in self.heads.values() if h.state is State.HUMAN and h.agent]
        owed = [one for one in owed if one[0]]
        start = self.days.midnight(self.now) if not minutes else (self.now // 1_000 - minutes * 60) * 1_000
        found: dict[str, Any] = {
            "waiting": len(waiting),
            "offered": sum(head.state is State.OFFERED for head in waiting),
            "late": sum(head.leg.deadline <= self.now for head in waiting),  # type: ignore[union-attr]
            "longest": min((head.leg.enqueued_at for head in waiting), default=0),  # type: ignore[union-attr]
            "in_60": (len(in_60), len(answered) + len(left) + len(flowed)),
            "gave_up": (len(left), len(answered) + len(left)),
            "silent": sum(leg.silent for leg in left),
            "short": sum(leg.wait < 10_000 and leg.kind == "left" for leg in left),
            "wait_mid": waits[(len(waits) + 1) // 2 - 1] if waits else None,
            "wait_90": waits[-(-9 * len(waits) // 10) - 1] if waits else None,
            "load": tuple(self._integral(n, start) for n in (0, 1)),
            "busy": sum(busy for busy, _ in self.totals.values()),
            "slots": sum(slots for _, slots in self.totals.values()),
            "owed": min(owed, default=(0, ""))[0],
        }
        ends = [end for end in self.ends if self._in(end.at, minutes)]
        found["got_person"] = (sum(self._end(end) == "got" for end in ends), len(ends))
        found["kept"] = self._kept()
        found["reasons"] = Counter(one.group for one in self.requests if self._in(one.at, minutes))
        found["queues"] = {
            name: (
                sum(head.leg.queue == name for head in waiting),  # type: ignore[union-attr]
                *(sum(leg.queue == name for leg in some) for some in (in_60, answered, left)),
                sum(one.queue == name and self._in(one.at, minutes) for one in self.missed),
            )
            for name in ("payment en", "dispute de", "main")
        }
        found["minutes"] = self._arrivals()
        found["heat"] = self._heat()
        found["quality"] = self._quality()
        return found

    def _end(self, end: Fact) -> str:
        return "left" if end.leg is not None and end.leg.silent and end.leg.kind != "undone" else end.kind

    def _kept(self) -> dict[str, int]:
        today = Counter(self._end(end) for end in self.ends if self._in(end.at, 0))
        still: Counter[str] = Counter()
        for head in self.heads.values():
            if head.request is None:
                continue
            if head.state in (State.HUMAN, State.SNOOZED):
                still["got"] += 1
            else:
                still["promised" if head.state is State.PROMISED else "waiting"] += 1
        ends = {name: today[name] + still[name] for name in ("got", "left", "withdrew", "waiting", "promised")}
        late = sum(due <= self.now for due in self.promises.values())
        return {**ends, "asked": sum(ends.values()), "late_promises": late}

    def _integral(self, which: int, start: int) -> int:
        return sum(change[1 + which] * (self.now - max(change[0], start)) for change in self.slots)

    def _arrivals(self) -> tuple[int, ...]:
        minute = self.now // 60_000
        counts = Counter(one.at // 60_000 for one in self.requests)
        last = sum(self.now - 60_000 < one.at <= self.now for one in self.requests)
        return (*(counts[minute - n] for n in range(235, 0, -1)), last)

    def _heat(self) -> dict[str, tuple[tuple[int, int], ...]]:
        hours = [self.days.hour(self.now)]
        while len(hours) < 24:
            hours.append(self.days.hour(hours[-1] - HOUR // 2))
        found: dict[str, Any] = {}
        for leg in self.legs:
            hour = self.days.hour(leg.at)
            if leg.kind == "undone" or hour not in hours:
                continue
            cells = found.setdefault(leg.lang, {hour: [0, 0] for hour in hours})
            cells[hour][0] += leg.kind == "answered" and not leg.silent and leg.wait <= 60_000
            cells[hour][1] += 1
        return {lang: tuple(tuple(cells[hour]) for hour in reversed(hours)) for lang, cells in found.items()}

    def _quality(self) -> dict[str, tuple[int, ...]]:
        found = {}
        newest = self.now // HOUR
        for handler in ("bot", "human", "hybrid"):
            mine = [one for one in self.closings if one.handler == handler]
            mine = [one for one in mine if newest - 28 * 24 < one.at // HOUR <= newest]
            final = [one for one in mine if one.final]
            assumed = [
                one
                for one in final
                if not one.negative and not 0 < one.rating <= 2 and not (0 < one.again <= one.at + 72 * HOUR)
            ]
            verified = [one for one in final if not one.again and (one.confirmed or one in assumed)]
            again = sum(bool(one.again) for one in final)
            rated = sum(one.rating >= 4 for one in mine), sum(one.rating > 0 for one in mine)
            found[handler] = (len(mine), len(final), len(assumed), len(verified), again, *rated)
        return found
