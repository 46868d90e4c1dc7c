"""What the outbox asks of the disk: flushed before a command is issued, kept for a day after it is sent, then gone."""

from pathlib import Path

import pytest

from console.core.conversation import commands as c
from console.desk.session.disk import Disk
from console.desk.session.keeper import Keeper
from console.desk.session.outbox_item import Item, State
from console.errors import StoreError

SERVER, USER = "wss://desk.example.com", "maya"


def item(name: str, state: State = State.QUEUED, text: str = "hello") -> Item:
    return Item(name, "c1", c.Reply(text), 1, 1, name, state, stream="s1")


def statements(disk: Disk) -> list[str]:
    heard: list[str] = []
    disk._db.set_trace_callback(heard.append)
    return heard


@pytest.mark.parametrize("state", [state for state in State if state is not State.SENT])
def test_whatever_is_not_known_to_be_done_is_flushed_in_full(tmp_path: Path, state: State) -> None:
    disk = Disk.open(tmp_path, SERVER, USER)
    heard = statements(disk)
    disk.keep((item("one", state), item("two", State.SENT)), ("three",))
    assert heard[0] == "PRAGMA synchronous = FULL"
    assert heard[-1] == "COMMIT"
    assert disk._db.execute("PRAGMA synchronous").fetchone() == (2,)
    assert disk._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    disk.close()


def test_a_result_costs_no_flush_of_its_own(tmp_path: Path) -> None:
    disk = Disk.open(tmp_path, SERVER, USER)
    disk.keep((item("one"),))
    disk.keep((item("one", State.SENT),))
    assert disk._db.execute("PRAGMA synchronous").fetchone() == (1,)
    disk.keep((), ("one",))
    assert disk._db.execute("PRAGMA synchronous").fetchone() == (1,)
    disk.close()


def test_what_was_sent_is_adopted_with_the_rest_and_leaves_no_trace_when_its_day_is_over(tmp_path: Path) -> None:
    first, second = Disk.open(tmp_path, SERVER, USER), Disk.open(tmp_path, SERVER, USER)
    second.keep((item("sent", State.SENT, "said to Ana"),))
    second.close()
    first.close()
    disk = Disk.open(tmp_path, SERVER, USER)
    assert [(one.id, one.state, one.stream) for one in disk.load().items] == [("sent", State.SENT, "s1")]
    disk.keep((), ("sent",))
    disk.close()
    for path in tmp_path.rglob("desk-*"):
        assert b"said to Ana" not in path.read_bytes()


async def test_a_disk_that_fails_between_issue_and_result_is_said_once_and_caught_up(tmp_path: Path) -> None:
    told: list[str] = []
    keeper = Keeper(lambda code, message: told.append(code))
    await keeper.open(tmp_path, SERVER, USER)
    disk = keeper._keeping
    assert isinstance(disk, Disk)
    keeper.issue(item("one"))
    disk._db.execute("PRAGMA query_only = ON")
    keeper.keep((item("one", State.SENT),), (), 0)
    keeper.keep((), ("two",), 1_000)
    assert told == ["disk_failing"]
    with pytest.raises(StoreError):
        keeper.issue(item("three"))
    disk._db.execute("PRAGMA query_only = OFF")
    keeper.tick(6_000)
    assert [one.state for one in disk.load().items] == [State.SENT]
    await keeper.close(7_000)
