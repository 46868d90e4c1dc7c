"""The list of erasures beside the store: who was erased stays erased, whatever older file is put in the store's place.

Append-only, one line each, on the disk before the erasure begins. It names people by keyed hashes only: what it says
can be matched with a store that still has the person, and means nothing without one.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from console.backend.store.files import beside, flush

ENDING: Final = ".erasures"
_LONGEST: Final = 512


class Erasure(msgspec.Struct, frozen=True):
    """One person was to be erased."""

    id: str
    at: int
    who: str
    """The customer's keyed hash."""


def who_of(customer: str, key: bytes) -> str:
    """What the list says in place of a customer's id."""
    return hashlib.blake2b(customer.encode("utf-8", "replace"), key=key, digest_size=16, person=b"erasure").hexdigest()


def list_of(store: Path) -> Path:
    """The store's own list."""
    return beside(store, ENDING)


def read(file: Path) -> tuple[list[Erasure], int]:
    """The erasures of a list, and how many of its lines cannot be read.

    A last line that was not finished is of an erasure that was never confirmed: it does not count as damage.
    """
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return [], 0
    found: list[Erasure] = []
    damaged = 0
    *lines, _unfinished = data.split(b"\n")
    for line in filter(None, lines):
        erasure = _parse(line)
        if erasure is None:
            damaged += 1
        else:
            found.append(erasure)
    return found, damaged


def begin(store: Path, customer: str, key: bytes, now: int) -> Erasure:
    """Put a person on the list: from now on the erasure will be carried out, whatever happens."""
    erasure = Erasure(secrets.token_hex(8), now, who_of(customer, key))
    _append(list_of(store), [erasure])
    return erasure


def merge(store: Path, more: Iterable[Erasure]) -> int:
    """Add those that the store's list lacks; returns how many."""
    own = list_of(store)
    known = {erasure.id for erasure in read(own)[0]}
    lacking = {erasure.id: erasure for erasure in more if erasure.id not in known}
    if lacking:
        _append(own, list(lacking.values()))
    return len(lacking)


def copy(store: Path, target: Path) -> None:
    """A copy of the list, if there is one: a backup takes it along."""
    found, _ = read(list_of(store))
    if found:
        _append(target, found)


def _append(file: Path, erasures: list[Erasure]) -> None:
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "r+b", buffering=0) as out:
        size = out.seek(0, os.SEEK_END)
        if size:
            out.seek(size - 1)
            if out.read(1) != b"\n":
                # What a crash left unfinished becomes a line of its own.
                out.write(b"\n")
        out.write(b"".join(map(_line, erasures)))
        os.fsync(out.fileno())
    flush(file.parent)


def _line(erasure: Erasure) -> bytes:
    body = msgspec.json.encode(erasure)
    return body + b" " + hashlib.blake2b(body, digest_size=4).hexdigest().encode() + b"\n"


def _parse(line: bytes) -> Erasure | None:
    body, _, sum_ = line.rpartition(b" ")
    if len(line) > _LONGEST or hashlib.blake2b(body, digest_size=4).hexdigest().encode() != sum_:
        return None
    try:
        return msgspec.json.decode(body, type=Erasure)
    except (msgspec.MsgspecError, UnicodeError):
        return None
