"""The demo's past: the log of its floor until now, and who is in the middle of what.

The last hours come from the model, so that the floor goes on as it was; the time before is drawn more thinly. Every
figure on the wall is folded from this log like from any other.
"""

import random
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

import msgspec

from console.core.conversation.words import MINUTE
from console.core.floor.presence import AgentState, Skills
from console.simulate import durations
from console.simulate.floor_customer import Known, Stage
from console.simulate.floor_demo import (
    ACCEPT,
    HABITS,
    LETS_PASS,
    cells,
    employees,
    floor,
    name_of,
    per_day,
    rules,
    user_id,
)
from console.simulate.log import Log
from console.simulate.model import Manners, Model
from console.simulate.past import rise, write_past
from console.simulate.staff import Staff
from console.simulate.story import Story
from console.simulate.traffic import Chat, Traffic
from console.simulate.witness import Witness

PLAYED: Final = 75 * MINUTE
"""As far back as the model plays it."""
BOTS_SINCE: Final = 32 * MINUTE
BOTS_KEPT: Final = 0.06
"""Before that so many of the chats that the bot kept are in the log."""
WORDS_SINCE: Final = 15 * MINUTE
WORKS: Final = 95 * MINUTE
RESTS: Final = durations.from_median(320.0, 0.3)
LOOKS_AGAIN: Final = 15_000
MANNERS: Final = Manners(ACCEPT, durations.from_median(22.0, 0.35), LETS_PASS)


class Going(msgspec.Struct, frozen=True):
    """A customer whose chat goes on."""

    customer: str
    name: str
    lang: str
    chat: Chat
    known: Known


class Present(msgspec.Struct, frozen=True):
    """What goes on when the log ends."""

    going: tuple[Going, ...]
    left: dict[str, dict[str, float]]
    """By agent's id and conversation: seconds that it still needs."""


def history(seed: int, now: int, share: float = 1.0) -> tuple[Log, Present]:
    """The log until now, with such a share of the chats, and what goes on."""
    log = Log(rules(), now - WORDS_SINCE)
    write_past(log, seed, now - PLAYED, now, share)
    story = Story(log, seed, now)
    model = played(seed, now, share, story)
    return log, Present(tuple(_going(model, story, seed, now)), _left(model, story, now))


def played(seed: int, now: int, share: float = 1.0, witness: Witness | None = None, then: Iterable[Chat] = ()) -> Model:
    """The model as it stands now, after the hours that it plays; `then`: what comes if it goes on."""
    begin = now - PLAYED
    policy = floor().policy
    staff = [Staff(user_id(e.login), Skills(e.langs, e.level, e.home), policy) for e in employees()]
    traffic = Traffic(f"past:{seed}", cells(), per_day=share * per_day(), habits=HABITS, flat=True)
    model = Model(
        policy,
        rules(),
        staff,
        chain(_rising(traffic.chats(begin, now), seed, now), then),
        seed=seed,
        begin=begin,
        manners=MANNERS,
        witness=witness,
        prefix="m",
    )
    rng = random.Random(f"shifts:{seed}")  # noqa: S311 - a play, not a secret
    for one in staff:
        model.set_state(one.id, AgentState.AVAILABLE)
        model.at(begin + rng.uniform(0, WORKS), _rest, model, one, rng)
    model.run(now)
    return model


def _rising(chats: Iterator[Chat], seed: int, now: int) -> Iterator[Chat]:
    rng = random.Random(f"rise:{seed}")  # noqa: S311
    for chat in chats:
        kept = 1.0 if chat.reason or chat.at >= now - BOTS_SINCE else BOTS_KEPT
        if rng.random() < rise(chat.at, now) * kept:
            yield chat


def _rest(model: Model, one: Staff, rng: random.Random) -> None:
    """With one chat left she takes no more offers, and has a break when that has ended; and so on."""
    if one.state is AgentState.NO_ANSWER or one.held > 1 or (one.held and one.state is not AgentState.AVAILABLE):
        model.at(model.now + LOOKS_AGAIN, _rest, model, one, rng)
    elif one.held:
        model.set_state(one.id, AgentState.FINISHING)
        model.at(model.now + LOOKS_AGAIN, _rest, model, one, rng)
    else:
        model.set_state(one.id, AgentState.BREAK)
        back = model.now + RESTS.draw(rng)
        model.at(back, model.set_state, one.id, AgentState.AVAILABLE)
        model.at(back + rng.uniform(0.6, 1.4) * WORKS, _rest, model, one, rng)


def _going(model: Model, story: Story, seed: int, now: int) -> Iterator[Going]:
    names = random.Random(f"guests:{seed}")  # noqa: S311
    stages: dict[str, tuple[Chat, Stage, bool]] = {
        conv: (msgspec.structs.replace(chat, bot=max(1, chat.at + chat.bot - now)), Stage.BOT, False)
        for conv, chat in story.with_bot.items()
    }
    for conv, waiting in model.waiting.items():
        if not waiting.gone:
            left = max(1, waiting.leg.enqueued_at + waiting.chat.patience - now)
            stages[conv] = (msgspec.structs.replace(waiting.chat, patience=left), Stage.WAITING, False)
    for one in model.staff.values():
        for conv in one.chats:
            waiting = model.talks[conv]
            answered = story.talk(waiting, one.id, now)
            if not waiting.gone:
                stages[conv] = (waiting.chat, Stage.TALKING, answered)
    for conv, (chat, stage, answered) in stages.items():
        head = story.log.heads[conv]
        known = Known(conv, head.public_seq, stage, answered)
        yield Going(head.customer, name_of(names, chat.lang), chat.lang, chat, known)


def _left(model: Model, story: Story, now: int) -> dict[str, dict[str, float]]:
    for one in model.staff.values():
        one.advance(now)
    return {one.id: {conv: max(1.0, work / 1_000) for conv, work in one.chats.items()} for one in model.staff.values()}
