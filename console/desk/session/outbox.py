"""My commands on their way: in order within a conversation, side by side across them, each with one result.

Knows no sockets and no disk: what changed is drained by the core, which makes it durable and then says so.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from msgspec.structs import replace

from console.core.conversation import commands as c
from console.core.floor.rows import Row
from console.core.wire.frames import Result
from console.desk.session.backoff import retry_delay
from console.desk.session.holding import Absence, expired, why_held
from console.desk.session.outbox_changes import Changes, Changing
from console.desk.session.outbox_item import (
    CLAIM_LOST,
    FINAL,
    LOST,
    MINE_ALREADY,
    ON_THE_WAY,
    Item,
    State,
    as_seen,
    held_sentence,
    in_line,
    sentence,
    values_of,
)
from console.desk.session.outbox_run import Run
from console.desk.session.sent_lately import SentLately, lost

ANSWER_WITHIN: Final = 10_000
"""A live link that gives no result for so long is asked for it."""
REMEMBERED: Final = 500
"""Sent commands whose result can still be asked for here."""


class Outbox:
    """All commands that are not known to be done, and the refused ones that nobody has discarded."""

    def __init__(self, fresh: Callable[[], str], chance: Callable[[], float]) -> None:
        """`fresh` makes command ids."""
        self._fresh = fresh
        self._chance = chance
        self._items: dict[str, Item] = {}
        self._by_wire: dict[str, str] = {}
        self._runs: dict[str, Run] = {}
        self._next_n = 1
        self.stream = ""
        """The stream epoch of the backend that we are signed in to, or were last."""
        self.lately = SentLately()
        self._sent: OrderedDict[str, Item] = OrderedDict()
        self._steps: dict[str, tuple[int, int]] = {}
        """My last change of each conversation's epoch: from, to. Its result is here before its row is."""
        self._changed = Changing()

    # what there is

    def items(self) -> list[Item]:
        """All, in the order of their places."""
        return sorted(self._items.values(), key=lambda item: item.n)

    def get(self, item_id: str) -> Item | None:
        """An item, or one that was sent not long ago."""
        return self._items.get(item_id) or self._sent.get(item_id)

    def by_wire(self, wire: str) -> Item | None:
        """The unfinished item that the backend knows by this id."""
        return self._items.get(self._by_wire.get(wire, ""))

    def drain(self) -> Changes | None:
        """What changed since the last drain."""
        return self._changed.drain()

    # in

    def load(self, items: Iterable[Item]) -> None:
        """What an earlier life of this program left on disk: what was in flight is asked for first."""
        for item in in_line(items):
            if item.state is State.SENT:
                self.lately.keep(item)
                continue
            if item.id in self._items:
                continue
            if item.n < self._next_n:
                item = replace(item, n=self._next_n)
                self._changed.save(item)
            self._next_n = item.n + 1
            self._place(item)
            run = self._runs[item.id]
            run.ask = run.earlier = item.state is State.IN_FLIGHT
            run.doubt = item.state is State.QUEUED
        for item in self.items():
            if item.after and item.after not in self._items and item.state in ON_THE_WAY:
                self._hold(replace(item, after=""), "unclear")

    def draft(self, conv: str, command: c.AgentCommand, epoch: int | None, row: Row | None, now: int) -> Item:
        """A new item as it would stand in line; nothing is issued until `add`."""
        new = self._fresh()
        item = Item(new, conv, command, now, self._next_n, new, epoch=epoch, decided_at=now, stream=self.stream)
        item = as_seen(item, row)
        ahead = self._ahead(conv)
        if item.needs_epoch and ahead is not None and (epoch is None or ahead.epoch in (None, epoch)):
            return replace(item, after=ahead.id, epoch=None)
        if item.needs_epoch:
            return replace(item, epoch=self._epoch_meant(conv, epoch, row))
        return item

    def _epoch_meant(self, conv: str, epoch: int | None, row: Row | None) -> int | None:
        """The epoch as painted, or the one that my own last command has made of it meanwhile."""
        before, after = self._steps.get(conv, (-1, -1))
        if epoch is None:
            epoch = row.epoch if row is not None else None
            return after if after > (epoch or 0) else epoch
        return after if epoch == before else epoch

    def _ahead(self, conv: str) -> Item | None:
        """The last command under way whose result tells the epoch."""
        mine = [
            item
            for item in self.items()
            if item.conv == conv and item.state in ON_THE_WAY and (item.needs_epoch or item.claims)
        ]
        return mine[-1] if mine else None

    def add(self, item: Item) -> None:
        """Issue it: it is durable already."""
        self._next_n = max(self._next_n, item.n) + 1
        self._place(item)
        self._changed.moved(item)

    def _place(self, item: Item) -> None:
        self._items[item.id] = item
        self._by_wire[item.wire] = item.id
        self._runs.setdefault(item.id, Run())

    def _put(self, item: Item) -> None:
        old = self._items.get(item.id)
        if old is not None and old.wire != item.wire:
            self._by_wire.pop(old.wire, None)
        self._place(item)
        self._changed.save(item)
        self._changed.moved(item)

    def _drop(self, item: Item) -> None:
        self._items.pop(item.id, None)
        self._by_wire.pop(item.wire, None)
        self._runs.pop(item.id, None)
        self._changed.forget(item)

    # out

    def free(self, conv: str) -> bool:
        """Whether nothing of this conversation is under way."""
        return not any(item.conv == conv and item.state in ON_THE_WAY for item in self._items.values())

    def _fronts(self) -> Iterator[Item]:
        """The first of each conversation's line."""
        seen: set[str] = set()
        for item in self.items():
            if item.state in ON_THE_WAY and item.conv not in seen:
                seen.add(item.conv)
                yield item

    def ready(self, mono: int) -> list[Item]:
        """What may be written now."""
        return [
            item
            for item in self._fronts()
            if item.state is State.QUEUED and not item.after and self._runs[item.id].not_before <= mono
        ]

    def fly(self, item: Item, mono: int) -> Item:
        """It is about to be written."""
        if item.state is not State.IN_FLIGHT or not item.written:
            item = replace(item, state=State.IN_FLIGHT, written=True, code="", message="", stream=self.stream)
            self._put(item)
        run = self._runs[item.id]
        run.waiting_since, run.asked, run.ask, run.earlier = mono, False, False, False
        return item

    def to_ask(self, mono: int) -> list[Item]:
        """Items whose result must be asked for now."""
        found = []
        for item in self._items.values():
            run = self._runs[item.id]
            overdue = run.waiting_since is not None and mono - run.waiting_since >= ANSWER_WITHIN
            if item.state is State.IN_FLIGHT and (run.ask or overdue):
                found.append(item)
        return found

    def asking(self, item: Item, mono: int) -> None:
        """The question is about to be written."""
        run = self._runs[item.id]
        run.waiting_since, run.asked, run.ask = mono, True, False

    def next_at(self) -> int | None:
        """When something here is due by the steady clock."""
        times = [self._runs[i.id].not_before for i in self._fronts() if i.state is State.QUEUED and not i.after]
        for item in self._items.values():
            since = self._runs[item.id].waiting_since
            if item.state is State.IN_FLIGHT and since is not None:
                times.append(since + ANSWER_WITHIN)
        return min(times, default=None)

    def link_lost(self) -> None:
        """No answer will come on this socket any more."""
        for run in self._runs.values():
            run.ask = run.ask or run.waiting_since is not None
            run.earlier = run.earlier or run.ask
            run.waiting_since, run.not_before = None, 0
        self.lately.link_lost()

    def link_back(self, rows: Callable[[str], Row | None], absence: Absence, now: int) -> None:
        """Rows are current again: what was never written goes, expires, or waits for eyes; else it is asked for."""
        for item in self.items():
            if item.state is State.QUEUED and (item.written or self._runs[item.id].doubt):
                # Even after a `retry`: a store that failed may have kept it all the same.
                self._put(replace(item, state=State.IN_FLIGHT))
                self._runs[item.id].ask = self._runs[item.id].earlier = True
            elif item.state is State.QUEUED:
                self.judge(item, rows(item.conv), absence, now)

    def judge(self, item: Item, row: Row | None, absence: Absence, now: int) -> None:
        """Queue it again, or hold it, by how the ground has shifted."""
        if item.stream and item.stream != self.stream:
            absence = Absence(absence.ms, new_stream=True)
        self._runs[item.id].doubt = False
        code = why_held(item, row, absence, now)
        if expired(item, now):
            self._expire(item)
        elif code:
            self._hold(item, code)
        elif item.state is State.IN_FLIGHT:
            self._put(replace(item, state=State.QUEUED))
            self._runs[item.id].waiting_since = None

    def expire(self, now: int) -> None:
        """What was never written and is too old will not go any more; what was sent long ago is forgotten."""
        for item in self.lately.forget_old(now):
            self._changed.forget(item)
        for item in self.items():
            if item.state is State.QUEUED and expired(item, now) and not self._runs[item.id].doubt:
                self._expire(item)

    def _expire(self, item: Item) -> None:
        self._finish(replace(item, state=State.EXPIRED, code="expired", message=held_sentence("expired")), {})

    def _hold(self, item: Item, code: str) -> None:
        self._put(replace(item, state=State.HELD, code=code, message=held_sentence(code)))
        for waiting in self._behind(item.id):
            self._hold(waiting, code)

    # results

    def result(self, result: Result, mono: int, *, has_row: bool = False) -> tuple[str, Item | None]:
        """Take the answer to a command or to an ask; `has_row`: its conversation is in the lists.

        Returns:
            What it means for the core (`done`, `retry`, `not_seen`, `found` or `lost` by a restored backend,
            `expired_token`, or empty: nothing of ours), and the item.
        """
        item = self.by_wire(result.id)
        if item is None:
            return self._still_there(result, mono, has_row=has_row)
        run = self._runs[item.id]
        if result.status == "ok":
            self._done(item, result)
            return "done", item
        if item.state is not State.IN_FLIGHT:
            return "", None
        if result.status == "refused" and result.code == "mismatch" and item.rebased and not run.asked:
            run.ask = True
            return "done", item
        if result.status == "refused":
            self._refused(item, result)
            return "done", item
        if result.code == "not_seen" and not run.asked:
            # An ask that was overtaken by the command itself says nothing.
            return "", None
        if result.code == "not_seen" and run.earlier:
            return "not_seen", item
        run.tries += 1
        run.waiting_since = None
        run.not_before = mono + retry_delay(run.tries, max(0, result.retry_ms), self._chance)
        self._put(replace(item, state=State.QUEUED))
        return ("expired_token" if result.code == "expired_token" else "retry"), item

    def _done(self, item: Item, result: Result) -> None:
        sent = replace(item, state=State.SENT, seq=result.seq, data=values_of(result), code="", message="")
        sent = replace(sent, stream=self.stream)
        self._drop(item)
        if self.lately.keep(sent):
            self._changed.save(sent)
        self._sent[item.id] = sent
        if item.epoch is not None and result.epoch > item.epoch:
            self._steps.pop(item.conv, None)
            self._steps[item.conv] = (item.epoch, result.epoch)
        while len(self._steps) > REMEMBERED:
            del self._steps[next(iter(self._steps))]
        while len(self._sent) > REMEMBERED:
            self._sent.popitem(last=False)
        self._changed.moved(sent)
        for waiting in self._behind(item.id):
            self._put(replace(waiting, after="", epoch=result.epoch))

    def _still_there(self, result: Result, mono: int, *, has_row: bool) -> tuple[str, Item | None]:
        """What the backend says of something that it had once: it has it, or it comes before the person again."""
        item = self.lately.answer(result, self.stream, mono)
        if item is None:
            return "", None
        if item.stream == self.stream:
            self._changed.save(item)
            return "found", item
        self._sent.pop(item.id, None)
        code = "lost" if has_row or result.state else "lost_chat"
        self._put(lost(item, self._next_n, self.stream, code, held_sentence(code)))
        self._next_n += 1
        return "lost", item

    def lost(self) -> int:
        """How many are shown as lost by the backend, and not decided about."""
        return sum(item.code in LOST and item.state is State.HELD for item in self._items.values())

    def _refused(self, item: Item, result: Result) -> None:
        data = values_of(result)
        if self._may_take_anew(item, result):
            anew = replace(item, wire=self._fresh(), epoch=result.epoch, state=State.QUEUED, resent=True, written=False)
            self._put(anew)
            self._runs[item.id] = Run()
            return
        message = sentence(result.code, result.message, data)
        self._finish(replace(item, state=State.REFUSED, code=result.code, message=message, data=data), data)
        if self.lately.is_erased(item.conv):
            self.discard(item.id)

    def _may_take_anew(self, item: Item, result: Result) -> bool:
        """The bot let go of it meanwhile, and no person has it: what was meant can still be done, once."""
        bot_let_go = result.code == "stale_epoch" and item.owner_then == "bot" and not result.owner and result.epoch > 0
        return isinstance(item.command, c.Take) and bot_let_go and not item.resent

    def _finish(self, item: Item, data: dict[str, str | int]) -> None:
        """Refused or expired: it stays to be seen, and what waited for it learns its own fate."""
        self._put(item)
        mine_anyway = item.code in MINE_ALREADY
        for waiting in self._behind(item.id):
            if item.claims and not mine_anyway:
                message = sentence(CLAIM_LOST, "", data)
                self._finish(replace(waiting, state=State.REFUSED, code=CLAIM_LOST, message=message, data=data), data)
            else:
                epoch = int(data.get("epoch", 0)) if mine_anyway else item.epoch
                self._put(replace(waiting, after="", epoch=epoch))

    def _behind(self, item_id: str) -> list[Item]:
        return [item for item in self.items() if item.after == item_id and item.state not in FINAL]

    # what a person decides

    def release(self, item_id: str, row: Row | None, now: int) -> bool:
        """A held item goes as it is, onto the ground as it stands now."""
        item = self._items.get(item_id)
        if item is None or item.state is not State.HELD:
            return False
        # Behind what is held itself it would stand in line before that, and both would wait for ever.
        after = item.after if any(i.id == item.after and i.state in ON_THE_WAY for i in self.items()) else ""
        epoch = row.epoch if row is not None and item.needs_epoch and not after else item.epoch
        moved = epoch != item.epoch
        item = replace(item, epoch=epoch, n=self._next_n, state=State.QUEUED, after=after, code="", message="")
        item = as_seen(item, row)
        self._next_n += 1
        item = replace(item, decided_at=now, stream=self.stream, rebased=item.rebased or (item.written and moved))
        self._put(item)
        self._runs[item.id] = Run()
        return True

    def discard(self, item_id: str) -> bool:
        """Forget an item that is not under way."""
        item = self._items.get(item_id)
        if item is None or item.state is State.IN_FLIGHT:
            return False
        if item.state not in FINAL:
            self._finish(replace(item, state=State.REFUSED, code="discarded"), {})
        self._drop(item)
        self._changed.unmoved(item)
        return True

    def erased(self, conv: str) -> None:
        """The person behind this conversation was erased: nothing unsent to her is kept."""
        for item in self.items():
            if item.conv == conv and item.state is not State.IN_FLIGHT:
                self.discard(item.id)
        for item in self.lately.erased(conv):
            self._sent.pop(item.id, None)
            self._changed.forget(item)
