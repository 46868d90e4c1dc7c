"""The command `warmline`: which sub-command was asked for, each in a module of its own that is imported only then."""

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run a command; returns its exit code (see `console.errors.Exit`)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments in (["--version"], ["-V"]):
        # The commonest question of scripts is answered before anything else is imported.
        from console import __version__

        sys.stdout.write(f"warmline {__version__}\n")
        return 0
    if arguments and not arguments[0].startswith("-"):
        return _run(arguments)
    from console.cli import skeleton
    from console.cli.desk_words import desk_words

    if desk_words(arguments) is not None:
        import gc

        from console.cli import early

        # Nothing of what a start makes is garbage; the Desk switches it on again once it stands.
        gc.disable()

        # The Desk's outline is on the screen, and its way in is being fetched, before the rest is imported.
        skeleton.raise_for(arguments)
        early.begin(arguments)
    try:
        code = _run(arguments)
    finally:
        skeleton.lift()
    if skeleton.start.is_all_saved:
        # Nothing is left to do but to take the program apart, which takes as long as all of its end before that.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


def _run(arguments: "Sequence[str]") -> int:
    from console.cli.dispatch import run

    return run(arguments)
