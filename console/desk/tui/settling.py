"""What the process of a Desk sets once it stands, so that Python's collector does not stop it while somebody types."""

import gc
from typing import Final

YOUNG: Final = 1_000
MIDDLE: Final = 10
OLD: Final = 100
"""How many things are made before the collector looks: often and little, so that no look at them takes long."""


def settle_memory() -> None:
    """A full collection looks at all that was ever imported, for a tenth of a second: no key must wait so long.

    Nothing of what is there once the screen stands goes away any more.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
