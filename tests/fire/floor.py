"""A floor under fire: a real server, consoles in processes of their own, customers' pages, and one that looks on."""

import asyncio
import contextlib
import json
import random
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from console.backend.access import Access
from console.backend.store.sqlite import SqliteStore
from console.desk.adapters import port as p
from console.desk.adapters.native import NativeBackend, NativeOptions
from tests.fire.fuse import Fuse
from tests.fire.ledger import JournalFile, Verdict, judge_console, judge_page, judge_store, read_store
from tests.fire.nursery import Child, Nursery
from tests.fire.pages import Page, post
from tests.real import PASSWORD, Home

START_S: Final = 20.0
REST_S: Final = 60.0
"""How long a floor may take to come to rest after the last fault."""
LOOKOUT: Final = "olga"
CONFIG: Final = "[backend]\npace = 0.03\n"


async def until(true: Callable[[], Any], what: str, seconds: float) -> None:
    """Wait for a condition."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise AssertionError(f"in {seconds:g} s there was no {what}")
        await asyncio.sleep(0.01)


async def make_template(folder: Path, agents: int) -> Path:
    """A store with accounts in it, to be copied: passwords are slow to hash by design."""
    path = folder / "template.db"
    store = await SqliteStore.open(path)
    access = Access(store)
    now = time.time_ns() // 1_000_000
    for login in (LOOKOUT, *(f"agent{n}" for n in range(agents))):
        role = "supervisor" if login == "agent1" else "agent"
        await access.add_user(login, login.title(), role, PASSWORD, now=now)
    await store.close()
    return path


class ServerLife:
    """`warmline serve` in a process of its own, dead or alive, always on the same port."""

    def __init__(self, nursery: Nursery, home: Home) -> None:
        self.nursery = nursery
        self.home = home
        self.fuse = Fuse(home.folder / "server.fuse")
        self.child: Child | None = None
        self.port = 0
        self.deaths = 0
        self.lives = 0

    @property
    def address(self) -> tuple[str, int]:
        return "127.0.0.1", self.port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def alive(self) -> bool:
        return self.child is not None and self.child.alive

    async def start(self) -> bool:
        """Until it listens; False when it died before."""
        out = self.home.folder / "server.out"
        out.unlink(missing_ok=True)
        words = (str(self.home.folder / "server.fuse"), "serve", "--json", "--port", str(self.port))
        self.lives += 1
        child = self.child = await self.nursery.bear(*words, env=self.home.env, out=out, log=self.log)
        await until(lambda: _line(out) or not child.alive, "server that listens", START_S)
        if not (told := _line(out)):
            assert child.ended.result() == -signal.SIGKILL, self.log.read_text()[-2000:]
            self.deaths += 1
            return False
        self.port = int(json.loads(told)["url"].rpartition(":")[2])
        return True

    @property
    def log(self) -> Path:
        return self.home.folder / "server.log"

    async def dead(self, seconds: float) -> bool:
        """Whether it dies by itself within this time."""
        assert self.child is not None
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(self.child.ended), seconds)
        if self.child.alive:
            return False
        self.deaths += 1
        assert self.child.ended.result() == -signal.SIGKILL, self.log.read_text()[-2000:]
        return True

    async def kill(self) -> None:
        """SIGKILL."""
        assert self.child is not None
        if self.child.alive:
            await self.child.kill()
            self.deaths += 1

    async def stop(self) -> None:
        """SIGTERM, as an operator does."""
        if self.child is not None and self.child.alive:
            self.child.signal(signal.SIGTERM)
            assert await asyncio.wait_for(self.child.ended, START_S) == 0, self.log.read_text()[-2000:]


def _line(path: Path) -> str:
    text = path.read_text() if path.exists() else ""
    return text.partition("\n")[0] if "\n" in text else ""


class DeskLife:
    """A headless console in a process of its own: killed and started again, with the same folder."""

    def __init__(self, nursery: Nursery, home: Home, user: str, seed: int, **options: Any) -> None:
        self.nursery = nursery
        self.home = home
        self.user = user
        self.folder = home.folder / user
        self.folder.mkdir()
        self.fuse = Fuse(self.folder / "fuse")
        self.options = {"user": user, "folder": str(self.folder), "seed": seed} | options
        self._journal = JournalFile(self.folder / "journal")
        self.child: Child | None = None
        self.life = 0
        self.deaths = 0

    async def sign_in(self, address: tuple[str, int]) -> None:
        """With a password, once; from then on its refresh token is kept."""
        tokens = await post(address, "/v1/login", {"login": self.user, "password": PASSWORD})
        (self.folder / "token").write_text(tokens["refresh"])

    async def start(self, server: str) -> None:
        """The next life."""
        self.life += 1
        told = json.dumps(self.options | {"server": server, "life": self.life})
        words = (str(self.folder / "fuse"), "headless", told)
        out, log = self.folder / "out", self.folder / "log"
        self.child = await self.nursery.bear(*words, env=self.home.env, out=out, log=log)

    async def dead(self, seconds: float) -> bool:
        """Whether it dies by itself within this time."""
        assert self.child is not None
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(self.child.ended), seconds)
        self.deaths += not self.child.alive
        return not self.child.alive

    async def kill(self) -> None:
        """SIGKILL."""
        assert self.child is not None
        if self.child.alive:
            await self.child.kill()
            self.deaths += 1

    def signal(self, number: int) -> None:
        assert self.child is not None
        self.child.signal(number)

    @property
    def journal(self) -> list[dict[str, Any]]:
        """All that it wrote so far, in all its lives."""
        return self._journal.read()

    @property
    def started(self) -> bool:
        """Whether its present life hears signals."""
        return any(line["life"] == self.life and line["what"] == "started" for line in reversed(self.journal))

    @property
    def final(self) -> dict[str, Any]:
        """What its present life shows at rest; empty: it is not at rest."""
        mine = (line for line in reversed(self.journal) if line["life"] == self.life)
        return next((line for line in mine if line["what"] == "final"), {})


class Lookout:
    """A console of this process that only looks on, and notes when it first sees a customer in the queue."""

    def __init__(self, server: str, tokens: dict[str, Any], *, patience: float = 0.0) -> None:
        self.backend = NativeBackend(
            NativeOptions(
                server=server,
                user=LOOKOUT,
                refresh=tokens["refresh"],
                access=tokens["access"],
                access_ends=tokens["expires_at"],
            )
        )
        self.backend.listen(self._told)
        self.queued_at: dict[str, float] = {}
        """Steady time by customer's name."""
        self.live_at: list[float] = []
        self._patience = patience
        self._pressing: asyncio.Task[None] | None = None

    def _told(self, update: p.Update) -> None:
        if isinstance(update, p.LinkChanged):
            if update.state.link is p.Link.LIVE:
                self.live_at.append(time.monotonic())
            return
        for row in self.backend.rows.values():
            if row.state != "bot":
                self.queued_at.setdefault(row.name, time.monotonic())

    @property
    def live(self) -> bool:
        return self.backend.link.link is p.Link.LIVE

    async def start(self) -> "Lookout":
        await self.backend.start()
        if self._patience:
            self._pressing = asyncio.create_task(self._press())
        return self

    async def _press(self) -> None:
        """The key that tries at once, pressed again and again."""
        while True:
            await asyncio.sleep(self._patience)
            if not self.live:
                self.backend.retry_now()

    async def close(self) -> None:
        if self._pressing is not None:
            self._pressing.cancel()
        await self.backend.close()

    def rows(self) -> dict[str, Any]:
        """As they can be compared."""
        import msgspec

        return {row.conv: msgspec.to_builtins(row) for row in self.backend.rows.values()}


class Floor:
    """All of it together, until it is judged."""

    def __init__(
        self, nursery: Nursery, folder: Path, template: Path, seed: int, *, desks: int = 2, patience: float = 0.3
    ) -> None:
        """`patience`: after so many seconds without a link the consoles' people press the key; 0: never."""
        self.home = Home(folder, ring=False)
        shutil.copy(template, folder / "data" / "warmline.db")
        (folder / "data" / "warmline.db").chmod(0o600)
        (folder / "config" / "warmline.toml").write_text(CONFIG)
        self.chance = random.Random(f"floor {seed}")
        self.server = ServerLife(nursery, self.home)
        self.desks = [
            DeskLife(nursery, self.home, f"agent{n}", seed, leads=n == 1, hands_back=n == 1, impatient=patience)
            for n in range(desks)
        ]
        self.pages: list[Page] = []
        self.tokens: dict[str, Any] = {}
        self.verdict = Verdict()
        self.consoles_port = 0
        """Where consoles and pages connect, if not to the server itself."""
        self.pages_port = 0

    async def open(self) -> "Floor":
        """The server, and everybody who can sign in."""
        assert await self.server.start()
        self.tokens = await post(self.server.address, "/v1/login", {"login": LOOKOUT, "password": PASSWORD})
        for desk in self.desks:
            await desk.sign_in(self.server.address)
        return self

    async def start_desks(self) -> None:
        """Every console that does not live."""
        for desk in self.desks:
            if desk.child is None or not desk.child.alive:
                await self.start_desk(desk)

    async def start_desk(self, desk: DeskLife) -> None:
        """Its next life."""
        await desk.start(f"http://127.0.0.1:{self.consoles_port or self.server.port}")

    def lookout(self, patience: float = 0.0) -> Lookout:
        """One more console, new."""
        return Lookout(self.server.url, self.tokens, patience=patience)

    def page(self) -> Page:
        """One more customer, whose page is open."""
        address = ("127.0.0.1", self.pages_port or self.server.port)
        page = Page(address, self.server.url, f"Customer {len(self.pages)}", self.chance)
        self.pages.append(page)
        page.open()
        return page

    async def rest(self) -> None:
        """Let everything come to rest: every page and console has done what it could, and shows what there is."""
        if not self.server.alive:
            assert await self.server.start()
        await self.start_desks()
        with contextlib.suppress(AssertionError):
            await until(lambda: all(page.settled for page in self.pages), "rest on the pages", REST_S)
        for desk in self.desks:
            with contextlib.suppress(AssertionError):
                await until(lambda desk=desk: desk.started, f"start of {desk.user}", START_S)
            desk.signal(signal.SIGUSR1)
        fresh = await self.lookout(patience=0.3).start()
        try:
            with contextlib.suppress(AssertionError):
                await until(lambda: all(desk.final for desk in self.desks) and fresh.live, "rest", REST_S)
            for desk in self.desks:
                if not desk.final:
                    self.verdict.violations.append(
                        f"{desk.user} does not rest, alive: {desk.child and desk.child.alive}"
                    )
                    # Where it hangs, into its log.
                    desk.signal(signal.SIGUSR2)
            await self._compare(fresh)
        finally:
            await fresh.close()

    async def _compare(self, fresh: Lookout) -> None:
        """S8: each console's rows equal a fresh snapshot."""

        def alike() -> bool:
            return all(desk.final.get("rows") == fresh.rows() for desk in self.desks)

        try:
            await until(alike, "rows alike", 5)
        except AssertionError:
            for desk in self.desks:
                for conv, row in fresh.rows().items():
                    theirs = desk.final.get("rows", {}).get(conv)
                    if theirs != row:
                        self.verdict.violations.append(f"{desk.user} shows another row: {theirs} instead of {row}")

    async def close(self) -> None:
        """End everybody, whatever happened."""
        for page in self.pages:
            await page.close()
        for desk in self.desks:
            if desk.child is not None and desk.child.alive:
                desk.signal(signal.SIGTERM)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(asyncio.shield(desk.child.ended), 5)
                if desk.child.alive:
                    await desk.child.kill()
        await self.server.stop()

    async def judge(self) -> Verdict:
        """Come to rest, stop, and hold everything against the store."""
        await self.rest()
        await self.close()
        stories = await read_store(self.home.folder / "data" / "warmline.db", self.verdict)
        judge_store(stories, self.verdict)
        for page in self.pages:
            judge_page(page, stories, self.verdict)
        for desk in self.desks:
            judge_console(desk.user, desk.journal, stories, self.verdict)
        self.verdict.counts["conversations"] += len(stories)
        self._read_logs()
        return self.verdict

    def _read_logs(self) -> None:
        """Nothing may have broken inside."""
        for log in (self.server.log, *(desk.folder / "log" for desk in self.desks)):
            text = log.read_text() if log.exists() else ""
            for line in text.splitlines():
                if "Traceback" in line or '"level":"error"' in line.replace(" ", ""):
                    self.verdict.violations.append(f"{log.parent.name}/{log.name}: {line[:400]}")
                    break
