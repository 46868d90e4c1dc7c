"""A log of what never was: conversations led by the shipped decisions at made-up instants, as commits in order."""

from collections.abc import Iterator
from typing import Final

import msgspec

from console.backend.store.port import Commit
from console.core.conversation import commands as c
from console.core.conversation.context import Actor, AgentView, Context, Policy, Refusal
from console.core.conversation.decide import decide
from console.core.conversation.decide.timers import next_due
from console.core.conversation.events import Record
from console.core.conversation.evolve import evolve
from console.core.conversation.model import Head
from console.core.floor.presence import AgentEvent

BOT: Final = Actor("bot")
SYSTEM: Final = Actor("system")
MOMENT: Final = 2_000
"""Events of one conversation that are no further apart are one commit: the feed is in order of time but for moments."""
_THERE: Final = AgentView(present=True)
_encode: Final = msgspec.json.Encoder().encode


class AgentEntry(msgspec.Struct, frozen=True):
    """An agent's event, at its instant."""

    agent: str
    event: bytes
    at: int


class Log:
    """Collects what is to be stored."""

    def __init__(self, rules: Policy, words_since: int) -> None:
        """Before `words_since` no words are kept, only that there were some."""
        self.rules = rules
        self.heads: dict[str, Head] = {}
        self._words_since = words_since
        self._entries: list[tuple[int, int, Commit | AgentEntry]] = []
        self._last: dict[str, int] = {}
        """Which entry of each conversation is its last."""

    def agent(self, agent: str, event: AgentEvent, at: int) -> None:
        """Her state has changed."""
        self._entries.append((at, len(self._entries), AgentEntry(agent, _encode(event), at)))

    def step(self, conv: str, *acts: tuple[int, Actor, c.Command], asks: bool = False) -> Head:
        """These commands at their instants, as one commit.

        Raises:
            ValueError: one of them would have been refused.
        """
        before = head = self.heads.get(conv) or Head(conv)
        records: list[Record] = []
        for at, actor, command in acts:
            agents = {name: _THERE for name in (head.agent, getattr(command, "agent", "")) if name}
            context = Context(at, actor, self.rules, head.epoch, asks=asks, agents=agents)
            done = decide(head, command, context)
            if isinstance(done, Refusal):
                raise ValueError(f"{conv}: {type(command).__name__} {done.code}")
            for record in done:
                head = evolve(head, record)
            records += done
        if records:
            if records[0].at < self._words_since:
                records = [_without_words(record) for record in records]
            self._add(conv, Commit(head, before.seq, tuple(records)))
            self.heads[conv] = head
        return head

    def _add(self, conv: str, commit: Commit) -> None:
        """What follows within a moment joins the commit before."""
        n = self._last.get(conv)
        if n is not None:
            at, _, before = self._entries[n]
            if isinstance(before, Commit) and commit.records[-1].at - at < MOMENT:
                joined = Commit(commit.head, before.expected_seq, before.records + commit.records)
                self._entries[n] = (at, n, joined)
                return
        self._last[conv] = len(self._entries)
        self._entries.append((commit.records[0].at, len(self._entries), commit))

    def time_out(self, conv: str, at: int) -> Head:
        """The timer that was due has come."""
        due = next_due(self.heads[conv], self.rules)
        if due is None:
            raise ValueError(f"{conv}: nothing is due")
        return self.step(conv, (max(at, due.at), SYSTEM, c.FireDue(due.kind, due.token)))

    def entries(self) -> Iterator[Commit | AgentEntry]:
        """Everything in order of time; the last commit of a conversation has its next timer."""
        last = set(self._last.values())
        for _, n, entry in sorted(self._entries, key=lambda one: one[:2]):
            if n in last and isinstance(entry, Commit):
                entry = msgspec.structs.replace(entry, due=next_due(entry.head, self.rules))
            yield entry


def _without_words(record: Record) -> Record:
    text = record.bodies.get("text")
    return msgspec.structs.replace(record, bodies={"text": "…"} if text else {}) if record.bodies else record
