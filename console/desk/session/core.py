"""A console's session, sans I/O: inputs are sockets' and people's doings with the time, outputs are effects in order.

It keeps the replica current over any link and brings every command to exactly one result. The shell around it owns
sockets, clocks and the disk; chance and ids come from outside.
"""

from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from console.core.conversation import commands as c
from console.core.conversation.events import Erased
from console.core.floor.rows import Customer, Member, Rules
from console.core.replica import Replica, safe_struct
from console.core.wire import codec, frames
from console.core.wire.limits import MAX_TEXT
from console.desk.session import closes
from console.desk.session import effects as fx
from console.desk.session import news as nw
from console.desk.session.asked import Asked, Question
from console.desk.session.floor import FloorView
from console.desk.session.holding import Absence
from console.desk.session.link import LinkLife
from console.desk.session.moment import Moment
from console.desk.session.outbox import Outbox
from console.desk.session.outbox_item import Item, State
from console.desk.session.pace import Pace
from console.desk.session.people import Ephemera
from console.desk.session.posting import Posting
from console.desk.session.resume import RowSync, Watches
from console.desk.session.sending import check

EXPIRY_EVERY: Final = 60_000


class SessionCore:
    """One signed-in console."""

    def __init__(
        self,
        *,
        fresh: Callable[[], str],
        chance: Callable[[], float],
        client: str,
        interactive: bool = True,
    ) -> None:
        """`fresh` makes command ids; `chance` gives numbers from 0 to 1."""
        self._out: list[fx.Effect] = []
        self._fresh = fresh
        self._client = client
        self._interactive = interactive
        self._device = ""
        self.replica = Replica()
        self.rows = RowSync(self.replica)
        self.watches = Watches(self.replica)
        self.outbox = Outbox(fresh, chance)
        self.link = LinkLife(self._emit, self._socket_lost, chance)
        self.ephemera = Ephemera(self._emit)
        self._pace = Pace()
        self._posting = Posting(self.outbox, self._pace, self._emit)
        self.me: Member | None = None
        self.workspace = ""
        self.max_text = MAX_TEXT
        self.customers: dict[str, Customer] = {}
        self._lost_at: Moment | None = None
        self._absence = Absence()
        self._new_stream = False
        self._expiry_at = 0
        self._asked = Asked(self._emit)
        self.floor = FloorView()
        self.odd_frames = 0
        """Frames of the backend that this program did not understand."""
        self.gaps = 0
        """How often this replica was not where the backend said that it is, and was filled again."""

    def take(self) -> list[fx.Effect]:
        """What is to be done since the last call, in order."""
        out, self._out = self._out, []
        return out

    def _emit(self, effect: fx.Effect) -> None:
        self._out.append(effect)

    # the shell's inputs

    def load(self, device: str, items: Iterable[Item]) -> None:
        """What the disk holds, before `start`."""
        self._device = device
        self.outbox.load(items)

    def start(self, now: Moment) -> None:
        """Begin."""
        self._lost_at = now
        self.outbox.expire(now.wall)
        self._posting.settle()
        self.link.start(now)

    def connected(self, now: Moment, *, compressed: bool = False) -> None:
        """The socket that was wanted is open; `compressed`: the backend compresses what it sends."""
        self._pace.restart(now.mono)
        self.link.connected(now, compressed=compressed)

    def lost(self, code: int, now: Moment) -> None:
        """The socket has ended with this close code."""
        self.link.lost(code, now)

    def tick(self, now: Moment) -> None:
        """Time has passed."""
        self.link.tick(now)
        self.ephemera.tick(now.mono)
        if now.mono >= self._expiry_at:
            self._expiry_at = now.mono + EXPIRY_EVERY
            self.outbox.expire(now.wall)
        if self.link.signed_in and self.rows.overdue(now.mono):
            self._sync_again(now)
        self.watches.check(now.mono)
        self._pump(now)

    def next_at(self, now: Moment) -> int | None:
        """The steady time at which a tick is wanted; None: no hurry."""
        times = [self.link.next_at(), self.ephemera.next_at()]
        if self.link.live:
            times.append(self._posting.next_at(now.mono))
        return min((time for time in times if time is not None), default=None)

    def frame(self, data: str | bytes, now: Moment) -> None:
        """A frame came."""
        try:
            frame = codec.decode_server(data)
        except codec.FrameError:
            self.odd_frames += 1
            self.link.cut(closes.NOT_OURS, now)
            return
        self.link.heard(now)
        if frame is None:
            self.odd_frames += 1
            return
        self._on(frame, now)
        self._pump(now)

    # frames

    def _on(self, frame: frames.ServerFrame, now: Moment) -> None:
        match frame:
            case frames.Hello():
                self.link.hello(frame, self._client, self._device, now, interactive=self._interactive)
            case frames.Welcome():
                self._welcome(frame, now)
            case frames.Pong():
                self.link.pong(frame, now)
                self._compare(frame.pos, now)
            case frames.Ping(n=n):
                self._say(frames.Pong(n, now.wall), now)
            case frames.GoAway():
                self.link.goaway(frame)
            case _ if self.link.signed_in:
                self._on_content(frame, now)

    def _on_content(self, frame: frames.ServerFrame, now: Moment) -> None:
        match frame:
            case frames.Snapshot():
                self._snapshot(frame, now)
            case frames.Delta():
                self._delta(frame, now)
            case frames.Resync():
                self._sync_again(now)
                self.watches.link_lost()
            case frames.Watched():
                self._watched(frame)
            case frames.Events():
                self._events(frame)
            case frames.Chunk():
                if self.watches.chunk(frame):
                    self._tell(nw.Turned(frame.conv))
            case frames.Result(id=id) if id not in self._asked:
                self._result(safe_struct(frame), now)
            case frames.Found() | frames.Articles() | frames.Result():
                self._asked.answered(frame)
            case frames.Problem(id=id) if id in self._asked:
                self._asked.unanswered(frame)
            case frames.WallTold():
                if (wall := self.floor.told(frame)) is not None:
                    self._tell(nw.Walled(wall, now.wall))
            case frames.Notice(code="erased", conv=conv):
                self._posting.erased(conv)
            case frames.Notice():
                notice = safe_struct(frame)
                self._tell(nw.Notified(notice.code, notice.conv, notice.data))
            case frames.Typing() | frames.Viewing() | frames.Presence():
                self.ephemera.frame(frame, now.mono)

    def _welcome(self, frame: frames.Welcome, now: Moment) -> None:
        if not self.link.welcome(frame, now):
            return
        told = safe_struct(frame)
        self.me, self.workspace = told.user, told.workspace
        self.max_text = max(1, frame.limits.max_text)
        self._pace.limit(frame.limits.commands_per_second, frame.limits.command_burst)
        self.watches.most = max(1, frame.limits.max_watched)
        self.outbox.stream = frame.stream
        if self.rows.enter(frame.stream):
            self._new_stream = True
            self.watches.forget_all()
            self.ephemera.forget_read()
            for conv in self.watches:
                self._tell(nw.Turned(conv))
        self.ephemera.welcome(told.user.id, told.team)
        rules = Rules(told.reasons, told.wrap_up_ms, told.transfer_ms, told.slots, told.peek, told.picks)
        self._tell(nw.Welcomed(told.user, told.workspace, told.team, frozenset(frame.promises), rules))
        self._line_up(self.rows.ask())
        for wish in (*self.ephemera.greetings(now.mono), *self.floor.greetings()):
            self._line_up(wish)

    def _snapshot(self, frame: frames.Snapshot, now: Moment) -> None:
        whole = self.rows.snapshot(frame)
        if whole is None:
            self._line_up(self.rows.ask(whole=True))
        elif whole:
            self._tell(nw.AllRows())
            if not self.rows.waiting:
                self._synced(now)

    def _delta(self, frame: frames.Delta, now: Moment) -> None:
        changed = self.rows.delta(frame)
        if changed is None:
            return self._gap(now)
        if changed != ((), ()):
            for conv in changed[1]:
                self.watches.row_gone(conv)
            self._tell(nw.SomeRows(*changed))
        if not self.rows.waiting:
            self._synced(now)

    def _gap(self, now: Moment) -> None:
        self.gaps += 1
        self._sync_again(now)

    def _compare(self, pos: str, now: Moment) -> None:
        """The backend told where its rows stand: elsewhere, something was missed on a link that looked well."""
        if pos and self.link.live and pos != self.replica.pos:
            self._gap(now)

    def _sync_again(self, now: Moment) -> None:
        self.watches.rows_leave()
        self.link.unsynced(now)
        self._line_up(self.rows.ask(whole=True))

    def _synced(self, now: Moment) -> None:
        """Rows are current: after an absence the outbox is looked through before anything of it goes."""
        self.watches.rows_are_back()
        if self.link.live:
            return
        self.link.synced(now)
        if self._lost_at is not None:
            self._absence = Absence(now.boot - self._lost_at.boot, self._new_stream)
            self._lost_at, self._new_stream = None, False
            self.outbox.expire(now.wall)
            self.outbox.link_back(self.replica.rows.get, self._absence, now.wall)
            self._posting.settle()

    def _watched(self, frame: frames.Watched) -> None:
        if self.watches.watched(frame):
            told = safe_struct(frame)
            self.customers[frame.conv] = told.customer
            self._tell(nw.Carded(frame.conv, told.customer))
            self.ephemera.viewers(frame.conv, told.viewing)
            self._tell(nw.Turned(frame.conv))

    def _events(self, frame: frames.Events) -> None:
        if self.watches.events(frame) is None:
            return
        if any(isinstance(record.event, Erased) for record in frame.records):
            self._posting.erased(frame.conv)
        self._tell(nw.Turned(frame.conv))

    def _result(self, result: frames.Result, now: Moment) -> None:
        meaning, item = self.outbox.result(result, now.mono, has_row=result.conv in self.replica.rows)
        if meaning == "not_seen" and item is not None:
            row = self.replica.rows.get(item.conv)
            self.outbox.judge(item, row, self._absence, now.wall)
        elif meaning == "expired_token":
            self.link.renew_token(now)
        self._posting.settle()
        self._posting.checked(meaning)

    # frames out

    def _line_up(self, frame: frames.ClientFrame) -> None:
        self._pace.wait(codec.encode(frame).decode())

    def _say(self, frame: frames.ClientFrame, now: Moment) -> None:
        self._pace.urgent(now.mono)
        self._emit(fx.Send(codec.encode(frame).decode()))

    def _tell(self, news: nw.News) -> None:
        self._emit(fx.Tell(news))

    def _pump(self, now: Moment) -> None:
        """Write what may be written: what stands in line, then questions, then commands."""
        if self.link.signed_in:
            for watch in self.watches.to_ask(now.mono):
                self._line_up(watch)
                if isinstance(watch, frames.Unwatch):
                    self._tell(nw.Turned(watch.conv))
            for data in self._pace.due(now.mono):
                self._emit(fx.Send(data))
        if self.link.live:
            self._posting.write(now.mono)
        self._posting.settle()
        if self._posting.take_asked():
            self.link.asked(now)

    def _socket_lost(self, now: Moment) -> None:
        self._lost_at = self._lost_at or now
        self.outbox.link_lost()
        self.watches.link_lost()
        self.ephemera.link_lost()
        self._asked.link_lost()
        for conv in self.watches:
            self._tell(nw.Turned(conv))

    # the person's inputs

    def prepare(self, conv: str, command: c.AgentCommand, epoch: int | None, now: Moment) -> Item:
        """The item that `submit` will issue, to be made durable first; changes nothing.

        Raises:
            UnsendableError: it can never be sent as it is.
        """
        item = self.outbox.draft(conv, command, epoch, self.replica.rows.get(conv), now.wall)
        check(item, self.rows.stream, self.max_text)
        goes_at_once = self.link.live and not item.after and self.outbox.free(conv)
        if goes_at_once and self._pace.spend(now.mono):
            return msgspec.structs.replace(item, state=State.IN_FLIGHT, written=True)
        return item

    def submit(self, item: Item, now: Moment) -> None:
        """Issue what was prepared and is durable now."""
        self.outbox.add(item)
        if item.state is State.IN_FLIGHT:
            item = self.outbox.fly(item, now.mono)
            self._posting.settle()
            self._posting.send(item)
        if isinstance(item.command, c.Reply) and self.link.live:
            self.ephemera.said(item.conv)
        self._pump(now)

    def release(self, item_id: str, now: Moment) -> None:
        """A held item may go."""
        if item := self.outbox.get(item_id):
            self.outbox.release(item_id, self.replica.rows.get(item.conv), now.wall)
        self._pump(now)

    def discard(self, item_id: str, now: Moment) -> None:
        """Forget an item."""
        self.outbox.discard(item_id)
        self._pump(now)

    def watch(self, conv: str, now: Moment) -> None:
        """Keep a transcript current."""
        self.watches.want(conv)
        self._tell(nw.Turned(conv))
        if conv in self.customers:
            self._tell(nw.Carded(conv, self.customers[conv]))
        self._pump(now)

    def unwatch(self, conv: str, now: Moment) -> None:
        """No longer."""
        self.customers.pop(conv, None)
        if self.watches.drop(conv) and self.link.signed_in:
            self._line_up(frames.Unwatch(conv))
        self._pump(now)

    def wish(self, frame: frames.Read | frames.Viewing | frames.Typing, now: Moment) -> None:
        """Say what I read, look at, or type: worth a frame only on a live link, remembered where it matters."""
        for out in self.ephemera.wish(frame, now.mono, live=self.link.live):
            self._line_up(out)
        self._pump(now)

    def want_floor(self, window: int | None, now: Moment) -> None:
        """Be told of the wall over this window, or (None) no longer."""
        for frame in self.floor.want(window):
            if self.link.signed_in:
                self._line_up(frame)
        self._pump(now)

    def ask(self, frame: Question, now: Moment) -> bool:
        """Ask something whose answer comes as `Answered` or `Acted`; False when the link is not live."""
        if not self.link.live:
            return False
        self._asked.begin(frame)
        self._line_up(frame)
        self._pump(now)
        return True

    def give_token(self, token: str, ends: int, now: Moment) -> None:
        """An access token came."""
        self.link.give_token(token, ends, now)
        if self.link.signed_in:
            self._say(frames.Refresh(token), now)

    def sign_in(self, now: Moment) -> None:
        """There is a new refresh token."""
        self.link.sign_in(now)

    def retry_now(self, now: Moment) -> bool:
        """A person wants another attempt."""
        return self.link.retry_now(now)

    def close(self, now: Moment) -> None:
        """End in order."""
        self.link.close(now)
