"""From a customer's message committed to the console told, with 50 simulated customers; and the ledger of all messages.

The backend is a process of its own; customers and the console share this one, so that both ends have one clock. The
time runs from the `ok` at the customer's page, which follows the commit, to `TurnsChanged` at a real `NativeBackend`
that watches every conversation: what comes before it in the console is counted, what comes after the socket's `ok` is
not hidden. A message told before its `ok` counts as 0.
"""

import asyncio
import contextlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

NAME: Final = "customer's message committed to told at the console, 50 simulated customers"
GOAL: Final = "p99 < 250 ms; sent = stored = shown"
PASSWORD: Final = "a long pass phrase"
MESSAGES: Final = 6
GAP_S: Final = (0.6, 2.4)


class Server:
    """`warmline serve` in a folder of its own, with one user."""

    def __init__(self, folder: Path) -> None:
        self.env = {**os.environ, "WARMLINE_STATE_DIR": str(folder / "state"), "WARMLINE_CONFIG_DIR": str(folder)}
        data = ["--data", str(folder / "data")]
        words = [sys.executable, "-m", "console", "user", "add", "maya", "--password-stdin", *data]
        subprocess.run(words, input=PASSWORD.encode() + b"\n", env=self.env, check=True, capture_output=True)
        (folder / "warmline.toml").write_text(
            "[backend]\npace = 0.25\n[backend.limits]\nsockets = 500\nsockets_per_address = 400\n"
        )
        self.process = subprocess.Popen(
            [sys.executable, "-m", "console", "serve", "--json", "--port", "0", *data],
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self.process.stdout is not None
        self.url: str = json.loads(self.process.stdout.readline())["url"]

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(20)


class Console:
    """A real console that watches every conversation, as many as may be watched, and notes when it is told."""

    def __init__(self, server: str) -> None:
        from console.desk.adapters.native import NativeBackend, NativeOptions
        from console.desk.adapters.signin import sign_in

        tokens = sign_in(server, "maya", PASSWORD)
        options = NativeOptions(
            server=server, user="maya", refresh=tokens.refresh, access=tokens.access, access_ends=tokens.access_ends
        )
        self.backend = NativeBackend(options)
        self.told_at: dict[str, float] = {}
        self.doubled = 0
        self._turns: dict[str, set[int]] = {}
        self.backend.listen(self._told)

    def _told(self, update: Any) -> None:
        from console.desk.adapters.port import RowsChanged, RowsReset, TurnsChanged

        if isinstance(update, TurnsChanged):
            self._shown(update.transcript)
        elif isinstance(update, RowsReset | RowsChanged):
            for conv in self.backend.rows:
                if conv not in self._turns:
                    self._turns[conv] = set()
                    self.backend.watch(conv)

    def _shown(self, transcript: Any) -> None:
        now = time.perf_counter()
        seen = self._turns.setdefault(transcript.conv, set())
        for turn in reversed(transcript.turns):
            if turn.seq in seen:
                break
            seen.add(turn.seq)
            if turn.text.startswith("message "):
                self.doubled += turn.text in self.told_at
                self.told_at.setdefault(turn.text, now)


def customers(url: str, count: int, messages: int) -> tuple[list[Any], dict[str, float], dict[str, float]]:
    """Customers who say so many numbered things, at their pace; when each was answered `ok`, and sent."""
    from console.simulate.customer import SimulatedCustomer, Temper

    committed: dict[str, float] = {}
    sent_at: dict[str, float] = {}

    class Numbered(SimulatedCustomer):
        """One who says what can be told apart."""

        number = 0

        async def _live(self) -> None:
            for n in range(messages):
                await asyncio.sleep(self._rng.uniform(*GAP_S))
                text = f"message {n} of customer {self.number}: {self._rng.choice(self.script.openings)}"
                sent_at[text] = time.perf_counter()
                await self._say(text)
            await self._until(lambda: len(self.ledger.shown) >= messages, 20)

        def _hear(self, frame: Any) -> None:
            before = set(self.ledger.stored)
            super()._hear(frame)
            for wish in self.ledger.stored - before:
                if wish in self.ledger.sent:
                    committed[self.ledger.sent[wish]] = time.perf_counter()

    import httpx

    http = httpx.AsyncClient(trust_env=False, timeout=20)

    async def ticket() -> str:
        answer = await http.post(f"{url}/v1/ticket", json={}, headers={"origin": url})
        return str(answer.json()["ticket"])

    crowd = []
    for n in range(count):
        rng = random.Random(n)
        lang = rng.choice(("en", "sv", "de", "es", "pt"))
        one = Numbered(
            f"{url.replace('http', 'ws', 1)}/v1/customer", url, ticket, rng,
            lang=lang, temper=Temper.CONTENT, pace=0.0, name=f"Customer {n}",
        )  # fmt: skip
        one.number = n
        crowd.append(one)
    return crowd, committed, sent_at


def spent(begun: dict[str, float], told: dict[str, float]) -> tuple[float, float, float]:
    """Median, 99th percentile and worst of the milliseconds from one to the other."""
    times = sorted(max(0.0, (told[text] - at) * 1000) for text, at in begun.items() if text in told)
    if len(times) < 2:
        return (float("inf"),) * 3
    points = statistics.quantiles(times, n=100, method="inclusive")
    return round(points[49], 1), round(points[98], 1), round(times[-1], 1)


async def measure(url: str, count: int, messages: int) -> dict[str, Any]:
    """One run against a server."""
    console = await asyncio.to_thread(Console, url)
    await console.backend.start()
    crowd, committed, sent_at = customers(url, count, messages)
    running = [asyncio.create_task(one.run()) for one in crowd]
    await asyncio.gather(*running)
    sent = [text for one in crowd for text in one.ledger.sent.values()]
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(20):
            while not console.told_at.keys() >= set(sent):  # noqa: ASYNC110 - a bench
                await asyncio.sleep(0.01)
    await console.backend.close()
    stored = sum(len(one.ledger.stored & one.ledger.sent.keys()) for one in crowd)
    page = sum(len(one.ledger.shown) for one in crowd)
    shown = sum(text in console.told_at for text in sent)
    times = spent(committed, console.told_at)
    whole = spent(sent_at, console.told_at)
    return {
        "customers": count,
        "sent": len(sent),
        "stored": stored,
        "shown_at_console": shown,
        "shown_at_page": page,
        "doubled": console.doubled,
        "p50_ms": times[0],
        "p99_ms": times[1],
        "worst_ms": times[2],
        "from_sending_p50_ms": whole[0],
        "from_sending_p99_ms": whole[1],
    }


def run(smoke: bool = False) -> dict[str, Any]:
    """The figures."""
    count, messages = (5, 2) if smoke else (50, MESSAGES)
    with tempfile.TemporaryDirectory(prefix="warmline-bench-") as folder:
        server = Server(Path(folder))
        try:
            found = asyncio.run(measure(server.url, count, messages))
        finally:
            server.close()
    whole = found["sent"] == found["stored"] == found["shown_at_console"] == found["shown_at_page"]
    return {
        "name": NAME,
        "goal": GOAL,
        **found,
        "load": round(os.getloadavg()[0], 1),
        "met": whole and not found["doubled"] and found["p99_ms"] < 250,
    }


if __name__ == "__main__":
    print(json.dumps(run(smoke="--smoke" in sys.argv), indent=2))
