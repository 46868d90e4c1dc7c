"""Conversations as lines of plain text, for commands and the plain desk: what a screen reader can follow."""

from collections.abc import Iterable, Sequence
from datetime import tzinfo
from typing import Final

from console.core.conversation.transcript import Card, Turn
from console.core.floor.rows import Row
from console.core.text.messages import t
from console.desk.work import names
from console.desk.work.lists import queue_place
from console.desk.work.reading import Block, People, block_of, warm_card, words_of
from console.desk.work.times import wait

WAITING: Final = ("queued", "offered")


def waiting_rows(rows: Iterable[Row]) -> list[Row]:
    """Who waits for a person, the most pressing first."""
    return sorted((row for row in rows if row.state in WAITING), key=queue_place)


def row_line(row: Row, now: int) -> str:
    """One conversation in one line: number, wait, language, reason, name."""
    since = row.since or row.unanswered_since or row.last_at
    owner = names.owner_name(row) or row.state
    waits = t("cli.talk.waits") if row.state in WAITING else t("cli.talk.with", owner=owner)
    reason = names.reason(row.reason) if row.reason else waits
    topic = f"  {row.topic}" if row.topic else ""
    lang = names.language_code(row.lang) or "--"
    return f"#{row.no:<5} {wait(now - since)}  {lang:<3}  {reason:<20}  {names.full_name(row.name)}{topic}"


def block_lines(block: Block) -> list[str]:
    """One entry of a transcript as lines."""
    details = [f"    {span.text}" for span in block.details]
    if block.kind in ("rule", "new"):
        return [f"--- {block.text} ---", *details]
    label = t("cli.talk.note") if block.gutter else ""
    who = f"{block.time} {label}{block.label}: " if block.kind == "turn" else f"{block.time} - "
    text = block.text + (" ..." if block.streaming else "")
    if block.whisper:
        who = f"{block.time} {block.label} ({block.whisper}): "
    lines = text.split("\n")
    out = [who + lines[0], *(f"    {line}" for line in lines[1:])]
    if block.mark == "✓✓":
        out[-1] += f"  ({t('cli.talk.seen')})"
    if block.meta:
        out.append("    " + "".join(span.text for span in block.meta))
    if block.cut:
        out.append("    " + "".join(span.text for span in block.cut))
    if block.unsent:
        out.append(f"    {t('cli.talk.unsent')}: {block.unsent}")
    return out + details


def turn_lines(turn: Turn, people: People, zone: tzinfo) -> list[str]:
    """One turn as lines."""
    words = words_of(turn, people, zone)
    return block_lines(block_of(turn, people, zone)) + (block_lines(words) if words is not None else [])


def card_lines(card: Card, bot_turns: int = 0) -> list[str]:
    """The warm card as lines."""
    return [f"{label}: {text}" for label, text in warm_card(card, bot_turns=bot_turns) if text]


def find_row(rows: Sequence[Row], wanted: str) -> Row | None:
    """The conversation meant by `#12`, `12`, an id, or the beginning of a name that only one has."""
    wanted = wanted.strip()
    digits = wanted.removeprefix("#")
    if digits.isascii() and digits.isdigit():
        return next((row for row in rows if row.no == int(digits)), None)
    exact = next((row for row in rows if row.conv == wanted), None)
    if exact is not None:
        return exact
    named = [row for row in rows if wanted and row.name.casefold().startswith(wanted.casefold())]
    return named[0] if len(named) == 1 else None
