"""`warmline simulate`: the model's words, and what it says of a day."""

import json
from pathlib import Path

import pytest

from console.cli import main
from console.cli.simulate import scale, seconds
from console.errors import ConfigError, Exit, UsageError
from console.simulate.floor_accounts import plan_of


def test_times_and_scales_as_people_write_them() -> None:
    assert [seconds(text) for text in ("60s", "5m", "1.5h")] == [60, 300, 5_400]
    assert [scale(text, 400) for text in ("1:50", "floor", None)] == [50, 0, 400]


@pytest.mark.parametrize("text", ["", "60", "soon", "1d"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="60s"):
        seconds(text)


@pytest.mark.parametrize("text", ["50", "1:0", "2:50", "all"])
def test_what_is_no_scale_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="1:400"):
        scale(text, 400)


def test_a_small_day_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["simulate", "--model", "--scale", "1:400", "--day", "0.5", "--json"]
    assert main(words) == Exit.OK
    first = json.loads(capsys.readouterr().out)
    assert main(words) == Exit.OK
    again = json.loads(capsys.readouterr().out)
    assert first["chats"] == again["chats"] > 50
    assert first["wanted"] == again["wanted"] > 10


def test_an_outage_by_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    shares = []
    for extra in ([], ["--scenario", "payment-outage", "--at", "9h"]):
        assert main(["simulate", "--model", "--scale", "1:100", "--day", "0.5", "--json", *extra]) == Exit.OK
        shares.append(json.loads(capsys.readouterr().out)["chats"])
    assert shares[1] > 1.1 * shares[0]


def test_a_file_of_accounts_is_read_line_by_line(tmp_path: Path) -> None:
    file = tmp_path / "accounts"
    file.write_text("ben\n")
    with pytest.raises(ConfigError, match="line 1"):
        plan_of("ws://127.0.0.1:1", file)
    with pytest.raises(ConfigError, match="can't be read"):
        plan_of("ws://127.0.0.1:1", tmp_path / "none")
    assert plan_of("http://127.0.0.1:1/", None).ws == "ws://127.0.0.1:1"


def test_it_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate"]) == Exit.USAGE
    assert "--model" in capsys.readouterr().err
