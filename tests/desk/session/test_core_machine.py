"""The session's core against a simulated backend over a network that loses, doubles, swaps and delays (S5, S9, S10)."""

import itertools
import random

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from console.core.conversation import commands as c
from console.core.conversation.context import Actor, Context, Refusal
from console.core.conversation.decide import decide
from console.core.conversation.events import Record
from console.core.conversation.evolve import evolve
from console.core.conversation.model import Head
from console.core.floor.rows import Customer, Member, Row
from console.core.wire import codec, frames
from console.desk.session import effects as fx
from console.desk.session.core import SessionCore
from console.desk.session.link import Stage
from console.desk.session.moment import Moment
from console.desk.session.outbox_item import Item, State

ME, OTHER = "u-maya", "u-lena"
CONVS = ("c1", "c2", "c3")


class SimBackend:
    """One workspace: real decisions, results kept for ever, a feed whose positions end with the process."""

    def __init__(self) -> None:
        self.heads: dict[str, Head] = {conv: Head(conv) for conv in CONVS}
        self.log: dict[str, list[Record]] = {conv: [] for conv in CONVS}
        self.results: dict[str, tuple[bytes, frames.Result]] = {}
        self.effects: dict[str, int] = {}
        self.run = 0
        self.at = 0
        self.history: list[set[str]] = []
        self.now = 1_000
        self.out: list[frames.ServerFrame] | None = None
        self.watching: set[str] = set()
        self.synced = False
        self.busy = 0
        self.streams = 0
        self.kept: tuple[dict[str, Head], dict[str, list[Record]], dict[str, tuple[bytes, frames.Result]]] | None = None
        for conv in CONVS:
            self.act(conv, c.Say("hello"), Actor("customer", f"v-{conv}"))

    @property
    def pos(self) -> str:
        return f"{self.run}.{self.at}"

    def row(self, conv: str) -> Row:
        head = self.heads[conv]
        owner = head.owner.id or head.owner.kind if head.owner else ""
        return Row(
            conv,
            1,
            str(head.state),
            head.epoch,
            head.seq,
            owner,
            unanswered=head.unanswered,
            unanswered_since=head.unanswered_since,
            last_at=head.last_public_at,
        )

    def act(self, conv: str, command: c.Command, actor: Actor, epoch: int | None = None) -> Refusal | None:
        self.now += 10
        head = self.heads[conv]
        decision = decide(head, command, Context(self.now, actor, epoch=epoch))
        if isinstance(decision, Refusal):
            return decision
        for record in decision:
            head = evolve(head, record)
        self.heads[conv] = head
        self.log[conv].extend(decision)
        prev, self.at = self.pos, self.at + 1
        self.history.append({conv})
        if self.out is not None:
            if self.synced:
                self.out.append(frames.Delta(prev, self.pos, (self.row(conv),)))
            if conv in self.watching and decision:
                self.out.append(frames.Events(conv, decision))
        return None

    def connect(self) -> list[frames.ServerFrame]:
        self.out = [frames.Hello(1, 1, "sim", self.now, 5_000, 65_536)]
        self.watching, self.synced = set(), False
        return self.out

    def restart(self) -> None:
        self.run, self.at, self.history, self.out = self.run + 1, 0, [], None

    @property
    def stream(self) -> str:
        return f"stream {self.streams}"

    def backup(self) -> None:
        self.kept = (dict(self.heads), {conv: list(log) for conv, log in self.log.items()}, dict(self.results))

    def restore(self) -> None:
        """The older copy takes the place of everything, under a new stream epoch."""
        assert self.kept is not None
        self.restart()
        heads, log, results = self.kept
        self.heads, self.results = dict(heads), dict(results)
        self.log = {conv: list(records) for conv, records in log.items()}
        self.effects = {wire: int(known[1].status == "ok") for wire, known in results.items()}
        self.streams += 1

    def receive(self, data: str, out: list[frames.ServerFrame]) -> None:
        """A frame of a socket; answers go to that socket, also when it is not the newest any more."""
        match codec.decode_client(data):
            case frames.Auth():
                limits = frames.Limits(65_536, 16_384, 1_000, 1_000, 64, 15_000)
                out.append(frames.Welcome(Member(ME, "Maya"), "s", self.stream, self.now, "acme", limits))
            case frames.Sync(stream=stream, pos=pos):
                self._sync(pos if stream == self.stream else "", out)
            case frames.Watch(conv=conv, have=have):
                self.watching.add(conv)
                records = tuple(self.log[conv])
                out.append(frames.Watched(conv, len(records), Customer(f"v-{conv}")))
                for start in range(have, len(records), 2):
                    out.append(frames.Events(conv, records[start : start + 2]))
            case frames.Unwatch(conv=conv):
                self.watching.discard(conv)
            case frames.Ping(n=n):
                out.append(frames.Pong(n, self.now, self.pos if self.synced and out is self.out else ""))
            case frames.Cmd() as cmd:
                out.append(self._command(cmd))
            case frames.Ask(id=id, conv=conv):
                known = self.results.get(id)
                out.append(known[1] if known else frames.Result(id, "retry", "not_seen", conv=conv))

    def _sync(self, pos: str, out: list[frames.ServerFrame]) -> None:
        run, _, at = pos.partition(".")
        if pos and int(run) == self.run and int(at) <= self.at:
            changed = set().union(*self.history[int(at) :])
            out.append(frames.Delta(pos, self.pos, tuple(self.row(conv) for conv in sorted(changed))))
        else:
            rows = [self.row(conv) for conv in CONVS]
            out.append(frames.Snapshot(tuple(rows[:2]), 0))
            out.append(frames.Snapshot(tuple(rows[2:]), 1, True, self.pos))
        self.synced = True

    def _command(self, cmd: frames.Cmd) -> frames.Result:
        if cmd.stream != self.stream:
            return frames.Result(cmd.id, "retry", "resync", conv=cmd.conv, retry_ms=1_000)
        body = bytes(cmd.do) + str(cmd.epoch).encode() + cmd.conv.encode()
        known = self.results.get(cmd.id)
        if known is not None:
            return known[1] if known[0] == body else frames.Result(cmd.id, "refused", "mismatch", conv=cmd.conv)
        if self.busy:
            self.busy -= 1
            return frames.Result(cmd.id, "retry", "busy", conv=cmd.conv, retry_ms=100)
        refusal = self.act(cmd.conv, codec.decode_command(cmd.do), Actor("agent", ME, "agent"), cmd.epoch)
        head = self.heads[cmd.conv]
        owner = head.owner.id or head.owner.kind if head.owner else ""
        status, code = ("refused", refusal.code) if refusal else ("ok", "")
        result = frames.Result(cmd.id, status, code, "", cmd.conv, head.seq, head.epoch, owner, "", str(head.state))
        self.effects[cmd.id] = self.effects.get(cmd.id, 0) + (refusal is None)
        self.results[cmd.id] = (body, result)
        return result


class Disk:
    """What is durable: survives the console's death."""

    def __init__(self) -> None:
        self.items: dict[str, Item] = {}

    def keep(self, effect: fx.Keep) -> None:
        for item in effect.save:
            self.items[item.id] = msgspec.json.decode(msgspec.json.encode(item), type=Item)
        for item_id in effect.forget:
            self.items.pop(item_id, None)


class SessionMachine(RuleBasedStateMachine):
    @initialize(seed=st.integers(0, 2**32))
    def begin(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.ids = itertools.count()
        self.texts = itertools.count()
        self.backend = SimBackend()
        self.disk = Disk()
        self.mono = 1_000
        self.asleep = 0
        self.up: list[str] = []
        self.down: list[frames.ServerFrame] = []
        self.late: list[str] = []
        self.submitted: dict[str, tuple[int, str]] = {}
        self.discarded: set[str] = set()
        self.boot_console()
        self.link_works(6)

    # the world

    def now(self) -> Moment:
        return Moment(1_000_000 + self.mono + self.asleep, self.mono, self.mono + self.asleep)

    def boot_console(self) -> None:
        self.wants_socket = self.has_socket = False
        self.core = SessionCore(fresh=lambda: f"id-{next(self.ids):08}", chance=self.random.random, client="sim")
        self.core.load("device", self.disk.items.values())
        self.core.give_token("access", 10**12, self.now())
        self.core.start(self.now())
        for conv in CONVS[:2]:
            self.core.watch(conv, self.now())
        self.do()

    def do(self) -> None:
        for effect in self.core.take():
            match effect:
                case fx.Keep():
                    self.disk.keep(effect)
                case fx.Send(data=data):
                    assert self.has_socket
                    self.up.append(data)
                case fx.Connect():
                    self.wants_socket = True
                case fx.Drop():
                    self.cut()
                case fx.NeedToken():
                    self.core.give_token("access", 10**12, self.now())
                    self.do()

    def cut(self) -> None:
        """What was on its way up may still be carried out, on a socket that nobody hears any more."""
        self.has_socket = self.wants_socket = False
        self.late += [data for data in self.up if self.random.random() < 0.5]
        self.up, self.down = [], []
        self.backend.out = None

    def lose(self, code: int) -> None:
        if self.has_socket:
            self.cut()
            self.core.lost(code, self.now())
            self.do()

    # what happens

    @rule()
    def socket_opens(self) -> None:
        if self.wants_socket:
            self.wants_socket, self.has_socket = False, True
            self.down = self.backend.connect()
            self.core.connected(self.now())
            self.do()

    @rule(rounds=st.integers(1, 6))
    def link_works(self, rounds: int) -> None:
        """As on most days; without it the console would hardly ever be live."""
        if not self.has_socket and not self.wants_socket:
            self.time_passes(11_000)
        for _ in range(rounds):
            self.socket_opens()
            self.frames_go_up(100)
            self.frames_come_down(100)

    @rule()
    def work_day(self) -> None:
        """Take and answer on a good link: what the faults around it are to fall upon."""
        self.link_works(6)
        for conv in CONVS:
            self.i_take(conv)
            self.i_reply(conv)

    @rule()
    def socket_refused(self) -> None:
        if self.wants_socket:
            self.wants_socket = False
            self.core.link.failed("nothing there", self.now())
            self.do()

    @rule(n=st.integers(1, 8))
    def frames_go_up(self, n: int) -> None:
        for _ in range(min(n, len(self.up))):
            self.backend.receive(self.up.pop(0), self.down)

    @rule(n=st.integers(1, 8))
    def frames_come_down(self, n: int) -> None:
        for _ in range(n):
            if self.down and self.has_socket:
                self.core.frame(codec.encode(self.down.pop(0)), self.now())
                self.do()

    @rule()
    def late_frames_arrive(self) -> None:
        late, self.late = self.late, []
        for data in late:
            self.backend.receive(data, [])

    @rule(code=st.sampled_from([1006, 1001, 1012, 4008, 4029]))
    def link_breaks(self, code: int) -> None:
        self.lose(code)

    @rule()
    def backend_restarts(self) -> None:
        self.lose(1012)
        self.backend.restart()

    @rule()
    def backup_is_made(self) -> None:
        self.backend.backup()

    @precondition(lambda self: self.backend.kept is not None)
    @rule(is_closed=st.booleans())
    def backend_is_restored(self, is_closed: bool) -> None:
        """While the console runs, or while it is closed."""
        self.lose(1012)
        self.backend.restore()
        if is_closed:
            self.boot_console()

    @precondition(lambda self: self.down)
    @rule()
    def frame_is_doubled(self) -> None:
        self.down.insert(0, self.down[0])

    @precondition(lambda self: len(self.down) > 1)
    @rule()
    def frames_are_swapped(self) -> None:
        self.down[0], self.down[1] = self.down[1], self.down[0]

    @precondition(lambda self: self.up)
    @rule()
    def frame_goes_up_twice(self) -> None:
        self.up.append(self.up[-1])

    @rule()
    def console_is_killed(self) -> None:
        if self.has_socket:
            self.cut()
        self.boot_console()

    @rule(ms=st.sampled_from([50, 1_000, 4_000, 11_000]))
    def time_passes(self, ms: int) -> None:
        self.mono += ms
        self.core.tick(self.now())
        self.do()

    @rule(ms=st.sampled_from([60_000, 3_600_000, 57_600_000]))
    def machine_sleeps(self, ms: int) -> None:
        self.asleep += ms
        self.core.tick(self.now())
        self.do()

    @rule()
    def backend_is_busy(self) -> None:
        self.backend.busy = 2

    @rule(conv=st.sampled_from(CONVS))
    def customer_writes(self, conv: str) -> None:
        self.backend.act(conv, c.Say("and?"), Actor("customer", f"v-{conv}"))

    @rule(conv=st.sampled_from(CONVS))
    def colleague_takes(self, conv: str) -> None:
        epoch = self.backend.heads[conv].epoch
        self.backend.act(conv, c.Take(force=True), Actor("agent", OTHER, "supervisor"), epoch)

    @rule(conv=st.sampled_from(CONVS))
    def bot_gives_up(self, conv: str) -> None:
        self.backend.act(conv, c.AskPerson(), Actor("customer", f"v-{conv}"))

    def submit(self, conv: str, command: c.AgentCommand) -> None:
        item = self.core.prepare(conv, command, None, self.now())
        self.disk.keep(fx.Keep((item,)))
        if isinstance(command, c.Reply | c.Note):
            self.submitted[command.text] = (self.now().wall, item.id)
        self.core.submit(item, self.now())
        self.do()

    @rule(conv=st.sampled_from(CONVS))
    def i_take(self, conv: str) -> None:
        self.submit(conv, c.Take())

    @rule(conv=st.sampled_from(CONVS))
    def i_reply(self, conv: str) -> None:
        self.submit(conv, c.Reply(f"text {next(self.texts)}"))

    @rule(conv=st.sampled_from(CONVS))
    def i_note(self, conv: str) -> None:
        self.submit(conv, c.Note(f"text {next(self.texts)}"))

    @rule()
    def i_release_all(self) -> None:
        for item in self.core.outbox.items():
            self.core.release(item.id, self.now())
            self.do()

    # what must hold

    def said(self) -> list[str]:
        return [
            record.bodies["text"]
            for log in self.backend.log.values()
            for record in log
            if record.actor == ME and "text" in record.bodies
        ]

    @invariant()
    def nothing_is_doubled(self) -> None:
        if not hasattr(self, "backend"):
            return
        said = self.said()
        assert len(said) == len(set(said))
        assert all(count <= 1 for count in self.backend.effects.values())

    @invariant()
    def nothing_is_lost(self) -> None:
        if not hasattr(self, "backend"):
            return
        said = set(self.said())
        items = [item for item in self.disk.items.values() if hasattr(item.command, "text")]
        sent = {item.command.text for item in items if item.state is State.SENT and item.stream == self.backend.stream}
        assert sent <= said, "what is believed to be on this backend is there"
        kept = {item.command.text for item in items} - sent
        assert set(self.submitted) <= said | kept | self.forgotten()

    def forgotten(self) -> set[str]:
        """What was sent more than a day ago: nobody can say any more whether a restore has lost it."""
        now = self.now().wall
        return {text for text, (at, _) in self.submitted.items() if now - at > 86_400_000}

    @invariant()
    def transcripts_are_prefixes(self) -> None:
        if not hasattr(self, "backend") or self.core.rows.stream != self.backend.stream:
            return
        for conv, transcript in self.core.replica.transcripts.items():
            assert transcript.have <= len(self.backend.log[conv])

    def teardown(self) -> None:
        if hasattr(self, "backend"):
            self.heal()

    def heal(self) -> None:
        """The network is well from now on: everything comes to rest, and both sides agree."""
        self.late_frames_arrive()
        for _ in range(400):
            self.socket_opens()
            self.frames_go_up(100)
            self.frames_come_down(100)
            settled = not self.up and not self.down and not self.wants_socket
            on_the_way = [i for i in self.core.outbox.items() if i.state in (State.QUEUED, State.IN_FLIGHT)]
            held = {i.id for i in self.core.outbox.items() if i.state is State.HELD}
            on_the_way = [i for i in on_the_way if i.after not in held]
            checked = not self.core.outbox.lately.doubtful(self.backend.stream)
            if settled and self.core.link.live and not on_the_way and checked and self.converged():
                break
            self.time_passes(1_000)
        assert self.core.link.stage is Stage.LIVE
        assert not on_the_way
        assert self.converged()
        self.nothing_is_doubled()
        self.nothing_is_lost()
        for item in self.core.outbox.items():
            assert item == self.disk.items[item.id]
            if item.state is State.REFUSED and hasattr(item.command, "text"):
                assert item.command.text not in self.said()
        sent = [item for item in self.disk.items.values() if item.state is State.SENT]
        doubtful = {item.command.text for item in sent if item.stream != self.backend.stream}  # type: ignore[union-attr]
        assert doubtful <= self.forgotten(), "the check after a restore comes to its end"

    def converged(self) -> bool:
        rows = {conv: self.backend.row(conv) for conv in CONVS}
        if self.core.replica.rows != rows:
            return False
        for conv in CONVS[:2]:
            if not self.core.watches.complete(conv):
                return False
            if self.core.replica.transcripts[conv].have != len(self.backend.log[conv]):
                return False
        return True


SessionMachine.TestCase.settings = settings(
    max_examples=200, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
TestSession = SessionMachine.TestCase
