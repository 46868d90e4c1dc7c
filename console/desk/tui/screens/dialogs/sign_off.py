"""Signing off, from the desk itself or from the dialog of states."""

from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.settle import SignOffDialog


def dialog(given: DialogContext) -> SignOffDialog:
    """For the desk's table."""
    return SignOffDialog(given)
