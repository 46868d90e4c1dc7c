"""What an agent has begun and not finished: texts in the box, takes on their way."""

import msgspec


class Text(msgspec.Struct):
    """What stands in the box for one conversation and kind."""

    text: str = ""
    at: int = 0
    """Last changed, local clock."""
    base_seq: int = 0
    """The customer's last `seq` when it was begun, or when a first Enter showed what came since."""
    held: str = ""
    """The id of the held command whose text this is."""
    cursor: tuple[int, int] = (0, 0)
    version: int = 0
    """Rises when something else than the agent's typing changed it: the box shows it anew."""


def end_of(text: str) -> tuple[int, int]:
    """Where a cursor stands that goes on with this text."""
    last = text.split("\n")
    return len(last) - 1, len(last[-1])


class Claim(msgspec.Struct):
    """A take of mine that is on its way."""

    id: str
    conv: str
    at: int
    queued: str = ""
    """The text that goes as soon as the chat is mine."""
    let_go: bool = False
    """I changed my mind: undone as soon as it is won."""
    is_again: bool = False
    """Sent a second time, because the bot gave the chat to nobody meanwhile."""
    won_epoch: int = 0
    """Won; the row has not said so yet."""
