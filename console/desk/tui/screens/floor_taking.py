"""Taking a chat from a place of the Floor: from the queue at once, from a colleague or her offer after a yes."""

from console.core.conversation.words import State
from console.core.floor.rows import Row
from console.core.text.messages import t
from console.desk.adapters.port import Link
from console.desk.tui.screens.dialogs.confirm import ConfirmDialog, TakeDialog
from console.desk.tui.screens.dialogs.results import TakeFrom
from console.desk.tui.screens.floor_place import FloorPlace
from console.desk.work import names


def is_over(place: FloorPlace, row: Row) -> bool:
    """Whether there is nothing left to take or to hand on; it is said."""
    if row.conv in place.desk.backend.rows and row.state != State.RESOLVED:
        return False
    place.desk.say("reading.over", name=names.short_name(row.name))
    return True


def take(place: FloorPlace, row: Row) -> None:
    """Take a chat: from the queue at once, from a colleague after a yes that says who is told."""
    desk, flows = place.desk, place.flows
    if desk.backend.link.link is Link.OFFLINE:
        desk.say("acts.offline", glyph="▲")
        return
    if is_over(place, row):
        return

    def begin(*, force: bool = False, why: str = "") -> None:
        flows.open(row.conv)
        if flows.take(epoch=row.epoch, force=force, why=why):
            place.leave("reply")

    if row.offer_to not in ("", desk.me):
        who = desk.agent_name(row.offer_to)
        question = t("taking.offered", name=names.full_name(row.name), who=who)
        dialog = ConfirmDialog(place.given(row.conv), question, t("taking.offered.yes"), more=t("taking.offered.more"))
        place.app.push_screen(dialog, lambda yes: begin(force=True) if yes is not None else None)
        return
    if not names.owner_name(row) or row.owner == desk.me:
        begin()
        return

    def answered(result: object) -> None:
        if isinstance(result, TakeFrom):
            begin(force=True, why=result.why)

    place.app.push_screen(TakeDialog(place.given(row.conv)), answered)
