"""The Desk on a scripted backend, on the terminal that it is started on, for `frames`.

Signals make things happen: SIGUSR1 an incoming message in the open chat, SIGUSR2 a change of another row.
"""

import asyncio
import os
import signal
import sys
import time
from datetime import UTC
from itertools import count

from console.config.themes import Shelf
from console.desk.tui.app import DeskApp
from tests.bench.measure import READY
from tests.desk import scripted


class Desk(DeskApp):
    """The real app, its clock begun at the drawings' moment."""

    def __init__(self) -> None:
        self.own = scripted.ScriptedBackend()
        scripted.drawn(self.own)
        begun, at = time.monotonic(), self.own.now

        def clock() -> int:
            self.own.now = at + int((time.monotonic() - begun) * 1_000)
            return int(self.own.now)

        super().__init__(self.own, clock=clock, shelf=Shelf(None), zone=UTC)
        self.numbers = count(1)

    def on_ready(self) -> None:
        """The terminal is ours."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGUSR1, self.message)
        loop.add_signal_handler(signal.SIGUSR2, self.other)
        self.set_timer(4.0, self._begin)

    def _begin(self) -> None:
        # Past the driver: its fence lets nothing through that sets a title.
        os.write(2, READY)

    def message(self) -> None:
        """The customer of the open chat writes."""
        self.own.says(self.desk.open_conv, f"message {next(self.numbers)}: and there is one more thing that I forgot")

    def other(self) -> None:
        """Somebody else's chat changes: the bot's customer writes, by turns."""
        bots = [conv for conv, row in self.own.rows.items() if row.state == "bot" and conv != self.desk.open_conv]
        self.own.says(bots[next(self.numbers) % len(bots)], "and another one")


if __name__ == "__main__":
    sys.argv = sys.argv[:1]
    asyncio.run(Desk().run_async())
