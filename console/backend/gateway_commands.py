"""Brings consoles' commands to the service and its results back: in order for each conversation, never too many."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

import msgspec

from console.backend.access import Access
from console.backend.gateway_outlet import Outlet
from console.backend.gateway_socket import ConsoleSocket
from console.backend.people import People
from console.backend.service import RETRY_MS, Service
from console.backend.store.faults import StoreFaultError
from console.core.text.messages import t
from console.core.wire import codec, frames

log = logging.getLogger("warmline.gateway")

MOST_UNDER_WAY: Final = 100
"""Commands of one socket: more pile up only while the store stands still."""
MOST_BYTES: Final = 512 * 1024


class Commands:
    """Commands of all consoles."""

    def __init__(
        self, service: Service, access: Access, people: People, outlet: Outlet, clock: Callable[[], int]
    ) -> None:
        self.service = service
        self.access = access
        self.people = people
        self.outlet = outlet
        self.clock = clock
        self._under_way: dict[tuple[str, str], set[asyncio.Task[None]]] = {}
        """What is being carried out, by user and command id, on whichever socket it came."""

    async def settled(self, user_id: str, command_id: str) -> None:
        """Wait until nothing of this command is under way: what is asked about it meanwhile has no answer yet."""
        while tasks := self._under_way.get((user_id, command_id)):
            await asyncio.wait(tasks)

    def queue(self, socket: ConsoleSocket, frame: frames.Cmd, size: int) -> None:
        """Commands for one conversation go one after another; those for others do not wait."""
        if socket.under_way >= MOST_UNDER_WAY or socket.under_way_bytes + size > MOST_BYTES:
            result = frames.Result(frame.id, "retry", "busy", t("refused.busy"), frame.conv, retry_ms=RETRY_MS)
            self.outlet.send(socket, result)
            return
        conv, key = frame.conv, (socket.session.user.id, frame.id)
        socket.under_way += 1
        socket.under_way_bytes += size
        task = self.outlet.spawn(self._command(socket, frame, socket.commands.get(conv)))
        socket.commands[conv] = task
        self._under_way.setdefault(key, set()).add(task)

        def ended(task: asyncio.Task[None]) -> None:
            self._under_way[key].discard(task)
            if not self._under_way[key]:
                del self._under_way[key]
            socket.under_way -= 1
            socket.under_way_bytes -= size
            if socket.commands.get(conv) is task:
                del socket.commands[conv]

        task.add_done_callback(ended)

    def too_fast(self, socket: ConsoleSocket, frame: frames.Cmd) -> None:
        """Nothing was done: it may come again."""
        message = t("refused.rate_limited")
        self.outlet.send(
            socket, frames.Result(frame.id, "retry", "rate_limited", message, frame.conv, retry_ms=RETRY_MS)
        )

    async def _command(self, socket: ConsoleSocket, frame: frames.Cmd, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait({before})
        try:
            result = await self._carry_out(socket, frame)
        except Exception as error:
            if not isinstance(error, StoreFaultError):
                log.exception("a command failed", extra={"conv": frame.conv})
            result = frames.Result(frame.id, "retry", "store", t("refused.store"), frame.conv, retry_ms=RETRY_MS)
        name = self.people.party_name(result.owner)
        self.outlet.send(socket, msgspec.structs.replace(result, id=frame.id, owner_name=name))

    async def _carry_out(self, socket: ConsoleSocket, frame: frames.Cmd) -> frames.Result:
        def refused(code: str) -> frames.Result:
            return frames.Result(frame.id, "refused", code, t(f"refused.{code}"), frame.conv)

        if frame.stream and frame.stream != self.service.store.stream_epoch:
            return frames.Result(frame.id, "retry", "resync", t("refused.resync"), frame.conv, retry_ms=RETRY_MS)
        if not 8 <= len(frame.id) <= 64 or not 0 < len(frame.conv) <= 64:
            return refused("bad_command")
        try:
            command = codec.decode_command(frame.do)
        except codec.FrameError as error:
            return refused(error.code)
        session = socket.session
        if not await self.access.still_valid(session, self.clock()):
            return frames.Result(frame.id, "retry", "expired_token", t("refused.expired_token"), frame.conv)
        if await self.service.head(frame.conv) is None:
            return refused("not_found")
        return await self.service.handle(frame.conv, command, session.actor, command_id=frame.id, epoch=frame.epoch)
