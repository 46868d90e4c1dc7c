"""What dialogs are made of, without a screen: typing, choosing, finding, reading times, saved replies."""

import os
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.core.text.width import cells
from console.desk.tui.screens.dialogs.choices import Choice, Choices
from console.desk.tui.screens.dialogs.fields import FindPart, ListPart, TextPart
from console.desk.tui.screens.dialogs.finding import fit, found
from console.desk.tui.screens.dialogs.inks import Ink, ends, fitted, width_of
from console.desk.tui.screens.dialogs.parts import Page, SwitchPart, Words
from console.desk.tui.screens.dialogs.reply_folder import MOST, parse, saved_replies
from console.desk.tui.screens.dialogs.typed import _KEYS, Typed
from console.desk.work.moments import moment, tomorrow_morning, written
from console.desk.work.reading import Span

TEXTS = st.text(st.sampled_from("ab ,.é漢字👩‍🚀🇩🇪\u0301\u200dא")) | st.text(max_size=60)
KEYS = st.sampled_from([*_KEYS, "enter", "f5", "up"])


def typed(text: str, *keys: str) -> Typed:
    made = Typed(text)
    for key in keys:
        made.edit(key, key if len(key) == 1 else None)
    return made


def test_editing() -> None:
    assert typed("one two", "ctrl+w").text == "one "
    assert typed("one two", "ctrl+left", "ctrl+left", "x").text == "xone two"
    assert typed("one two", "home", "ctrl+right", "!").text == "one! two"
    assert typed("one two", "left", "left", "left", "ctrl+u").text == "two"
    assert typed("one two", "home", "right", "ctrl+k").text == "o"
    assert typed("abc", "home", "delete", "ctrl+d").text == "c"
    assert typed("e\u0301", "backspace").text == ""
    assert typed("a👩‍🚀b", "left", "backspace").text == "ab"
    assert typed("x", "escape", "enter", "f5").text == "x"


def test_a_paste_is_one_line_and_bounded() -> None:
    made = Typed(most_bytes=10)
    made.insert("a\nb\r\nc\x1b[31m")
    assert made.text == "a b c[31m"
    made.insert("漢" * 99)
    assert len(made.text.encode()) <= 10


@given(TEXTS, st.lists(st.tuples(KEYS, TEXTS)))
def test_the_caret_is_always_in_the_text(text: str, steps: list[tuple[str, str]]) -> None:
    made = Typed(text)
    for key, more in steps:
        made.edit(key, None)
        made.insert(more)
        assert 0 <= made.at <= len(made.text)


@given(TEXTS, st.integers(1, 30))
def test_rows_hold_all_of_the_text_and_the_caret(text: str, width: int) -> None:
    made = Typed(text)
    rows = made.rows(width)
    assert "".join(made.text[start:end] for start, end in rows) == made.text
    assert all(cells(made.text[start:end]) <= max(2, width) for start, end in rows)
    for _ in range(len(made.text) + 1):
        start, end = rows[made.caret_row(rows)]
        assert start <= made.at <= end
        before, under, behind = made.around_caret(start, end)
        assert cells(under) >= 1
        if cells(made.text[made.at :][:1]):
            assert before + under + behind == made.text[start:end]
        made.left()


@given(st.lists(TEXTS, max_size=4), st.lists(TEXTS, max_size=3), st.integers(0, 40))
def test_lines_have_exactly_their_width(left: list[str], right: list[str], width: int) -> None:
    left, right = [[text.replace("\n", " ") for text in texts if text.isprintable()] for texts in (left, right)]
    assert width_of(fitted([Ink(text) for text in left], width)) == width
    assert width_of(ends([Ink(text) for text in left], [Ink(text) for text in right], width)) == width


def test_choices_pass_over_headings_and_stay_in_sight() -> None:
    items = [Choice("", "Letters", is_heading=True), *(Choice(name, name) for name in "abc")]
    items += [Choice("", "Digits", is_heading=True), *(Choice(name, name) for name in "123")]
    choices = Choices(items)
    seen = []
    for _ in range(9):
        seen.append(choices.chosen.id if choices.chosen else "")
        lines, at = choices.draw("x", 20, 3, has_keys=True, fill="pane")
        assert len(lines) == 3
        assert "".join(ink.text for ink in lines[at].inks)[:2] == "▌" + seen[-1]
        choices.move(1)
    assert "".join(seen) == "abc123333"
    choices.move(-99)
    lines, at = choices.draw("x", 20, 3, has_keys=True, fill="pane")
    assert at == 1
    assert "Letters" in "".join(ink.text for ink in lines[0].inks)
    assert not choices.choose(4)
    assert not choices.choose(99)
    assert Choices().chosen is None
    Choices().move(1)


def test_the_cursor_stays_on_its_choice_when_the_list_changes() -> None:
    choices = Choices([Choice(name, name) for name in "abc"])
    choices.choose(1)
    choices.show([Choice(name, name) for name in "xab"])
    assert choices.chosen is not None
    assert choices.chosen.id == "b"
    choices.show([Choice(name, name) for name in "xab"], keep=False)
    assert choices.chosen.id == "x"
    choices.show([])
    assert choices.chosen is None


@given(
    st.lists(st.tuples(TEXTS, st.integers(1, 3), st.booleans()), max_size=12),
    st.integers(1, 40),
    st.integers(1, 9),
    st.lists(st.integers(-9, 9), max_size=6),
)
def test_any_list_fits_its_place(items: list[tuple[str, int, bool]], width: int, rows: int, moves: list[int]) -> None:
    safe = [(text.replace("\n", " "), most, heading) for text, most, heading in items if text.isprintable()]
    part = ListPart("x", "Title")
    part.choices.show(
        [Choice(str(n), text, most_lines=most, is_heading=heading) for n, (text, most, heading) in enumerate(safe)]
    )
    find = FindPart("y", "Title", lambda text: part.choices.items, grows=True)
    parts = (
        part,
        find,
        TextPart("z", "Title", "".join(text for text, _, _ in safe), rows=3),
        SwitchPart("s", "T", is_on=True),
    )
    for by in [0, *moves]:
        part.choices.move(by)
        find.list.choices.move(by)
        for one in parts:
            for is_framed, is_tiny in ((True, False), (False, False), (False, True)):
                lines = one.draw(Page(max(8, width), rows, True, is_framed, is_tiny))
                assert lines
                assert {width_of(line.inks) for line in lines} == {max(8, width)}
                assert 0 <= one.cursor_line < len(lines)


def test_finding_ranks_what_was_meant_first() -> None:
    things = ["hand over", "hand back", "take over", "undo", "theme beacon"]
    assert found("back", things, lambda thing: (thing,)) == ["hand back"]
    assert found("hnd", things, lambda thing: (thing,)) == ["hand over", "hand back"]
    assert found("over hand", things, lambda thing: (thing,)) == ["hand over"]
    assert found("", things, lambda thing: (thing,)) == things
    assert found("zzz", things, lambda thing: (thing,)) == []
    assert fit("refund", "Refund") > fit("refund", "refunds") > fit("refund", "my refund") > fit("refund", "prerefund")
    assert fit("refund", "refund", "x") > fit("refund", "x", "refund") > 0


@given(TEXTS, st.lists(TEXTS, max_size=5))
def test_finding_takes_anything(text: str, things: list[str]) -> None:
    assert set(found(text, things, lambda thing: (thing,))) <= set(things)


NOW = int(datetime(2026, 11, 22, 14, 30, tzinfo=UTC).timestamp()) * 1000


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("45", "2026-11-22 15:15"),
        ("45m", "2026-11-22 15:15"),
        ("2h", "2026-11-22 16:30"),
        ("1h30", "2026-11-22 16:00"),
        ("1h 30m", "2026-11-22 16:00"),
        ("3d", "2026-11-25 14:30"),
        ("16:00", "2026-11-22 16:00"),
        ("9.15", "2026-11-23 09:15"),
        ("14:30", "2026-11-23 14:30"),
        ("tomorrow", "2026-11-23 09:00"),
        ("mon", "2026-11-23 09:00"),
        ("Monday 10:05", "2026-11-23 10:05"),
        ("sun 18:00", "2026-11-29 18:00"),
        ("2026-12-01", "2026-12-01 09:00"),
        ("2026-12-01 23:59", "2026-12-01 23:59"),
    ],
)
def test_times(text: str, meant: str) -> None:
    found_at = moment(text, NOW, UTC)
    assert found_at is not None
    assert datetime.fromtimestamp(found_at / 1000, UTC).strftime("%Y-%m-%d %H:%M") == meant


@pytest.mark.parametrize("text", ["", "0m", "25:00", "12:60", "2026-11-21", "2026-02-30", "soon", "m", "a b c d", "٤٥"])
def test_no_times(text: str) -> None:
    assert moment(text, NOW, UTC) is None


@given(TEXTS | st.from_regex(r"[0-9dhm:. -]{0,14}", fullmatch=True))
def test_a_time_is_in_the_future_or_none(text: str) -> None:
    found_at = moment(text, NOW, UTC)
    assert found_at is None or found_at > NOW


def test_nine_o_clock_is_nine_after_the_clocks_changed() -> None:
    zone = ZoneInfo("Europe/Stockholm")
    evening = int(datetime(2026, 10, 24, 20, 0, tzinfo=zone).timestamp()) * 1000
    assert written(tomorrow_morning(evening, zone), evening, zone) == "Sun 25 Oct 09:00"
    assert written(evening, evening, zone) == "20:00"


def test_words_hang_after_a_sign() -> None:
    part = Words(lambda: (Span("▲ one two three", "warn"), Span("", "text"), Span("four", "text")))
    lines = ["".join(ink.text for ink in line.inks).rstrip() for line in part.draw(Page(9, 9))]
    assert lines == ["▲ one two", "  three", "four"]


def test_saved_replies(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("# Second\n\nText\nof it\n", encoding="utf-8")
    (tmp_path / "a.pt.txt").write_bytes("\ufeffFirst\r\nOlá\r\n".encode())
    (tmp_path / "only.md").write_text("Only a title")
    (tmp_path / "empty.md").write_text(" \n")
    (tmp_path / "bad.md").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "big.md").write_text("x" * 20_000)
    (tmp_path / "poison.md").write_text("\x1b]0;x\x07Title\nText \x1b[31mred")
    (tmp_path / "notes.pdf").write_text("no")
    (tmp_path / ".hidden.md").write_text("no")
    (tmp_path / "folder.md").mkdir()
    found_replies = saved_replies(tmp_path)
    by_id = {reply.id: reply for reply in found_replies.replies}
    assert set(by_id) == {"a.pt", "b", "only", "poison"}
    assert (by_id["a.pt"].title, by_id["a.pt"].text, by_id["a.pt"].lang) == ("First", "Olá", "pt")
    assert (by_id["b"].title, by_id["b"].text, by_id["b"].lang) == ("Second", "Text\nof it", "")
    assert by_id["only"].text == "Only a title"
    assert "\x1b" not in by_id["poison"].title + by_id["poison"].text
    assert len(found_replies.problems) == 3
    assert saved_replies(tmp_path / "missing").replies == ()
    assert parse("x", "") is None


@pytest.mark.skipif(os.name != "posix", reason="rights of files")
def test_saved_replies_are_bounded(tmp_path: Path) -> None:
    for number in range(MOST + 3):
        (tmp_path / f"{number:04}.txt").write_text(f"title {number}")
    found_replies = saved_replies(tmp_path)
    assert len(found_replies.replies) == MOST
    assert found_replies.problems == (f"Only the first {MOST} files are shown.",)
