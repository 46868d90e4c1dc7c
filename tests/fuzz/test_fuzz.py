"""The fuzzer's quick half: a bounded number of inputs for each target, the inputs that once broke, and Hypothesis."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.core.wire import codec
from tests.fuzz.inputs import Maker
from tests.fuzz.targets import TARGETS, Broken, run

ONCE_BROKEN: list[tuple[str, str]] = []
"""Target and input (hexadecimal) of everything that a campaign has found."""


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_made_inputs(target: str) -> None:
    maker = Maker(20_261_122)
    for _ in range(1_500):
        run(target, maker.make(target))


def test_what_once_broke() -> None:
    for target, data in ONCE_BROKEN:
        run(target, bytes.fromhex(data))


@given(st.binary(max_size=200) | st.text(max_size=120).map(lambda text: text.encode("utf-8", "surrogatepass")))
@settings(max_examples=150, deadline=None)
def test_any_bytes(data: bytes) -> None:
    for target in TARGETS:
        run(target, data)


def test_a_broken_promise_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.fuzz.targets.safe_text", lambda text: text)
    with pytest.raises(Broken, match="is left"):
        run("safe", b"\x1b[31m")
    monkeypatch.setitem(TARGETS, "client", lambda data: {}[1])
    with pytest.raises(Broken, match="KeyError"):
        run("client", b"{}")


def test_most_made_frames_are_of_the_protocol() -> None:
    """Inputs that are all refused at the first look would prove little."""
    maker, passed = Maker(7), 0
    for _ in range(400):
        with contextlib.suppress(codec.FrameError):
            passed += codec.decode_server(maker.make("server").decode("utf-8", "replace")) is not None
    assert passed > 80, passed
