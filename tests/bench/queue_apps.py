"""The contestants of P4, P5, P6 and P8: our list, a DataTable and a renderer without a toolkit, over the same queue.

Run as a program on a terminal: `python queue_apps.py <list|table|bare> <rows> [updates a second] [report file]`.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widgets import DataTable

from console.config.themes import Shelf
from console.core.conversation.words import State
from console.core.floor.rows import Row
from console.desk.tui import theming
from console.desk.tui.fence import TextFence, fenced
from console.desk.tui.frames import ExactCompositor, FramedApp
from console.desk.tui.settling import settle_memory
from console.desk.tui.theming import Theming
from console.desk.tui.widgets.conversation_list import ConversationList
from console.desk.tui.writing import whole_frames
from console.desk.work import lists
from console.desk.work.kept_order import KeptOrder, Seen

NOW = 1_760_000_000_000
FLUSH = 0.1
SECONDS = 3.0
TICK = 0.01
REASONS = ("asked", "bot_unsure", "bot_failed", "policy", "upset", "hardship")
READY = "\x1b]2;ready\x07"
Update = tuple[str, Row]


def row(number: int, since: int) -> Row:
    """One customer who waits."""
    return Row(
        f"c{number:06}",
        number,
        State.QUEUED,
        1,
        1,
        name=f"Customer {number}",
        lang=("pt", "de", "en", "sv")[number % 4],
        topic=("refund", "delivery", "payment")[number % 3],
        reason=REASONS[number % len(REASONS)],
        since=since,
        deadline=since + 120_000,
    )


def queue(number: int) -> dict[str, Row]:
    """A queue of this length, a tenth of a second apart."""
    return {item.conv: item for item in (row(n, NOW - 60_000 + n * 100) for n in range(number))}


class Changes:
    """What happens to a queue: 40 % changes, 30 % new in the middle, 30 % gone, all among the first few hundred."""

    def __init__(self, rows: dict[str, Row]) -> None:
        self.rows = rows
        self._random = Random(7)
        self._next = len(rows)
        self._top = list(rows)[:300]

    def one(self) -> Update:
        """The next change, made in `rows`."""
        dice = self._random.random()
        if dice < 0.3 or not self._top:
            self._next += 1
            new = row(self._next, NOW - 60_000 + self._random.randrange(30_000))
            self.rows[new.conv] = new
            self._top.append(new.conv)
            return "new", new
        place = self._random.randrange(len(self._top))
        conv = self._top[place]
        if dice < 0.6:
            self._top[place] = self._top[-1]
            self._top.pop()
            return "gone", self.rows.pop(conv)
        old = self.rows[conv]
        changed = row(old.no + 1, old.since)
        self.rows[conv] = Row(**{field: getattr(changed, field) for field in Row.__struct_fields__} | {"conv": conv})
        return "changed", self.rows[conv]


def cells(styles: Theming, item: lists.ListEntry) -> tuple[Text, Text, Text, Text, Text]:
    """A row of a table with the same words and colours."""
    muted = styles.style("muted")
    return (
        waited(styles, item),
        Text(item.lang, muted),
        Text(item.reason_long, muted),
        Text(item.name, styles.style("text")),
        Text(item.topic, muted),
    )


def waited(styles: Theming, item: lists.ListEntry) -> Text:
    """The cell with glyph and time."""
    look = styles.style(item.role)
    return Text.assemble((item.glyph, look), " ", (item.time, look if item.role != "fine" else styles.style("text")))


class Queue(App[None]):
    """What the two with a toolkit share: themes, updates at a rate, and how late the loop was."""

    CSS = "ConversationList { background: $wl-pane; } DataTable { height: 1fr; }"

    def __init__(self, number: int, rate: int, report: str, tick: float) -> None:
        super().__init__()
        self.theming = Theming(self, Shelf(), 1 << 24)
        self.number, self.rate, self.report, self.tick = number, rate, report, tick
        self.rows = queue(number)
        self.changes = Changes(self.rows)
        self.gaps: list[float] = []
        self.now = NOW

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theming.variable_defaults(self)

    def on_mount(self) -> None:
        self.theming.start("hearth", no_color=False)
        self.call_after_refresh(self.begin)

    def begin(self) -> None:
        # Past the driver: the Desk's fence would not let it through.
        os.write(2, READY.encode())
        if self.rate:
            self._work = asyncio.create_task(self.updates())
        elif self.tick:
            self.set_interval(self.tick, self.clock)

    def apply(self, update: Update) -> None:
        """Take up one change."""

    def flush(self) -> None:
        """Show what has been taken up."""

    def clock(self) -> None:
        """Time has passed."""
        self.now += 1_000
        self.flush()

    async def updates(self) -> None:
        """As many changes a second as are asked for, or as can be done, and how late each turn of the loop was."""
        done, began = 0, time.perf_counter()
        cpu = time.process_time()
        flushed = last = began
        while (now := time.perf_counter()) - began < SECONDS:
            due = min(int((now - began) * self.rate) - done, 10 * max(1, int(self.rate * TICK)))
            for _ in range(due):
                self.apply(self.changes.one())
            done += due
            if now - flushed >= FLUSH:
                self.flush()
                flushed = now
            await asyncio.sleep(TICK)
            after = time.perf_counter()
            self.gaps.append(after - max(now, last) - TICK)
            last = after
        took, cpu = time.perf_counter() - began, time.process_time() - cpu
        self.finish(done, took, cpu)

    def finish(self, done: int, took: float, cpu: float) -> None:
        """Write down what was measured."""
        self.gaps.sort()
        result = {
            "rate": done / took,
            "cpu_ms": cpu * 1_000 / max(1, done),
            "gap_p99_ms": self.gaps[int(len(self.gaps) * 0.99)] * 1_000,
        }
        # The other side looks for the file and ends this program: it must be whole when it is there.
        whole = Path(self.report).with_suffix(".part")
        whole.write_text(json.dumps(result))
        whole.rename(self.report)


class ListQueue(Queue, FramedApp):
    """Our list, its frames, keys and memory handled as the Desk handles them."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.driver_class = fenced(whole_frames(self.driver_class))
        self.fence = TextFence()
        self.seen, self.order = Seen(), KeptOrder(lists.is_waiting, lists.queue_place)

    def get_default_screen(self) -> Screen[Any]:
        screen = super().get_default_screen()
        screen._compositor = ExactCompositor(self)
        return screen

    def get_line_filters(self) -> list[LineFilter]:
        return [self.fence, *super().get_line_filters()]

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.view.move({"up": -1, "down": 1}.get(event.key, 0))
            self.paint_now()
            return
        await super().on_event(event)

    def compose(self) -> ComposeResult:
        self.view = ConversationList("waiting", wide=True)
        yield self.view

    listing = lists.Listing("waiting", (), NOW)

    def on_mount(self) -> None:
        super().on_mount()
        self.view.focus()
        self.flush()

    def begin(self) -> None:
        settle_memory()
        super().begin()

    def flush(self) -> None:
        if self.rate or not self.listing:
            self.order.take(self.seen.changes(self.rows), self.rows)
            self.listing = lists.waiting(self.order.ordered(), self.now)
        self.view.show(self.listing.at(self.now), own=True)
        self.paint_now()


class TableQueue(Queue):
    """Textual's own table: changes of cells as they come, one sort for all that came since the last flush."""

    def compose(self) -> ComposeResult:
        self.table: DataTable[Text] = DataTable(cursor_type="row", show_header=False)
        yield self.table

    def on_mount(self) -> None:
        super().on_mount()
        self.columns = self.table.add_columns("wait", "lang", "reason", "name", "topic")
        for item in lists.waiting(self.rows.values(), NOW):
            self.table.add_row(*cells(self.theming, item), key=item.conv)
        self.table.focus()

    def apply(self, update: Update) -> None:
        what, changed = update
        if what == "gone":
            self.table.remove_row(changed.conv)
            return
        words = cells(self.theming, lists.waiting([changed], NOW)[0])
        if what == "new":
            self.table.add_row(*words, key=changed.conv)
            return
        for column, word in zip(self.columns, words, strict=True):
            self.table.update_cell(changed.conv, column, word)

    def flush(self) -> None:
        if self.rate:
            self.table.sort(self.columns[0], key=str, reverse=True)
            return
        window = self.table.size.height
        for item in lists.waiting(list(self.rows.values())[:window], self.now):
            self.table.update_cell(item.conv, self.columns[0], waited(self.theming, item))


async def bare(number: int) -> None:
    """No toolkit: two rows written a key, the rest of the screen left alone."""
    entries = list(lists.waiting(queue(number).values(), NOW))
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    cursor = top = 0
    write: Callable[[str], int] = lambda text: os.write(1, text.encode())  # noqa: E731

    def line(place: int) -> str:
        item = entries[place]
        look = "\x1b[48;2;54;48;44m" if place == cursor else "\x1b[48;2;30;26;24m"
        text = f" {item.glyph} {item.time}  {item.lang}  {item.reason_long:<21}{item.name:<14}{item.topic}"
        return f"\x1b[{place - top + 1};1H{look}\x1b[38;2;219;209;192m{text:<119}\x1b[0m"

    write("\x1b[2J" + "".join(line(place) for place in range(38)) + READY)
    while data := await reader.read(64):
        old = cursor
        cursor += data.count(b"\x1b[B")
        if cursor - top > 37:
            top = cursor - 37
            write("\x1b[?2026h" + "".join(line(place) for place in range(top, top + 38)) + "\x1b[?2026l")
        else:
            write("\x1b[?2026h" + line(old) + line(cursor) + "\x1b[?2026l")


def main(arguments: list[str]) -> None:
    kind, number = arguments[0], int(arguments[1])
    rate = int(arguments[2]) if len(arguments) > 2 else 0
    report = arguments[3] if len(arguments) > 3 else ""
    tick = float(arguments[4]) if len(arguments) > 4 else 0.0
    if kind == "bare":
        import tty

        tty.setraw(0)
        asyncio.run(bare(number))
    else:
        (ListQueue if kind == "list" else TableQueue)(number, rate, report, tick).run()


if __name__ == "__main__":
    main(sys.argv[1:])
