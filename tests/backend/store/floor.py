"""Real conversations in a store, made by the service itself: what backups, checks and erasures are tried on."""

import asyncio
import itertools
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from console.backend.service import Service
from console.backend.store.port import Contact, Store
from console.backend.store.sqlite import SqliteStore
from console.core.conversation import commands as c
from console.core.conversation.context import Actor, AgentView
from console.core.conversation.words import HOUR

MAYA = Actor("agent", "u-maya", "agent")
START = 1_800_000_000_000


class Clock:
    """Moves a second with each look."""

    def __init__(self, now: int = START) -> None:
        self.now = now

    def __call__(self) -> int:
        self.now += 1_000
        return self.now


class Nobody:
    def view(self, agent: str, head: object = None) -> AgentView:
        return AgentView(True, True, "")


def service_on(store: Store, clock: Callable[[], int] | None = None) -> Service:
    return Service(store, Nobody(), clock or Clock())


async def say(service: Service, conv: str, customer: str, text: str, n: int) -> None:
    result = await service.handle(conv, c.Say(text), Actor("customer", customer), command_id=f"{conv}-said-{n:04d}")
    assert result.status == "ok", result


async def act(service: Service, conv: str, command: c.Command, n: int, actor: Actor = MAYA) -> None:
    stored = await service.head(conv)
    assert stored is not None
    result = await service.handle(conv, command, actor, command_id=f"{conv}-did-{n:04d}", epoch=stored.head.epoch)
    assert result.status == "ok", result


async def conversation(
    service: Service, conv: str, customer: str, *, words: str = "", messages: int = 2, resolved: bool = True
) -> None:
    """She asks for a person, is answered, and it is resolved."""
    number = itertools.count()
    await service.store.put_contact(Contact(customer, f"Name {customer}", "en", created_at=START))
    await say(service, conv, customer, f"hello {words} of {conv}", next(number))
    result = await service.handle(conv, c.AskPerson(), Actor("customer", customer), command_id=f"{conv}-asks")
    assert result.status == "ok", result
    await act(service, conv, c.Take(), next(number))
    for _ in range(messages):
        await act(service, conv, c.Reply(f"answer {words} to {conv}"), next(number))
        await say(service, conv, customer, f"more {words} from {conv}", next(number))
    await act(service, conv, c.Note(f"a note {words}"), next(number))
    if resolved:
        await act(service, conv, c.Resolve("solved"), next(number))


async def fill(store: Store, count: int, *, words: str = "", messages: int = 2, at_once: int = 100) -> None:
    """So many conversations, of as many customers; each tenth is still open."""
    service = service_on(store)
    for start in range(0, count, at_once):
        await asyncio.gather(
            *(
                conversation(service, f"c{n:06d}", f"v{n:06d}", words=words, messages=messages, resolved=n % 10 > 0)
                for n in range(start, min(count, start + at_once))
            )
        )
        service.forget_resolved(service.clock() + HOUR)


class Crash(Exception):
    """Where the program would have ended."""


def crash_at(patched: pytest.MonkeyPatch, stop: int, steps: Iterable[str]) -> Callable[[], bool]:
    """In place of the `stop`-th of these writes of the store; says whether it has come to that."""
    left = stop

    def crashing(name: str) -> None:
        real = getattr(SqliteStore, name)

        async def step(self: SqliteStore, *given: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left == -1:
                raise Crash
            return await real(self, *given, **named)

        patched.setattr(SqliteStore, name, step)

    for name in steps:
        crashing(name)
    return lambda: left < 0
