"""Does what a dialog was dismissed with: a command, an action, or one of the dialogs' own results."""

from typing import TYPE_CHECKING, Any, Final

from textual.screen import ModalScreen

from console.core.conversation.commands import AgentCommand, HandBack, Note, Resolve, Snooze, Transfer
from console.core.floor.presence import AgentState
from console.desk.actions import BY_ID
from console.desk.tui.dialogs import DialogContext, Result
from console.desk.tui.screens.dialogs import results as r
from console.desk.work import shift
from console.desk.work.desk import REPLY

if TYPE_CHECKING:
    from console.desk.tui.screens.desk import DeskScreen


_GIVING_AWAY: Final = (Resolve, Transfer, HandBack, Snooze)


class Results:
    """The desk's side of its dialogs."""

    def __init__(self, screen: "DeskScreen") -> None:
        self.screen = screen

    def show(self, found: ModalScreen[Result], context: DialogContext, *, then: str = "") -> None:
        """Push a dialog; its command goes out under the epoch that was on the screen when it opened.

        `then`: the dialog that follows, whatever this one says.
        """
        row = self.screen.desk.row(context.conv)
        epoch = row.epoch if row else None
        self.screen.app.push_screen(found, lambda result: self.done(context.conv, epoch, result, then=then))

    def done(self, conv: str, epoch: int | None, result: Result, *, then: str = "") -> None:
        """A dialog has closed: carry out what it says."""
        if isinstance(result, str):
            self.screen.key_table.run_id(result)
        elif result is not None and not self._own(result, epoch) and not self._shift(result, conv, epoch):
            self._submit(conv, result, epoch)
        if then and not isinstance(result, r.OpenChat | r.GiveBack):
            self.screen.actions.open_dialog(then)
        self.screen.load_box()
        self.screen.paint()

    def _submit(self, conv: str, command: AgentCommand, epoch: int | None) -> None:
        """Issue a dialog's command; from the box of a chat that I give away the focus goes to what was said."""
        screen = self.screen
        has_gone = screen.flows.submit(conv, command, epoch=epoch) and isinstance(command, _GIVING_AWAY)
        if has_gone and screen.is_in_box and conv == screen.desk.open_conv:
            # Else the letters that the line below names would be typed into a box that cannot send.
            screen.show_open(focus="transcript")

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

    def _shift(self, result: Any, conv: str, epoch: int | None) -> bool:
        """Whether it was about my state, an offer or a raised hand."""
        screen, flows = self.screen, self.screen.flows
        match result:
            case r.ChooseState(state=state, reason=reason):
                screen.run_worker(self._choose(state, reason))
            case r.OpenSheet(name=name):
                screen.actions.open_dialog(name)
            case r.SettleBy(action=action, conv=about, then=then):
                screen.actions.open_dialog(BY_ID[action].dialog, conv=about, then=then)
            case r.SignOff():
                screen.run_worker(self._sign_off())
            case r.DeclineOffer(conv=about, offer=offer, reason=reason):
                flows.decline(about, offer, reason)
            case r.RaiseHand(text=text):
                flows.ask_help(conv, text, epoch=epoch)
            case _:
                return False
        return True

    async def _choose(self, state: AgentState, reason: str) -> None:
        await shift.set_state(self.screen.desk, state, reason)
        self.screen.paint()

    async def _sign_off(self) -> None:
        """Drafts are on the disk before this; what is still open goes back with its clocks."""
        self.screen.flows.flush_delayed(everything=True)
        if await shift.sign_off(self.screen.desk):
            self.screen.app.exit()
        else:
            self.screen.paint()

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
