"""The invariants of the design, held against everything that is stored, sent and shown, at every step.

Numbers are those of the design: S1 to S11 for safety, L1 to L6 for liveness.
"""

from typing import TYPE_CHECKING, Final

import msgspec
from msgspec.structs import replace

from console.backend.store.port import Commit, CommitOutcome, Committed
from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.access import EPOCH_BOUND
from console.core.conversation.model import BOT, Head, Party
from console.core.conversation.words import RequestEnd, TurnOutcome
from console.core.wire import codec, customer, frames
from tests.sim.ledger import Books, Known
from tests.sim.net import End

if TYPE_CHECKING:
    from tests.sim.disk import Disk
    from tests.sim.world import World

_NOT_KEPT: Final = frozenset({"bad_command", "unknown_command", "not_found", "mismatch"})
"""Refusals of what never came as far as the store, or was something else than what is stored."""
_PERSON: Final = (RequestEnd.ANSWERED, RequestEnd.KEPT)
_WITH_TEXT: Final = (ev.CustomerSaid, ev.AgentSaid, ev.NoteAdded, ev.Whispered, ev.HelpAsked)
_bound_tags: Final = frozenset(c.tag_of(kind) for kind in EPOCH_BOUND)


class Checks(Books):
    """Everything that is watched in one world."""

    def __init__(self, world: "World") -> None:
        super().__init__(world)
        self.disk: Disk
        self.acked: dict[tuple[str, str], bytes] = {}
        self.commands: dict[str, dict[int | None, str]] = {}
        """What consoles sent: by id and epoch the name of the command."""
        self.unseen: set[tuple[str, str]] = set()
        """Commands of which it was said that the backend has not seen them, and which have not come since."""
        self.asked: set[tuple[str, str]] = set()
        """Commands whose result was asked for, and which have not come since."""
        self.acts: set[str] = set()
        """What consoles asked of the floor, of which no result is kept."""
        self._verified: set[str] = set()

    # the store

    def watch_disk(self, disk: "Disk") -> None:
        """See every commit as it becomes durable, and every piece of a bot's answer."""
        self.disk = disk
        disk.witnesses.append(self.witnessed)
        add = disk.add_chunk

        def watched(conv: str, epoch: int, turn: str, n: int, text: str) -> bool:
            added = add(conv, epoch, turn, n, text)
            known = self.convs.get(conv)
            if added and (known is None or known.head.epoch != epoch or turn not in known.turns or known.turns[turn]):
                self.fail("S2", f"{conv}: a piece of turn {turn} under epoch {epoch} was stored although it is over")
            return added

        disk.add_chunk = watched  # type: ignore[method-assign]

    def witnessed(self, commit: Commit, outcome: CommitOutcome) -> None:
        """Something became durable."""
        if not isinstance(outcome, Committed):
            return
        conv = commit.head.conv
        if commit.command_id:
            key = (commit.actor, commit.command_id)
            if key in self.effects:
                self.fail("S5", f"{conv}: command {key} was carried out a second time")
            if key in self.unseen:
                self.fail("S5", f"{conv}: command {key} was called unseen, and was carried out all the same")
            self.effects.add(key)
            self.pending.pop(commit.command_id, None)
        if not commit.records:
            return
        known = self.convs.get(conv)
        if known is None:
            known = self.convs[conv] = Known(conv)
        if commit.expected_seq != known.seq:
            self.fail("S7", f"{conv}: written onto seq {commit.expected_seq} when it stood at {known.seq}")
        self._fenced(known, commit)
        before = known.head
        for record in commit.records:
            self._record(known, record)
        known.head = commit.head
        if self.world.floor is not None:
            self.world.floor.committed(known, commit.records, before)
        self._settled(known, commit, before)
        self.world.committed(commit)

    def _fenced(self, known: Known, commit: Commit) -> None:
        sent = self.commands.get(commit.command_id)
        if sent is None:
            return
        epoch = known.head.epoch
        if epoch not in sent and any(name in _bound_tags for name in sent.values()):
            name = next(iter(sent.values()))
            self.fail("S4", f"{known.conv}: {name} meant for epoch {sorted(map(str, sent))} was done at {epoch}")

    def _record(self, known: Known, record: ev.Record) -> None:
        event, conv = record.event, known.conv
        if record.seq != known.seq + 1:
            self.fail("S7", f"{conv}: record {record.seq} follows {known.seq}")
        if record.public_seq != (len(known.public) + 1 if type(event) in ev.PUBLIC else 0):
            self.fail("S7", f"{conv}: record {record.seq} has public_seq {record.public_seq}")
        self._voices(known, record)
        self._wishes(known, record)
        if self.world.floor is not None:
            self.world.floor.record(known, record)
        known.seq = record.seq
        if record.public_seq:
            known.public.append(record)
        known.transcript.apply(record)
        known.turns_at.append(len(known.transcript.turns))
        text = record.bodies.get("text", "")
        if text and isinstance(event, _WITH_TEXT) and text != "thank you":
            self.stored[text] = self.stored.get(text, 0) + 1
            if self.stored[text] > 1:
                self.fail("S5", f"{conv}: {text!r} is stored twice")
            if text in self.void:
                self.fail("S10", f"{conv}: {text!r} could not be kept, was given back to its author, and is stored")

    def _voices(self, known: Known, record: ev.Record) -> None:
        """Who may speak under which epoch (S1, S2, S3)."""
        event, conv = record.event, known.conv
        owner = _owner_after(known.owner, event)
        if known.owners.setdefault(record.epoch, owner) != owner:
            self.fail("S3", f"{conv}: epoch {record.epoch} has two owners: {known.owners[record.epoch]}, {owner}")
        if isinstance(event, ev.AgentSaid) and (known.owner is None or known.owner.id != event.agent):
            self.fail("S1", f"{conv}: {event.agent} spoke under epoch {record.epoch} of {known.owner}")
        if isinstance(event, ev.BotTurnStarted):
            known.turns[event.turn], known.turn_epochs[event.turn] = None, record.epoch
            if known.owner != BOT:
                self.fail("S1", f"{conv}: the bot began to speak under epoch {record.epoch} of {known.owner}")
        if isinstance(event, ev.BotTurnEnded):
            if event.outcome is TurnOutcome.DONE and (
                known.owner != BOT or known.turn_epochs.get(event.turn) != record.epoch
            ):
                self.fail("S2", f"{conv}: turn {event.turn} of an earlier epoch spoke under {record.epoch}")
            known.turns[event.turn] = record.bodies.get("text", "") or " "
        acts = record.actor == "bot" and isinstance(event, ev.Queued | ev.Requested | ev.Resolved)
        if acts and known.owner not in (BOT, None):
            self.fail("S2", f"{conv}: the bot acted on what {known.owner} owns")
        known.owner = owner

    def _wishes(self, known: Known, record: ev.Record) -> None:
        """A wish for a person is never closed by the system, and the bot is silent meanwhile (L2)."""
        event, conv, head = record.event, known.conv, known.head
        is_open = head.request is not None
        if isinstance(event, ev.Resolved) and is_open and event.by != "customer":
            self.fail("L2", f"{conv}: resolved by {event.by} while a person is wanted")
        if isinstance(event, ev.BotTurnStarted) and is_open:
            self.fail("L2", f"{conv}: the bot answers while a person is wanted")
        if isinstance(event, ev.RequestEnded):
            by_person = event.end in _PERSON and record.actor not in ("customer", "bot", "system")
            by_customer = event.end not in _PERSON and record.actor == "customer"
            if not (by_person or by_customer):
                self.fail("L2", f"{conv}: the request was ended as {event.end} by {record.actor}")

    def _settled(self, known: Known, commit: Commit, before: Head) -> None:
        head = commit.head
        if head.seq != known.seq or head.public_seq != len(known.public) or head.epoch < before.epoch:
            self.fail("S7", f"{known.conv}: the head stands at {head.seq}, the records at {known.seq}")
        if head.owner != known.owner:
            self.fail("S1", f"{known.conv}: the head's owner is {head.owner}, the records say {known.owner}")
        asks = any(
            isinstance(record.event, ev.PersonAsked)
            or (isinstance(record.event, ev.CustomerSaid) and record.event.asks)
            for record in commit.records
        )
        if asks and head.request is None:
            self.fail("L1", f"{known.conv}: an ask for a person opened no request")
        ended = any(isinstance(record.event, ev.RequestEnded) for record in commit.records)
        if before.request is not None and head.request is None and not ended:
            self.fail("L2", f"{known.conv}: the request vanished")
        stays = before.request is not None and head.request is not None and not ended
        if stays and head.request.since != before.request.since:  # type: ignore[union-attr]
            self.fail("L5", f"{known.conv}: the request's clock was moved")

    # the backend's lives

    def restarted(self) -> None:
        """A new process has read the disk: all that was ever acknowledged is there."""
        self.pending.clear()
        for actor, command_id in self.acked:
            if (command_id, actor) not in self.disk.commands:
                self.fail("S6", f"command {command_id} of {actor} was acknowledged, and is gone after the restart")
                return
        for conv, known in self.convs.items():
            row = self.disk.rows.get(conv)
            if row is None or row.stored.head.seq != known.seq:
                self.fail("S6", f"{conv}: {known.seq} records were durable, and are gone after the restart")
                return

    def took_backup(self) -> None:
        """The disk is an older one now: what was said since is lost, and the books begin anew from it."""
        self.restored = True
        if self.world.floor is not None:
            self.world.floor.took_backup()
        self.convs.clear()
        self.stored.clear()
        self.pending.clear()
        self._verified.clear()
        self.effects = {(actor, command_id) for command_id, actor in self.disk.commands}
        self.acked = {key: result for key, result in self.acked.items() if key in self.effects}
        for conv, row in self.disk.rows.items():
            known = self.convs[conv] = Known(conv)
            for record in row.records:
                self._record(known, record)
                known.head = replace(known.head, epoch=record.epoch)
            known.head = row.stored.head
        for typed in self.typed_by_id.values():
            if ("customer:" + typed.visitor, typed.id) not in self.effects:
                typed.sent = False

    # the wire

    def sent(self, end: End, data: str) -> None:
        """An end wrote a frame."""
        if not end.is_server:
            if data.startswith('{"t":"cmd"'):
                frame = codec.decode_client(data)
                assert isinstance(frame, frames.Cmd)
                name = str(msgspec.json.decode(frame.do)["do"])
                self.commands.setdefault(frame.id, {})[frame.epoch] = name
            elif data.startswith('{"t":"act"'):
                self.acts.add(str(msgspec.json.decode(data)["id"]))
            return
        if self.world.floor is not None:
            self.world.floor.sent(end.link.host, end.link.path == "/v1/customer", data)
        if end.link.path == "/v1/customer":
            self._to_page(end, data)
        elif data.startswith('{"t":"result"'):
            self._answered(f"agent:{end.link.host}", data)
        elif data not in self._verified:
            self._verified.add(data)
            self._to_console(data)

    def heard(self, end: End, data: str) -> None:
        """The backend's process has a frame in its hands."""
        if data.startswith(('{"t":"cmd"', '{"t":"ask"')):
            key = (f"agent:{end.link.host}", str(msgspec.json.decode(data)["id"]))
            if data.startswith('{"t":"ask"'):
                self.asked.add(key)
            else:
                self.asked.discard(key)
                self.unseen.discard(key)
        if not data.startswith(('{"t":"say"', '{"t":"wish"')):
            return
        typed = self.typed_by_id.get(codec.decode_page(data).id)  # type: ignore[union-attr]
        if typed is not None and typed.asks and ("customer:" + typed.visitor, typed.id) not in self.effects:
            typed.heard_at = self.world.fine
            self.pending[typed.id] = typed

    def _to_console(self, data: str) -> None:
        if data.startswith('{"t":"events"'):
            frame = codec.decode_server(data)
            assert isinstance(frame, frames.Events)
            known = self.convs.get(frame.conv)
            records = self.disk.rows[frame.conv].records if frame.conv in self.disk.rows else []
            for record in frame.records:
                if known is None or record.seq > known.seq or not _same(record, records[record.seq - 1]):
                    self.fail("S6", f"{frame.conv}: consoles are told of record {record.seq}, which is not stored so")
                    return
        elif data.startswith(('{"t":"delta"', '{"t":"snapshot"')):
            frame = codec.decode_server(data)
            assert isinstance(frame, frames.Delta | frames.Snapshot)
            for row in frame.up if isinstance(frame, frames.Delta) else frame.rows:
                known = self.convs.get(row.conv)
                if known is None or row.seq > known.seq:
                    self.fail("S6", f"{row.conv}: consoles are told of a row at seq {row.seq}, which is not stored")
                    return
        elif data.startswith('{"t":"chunk"'):
            frame = codec.decode_server(data)
            assert isinstance(frame, frames.Chunk)
            self._chunk(self.convs.get(frame.conv), frame.turn, frame.text, "consoles")

    def _chunk(self, known: Known | None, turn: str, text: str, whom: str) -> None:
        if known is None or turn not in known.turns:
            self.fail("S2", f"{whom} are told of a bot's turn {turn} that never began")
            return
        ended = known.turns[turn]
        if ended is not None and text.strip() and text not in ended:
            self.fail("S2", f"{known.conv}: {whom} are told words of turn {turn} that came after its end")

    def _to_page(self, end: End, data: str) -> None:
        visitor = end.link.host
        if "staff" in data:
            self.fail("S11", f"the page of {visitor} was sent {data[:200]}")
        if data.startswith('{"t":"result"'):
            self._answered(f"customer:{visitor}", data)
        elif data.startswith('{"t":"items"') and (visitor, data) not in self._verified:
            self._verified.add((visitor, data))  # type: ignore[arg-type]
            frame = codec.decode_page_server(data)
            assert isinstance(frame, customer.Items)
            known = self.convs.get(frame.conv)
            if known is None or known.head.customer != visitor:
                self.fail("S11", f"the page of {visitor} was sent items of {frame.conv}")
                return
            for item in frame.items:
                if item.seq > len(known.public):
                    self.fail("S6", f"{frame.conv}: the page is told of item {item.seq}, which is not stored")
                elif item.text and item.text != known.public[item.seq - 1].bodies.get("text"):
                    self.fail("S11", f"{frame.conv}: item {item.seq} says {item.text!r}")
        elif data.startswith('{"t":"chunk"'):
            frame = codec.decode_page_server(data)
            assert isinstance(frame, customer.Chunk)
            known = next((known for known in self.convs.values() if frame.turn in known.turns), None)
            if known is not None and known.head.customer != visitor:
                self.fail("S11", f"the page of {visitor} was sent words of {known.conv}")
            self._chunk(known, frame.turn, frame.text if frame.n else "", "pages")

    def _answered(self, actor: str, data: str) -> None:
        """What was answered is stored, and is answered so every time (S5, S6)."""
        result = msgspec.json.decode(data, type=frames.Result)
        if result.id in self.acts:
            return
        key = (actor, result.id)
        if result.code == "not_seen" and key in self.asked:
            self.unseen.add(key)
        if result.status == "retry" or result.code in _NOT_KEPT:
            return
        if (result.id, actor) not in self.disk.commands:
            if result.status == "ok" or actor.startswith("agent"):
                self.fail("S6", f"{actor} was told {result.status} {result.code} for {result.id}, which is not stored")
            return
        told = msgspec.json.encode(replace(result, owner_name=""))
        before = self.acked.setdefault(key, told)
        if before != told:
            self.fail("S5", f"{actor} was told first {before!r}, then {told!r}")
        if actor.startswith("agent"):
            self._told_winner(result)

    def _told_winner(self, result: frames.Result) -> None:
        if result.status == "refused" and result.code in ("taken", "not_owner") and not result.owner:
            self.fail("S3", f"{result.conv}: refused as {result.code} without the name of the owner")


def _same(told: ev.Record, stored: ev.Record) -> bool:
    """What is stored, a whisper perhaps without its words."""
    return told == stored or (isinstance(stored.event, ev.Whispered) and told == replace(stored, bodies={}))


def _owner_after(owner: Party | None, event: ev.Event) -> Party | None:
    match event:
        case ev.Opened(owner=new) | ev.Undone(owner=new):
            return new
        case ev.Queued() | ev.Resolved():
            return None
        case ev.Taken(agent=agent):
            return Party("agent", agent)
        case ev.HandedBack():
            return BOT
        case ev.Reopened(owner=new) if new is not None:
            return new
    return owner
