import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.selection import SELECT_ALL, Selection

from console.config.themes import Shelf
from console.core.text.width import cells
from console.desk.tui import theming
from console.desk.tui.theming import Theming
from console.desk.tui.widgets.lines import ASCII_SIGNS, Signs
from console.desk.tui.widgets.transcript_heights import Heights
from console.desk.tui.widgets.transcript_lines import Look, lay_out
from console.desk.tui.widgets.transcript_view import TranscriptView
from console.desk.tui.widgets.transcript_window import Place, TranscriptWindow
from console.desk.work.reading import Block, Span, TranscriptModel

META = (
    Span("refund.status", "muted"),
    Span(" ", "muted"),
    Span("0.31", "confidence-low"),
    Span(" · 2 sources · 1.4 s", "muted"),
)
CUT = (Span("cut here", "system"), Span(" 18:42:01 · Ana saw this much", "muted"))
UNSENT = "úteis. Qual é o número do pedido?"


def turn(seq: int, time: str, label: str, role: str, text: str, **more: Any) -> Block:
    return Block(f"t{seq}", 1, "turn", seq, time, label, role, text, **more)


DRAWN = [
    turn(1, "18:41:22", "Ana", "customer", "Quero meu dinheiro de volta, já faz duas semanas"),
    turn(
        2,
        "18:41:24",
        "bot",
        "bot",
        "O reembolso leva até 14 dias úteis. Qual é o número do pedido?",
        meta=META,
        hint="Enter",
    ),
    turn(3, "18:41:40", "Ana", "customer", "77120. Isso não responde."),
    turn(4, "18:41:59", "bot", "bot", "O reembolso leva até 14 dias", cut=CUT, unsent=UNSENT),
    Block("t5", 1, "rule", 5, "18:42:01", "", "system", "you took over 18:42:01 · Ana was told"),
    turn(6, "18:42:03", "you", "agent-self", "Oi Ana, aqui é a Maya. Já vou ver.", mark="✓✓"),
    Block("new", 1, "new", role="unread", text="new"),
    turn(7, "18:42:05", "Ana", "customer", "Até que enfim!"),
]
AT_58 = """\
18:41:22 Ana  Quero meu dinheiro de volta, já faz duas
              semanas
18:41:24 bot  O reembolso leva até 14 dias úteis. Qual é
              o número do pedido?
         ╰ refund.status 0.31 · 2 sources · 1.4 s    Enter
18:41:40 Ana  77120. Isso não responde.
18:41:59 bot  O reembolso leva até 14 dias
         ╰ cut here 18:42:01 · Ana saw this much
              not sent: "úteis. Qual é o número do pe…"
───────── you took over 18:42:01 · Ana was told ──────────
18:42:03 you  Oi Ana, aqui é a Maya. Já vou ver.      ✓✓
───────── new ────────────────────────────────────────────
18:42:05 Ana  Até que enfim!""".splitlines()
AT_80 = """\
18:41:22 Ana  Quero meu dinheiro de volta, já faz duas semanas
18:41:24 bot  O reembolso leva até 14 dias úteis. Qual é o número do pedido?
         ╰ refund.status 0.31 · 2 sources · 1.4 s                          Enter
18:41:40 Ana  77120. Isso não responde.
18:41:59 bot  O reembolso leva até 14 dias
         ╰ cut here 18:42:01 · Ana saw this much
              not sent: "úteis. Qual é o número do pedido?"
───────── you took over 18:42:01 · Ana was told ────────────────────────────────
18:42:03 you  Oi Ana, aqui é a Maya. Já vou ver.                            ✓✓
───────── new ──────────────────────────────────────────────────────────────────
18:42:05 Ana  Até que enfim!""".splitlines()
AT_34 = """\
18:41:22 Ana  Quero meu dinheiro
              de volta, já faz
              duas semanas
18:41:24 bot  O reembolso leva
              até 14 dias úteis.
              Qual é o número do
              pedido?
         ╰ refund.status 0.… Enter
18:41:40 Ana  77120. Isso não
              responde.
18:41:59 bot  O reembolso leva
              até 14 dias
         ╰ cut here 18:42:01 · An…
              not sent: "útei…"
───────── you took over 18:42:0… ─
18:42:03 you  Oi Ana, aqui é
              a Maya. Já vou
              ver.            ✓✓
───────── new ────────────────────
18:42:05 Ana  Até que enfim!""".splitlines()


def model(blocks: Sequence[Block], conv: str = "c", version: int = 1) -> TranscriptModel:
    customers = tuple(block.seq for block in blocks if block.role == "customer")
    return TranscriptModel(conv, list(blocks), version, True, customers)


def said(number: int, *, role: str = "customer", text: str = "", words: int = 3, **more: Any) -> Block:
    label = {"customer": "Ana", "bot": "bot"}.get(role, "you")
    text = text or f"{number}:" + " word" * words
    return msgspec.structs.replace(turn(number, "18:00:00", label, role, text), **more)


class Board(App[None]):
    CSS = "TranscriptView { background: $wl-pane; }"

    def __init__(self, view: TranscriptView | None = None) -> None:
        super().__init__()
        self.theming = Theming(self, Shelf(), 1 << 24)
        self.view = view or TranscriptView()
        self.told: list[int] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theming.variable_defaults(self)

    def compose(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        self.theming.start("hearth", no_color=False)
        self.view.focus()

    def on_transcript_view_opened(self, message: TranscriptView.Opened) -> None:
        assert message.control is self.view
        self.told.append(message.seq)


def shown(app: App[Any]) -> list[str]:
    lines = [strip.text.rstrip() for strip in app.screen._compositor.render_strips(app.screen.size)]
    while lines and not lines[-1]:
        lines.pop()
    return lines


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not holds():
            await pilot.pause(0.005)


async def settled(pilot: Pilot[Any], view: TranscriptView) -> None:
    await until(pilot, lambda: view._flush_timer is None)
    await pilot.pause()


@pytest.mark.parametrize(("width", "lines"), [(58, AT_58), (80, AT_80), (34, AT_34)])
async def test_as_drawn(width: int, lines: list[str]) -> None:
    app = Board()
    app.view.show(model(DRAWN))
    async with app.run_test(size=(width, 30)) as pilot:
        await pilot.pause()
        assert shown(app) == lines


async def test_notes_system_lines_streaming_and_text_from_the_right() -> None:
    app = Board()
    blocks = [
        turn(8, "18:42:06", "Lena", "note", "she was promised 14 days, twice, by us", gutter=True),
        turn(9, "18:42:07", "Ana", "customer", "שלום, איפה הכסף שלי?\nthanks"),
        Block("t10", 1, "system", 10, "18:42:08", "───", "system", "bot gave up (unsure) · Jo was told"),
        turn(11, "18:42:09", "Maximilian", "agent-other", "Ich sehe nach", mark="✓"),
        turn(12, "18:42:10", "bot", "bot", "Estou vendo", streaming=True),
    ]
    app.view.show(model(blocks))
    async with app.run_test(size=(40, 30)) as pilot:
        await pilot.pause()
        assert shown(app) == [
            "▒18:42:06 Lena she was promised 14",
            "▒              days, twice, by us",
            "18:42:07 Ana      שלום, איפה הכסף שלי?",
            "              thanks",
            "18:42:08 ───  bot gave up (unsure) ·",
            "              Jo was told",
            "18:42:09 Max… Ich sehe nach          ✓",
            "18:42:10 bot  Estou vendo…",
        ]


async def test_ascii_signs_and_untouched_words() -> None:
    app = Board(TranscriptView(signs=ASCII_SIGNS))
    app.view.show(model([*DRAWN[3:6], said(9, text="▲ mine · stay ×2")]))
    async with app.run_test(size=(58, 30)) as pilot:
        await pilot.pause()
        assert shown(app) == [
            "18:41:59 bot  O reembolso leva até 14 dias",
            "         + cut here 18:42:01 . Ana saw this much",
            '              not sent: "úteis. Qual é o número do pe…"',
            "--------- you took over 18:42:01 . Ana was told ----------",
            "18:42:03 you  Oi Ana, aqui é a Maya. Já vou ver.      vv",
            "18:00:00 Ana  ▲ mine · stay ×2",
        ]


async def test_compact_shows_details_of_the_turn_under_the_cursor_only() -> None:
    app = Board(TranscriptView(density="compact"))
    app.view.show(model(DRAWN[:3]))
    async with app.run_test(size=(58, 30)) as pilot:
        await pilot.pause()
        assert shown(app) == [*AT_58[:4], AT_58[5]]
        app.view.move(-1)
        app.view.move(-1)
        await pilot.pause()
        assert app.view.cursor_seq == 2
        assert shown(app)[2:5] == [
            "18:41:24▌bot  O reembolso leva até 14 dias úteis. Qual é",
            "        ▌     o número do pedido?",
            "        ▌╰ refund.status 0.31 · 2 sources · 1.4 s    Enter",
        ]
        app.view.density = "roomy"
        await pilot.pause()
        assert shown(app)[2] == ""
        assert shown(app)[6] == ""


async def test_details_of_an_opened_turn() -> None:
    app = Board()
    opened = msgspec.structs.replace(DRAWN[1], hint="", details=(Span("faq-12  Refund times", "muted"),), version=2)
    app.view.show(model([opened]))
    async with app.run_test(size=(58, 30)) as pilot:
        await pilot.pause()
        assert shown(app)[2:] == [
            "         ╰ refund.status 0.31 · 2 sources · 1.4 s",
            "           faq-12  Refund times",
        ]


async def test_an_empty_conversation_says_so() -> None:
    app = Board()
    async with app.run_test(size=(58, 5)) as pilot:
        assert shown(app) == []
        app.view.show(model([]))
        for action in (app.view.move, app.view.page, app.view.to_end):
            action(1)
            action(-1)
        assert not app.view.find("x")
        app.view.open()
        await pilot.pause()
        assert shown(app) == [" Nothing has been said yet."]
        assert (app.view.newest_visible, app.view.lowest_seq, app.view.cursor_seq) == (True, 0, 0)


async def test_a_conversation_that_is_still_coming_is_not_called_empty() -> None:
    app = Board()
    async with app.run_test(size=(58, 5)) as pilot:
        app.view.show(TranscriptModel("c", [], 1, False, ()))
        await pilot.pause()
        assert shown(app) == []
        app.view.show(TranscriptModel("c", [], 2, True, ()))
        await settled(pilot, app.view)
        assert shown(app) == [" Nothing has been said yet."]


async def test_it_opens_and_stays_at_the_end() -> None:
    app = Board()
    blocks = [said(n) for n in range(1, 51)]
    app.view.show(model(blocks))
    async with app.run_test(size=(58, 10)) as pilot:
        await pilot.pause()
        assert shown(app)[-1].endswith("50: word word word")
        app.view.show(model([*blocks, said(51)]))
        await settled(pilot, app.view)
        assert shown(app)[-1].endswith("51: word word word")
        assert app.view.is_at_bottom
        assert app.view.new_below == 0


async def test_further_up_it_stays_where_it_is_and_counts_what_came() -> None:
    app = Board()
    blocks = [said(n) for n in range(1, 51)]
    app.view.show(model(blocks))
    async with app.run_test(size=(58, 10)) as pilot:
        await pilot.pause()
        app.view.page(-1)
        await pilot.pause()
        before = shown(app)
        app.view.show(model([*blocks, said(51), said(52)]))
        await settled(pilot, app.view)
        assert shown(app) == before
        assert app.view.new_below == 2
        assert not app.view.is_at_bottom
        app.view.scroll_lines(10)
        app.view.update_rows(own=True)
        await pilot.pause()
        assert app.view.new_below == 1
        app.view.to_end(1)
        await pilot.pause()
        assert app.view.new_below == 0
        assert shown(app)[-1].endswith("52: word word word")


async def test_a_streamed_answer_repaints_only_what_changed() -> None:
    app = Board()
    blocks = [said(n) for n in range(1, 9)]
    text = "one two three four five six seven eight nine ten eleven"
    app.view.show(model([*blocks, said(9, role="bot", text=text, streaming=True)]))
    async with app.run_test(size=(58, 20)) as pilot:
        await pilot.pause()
        drawn = app.view.drawn
        app.view.show(model([*blocks, said(9, role="bot", text=text + " twelve", streaming=True)]))
        await settled(pilot, app.view)
        assert app.view.drawn == drawn + 1
        assert shown(app)[-1].strip() == "nine ten eleven twelve…"


async def test_ten_thousand_turns_cost_what_is_seen() -> None:
    app = Board()
    blocks = [said(n, words=n % 40) for n in range(1, 10_001)]
    app.view.show(model(blocks))
    async with app.run_test(size=(58, 38)) as pilot:
        await pilot.pause()
        assert app.view.drawn == 38
        assert len(app.view._window._laid) <= 38
        app.view.page(-1)
        await pilot.pause()
        assert app.view.drawn == 38 + 37
        app.view.to_end(-1)
        await pilot.pause()
        assert app.view.drawn == 38 + 37 + 38
        assert shown(app)[0].endswith("1: word")


async def test_the_cursor_walks_over_turns_and_through_long_ones() -> None:
    app = Board()
    rule = Block("t3", 1, "rule", 3, "18:00:00", "", "system", "you took over")
    long = said(4, text="\n".join(f"line {n}" for n in range(25)))
    app.view.show(model([said(1), said(2), rule, long, said(5)]))
    async with app.run_test(size=(58, 10)) as pilot:
        await pilot.pause()
        seen = []
        for _ in range(7):
            app.view.move(-1)
            await pilot.pause()
            seen.append(app.view.cursor_seq)
        assert seen == [5, 4, 4, 4, 2, 1, 1]
        assert shown(app)[0].startswith("18:00:00▌Ana")
        for _ in range(6):
            app.view.move(1)
        await pilot.pause()
        assert app.view.cursor_seq == 5
        assert app.view.is_at_bottom
        app.view.open()
        await pilot.pause()
        assert app.told == [5]
        app.view.to_end(1)
        assert app.view.cursor_seq == 0


async def test_finding_words() -> None:
    app = Board()
    blocks = [said(n, text="Onde está o REEMBOLSO?" if n in (10, 30) else f"nothing {n}") for n in range(1, 51)]
    app.view.show(model(blocks))
    async with app.run_test(size=(58, 10)) as pilot:
        await pilot.pause()
        assert app.view.find("reembolso")
        assert (app.view.cursor_seq, app.view.finder.at, app.view.finder.total) == (10, 1, 2)
        await pilot.pause()
        row = next(n for n, line in enumerate(shown(app)) if "REEMBOLSO" in line)
        hits = [segment for segment in app.view.render_line(row) if segment.text == "REEMBOLSO"]
        assert [hit.style.bgcolor for hit in hits if hit.style] == [app.theming.style("selection").bgcolor]
        assert app.view.find("reembolso")
        assert app.view.cursor_seq == 30
        assert app.view.find("reembolso")
        assert app.view.cursor_seq == 10
        assert app.view.find("reembolso", -1)
        assert app.view.cursor_seq == 30
        assert not app.view.find("(never[")
        assert app.view.cursor_seq == 30
        assert not app.view.find("")


async def test_a_hit_across_a_wrapped_line_is_marked_on_both() -> None:
    app = Board()
    app.view.show(model([said(1, text="aaaa bbbb cccc dddd eeee")]))
    async with app.run_test(size=(30, 10)) as pilot:
        app.view.find("cccc dddd")
        await pilot.pause()
        fill = app.theming.style("selection").bgcolor
        marked = [
            segment.text
            for row in range(3)
            for segment in app.view.render_line(row)
            if segment.style and segment.style.bgcolor == fill
        ]
        assert marked == ["cccc", "dddd"]


async def test_what_the_guards_ask() -> None:
    app = Board()
    blocks = [said(n) for n in range(1, 31)]
    app.view.show(model(blocks))
    assert not app.view.newest_visible, "nothing is painted yet"
    async with app.run_test(size=(58, 10)) as pilot:
        await pilot.pause()
        assert app.view.newest_visible
        assert app.view.lowest_seq == 30
        first = app.view.last_painted_customer_at
        assert first > 0
        app.view.show(model([*blocks, said(31)]))
        app.view.show(model([*blocks, said(31), said(32)]))
        assert not app.view.newest_visible, "told is not painted"
        await settled(pilot, app.view)
        assert app.view.newest_visible
        second = app.view.last_painted_customer_at
        assert second > first
        app.view.page(-1)
        await pilot.pause()
        assert not app.view.newest_visible, "below the fold"
        assert app.view.last_painted_customer_at == second
        app.view.show(model([*blocks, said(31), said(32), said(33)]))
        await settled(pilot, app.view)
        assert app.view.last_painted_customer_at == second, "seen no newer line"
        app.view.to_end(1)
        await pilot.pause()
        assert app.view.newest_visible
        assert app.view.last_painted_customer_at > second


async def test_a_new_version_that_looks_the_same_stays_painted() -> None:
    app = Board()
    blocks = [said(n, words=20) for n in range(1, 31)]
    app.view.show(model(blocks))
    async with app.run_test(size=(58, 10)) as pilot:
        await pilot.pause()
        at = app.view.last_painted_customer_at
        app.view.show(model([*blocks[:-1], msgspec.structs.replace(blocks[-1], version=2)]))
        await settled(pilot, app.view)
        assert app.view.newest_visible
        assert app.view.last_painted_customer_at == at
        app.view.show(model([*blocks[:-1], said(30, text="x" + blocks[-1].text[1:], version=3)]))
        assert not app.view.newest_visible
        await settled(pilot, app.view)
        assert app.view.newest_visible


async def test_words_above_the_window_are_not_below_the_fold() -> None:
    app = Board()
    app.view.show(model([said(1), said(2, role="bot", text="\n".join("word" for _ in range(30)))]))
    async with app.run_test(size=(58, 10)) as pilot:
        await pilot.pause()
        assert app.view.newest_visible
        assert app.view.last_painted_customer_at < 0


async def test_another_conversation_begins_at_its_end_and_forgets_the_first() -> None:
    app = Board()
    app.view.show(model([said(n) for n in range(1, 51)]))
    async with app.run_test(size=(58, 10)) as pilot:
        app.view.find("7:")
        await pilot.pause()
        app.view.show(model([said(n, text=f"other {n}") for n in range(1, 51)], "d"))
        await pilot.pause()
        assert shown(app)[-1].endswith("other 50")
        assert app.view.cursor_seq == 0
        assert app.view.finder.text == ""
        assert app.view.is_at_bottom


async def test_a_resize_keeps_the_first_turn_of_the_window() -> None:
    app = Board()
    app.view.show(model([said(n, words=20) for n in range(1, 101)]))
    async with app.run_test(size=(58, 12)) as pilot:
        app.view.scroll_to_seq(40)
        await pilot.pause()
        top = app.view._window.top.block
        for width, height in ((34, 12), (120, 30), (58, 12)):
            await pilot.resize_terminal(width, height)
            await pilot.pause()
            assert app.view._window.top.block == top
            assert app.view.cursor_seq == 40


async def test_selected_words_are_copied_as_they_were_written() -> None:
    app = Board()
    long = "Quero meu dinheiro de volta, já faz duas semanas\nObrigada"
    app.view.show(model([said(1, text=long), said(2, role="bot", text="Um momento")]))
    async with app.run_test(size=(58, 10)) as pilot:
        await pilot.pause()
        assert app.view.get_selection(Selection(Offset(6, 1), Offset(47, 1))) == (
            "meu dinheiro de volta, já faz duas semana",
            "\n",
        )
        assert app.view.get_selection(SELECT_ALL) == (f"Ana: {long}\nbot: Um momento", "\n")
        assert app.view.get_selection(Selection(Offset(-9, 2), Offset(2, 2))) == ("Um", "\n")
        assert app.screen.get_widget_and_offset_at(14, 1)[1] == Offset(41, 1)
        assert app.screen.get_widget_and_offset_at(14, 3)[1] == Offset(0, 2)
        await pilot.mouse_down(app.view, offset=(20, 0))
        await pilot.hover(app.view, offset=(16, 3))
        await pilot.mouse_up(app.view, offset=(16, 3))
        assert app.screen.get_selected_text() == f"Ana: {long[6:]}\nbot: Um "
        fill = app.theming.style("selection").bgcolor
        assert [s.text for s in app.view.render_line(3) if s.style and s.style.bgcolor == fill] == ["Um "]
        app.screen.clear_selection()
        await pilot.pause()
        assert not [s for s in app.view.render_line(3) if s.style and s.style.bgcolor == fill]


async def test_a_click_puts_the_cursor_and_a_second_one_opens() -> None:
    app = Board()
    app.view.show(model(DRAWN))
    async with app.run_test(size=(58, 20)) as pilot:
        await pilot.click(app.view, offset=(2, 4))
        assert app.view.cursor_seq == 2
        await pilot.click(app.view, offset=(2, 3))
        await pilot.pause()
        assert app.told == [2]
        await pilot.click(app.view, offset=(2, 9))
        assert app.view.cursor_seq == 2


async def test_it_scrolls_line_by_line_over_heights_it_had_only_guessed() -> None:
    app = Board(TranscriptView())
    blocks = [said(n, text="\n".join(f"{n}.{line}" for line in range(n % 7 + 1))) for n in range(1, 200)]
    app.view.show(model(blocks))
    async with app.run_test(size=(58, 10)) as pilot:
        await pilot.pause()
        lines = [shown(app)[0]]
        for _ in range(60):
            app.view.scroll_to(y=app.view.scroll_y - 1, animate=False)
            await pilot.pause()
            lines.append(shown(app)[0])
        wanted = [f"{n}.{line}" for n in range(1, 200) for line in range(n % 7 + 1)]
        last = wanted.index(lines[0].split()[-1])
        assert [line.split()[-1] for line in lines] == wanted[last - 60 : last + 1][::-1]


# Without Textual.


@pytest.mark.parametrize("table", [None, ASCII_SIGNS])
@given(
    block=st.builds(
        Block,
        key=st.just("t1"),
        version=st.just(1),
        kind=st.sampled_from(["turn", "turn", "system", "rule", "new"]),
        seq=st.just(1),
        time=st.sampled_from(["18:42:07", ""]),
        label=st.text(max_size=12).filter(lambda text: "\n" not in text),
        role=st.just("customer"),
        text=st.one_of(st.text(max_size=300), st.text(alphabet="ab שג東\n", max_size=200)),
        mark=st.sampled_from(["", "✓✓", "↑"]),
        meta=st.sampled_from([(), META]),
        hint=st.sampled_from(["", "Enter"]),
        cut=st.sampled_from([(), CUT]),
        unsent=st.sampled_from(["", UNSENT]),
        streaming=st.booleans(),
        gutter=st.booleans(),
    ),
    width=st.integers(28, 140),
)
@settings(max_examples=200, deadline=None)
def test_no_line_is_too_wide_and_every_word_knows_its_place(
    block: Block, width: int, table: dict[str, str] | None
) -> None:
    lines = lay_out(block, Look(width), Signs(table))
    assert lines
    for line in lines:
        assert cells(line.text) <= width
        for piece in line.pieces:
            if piece.start >= 0 and block.kind == "turn":
                assert block.text[piece.start : piece.start + len(piece.text)] == piece.text
    if block.kind == "turn":
        words = "".join(piece.text for line in lines for piece in line.pieces if piece.start >= 0)
        assert words.split() == [] or "".join(words.split()) == "".join(block.text.split())


@given(st.lists(st.integers(1, 9), max_size=40), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 6)), max_size=9))
def test_sums_of_heights(heights: list[int], edits: list[tuple[int, int]]) -> None:
    kept = Heights()
    kept.splice(0, 0, heights)
    plain = list(heights)
    for place, number in edits:
        start = min(place, len(plain))
        stop = min(start + number % 3, len(plain))
        new = [number + 1] * (number % 4)
        kept.splice(start, stop, new)
        plain[start:stop] = new
        if plain:
            kept.set(place % len(plain), number + 2)
            plain[place % len(plain)] = number + 2
        assert kept.total == sum(plain)
        assert [kept.before(n) for n in range(len(plain) + 1)] == [sum(plain[:n]) for n in range(len(plain) + 1)]
        lines = [(n, line) for n, height in enumerate(plain) for line in range(height)]
        assert [kept.find(line) for line in range(kept.total)] == lines
        assert kept.find(-5) == (0, 0)
        assert kept.find(kept.total + 5) == (lines[-1] if lines else (0, 0))


steps = st.lists(
    st.one_of(
        st.tuples(st.just("append"), st.integers(0, 25)),
        st.tuples(st.just("grow"), st.integers(0, 25)),
        st.tuples(st.just("insert"), st.integers(0, 30)),
        st.tuples(st.just("drop"), st.integers(0, 30)),
        st.tuples(st.just("change"), st.integers(0, 30)),
        st.tuples(st.just("scroll"), st.integers(-15, 15)),
        st.tuples(st.just("end"), st.sampled_from([-1, 1])),
        st.tuples(st.just("put"), st.integers(0, 30)),
        st.tuples(st.just("line"), st.integers(0, 90)),
        st.tuples(st.just("width"), st.integers(28, 60)),
        st.tuples(st.just("height"), st.integers(1, 14)),
    ),
    max_size=25,
)


def edited(blocks: list[Block], what: str, value: int, number: int) -> list[Block]:
    new = list(blocks)
    place = min(value, len(new))
    if what == "append":
        new.append(said(1_000 + number, words=value))
    elif what == "grow" and new:
        new[-1] = msgspec.structs.replace(new[-1], text=new[-1].text + " more" * value, version=number)
    elif what == "insert":
        new.insert(place, said(1_000 + number, words=value))
    elif what == "drop" and place < len(new):
        del new[place]
    elif what == "change" and place < len(new):
        new[place] = msgspec.structs.replace(new[place], text=" word" * (number % 30), version=number)
    return new


@given(steps)
@settings(max_examples=300, deadline=None)
def test_the_window_is_whole_and_anchored_whatever_happens(steps: list[tuple[str, int]]) -> None:
    window = TranscriptWindow(Signs())
    blocks = [said(n, words=n * 7 % 30) for n in range(1, 20)]
    window.begin(blocks)
    window.resize(40, 9)
    window.settle()
    for number, (what, value) in enumerate(steps):
        anchor = window.blocks[window.top.block].key if window.blocks else ""
        followed = window.follows
        if what in ("width", "height"):
            window.resize(*((value, window.height) if what == "width" else (window.width, value)))
        elif what == "scroll":
            window.scroll(value)
        elif what == "end":
            window.to_end(value)
        elif what == "put" and value < len(blocks):
            window.put(value, 3)
        elif what == "line":
            window.show_line(value)
        else:
            blocks = edited(blocks, what, value, number)
            window.merge(blocks)
        window.settle()
        _check(window)
        if what in ("append", "grow", "insert", "drop", "change"):
            assert window.follows or not followed
            still = {block.key for block in blocks}
            if not followed and not window.follows and anchor in still:
                assert window.blocks[window.top.block].key == anchor


def _check(window: TranscriptWindow) -> None:
    """The window shows lines that follow each other, as many as there is room for, and knows when it is at the end."""
    every = [Place(n, line) for n in range(len(window.blocks)) for line in range(len(window.lines(n)))]
    if not every:
        assert window.rows == []
        return
    at = every.index(window.rows[0])
    assert window.rows == every[at : at + window.height]
    assert len(window.rows) == min(window.height, len(every))
    assert window.follows == (window.rows[-1] == every[-1])
    assert window.rows[0] == window.top
    assert window.line_total == len(every)
    assert window.first_line == at


shows = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["append", "grow", "insert", "drop", "change"]), st.integers(0, 25)),
        st.tuples(st.just("move"), st.sampled_from([-1, 1])),
        st.tuples(st.just("page"), st.sampled_from([-1, 1])),
        st.tuples(st.just("paint"), st.just(0)),
        st.tuples(st.just("width"), st.integers(30, 60)),
    ),
    max_size=12,
)


@given(shows)
@settings(max_examples=20, deadline=None)
def test_after_any_changes_the_screen_is_a_fresh_transcripts_screen(steps: list[tuple[str, int]]) -> None:
    asyncio.run(_compare(steps))


async def _compare(steps: list[tuple[str, int]]) -> None:
    app = Board()
    blocks = [said(n, words=n * 7 % 30) for n in range(1, 20)]
    async with app.run_test(size=(58, 10)) as pilot:
        app.view.show(model(blocks))
        await pilot.pause()
        for number, (what, value) in enumerate(steps):
            if what == "move":
                app.view.move(value)
            elif what == "page":
                app.view.page(value)
            elif what == "width":
                await pilot.resize_terminal(value, 10)
            elif what == "paint":
                await pilot.pause()
            else:
                blocks = edited(blocks, what, value, number)
                app.view.show(model(blocks, version=number))
        await settled(pilot, app.view)
        driven, window = shown(app), app.view._window
        fresh = TranscriptView()
        await app.view.remove()
        fresh.show(model(blocks))
        await app.mount(fresh)
        fresh.focus()
        await pilot.pause()
        fresh._window.cursor, fresh._window.top = window.cursor, window.top
        fresh._window.follows = window.follows
        fresh.update_rows(own=True)
        await pilot.pause()
        assert shown(app) == driven
