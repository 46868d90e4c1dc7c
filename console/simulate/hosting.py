"""What the backend of a demo needs: a folder that goes when its process does, and the shop's word on customers."""

import asyncio
import contextlib
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Final

from console.backend.node import Node, wall_clock
from console.backend.service import Committing
from console.backend.store.lock import FileLock, HeldError
from console.core.conversation.events import Opened
from console.simulate.process import until_told
from console.simulate.shop import known

PREFIX: Final = "warmline-demo-"
LOCK: Final = "held"
YOUNG_S: Final = 60.0
"""A folder that is no older may be about to be locked."""


def host(live: Callable[[Path], Coroutine[object, object, None]]) -> int:
    """Let a backend live until this process is to end, in a folder that is thrown away afterwards."""
    sweep(Path(tempfile.gettempdir()))
    with _folder() as folder, contextlib.suppress(KeyboardInterrupt):
        asyncio.run(until_told(live(folder)))
    return 0


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    # Held as long as this process lives, however it ends: so the next one knows which folders are left.
    lock = FileLock(folder / LOCK)
    try:
        yield folder
    finally:
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)


def sweep(place: Path) -> None:
    """Remove the folders there whose processes were killed."""
    for folder in place.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError, HeldError):
            if _is_ours(folder.lstat()):
                FileLock(folder / LOCK).release()
                shutil.rmtree(folder, ignore_errors=True)


def _is_ours(told: os.stat_result) -> bool:
    is_own = not hasattr(os, "getuid") or told.st_uid == os.getuid()
    return is_own and stat.S_ISDIR(told.st_mode) and time.time() - told.st_mtime > YOUNG_S


class Introductions:
    """Tells the backend what the shop knows of a customer as soon as she has written."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._tasks: set[asyncio.Task[None]] = set()
        node.service.listen(self._committed)

    def _committed(self, told: Committing) -> None:
        if isinstance(told.records[0].event, Opened):
            task = asyncio.create_task(self._introduce(told.stored.head.customer))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _introduce(self, customer: str) -> None:
        people = self._node.people
        contact = known(people.contact(customer), wall_clock())
        await self._node.store.put_contact(contact)
        people.contacts[customer] = contact

    async def close(self) -> None:
        """Finish what is being told."""
        await asyncio.gather(*self._tasks, return_exceptions=True)
