"""Runs the bot: one turn at a time per conversation, streamed in stored chunks, fenced, paced and limited in time.

Every step is a command under the epoch in which the turn began; a takeover never waits for it.
"""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Callable, Coroutine
from typing import Any, Final

from console.backend.bots.extract import extract_summary
from console.backend.bots.policy import count_attempts
from console.backend.bots.port import (
    Bot,
    BotRequest,
    Done,
    Escalate,
    Meta,
    Part,
    Text,
    ToolCall,
    ToolResult,
    Turn,
)
from console.backend.bots.stream import BotStream
from console.backend.service import Committing, Service
from console.backend.store.faults import StoreBusyError, StoreFaultError
from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.conversation.model import Head
from console.core.conversation.transcript import Transcript
from console.core.conversation.words import Reason
from console.core.wire.frames import Result

log = logging.getLogger("warmline.bot")

FIRST_TEXT_S: Final = 15.0
WHOLE_S: Final = 30.0
CHUNK_S: Final = 0.25
"""At most four chunks a second are stored and shown."""
LONGEST_ANSWER: Final = 16 * 1024
"""Characters; a bot that goes on beyond them has failed."""
SUPPRESSED_S: Final = 2.0
SUPPRESSED_CHARACTERS: Final = 4_000
HISTORY: Final = 60

ChunkListener = Callable[[str, str, int, str], None]
"""conversation, turn, n, text: a piece has been stored."""


class Runner:
    """Starts a turn whenever the bot owes an answer, and stops it when it no longer may speak."""

    def __init__(self, service: Service, bot: Bot, *, pace: float, on_chunk: ChunkListener) -> None:
        """`pace`: seconds between two pieces of an answer; 0: as fast as they come."""
        self.service = service
        self.bot = bot
        self.pace = pace
        self._on_chunk = on_chunk
        self._running: dict[str, _Running] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False
        service.listen(self.committed)

    def committed(self, told: Committing) -> None:
        """Stop what may not go on, start what is owed."""
        head = told.stored.head
        running = self._running.get(head.conv)
        if running is not None and running.turn:
            if head.bot_turn is not None and head.bot_turn.id == running.turn:
                running.started = True
            elif running.started:
                running.stopped.set()
        self.owe(head)

    def owe(self, head: Head) -> None:
        """Answer if the bot owns it, a customer's message waits, and no request is open."""
        if _owed(head) and head.conv not in self._running and not self._closing:
            self._running[head.conv] = _Running()
            self._spawn(self._answer(head.conv))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a bot's turn could not be ended", exc_info=error)

    async def close(self) -> None:
        """Stop all turns; what they have not said is said by a person after the restart."""
        self._closing = True
        while self._tasks:
            for task in list(self._tasks):
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _answer(self, conv: str) -> None:
        """One turn after another, until nothing is owed."""
        try:
            while not self._closing:
                stored = self.service.heads.get(conv)
                if stored is None or not _owed(stored.head):
                    return
                running = self._running[conv] = _Running(secrets.token_hex(6), stored.head.epoch)
                if not await self._attempt(stored.head, running):
                    return
        finally:
            self._running.pop(conv, None)

    async def _attempt(self, head: Head, running: "_Running") -> bool:
        """One turn; False when it makes no sense to try again."""
        try:
            return await self._turn(head, running)
        except StoreFaultError as error:
            # The sweep of unanswered customers brings this one to people, if the store comes back.
            log.warning("the store refused the bot: %s", error.code)
            return False
        except Exception:
            log.exception("the bot failed", extra={"conv": head.conv})
            return await self._give_up(head.conv, running)

    async def _turn(self, head: Head, running: "_Running") -> bool:
        conv = head.conv
        transcript = await self.transcript(conv)
        answers = next((turn.seq for turn in reversed(transcript.turns) if turn.kind == "customer"), head.seq)
        begun = await self._say(conv, c.StartTurn(running.turn, answers), running)
        if begun.status == "retry":
            raise StoreBusyError
        if begun.status != "ok":
            # Something happened meanwhile, and what it calls for comes next; if nothing did, this has no end.
            # A conversation that memory has let go of was over long ago.
            known = self.service.heads.get(conv)
            return known is not None and known.head.seq != head.seq
        started = self.service.clock()
        request = _request(head, running, transcript, started + int(WHOLE_S * 1000))
        stream = BotStream(self.bot.run(request, _Tools(self, conv, running)))
        speaking = _Speaking(self, conv, running)
        try:
            end = await self._stream(stream, speaking, running)
        except BaseException:
            self._spawn(stream.close())
            raise
        self._spawn(self._wind_up(conv, running, speaking, stream, keep=end is None))
        if isinstance(end, Escalate):
            await self._hand_over(conv, end, running, speaking, transcript)
        elif end is not None:
            await self._end(conv, running, speaking, transcript, self.service.clock() - started)
        return True

    async def _end(
        self, conv: str, running: "_Running", speaking: "_Speaking", transcript: Transcript, latency: int
    ) -> None:
        meta, text = speaking.meta, speaking.text
        command = c.EndTurn(
            running.turn, text, meta.intent, meta.confidence, meta.sources, latency, trouble(meta, text, transcript)
        )
        ended = await self._say(conv, command, running)
        if ended.status == "ok":
            return
        if ended.status == "retry":
            raise StoreBusyError
        # Fenced at the last moment: all of it is stored by then, and in the turn as it was cut.
        if not running.stopped.is_set() and ended.code not in ("stale_epoch", "stale_turn"):
            raise RuntimeError(f"the bot's answer was refused: {ended.code}")

    async def _stream(self, stream: BotStream, speaking: "_Speaking", running: "_Running") -> Done | Escalate | None:
        """Feed the parts to the customer; the `Done` or `Escalate` that ends it, None when it was stopped.

        Raises:
            TimeoutError: no text, or no end, in time.
            RuntimeError: the bot ended without saying how, or would not stop talking.
        """
        loop = asyncio.get_running_loop()
        first, whole = loop.time() + FIRST_TEXT_S, loop.time() + WHOLE_S
        while True:
            limit = whole if speaking.text else first
            part = await stream.next(limit - loop.time(), running.stopped)
            if part is None or running.stopped.is_set():
                speaking.take(part)
                return None
            if isinstance(part, Done | Escalate):
                await speaking.flush(last=True)
                return None if running.stopped.is_set() else part
            if isinstance(part, ToolCall):
                await _Tools(self, speaking.conv, running).call(part)
                continue
            speaking.take(part)
            if len(speaking.text) > LONGEST_ANSWER:
                raise RuntimeError("the bot's answer is too long")
            if isinstance(part, Text):
                await speaking.pace_and_flush()

    async def _wind_up(
        self, conv: str, running: "_Running", speaking: "_Speaking", stream: BotStream, *, keep: bool
    ) -> None:
        """Let go of the bot; what a fenced one has ready is kept for staff (`keep`)."""
        if keep:
            speaking.take(Text(await stream.rest(SUPPRESSED_S, SUPPRESSED_CHARACTERS - len(speaking.unsent))))
        await stream.close()
        if keep:
            await self._suppress(conv, running, speaking)

    async def _hand_over(
        self, conv: str, end: Escalate, running: "_Running", speaking: "_Speaking", transcript: Transcript
    ) -> None:
        reason = Reason(end.reason) if end.reason in set(Reason) else Reason.POLICY
        meta = speaking.meta
        done = await self._say(conv, c.Escalate(reason, meta.intent, meta.confidence), running)
        if done.status == "ok":
            await self.summarise(conv, transcript, end.reason, end)

    async def summarise(self, conv: str, transcript: Transcript, reason: str, end: Escalate | None = None) -> None:
        """Write the warm card: the bot's own summary, else an extract of what was said."""
        summary = end.summary if end is not None else None
        summary = summary or extract_summary(_turns(transcript), reason)
        await self.service.system(conv, c.Summarise(summary.wants, summary.did))

    async def _suppress(self, conv: str, running: "_Running", speaking: "_Speaking") -> None:
        """What the fenced bot still had to say is kept for staff."""
        if speaking.unsent:
            await self.service.system(conv, c.Suppress(running.turn, speaking.unsent[:SUPPRESSED_CHARACTERS]))

    async def _give_up(self, conv: str, running: "_Running") -> bool:
        """To people, if the bot still has it; False when that could not be stored."""
        done = await self._say(conv, c.Escalate(Reason.BOT_ERROR), running)
        if done.status == "ok":
            try:
                await self.summarise(conv, await self.transcript(conv), str(Reason.BOT_ERROR))
            except StoreFaultError as error:
                # It is with people; the decision itself has left an extract.
                log.warning("no summary: %s", error.code)
        return done.status != "retry"

    async def _say(self, conv: str, command: c.BotCommand, running: "_Running") -> Result:
        return await self.service.handle(conv, command, Actor("bot"), epoch=running.epoch)

    async def transcript(self, conv: str) -> Transcript:
        """All that was said so far."""
        transcript = Transcript(conv)
        while True:
            page = await self.service.store.records(conv, transcript.have, 500)
            if not page:
                return transcript
            for record in page:
                transcript.apply(record)


def _owed(head: Head) -> bool:
    return head.awaits_bot and head.request is None


class _Running:
    """One turn under way, or (without an id) about to be."""

    def __init__(self, turn: str = "", epoch: int = 0) -> None:
        self.turn = turn
        self.epoch = epoch
        self.started = False
        self.stopped = asyncio.Event()


class _Speaking:
    """What the bot has said in this turn: stored and shown, waiting, and (once fenced) not to be sent."""

    def __init__(self, runner: Runner, conv: str, running: _Running) -> None:
        self.conv = conv
        self.meta = Meta("", 0.0)
        self.text = ""
        self._runner = runner
        self._running = running
        self._waiting = ""
        self._n = 0
        self._last = 0.0

    @property
    def unsent(self) -> str:
        """What was said and not stored."""
        return self._waiting

    def take(self, part: Part | None) -> None:
        """Note a part."""
        if isinstance(part, Text):
            self.text += part.text
            self._waiting += part.text
        elif isinstance(part, Meta):
            self.meta = part

    async def pace_and_flush(self) -> None:
        """Wait as the pace says (a stop ends the wait at once), then store when it is time."""
        if self._runner.pace > 0:
            await _wait(self._running.stopped, self._runner.pace)
        if asyncio.get_running_loop().time() - self._last >= CHUNK_S:
            await self.flush()

    async def flush(self, *, last: bool = False) -> None:
        """Store what waits, conditional on epoch and turn, then show it; a fenced piece stays unsent."""
        if not self._waiting or self._running.stopped.is_set() or (last and not self._n):
            return
        text, n = self._waiting, self._n + 1
        running = self._running
        if not await self._runner.service.store.add_chunk(self.conv, running.epoch, running.turn, n, text):
            running.stopped.set()
            return
        self._waiting, self._n = self._waiting[len(text) :], n
        self._last = asyncio.get_running_loop().time()
        self._runner._on_chunk(self.conv, running.turn, n, text)


class _Tools:
    """The bot's hands: the backend stores the intent under the fence, performs, stores the end. It has no tools yet."""

    def __init__(self, runner: Runner, conv: str, running: _Running) -> None:
        self._runner = runner
        self._conv = conv
        self._running = running

    async def call(self, call: ToolCall) -> ToolResult:
        """Perform one call once."""
        command = c.IntendEffect(self._running.turn, call.n, call.name)
        intended = await self._runner._say(self._conv, command, self._running)
        if intended.status != "ok":
            return ToolResult(False, error="fenced")
        await self._runner._say(self._conv, c.EndEffect(self._running.turn, call.n, False), self._running)
        return ToolResult(False, error="unknown_tool")


def trouble(meta: Meta, text: str, transcript: Transcript) -> str:
    """Why a bot that still answers seems out of its depth, as a reason code; empty while it is fine."""
    said = [turn.text for turn in transcript.turns if turn.kind == "bot" and turn.outcome == "done"]
    if text in said:
        return str(Reason.LOOP)
    if meta.intent and meta.intent != "small_talk" and meta.confidence < 0.60:
        return str(Reason.LOW_CONFIDENCE)
    return ""


def _turns(transcript: Transcript) -> tuple[Turn, ...]:
    return tuple(
        Turn(
            turn.kind,  # type: ignore[arg-type]
            turn.text,
            turn.intent,
            turn.confidence,
            turn.sources,
            whole=turn.outcome in ("", "done"),
        )
        for turn in transcript.turns[-HISTORY:]
        if turn.kind in ("customer", "bot", "agent") and turn.text
    )


def _request(head: Head, running: _Running, transcript: Transcript, deadline: int) -> BotRequest:
    turns = _turns(transcript)
    split = len(turns)
    # An answer that was cut short has answered nothing: the question before it still counts.
    while split and (turns[split - 1].by == "customer" or not turns[split - 1].whole):
        split -= 1
    history = turns[:split]
    return BotRequest(
        conv=head.conv,
        turn=running.turn,
        epoch=running.epoch,
        lang=head.lang,
        history=history,
        question="\n".join(turn.text for turn in turns[split:] if turn.by == "customer"),
        pinned=head.pinned or None,
        attempts=count_attempts(history),
        deadline=deadline,
    )


async def _wait(event: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
