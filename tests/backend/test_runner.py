"""The bot under the backend: fences, limits, hand-overs and what staff see of what it did not get to say."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest

from console.backend.bots import runner as runners
from console.backend.bots import stream as streams
from console.backend.bots.port import BotRequest, Done, Escalate, Meta, Part, Summary, Text, ToolCall, Tools
from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.words import State, TurnOutcome

Waiter = Callable[[Callable[[], Any]], Awaitable[Any]]


class Scripted:
    """A bot that plays one script a turn; an event in it is waited for, an exception raised, a number slept."""

    def __init__(self, *scripts: list[Any]) -> None:
        self.scripts = list(scripts)
        self.requests: list[BotRequest] = []
        self.closed = 0
        self.results: list[Any] = []

    async def run(self, request: BotRequest, tools: Tools) -> AsyncIterator[Part]:
        self.requests.append(request)
        script = self.scripts.pop(0) if self.scripts else [Text("ok"), Done()]
        try:
            for step in script:
                if isinstance(step, asyncio.Event):
                    await step.wait()
                elif isinstance(step, BaseException):
                    raise step
                elif isinstance(step, str):
                    self.results.append(await tools.call(ToolCall(1, step, {})))
                else:
                    yield step
        finally:
            self.closed += 1


class Deaf:
    """A bot that will not be stopped."""

    def __init__(self) -> None:
        self.let_go = asyncio.Event()

    async def run(self, request: BotRequest, tools: Tools) -> AsyncIterator[Part]:
        while not self.let_go.is_set():
            try:
                await self.let_go.wait()
            except asyncio.CancelledError:
                continue
        yield Done()


async def events(backend: Any, conv: str, kind: type) -> list[ev.Record]:
    records = await backend.node.store.records(conv, 0, 1_000)
    return [record for record in records if isinstance(record.event, kind)]


def state(backend: Any, conv: str) -> State:
    return backend.node.service.heads[conv].head.state


async def conversation(backend: Any, text: str = "hello there") -> tuple[Any, str]:
    page = await backend.page()
    await page.say(text)
    return page, (await backend.node.store.customer_conversations("v1", 1))[0].head.conv


async def test_an_answer_is_streamed_and_ends_as_one_message(backend_at: Any) -> None:
    bot = Scripted([Meta("returns", 0.9, (("a1", "Returns"),)), Text("You have "), Text("30 days."), Done()])
    async with backend_at(bot) as backend:
        page, conv = await conversation(backend)
        item = await page.where(lambda f: f["t"] == "items" and any(i["kind"] == "bot" for i in f["items"]))
        assert item["items"][-1]["text"] == "You have 30 days."
        (ended,) = await events(backend, conv, ev.BotTurnEnded)
        assert ended.event.outcome is TurnOutcome.DONE
        assert (ended.event.intent, ended.event.sources) == ("returns", (("a1", "Returns"),))
        assert bot.requests[0].question == "hello there"


async def test_a_take_in_mid_sentence_shows_exactly_what_was_stored(backend_at: Any, until: Waiter) -> None:
    go = asyncio.Event()
    bot = Scripted([Text("One, "), Text("two, "), go, Text("three."), Done()])
    async with backend_at(bot) as backend:
        page, conv = await conversation(backend)
        chunk = await page.has("chunk")
        agent = await backend.console()
        epoch = (await agent.sync())[0]["epoch"]
        taken = await agent.do(conv, "take", epoch=epoch)
        assert taken["status"] == "ok"
        (ended,) = await events(backend, conv, ev.BotTurnEnded)
        assert ended.event.outcome is TurnOutcome.CUT
        assert ended.bodies["text"] == chunk["text"] == "One, "
        go.set()
        await until(lambda: events(backend, conv, ev.Suppressed))
        (kept,) = await events(backend, conv, ev.Suppressed)
        assert kept.bodies["text"] == "two, three."
        # Not one frame of it came to the customer.
        await page.say("are you there?")
        assert "three" not in str(page.frames)
        assert sum(frame["t"] == "chunk" for frame in page.frames) == 1
        assert bot.closed == 1


async def test_a_take_does_not_wait_for_the_bot(backend_at: Any, until: Waiter) -> None:
    bot = Deaf()
    async with backend_at(bot) as backend:
        _, conv = await conversation(backend)
        await until(lambda: backend.node.service.heads[conv].head.bot_turn)
        agent = await backend.console()
        async with asyncio.timeout(1.0):
            taken = await agent.do(conv, "take", epoch=1)
        assert taken["status"] == "ok"
        bot.let_go.set()


async def test_a_newer_message_supersedes_the_answer_and_is_answered(backend_at: Any, until: Waiter) -> None:
    never = asyncio.Event()
    bot = Scripted([Text("First "), never, Text("lost"), Done()], [Text("Both."), Done()])
    async with backend_at(bot) as backend:
        page, conv = await conversation(backend, "one")
        await page.has("chunk")
        await page.say("two")
        await page.where(lambda f: f["t"] == "items" and any(i.get("text") == "Both." for i in f["items"]))
        ended = await events(backend, conv, ev.BotTurnEnded)
        outcomes = [(record.event.outcome, record.bodies.get("text")) for record in ended]
        assert outcomes == [(TurnOutcome.SUPERSEDED, "First "), (TurnOutcome.DONE, "Both.")]
        assert bot.requests[1].question == "one\ntwo"


async def test_a_burst_of_messages_gets_one_answer_at_a_time(backend_at: Any, until: Waiter) -> None:
    bot = Scripted()
    async with backend_at(bot) as backend:
        page = await backend.page()
        await asyncio.gather(*(page.send(t="say", id=f"message-{n}", text=f"m{n}") for n in range(8)))
        for n in range(8):
            await page.until("result", id=f"message-{n}")
        conv = (await backend.node.store.customer_conversations("v1", 1))[0].head.conv
        await until(lambda: not backend.node.service.heads[conv].head.unanswered)
        started = await events(backend, conv, ev.BotTurnStarted)
        answered = [record.event.answers for record in started]
        assert answered == sorted(set(answered))
        assert backend.node.runner._running == {}


@pytest.mark.parametrize(
    "script",
    [
        [RuntimeError("model down")],
        [Text("half an answer"), RuntimeError("model down")],
        [TimeoutError()],
        [Text("no end")],
        [],
        [Done()],
        [Text("   "), Done()],
        [Text("x" * 20_000), Done()],
        [Escalate("bot_error")],
        [Text("I get somebody. "), Escalate("nonsense", Summary("w", "d", "nonsense"))],
    ],
    ids=["raises", "raises late", "raises timeout", "no end", "empty", "no text", "blank", "endless", "asks", "odd"],
)
async def test_a_bot_that_fails_gives_the_customer_to_people(backend_at: Any, until: Waiter, script: list[Any]) -> None:
    async with backend_at(Scripted(script)) as backend:
        _, conv = await conversation(backend)
        await until(lambda: state(backend, conv) is State.QUEUED)
        (asked,) = await events(backend, conv, ev.Requested)
        assert asked.event.request.reason in ("bot_error", "policy")
        await until(lambda: events(backend, conv, ev.Summarised))


@pytest.mark.parametrize("spoken", [False, True], ids=["first text", "whole"])
async def test_a_slow_bot_is_given_up(
    backend_at: Any, until: Waiter, monkeypatch: pytest.MonkeyPatch, spoken: bool
) -> None:
    monkeypatch.setattr(runners, "WHOLE_S" if spoken else "FIRST_TEXT_S", 0.05)
    # What is not text does not count as its first text.
    script: list[Any] = [Meta("m", 1.0), *([Text("hm ")] if spoken else []), asyncio.Event()]
    async with backend_at(Scripted(script)) as backend:
        _, conv = await conversation(backend)
        await until(lambda: state(backend, conv) is State.QUEUED)
        (ended,) = await events(backend, conv, ev.BotTurnEnded)
        assert ended.event.outcome is TurnOutcome.INTERRUPTED
        assert ended.bodies.get("text", "") == ("hm " if spoken else "")


async def test_a_bot_that_ignores_its_end_holds_up_nobody(
    backend_at: Any, until: Waiter, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(runners, "FIRST_TEXT_S", 0.05)
    monkeypatch.setattr(streams, "WIND_UP_S", 0.05)
    bot = Deaf()
    async with backend_at(bot) as backend:
        _, conv = await conversation(backend)
        await until(lambda: state(backend, conv) is State.QUEUED)
        with caplog.at_level(logging.WARNING):
            await until(lambda: "does not stop" in caplog.text)
        bot.let_go.set()


async def test_tools_are_fenced_and_unknown_ones_fail(backend_at: Any, until: Waiter) -> None:
    go = asyncio.Event()
    bot = Scripted(["refund", Text("tried"), go, "refund", Done()])
    async with backend_at(bot) as backend:
        page, conv = await conversation(backend)
        await page.has("chunk")
        assert bot.results[0].error == "unknown_tool"
        assert len(await events(backend, conv, ev.EffectIntended)) == len(await events(backend, conv, ev.EffectEnded))
        agent = await backend.console()
        await agent.do(conv, "take", epoch=1)
        go.set()
        await until(lambda: len(bot.results) == 2)
        assert bot.results[1].error == "fenced"
        assert len(await events(backend, conv, ev.EffectIntended)) == 1


async def test_the_bot_never_sees_notes_and_is_silent_once_a_person_was_asked(backend_at: Any, until: Waiter) -> None:
    bot = Scripted()
    async with backend_at(bot) as backend:
        page, conv = await conversation(backend, "first question")
        await until(lambda: not backend.node.service.heads[conv].head.unanswered)
        await page.say("a human please")
        await page.say("hello? anybody?")
        agent = await backend.console()
        row = (await agent.sync())[0]
        assert row["state"] == "queued"
        taken = await agent.do(conv, "take", epoch=row["epoch"])
        await agent.do(conv, "note", text="a difficult one")
        await agent.do(conv, "reply", epoch=taken["epoch"], text="I am here")
        back = await agent.do(conv, "hand_back", epoch=taken["epoch"], instruction="secret advice")
        assert back["status"] == "ok"
        assert len(bot.requests) == 1
        await page.say("second question")
        await until(lambda: len(bot.requests) == 2)
        request = repr(bot.requests[1])
        assert "difficult" not in request
        assert "secret" not in request
        assert "I am here" in request


async def test_a_failing_store_leaves_the_answer_to_the_sweep(backend_at: Any, until: Waiter) -> None:
    async with backend_at(Scripted([Text("lost"), Done()]), faults=True) as backend:
        backend.faults.fail["add_chunk"] = 1
        page, conv = await conversation(backend)
        head = await until(lambda: backend.node.service.heads[conv].head.bot_turn)
        await until(lambda: conv not in backend.node.runner._running)
        assert head is not None
        now = backend.node.service.clock()
        backend.node.service.clock = lambda: now + 31_000
        await until(lambda: state(backend, conv) is State.QUEUED)
        assert "lost" not in str(page.frames)


async def test_an_open_turn_is_interrupted_on_the_next_start(backend_at: Any) -> None:
    bot = Scripted([Text("I was say"), asyncio.Event()])
    async with backend_at(bot) as backend:
        page, conv = await conversation(backend)
        await page.has("chunk")
    async with backend_at(Scripted()) as backend:
        head = backend.node.service.heads[conv].head
        assert head.state is State.QUEUED
        assert head.request is not None
        assert head.request.reason == "bot_error"
        (ended,) = await events(backend, conv, ev.BotTurnEnded)
        assert (ended.event.outcome, ended.bodies["text"]) == (TurnOutcome.INTERRUPTED, "I was say")


async def test_an_answer_that_is_owed_at_the_stop_is_given_after_the_start(backend_at: Any, until: Waiter) -> None:
    async with backend_at(Scripted(), faults=True) as backend:
        backend.node.runner._closing = True
        _, conv = await conversation(backend)
        assert backend.node.service.heads[conv].head.unanswered == 1
    async with backend_at(Scripted([Text("at last"), Done()])) as backend:
        await until(lambda: not backend.node.service.heads[conv].head.unanswered)
        assert state(backend, conv) is State.BOT


async def test_an_answer_is_refused_when_it_comes_after_the_take(backend_at: Any, until: Waiter) -> None:
    """The last flush and the end of a turn are two steps: a take between them must lose nothing and show nothing."""
    bot = Scripted([Text("short"), Done()])
    async with backend_at(bot) as backend:
        service = backend.node.service
        real = service.handle

        async def handle(conv: str, command: Any, actor: Any, **options: Any) -> Any:
            if isinstance(command, c.EndTurn):
                taker = runners.Actor("agent", "maya", "agent")
                assert (await real(conv, c.Take(), taker, command_id="take-0001", epoch=1)).status == "ok"
            return await real(conv, command, actor, **options)

        service.handle = handle
        _, conv = await conversation(backend)
        await until(lambda: state(backend, conv) is State.HUMAN)
        (ended,) = await events(backend, conv, ev.BotTurnEnded)
        assert (ended.event.outcome, ended.bodies["text"]) == (TurnOutcome.CUT, "short")
