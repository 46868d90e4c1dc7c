"""A real console without a screen: takes, replies, notes and resolves by a seeded script, and keeps a journal of it.

The journal is append-only, one JSON object a line, written before and after each step, so that a SIGKILL can be judged.
"""

import asyncio
import json
import os
import random
import signal
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import msgspec

from console.core.conversation import commands as c
from console.core.conversation.transcript import Turn
from console.core.floor.rows import Row
from console.desk.adapters import port as p
from console.desk.adapters.native import NativeBackend, NativeOptions
from console.errors import StoreError

STEP_S: Final = 0.05
SAID: Final = ("customer", "bot", "agent", "note")
GOODBYE: Final = "bye"
"""A customer's message that begins so is the last."""


class Options(msgspec.Struct, kw_only=True):
    """What a headless console is told, as JSON."""

    server: str
    user: str
    folder: str
    """Of its own: state, `token` and `journal`."""
    life: int
    """How often it has been started; together with its name it makes its texts unique."""
    seed: int
    tag: str = ""
    """Whose chats it serves: customers' names that begin so."""
    impatient: float = 0.0
    """After so many seconds without a link its person presses the key that tries at once; 0: never."""
    leads: bool = False
    """A supervisor, who sometimes takes a chat from a colleague."""
    hands_back: bool = False
    """Sometimes gives a chat back to the bot."""


class Journal:
    """What it did and what it was told."""

    def __init__(self, path: Path, life: int) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._life = life

    def write(self, what: str, **fields: Any) -> None:
        line = {"at": time.time_ns() // 1_000_000, "life": self._life, "what": what, **fields}
        os.write(self._file, json.dumps(line).encode() + b"\n")


class Desk:
    """One person at one console."""

    def __init__(self, options: Options) -> None:
        self.options = options
        folder = Path(options.folder)
        self.chance = random.Random(f"{options.seed}:{options.user}:{options.life}")
        self.journal = Journal(folder / "journal", options.life)
        self._token = folder / "token"
        self.backend = NativeBackend(
            NativeOptions(
                server=options.server,
                user=options.user,
                load_token=self._token.read_text,
                save_token=self._save_token,
                state=folder / "state",
            )
        )
        self.backend.listen(self.told)
        self._n = 0
        self._seen: dict[str, dict[int, tuple[str, str]]] = {}
        self._tried: set[tuple[str, int]] = set()
        self._busy_until: dict[str, float] = {}
        self._offline_since: float | None = time.monotonic()
        self._link = ""
        self._final: dict[str, Any] = {}
        self.winding_up = False
        self.over = asyncio.Event()

    def _save_token(self, token: str) -> None:
        fresh = self._token.with_suffix(".new")
        fresh.write_text(token)
        fresh.replace(self._token)

    async def run(self) -> None:
        """Until told to stop."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGUSR1, self._wind_up)
        loop.add_signal_handler(signal.SIGTERM, self.over.set)
        self.journal.write("started")
        await self.backend.start()
        for item in self.backend.outbox():
            self.journal.write("found", item=told_of(item))
        work = asyncio.create_task(self._work())
        await self.over.wait()
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)
        await self.backend.close()
        self.journal.write("closed")

    def _wind_up(self) -> None:
        self.winding_up = True

    # what comes

    def told(self, update: p.Update) -> None:
        match update:
            case p.LinkChanged(state=state):
                self._on_link(state)
            case p.RowsReset() | p.RowsChanged():
                self._watch_mine()
            case p.TurnsChanged(transcript=transcript):
                self._show(transcript)
            case p.OutgoingChanged(item=item):
                self.journal.write("fate", item=told_of(item))
            case p.Told(code=code, conv=conv, data=data):
                self.journal.write("told", code=code, conv=conv, data=dict(data))
            case p.SignInNeeded(why=why):
                self.journal.write("signed_out", why=why)
            case _:
                pass

    def _on_link(self, state: p.LinkState) -> None:
        live = state.link is p.Link.LIVE
        if live:
            self._offline_since = None
        elif self._offline_since is None:
            self._offline_since = time.monotonic()
        if state.link != self._link:
            self._link = state.link
            self.journal.write("link", link=str(state.link), why=state.why)

    def _mine(self) -> list[Row]:
        return [row for row in list(self.backend.rows.values()) if row.name.startswith(self.options.tag)]

    def _watch_mine(self) -> None:
        for row in self._mine():
            if row.conv not in self._seen:
                self._seen[row.conv] = {}
                self.journal.write("row", conv=row.conv, state=row.state, name=row.name)
                self.backend.watch(row.conv)

    def _show(self, transcript: p.Transcripted) -> None:
        """What the screen shows for the first time, and whether the same line ever becomes another."""
        seen = self._seen.setdefault(transcript.conv, {})
        for turn in reversed(transcript.turns):
            if turn.kind not in SAID or turn.streaming:
                continue
            known = seen.get(turn.seq)
            if known == (turn.kind, turn.text):
                break
            seen[turn.seq] = (turn.kind, turn.text)
            what = "shown" if known is None or known[0] == "bot" else "changed"
            self.journal.write(what, conv=transcript.conv, seq=turn.seq, kind=turn.kind, text=turn.text)

    # what its person does

    async def _work(self) -> None:
        while True:
            await asyncio.sleep(STEP_S)
            try:
                self._step()
            except StoreError as problem:
                self.journal.write("not_kept", why=problem.code)

    def _step(self) -> None:
        if self.backend.link.link is not p.Link.LIVE:
            self._wait_for_the_link()
        self._look_through_the_box()
        if self.winding_up:
            self._finish()
            return
        for row in self._mine():
            if self._busy_until.get(row.conv, 0.0) <= time.monotonic():
                self._serve(row)

    def _wait_for_the_link(self) -> None:
        since, patience = self._offline_since, self.options.impatient
        if patience and since is not None and time.monotonic() - since > patience:
            self.backend.retry_now()

    def _look_through_the_box(self) -> None:
        """What waits for eyes is sent after a look; a claim that was lost is of no more use."""
        for item in self.backend.outbox():
            if item.fate is p.Fate.HELD and self.backend.link.link is p.Link.LIVE:
                self.journal.write("released", item=told_of(item))
                self.backend.release(item.id)
            elif item.fate is p.Fate.REFUSED and isinstance(item.command, c.Take):
                self.backend.discard(item.id)

    def _serve(self, row: Row) -> None:
        me = self.backend.account.me.id if self.backend.account else ""
        mine = bool(me) and row.owner == me and row.state == "human"
        if row.state == "queued" and (row.conv, row.epoch) not in self._tried:
            self._tried.add((row.conv, row.epoch))
            self._submit(row, c.Take())
            if self.chance.random() < 0.3:
                self._submit(row, c.Reply(self._text("reply")))
        elif mine and row.unanswered and not self._under_way(row.conv):
            self._answer(row)
        elif self.options.leads and not mine:
            self._lead(row)
        self._busy_until[row.conv] = time.monotonic() + self.chance.uniform(0.02, 0.2)

    def _lead(self, row: Row) -> None:
        """A supervisor pulls a chat from a colleague, or from the bot in the middle of its sentence."""
        if row.state == "human" and self.chance.random() < 0.004:
            self._submit(row, c.Take(force=True, why="helps"))
        elif row.state == "bot" and self.chance.random() < 0.05:
            self._submit(row, c.Take())

    def _answer(self, row: Row) -> None:
        last = self._last_words(row.conv)
        if last.startswith(GOODBYE):
            self._submit(row, c.Reply(self._text("reply")))
            self._submit(row, c.Resolve())
            return
        for _ in range(self.chance.choice((1, 1, 1, 2, 3))):
            self._submit(row, c.Reply(self._text("reply")))
        if self.chance.random() < 0.25:
            self._submit(row, c.Note(self._text("note")))
        elif self.options.hands_back and self.chance.random() < 0.15:
            self._submit(row, c.HandBack())

    def _last_words(self, conv: str) -> str:
        transcript = self.backend.transcript(conv)
        turns = transcript.turns if transcript is not None else ()
        return next((turn.text for turn in reversed(turns) if turn.kind == "customer"), "")

    def _under_way(self, conv: str) -> bool:
        return any(item.conv == conv and item.fate in (p.Fate.QUEUED, p.Fate.IN_FLIGHT) for item in self._box())

    def _box(self) -> list[p.Outgoing]:
        return self.backend.outbox()

    def _text(self, kind: str) -> str:
        self._n += 1
        return f"{kind} {self.options.user}-{self.options.life}-{self._n}"

    def _submit(self, row: Row, command: Any) -> None:
        text = getattr(command, "text", "")
        self.journal.write("submitting", conv=row.conv, do=type(command).__name__, text=text)
        item = self.backend.submit(row.conv, command, epoch=row.epoch if isinstance(command, c.Take) else None)
        self.journal.write("kept", item=told_of(item))

    # the end

    def _finish(self) -> None:
        """Once nothing is under way: everything that the screen shows; again whenever that changes."""
        if self.backend.link.link is not p.Link.LIVE:
            return
        waiting = (p.Fate.QUEUED, p.Fate.IN_FLIGHT, p.Fate.HELD)
        transcripts = [self.backend.transcript(row.conv) for row in self._mine()]
        if any(item.fate in waiting for item in self._box()) or not all(t and t.complete for t in transcripts):
            return
        final = {
            "rows": {row.conv: msgspec.to_builtins(row) for row in self.backend.rows.values()},
            "outbox": [told_of(item) for item in self._box()],
            "transcripts": {shown.conv: lines_of(shown.turns) for shown in transcripts if shown is not None},
        }
        if final != self._final:
            self._final = final
            self.journal.write("final", **final)


def lines_of(turns: Iterable[Turn]) -> list[list[Any]]:
    """What was said, as it can be compared."""
    return [[turn.seq, turn.kind, turn.text] for turn in turns if turn.kind in SAID and not turn.streaming]


def told_of(item: p.Outgoing) -> dict[str, Any]:
    """A command of mine, as the journal has it."""
    return {
        "id": item.id,
        "conv": item.conv,
        "do": type(item.command).__name__,
        "text": getattr(item.command, "text", ""),
        "fate": str(item.fate),
        "code": item.code,
        "seq": item.seq,
    }


def main(words: list[str]) -> int:
    """Run until SIGTERM, or until everything is done after SIGUSR1."""
    options = msgspec.json.decode(words[0], type=Options)

    async def run() -> None:
        await Desk(options).run()

    asyncio.run(run())
    return 0
