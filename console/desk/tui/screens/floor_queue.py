"""A list behind a number of the wall: marks, handing and noticing them, taking the one under the cursor, reading."""

from collections.abc import Hashable, Sequence

from console.core.floor.rows import Row
from console.core.text.messages import t
from console.desk.tui.screens.floor_alarm_acts import Acts
from console.desk.tui.screens.floor_open import open_chat
from console.desk.tui.screens.floor_place import FloorPlace
from console.desk.tui.screens.floor_places import FloorContext
from console.desk.tui.screens.floor_taking import take
from console.desk.work import lists, names
from console.desk.work.floor.ink import Drawing, Target
from console.desk.work.floor.view import View
from console.desk.work.floor_views import people
from console.desk.work.floor_views.queue import Look, Opened, draw_queue
from console.desk.work.times import clock_time

_RESTS = 0.12
"""Seconds that the cursor rests on a chat before its words are asked for."""


class QueuePlace(FloorPlace):
    """One list."""

    def __init__(self, context: FloorContext, choice: people.Choice) -> None:
        super().__init__(context)
        self.choice = choice
        self.marks = people.Marks()
        self.cursor = ""
        self.acts = Acts(context)
        self._watched = ""
        self._shown: list[Row] = []

    # What is shown.

    def opened(self, view: View) -> Opened:
        """The list as it stands."""
        rows = self.desk.backend.rows
        here = [row for row in people.chosen(self.choice, rows.values(), view.now) if self._passes(row)]
        taken = t("opened.taken", who="{who}", name="{name}")
        shown = self.marks.follow(here, rows, taken, self.desk.clock())
        self._keep_cursor(shown)
        gone = {row.conv: said for row in shown if (said := self.marks.said(row.conv)) is not None}
        return Opened(
            view=view,
            choice=self.choice,
            rows=shown,
            gone=gone,
            marked=self.marks.marked,
            cursor=self.cursor,
            look=self._look(view),
            filter=self.filter,
            is_filtering=self.mode == "filter",
        )

    def _passes(self, row: Row) -> bool:
        words = f"{row.name} {row.topic} {names.language(row.lang)} {names.reason(row.reason)} #{row.no}"
        return all(word in words.casefold() for word in self.filter.casefold().split())

    def _keep_cursor(self, shown: Sequence[Row]) -> None:
        """On the person; who has gone leaves it where it was."""
        ids = [row.conv for row in shown]
        if self.cursor not in ids and ids:
            old = [row.conv for row in self._shown]
            place = old.index(self.cursor) if self.cursor in old else 0
            self.cursor = ids[min(place, len(ids) - 1)]
            self._rest()
        self._shown = list(shown)

    def stamp(self) -> Hashable:
        """The words of the chat that is looked at."""
        found = self.desk.backend.transcript(self._watched) if self._watched else None
        return found.version if found else -1

    def draw(self, view: View) -> Drawing:
        """The place."""
        return draw_queue(self.opened(view))

    @property
    def row(self) -> Row | None:
        """The row under the cursor, if the person is still here."""
        if self.marks.said(self.cursor) is not None:
            return None
        return self.desk.backend.rows.get(self.cursor)

    def _look(self, view: View) -> Look:
        """Who waits is looked at as on the Desk; a colleague's chat only after it is opened, which is logged."""
        transcript = self.desk.backend.transcript(self._watched) if self._watched == self.cursor else None
        row = self.desk.backend.rows.get(self.cursor)
        if transcript is None or row is None:
            return Look()
        people_of = self.desk.people(self.cursor)
        lines = []
        for turn in transcript.turns:
            if turn.kind in ("customer", "bot", "agent") and turn.text:
                who = people_of.short if turn.kind == "customer" else t("desk.bot")
                who = people_of.agent(turn.author) if turn.kind == "agent" else who
                lines.append((clock_time(turn.at, view.zone), who, " ".join(turn.text.split())))
        card = transcript.card
        return Look(wants=card.wants, did=card.did, lines=tuple(lines[-8:]))

    def _rest(self) -> None:
        self.set_timer(_RESTS, self._watch)

    def _watch(self) -> None:
        row = self.desk.backend.rows.get(self.cursor)
        if row is None or not lists.is_waiting(row) or self.cursor == self._watched or not self.is_attached:
            return
        self._unwatch()
        self._watched = self.cursor
        self.desk.backend.watch(self._watched)
        self.paint()

    def _unwatch(self) -> None:
        desk = self.desk
        if self._watched and self._watched not in (desk.open_conv, desk.back_conv, *desk.slots.order()):
            desk.backend.unwatch(self._watched)
        self._watched = ""

    def on_unmount(self) -> None:
        """Nobody looks any more."""
        self._unwatch()

    # Keys and mouse.

    def move(self, by: int) -> None:
        """Another person."""
        ids = [row.conv for row in self._shown]
        if ids:
            here = ids.index(self.cursor) if self.cursor in ids else 0
            self.cursor = ids[max(0, min(len(ids) - 1, here + by))]
            self._rest()

    def clicked(self, target: Target) -> None:
        """A first click moves the cursor, one on the cursor's line opens it."""
        if target.kind != "conv":
            return
        if target.id == self.cursor:
            self.do_open()
        else:
            self.cursor = target.id
            self._rest()

    def do_open(self) -> None:
        """Read it."""
        if self.row is None:
            self._say_gone()
        else:
            open_chat(self, self.cursor)

    def do_mark(self) -> None:
        """Mark the person, and on to the next."""
        if self.row is None:
            self._say_gone()
            return
        self.marks.toggle(self.row)
        self.move(1)

    def do_mark_all(self) -> None:
        """All that are shown, or none."""
        self.marks.all([row for row in self._shown if self.marks.said(row.conv) is None])

    def _marked(self) -> list[Row]:
        """The marked, else the one under the cursor, in the order of the list."""
        marked = self.marks.marked
        rows = self.desk.backend.rows
        found = [rows[row.conv] for row in self._shown if row.conv in marked and row.conv in rows]
        return found or ([self.row] if self.row is not None else [])

    def do_hand_to(self) -> None:
        """Hand the marked, else the one under the cursor."""
        self.acts.hand(self._marked(), self.marks.clear)

    def do_notice_all(self) -> None:
        """A notice to the marked, else to the one under the cursor."""
        told = [row for row in self._marked() if lists.is_waiting(row)]
        topics = {names.topic(row.topic) for row in told if row.topic}
        self.acts.notice(told, topic=topics.pop() if len(topics) == 1 else "")

    def do_overflow(self) -> None:
        """Of the queue of this list."""
        view = self.view()
        queue = self.choice.of if self.choice.kind == people.QUEUE else self.row.queue if self.row else ""
        if view is not None:
            self.acts.overflow(view, queue)

    def do_whisper(self) -> None:
        """To the owner, where there is one."""
        if self.row is None or not names.owner_name(self.row):
            self.desk.say("reading.calm.nobody")
        else:
            open_chat(self, self.cursor, whispers=True)

    def do_take(self) -> None:
        """The one under the cursor, never the marked."""
        if self.row is None:
            self._say_gone()
        else:
            take(self, self.row)

    def _say_gone(self) -> None:
        said = self.marks.said(self.cursor)
        self.desk.tell(said or t("opened.nobody"))


def of_queue(context: FloorContext) -> QueuePlace | None:
    """Enter on a queue."""
    target = context.target
    return QueuePlace(context, people.Choice(people.QUEUE, target.id)) if target is not None else None


def waiting(context: FloorContext) -> QueuePlace:
    """All who wait."""
    return QueuePlace(context, people.Choice(people.WAITING))


def late(context: FloorContext) -> QueuePlace:
    """All who are late."""
    return QueuePlace(context, people.Choice(people.LATE))


def offered(context: FloorContext) -> QueuePlace:
    """All who are under offer."""
    return QueuePlace(context, people.Choice(people.OFFERED))


def promised(context: FloorContext) -> QueuePlace:
    """All to whom something is promised."""
    return QueuePlace(context, people.Choice(people.PROMISED))
