"""How far owners and customers had read, as the store knows it: read once, at the start."""

from collections.abc import Iterable
from typing import Final

from console.backend.store.port import Store, StoredHead

CUSTOMER: Final = "customer"
"""Whose mark it is in the store; that of an owner is `agent:` and her id."""
AT_ONCE: Final = 500


async def read_marks(store: Store, heads: Iterable[StoredHead]) -> tuple[dict[str, int], dict[str, int]]:
    """By conversation, the mark of its owner and that of its customer."""
    owners: dict[str, int] = {}
    customers: dict[str, int] = {}
    # Only where somebody has answered there is anything to have seen.
    wanted = [stored.head for stored in heads if stored.head.agent or stored.head.last_handler is not None]
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        found = await store.cursors([head.conv for head in some])
        for head in some:
            marks = found.get(head.conv, {})
            if head.agent:
                owners[head.conv] = marks.get(f"agent:{head.agent}", 0)
            if CUSTOMER in marks:
                customers[head.conv] = marks[CUSTOMER]
    return owners, customers
