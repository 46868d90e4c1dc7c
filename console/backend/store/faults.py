"""What can go wrong with a store, as exceptions that say what to do; whether a fault passes by itself is `retry`."""

import asyncio
from typing import Any, ClassVar

from console.core.text.messages import t
from console.errors import StoreError


class StoreFaultError(StoreError):
    """The store did not do what was asked, and nothing of it was acknowledged."""

    retry: ClassVar[bool] = False
    """Whether the same request may succeed later without anybody repairing anything by hand."""


class StoreBusyError(StoreFaultError):
    """Too many requests wait, or another program holds the file's lock for the moment."""

    retry: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__(t("store.busy"), code="store_busy")


class StoreFullError(StoreFaultError):
    """No room on the disk: works again as soon as there is."""

    retry: ClassVar[bool] = True

    def __init__(self, path: str) -> None:
        super().__init__(t("store.full", path=path), code="store_full")


class StoreDiskError(StoreFaultError):
    """The disk refused to write, flush or read."""

    retry: ClassVar[bool] = True

    def __init__(self, path: str, detail: str) -> None:
        super().__init__(t("store.disk", path=path, detail=detail), code="store_disk")


class StoreCorruptError(StoreFaultError):
    """The file is damaged."""

    def __init__(self, path: str, detail: str) -> None:
        super().__init__(t("store.corrupt", path=path, detail=detail), code="store_corrupt")


class StoreClosedError(StoreFaultError):
    """The store has been closed, or its writer has ended; a restart is another store, so this may be retried."""

    retry: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__(t("store.closed"), code="store_closed")


class StoreValueError(StoreFaultError):
    """A value of this request cannot be stored (half a surrogate pair, a number beyond 64 bits); others are unhurt."""

    def __init__(self, detail: str) -> None:
        super().__init__(t("store.value", detail=detail), code="store_value")


class StoreOpenError(StoreFaultError):
    """The store cannot be opened; `code` says why: `store_newer`, `store_foreign`, `store_locked`,
    `store_directory`, `store_unwritable`, `store_sqlite`.
    """

    def __init__(self, reason: str, **params: object) -> None:
        super().__init__(t(f"store.{reason}", **params), code=f"store_{reason}")


class BackupError(StoreFaultError):
    """A backup cannot be made or put in place; `code` says why."""

    def __init__(self, reason: str, **params: object) -> None:
        super().__init__(t(f"backup.{reason}", **params), code=f"backup_{reason}")


def settle(future: "asyncio.Future[Any]", value: object, fault: BaseException | None) -> None:
    """Answer who asked the store, unless she went away."""
    if future.done():
        return
    if fault is None:
        future.set_result(value)
    else:
        future.set_exception(fault)
