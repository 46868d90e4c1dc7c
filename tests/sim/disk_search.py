"""A plain search over what lies on a simulated disk."""

from unicodedata import category

from console.backend.store.conversations import BODIES
from console.backend.store.port import Hit
from console.core.conversation.events import PUBLIC_BODIES
from tests.sim.disk import Disk


def find(disk: Disk, text: str, limit: int, before: int | None, staff: bool) -> list[Hit]:
    """Newest first; whole words, of which the last may be a beginning."""
    wanted = _words(text[:300])[:10]
    if not wanted:
        return []
    beginning = wanted.pop() if not text[-1:].isspace() and len(wanted[-1]) >= 3 else ""
    positions = disk.positions()
    hits: list[Hit] = []
    for conv, row in disk.rows.items():
        for record in row.records:
            public = PUBLIC_BODIES.get(type(record.event), frozenset())
            pos = positions.get((conv, record.seq), 0)
            for id, (field, body) in enumerate(record.bodies.items(), pos * BODIES):
                found = _words(body)
                if (before is not None and id >= before) or (not staff and field not in public):
                    continue
                if all(word in found for word in wanted) and any(word.startswith(beginning) for word in found):
                    hits.append(Hit(id, conv, row.no, record.seq, record.at, field, field not in public, body[:100]))
    return sorted(hits, key=lambda hit: -hit.cursor)[: max(limit, 0)]


def _words(text: str) -> list[str]:
    return "".join(c if category(c)[0] in "LN" else " " for c in text.casefold()).split()
