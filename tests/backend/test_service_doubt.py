"""A commit that was stored and not answered is told of, whoever looks at it first; found by the simulation."""

import contextlib
from collections.abc import Callable
from typing import Any

from console.core.conversation import commands as c
from console.core.conversation.context import Actor

Starter = Callable[..., contextlib.AbstractAsyncContextManager[Any]]


async def test_who_reads_a_doubtful_conversation_does_not_keep_it_from_being_told(backend_at: Starter) -> None:
    async with backend_at(faults=True) as backend:
        service = backend.node.service
        heard: list[str] = []
        service.listen(lambda told: heard.append(told.stored.head.conv))
        backend.faults.after = True
        backend.faults.fail["commit"] = 1
        result = await service.handle("c-doubt", c.Say("hello"), Actor("customer", "v1"), command_id="say-00001")
        assert result.status == "retry"
        assert (await service.head("c-doubt")) is not None
        await service.settle()
        assert "c-doubt" in heard
        assert backend.node.feed.tells("c-doubt")
