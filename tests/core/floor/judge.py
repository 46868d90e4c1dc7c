"""What must hold on the model's floor, reckoned anew from the conversations and people themselves.

Nothing here uses the router's own reckoning of who may have what; the numbers are those of the list of invariants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from console.core.conversation import events as ev
from console.core.conversation.evolve import evolve
from console.core.conversation.model import Head
from console.core.conversation.words import HOUR, SECOND, Cause, RequestEnd, State, family
from console.core.floor.eligible import leg_of
from console.core.floor.policy import Mode
from console.core.floor.presence import AgentState
from console.core.floor.routing import RULES, Proposal, Pulled

if TYPE_CHECKING:
    from tests.core.floor.floor_model import Person, World

GIVEN_AWAY = (Cause.TRANSFERRED, Cause.DROPPED, Cause.REQUEUED, Cause.OVERFLOWED)


class Violation(Exception):
    """An invariant that did not hold, and what had happened until then."""

    def __init__(self, invariant: str, what: str) -> None:
        super().__init__(f"invariant {invariant}: {what}")
        self.invariant = invariant
        self.history: list[str] = []


class Room(NamedTuple):
    """An agent's room, in halves."""

    most: int
    held: int
    full: int

    def takes(self, units: int) -> bool:
        return self.most > 0 and self.held + 2 * units <= self.most and self.full + 2 * units <= self.most + 2


class Judge:
    """Looks at one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.recent: list[str] = []
        self.specs = {spec.name: spec for spec in world.policy.queues}
        self._woken: set[str] = set()
        self._known: dict[tuple[str, str, str, str], int | None] = {}
        self._rooms: dict[str, Room] = {}

    # Conversations

    def seen(self, before: Head, record: ev.Record, after: Head) -> None:
        event = record.event
        by_hand = isinstance(event, ev.Woken) and event.cause == "owner"
        if by_hand or (isinstance(event, ev.Resolved) and before.state is State.SNOOZED):
            # What she wakes herself is hers to have, and resolved while it slept, it is back in her hands for the
            # length of the wrap-up; what a customer or the time wakes must find room.
            self._woken.add(record.conv)
        elif isinstance(event, ev.Queued | ev.Taken):
            self._woken.discard(record.conv)
        if isinstance(event, ev.RequestEnded):
            theirs = event.end in (RequestEnd.WITHDRAWN, RequestEnd.CUSTOMER_ENDED)
            if theirs != (record.actor == "customer") or not (theirs or before.agent):
                raise Violation("11", f"{record.conv}: a request ended by {record.actor}: {event.end}")
        if isinstance(event, ev.OfferMade) and before.offer is not None:
            raise Violation("2", f"{record.conv} is offered twice")

    def decided(self, before: Head, after: Head) -> None:
        if after.request is not None and after.state in (State.BOT, State.RESOLVED):
            raise Violation("10", f"{after.conv} is {after.state} while a person is wanted")
        if after.transfers > 2:
            raise Violation("13", f"{after.conv} was handed over {after.transfers} times")
        was, is_now = before.request, after.request
        if was is not None and is_now is not None and was.number == is_now.number:
            if was.since != is_now.since:
                raise Violation("8", f"{after.conv}: the clock of the request moved")
            if before.leg is not None and after.leg is not None and before.leg.request == after.leg.request:
                later = after.leg.deadline > before.leg.deadline
                moved = before.leg.number == after.leg.number and before.leg.enqueued_at != after.leg.enqueued_at
                if later or moved:
                    raise Violation("9", f"{after.conv}: the leg lost its age")

    # Who may have what

    def know(self, person: Person, head: Head) -> int | None:
        """The ring in which she may answer it, or None."""
        assert head.leg is not None
        asked = (person.id, head.leg.queue, head.lang, head.topic)
        if asked not in self._known:
            self._known[asked] = self._ring(person, head)
        return self._known[asked]

    def _ring(self, person: Person, head: Head) -> int | None:
        assert head.leg is not None
        spec, skills = self.specs[head.leg.queue], person.skills
        wanted = {head.lang} if head.lang and (not spec.langs or head.lang in spec.langs) else set(spec.langs)
        if skills.level < spec.level or (wanted and skills.langs and not wanted & set(skills.langs)):
            return None
        if skills.home in ("", spec.name):
            return 0
        return 1 if not skills.topics or family(head.topic) in skills.topics else 2

    def reached(self, head: Head) -> int:
        assert head.leg is not None
        if head.leg.queue in self.world.router.overflows:
            return 2
        return len([1 for at in self.specs[head.leg.queue].rings if head.leg.enqueued_at + at <= self.world.now])

    def wishes(self, head: Head) -> list[str]:
        leg = head.leg
        assert leg is not None
        handler = head.last_handler.id if head.last_handler is not None else ""
        given_away = leg.cause in GIVEN_AWAY
        last = handler if not given_away and leg.enqueued_at - head.last_agent_at <= 24 * HOUR else ""
        avoid = handler if given_away else ""
        found = [leg.prefer, last] if leg.prefer != last else [last]
        return [name for name in found if name and name not in head.tried and name != avoid]

    def tries(self, head: Head, name: str) -> int:
        leg = head.leg
        assert leg is not None
        handler = head.last_handler.id if head.last_handler is not None else ""
        return head.tried.count(name) + (leg.cause in GIVEN_AWAY and name == handler)

    def may(self, person: Person, head: Head) -> bool:
        """Language, level, ring and room; not her state."""
        assert head.leg is not None
        ring = self.know(person, head)
        if ring is None or not self.room(person).takes(self.specs[head.leg.queue].units):
            return False
        return ring <= self.reached(head) or person.id in self.wishes(head)

    def room(self, person: Person) -> Room:
        if person.id not in self._rooms:
            self._rooms[person.id] = self._room(person, without=frozenset())
        return self._rooms[person.id]

    def _room(self, person: Person, without: frozenset[str]) -> Room:
        world, held, full = self.world, 0, 0
        for head in world.heads.values():
            wrapping = head.state is State.RESOLVED and not head.wrapped_up
            mine = head.last_handler is not None and head.last_handler.id == person.id if wrapping else False
            if head.conv in without or not (mine or (head.state is State.HUMAN and head.agent == person.id)):
                continue
            halves = 2 * self.specs[head.leg.queue].units if head.leg is not None else 2
            silent = world.now - max(head.last_customer_at, head.assigned_at) >= world.policy.parked_after
            full += halves
            held += halves // 2 if silent and not mine and not head.unanswered else halves
        return Room(2 * (1, 2, 3, 3)[person.skills.level], held, full)

    def rank(self, person: Person, head: Head) -> tuple[int, float, int, str]:
        wishes, room = self.wishes(head), self.room(person)
        place = wishes.index(person.id) if person.id in wishes else 2
        return place, room.held / room.most, person.assigned_at, person.id

    def eligible(self, head: Head, free: list[Person]) -> list[Person]:
        """Who may be offered it now, the best first."""
        may = [p for p in free if p.state is AgentState.AVAILABLE and self.may(p, head)]
        fewest = min((self.tries(head, p.id) for p in may), default=0)
        return sorted((p for p in may if self.tries(head, p.id) == fewest), key=lambda p: self.rank(p, head))

    def broadcast(self, head: Head) -> bool:
        assert head.leg is not None
        return self.world.now >= head.leg.deadline or len(head.tried) >= 3

    def ripe(self, head: Head) -> bool:
        leg, now = head.leg, self.world.now
        assert leg is not None
        mode = self.specs[leg.queue].mode or Mode.PUSH
        since = head.request.since if head.request is not None else head.unanswered_since or leg.enqueued_at
        soon = now >= leg.deadline or 3 * (now - since) >= 2 * (leg.deadline - since)
        return mode is Mode.PUSH or (mode is Mode.PULL and soon)

    def lingers(self, head: Head, best: list[Person]) -> bool:
        """Whether it waits for somebody wished for (12)."""
        leg, wishes = head.leg, self.wishes(head)
        assert leg is not None
        if not wishes or self.broadcast(head) or (best and best[0].id in wishes):
            return False
        longest = min(30 * SECOND, max(0, leg.deadline - leg.enqueued_at) // 2)
        there = [self.world.people[name] for name in wishes]
        waits = any(p.state is AgentState.AVAILABLE and self.know(p, head) is not None for p in there)
        return waits and self.world.now < leg.enqueued_at + longest

    # Rounds

    def proposed(self, made: list[Proposal]) -> None:
        """Each offer is to the right person, for the right leg, and says why."""
        self._rooms.clear()
        heads = self.world.heads
        waiting = {head.conv: head for head in heads.values() if head.state is State.QUEUED}
        engaged = {head.offer.agent for head in heads.values() if head.offer is not None}
        for one in made:
            head = waiting.get(one.conv)
            if head is None:
                raise Violation("2", f"{one.conv} is offered, and is {heads[one.conv].state}")
            free = [person for person in self.world.staff if person.id not in engaged]
            self._right_person(one, head, free)
            self._right_leg(head, list(waiting.values()), free)
            self._explained(one, head, list(waiting.values()), self.eligible(head, free))
            del waiting[one.conv]
            engaged.add(one.agent)
            self.recent.append(_reason(head))

    def _right_person(self, one: Proposal, head: Head, free: list[Person]) -> None:
        person = self.world.people[one.agent]
        if person not in free:
            raise Violation("2", f"{one.agent} has an offer already")
        if person.state is not AgentState.AVAILABLE:
            raise Violation("4", f"{one.conv} is offered to {one.agent}, who is {person.state}")
        if not self.may(person, head):
            raise Violation("3, 4", f"{one.agent} may not have {one.conv}")
        best = self.eligible(head, free)
        if best[0] is not person:
            which = "9" if self.tries(head, one.agent) > self.tries(head, best[0].id) else "15"
            raise Violation(which, f"{one.conv} goes to {one.agent}, not to {best[0].id}")
        if not self.ripe(head):
            raise Violation("mode", f"{one.conv} is not to be offered yet")
        if self.lingers(head, best):
            raise Violation("sticky", f"{one.conv} is to wait for {self.wishes(head)}")
        if one.broadcast != self.broadcast(head) or one.until != self.world.now + 20 * SECOND:
            raise Violation("broadcast", f"{one.conv} is {'' if one.broadcast else 'not '}broadcast")

    def _right_leg(self, head: Head, waiting: list[Head], free: list[Person]) -> None:
        """Earliest deadline first, with the fair share, among those that somebody free may have (6, 7)."""
        line = sorted((h for h in waiting if self._can_be_offered(h, free)), key=_key)
        first, last = line[0], self.recent[-3:]
        if len(last) == 3 and set(last) == {_reason(first)}:
            late = (h for h in line if _reason(h) != last[0] and h.leg is not None and h.leg.deadline <= self.world.now)
            first = next(late, first)
        if first is not head:
            raise Violation("6, 7", f"{head.conv} is offered before {first.conv}")

    def _can_be_offered(self, head: Head, free: list[Person]) -> bool:
        if not self.ripe(head):
            return False
        best = self.eligible(head, free)
        return bool(best) and not self.lingers(head, best)

    def _explained(self, one: Proposal, head: Head, waiting: list[Head], best: list[Person]) -> None:
        why, leg, now = one.why, head.leg, self.world.now
        assert leg is not None
        line = sorted((h for h in waiting if h.leg is not None and h.leg.queue == leg.queue), key=_key)
        told = [(x.agent, x.load, x.idle_ms, x.level, x.ring) for x in why.candidates]
        expected = []
        for person in best[:8]:
            room = self.room(person)
            idle = now - person.assigned_at if person.assigned_at else 0
            load = round(100 * room.held / room.most)
            expected.append((person.id, load, idle, person.skills.level, self.know(person, head)))
        right = told == expected and why.eligible == len(best) and why.rule in RULES
        place = (why.place, why.of) == (line.index(head) + 1, len(line))
        if not right or not place or (why.deadline, why.late) != (leg.deadline, now >= leg.deadline):
            raise Violation("21", f"{one.conv}: {why}, not {expected}")

    def pulled(self, agent: str, pulled: Pulled | None) -> None:
        """She gets the first that she may have, if there is any."""
        self._rooms.clear()
        person = self.world.people[agent]
        offers = [h for h in self.world.heads.values() if h.offer is not None and not h.offer.broadcast]
        mine = sum(self.specs[h.leg.queue].units for h in offers if h.offer and h.leg and h.offer.agent == agent)
        room = self.room(person)
        self._rooms[agent] = Room(room.most, room.held + 2 * mine, room.full + 2 * mine)
        open_legs = [h for h in self.world.heads.values() if h.waiting and h not in offers]
        may = [h for h in open_legs if self.may(person, h)]
        if (pulled is None) != (not may):
            raise Violation("pull", f"{agent} gets {pulled}, and may have {[h.conv for h in may]}")
        if pulled is not None:
            if pulled.leg.conv not in [h.conv for h in may]:
                raise Violation("pull", f"{agent} may not have {pulled.leg.conv}")
            self.recent.append(pulled.leg.reason)

    def settled(self) -> None:
        """Nothing that could be offered is left, nothing is lost, nobody has too much."""
        self._rooms.clear()
        heads = self.world.heads.values()
        waiting = {head.conv for head in heads if head.waiting}
        if waiting != set(self.world.router.legs):
            raise Violation("1", f"the router has {sorted(self.world.router.legs)}, and {sorted(waiting)} wait")
        engaged = {head.offer.agent for head in heads if head.offer is not None}
        free = [p for p in self.world.staff if p.id not in engaged and p.state is AgentState.AVAILABLE]
        for head in heads:
            if head.state is State.QUEUED and self._can_be_offered(head, free):
                raise Violation("5", f"{head.conv} waits, and {[p.id for p in self.eligible(head, free)]} are free")
        for person in self.world.staff:
            room = self._room(person, frozenset(self._woken)) if self._woken else self.room(person)
            if room.held > room.most + 2:
                raise Violation("3", f"{person.id} has {room.held} halves of {room.most}")

    def ended(self) -> None:
        """Everybody who can be answered was; the log says what the heads say."""
        self._rooms.clear()
        for head in self.world.heads.values():
            able = head.leg is not None and any(self._ever(person, head) for person in self.world.staff)
            if head.waiting and able:
                raise Violation("7, 11", f"{head.conv} waits for ever")
            folded = Head(head.conv)
            for record in self.world.records[head.conv]:
                folded = evolve(folded, record)
            if folded != head or leg_of(folded, self.world.policy) != leg_of(head, self.world.policy):
                raise Violation("19", f"{head.conv}: the log says something else")

    def _ever(self, person: Person, head: Head) -> bool:
        """Whether she may answer it in the end."""
        assert head.leg is not None
        spec, ring = self.specs[head.leg.queue], self.know(person, head)
        widest = 2 if head.leg.queue in self.world.router.overflows else len(spec.rings)
        return ring is not None and ring <= widest and spec.units <= (1, 2, 3, 3)[person.skills.level]


def _reason(head: Head) -> str:
    return str(head.request.reason) if head.request is not None else ""


def _key(head: Head) -> tuple[int, int, str]:
    assert head.leg is not None
    return head.leg.deadline, head.leg.enqueued_at, head.conv
