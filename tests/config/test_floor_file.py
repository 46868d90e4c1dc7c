"""The file of the floor: what it says reaches the router's policy and the rules of conversations; slips are named."""

import argparse
from pathlib import Path

import pytest

from console.cli.backend import backend_settings, floor_of, policy_of
from console.config import floor_file
from console.core.conversation.context import Policy
from console.core.conversation.words import Reason
from console.core.floor.policy import ONE_DESK, Hours, Mode
from console.errors import ConfigError

WHOLE = """\
workspace = "acme"
zone = "Europe/Madrid"
mode = "push"
capacity = [1, 2, 4, 4]
offer_seconds = 15
reasons = ["meeting"]

[targets]
asked = 45
default = 100

[goals]
waiting = 12
reply_owed_seconds = 60

[costs]
currency = "EUR"
bot_fee = 0.35

[[queues]]
name = "payment en"
langs = ["en"]
topics = ["payment"]
level = 2
units = 2
rings_seconds = [30, 60]
hours = { zone = "Europe/London", daily = "08:00-20:00", sun = "closed", sat = "10:00-24:00" }

[[queues]]
name = "all"
mode = "pull"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "floor.toml"
    path.write_text(text)
    return path


def test_all_that_is_said_reaches_the_floor(tmp_path: Path) -> None:
    floor = floor_file.read(written(tmp_path, WHOLE)).policy
    assert (floor.workspace, floor.zone, floor.mode, floor.capacity) == (
        "acme",
        "Europe/Madrid",
        Mode.PUSH,
        (1, 2, 4, 4),
    )
    assert (floor.offer, floor.reasons) == (15_000, ("meeting",))
    assert (floor.goals.waiting, floor.goals.reply_owed, floor.goals.in_60) == (12, 60_000, 80.0)
    assert (floor.costs.currency, floor.costs.bot_fee) == ("EUR", 0.35)
    payment, everybody = floor.queues
    assert (payment.langs, payment.topics, payment.level, payment.units) == (("en",), ("payment",), 2, 2)
    assert payment.rings == (30_000, 60_000)
    days = ((480, 1200),) * 5 + ((600, 1440), (0, 0))
    assert payment.hours == Hours("Europe/London", days)
    assert (everybody.mode, everybody.hours) == (Mode.PULL, None)
    assert [floor.mode_of(name) for name in ("payment en", "all", "unheard of")] == [Mode.PUSH, Mode.PULL, Mode.PUSH]


def test_conversations_go_to_its_queues_by_its_targets(tmp_path: Path) -> None:
    rules = floor_file.read(written(tmp_path, WHOLE)).rules(Policy(reopen_window=7))
    assert rules.reopen_window == 7
    assert rules.queue_for("en", "payment.declined") == "payment en"
    assert rules.queue_for("de", "payment") == "all"
    assert rules.knows_queue("all")
    assert not rules.knows_queue("main")
    assert (rules.target(Reason.ASKED), rules.target(Reason.LOOP), rules.target(Reason.FRAUD)) == (
        45_000,
        100_000,
        30_000,
    )
    assert rules.transfer_offer == 15_000


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("x = 1\n", 1, "`x`"),
        ('zone = "UTC"\nmode = "oush"\n', 2, "oush"),
        ('[[queues]]\nname = "a"\n[[queues]]\nname = "b"\nlevel = 9\n', 5, "level"),
        ('[[queues]]\nname = "a"\n[[queues]]\nname = "A"\n', 4, "another queue"),
        ('[[queues]]\nname = "a  b"\n', 2, "spaces"),
        ('[[queues]]\nname = "a"\nhours = { daily = "9-5" }\n', 3, "9-5"),
        ('[[queues]]\nname = "a"\nhours = { mon = "20:00-08:00" }\n', 3, "20:00-08:00"),
        ('[[queues]]\nname = "a"\nhours = { daily = "00:00-24:01" }\n', 3, "24:01"),
        ('[[queues]]\nname = "a"\nhours = { zone = "UTC" }\n', 3, "when the queue is open"),
        ('[[queues]]\nname = "a"\nrings_seconds = [60, 30]\n', 3, "ring"),
        ('[[queues]]\nname = "a"\nlangs = ["en",\n"Klingon!"]\n', 4, "Klingon!"),
        ("\n[targets]\nfoo = 3\n", 3, "not a reason"),
        ('zone = "Mars"\n', 1, "time zone"),
        ('zone = "../../etc/passwd"\n', 1, "time zone"),
        ("wrap_up_seconds = 100\nwrap_up_longest_seconds = 10\n", 2, "wrap-up"),
        ("capacity = [1, 2]\n", 1, "capacity"),
        ("[goals]\nin_60 = 101\n", 2, "in_60"),
        ("queues = [\n", 2, "TOML"),
    ],
)
def test_a_slip_is_named_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        floor_file.read(written(tmp_path, text))
    assert f"line {line}" in str(caught.value)
    assert said in str(caught.value)


def test_the_file_stands_beside_the_settings_that_name_it(tmp_path: Path) -> None:
    settings = tmp_path / "warmline.toml"
    settings.write_text('[backend]\nfloor = "floor.toml"\n')
    options = argparse.Namespace(config=str(settings))
    with pytest.raises(ConfigError) as caught:
        policy_of(backend_settings(options))
    assert "floor.toml" in str(caught.value)
    written(tmp_path, WHOLE)
    assert policy_of(backend_settings(options)).queue == "all"


def test_without_a_file_there_is_one_desk(tmp_path: Path) -> None:
    settings = tmp_path / "warmline.toml"
    settings.write_text("")
    loaded = backend_settings(argparse.Namespace(config=str(settings)))
    assert floor_of(loaded) is None
    assert policy_of(loaded).queues == ()
    assert ONE_DESK.mode is Mode.PICK
