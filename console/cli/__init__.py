"""The command `warmline`: which sub-command was asked for, each in a module of its own that is imported only then."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit code (see `console.errors.Exit`)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments in (["--version"], ["-V"]):
        # The commonest question of scripts is answered before anything else is imported.
        from console import __version__

        sys.stdout.write(f"warmline {__version__}\n")
        return 0
    from console.cli.dispatch import run

    return run(arguments)
