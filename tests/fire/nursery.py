"""Starts programs under test fast: one process that has everything imported forks them; real processes all the same.

Asked over its standard input, one JSON object a line; answers with the process that was born, later with how it ended.
"""

import asyncio
import contextlib
import ctypes
import faulthandler
import importlib
import json
import os
import random
import select
import signal
import sys
from asyncio.subprocess import PIPE, Process
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PRELOADED = (
    "console.cli",
    "console.cli.dispatch",
    "console.cli.serve",
    "console.backend.node",
    "console.desk.adapters.native",
    "console.desk.session.disk",
    "uvloop",
    "httpx",
    "websockets.asyncio.client",
    "uvicorn.protocols.http.h11_impl",
    "tests.fire.armed",
    "tests.fire.headless",
)


def main() -> int:
    """Serve until standard input ends; then nobody who was born here lives on."""
    for name in _PRELOADED:
        importlib.import_module(name)
    from console.core.asks import asks_for_person

    asks_for_person("person")
    buffer = b""
    children: set[int] = set()
    _answer(ready=True)
    while True:
        readable, _, _ = select.select([0], [], [], 0.01)
        if readable:
            data = os.read(0, 65_536)
            if not data:
                break
            *lines, buffer = (buffer + data).split(b"\n")
            for line in lines:
                asked = json.loads(line)
                pid = _bear(asked)
                children.add(pid)
                _answer(born=pid, number=asked["number"])
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                children.discard(ended[0])
                _answer(ended=ended[0], code=os.waitstatus_to_exitcode(ended[1]))
    for pid in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return 0


def _answer(**words: object) -> None:
    os.write(1, json.dumps(words).encode() + b"\n")


def _bear(asked: dict[str, Any]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 70
    try:
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
        nowhere = os.open(os.devnull, os.O_RDONLY)
        out = os.open(asked["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        log = os.open(asked["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        for opened, number in ((nowhere, 0), (out, 1), (log, 2)):
            os.dup2(opened, number)
            os.close(opened)
        os.environ.clear()
        os.environ.update(asked["env"])
        random.seed()
        faulthandler.register(signal.SIGUSR2, all_threads=True)
        from tests.fire import armed

        code = armed.main(asked["words"])
        sys.stdout.flush()
        sys.stderr.flush()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


@dataclass
class Child:
    """A program that was born."""

    pid: int
    ended: "asyncio.Future[int]"
    """Its exit code; negative: the signal that it died of."""

    @property
    def alive(self) -> bool:
        return not self.ended.done()

    def signal(self, number: int) -> None:
        """Send it a signal, if it lives."""
        if self.alive:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    async def kill(self) -> None:
        """SIGKILL, and wait for its end."""
        self.signal(signal.SIGKILL)
        await self.ended


class Nursery:
    """The near end."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._births: dict[int, asyncio.Future[Child]] = {}
        self._children: dict[int, Child] = {}
        self._reading: asyncio.Task[None] | None = None
        self._number = 0

    async def __aenter__(self) -> "Nursery":
        root = Path(__file__).parents[2]
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.fire.nursery", stdin=PIPE, stdout=PIPE, cwd=root
        )
        assert self._process.stdout is not None
        assert json.loads(await self._process.stdout.readline()) == {"ready": True}
        self._reading = asyncio.create_task(self._read(self._process.stdout))
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()
        if self._reading is not None:
            await self._reading

    async def bear(self, *words: str, env: dict[str, str], out: Path, log: Path) -> Child:
        """A new program: `FUSE COMMAND ...`."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._number += 1
        born = self._births[self._number] = asyncio.get_running_loop().create_future()
        asked = {"number": self._number, "words": words, "env": env, "out": str(out), "log": str(log)}
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        return await born

    async def _read(self, stream: asyncio.StreamReader) -> None:
        while line := await stream.readline():
            told = json.loads(line)
            if "born" in told:
                child = Child(told["born"], asyncio.get_running_loop().create_future())
                self._children[child.pid] = child
                self._births.pop(told["number"]).set_result(child)
            elif told.get("ended") in self._children:
                self._children.pop(told["ended"]).ended.set_result(told["code"])


if __name__ == "__main__":
    sys.exit(main())
