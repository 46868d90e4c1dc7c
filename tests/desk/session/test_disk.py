"""What outlives the program: files of one desk each, durable commands, drafts, damage, adoption, a full disk."""

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from console.core.conversation import commands as c
from console.desk.session import disk as disk_module
from console.desk.session.disk import Disk, folder_of
from console.desk.session.kept import KeptDraft
from console.desk.session.outbox_item import Item, State
from console.errors import StoreError

SERVER, USER = "wss://desk.example.com", "maya"


def opened(state: Path) -> Disk:
    return Disk.open(state, SERVER, USER)


def item(name: str, text: str = "hello", n: int = 1) -> Item:
    return Item(name, "c1", c.Reply(text), 5, n, name, epoch=3, decided_at=5)


def test_items_and_drafts_come_back_as_they_were(tmp_path: Path) -> None:
    disk = opened(tmp_path)
    items = [
        item("a", "ünï ☃ \U0001f600"),
        Item("b", "c2", c.Take(force=True), 1, 2, "b2", State.HELD, None, "a", code="x", data={"n": 1, "s": "t"}),
    ]
    disk.keep(items)
    disk.keep_drafts([KeptDraft("c1", "reply", "half \ud800 done", 7, 3), KeptDraft("c1", "note", "n", 8)])
    device = disk.device
    disk.close()
    again = opened(tmp_path)
    kept = again.load()
    assert list(kept.items) == items
    assert {draft.kind: draft.text for draft in kept.drafts} == {"reply": "half \ud800 done", "note": "n"}
    assert again.device == device
    again.keep((), ("a",))
    again.keep_drafts([KeptDraft("c1", "note", "", 9)])
    kept = again.load()
    assert [found.id for found in kept.items] == ["b"]
    assert [draft.kind for draft in kept.drafts] == ["reply"]
    again.close()


def test_files_are_for_the_user_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        disk = opened(tmp_path / "state")
        disk.keep((item("a"),))
    finally:
        os.umask(old)
    for path in (tmp_path / "state").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    disk.close()


def test_a_second_desk_has_its_own_file_and_device(tmp_path: Path) -> None:
    first, second = opened(tmp_path), opened(tmp_path)
    assert first.path != second.path
    assert first.device != second.device
    other = Disk.open(tmp_path, SERVER, "lena")
    assert other.path.parent != first.path.parent
    for disk in (first, second, other):
        disk.close()


def test_what_a_gone_desk_left_is_adopted_and_no_draft_is_lost(tmp_path: Path) -> None:
    first, second = opened(tmp_path), opened(tmp_path)
    second.keep((item("theirs"),))
    second.keep_drafts([KeptDraft("c1", "reply", "old words", 1)])
    first.keep((item("mine"),))
    first.keep_drafts([KeptDraft("c1", "reply", "new words", 2)])
    second.close()
    first.close()
    third = opened(tmp_path)
    kept = third.load()
    assert {found.id for found in kept.items} == {"mine", "theirs"}
    assert [draft.text for draft in kept.drafts] == ["old words\nnew words"]
    fourth = opened(tmp_path)
    assert fourth.load().items == ()
    third.close()
    fourth.close()


@pytest.mark.parametrize("damage", [b"not a database at all " * 100, b"SQLite format 3\x00" + b"\xff" * 4_000])
def test_a_damaged_file_is_moved_aside_and_said(tmp_path: Path, damage: bytes) -> None:
    disk = opened(tmp_path)
    disk.keep((item("a"),))
    disk.close()
    disk.path.write_bytes(damage)
    again = opened(tmp_path)
    assert [code for code, _ in again.notices] == ["outbox_broken"]
    assert again.load().items == ()
    aside = [path for path in disk.path.parent.iterdir() if "damaged" in path.name]
    assert [path.read_bytes() for path in aside] == [damage]
    again.keep((item("b"),))
    again.close()


def test_a_damaged_page_is_noticed_on_opening(tmp_path: Path) -> None:
    disk = opened(tmp_path)
    disk.keep([item(f"id{n}", "text " * 200, n) for n in range(50)])
    disk.close()
    data = bytearray(disk.path.read_bytes())
    data[4096 * 2 : 4096 * 6] = os.urandom(4096 * 4)
    disk.path.write_bytes(data)
    again = opened(tmp_path)
    assert again.notices
    again.close()


def test_a_file_of_another_version_is_kept_aside(tmp_path: Path) -> None:
    disk = opened(tmp_path)
    disk.keep((item("a"),))
    disk.close()
    db = sqlite3.connect(disk.path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    again = opened(tmp_path)
    assert again.notices
    assert any("damaged" in path.name for path in disk.path.parent.iterdir())
    again.close()


def test_an_item_that_cannot_be_read_stays_on_disk_and_is_counted(tmp_path: Path) -> None:
    disk = opened(tmp_path)
    disk.keep((item("a"),))
    disk._db.execute("INSERT INTO item VALUES ('z', 9, x'7b7d')")
    assert [found.id for found in disk.load().items] == ["a"]
    assert disk.notices[-1][0] == "outbox_unread"
    disk.close()


def test_a_full_disk_raises_and_changes_nothing(tmp_path: Path) -> None:
    disk = opened(tmp_path)
    disk.keep((item("a"),))
    (pages,) = disk._db.execute("PRAGMA page_count").fetchone()
    disk._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError) as caught:
        disk.keep((item("b", "x" * 100_000),), ("a",))
    assert caught.value.code == "disk_full"
    assert [found.id for found in disk.load().items] == ["a"]
    disk._db.execute("PRAGMA max_page_count = 100000")
    disk.keep((item("b"),))
    assert len(disk.load().items) == 2
    disk.close()


def test_an_unusable_folder_is_a_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(StoreError) as caught:
        opened(blocked)
    assert str(blocked) in str(caught.value)


def test_what_was_sent_leaves_no_trace(tmp_path: Path) -> None:
    disk = opened(tmp_path)
    disk.keep((item("a", "PAN-4111111111111111"),))
    disk.keep((), ("a",))
    disk.tidy()
    for path in folder_of(tmp_path, SERVER, USER).iterdir():
        assert b"4111111111111111" not in path.read_bytes(), path
    disk.close()


CHILD = """
import os, sys
from pathlib import Path
from console.core.conversation import commands as c
from console.desk.session.disk import Disk
from console.desk.session.outbox_item import Item
disk = Disk.open(Path(sys.argv[1]), "wss://desk.example.com", "maya")
disk.keep((Item("kept", "c1", c.Reply("words"), 5, 1, "kept", decided_at=5),))
print("durable", flush=True)
sys.stdin.read()
"""


def test_a_killed_desk_frees_its_file_and_loses_nothing(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "durable\n"
    beside = opened(tmp_path)
    assert beside.path.name == "desk-1.db", "the first is held"
    assert beside.load().items == ()
    beside.close()
    child.kill()
    child.wait()
    after = opened(tmp_path)
    assert after.path.name == "desk-0.db"
    assert [found.id for found in after.load().items] == ["kept"]
    after.close()


def test_one_token_exchange_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk_module, "TOKEN_LOCK_S", 0.0)
    with disk_module.one_at_a_time(tmp_path, SERVER, USER):
        path = folder_of(tmp_path, SERVER, USER) / "token.lock"
        db = sqlite3.connect(path, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            db.execute("BEGIN EXCLUSIVE")
        db.close()
        with disk_module.one_at_a_time(tmp_path, SERVER, USER):
            pass
