"""What counts as flat: noise and single peaks do, a slow steady growth does not."""

import random

from tests.bench.flatness import drift, slope


def test_noise_and_peaks_are_flat() -> None:
    chance = random.Random(1)
    points = [(float(n), 100 + chance.uniform(-3, 3) + (80 if n % 50 == 0 else 0)) for n in range(360)]
    found = drift(points, within=0.05, at_least=1.0)
    assert found["flat"] is True
    assert abs(found["grown"]) < 1


def test_a_steady_leak_is_found_below_the_noise() -> None:
    chance = random.Random(2)
    points = [(float(n), 100 + 0.05 * n + chance.uniform(-5, 5)) for n in range(360)]
    found = drift(points, within=0.05, at_least=1.0)
    assert found["flat"] is False
    assert 0.04 < slope(points) < 0.06


def test_what_grows_during_the_warm_up_does_not_count() -> None:
    points = [(float(n), min(n, 80) + 20.0) for n in range(400)]
    assert drift(points, within=0.05, at_least=1.0)["flat"] is True


def test_too_little_is_not_judged() -> None:
    assert drift([(0.0, 1.0), (1.0, 2.0)], within=0.1, at_least=0.0)["flat"] is None
    assert drift([], within=0.1, at_least=0.0)["flat"] is None
