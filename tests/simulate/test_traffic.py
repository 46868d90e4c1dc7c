"""The arrival curve, its days and shocks, and how long things take: against the numbers that the design gives."""

import random
import statistics
from collections import Counter
from datetime import date

import pytest

from console.core.conversation.words import DAY, HOUR, MINUTE
from console.simulate import durations
from console.simulate.traffic import (
    A_DAY,
    DAY_CV,
    HOURS,
    MARKETS,
    SCENARIOS,
    WEEKDAYS,
    Cell,
    Shock,
    Traffic,
    scenario,
    world,
)

WEDNESDAY = 1_763_510_400_000
"""2025-11-19 00:00 UTC: in winter London's midnight too."""
LONDON = (Cell("en", "payment", "Europe/London", 3.0), Cell("en", "return", "Europe/London", 1.0))


def test_the_curve_is_the_designs():
    assert sum(HOURS) == pytest.approx(100)
    assert sum(WEEKDAYS) == pytest.approx(7)
    assert len(MARKETS) == 23


def test_the_hours_of_a_local_day_are_followed():
    traffic = Traffic(1, LONDON, per_day=60_000)
    hours = Counter((chat.at - WEDNESDAY) // HOUR for chat in traffic.chats(WEDNESDAY, WEDNESDAY + DAY))
    total = sum(hours.values())
    assert [round(100 * hours[hour] / total, 1) for hour in range(24)] == pytest.approx(HOURS, abs=0.4)
    # One day is nothing but the mean day, its weekday and its own factor.
    assert total == pytest.approx(60_000 * WEEKDAYS[2] * traffic.day_factor(date(2025, 11, 19).toordinal()), rel=0.02)


def test_every_market_keeps_its_own_hours():
    sydney = Traffic(1, (Cell("en", "payment", "Australia/Sydney", 1.0),), per_day=10_000)
    london = Traffic(1, LONDON, per_day=10_000)
    hours = [WEDNESDAY + hour * HOUR for hour in range(24)]
    assert max(hours, key=london.rate) == WEDNESDAY + 10 * HOUR
    # Ten in the morning in Sydney is eleven at night in London.
    nine, ten, eleven = (sydney.rate(WEDNESDAY + hour * HOUR) for hour in (22, 23, 24))
    assert nine < ten > eleven > 3 * sydney.rate(WEDNESDAY + 13 * HOUR)


def test_days_differ_as_a_gamma_of_mean_one():
    traffic = Traffic(7, LONDON)
    factors = [traffic.day_factor(day) for day in range(4_000)]
    assert statistics.fmean(factors) == pytest.approx(1, abs=0.005)
    assert statistics.stdev(factors) == pytest.approx(DAY_CV, rel=0.05)


def test_the_same_seed_gives_the_same_chats():
    spans = [list(Traffic(seed, world(), per_day=4_000).chats(0, 6 * HOUR)) for seed in (3, 3, 4)]
    assert spans[0] == spans[1] != spans[2]
    assert [chat.at for chat in spans[0]] == sorted(chat.at for chat in spans[0])


def test_a_third_of_all_chats_needs_a_person():
    chats = list(Traffic(1, world(), per_day=A_DAY / 4, flat=True).chats(0, DAY))
    assert len(chats) == pytest.approx(A_DAY / 4, rel=0.02)
    assert sum(bool(chat.reason) for chat in chats) / len(chats) == pytest.approx(1 / 3, abs=0.015)


def test_a_payment_outage_multiplies_payments_by_six_and_fades():
    begin, end = HOUR, 3 * HOUR
    shocks = scenario("payment-outage", begin)
    chats = list(Traffic(1, LONDON, per_day=60_000, flat=True, shocks=shocks).chats(0, end))
    usual = 60_000 / DAY

    def rate(topic: str, since: int, until: int) -> float:
        return sum(chat.topic == topic and since <= chat.at < until for chat in chats) / (until - since) / usual

    assert rate("payment", 0, begin) == pytest.approx(0.75, rel=0.08)
    assert rate("payment", begin, begin + 20 * MINUTE) == pytest.approx(6 * 0.75, rel=0.08)
    fading = rate("payment", begin + 48 * MINUTE, begin + 52 * MINUTE)
    assert fading == pytest.approx(0.75 * (1 + 5 / 2.718), rel=0.15)
    assert rate("return", begin, begin + 20 * MINUTE) == pytest.approx(0.25, rel=0.15)


def test_without_a_bot_everybody_needs_a_person():
    shocks = scenario("bot-outage", 0)
    chats = list(Traffic(1, LONDON, per_day=20_000, flat=True, shocks=shocks).chats(0, 40 * MINUTE))
    out = [chat for chat in chats if chat.at < 20 * MINUTE]
    assert {chat.reason for chat in out} == {"bot_error"}
    assert not all(chat.reason for chat in chats[len(out) :])


def test_returns_follow_black_friday_ten_days_later():
    week, later = scenario("black-friday", 0)
    assert (week.factor, week.lasts, week.touches("return")) == (2.2, 7 * DAY, False)
    assert (later.factor, later.at, later.touches("return"), later.touches("payment")) == (2.2, 10 * DAY, True, False)


def test_scenarios_have_names():
    assert all(scenario(kind, 0) for kind in SCENARIOS)
    with pytest.raises(ValueError, match="a-parade"):
        scenario("a-parade", 0)
    assert isinstance(scenario("due-date", 5)[0], Shock)


def test_handle_times_are_the_designs_lognormal():
    assert (durations.HANDLE.mu, durations.HANDLE.sigma) == pytest.approx((5.82688, 0.94446), abs=1e-5)
    rng = random.Random(1)
    drawn = sorted(durations.HANDLE.draw(rng) for _ in range(20_000))
    assert drawn[10_000] / 1_000 == pytest.approx(339, rel=0.04)
    assert statistics.fmean(drawn) / 1_000 == pytest.approx(530, rel=0.04)


def test_agents_answer_more_slowly_with_every_further_chat():
    means = [statistics.fmean(durations.reply(random.Random(n), chats) for n in range(3_000)) for chats in (1, 2, 3)]
    assert means[1] / means[0] == pytest.approx(1.35, abs=0.01)
    assert means[2] / means[0] == pytest.approx(1.70, abs=0.01)


def test_patience_has_early_leavers_a_long_tail_and_bumps():
    rng = random.Random(1)
    drawn = [durations.LIVE.draw(rng) / 1_000 for _ in range(20_000)]
    early = sum(waits < 10 for waits in drawn) / len(drawn)
    # The early ones, and those of whom the law itself says so.
    assert 0.05 + 0.03 < early < 0.05 + 0.06
    just_after = sum(60 <= waits < 64 for waits in drawn)
    just_before = sum(56 <= waits < 60 for waits in drawn)
    assert just_after > 2.5 * just_before
    silent = sum(durations.LIVE.is_silent(rng) for _ in range(20_000)) / 20_000
    assert 0.5 < silent < 0.7
