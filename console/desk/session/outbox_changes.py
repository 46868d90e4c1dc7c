"""What changed in the outbox since it was last asked: what the disk must keep or forget, and what is to be told."""

import msgspec

from console.desk.session.outbox_item import Item


class Changes(msgspec.Struct, frozen=True):
    """What is to be made durable, and then told, in order."""

    save: tuple[Item, ...]
    forget: tuple[str, ...]
    moved: tuple[Item, ...]


class Changing:
    """Gathers changes until they are drained; of each item only the last counts for the disk."""

    def __init__(self) -> None:
        self._save: dict[str, Item] = {}
        self._forget: dict[str, None] = {}
        self._moved: list[Item] = []

    def save(self, item: Item) -> None:
        """The disk must have it like this."""
        self._forget.pop(item.id, None)
        self._save[item.id] = item

    def forget(self, item: Item) -> None:
        """The disk must not have it any more."""
        self._save.pop(item.id, None)
        self._forget[item.id] = None

    def moved(self, item: Item) -> None:
        """It is to be told."""
        self._moved.append(item)

    def unmoved(self, item: Item) -> None:
        """Nothing of it is to be told any more."""
        self._moved = [moved for moved in self._moved if moved.id != item.id]

    def drain(self) -> Changes | None:
        """What changed since the last drain."""
        if not self._save and not self._forget and not self._moved:
            return None
        changes = Changes(tuple(self._save.values()), tuple(self._forget), tuple(self._moved))
        self._save, self._forget, self._moved = {}, {}, []
        return changes
