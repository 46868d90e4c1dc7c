"""The fence at the terminal. Run as a script, this file is the app that the pty tests look at from outside."""

import fcntl
import importlib.util
import itertools
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.app import App, ComposeResult
from textual.color import Color
from textual.containers import Grid, VerticalScroll
from textual.content import Content
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter
from textual.pilot import Pilot
from textual.widgets import (
    Button,
    Checkbox,
    DataTable,
    Footer,
    Header,
    Input,
    Label,
    Markdown,
    OptionList,
    ProgressBar,
    RichLog,
    Static,
    Tabs,
    TextArea,
    Tree,
)

from console.desk.tui.fence import Fence, TextFence, fence_of, fenced

_SPEC = importlib.util.spec_from_file_location("poison", Path(__file__).parents[2] / "poison.py")
assert _SPEC
assert _SPEC.loader
_POISON_MODULE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_POISON_MODULE)
POISON: list[tuple[str, str]] = _POISON_MODULE.POISON
FAMILIES: dict[str, list[tuple[str, str]]] = _POISON_MODULE.FAMILIES

# Written apart from the fence's own expressions: what a terminal may see from a Textual app.
TOKEN = re.compile(
    r"(?P<text>[^\x00-\x1f\x7f-\x9f\ud800-\udfff]+)"
    r"|(?P<sgr>\x1b\[[0-9;]*m)"
    r"|(?P<move>\x1b\[[0-9]+;[0-9]+H)"
    r"|(?P<home>\x1b\[H)"
    r"|(?P<relative>\x1b\[[0-9]*[ABCDG])"
    r"|(?P<erase>\x1b\[(?:[012]?[JK]|[0-9]*X))"
    r"|(?P<mode>\x1b\[\?[0-9]+[hl])"
    r"|(?P<bidi>\x1b\[8[hl])"
    r"|(?P<ask>\x1b\[\?[0-9]+\$p)"
    r"|(?P<keys>\x1b\[(?:>[0-9]+|<)u)"
    r"|(?P<cursor>\x1b\[[0-6]? q)"
    r"|(?P<pointer>\x1b\]22;[a-z-]+\x07)"
    r"|(?P<row>\n)"
    r"|(?P<bell>\x07)"
    r"|(?P<copy>\x1b\]52;c;[A-Za-z0-9+/=]+\x07)",
)
KNOWN_MODES = {7, 25, 1000, 1003, 1004, 1006, 1015, 1016, 1049, 2004, 2026, 2048}


def tokens(data: str, bells: int = 0) -> list[tuple[str, str]]:
    """`data` as (kind, token); fails at the first byte that is none of the renderer's, and at a bell too many."""
    found = []
    position = 0
    while position < len(data):
        match = TOKEN.match(data, position)
        assert match, f"foreign: {data[position : position + 60]!r}"
        assert match.lastgroup
        if match.lastgroup in ("mode", "ask"):
            number = re.search(r"\d+", match[0])
            assert number
            assert int(number[0]) in KNOWN_MODES, match[0]
        found.append((match.lastgroup, match[0]))
        position = match.end()
    assert sum(kind == "bell" for kind, _ in found) == bells
    return found


FRAME = "\x1b[1;1H\x1b[38;2;1;2;3;48;5;9mHello 你好 👍🏽 مرحبا\x1b[0m\n\x1b[2;1Hnext\n\n\x1b[4;1H"
OWN = [
    FRAME,
    "\x1b[?1049h",
    "\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h\x1b[?1016h",
    "\x1b[?25l\x1b[?1004h\x1b[>25u",
    "\x1b[?2026$p\x1b[?2048$p\x1b[?2004h\x1b[?7l\x1b[?2048h",
    "\x1b[?2026h",
    "\x1b[?2026l",
    "\x1b]22;text\x07",
    "\x1b[8l\x1b[8h",
    "\x1b[2 q",
    "\x1b[2J\x1b[H\x1b[K\x1b[12X",
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l",
    "\x07",
]


@pytest.mark.parametrize("data", OWN)
def test_the_renderers_own_output_passes_untouched(data: str) -> None:
    fence = Fence()
    assert fence.filter(data) == data
    assert fence.dropped == 0


@pytest.mark.parametrize("cut", range(len(FRAME)))
def test_a_sequence_split_over_two_writes_passes_whole(cut: int) -> None:
    fence = Fence()
    assert fence.filter(FRAME[:cut]) + fence.filter(FRAME[cut:]) == FRAME
    assert fence.dropped == 0


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ("a\x1b]0;owned\x07b", "ab"),
        ("a\x1b]2;owned\x1b\\b", "ab"),
        ("a\x9d0;owned\x9cb", "ab"),
        ("a\x1b]8;id=1;http://evil.example\x1b\\b\x1b]8;;\x1b\\", "ab"),
        ("a\x1b]52;c;cm0=\x07b", "ab"),
        ("a\x1b]52;c;?\x07b", "ab"),
        ("a\x1bP+q544e\x1b\\b", "ab"),
        ("a\x1b_Gf=100;AAAA\x1b\\b", "ab"),
        ("a\x1b[6nb", "ab"),
        ("a\x1b[cb", "ab"),
        ("a\x1b[21tb", "ab"),
        ("a\x1b[3Jb", "ab"),
        ("a\x1b[?5hb", "ab"),
        ("a\x1b[58:2::1:2:3mb", "ab"),
        ("a\x1b[\u0663\u0661mb", "a\u0663\u0661mb"),
        ("a\x1b[\uff12Jb", "a\uff12Jb"),
        ("a\x9b31mb", "ab"),
        ("a\x1b(0b", "ab"),
        ("a\x1bcb", "ab"),
        ("a\rb", "ab"),
        ("a\x07b", "ab"),
        ("a\x08b\x00c\x7f", "abc"),
        ("a\nb", "ab"),
        ("a\tb", "ab"),
        ("a\ud800b", "a\ufffdb"),
        ("a\x1b\x1b[0mb", "a\x1b[0mb"),
        ("a\x1b]0;no end\x1b[0mb", "a0;no end\x1b[0mb"),
    ],
)
def test_anything_else_is_dropped_counted_and_remembered(hostile: str, left: str) -> None:
    fence = Fence()
    assert fence.filter(hostile) == left
    assert fence.dropped > 0
    assert len(fence.last) == fence.dropped
    assert all(piece.isascii() and piece.isprintable() for piece in fence.last)


@pytest.mark.parametrize("family", FAMILIES)
def test_poison_never_leaves_a_foreign_byte_nor_swallows_what_follows(family: str) -> None:
    for name, hostile in FAMILIES[family]:
        with _POISON_MODULE.about(name):
            fenced_whole_and_split(f"\x1b[1;1H\x1b[31m{hostile}\x1b[0m\n\x1b[2;1Hnext row")


def fenced_whole_and_split(data: str) -> None:
    whole = Fence().filter(data)
    tokens(whole)
    assert whole.endswith("next row")
    assert "\x1b[2;1H" in whole
    for cut in {len(data) // 3, len(data) // 2, 15, 16, 17, 18, 19, 20}:
        fence = Fence()
        split = fence.filter(data[:cut]) + fence.filter(data[cut:])
        tokens(split)
        assert split.endswith("next row")


pieces = st.lists(
    st.sampled_from(OWN[:-1]) | st.text(max_size=8) | st.sampled_from([s for _, s in POISON if len(s) < 100]),
    max_size=12,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(pieces, st.lists(st.integers(0, 400), max_size=4))
def test_however_it_is_split_only_the_grammar_comes_out(data: str, cuts: list[int]) -> None:
    fence = Fence()
    places = sorted({0, len(data), *(c for c in cuts if c < len(data))})
    parts = [data[a:b] for a, b in itertools.pairwise(places)]
    out = "".join(fence.filter(part) for part in parts if part != "\x07")
    tokens(out)
    again = Fence()
    assert again.filter(out + "\x1b[1;1H") == out + "\x1b[1;1H"
    assert again.dropped == 0


def test_one_copy_passes_after_leave_and_only_one() -> None:
    fence = Fence()
    copy = "\x1b]52;c;aGVsbG8=\x07"
    assert fence.filter(copy) == ""
    fence.allow_clipboard()
    assert fence.filter(copy + copy) == copy
    assert fence.filter(copy) == ""
    assert fence.dropped == 3


def test_leave_to_copy_is_no_leave_to_read_the_clipboard() -> None:
    fence = Fence()
    fence.allow_clipboard()
    assert fence.filter("\x1b]52;c;?\x07\x1b]52;p;YQ==\x07") == ""


def test_an_unfinished_sequence_is_not_held_for_ever() -> None:
    fence = Fence()
    assert fence.filter("\x1b]0;") == ""
    out = fence.filter("x" * 10_000)
    assert out == "0;" + "x" * 10_000
    assert fence.dropped == 1


@pytest.mark.parametrize(
    "hostile",
    [
        "\x1b]" * 50_000,
        "\x1b[1;" * 50_000,
        "\n" * 50_000,
        "\x1b" * 100_000,
        "\x1b[" + "1;" * 50_000,
        "\x1bP" + "a" * 99_999,
    ],
)
def test_a_flood_is_filtered_in_linear_time(hostile: str) -> None:
    tokens(Fence().filter(hostile + "\x1b[1;1H"))


def test_text_fence_keeps_widths_and_takes_links() -> None:
    fence = TextFence()
    clean = [Segment("你好 👍🏽", Style(bold=True)), Segment("plain")]
    assert fence.apply(clean, Color(0, 0, 0)) is clean
    for name, hostile in POISON:
        text = hostile.replace("\n", "").replace("\t", "")
        (segment,) = fence.apply([Segment(text, Style(link="http://evil.example"))], Color(0, 0, 0))
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", segment.text), name
        assert segment.style
        assert segment.style.link is None
        if "\ufe0f" not in text and "\u200d" not in text:
            assert cell_len(segment.text) == cell_len(text), name
    assert fence.dropped > 300


def test_a_fenced_class_is_still_that_driver() -> None:
    driver_class = fenced(LinuxDriver)
    assert issubclass(driver_class, LinuxDriver)
    assert driver_class.__name__ == "FencedLinuxDriver"
    assert fence_of(None) is None


# --- a real app on a real pseudo-terminal -----------------------------------------------------------------


SHOWN = 24


class Desk(App[None]):
    """Stock widgets of many kinds; `texts` fill every one of them, raw."""

    CSS = "Grid { grid-size: 3; } Static, Label { height: 1; } #wide { column-span: 3; }"

    def __init__(self, driver_class: type[Driver], text_fence: TextFence | None) -> None:
        super().__init__(driver_class=driver_class)
        self.text_fence = text_fence

    def get_line_filters(self) -> list[LineFilter]:
        ours = [self.text_fence] if self.text_fence else []
        return [*ours, *super().get_line_filters()]

    def copy_to_clipboard(self, text: str) -> None:
        fence = fence_of(self._driver)
        assert fence
        fence.allow_clipboard()
        super().copy_to_clipboard(text)

    def compose(self) -> ComposeResult:
        yield Header()
        yield Tabs("One", "Two")
        with Grid():
            yield OptionList(id="options")
            yield DataTable(id="table")
            yield Tree("root", id="tree")
            yield TextArea(id="area")
            yield RichLog(id="log")
            with VerticalScroll():
                for i in range(SHOWN):
                    yield Static(id=f"static{i}", markup=False)
            yield Input(id="input")
            yield Button("Button", id="button")
            yield Checkbox("Check", id="check")
            yield ProgressBar(total=10, id="progress")
            yield Markdown("# Title\n\n`code` **bold** [link](http://localhost)")
            yield Label("label", id="label")
        yield Footer()

    def on_mount(self) -> None:
        self.query_one(DataTable).add_columns("a", "b")

    def show(self, texts: list[str]) -> None:
        first = texts[0]
        for i, text in enumerate(texts):
            self.query_one(f"#static{i}", Static).update(Content(text))
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Content(text) for text in texts if text])
        table: DataTable[Text] = self.query_one(DataTable)
        table.clear()
        for text in texts:
            table.add_row(Text(text), Text(text[::-1]))
        tree: Tree[None] = self.query_one(Tree)
        tree.clear()
        for text in texts:
            tree.root.add_leaf(Text(text))
        tree.root.expand()
        self.query_one(TextArea).text = "\n".join(texts)
        self.query_one(RichLog).write(Text("\n".join(texts)))
        self.query_one(Input).value = first
        self.query_one(Button).label = Content(first)
        self.query_one(Checkbox).label = Content(first)
        self.query_one(Label).update(Content(first))
        self.query_one(Label).border_title = Content(first)
        self.query_one(ProgressBar).advance(1)
        self.clear_notifications()
        self.notify(first, title=first, markup=False)


def _run_desk(mode: str, report: Path) -> None:
    text_fence = None if mode == "driver-only" else TextFence()
    app = Desk(fenced(LinuxDriver), text_fence)

    async def drive(pilot: Pilot[None]) -> None:
        # The answers of the terminal switch on synchronised output and pixel mouse reports.
        while not app._sync_available:
            await pilot.pause()
        if mode == "honest":
            app.show(["plain", "你好", "👍🏽 ❤️", "مرحبا", "[/] not markup", "x" * 300, "क्षि", ""])
            await pilot.press("tab", "tab", "down", "a", "b", "shift+tab", "pagedown")
            app.copy_to_clipboard("an agent's own copy")
            app.bell()
            app.theme = "textual-light"
            await pilot.pause()
            app.screen.styles.cursor = "pointer"
        else:
            texts = [text[:400] for _, text in POISON[:: 3 if mode == "driver-only" else 1]]
            for i in range(0, len(texts), SHOWN):
                app.show(texts[i : i + SHOWN])
                await pilot.pause()
        app.exit()

    app.run(auto_pilot=drive)
    fence = fence_of(app._driver)
    assert fence
    text_dropped = text_fence.dropped if text_fence else 0
    counts = {"dropped": fence.dropped, "last": list(fence.last), "text_dropped": text_dropped}
    report.write_text(json.dumps(counts))


def _on_a_terminal(mode: str, report: Path) -> tuple[str, dict[str, int]]:
    """All that the app wrote to its terminal, and what its fences counted."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 120, 160, 0, 0))
    # Without this the terminal itself would write a return before each line feed.
    attributes = termios.tcgetattr(theirs)
    attributes[1] &= ~termios.OPOST
    termios.tcsetattr(theirs, termios.TCSANOW, attributes)
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "TEXTUAL_ANIMATIONS": "none"}
    for name in ("NO_COLOR", "TEXTUAL_DRIVER", "TERM_PROGRAM", "COLUMNS", "LINES"):
        environment.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, __file__, mode, str(report)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
    )
    os.close(theirs)
    raw = b""
    try:
        asked = False
        while select.select([ours], [], [], 30)[0]:
            try:
                chunk = os.read(ours, 65_536)
            except OSError:
                break
            if not chunk:
                break
            raw += chunk
            if not asked and b"\x1b[?2048$p" in raw:
                asked = True
                os.write(ours, b"\x1b[?2026;2$y\x1b[?2048;2$y")
        process.wait(timeout=30)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    text = raw.decode("utf-8")
    assert process.returncode == 0, text[-3_000:]
    return text, json.loads(report.read_text())


@pytest.mark.pty
def test_a_real_app_passes_the_fence_whole(tmp_path: Path) -> None:
    written, counted = _on_a_terminal("honest", tmp_path / "report.json")
    assert counted == {"dropped": 0, "last": [], "text_dropped": 0}
    kinds = {kind for kind, _ in tokens(written, bells=1)}
    assert {"text", "sgr", "move", "mode", "ask", "keys", "row", "copy"} <= kinds
    assert "\x1b[?2026h" in written
    assert "\x1b[?2048h" in written
    assert "not markup" in written


@pytest.mark.pty
def test_raw_hostile_text_in_stock_widgets_reaches_no_terminal(tmp_path: Path) -> None:
    written, counted = _on_a_terminal("poison", tmp_path / "report.json")
    assert counted["text_dropped"] > 300
    # These pass for the renderer's own by their form, and yet the app never sends them.
    sent = [token for _, token in tokens(written)]
    for forged in ("\x1b[8l", "\x1b[2 q", "\x1b[2J", "\x1b[2K", "\x1b[>31u", "\x1b[H", "\x1b[9A", "\x1b[31m"):
        assert forged not in sent
    assert sent.count("\x1b[?1049l") == 1
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", written)


@pytest.mark.pty
def test_the_driver_fence_alone_lets_only_the_grammar_through(tmp_path: Path) -> None:
    written, counted = _on_a_terminal("driver-only", tmp_path / "report.json")
    assert counted["dropped"] > 100
    tokens(written)


if __name__ == "__main__":
    _run_desk(sys.argv[1], Path(sys.argv[2]))
