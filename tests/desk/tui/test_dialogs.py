"""Dialogs on a running desk: what each shows, refuses and is dismissed with, at every size, by key and by mouse."""

import importlib
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from textual import events

from console.core.conversation import commands as c
from console.core.floor.rows import Hit, Member
from console.core.text.width import cells
from console.desk.adapters.port import Fate, Outgoing
from console.desk.tui.dialogs import DIALOGS, DialogContext
from console.desk.tui.screens.dialogs import results
from console.desk.tui.screens.dialogs.base import Dialog
from console.desk.tui.screens.dialogs.confirm import ConfirmDialog
from console.desk.tui.screens.dialogs.replies import RepliesDialog
from console.desk.tui.screens.dialogs.turn import turn_details
from console.errors import UnreachableError

DeskAt = Callable[..., Any]
SIZES = [(120, 40), (80, 24), (60, 20), (20, 5)]
NAMES = ("hand_back", "hand_to", "resolve", "snooze", "tags", "confirm", "help", "keys", "palette", "notices", "unsent")
NAMES += ("search", "theme", "replies", "turn")
PACKAGE = "console.desk.tui.screens.dialogs"


class On:
    """One dialog over a desk on which Ana is mine."""

    def __init__(self, at: Any, dialog: Dialog) -> None:
        self.at, self.dialog = at, dialog
        self.results: list[Any] = []

    @property
    def lines(self) -> list[str]:
        return ["".join(ink.text for ink in line.inks) for line in self.dialog.lines]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def is_open(self) -> bool:
        return self.at.app.screen is self.dialog

    async def press(self, *keys: str) -> None:
        """Keys in one go, as a fast hand or a burst brings them."""
        for key in keys:
            self.at.app.post_message(events.Key("space" if key == " " else key, key if len(key) == 1 else None))
        await self.settle()

    async def types(self, text: str) -> None:
        await self.press(*text)

    async def settle(self) -> None:
        for _ in range(2):
            await self.at.pilot.pause()

    async def look(self) -> None:
        """What the dialog's own clock does twice a second."""
        self.dialog.look()
        await self.settle()

    async def click(self, words: str, times: int = 1) -> None:
        """The mouse on the first place where these words stand."""
        y = next(n for n, line in enumerate(self.lines) if words in line)
        x = cells(self.lines[y][: self.lines[y].index(words)])
        origin = self.dialog.pane.region.offset
        await self.at.pilot.click(offset=(origin.x + x, origin.y + y), times=times)
        await self.settle()


async def mine(at: Any, *, answered: bool = True) -> None:
    """Ana is taken over, answered, and (not `answered`) has written again."""
    await at.opens("ana")
    await at.press("t")
    await at.types("Oi Ana, aqui é a Maya.")
    await at.later(1)
    await at.press("enter")
    if not answered:
        at.backend.says("ana", "Até que enfim!")
    await at.settle()


async def shown(at: Any, dialog: Dialog) -> On:
    on = On(at, dialog)
    at.app.push_screen(dialog, on.results.append)
    await on.settle()
    at.app.steady[0] += 1
    return on


def context(at: Any, conv: str = "ana", where: str = "lists") -> DialogContext:
    return DialogContext(at.desk, at.app.flows, conv, where)


def made(at: Any, name: str, tmp_path: Any = None) -> Dialog:
    """The dialog of this name as the desk would have it."""
    module = importlib.import_module(f"{PACKAGE}.{name}")
    if name == "turn":
        return turn_details(context(at), next(t.seq for t in at.backend.transcripts["ana"].turns if t.kind == "bot"))
    if name == "replies":
        return RepliesDialog(context(at), tmp_path)
    dialog: Dialog = module.dialog(context(at))
    return dialog


def whole(on: On, size: tuple[int, int]) -> None:
    """It is on the screen with all of its lines, each exactly as wide as the dialog."""
    lines = on.lines
    region = on.dialog.pane.region
    assert 0 < len(lines) <= size[1]
    assert region.width <= size[0]
    assert region.height == len(lines)
    assert region.x >= 0
    assert region.y >= 0
    assert {cells(line) for line in lines} == {region.width}


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_dialog_at_every_size_and_escape(desk_at: DeskAt, size: tuple[int, int], tmp_path: Any) -> None:
    (tmp_path / "greeting.txt").write_text("Greeting\nHello {name}.")
    async with desk_at(size) as at:
        await mine(at)
        before = [item.id for item in at.backend.outbox()]
        theme = at.app.theme
        for name in NAMES:
            on = await shown(at, made(at, name, tmp_path))
            whole(on, size)
            await on.press("down", "tab", "down", "shift+tab", "pagedown", "up", "a", "b")
            assert on.is_open
            whole(on, size)
            await on.press("escape")
            assert on.results == [None], name
            assert at.app.screen is at.screen
            assert [item.id for item in at.backend.outbox()] == before
            assert at.app.theme == theme


async def test_a_resize_keeps_what_is_typed_and_where(desk_at: DeskAt) -> None:
    async with desk_at((120, 40)) as at:
        await mine(at)
        on = await shown(at, made(at, "hand_back"))
        await on.press("tab", *"hello")
        for size in ((80, 24), (20, 5), (1, 1), (3, 2), (100, 33)):
            await at.pilot.resize_terminal(*size)
            await on.settle()
            whole(on, size)
        await on.press(*" you", "enter")
        assert on.results == [c.HandBack("hello you", "", False)]


async def test_the_desk_opens_all_of_its_table(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        await mine(at)
        for name in DIALOGS:
            at.screen.actions.open_dialog(name)
            await at.settle()
            assert isinstance(at.app.screen, Dialog), name
            await at.press("escape")
            assert at.app.screen is at.screen


HAND_BACK = """\
╭ Hand Ana Souza back to the bot ──────────────────────────────────────╮
│ Ana: 77120. Isso não responde.                                       │
│ ━━ Article the bot answers from ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ │
│ /  type to find an article                                           │
│ ▌none pinned                                                         │
│  Where is my refund?  refund.status                                  │
│  How to return  returns                                              │
│ ── Instruction ───────────────────────────────────────────────────── │
│ what colleagues should know when this comes back                     │
│ The built-in bot cannot follow an instruction: it is kept as a note  │
│ for colleagues. A pinned article it does follow.                     │
│  Bot answers it now                                       yes  [no]  │
│ Ana reads "Our assistant goes on", in the language of the chat page. │
│ The bot waits until Ana writes.                                      │
│  Enter Hand back   Esc Cancel   Tab Next field                       │
╰──────────────────────────────────────────────────────────────────────╯"""


def absent_tom(at: Any) -> None:
    account = at.backend.account
    at.backend.account = replace(account, team=(*account.team, Member("tom", "Tom", "agent", False, "b2b")))


async def test_hand_back_as_drawn(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        await mine(at)
        on = await shown(at, made(at, "hand_back"))
        assert on.text == HAND_BACK


async def test_hand_back_in_frames_on_a_tall_terminal(desk_at: DeskAt) -> None:
    async with desk_at((120, 40)) as at:
        await mine(at)
        on = await shown(at, made(at, "hand_back"))
        assert "│  ┏ Article the bot answers from ━━━━" in on.text
        assert "│  ╭ Instruction ────" in on.text
        await on.press("tab")
        assert "│  ╭ Article the bot answers from ────" in on.text
        assert "│  ┏ Instruction ━━━━" in on.text


async def test_hand_back_result(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        await mine(at, answered=False)
        on = await shown(at, made(at, "hand_back"))
        assert "Ana: Até que enfim!" in on.text
        assert "[yes]  no" in on.text
        assert "Then the bot's answer." in on.text
        # All in one burst: letters stay letters, in the field that has the keys when they come.
        await on.press(*"return", "tab", *"she wants q", "left", *"x", "tab", "n", "enter")
        assert on.results == [c.HandBack("she wants xq", "returns", False)]


async def test_hand_back_pins_nothing_by_itself(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        await mine(at)
        on = await shown(at, made(at, "hand_back"))
        await on.press("down", "up", "enter")
        assert on.results == [c.HandBack("", "", False)]


async def test_hand_back_refuses_an_unanswered_request_and_warns(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        await at.opens("ana")
        at.backend.says("ana", "a person please", asks=True)
        await at.press("t")
        on = await shown(at, made(at, "hand_back"))
        assert "■ Ana asked for a person and has no answer yet: write to Ana first." in on.text
        assert "▲ Ana asked for a person in this chat" in on.text
        await on.press("enter")
        assert on.is_open
        assert on.results == []
        at.backend.colleague("ana", c.Reply("Oi"), at.backend.me)
        await on.look()
        assert "■" not in on.text
        assert "▲ Ana asked for a person in this chat" in on.text
        await on.press("enter")
        assert len(on.results) == 1


async def test_hand_back_says_when_articles_cannot_be_had(desk_at: DeskAt, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_at((80, 24)) as at:
        await mine(at)

        async def fails(lang: str) -> list[Any]:
            raise UnreachableError("The link is down.")

        monkeypatch.setattr(at.backend, "articles", fails)
        on = await shown(at, made(at, "hand_back"))
        assert "none pinned  no articles now: The link is down." in on.text
        await on.press("enter")
        assert on.results == [c.HandBack("", "", False)]


async def test_it_is_refused_once_a_colleague_has_the_chat(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        await mine(at)
        for name in ("hand_back", "hand_to", "resolve", "snooze"):
            on = await shown(at, made(at, name))
            await on.types("x")
            sara = next(member for member in at.backend.account.team if member.id == "sara")
            at.backend.colleague("ana", c.Take(force=True), sara)
            await on.look()
            assert "■ Sara has Ana now: nothing was done." in on.text
            await on.press("enter")
            assert on.results == []
            await on.press("escape")
            at.backend.colleague("ana", c.UndoLast(), sara)


async def test_enter_on_its_way_does_not_confirm(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        await mine(at)
        dialog = made(at, "resolve")
        on = On(at, dialog)
        at.app.push_screen(dialog, on.results.append)
        await on.settle()
        at.app.steady[0] += 0.2
        await on.press("enter")
        assert on.is_open
        at.app.steady[0] += 0.2
        await on.press("enter")
        assert on.results == [c.Resolve("")]


async def test_what_comes_behind_enter_in_one_burst_is_nothing(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        await mine(at)
        on = await shown(at, made(at, "resolve"))
        await on.press("enter", "enter", "x", "escape", "enter")
        assert on.results == [c.Resolve("")]
        assert at.app.screen is at.screen
        assert at.screen.box.text == ""


async def test_hand_to_results(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        await mine(at)
        absent_tom(at)
        on = await shown(at, made(at, "hand_to"))
        await on.press(*"sar", "tab", *"knows the case", "enter")
        assert on.results == [c.Transfer("sara", "", "knows the case")]
        on = await shown(at, made(at, "hand_to"))
        await on.press(*"team main", "enter")
        assert on.results == [c.Transfer("", "main", "")]
        on = await shown(at, made(at, "hand_to"))
        await on.press("end", "down", "down", "down", "down")
        assert "Ana waits there, clock unchanged" in on.text
        await on.press("enter")
        assert on.results == [c.Transfer("", "", "")]


async def test_hand_to_nobody_who_is_absent(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        await mine(at)
        absent_tom(at)
        on = await shown(at, made(at, "hand_to"))
        await on.press(*"tom", "enter")
        assert on.is_open
        assert "■ Tom: not here now. Choose somebody else, or a queue." in on.text
        await on.press(*"zzz", "enter")
        assert "■ Choose a colleague, a team or the queue." in on.text


async def test_resolve_by_digit_and_by_arrow(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        await mine(at)
        await at.types("one more thing")
        on = await shown(at, made(at, "resolve"))
        assert "▲ Your draft to Ana is not sent; it is kept." in on.text
        await on.press("3", "enter")
        assert on.results == [c.Resolve("refunded")]
        on = await shown(at, made(at, "resolve"))
        await on.press("down", "enter")
        assert on.results == [c.Resolve("solved")]
        on = await shown(at, made(at, "resolve"))
        await on.press("٢", "enter")
        assert on.results == [c.Resolve("answered")]


async def test_snooze_times(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        await mine(at)
        now = at.desk.now
        nine = 1_764_406_800_000
        for keys, until in (
            ((), now + 900_000),
            (("down",), now + 3_600_000),
            (("down", "down"), nine),
            (("down", "down", "down"), 0),
            (tuple("45m"), now + 2_700_000),
            (("tab", *"sat 9:00"), nine),
        ):
            on = await shown(at, made(at, "snooze"))
            at.backend.now = now
            await on.press(*keys, "enter")
            assert on.results == [c.Snooze(until, True)], keys


async def test_snooze_refuses_and_explains(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        await mine(at)
        on = await shown(at, made(at, "snooze"))
        await on.press("end", "enter")
        assert "■ Write until when." in on.text
        await on.press(*"later", "enter")
        assert "■ That is no time in the future" in on.text
        await on.press("ctrl+u", *"2027-01-01", "enter")
        assert "■ That is too far away: at most 30 days." in on.text
        await on.press("ctrl+u", *"2d")
        assert "Sun 30 Nov" in on.text
        at.backend.says("ana", "wait")
        await on.look()
        assert "■ Ana wrote last: answer before you put the chat away." in on.text
        await on.press("enter")
        assert on.results == []


async def test_take_from_a_colleague(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        await at.opens("ana")
        at.backend.colleague("ana", c.Take())
        await at.settle()
        on = await shown(at, made(at, "confirm"))
        assert on.lines[0].startswith("╭ Take Ana Souza from Lena? ─")
        await on.press(*"I know this", "enter")
        assert on.results == [results.TakeFrom("I know this")]
        on = await shown(at, made(at, "confirm"))
        at.backend.colleague("ana", c.HandBack())
        await on.look()
        assert "Lena does not have Ana any more" in on.text


async def test_confirm(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        on = await shown(at, ConfirmDialog(context(at), "Sign off?", "Sign off", more="Three chats are open."))
        await on.press("y", "n")
        assert on.is_open
        await on.click("Sign off", times=1)
        assert on.is_open
        await on.click("Enter")
        assert on.results == [results.Confirmed()]


async def test_tags(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        await mine(at)
        at.backend.colleague("kim", c.Tag(("late", "parcel")), at.backend.me)
        at.backend.colleague("ana", c.Tag(("refund",)), at.backend.me)
        await at.settle()
        on = await shown(at, made(at, "tags"))
        assert "│ refund,  " in on.text
        await on.press(*"late , late", "tab", "down", " ", "enter")
        assert on.results == [c.Tag(("refund", "late", "parcel"))] or on.results == [c.Tag(("refund", "parcel"))]
        on = await shown(at, made(at, "tags"))
        await on.press(*"x" * 41, "enter")
        assert "■ At most 20 tags, each of 1 to 40 characters." in on.text


async def test_mouse(desk_at: DeskAt) -> None:
    async with desk_at((120, 40)) as at:
        await mine(at)
        on = await shown(at, made(at, "hand_back"))
        await on.click("How to return")
        assert on.is_open
        await on.click("[no]")
        await on.click(" yes ")
        await on.click("what colleagues")
        await on.types("hello")
        await on.click("Hand back ")
        assert on.results == [c.HandBack("hello", "returns", True)]
        on = await shown(at, made(at, "hand_to"))
        await on.click("Sara", times=2)
        assert on.results == [c.Transfer("sara", "", "")]
        on = await shown(at, made(at, "resolve"))
        await on.click("Cancel")
        assert on.results == [None]
        on = await shown(at, made(at, "resolve"))
        await at.pilot.click(offset=(1, 1))
        await on.settle()
        assert on.is_open


async def test_palette(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        await mine(at)
        on = await shown(at, made(at, "palette"))
        await on.types("hand back")
        assert "▌hand back  Hand the chat back to the bot" in on.text
        await on.press("enter")
        assert on.results == ["hand_back"]
        on = await shown(at, made(at, "palette"))
        await on.press(*"omar", "enter")
        assert on.results == [results.OpenChat("omar")]
        on = await shown(at, made(at, "palette"))
        await on.press(*"#4821", "enter")
        assert on.results == [results.OpenChat("ana")]
        on = await shown(at, made(at, "palette"))
        await on.press(*"reopen", "enter")
        assert on.is_open
        assert "■ The chat with Ana is not resolved." in on.text


async def test_palette_previews_themes(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        on = await shown(at, made(at, "palette"))
        await on.types("daybreak")
        assert at.app.theme == "warmline-daybreak"
        await on.press("escape")
        assert at.app.theme == "warmline-hearth"
        on = await shown(at, made(at, "palette"))
        await on.press(*"daybreak", "ctrl+u", *"search")
        assert at.app.theme == "warmline-hearth"
        await on.press("enter")
        assert on.results == ["search"]
        assert at.app.theme == "warmline-hearth"


async def test_theme_picker(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        on = await shown(at, made(at, "theme"))
        await on.press("down")
        assert at.app.theme == "warmline-daybreak"
        await on.press("escape")
        assert at.app.theme == "warmline-hearth"
        on = await shown(at, made(at, "theme"))
        await on.types("dracula")
        assert at.app.theme == "dracula"
        assert "contrast" in on.text
        await on.press("ctrl+u", *"paper", "enter")
        assert on.results == [results.KeepTheme("folio")]
        assert at.app.theme == "warmline-folio"


async def test_help_follows_the_agents_own_keys(desk_at: DeskAt) -> None:
    from console.config.settings import Console

    async with desk_at((120, 40), settings=Console(keys={"take": ("T",), "snooze": ()})) as at:
        on = await shown(at, made(at, "help"))
        await on.types("take over")
        assert "T               take over" in on.text
        await on.press("ctrl+u", *"snooze")
        assert "Without a key: in the palette" in on.text
        await on.press("ctrl+u", *"drafted", "ctrl+u", *"breach")
        assert "■               breach: late, or refused" in on.text
        await on.press("enter")
        assert on.results == [None]


async def test_keys_of_the_place(desk_at: DeskAt) -> None:
    async with desk_at((120, 40)) as at:
        module = importlib.import_module(f"{PACKAGE}.keys")
        on = await shown(at, module.dialog(context(at, where="box")))
        assert "Keys here: reply box" in on.lines[0]
        assert "In the reply box" in on.text
        assert "In lists and the transcript" not in on.text
        await on.types("new line")
        assert "^J Shift+Enter" in on.text


async def test_notices_latest_first(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        at.desk.tell("one thing")
        at.desk.tell("second about Omar", glyph="▲", conv="omar")
        on = await shown(at, made(at, "notices"))
        assert on.text.index("second about Omar") < on.text.index("one thing")
        assert "18:42:07 ▲ second about Omar" in on.text
        await on.press("enter")
        assert on.results == [results.OpenChat("omar")]


async def test_search_waits_for_a_pause_and_shows_the_newest_first(
    desk_at: DeskAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk_at((80, 24)) as at:
        asked: list[str] = []

        async def find(text: str) -> list[Hit]:
            asked.append(text)
            return [
                Hit("ana", 4821, 2, 1_764_000_000_000, "Ana Souza", "the older one about a refund"),
                Hit("kim", 4700, 3, 1_764_300_000_000, "Kim Lee", "the newer one about a refund"),
            ]

        monkeypatch.setattr(at.backend, "find", find)
        on = await shown(at, made(at, "search"))
        await on.press(*"refund", "enter")
        assert asked == ["refund"]
        assert on.text.index("the newer one") < on.text.index("the older one")
        assert "2 found, newest first" in on.text
        await on.press("down", "enter")
        assert on.results == [results.OpenChat("ana", 2)]


async def test_search_asks_by_itself_and_says_what_is_wrong(desk_at: DeskAt, monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk_at((80, 24)) as at:

        async def fails(text: str) -> list[Hit]:
            raise UnreachableError("The link is down: search works again when it is back.")

        monkeypatch.setattr(at.backend, "find", fails)
        on = await shown(at, made(at, "search"))
        await on.types("refund")
        for _ in range(200):
            if "The link is down" in on.text:
                break
            await at.pilot.pause(0.01)
        assert "The link is down: search works again when it is back." in on.text


async def test_unsent_texts(desk_at: DeskAt) -> None:
    async with desk_at((120, 40)) as at:
        await mine(at)
        on = await shown(at, made(at, "unsent"))
        assert "Everything you wrote is sent." in on.text
        await on.press("enter")
        at.backend.keep_draft("kim", "note", "ask about\nthe parcel")
        at.backend.now += 1000
        item = Outgoing("x1", "ana", c.Reply("never arrived"), Fate.EXPIRED, at.backend.now)
        at.backend.items[item.id] = item
        on = await shown(at, made(at, "unsent"))
        assert on.text.index("never arrived") < on.text.index("ask about the parcel")
        assert "Enter Back into the draft to Ana" in on.text
        await on.press("enter")
        assert on.results == [results.GiveBack(item.id, "ana", "reply", "never arrived")]
        on = await shown(at, made(at, "unsent"))
        await on.press("down", "enter")
        assert on.results == [results.OpenChat("kim", 0, "note")]
        on = await shown(at, made(at, "unsent"))
        await on.press("y")
        assert on.results == [results.CopyText("never arrived")]


async def test_unsent_held_text_is_sent_as_it_is(desk_at: DeskAt) -> None:
    async with desk_at((120, 40)) as at:
        await mine(at)
        at.backend.drops()
        at.backend.submit("ana", c.Reply("it went out yesterday"), epoch=at.backend.heads["ana"].epoch)
        at.backend.now += 1000
        at.backend.says("ana", "hello?")
        at.backend.returns()
        await at.settle()
        on = await shown(at, made(at, "unsent"))
        assert on.text.count("it went out yesterday") == 2
        await on.press("enter")
        (result,) = on.results
        assert isinstance(result, results.SendHeld)
        assert at.backend.items[result.command_id].fate is Fate.HELD


async def test_unsent_throws_away_only_after_a_yes(desk_at: DeskAt) -> None:
    async with desk_at((120, 40)) as at:
        await mine(at)
        at.backend.keep_draft("kim", "reply", "nonsense")
        on = await shown(at, made(at, "unsent"))
        for other in ("enter", "n", "x", "escape", "down"):
            await on.press("x")
            assert "Throw away this text to Kim?" in on.text
            await on.press(other)
            assert on.is_open
            assert "Throw away this text" not in on.text
        await on.click("Throw away")
        await on.press("y")
        assert on.results == [results.ThrowAway("kim", "", "reply")]


async def test_unsent_note_to_the_owner(desk_at: DeskAt) -> None:
    async with desk_at((120, 40)) as at:
        await mine(at)
        at.backend.keep_draft("ana", "reply", "your refund left yesterday")
        sara = next(member for member in at.backend.account.team if member.id == "sara")
        at.backend.colleague("ana", c.Take(force=True), sara)
        on = await shown(at, made(at, "unsent"))
        assert "N Note to Sara" in on.text
        await on.press("N")
        assert on.results == [results.GiveAsNote("ana", "your refund left yesterday", "", "reply")]


async def test_saved_replies(desk_at: DeskAt, tmp_path: Any) -> None:
    (tmp_path / "refund.pt.md").write_text("# Reembolso\nOi {name}, saiu ontem.\n\n{me}", encoding="utf-8")
    (tmp_path / "greeting.txt").write_text("Greeting\nHello {name}.")
    async with desk_at((80, 24)) as at:
        await mine(at)
        on = await shown(at, RepliesDialog(context(at), tmp_path))
        assert on.text.index("Reembolso") < on.text.index("Greeting")
        await on.press("enter")
        assert on.results == [results.InsertText("Oi Ana, saiu ontem.\n\nMaya")]
        on = await shown(at, RepliesDialog(context(at), tmp_path / "missing"))
        assert "No saved replies yet. Put text files into" in on.text
        await on.press("enter")
        assert on.results == [None]


async def test_turn_details(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        await mine(at)
        on = await shown(at, made(at, "turn"))
        for words in ("The bot's answer of 18:41:24", "refund.status", "0.31", "1.4 s", "Refunds  (refund.status)"):
            assert words in on.text


async def test_a_paste_stays_in_its_field(desk_at: DeskAt) -> None:
    async with desk_at((80, 24)) as at:
        await mine(at)
        on = await shown(at, made(at, "hand_back"))
        await on.press("tab")
        at.app.post_message(events.Paste("two\nlines\x1b[31m and\x00 more"))
        await on.settle()
        await on.press("enter")
        (result,) = on.results
        assert result.instruction == "two lines[31m and more"
        assert at.screen.box.text == ""


async def test_news_moves_nothing(desk_at: DeskAt) -> None:
    """While a dialog stands there, what others do changes neither what is typed nor where the keys go."""
    async with desk_at((80, 24)) as at:
        await mine(at)
        on = await shown(at, made(at, "hand_to"))
        await on.press("tab", *"half a no")
        at.backend.says("omar", "hello?")
        at.backend.opens("new", "Zoe New", "a person", number=9)
        at.backend.escalates("new")
        at.backend.drops()
        at.backend.returns()
        await at.settle()
        await on.look()
        assert on.is_open
        await on.press(*"te", "enter")
        assert on.results == [c.Transfer("lena", "", "half a note")]
