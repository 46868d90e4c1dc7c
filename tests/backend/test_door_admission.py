"""Caps, pace and trusted proxies, without sockets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.backend.door_admission import Crowd, Handshakes, Seat, Seats, TrustedProxies


class TestSeats:
    def test_a_whole_ipv6_network_of_one_home_counts_as_one(self) -> None:
        seats = Seats(10, 1)
        assert seats.take("2001:db8:1:2::1") is not None
        assert seats.take("2001:db8:1:2:ffff::9") is None
        assert seats.take("2001:db8:1:3::1") is not None

    def test_an_ipv4_address_is_the_same_in_ipv6_clothes(self) -> None:
        seats = Seats(10, 1)
        assert seats.take("::ffff:203.0.113.7") is not None
        assert seats.take("203.0.113.7") is None

    @given(st.lists(st.tuples(st.sampled_from(["10.0.0.1", "10.0.0.2", None, "?"]), st.booleans()), max_size=60))
    def test_counts_never_drift(self, steps: list[tuple[str | None, bool]]) -> None:
        seats = Seats(5, 2)
        taken: list[Seat] = []
        for address, leave in steps:
            if leave and taken:
                leaving = taken.pop()
                leaving.release()
                leaving.release()
            elif not seats.full() and (seat := seats.take(address)) is not None:
                taken.append(seat)
            assert len(seats) == len(taken) <= 5
            assert seats.vacant.is_set() == (not taken)
        for seat in taken:
            seat.release()
        assert len(seats) == 0
        assert seats.take("10.0.0.1") is not None
        assert seats.take("10.0.0.1") is not None
        assert seats.take("10.0.0.1") is None


class TestCrowd:
    @given(st.lists(st.floats(0, 5), min_size=1, max_size=200))
    def test_never_more_than_the_burst_and_the_rate(self, gaps: list[float]) -> None:
        now = 0.0
        crowd = Crowd(3, 4, lambda: now)
        passed = 0
        for gap in gaps:
            now += gap
            hint = crowd.take()
            passed += hint is None
            assert hint is None or 1 <= hint <= 30
            assert passed <= 4 + 3 * now + 1e-6

    def test_hints_shrink_again(self) -> None:
        now = 0.0
        crowd = Crowd(1, 1, lambda: now)
        assert [crowd.take() for _ in range(4)] == [None, 1, 2, 3]
        now = 1.0
        assert [crowd.take(), crowd.take()] == [None, 1]


class TestHandshakes:
    def test_one_address_leaves_half_to_the_others(self) -> None:
        now = 0.0
        handshakes = Handshakes(10, 20, lambda: now)
        assert [handshakes.take("10.0.0.1") for _ in range(100)].count(None) == 10
        assert [handshakes.take("10.0.0.2") for _ in range(100)].count(None) == 10
        assert handshakes.take("10.0.0.3") == 1
        now = 1.0
        assert [handshakes.take("10.0.0.1") for _ in range(100)].count(None) == 5
        assert [handshakes.take("10.0.0.3") for _ in range(100)].count(None) == 5

    def test_the_spread_is_for_all_and_for_the_most_crowded_address(self) -> None:
        handshakes = Handshakes(200, 400, lambda: 0.0)
        assert handshakes.spread(2_000, 250) == pytest.approx(13)
        assert handshakes.spread(2_000, 1_500) == pytest.approx(19.5)
        assert handshakes.spread(0, 0) == 0


class TestTrustedProxies:
    @pytest.mark.parametrize(
        ("peer", "forwarded", "client"),
        [
            ("10.0.0.1", ["203.0.113.7"], "203.0.113.7"),
            ("10.0.0.1", ["6.6.6.6, 203.0.113.7, 10.0.0.2"], "203.0.113.7"),
            ("10.0.0.1", ["6.6.6.6", "203.0.113.7"], "203.0.113.7"),
            ("10.0.0.1", ["203.0.113.7:4711"], "203.0.113.7"),
            ("10.0.0.1", ["[2001:db8::1]:4711"], "2001:db8::1"),
            ("10.0.0.1", ["2001:db8::1"], "2001:db8::1"),
            ("10.0.0.1", ["<script>"], "10.0.0.1"),
            ("10.0.0.1", ["203.0.113.7, unknown"], "10.0.0.1"),
            ("10.0.0.1", [""], "10.0.0.1"),
            ("10.0.0.1", [], "10.0.0.1"),
            ("::ffff:10.0.0.1", ["203.0.113.7"], "203.0.113.7"),
            ("203.0.113.9", ["1.2.3.4"], "203.0.113.9"),
            ("10.0.0.1", [",".join(["10.0.0.3"] * 5_000)], "10.0.0.3"),
        ],
    )
    def test_client(self, peer: str, forwarded: list[str], client: str) -> None:
        assert TrustedProxies(["10.0.0.0/8"]).client(peer, forwarded) == client

    @given(st.lists(st.text(max_size=60), max_size=4))
    def test_hostile_values_never_break_it(self, forwarded: list[str]) -> None:
        TrustedProxies(["10.0.0.0/8", "::/0"]).client("10.0.0.1", forwarded)
