"""The ledger of a run: what was sent, what the store has, what was shown; every difference is a violation.

The store's file is read after the end, with the product's own reader and its own folds.
"""

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from console.backend.http import visitor_of
from console.backend.store.port import Stream
from console.backend.store.sqlite import SqliteStore
from console.core.conversation import events as ev
from console.core.conversation.evolve import evolve
from console.core.conversation.model import Head
from console.core.conversation.transcript import Transcript
from console.core.conversation.words import State
from tests.fire.headless import lines_of
from tests.fire.pages import Page

_TROUBLE = ("outbox_broken", "outbox_unread", "outbox_in_memory", "disk_failing")


@dataclass
class Story:
    """One conversation as the store has it."""

    head: Head
    records: list[ev.Record]

    def texts(self, kind: type) -> list[str]:
        return [record.bodies.get("text", "") for record in self.records if isinstance(record.event, kind)]

    def lines(self) -> list[list[Any]]:
        """As a console must show it."""
        transcript = Transcript(self.head.conv)
        for record in self.records:
            transcript.apply(record)
        return lines_of(transcript.turns)


@dataclass
class Verdict:
    """What was counted, and what may not be."""

    violations: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def holds(self, true: bool, what: str) -> None:
        if not true:
            self.violations.append(what)


class JournalFile:
    """What a console wrote, read on from where it was read last; a line that a kill cut off is none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at = 0
        self._lines: list[dict[str, Any]] = []

    def read(self) -> list[dict[str, Any]]:
        """Everything so far."""
        if self._path.exists():
            with self._path.open("rb") as file:
                file.seek(self._at)
                whole, newline, _ = file.read().rpartition(b"\n")
            self._at += len(whole) + len(newline)
            for line in whole.split(b"\n") if whole else ():
                with contextlib.suppress(ValueError):
                    self._lines.append(json.loads(line))
        return self._lines


async def read_store(path: Path, verdict: Verdict) -> dict[str, Story]:
    """Every conversation in the file, which no server holds any more."""
    with sqlite3.connect(path) as db:
        verdict.holds(db.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "the store's file is damaged")
    db.close()
    store = await SqliteStore.open(path)
    try:
        convs: dict[str, None] = {}
        pos = 0
        while entries := await store.feed(pos, 1000):
            verdict.holds(all(entry.pos > pos for entry in entries), "the feed goes back")
            pos = entries[-1].pos
            convs |= dict.fromkeys(entry.id for entry in entries if entry.stream is Stream.CONVERSATION)
        stories = {}
        for conv in convs:
            stored = await store.head(conv)
            if stored is None:
                verdict.violations.append(f"{conv}: events without a head")
                continue
            stories[conv] = Story(stored.head, await store.records(conv, 0, 1_000_000))
        return stories
    finally:
        await store.close()


def judge_store(stories: Mapping[str, Story], verdict: Verdict) -> None:
    """Within each conversation: no hole, one owner, one voice, and the head is what its events say."""
    for conv, story in stories.items():
        head = Head(conv)
        public = 0
        for number, record in enumerate(story.records, 1):
            if record.seq != number:
                verdict.violations.append(f"{conv}: event {record.seq} stands at place {number}")
                break
            if record.public_seq:
                public += 1
                verdict.holds(record.public_seq == public, f"{conv}:{number} has public number {record.public_seq}")
            _judge_voice(head, record, verdict)
            _judge_ask(head, record, story.records[number:], verdict)
            head = evolve(head, record)
            verdict.holds(record.epoch == head.epoch, f"{conv}:{number} has epoch {record.epoch}, not {head.epoch}")
        verdict.holds(head == story.head, f"{conv}: the stored head is not what its events say")
        verdict.counts["stored"] += len(story.texts(ev.CustomerSaid)) + len(story.texts(ev.AgentSaid))


def _judge_voice(head: Head, record: ev.Record, verdict: Verdict) -> None:
    """S1, S2: whoever speaks owns it."""
    place = f"{record.conv}:{record.seq}"
    if isinstance(record.event, ev.AgentSaid):
        verdict.holds(head.agent == record.event.agent, f"{place}: {record.event.agent} speaks, {head.owner} owns it")
    elif isinstance(record.event, ev.BotTurnStarted | ev.BotTurnEnded):
        bot = head.owner is not None and head.owner.kind == "bot"
        verdict.holds(bot, f"{place}: the bot speaks, {head.owner} owns it")


def _judge_ask(head: Head, record: ev.Record, later: Iterable[ev.Record], verdict: Verdict) -> None:
    """L1: the request is stored with the ask."""
    event = record.event
    asks = isinstance(event, ev.PersonAsked) or (isinstance(event, ev.CustomerSaid) and event.asks)
    if not asks or head.request is not None or head.state not in (State.BOT, State.RESOLVED):
        return
    together = [other for other in later if other.at == record.at]
    found = any(isinstance(other.event, ev.Requested) for other in together)
    verdict.holds(found, f"{record.conv}:{record.seq}: an ask without its request")


def judge_page(page: Page, stories: Mapping[str, Story], verdict: Verdict) -> None:
    """Everything that she wrote is stored once and in order, and shown to her so."""
    name = page.name
    verdict.violations += [f"{name}: {problem}" for problem in page.problems]
    verdict.holds(page.settled, f"{name}: {len(page.kept.outbox)} of hers never got through")
    wanted = [text for wish, text in page.kept.sent.items() if wish not in page.kept.refused]
    mine = [story for story in stories.values() if story.head.customer == visitor_of(page.kept.key)]
    verdict.holds(len(mine) <= 1, f"{name} has {len(mine)} conversations")
    stored = [text for story in mine for text in story.texts(ev.CustomerSaid)]
    verdict.counts["customers_sent"] += len(wanted)
    verdict.counts["customers_shown"] += len(page.shown("customer"))
    _same(f"{name}'s words in the store", wanted, stored, verdict)
    if page.settled:
        _same(f"{name}'s words on her page", stored, page.shown("customer"), verdict)
    for story in mine:
        verdict.holds(page.have == story.head.public_seq, f"{name} was shown {page.have} of {story.head.public_seq}")
        _same(f"agents' words on {name}'s page", story.texts(ev.AgentSaid), page.shown("agent"), verdict)
        _same(f"the bot's words on {name}'s page", story.texts(ev.BotTurnEnded), page.shown("bot"), verdict)


def _same(what: str, wanted: list[str], found: list[str], verdict: Verdict) -> None:
    if wanted == found:
        return
    lost, extra = Counter(wanted) - Counter(found), Counter(found) - Counter(wanted)
    kind = f"lost {sorted(lost)[:3]}, extra {sorted(extra)[:3]}" if lost or extra else "another order"
    verdict.violations.append(f"{what}: {kind}")


def judge_console(user: str, journal: list[dict[str, Any]], stories: Mapping[str, Story], verdict: Verdict) -> None:
    """Each command of hers was sent once, or stands where she can see it; what she saw is what there is."""
    finals = [line for line in journal if line["what"] == "final"]
    if not finals:
        verdict.violations.append(f"{user}: never came to rest")
        return
    box = {item["id"]: item for item in finals[-1]["outbox"]}
    places = {
        record.bodies["text"]: record.seq
        for story in stories.values()
        for record in story.records
        if isinstance(record.event, ev.AgentSaid | ev.NoteAdded) and record.bodies.get("text")
    }
    stored = Counter(
        text for story in stories.values() for kind in (ev.AgentSaid, ev.NoteAdded) for text in story.texts(kind)
    )
    for line in journal:
        _judge_line(user, line, stored, places, verdict)
    for item in _last_known(journal).values():
        _judge_item(user, item, box, stored, verdict)
    for conv, lines in finals[-1]["transcripts"].items():
        if conv not in stories:
            verdict.violations.append(f"{user} shows {conv}, which is not in the store")
        elif stories[conv].lines() != lines:
            verdict.violations.append(f"{user} shows another {conv} than the store has")
        verdict.counts["console_lines"] += len(lines)


def _judge_line(
    user: str, line: dict[str, Any], stored: Counter[str], places: dict[str, int], verdict: Verdict
) -> None:
    what = line["what"]
    if what == "submitting" and line["text"]:
        verdict.counts["agents_sent"] += 1
        verdict.holds(stored[line["text"]] <= 1, f"{user}: {line['text']!r} is stored {stored[line['text']]} times")
    elif what == "fate" and line["item"]["fate"] == "sent" and line["item"]["text"]:
        item = line["item"]
        place = places.get(item["text"])
        verdict.holds(place is not None, f"{user}: was told `sent` of {item['text']!r}, which is not stored")
        verdict.holds(place is None or place == item["seq"], f"{user}: {item['text']!r} is not event {item['seq']}")
    elif what == "changed":
        verdict.violations.append(f"{user}: line {line['conv']}:{line['seq']} became another one")
    elif what == "signed_out":
        verdict.violations.append(f"{user}: was signed out: {line['why']}")
    elif what == "told" and line["code"] in _TROUBLE:
        verdict.violations.append(f"{user}: {line['code']}: {line['data']}")


def _last_known(journal: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Every command that was kept, as she was told of it last."""
    return {line["item"]["id"]: line["item"] for line in journal if line["what"] in ("kept", "found", "fate")}


def _judge_item(
    user: str, item: dict[str, Any], box: dict[str, dict[str, Any]], stored: Counter[str], verdict: Verdict
) -> None:
    text, visible = item["text"], box.get(item["id"])
    if item["do"] not in ("Reply", "Note"):
        return
    verdict.counts["agents_kept"] += 1
    if stored[text] and visible is not None:
        verdict.violations.append(f"{user}: {text!r} is stored, and stands as {visible['fate']} {visible['code']}")
    elif not stored[text] and visible is None:
        verdict.violations.append(f"{user}: {text!r} is neither stored nor to be seen")
    verdict.counts["agents_stored"] += bool(stored[text])
    verdict.counts["agents_visible"] += visible is not None
