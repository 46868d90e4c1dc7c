"""What each action of the table does on the desk's screen: moves, work on the open chat, places, copying, leaving."""

from typing import TYPE_CHECKING, cast

from console.core.text.messages import t
from console.desk.actions import Action
from console.desk.tui.dialogs import DialogContext, dialog
from console.desk.tui.lending import can_lend
from console.desk.tui.screens.desk_editor import Editing, editor_words
from console.desk.tui.screens.desk_results import Results
from console.desk.work import names
from console.desk.work.desk import NOTE, REPLY
from console.desk.work.why import latest_why

if TYPE_CHECKING:
    from console.desk.tui.app import DeskApp
    from console.desk.tui.screens.desk import DeskScreen


class DeskActions:
    """Does what keys, palette and mouse ask for."""

    def __init__(self, screen: "DeskScreen") -> None:
        self.screen = screen
        self.results = Results(screen)

    def do(self, action: Action, *, from_box: bool) -> None:
        """Do it; its condition holds."""
        if action.dialog and action.id != "quit":
            self.open_dialog(action.dialog, from_box=from_box)
        elif action.id.startswith("slot_"):
            self._slot(int(action.id.removeprefix("slot_")))
        elif action.id.startswith("go_"):
            self._go(action.id.removeprefix("go_"))
        elif action.id in ("up", "down", "page_up", "page_down", "top", "bottom"):
            self._move(action.id, from_box=from_box)
        else:
            getattr(self, f"_{action.id}")(action)

    def confirmed(self, action: Action) -> None:
        """The question before it was answered with yes."""
        self._after_take(self.screen.flows.take(epoch=self.screen.painted_epoch, force=True))

    # Moving.

    def _move(self, action_id: str, *, from_box: bool) -> None:
        screen = self.screen
        target = screen.transcript if from_box or screen.is_in_box else screen.pane_in_focus()
        by = -1 if action_id.endswith("up") or action_id == "top" else 1
        if action_id in ("up", "down"):
            target.move(by)
        elif action_id in ("top", "bottom"):
            target.to_end(by)
        else:
            target.page(by)

    def _open(self, action: Action) -> None:
        screen = self.screen
        if screen.transcript.has_focus:
            screen.toggle_details(screen.transcript.cursor_seq)
        else:
            screen.read_cursor()

    def _slot(self, number: int) -> None:
        if self.screen.flows.slot(number):
            self.screen.show_open(focus="box")

    def _next_mine(self, action: Action) -> None:
        if self.screen.flows.next_mine():
            self.screen.show_open(focus="box")

    def _back(self, action: Action) -> None:
        if self.screen.flows.back():
            self.screen.show_open(focus="box")

    def _next_pane(self, action: Action) -> None:
        self.screen.cycle_panes(1)

    def _previous_pane(self, action: Action) -> None:
        self.screen.cycle_panes(-1)

    def _leave_box(self, action: Action) -> None:
        self.screen.show_list()

    def _go(self, place: str) -> None:
        screen = self.screen
        if place in ("waiting", "mine", "bots"):
            screen.show_list(place)
        elif place == "desk":
            screen.show_list()
        elif place == "floor":
            cast("DeskApp", screen.app).open_floor()
        elif place == "escalation" and (offer := screen.desk.offer()) is not None:
            self.open_dialog("why", conv=offer.conv)
        elif place == "escalation":
            transcript = screen.desk.backend.transcript(screen.desk.open_conv)
            turns = transcript.turns if transcript else ()
            marked = [turn.seq for turn in turns if turn.code in ("asked", "queued")]
            told = latest_why(turns, screen.desk.me)
            if told is not None:
                screen.opened_details = screen.opened_details | {told.seq}
            if marked:
                screen.transcript.scroll_to_seq(marked[0])
        else:
            after = screen.desk.new_after.get(screen.desk.open_conv, 0)
            unread = [seq for seq in screen.desk.customer_seqs(screen.desk.open_conv) if seq > after]
            if unread:
                screen.transcript.scroll_to_seq(unread[0])
            else:
                screen.transcript.to_end(1)

    # Work on the open chat.

    def _take_next(self, action: Action) -> None:
        self._after_take(self.screen.flows.take_next())

    def _take(self, action: Action) -> None:
        screen = self.screen
        row = screen.desk.open_row
        if row is not None and screen.flows.needs_yes():
            params = {"name": names.short_name(row.name), "owner": names.owner_name(row)}
            screen.key_table.ask(t("ask.take", **params), action)
            return
        self._after_take(screen.flows.take(epoch=screen.painted_epoch))

    def _after_take(self, has_begun: bool) -> None:
        if has_begun:
            self.screen.show_open(focus="box")

    def _reply(self, action: Action) -> None:
        self.screen.flows.toggle_note(REPLY)
        self.screen.show_open(focus="box")

    def _note(self, action: Action) -> None:
        self.screen.flows.toggle_note(NOTE)
        self.screen.show_open(focus="box")

    def _toggle_note(self, action: Action) -> None:
        self.screen.flows.toggle_note()
        self.screen.show_open(focus="box")

    def _whisper_owner(self, action: Action) -> None:
        if self.screen.flows.whisper_mode():
            self.screen.show_open(focus="box")

    def _ask_help(self, action: Action) -> None:
        """Up goes the hand, with a line; again it comes down."""
        row = self.screen.desk.open_row
        if row is not None and row.help_since:
            self.screen.flows.end_help()
        else:
            self.open_dialog("ask_help")

    def _send(self, action: Action) -> None:
        self.screen.send()

    def _new_line(self, action: Action) -> None:
        self.screen.box.insert_text("\n")

    def _undo(self, action: Action) -> None:
        if self.screen.flows.undo():
            self.screen.load_box()

    def _reopen(self, action: Action) -> None:
        self.screen.flows.reopen()

    def _retry(self, action: Action) -> None:
        self.screen.flows.retry()
        self.screen.load_box()

    def _editor(self, action: Action) -> None:
        """The box's text in the user's own editor, through a file that nobody else can read."""
        screen = self.screen
        words = editor_words()
        if not words:
            screen.desk.say("editor.none", glyph="▲")
            return
        if not can_lend(screen.app):
            screen.desk.say("editor.cannot", glyph="▲")
            return
        try:
            editing = Editing(screen, words)
        except OSError as problem:
            screen.desk.say("editor.failed", glyph="▲", reason=problem.strerror or words[0])
            return
        screen.run_worker(editing.run())

    # Copying.

    def copy_what(self, what: str) -> None:
        """Copy a turn, the e-mail address, the chat's number or all of it."""
        screen, desk = self.screen, self.screen.desk
        conv, row = desk.open_conv, desk.open_row
        transcript = desk.backend.transcript(conv)
        turns = list(transcript.turns) if transcript else []
        customer = desk.backend.customer(conv)
        text = ""
        if what == "turn":
            wanted = screen.transcript.cursor_seq or (turns[-1].seq if turns else 0)
            text = next((turn.text for turn in turns if turn.seq == wanted), "")
        elif what == "email" and customer is not None:
            text = customer.email
            screen.revealed = conv
        elif what == "number" and row is not None:
            text = f"#{row.no}"
        elif what == "chat":
            text = "\n".join(f"{block.time} {block.label}: {block.text}" for block in screen.blocks() if block.text)
        screen.copy(text, f"copy.{what}" if what else "copy.nothing")

    # Places of the screen.

    def _card(self, action: Action) -> None:
        self.screen.toggle_card()

    def _filter(self, action: Action) -> None:
        self.screen.start_filter()

    def _redraw(self, action: Action) -> None:
        cast("DeskApp", self.screen.app).redraw()

    def _quit(self, action: Action) -> None:
        self.open_dialog("sign_off")

    def open_dialog(self, name: str, *, from_box: bool = False, conv: str = "", then: str = "") -> None:
        """Show a dialog about the chat that is open now, or about another; what it is dismissed with is done.

        `then`: the dialog that follows.
        """
        screen = self.screen
        conv = conv or screen.desk.open_conv
        context = DialogContext(screen.desk, screen.flows, conv, "box" if from_box else "lists")
        found = dialog(name, context)
        if found is None:
            screen.desk.say("dialog.missing", title=t(f"act.{name}"))
            return
        self.results.show(found, context, then=then)
