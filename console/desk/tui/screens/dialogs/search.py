"""Search in everything that was ever said, newest first; a pause in typing asks the backend, Enter opens the chat."""

from collections.abc import Sequence

from textual.timer import Timer

from console.core.floor.rows import Hit
from console.core.text.messages import t
from console.core.text.safe import safe_line
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.base import Dialog
from console.desk.tui.screens.dialogs.choices import Choice
from console.desk.tui.screens.dialogs.fields import FindPart
from console.desk.tui.screens.dialogs.parts import Part
from console.desk.tui.screens.dialogs.results import OpenChat
from console.desk.work import names
from console.desk.work.reading import Span
from console.desk.work.times import clock_time, day
from console.errors import WarmlineError

PAUSE = 0.25
"""Seconds without a key after which the backend is asked."""
_EXCERPT_CELLS = 240
_BEFORE = 40


class SearchDialog(Dialog):
    """An answer that comes after the words have changed again is not shown."""

    wide = 96
    tall = 32

    def __init__(self, given: DialogContext) -> None:
        super().__init__(given)
        self._hits: Sequence[Hit] = ()
        self._pause: Timer | None = None
        self._asked = ""
        self.find = FindPart(
            "find", t("dialog.search.find"), self._follow, empty=t("dialog.search.empty"), grows=True, moved=self._typed
        )
        self.find.list.nothing = t("dialog.search.first")

    def heading(self) -> str:
        """What it is."""
        return t("dialog.search.title")

    def make_parts(self) -> Sequence[Part]:
        """One field over what was found."""
        self.find.hint = self._count
        return (self.find,)

    def primary(self) -> str:
        """What Enter does."""
        return t("dialog.search.do") if self._hits else ""

    def result(self) -> OpenChat | None:
        """The chat, at what was found."""
        chosen = self.find.chosen
        if chosen is None:
            self.complaint = t("dialog.find.nothing")
            return None
        hit = self._hits[int(chosen.id)]
        return OpenChat(hit.conv, hit.seq)

    def press(self) -> None:
        """Enter before anything was found asks at once; it never closes what is being looked for."""
        wanted = self.find.text.strip()
        if wanted and wanted != self._asked:
            self._ask()
        elif not wanted or self._hits:
            super().press()

    def _count(self) -> str:
        if not self._hits:
            return ""
        return t("dialog.search.one") if len(self._hits) == 1 else t("dialog.search.count", n=len(self._hits))

    def _typed(self) -> None:
        if self.find.text.strip() == self._asked:
            return
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._ask)

    def _ask(self) -> None:
        if self._pause is not None:
            self._pause.stop()
        wanted = self.find.text.strip()
        if wanted == self._asked:
            return
        self._asked = wanted
        self._tell((), t("dialog.search.looking") if wanted else t("dialog.search.first"))
        if wanted:
            self.run_worker(self._fetch(wanted), exclusive=True, exit_on_error=False)

    async def _fetch(self, wanted: str) -> None:
        try:
            hits = sorted(await self.desk.backend.find(wanted), key=lambda hit: -hit.at)
            said = t("dialog.search.nothing", text=wanted)
        except WarmlineError as problem:
            hits, said = [], str(problem)
        if wanted == self._asked:
            self._tell(hits, said)

    def _tell(self, hits: Sequence[Hit], said: str) -> None:
        self._hits = hits
        self.find.list.nothing = said
        self.find.follow(keep=False)
        self.look()

    def _follow(self, text: str) -> Sequence[Choice]:
        if text != self._asked:
            return self.find.list.choices.items if text and hasattr(self, "find") else ()
        return [self._choice(number, hit) for number, hit in enumerate(self._hits)]

    def _choice(self, number: int, hit: Hit) -> Choice:
        at = f"{day(hit.at, self.desk.zone)} {clock_time(hit.at, self.desk.zone)[:5]}  "
        who = safe_line(names.short_name(hit.name), 12)
        words = safe_line(_excerpt(" ".join(hit.text.split()), self._asked), _EXCERPT_CELLS)
        lead = (Span(at, "muted"), Span(f"{who}  ", "customer"))
        return Choice(str(number), words, lead=lead, right=(Span(f"#{hit.no}", "muted"),), most_lines=2)


def _excerpt(text: str, wanted: str) -> str:
    """The text from shortly before what was looked for."""
    first = wanted.split()[0] if wanted.split() else ""
    at = text.casefold().find(first.casefold())
    return text if at <= _BEFORE else "…" + text[at - _BEFORE :]


def dialog(given: DialogContext) -> SearchDialog:
    """For the desk's table."""
    return SearchDialog(given)
