"""The welcome comes first, whatever her other pages do meanwhile; found by the simulation."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

Starter = Callable[..., contextlib.AbstractAsyncContextManager[Any]]


async def test_what_another_page_opens_comes_after_the_welcome(backend_at: Starter, until: Any) -> None:
    async with backend_at(faults=True) as backend:
        first = await backend.page("v1")
        store, asked, may_go = backend.faults, asyncio.Event(), asyncio.Event()
        real = store.customer_conversations

        async def late(*args: Any) -> Any:
            found = await real(*args)
            if not asked.is_set():
                asked.set()
                await may_go.wait()
            return found

        store.customer_conversations = late
        coming = asyncio.create_task(backend.page("v1"))
        await asked.wait()
        assert (await first.say("hello"))["status"] == "ok"
        may_go.set()
        second = await coming
        assert second.welcome["seq"] == 0
        assert [frame["t"] for frame in second.frames[:2]] == ["hello", "welcome"]
        items = await second.until("items")
        assert items["items"][0]["text"] == "hello"
