"""A backend in memory behind the desk's port: every command is decided by the real core, as a script lets it happen.

Tests drive customers, the bot, colleagues and the link by plain calls; time is theirs.
"""

import asyncio

from msgspec.structs import replace

from console.core.conversation import commands as c
from console.core.conversation.context import BOT_ACTOR, Actor, AgentView, Context, Refusal
from console.core.conversation.decide import decide
from console.core.conversation.events import Record
from console.core.conversation.evolve import evolve
from console.core.conversation.model import Head
from console.core.conversation.transcript import Transcript
from console.core.conversation.why import Why
from console.core.conversation.words import DueKind, Reason
from console.core.floor.acting import FloorCommand, SetState
from console.core.floor.policy import ONE_DESK
from console.core.floor.presence import AgentNow, AgentState, StateSet, decide_state
from console.core.floor.rows import Article, Customer, Hit, Member, Row
from console.core.metrics.wall import Wall
from console.core.replica import safe_record, safe_struct
from console.desk.adapters import port
from console.errors import UnreachableError

MAYA = Member("maya", "Maya", "agent", True, "main")
LENA = Member("lena", "Lena", "agent", True, "main")
SARA = Member("sara", "Sara", "supervisor", True, "main")
TEAM = (MAYA, LENA, SARA)
SYSTEM = Actor("system")


class ScriptedBackend:
    """See the port; what begins with a verb of somebody else's is the script."""

    capabilities = frozenset(port.Capability)

    def __init__(self, me: Member = MAYA, *, now: int = 1_764_355_327_000) -> None:
        self.now = now
        self.account: port.Account | None = port.Account(me, "acme", "wss://acme.example", TEAM)
        self.me = me
        self.rows: dict[str, Row] = {}
        self.link = port.LinkState(port.Link.LIVE, now, 42)
        self.heads: dict[str, Head] = {}
        self.records: dict[str, list[Record]] = {}
        self.transcripts: dict[str, Transcript] = {}
        self.names: dict[str, str] = {}
        self.numbers: dict[str, int] = {}
        self.customers: dict[str, Customer] = {}
        self.read_seqs: dict[str, int] = {}
        self.seen: dict[str, int] = {}
        self.watched: set[str] = set()
        self.items: dict[str, port.Outgoing] = {}
        self.kept: dict[tuple[str, str], port.Draft] = {}
        self.calls: list[tuple[str, object]] = []
        self.acts: list[FloorCommand] = []
        self.bot_text: dict[str, str] = {}
        self.is_slow = False
        """Commands stay in flight until `answer`."""
        self.listener: port.Listener = lambda update: None
        self.wall: Wall | None = None
        self.windows: list[int | None] = []
        self.answers: list[port.Answer] = []
        """What the next things asked of the floor are answered; nothing left: done."""
        self._ids = 0
        self.is_closed = False

    # The port.

    def listen(self, listener: port.Listener) -> None:
        self.listener = listener

    async def start(self) -> None:
        self.listener(port.RowsReset())

    async def close(self) -> None:
        self.is_closed = True

    def watch(self, conv: str) -> None:
        self.calls.append(("watch", conv))
        self.watched.add(conv)
        self._tell_turns(conv)
        if conv in self.customers:
            self.listener(port.CustomerKnown(conv, self.customers[conv]))

    def unwatch(self, conv: str) -> None:
        self.watched.discard(conv)

    def transcript(self, conv: str) -> port.Transcripted | None:
        if conv not in self.watched:
            return None
        kept = self.transcripts[conv]
        return port.Transcripted(conv, tuple(kept.turns), kept.card, kept.version, True)

    def customer(self, conv: str) -> Customer | None:
        return self.customers.get(conv) if conv in self.watched else None

    def submit(self, conv: str, command: c.AgentCommand, *, epoch: int | None = None) -> port.Outgoing:
        self._ids += 1
        fate = port.Fate.QUEUED if self.link.link is port.Link.OFFLINE else port.Fate.IN_FLIGHT
        item = port.Outgoing(f"c{self._ids}", conv, command, fate, self.now, epoch)
        self.items[item.id] = item
        self.listener(port.OutgoingChanged(item))
        if fate is port.Fate.IN_FLIGHT and not self.is_slow:
            self.answer(item.id)
        return item

    async def settled(self, command_id: str, *, timeout: float | None = None) -> port.Outgoing:
        await asyncio.sleep(0)
        return self.items[command_id]

    def outbox(self) -> list[port.Outgoing]:
        return [item for item in self.items.values() if item.fate is not port.Fate.SENT]

    def release(self, command_id: str) -> None:
        self._change(command_id, fate=port.Fate.IN_FLIGHT)
        self.answer(command_id)

    def discard(self, command_id: str) -> None:
        self.items.pop(command_id, None)

    def draft(self, conv: str, kind: str) -> port.Draft | None:
        return self.kept.get((conv, kind))

    def drafts(self) -> list[port.Draft]:
        return sorted(self.kept.values(), key=lambda draft: -draft.at)

    def keep_draft(self, conv: str, kind: str, text: str, *, base_seq: int = 0) -> None:
        if text:
            self.kept[conv, kind] = port.Draft(conv, kind, text, self.now, base_seq)
        else:
            self.kept.pop((conv, kind), None)

    def retry_now(self) -> bool:
        self.calls.append(("retry", ""))
        return True

    def read(self, conv: str, seq: int) -> None:
        if seq > self.read_seqs.get(conv, 0):
            self.read_seqs[conv] = seq
            self._tell_row(conv)

    def typing(self, conv: str) -> None:
        self.calls.append(("typing", conv))

    def viewing(self, conv: str) -> None:
        self.calls.append(("viewing", conv))

    async def find(self, text: str) -> list[Hit]:
        return [
            Hit(conv, self.numbers[conv], turn.seq, turn.at, self.names[conv], turn.text)
            for conv, transcript in self.transcripts.items()
            for turn in transcript.turns
            if text and text.casefold() in turn.text.casefold()
        ]

    async def articles(self, lang: str) -> list[Article]:
        return [Article("refund.status", "Where is my refund?", lang), Article("returns", "How to return", lang)]

    def floor(self, window: int | None) -> None:
        self.calls.append(("floor", window))
        self.windows.append(window)

    async def act(self, command: FloorCommand) -> port.Answer:
        if self.link.link is not port.Link.LIVE:
            raise UnreachableError("no link", code="no_answer")
        self.acts.append(command)
        if self.answers:
            return self.answers.pop(0)
        if isinstance(command, SetState):
            return self.state_of(self.me.id, command.state, command.reason)
        return port.Answer(True)

    def sign_in(self, token: str) -> None:
        self.calls.append(("sign_in", token))

    # The script: customers, bot, colleagues.

    def opens(self, conv: str, name: str, text: str, *, lang: str = "en", number: int = 0) -> None:
        """A customer's first message."""
        self.heads[conv] = Head(conv)
        self.records[conv] = []
        self.transcripts[conv] = Transcript(conv)
        self.names[conv], self.numbers[conv] = name, number or len(self.heads)
        self.seen[conv] = 1 << 30
        self.says(conv, text, lang=lang)

    def says(self, conv: str, text: str, *, lang: str = "", asks: bool = False) -> None:
        """The customer writes."""
        head = self.heads[conv]
        actor = Actor("customer", head.customer or f"customer-{conv}")
        self._decide(conv, c.Say(text, lang), actor, asks=asks)

    def bot_begins(self, conv: str, turn: str, *pieces: str) -> None:
        """The bot writes, and the customer sees so much."""
        head = self.heads[conv]
        self._decide(conv, c.StartTurn(turn, head.customer_seq), BOT_ACTOR, epoch=head.epoch)
        for n, piece in enumerate(pieces, 1):
            self.bot_text[conv] = self.bot_text.get(conv, "") + piece
            self.transcripts[conv].stream(turn, n, safe_text_of(piece))
        self._tell_turns(conv)

    def bot_says(self, conv: str, turn: str, text: str, **facts: object) -> None:
        """A whole answer of the bot."""
        if self.heads[conv].bot_turn is None:
            self.bot_begins(conv, turn)
        self._decide(conv, c.EndTurn(turn, text, **facts), BOT_ACTOR, epoch=self.heads[conv].epoch)  # type: ignore[arg-type]
        self.bot_text.pop(conv, None)

    def suppressed(self, conv: str, turn: str, text: str) -> None:
        """What a fenced bot did not get to say."""
        self._decide(conv, c.Suppress(turn, text), SYSTEM)

    def summarised(self, conv: str, wants: str, did: str = "") -> None:
        """The warm card."""
        self._decide(conv, c.Summarise(wants, did), SYSTEM)

    def escalates(self, conv: str, reason: Reason = Reason.ASKED) -> None:
        """The bot gives the chat to people."""
        self._decide(conv, c.Escalate(reason), BOT_ACTOR, epoch=self.heads[conv].epoch)

    def colleague(self, conv: str, command: c.AgentCommand, agent: Member = LENA) -> None:
        """A colleague's command."""
        actor = Actor("agent", agent.id, agent.role)
        self._decide(conv, command, actor, epoch=self.heads[conv].epoch)

    def state_of(self, agent: str, state: str, reason: str = "", *, since: int = 0, **facts: object) -> port.Answer:
        """Presence tells that somebody is in another state, if that may be."""
        known = next(member for member in self.team if member.id == agent)
        before = AgentState(known.state or AgentState.AVAILABLE)
        chats = sum(head.agent == agent and head.state == "human" for head in self.heads.values())
        said = decide_state(AgentNow(before), AgentState(state), chats=chats, reason=reason, reasons=ONE_DESK.reasons)
        if isinstance(said, Refusal) and state != AgentState.NO_ANSWER:
            return port.Answer(False, said.code, f"refused: {said.code}")
        state = said.state if isinstance(said, StateSet) else state
        self.has_team(*(replace(m, state=state, state_since=since or self.now) if m is known else m for m in self.team))
        return port.Answer(True)

    @property
    def team(self) -> tuple[Member, ...]:
        assert self.account is not None
        return self.account.team

    def has_team(self, *members: Member) -> None:
        """These are the colleagues now."""
        assert self.account is not None
        self.account = replace(self.account, team=members)
        self.listener(port.TeamChanged(members))

    def offers(self, conv: str, seconds: float = 20, *, agent: str = "", why: Why | None = None) -> None:
        """The router proposes it to somebody."""
        offer = f"offer-{len(self.records[conv])}"
        until = self.now + int(seconds * 1000)
        self._decide(conv, c.MakeOffer(offer, agent or self.me.id, until, why=why), SYSTEM)

    def offer_runs_out(self, conv: str) -> None:
        """Its timer has come."""
        offer = self.heads[conv].offer
        assert offer is not None
        self._decide(conv, c.FireDue(DueKind.OFFER, offer.id), SYSTEM)

    def types(self, conv: str, *who: str) -> None:
        """Who is typing now."""
        self.listener(port.TypingChanged(conv, who))

    def tells(self, code: str, conv: str, **data: str | int) -> None:
        """The backend has something to say."""
        self.listener(port.Told(code, conv, data))

    def looks(self, conv: str, *who: str) -> None:
        """Who else looks at it."""
        self.listener(port.ViewingChanged(conv, who))

    def tells_wall(self, wall: Wall) -> None:
        """The next snapshot of the floor."""
        self.wall = wall
        self.listener(port.WallChanged(wall, self.now))

    def drops(self) -> None:
        """The link goes down."""
        self.link = port.LinkState(port.Link.OFFLINE, self.now, None, "no route", self.now + 5000)
        self.listener(port.LinkChanged(self.link))

    def returns(self) -> None:
        """The link is back: what waits goes, unless the customer wrote meanwhile."""
        self.link = port.LinkState(port.Link.LIVE, self.now, 42)
        self.listener(port.LinkChanged(self.link))
        for item in list(self.items.values()):
            if item.fate is not port.Fate.QUEUED:
                continue
            head = self.heads[item.conv]
            if isinstance(item.command, c.Reply) and head.last_customer_at > item.at:
                self._change(item.id, fate=port.Fate.HELD)
            else:
                self._change(item.id, fate=port.Fate.IN_FLIGHT)
                self.answer(item.id)

    def answer(self, command_id: str) -> None:
        """The backend's answer to a command of mine."""
        item = self.items[command_id]
        actor = Actor("agent", self.me.id, self.me.role)
        outcome = self._decide(item.conv, item.command, actor, epoch=item.epoch)
        head = self.heads[item.conv]
        if isinstance(outcome, Refusal):
            data = dict(outcome.data)
            owner = next((m for m in TEAM if m.id == data.get("owner")), None)
            if owner is not None:
                data["owner_name"] = owner.name
            message = f"refused: {outcome.code}"
            self._change(command_id, fate=port.Fate.REFUSED, code=outcome.code, message=message, data=data)
        else:
            data = {"epoch": head.epoch, "state": str(head.state)}
            self._change(command_id, fate=port.Fate.SENT, seq=head.seq, data=data)

    def answer_all(self) -> None:
        """Everything in flight is answered, in order."""
        for item in list(self.items.values()):
            if item.fate is port.Fate.IN_FLIGHT:
                self.answer(item.id)

    # Inside.

    def _change(self, command_id: str, **changes: object) -> None:
        self.items[command_id] = replace(self.items[command_id], **changes)
        self.listener(port.OutgoingChanged(self.items[command_id]))

    def _decide(
        self, conv: str, command: c.Command, actor: Actor, *, epoch: int | None = None, asks: bool = False
    ) -> tuple[Record, ...] | Refusal:
        head = self.heads[conv]
        present = {member.id: AgentView(True, True, member.team) for member in self.team}
        context = Context(
            self.now, actor, epoch=epoch, asks=asks, agents=present, bot_text=self.bot_text.get(conv, ""), fresh="offer"
        )
        outcome = decide(head, command, context)
        if isinstance(outcome, Refusal):
            return outcome
        for record in outcome:
            head = evolve(head, record)
            self.records[conv].append(record)
            self.transcripts[conv].apply(safe_record(record))
        self.heads[conv] = head
        if head.bot_turn is None:
            self.bot_text.pop(conv, None)
        self._tell_row(conv)
        self._tell_turns(conv)
        return outcome

    def _tell_row(self, conv: str) -> None:
        self.rows[conv] = safe_struct(self._row(self.heads[conv]))
        self.listener(port.RowsChanged((self.rows[conv],), ()))

    def _tell_turns(self, conv: str) -> None:
        found = self.transcript(conv)
        if found is not None:
            self.listener(port.TurnsChanged(found))

    def _row(self, head: Head) -> Row:
        conv = head.conv
        owner = next((member.name for member in TEAM if member.id == head.agent), "")
        read = self.read_seqs.get(conv, 0)
        unread = sum(t.kind == "customer" and t.seq > read for t in self.transcripts[conv].turns)
        leg, request, undo = head.leg, head.request, head.undo
        return Row(
            conv,
            self.numbers[conv],
            str(head.state),
            head.epoch,
            head.seq,
            head.agent or (head.owner.kind if head.owner else ""),
            owner,
            self.names[conv],
            head.lang,
            head.topic,
            str(request.reason) if request else "",
            bool(request and request.asked),
            request.since if request else leg.enqueued_at if leg else 0,
            leg.deadline if leg and head.waiting else 0,
            leg.queue if leg else "",
            head.confidence,
            head.trouble,
            head.bot_turns,
            head.unanswered,
            head.unanswered_since,
            min(unread, head.unanswered) if head.agent else 0,
            head.last_public_at,
            head.opened_at,
            head.assigned_at,
            head.offer.id if head.offer else "",
            head.offer.agent if head.offer else "",
            head.offer.until if head.offer else 0,
            head.snooze_until,
            resolved_at=head.resolved_at,
            resolved_by=head.resolved_by,
            disposition=head.disposition,
            undo_until=undo.until if undo else 0,
            undo_by=undo.agent if undo else "",
            seen=self.seen[conv],
            tags=head.tags,
            request_open=request is not None,
            handler=head.last_handler.id if head.last_handler else "",
            wrapped_up=head.wrapped_up,
            wrap_up_until=head.wrap_up_until,
            transfers=head.transfers,
            help_since=head.help_since,
        )


def safe_text_of(text: str) -> str:
    """Safe as the replica would make it."""
    from console.core.text.safe import safe_text

    return safe_text(text)


def drawn(backend: ScriptedBackend) -> None:
    """The desk of the drawings: 18:42:07, twelve who wait, three chats of Maya's, a bot cut in mid-sentence."""
    clock = _Clock(backend)
    for number, (name, reason, topic, lang, wait, text) in enumerate(_WAITING):
        conv = f"w{number:02}"
        clock.before(wait + 30)
        backend.opens(conv, name, text, lang=lang, number=4000 + number)
        backend.bot_says(conv, f"{conv}-1", "…", intent=topic, confidence=0.35)
        clock.before(wait)
        backend.says(conv, text)
        if reason is Reason.ASKED:
            backend.says(conv, "a person please", asks=True)
        else:
            backend.escalates(conv, reason)
    for number, (name, lang, confidence, trouble, topic) in enumerate(_BOTS):
        conv = f"b{number:02}"
        clock.before(300)
        backend.opens(conv, name, "hello", lang=lang, number=4500 + number)
        backend.bot_says(conv, f"{conv}-1", "hello", intent=topic, confidence=confidence, trouble=trouble)
    for conv, name, ago in (("kim", "Kim Lee", 41), ("omar", "Omar Haddad", 8)):
        clock.before(400)
        backend.opens(conv, name, "Hello", number=4700)
        backend.escalates(conv)
        backend.colleague(conv, c.Take(), backend.me)
        backend.colleague(conv, c.Reply("Hello, this is Maya."), backend.me)
        clock.before(ago)
        backend.says(conv, "Are you there?")
        if conv == "kim":
            backend.read(conv, 99)
        else:
            backend.says(conv, "Hello?")
    _ana(backend, clock)
    clock.before(0)


def _ana(backend: ScriptedBackend, clock: "_Clock") -> None:
    clock.at(18, 41, 22)
    backend.opens("ana", "Ana Souza", "Quero meu dinheiro de volta, já faz duas semanas", lang="pt", number=4821)
    clock.at(18, 41, 24)
    backend.bot_says(
        "ana",
        "ana-1",
        "O reembolso leva até 14 dias úteis. Qual é o número do pedido?",
        intent="refund.status",
        confidence=0.31,
        sources=(("refund.status", "Refunds"), ("refund.time", "How long")),
        latency_ms=1400,
        trouble="loop",
    )
    clock.at(18, 41, 40)
    backend.says("ana", "77120. Isso não responde.")
    backend.summarised(
        "ana", "refund of 89 EUR, order 77120, returned 11 Apr", 'found the order; said "up to 14 days" twice'
    )
    clock.at(18, 41, 59)
    backend.bot_begins("ana", "ana-2", "O reembolso leva", " até 14 dias")
    backend.customers["ana"] = Customer("ana", "Ana Souza", "ana@mail.br", True, "pt", 1_680_300_000_000)


class _Clock:
    def __init__(self, backend: ScriptedBackend) -> None:
        self.backend = backend
        self.end = backend.now

    def before(self, seconds: int) -> None:
        self.backend.now = self.end - seconds * 1000

    def at(self, hour: int, minute: int, second: int) -> None:
        self.before((18 * 3600 + 42 * 60 + 7) - (hour * 3600 + minute * 60 + second))


_R = Reason
_WAITING = (
    ("Ana Ruiz", _R.ASKED, "refund", "pt", 198, "Quero falar com uma pessoa"),
    ("Jo Brand", _R.LOW_CONFIDENCE, "dispute", "de", 82, "Das habe ich doch schon zweimal geschrieben!"),
    ("Max Vogel", _R.POLICY, "dispute", "de", 80, "card charged twice"),
    ("Lena Berg", _R.ASKED, "return", "sv", 31, "Hej"),
    ("Rui Costa", _R.BOT_ERROR, "delivery", "en", 31, "hello"),
    ("Dee Ott", _R.ASKED, "account", "en", 30, "hello"),
    ("Lou Petit", _R.SENTIMENT, "return", "fr", 24, "bonjour"),
    ("Ann Fox", _R.ASKED, "refund", "en", 22, "hello"),
    ("Eva Gil", _R.LOW_CONFIDENCE, "refund", "es", 19, "hola"),
    ("Tim Roe", _R.HARDSHIP, "payment", "en", 15, "hello"),
    ("Sam Okoro", _R.POLICY, "payment", "en", 12, "hello"),
    ("Bo Smit", _R.ASKED, "delivery", "nl", 5, "hallo"),
)
_BOTS = (
    ("Tom Iles", "pt", 0.31, "loop", "refund"),
    ("Mia Roth", "en", 0.44, "low_confidence", "refund"),
    ("Ola Ek", "sv", 0.52, "sentiment", "return"),
    ("Pat Kim", "en", 0.58, "low_confidence", "delivery"),
    ("Uwe Lenz", "de", 0.61, "low_confidence", "delivery"),
    ("Zoe Hart", "en", 0.63, "no_match", "delivery"),
    ("Eva Lund", "sv", 0.92, "", "return"),
    ("Al Moss", "en", 0.95, "", "delivery"),
)
