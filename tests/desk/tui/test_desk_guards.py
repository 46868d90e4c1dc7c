"""The guards of the desk: never to the wrong customer, never a letter taken for a command."""

from collections.abc import Callable
from typing import Any

import pytest
from textual import events

from console.core.conversation import commands as c
from console.desk.work.paste import MOST_BYTES

DeskAt = Callable[..., Any]
WIDE = (120, 40)


def said(at: Any, conv: str) -> list[str]:
    return [turn.text for turn in at.backend.transcripts[conv].turns if turn.kind == "agent"]


async def mine(at: Any) -> None:
    """Ana Ruiz is mine, and the ground has been still for a while."""
    await at.press("a")
    await at.later(2)


async def test_enter_just_after_the_chat_changed_only_shows(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await mine(at)
        await at.types("Olá")
        await at.press("escape", "1", "ctrl+o")
        await at.press("enter")
        assert said(at, "w00") == []
        assert "this is Ana: Enter again sends" in at.text
        await at.later(0.7)
        await at.press("enter")
        assert said(at, "w00") == ["Olá"]


async def test_enter_after_the_customer_wrote_only_shows(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await mine(at)
        await at.types("Olá")
        at.backend.says("w00", "mais uma coisa")
        await at.settle()
        await at.later(1)
        assert "Ana wrote 1 since you began" in at.text
        assert "▲ first Enter shows what is new; Enter again sends" in at.text
        await at.press("enter")
        assert said(at, "w00") == []
        await at.press("enter")
        assert said(at, "w00") == [], "a double tap is one press"
        await at.later(0.4)
        await at.press("enter")
        assert said(at, "w00") == ["Olá"]


async def test_enter_after_ten_minutes_only_shows(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await mine(at)
        await at.types("Olá")
        await at.later(601)
        await at.press("enter")
        assert said(at, "w00") == []
        await at.later(1)
        await at.press("enter")
        assert said(at, "w00") == ["Olá"]


async def test_letters_after_a_letter_that_changed_an_owner_do_nothing(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await mine(at)
        await at.types("x")
        await at.press("escape")
        at.screen.key_table.swallow.arm(at.desk.ticks())
        await at.press("q", "a", "1")
        assert "box is not focused: r replies" in at.text
        assert at.screen.key_table.mode == ""
        assert at.desk.open_conv == "w00"
        await at.later(1)
        await at.press("1")
        assert at.desk.open_conv == "kim"


async def test_no_event_moves_the_focus_or_the_open_chat(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await mine(at)
        await at.types("Olá Ana")
        backend = at.backend
        lead = next(m for m in backend.account.team if m.id == "sara")
        happenings = [
            lambda: backend.says("omar", "hello?"),
            lambda: backend.says("w00", "oi"),
            lambda: backend.drops(),
            lambda: backend.returns(),
            lambda: backend.colleague("w01", c.Take()),
            lambda: backend.colleague("w00", c.Take(force=True), lead),
            lambda: backend.colleague("w00", c.Reply("Sara here"), lead),
            lambda: backend.colleague("w00", c.Resolve("solved"), lead),
        ]
        for n, happens in enumerate(happenings):
            happens()
            await at.settle()
            assert at.screen.focused is at.screen.box, n
            assert at.desk.open_conv == "w00", n
            await at.types("a")
            assert at.screen.box.text == "Olá Ana" + "a" * (n + 1)
        await at.press("enter")
        assert said(at, "w00") == ["Sara here"]


async def test_alt_enter_is_a_new_line_and_never_sends(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await mine(at)
        await at.types("one")
        at.app.post_message(events.Key("alt+enter", None))
        await at.settle()
        await at.types("two")
        assert at.screen.box.text == "one\ntwo"
        assert said(at, "w00") == []


@pytest.mark.parametrize("key", ["alt+t", "alt+shift+e", "alt+q"])
async def test_an_alt_letter_does_nothing_and_says_so(desk_at: DeskAt, key: str) -> None:
    async with desk_at(WIDE) as at:
        for focus in ("box", "list"):
            await mine(at) if focus == "box" else await at.press("escape")
            before = dict(at.backend.heads)
            at.app.post_message(events.Key(key, key[-1]))
            await at.settle()
            assert at.backend.heads == before
            assert f"{key} is not a key here" in at.text
            assert at.screen.box.text == ""


async def test_unbound_letters_say_so(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        for key in ("x", "v", "c", "V"):
            await at.press(key)
            assert f"{key} does nothing here: ? shows the keys." in at.text


async def test_letters_of_other_layouts_act_by_their_place(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await at.types("ف")
        assert at.backend.heads["w00"].agent == "maya"
        await at.press("escape")
        await at.later(1)
        await at.types("١")
        assert at.desk.open_conv == "kim"
        await at.later(1)
        await at.types("ف١é")
        assert at.screen.box.text == "ف١é", "in the box they are only letters"


async def test_a_paste_outside_of_the_box_goes_into_the_draft(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await mine(at)
        await at.press("escape")
        at.app.post_message(events.Paste("atq\ne1\x1b[31m"))
        await at.settle()
        assert at.screen.box.text == "atq\ne1[31m"
        assert at.app.is_running
        assert at.desk.open_conv == "w00"
        assert "pasted into your draft to Ana" in at.text


async def test_a_paste_never_sends_and_a_giant_one_is_cut(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await mine(at)
        at.app.post_message(events.Paste("one\ntwo\r\n"))
        await at.settle()
        assert at.screen.box.text == "one\ntwo\n"
        at.app.post_message(events.Paste("x" * 200_000))
        await at.settle()
        assert len(at.screen.box.text.encode()) == MOST_BYTES
        assert "Only the first part was pasted" in at.text
        await at.types("y")
        assert len(at.screen.box.text.encode()) == MOST_BYTES
        assert said(at, "w00") == []


async def test_keys_that_textual_binds_do_nothing(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await mine(at)
        await at.types("text")
        await at.press("ctrl+q", "f11", "ctrl+b", "ctrl+backslash")
        assert at.app.is_running
        assert at.screen.box.text == "text"
        await at.press("ctrl+c")
        assert "Ctrl+C copies a selection" in at.text
        assert at.app.is_running


async def test_typed_ahead_keys_keep_their_order(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await mine(at)
        for key, character in (
            *((letter, letter) for letter in "Hi"),
            ("enter", "\r"),
            ("escape", "\x1b"),
            ("2", "2"),
            *((letter, letter) for letter in "yo"),
        ):
            at.app.post_message(events.Key(key, character))
        await at.settle()
        assert said(at, "w00") == ["Hi"]
        assert at.desk.open_conv == "omar"
        assert at.screen.box.text == "yo"


async def test_editing_keys_keep_their_place_among_letters(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await mine(at)
        for key in ("x", "y", "ctrl+u", "a", "c", "left", "b", "home", "ctrl+k", "d", "e", "backspace", "f"):
            at.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await at.settle()
        assert at.screen.box.text == "df"
        at.app.post_message(events.Key("ctrl+z", "\x1a"))
        at.app.post_message(events.Key("!", "!"))
        await at.settle()
        assert at.screen.box.text.endswith("!")
        assert at.desk.text().text == at.screen.box.text


async def test_up_in_an_empty_box_takes_back_what_is_queued(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await mine(at)
        at.backend.drops()
        await at.types("later")
        await at.press("enter")
        assert at.screen.box.text == ""
        await at.press("up")
        assert at.screen.box.text == "later"
        at.backend.returns()
        await at.settle()
        assert said(at, "w00") == []
