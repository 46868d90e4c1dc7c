"""Tells what happens in the model as a log: each step as the command that would have caused it."""

import random
from typing import Final

from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.conversation.words import MINUTE, OfferEnd, Reason
from console.core.floor.presence import AgentState, SignedIn, StateSet
from console.core.floor.routing import Proposal
from console.simulate import durations
from console.simulate.floor_demo import REPLY
from console.simulate.floor_lines import answer, opening
from console.simulate.log import BOT, SYSTEM, Log
from console.simulate.scripts import SCRIPTS
from console.simulate.traffic import Chat
from console.simulate.witness import Waiting, Witness

FULL_SINCE: Final = 34 * MINUTE
"""Before that a talk has its first words only."""
RATES: Final = 0.16
RATES_BOT: Final = 0.06
TURN_MS: Final = 700


def begin(log: Log, conv: str, customer: str, chat: Chat) -> None:
    """A customer's first message and the bot's answer."""
    said = c.Say(opening(chat.lang, chat.topic, chat.n), chat.lang)
    at = chat.at
    log.step(
        conv,
        (at, Actor("customer", customer), said),
        (at + 100, BOT, c.StartTurn("t1", 2)),
        (at + TURN_MS, BOT, c.EndTurn("t1", "…", f"{chat.topic}.help", 0.62)),
    )


def want_person(log: Log, conv: str, customer: str, chat: Chat, at: int) -> None:
    """She asks for a person, or the bot gives up."""
    if chat.reason == Reason.ASKED:
        asks = SCRIPTS[chat.lang].asks
        log.step(conv, (at, Actor("customer", customer), c.Say(asks[chat.n % len(asks)], chat.lang)), asks=True)
    else:
        log.step(conv, (at, BOT, c.Escalate(Reason(chat.reason), f"{chat.topic}.help", 0.2)))


class Story(Witness):
    """Writes the log of a model's run."""

    def __init__(self, log: Log, seed: int, now: int) -> None:
        """`now`: where the log ends."""
        self.log = log
        self.with_bot: dict[str, Chat] = {}
        """Chats that the bot has."""
        self._rng = random.Random(f"story:{seed}")  # noqa: S311 - a play, not a secret
        self._now = now
        self._signed_in: set[str] = set()

    @staticmethod
    def customer(conv: str) -> str:
        """Whose chat it is."""
        return f"v-{conv}"

    def _customer(self, conv: str) -> Actor:
        return Actor("customer", self.customer(conv))

    def opened(self, chat: Chat, conv: str) -> None:
        """With the bot."""
        self.with_bot[conv] = chat
        begin(self.log, conv, self.customer(conv), chat)

    def settled(self, chat: Chat, conv: str, now: int) -> None:
        """She has what she wanted."""
        del self.with_bot[conv]
        at = max(now, chat.at + TURN_MS)
        self.log.step(conv, (at, self._customer(conv), c.End()))
        self._rate(conv, at, RATES_BOT, (2, 3, 4, 4, 5, 5))

    def queued(self, waiting: Waiting, now: int) -> None:
        """She wants a person."""
        conv = waiting.leg.conv
        del self.with_bot[conv]
        want_person(self.log, conv, self.customer(conv), waiting.chat, max(now, waiting.chat.at + TURN_MS))

    def offered(self, waiting: Waiting, made: Proposal, now: int) -> None:
        """As the router proposed."""
        offer = c.MakeOffer(f"o{waiting.asked}", made.agent, made.until, made.broadcast, made.why)
        self.log.step(made.conv, (self._at(made.conv, now), SYSTEM, offer))

    def offer_ended(self, waiting: Waiting, agent: str, end: OfferEnd, now: int) -> None:
        """She let it pass, or did not want it."""
        conv = waiting.leg.conv
        if end is OfferEnd.EXPIRED:
            self.log.time_out(conv, now)
        else:
            self.log.step(conv, (now, Actor("agent", agent), c.Decline(f"o{waiting.asked}", reason="not_my_topic")))

    def taken(self, waiting: Waiting, agent: str, now: int) -> None:
        """She has it."""
        conv = waiting.leg.conv
        accept = c.Accept(f"o{waiting.asked}")
        self.log.step(conv, (self._at(conv, now), Actor("agent", agent), accept))

    def left(self, waiting: Waiting, now: int) -> None:
        """With a word, or without."""
        conv = waiting.leg.conv
        if waiting.gone:
            self.log.step(conv, (now, SYSTEM, c.MarkPresence("customer", True)))
        else:
            self.log.step(conv, (self._at(conv, now), self._customer(conv), c.End()))

    def ended(self, waiting: Waiting, agent: str, now: int) -> None:
        """All that was said, and that it is settled."""
        conv = waiting.leg.conv
        self.talk(waiting, agent, now, closing=True)
        self.log.step(conv, (self._at(conv, now), Actor("agent", agent), c.Resolve()))

    def wrapped_up(self, waiting: Waiting, agent: str, now: int) -> None:
        """And how."""
        conv = waiting.leg.conv
        head = self.log.heads[conv]
        if now <= head.resolved_at + self.log.rules.wrap_up:
            said = c.WrapUp("no_reply" if waiting.gone else "solved")
            self.log.step(conv, (now, Actor("agent", agent), said))
        else:
            self.log.time_out(conv, now)
        if not waiting.gone:
            self._rate(conv, now, RATES, (2, 3, 4, 5, 5, 5))

    def state(self, agent: str, state: AgentState, now: int) -> None:
        """She came, rests, works again."""
        if agent not in self._signed_in:
            self._signed_in.add(agent)
            self.log.agent(agent, SignedIn(), now)
            return
        by = "system" if state is AgentState.NO_ANSWER else ""
        self.log.agent(agent, StateSet(state, by=by), now)

    def talk(self, waiting: Waiting, agent: str, until: int, *, closing: bool = False) -> bool:
        """What was said until then; whether the agent had the last word."""
        conv, rng, chat = waiting.leg.conv, self._rng, waiting.chat
        last = until - 1_500 if closing else until
        at = waiting.taken_at + durations.GREET.draw(rng)
        if at > last:
            if not closing:
                return False
            at = max(self._at(conv, last), waiting.taken_at + 1)
        self._reply(conv, agent, chat, at)
        lines = SCRIPTS[chat.lang].to_agent
        while until >= self._now - FULL_SINCE and not waiting.gone:
            asked_at = at + durations.THINK.draw(rng)
            at = asked_at + durations.reply(rng, 2, REPLY)
            if asked_at > last or (closing and at > last):
                break
            self.log.step(conv, (asked_at, self._customer(conv), c.Say(rng.choice(lines), chat.lang)))
            if at > last:
                return False
            self._reply(conv, agent, chat, at)
        return True

    def _reply(self, conv: str, agent: str, chat: Chat, at: int) -> None:
        text = answer(chat.lang, self._rng.randrange(100))
        self.log.step(conv, (at, Actor("agent", agent), c.Reply(text)))

    def _at(self, conv: str, now: int) -> int:
        """Not before what was last."""
        return max(now, self.log.heads[conv].changed_at)

    def _rate(self, conv: str, at: int, share: float, scores: tuple[int, ...]) -> None:
        if self._rng.random() < share and at + 9_000 < self._now:
            self.log.step(conv, (at + 9_000, self._customer(conv), c.Rate(self._rng.choice(scores))))
