"""The shipped program with a fuse around the functions that matter: at the chosen call it kills itself.

`python -m tests.fire.armed FUSE serve --json ...` runs the real command line, `... headless OPTIONS` a console.
"""

import functools
import inspect
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.fire.fuse import POINTS, Fuse


def main(argv: list[str]) -> int:
    """Arm, then run what is asked for."""
    path, command, *words = argv
    fuse = Fuse(Path(path))
    if command == "headless":
        from tests.fire import headless

        arm_console(fuse)
        return headless.main(words)
    from console.cli import main as shipped

    arm_server(fuse)
    return shipped([command, *words])


def arm_server(fuse: Fuse) -> None:
    """Around what a server does with a command."""
    from console.backend.customers import Customers
    from console.backend.feed import Feed
    from console.backend.gateway_outlet import Outlet
    from console.backend.gateway_rows import RowsOut
    from console.backend.gateway_watches import Watches
    from console.backend.service import Service
    from console.backend.store.sqlite import SqliteStore
    from console.backend.store.writer import Batch, Writer

    _around(fuse, Service, "handle", "command")
    _around(fuse, Service, "load", "load")
    _around(fuse, SqliteStore, "commit", "commit")
    _around(fuse, SqliteStore, "add_chunk", "chunk")
    _around(fuse, SqliteStore, "use_ticket", "ticket")
    _around(fuse, SqliteStore, "use_refresh", "refresh")
    _around(fuse, Batch, "flush", "batch")
    _around(fuse, Writer, "_tell", "committed")
    _around(fuse, Outlet, "broadcast", "outlet")
    _around(fuse, Feed, "flush", "feed")
    _around(fuse, RowsOut, "sync", "snapshot")
    _around(fuse, Watches, "watch", "watch")
    _around(fuse, Customers, "_write", "page")


def arm_console(fuse: Fuse) -> None:
    """Around what a console does with a command of its own."""
    from console.desk.session.core import SessionCore
    from console.desk.session.disk import Disk
    from console.desk.session.outbox import Outbox
    from console.desk.session.shell import Session
    from console.desk.session.tokens import Credentials

    _around(fuse, Disk, "keep", "keep", only=lambda disk, save, forget=(): any(map(_has_text, save)))
    _around(fuse, Disk, "keep", "forget", only=lambda disk, save, forget=(): bool(tuple(forget)))
    _around(fuse, Session, "_send", "send", only=lambda session, data: '"text":' in data)
    _around(fuse, SessionCore, "frame", "frame")
    _around(fuse, Outbox, "result", "result")
    _around(fuse, Credentials, "replace", "token")


def _has_text(item: Any) -> bool:
    return hasattr(item.command, "text")


def _around(fuse: Fuse, owner: type, name: str, point: str, only: Callable[..., bool] | None = None) -> None:
    """Wrap a method so that the fuse is passed before and after it, and (`within`) while it goes on."""
    shipped = getattr(owner, name)
    marks = {where: POINTS.index(f"{point}.{where}") for where in ("before", "after") if f"{point}.{where}" in POINTS}
    within = POINTS.index(f"{point}.within") if f"{point}.within" in POINTS else None

    def at(where: str) -> None:
        if where in marks and fuse.pass_by(marks[where]):
            fuse.die(marks[where])
        if where == "after" and within is not None and fuse.pass_by(within):
            # The statement after this one is on its way to the disk when the end comes.
            threading.Thread(target=fuse.die, args=(within,), kwargs={"late": True}, daemon=True).start()

    if inspect.iscoroutinefunction(shipped):

        @functools.wraps(shipped)
        async def waits(*words: Any, **named: Any) -> Any:
            at("before")
            found = await shipped(*words, **named)
            at("after")
            return found

        setattr(owner, name, waits)
        return

    @functools.wraps(shipped)
    def calls(*words: Any, **named: Any) -> Any:
        meant = only is None or only(*words, **named)
        if meant:
            at("before")
        found = shipped(*words, **named)
        if meant:
            at("after")
        return found

    setattr(owner, name, calls)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
