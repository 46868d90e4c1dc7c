"""A live chat read unseen, its owner's others beside it, and taking it; nobody is told of looking."""

from collections.abc import Hashable

import msgspec
from textual import on
from textual.geometry import Size
from textual.widget import Widget

from console.core.floor.acting import Observe
from console.core.floor.rows import Row
from console.core.text.messages import t
from console.desk.tui.screens.floor_alarm_acts import Acts
from console.desk.tui.screens.floor_places import FloorContext
from console.desk.tui.screens.floor_taking import is_over, take
from console.desk.tui.screens.floor_whisper import WhisperPlace
from console.desk.tui.widgets.transcript_view import TranscriptView
from console.desk.work import lists, names
from console.desk.work.card import card_lines
from console.desk.work.desk import WHISPER
from console.desk.work.floor.ink import Drawing, Target
from console.desk.work.floor.view import View
from console.desk.work.floor_views import people
from console.desk.work.floor_views.reading import Region, draw_reading, regions
from console.desk.work.floor_views.reading_sides import RIGHT, Reading
from console.desk.work.reading import People, Reader, warm_card
from console.desk.work.times import clock_time

WIDE = 120
"""Columns from which all chats of the owner stand beside the one that is read."""


class ReadingPlace(WhisperPlace):
    """One chat; its owner's others beside it."""

    def __init__(self, context: FloorContext, row: Row, *, whispers: bool = False) -> None:
        super().__init__(context, row, whispers=whispers)
        self.cursor = row.conv
        self.acts = Acts(context)
        self.transcript = TranscriptView()
        self._reader = Reader()
        self.has_card = True
        self._is_revealed = False
        self._opened: frozenset[int] = frozenset()
        """Turns whose details are shown."""

    def others(self) -> list[Widget]:
        """The transcript and the whisper's text."""
        return [self.transcript, self.box]

    def on_mount(self) -> None:
        """From the start the text that was kept."""
        self.box.display = False
        self._load()
        self.desk.backend.watch(self.row.conv)
        super().on_mount()
        if self.part == "box":
            self.do_whisper()

    def on_unmount(self) -> None:
        """Nobody looks any more."""
        self._unwatch()

    def _unwatch(self) -> None:
        desk = self.desk
        if self.row.conv not in (desk.open_conv, desk.back_conv, *desk.slots.order()):
            desk.backend.unwatch(self.row.conv)

    # What is shown.

    def reading(self, view: View) -> Reading:
        """As it stands."""
        desk = self.desk
        self.row = desk.backend.rows.get(self.row.conv, self.row)
        row, transcript = self.row, desk.backend.transcript(self.row.conv)
        turns = transcript.turns if transcript else ()
        account = desk.backend.account
        card = card_lines(
            row,
            desk.backend.customer(row.conv),
            turns,
            account.team if account else (),
            view.zone,
            RIGHT - 2,
            copy_key=desk.keymap.name("copy"),
            is_revealed=self._is_revealed,
        )
        text = desk.text(row.conv, WHISPER)
        kept = desk.backend.draft(row.conv, WHISPER)
        is_kept = kept is not None and kept.text == text.text
        whispers = [one for one in turns if one.kind == WHISPER]
        own = sum(one.author == row.owner and one.kind == "agent" for one in turns)
        return Reading(
            view=view,
            row=row,
            owner=self.owner,
            agent=next((agent for agent in view.wall.agents if agent.id == row.owner), None),
            chats=self._chats(),
            cursor=self.cursor,
            warm=warm_card(transcript.card, bot_turns=row.bot_turns) if transcript else (),
            card=tuple(tuple(line) for line in card),
            whispers=tuple(f"{clock_time(one.at, view.zone)[:5]} {one.text}" for one in whispers if one.text),
            wrote=(own, sum(one.kind == "customer" for one in turns)),
            typing=self._typing(),
            focus=self.part,
            has_card=self.has_card,
            is_gone=row.conv not in desk.backend.rows,
            characters=len(text.text),
            kept_at=clock_time(kept.at, view.zone) if is_kept and kept is not None and text.text else "",
        )

    def _chats(self) -> list[Row]:
        if not self.row.owner or self.row.owner == "bot":
            return [self.row]
        rows = self.desk.backend.rows.values()
        return people.chosen(people.Choice(people.AGENT, self.row.owner), rows, self.desk.now) or [self.row]

    def _typing(self) -> str:
        who = self.desk.typing.get(self.row.conv, ())
        if "customer" in who:
            return t("status.typing", name=names.short_name(self.row.name))
        return t("status.agent_writes", name=self.desk.agent_name(who[0])) if who else ""

    def stamp(self) -> Hashable:
        """The transcript, who types, and the draft."""
        desk, conv = self.desk, self.row.conv
        found = desk.backend.transcript(conv)
        kept = desk.backend.draft(conv, WHISPER)
        return (found.version if found else -1, desk.typing.get(conv, ()), kept.at if kept else 0)

    def draw(self, view: View) -> Drawing:
        """The place."""
        return draw_reading(self.reading(view))

    def settle(self, view: View) -> None:
        """The transcript and the box in their places, with what they show now."""
        if self._loaded != (self.row.conv, self.desk.text(self.row.conv, WHISPER).version):
            # A whisper that was refused has been given back.
            self._load()
        reading = self.reading(view)
        transcript, box = regions(reading)
        _put(self.transcript, transcript)
        if box is not None:
            _put(self.box, box)
        self.box.display = box is not None and (self.part == "box" or bool(self.box.text))
        if box is None and self.part == "box":
            self._lose_box()
        self._show(view)

    def _show(self, view: View) -> None:
        desk, row = self.desk, self.row
        found = desk.backend.transcript(row.conv)
        model = self._reader.read(
            row.conv,
            found.turns if found else (),
            self._people(),
            view.zone,
            seen=row.seen,
            opened=self._opened,
            outgoing=tuple(desk.outgoing.values()),
            complete=found is not None and found.complete,
        )
        self.transcript.show(model)

    def _people(self) -> People:
        """Who is who, also when the row has gone."""
        found = self.desk.people(self.row.conv)
        return found if found.customer else msgspec.structs.replace(found, customer=self.row.name)

    # Keys and mouse.

    def do_next_pane(self) -> None:
        """List, transcript, box."""
        self._cycle(1)

    def do_previous_pane(self) -> None:
        """The other way round."""
        self._cycle(-1)

    def _cycle(self, by: int) -> None:
        ring = ["transcript"]
        if self.size.width >= WIDE:
            ring.insert(0, "list")
        if self.owner:
            ring.append("box")
        here = ring.index(self.part) if self.part in ring else 0
        self._to(ring[(here + by) % len(ring)])

    def move(self, by: int) -> None:
        """The list's cursor, or the transcript."""
        if self.part == "list":
            ids = [row.conv for row in self._chats()]
            here = ids.index(self.cursor) if self.cursor in ids else 0
            self.cursor = ids[max(0, min(len(ids) - 1, here + by))]
        elif abs(by) == 1:
            self.transcript.move(by)
        elif abs(by) > 1000:
            self.transcript.to_end(1 if by > 0 else -1)
        else:
            self.transcript.page(1 if by > 0 else -1)

    def do_open(self) -> None:
        """Another chat of the owner's, logged before it is shown; the details of the turn under the cursor."""
        if self.part == "list" and self.cursor != self.row.conv:
            self.begin(self._turn_to(self.cursor))
        elif self.part == "transcript" and self.transcript.cursor_seq:
            self.transcript.open()
        elif self.part == "transcript" and self.owner:
            self.do_whisper()

    @on(TranscriptView.Opened)
    def _turn_opened(self, message: TranscriptView.Opened) -> None:
        """The details of a turn, shown or not."""
        self._opened ^= {message.seq}
        self.paint()

    async def _turn_to(self, conv: str) -> None:
        row = self.desk.backend.rows.get(conv)
        if row is None or await self.ask(Observe(conv)) is None or not self.is_attached:
            self.cursor = self.row.conv
            return
        self._unwatch()
        self.row, self.cursor, self._opened = row, conv, frozenset()
        self.desk.backend.watch(conv)
        self._load()
        self.paint()

    def clicked(self, target: Target) -> None:
        """A chat of the list, an alarm, the box."""
        if target.kind == "conv":
            self._to("list")
            is_again, self.cursor = self.cursor == target.id, target.id
            if is_again:
                self.do_open()
        elif target.kind == "alarm":
            self.run_id(f"alarm_{target.id}")
        elif target.kind == "box":
            self.do_whisper()

    def do_card(self) -> None:
        """The customer's card on or off."""
        self.has_card = not self.has_card

    def do_copy(self) -> None:
        """Show the customer's e-mail address, and copy it."""
        customer = self.desk.backend.customer(self.row.conv)
        self._is_revealed = True
        self.to_clipboard(customer.email if customer is not None else "", "copy.email")

    def do_take(self) -> None:
        """From the owner after a yes; who waits, at once."""
        take(self, self.row)

    def do_hand_to(self) -> None:
        """This chat to somebody else."""
        if not is_over(self, self.row):
            self.acts.hand([self.row])

    def do_state(self) -> None:
        """Send the owner on break."""
        view = self.view()
        if view is not None:
            self.acts.send_on_break(view, self.row.owner)

    def do_notice_all(self) -> None:
        """One notice to this customer, if she waits."""
        self.acts.notice([self.row] if lists.is_waiting(self.row) else [])


def _put(widget: Widget, region: Region) -> None:
    """A widget over the drawing."""
    styles = widget.styles
    if widget.size != Size(region.width, region.height):
        styles.width, styles.height = region.width, region.height
    styles.offset = (region.x, region.y)
