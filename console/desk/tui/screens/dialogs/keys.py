"""The keys of the place where the focus is, and no more: the short help."""

from console.desk.actions import ANYWHERE, BOX, FLOOR, GO, LISTS
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.help import HelpDialog


def dialog(given: DialogContext) -> HelpDialog:
    """For the desk's table."""
    places = {"box": (BOX, ANYWHERE), FLOOR: (FLOOR, GO, ANYWHERE)}.get(given.where, (LISTS, GO, ANYWHERE))
    return HelpDialog(given, places, with_signs=False)
