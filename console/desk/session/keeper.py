"""Brings what a session wants kept to the disk: commands at once, drafts soon, and again after a failure."""

import asyncio
import contextlib
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Final

from console.core.text.messages import t
from console.desk.session.kept import Drafts, InMemory, Keeping, Kept
from console.desk.session.outbox_item import Item
from console.errors import StoreError

KEEP_AGAIN: Final = 5_000
TIDY_AFTER: Final = 1_000


class Keeper:
    """The disk of one session; times of the steady clock, milliseconds."""

    def __init__(self, tell: Callable[[str, str], None]) -> None:
        """`tell(code, sentence)` brings trouble to the person."""
        self._tell = tell
        self.drafts = Drafts()
        self.device = secrets.token_hex(16)
        self._keeping: Keeping = InMemory()
        self._unkept: dict[str, Item | None] = {}
        self._again_at = 0
        self._tidy_at: int | None = None
        self._task: asyncio.Task[None] | None = None

    async def open(self, state: Path | None, server: str, user: str) -> tuple[Item, ...]:
        """Open the file on a thread; what cannot be opened is told, and then everything stays in memory."""
        if state is None:
            return ()
        kept, notices = await asyncio.to_thread(self._open, state, server, user)
        self.drafts.load(kept.drafts)
        for code, message in notices:
            self._tell(code, message)
        return kept.items

    def _open(self, state: Path, server: str, user: str) -> tuple[Kept, list[tuple[str, str]]]:
        from console.desk.session.disk import Disk

        try:
            disk = Disk.open(state, server, user)
            kept = disk.load()
        except StoreError as problem:
            return Kept(), [("outbox_in_memory", t("disk.memory", why=problem))]
        self._keeping, self.device = disk, disk.device
        return kept, disk.notices

    def issue(self, item: Item) -> None:
        """A new command: on the disk when this returns.

        Raises:
            StoreError: it is not.
        """
        self._keeping.keep((item,))

    def keep(self, save: tuple[Item, ...], forget: tuple[str, ...], mono: int) -> None:
        """A step of a command that is kept already; its id sees to it that a failure here doubles nothing."""
        self._unkept |= {item.id: item for item in save} | dict.fromkeys(forget)
        if forget:
            self._tidy_at = mono + TIDY_AFTER
        self._keep(mono)

    def _keep(self, mono: int) -> None:
        save = tuple(item for item in self._unkept.values() if item is not None)
        forget = tuple(item_id for item_id, item in self._unkept.items() if item is None)
        try:
            self._keeping.keep(save, forget)
        except StoreError as problem:
            first, self._again_at = self._again_at == 0, mono + KEEP_AGAIN
            if first:
                self._tell("disk_failing", t("disk.late", detail=problem.code))
        else:
            self._unkept, self._again_at = {}, 0

    def tick(self, mono: int) -> None:
        """Do what is due."""
        if self._unkept and mono >= self._again_at:
            self._keep(mono)
        if self._task is not None and not self._task.done():
            return
        due = self.drafts.due_at()
        if due is not None and mono >= due:
            self._task = asyncio.create_task(self._flush(mono))
        elif self._tidy_at is not None and mono >= self._tidy_at:
            self._tidy_at = None
            self._task = asyncio.create_task(asyncio.to_thread(self._keeping.tidy))

    async def _flush(self, mono: int) -> None:
        changed = self.drafts.flush()
        try:
            await asyncio.to_thread(self._keeping.keep_drafts, changed)
        except StoreError as problem:
            self.drafts.failed(changed, mono + KEEP_AGAIN)
            self._tell("disk_failing", t("disk.late", detail=problem.code))

    def due_at(self) -> int | None:
        """When a tick is wanted."""
        return min((at for at in (self.drafts.due_at(), self._tidy_at) if at is not None), default=None)

    async def close(self, mono: int) -> None:
        """Everything onto the disk, then let go of it."""
        if self._task is not None:
            await asyncio.gather(self._task, return_exceptions=True)
        with contextlib.suppress(StoreError):
            await asyncio.to_thread(self._keeping.keep_drafts, self.drafts.flush())
        if self._unkept:
            self._keep(mono)
        await asyncio.to_thread(self._keeping.close)
