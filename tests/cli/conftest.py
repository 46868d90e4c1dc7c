"""A real server process for the commands, in a home of its own."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def _load(name: str, path: Path) -> ModuleType:
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[name]


real = _load("real_program", Path(__file__).parents[1] / "real.py")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A backend with maya, an agent, and sara, a supervisor."""
    with real.served(tmp_path_factory.mktemp("home"), {"maya": "agent", "sara": "supervisor"}) as server:
        yield server


@pytest.fixture(scope="session")
def desk(server: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Maya's machine, signed in."""
    home = real.Home(tmp_path_factory.mktemp("maya"))
    ran = home.run("login", server.url, "--user", "maya", "--password-stdin", input=real.PASSWORD + "\n")
    assert ran.code == 0, ran
    return home


@pytest.fixture
def home(tmp_path: Path) -> Any:
    """A fresh machine, without a keyring."""
    return real.Home(tmp_path / "home", ring=False)
