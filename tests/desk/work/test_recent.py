"""What a desk remembers of each chat is bounded: after a long day it holds no more than after a short one."""

from collections.abc import Sized

import pytest

from console.core.conversation import commands as c
from console.desk.actions import Keymap
from console.desk.adapters import port as p
from console.desk.work.day import Day
from console.desk.work.desk import REPLY, Desk
from console.desk.work.flows import Flows
from console.desk.work.news import News
from console.desk.work.recent import Recent, keep_or_forget
from tests.desk.scripted import ScriptedBackend


def test_the_oldest_goes_first() -> None:
    kept: Recent[str, int] = Recent(3)
    for number, key in enumerate("abcab"):
        kept[key] = number
    kept["d"] = 5
    assert dict(kept) == {"a": 3, "b": 4, "d": 5}
    assert kept.setdefault("b", 9) == 4
    assert kept.setdefault("e", 6) == 6
    assert list(kept) == ["b", "d", "e"]


def test_nobody_is_nothing_to_be_kept() -> None:
    kept: dict[str, tuple[str, ...]] = {}
    keep_or_forget(kept, "c1", ("maya",))
    assert kept == {"c1": ("maya",)}
    keep_or_forget(kept, "c1", ())
    keep_or_forget(kept, "c2", ())
    assert kept == {}


class Shift:
    """One agent who settles chat after chat, without a screen."""

    def __init__(self) -> None:
        self.backend = ScriptedBackend()
        self.desk = Desk(self.backend, Keymap(), lambda: self.backend.now, lambda: self.backend.now / 1000)
        self.flows = Flows(self.desk)
        self.news = News(self.desk, self.flows)
        self._told: list[p.Update] = []
        self.backend.listen(self._told.append)
        self.news.start()

    def hear(self) -> None:
        told, self._told[:] = list(self._told), []
        for update in told:
            self.news.take_up(update)

    def chat(self, conv: str) -> None:
        """From the queue to its row's going, and with a colleague who looks on and types."""
        desk, backend = self.desk, self.backend
        backend.opens(conv, "Ana Ruiz", "Where is my refund?")
        backend.escalates(conv)
        self.hear()
        assert self.flows.open(conv)
        backend.looks(conv, "lena")
        backend.types(conv, "lena")
        assert self.flows.take()
        self.hear()
        backend.now += 3_000
        desk.painted_at = desk.opened_at = -1e9
        self.flows.typed("Here it is", (0, 10))
        assert self.flows.enter() == "sent"
        self.hear()
        backend.looks(conv)
        backend.types(conv)
        row = backend.rows[conv]
        backend.submit(conv, c.Resolve("solved"), epoch=row.epoch)
        self.hear()
        backend.now += 60_000
        del backend.rows[conv]
        self.news.take_up(p.RowsChanged((), (conv,)))
        self.hear()

    def sizes(self) -> dict[str, int]:
        """Of all that the desk holds; what is bounded by itself, or counts a day, is left out."""
        parts = {**vars(self.desk), **vars(self.desk.offers), **vars(self.flows), **vars(self.desk.slots)}
        return {
            name: len(value)
            for name, value in parts.items()
            if isinstance(value, Sized) and not isinstance(value, Recent | Day | str)
        }


@pytest.mark.parametrize("chats", [60])
def test_a_long_day_leaves_no_more_behind_than_a_short_one(chats: int) -> None:
    shift = Shift()
    for number in range(5):
        shift.chat(f"short{number}")
    short = shift.sizes()
    for number in range(chats):
        shift.chat(f"long{number}")
    long = shift.sizes()
    assert shift.desk.text("long1", REPLY).text == ""
    grown = {name: (short[name], size) for name, size in long.items() if size > short[name] + 1}
    assert grown.keys() <= {"sent_texts"}
    assert len(shift.desk.sent_texts) <= 50
