"""`warmline backup`, `restore`, `check`, `erase` and `export` with the real program, beside a running backend."""

import json
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

real: Any = sys.modules["real_program"]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Any]:
    """A backend of this test's own, with maya, an agent."""
    with real.served(tmp_path / "home", {"maya": "agent"}, ring=False) as server:
        yield server


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups"


def data_of(server: Any) -> Path:
    return Path(server.home.folder) / "data"


def backed_up(server: Any, target: Path) -> dict[str, Any]:
    ran = server.home.run("backup", str(target), "--json")
    assert ran.code == 0, ran
    return dict(ran.json[0])


def stream_of(agent: Any) -> str:
    return str(agent.until(lambda frame: frame["t"] == "welcome")["stream"])


def on_disk(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def test_back_to_a_backup_and_what_consoles_are_told(shop: Any, backups: Path) -> None:
    home = shop.home
    with real.Customer(shop) as ana, real.Agent(shop, "maya") as maya:
        ana.ask_for_a_person()
        row = maya.row(lambda row: row["state"] == "queued")
        assert maya.command(row, "take")["status"] == "ok"
        done = backed_up(shop, backups)
        assert done["verified"]
        assert done["findings"] == 0
        row = maya.row(lambda row: row["state"] == "human")
        lost = maya.command(row, "reply", text="after the backup")
        assert lost["status"] == "ok"
        stream = stream_of(maya)
        ran = home.run("restore", done["path"])
        assert (ran.code, ran.out) == (5, "")
        assert "Stop that one first" in ran.err
    shop.stop()
    ran = home.run("restore", done["path"], "--json")
    assert ran.code == 0, ran
    assert ran.json[0]["last_pos"] == done["last_pos"] < ran.json[0]["replaced_pos"]
    ran = home.run("check", ran.json[0]["replaced"], "--json")
    assert ran.json[0]["sound"]
    shop.start()
    with real.Agent(shop, "maya") as maya:
        assert stream_of(maya) != stream
        row = maya.row(lambda row: row["state"] == "human")
        maya.send(t="ask", id=lost["id"], conv=row["conv"])
        answer = maya.until(lambda frame: frame["t"] == "result" and frame["id"] == lost["id"])
        assert (answer["status"], answer["code"]) == ("retry", "not_seen")
        stale = {"t": "cmd", "id": "of-before-1", "conv": row["conv"], "epoch": row["epoch"], "stream": stream}
        maya.send(**stale, do={"do": "reply", "text": "meant for another store"})
        answer = maya.until(lambda frame: frame["t"] == "result" and frame["id"] == "of-before-1")
        assert (answer["status"], answer["code"]) == ("retry", "resync")
        assert maya.command(row, "reply", text="once more")["status"] == "ok"
    ran = home.run("check", "--deep", "--json")
    assert (ran.code, ran.json[0]["findings"]) == (0, [])


def test_a_person_who_was_erased_after_the_backup_does_not_come_back(shop: Any, backups: Path) -> None:
    home = shop.home
    with real.Customer(shop, "Ana") as ana, real.Customer(shop, "Bo") as bo, real.Agent(shop, "maya") as maya:
        ana.ask_for_a_person("I am zyxsecret, a person please")
        bo.ask_for_a_person("quuxharmless, a person please")
        row = maya.row(lambda row: row["name"] == "Ana")
        maya.send(t="watch", conv=row["conv"])
        backed_up(shop, backups / "before.db")
        shown = json.loads(home.run("export", "--conversation", row["conv"]).out)
        assert shown["contact"]["name"] == "Ana"
        assert "zyxsecret" in json.dumps(shown["conversations"][0]["records"])
        ran = home.run("erase", "--conversation", f"#{row['no']}", "--yes", "--json")
        assert ran.code == 0, ran
        assert ran.json[0]["customer"] == shown["customer"]
        ana.until(lambda frame: frame["t"] == "items" and any(item.get("code") == "erased" for item in frame["items"]))
        maya.until(lambda frame: frame["t"] == "events" and any(r["event"]["ev"] == "erased" for r in frame["records"]))
        assert home.run("erase", shown["customer"], "--yes").code == 1
    shop.stop()
    assert b"zyxsecret" not in on_disk(data_of(shop))
    assert b"Ana" not in on_disk(data_of(shop))
    backed_up(shop, backups / "later.db")
    # The machine is lost: only what lies with the backups is left.
    shutil.rmtree(data_of(shop))
    data_of(shop).mkdir(mode=0o700)
    ran = home.run("restore", str(backups / "before.db"), "--json")
    assert ran.code == 0, ran
    assert ran.json[0]["erased"] == 1
    assert b"zyxsecret" not in on_disk(data_of(shop))
    assert b"quuxharmless" in on_disk(data_of(shop))
    ran = home.run("check", "--json")
    assert (ran.code, ran.json[0]["findings"]) == (0, [])


def test_a_file_put_back_by_hand_is_noticed_and_its_erasures_are_done_before_anybody_is_let_in(
    shop: Any, tmp_path: Path
) -> None:
    home, store = shop.home, data_of(shop) / "warmline.db"
    with real.Customer(shop, "Ana") as ana, real.Agent(shop, "maya") as maya:
        stream = stream_of(maya)
        ana.ask_for_a_person("I am zyxsecret, a person please")
    shop.stop()
    shutil.copy(store, tmp_path / "by-hand.db")
    ran = home.run("erase", "--conversation", "1", "--yes")
    assert ran.code == 0, ran
    assert "Erased: the words of 1 conversation" in ran.err
    shutil.copy(tmp_path / "by-hand.db", store)
    assert "zyxsecret" in home.run("export", "--conversation", "1").out
    due = home.run("check")
    assert due.code == 1
    assert "an erasure on the list has not been carried out" in due.out
    shop.start()
    assert b"zyxsecret" not in on_disk(data_of(shop))
    log = shop.log_path.read_text()
    assert "a new stream epoch begins" in log
    with real.Agent(shop, "maya") as maya:
        assert stream_of(maya) != stream


def test_it_asks_before_it_erases(shop: Any) -> None:
    home = shop.home
    with real.Customer(shop, "Ana\x1b]0;owned\x07") as ana:
        ana.say("hello")
        ran = home.run("erase", "--conversation", "1")
        assert (ran.code, ran.out) == (2, "")
        assert "--yes" in ran.err
        for typed, code in (("2", 1), ("1", 0)):
            with real.Terminal(home, "erase", "--conversation", "1") as terminal:
                terminal.sees("Type 1 to go on")
                assert b"\x1b]0;" not in terminal.raw
                terminal.type(typed + "\r")
                assert terminal.ended() == code, terminal.raw
    assert home.run("erase", "x", "--conversation", "1", "--yes").code == 2
    for wanted in ("nobody", "--conversation=no' OR 1=1", f"--conversation={'9' * 40}"):
        ran = home.run("erase", wanted, "--yes")
        assert (ran.code, ran.out) == (1, ""), wanted
        assert "There is nobody" in ran.err


def test_what_cannot_be_done_is_said(home: Any, backups: Path) -> None:
    store = home.folder / "data" / "warmline.db"
    for words, sentence in (
        (("backup", str(backups)), f"There is no store {store}"),
        (("erase", "x", "--yes"), f"There is no store {store}"),
        (("check",), f"There is no file {store}"),
        (("restore", str(backups / "none.db")), "There is no file"),
    ):
        ran = home.run(*words)
        assert (ran.code, ran.out) == (5, ""), words
        assert sentence in ran.err
    home.add_user("maya")
    ran = home.run("backup", str(backups / "one.db"))
    assert ran.code == 0
    assert "looked through and is sound" in ran.err
    assert "not looked through" in home.run("backup", str(backups / "two.db"), "--no-verify").err
    ran = home.run("backup", str(backups / "one.db"))
    assert ran.code == 5
    assert "never overwrites" in ran.err
    ran = home.run("check", str(backups / "one.db"))
    assert ran.code == 0
    assert "A backup of 20" in ran.err
    db = sqlite3.connect(backups / "two.db")
    db.execute("INSERT INTO bodies VALUES (80, 'text', 0, 'zyxsecret')")
    db.commit()
    db.close()
    ran = home.run("check", str(backups / "two.db"))
    assert ran.code == 1
    assert "words that belong to no event: 1, 10" in ran.out
    assert "zyxsecret" not in ran.out + ran.err
    ran = home.run("restore", str(backups / "two.db"))
    assert ran.code == 5
    assert "is not sound" in ran.err
    ran = home.run("restore", str(backups / "one.db"))
    assert ran.code == 0
    assert "under a new stream epoch" in ran.err
    assert "maya" in home.run("user", "list").out
