"""Hostile names, articles, hits and keys in every dialog: nothing crashes, and nothing but text reaches the screen."""

import importlib.util
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual import events

from console.core.conversation import commands as c
from console.core.floor.rows import Article, Hit
from console.core.replica import safe_struct
from console.core.text.safe import safe_line
from console.core.text.width import cells
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs import (
    confirm,
    hand_back,
    hand_to,
    help,
    notices,
    palette,
    replies,
    resolve,
    search,
    snooze,
    tags,
    theme,
    unsent,
)
from console.desk.tui.screens.dialogs.base import Dialog
from console.desk.tui.screens.dialogs.sheet import Sheet
from console.desk.tui.screens.dialogs.turn import turn_details
from console.desk.work.paste import clean

_SPEC = importlib.util.spec_from_file_location("poison", Path(__file__).parents[2] / "poison.py")
assert _SPEC is not None
assert _SPEC.loader is not None
poison = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(poison)

DeskAt = Callable[..., Any]
NEVER = frozenset(map(chr, (*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
PLAIN = (hand_back, hand_to, resolve, snooze, tags, confirm, help, palette, notices, unsent, search, theme)
KEYS = (
    *"aZ0 y1xN,/:#é漢",
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "shift+tab", "backspace", "delete"),
    *("ctrl+a", "ctrl+e", "ctrl+u", "ctrl+k", "ctrl+w", "ctrl+d", "ctrl+left", "ctrl+right", "ctrl+c", "ctrl+g"),
    *(
        "ctrl+n",
        "ctrl+p",
        "ctrl+q",
        "ctrl+r",
        "f1",
        "f6",
        "f9",
        "alt+enter",
        "alt+x",
        "shift+enter",
        "ctrl+j",
        "insert",
    ),
)


def drawn(dialog: Dialog) -> list[str]:
    return ["".join(ink.text for ink in line.inks) for line in dialog.lines]


def all_dialogs(at: Any, folder: Path) -> list[Dialog]:
    given = DialogContext(at.desk, at.app.flows, "ana", "lists")
    seq = next(turn.seq for turn in at.backend.transcripts["ana"].turns if turn.kind == "bot")
    made: list[Dialog] = [module.dialog(given) for module in PLAIN]
    return [*made, replies.RepliesDialog(given, folder), turn_details(given, seq)]


async def test_poison_in_every_dialog(desk_at: DeskAt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names, tags, titles, hits and notices as no honest backend sends them, and as safe as the replica makes rows."""
    samples = [text for _, text in poison.POISON]
    for number, text in enumerate(samples[:40]):
        (tmp_path / f"{number:03}.md").write_bytes(f"{text}\n{text}".encode("utf-8", "replace"))
    async with desk_at((80, 24)) as at:
        await at.opens("ana")
        await at.press("t")
        at.backend.colleague("ana", c.Reply("Hello"), at.backend.me)

        async def articles(lang: str) -> list[Article]:
            return [Article(text, text, text) for text in samples]

        async def find(wanted: str) -> list[Hit]:
            return [Hit("ana", n, 1, n, text, text) for n, text in enumerate(samples)]

        monkeypatch.setattr(at.backend, "articles", articles)
        monkeypatch.setattr(at.backend, "find", find)
        for number, text in enumerate(samples):
            at.backend.rows[f"p{number}"] = safe_struct(
                replace(at.backend.rows["omar"], conv=f"p{number}", name=text, topic=text, tags=(text,), lang=text)
            )
            at.desk.tell(str(safe_line(text)), conv="ana")
        account = at.backend.account
        team = tuple(
            safe_struct(replace(account.team[1], id=f"t{n}", name=text, team=text)) for n, text in enumerate(samples)
        )
        at.backend.account = replace(account, team=(*account.team, *team))
        at.backend.rows["ana"] = replace(at.backend.rows["ana"], name=safe_line(samples[5]))
        for dialog in all_dialogs(at, tmp_path):
            at.app.push_screen(dialog)
            await at.pilot.pause()
            if isinstance(dialog, search.SearchDialog):
                at.app.post_message(events.Key("x", "x"))
                at.app.post_message(events.Key("enter", None))
                await at.settle()
            for _ in range(len(samples) // 10 + 2):
                dialog.take_key("pagedown", None)
                dialog.look()
                lines = drawn(dialog)
                assert not NEVER & set("".join(lines)), (dialog, [line for line in lines if NEVER & set(line)])
                assert {cells(line) for line in lines} == {dialog.pane.wanted.width}
            assert not NEVER & set("".join(at.lines()))
            dialog.cancel()
            await at.pilot.pause()
        assert at.app.screen is at.screen


async def test_poison_pasted_into_every_field(desk_at: DeskAt, tmp_path: Path) -> None:
    async with desk_at((80, 24)) as at:
        await at.opens("ana")
        await at.press("t")
        for dialog in all_dialogs(at, tmp_path):
            at.app.push_screen(dialog)
            await at.pilot.pause()
            for number, (_, text) in enumerate(poison.POISON):
                dialog._parts[dialog.current].paste(text)
                if number % 7 == 0:
                    dialog.take_key("ctrl+u", None)
                dialog.look()
                lines = drawn(dialog)
                assert not NEVER & set("".join(lines)), clean(text)
                wrong = [line for line in lines if cells(line) != dialog.pane.wanted.width]
                assert not wrong, [text, *map(ascii, wrong)]
            dialog.cancel()
            await at.pilot.pause()


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (20, 5)], ids=str)
async def test_random_keys(desk_at: DeskAt, size: tuple[int, int], tmp_path: Path) -> None:
    """Any keys in any order: each dialog stands until Enter or Esc, always whole, and never acts by itself."""
    (tmp_path / "greeting.txt").write_text("Greeting\nHello {name}.")
    chance = random.Random(size[0])
    async with desk_at(size) as at:
        await at.opens("ana")
        await at.press("t")
        at.backend.keep_draft("kim", "reply", "a draft")
        before = dict(at.backend.items)
        for dialog in all_dialogs(at, tmp_path):
            results: list[Any] = []
            at.app.push_screen(dialog, results.append)
            await at.pilot.pause()
            is_letter_dialog = isinstance(dialog, unsent.UnsentDialog)
            is_sheet = isinstance(dialog, Sheet)
            # Help stands over a sheet, and is a dialog of its own here.
            keys = [key for key in KEYS if not (is_letter_dialog and key in "yN") and not (is_sheet and key == "f1")]
            for _ in range(120):
                key = chance.choice(keys)
                dialog.take_key(key, key if len(key) == 1 else None)
                dialog.look()
                lines = drawn(dialog)
                assert {cells(line) for line in lines} == {dialog.pane.wanted.width}
                assert len(lines) == dialog.pane.wanted.height <= size[1]
            for key in chance.choices(keys, k=15):
                at.app.post_message(events.Key(key, key if len(key) == 1 else None))
            await at.pilot.pause()
            assert results == []
            assert at.app.screen is dialog
            dialog.cancel()
            await at.pilot.pause()
            assert results == [None]
        assert at.backend.items == before
