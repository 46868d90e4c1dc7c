"""The invariants of routing over random traces of a small floor; more of them: `python -m tests.campaign routing`.

Of the list of `routing-metrics.md` these traces check 1 to 13 and 19 to 21; 14, 15 and 18 have tests of their own.
"""

import pytest

from tests.core.floor.campaign_routing import one, told
from tests.core.floor.flaws import hunt

TRACES, PARTS = 500, 10


@pytest.mark.parametrize("part", range(PARTS))
def test_every_invariant_holds(part: int) -> None:
    for seed in range(1 + part, TRACES + 1, PARTS):
        outcome = one(seed)
        assert not outcome.wrong, told(outcome)


@pytest.mark.parametrize(
    "flaw",
    [
        "who was asked in vain is asked again",
        "agents by their id only",
        "no fair share",
        "one more than there is room for",
        "a break is no obstacle",
        "rings are forgotten",
    ],
)
def test_a_flaw_is_caught(flaw: str) -> None:
    seed, invariant = hunt(flaw, range(1, 41))
    assert seed, "forty traces saw nothing of it"
    assert invariant != "crash"
