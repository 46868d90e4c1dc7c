"""The real-protocol simulator: what a second of a floor costs its players and its backend, two processes."""

import time
from pathlib import Path
from typing import Any

import msgspec

from console.simulate.child import Child
from console.simulate.floor_plan import Plan
from console.simulate.play import Play, Report

NAME = "floor_simulate"
GOAL = "1:50 in real time on one core: players and backend together take less than a CPU second each second"
WARM_UP_S = 5.0
TICKS = 100.0


def cpu(pid: int) -> float:
    """CPU seconds of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def measure(scale: float, lasts: float) -> dict[str, Any]:
    """Players against a backend of their own; 0: the demo's floor, with its past."""
    host = Child("floor_host", *([] if scale else ["--history"]))
    players = None
    try:
        plan = msgspec.json.decode(host.line(), type=Plan)
        players = Child("floor_players", told={"plan": plan, "play": Play(scale=scale)})
        time.sleep(WARM_UP_S)
        before, began = (cpu(host.pid), cpu(players.pid)), time.monotonic()
        time.sleep(lasts)
        after, seconds = (cpu(host.pid), cpu(players.pid)), time.monotonic() - began
        report = msgspec.json.decode(players.end(), type=Report)
    finally:
        if players is not None:
            players.end()
        host.end()
    backend, played = ((b - a) / seconds for a, b in zip(before, after, strict=True))
    return {"backend": backend, "players": played, "together": backend + played, "chats": report.chats}


def run(rounds: int, smoke: bool) -> dict[str, Any]:
    lasts = 4.0 if smoke else 60.0
    found = {"1:50": measure(50.0, lasts), "floor": measure(0.0, lasts)}
    return {
        "name": NAME,
        "goal": GOAL,
        "met": found["1:50"]["together"] < 1.0,
        "figures": {f"{name} {what}": round(value, 4) for name, each in found.items() for what, value in each.items()},
    }
