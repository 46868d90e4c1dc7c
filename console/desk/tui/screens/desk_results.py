"""Does what a dialog was dismissed with: a command, an action, or one of the dialogs' own results."""

from typing import TYPE_CHECKING, Any

from textual.screen import ModalScreen

from console.core.conversation.commands import Note
from console.desk.tui.dialogs import DialogContext, Result
from console.desk.tui.screens.dialogs import results as r
from console.desk.work.desk import REPLY

if TYPE_CHECKING:
    from console.desk.tui.screens.desk import DeskScreen


class Results:
    """The desk's side of its dialogs."""

    def __init__(self, screen: "DeskScreen") -> None:
        self.screen = screen

    def show(self, found: ModalScreen[Result], context: DialogContext) -> None:
        """Push a dialog; its command goes out under the epoch that was on the screen when it opened."""
        row = self.screen.desk.row(context.conv)
        epoch = row.epoch if row else None
        self.screen.app.push_screen(found, lambda result: self.done(context.conv, epoch, result))

    def done(self, conv: str, epoch: int | None, result: Result) -> None:
        """A dialog has closed: carry out what it says."""
        if isinstance(result, str):
            self.screen.key_table.run_id(result)
        elif result is not None and not self._own(result, epoch):
            self.screen.flows.submit(conv, result, epoch=epoch)
        self.screen.load_box()
        self.screen.paint()

    def _own(self, result: Any, epoch: int | None) -> bool:
        """Whether it was one of the dialogs' own results."""
        screen, flows = self.screen, self.screen.flows
        match result:
            case r.OpenChat(conv=conv, seq=seq, kind=kind):
                self._open(conv, seq, kind)
            case r.InsertText(text=text):
                screen.show_open(focus="box")
                screen.box.insert_text(text)
            case r.KeepTheme() | r.Confirmed():
                pass
            case r.TakeFrom(why=why):
                if flows.take(epoch=epoch, force=True, why=why):
                    screen.show_open(focus="box")
            case r.SendHeld(command_id=command_id):
                self._release(command_id)
            case r.GiveBack(command_id=command_id, conv=conv, kind=kind, text=text):
                self._forget(command_id)
                flows.give_back(conv, kind, text)
                self._open(conv, 0, kind)
            case r.GiveAsNote(conv=conv, text=text, command_id=command_id, kind=kind):
                if flows.submit(conv, Note(text)):
                    self._throw_away(conv, command_id, kind)
            case r.CopyText(text=text):
                screen.copy(text, "copy.text")
            case r.ThrowAway(conv=conv, command_id=command_id, kind=kind):
                self._throw_away(conv, command_id, kind)
            case _:
                return False
        return True

    def _open(self, conv: str, seq: int, kind: str) -> None:
        screen, flows = self.screen, self.screen.flows
        flows.open(conv)
        flows.watch()
        if kind:
            flows.toggle_note(kind)
        screen.show_open(focus="box" if kind and screen.desk.is_mine else "transcript")
        if seq:
            screen.transcript.scroll_to_seq(seq)

    def _release(self, command_id: str) -> None:
        desk = self.screen.desk
        item = desk.outgoing.pop(command_id, None)
        desk.backend.release(command_id)
        if item is not None and desk.text(item.conv, REPLY).held == command_id:
            self.screen.flows.clear(item.conv, REPLY)
            self.screen.flows.show_held(item.conv)

    def _throw_away(self, conv: str, command_id: str, kind: str) -> None:
        if command_id:
            self._forget(command_id)
        else:
            self.screen.flows.clear(conv, kind)

    def _forget(self, command_id: str) -> None:
        self.screen.desk.backend.discard(command_id)
        item = self.screen.desk.outgoing.pop(command_id, None)
        if item is not None:
            self.screen.flows.thrown_away(item)
