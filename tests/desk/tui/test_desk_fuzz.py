"""Random keys, sizes and events: the desk never falls, and never says anything that was not sent by Enter."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from textual import events

from console.core.conversation import commands as c
from console.core.conversation.words import Reason

KEYS = (
    *"abcdefghijklmnopqrstuvwxyzNRLGXMOVD0123456789/?:+ ,.ف٣é",
    *("enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "pageup", "pagedown", "home", "end"),
    *("ctrl+g", "ctrl+n", "ctrl+o", "ctrl+t", "ctrl+j", "ctrl+l", "ctrl+c", "ctrl+w", "ctrl+z", "ctrl+a", "ctrl+x"),
    *("f1", "f2", "f3", "f4", "f5", "f6", "shift+f6", "f8", "f9", "alt+enter", "alt+x", "backspace", "delete"),
)
SIZES = ((120, 40), (80, 24), (60, 20), (20, 5), (200, 60), (119, 15), (1, 1))


@pytest.mark.parametrize("seed", range(6))
async def test_nothing_makes_it_fall(desk_at: Callable[..., Any], seed: int) -> None:
    chance = random.Random(seed)
    async with desk_at(chance.choice(SIZES)) as at:
        for _ in range(120):
            await _step(at, chance)
        await at.pilot.resize_terminal(80, 24)
        await at.settle()
        assert at.app._exception is None
        assert all(len(line) == 80 for line in at.lines()) or len(at.app.screen_stack) > 2
        for (conv, kind), text in at.desk.texts.items():
            kept = at.backend.kept.get((conv, kind))
            assert (kept.text if kept else "") == text.text


async def _step(at: Any, chance: random.Random) -> None:
    kind = chance.random()
    if kind < 0.75:
        key = chance.choice(KEYS)
        at.app.post_message(events.Key("space" if key == " " else key, key if len(key) == 1 else None))
    elif kind < 0.8:
        await at.pilot.resize_terminal(*chance.choice(SIZES))
    elif kind < 0.84:
        at.app.post_message(events.Paste(chance.choice(["x\ny", "t" * 30_000, "\x1b[2J", ""])))
    elif kind < 0.9:
        at.app.steady[0] += chance.random() * 2
        at.backend.now += chance.randrange(3_000)
    else:
        _happens(at.backend, chance)
    if chance.random() < 0.3:
        await at.pilot.pause()
    if len(at.app.screen_stack) > 2:
        at.app.pop_screen()


def _happens(backend: Any, chance: random.Random) -> None:
    conv = chance.choice(list(backend.heads))
    lead = next(member for member in backend.account.team if member.id == "sara")
    happens: list[Callable[[], object]] = [
        lambda: backend.says(conv, chance.choice(["hello", "שלום", "\x1b[31m" + "z" * 300, "a\nb\nc"])),
        lambda: backend.says(conv, "a person", asks=True),
        lambda: backend.escalates(conv, chance.choice(list(Reason))),
        lambda: backend.colleague(conv, c.Take(force=True), lead),
        lambda: backend.colleague(conv, c.Resolve("solved"), lead),
        lambda: backend.colleague(conv, c.Note("note [b]"), lead),
        lambda: backend.bot_says(conv, f"t{chance.random()}", "an answer", confidence=0.4, intent="x"),
        backend.drops,
        backend.returns,
        lambda: setattr(backend, "is_slow", chance.random() < 0.5),
        backend.answer_all,
        lambda: backend.types(conv, "customer", "lena"),
        lambda: backend.looks(conv, "lena"),
        lambda: backend.opens(f"n{len(backend.heads)}", "New [/] One", "hi"),
    ]
    chance.choice(happens)()
