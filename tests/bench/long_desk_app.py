"""The real Desk of the long run, on the terminal of its process; what it holds on to is written to a file.

Told by the environment (`LONG_DESK`): where the backend is, its token, where to keep what is unsent, and how often what
is alive and what was garbage is to be counted by type.
"""

import gc
import json
import os
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

EVERY = 1.0


def main() -> None:
    """Run it until it is killed."""
    told = json.loads(os.environ["LONG_DESK"])
    # As the command does it: a start needs no collector.
    gc.disable()
    from console.config.settings import Console
    from console.desk.adapters.native import NativeBackend, NativeOptions
    from console.desk.tui.app import run

    threading.Thread(target=_look, args=(told,), daemon=True).start()
    options = NativeOptions(server=told["ws"], user="agent0", refresh=told["refresh"], state=Path(told["state"]))
    run(NativeBackend(options), Console(theme="hearth"))


def _look(told: dict[str, Any]) -> None:
    """Count from outside of the loop. Objects of the collector cannot be: one that is just being made would be seen."""
    import asyncio

    begun, n = time.monotonic(), 0
    with Path(told["report"]).open("w", encoding="utf-8") as report:
        while True:
            time.sleep(EVERY)
            n += 1
            tasks = asyncio.tasks._all_tasks  # type: ignore[attr-defined]
            kept = sum(path.stat().st_size for path in Path(told["state"]).rglob("*") if path.is_file())
            line: dict[str, Any] = {"at": time.monotonic() - begun, "tasks": len(tasks), "disk_kb": kept / 1_000}
            line |= {"fds": len(os.listdir("/proc/self/fd")), "threads": threading.active_count()}
            line["blocks"] = sys.getallocatedblocks()
            report.write(json.dumps(line) + "\n")
            report.flush()
            if told.get("trace") and n % told["trace"] == 0:
                loop = next(iter(list(tasks))).get_loop()
                loop.call_soon_threadsafe(_trace, Path(told["traces"]) / f"{n:05}.json")


def _trace(into: Path) -> None:
    """What nobody could reach and waited for the collector, and then all that is alive, by type."""
    blocks = [sys.getallocatedblocks()]
    gc.set_debug(gc.DEBUG_SAVEALL)
    gc.collect()
    found = {"garbage": dict(Counter(type(value).__qualname__ for value in gc.garbage).most_common(80))}
    gc.set_debug(0)
    gc.garbage.clear()
    gc.collect()
    blocks.append(sys.getallocatedblocks())
    found["alive"] = dict(Counter(type(value).__qualname__ for value in gc.get_objects()).most_common(200))
    found["held"] = _held(("Strip", "FIFOCache", "Style", "Segment"))
    into.write_text(json.dumps({"blocks before and after": blocks, **found}))


def _held(names: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """By which chain of owners, up to a widget or a module, the things of these types are held."""
    alive = gc.get_objects()
    owners: dict[int, Any] = {}
    for value in alive:
        for part in gc.get_referents(value):
            owners.setdefault(id(part), value)
    found: dict[str, Counter[str]] = {name: Counter() for name in names}
    for value in alive:
        if (chains := found.get(type(value).__name__)) is not None:
            chains[" < ".join(_chain(value, owners))] += 1
    return {name: dict(chains.most_common(25)) for name, chains in found.items()}


def _chain(value: Any, owners: dict[int, Any]) -> list[str]:
    chain: list[str] = []
    for _ in range(9):
        value = owners.get(id(value))
        if value is None:
            break
        chain.append(type(value).__name__)
        if hasattr(value, "_nodes") or chain[-1] == "module":
            chain[-1] += f"#{getattr(value, 'id', '')}"
            break
    return chain


if __name__ == "__main__":
    main()
