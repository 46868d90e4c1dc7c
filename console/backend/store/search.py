"""Full-text search over bodies in SQLite: newest first, and any text is a safe query."""

import sqlite3
from typing import Final
from unicodedata import category

from console.backend.store.conversations import BODIES
from console.backend.store.port import Hit

_LONGEST: Final = 300
_MOST_WORDS: Final = 10
_SHORTEST_BEGINNING: Final = 3
"""Shorter ones would match too many different words to be quick; they have to be whole words."""


def query_of(text: str) -> str:
    """The FTS5 expression for these words, each quoted so that none is an operator; empty: nothing to look for."""
    words = [word for word in text[:_LONGEST].replace("\0", " ").split() if any(map(_is_token, word))][:_MOST_WORDS]
    if not words:
        return ""
    quoted = ['"' + word.replace('"', '""') + '"' for word in words]
    beginning = not text[-1:].isspace() and sum(map(_is_token, words[-1])) >= _SHORTEST_BEGINNING
    return " ".join(quoted) + ("*" if beginning else "")


def _is_token(character: str) -> bool:
    return category(character)[0] in "LN"


def search(db: sqlite3.Connection, text: str, limit: int, before: int | None, staff: bool) -> list[Hit]:
    """The newest bodies that have all the words."""
    query = query_of(text)
    if not query:
        return []
    # CROSS JOIN keeps the index outermost: it then walks from the newest row and stops at the limit.
    rows = db.execute(
        "SELECT bodies.id, conversations.id, no, feed.seq, at, field, staff, snippet(search, 0, '', '', '…', 16)"
        " FROM search CROSS JOIN bodies ON bodies.id = search.rowid"
        f" CROSS JOIN feed ON feed.pos = bodies.id / {BODIES} CROSS JOIN conversations ON no = subject"
        " WHERE search MATCH ? AND search.rowid < ? AND staff <= ? ORDER BY search.rowid DESC LIMIT ?",
        (query, 2**63 - 1 if before is None else before, int(staff), max(limit, 0)),
    )
    return [
        Hit(cursor, conv, no, seq, at, field, bool(for_staff), snippet)
        for cursor, conv, no, seq, at, field, for_staff, snippet in rows
    ]
