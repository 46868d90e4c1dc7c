"""`warmline stats` and `warmline promise` as programs, beside a real backend."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest


def signed_in(real: Any, server: Any, folder: Path, login: str) -> Any:
    """Another machine, with this user signed in."""
    home = real.Home(folder / login)
    ran = home.run("login", server.url, "--user", login, "--password-stdin", input=real.PASSWORD + "\n")
    assert ran.code == 0, ran
    return home


@pytest.fixture(scope="session")
def real(request: pytest.FixtureRequest) -> Any:
    """The program as a process."""
    import sys

    return sys.modules["real_program"]


def test_a_supervisor_reads_the_figures_and_an_agent_does_not(real: Any, server: Any, tmp_path: Path) -> None:
    sara = signed_in(real, server, tmp_path, "sara")
    ran = sara.run("stats", "--json", "--window", "60")
    assert ran.code == 0, ran
    (told,) = ran.json
    names = {figure["name"] for figure in told["figures"]}
    assert (told["window"], told["zone"]) == (60, "UTC")
    assert {"asked", "requests_waiting", "in_60", "got_person"} <= names
    plain = sara.run("stats")
    assert plain.code == 0
    assert "UTC, last 30 min" in plain.out
    assert any(line.startswith("requests_waiting") for line in plain.out.splitlines())
    maya = signed_in(real, server, tmp_path, "maya")
    refused = maya.run("stats")
    assert (refused.code, refused.out) == (4, "")
    assert "supervisor" in refused.err


def test_the_proof_has_every_request_and_adds_up(real: Any, server: Any) -> None:
    with real.Customer(server) as customer:
        customer.ask_for_a_person()
    home = server.home
    ran = home.run("promise", "--json")
    assert ran.code == 0, ran
    found = ran.json
    assert len(found) >= 1
    assert all(line["end"] in ("open", "answered", "promised", "withdrawn", "customer_ended", "kept") for line in found)
    assert f"{len(found)} requests:" in ran.err
    table = list(csv.DictReader(io.StringIO(home.run("promise", "--csv").out)))
    assert [row["asked_event"] for row in table] == [line["asked_event"] for line in found]
    assert home.run("promise", "--since", "2100-01-01", "--json").json == []
    assert len(home.run("promise", "--until", "2100-01-01T00:00+01:00", "--json").json) == len(found)
    plain = home.run("promise").out.splitlines()
    assert len(plain) == len(found)
    wrong = home.run("promise", "--since", "yesterday")
    assert wrong.code == 2
    assert "is not a time" in wrong.err
    assert json.dumps(found).count("person") == json.dumps(found).count("person_"), "no words of anybody"
