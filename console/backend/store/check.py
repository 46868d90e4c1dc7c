"""Looking through a whole store: what is wrong with it, by conversation id and code, never with a word of anybody's.

It only reads, inside one transaction, so that a store can be looked at while it is being written.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from console.backend.store.check_conversations import Counts, conversations
from console.backend.store.conversations import BODIES, CONVERSATION
from console.backend.store.faults import StoreOpenError
from console.backend.store.opening import connect_reader, explain
from console.backend.store.port import Finding
from console.backend.store.schema import MIGRATIONS, ForeignError, format_of, meta
from console.core.conversation.context import Policy
from console.core.wire.frames import Result

SHOWN: Final = 100
"""So many findings are named; all are counted."""

_decode_result = msgspec.json.Decoder(Result).decode


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What was looked at, and what was found."""

    format: int = 0
    last_pos: int = 0
    backup_at: int = 0
    """When this copy was made; 0: it is no backup."""
    conversations: int = 0
    records: int = 0
    bodies: int = 0
    commands: int = 0
    findings: tuple[Finding, ...] = ()
    found: int = 0

    @property
    def sound(self) -> bool:
        """Nothing is wrong."""
        return not self.found


def check_file(path: Path, policy: Policy | None = None, *, deep: bool = False, listed: Iterable[str] = ()) -> Report:
    """Look through a store that is served, is not, or is a copy.

    Raises:
        StoreFaultError: the file cannot be read at all, or is of a newer program.
    """
    with reading(path) as db:
        page = _number(db, "PRAGMA page_size")
        if path.stat().st_size % page:
            # SQLite reads what is missing of the last page as zeros.
            return Report(findings=(Finding("damaged", detail=f"{path.stat().st_size} % {page}"),), found=1)
        return check(db, policy or Policy(), deep=deep, listed=listed)


@contextlib.contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that only reads this store: one that is served, is not, or is a copy.

    Raises:
        StoreFaultError: it is none, or cannot be read.
    """
    try:
        db = connect_reader(path, still=_keeps_no_log(path))
    except (sqlite3.Error, OSError) as error:
        raise explain(error, path, opening=True) from error
    try:
        try:
            found = format_of(db)
        except sqlite3.Error as error:
            raise explain(error, path, opening=True) from error
        except ForeignError:
            found = 0
        if not found:
            raise StoreOpenError("foreign", path=path)
        if found > len(MIGRATIONS):
            raise StoreOpenError("newer", path=path, found=found, known=len(MIGRATIONS))
        yield db
    finally:
        db.close()


def _keeps_no_log(path: Path) -> bool:
    """Whether nothing is to be looked for beside the file: a backup is one plain file, a store has its log."""
    with path.open("rb") as file:
        return file.read(20)[18:20] == b"\x01\x01"


def check(db: sqlite3.Connection, policy: Policy, *, deep: bool = False, listed: Iterable[str] = ()) -> Report:
    """Look through what this connection sees. `listed`: the erasures that it must have had."""
    named: list[Finding] = []
    total = 0
    counts = Counts()
    db.execute("BEGIN")
    try:
        for finding in _everything(db, policy, counts, deep, listed):
            total += 1
            if len(named) < SHOWN:
                named.append(finding)
        return Report(
            format=format_of(db),
            last_pos=_number(db, "SELECT coalesce(max(pos), 0) FROM feed"),
            backup_at=int(meta(db, "backup_at") or 0),
            conversations=counts.conversations,
            records=counts.records,
            bodies=_number(db, "SELECT count(*) FROM bodies"),
            commands=counts.commands,
            findings=tuple(named),
            found=total,
        )
    except sqlite3.DatabaseError as error:
        return Report(findings=(*named, Finding("damaged", detail=str(error))), found=total + 1)
    finally:
        db.execute("ROLLBACK")


_Part = Callable[[sqlite3.Connection], Iterator[Finding]]


def _everything(
    db: sqlite3.Connection, policy: Policy, counts: Counts, deep: bool, listed: Iterable[str]
) -> Iterator[Finding]:
    damage = list(_pages(db, deep))
    yield from damage
    if damage:
        # What stands on damaged pages would only be said a second time, or cannot be read.
        return
    yield from _feed(db)
    yield from conversations(db, policy, counts)
    for part in (_bodies, _search_deep if deep else _search, _small):
        yield from part(db)
    yield from _commands(db, counts)
    yield from _erasures(db, listed)


def _pages(db: sqlite3.Connection, deep: bool) -> Iterator[Finding]:
    for (said,) in db.execute(f"PRAGMA {'integrity_check' if deep else 'quick_check'}(20)"):
        if said != "ok":
            yield Finding("damaged", detail=str(said).splitlines()[0])
    for table, *_ in db.execute("PRAGMA foreign_key_check"):
        yield Finding("foreign_key", detail=str(table))
        return


def _feed(db: sqlite3.Connection) -> Iterator[Finding]:
    first, last, rows = db.execute("SELECT coalesce(min(pos), 1), coalesce(max(pos), 0), count(*) FROM feed").fetchone()
    if first != 1 or rows != last:
        yield Finding("feed_gap", detail=f"{rows}/{last}")
    for subject, rows, last in db.execute(
        "SELECT subject, count(*), max(seq) FROM feed WHERE stream <> ? GROUP BY stream, subject"
        " HAVING count(*) <> max(seq)",
        (CONVERSATION,),
    ):
        yield Finding("stream_gap", detail=f"{subject}: {rows}/{last}")
    for (subject,) in db.execute(
        "SELECT DISTINCT subject FROM feed WHERE stream = ? AND subject NOT IN (SELECT no FROM conversations)",
        (CONVERSATION,),
    ):
        yield Finding("no_head", detail=str(subject))


def _bodies(db: sqlite3.Connection) -> Iterator[Finding]:
    rows = db.execute(
        f"SELECT count(*), min(id / {BODIES}) FROM bodies"
        f" WHERE NOT EXISTS (SELECT 1 FROM feed WHERE pos = id / {BODIES} AND stream = {CONVERSATION})"
    )
    count, first = rows.fetchone()
    if count:
        yield Finding("body_without_event", detail=f"{count}, {first}")


def _search(db: sqlite3.Connection) -> Iterator[Finding]:
    indexed = _number(db, "SELECT count(*) FROM search_docsize")
    bodies = _number(db, "SELECT count(*) FROM bodies")
    if indexed != bodies:
        yield Finding("search", detail=f"{indexed}/{bodies}")


def _search_deep(db: sqlite3.Connection) -> Iterator[Finding]:
    for one, other in (("bodies", "search_docsize"), ("search_docsize", "bodies")):
        differ = _number(db, f"SELECT count(*) FROM {one} WHERE id NOT IN (SELECT id FROM {other})")
        if differ:
            yield Finding("search", detail=f"{one}: {differ}")


def _small(db: sqlite3.Connection) -> Iterator[Finding]:
    for (conv,) in db.execute(
        "SELECT DISTINCT id FROM chunks JOIN conversations ON no = conv WHERE chunks.turn <> conversations.turn"
    ):
        yield Finding("chunks", conv)
    for (conv,) in db.execute(
        "SELECT DISTINCT id FROM cursors JOIN conversations ON no = conv WHERE cursors.seq > conversations.seq"
    ):
        yield Finding("cursor", conv)


def _commands(db: sqlite3.Connection, counts: Counts) -> Iterator[Finding]:
    for command, data in db.execute("SELECT id, result FROM commands"):
        counts.commands += 1
        try:
            result = _decode_result(data)
        except (msgspec.MsgspecError, UnicodeError):
            yield Finding("result_unreadable", detail=command)
            continue
        if result.status != "ok":
            continue
        row = db.execute("SELECT seq FROM conversations WHERE id = ?", (result.conv,)).fetchone()
        if row is None or result.seq > row[0]:
            yield Finding("result_without_event", result.conv, f"{command}: {result.seq}")


def _erasures(db: sqlite3.Connection, listed: Iterable[str]) -> Iterator[Finding]:
    wanted = set(listed)
    if wanted and format_of(db) > 1:
        wanted -= {id for (id,) in db.execute("SELECT id FROM erasures")}
    for id in sorted(wanted):
        yield Finding("erasure_due", detail=id)


def _number(db: sqlite3.Connection, query: str) -> int:
    return int(db.execute(query).fetchone()[0])
