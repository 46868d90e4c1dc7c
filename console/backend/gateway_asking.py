"""Answers what consoles ask beside commands, and stores how far they have read: one thing at a time for each socket."""

import asyncio
import logging
from typing import Final

import msgspec

from console.backend.feed import Feed
from console.backend.gateway_commands import Commands
from console.backend.gateway_outlet import Outlet
from console.backend.gateway_socket import ConsoleSocket
from console.backend.people import People
from console.backend.service import Service
from console.backend.store.faults import StoreFaultError
from console.core.conversation.events import readable_bodies
from console.core.floor.rows import Hit
from console.core.text.messages import t
from console.core.wire import frames
from console.core.wire.limits import COMMAND_BURST

log = logging.getLogger("warmline.gateway")

MOST_QUESTIONS: Final = 2 * COMMAND_BURST
"""Of one socket, waiting."""
SEARCHES_AT_ONCE: Final = 1
"""Of everybody: a search may keep one of the store's few readers busy for long, and the others need one too."""
REST: Final = 9.0
MOST_REST_S: Final = 0.25
"""After a search there is none for so many times what it took: however many are asked for, most of the time is left."""
PAUSE_S: Final = 0.2
"""Before the next search of a socket that has had many."""


class Asking:
    """Questions of all consoles."""

    def __init__(self, service: Service, people: People, feed: Feed, outlet: Outlet, commands: Commands) -> None:
        self.service = service
        self.commands = commands
        self.people = people
        self.feed = feed
        self.outlet = outlet
        self._searching = asyncio.Semaphore(SEARCHES_AT_ONCE)

    def ask(self, socket: ConsoleSocket, frame: frames.Ask | frames.Find) -> None:
        """Answer it when those before it are answered."""
        if len(socket.questions) >= MOST_QUESTIONS:
            self.outlet.send(socket, frames.Problem("busy", t("refused.busy"), id=frame.id))
            return
        socket.questions.append(frame)
        self._begin(socket)

    def read(self, socket: ConsoleSocket, conv: str, seq: int) -> None:
        """The user has read up to there; of several marks the furthest is stored."""
        stored = self.service.heads.get(conv)
        if stored is None or stored.head.agent != socket.session.user.id:
            return
        socket.reads[conv] = max(seq, socket.reads.get(conv, 0))
        self._begin(socket)

    def _begin(self, socket: ConsoleSocket) -> None:
        if not socket.answering:
            socket.answering = True
            self.outlet.spawn(self._work(socket))

    async def _work(self, socket: ConsoleSocket) -> None:
        try:
            while not socket.gone and (socket.questions or socket.reads):
                if socket.reads:
                    conv = next(iter(socket.reads))
                    await self._try(socket, frames.Read(conv, socket.reads.pop(conv)))
                if socket.questions:
                    await self._try(socket, socket.questions.popleft())
        finally:
            socket.answering = False

    async def _try(self, socket: ConsoleSocket, frame: frames.Ask | frames.Find | frames.Read) -> None:
        """Where the store fails, the console is told that it did."""
        try:
            match frame:
                case frames.Ask():
                    await self._result(socket, frame)
                case frames.Find():
                    await self._find(socket, frame)
                case frames.Read():
                    await self._read(socket, frame)
        except StoreFaultError as error:
            log.warning("the store failed a console: %s", error.code)
            conv, id = ("" if isinstance(frame, frames.Find) else frame.conv), getattr(frame, "id", "")
            self.outlet.send(socket, frames.Problem("store", t("refused.store"), conv, id))

    async def _result(self, socket: ConsoleSocket, frame: frames.Ask) -> None:
        # "Not seen" would be a lie about one that this user's older socket left behind, and that is still carried out.
        await self.commands.settled(socket.session.user.id, frame.id)
        known = await self.service.store.result(f"agent:{socket.session.user.id}", frame.id)
        if known is None:
            # Without a state there is no such conversation either: a restore may have lost both.
            stored = await self.service.head(frame.conv) if frame.conv else None
            state = str(stored.head.state) if stored is not None else ""
            result = frames.Result(frame.id, "retry", "not_seen", t("refused.not_seen"), frame.conv, state=state)
        else:
            result = msgspec.json.decode(known.result, type=frames.Result)
        name = self.people.party_name(result.owner)
        self.outlet.send(socket, msgspec.structs.replace(result, id=frame.id, owner_name=name))

    async def _read(self, socket: ConsoleSocket, frame: frames.Read) -> None:
        stored = self.service.heads.get(frame.conv)
        user_id = socket.session.user.id
        if stored is None or stored.head.agent != user_id:
            return
        await self.service.store.set_cursor(frame.conv, f"agent:{user_id}", min(frame.seq, stored.head.seq))
        # As it stands now: much may have happened while the mark was stored.
        stored = self.service.heads.get(frame.conv)
        if stored is not None and frame.seq >= stored.head.customer_seq:
            self.feed.read(stored)

    async def _find(self, socket: ConsoleSocket, frame: frames.Find) -> None:
        limit = max(1, min(frame.limit, 50))
        while not (socket.gone or socket.search_pace.take(socket.price)):  # noqa: ASYNC110 - there is nothing to wait for but time
            await asyncio.sleep(PAUSE_S)
        async with self._searching:
            if socket.gone:
                return
            began = asyncio.get_running_loop().time()
            await self._search(socket, frame, limit)
            took = asyncio.get_running_loop().time() - began
            await asyncio.sleep(min(REST * took, MOST_REST_S))

    async def _search(self, socket: ConsoleSocket, frame: frames.Find, limit: int) -> None:
        found = await self.service.store.search(frame.text[:200], limit)
        heads = {hit.conv: await self.service.head(hit.conv) for hit in found}
        customers = {stored.head.conv: stored.head.customer for stored in heads.values() if stored is not None}
        contacts = await self.service.store.contacts(sorted({id for id in customers.values() if id}))
        names = {conv: contacts[id].name for conv, id in customers.items() if id in contacts}
        hits = [
            Hit(hit.conv, hit.no, hit.seq, hit.at, names.get(hit.conv, ""), hit.snippet)
            for hit in found
            if not hit.staff or await self._may_read(socket, hit.conv, hit.seq)
        ]
        self.outlet.send(socket, frames.Found(frame.id, tuple(hits), len(found) == limit))

    async def _may_read(self, socket: ConsoleSocket, conv: str, seq: int) -> bool:
        """Whether what staff wrote there is for this user's eyes."""
        actor = socket.session.actor
        if actor.leads:
            return True
        records = await self.service.store.records(conv, seq - 1, 1)
        return any(readable_bodies(record, actor.id, actor.leads) for record in records)
