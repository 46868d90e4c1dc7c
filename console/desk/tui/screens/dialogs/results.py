"""What dialogs are dismissed with besides commands and actions: values for the desk, which does what they say."""

import msgspec

from console.core.conversation.commands import AgentCommand
from console.core.floor.presence import AgentState


class OpenChat(msgspec.Struct, frozen=True):
    """Open this conversation."""

    conv: str
    seq: int = 0
    """Scroll to this entry; 0: to the end."""
    kind: str = ""
    """Go into the box, to the `reply` or the `note`."""


class InsertText(msgspec.Struct, frozen=True):
    """Put this text at the cursor of the reply box; it is never sent by that."""

    text: str


class KeepTheme(msgspec.Struct, frozen=True):
    """The theme that is shown was chosen: remember its name in the settings."""

    name: str


class TakeFrom(msgspec.Struct, frozen=True):
    """Take the chat from a colleague, who is told why."""

    why: str = ""


class Confirmed(msgspec.Struct, frozen=True):
    """Yes."""


class SendHeld(msgspec.Struct, frozen=True):
    """Send a held text as it is."""

    command_id: str


class GiveBack(msgspec.Struct, frozen=True):
    """Put a text that did not go into the draft of its chat again, and open that."""

    command_id: str
    conv: str
    kind: str
    text: str


class GiveAsNote(msgspec.Struct, frozen=True):
    """Leave the text as a note for whoever owns the chat; what it came from is then thrown away."""

    conv: str
    text: str
    command_id: str = ""
    """The text's command; empty: it was a draft."""
    kind: str = ""
    """The draft's kind."""


class CopyText(msgspec.Struct, frozen=True):
    """Copy this text to the clipboard."""

    text: str


class ThrowAway(msgspec.Struct, frozen=True):
    """Forget a text that did not go, or a draft; the agent has said yes to it."""

    conv: str
    command_id: str = ""
    """The text's command; empty: it is a draft."""
    kind: str = ""
    """The draft's kind."""


class ChooseState(msgspec.Struct, frozen=True):
    """Ask for this state."""

    state: AgentState
    reason: str = ""


class OpenSheet(msgspec.Struct, frozen=True):
    """Open this dialog next."""

    name: str


class SettleBy(msgspec.Struct, frozen=True):
    """Open the dialog of this action about a chat, and after it the list that asked for it."""

    action: str
    conv: str
    then: str
    """The name of the dialog that follows."""


class SignOff(msgspec.Struct, frozen=True):
    """Sign off and leave the desk."""


class DeclineOffer(msgspec.Struct, frozen=True):
    """Decline this offer."""

    conv: str
    offer: str
    reason: str


class RaiseHand(msgspec.Struct, frozen=True):
    """Ask a supervisor for help."""

    text: str = ""


Result = (
    AgentCommand
    | str
    | OpenChat
    | InsertText
    | KeepTheme
    | TakeFrom
    | Confirmed
    | SendHeld
    | GiveBack
    | GiveAsNote
    | CopyText
    | ThrowAway
    | ChooseState
    | OpenSheet
    | SettleBy
    | SignOff
    | DeclineOffer
    | RaiseHand
)
"""A command for the chat that was open, an action's id, or a value for the desk; None, as ever: nothing changes."""
