"""Ten seconds of load with a ledger: what was sent is stored and shown, once; how soon is for the benchmark to say."""

from tests.bench.load import measure, whole


def test_ten_seconds_of_load_lose_and_double_nothing() -> None:
    found = measure(consoles=25, customers=250, rate=100.0, seconds=10.0, with_desk=False)
    assert whole(found), found
    assert found["sent"] > 900
