"""Carries out the list of erasures: at the start before anybody is let in, then whenever the list has grown."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final

from console.backend.service import Service
from console.backend.store import erasures
from console.backend.store.erasures import Erasure
from console.backend.store.faults import StoreBusyError, StoreFaultError
from console.backend.store.sqlite import SqliteStore
from console.core.conversation import commands as c
from console.core.conversation.context import Actor, AgentView, Policy

log = logging.getLogger("warmline.erasure")

LOOK_S: Final = 1.0
_ALL: Final = 1_000_000


class Erasing:
    """Erases people through the service, so that open consoles and pages hear of it and drop what they have."""

    def __init__(self, service: Service, store_file: Path, forget: Callable[[str], None]) -> None:
        """`forget(customer)` drops what memory knows of the person."""
        self._service = service
        self._list = erasures.list_of(store_file)
        self._forget = forget
        self._seen: tuple[int, int] | None = None
        """Time and size of the list that has been carried out."""

    async def carry_out(self) -> int:
        """Erase everybody on the list whom this store has not erased; returns how many people that were.

        Again is harmless: an entry counts as carried out only at its end.
        """
        seen = self._look()
        listed, damaged = await asyncio.to_thread(erasures.read, self._list)
        if damaged:
            log.error("the list of erasures has %d lines that cannot be read", damaged)
        done = await self._service.store.erasures_done() if listed else frozenset()
        due = [erasure for erasure in listed if erasure.id not in done]
        erased, whole = await self._all(due) if due else (0, True)
        self._seen = seen if whole else None
        return erased

    @property
    def whole(self) -> bool:
        """Nothing on the list is left to do, as far as it has been looked at."""
        return self._seen is not None

    async def run(self) -> None:
        """Look at the list once a second, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_S)
            try:
                if self._look() != self._seen:
                    await self.carry_out()
            except (StoreFaultError, OSError) as error:
                log.warning("an erasure waits for the store: %s", error)
            except Exception:
                log.exception("a round of erasures failed")

    def _look(self) -> tuple[int, int]:
        try:
            status = self._list.stat()
        except FileNotFoundError:
            return 0, 0
        return status.st_mtime_ns, status.st_size

    async def _all(self, due: list[Erasure]) -> tuple[int, bool]:
        """How many people were erased, and whether all entries are done."""
        store = self._service.store
        people = {erasures.who_of(customer, store.hash_key): customer for customer in await store.customers()}
        erased, whole = 0, True
        for erasure in due:
            customer = people.get(erasure.who)
            if customer is not None and not await self._erase(customer):
                whole = False
                continue
            erased += customer is not None
            await store.note_erasure(erasure.id, self._service.clock())
            log.info("an erasure was carried out", extra={"erasure": erasure.id})
        return erased, whole

    async def _erase(self, customer: str) -> bool:
        """One person; False: the store refused, it is to be tried again."""
        store = self._service.store
        # The conversations first: once they know nobody, she can't add words while the others are deleted.
        for stored in await store.customer_conversations(customer, _ALL):
            head = stored.head
            if not head.customer:
                continue
            if not head.agent:
                # Nobody shall answer, or wait for, somebody who is gone; an agent ends hers herself.
                await self._service.handle(head.conv, c.End(), Actor("customer", customer))
            if (await self._service.system(head.conv, c.Erase())).status == "retry":
                return False
        await store.erase(customer)
        self._forget(customer)
        return True


class _Nobody:
    def view(self, agent: str, head: object = None) -> AgentView:
        return AgentView(False, True, "")


async def carry_out_now(store_file: Path, clock: Callable[[], int], policy: Policy) -> int:
    """Carry the list out in a store that nobody serves; returns how many people were erased.

    Raises:
        StoreFaultError: the store is served, or something could not be erased; the next start does it.
    """
    store = await SqliteStore.open(store_file)
    try:
        erasing = Erasing(Service(store, _Nobody(), clock, policy), store_file, lambda customer: None)
        erased = await erasing.carry_out()
        if not erasing.whole:
            raise StoreBusyError
        return erased
    finally:
        await store.close()
