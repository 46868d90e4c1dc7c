"""Draws the pictures of the docs: real backend, real customers, the Desk on them: `python docs/picture.py [FILE]`."""

import asyncio
import os
import random
import sys
import tempfile
from pathlib import Path

# Before Textual is imported: the picture has all colours, whatever this terminal can show.
os.environ |= {"TEXTUAL_COLOR_SYSTEM": "truecolor", "COLORTERM": "truecolor", "TERM": "xterm-256color"}

import httpx

from console.backend.node import NodeOptions, running, wall_clock
from console.config.settings import Console
from console.desk.adapters.native import NativeBackend, NativeOptions
from console.desk.tui.app import DeskApp
from console.simulate.customer import SimulatedCustomer, Temper

HERE = Path(__file__).parent
CUSTOMERS = (
    ("Ana Souza", "pt", Temper.ASKS),
    ("Jo Brand", "de", Temper.HARD),
    ("Max Vogel", "de", Temper.ASKS),
    ("Lena Berg", "sv", Temper.ASKS),
    ("Rui Costa", "pt", Temper.HARD),
    ("Dee Ott", "en", Temper.ASKS),
    ("Ann Fox", "en", Temper.HARD),
    ("Eva Gil", "es", Temper.ASKS),
    ("Tom Iles", "en", Temper.CURIOUS),
    ("Mia Roth", "en", Temper.CURIOUS),
    ("Ola Ek", "sv", Temper.CURIOUS),
    ("Pat Kim", "en", Temper.CURIOUS),
)


async def draw(theme: str, size: tuple[int, int] = (120, 40)) -> str:
    """One picture."""
    with tempfile.TemporaryDirectory() as folder:
        async with running(NodeOptions(store=Path(folder) / "s.db", pace=0.3, workspace="acme")) as node:
            assert node.listening is not None
            maya = await node.access.add_user("maya", "Maya", "agent", "not a real one", now=wall_clock())
            await node.people.reload()
            tokens = await node.access.vouch(maya, "picture", wall_clock())
            async with httpx.AsyncClient(trust_env=False) as http:
                people = await _arrive(node.listening.url(), node.listening.url("ws"), http)
                backend = NativeBackend(
                    NativeOptions(
                        server=node.listening.url(),
                        user="maya",
                        refresh=tokens.refresh,
                        access=tokens.access,
                        access_ends=tokens.expires_at,
                    )
                )
                app = DeskApp(backend, Console(theme=theme))
                async with app.run_test(size=size) as pilot:
                    while sum(row.state == "queued" for row in backend.rows.values()) < 7:
                        await pilot.pause(0.1)
                    await pilot.press("t")
                    await pilot.pause(1.0)
                    for area in app.screen.query("TextArea"):
                        area.text = "Hello, Maya here. I have your order open and will look into it now."  # type: ignore[attr-defined]
                    await pilot.press("enter", "enter")
                    await pilot.pause(4.0)
                    for area in app.screen.query("TextArea"):
                        area.text = "The refund left us yesterday and should show within two working days."  # type: ignore[attr-defined]
                    await pilot.pause(1.0)
                    picture = app.export_screenshot(title="warmline")
                for task in people:
                    task.cancel()
                await asyncio.gather(*people, return_exceptions=True)
    return picture


async def _arrive(url: str, ws_url: str, http: httpx.AsyncClient) -> list["asyncio.Task[object]"]:
    async def ticket() -> str:
        answer = await http.post(f"{url}/v1/ticket", json={}, headers={"origin": url})
        return str(answer.json()["ticket"])

    people: list[asyncio.Task[object]] = []
    for n, (name, lang, temper) in enumerate(CUSTOMERS):
        rng = random.Random(n)
        someone = SimulatedCustomer(
            f"{ws_url}/v1/customer", url, ticket, rng, lang=lang, temper=temper, pace=0.3, name=name, eager=n != 0
        )
        people.append(asyncio.create_task(someone.run()))
        await asyncio.sleep(0.4)
    return people


PICTURES = {
    "desk.svg": ("hearth", (120, 40)),
    "desk-small.svg": ("hearth", (80, 24)),
    "desk-daybreak.svg": ("daybreak", (120, 40)),
}

if __name__ == "__main__":
    for name in sys.argv[1:] or PICTURES:
        (HERE / name).write_text(asyncio.run(draw(*PICTURES[name])), encoding="utf-8")
