"""One piece of work on a durable file under one kind of fault, seeded: how it is done to it, and what must hold."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from console.backend.store.faults import StoreFaultError
from console.errors import StoreError
from tests.storage import after, powercut
from tests.storage.after import Promises, ViolationError

ROOT: Final = Path(__file__).parents[2]
TIMEOUT_S: Final = 60
PER_RECORDING: Final = 30
"""Faults that are tried on what one piece of work left behind."""


class Outcome(msgspec.Struct, frozen=True):
    """What one fault led to."""

    kind: str
    """Which fault, for the count."""
    result: str
    """`whole`: all that was confirmed is there. `prefix`: less, in one piece, where the bytes were taken away.
    `told`: refused in a sentence, the file as it was. `unnoticed`: a changed byte of the main file, which SQLite can't
    see. `aside`: put aside and said. `broken`: a promise was."""
    detail: str = ""


@cache
def strace_works() -> bool:
    """Whether programs can be traced here."""
    command = ["strace", "-f", "-e", "trace=none", "true"]
    return (
        shutil.which("strace") is not None and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )


@cache
def mounts_work() -> bool:
    """Whether a small disk can be mounted here."""
    command = ["unshare", "-rm", "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", "/mnt"]
    return (
        shutil.which("unshare") is not None
        and subprocess.run(command, capture_output=True, check=False).returncode == 0
    )


def _command(what: str, folder: Path, seed: int, *options: object) -> list[str]:
    program = [sys.executable, "-m", "tests.storage.working", what, str(folder), "--seed", str(seed)]
    return [*program, *map(str, options)]


def _ran(command: list[str]) -> Promises:
    """The promises of a program that must end by itself, and well."""
    try:
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=TIMEOUT_S)
    except subprocess.TimeoutExpired as expired:
        raise ViolationError("it hangs") from expired
    told = after.promises(ran.stdout)
    if ran.returncode or not told.ended or "Traceback" in ran.stderr:
        raise ViolationError(f"ended with {ran.returncode}: {ran.stderr[-1500:]}")
    return told


def _look(what: str, folder: Path, told: Promises, *, again: bool = True) -> tuple[list[str], list[str]]:
    """What is lost, and what was said."""
    if what == "store":
        return after.look_at_store(folder / "data" / "warmline.db", told, again=again).lost, []
    found, notices = after.look_at_desk(folder / "state", told, again=again)
    return found.lost, notices


def _must_be_whole(what: str, folder: Path, told: Promises, kind: str, *, again: bool = True) -> Outcome:
    try:
        lost, notices = _look(what, folder, told, again=again)
    except (StoreFaultError, StoreError, ViolationError) as error:
        return Outcome(kind, "broken", f"{type(error).__name__}: {error}")
    if lost or notices:
        return Outcome(kind, "broken", f"lost {lost}, said {notices}")
    return Outcome(kind, "whole", f"{told.faults} faults told: {' '.join(after.codes(told.codes))}")


# calls that fail

_CALLS: Final = (
    ("pwrite64", ("error=EIO", "error=ENOSPC", "error=EDQUOT", "retval=0")),
    ("fdatasync,fsync", ("error=EIO", "error=ENOSPC", "error=EDQUOT")),
    ("ftruncate", ("error=EIO", "error=ENOSPC")),
    ("pread64", ("error=EIO",)),
    ("openat", ("error=EIO", "error=ENOSPC", "error=EMFILE")),
    ("unlink", ("error=EIO",)),
)


def _injection(what: str, folder: Path, dice: random.Random) -> tuple[str, list[str], bool]:
    """The fault's name, strace's options, and whether it comes once."""
    calls, ways = dice.choices(_CALLS, weights=(5, 6, 1, 2, 2, 1))[0]
    way, once = dice.choice(ways), dice.random() < 0.6
    reach = {"pwrite64": 250, "fdatasync,fsync": 60, "pread64": 60}.get(calls, 8)
    n = 1 + int(reach * dice.random() ** 2)
    options = ["-e", f"trace={calls}", "-e", f"inject={calls}:{way}:when={n}{'' if once else '+'}"]
    if calls in ("openat", "pread64"):
        if what == "store":
            names = [folder / "data" / f"warmline.db{ending}" for ending in ("", "-wal", "-shm", "-journal", ".lock")]
        else:
            place = after.working.desk_folder(folder / "state")
            names = [place / f"desk-{n}.db{ending}" for n in (0, 1) for ending in ("", "-wal", "-journal")]
        for name in names:
            options += ["-P", str(name)]
    return f"{calls.split(',')[0]} {way.split('=')[1] if 'error' in way else 'writes nothing'}", options, once


def failing_call(what: str, seed: int, folder: Path) -> Iterator[Outcome]:
    """One kind of system call fails, at its n-th call, once or from then on."""
    dice = random.Random(seed)
    name, options, once = _injection(what, folder, dice)
    kind = f"{what}: {name}, {'once' if once else 'for good'}"
    tracer = ["strace", "-f", "-qq", "--seccomp-bpf", "-o", os.devnull, *options]
    try:
        told = _ran([*tracer, *_command(what, folder, seed, "--steps", 16)])
        # The search index tells a read that failed as damage: that request is refused for good.
        misread = name.startswith("pread64") and "store_corrupt" in told.codes
        if once and told.gave_up and not misread:
            raise ViolationError(f"gave up after a fault that passed: {told.gave_up} {after.codes(told.codes)}")
    except ViolationError as error:
        yield Outcome(kind, "broken", str(error))
        return
    yield _must_be_whole(what, folder, told, kind)


def short_write(what: str, seed: int, folder: Path) -> Iterator[Outcome]:
    """Files cannot grow beyond a size that falls into the middle of a write, for a while."""
    dice = random.Random(seed)
    limit = int(dice.choice((9_000, 60_000, 300_000)) * (0.2 + dice.random()))
    yield from _that_passes(what, seed, folder, f"{what}: short writes", "--longest-file", limit, [])


def full_disk(what: str, seed: int, folder: Path) -> Iterator[Outcome]:
    """A disk of some size, from too small for anything to enough, which grows after some faults."""
    dice = random.Random(seed)
    size = 4096 * dice.randint(2, 160 if what == "store" else 30)
    alone = ["unshare", "-rm", "--propagation", "private"]
    yield from _that_passes(what, seed, folder, f"{what}: full disk", "--disk-size", size, alone)


def _that_passes(
    what: str, seed: int, folder: Path, kind: str, option: str, size: int, before: list[str]
) -> Iterator[Outcome]:
    place, out = folder / "place", folder / "out"
    place.mkdir()
    options = ("--steps", 16, option, size, "--heal-after", 1 + seed % 5, "--out", out)
    try:
        told = _ran([*before, *_command(what, place, seed, *options)])
        if told.gave_up:
            raise ViolationError(f"gave up although there was room: {told.gave_up} {after.codes(told.codes)}")
    except ViolationError as error:
        yield Outcome(kind, "broken", f"size {size}: {error}")
        return
    yield _must_be_whole(what, out, told, kind)


# the power goes


def record(what: str, seed: int, folder: Path, fault: str = "") -> tuple[list[powercut.Event], Path]:
    """Everything that a piece of work did to the disk, and to which folder.

    Raises:
        ViolationError: it did not end well.
    """
    log, place = folder / "log", folder / "place"
    place.mkdir()
    options = ["-o", str(log), *(("-e", f"inject={fault}") if fault else ())]
    _ran([*powercut.STRACE, *options, *_command(what, place, seed)])
    return powercut.events(log.read_text(), place), place


def cut(what: str, done: list[powercut.Event], count: int, place: Path, dice: random.Random, kind: str) -> Outcome:
    """The power goes after so many events; what is found then."""
    copy = place.with_name("cut")
    lines = powercut.cut_at(done, count, place, copy, dice)
    outcome = _must_be_whole(what, copy, after.promises(lines), kind, again=dice.random() < 0.3)
    shutil.rmtree(copy)
    return msgspec.structs.replace(outcome, detail=f"after event {count}: {outcome.detail}")


def power_cut(what: str, seed: int, folder: Path) -> Iterator[Outcome]:
    """The power goes at any instant of a piece of work in which, every other time, a flush failed before."""
    dice = random.Random(seed)
    kind, fault = f"{what}: power cut", ""
    if seed % 2:
        kind += " after a failed flush"
        fault = f"fdatasync,fsync:error=EIO:when={1 + int(60 * dice.random() ** 2)}"
    try:
        done, place = record(what, seed, folder, fault)
    except ViolationError as error:
        yield Outcome(kind, "broken", str(error))
        return
    for _ in range(PER_RECORDING):
        yield cut(what, done, dice.randint(1, len(done)), place, dice, kind)


# damaged bytes


def _stopped(what: str, seed: int, folder: Path, lines: int) -> Promises:
    """Work that is stopped dead at an arbitrary moment: its files as a crash leaves them."""
    output = b""
    with subprocess.Popen(_command(what, folder, seed, "--steps", 60), cwd=ROOT, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        while output.count(b"\n") < lines and (piece := os.read(child.stdout.fileno(), 65_536)):
            output += piece
        with contextlib.suppress(ProcessLookupError):
            child.send_signal(signal.SIGKILL)
        output += child.stdout.read()
    return after.promises(output.decode())


Damage = Callable[[bytearray, random.Random], None]


def _cut(data: bytearray, dice: random.Random) -> None:
    del data[dice.randrange(len(data) // 512 + 1) * 512 :]


def _flip(data: bytearray, dice: random.Random) -> None:
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def _zero(data: bytearray, dice: random.Random) -> None:
    at, size = dice.randrange(len(data)), dice.choice((1, 24, 512, 4096, 20_000))
    end = min(at + size, len(data))
    data[at:end] = bytes(end - at)


def _noise(data: bytearray, dice: random.Random) -> None:
    at = dice.randrange(len(data))
    end = min(at + dice.choice((512, 4096)), len(data))
    data[at:end] = dice.randbytes(end - at)


_DAMAGES: Final[dict[str, Damage]] = {"cut": _cut, "a bit flipped": _flip, "zeros": _zero, "noise": _noise}


def damage(what: str, seed: int, folder: Path) -> Iterator[Outcome]:
    """Bytes of what a crash left are cut off or changed."""
    dice = random.Random(seed)
    place = folder / "place"
    place.mkdir()
    told = _stopped(what, seed, place, dice.randint(20, 120))
    for n in range(PER_RECORDING):
        copy = folder / "copy"
        shutil.copytree(place, copy)
        main = (
            copy / "data" / "warmline.db"
            if what == "store"
            else after.working.desk_folder(copy / "state") / "desk-0.db"
        )
        files = [
            path for path in (main, Path(f"{main}-wal"), Path(f"{main}-shm")) if path.exists() and path.stat().st_size
        ]
        if files:
            file = dice.choice(files)
            name, change = dice.choice(list(_DAMAGES.items()))
            data = bytearray(file.read_bytes())
            change(data, dice)
            file.write_bytes(data)
            part = {"b": "file", "l": "log", "m": "shared memory"}[file.name[-1]]
            outcome = _after_damage(what, copy, main, told, f"{what}: {name} in the {part}", part)
            yield msgspec.structs.replace(outcome, detail=f"damage {n}: {outcome.detail}")
        shutil.rmtree(copy)


def _after_damage(what: str, copy: Path, main: Path, told: Promises, kind: str, part: str) -> Outcome:
    try:
        lost, notices = _look(what, copy, told, again=False)
    except StoreFaultError as error:
        return Outcome(kind, "told", str(error))
    except StoreError as error:
        return Outcome(kind, "broken", f"the desk has no disk: {error}")
    except ViolationError as error:
        return Outcome(kind, "unnoticed" if part == "file" else "broken", str(error))
    except Exception as error:
        return Outcome(kind, "broken", f"not explained: {type(error).__name__}: {error}")
    if notices:
        # Closing it moves the log into it: what is put aside is not always byte for byte what was found.
        kept = "outbox_unread" in notices or any(path.stat().st_size for path in main.parent.glob("*.damaged-*"))
        return Outcome(kind, "aside" if kept else "broken", " ".join(notices))
    if lost:
        return Outcome(kind, "prefix" if part == "log" else "unnoticed" if part == "file" else "broken", f"lost {lost}")
    return Outcome(kind, "whole")


UNITS: Final[dict[str, tuple[Callable[[str, int, Path], Iterator[Outcome]], int, float]]] = {
    "power": (power_cut, PER_RECORDING, 0.36),
    "damage": (damage, PER_RECORDING, 0.30),
    "call": (failing_call, 1, 0.20),
    "short": (short_write, 1, 0.07),
    "full": (full_disk, 1, 0.07),
}
"""What it does, how many faults one unit of it makes, and its share of a campaign."""


def possible(name: str) -> bool:
    """Whether this machine lets us do it."""
    if name in ("power", "call"):
        return strace_works()
    return name != "full" or mounts_work()


def run(unit: str, folder: Path) -> list[Outcome]:
    """One unit, `<name>:<store or desk>:<seed>`, in a folder that is empty before and after."""
    name, what, seed = unit.split(":")
    place = folder / unit.replace(":", "-")
    place.mkdir(parents=True)
    try:
        return list(UNITS[name][0](what, int(seed), place))
    finally:
        shutil.rmtree(place, ignore_errors=True)
