"""What the process of a backend sets once, so that neither Python's collector nor its threads keep the event loop."""

import gc
import sys
from typing import Final

SWITCH_S: Final = 0.0005
"""A thread of the store gives the interpreter up with every statement, and then waits this long for a busy loop to let
go of it: with Python's own 5 ms, a transaction of ten statements takes 50 ms when the backend has much to do."""
YOUNG: Final = 1_000
MIDDLE: Final = 10
OLD: Final = 100
"""How many things are made before the collector looks: often and little, so that no look at them takes long."""


def settle() -> None:
    """Called when everything is loaded: that stays, and is not looked through for garbage again and again.

    With it a full collection takes 170 ms, in which nobody is served.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    sys.setswitchinterval(SWITCH_S)
