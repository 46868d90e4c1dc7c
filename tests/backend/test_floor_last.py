"""Who had a customer last is kept for some minutes and for as long as she waits, and is in the store after that."""

from pathlib import Path

from console.backend.floor_last import KEPT, Lasts
from console.backend.people import People
from console.backend.service import Service
from console.backend.store.sqlite import SqliteStore
from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.conversation.words import MINUTE

NOW = 1_800_000_000_000


async def test_what_is_forgotten_is_found_again_and_who_waits_stays_known(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path / "s.db")
    try:
        service, waiting = Service(store, People(store, lambda: NOW), lambda: NOW), {"v2"}
        lasts = Lasts(store, lambda: waiting)
        service.listen(lasts.committed)
        for n in range(4):
            conv, maya = f"c{n}", Actor("agent", "maya", "agent")
            await service.handle(conv, c.AskPerson(), Actor("customer", f"v{n}"))
            taken = await service.handle(conv, c.Take(), maya, epoch=service.heads[conv].head.epoch)
            assert (await service.handle(conv, c.Reply("Hello"), maya, epoch=taken.epoch)).status == "ok"
        assert [lasts.of(f"v{n}") for n in range(4)] == [("maya", NOW)] * 4
        await lasts.find("nobody", NOW + KEPT)
        assert all(lasts.knows(f"v{n}") for n in range(4))
        await lasts.find("somebody", NOW + KEPT + MINUTE)
        assert [lasts.knows(f"v{n}") for n in range(4)] == [False, False, True, False]
        assert lasts.knows("nobody")
        waiting.clear()
        await lasts.find("v1", NOW + KEPT + 2 * MINUTE)
        assert (lasts.of("v1"), lasts.knows("v2")) == (("maya", NOW), False)
    finally:
        await store.close()
