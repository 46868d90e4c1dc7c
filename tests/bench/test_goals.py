"""The benchmarks' command: every goal has its module, a failure is told and stops nothing, peers are optional."""

import ast
import json
import sys
from pathlib import Path

import pytest

from tests.bench import __main__ as command
from tests.bench import goals, peers, telling

FOLDER = Path(command.__file__).parent
SPREAD = {"median": 2.0, "min": 1.5, "max": 2.5}


def test_the_sixteen_goals_of_the_design_are_all_there() -> None:
    assert {f"P{n}" for n in range(1, 17)} == goals.GOALS.keys() | goals.SAME_RUN.keys()
    assert set(goals.SAME_RUN.values()) <= goals.GOALS.keys()


@pytest.mark.parametrize(("goal", "module"), goals.GOALS.items())
def test_each_goal_has_a_module_that_says_its_goal_and_can_run(goal: str, module: str) -> None:
    tree = ast.parse((FOLDER / f"{module}.py").read_text(encoding="utf-8"))
    names = {target.id for node in tree.body if isinstance(node, ast.Assign) for target in node.targets}  # type: ignore[attr-defined]
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert {"NAME", "GOAL"} <= names
    assert len(functions["run"].args.args) == 2, f"{goal}: run(rounds, smoke)"
    assert ast.get_docstring(tree)


def test_names_are_understood_however_they_are_written() -> None:
    assert goals.wanted(["p5", "P4", "p9_fanout"]) == {"P4": "p4_cursor", "P9": "p9_fanout"}
    assert goals.wanted(["load"]) == {"load": "load"}
    assert goals.wanted([]) == goals.GOALS
    with pytest.raises(SystemExit, match="no such benchmark: P99"):
        goals.wanted(["P99"])


def test_a_benchmark_that_raises_is_told_as_failed_and_the_rest_go_on() -> None:
    told: list[str] = []
    chosen = {"first": "no_such_module", "second": "neither_this"}
    found = command.measure(chosen, 1, True, lambda name, result: told.append(name))
    assert sorted(told) == ["first", "second"]
    assert [telling.verdict(result) for result in found.values()] == ["failed", "failed"]
    assert "No module named 'tests.bench.no_such_module'" in telling.measured(found["first"])


def test_a_benchmark_that_never_ends_is_ended(tmp_path: Path) -> None:
    with (tmp_path / "log").open("w") as log:
        ended = command._within([sys.executable, "-c", "import time; time.sleep(600)"], log.fileno(), 0.2)
    assert ended == "it took more than 0 s"


def test_the_table_says_what_was_missed_and_where_it_ran() -> None:
    result = {
        "name": "P4 cursor",
        "goal": "time <= 0.5x",
        "rounds": 7,
        "ratio": {"time/table": SPREAD, "bytes/table": SPREAD},
        "each": {"time/table": False, "bytes/table": True, "p99": False},
        "skipped": {"mutt": "mutt is not on this machine"},
        "versions": {"pydantic": "2.1"},
        "met": False,
        "load": [0.5, 1.5],
    }
    where = {"date": "today", "commit": "abc", "cores": 2, "processor": "x", "memory_gib": 24, "system": "y"}
    text = telling.table({"P4": result}, where | {"versions": {"python": "3.11"}})
    assert "commit `abc`" in text
    assert "pydantic 2.1" in text
    assert "| P4 cursor | time <= 0.5x |" in text
    assert "time/table 2 (1.5-2.5) (missed); bytes/table 2 (1.5-2.5); p99: NO" in text
    assert "mutt is not on this machine" in text
    assert text.endswith("| 7 | 0.5-1.5 | missed |")


@pytest.mark.parametrize(
    ("result", "word"),
    [({"met": True}, "met"), ({"met": False}, "missed"), ({"met": None}, "skipped"), ({"failed": "x"}, "failed")],
)
def test_a_verdict_is_one_word(result: dict[str, object], word: str) -> None:
    assert telling.verdict(result) == word


def test_a_peer_that_may_not_be_installed_is_skipped_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv(peers.INSTALL, "0")
    found = peers.python("some", ["something==1"])
    assert not found
    assert isinstance(found, peers.Skip)
    assert "some is not installed" in found.reason


def test_an_environment_is_found_again_only_if_it_was_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv(peers.INSTALL, raising=False)
    made: list[Path] = []

    def make(folder: Path, requirements: list[str]) -> None:
        made.append(folder)
        (folder / "bin").mkdir(parents=True, exist_ok=True)
        (folder / "bin" / "python").touch()
        if len(made) == 1:
            raise OSError("the network is away")
        (folder / peers.WHOLE).write_text(json.dumps(requirements))

    monkeypatch.setattr(peers, "_make", make)
    first = peers.python("some", ["b", "a"])
    assert isinstance(first, peers.Skip)
    assert first.reason == "some cannot be installed: the network is away"
    second = peers.python("some", ["b", "a"])
    assert second == peers.python("some", ["a", "b"])
    assert len(made) == 2
    assert peers.python("some", ["a"]) != second
