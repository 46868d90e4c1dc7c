"""Stands for Textual's command palette, which the Desk has not: Textual's app names its classes, and never uses them.

The palette itself, with its inputs and lists of options, takes longer to import than all of the Desk's own widgets.
"""

from typing import Any


class Provider:
    """Would give commands to a palette."""


class SimpleProvider(Provider):
    """Would give these."""


class CommandPalette:
    """Would show them."""

    @staticmethod
    def is_open(app: object) -> bool:
        """Never."""
        return False


CommandListItem = DiscoveryHit = Hit = Hits = Any
