"""`warmline backup`, `restore` and `check`: copies of the store, made, put back and looked through."""

import argparse
import asyncio
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from console.backend.erasure import carry_out_now
from console.backend.store import erasures
from console.backend.store.check import Report, check_file
from console.backend.store.faults import BackupError
from console.backend.store.port import Finding
from console.backend.store.restoring import Restored, restore
from console.backend.store.saving import save
from console.cli.backend import backend_settings, policy_of, store_path, tell
from console.config.settings import Backend
from console.core.text.messages import t
from console.core.text.safe import safe_line
from console.errors import Exit


def add_options(command: str, parser: argparse.ArgumentParser) -> None:
    """The options of these three."""
    if command == "backup":
        parser.add_argument("target", help=t("backup.option.target"))
        parser.add_argument(
            "--verify", action=argparse.BooleanOptionalAction, default=True, help=t("backup.option.verify")
        )
        parser.add_argument("--keep", type=_count, default=0, help=t("backup.option.keep"))
    elif command == "restore":
        parser.add_argument("backup", help=t("restore.option.backup"))
        parser.add_argument("--erasures", action="append", default=[], help=t("restore.option.erasures"))
        parser.add_argument("--force", action="store_true", help=t("restore.option.force"))
        parser.add_argument("--sign-out", action="store_true", help=t("restore.option.sign_out"))
    else:
        parser.add_argument("path", nargs="?", help=t("check.option.path"))
        parser.add_argument("--deep", action="store_true", help=t("check.option.deep"))
    parser.add_argument("--data", help=t("cli.option.data"))
    parser.add_argument("--config", help=t("cli.option.config"))
    parser.add_argument("--json", action="store_true", help=t("cli.option.json"))


def run(command: str, options: argparse.Namespace) -> int:
    """One of the three."""
    settings = backend_settings(options)
    return {"backup": _backup, "restore": _restore, "check": _check}[command](options, settings)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _backup(options: argparse.Namespace, settings: Backend) -> int:
    policy = policy_of(settings) if options.verify else None
    target = Path(options.target).expanduser().absolute()
    saved = save(store_path(settings), target, _now(), policy=policy, keep=options.keep)
    if options.json:
        _out(saved)
    else:
        tell(t("backup.done", path=saved.path, size=-(-saved.size // 1024), pos=saved.last_pos))
        for path in saved.removed:
            tell(t("backup.removed", path=path))
        if not saved.findings:
            tell(t("backup.verified") if saved.verified else t("backup.not_verified"))
    if saved.findings:
        tell(t("backup.doubtful", n=saved.findings))
        return Exit.FAILED
    return Exit.OK


def _restore(options: argparse.Namespace, settings: Backend) -> int:
    store = store_path(settings)
    done = restore(
        _existing(options.backup),
        store,
        _now(),
        lists=[Path(name).expanduser() for name in options.erasures],
        force=options.force,
        sign_out=options.sign_out,
        policy=policy_of(settings),
    )
    erased = asyncio.run(carry_out_now(store, _now, policy_of(settings)))
    if options.json:
        _out({"store": str(store), **msgspec.to_builtins(done), "erased": erased})
        return Exit.OK
    for sentence in _told(done, store, erased):
        tell(sentence)
    return Exit.OK


def _told(done: Restored, store: Path, erased: int) -> Iterator[str]:
    yield t("restore.done", path=store, pos=done.last_pos)
    if done.replaced:
        known = t("restore.replaced", path=done.replaced, pos=done.replaced_pos)
        yield known if done.replaced_pos >= 0 else t("restore.replaced_unreadable", path=done.replaced)
    if done.findings:
        yield t("restore.overlooked", n=done.findings)
    if erased:
        yield t("restore.erased", n=erased)


def _check(options: argparse.Namespace, settings: Backend) -> int:
    own = store_path(settings)
    path = _existing(options.path or str(own))
    # The list of erasures is what the store that is served must have had; a backup need not.
    listed = [erasure.id for erasure in erasures.read(erasures.list_of(own))[0]] if path == own else []
    report = check_file(path, policy_of(settings), deep=options.deep, listed=listed)
    if options.json:
        _out({"path": str(path), "sound": report.sound, **msgspec.to_builtins(report)})
    else:
        _print(report, path)
    return Exit.OK if report.sound else Exit.FAILED


def _print(report: Report, path: Path) -> None:
    for finding in report.findings:
        sys.stdout.write(_line(finding) + "\n")
    if report.found > len(report.findings):
        sys.stdout.write(t("check.more", n=report.found - len(report.findings)) + "\n")
    if report.backup_at:
        at = datetime.fromtimestamp(report.backup_at / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        tell(t("check.backup_of", at=at))
    if report.sound:
        counts = {"conversations": report.conversations, "records": report.records, "pos": report.last_pos}
        tell(t("check.sound", path=path, **counts))
    else:
        tell(t("check.unsound", path=path, n=report.found))


def _line(finding: Finding) -> str:
    said = t(f"check.{finding.code}", detail=finding.detail)
    return safe_line(f"{finding.conv}: {said}" if finding.conv else said)


def _existing(name: str) -> Path:
    path = Path(name).expanduser().absolute()
    if not path.is_file():
        raise BackupError("no_file", path=path)
    return path


def _out(value: object) -> None:
    sys.stdout.write(msgspec.json.encode(value).decode() + "\n")


def _now() -> int:
    return time.time_ns() // 1_000_000
