"""Tells consoles which colleagues are there, gathered over a tenth of a second, and marks owners who come and go."""

from collections.abc import Iterable, Sequence
from typing import Final

from console.backend.gateway_outlet import Outlet
from console.backend.gateway_socket import ConsoleSocket
from console.backend.people import People
from console.backend.service import Service
from console.core.conversation import commands as c
from console.core.conversation.model import Head
from console.core.floor.rows import Member
from console.core.wire import codec, frames

MEMBERS_AT_ONCE: Final = 1_000
"""In one frame, so that it keeps below the limit of a frame whatever their names."""


class Presence:
    """Who is there, as consoles know it."""

    def __init__(self, service: Service, people: People, outlet: Outlet) -> None:
        self.service = service
        self.people = people
        self.outlet = outlet
        self._told: dict[str, Member] | None = None
        """As it was told last: who signs in gets this, and with the others what has changed since."""
        self._team: tuple[Member, ...] | None = None
        self._changed: set[str] = set()
        self._stale: set[ConsoleSocket] = set()
        """Those who were behind when it was told."""

    def changed(self, user_ids: Iterable[str]) -> None:
        """They came, went or are called otherwise now."""
        self._known()
        self._changed.update(user_ids)

    def team(self) -> tuple[Member, ...]:
        """Everybody who may sign in, by name."""
        known = self._known()
        if self._team is None:
            active = [
                known.get(id) or self.people.member(id) for id, user in self.people.users.items() if not user.disabled
            ]
            self._team = tuple(sorted(active, key=lambda member: (member.name.casefold(), member.id)))
        return self._team

    def greet(self, socket: ConsoleSocket) -> None:
        """The members beyond those that fit the welcome."""
        for data in _frames(self.team()[MEMBERS_AT_ONCE:]):
            self.outlet.send_bytes(socket, data)

    def forget(self, socket: ConsoleSocket) -> None:
        """It has left."""
        self._stale.discard(socket)

    def tell(self) -> None:
        """What has changed since, in as few frames as it fits."""
        changed, self._changed = self._changed, set()
        known = self._known()
        members = [new for id in sorted(changed) if (new := self.people.member(id)) != known.get(id)]
        turned = {new.id for new in members if new.id not in known or new.present != known[new.id].present}
        known.update((new.id, new) for new in members)
        for id in changed - self.people.users.keys():
            known.pop(id, None)
        if changed:
            self._team = None
        for data in _frames(members):
            for socket in self.outlet.broadcast_passing(self.outlet.sockets.values(), data):
                self._stale.add(socket)
        for socket in [socket for socket in self._stale if self.outlet.keeps_up(socket)]:
            self._stale.discard(socket)
            for data in _frames(self.team()):
                self.outlet.send_bytes(socket, data)
        if turned:
            self._mark_all(turned)

    def _known(self) -> dict[str, Member]:
        if self._told is None:
            self._told = {id: self.people.member(id) for id in self.people.users}
        return self._told

    def _mark_all(self, users: set[str]) -> None:
        """Start or stop the clock of the conversations that they own or are offered."""
        for conv, stored in self.service.heads.items():
            owner, offered = stored.head.agent, stored.head.offer.agent if stored.head.offer is not None else ""
            for user_id in {owner, offered} & users:
                self.outlet.spawn(self._mark(conv, user_id))

    async def _mark(self, conv: str, user_id: str) -> None:
        # Whether she is there is asked when it is marked: the mark of a short absence never comes after her return.
        await self.service.system(conv, c.MarkPresence("owner", not self.people.present(user_id), user_id))

    def check_owner(self, head: Head) -> None:
        """An owner who came or went while she became the owner is marked all the same (L4)."""
        if head.agent and self.people.present(head.agent) == bool(head.owner_absent_since):
            self.outlet.spawn(self._mark(head.conv, head.agent))


def _frames(members: Sequence[Member]) -> Iterable[bytes]:
    for start in range(0, len(members), MEMBERS_AT_ONCE):
        yield codec.encode(frames.Presence(tuple(members[start : start + MEMBERS_AT_ONCE])))
