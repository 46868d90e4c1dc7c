"""One target under atheris: `python -m tests.fuzz.guided TARGET CORPUS [libFuzzer's options]`; run by the campaign."""

import sys
from typing import Final

SLOW_S: Final = 1.5
"""Watching each line costs ten times the time."""


def main() -> None:
    import atheris

    with atheris.instrument_imports(
        include=["console.core.wire", "console.core.text", "console.desk", "console.backend"]
    ):
        from tests.fuzz.targets import run

    target = sys.argv[1]
    atheris.Setup([sys.argv[0], *sys.argv[2:]], lambda data: run(target, data, SLOW_S))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
