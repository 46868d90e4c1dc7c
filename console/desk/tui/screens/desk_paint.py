"""Paints the desk's screen: asks the work's pure functions how everything looks, and tells each widget.

Widgets paint only what changed; what a key does and where the focus goes is not decided here.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from textual.widget import Widget

from console.core.conversation.transcript import Turn
from console.core.text.messages import t
from console.desk.actions import BOX, LISTS
from console.desk.adapters.port import Link, Transcripted
from console.desk.tui.screens import desk_titles as titles
from console.desk.tui.widgets.spans import FRAME_ROLES
from console.desk.work import box_views, lists, names
from console.desk.work.box import BoxState, BoxView, Frame
from console.desk.work.card import card_lines
from console.desk.work.hints import Hint, list_hints, offer_hints
from console.desk.work.leaving import wrap_left
from console.desk.work.listings import Listings
from console.desk.work.reading import Block, Reader, Span, TranscriptModel, warm_card
from console.desk.work.times import age

if TYPE_CHECKING:
    from console.desk.tui.screens.desk import DeskScreen
    from console.desk.tui.screens.dialogs.sheet import Sheet

_DASHES: Final = {Frame.QUIET: "─", Frame.FOCUS: "━", Frame.WARN: "━", Frame.DOUBLE: "═", Frame.NOTE: "▒"}


class Painter:
    """Paints one screen."""

    def __init__(self, screen: "DeskScreen") -> None:
        self.screen = screen
        self._reader = Reader()
        self._model = TranscriptModel("", ())
        self._made = self._model
        self._read_key: tuple[object, ...] = ()
        self._newest: Turn | None = None
        self._last_seq = 0
        self._told_read: tuple[str, int] = ("", 0)
        self._listings = Listings(screen.desk)

    @property
    def blocks(self) -> Sequence[Block]:
        """What the transcript shows."""
        return self._model.blocks

    @property
    def _lit(self) -> Widget | None:
        """Whose frame says that keys go there: nobody's while a dialog stands over the desk."""
        screen = self.screen
        return screen.focused if screen.app.screen is screen else None

    def paint(self) -> None:
        """Show how everything stands; what has not changed is not painted again."""
        screen = self.screen
        desk = screen.desk
        screen.small.tell(screen.size.width, screen.size.height)
        screen.header.tell(desk, is_narrow=screen.is_narrow)
        free = desk.slots.free(desk.room)
        shows_chat = not screen.is_narrow or screen.view == "chat"
        takes = desk.keymap.name("take_next") if desk.figures.waiting else ""
        held, key = self._held_slot(takes)
        screen.slots.tell(desk.slot_cells(), free, key, is_narrow=screen.is_narrow, marks_open=shows_chat, held=held)
        self._paint_lists()
        self._paint_chat()
        facts = desk.box_facts()
        view = box_views.view(facts, desk.keymap)
        self._paint_box(view)
        self._paint_card()
        in_box = screen.is_in_box
        kept = facts.kept_at if in_box and view.state is BoxState.OWN else ""
        where = BOX if in_box else LISTS
        sheet = self._sheet
        if sheet is not None:
            # What stands over the desk has its words where the desk has its own.
            screen.notice.show((Span(" " + sheet.advice(), "text"),))
            screen.keys_line.tell(sheet.hints(), desk.keymap, LISTS)
            return
        screen.notice.tell(desk, where=where, is_narrow=screen.is_narrow, kept_at=kept)
        screen.keys_line.tell(self._hints(view), desk.keymap, where)

    @property
    def _sheet(self) -> "Sheet | None":
        """What stands over the desk and has words for its lines."""
        above = self.screen.app.screen
        if above is self.screen:
            return None
        # Dialogs are imported with the first of them.
        from console.desk.tui.screens.dialogs.sheet import Sheet

        return above if isinstance(above, Sheet) else None

    def _held_slot(self, takes: str) -> tuple[tuple[str, str, str], str]:
        """What has the free slot now, how long still, and the key that acts on it."""
        desk = self.screen.desk
        offer, wraps = desk.offer(), desk.wrap_ups()
        if offer is not None:
            left = age(max(0, offer.offer_until - desk.now))
            key = "" if desk.backend.link.link is Link.OFFLINE else desk.keymap.name("take_next")
            return (t("slots.offer", name=names.short_name(offer.name)), left, t("slots.takes")), key
        if wraps and (left := wrap_left(desk, wraps[0])):
            key = desk.keymap.name("resolve") if wraps[0].conv == desk.open_conv else ""
            return (t("slots.wrap_up", name=names.short_name(wraps[0].name)), left, t("slots.chooses")), key
        return ("", "", ""), takes

    def _paint_lists(self) -> None:
        screen = self.screen
        desk, narrow = screen.desk, screen.is_narrow
        listings = self._listings.all(screen.filters)
        for kind, widget in screen.lists.items():
            widget.show(listings[kind], own=True)
        cursor = screen.lists[screen.list_kind].cursor_conv
        if not desk.open_conv and cursor and screen.lists[screen.list_kind].has_focus:
            # At the start nothing is open yet: the chat under the cursor is, so that the keys have an object.
            screen.preview(cursor)
        top: lists.Kind = "mine" if screen.list_kind == "mine" else "waiting"
        left, right = titles.queue_title(desk, top, is_narrow=narrow, filter_text=self._filter_title(top))
        focused = self._lit in (screen.lists["waiting"], screen.lists["mine"])
        screen.panes["queue"].tell(Frame.FOCUS if focused else Frame.QUIET, left, right, is_line=narrow)
        left, right = titles.bots_title(desk, is_narrow=narrow, filter_text=self._filter_title("bots"))
        focused = self._lit is screen.lists["bots"]
        screen.panes["bots"].tell(Frame.FOCUS if focused else Frame.QUIET, left, right, is_line=narrow)

    def _filter_title(self, kind: str) -> str:
        screen = self.screen
        return screen.filters[kind] + ("█" if screen.filtering == kind else "")

    def _paint_chat(self) -> None:
        screen = self.screen
        desk, conv, row = screen.desk, screen.desk.open_conv, screen.desk.open_row
        transcript = desk.backend.transcript(conv) if conv else None
        screen.painted_epoch = row.epoch if row is not None else None
        left, right = titles.chat_title(desk)
        kind = Frame.FOCUS if self._lit is screen.transcript else Frame.QUIET
        screen.panes["chat"].tell(kind, left, right, is_line=screen.is_narrow)
        card: tuple[tuple[str, str], ...] = ()
        if transcript is not None:
            trouble = desk.trouble.get(conv, "")
            card = warm_card(transcript.card, bot_turns=row.bot_turns if row else 0, trouble=trouble)
        skipped = 1 if screen.is_narrow and screen.view == "chat" else 2
        if screen.is_narrow and len(card) == 3:
            card = tuple(line for number, line in enumerate(card) if number != skipped)
        screen.warm.tell(card, has_rule=not screen.is_narrow and bool(card))
        self._show_model(self._read(conv, transcript, row.seen if row else 0))
        left, right = titles.chat_status(
            desk, is_loading=bool(conv) and (transcript is None or not transcript.complete)
        )
        screen.status.show(left, right)

    def _read(self, conv: str, transcript: Transcripted | None, seen: int) -> TranscriptModel:
        """The open chat's model; the one there is while nothing changed, however long the chat."""
        desk, screen = self.screen.desk, self.screen
        turns = transcript.turns if transcript else ()
        people, new_after = desk.people(conv), desk.new_after.get(conv)
        outgoing, complete = tuple(desk.outgoing.values()), transcript is not None and transcript.complete
        version = transcript.version if transcript else 0
        key = (conv, version, len(turns), people, seen, new_after, screen.opened_details, outgoing, complete)
        newest = turns[-1] if turns else None
        if key != self._read_key or newest is not self._newest:
            self._read_key, self._newest = key, newest
            self._made = self._reader.read(
                conv,
                turns,
                people,
                desk.zone,
                seen=seen,
                new_after=new_after,
                opened=screen.opened_details,
                outgoing=outgoing,
                complete=complete,
            )
        return self._made

    def _show_model(self, model: TranscriptModel) -> None:
        screen = self.screen
        desk, old = screen.desk, self._model
        if model is not old:
            newest = max(model.customer_seqs, default=0)
            if model.conv == old.conv and newest > max(old.customer_seqs, default=0):
                desk.painted_at = desk.ticks()
            self._last_seq = max((block.seq for block in model.blocks), default=0)
        if model is not old and (model.conv, model.version) != (old.conv, old.version):
            screen.transcript.show(model)
        self._model = model
        self.look()
        last = self._last_seq
        at_bottom = screen.transcript.is_at_bottom and (not screen.is_narrow or screen.view == "chat")
        if last and desk.is_mine and at_bottom and self._told_read != (model.conv, last):
            self._told_read = (model.conv, last)
            desk.backend.read(model.conv, last)

    def look(self) -> None:
        """Know whether the customer's newest words have been on the screen, before Enter is judged."""
        has_words = bool(self._model.customer_seqs)
        self.screen.desk.below_fold = has_words and not self.screen.transcript.newest_visible

    def _paint_box(self, view: BoxView) -> None:
        screen = self.screen
        in_box = screen.is_in_box
        kind = Frame.QUIET if view.frame is Frame.FOCUS and not (in_box and self._lit) else view.frame
        screen.panes["box"].tell(kind, view.title, view.right, is_line=screen.is_narrow)
        # A box in which somebody types goes on taking letters, whatever became of the chat.
        can_type = view.can_type or in_box
        shows_text = screen.open_box(can_type=can_type)
        screen.box_first.display = not shows_text
        screen.box_first.show(view.line)
        second = (Span(view.line_right, "muted"),) if view.line_right else ()
        is_plain = view.state is BoxState.OWN and screen.is_narrow
        if shows_text:
            screen.box_line.show((Span("", "text"), *view.line), second)
            screen.box_line.set_class(
                not (screen.is_narrow and is_plain) and bool(not screen.is_narrow or view.line or second),
                "-shown",
            )
        else:
            screen.box_line.show(second)
            screen.box_line.set_class(bool(second), "-shown")
        screen.box_bottom.show((Span(_DASHES[kind] * screen.size.width, FRAME_ROLES[kind]),))

    def _paint_card(self) -> None:
        screen = self.screen
        desk = screen.desk
        pane = screen.panes["card"]
        if not pane.display or screen.has_class("-no-card"):
            return
        transcript = desk.backend.transcript(desk.open_conv)
        account = desk.backend.account
        lines = card_lines(
            desk.open_row,
            desk.backend.customer(desk.open_conv),
            transcript.turns if transcript else (),
            account.team if account else (),
            desk.zone,
            max(1, screen.card.size.width),
            copy_key=desk.keymap.name("copy"),
            is_revealed=bool(desk.open_conv) and screen.revealed == desk.open_conv,
        )
        key = desk.keymap.name("card")
        right = (Span(key, "key"),) if key else ()
        pane.tell(Frame.QUIET, (Span(t("pane.customer"), "text+bold"),), right, is_line=screen.is_narrow)
        screen.card.tell(lines, key)

    def _hints(self, view: BoxView) -> Sequence[Hint]:
        screen = self.screen
        if screen.key_table.mode == "ask" and screen.key_table.question is not None:
            _, action = screen.key_table.question
            return (Hint("", t("hint.yes", what=action.title), 0, key="y"), Hint("", t("hint.no"), 0, key="Esc"))
        if screen.key_table.mode == "command":
            command = screen.desk.keymap.name("command", BOX)
            return (Hint("", t("key.command_waits", key=command), 0),)
        if screen.is_in_box:
            return view.keys
        if not view.can_type and screen.view == "chat" and screen.is_narrow:
            return (*offer_hints(screen.desk.situation()), *view.keys)
        return list_hints(screen.desk.situation(), is_transcript=screen.focused is screen.transcript)
