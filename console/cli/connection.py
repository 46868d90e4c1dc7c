"""From options and settings to a live backend: which server, account and secret; and waiting until it is live."""

import asyncio
import contextlib
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from console.cli.desk_words import DeskWords
from console.cli.keeping import unlocked
from console.cli.terminal import ask, ask_secret, first_line
from console.config import logs, paths
from console.config.load import Loaded, load
from console.config.secrets import MemoryStore, SecretStore
from console.config.settings import Settings
from console.core.floor.rows import Row
from console.core.text.messages import t
from console.desk.adapters.port import (
    Backend,
    Link,
    SignInNeeded,
    Transcripted,
    Update,
)
from console.desk.session.address import parse
from console.desk.work.reading import People
from console.errors import ConfigError, DeniedError, UnreachableError, UsageError, WarmlineError

if TYPE_CHECKING:
    import argparse

    from console.desk.adapters.native import NativeOptions

LIVE_S: Final = 15.0
LAST_FILE: Final = "last-login.json"


class Account(msgspec.Struct, frozen=True):
    """Where to sign in, and as whom."""

    server: str
    user: str


def add_connection_options(parser: "argparse.ArgumentParser") -> None:
    """The options of every command that talks to a backend."""
    parser.add_argument("--server", help=t("cli.option.server"))
    parser.add_argument("--user", help=t("cli.option.user"))
    parser.add_argument("--config", help=t("cli.option.config"))
    parser.add_argument("--slow-link", action="store_true", help=t("cli.option.slow_link"))
    parser.add_argument("--password-stdin", action="store_true", help=t("cli.option.password_stdin"))
    parser.add_argument("--passphrase-stdin", action="store_true", help=t("cli.option.passphrase_stdin"))


def settings_of(options: "argparse.Namespace | DeskWords") -> Settings:
    """All settings, with these options on top."""
    given = {
        "console.server": options.server,
        "console.user": options.user,
        "console.theme": getattr(options, "theme", None),
        "console.slow_link": "always" if getattr(options, "slow_link", False) else None,
    }
    path = Path(options.config) if options.config else None
    loaded = load(path, options=given)
    tell_warnings(loaded)
    return loaded.settings


def tell_warnings(loaded: Loaded) -> None:
    """What looks like a slip in the settings, on standard error."""
    for warning in loaded.warnings:
        sys.stderr.write(warning + "\n")


def account_of(settings: Settings) -> Account:
    """The account that is meant: named, or the one of the last sign-in.

    Raises:
        ConfigError: no server is known, or its address can't be used.
    """
    last = last_account()
    server = settings.console.server or (last.server if last else "")
    if not server:
        raise ConfigError(t("cli.connect.no_server"), code="no_server")
    # However it was typed, it is filed under one name.
    server = parse(server).name
    user = settings.console.user or (last.user if last and last.server == server else "")
    return Account(server, user)


def last_account() -> Account | None:
    """The account of the last sign-in on this machine."""
    try:
        return msgspec.json.decode(paths.read_bytes(paths.directory("state") / LAST_FILE, 4096), type=Account)
    except (OSError, msgspec.DecodeError, ConfigError):
        return None


def remember(account: Account | None) -> None:
    """Keep (or forget) which account was last; never a secret."""
    file = paths.ensure("state") / LAST_FILE
    try:
        if account is None:
            file.unlink(missing_ok=True)
            return
        paths.replace_private(file, msgspec.json.encode(account))
    except OSError as problem:
        raise ConfigError(t("cli.connect.not_kept", file=file, detail=problem.strerror), code="not_kept") from None


class SignIn(msgspec.Struct, frozen=True):
    """A way in: the account, and the tokens or where they are kept."""

    account: Account
    secrets: SecretStore
    refresh: str
    access: str = ""
    """A token that was made just now, for the first connection."""
    access_ends: int = 0
    passing: bool = False
    """Made for this one run: it is signed out at the end."""
    slow_link: str = "auto"
    """Whether the backend is asked to compress what it sends, as the setting has it."""


def sign_in_of(
    settings: Settings,
    *,
    password_stdin: bool = False,
    passphrase_stdin: bool = False,
    secrets: SecretStore | None = None,
) -> SignIn:
    """The kept sign-in of the account that is meant, or a new one with a password that is asked for now. Blocking.

    `secrets` is the place where it would be, if that has been found out already.

    Raises:
        DeniedError: not signed in and nobody to ask, or the password or passphrase is wrong.
    """
    account = account_of(settings)
    if secrets is None:
        secrets = unlocked(settings.console.secrets, account.server, account.user, from_stdin=passphrase_stdin)
    kept = secrets.get(account.server, account.user) if account.user else None
    if kept:
        return SignIn(account, secrets, kept, slow_link=settings.console.slow_link)
    if not password_stdin and not sys.stdin.isatty():
        raise DeniedError(t("cli.connect.signed_out", server=account.server), code="signed_out")
    if password_stdin and not account.user:
        raise UsageError(t("cli.connect.no_user"), code="no_user")
    from console.desk.adapters.signin import sign_in

    user = account.user or ask(t("cli.login.user"))
    prompt = t("cli.login.password", user=user, server=account.server)
    password = first_line() if password_stdin else ask_secret(prompt)
    tokens = sign_in(account.server, user, password)
    way = SignIn(
        Account(account.server, user),
        MemoryStore(secrets.notice),
        tokens.refresh,
        passing=True,
        slow_link=settings.console.slow_link,
    )
    way.secrets.set(account.server, user, tokens.refresh)
    return msgspec.structs.replace(way, access=tokens.access, access_ends=tokens.access_ends)


def renewed(way: SignIn) -> SignIn:
    """The same way in with a fresh access token; other programs of this account wait for their turn. Blocking.

    Raises:
        DeniedError: the kept sign-in is not accepted any more.
        UnreachableError: nobody answers, or not a Warmline backend.
    """
    if way.access:
        return way
    from console.desk.adapters.signin import renew

    server, user = way.account.server, way.account.user
    tokens = renew(
        server,
        user,
        load=lambda: way.secrets.get(server, user),
        save=lambda token: way.secrets.set(server, user, token),
        state=paths.ensure("state"),
    )
    return msgspec.structs.replace(way, refresh=tokens.refresh, access=tokens.access, access_ends=tokens.access_ends)


def end_sign_in(way: SignIn) -> None:
    """Sign out what was signed in for this run only; the backend forgets it by itself if it can't be told."""
    if not way.passing:
        return
    from console.desk.adapters.signin import sign_out

    with contextlib.suppress(WarmlineError):
        sign_out(way.account.server, way.secrets.get(way.account.server, way.account.user) or way.refresh)


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
