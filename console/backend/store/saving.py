"""A backup as a whole: its name, the copy, looking it through, the list of erasures beside it, and the older ones."""

import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from console.backend.store import copying, erasures
from console.backend.store.check import Report, check_file, reading
from console.backend.store.faults import BackupError
from console.backend.store.files import BESIDE, beside
from console.backend.store.opening import explain
from console.core.conversation.context import Policy

NAMES: Final = "warmline-*.db"
"""Backups that were named here; others are never removed."""


class Saved(msgspec.Struct, frozen=True):
    """A backup that was made."""

    path: str
    last_pos: int
    size: int
    verified: bool
    """It was looked through."""
    findings: int = 0
    """What is wrong with the store, and so with its copy; it is kept all the same, as the best there is."""
    removed: tuple[str, ...] = ()


def save(store: Path, target: Path, now: int, *, policy: Policy | None = None, keep: int = 0) -> Saved:
    """Copy the store, also while it is served. `policy`: look the copy through; `keep`: so many in the folder.

    Raises:
        BackupError: the target cannot be taken, or the copy is damaged: then none is kept.
        StoreFaultError: the store cannot be read, or the disk refuses.
    """
    if not store.is_file():
        raise BackupError("no_store", path=store)
    reports: list[Report] = []

    def look(part: Path) -> None:
        if policy is not None:
            reports.append(_look(part, policy, store))

    with reading(store) as db:
        folder = target if target.is_dir() else None
        if folder is not None:
            target = folder / _name(db, now)
        _free(target, store)
        try:
            pos = copying.copy(db, target, now, look)
            _take_list(store, target)
        except FileExistsError:
            raise BackupError("exists", path=target) from None
        except (sqlite3.Error, OSError) as error:
            raise explain(error, target) from error
    findings = sum(report.found for report in reports)
    removed = _thin(folder, keep) if folder is not None and keep and not findings else ()
    return Saved(str(target), pos, target.stat().st_size, bool(reports), findings, removed)


def _name(db: sqlite3.Connection, now: int) -> str:
    pos = db.execute("SELECT coalesce(max(pos), 0) FROM feed").fetchone()[0]
    return f"warmline-{datetime.fromtimestamp(now / 1000, UTC):%Y%m%dT%H%M%SZ}-{pos}.db"


def _free(target: Path, store: Path) -> None:
    real, own = target.resolve(), store.resolve()
    if real == own or any(real == beside(own, ending) for ending in BESIDE):
        raise BackupError("inside", path=target)
    if os.path.lexists(target):
        raise BackupError("exists", path=target)
    if not target.parent.is_dir():
        raise BackupError("no_folder", path=target.parent)


def _look(part: Path, policy: Policy, store: Path) -> Report:
    report = check_file(part, policy)
    damage = next((finding for finding in report.findings if finding.code == "damaged"), None)
    if damage is not None:
        raise BackupError("damaged", path=store, detail=damage.detail)
    return report


def _take_list(store: Path, target: Path) -> None:
    """Whoever loses the machine still knows who must not come back."""
    listed = beside(target, erasures.ENDING)
    if not listed.exists():
        erasures.copy(store, listed)


def _thin(folder: Path, keep: int) -> tuple[str, ...]:
    removed = []
    # By name is by time: the stamp comes first in it.
    for old in sorted(folder.glob(NAMES), reverse=True)[keep:]:
        old.unlink()
        beside(old, erasures.ENDING).unlink(missing_ok=True)
        removed.append(str(old))
    return tuple(removed)
