"""What is asked about a command that is still carried out is answered after it; found by the simulation."""

from collections.abc import Awaitable, Callable
from typing import Any

from console.core.wire.limits import Close

Waiter = Callable[[Callable[[], Any]], Awaitable[Any]]


async def test_a_command_under_way_on_an_older_socket_is_not_called_unseen(backend: Any, until: Waiter) -> None:
    _, conv = await backend.queued()
    old = await backend.console(device="d1")
    service = backend.node.service
    await service.turns.take(conv)
    try:
        await old.send(t="cmd", id="take-0001", conv=conv, epoch=service.heads[conv].head.epoch, do={"do": "take"})
        await until(lambda: service.turns.waiting(conv) == 1)
        new = await backend.console(device="d1")
        assert await old.closed() == Close.KICKED
        await new.send(t="ask", id="take-0001", conv=conv)
        await new.send(t="ping", n=7)
        assert (await new.until("pong", n=7))["n"] == 7
        assert not [frame for frame in new.frames if frame["t"] == "result"]
    finally:
        service.turns.end(conv)
    assert (await new.until("result", id="take-0001"))["status"] == "ok"


async def test_what_an_older_socket_brings_after_it_was_replaced_is_not_carried_out(backend: Any) -> None:
    _, conv = await backend.queued()
    epoch = backend.node.service.heads[conv].head.epoch
    old = await backend.console(device="d1")
    socket = next(iter(backend.node.gateway.outlet.sockets.values()))
    socket.gone = True
    await old.send(t="cmd", id="take-0001", conv=conv, epoch=epoch, do={"do": "take"})
    await old.closed()
    assert backend.node.service.heads[conv].head.epoch == epoch
