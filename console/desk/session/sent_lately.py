"""What I said in the last day: kept so that a backend which comes back from a backup can be asked whether it has it.

Like the outbox it knows no sockets and no disk; an item whose stream is not the backend's has yet to be asked for.
"""

from typing import Final

from msgspec.structs import replace

from console.core.conversation import commands as c
from console.core.conversation.words import HOUR
from console.core.wire.frames import Result
from console.desk.session.outbox_item import Item, State

KEPT: Final = 24 * HOUR
AT_ONCE: Final = 8
"""Questions under way at a time: commands of the person do not wait behind them."""
ANSWER_WITHIN: Final = 10_000
ASK_LATER: Final = 5_000
"""A backend that could not say whether it has something is asked again after this time."""


class SentLately:
    """Sent replies and notes, by the id that the backend knows them by; times of questions by the steady clock."""

    def __init__(self) -> None:
        self._sent: dict[str, Item] = {}
        self._again_at: dict[str, int] = {}
        """What was asked for on this socket, and when the question is put once more."""
        self._erased: set[str] = set()

    def keep(self, item: Item) -> bool:
        """It is sent, and known to be there; False when it is not worth asking for: nobody's words."""
        if not isinstance(item.command, c.Reply | c.Note) or item.conv in self._erased:
            return False
        self._sent[item.wire] = item
        return True

    def items(self) -> list[Item]:
        """All that is kept."""
        return list(self._sent.values())

    def forget_old(self, now: int) -> list[Item]:
        """Let go of what is older than a day; returns it."""
        return self._forget([item for item in self._sent.values() if now - item.decided_at > KEPT])

    def erased(self, conv: str) -> list[Item]:
        """The person behind this conversation was erased: nothing said to her is kept any more; returns what was."""
        self._erased.add(conv)
        return self._forget([item for item in self._sent.values() if item.conv == conv])

    def is_erased(self, conv: str) -> bool:
        """Whether the person behind this conversation was erased meanwhile."""
        return conv in self._erased

    def _forget(self, items: list[Item]) -> list[Item]:
        for item in items:
            self._sent.pop(item.wire, None)
            self._again_at.pop(item.wire, None)
        return items

    # the check after a restore

    def doubtful(self, stream: str) -> list[Item]:
        """What was sent into another stream than this, oldest first."""
        found = [item for item in self._sent.values() if item.stream and item.stream != stream]
        return sorted(found, key=lambda item: (item.decided_at, item.n))

    def to_ask(self, stream: str, mono: int) -> list[Item]:
        """What to ask for now."""
        waiting = sum(at > mono for at in self._again_at.values())
        due = [item for item in self.doubtful(stream) if self._again_at.get(item.wire, 0) <= mono]
        return due[: max(0, AT_ONCE - waiting)]

    def asking(self, item: Item, mono: int) -> None:
        """The question is about to be written."""
        self._again_at[item.wire] = mono + ANSWER_WITHIN

    def answer(self, result: Result, stream: str, mono: int) -> Item | None:
        """What a result means for what was asked: the item, of this stream now if the backend has it, of the old one if
        it has lost it; None when it answers no question, or not yet."""
        if result.id not in self._again_at or result.id not in self._sent:
            return None
        if result.status == "retry" and result.code != "not_seen":
            self._again_at[result.id] = mono + max(ASK_LATER, result.retry_ms)
            return None
        del self._again_at[result.id]
        item = self._sent.pop(result.id)
        if result.status == "ok":
            item = self._sent[result.id] = replace(item, stream=stream)
        return item

    def next_at(self) -> int | None:
        """When a question is due again."""
        return min(self._again_at.values(), default=None)

    def link_lost(self) -> None:
        """No answer will come on this socket any more."""
        self._again_at.clear()


def lost(item: Item, n: int, stream: str, code: str, message: str) -> Item:
    """The item as it waits for the person: sent once, and gone with the backend's older self."""
    return replace(item, state=State.HELD, n=n, stream=stream, code=code, message=message, data={}, seq=0, after="")
