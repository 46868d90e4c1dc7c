"""The Desk's sign-in where the process beside it has looked into the keyring: nothing is asked or fetched twice."""

import asyncio
import contextlib
from typing import Final

import msgspec

from console.cli.account import Account, SignIn, account_of
from console.cli.connection import options_of
from console.cli.early import WayIn
from console.cli.way_in import Fresh, Kept
from console.config.secrets import TIME_LIMIT, MemoryStore, SecretStore, open_store
from console.config.settings import Settings
from console.desk.adapters.native import NativeBackend
from console.desk.session.dialing import load

KEPT_S: Final = 3 * TIME_LIMIT
"""So long at most a keyring takes to be found and asked."""
FRESH_S: Final = 1.0
"""So long the Desk leaves the exchange to the other process before it begins by itself."""


class LateStore:
    """The keyring, opened at its first use: at a start that is not before the sign-in must be renewed."""

    def __init__(self) -> None:
        self._store: SecretStore | None = None

    @property
    def notice(self) -> str:
        """Why secrets end with the program; empty as long as nothing speaks against the keyring."""
        return "" if self._store is None else self._store.notice

    def get(self, server: str, user: str) -> str | None:
        """The secret, or `None`."""
        return self._opened().get(server, user)

    def set(self, server: str, user: str, secret: str) -> bool:
        """Keep it; whether it will outlive this program."""
        return self._opened().set(server, user, secret)

    def delete(self, server: str, user: str) -> None:
        """Forget it, wherever it is."""
        self._opened().delete(server, user)

    def _opened(self) -> SecretStore:
        if self._store is None:
            self._store = open_store()
        return self._store


def kept(settings: Settings, way_in: WayIn | None) -> tuple[SignIn | None, SecretStore | None]:
    """The kept sign-in, as the other process found it; or the store to do without, where it found none to use."""
    if way_in is None:
        return None, None
    try:
        found = msgspec.json.decode(way_in.line(KEPT_S), type=Kept)
    except msgspec.DecodeError:
        return None, None
    if found.notice:
        return None, MemoryStore(found.notice)
    account = Account(found.server, found.user)
    if not found.is_kept or account != account_of(settings):
        return None, None
    return SignIn(account, LateStore(), "", slow_link=settings.console.slow_link), None


class PreparedBackend(NativeBackend):
    """A native backend whose first access token comes from the other process, while the screen is painted."""

    def __init__(self, way: SignIn, way_in: WayIn) -> None:
        super().__init__(options_of(way, interactive=True))
        # Now, where nothing else is to be done: on a thread beside the making of the screen each waits for the other.
        load()
        self._way_in = way_in
        self._starting: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to connect in the background."""
        self._starting = asyncio.create_task(self._start(), name="prepared-start")

    async def _start(self) -> None:
        fresh = await self._fresh()
        if fresh.access:
            self.session.options = msgspec.structs.replace(
                self.session.options, access=fresh.access, access_ends=fresh.access_ends
            )
        await super().start()

    async def _fresh(self) -> Fresh:
        """The token, if it comes soon."""
        way_in, came, loop = self._way_in, asyncio.Event(), asyncio.get_running_loop()
        loop.add_reader(way_in.fd, came.set)
        line = way_in.taken()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(FRESH_S):
                while not line and not way_in.is_over:
                    await came.wait()
                    came.clear()
                    way_in.feed()
                    line = way_in.taken()
        loop.remove_reader(way_in.fd)
        way_in.close()
        try:
            return msgspec.json.decode(line, type=Fresh)
        except msgspec.DecodeError:
            return Fresh()

    async def close(self) -> None:
        """Stop in order."""
        if self._starting is not None:
            await self._starting
        await super().close()
