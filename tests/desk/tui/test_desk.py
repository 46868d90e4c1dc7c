"""The desk as the drawings have it: words and columns at each size, the states of the box, the flows of the work."""

from collections.abc import Callable
from typing import Any

import pytest

from console.core.conversation import commands as c
from console.desk.adapters.port import Fate

DeskAt = Callable[..., Any]
WIDE, SMALL, LEAST = (120, 40), (80, 24), (60, 20)


async def drawn(at: Any) -> None:
    """Ana taken over in mid-sentence, a reply sent, her answer, a draft begun."""
    backend, end = at.backend, at.backend.now
    await at.opens("ana")
    backend.now = end - 6_000
    await at.press("t")
    backend.suppressed("ana", "ana-2", "úteis. Qual é o número do pedido?")
    await at.later(2)
    backend.now = end - 4_000
    await at.types("Oi Ana, aqui é a Maya. Já vou ver.")
    await at.press("enter")
    backend.now = end - 2_000
    backend.says("ana", "Até que enfim!")
    backend.types("ana", "customer")
    backend.looks("ana", "lena")
    await at.settle()
    backend.now = end - 1_000
    await at.types("Ana, achei: o reembolso de 89 EUR saiu ontem.")
    await at.later(1)
    await at.later(1)
    backend.now = end
    await at.settle()


def column(line: str, start: int, end: int) -> str:
    return line[start:end].rstrip()


async def test_the_drawing_at_120_by_40(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await drawn(at)
        lines = at.lines()
    assert len(lines) == 40
    assert all(len(line) == 120 for line in lines)
    assert lines[0].startswith(" warmline  acme · Maya ● available ")
    assert lines[0].endswith("12 waiting  longest ■ 03:18   ● live  42 ms   18:42:07 ")
    assert lines[1][:98] == (
        "  1 Kim Lee      ○ 00:41        2 Omar Haddad  ▲ 00:08 +2   ▌ 3 Ana Souza    ✎ 00:02        4 free"
    )
    assert lines[1].rstrip().endswith("4 free · a takes the next")
    assert lines[2][:34] == "╭ Waiting 12  a takes ■ Ana Ruiz ╮"
    assert lines[2][34:94].startswith("╭ 3 Ana Souza · Portuguese · refund")
    assert lines[2][34:94].endswith("#4821 · yours 0:06 ╮")
    assert lines[2][94:] == "╭ Customer ─────────── i ╮"
    assert lines[3][2:34] == " 03:18 pt asked    Ana Ruiz    │" or lines[3][3:34] == "03:18 pt asked    Ana Ruiz    │"
    assert lines[3][:2] == "│■"
    middle = [column(line, 35, 93) for line in lines]
    assert middle[3] == "Wants    refund of 89 EUR, order 77120, returned 11 Apr"
    assert middle[4] == 'Bot did  found the order; said "up to 14 days" twice'
    assert middle[5] == "Why      bot in trouble: same answer twice (0.31)"
    assert middle[6] == "─" * 58
    assert middle[7] == "18:41:22 Ana  Quero meu dinheiro de volta, já faz duas"
    assert middle[8] == "              semanas"
    assert middle[9].startswith("18:41:24 bot  O reembolso leva até 14 dias úteis. Qual é")
    assert middle[11].startswith("         ╰ refund.status 0.31 · 2 sources · 1.4 s")
    assert middle[11].endswith("Enter")
    assert middle[12] == "18:41:40 Ana  77120. Isso não responde."
    assert middle[13] == "18:41:59 bot  O reembolso leva até 14 dias"
    assert middle[14] == "         ╰ cut here 18:42:01 · Ana saw this much"
    assert middle[15].startswith('              not sent: "úteis. Qual é o número do pe')
    assert middle[16] == "───────── you took over 18:42:01 · Ana was told ──────────"
    assert middle[17].startswith("18:42:03 you  Oi Ana, aqui é a Maya. Já vou ver.")
    assert middle[17].endswith("✓✓")
    assert middle[18] == "───────── new " + "─" * 44
    assert middle[19] == "18:42:05 Ana  Até que enfim!"
    status = next(line for line in middle if line.startswith("Ana is typing…"))
    assert status.endswith("Lena is reading this")
    top = next(n for n, line in enumerate(lines) if "To Ana Souza" in line)
    assert lines[top][34:94].startswith("┏ To Ana Souza · Portuguese ━━━")
    assert lines[top][34:94].endswith(" Enter sends ┓")
    assert middle[top + 1] == "Ana, achei: o reembolso de 89 EUR saiu ontem."
    assert middle[top + 5].startswith("draft kept 18:42:0")
    assert middle[top + 5].endswith("45 characters")
    assert lines[top + 6][34:94] == "┗" + "━" * 58 + "┛"
    assert column(lines[top + 5], 95, 119) == "i hides this card"
    assert lines[38].startswith(" ▲ Omar wrote 2 messages, 0:08 ago: ^N answers")
    assert lines[38].endswith("your draft to Ana stays with Ana ")
    assert lines[39].startswith(" Enter send  ^J new line  ^N next: Omar  ")
    assert lines[39].endswith("Esc list  F1 help ")


async def test_the_card_at_120(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await at.opens("ana")
        card = [column(line, 95, 119) for line in at.lines()]
        assert card[3].startswith("Ana Souza")
        assert card[3].endswith("verified")
        assert card[4].startswith("a•••@•••.br")
        assert card[4].endswith("y shows")
        await at.press("y", "e")
        assert "ana@mail.br" in at.text
        assert at.app.clipboard == "ana@mail.br"
        await at.press("i")
        assert "Customer ─" not in at.text
        assert at.lines()[2].endswith(("╮", "┓"))


async def test_the_drawing_at_80_by_24_a_chat(desk_at: DeskAt) -> None:
    async with desk_at(SMALL) as at:
        await drawn(at)
        lines = at.lines()
    assert lines[0].startswith(" Maya ● available  12 waiting ■ 03:18 ")
    assert lines[0].endswith("● live 42 ms  18:42:07 ")
    assert lines[1].rstrip() == " 1 Kim Lee ○ 00:41   2 Omar H… ▲ 00:08  ▌3 Ana So… ✎ 00:02   4 free"
    assert lines[2].startswith("── 3 Ana Souza · Portuguese · refund")
    assert lines[2].endswith(" #4821 · yours 0:06 ──")
    assert lines[3].rstrip() == " Wants   refund of 89 EUR, order 77120, returned 11 Apr"
    assert lines[4].rstrip() == " Why     bot in trouble: same answer twice (0.31)"
    assert lines[5].rstrip() == " 18:41:22 Ana  Quero meu dinheiro de volta, já faz duas semanas"
    assert lines[10].rstrip() == "          ╰ cut here 18:42:01 · Ana saw this much"
    assert lines[12].startswith(" ───────── you took over 18:42:01 · Ana was told ───")
    assert lines[15].rstrip() == " 18:42:05 Ana  Até que enfim!"
    assert lines[16].rstrip() == " Ana is typing…" + " " * 44 + "Lena is reading this"
    assert lines[17].startswith("━━ To Ana Souza · Portuguese ━━━")
    assert lines[17].endswith("━ Enter sends ━━")
    assert lines[18].startswith(" Ana, achei: o reembolso")
    assert lines[21] == "━" * 80
    assert lines[22].startswith(" ▲ Omar wrote 2 messages, 0:08 ago: ^N answers")
    assert "draft kept 18:42:0" in lines[22]
    assert lines[23].startswith(" Enter send  ^J")
    assert "Esc list" in lines[23]


async def test_the_drawing_at_80_by_24_waiting(desk_at: DeskAt) -> None:
    async with desk_at(SMALL) as at:
        await at.press("j", "k")
        lines = at.lines()
        assert lines[2].startswith("━━ Waiting 12 ── g b Bots 9 (7 in trouble) ── g m Mine 2 ━━━")
        assert lines[3].rstrip() == "▌■ 03:18  pt  asked for a person   Ana Ruiz      refund"
        assert " ▲ 01:22  de  bot unsure           Jo Brand      dispute" in [line.rstrip() for line in lines]
        assert lines[15].startswith("── Ana Ruiz · Portuguese · refund")
        assert lines[23].startswith(" t take Ana  ")
        assert lines[23].endswith("? keys ")
        await at.press("g", "b")
        assert at.lines()[2].startswith("━━ Bots 9 (7 in trouble) ── g w Waiting 12 ── g m Mine 2 ━")
        await at.press("g", "m")
        assert at.lines()[2].startswith("━━ Mine 2 ── g w Waiting 12 ── g b Bots 9")


@pytest.mark.parametrize("size", [LEAST, (60, 15), (90, 30), (119, 50), (200, 60), (300, 20)])
async def test_other_sizes_do_the_whole_job(desk_at: DeskAt, size: tuple[int, int]) -> None:
    async with desk_at(size) as at:
        await drawn(at)
        assert all(len(line) == size[0] for line in at.lines())
        assert "3 Ana" in at.text
        assert "Enter sends" in at.text
        await at.later(20)
        await at.press("enter")
        await at.later(1)
        await at.press("enter")
        said = [turn.text for turn in at.backend.transcripts["ana"].turns if turn.kind == "agent"]
        assert said[-1].startswith("Ana, achei")


async def test_too_small_says_so_and_works_again_when_larger(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await drawn(at)
        for n, size in enumerate([(20, 5), (1, 1), (59, 40), (120, 14), (10, 2)], 1):
            at.screen.transcript.focus()
            at.screen.box.focus()
            await at.pilot.resize_terminal(*size)
            await at.settle()
            if size[0] >= 20:
                assert f"{size[0]}" in at.text, size
            await at.types("!")
            await at.press("enter")
            draft = at.backend.draft("ana", "reply").text
            assert draft.endswith("saiu ontem." + "!" * n), f"typed on, not sent unseen, at {size}"
            await at.pilot.resize_terminal(*WIDE)
            await at.settle()
            assert at.screen.focused is at.screen.box, size
            assert "To Ana Souza" in at.text, size
            assert at.screen.box.text.endswith("." + "!" * n), size


async def test_a_resize_keeps_focus_and_draft(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await drawn(at)
        for size in (SMALL, WIDE, LEAST, (200, 50), SMALL):
            await at.pilot.resize_terminal(*size)
            await at.settle()
            assert at.screen.focused is at.screen.box
            assert at.screen.box.text == "Ana, achei: o reembolso de 89 EUR saiu ontem."
        await at.press("escape")
        await at.pilot.resize_terminal(*WIDE)
        await at.settle()
        assert at.screen.focused is at.screen.lists["waiting"]


async def test_take_next_reply_and_next_mine(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await at.press("a")
        assert at.backend.heads["w00"].agent == "maya"
        assert at.desk.open_conv == "w00"
        assert at.screen.focused is at.screen.box
        await at.later(2)
        await at.types("Olá Ana")
        await at.press("enter")
        assert at.screen.box.text == ""
        assert "you  Olá Ana" in at.text
        assert at.backend.kept == {}
        await at.press("ctrl+n")
        assert at.desk.open_conv == "omar"
        assert at.screen.focused is at.screen.box
        await at.press("ctrl+o")
        assert at.desk.open_conv == "w00"
        await at.press("escape", "1")
        assert at.desk.open_conv == "kim"


async def test_undo_puts_the_customer_back(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        since = at.backend.rows["w00"].since
        await at.press("a")
        await at.press("ctrl+g", "u")
        assert at.backend.rows["w00"].state == "queued"
        assert at.backend.rows["w00"].since == since
        assert at.desk.losses == {}


async def test_a_reply_on_its_way_is_shown_and_a_refused_one_comes_back(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await at.press("a")
        await at.later(2)
        at.backend.is_slow = True
        await at.types("Olá")
        await at.press("enter")
        assert at.text.count("you  Olá") == 1
        assert "↑" in at.text
        at.backend.colleague("w00", c.Take(force=True), me_of(at, "sara"))
        at.backend.answer_all()
        await at.settle()
        assert at.screen.box.text == "Olá"
        assert at.screen.focused is at.screen.box
        assert "cannot send" in at.text
        assert "╔ Sara (supervisor) took Ana from you · this" in at.text


def me_of(at: Any, name: str) -> Any:
    return next(member for member in at.backend.account.team if member.id == name)


async def test_typing_goes_on_while_the_claim_is_on_its_way(desk_at: DeskAt) -> None:
    async with desk_at(SMALL) as at:
        at.backend.is_slow = True
        await at.opens("w01")
        await at.press("t")
        await at.types("Hallo Jo")
        await at.later(0.3)
        lines = at.lines()
        assert lines[17].startswith("━━ To Jo Brand · taking over… ━━━")
        assert lines[17].endswith(" Enter waits for it ━━")
        assert any("asking the server for Jo · " in line for line in lines)
        assert lines[23].startswith(" Enter send once Jo is yours  ^G u let go")
        await at.press("enter")
        assert not [i for i in at.backend.items.values() if isinstance(i.command, c.Reply)]
        at.backend.is_slow = False
        at.backend.answer_all()
        await at.settle()
        assert [t.text for t in at.backend.transcripts["w01"].turns if t.kind == "agent"] == ["Hallo Jo"]
        assert at.screen.box.text == ""


async def test_a_lost_claim_keeps_the_text_and_the_letters(desk_at: DeskAt) -> None:
    async with desk_at(SMALL) as at:
        at.backend.is_slow = True
        await at.opens("w01")
        await at.press("t")
        await at.types("Hallo")
        at.backend.colleague("w01", c.Take())
        at.backend.answer_all()
        await at.settle()
        await at.types(" tezbu")
        lines = at.lines()
        assert lines[17].startswith("══ Lena took Jo · this text is kept, not sent ═")
        assert lines[17].endswith("═ cannot send ══")
        assert any("■ Lena has Jo · ^G N gives Lena your text as a note · ^G a takes" in line for line in lines)
        assert lines[23].startswith(" typing goes on  ^N next mine  ^G N note to Lena  ^G y copy")
        assert at.screen.box.text == "Hallo tezbu", "letters stay letters"
        await at.press("enter")
        assert at.screen.box.text == "Hallo tezbu"
        await at.press("ctrl+g", "N")
        assert at.screen.box.text == "Hallo tezbu"
        assert "NOTE about Jo Brand · staff only, Jo never sees it" in at.text
        at.backend.is_slow = False
        await at.press("enter")
        notes = [t for t in at.backend.transcripts["w01"].turns if t.kind == "note"]
        assert [note.text for note in notes] == ["Hallo tezbu"]
        assert not [t for t in at.backend.transcripts["w01"].turns if t.kind == "agent"]


async def test_a_take_refused_only_because_the_bot_gave_up_goes_again_once(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        at.backend.is_slow = True
        await at.opens("b00")
        await at.press("t")
        at.backend.escalates("b00")
        at.backend.answer_all()
        await at.settle()
        at.backend.answer_all()
        await at.settle()
        assert at.backend.heads["b00"].agent == "maya"


async def test_reply_and_note_keep_their_own_drafts(desk_at: DeskAt) -> None:
    async with desk_at(SMALL) as at:
        await at.press("a")
        await at.types("reply")
        await at.press("ctrl+t")
        await at.types("note")
        assert "NOTE about Ana Ruiz · staff only, Ana never sees it" in at.text
        assert "the reply to Ana is kept: ^T goes back to it" in at.text
        assert set(at.backend.kept) == {("w00", "reply"), ("w00", "note")}
        await at.press("ctrl+t")
        assert at.screen.box.text == "reply"
        await at.press("escape", "1", "ctrl+o")
        assert at.screen.box.text == "reply"


async def test_what_was_written_offline_waits_for_my_eyes(desk_at: DeskAt) -> None:
    async with desk_at(SMALL) as at:
        await at.press("a")
        await at.later(2)
        at.backend.drops()
        await at.types("achei")
        await at.later(40)
        lines = at.lines()
        assert lines[17].endswith(" offline 0:40 · Enter keeps it ━━")
        assert "■ offline 0:40" in lines[0]
        await at.press("enter")
        assert "· 1 reply kept on disk until the link is back · Ana stays yours 1:20 more" in at.text
        await at.later(1)
        at.backend.says("w00", "ola?")
        await at.later(1)
        at.backend.returns()
        await at.settle()
        assert at.screen.box.text == "achei"
        assert "To Ana Ruiz · held: not sent yet" in at.text
        assert "▲ Ana wrote 1 message while you were offline. Your reply waits for your eyes." in at.text
        await at.later(1)
        await at.press("enter")
        assert [t.text for t in at.backend.transcripts["w00"].turns if t.kind == "agent"] == ["achei"]
        assert [item for item in at.backend.items.values() if item.fate is Fate.HELD] == []


async def test_a_supervisor_takes_from_a_colleague_after_a_yes(desk_at: DeskAt) -> None:
    async with desk_at(WIDE, me=_sara()) as at:
        at.backend.colleague("w01", c.Take())
        await at.settle()
        await at.later(4)
        await at.opens("w01")
        await at.press("t")
        assert at.backend.heads["w01"].agent == "lena"
        assert "Take Jo from Lena?" in at.text
        await at.press("n")
        assert at.backend.heads["w01"].agent == "lena"
        await at.press("t", "y")
        assert at.backend.heads["w01"].agent == "sara"


def _sara() -> Any:
    import sys

    return sys.modules["desk_scripted"].SARA


async def test_an_agent_cannot_take_from_a_colleague(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        at.backend.colleague("w01", c.Take())
        await at.settle()
        await at.later(4)
        await at.opens("w01")
        await at.press("t")
        assert "Lena has Jo: only a supervisor can take a colleague's chat." in at.text
        assert at.backend.heads["w01"].agent == "lena"


async def test_a_row_that_went_says_who_has_it(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await at.press("j")
        conv = at.desk.open_conv
        at.backend.colleague(conv, c.Take())
        await at.settle()
        name = at.backend.names[conv]
        assert f"Lena took {name}" in at.text
        assert at.screen.lists["waiting"].cursor_conv == conv
        await at.press("t")
        assert at.backend.heads[conv].agent == "lena"
        await at.later(3.1)
        assert f"▌Lena took {name}" not in at.text


async def test_filtering_a_list(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await at.press("slash")
        await at.types("german")
        assert len(at.screen.painter._listings.all(at.screen.filters)["waiting"]) == 2
        await at.press("enter")
        assert "filter: german" in at.text
        await at.press("slash", "escape")
        assert len(at.screen.painter._listings.all(at.screen.filters)["waiting"]) == 12


async def test_the_strip_after_the_command_key(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await drawn(at)
        await at.press("ctrl+g")
        at.screen.key_table._show_strip()
        await at.settle()
        assert "resolve" in at.text
        assert "hand over" in at.text
        await at.press("escape")
        assert not at.screen.strip.display
        await at.press("ctrl+g", "down", "enter")
        assert not at.screen.strip.display
        assert at.screen.key_table.mode == ""


async def test_signing_off_asks_and_keeps_what_was_typed(desk_at: DeskAt) -> None:
    async with desk_at(WIDE) as at:
        await drawn(at)
        await at.press("escape", "q")
        assert "3 lines to settle before you go" in at.text
        await at.press("tab", "x")
        assert at.app.is_running
        await at.press("tab", "y")
        assert at.backend.draft("ana", "reply").text.startswith("Ana, achei")
    assert at.backend.is_closed


async def test_names_that_are_markup_are_only_words(desk_at: DeskAt) -> None:
    def hostile(backend: Any) -> None:
        backend.opens("x", "[@click=app.exit()]Eve[/] [red", "[/] hi [link=http://x]y \x1b[31m", lang="[b]")
        backend.escalates("x")

    async with desk_at(WIDE, scene=(hostile,)) as at:
        await at.opens("x")
        assert "[@click=app.exit()" in at.text
        assert "[/] hi [link=http://x]y" in at.text
        assert "\x1b" not in at.text


async def test_send_delay_can_be_undone(desk_at: DeskAt) -> None:
    from console.config.settings import Console

    async with desk_at(WIDE, settings=Console(send_delay=5.0)) as at:
        await at.press("a")
        await at.later(2)
        await at.types("Olá")
        await at.press("enter")
        assert not [t for t in at.backend.transcripts["w00"].turns if t.kind == "agent"]
        assert at.backend.draft("w00", "reply").text == "Olá", "on disk until it has gone"
        await at.press("ctrl+g", "u")
        assert at.screen.box.text == "Olá"
        await at.later(2)
        await at.press("enter")
        await at.later(6)
        at.screen._tick()
        assert [t.text for t in at.backend.transcripts["w00"].turns if t.kind == "agent"] == ["Olá"]
        assert at.backend.kept == {}


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_under_a_dialog_no_frame_says_that_keys_go_there(desk_at: DeskAt, size: tuple[int, int]) -> None:
    async with desk_at(size) as at:
        await drawn(at)
        heavy = "┏ To Ana" if size == WIDE else "━━ To Ana"
        assert heavy in at.text
        await at.press("f9")
        assert heavy not in at.text
        assert heavy.translate({0x250F: "╭", 0x2501: "─"}) in at.text
        await at.press("escape")
        assert heavy in at.text


@pytest.mark.parametrize("width", [110, 119])
async def test_from_110_columns_on_lists_and_chat_stand_beside_each_other(desk_at: DeskAt, width: int) -> None:
    async with desk_at((width, 40)) as at:
        await drawn(at)
        assert "Waiting 12" in at.text
        assert "To Ana Souza" in at.text
        assert "Customer" not in at.text
        await at.press("escape", "i")
        assert "Customer" in at.text, "the card comes when it is asked for"
        assert all(len(line) == width for line in at.lines())
        await at.press("i")
        assert "Customer" not in at.text
        await at.pilot.resize_terminal(120, 40)
        await at.settle()
        assert "Customer" in at.text
