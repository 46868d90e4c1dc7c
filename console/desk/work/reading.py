"""What the transcript pane shows: turns as blocks of plain words and role names, not yet wrapped or coloured.

Pure functions of turns, names and clocks; wrapping, scrolling and colours belong to the widget that draws them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo
from typing import Final

import msgspec

from console.core.conversation.commands import Note, Reply, Whisper
from console.core.conversation.transcript import Card, Turn
from console.core.conversation.words import DECLINE_REASONS, OfferEnd, TurnOutcome
from console.core.floor.rows import Member
from console.core.text.messages import messages, t
from console.core.text.width import cells, cut
from console.desk.adapters.port import Fate, Outgoing
from console.desk.work import names
from console.desk.work.times import clock_time, seconds
from console.desk.work.why import why_lines

ON_ITS_WAY: Final = "↑"
SENT: Final = "✓"
SHOWN: Final = "✓✓"

_PENDING: Final = (Fate.QUEUED, Fate.IN_FLIGHT, Fate.SENT)

CONFIDENCE_LOW: Final = 0.5
CONFIDENCE_HIGH: Final = 0.8

_RULES: Final = frozenset(
    {"help_asked", "taken", "handed_back", "transferred", "snoozed", "resolved", "reopened", "undone", "erased"}
)
"""What divides a conversation, drawn as a rule across the pane; all else that happened is a line with its time."""


class Span(msgspec.Struct, frozen=True):
    """Words with their colour role."""

    text: str
    role: str


class Block(msgspec.Struct, frozen=True):
    """One entry of the transcript; equal blocks look the same at the same width."""

    key: str
    """Its place and identity: a changed block keeps it."""
    version: int
    """Rises whenever anything of the block changes, delivery marks too."""
    kind: str
    """`turn` (time, label, text), `system` (time, dashes, text), `rule` (text centred between dashes) or `new`
    (the same with role `unread`, before what I have not read)."""
    seq: int = 0
    time: str = ""
    """Clock time of eight cells."""
    label: str = ""
    """Who speaks, in a word; drawn in four cells."""
    role: str = "text"
    """The colour role of the label (bold) and the words."""
    text: str = ""
    """May have line feeds; for a rule it has its time already."""
    mark: str = ""
    """Delivery: `↑`, `✓`, `✓✓`; drawn at the right end of the last line."""
    mark_role: str = "agent-self"
    meta: tuple[Span, ...] = ()
    """The detail line under a bot turn, after `╰`; joined without further spaces."""
    hint: str = ""
    """At the right end of the detail line: the key that shows more."""
    cut: tuple[Span, ...] = ()
    """The cut mark after `╰`: `cut here 18:42:01 · Ana saw this much`."""
    unsent: str = ""
    """What the bot did not get to say; drawn by `unsent_line`, role `suppressed`, italic."""
    details: tuple[Span, ...] = ()
    """Further lines under an opened bot turn, one a span."""
    streaming: bool = False
    """The bot is writing this: draw `…` after the text."""
    gutter: bool = False
    """For staff only: `▒` in the first column and fill `note-fill`."""
    whisper: str = ""
    """Of a whisper: whom it is for, drawn above its words between `▒▒`."""
    has_more: bool = False
    """There are details, shown or not: also a rule can then be opened."""


class TranscriptModel(msgspec.Struct, frozen=True):
    """A whole conversation, ready to be drawn."""

    conv: str
    blocks: Sequence[Block]
    version: int = 0
    complete: bool = True
    """Everything up to the head is here."""
    customer_seqs: tuple[int, ...] = ()
    """The `seq` of the customer's turns, for the second Enter: which of them have been painted."""


class People(msgspec.Struct, frozen=True):
    """Who is who in a conversation."""

    customer: str
    me: str = ""
    team: tuple[Member, ...] = ()

    @property
    def short(self) -> str:
        """The customer's short name."""
        return names.short_name(self.customer)

    def agent(self, agent: str) -> str:
        """A colleague's short name, or `you`."""
        if agent and agent == self.me:
            return t("desk.you")
        return names.short_name(names.agent_name(agent, self.team))


class Reader:
    """Makes blocks from turns, and keeps those whose turn, mark and place have not changed, by identity."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[tuple[object, ...], Block]] = {}
        self._conv = ""
        self._version = 0
        self._last: tuple[object, ...] = ()

    def read(
        self,
        conv: str,
        turns: Sequence[Turn],
        people: People,
        zone: tzinfo,
        *,
        seen: int = 0,
        new_after: int | None = None,
        opened: frozenset[int] = frozenset(),
        outgoing: Iterable[Outgoing] = (),
        complete: bool = True,
    ) -> TranscriptModel:
        """The model of a conversation.

        Args:
            conv: which conversation.
            turns: its turns in order.
            people: who is who.
            zone: the clock's zone.
            seen: the last `public_seq` that the customer's page has shown.
            new_after: the last `seq` that I had read before; a rule stands before the first customer turn after it.
            opened: the `seq` of bot turns whose details are shown.
            outgoing: my commands; replies on their way stand at the end.
            complete: whether everything up to the head has arrived.
        """
        if conv != self._conv:
            self._conv, self._made = conv, {}
        blocks: list[Block] = []
        customer_seqs: list[int] = []
        is_ruled = new_after is None
        for turn in turns:
            if turn.kind == "customer":
                customer_seqs.append(turn.seq)
                if not is_ruled and new_after is not None and turn.seq > new_after:
                    blocks.append(Block("new", 1, "new", role="unread", text=t("turn.new")))
                    is_ruled = True
            blocks.append(self._block(turn, people, zone, seen, turn.seq in opened))
            if (words := words_of(turn, people, zone)) is not None:
                blocks.append(words)
        last = turns[-1].seq if turns else 0
        blocks += pending(outgoing, conv, last, zone)
        # Only of nothing it matters whether that is all.
        key = (complete and not blocks, *((block.key, block.version, block.mark) for block in blocks))
        if key != self._last:
            self._last, self._version = key, self._version + 1
        return TranscriptModel(conv, blocks, self._version, complete, tuple(customer_seqs))

    def _block(self, turn: Turn, people: People, zone: tzinfo, seen: int, is_open: bool) -> Block:
        mark = _mark(turn, seen)
        key = (turn.version, mark, is_open, people.customer, people.me, people.team)
        kept = self._made.get(turn.seq)
        if kept is not None and kept[0] == key:
            return kept[1]
        version = kept[1].version + 1 if kept is not None else 1
        block = msgspec.structs.replace(block_of(turn, people, zone, is_open=is_open), mark=mark, version=version)
        self._made[turn.seq] = (key, block)
        return block


def block_of(turn: Turn, people: People, zone: tzinfo, *, is_open: bool = False) -> Block:
    """One turn as a block, without its delivery mark."""
    key, time = f"t{turn.seq}", clock_time(turn.at, zone)
    if turn.kind == "customer":
        return Block(key, 1, "turn", turn.seq, time, people.short, "customer", turn.text)
    if turn.kind == "agent":
        role = "agent-self" if turn.author == people.me else "agent-other"
        return Block(key, 1, "turn", turn.seq, time, people.agent(turn.author), role, turn.text)
    if turn.kind == "whisper":
        return _whisper_block(turn, people, time)
    if turn.kind == "note":
        return Block(key, 1, "turn", turn.seq, time, people.agent(turn.author), "note", turn.text, gutter=True)
    if turn.kind == "bot":
        return _bot_block(turn, people, zone, is_open=is_open)
    said = system_words(turn, people, zone)
    details: tuple[Span, ...] = ()
    if turn.why is not None and is_open:
        details = tuple(Span(line, "muted") for line in why_lines(turn.why, people.agent, zone))
    if turn.code == "help_asked" and turn.text:
        details = (Span(t("turn.help", text=" ".join(turn.text.split())), "note"),)
    kind, label = ("rule", "") if turn.code in _RULES else ("system", "───")
    return Block(key, 1, kind, turn.seq, time, label, "system", said, details=details, has_more=turn.why is not None)


def words_of(turn: Turn, people: People, zone: tzinfo) -> Block | None:
    """What somebody wrote to what happened: the note of a hand-over, why a chat was taken, a customer's comment."""
    if turn.kind != "system" or not turn.text or turn.code == "help_asked":
        return None
    key, time = f"w{turn.seq}", clock_time(turn.at, zone)
    if turn.code == "rated":
        return Block(key, 1, "turn", turn.seq, time, people.short, "customer", turn.text)
    who = people.agent(str(turn.data.get("by") or turn.data.get("agent", "")))
    return Block(key, 1, "turn", turn.seq, time, who, "note", turn.text, gutter=True)


def _whisper_block(turn: Turn, people: People, time: str) -> Block:
    """A supervisor's words to the owner; who is neither of them learns only that there was one."""
    key, who, to = f"t{turn.seq}", people.agent(turn.author), people.agent(turn.to)
    if not turn.text and people.me not in (turn.author, turn.to):
        return Block(key, 1, "system", turn.seq, time, "───", "note", t("turn.whisper.other", who=who, to=to))
    seen = t("turn.whisper.you" if turn.to == people.me else "turn.whisper.only", to=to)
    return Block(key, 1, "turn", turn.seq, time, who, "note", turn.text, gutter=True, whisper=seen)


def pending(outgoing: Iterable[Outgoing], conv: str, last_seq: int, zone: tzinfo) -> list[Block]:
    """My replies and notes that are not in the transcript yet, as they will stand there."""
    blocks = []
    for item in outgoing:
        if item.conv != conv or not isinstance(item.command, (Reply, Note, Whisper)):
            continue
        is_here = item.fate is Fate.SENT and 0 < item.seq <= last_seq
        if is_here or item.fate not in _PENDING:
            continue
        is_note = not isinstance(item.command, Reply)
        blocks.append(
            Block(
                f"o{item.id}",
                _PENDING.index(item.fate) + 1,
                "turn",
                time=clock_time(item.at, zone),
                label=t("desk.you"),
                role="note" if is_note else "agent-self",
                text=item.command.text,
                mark=t("turn.kept") if item.fate is Fate.QUEUED else SENT if item.fate is Fate.SENT else ON_ITS_WAY,
                mark_role="draft" if item.fate is Fate.QUEUED else "agent-self",
                gutter=is_note,
            )
        )
    return blocks


def unsent_line(text: str, width: int) -> str:
    """`not sent: "…"` in at most `width` cells, the closing quote kept."""
    frame = t("turn.unsent", text="")
    return t("turn.unsent", text=cut(" ".join(text.split()), max(1, width - cells(frame))))


def confidence_role(value: float) -> str:
    """The colour role of a score."""
    if value < CONFIDENCE_LOW:
        return "confidence-low"
    return "confidence-high" if value >= CONFIDENCE_HIGH else "confidence-mid"


def warm_card(card: Card, *, bot_turns: int = 0, trouble: str = "") -> tuple[tuple[str, str], ...]:
    """The card that tops a transcript: heading and words of `Wants`, `Bot did` and `Why`; empty ones are left out.

    `trouble` is why the bot seemed out of its depth: it stands for a reason where nobody asked for a person.
    """
    did = card.did or (t("card.did.turns", n=bot_turns) if bot_turns > 1 else "")
    lines = (
        (t("card.wants"), card.wants),
        (t("card.did"), did),
        (t("card.why"), names.reason_why(card.why or trouble, card.confidence if card.why or trouble else None)),
    )
    return tuple((heading, " ".join(words.split())) for heading, words in lines if words)


def system_words(turn: Turn, people: People, zone: tzinfo) -> str:
    """What happened, as a sentence with its time where it divides the conversation."""
    data: Mapping[str, str | int] = turn.data
    agent = str(data.get("agent", "") or data.get("by", ""))
    by = str(data.get("by", ""))
    params: dict[str, object] = {
        **data,
        "who": people.agent(agent) if agent not in ("", "bot", "customer", "system") else agent,
        "by": people.agent(by) if by not in ("", "bot", "customer", "system") else by,
        "from": people.agent(str(data.get("from", ""))) if data.get("from") else "",
        "name": people.short,
        "at": clock_time(turn.at, zone),
        "reason": names.reason_short(str(data.get("reason", ""))) if data.get("reason") else "",
    }
    if turn.code == "offer_ended" and data.get("reason") in DECLINE_REASONS:
        params["reason"] = t(f"decline.reason.{data['reason']}")
    for time_field in ("until", "due", "opens"):
        moment = data.get(time_field)
        params[time_field] = clock_time(moment, zone) if isinstance(moment, int) and moment else ""
    return t(_system_id(turn.code, data), **params)


def _system_id(code: str, data: Mapping[str, str | int]) -> str:
    """The sentence's id: the code, with its variant where there is one; an unknown code has a sentence too."""
    variants = {
        "queued": "asked"
        if data.get("reason") == "asked" and data.get("cause") == "escalated"
        else str(data.get("cause", "")),
        "resolved": str(data.get("by", "")),
        "reopened": "agent" if data.get("by") not in ("customer", "bot", "", None) else str(data.get("by", "")),
        "taken": "assigned" if data.get("by") else "from" if data.get("from") else "",
        "offer_ended": _offer_end(data),
        "transferred": "" if data.get("agent") else "queue" if data.get("queue") else "line",
        "handed_back": "" if data.get("agent") else "system",
        "undone": str(data.get("kind", "")),
        "snoozed": "until" if data.get("until") else "",
        "woken": str(data.get("cause", "")),
        "help_ended": str(data.get("how", "")),
        "announced": str(data.get("notice", "")),
    }
    variant = variants.get(code, "")
    for wanted in (f"happened.{code}.{variant}", f"happened.{code}"):
        if wanted in messages():
            return wanted
    return "happened.other"


def _offer_end(data: Mapping[str, str | int]) -> str:
    end = str(data.get("end", ""))
    return f"{end}.why" if end == OfferEnd.DECLINED and data.get("reason") in DECLINE_REASONS else end


def _bot_block(turn: Turn, people: People, zone: tzinfo, *, is_open: bool) -> Block:
    meta: list[Span] = []
    if turn.intent:
        meta.append(Span(turn.intent, "muted"))
    if turn.confidence is not None:
        meta.append(Span(f"{turn.confidence:.2f}", confidence_role(turn.confidence)))
    facts = []
    if turn.sources:
        facts.append(t("turn.source" if len(turn.sources) == 1 else "turn.sources", n=len(turn.sources)))
    if turn.latency_ms:
        facts.append(seconds(turn.latency_ms))
    spaced = [span for item in meta for span in (Span(" ", "muted"), item)][1:]
    tail = "".join(f" · {fact}" for fact in facts)
    if tail:
        spaced.append(Span(tail if spaced else tail[3:], "muted"))
    cut_mark: tuple[Span, ...] = ()
    if turn.outcome in (TurnOutcome.CUT, TurnOutcome.SUPERSEDED, TurnOutcome.INTERRUPTED):
        at = clock_time(turn.ended_at or turn.at, zone)
        words = t("turn.cut.rest" if turn.text else "turn.cut.none", at=at, name=people.short)
        cut_mark = (Span(t("turn.cut.here"), "system"), Span(words, "muted"))
    details = tuple(Span(t("turn.source.line", id=i, title=title), "muted") for i, title in turn.sources)
    has_more = bool(turn.sources) and not cut_mark
    return Block(
        f"t{turn.seq}",
        1,
        "turn",
        turn.seq,
        clock_time(turn.at, zone),
        t("desk.bot"),
        "bot",
        turn.text,
        meta=() if cut_mark else tuple(spaced),
        hint=t("turn.more") if has_more and not is_open else "",
        cut=cut_mark,
        unsent=turn.unsent,
        details=details if is_open else (),
        streaming=turn.streaming,
    )


def _mark(turn: Turn, seen: int) -> str:
    if turn.kind != "agent":
        return ""
    return SHOWN if turn.public_seq and turn.public_seq <= seen else SENT
