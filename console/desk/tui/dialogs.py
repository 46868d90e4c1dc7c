"""Where dialogs are called: a table of modules, imported on first use, each with one `dialog` function.

`dialog(context)` gives the modal screen; it is dismissed with a command to issue on the chat that was open, with the
id of an action to do, or with None: nothing changes.
"""

import importlib
from collections.abc import Callable
from typing import Any, Final

import msgspec
from textual.screen import ModalScreen

from console.desk.work.desk import Desk
from console.desk.work.flows import Flows

Result = Any
"""An `AgentCommand`, an action's id, one of the dialogs' own results, or None."""

_PACKAGE: Final = "console.desk.tui.screens.dialogs"
DIALOGS: Final = {
    name: f"{_PACKAGE}.{name}"
    for name in (
        "hand_back",
        "hand_to",
        "resolve",
        "snooze",
        "help",
        "keys",
        "palette",
        "notices",
        "unsent",
        "search",
        "theme",
        "tags",
        "replies",
        "confirm",
        "state",
        "sign_off",
        "break_now",
        "decline",
        "ask_help",
        "why",
    )
}


class DialogContext(msgspec.Struct, frozen=True):
    """What a dialog may look at; it issues nothing itself."""

    desk: Desk
    flows: Flows
    conv: str
    """The chat that was open when the key was pressed: the dialog's object, whatever happens meanwhile."""
    where: str
    """Where the focus was: `box` or `lists`."""


def dialog(name: str, context: DialogContext) -> ModalScreen[Result] | None:
    """The dialog of this name; None when this installation has none."""
    try:
        module = importlib.import_module(DIALOGS[name])
    except ModuleNotFoundError as problem:
        if problem.name is not None and not problem.name.startswith(_PACKAGE):
            raise
        return None
    make: Callable[[DialogContext], ModalScreen[Result]] = module.dialog
    return make(context)
