"""My own day as this desk has seen it: since when, how many chats, what became of them; figures for me alone."""

from console.core.text.messages import t


class Day:
    """Counts of one sitting; a chat counts once, however often it came back."""

    def __init__(self) -> None:
        self.since = 0
        """When I first signed in here; 0: not yet."""
        self._chats: set[str] = set()
        self._solved: set[str] = set()
        self._handed: set[str] = set()

    def begin(self, now: int) -> None:
        """I am signed in."""
        self.since = self.since or now

    def mine(self, conv: str) -> None:
        """A chat is mine, once more if it was handed on or solved."""
        self._chats.add(conv)
        self._handed.discard(conv)
        self._solved.discard(conv)

    def solved(self, conv: str) -> None:
        """I resolved it."""
        self._chats.add(conv)
        self._solved.add(conv)

    @property
    def has_solved(self) -> bool:
        """Whether I resolved any."""
        return bool(self._solved)

    def handed(self, conv: str) -> None:
        """I handed it on."""
        self._handed.add(conv)

    def line(self, now: int, began: str) -> str:
        """All of it in one line; empty before there is anything to say."""
        if not self.since or not self._chats:
            return ""
        parts = [
            t("day.on", age=_hours(now - self.since)),
            t("day.chats" if len(self._chats) > 1 else "day.chat", n=len(self._chats)),
        ]
        if self._solved:
            parts.append(t("day.solved", n=len(self._solved)))
        if self._handed - self._solved:
            parts.append(t("day.handed", n=len(self._handed - self._solved)))
        return t("day.since", began=began) + "  " + " · ".join(parts)


def _hours(span: int) -> str:
    """`6:12` for hours and minutes; under an hour minutes that cannot be taken for hours."""
    minutes = span // 60_000
    return f"{minutes // 60}:{minutes % 60:02}" if minutes >= 60 else t("day.minutes", n=max(1, minutes))
