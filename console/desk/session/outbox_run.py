"""How a command fares on the socket of now: what was asked of it, what is awaited, when it may be tried again."""

import msgspec


class Run(msgspec.Struct):
    """What is known of an item on this socket only."""

    waiting_since: int | None = None
    """Steady clock; a result or the answer to an ask is awaited."""
    asked: bool = False
    ask: bool = False
    """It was written to an earlier socket: its result is asked for before anything else."""
    earlier: bool = False
    """The same, until it is written again."""
    doubt: bool = False
    """An earlier life left it unsent; its disk may have been too full to keep that it was written."""
    not_before: int = 0
    tries: int = 0
