"""Run as a program by the tests: the desk on a scripted backend, on the real terminal that it is started on.

The first argument is the script (`plain`, `lost` or `offer`), the second the file for the report at the end.
"""

import asyncio
import importlib.util
import json
import sys
import time
from datetime import UTC
from pathlib import Path
from typing import Any

from console.config.themes import Shelf
from console.core.conversation import commands as c
from console.desk.tui.app import DeskApp

_SPEC = importlib.util.spec_from_file_location("desk_scripted", Path(__file__).parents[1] / "scripted.py")
assert _SPEC is not None
assert _SPEC.loader is not None
scripted = importlib.util.module_from_spec(_SPEC)
sys.modules["desk_scripted"] = scripted
_SPEC.loader.exec_module(scripted)


class LostBackend(scripted.ScriptedBackend):  # type: ignore[name-defined, misc]
    """A colleague is faster, and the answer takes a while."""

    def submit(self, conv: str, command: Any, *, epoch: int | None = None) -> Any:
        self.is_slow = True
        item = super().submit(conv, command, epoch=epoch)
        asyncio.get_running_loop().call_later(1.0, self._lose, conv)
        return item

    def _lose(self, conv: str) -> None:
        self.colleague(conv, c.Take())
        self.answer_all()


class OfferingBackend(scripted.ScriptedBackend):  # type: ignore[name-defined, misc]
    """While the agent types, the router offers her the next chat."""

    def keep_draft(self, conv: str, kind: str, text: str, *, base_seq: int = 0) -> None:
        super().keep_draft(conv, kind, text, base_seq=base_seq)
        if text == "hello" and not self.heads["w01"].offers:
            asyncio.get_running_loop().call_soon(self.offers, "w01", 600)


def main() -> None:
    script, report = sys.argv[1:3]
    made = {"lost": LostBackend, "offer": OfferingBackend}.get(script, scripted.ScriptedBackend)
    backend = made()
    scripted.drawn(backend)
    begun, at = time.monotonic(), backend.now

    def clock() -> int:
        backend.now = at + int((time.monotonic() - begun) * 1000)
        return int(backend.now)

    app = DeskApp(backend, clock=clock, zone=UTC, shelf=Shelf(None))
    app.run()
    said = {conv: [t.text for t in kept.turns if t.kind == "agent"] for conv, kept in backend.transcripts.items()}
    owners = {conv: head.agent for conv, head in backend.heads.items()}
    drafts = {f"{conv}/{kind}": draft.text for (conv, kind), draft in backend.kept.items()}
    Path(report).write_text(json.dumps({"said": said, "owners": owners, "drafts": drafts}), encoding="utf-8")


if __name__ == "__main__":
    main()
