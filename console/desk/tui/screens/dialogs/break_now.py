"""A break that begins now: it asks for each chat first."""

from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.settle import BreakDialog


def dialog(given: DialogContext) -> BreakDialog:
    """For the desk's table."""
    return BreakDialog(given)
