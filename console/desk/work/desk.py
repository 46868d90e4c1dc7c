"""What an agent's desk holds at one moment: the open chat, slots, drafts, claims, losses and notices.

State and questions about it, no behaviour: steps are in `flows`, what the backend tells is taken up in `news`.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, tzinfo
from typing import Final

from console.core.conversation.commands import Note, Reply, Whisper
from console.core.floor.presence import AgentState
from console.core.floor.rows import Member, Row, Rules
from console.core.text.messages import t
from console.desk.actions import Keymap
from console.desk.adapters.port import Backend, Fate, Link, Outgoing
from console.desk.work import lists, names
from console.desk.work.begun import Claim, Text, end_of
from console.desk.work.box import BoxFacts, Loss
from console.desk.work.day import Day
from console.desk.work.figures import Figures, figures_of
from console.desk.work.guards import Ground, HeldRows, doubt
from console.desk.work.notices import Notice, Notices
from console.desk.work.offers import Offers
from console.desk.work.peek import Peek
from console.desk.work.reading import People
from console.desk.work.recent import Recent
from console.desk.work.situation import Situation, undo_word
from console.desk.work.slots import DEFAULT_ROOM, Slot, Slots, next_needing, slot_of
from console.desk.work.times import clock_time

REPLY: Final = "reply"
NOTE: Final = "note"
WHISPER: Final = "whisper"
TEXTS: Final = (Reply, Note, Whisper)
"""Commands that carry words of mine, which must never be lost."""


class Desk:
    """The state of one agent's desk."""

    def __init__(
        self,
        backend: Backend,
        keymap: Keymap,
        clock: Callable[[], int],
        ticks: Callable[[], float],
        *,
        zone: tzinfo = UTC,
        room: int = DEFAULT_ROOM,
    ) -> None:
        self.backend = backend
        self.keymap = keymap
        self.clock = clock
        self.ticks = ticks
        """A steady clock, seconds."""
        self.zone = zone
        self._room = room
        self.open_conv = ""
        self.back_conv = ""
        self.kind = REPLY
        self.slots = Slots()
        self.notices = Notices()
        self.held_rows = HeldRows()
        self.texts: dict[tuple[str, str], Text] = {}
        self.sent_texts: list[str] = []
        self.claims: dict[str, Claim] = {}
        self.losses: dict[str, Loss] = {}
        self.outgoing: dict[str, Outgoing] = {}
        self.typing: dict[str, tuple[str, ...]] = {}
        self.viewing: dict[str, tuple[str, ...]] = {}
        self.new_after: Recent[str, int] = Recent()
        self.seq_at_drop: dict[str, int] = {}
        """The customer's last `seq` of each chat when the link went."""
        self.known: dict[str, Row] = {}
        """Rows as last looked at, to tell what changed."""
        self.gone: Row | None = None
        """The open chat's last row, when it is no longer in sight."""
        self.opened_at = -1e9
        self.painted_at = -1e9
        self.below_fold = False
        self.has_news = False
        """The customer of the open chat wrote while the link was down."""
        self.own_acts: set[str] = set()
        """Conversations that I am giving away myself."""
        self.delayed: tuple[str, str, int] | None = None
        """A reply that waits out the delay of sending: conversation, text, when it goes."""
        self._figures = (-1, Figures())
        self._next_waiting: tuple[tuple[object, ...], Row | None] = ((), None)
        self._peek = Peek()
        self.undo_convs: set[str] = set()
        """Conversations in which a step of mine could be taken back, when they were last told."""
        self.rows_version = 0
        """Rises whenever a row changed."""
        self.trouble: dict[str, str] = {}
        """Why the bot was in trouble, as last told: the row forgets it with the take."""
        self.wall_at = 0
        """When the last snapshot of the floor came, local clock."""
        self.on_floor = False
        """The supervisor's wall is open."""
        self.offers = Offers()
        self.own_helps: set[str] = set()
        """Conversations about which I have taken my raised hand down."""
        self.whispers_told: Recent[str, int] = Recent()
        """The last whisper to me that was said on the notice line, by conversation."""
        self.day = Day()
        self.wrap_convs: set[str] = set()
        """Conversations that I have resolved and not yet given an outcome."""
        self.calls = 0
        """Chats of mine that began to need me since `take_calls`."""

    # Who and when.

    @property
    def me(self) -> str:
        """My id; empty before the sign-in."""
        account = self.backend.account
        return account.me.id if account else ""

    @property
    def member(self) -> Member | None:
        """Me as colleagues see me: presence tells of me as of everybody."""
        account = self.backend.account
        if account is None:
            return None
        return next((member for member in account.team if member.id == account.me.id), account.me)

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages that I answer in; none named: any."""
        return self.member.langs if self.member is not None else ()

    @property
    def rules(self) -> Rules:
        """What the backend told of the company's rules."""
        account = self.backend.account
        return account.rules if account else Rules()

    @property
    def room(self) -> int:
        """How many chats I am expected to hold."""
        return self.rules.slots or self._room

    @property
    def now(self) -> int:
        """The server's time, in which rows and turns are dated."""
        return self.clock() + self.backend.link.skew_ms

    @property
    def is_stale(self) -> bool:
        """Whether what the rows say is old."""
        link = self.backend.link
        return link.link is not Link.LIVE and self.clock() - link.since >= 5_000

    def people(self, conv: str) -> People:
        """Who is who in a conversation."""
        row, account = self.row(conv), self.backend.account
        return People(row.name if row else "", self.me, account.team if account else ())

    def agent_name(self, agent: str) -> str:
        """A colleague's short name."""
        account = self.backend.account
        return names.short_name(names.agent_name(agent, account.team if account else ()))

    # The open chat.

    def row(self, conv: str) -> Row | None:
        """The row of a conversation; of the open one the last that was told, even when it has gone."""
        row = self.backend.rows.get(conv)
        if row is None and self.gone is not None and self.gone.conv == conv:
            return self.gone
        return row

    @property
    def open_row(self) -> Row | None:
        """The open chat's row."""
        return self.row(self.open_conv) if self.open_conv else None

    @property
    def is_mine(self) -> bool:
        """Whether the open chat is mine."""
        row = self.backend.rows.get(self.open_conv)
        return row is not None and lists.is_mine(row, self.me)

    def mine(self) -> list[Row]:
        """My chats in the order of their slots."""
        rows = self.backend.rows
        return [rows[conv] for conv in self.slots.order() if conv in rows]

    def text(self, conv: str = "", kind: str = "") -> Text:
        """The draft of a conversation and kind; what was kept on disk, the first time."""
        key = (conv or self.open_conv, kind or self.kind)
        found = self.texts.get(key)
        if found is None:
            kept = self.backend.draft(*key) if key[0] else None
            found = Text(kept.text, kept.at, kept.base_seq, cursor=end_of(kept.text)) if kept else Text()
            if key[0]:
                self.texts[key] = found
        return found

    def forget_blank(self, keep: set[str]) -> None:
        """Of other chats than these only texts that say something are kept."""
        self.texts = {key: text for key, text in self.texts.items() if text.text or text.held or key[0] in keep}

    def customer_seqs(self, conv: str) -> list[int]:
        """The `seq` of the customer's turns that are known."""
        transcript = self.backend.transcript(conv)
        return [turn.seq for turn in transcript.turns if turn.kind == "customer"] if transcript else []

    def last_seq(self, conv: str) -> int:
        """The last `seq` that is known."""
        transcript = self.backend.transcript(conv)
        return transcript.turns[-1].seq if transcript and transcript.turns else 0

    # Questions of the screen.

    def next_waiting(self) -> Row | None:
        """The next in line whom I could take: those in my languages first, none who is offered to a colleague."""
        key = (self.rows_version, *self.claims)
        if self._next_waiting[0] != key:
            self._next_waiting = (key, self._first_waiting())
        return self._next_waiting[1]

    def _first_waiting(self) -> Row | None:
        me = self.me
        waiting = (
            row
            for row in self.backend.rows.values()
            if lists.is_waiting(row) and row.conv not in self.claims and row.offer_to in ("", me)
        )
        return min(waiting, key=lambda row: lists.place_for(row, self.langs), default=None)

    def offer(self) -> Row | None:
        """The conversation that is offered to me now; not one that I am accepting."""
        row = self.offers.current(self.me)
        return row if row is not None and row.conv not in self.claims else None

    def wrap_ups(self) -> list[Row]:
        """Resolved chats of mine whose outcome can still be chosen, the oldest first."""
        found = (self.backend.rows.get(conv) for conv in self.wrap_convs)
        return sorted((row for row in found if row is not None), key=lambda row: (row.resolved_at, row.conv))

    def undoable(self) -> Row | None:
        """The chat whose last step I can take back: the latest one."""
        me, now = self.me, self.now
        found = (self.backend.rows.get(conv) for conv in self.undo_convs)
        rows = [row for row in found if row is not None and row.undo_by == me and row.undo_until > now]
        return max(rows, key=lambda row: (row.undo_until, row.conv), default=None)

    def situation(self) -> Situation:
        """Where I stand."""
        account = self.backend.account
        undo = self.undoable()
        claim = self.claims.get(self.open_conv)
        return Situation(
            self.me,
            account.me.role if account else "agent",
            self.open_row,
            self.next_waiting(),
            next_needing(self.mine(), self.open_conv),
            self.row(self.back_conv) if self.back_conv else None,
            t("undo.send") if self.delayed else undo_word(undo) if undo else "",
            self.backend.link.link is Link.OFFLINE,
            self.failed(),
            claim is not None,
            on_floor=self.on_floor,
            offer=self.offer(),
            takes_offers=self.member is None or self.member.state in ("", AgentState.AVAILABLE),
            wraps_up=self.open_conv in self.wrap_convs,
            is_beyond=self._peek.is_beyond(self.open_row, self.backend.rows, self.rows_version, self.langs, self.rules),
        )

    def ground(self) -> Ground:
        """What Enter stands on."""
        text = self.text(kind=REPLY)
        since = [seq for seq in self.customer_seqs(self.open_conv) if seq > text.base_seq] if text.text else []
        rtt = self.backend.link.rtt_ms or 0
        return Ground(
            self.opened_at,
            rtt / 1000,
            self.painted_at,
            self.below_fold,
            max(0, self.clock() - text.at) if text.text and text.at else 0,
            len(since),
            self.has_news,
        )

    def box_facts(self) -> BoxFacts:
        """Everything that the box's look depends on."""
        conv, text, clock = self.open_conv, self.text(), self.clock()
        kept = self.backend.draft(conv, self.kind) if conv else None
        is_kept = kept is not None and kept.text == text.text and bool(text.text)
        claim, ground = self.claims.get(conv), self.ground()
        waiting, needing = self.next_waiting(), next_needing(self.mine(), conv)
        transcript = self.backend.transcript(conv)
        streaming = [turn.text for turn in (transcript.turns if transcript else ()) if turn.streaming]
        other = self.text(kind=NOTE if self.kind == REPLY else REPLY) if conv else Text()
        offered = self.offer()
        held = self.held(conv)
        return BoxFacts(
            self.open_row,
            self.me,
            self.backend.link,
            clock,
            is_note=self.kind == NOTE,
            is_whisper=self.kind == WHISPER,
            characters=len(text.text),
            kept_at=clock_time(kept.at, self.zone) if is_kept and kept else "",
            other_kept=bool(other.text),
            claim_since=claim.at if claim else 0,
            is_queued=bool(claim and claim.queued),
            loss=self.losses.get(conv),
            is_held=bool(text.held) and self.kind == REPLY,
            held_news=ground.wrote_since,
            held_why=next((item.code for item in held if item.id == text.held), ""),
            held_count=len(held),
            doubt=doubt(ground, self.ticks()),
            wrote_since=ground.wrote_since,
            kept_replies=self.unsent(),
            needing=names.short_name(needing.name) if needing else "",
            next_waiting=names.full_name(waiting.name) if waiting else "",
            bot_text=streaming[-1] if streaming else "",
            offered=names.short_name(offered.name) if offered else "",
            has_back=bool(self.back_conv) and self.row(self.back_conv) is not None,
        )

    def slot_cells(self) -> list[Slot]:
        """The slots line."""
        now = self.now
        return [
            slot_of(
                row,
                self.slots.number(row.conv),
                now,
                is_open=row.conv == self.open_conv,
                has_draft=bool(self.text(row.conv, REPLY).text or self.text(row.conv, NOTE).text),
                unsent=self.unsent(row.conv),
                failed=self.failed(row.conv),
            )
            for row in self.mine()
        ]

    def unsent(self, conv: str = "") -> int:
        """My texts that are not sent yet, of one conversation or all."""
        waiting = (Fate.QUEUED, Fate.IN_FLIGHT, Fate.HELD)
        return sum(item.fate in waiting for item in self._texts_of(conv))

    def held(self, conv: str) -> list[Outgoing]:
        """My replies of a conversation that wait for my eyes, oldest first."""
        found = [
            item
            for item in self.outgoing.values()
            if item.conv == conv and item.fate is Fate.HELD and isinstance(item.command, Reply)
        ]
        return sorted(found, key=lambda item: item.at)

    def failed(self, conv: str = "") -> int:
        """My texts that were refused or ran out of time."""
        return sum(item.fate in (Fate.REFUSED, Fate.EXPIRED, Fate.UNKNOWN) for item in self._texts_of(conv))

    def _texts_of(self, conv: str) -> Iterable[Outgoing]:
        return (
            item
            for item in self.outgoing.values()
            if isinstance(item.command, TEXTS) and (not conv or item.conv == conv)
        )

    def say(self, message_id: str, *, glyph: str = "·", conv: str = "", at_once: bool = True, **params: object) -> None:
        """Put a sentence on the notice line; an answer to the agent's own key stands there at once."""
        self.tell(t(message_id, **params), glyph=glyph, conv=conv, at_once=at_once)

    def tell(
        self, sentence: str, *, glyph: str = "·", conv: str = "", at_once: bool = True, passing: bool = False
    ) -> None:
        """The same with a sentence that is complete."""
        self.notices.add(Notice(self.clock(), glyph, sentence, conv, passing), at_once=at_once)

    def take_calls(self) -> int:
        """How many chats began to need me since this was last asked: for the bell."""
        calls, self.calls = self.calls, 0
        return calls

    @property
    def figures(self) -> Figures:
        """The header's figures, counted once for each change of rows."""
        if self._figures[0] != self.rows_version:
            self._figures = (self.rows_version, figures_of(self.backend.rows.values(), self.me))
        return self._figures[1]


def kind_of(command: Reply | Note | Whisper) -> str:
    """Of which of the box's texts this is."""
    return REPLY if isinstance(command, Reply) else NOTE if isinstance(command, Note) else WHISPER


def local_zone() -> tzinfo:
    """The zone of this machine's clock, as it is today."""
    return datetime.now(UTC).astimezone().tzinfo or UTC
