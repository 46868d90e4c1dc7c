"""Putting a backup in the store's place: looked at first, prepared beside, then exchanged; nothing is ever deleted."""

import contextlib
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from console.backend.store import copying, erasures
from console.backend.store.check import Report, check_file, reading
from console.backend.store.erasures import Erasure
from console.backend.store.faults import BackupError, StoreFaultError
from console.backend.store.files import flush
from console.backend.store.opening import explain, lock_only
from console.backend.store.replacing import aside_name, finish, ready_name
from console.backend.store.schema import meta, note_restored
from console.core.conversation.context import Policy

_STAMP: Final = "%Y%m%dT%H%M%SZ"


class Restored(msgspec.Struct, frozen=True):
    """What was done."""

    last_pos: int
    """Where the store stands now."""
    replaced: str
    """Where the store that was there is kept; empty: there was none."""
    replaced_pos: int
    """How far that had come; 0: there was none; -1: it cannot be read."""
    erasures: int
    """Entries on the list of erasures: those that the backup has not had are still to be carried out."""
    findings: int
    """What is wrong with the backup, where that was to be overlooked."""


def restore(
    backup: Path,
    store: Path,
    now: int,
    *,
    lists: Iterable[Path] = (),
    force: bool = False,
    sign_out: bool = False,
    policy: Policy | None = None,
) -> Restored:
    """Put the backup in the store's place. Opening the store then begins a new stream epoch; who does that carries out
    the erasures.

    Raises:
        BackupError: the backup is not sound, or is of another store: `force` overlooks that.
        StoreFaultError: the store is served just now, the file is no store, or the disk refuses.
    """
    if backup.resolve() == store.resolve():
        raise BackupError("same", path=backup)
    lock = lock_only(store)
    try:
        finish(store)
        report = check_file(backup, policy)
        if not report.sound and (not force or any(finding.code == "damaged" for finding in report.findings)):
            raise BackupError("unsound", path=backup, n=report.found)
        key, replaced_pos = _standing(store)
        if key and key != _key(backup) and not force:
            raise BackupError("other_store", path=backup, store=store)
        known = _listed(backup, lists)
        return _exchange(backup, store, now, report, replaced_pos, known, sign_out=sign_out)
    except (sqlite3.Error, OSError) as error:
        raise explain(error, store, opening=True) from error
    finally:
        lock.release()


def _exchange(
    backup: Path,
    store: Path,
    now: int,
    report: Report,
    replaced_pos: int,
    known: list[Erasure],
    *,
    sign_out: bool,
) -> Restored:
    stamp = datetime.fromtimestamp(now / 1000, UTC).strftime(_STAMP)
    replaced = store.exists()
    if aside_name(store, stamp).exists():
        raise BackupError("just_restored", path=aside_name(store, stamp))

    # The list first: whatever happens from here on, nobody on it comes back.
    erasures.merge(store, known)

    def settle(made: Path) -> None:
        with contextlib.closing(sqlite3.connect(made, isolation_level=None)) as db:
            note_restored(db)
            if sign_out:
                db.execute("DELETE FROM tokens")
        flush(made)

    with reading(backup) as db:
        copying.copy(db, ready_name(store, stamp), now, settle)
    finish(store)
    return Restored(
        report.last_pos,
        str(aside_name(store, stamp)) if replaced else "",
        replaced_pos,
        len(erasures.read(erasures.list_of(store))[0]),
        report.found,
    )


def _standing(store: Path) -> tuple[str, int]:
    """The key and the last position of the store that is there; empty and -1: it cannot be read."""
    if not store.exists():
        return "", 0
    try:
        with reading(store) as db:
            pos: int = db.execute("SELECT coalesce(max(pos), 0) FROM feed").fetchone()[0]
            return meta(db, "hash_key"), pos
    except (StoreFaultError, sqlite3.Error):
        return "", -1


def _key(backup: Path) -> str:
    with reading(backup) as db:
        return meta(db, "hash_key")


def _listed(backup: Path, lists: Iterable[Path]) -> list[Erasure]:
    """The erasures that lie with the backups, and on the lists that were named."""
    found: list[Erasure] = []
    named = list(lists)
    for file in (*sorted(backup.parent.glob(f"*{erasures.ENDING}")), *named):
        if file in named and not file.is_file():
            raise BackupError("no_list", path=file)
        found += erasures.read(file)[0]
    return found
