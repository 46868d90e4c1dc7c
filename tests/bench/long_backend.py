"""An hour of the backend under load: memory, handles, tasks and latency stay where they are after the warm-up.

`python -m tests.campaign long_backend [--seconds 3600] [--out FILE]`. Customers come and go, chats are taken, resolved
and forgotten, consoles sign in anew; every ten seconds the server is looked at from outside and asked for its tasks.

What the figures know of settled chats they know for seven days, on purpose: so much for each is bounded by itself, and
everything beside it has to be flat.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.bench import machine
from tests.bench.flatness import Point, drift, slope
from tests.bench.load import Party, _cpu
from tests.bench.measure import percentile

NAME = "long run: an hour of the backend under load"
GOAL = "after the warm-up memory, handles, threads, tasks and latency are flat; nothing lost"
EVERY = 10.0
STAY = (240.0, 420.0)
"""How long a console keeps one socket, in seconds; an access token is good for 900."""
LIFE = (120.0, 240.0)
"""How long a chat lasts once it is taken."""
KEPT_KB = 1.0
"""What each settled chat may leave in memory until its outcome is final: ten thousand a day are 70 MB."""
LIMITS = {"beside_mb": (0.05, 4.0), "fds": (0.05, 6.0), "tasks": (0.05, 20.0), "threads": (0.0, 1.0)}
"""How much each may grow, as a share of itself and at least, after the warm-up; `beside_mb` is the memory without what
settled chats may leave in it."""
LATENCY_LIMITS = {"p50_ms": (0.5, 3.0), "p99_ms": (0.5, 40.0)}
"""Latency belongs to the machine too, which others use: half as much again counts as flat."""


class Load(NamedTuple):
    """What the backend has to carry."""

    rate: float = 20.0
    consoles: int = 60
    customers: int = 400
    life: tuple[float, float] = LIFE
    stay: tuple[float, float] = STAY


def measure(load: Load, seconds: float, every: float = EVERY) -> dict[str, Any]:
    """One run, from an empty store to the verdict."""
    with tempfile.TemporaryDirectory(prefix="warmline-long-") as folder:
        home = Path(folder)
        parties: list[Party] = []
        try:
            return _measure(home, parties, load, seconds, every)
        finally:
            for party in reversed(parties):
                party.end()


def _measure(home: Path, parties: list[Party], load: Load, seconds: float, every: float) -> dict[str, Any]:
    server = Party("server", store=str(home / "warmline.db"), consoles=load.consoles, as_served=True)
    parties.append(server)
    where = server.says()
    report, module = {"report": str(home / "consoles.json")}, "long_parties"
    desks = Party("consoles", module, **where, life=load.life, stay=load.stay, seed=1, **report)
    parties.append(desks)
    desks.says()
    pages = Party(
        "customers",
        module,
        http=where["http"],
        ws=where["ws"],
        customers=load.customers,
        report=str(home / "pages.json"),
    )
    parties.append(pages)
    pages.says()
    begun = time.monotonic()
    for party in (desks, pages):
        party.tell(rate=load.rate / 2, seconds=seconds)
    samples = _watch(server, (desks, pages), home / "warmline.db", begun, seconds, every)
    counts = desks.says() | pages.says()
    for party in (desks, pages):
        party.says()
        party.tell(stop=True)
        party.says()
    server.tell(stop=True)
    server.says()
    ledgers = [json.loads((home / name).read_text()) for name in ("consoles.json", "pages.json")]
    counts |= _counted(ledgers[0], ledgers[1])
    return judged(samples, latencies(ledgers[0], ledgers[1], begun, every), counts)


def _watch(
    server: Party, others: Sequence[Party], store: Path, begun: float, seconds: float, every: float
) -> list[dict[str, float]]:
    """The server from outside and from inside, again and again."""
    samples, pid, used = [], server.process.pid, _cpu(server.process.pid)
    while (at := time.monotonic() - begun) < seconds:
        time.sleep(max(0.0, min(every, seconds - at)))
        server.tell(count=True)
        told = server.says()
        for party in others:
            if party.process.poll() is not None:
                raise RuntimeError(f"a party of the load ended with {party.process.returncode}")
        now = _cpu(pid)
        rss = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE / 1e6
        samples.append(
            {
                "at": round(time.monotonic() - begun, 2),
                "rss_mb": round(rss, 3),
                "beside_mb": round(rss - told["kept"] * KEPT_KB / 1_000, 3),
                "settled": told["kept"],
                "fds": len(os.listdir(f"/proc/{pid}/fd")),
                "tasks": told["tasks"],
                "threads": told["threads"],
                "cpu_percent": round((now - used) / every * 100, 2),
                "store_mb": round(sum(part.stat().st_size for part in store.parent.glob(store.name + "*")) / 1e6, 2),
                "load": machine.load(),
            }
        )
        used = now
    return samples


_PAGE = os.sysconf("SC_PAGE_SIZE")


def _counted(desks: Mapping[str, Any], pages: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, and what of it did not arrive."""
    lost = [text for text in pages["accepted"] if text not in desks["shown"]]
    lost += [text for text in desks["accepted"] if text not in pages["shown"]]
    return {
        "sent": len(desks["sent"]) + len(pages["sent"]),
        "accepted": len(desks["accepted"]) + len(pages["accepted"]),
        "accepted_and_not_shown": len(lost),
        "some_of_them": lost[:10],
        "faults": desks["faults"] | pages["faults"],
    }


def latencies(desks: Mapping[str, Any], pages: Mapping[str, Any], begun: float, every: float) -> list[dict[str, float]]:
    """From accepted to shown, both ways, by windows of the run."""
    windows: dict[int, list[float]] = {}
    for accepted, shown in ((pages["accepted"], desks["shown"]), (desks["accepted"], pages["shown"])):
        for text, at in accepted.items():
            if text in shown:
                windows.setdefault(int((at - begun) // every), []).append(max(0.0, (shown[text] - at) * 1_000))
    return [
        {"at": (n + 1) * every, "p50_ms": percentile(found, 0.5), "p99_ms": percentile(found, 0.99), "n": len(found)}
        for n, found in sorted(windows.items())
    ]


def judged(samples: list[dict[str, float]], spent: list[dict[str, float]], counts: Mapping[str, Any]) -> dict[str, Any]:
    """The drift of every figure, and whether all are flat and nothing was lost."""
    drifts = {}
    for found, limits in ((samples, LIMITS), (spent, LATENCY_LIMITS)):
        for figure, (within, at_least) in limits.items():
            points: list[Point] = [(sample["at"], sample[figure]) for sample in found]
            drifts[figure] = drift(points, within=within, at_least=at_least)
    cpu = [sample["cpu_percent"] for sample in samples]
    return {
        **counts,
        "bytes_a_settled_chat": bytes_a_chat(samples),
        "server_cpu_percent": round(sum(cpu) / max(1, len(cpu)), 2),
        "drift": drifts,
        "flat": {figure: found["flat"] for figure, found in drifts.items()},
        "met": all(found["flat"] is not False for found in drifts.values()) and not counts["accepted_and_not_shown"],
        "samples": samples,
        "latency": spent,
    }


def bytes_a_chat(samples: list[dict[str, float]]) -> int:
    """By how much memory grew with each settled chat, after the warm-up: all growth is laid to them."""
    grown = [(sample["settled"], sample["rss_mb"] * 1e6) for sample in samples[len(samples) // 4 :]]
    return round(slope(grown))


def run(rounds: int = 1, smoke: bool = False) -> dict[str, Any]:
    """The figures; a full run takes an hour."""
    tiny = Load(20.0, 4, 12, (2.0, 3.0), (1.0, 2.0))
    found = measure(tiny, 6.0, 1.0) if smoke else measure(Load(), 3_600.0)
    return {"name": NAME, "goal": GOAL, **found}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.campaign long_backend", description=__doc__)
    parser.add_argument("--seconds", type=float, default=3_600.0)
    parser.add_argument("--rate", type=float, default=Load().rate, help="messages a second, both ways together")
    parser.add_argument("--consoles", type=int, default=Load().consoles)
    parser.add_argument("--customers", type=int, default=Load().customers, help="at a time")
    parser.add_argument("--life", type=float, nargs=2, default=LIFE, help="seconds of a chat")
    parser.add_argument("--stay", type=float, nargs=2, default=STAY, help="seconds of a console's socket")
    parser.add_argument("--every", type=float, default=EVERY)
    parser.add_argument("--out", type=Path, help="all samples, as JSON")
    options = parser.parse_args(argv)
    where, busy = machine.described(), machine.load()
    load = Load(options.rate, options.consoles, options.customers, tuple(options.life), tuple(options.stay))
    found = measure(load, options.seconds, options.every)
    whole = {"name": NAME, "goal": GOAL, "machine": where, "load": [busy, machine.load()], **found}
    if options.out:
        options.out.write_text(json.dumps(whole, indent=1))
    print(json.dumps({key: value for key, value in whole.items() if key not in ("samples", "latency")}, indent=2))
    return 0 if found["met"] else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
