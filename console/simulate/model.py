"""The floor in virtual time: chats, customers' patience and agents around the shipped router, one event after another.

Pure and deterministic: it reads no clock, and the same seed gives the same day. What happens is told to a `Witness`.
"""

import heapq
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

import msgspec

from console.core.conversation.context import Policy
from console.core.conversation.words import SECOND, OfferEnd
from console.core.floor.eligible import Leg
from console.core.floor.policy import FloorPolicy
from console.core.floor.presence import AgentState
from console.core.floor.router import Router
from console.core.floor.routing import Proposal
from console.simulate import durations
from console.simulate.durations import Lognormal
from console.simulate.staff import Staff
from console.simulate.traffic import Chat
from console.simulate.witness import Waiting, Witness


class Manners(msgspec.Struct, frozen=True):
    """How agents go about it."""

    accept: Lognormal | None = durations.ACCEPT
    """None: at once."""
    wrap_up: Lognormal | None = durations.WRAP_UP
    """None: there is none."""
    lets_pass: float = 0.02
    """So many offers are not answered."""
    declines: float = 0.01
    returns: Lognormal = durations.from_median(75.0, 0.5)
    """After an offer that passed, until she presses a key."""


AT_ONCE: Final = Manners(None, None, 0.0, 0.0)
"""As queueing theory has them."""


class Tally(msgspec.Struct):
    """What came of the chats; durations in milliseconds."""

    chats: int = 0
    by_bot: int = 0
    wanted: int = 0
    """Chats that wanted a person."""
    waited: int = 0
    """Of those, so many did not get one at once."""
    answered: int = 0
    in_target: int = 0
    left: int = 0
    silent: int = 0
    wait_answered: int = 0
    wait_left: int = 0
    work: int = 0
    """Of those who wanted a person, answered or not."""
    talk: int = 0
    ended: int = 0
    offers: int = 0
    missed: int = 0
    router_ns: int = 0
    events: int = 0

    @property
    def over(self) -> int:
        """Chats that got a person or left."""
        return self.answered + self.left


class Model:
    """One floor, from an instant on."""

    def __init__(
        self,
        policy: FloorPolicy,
        rules: Policy,
        staff: Iterable[Staff],
        chats: Iterator[Chat],
        *,
        seed: int | str = 1,
        begin: int = 0,
        manners: Manners | None = None,
        target: int = 60 * SECOND,
        witness: Witness | None = None,
        prefix: str = "c",
        clock: Callable[[], int] = lambda: 0,
    ) -> None:
        """`rules` say which queue and deadline a chat gets; `clock` (nanoseconds) measures what the router takes."""
        self.policy = policy
        self.rules = rules
        self.staff = {one.id: one for one in staff}
        self.router = Router(policy)
        self.now = begin
        self.manners = manners or Manners()
        self.tally = Tally()
        self.waiting: dict[str, Waiting] = {}
        self.talks: dict[str, Waiting] = {}
        """In progress, or being wrapped up."""
        self._chats = chats
        self._rng = random.Random(f"model:{seed}")  # noqa: S311 - a play, not a secret
        self._target = target
        self._witness = witness or Witness()
        self._prefix = prefix
        self._clock = clock
        self._events: list[tuple[int, int, Callable[..., None], tuple[object, ...]]] = []
        self._n = 0
        self._stir = False
        self._specs = {queue.name: queue for queue in policy.queues}
        self._routes: dict[tuple[str, str], str] = {}
        self._arrive()

    # time

    def at(self, instant: float, what: Callable[..., None], *words: object) -> None:
        """Do this then, or now if that is past."""
        self._n += 1
        heapq.heappush(self._events, (max(self.now, round(instant)), self._n, what, words))

    def run(self, until: int) -> Tally:
        """Let everything happen that happens before this instant."""
        events = self._events
        while True:
            wake = self.router.next_at()
            due = events[0][0] if events else until
            if wake is not None and wake <= due:
                due = max(wake, self.now)
            if due >= until:
                break
            self.now = due
            while events and events[0][0] <= due:
                _, _, what, words = heapq.heappop(events)
                what(*words)
                self.tally.events += 1
                if self._stir:
                    self._route()
            if wake is not None and wake <= due:
                self._route()
        self.now = until
        for one in self.staff.values():
            one.advance(until)
        return self.tally

    def _route(self) -> None:
        self._stir = False
        began = self._clock()
        made = self.router.proposals(self.now)
        self.tally.router_ns += self._clock() - began
        for proposal in made:
            self._offer(proposal)

    # agents

    def set_state(self, agent: str, state: AgentState) -> None:
        """She comes, goes, has a break."""
        one = self.staff[agent]
        if one.state is state:
            return
        one.advance(self.now)
        one.state = state
        self._witness.state(agent, state, self.now)
        self._tell(one)

    def shift(self, agent: str, begin: int, end: int) -> None:
        """She works from then until then."""
        self.staff[agent].until = end
        self.at(begin, self.set_state, agent, AgentState.AVAILABLE)
        self.at(end, self.set_state, agent, AgentState.OFFLINE)

    def _tell(self, one: Staff) -> None:
        if one.state is AgentState.OFFLINE:
            self.router.left(one.id)
        else:
            self.router.agent(one.seen())
        self._stir = True

    def _reckon(self, one: Staff) -> None:
        """When the next of her chats ends, as things are."""
        one.version += 1
        found = one.next_end()
        if found is not None:
            self.at(self.now + found[0], self._chat_ends, one, found[1], one.version)

    # chats

    def _arrive(self) -> None:
        chat = next(self._chats, None)
        if chat is not None:
            self.at(chat.at, self._opens, chat)

    def _opens(self, chat: Chat) -> None:
        self._arrive()
        conv = f"{self._prefix}{chat.n}"
        self.tally.chats += 1
        self._witness.opened(chat, conv)
        if chat.reason:
            self.at(self.now + chat.bot, self._wants_person, chat, conv)
        else:
            self.at(self.now + chat.bot, self._settles, chat, conv)

    def _settles(self, chat: Chat, conv: str) -> None:
        self.tally.by_bot += 1
        self._witness.settled(chat, conv, self.now)

    def _wants_person(self, chat: Chat, conv: str) -> None:
        queue = self._queue(chat)
        spec = self._specs[queue]
        self.tally.wanted += 1
        self.tally.work += chat.work
        leg = Leg(
            conv,
            queue,
            self.now + self.rules.target(chat.reason),
            self.now,
            self.now,
            chat.reason,
            1,
            1,
            (chat.lang,) if chat.lang else (),
            chat.topic,
            spec.level,
            spec.units,
            self.policy.mode_of(queue),
            spec.rings,
        )
        waiting = self.waiting[conv] = Waiting(chat, leg)
        self._witness.queued(waiting, self.now)
        self.router.leg(leg)
        if chat.patience:
            self.at(self.now + chat.patience, self._loses_patience, conv)
        self._route()
        if conv in self.waiting:
            self.tally.waited += 1

    def _queue(self, chat: Chat) -> str:
        found = self._routes.get((chat.lang, chat.topic))
        if found is None:
            found = self._routes[chat.lang, chat.topic] = self.rules.queue_for(chat.lang, chat.topic)
        return found

    def _loses_patience(self, conv: str) -> None:
        waiting = self.waiting.get(conv)
        if waiting is None or waiting.gone:
            return
        self.tally.left += 1
        self.tally.wait_left += self.now - waiting.leg.enqueued_at
        if waiting.chat.silent:
            self.tally.silent += 1
            waiting.gone = True
            self._witness.left(waiting, self.now)
            return
        self._witness.left(waiting, self.now)
        del self.waiting[conv]
        self.router.gone(conv)
        self._stir = True

    # offers

    def _offer(self, made: Proposal) -> None:
        waiting = self.waiting[made.conv]
        waiting.asked += 1
        self.tally.offers += 1
        self._witness.offered(waiting, made, self.now)
        offer = f"o{waiting.asked}"
        leg = msgspec.structs.replace(
            waiting.leg, offer=offer, offer_to=made.agent, offers=waiting.asked, broadcast=made.broadcast
        )
        manners = self.manners
        if manners.accept is None:
            self._takes(made.conv, waiting.asked, made.agent)
            return
        waiting.leg = leg
        self.router.leg(leg)
        chance = self._rng.random()
        after = manners.accept.draw(self._rng)
        if chance < manners.lets_pass or self.now + after >= made.until:
            self.at(made.until, self._passes, made.conv, waiting.asked, made.agent, OfferEnd.EXPIRED)
        elif chance < manners.lets_pass + manners.declines and not made.broadcast:
            # What goes to everybody is not over because one of them does not want it.
            self.at(self.now + after, self._passes, made.conv, waiting.asked, made.agent, OfferEnd.DECLINED)
        else:
            self.at(self.now + after, self._takes, made.conv, waiting.asked, made.agent)

    def _passes(self, conv: str, asked: int, agent: str, end: OfferEnd) -> None:
        waiting = self.waiting.get(conv)
        if waiting is None or waiting.asked != asked:
            return
        self.tally.missed += 1
        waiting.tried = (*waiting.tried, agent)
        waiting.leg = msgspec.structs.replace(
            waiting.leg, offer="", offer_to="", broadcast=False, tried=waiting.tried, offers=asked
        )
        self._witness.offer_ended(waiting, agent, end, self.now)
        self.router.leg(waiting.leg)
        self._stir = True
        if end is OfferEnd.EXPIRED and self.staff[agent].state is AgentState.AVAILABLE:
            self.set_state(agent, AgentState.NO_ANSWER)
            self.at(self.now + self.manners.returns.draw(self._rng), self._returns, agent)

    def _returns(self, agent: str) -> None:
        if self.staff[agent].state is AgentState.NO_ANSWER:
            self.set_state(agent, AgentState.AVAILABLE)

    def _takes(self, conv: str, asked: int, agent: str) -> None:
        waiting = self.waiting.get(conv)
        if waiting is None or waiting.asked != asked:
            return
        one, tally = self.staff[agent], self.tally
        if one.state is AgentState.OFFLINE:
            self._passes(conv, asked, agent, OfferEnd.ABSENT)
            return
        del self.waiting[conv]
        self.talks[conv] = waiting
        if not waiting.gone:
            wait = self.now - waiting.leg.enqueued_at
            tally.answered += 1
            tally.wait_answered += wait
            tally.in_target += wait <= self._target
        self._witness.taken(waiting, agent, self.now)
        one.advance(self.now)
        one.chats[conv] = float(durations.NOTICED if waiting.gone else waiting.chat.work)
        one.held += waiting.leg.units
        one.last_assigned_at = self.now
        self.router.gone(conv)
        self._tell(one)
        self._reckon(one)
        waiting.taken_at = self.now

    def _chat_ends(self, one: Staff, conv: str, version: int) -> None:
        if version != one.version:
            return
        one.advance(self.now)
        del one.chats[conv]
        waiting = self.talks[conv]
        self.tally.ended += 1
        self.tally.talk += self.now - waiting.taken_at
        self._witness.ended(waiting, one.id, self.now)
        if self.manners.wrap_up is None:
            self._wraps_up(one, conv)
        else:
            one.wrapping += waiting.leg.units
            self.at(self.now + self.manners.wrap_up.draw(self._rng), self._wrapped_up, one, conv)
        self._reckon(one)

    def _wrapped_up(self, one: Staff, conv: str) -> None:
        one.advance(self.now)
        one.wrapping -= self.talks[conv].leg.units
        self._wraps_up(one, conv)

    def _wraps_up(self, one: Staff, conv: str) -> None:
        waiting = self.talks.pop(conv)
        one.held -= waiting.leg.units
        self._witness.wrapped_up(waiting, one.id, self.now)
        self._tell(one)


def begin_all(model: Model, agents: Sequence[str] = ()) -> None:
    """Everybody (or these) is there from the beginning."""
    for agent in agents or model.staff:
        model.set_state(agent, AgentState.AVAILABLE)
