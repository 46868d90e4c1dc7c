"""Five hundred histories, in portions that run side by side; and one history is the same whoever plays it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sim.campaign_sim import REPLAY
from tests.sim.world import play

# What a killed process was in the middle of is collected unfinished, as it would be gone with a real one.
pytestmark = [
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning"),
]

SEEDS = 500
PORTION = 25
ROOT = Path(__file__).parents[2]
_PLAY = "import sys; from tests.sim.world import play; print(play(int(sys.argv[1]))[1].digest)"


@pytest.mark.parametrize("first", range(1, SEEDS + 1, PORTION))
def test_no_invariant_is_broken(first: int) -> None:
    broken = []
    for seed in range(first, first + PORTION):
        _, outcome = play(seed)
        if outcome.violations:
            violation = outcome.violations[0]
            broken.append(f"seed {seed}: {violation.invariant}: {violation.what}\n  {REPLAY} {seed} --trace")
    assert not broken, "\n".join(broken)


def test_a_page_hears_of_a_crash_behind_a_reset() -> None:
    # The network's model lost the end of such a link: the page believed in it until its own ping.
    _, outcome = play(7_147)
    assert not outcome.violations


def test_after_a_restore_a_page_comes_back_at_once() -> None:
    # It had found the backend again, and waited out the whole of its last wait once more.
    _, outcome = play(16_332)
    assert not outcome.violations


def test_a_lost_welcome_is_noticed_while_colleagues_come_and_go() -> None:
    # Whatever was heard counted as progress on the way in: with a floor there is always something to be heard.
    _, outcome = play(60)
    assert not outcome.violations


@pytest.mark.parametrize("seed", [3, 16, 17])
def test_one_seed_is_one_history(seed: int) -> None:
    digest = play(seed)[1].digest
    assert play(seed, tracing=True)[1].digest == digest
    # Another process has other addresses in memory, and here other hashes of strings.
    other = subprocess.run(
        [sys.executable, "-c", _PLAY, str(seed)],
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == digest


def test_seeds_differ() -> None:
    assert play(3)[1].digest != play(17)[1].digest


def test_a_history_has_the_full_size() -> None:
    world, outcome = play(3)
    assert (len(world.desks), len(world.browsers)) == (5, 20)
    assert len(world.checks.convs) > 10
    assert any(entry.sent for entry in world.checks.ledger.values())
    assert any(typed.sent for typed in world.checks.typed_by_id.values())
    assert not outcome.violations
