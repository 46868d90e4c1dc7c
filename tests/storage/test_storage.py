"""A few dozen of each storage fault, and those that once broke a promise; the campaign does thousands."""

import asyncio
import random
import subprocess
import sys
from pathlib import Path

import pytest

from console.backend.store import writer
from console.backend.store.port import Committed
from console.backend.store.sqlite import SqliteStore
from tests.storage import after, faulting, powercut, working
from tests.storage.faulting import ROOT

FEW = {"power": 2, "damage": 1, "call": 9, "short": 3, "full": 4}
traced = pytest.mark.skipif(not faulting.strace_works(), reason="needs strace and the right to trace")


def _units() -> list[str]:
    return [
        f"{name}:{what}:{seed}" for name, count in FEW.items() for what in ("store", "desk") for seed in range(count)
    ]


@pytest.mark.parametrize("unit", [*_units(), "call:desk:300009", "call:desk:100018", "damage:desk:100005"])
def test_no_promise_is_broken(tmp_path: Path, unit: str) -> None:
    if not faulting.possible(unit.split(":")[0]):
        pytest.skip("needs strace and the right to trace, or user namespaces with mounts")
    outcomes = faulting.run(unit, tmp_path)
    assert outcomes
    assert [outcome for outcome in outcomes if outcome.result == "broken"] == []


def _all_is_there_after_the_failed_flush(what: str, seed: int, folder: Path, n: int) -> None:
    folder.mkdir()
    done, place = faulting.record(what, seed, folder, f"fdatasync,fsync:error=EIO:when={n}")
    failed = [n for n, event in enumerate(done) if event.what == "flushed_badly"]
    assert failed, "the fault was met"
    dice = random.Random(seed)
    for _ in range(40):
        outcome = faulting.cut(what, done, dice.randint(failed[0] + 1, len(done)), place, dice, "")
        assert outcome.result == "whole", outcome.detail


@traced
@pytest.mark.parametrize("n", [1, 2, 3])
def test_a_flush_that_fails_at_the_first_start_leaves_nothing_to_go_on_with(tmp_path: Path, n: int) -> None:
    """The store was begun in its own file, and went on with pages that the disk had never got."""
    done, place = faulting.record("store", 1, tmp_path, f"fdatasync,fsync:error=EIO:when={n}")
    dice = random.Random(n)
    for count in range(20, 50):
        outcome = faulting.cut("store", done, count, place, dice, "")
        assert outcome.result == "whole", outcome.detail


@traced
def test_a_flush_that_failed_is_not_forgotten(tmp_path: Path) -> None:
    # An unflushed commit before it in the log was lost, and the confirmed one behind it with it.
    _all_is_there_after_the_failed_flush("desk", 31, tmp_path / "again", 18)


@traced
@pytest.mark.parametrize("what", ["store", "desk"])
def test_a_flush_of_the_folder_that_failed_is_not_forgotten(tmp_path: Path, what: str) -> None:
    """SQLite takes no notice of it: the log's name, and with it all that is in the log, may be lost."""
    done, _ = faulting.record(what, 1, tmp_path)
    made = next(n for n, event in enumerate(done) if event.what == "make" and event.path.endswith("-wal"))
    folder = str(Path(done[made].path).parent)
    of_folder = next(n for n in range(made, len(done)) if done[n].what == "flush" and done[n].path == folder)
    count = sum(event.what == "flush" for event in done[: of_folder + 1])
    _all_is_there_after_the_failed_flush(what, 1, tmp_path / "again", count)


@traced
@pytest.mark.parametrize("what", ["store", "desk"])
def test_a_first_start_can_be_cut_short_anywhere(tmp_path: Path, what: str) -> None:
    done, place = faulting.record(what, 1, tmp_path)
    first = next(n for n, event in enumerate(done) if b"ok" in event.data and event.what == "line")
    dice = random.Random(1)
    for count in range(1, first + 2):
        outcome = faulting.cut(what, done, count, place, dice, "")
        assert outcome.result == "whole", outcome.detail


def test_the_model_of_the_disk_loses_what_was_not_flushed(tmp_path: Path) -> None:
    root = tmp_path / "place"
    made = [
        powercut.Event("make", f"{root}/a"),
        powercut.Event("write", f"{root}/a", data=b"x" * 2000),
        powercut.Event("line", data=b"ok item i1 1\n"),
    ]
    flushed = [powercut.Event("flush", f"{root}/a"), powercut.Event("flush", str(root))]
    found = set()
    for seed in range(40):
        to = tmp_path / f"cut{seed}"
        assert powercut.cut_at(made, 3, root, to, random.Random(seed)) == "ok item i1 1\n"
        found.add((to / "a").read_bytes().count(b"x") if (to / "a").exists() else -1)
    assert {-1, 0, 2000} < found, "gone, empty, whole, and torn"
    powercut.cut_at([*made, *flushed], 5, root, tmp_path / "sure", random.Random(1))
    assert (tmp_path / "sure" / "a").read_bytes() == b"x" * 2000


async def test_the_log_is_not_moved_around_a_running_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "MOVE_LOG_AFTER", 2)
    work = working.StoreWork(tmp_path / "warmline.db", random.Random(1), working.Relief(0, lambda: None))
    store = work.store = await SqliteStore.open(work.path)
    assert isinstance(await store.commit(working.commit_of("a", 1)), Committed)
    work.hold_a_reader()
    await asyncio.sleep(0)
    assert await store.head("a") is not None, "other reads go on"
    before = work.path.read_bytes()
    for seq in range(2, 8):
        assert isinstance(await store.commit(working.commit_of("a", seq)), Committed)
    assert not await store._writer.empty_log()
    assert work.path.read_bytes() == before, "a part of the log would never be moved again if its flush failed"
    await work.let_readers_go()
    assert await store._writer.empty_log()
    assert work.path.read_bytes() != before
    await work.close()


FULL = """
import asyncio, resource, sys
from pathlib import Path
from console.desk.session.kept import KeptDraft
from console.desk.session.keeper import Keeper
from console.errors import StoreError
from tests.storage import working

def room(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

async def main():
    state = Path(sys.argv[1])
    said = []
    tell = lambda code, sentence: said.append((code, sentence))
    first = Keeper(tell)
    await first.open(state, working.SERVER, working.USER)
    first.issue(working.item_of("i1", 1))
    await first.close(0)
    room(0)
    keeper = Keeper(tell)
    found = await keeper.open(state, working.SERVER, working.USER)
    assert [item.id for item in found] == ["i1"], "what was kept is there although nothing can be written"
    assert said == [], said
    try:
        keeper.issue(working.item_of("i2", 2))
    except StoreError as error:
        assert "the text is still yours" in str(error), error
    else:
        raise AssertionError("a full disk kept something")
    keeper.drafts.put(KeptDraft("c1", "reply", "typed", 1), 0)
    keeper.tick(1_000)
    await keeper._task
    assert keeper.drafts.get("c1", "reply").text == "typed"
    assert [code for code, _ in said] == ["disk_failing"], said
    room(resource.RLIM_INFINITY)
    keeper.issue(working.item_of("i2", 2))
    keeper.tick(10_000)
    await keeper._task
    await keeper.close(11_000)
    last = Keeper(tell)
    found = await last.open(state, working.SERVER, working.USER)
    assert [item.id for item in found] == ["i1", "i2"], found
    assert last.drafts.get("c1", "reply").text == "typed"
    await last.close(0)

asyncio.run(main())
"""


def test_a_desk_on_a_full_disk_reads_what_it_kept_and_loses_no_text(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FULL, tmp_path / "state"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


def test_promises_are_read_line_by_line() -> None:
    told = after.promises("try item a 1\nok item a 1\nfault disk_full No room.\nok item b 1")
    assert told.of("item") == {"a": 1}
    assert (told.faults, told.codes, told.ended) == (1, ["disk_full"], False)
