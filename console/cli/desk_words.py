"""The words that open the Desk, read without a parser's import: what is more than that, or wrong, is left to one."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

OPTIONS = ("server", "user", "config", "theme")


class DeskWords:
    """What the Desk was told."""

    __slots__ = ("config", "floor", "server", "slow_link", "theme", "user")

    def __init__(self) -> None:
        self.server: str | None = None
        self.user: str | None = None
        self.config: str | None = None
        self.theme: str | None = None
        self.floor = False
        self.slow_link = False


def desk_words(arguments: "Sequence[str]") -> DeskWords | None:
    """The options, if these words open the Desk and nothing else."""
    found, name = DeskWords(), ""
    for word in arguments:
        if name:
            # As a parser has it: what looks like an option is no value.
            if word.startswith("-"):
                return None
            setattr(found, name, word)
            name = ""
            continue
        if word == "--slow-link":
            found.slow_link = True
            continue
        name, equals, value = word.removeprefix("--").partition("=")
        if not word.startswith("--") or name not in OPTIONS:
            return None
        if equals:
            setattr(found, name, value)
            name = ""
    return None if name else found
