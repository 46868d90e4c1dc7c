"""Sentences about the store on disk: why it cannot be opened or written, and what to do about it."""

from typing import Final

MESSAGES: Final[dict[str, str]] = {
    "store.busy": "The store is busy. Nothing was changed; try again in a moment.",
    "store.full": "No room left on the disk of {path}. Nothing was changed; make room, then try again.",
    "store.disk": "The disk does not write or read {path} ({detail}). Nothing was confirmed; check the disk.",
    "store.corrupt": (
        "The store {path} is damaged ({detail}). Stop the server, put your latest backup in its place with `warmline"
        " restore BACKUP`, which keeps the damaged files, and start again."
    ),
    "store.closed": "The store is closed: the server is stopping. Try again when it is back.",
    "store.value": "This cannot be stored: {detail}.",
    "store.newer": (
        "The store {path} was written by a newer Warmline (format {found}; this one knows up to {known})."
        " Upgrade Warmline, then start again. Nothing was changed."
    ),
    "store.foreign": (
        "{path} is not a Warmline store, or its beginning is damaged. Nothing was changed. Name another file, or put"
        " your latest backup in its place with `warmline restore BACKUP`."
    ),
    "store.locked": (
        "The store {path} is in use by another Warmline server (process {pid}). Stop that one first, or name another"
        " file."
    ),
    "store.directory": "{path} is a folder. Name a file in it for the store, for example {example}.",
    "store.unwritable": (
        "The store {path} cannot be opened for writing ({detail}). Give the user who runs Warmline the right to write"
        " to its folder, or name another file."
    ),
    "store.sqlite": (
        "This Python's SQLite ({found}) is too old: {needed} or later, with full-text search, is needed. Use a newer"
        " Python."
    ),
}
