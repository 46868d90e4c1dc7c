"""The commands for scripts and screen readers: queue, show, tail, take, say, note, hand-back, resolve.

Standard output is data, one JSON object a line with `--json`; standard error is narration.
"""

import argparse
import asyncio
import sys
import time
from datetime import UTC, datetime, tzinfo
from typing import Final

import msgspec

from console.cli.account import SignIn, end_sign_in
from console.cli.connection import Connected, add_connection_options, connected, way_of
from console.cli.spoken import card_lines, find_row, row_line, turn_lines, waiting_rows
from console.core.conversation import commands as c
from console.core.conversation.words import DISPOSITIONS
from console.core.floor.rows import Row
from console.core.text.messages import t
from console.desk.adapters.port import Fate, Outgoing, Transcripted, TurnsChanged
from console.desk.work.reading import People
from console.errors import DeniedError, Exit, UnreachableError, UsageError, WarmlineError

ANSWER_S: Final = 20.0


def add_options(command: str, parser: argparse.ArgumentParser) -> None:
    """The options of one of these commands."""
    add_connection_options(parser)
    parser.add_argument("--json", action="store_true", help=t("cli.option.json"))
    if command == "queue":
        parser.add_argument("--all", action="store_true", help=t("cli.talk.option.all"))
        return
    parser.add_argument("conversation", nargs="?" if command == "tail" else None, help=t("cli.talk.option.which"))
    if command == "tail":
        parser.add_argument("--seconds", type=float, help=t("cli.talk.option.seconds"))
    elif command in ("say", "note"):
        parser.add_argument("text", nargs="?", help=t("cli.talk.option.text"))
    elif command == "hand-back":
        parser.add_argument("--article", default="", help=t("cli.talk.option.article"))
        parser.add_argument("--instruction", default="", help=t("cli.talk.option.instruction"))
        parser.add_argument("--answer-now", action="store_true", help=t("cli.talk.option.answer_now"))
    elif command == "resolve":
        parser.add_argument("--disposition", default="", choices=("", *DISPOSITIONS), help=t("cli.talk.option.code"))
    elif command == "take":
        parser.add_argument("--force", action="store_true", help=t("cli.talk.option.force"))


def run(command: str, options: argparse.Namespace) -> int:
    """One of these commands, from connecting to the exit code."""
    # A password on standard input is its first line: it is read before the text.
    way = way_of(options)
    try:
        given = _given(options) if command in ("say", "note") else ""
        return asyncio.run(_run(command, options, way, given))
    finally:
        end_sign_in(way)


async def _run(command: str, options: argparse.Namespace, way: SignIn, given: str) -> int:
    async with connected(way) as desk:
        if command == "queue":
            return _queue(desk, options)
        if command == "tail":
            return await _tail(desk, options)
        row = _row(desk, options.conversation)
        if command == "show":
            return await _show(desk, row, as_json=options.json)
        wish = _wish(command, options, given)
        epoch = None if isinstance(wish, c.Note) else row.epoch
        sent = desk.backend.submit(row.conv, wish, epoch=epoch)
        done = await desk.backend.settled(sent.id, timeout=ANSWER_S)
        if done.fate is not Fate.SENT:
            # A script asks again itself: nothing of it stays behind in the outbox.
            desk.backend.discard(done.id)
        return _told(done, row, as_json=options.json)


def _given(options: argparse.Namespace) -> str:
    text = options.text
    if text is None or text == "-":
        text = sys.stdin.read()
    if not text.strip():
        raise UsageError(t("cli.talk.no_text"), code="no_text")
    return str(text.rstrip("\n"))


def _wish(command: str, options: argparse.Namespace, text: str) -> c.AgentCommand:
    match command:
        case "take":
            return c.Take(force=options.force)
        case "say":
            return c.Reply(text, origin="api")
        case "note":
            return c.Note(text)
        case "hand-back":
            return c.HandBack(options.instruction, options.article, options.answer_now)
        case _:
            return c.Resolve(options.disposition)


def _row(desk: Connected, wanted: str) -> Row:
    row = find_row(list(desk.backend.rows.values()), wanted)
    if row is None:
        raise WarmlineError(t("cli.talk.not_found", wanted=wanted), code="not_found")
    return row


def _queue(desk: Connected, options: argparse.Namespace) -> int:
    rows = list(desk.backend.rows.values())
    shown = sorted(rows, key=lambda row: row.no) if options.all else waiting_rows(rows)
    now = _now() + desk.backend.link.skew_ms
    for row in shown:
        _out(msgspec.json.encode(row).decode() if options.json else row_line(row, now))
    if not shown and not options.json:
        sys.stderr.write(t("cli.talk.nobody") + "\n")
    return Exit.OK


async def _show(desk: Connected, row: Row, *, as_json: bool) -> int:
    transcript = await desk.read(row.conv)
    if as_json:
        _out(
            msgspec.json.encode(
                {
                    "row": row,
                    "card": transcript.card,
                    "turns": transcript.turns,
                    "customer": desk.backend.customer(row.conv),
                }
            ).decode()
        )
        return Exit.OK
    _out(row_line(row, _now() + desk.backend.link.skew_ms))
    for line in card_lines(transcript.card, row.bot_turns):
        _out(line)
    people = desk.people(row)
    for turn in transcript.turns:
        for line in turn_lines(turn, people, _zone()):
            _out(line)
    return Exit.OK


async def _tail(desk: Connected, options: argparse.Namespace) -> int:
    """Follow one conversation's turns, or the queue."""
    until = time.monotonic() + options.seconds if options.seconds else None
    if options.conversation:
        row = _row(desk, options.conversation)
        transcript = await desk.read(row.conv)
        follower = _Follower(desk.people(row), as_json=options.json)
        follower.take(transcript)
        async for update in desk.updates(until):
            if isinstance(update, TurnsChanged) and update.transcript.conv == row.conv:
                follower.take(update.transcript)
        return Exit.OK
    shown: dict[str, tuple[str, int]] = {}
    while True:
        for row in waiting_rows(desk.backend.rows.values()):
            if shown.get(row.conv) != (row.state, row.epoch):
                shown[row.conv] = (row.state, row.epoch)
                now = _now() + desk.backend.link.skew_ms
                _out(msgspec.json.encode(row).decode() if options.json else row_line(row, now))
        if not await desk.wait(until):
            return Exit.OK


class _Follower:
    """Prints each turn once it is whole."""

    def __init__(self, people: People, *, as_json: bool) -> None:
        self._people = people
        self._as_json = as_json
        self._shown: set[int] = set()

    def take(self, transcript: Transcripted) -> None:
        """Print what is new."""
        for turn in transcript.turns:
            if turn.seq in self._shown or turn.streaming:
                continue
            self._shown.add(turn.seq)
            if self._as_json:
                _out(msgspec.json.encode(turn).decode())
            else:
                for line in turn_lines(turn, self._people, _zone()):
                    _out(line)


def _told(done: Outgoing, row: Row, *, as_json: bool) -> int:
    if as_json:
        _out(
            msgspec.json.encode(
                {
                    "id": done.id,
                    "conv": done.conv,
                    "no": row.no,
                    "status": str(done.fate),
                    "code": done.code,
                    "message": done.message,
                    "seq": done.seq,
                    "data": dict(done.data),
                }
            ).decode()
        )
    if done.fate is Fate.SENT:
        if not as_json:
            sys.stderr.write(t("cli.talk.done", no=row.no, name=row.name) + "\n")
        return Exit.OK
    if done.fate is Fate.REFUSED:
        error = DeniedError if done.code == "not_allowed" else WarmlineError
        raise error(done.message, code=done.code)
    raise UnreachableError(t("cli.talk.no_answer"), code="no_answer")


def _out(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _now() -> int:
    return time.time_ns() // 1_000_000


def _zone() -> tzinfo:
    return datetime.now(UTC).astimezone().tzinfo or UTC
