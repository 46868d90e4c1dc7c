"""A conversation that is over and that nobody looks at leaves nothing of its own in the backend's memory."""

from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from types import MethodType
from typing import Any

import pytest

from console.backend import customer_marks, customers
from console.core.conversation.words import MINUTE, State

LEFT = {
    "figures": "packed, for as long as its end may turn out to have been none",
    "_removed": "rows that went, so many, for consoles that come back",
    "_before": "rows of the last delta, until the next one",
}
"""What may have its name in it, and why."""


def kept(root: object, name: str) -> Iterator[tuple[str, ...]]:
    """Ways from the root to everything that has this name in it."""
    seen, waiting = {id(root)}, deque([(root, (type(root).__name__,))])
    while waiting:
        one, way = waiting.popleft()
        if isinstance(one, str) and name in one:
            yield way
        for part, label in parts(one):
            if id(part) not in seen or isinstance(part, str):
                seen.add(id(part))
                waiting.append((part, (*way, label)))


def parts(one: object) -> Iterator[tuple[Any, str]]:
    """What a collection or an object of ours holds."""
    if isinstance(one, dict):
        for key, value in one.items():
            yield key, "key"
            yield value, "value"
    elif isinstance(one, list | tuple | set | frozenset | deque):
        for part in one:
            yield part, "one of"
    elif isinstance(one, MethodType):
        yield one.__self__, "self"
    elif type(one).__module__.startswith("console."):
        names = {slot for kind in type(one).__mro__ for slot in getattr(kind, "__slots__", ())}
        for name in {*names, *getattr(one, "__struct_fields__", ()), *getattr(one, "__dict__", ())}:
            if hasattr(one, name):
                yield getattr(one, name), name


async def test_nothing_stays_of_a_chat_that_is_over(
    backend_at: Any, until: Callable[[Callable[[], Any]], Awaitable[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(customer_marks, "AWAY_AFTER_S", 0.0)
    monkeypatch.setattr(customers, "PLACE_EVERY_S", 0.02)
    async with backend_at() as backend:
        await over(backend, until)


async def over(backend: Any, until: Callable[[Callable[[], Any]], Awaitable[Any]]) -> None:
    """From the opening to twenty minutes after the end, with everything that leaves a mark."""
    node, service = backend.node, backend.node.service

    def ways() -> list[tuple[str, ...]]:
        return [way for way in kept(node, conv) if not set(way) & LEFT.keys()]

    page, conv = await backend.queued()
    console = await backend.console()
    await console.sync()
    await console.watch(conv)
    await console.send(t="view", conv=conv, on=True)
    await page.send(t="typing", on=True)
    epoch = (await console.do(conv, "take", epoch=service.heads[conv].head.epoch))["epoch"]
    await console.send(t="typing", conv=conv, on=True)
    await console.do(conv, "reply", text="here you are", epoch=epoch)
    await page.send(t="seen", seq=service.heads[conv].head.public_seq)
    assert (await console.do(conv, "resolve", disposition="solved", epoch=epoch))["status"] == "ok"
    assert len({way[:3] for way in ways()}) > 6
    await page.socket.close()
    await console.socket.close()
    await until(lambda: not node.gateway.outlet.sockets and not node.customers._pages)
    assert service.heads[conv].head.state is State.RESOLVED
    clock = service.clock
    service.clock = node.customers.clock = node.gateway.rows.clock = lambda: clock() + 20 * MINUTE
    service.forget_resolved(service.clock() - 10 * MINUTE)
    await until(lambda: not node.feed.tells(conv) and not node.people.contacts)
    assert ways() == []
