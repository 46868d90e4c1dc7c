"""A simulated week: the live fold equals one from scratch, and both equal a plain reckoning, at any moment."""

import random

import pytest

from console.core.metrics.building import Circumstances, build
from console.core.metrics.entries import AgentRecord, Entry
from console.core.metrics.figures import Figures
from console.core.metrics.values import values
from console.core.metrics.wall import WINDOWS
from tests.core.metrics.comparing import told
from tests.core.metrics.reckoning import Reckoning
from tests.core.metrics.week import PEOPLE, POLICY, ZONE, Week

AROUND = Circumstances(agent_name=str.upper)


def fold(entries: list[Entry]) -> Figures:
    figures = Figures(POLICY, PEOPLE.__getitem__, ZONE)
    for entry in entries:
        figures.apply(entry)
    return figures


def check(seed: int, chats: int, builds: int, checks: int) -> int:
    """Folds one week live, with walls built all the time, doubled entries and crashes; compares at some moments."""
    chance = random.Random(seed)
    entries = Week(seed, chats).run().entries
    live = fold([])
    moments = sorted(chance.sample(range(len(entries)), min(checks, len(entries))))
    for n, entry in enumerate(entries):
        live.apply(entry)
        if chance.random() < 0.1:
            live.apply(chance.choice(entries[max(0, n - 200) : n + 1]))
        if chance.random() < builds / len(entries):
            build(live, newest(entries, n) + chance.randrange(1_500), chance.choice(WINDOWS), AROUND)
        if n not in moments:
            continue
        # As far as the next entry's time, and a little further, as it comes late: nothing comes later than that.
        upto = min((later.at for later in entries[n + 1 : n + 300]), default=1 << 62) + 1_500
        now = newest(entries, n) + chance.choice((0, 300, 900, 1_900, 30_000, 600_000))
        now = max(newest(entries, n), min(now, upto))
        compare(live, entries[: n + 1], now, seed, n)
        if chance.random() < 0.3:
            live = fold(entries[: n + 1])
    nine_days = 9 * 24 * 3_600_000
    compare(live, entries, newest(entries, len(entries) - 1) + nine_days, seed, len(entries))
    return len(entries)


def newest(entries: list[Entry], n: int) -> int:
    return max(entry.at for entry in entries[max(0, n - 2_000) : n + 1])


def compare(live: Figures, entries: list[Entry], now: int, seed: int, n: int) -> None:
    where = f"seed {seed}, after entry {n}"
    again = fold(entries)
    reckoning = Reckoning(entries, now, POLICY, PEOPLE.__getitem__, again.days)
    for window in WINDOWS:
        wall = build(live, now, window, AROUND)
        assert wall == build(again, now, window, AROUND), where
        assert values(live, now, window) == values(again, now, window), where
        found, wanted = told(wall), reckoning.figures(window)
        for name, value in wanted.items():
            assert found[name] == value, (where, window, name)
    kept = wall.kept
    assert kept.asked == kept.got + kept.waiting + kept.promised + kept.left + kept.withdrew + kept.broken, where
    assert kept.broken == 0, where
    check_effort(live, now)


def check_effort(figures: Figures, now: int) -> None:
    """Over all that she had, her engaged time: to a 720,720th of a millisecond."""
    for agent in figures.agents.agents.values():
        assert agent.engaged == agent.given + sum(hold.effort for hold in agent.holds.values())


@pytest.mark.parametrize("seed", range(3))
def test_a_week_live_equals_from_scratch_and_a_plain_reckoning(seed: int):
    assert check(seed, chats=70, builds=150, checks=4) > 700


def test_other_ids_of_agents_change_no_figure_of_all():
    entries = Week(5, 60).run().entries
    names = dict(zip(PEOPLE, reversed(list(PEOPLE)), strict=True))

    def renamed(entry: Entry) -> Entry:
        import msgspec

        text = msgspec.json.encode(entry).decode()
        for number, name in enumerate(names):
            text = text.replace(f'"{name}"', f'"@{number}"')
        for number, name in enumerate(names.values()):
            text = text.replace(f'"@{number}"', f'"{name}"')
        return msgspec.json.decode(text, type=type(entry))

    other = Figures(POLICY, lambda agent: PEOPLE[{new: old for old, new in names.items()}[agent]], ZONE)
    for entry in entries:
        other.apply(renamed(entry))
    now = newest(entries, len(entries) - 1)
    assert any(isinstance(entry, AgentRecord) for entry in entries)
    for window in WINDOWS:
        one, two = build(fold(entries), now, window), build(other, now, window)
        assert told(one) == told(two)
        assert one.queues == two.queues
        assert one.agent_states == two.agent_states
        assert one.free == two.free
        assert values(fold(entries), now, window) == values(other, now, window)
