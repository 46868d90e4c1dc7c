"""`warmline promise`: every request for a person and how it ended, with the events that say so."""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from console.backend.promises import BROKEN, ENDS, Proof, proofs
from console.backend.store.check import reading
from console.backend.store.conversations import every_record
from console.backend.store.faults import BackupError
from console.cli.backend import backend_settings, floor_of, store_path
from console.core.text.messages import t
from console.errors import Exit, UsageError


def add_options(command: str, parser: argparse.ArgumentParser) -> None:
    """The options of `promise`."""
    parser.add_argument("--since", default="", help=t("cli.promise.since"))
    parser.add_argument("--until", default="", help=t("cli.promise.until"))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=t("cli.option.json"))
    form.add_argument("--csv", action="store_true", help=t("cli.promise.csv"))
    parser.add_argument("--data", help=t("cli.option.data"))
    parser.add_argument("--config", help=t("cli.option.config"))


def run(command: str, options: argparse.Namespace) -> int:
    """All requests to standard output, their sums to standard error; a failure if the system ended one."""
    settings = backend_settings(options)
    floor = floor_of(settings)
    zone = ZoneInfo(floor.policy.zone if floor is not None else "UTC")
    since = _instant(options.since, zone, 0)
    until = _instant(options.until, zone, 1 << 62)
    path = store_path(settings)
    if not path.is_file():
        raise BackupError("no_store", path=path)
    tally: Counter[str] = Counter()
    with reading(path) as db:
        found = (proof for proof in proofs(every_record(db)) if since <= proof.since < until)
        _write(_counted(found, tally), zone, as_json=options.json, as_csv=options.csv)
    parts = ", ".join(t(f"cli.promise.end.{end}", n=tally[end]) for end in ENDS)
    sys.stderr.write(t("cli.promise.sum", n=tally.total(), parts=parts) + "\n")
    return Exit.FAILED if tally[BROKEN] else Exit.OK


def _counted(found: Iterator[Proof], tally: "Counter[str]") -> Iterator[Proof]:
    for proof in found:
        tally[proof.end] += 1
        yield proof


def _write(found: Iterator[Proof], zone: ZoneInfo, *, as_json: bool, as_csv: bool) -> None:
    if as_json:
        for proof in found:
            sys.stdout.write(msgspec.json.encode(proof).decode() + "\n")
    elif as_csv:
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(Proof.__struct_fields__)
        table.writerows(msgspec.structs.astuple(proof) for proof in found)
    else:
        for proof in found:
            begun, ended = _time(proof.since, zone), _time(proof.ended_at, zone) if proof.ended_at else "-"
            event = proof.ended_event or proof.promise_event or proof.asked_event
            sys.stdout.write(f"{begun}  {proof.reason:<14} {proof.end:<14} {ended:<19}  {event}\n")


def _time(at: int, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(at / 1000, zone).strftime("%Y-%m-%d %H:%M:%S")


def _instant(text: str, zone: ZoneInfo, otherwise: int) -> int:
    """Milliseconds since the epoch; without an offset it is the floor's time."""
    if not text:
        return otherwise
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(t("cli.promise.bad_time", text=text[:40]), code="usage") from None
    return int((at if at.tzinfo else at.replace(tzinfo=zone)).timestamp() * 1000)
