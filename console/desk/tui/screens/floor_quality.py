"""Quality by intent and language over the wall: the chats behind a number as far as they are known here, and a copy."""

from console.core.conversation.words import State
from console.core.floor.rows import Row
from console.desk.tui.screens.floor_place import FloorPlace
from console.desk.tui.screens.floor_places import FloorContext
from console.desk.tui.screens.floor_queue import QueuePlace
from console.desk.work import names
from console.desk.work.floor.ink import Drawing, Target
from console.desk.work.floor.view import View
from console.desk.work.floor.words import count
from console.desk.work.floor_views import people
from console.desk.work.floor_views.quality import PANES, Sheets, draw_quality, name_of, of_line, table


class QualityPlace(FloorPlace):
    """The figures of the last weeks."""

    def __init__(self, context: FloorContext) -> None:
        super().__init__(context)
        self.pane = "intents"
        self.cursor = context.target.id if context.target is not None else ""

    def sheets(self, view: View) -> Sheets:
        """As they stand."""
        found = Sheets(view=view, pane=self.pane, cursor=self.cursor)
        self.cursor = found.at
        return found

    def draw(self, view: View) -> Drawing:
        """The place."""
        return draw_quality(self.sheets(view))

    def move(self, by: int) -> None:
        """Another line."""
        view = self.view()
        ids = self.sheets(view).ids() if view is not None else []
        if ids:
            here = ids.index(self.cursor) if self.cursor in ids else 0
            self.cursor = ids[max(0, min(len(ids) - 1, here + by))]

    def do_next_pane(self) -> None:
        """The next pane."""
        self._pane(1)

    def do_previous_pane(self) -> None:
        """The one before."""
        self._pane(-1)

    def _pane(self, by: int) -> None:
        shown = PANES if self.size.width >= 120 else PANES[:2]
        here = shown.index(self.pane) if self.pane in shown else 0
        self.pane, self.cursor = shown[(here + by) % len(shown)], ""

    def clicked(self, target: Target) -> None:
        """A first click moves the cursor, one on the cursor's line opens it."""
        pane = "intents" if target.kind == "intent" else target.kind
        if pane not in PANES:
            return
        if (self.pane, self.cursor) == (pane, target.id):
            self.do_open()
        else:
            self.pane, self.cursor = pane, target.id

    def do_open(self) -> None:
        """The chats behind the line: those that this console still knows; of the rest, where they are."""
        view = self.view()
        if view is None:
            return
        sheets = self.sheets(view)
        line = next((one for one in sheets.intents if name_of(one) == self.cursor), None)
        if self.pane == "intents" and line is not None:
            total = sum(ledger.closed for ledger in of_line(line))
            known = [row for row in self._resolved() if self._is_of(row, line.intent, line.lang)]
        else:
            ledger = next((one for one in sheets.ledgers() if one.handler == self.cursor), None)
            total = ledger.closed if ledger is not None else 0
            known = [row for row in self._resolved() if _handler(row) == self.cursor]
        if not known:
            self.desk.say("quality.not_here", n=count(total))
            return
        self.desk.say("quality.some_here", n=count(len(known)), of=count(total))
        self.go(QueuePlace(self.there(), people.Choice(people.IDS, convs=frozenset(row.conv for row in known))))

    def _resolved(self) -> list[Row]:
        return [row for row in self.desk.backend.rows.values() if row.state == State.RESOLVED]

    def _is_of(self, row: Row, intent: str, lang: str) -> bool:
        return people.is_about(row, intent) and (not lang or names.language_code(row.lang) == lang)

    def do_shorter(self) -> None:
        """The backend counts one period only."""
        self._say_period()

    def do_longer(self) -> None:
        """The same."""
        self._say_period()

    def _say_period(self) -> None:
        view = self.view()
        if view is not None:
            self.desk.say("quality.period", days=view.wall.quality.days)

    def do_copy(self) -> None:
        """The table as text, for a spreadsheet."""
        view = self.view()
        if view is None:
            return
        self.to_clipboard(table(self.sheets(view)), "quality.table")


def _handler(row: Row) -> str:
    if row.resolved_by in ("", "bot") or row.handler in ("", "bot"):
        return "bot"
    return "hybrid" if row.bot_turns else "human"


def of_quality(context: FloorContext) -> QualityPlace:
    """Enter on the quality pane: by intent and language, from the first line on."""
    return QualityPlace(context)
