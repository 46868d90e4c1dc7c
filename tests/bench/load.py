"""Load with a ledger: 200 consoles, 2,000 customers, 200 messages a second; sent = stored = shown, and how soon.

`python -m tests.campaign load [--seconds 120]` runs it for as long as you like. From the `ok` that follows the commit
to the frame at the other side's socket, both ways, on one clock; on a real Desk in a pseudo-terminal to the bytes that
paint it. A message shown before its `ok` counts as 0.
"""

import argparse
import asyncio
import json
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections import Counter
from collections.abc import Mapping
from fcntl import ioctl
from pathlib import Path
from threading import Event, Thread
from typing import Any

NAME = "load: 200 consoles, 2,000 customers, 200 messages/s, with a ledger"
GOAL = "0 lost, 0 doubled; commit to screen p50 < 60 ms, p99 < 250 ms"
PARTIES = Path(__file__).with_name("load_parties.py")
ROOT = PARTIES.parents[2]


class Party:
    """One process of the load."""

    def __init__(self, name: str, module: str = "load_parties", **told: Any) -> None:
        command = [sys.executable, "-m", f"tests.bench.{module}", name]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.tell(**told)

    def tell(self, **line: Any) -> None:
        """One line."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(line) + "\n")
        self.process.stdin.flush()

    def says(self) -> dict[str, Any]:
        """Its next line."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("a party of the load has ended")
        found: dict[str, Any] = json.loads(line)
        return found

    def end(self) -> None:
        """At once."""
        self.process.kill()
        self.process.wait()


class Screen(Thread):
    """The real Desk on a pseudo-terminal; when each of the numbered marks was painted."""

    def __init__(self, ws: str, token: str) -> None:
        super().__init__(daemon=True)
        self.master, child = pty.openpty()
        ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        env = {**os.environ, "TERM": "xterm-256color", "LOAD_DESK": json.dumps({"ws": ws, "token": token})}
        words = [sys.executable, str(PARTIES), "desk"]
        self.process = subprocess.Popen(words, stdin=child, stdout=child, stderr=child, env=env, start_new_session=True)
        os.close(child)
        self.painted: dict[int, float] = {}
        self.over = Event()
        self.start()

    def run(self) -> None:
        """Read what it writes."""
        kept = b""
        while not self.over.is_set():
            if not select.select([self.master], [], [], 0.05)[0]:
                continue
            try:
                kept = kept[-200:] + os.read(self.master, 65_536)
            except OSError:
                return
            now = time.monotonic()
            at = 0
            while (at := kept.find(b"message ", at)) >= 0:
                number = kept[at + 8 :].split(b" ", 1)
                at += 8
                if len(number) == 2 and number[0].isdigit():
                    self.painted.setdefault(int(number[0]), now)

    def key(self, keys: bytes) -> None:
        """Press."""
        os.write(self.master, keys)

    def end(self) -> None:
        """Away with it."""
        self.over.set()
        self.process.kill()
        self.process.wait()
        self.join()
        os.close(self.master)


def measure(consoles: int, customers: int, rate: float, seconds: float, *, with_desk: bool = True) -> dict[str, Any]:
    """One run, from an empty store to the ledger."""
    with tempfile.TemporaryDirectory(prefix="warmline-load-") as folder:
        home = Path(folder)
        parties: list[Party | Screen] = []
        try:
            return _measure(home, parties, consoles, customers, rate, seconds, with_desk)
        finally:
            for party in reversed(parties):
                party.end()


def _measure(
    home: Path,
    parties: list[Party | Screen],
    consoles: int,
    customers: int,
    rate: float,
    seconds: float,
    with_desk: bool,
) -> dict[str, Any]:
    server = Party("server", store=str(home / "warmline.db"), consoles=consoles)
    parties.append(server)
    where = server.says()
    desks = Party("consoles", **where, customers=customers, report=str(home / "consoles.json"))
    parties.append(desks)
    desks.says()
    pages = Party("customers", http=where["http"], ws=where["ws"], customers=customers, report=str(home / "pages.json"))
    parties.append(pages)
    desks.says()
    pages.says()
    screen = None
    if with_desk:
        screen = Screen(where["ws"], where["tokens"][0])
        parties.append(screen)
        time.sleep(3.0)
        screen.key(b"1")
        time.sleep(0.5)
    cpu, begun = _cpu(server.process.pid), time.monotonic()
    for party in (desks, pages):
        party.tell(rate=rate / 2, seconds=seconds)
    for party in (desks, pages):
        party.says()
    elapsed, used = time.monotonic() - begun, _cpu(server.process.pid) - cpu
    memory = _rss(server.process.pid)
    for party in (desks, pages):
        party.tell(stop=True)
        party.says()
    server.tell(stop=True)
    server.says()
    reports = [json.loads((home / name).read_text()) for name in ("consoles.json", "pages.json")]
    stored = asyncio.run(texts(home / "warmline.db"))
    found = ledger(reports[0], reports[1], stored)
    if screen is not None:
        found["desk"] = _desk(screen.painted, reports[1]["accepted"])
    found |= {
        "consoles": consoles,
        "customers": customers,
        "messages_per_s": round(found["sent"] / elapsed, 1),
        "seconds": round(elapsed, 1),
        "server_cpu_percent": round(100 * used / elapsed),
        "server_rss_mb": memory,
    }
    return found


async def texts(path: Path) -> Counter[str]:
    """How often each text stands in the store, read by the product's own reader."""
    from console.backend.store.sqlite import SqliteStore

    found: Counter[str] = Counter()
    store = await SqliteStore.open(path)
    try:
        pos = 0
        while entries := await store.feed(pos, 2_000, bodies=True):
            for entry in entries:
                pos = entry.pos
                bodies = getattr(entry.event, "bodies", None) or {}
                if "text" in bodies:
                    found[bodies["text"]] += 1
    finally:
        await store.close()
    return found


def ledger(desks: dict[str, Any], pages: dict[str, Any], stored: Counter[str]) -> dict[str, Any]:
    """Sent = stored = shown, in both directions, and how long it took."""
    sent = desks["sent"] | pages["sent"]
    shown = desks["shown"] | pages["shown"]
    there = desks["shown"].keys() & desks["sent"].keys()
    faults = Counter(desks["faults"]) + Counter(pages["faults"])
    return {
        "sent": len(sent),
        "accepted": len(desks["accepted"]) + len(pages["accepted"]),
        "stored": sum(text in stored for text in sent),
        "shown": sum(text in shown for text in sent),
        "stored_twice": sum(stored[text] > 1 for text in sent),
        "shown_twice": len(desks["doubled"]) + len(pages["doubled"]) + len(there),
        "faults": dict(faults),
        "to_console": _spent(pages["accepted"], desks["shown"]),
        "to_page": _spent(desks["accepted"], pages["shown"]),
    }


def _spent(begun: Mapping[str, float], ended: Mapping[str, float]) -> dict[str, float]:
    times = sorted(max(0.0, (ended[text] - at) * 1_000) for text, at in begun.items() if text in ended)
    if len(times) < 2:
        return {"n": len(times), "p50_ms": float("inf"), "p99_ms": float("inf"), "worst_ms": float("inf")}
    points = statistics.quantiles(times, n=100, method="inclusive")
    return {
        "n": len(times),
        "p50_ms": round(points[49], 1),
        "p99_ms": round(points[98], 1),
        "worst_ms": round(times[-1], 1),
    }


def _desk(painted: Mapping[int, float], accepted: Mapping[str, float]) -> dict[str, float]:
    """Of the messages that the open conversation showed."""
    begun = {text.split(" ", 2)[1]: at for text, at in accepted.items()}
    return _spent(begun, {str(number): at for number, at in painted.items()})


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _rss(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def whole(found: dict[str, Any]) -> bool:
    """Whether nothing was lost or doubled."""
    counts = {found[name] for name in ("sent", "accepted", "stored", "shown")}
    return len(counts) == 1 and not (found["stored_twice"] or found["shown_twice"] or found["faults"])


def run(rounds: int = 1, smoke: bool = False) -> dict[str, Any]:
    """The figures."""
    found = measure(5, 20, 20.0, 2.0, with_desk=False) if smoke else measure(200, 2_000, 200.0, 30.0)
    soon = [found[way] for way in ("to_console", "to_page")]
    met = whole(found) and all(times["p50_ms"] < 60 and times["p99_ms"] < 250 for times in soon)
    return {"name": NAME, "goal": GOAL, "results": [found], "met": met}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.campaign load", description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--consoles", type=int, default=200)
    parser.add_argument("--customers", type=int, default=2_000)
    parser.add_argument("--rate", type=float, default=200.0, help="messages a second, both ways together")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    found = measure(options.consoles, options.customers, options.rate, options.seconds)
    print(json.dumps(found, indent=None if options.json else 2))
    return 0 if whole(found) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
