"""docs/architecture.md's map is made from the modules' first sentences; this says when it is stale."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_map_is_current() -> None:
    made = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "map.py")], capture_output=True, text=True, check=True
    ).stdout
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert made.strip() in page, "run: python docs/map.py --write"


def test_every_module_says_what_it_is_for() -> None:
    silent = []
    for path in (ROOT / "console").rglob("*.py"):
        text = path.read_text(encoding="utf-8").lstrip()
        if not text.startswith(('"""', 'r"""')):
            silent.append(str(path.relative_to(ROOT)))
    assert not silent
