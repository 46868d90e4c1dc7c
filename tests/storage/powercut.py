"""The power goes: from a log of a program's system calls, what the disk could hold at any instant.

A write is sure to be there only after its file was flushed, a name only after its folder was; of everything later any
part may be there, in whole sectors. A flush that failed may have lost what it should have written, for good, although
the system shows it as written until the power goes.
"""

import os
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

SECTOR: Final = 512
CALLS: Final = (
    "openat",
    "pwrite64",
    "write",
    "ftruncate",
    "fdatasync",
    "fsync",
    "unlink",
    "unlinkat",
    "rename",
    "renameat",
    "renameat2",
    "mkdir",
    "mkdirat",
)
STRACE: Final = ("strace", "-f", "-qq", "-y", "-xx", "-s", "1000000", "-e", f"trace={','.join(CALLS)}")


class Event(msgspec.Struct):
    """One thing that was done, in order."""

    what: str
    """`make`, `write`, `cut`, `flush`, `flushed_badly`, `unlink`, `rename`, `folder` or `line`."""
    path: str = ""
    to: str = ""
    at: int = 0
    data: bytes = b""


_LINE = re.compile(r"^(\d+) +(.*)$")
_UNFINISHED = re.compile(r"^(.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"^<\.\.\. (\w+) resumed>(.*)$")
_CALL = re.compile(r"^(\w+)\((.*)\) += (-?\d+|\?)(.*)$", re.DOTALL)
_HEX = re.compile(r"(?:\\x[0-9a-f]{2})+")
_DELETED = re.compile(r"\(deleted\)$")


def _bytes(quoted: str) -> bytes:
    return bytes.fromhex(quoted.replace("\\x", ""))


def _texts(arguments: str) -> list[bytes]:
    return [_bytes(piece) for piece in re.findall(r'"((?:\\x[0-9a-f]{2})*)"', arguments)]


def _descriptor(arguments: str) -> str:
    found = re.match(r"^\d+<([^>]*)>", arguments)
    if found is None:
        return ""
    name = _HEX.sub(lambda match: _bytes(match[0]).decode("utf-8", "surrogateescape"), found[1])
    return _DELETED.sub("", name)


def _calls(log: str) -> Iterator[tuple[str, str, str, str]]:
    """Name, arguments, result and what follows it, in the order in which the calls came back."""
    begun: dict[str, str] = {}
    for line in log.splitlines():
        parts = _LINE.match(line)
        if parts is None:
            continue
        thread, rest = parts.groups()
        if unfinished := _UNFINISHED.match(rest):
            begun[thread] = unfinished[1]
            continue
        if resumed := _RESUMED.match(rest):
            rest = begun.pop(thread, "") + resumed[2]
        if call := _CALL.match(rest):
            yield call[1], call[2], call[3], call[4]


def events(log: str, below: Path) -> list[Event]:
    """What was done to the files below this folder, and the lines that the program printed."""
    found: list[Event] = []
    root = f"{below}/"
    names: set[str] = set()
    for name, arguments, result, rest in _calls(log):
        for event in _events(name, arguments, int(result) if result != "?" else -1, rest):
            if event.what == "line":
                found.append(event)
            elif event.path.startswith(root):
                if event.what == "make":
                    if event.path in names:
                        continue
                    names.add(event.path)
                elif event.what == "unlink":
                    names.discard(event.path)
                elif event.what == "rename":
                    names.discard(event.path)
                    names.add(event.to)
                found.append(event)
            elif event.path == str(below) and event.what == "flush":
                found.append(event)
    return found


def _events(name: str, arguments: str, result: int, rest: str) -> Iterator[Event]:
    if name in ("fdatasync", "fsync"):
        yield Event("flush" if result == 0 else "flushed_badly", _descriptor(arguments))
    if result < 0:
        return
    match name:
        case "openat" if "O_CREAT" in arguments:
            yield Event("make", _texts(arguments)[0].decode("utf-8", "surrogateescape"))
        case "pwrite64":
            data = _texts(arguments)[0][:result]
            yield Event("write", _descriptor(arguments), at=int(arguments.rsplit(", ", 1)[1]), data=data)
        case "write" if arguments.startswith("1<"):
            yield Event("line", data=_texts(arguments)[0][:result])
        case "ftruncate":
            yield Event("cut", _descriptor(arguments), at=int(arguments.rsplit(", ", 1)[1]))
        case "unlink" | "unlinkat":
            yield Event("unlink", _texts(arguments)[0].decode("utf-8", "surrogateescape"))
        case "rename" | "renameat" | "renameat2":
            old, new = (text.decode("utf-8", "surrogateescape") for text in _texts(arguments))
            yield Event("rename", old, new)
        case "mkdir" | "mkdirat":
            yield Event("folder", _texts(arguments)[0].decode("utf-8", "surrogateescape"))


class _File:
    """A file's bytes on the disk, and what was written since the last flush."""

    def __init__(self) -> None:
        self.sure = bytearray()
        self.later: list[Event] = []

    def flush(self) -> None:
        for event in self.later:
            _apply(self.sure, event)
        self.later = []

    def flush_badly(self, dice: random.Random) -> None:
        """What the flush should have written is there or not, and no later flush writes it any more."""
        share = dice.choice((0.0, 0.0, 0.5))
        for event in self.later:
            if event.what == "cut" or dice.random() < share:
                _apply(self.sure, event)
        self.later = []

    def after_cut(self, dice: random.Random) -> bytes:
        data = bytearray(self.sure)
        how = dice.choice(("none", "all", "beginning", "some", "sectors"))
        if how == "all":
            kept = self.later
        elif how == "beginning":
            kept = self.later[: dice.randint(0, len(self.later))]
        elif how == "some":
            kept = [event for event in self.later if dice.random() < 0.5]
        elif how == "sectors":
            kept = [piece for event in self.later for piece in _sectors(event) if dice.random() < 0.6]
        else:
            kept = []
        for event in kept:
            _apply(data, event)
        return bytes(data)


def _sectors(event: Event) -> Iterator[Event]:
    if event.what == "cut":
        yield event
        return
    at, end = event.at, event.at + len(event.data)
    while at < end:
        until = min((at // SECTOR + 1) * SECTOR, end)
        yield Event("write", at=at, data=event.data[at - event.at : until - event.at])
        at = until


def _apply(data: bytearray, event: Event) -> None:
    if event.what == "cut":
        if event.at < len(data):
            del data[event.at :]
        else:
            data.extend(bytes(event.at - len(data)))
        return
    end = event.at + len(event.data)
    if end > len(data):
        data.extend(bytes(end - len(data)))
    data[event.at : end] = event.data


Names = dict[str, "_File | None"]
"""Files by name; a folder is None."""


class Machine:
    """A disk and the system's view of it, while events happen."""

    def __init__(self, root: Path, dice: random.Random) -> None:
        self._root = str(root)
        self._dice = dice
        self._seen: Names = {}
        self._sure: Names = {}
        self._later: dict[str, list[tuple[str, _File | None, bool]]] = {}
        """By folder: names that came (True) or went (False) since it was flushed."""
        self.lines = b""

    def do(self, event: Event) -> None:
        """One more event."""
        match event.what:
            case "line":
                self.lines += event.data
            case "make":
                self._name(event.path, _File())
            case "folder":
                self._name(event.path, None)
            case "unlink":
                self._unname(event.path)
            case "rename":
                file = self._seen[event.path]
                self._name(event.to, file)
                self._unname(event.path)
            case "flush" | "flushed_badly" if self._is_folder(event.path):
                if event.what == "flush":
                    for name, file, came in self._later.pop(event.path, []):
                        self._settle(self._sure, name, file, came)
            case _:
                self._do_to_file(event)

    def _is_folder(self, path: str) -> bool:
        return path == self._root or (path in self._seen and self._seen[path] is None)

    def _do_to_file(self, event: Event) -> None:
        file = self._seen.get(event.path)
        if file is None:
            return
        if event.what == "flush":
            file.flush()
        elif event.what == "flushed_badly":
            file.flush_badly(self._dice)
        else:
            file.later.append(event)

    def _name(self, path: str, file: _File | None) -> None:
        self._seen[path] = file
        self._later.setdefault(os.path.dirname(path), []).append((path, file, True))

    def _unname(self, path: str) -> None:
        file = self._seen.pop(path, None)
        self._later.setdefault(os.path.dirname(path), []).append((path, file, False))

    @staticmethod
    def _settle(names: Names, name: str, file: _File | None, came: bool) -> None:
        if came:
            names[name] = file
        else:
            names.pop(name, None)

    def cut(self, to: Path) -> None:
        """The power goes: write what the disk holds then, with files that the system does not show any more."""
        names = dict(self._sure)
        for changes in self._later.values():
            for name, file, came in changes[: self._dice.randint(0, len(changes))]:
                self._settle(names, name, file, came)
        to.mkdir(parents=True)
        for name in sorted(names):
            file = names[name]
            if not self._reachable(name, names):
                continue
            copy = to / os.path.relpath(name, self._root)
            if file is None:
                copy.mkdir(mode=0o700, exist_ok=True)
            else:
                copy.write_bytes(file.after_cut(self._dice))
                copy.chmod(0o600)

    def _reachable(self, name: str, names: Names) -> bool:
        above = os.path.dirname(name)
        return above == self._root or (above in names and self._reachable(above, names))


def cut_at(done: list[Event], count: int, root: Path, to: Path, dice: random.Random) -> str:
    """Let so many events happen, then cut the power; the lines that had been printed."""
    machine = Machine(root, dice)
    for event in done[:count]:
        machine.do(event)
    machine.cut(to)
    return machine.lines.decode()
