"""What a store has of one person: who that is, and everything as it stands, for her to have or to be shown."""

import sqlite3
from typing import Any, Final

import msgspec

from console.backend.store import conversations, people

_ALL: Final = 1 << 62


class Found(msgspec.Struct, frozen=True):
    """A person in a store."""

    customer: str
    name: str
    conversations: int


def find(db: sqlite3.Connection, customer: str) -> Found | None:
    """The person with this id, or None where nothing of her is kept."""
    contact = people.contact(db, customer)
    heads = [head for head in conversations.customer_conversations(db, customer, _ALL) if head.head.customer]
    if not customer or (contact is None and not heads):
        return None
    return Found(customer, contact.name if contact else "", len(heads))


def customer_of(db: sqlite3.Connection, conversation: str) -> str:
    """Whose conversation this is, by its id or its number for people (`#12`); empty: there is none."""
    number = conversation.removeprefix("#")
    column, value = ("no", int(number)) if number.isdecimal() and len(number) < 16 else ("id", conversation)
    row = db.execute(f"SELECT customer FROM conversations WHERE {column} = ?", (value,)).fetchone()
    return "" if row is None else str(row[0])


def export(db: sqlite3.Connection, customer: str) -> dict[str, Any]:
    """Everything of this person: her contact, and her conversations with all records and words."""
    heads = reversed(conversations.customer_conversations(db, customer, _ALL))
    return {
        "customer": customer,
        "contact": people.contact(db, customer),
        "conversations": [
            {
                "id": stored.head.conv,
                "no": stored.no,
                "head": stored.head,
                "records": conversations.records(db, stored.head.conv, 0, _ALL),
            }
            for stored in heads
        ],
    }


def hash_key_of(db: sqlite3.Connection) -> bytes:
    """The store's own secret."""
    return bytes.fromhex(db.execute("SELECT value FROM meta WHERE key = 'hash_key'").fetchone()[0])


def is_erased(db: sqlite3.Connection, erasure: str) -> bool:
    """Whether this entry of the list of erasures has been carried out here."""
    return db.execute("SELECT 1 FROM erasures WHERE id = ?", (erasure,)).fetchone() is not None
