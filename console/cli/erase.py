"""`warmline erase` and `export`: one person's data, deleted for good or handed out; beside a running backend or not."""

import argparse
import asyncio
import sys
import time
from pathlib import Path
from typing import Final

import msgspec

from console.backend.erasure import carry_out_now
from console.backend.store import erasures, person
from console.backend.store.check import reading
from console.backend.store.faults import BackupError, StoreOpenError
from console.cli.backend import backend_settings, policy_of, store_path
from console.cli.terminal import ask
from console.core.conversation.context import Policy
from console.core.text.messages import t
from console.core.text.safe import safe_line
from console.errors import Exit, UsageError, WarmlineError

WAIT_S: Final = 30.0
LOOK_S: Final = 0.2


def add_options(command: str, parser: argparse.ArgumentParser) -> None:
    """The options of these two."""
    parser.add_argument("customer", nargs="?", help=t("erase.option.customer"))
    parser.add_argument("--conversation", help=t("erase.option.conversation"))
    if command == "erase":
        parser.add_argument("--yes", action="store_true", help=t("erase.option.yes"))
        parser.add_argument("--json", action="store_true", help=t("cli.option.json"))
    parser.add_argument("--data", help=t("cli.option.data"))
    parser.add_argument("--config", help=t("cli.option.config"))


def run(command: str, options: argparse.Namespace) -> int:
    """One of the two."""
    if bool(options.customer) == bool(options.conversation):
        raise UsageError(t("erase.which", command=command), code="usage")
    settings = backend_settings(options)
    store = store_path(settings)
    if not store.is_file():
        raise BackupError("no_store", path=store)
    with reading(store) as db:
        customer = options.customer or person.customer_of(db, options.conversation)
        found = person.find(db, customer)
        if found is None:
            wanted = options.customer or options.conversation
            raise WarmlineError(t("erase.nobody", wanted=wanted), code="not_found")
        if command == "export":
            sys.stdout.write(msgspec.json.encode(person.export(db, customer)).decode() + "\n")
            return Exit.OK
        key = person.hash_key_of(db)
    if not options.yes and not _meant(found):
        sys.stderr.write(t("erase.kept") + "\n")
        return Exit.FAILED
    erasure = erasures.begin(store, customer, key, _now())
    _done(store, erasure.id, policy_of(settings))
    if options.json:
        told = {"erasure": erasure.id, "customer": customer, "conversations": found.conversations}
        sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
    else:
        sys.stderr.write(t("erase.done", n=found.conversations) + "\n")
    return Exit.OK


def _meant(found: person.Found) -> bool:
    if not sys.stdin.isatty():
        raise UsageError(t("erase.no_terminal"), code="input")
    name = safe_line(found.name) or found.customer
    return ask(t("erase.ask", name=name, n=found.conversations)) == str(found.conversations)


def _done(store: Path, id: str, policy: Policy) -> None:
    """Carry it out, or wait for the backend that has the store to do so.

    Raises:
        WarmlineError: it did not in time; it stays on the list.
    """
    deadline = time.monotonic() + WAIT_S
    while True:
        try:
            asyncio.run(carry_out_now(store, _now, policy))
        except StoreOpenError as error:
            if error.code != "store_locked":
                raise
        with reading(store) as db:
            if person.is_erased(db, id):
                return
        if time.monotonic() > deadline:
            raise WarmlineError(t("erase.waits", seconds=f"{WAIT_S:g}"), code="waits")
        time.sleep(LOOK_S)


def _now() -> int:
    return time.time_ns() // 1_000_000
