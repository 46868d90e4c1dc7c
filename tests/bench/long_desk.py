"""Eight hours of a Desk in some minutes: thousands of chats pass through its lists, hundreds are opened and settled.

`python -m tests.campaign long_desk [--seconds 600] [--out FILE]`. The real Desk on a real terminal and socket; only the
traffic is faster than a day's, time itself is not. Memory, handles, threads, tasks and the latency of keys stay flat.
"""

import argparse
import contextlib
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench import machine
from tests.bench.flatness import Point, drift
from tests.bench.load import Party
from tests.bench.measure import percentile
from tests.bench.throttle import FarTerminal

NAME = "long run: eight hours of a Desk"
GOAL = "after the warm-up memory, handles, threads, tasks, objects and the latency of keys are flat"
LIMITS = {
    "rss_mb": (0.05, 3.0),
    "fds": (0.0, 2.0),
    "tasks": (0.05, 5.0),
    "threads": (0.0, 2.0),
    "objects": (0.05, 3_000.0),
    "key_p50_ms": (0.5, 5.0),
    "key_p95_ms": (1.0, 30.0),
}
"""How much each may grow, as a share of itself and at least; latency belongs to the machine too, which others use."""
CONSOLES = 12


def measure(seconds: float, places: int, life: tuple[float, float], after: float = 3.0) -> dict[str, Any]:
    """One run; `places` customers at a time, whom colleagues take after a moment unless the Desk was first."""
    with tempfile.TemporaryDirectory(prefix="warmline-long-") as folder:
        home = Path(folder)
        parties: list[Party] = []
        try:
            server = Party("server", store=str(home / "warmline.db"), consoles=CONSOLES + 1)
            parties.append(server)
            where = server.says()
            token, where["tokens"] = where["tokens"][0], where["tokens"][1:]
            where["refreshes"] = where["refreshes"][1:]
            options = {"life": life, "stay": (240.0, 420.0), "seed": 1, "after": after}
            report, module = {"report": str(home / "consoles.json")}, "long_parties"
            desks = Party("consoles", module, **where, **options, **report)
            parties.append(desks)
            desks.says()
            report = {"report": str(home / "pages.json")}
            pages = Party("customers", module, http=where["http"], ws=where["ws"], customers=places, **report)
            parties.append(pages)
            pages.says()
            for party in (desks, pages):
                party.tell(rate=places / 2, seconds=seconds + 5)
            samples = _sit(where, token, home / "desk.jsonl", seconds)
            counts = desks.says() | pages.says()
            for party in (desks, pages):
                party.says()
                party.tell(stop=True)
                party.says()
            shown = json.loads((home / "pages.json").read_text())["shown"]
            counts["answered_by_the_desk"] = sum(text.startswith("desk says") for text in shown)
            return judged(samples, counts)
        finally:
            for party in reversed(parties):
                party.end()


def _sit(where: dict[str, Any], token: str, report: Path, seconds: float) -> list[dict[str, float]]:
    """Work at the Desk for so long."""
    chance, samples = random.Random(1), []
    told = {"ws": where["ws"], "token": token, "report": str(report)}
    env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LONG_DESK": json.dumps(told)}
    with FarTerminal([sys.executable, "-m", "tests.bench.long_parties", "desk"], env) as desk:
        desk.sees(lambda text: "● live" in text, "a living queue")
        begun, n = time.monotonic(), 0
        while (at := time.monotonic() - begun) < seconds:
            n += 1
            _one_chat(desk, n, chance)
            times = [desk.act(lambda: desk.press("\t"), lambda _: True, "a key", 0.03).first_ms for _ in range(8)]
            lines = report.read_text(encoding="utf-8").splitlines() if report.exists() else []
            if lines:
                pages = int(Path(f"/proc/{desk.process.pid}/statm").read_text().split()[1])
                sample = json.loads(lines[-1]) | {
                    "at": round(at, 1),
                    "rss_mb": pages * os.sysconf("SC_PAGE_SIZE") / 1e6,
                }
                sample |= {"key_p50_ms": percentile(times, 0.5), "key_p95_ms": percentile(times, 0.95)}
                samples.append(sample)
    return samples


def _one_chat(desk: FarTerminal, n: int, chance: random.Random) -> None:
    """Look at some chats, take the next that waits, answer, settle; now and then something else. A step may find that
    a colleague was first: then the rest is left out."""
    for keys in ("gw", "j", "j", "\r"):
        desk.press(keys)
        desk.quiet(0.05)
    _escape(desk)
    if _shows(desk, "a", "Enter sends"):
        time.sleep(0.3)
        if _shows(desk, f"desk says {n}", f"┃desk says {n}"):
            for _ in range(3):
                # Soon after a chat was opened the first one only shows what is new.
                desk.press("\r")
                time.sleep(0.4)
                if f"┃desk says {n}" not in desk.text:
                    break
        _escape(desk)
        if _shows(desk, "e", "Outcome"):
            time.sleep(0.5)
            for keys in ("1", "\r"):
                desk.press(keys)
                time.sleep(0.3)
    if n % 3 == 0:
        _escape(desk)
        desk.press(chance.choice(("gb", "gm", "?", "L", "i", "s", ":")))
        desk.quiet(0.2)
    _escape(desk)


def _escape(desk: FarTerminal) -> None:
    """Out of a box or a dialog; a key right behind it would be taken for one with Alt."""
    desk.press("\x1b")
    time.sleep(0.3)


def _shows(desk: FarTerminal, keys: str, wanted: str) -> bool:
    """Press, and wait a little for what should come of it."""
    desk.press(keys)
    try:
        desk.sees(lambda text: wanted in text, wanted, 2.0)
    except TimeoutError:
        return False
    return True


def judged(samples: list[dict[str, float]], counts: dict[str, Any]) -> dict[str, Any]:
    """The drift of every figure, and whether all are flat."""
    drifts = {}
    for figure, (within, at_least) in LIMITS.items():
        points: list[Point] = [(sample["at"], sample[figure]) for sample in samples]
        drifts[figure] = drift(points, within=within, at_least=at_least)
    return {
        **counts,
        "drift": drifts,
        "flat": {figure: found["flat"] for figure, found in drifts.items()},
        "met": all(found["flat"] is not False for found in drifts.values()),
        "samples": samples,
    }


def run(rounds: int = 1, smoke: bool = False) -> dict[str, Any]:
    """The figures."""
    found = measure(6.0, 12, (1.0, 2.0)) if smoke else measure(600.0, 60, (4.0, 8.0))
    return {"name": NAME, "goal": GOAL, **found}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.campaign long_desk", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--places", type=int, default=60, help="customers at a time")
    parser.add_argument("--life", type=float, nargs=2, default=(4.0, 8.0), help="seconds of a chat")
    parser.add_argument("--out", type=Path, help="all samples, as JSON")
    options = parser.parse_args(argv)
    where, busy = machine.described(), machine.load()
    found = measure(options.seconds, options.places, tuple(options.life))
    whole = {"name": NAME, "goal": GOAL, "machine": where, "load": [busy, machine.load()], **found}
    if options.out:
        options.out.write_text(json.dumps(whole, indent=1))
    print(json.dumps({key: value for key, value in whole.items() if key != "samples"}, indent=2))
    return 0 if found["met"] else 1


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        raise SystemExit(main(sys.argv[1:]))
