"""What is kept of a session between two lives of the program: unsent commands, drafts; and drafts in memory."""

from typing import Final, Protocol

import msgspec

from console.desk.session.outbox_item import Item

FLUSH_WITHIN: Final = 800
"""A changed draft is on disk after this time, milliseconds."""


class KeptDraft(msgspec.Struct, frozen=True):
    """Text that is not sent."""

    conv: str
    kind: str
    text: str
    at: int
    base_seq: int = 0


class Kept(msgspec.Struct, frozen=True):
    """Everything, as found on start."""

    items: tuple[Item, ...] = ()
    drafts: tuple[KeptDraft, ...] = ()


class Keeping(Protocol):
    """Where it is kept."""

    def keep(self, save: tuple[Item, ...], forget: tuple[str, ...] = ()) -> None:
        """Items, durable when this returns."""

    def keep_drafts(self, drafts: list[KeptDraft]) -> None:
        """Drafts, durable when this returns."""

    def tidy(self) -> None:
        """Leave nothing readable of what was forgotten."""

    def close(self) -> None:
        """Let go."""


class InMemory:
    """Where nothing can be kept: the person has been told so."""

    def keep(self, save: tuple[Item, ...], forget: tuple[str, ...] = ()) -> None:
        """Nothing to do."""

    def keep_drafts(self, drafts: list[KeptDraft]) -> None:
        """Nothing to do."""

    def tidy(self) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to do."""


class Drafts:
    """All drafts, and which of them the disk does not have yet; a sans-I/O core."""

    def __init__(self) -> None:
        self._drafts: dict[tuple[str, str], KeptDraft] = {}
        self._dirty: dict[tuple[str, str], KeptDraft] = {}
        self._since: int | None = None

    def load(self, drafts: tuple[KeptDraft, ...]) -> None:
        """What the disk has."""
        for draft in drafts:
            self._drafts.setdefault((draft.conv, draft.kind), draft)

    def get(self, conv: str, kind: str) -> KeptDraft | None:
        """One draft."""
        return self._drafts.get((conv, kind))

    def all(self) -> list[KeptDraft]:
        """All, newest first."""
        return sorted(self._drafts.values(), key=lambda draft: draft.at, reverse=True)

    def put(self, draft: KeptDraft, mono: int) -> None:
        """A changed draft; one without text is forgotten."""
        key = (draft.conv, draft.kind)
        old = self._drafts.get(key)
        if (old.text if old else "") == draft.text and (old is None or old.base_seq == draft.base_seq):
            return
        if draft.text:
            self._drafts[key] = draft
        else:
            self._drafts.pop(key, None)
        self._dirty[key] = draft
        if self._since is None:
            self._since = mono

    def erase(self, conv: str, mono: int) -> None:
        """Nothing to this person is kept."""
        for draft in self.all():
            if draft.conv == conv:
                self.put(KeptDraft(conv, draft.kind, "", draft.at), mono)

    def due_at(self) -> int | None:
        """When the disk must have what changed."""
        return None if self._since is None else self._since + FLUSH_WITHIN

    def flush(self) -> list[KeptDraft]:
        """What is to be written now."""
        dirty, self._dirty, self._since = list(self._dirty.values()), {}, None
        return dirty

    def failed(self, drafts: list[KeptDraft], mono: int) -> None:
        """They could not be written: try again, unless they changed since."""
        for draft in drafts:
            self._dirty.setdefault((draft.conv, draft.kind), draft)
        self._since = mono
