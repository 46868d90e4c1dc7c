"""A session's core that is fed by hand: frames, clocks, a socket's end, a person's doings; and what it wanted."""

import itertools

import msgspec

from console.core.conversation import commands as c
from console.core.floor.rows import Member, Row
from console.core.wire import codec, frames
from console.desk.session import effects as fx
from console.desk.session.core import SessionCore
from console.desk.session.moment import Moment
from console.desk.session.outbox_item import Item

ME = Member("u1", "Maya")
MINUTE, HOUR = 60_000, 3_600_000


def row(
    conv: str = "c1", *, epoch: int = 3, owner: str = "u1", seq: int = 5, unanswered: int = 0, since: int = 0
) -> Row:
    return Row(conv, 1, "human", epoch, seq, owner, unanswered=unanswered, unanswered_since=since, last_at=500)


class Bench:
    """A core, its clocks, and what it wanted."""

    def __init__(self, items: tuple[Item, ...] = (), *, chance: float = 0.5, ids: int = 0, wall: int = 10_000_000):
        self.moment = Moment(wall, 1_000, 1_000)
        self.ids = itertools.count(ids)
        self.core = SessionCore(fresh=lambda: f"id{next(self.ids):06}", chance=lambda: chance, client="test")
        self.done: list[fx.Effect] = []
        self.core.load("device", items)
        self.core.give_token("access", self.moment.wall + 15 * MINUTE, self.moment)
        self.core.start(self.moment)
        self.collect()

    def collect(self) -> list[fx.Effect]:
        new = self.core.take()
        self.done += new
        return new

    def pass_time(self, ms: int, *, asleep: int = 0) -> list[fx.Effect]:
        now = self.moment
        self.moment = Moment(now.wall + ms + asleep, now.mono + ms, now.boot + ms + asleep)
        self.core.tick(self.moment)
        return self.collect()

    def hear(self, *heard: msgspec.Struct) -> list[fx.Effect]:
        for frame in heard:
            self.core.frame(codec.encode(frame).decode(), self.moment)
        return self.collect()

    def enter(self, *rows: Row, stream: str = "s1", pos: str = "r.1", limits: frames.Limits | None = None) -> None:
        limits = limits or frames.Limits(65_536, 16_384, 20, 40, 64, 15_000)
        self.core.connected(self.moment)
        self.hear(frames.Hello(1, 1, "test", self.moment.wall, 5_000, 65_536))
        self.hear(frames.Welcome(ME, "x", stream, self.moment.wall, "acme", limits, team=(ME,)))
        self.hear(frames.Snapshot(rows, 0, True, pos))

    def lose(self, code: int = 1006) -> list[fx.Effect]:
        self.core.lost(code, self.moment)
        return self.collect()

    def come_back(self, *rows: Row, after: int = 20_000, stream: str = "s1") -> None:
        self.lose()
        self.pass_time(after)
        self.enter(*rows, stream=stream)

    def submit(self, command: c.AgentCommand, *, conv: str = "c1", epoch: int | None = None) -> Item:
        item = self.core.prepare(conv, command, epoch, self.moment)
        self.done.append(fx.Keep((item,)))
        self.core.submit(item, self.moment)
        self.collect()
        return self.item(item.id)

    def item(self, item_id: str) -> Item:
        found = self.core.outbox.get(item_id)
        assert found is not None
        return found

    def sent(self, kind: type) -> list:
        decoded = [codec.decode_client(effect.data) for effect in self.done if isinstance(effect, fx.Send)]
        return [frame for frame in decoded if isinstance(frame, kind)]

    def disk(self) -> dict[str, Item]:
        """What the effects so far left on the disk, read back as after a start."""
        items: dict[str, Item] = {}
        for effect in self.done:
            if isinstance(effect, fx.Keep):
                items |= {item.id: msgspec.json.decode(msgspec.json.encode(item), type=Item) for item in effect.save}
                for item_id in effect.forget:
                    items.pop(item_id, None)
        return items

    def told(self, kind: type) -> list:
        return [effect.news for effect in self.done if isinstance(effect, fx.Tell) and isinstance(effect.news, kind)]


def result(item: Item, status: str = "ok", code: str = "", **values: object) -> frames.Result:
    return frames.Result(item.wire, status, code, conv=item.conv, **values)  # type: ignore[arg-type]
