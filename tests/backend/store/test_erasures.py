"""The list of erasures: what was put on it stays readable whatever a crash leaves at its end, and names nobody."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from console.backend.store import erasures
from console.backend.store.erasures import Erasure
from tests.poison import POISON

KEY = b"k" * 32


def test_it_names_nobody(tmp_path: Path) -> None:
    store = tmp_path / "warmline.db"
    entry = erasures.begin(store, "ana@example.org", KEY, 5)
    file = erasures.list_of(store)
    assert b"ana" not in file.read_bytes()
    assert erasures.who_of("ana@example.org", KEY) == entry.who
    assert erasures.who_of("ana@example.org", b"x" * 32) != entry.who
    assert file.stat().st_mode & 0o777 == 0o600
    for _, text in POISON[::10]:
        erasures.begin(store, text, KEY, 5)
    assert erasures.read(file)[1] == 0
    assert len(erasures.read(file)[0]) == len(POISON[::10]) + 1


@settings(max_examples=40, deadline=None)
@given(
    before=st.integers(0, 4),
    cut=st.integers(0, 120),
    more=st.integers(0, 3),
)
def test_a_line_that_a_crash_left_unfinished_harms_no_other(tmp_path_factory, before: int, cut: int, more: int) -> None:
    store = tmp_path_factory.mktemp("list") / "warmline.db"
    file = erasures.list_of(store)
    whole = [erasures.begin(store, f"v{n}", KEY, n) for n in range(before)]
    length = file.stat().st_size if before else 0
    erasures.begin(store, "torn", KEY, 99)
    data = file.read_bytes()
    kept = min(length + cut, len(data))
    file.write_bytes(data[:kept])
    found, damaged = erasures.read(file)
    confirmed = whole if kept < len(data) else [*whole, found[-1]]
    assert found == confirmed
    assert damaged == 0
    confirmed += [erasures.begin(store, f"w{n}", KEY, n) for n in range(more)]
    found, damaged = erasures.read(file)
    # A line that lacked nothing but its end is whole once the next one gives it that.
    assert [entry for entry in found if entry.at != 99 or entry in confirmed] == confirmed
    assert damaged <= 1


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 9), max_size=12), st.lists(st.integers(0, 9), max_size=12))
def test_lists_are_merged_once(tmp_path_factory, one: list[int], other: list[int]) -> None:
    store = tmp_path_factory.mktemp("list") / "warmline.db"

    def entries(numbers: list[int]) -> list[Erasure]:
        return [Erasure(f"e{n}", n, f"w{n}") for n in numbers]

    assert erasures.merge(store, entries(one)) == len(set(one))
    assert erasures.merge(store, entries(other)) == len(set(other) - set(one))
    assert erasures.merge(store, entries(one + other)) == 0
    assert {entry.id for entry in erasures.read(erasures.list_of(store))[0]} == {f"e{n}" for n in one + other}


def test_lines_that_somebody_changed_are_counted(tmp_path: Path) -> None:
    store = tmp_path / "warmline.db"
    for n in range(3):
        erasures.begin(store, f"v{n}", KEY, n)
    file = erasures.list_of(store)
    lines = file.read_bytes().split(b"\n")
    lines[1] = lines[1].replace(b'"at":1', b'"at":7')
    file.write_bytes(b"\n".join([*lines[:2], b"\xff" * 2000, *lines[2:]]))
    found, damaged = erasures.read(file)
    assert ([entry.at for entry in found], damaged) == ([0, 2], 2)
    assert erasures.read(tmp_path / "none") == ([], 0)
