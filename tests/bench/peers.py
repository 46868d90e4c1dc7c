"""The programs that benchmarks compare with, where they are packages: each group in an environment of its own.

An environment is made once for each user, below the cache folder, and found again by its name and requirements; the
project's own environment is never touched. What cannot be had is a `Skip` with the reason, never an error.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

INSTALL = "WARMLINE_BENCH_INSTALL"
"""Set to 0, nothing is installed: what is already there is used, the rest is skipped (the smoke in CI does that)."""
WHOLE = "whole.json"
"""Written last: an environment without it was not finished and is made anew."""
WITHIN = 600.0


class Skip(NamedTuple):
    """Why a peer cannot take part here; false, so that `if not peer` reads well."""

    reason: str

    def __bool__(self) -> bool:
        return False


def home() -> Path:
    """Where the environments are kept."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "warmline-bench"


def python(name: str, requirements: Iterable[str]) -> Path | Skip:
    """The interpreter of an environment with these requirements, made at the first call and found again later."""
    wanted = sorted(requirements)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    digest = hashlib.sha256(json.dumps([version, wanted]).encode()).hexdigest()[:8]
    folder = home() / f"{name}-{version}-{digest}"
    interpreter = folder / "bin" / "python"
    if (folder / WHOLE).exists() and interpreter.exists():
        return interpreter
    if os.environ.get(INSTALL) == "0":
        return Skip(f"{name} is not installed, and {INSTALL}=0 forbids it")
    try:
        with _alone(folder):
            if not (folder / WHOLE).exists():
                _make(folder, wanted)
    except (OSError, subprocess.SubprocessError) as error:
        return Skip(f"{name} cannot be installed: {_last_words(error)}")
    return interpreter


def program(name: str) -> Path | Skip:
    """A program of the system, such as mutt."""
    found = shutil.which(name)
    return Path(found) if found else Skip(f"{name} is not on this machine")


def versions(interpreter: Path, names: Iterable[str]) -> dict[str, str]:
    """Which versions of these packages an environment has; those that it lacks are left out."""
    script = (
        "import json, sys\nfrom importlib.metadata import PackageNotFoundError, version\nfound = {}\n"
        "for name in sys.argv[1:]:\n    try:\n        found[name] = version(name)\n"
        "    except PackageNotFoundError:\n        pass\nprint(json.dumps(found))"
    )
    words = [str(interpreter), "-c", script, *names]
    told = subprocess.run(words, check=True, capture_output=True, text=True, timeout=WITHIN)
    found: dict[str, str] = json.loads(told.stdout)
    return found


def _make(folder: Path, requirements: list[str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME")}
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    for words in (
        [sys.executable, "-m", "venv", str(folder)],
        [*pip, "--retries", "2", "--timeout", "20", *requirements],
    ):
        subprocess.run(words, check=True, capture_output=True, text=True, timeout=WITHIN, env=environment)
    (folder / WHOLE).write_text(json.dumps(requirements), encoding="utf-8")


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two runs at once do not make the same environment twice."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _last_words(error: Exception) -> str:
    lines = str(getattr(error, "stderr", "") or error).strip().splitlines()
    return lines[-1] if lines else type(error).__name__
