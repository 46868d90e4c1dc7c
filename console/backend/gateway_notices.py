"""What an agent must be told beside rows and records: she lost a conversation, or a customer waits for her."""

from collections.abc import Iterator
from typing import Final

from console.backend.gateway_outlet import Outlet
from console.backend.people import People
from console.backend.service import Committing
from console.core.conversation import events as ev
from console.core.conversation.events import Record
from console.core.wire import codec, frames

_BY_OTHERS: Final = ("requeued", "transferred")
"""Causes of a leg that the owner did not bring about herself, if it was not she who acted."""


class Notices:
    """Notices to the consoles of one agent each."""

    def __init__(self, people: People, outlet: Outlet) -> None:
        self.people = people
        self.outlet = outlet

    def committed(self, told: Committing) -> None:
        """Tell whoever this concerns."""
        for record in told.records:
            if isinstance(record.event, ev.Erased):
                # Also who does not watch it may have drafts, or what she sent.
                data = codec.encode(frames.Notice("erased", record.conv))
                self.outlet.broadcast(self.outlet.sockets.values(), data)
            for agent, notice in self._of(record, told.before.agent):
                mine = (socket for socket in self.outlet.sockets.values() if socket.session.user.id == agent)
                self.outlet.broadcast(mine, codec.encode(notice))

    def _of(self, record: Record, owner: str) -> Iterator[tuple[str, frames.Notice]]:
        event = record.event
        if isinstance(event, ev.Taken) and event.from_agent:
            data = {**self._by(event.by or event.agent, record), "why": record.bodies.get("why", "")}
            yield event.from_agent, frames.Notice("taken_from_you", record.conv, data)
        elif isinstance(event, ev.Queued) and event.leg.cause == "dropped" and owner:
            yield owner, frames.Notice("dropped", record.conv, {"at": record.at})
        elif isinstance(event, ev.Queued) and event.leg.cause in _BY_OTHERS and owner not in ("", record.actor):
            yield owner, frames.Notice("requeued", record.conv, self._by(record.actor, record))
        elif isinstance(event, ev.Warned):
            yield event.agent, frames.Notice("warned", record.conv, {"at": record.at})

    def _by(self, user_id: str, record: Record) -> dict[str, str | int]:
        member = self.people.member(user_id)
        return {"by": user_id, "by_name": member.name, "role": member.role, "at": record.at}
