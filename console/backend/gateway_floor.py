"""Brings consoles what they ask of the floor, and the wall once a second to those who want it."""

import logging
from collections.abc import Callable
from typing import Final

import msgspec

from console.backend.access import Access
from console.backend.floor import Floor
from console.backend.gateway_outlet import Outlet
from console.backend.gateway_socket import ConsoleSocket
from console.backend.service import RETRY_MS
from console.backend.store.faults import StoreFaultError
from console.core.conversation.context import Refusal
from console.core.floor import acting as a
from console.core.metrics.wall import WINDOWS, Alarm
from console.core.text.messages import t
from console.core.wire import codec, frames

log = logging.getLogger("warmline.gateway")

MOST_ACTS: Final = 20
"""Of one socket, not answered."""

_decoder: Final[msgspec.json.Decoder[a.FloorCommand]] = msgspec.json.Decoder(a.FloorCommand)


class FloorOut:
    """The floor as consoles see it."""

    def __init__(self, floor: Floor, access: Access, outlet: Outlet, clock: Callable[[], int]) -> None:
        self.floor = floor
        self.access = access
        self.outlet = outlet
        self.clock = clock

    def ask(self, socket: ConsoleSocket, frame: frames.Act) -> None:
        """Carry it out, and answer."""
        if socket.acts >= MOST_ACTS:
            self._refuse(socket, frame, "busy")
            return
        socket.acts += 1
        self.outlet.spawn(self._act(socket, frame))

    def _refuse(self, socket: ConsoleSocket, frame: frames.Act, code: str, **data: str | int) -> None:
        message = t(f"refused.{code}", **data)
        status = "retry" if code in ("busy", "store", "expired_token") else "refused"
        retry_ms = RETRY_MS if status == "retry" else 0
        self.outlet.send(socket, frames.Result(frame.id, status, code, message, retry_ms=retry_ms, data=data))

    async def _act(self, socket: ConsoleSocket, frame: frames.Act) -> None:
        try:
            await self._carry_out(socket, frame)
        except StoreFaultError as error:
            log.warning("the store failed the floor: %s", error.code)
            self._refuse(socket, frame, "store")
        except Exception:
            log.exception("something asked of the floor failed")
            self._refuse(socket, frame, "store")
        finally:
            socket.acts -= 1

    async def _carry_out(self, socket: ConsoleSocket, frame: frames.Act) -> None:
        try:
            command = _decoder.decode(frame.do)
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            self._refuse(socket, frame, "bad_command")
            return
        session = socket.session
        if not await self.access.still_valid(session, self.clock()):
            self._refuse(socket, frame, "expired_token")
            return
        outcome = await self.floor.acting.do(command, session.actor)
        if isinstance(outcome, Refusal):
            self._refuse(socket, frame, outcome.code, **outcome.data)
            return
        if isinstance(command, a.Observe):
            socket.observes.add(command.conv)
        self.outlet.send(socket, frames.Result(frame.id, "ok", data={"count": outcome}))

    def want(self, socket: ConsoleSocket, frame: frames.Floor) -> None:
        """It wants the wall, or no longer; only of supervisors it is heard."""
        window = frame.window if frame.window in WINDOWS else WINDOWS[2]
        socket.window = window if frame.on and socket.session.actor.leads else None

    def tell_wall(self) -> None:
        """The snapshot to all who want it and keep up; each window is encoded once."""
        wanted: dict[int, list[ConsoleSocket]] = {}
        for socket in self.outlet.sockets.values():
            if socket.window is not None:
                wanted.setdefault(socket.window, []).append(socket)
        for window, sockets in wanted.items():
            wall = self.floor.stats.wall(window)
            if wall is not None:
                self.outlet.broadcast_passing(sockets, codec.encode(frames.WallTold(wall)))

    def alarm(self, alarm: Alarm) -> None:
        """An alarm was raised: to all supervisors, once."""
        data: dict[str, str | int] = {
            "alarm": alarm.id,
            "number": alarm.number,
            "kind": alarm.kind,
            "level": alarm.level,
            "queue": alarm.queue,
            "topic": alarm.topic,
            "agent": alarm.agent,
            "count": alarm.count,
        }
        self.notify(frames.Notice("alarm", alarm.conv, {name: value for name, value in data.items() if value != ""}))

    def notify(self, notice: frames.Notice, agents: frozenset[str] | None = None) -> None:
        """A notice to all supervisors, and to these agents."""
        told = agents or frozenset()
        data = codec.encode(notice)
        sessions = ((socket, socket.session) for socket in self.outlet.sockets.values())
        self.outlet.broadcast([s for s, session in sessions if session.actor.leads or session.user.id in told], data)
