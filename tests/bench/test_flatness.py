"""What counts as flat: noise and single peaks do, a slow steady growth does not."""

import random
from typing import Any

from tests.bench.flatness import drift, slope
from tests.bench.long_backend import KEPT_KB, judged


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


def sampled(bytes_a_chat: float, leak: float) -> dict[str, Any]:
    """An hour in which 7,000 chats are settled, each of which leaves so much, and so much an hour is lost beside."""
    samples = [
        {
            "at": 10.0 * n,
            "settled": 20 * n,
            "rss_mb": (rss := 90.0 + 20 * n * bytes_a_chat / 1e6 + leak * n / 360),
            "beside_mb": rss - 20 * n * KEPT_KB / 1_000,
            "fds": 400,
            "tasks": 900,
            "threads": 8,
            "cpu_percent": 9.0,
        }
        for n in range(360)
    ]
    return judged(samples, [], {"accepted_and_not_shown": 0})


def test_what_settled_chats_leave_is_bounded_and_all_else_is_flat() -> None:
    assert sampled(900, 0.0)["flat"]["beside_mb"] is True
    assert sampled(900, 0.0)["bytes_a_settled_chat"] == 900
    assert sampled(900, 9.0)["flat"]["beside_mb"] is False
    assert sampled(3_800, 0.0)["flat"]["beside_mb"] is False
