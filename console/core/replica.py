"""What a console knows of the backend's world: rows by upserts and changes, transcripts by contiguous records.

Everything remote is made safe for a terminal here, once, before anything else of the console sees it.
"""

from collections.abc import Iterable
from typing import Any, Final, TypeVar

import msgspec
from msgspec.structs import replace

from console.core.conversation.events import Record
from console.core.conversation.transcript import Transcript
from console.core.floor.rows import Row
from console.core.text.safe import safe_line, safe_text
from console.core.wire.changes import RowChange, changed

LINE_CELLS: Final = 120
"""The longest one-line field, in cells."""

_S = TypeVar("_S", bound=msgspec.Struct)


def safe_struct(value: _S) -> _S:
    """The value with every string in it, however deep, fit for one line of a terminal; the same object if it was."""
    changed = {}
    for name in value.__struct_fields__:
        old = getattr(value, name)
        new = _safe(old)
        if new is not old:
            changed[name] = new
    return replace(value, **changed) if changed else value


def safe_record(record: Record) -> Record:
    """The record with its bodies as safe text of many lines, and everything else as safe lines."""
    safe = safe_struct(record)
    return replace(safe, bodies={name: safe_text(text) for name, text in record.bodies.items()})


def _safe(value: Any) -> Any:
    kind = type(value)
    if kind is str:
        return safe_line(value, LINE_CELLS)
    if kind is tuple:
        new = tuple(_safe(item) for item in value)
        return value if all(a is b for a, b in zip(new, value, strict=True)) else new
    if kind is dict:
        return {_safe(key): _safe(item) for key, item in value.items()}
    if isinstance(value, msgspec.Struct):
        return safe_struct(value)
    return value


class Replica:
    """Rows and watched transcripts; `version` rises at every change of either.

    Not a link: it says when it needs to be filled again and never asks for itself.
    """

    def __init__(self) -> None:
        self.rows: dict[str, Row] = {}
        self.pos = ""
        """Opaque: compared for equality only."""
        self.version = 0
        self.transcripts: dict[str, Transcript] = {}

    def reset(self, rows: Iterable[Row], pos: str) -> None:
        """A whole snapshot takes the place of all rows."""
        self.rows = {row.conv: row for row in map(safe_struct, rows)}
        self.pos = pos
        self.version += 1

    def delta(
        self, prev: str, pos: str, up: Iterable[Row], rm: Iterable[str], ch: Iterable[RowChange] = ()
    ) -> tuple[tuple[Row, ...], tuple[str, ...]] | None:
        """Apply whole rows, changes of rows and removals, all or nothing.

        Returns:
            The rows that changed, whole and made safe, and what went; None when `prev` is not where this replica
            stands, or a row is missing of which only a change came: it must be filled again (S9).
        """
        if prev != self.pos:
            return None
        changes = tuple(ch)
        if any(change.conv not in self.rows for change in changes):
            return None
        altered = (changed(self.rows[change.conv], safe_struct(change)) for change in changes)
        rows = (*map(safe_struct, up), *altered)
        gone = tuple(conv for conv in rm if self.rows.pop(conv, None) is not None)
        for row in rows:
            self.rows[row.conv] = row
        self.pos = pos
        self.version += 1
        return rows, gone

    def open(self, conv: str) -> Transcript:
        """The transcript of this conversation, begun if it is not kept yet."""
        transcript = self.transcripts.get(conv)
        if transcript is None:
            transcript = self.transcripts[conv] = Transcript(conv)
        return transcript

    def close(self, conv: str) -> None:
        """Forget a transcript."""
        self.transcripts.pop(conv, None)

    def records(self, conv: str, records: Iterable[Record]) -> bool:
        """Apply records of an open transcript; False at a hole, before which everything was applied."""
        transcript = self.transcripts.get(conv)
        if transcript is None:
            return True
        self.version += 1
        return all(transcript.apply(safe_record(record)) for record in records)
