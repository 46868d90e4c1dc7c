"""From a sign-in to a live backend: waiting until it is live, and what it tells as it comes."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Final

from console.cli.account import SignIn, renewed, settings_of, sign_in_of
from console.config import logs, paths
from console.core.floor.rows import Row
from console.core.text.messages import t
from console.desk.adapters.port import (
    Backend,
    Link,
    SignInNeeded,
    Transcripted,
    Update,
)
from console.desk.work.reading import People
from console.errors import DeniedError, UnreachableError

if TYPE_CHECKING:
    import argparse

    from console.desk.adapters.native import NativeOptions

LIVE_S: Final = 15.0


def add_connection_options(parser: "argparse.ArgumentParser") -> None:
    """The options of every command that talks to a backend."""
    parser.add_argument("--server", help=t("cli.option.server"))
    parser.add_argument("--user", help=t("cli.option.user"))
    parser.add_argument("--config", help=t("cli.option.config"))
    parser.add_argument("--slow-link", action="store_true", help=t("cli.option.slow_link"))
    parser.add_argument("--password-stdin", action="store_true", help=t("cli.option.password_stdin"))
    parser.add_argument("--passphrase-stdin", action="store_true", help=t("cli.option.passphrase_stdin"))


def open_backend(way: SignIn, *, interactive: bool) -> Backend:
    """A native backend that keeps its rotating refresh token where the sign-in is kept.

    Only a desk that a person sits at keeps unsent text on disk: a script is told how its command ended.
    """
    from console.desk.adapters.native import NativeBackend

    backend: Backend = NativeBackend(options_of(way, interactive=interactive))
    return backend


def options_of(way: SignIn, *, interactive: bool) -> "NativeOptions":
    """What a native backend is told of this way in."""
    from console.desk.adapters.native import NativeOptions

    server, user = way.account.server, way.account.user
    return NativeOptions(
        server=server,
        user=user,
        refresh=way.refresh,
        load_token=lambda: way.secrets.get(server, user),
        save_token=lambda token: way.secrets.set(server, user, token),
        access=way.access,
        access_ends=way.access_ends,
        slow_link=way.slow_link,
        state=paths.ensure("state") if interactive else None,
        interactive=interactive,
    )


class Connected:
    """A live backend, for commands: its updates as they come."""

    def __init__(self, backend: Backend, server: str) -> None:
        self.backend = backend
        self.server = server
        self._queue: asyncio.Queue[Update] = asyncio.Queue()
        self._refused = ""
        backend.listen(self._take)

    def _take(self, update: Update) -> None:
        if isinstance(update, SignInNeeded):
            self._refused = update.why
        self._queue.put_nowait(update)

    async def live(self) -> None:
        """Wait until the link is live and the rows are there.

        Raises:
            UnreachableError: not in time; says why.
            DeniedError: the sign-in is not accepted.
        """
        deadline = time.monotonic() + LIVE_S
        while self.backend.link.link is not Link.LIVE:
            if not await self.wait(deadline):
                why = self.backend.link.why or t("cli.connect.no_word")
                raise UnreachableError(
                    t("cli.connect.slow", server=self.server, seconds=f"{LIVE_S:g}", why=why), code="unreachable"
                )
            link = self.backend.link
            if link.link is Link.OFFLINE and link.why:
                # A script tries again itself, and knows better when.
                raise UnreachableError(link.why, code="unreachable")

    async def wait(self, until: float | None) -> bool:
        """Wait for any update; False once `until` (monotonic) has come.

        Raises:
            DeniedError: the sign-in is not accepted any more.
        """
        self._check()
        try:
            async with asyncio.timeout(None if until is None else max(0.0, until - time.monotonic())):
                await self._queue.get()
        except TimeoutError:
            return False
        while not self._queue.empty():
            self._queue.get_nowait()
        self._check()
        return True

    def _check(self) -> None:
        if self._refused:
            raise DeniedError(self._refused, code="signed_out")

    async def updates(self, until: float | None) -> AsyncIterator[Update]:
        """Every update until then."""
        while True:
            try:
                async with asyncio.timeout(None if until is None else max(0.0, until - time.monotonic())):
                    update = await self._queue.get()
            except TimeoutError:
                return
            self._check()
            yield update

    async def read(self, conv: str) -> Transcripted:
        """The whole transcript of a conversation; it stays watched."""
        self.backend.watch(conv)
        deadline = time.monotonic() + LIVE_S
        while True:
            transcript = self.backend.transcript(conv)
            if transcript is not None and transcript.complete and self.backend.customer(conv) is not None:
                return transcript
            if not await self.wait(deadline):
                raise UnreachableError(t("cli.talk.no_answer"), code="no_answer")

    def people(self, row: Row) -> People:
        """Who is who in this conversation."""
        account = self.backend.account
        return People(row.name, account.me.id if account else "", account.team if account else ())


def way_of(options: "argparse.Namespace") -> SignIn:
    """The sign-in of a script, fresh. Blocking; give it to `end_sign_in` at the end."""
    logs.to_file()
    return renewed(
        sign_in_of(
            settings_of(options), password_stdin=options.password_stdin, passphrase_stdin=options.passphrase_stdin
        )
    )


@contextlib.asynccontextmanager
async def connected(way: SignIn) -> AsyncIterator[Connected]:
    """A live backend for the length of a block, for a script."""
    desk = Connected(open_backend(way, interactive=False), way.account.server)
    await desk.backend.start()
    try:
        await desk.live()
        yield desk
    finally:
        await desk.backend.close()
