"""The wall on the terminal that it is started on, for `floor_wall_paint`: `busy` on keys, or `quiet` by itself.

Busy: each `n` is the next snapshot, in which nearly everything is different; `N` writes down what the repaints took of
the processor, from the snapshot to the last byte, the wait for Textual's next frame not counted. Quiet: one snapshot a
second in which timers run, one queue and one agent change, and the counts grow by one.
"""

import asyncio
import json
import os
import random
import sys
import time
from datetime import UTC
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from textual import events

from console.config.themes import Shelf
from console.core.metrics.wall import Wall
from console.desk.tui.app import DeskApp
from tests.bench.measure import READY
from tests.desk import floor_scene as scene
from tests.desk import scripted

_MINUTE = 60_000


class WallApp(DeskApp):
    """The real app, with a clock of its own that begins at the drawings' moment."""

    def __init__(self, mode: str, report: str = "") -> None:
        self.mode = mode
        self.report = Path(report)
        self.took: list[float] = []
        self.is_painting = False
        self.own = scripted.ScriptedBackend(scripted.SARA, now=scene.OUTAGE_AT)
        self.own.wall = scene.outage()
        self.begun = time.monotonic()
        self.rng = random.Random(4)
        super().__init__(self.own, clock=self.now_is, shelf=Shelf(None), zone=UTC, opens_floor=True)

    def now_is(self) -> int:
        """Milliseconds since the epoch, from the drawings' moment on."""
        self.own.now = scene.OUTAGE_AT + int((time.monotonic() - self.begun) * 1_000)
        return int(self.own.now)

    def on_ready(self) -> None:
        """The terminal is ours; the wall is there a moment later."""
        self.set_timer(1.0, self._begin)

    def _begin(self) -> None:
        assert self.floor_screen is not None
        # Past the driver: its fence lets nothing through that sets a title.
        os.write(sys.__stderr__.fileno(), READY)  # type: ignore[union-attr]
        if self.mode == "quiet":
            self.set_interval(1.0, self._quiet)

    async def on_event(self, event: events.Event) -> None:
        """The key for the next snapshot; all others are the app's."""
        if isinstance(event, events.Key) and event.key == "n":
            self.took.append(0.0)
            self._busy()
        elif isinstance(event, events.Key) and event.character == "N":
            self.report.write_text(json.dumps(self.took), encoding="utf-8")
        else:
            await super().on_event(event)

    def _paint(self) -> None:
        began = time.thread_time()
        self.is_painting = True
        super()._paint()
        self.is_painting = False
        self._count(began)

    def _display(self, screen: Any, renderable: Any) -> None:
        began = time.thread_time()
        super()._display(screen, renderable)
        if not self.is_painting:
            self._count(began)

    def _count(self, began: float) -> None:
        if self.took:
            self.took[-1] += (time.thread_time() - began) * 1_000

    def _busy(self) -> None:
        assert self.own.wall is not None
        is_calm = not self.own.wall.alarms
        wall = scene.outage() if is_calm else scene.calm()
        now = self.now_is()
        self.own.tells_wall(_moved(wall, now - wall.at))

    def _quiet(self) -> None:
        wall, now = self.own.wall, self.now_is()
        assert wall is not None
        queues, agents = list(wall.queues), list(wall.agents)
        place = self.rng.randrange(len(queues))
        queues[place] = replace(queues[place], answered=queues[place].answered + 1, in_60=queues[place].in_60 + 1)
        for number, queue in enumerate(queues):
            if queue.wait and queue.next_late - now < 20_000:
                queues[number] = replace(queue, longest_since=now, next_late=now + _MINUTE)
        place = self.rng.randrange(8)
        agents[place] = replace(agents[place], owes_since=now - self.rng.randrange(1, 50) * 1_000)
        kept = replace(wall.kept, asked=wall.kept.asked + 1, got=wall.kept.got + 1)
        tiles = replace(
            wall.tiles, answered=wall.tiles.answered + 1, longest_since=max(wall.tiles.longest_since, now - _MINUTE)
        )
        changed: dict[str, Any] = {"at": now, "n": wall.n + 1, "kept": kept, "tiles": tiles}
        self.own.tells_wall(replace(wall, queues=tuple(queues), agents=tuple(agents), **changed))


def _moved(wall: Wall, by: int) -> Wall:
    """The same floor at another moment: every waiting leg and every owed reply as old as it was."""
    queues = [
        replace(
            queue,
            longest_since=queue.longest_since and queue.longest_since + by,
            next_late=queue.next_late and queue.next_late + by,
        )
        for queue in wall.queues
    ]
    agents = [
        replace(agent, owes_since=agent.owes_since and agent.owes_since + by, state_since=agent.state_since + by)
        for agent in wall.agents
    ]
    return replace(wall, at=wall.at + by, queues=tuple(queues), agents=tuple(agents))


async def main(*arguments: str) -> None:
    """Run until killed."""
    await WallApp(*arguments).run_async()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
