"""The Desk on a slow link: 9.6 kB/s and 300 ms there and back, once between terminal and Desk, once behind the Desk.

First the bytes of each action on the terminal, against a stated budget. Then a Desk near its terminal whose websocket
is slow: its keys must not notice, not even while a snapshot of all rows is on its way; and how long it takes to come in
with compressed frames and without. Then the Desk in tmux at the far end of a slow line.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests import real
from tests.bench.load import Party
from tests.bench.measure import percentile
from tests.bench.throttle import NEAR, FarTerminal, Line, Seen
from tests.fire.proxy import DOWN, UP, ProxyThread, Toxic

NAME = "slow link: bytes an action, keys and lists at 9.6 kB/s and 300 ms"
GOAL = (
    "bytes within the budget of each action; far end: a typed character <= 450 ms, a step <= 0.8 s, a screen <= 2.1 s; "
    "slow websocket: keys <= 1.5x of a fast one, also while a snapshot comes; compressed, live in a third of the time"
)
RATE = 9_600.0
SEGMENT = 1_448
"""Bytes that arrive together."""
ONE_WAY = 0.15
BUDGET = {
    "cursor": 2_400,
    "typed": 300,
    "open": 9_600,
    "incoming": 4_800,
    "floor": 16_000,
    "back": 16_000,
    "idle": 960,
}
"""Bytes on the terminal: a quarter, a thirtieth, one and half a second of the line for what is done all the time; one
whole painting of the screen where another one is opened; a tenth of the line when nobody acts."""
FAR_MS = {"typed": 450.0, "cursor": 800.0, "open": 1_500.0, "incoming": 1_000.0, "floor": 2_100.0, "back": 2_100.0}
"""Until it stands on the screen at the far end: there and back, and the budget's bytes."""
HISTORY = 9


class Scene:
    """A backend with one customer who writes and many who wait behind her, and a proxy in front of it."""

    def __init__(self, folder: Path, queue: int) -> None:
        self.folder = folder
        self.server = Party("server", "slow_parties", store=str(folder / "warmline.db"), desks=8)
        self.where = self.server.says()
        host = real.Server(real.Home(folder / "page"))
        host.url = self.where["http"]
        self.customer = real.Customer(host, "Edda")
        self.customer.ask_for_a_person()
        for n in range(HISTORY):
            self.customer.say(f"line {n} of what happened with my parcel and the refund for it")
        self.server.tell(queue=queue)
        self.server.says()
        self._n = 0

    @property
    def port(self) -> int:
        return int(self.where["http"].rpartition(":")[2])

    @contextlib.contextmanager
    def desk(self, proxy: int, line: Line = NEAR, *, tmux: bool = False, wish: str = "never") -> Iterator[FarTerminal]:
        """A Desk of its own behind this port, perhaps in tmux, at the end of this line."""
        token, self._n = self.where["tokens"][self._n], self._n + 1
        env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        env["SLOW_DESK"] = json.dumps({"ws": f"ws://127.0.0.1:{proxy}", "token": token, "slow_link": wish})
        words = [sys.executable, "-m", "tests.bench.slow_parties", "desk"]
        if not tmux:
            with FarTerminal(words, env, line) as terminal:
                yield terminal
            return
        config = self.folder / "tmux.conf"
        config.write_text(
            "set -g status off\nset -g default-terminal tmux-256color\nset -ga terminal-overrides ',*:Tc'\n"
            "set -g escape-time 0\n"
        )
        tmux_words = ["tmux", "-L", f"warmline-{os.getpid()}-{self._n}", "-f", str(config)]
        del env["TERM"]
        env.pop("TMUX", None)
        try:
            with FarTerminal([*tmux_words, "new-session", *words], env | {"TERM": "xterm-256color"}, line) as terminal:
                yield terminal
        finally:
            subprocess.run([*tmux_words, "kill-server"], capture_output=True, env=env, check=False)

    def close(self) -> None:
        """Away with it."""
        self.customer.close()
        self.server.end()


def actions(scene: Scene, desk: FarTerminal, times: int, name: str) -> dict[str, list[Seen]]:
    """Everything an agent does, again and again."""
    quiet = 0.12 + 2 * desk.line.delay
    found: dict[str, list[Seen]] = {}

    def do(what: str, act: Callable[[], object], true: Callable[[str], bool] = lambda _: True) -> None:
        found.setdefault(what, []).append(desk.act(act, true, what, quiet))

    desk.sees(lambda text: "● live" in text and "Edda" in text, "a living queue")
    desk.quiet(0.4)
    for n in range(times):
        mark = _mark(desk.text)
        do("cursor", lambda n=n: desk.press("jk"[n % 2]), lambda text, mark=mark: _mark(text) != mark)
    desk.press("\x1b[H")
    desk.quiet(0.4 + quiet)
    do("open", lambda: desk.press("t"), lambda text: "Enter sends" in text)
    desk.quiet(0.6 + quiet)
    for n in range(times):
        letters = ("abcdefghij" * 9)[: n + 1]
        do(
            "typed",
            lambda letters=letters: desk.press(letters[-1]),
            lambda text, letters=letters: f"┃{letters}" in text,
        )
    for n in range(min(times, 6)):
        text = f"incoming {name} {n}"
        do("incoming", lambda text=text: scene.customer.say(text), lambda shown, text=text: text in shown)
    desk.press("\x1b")
    desk.quiet(0.4 + quiet)
    size, packed, begun = desk.size, desk.packed, time.monotonic()
    time.sleep(2.0 + times / 2)
    passed = time.monotonic() - begun
    found["idle"] = [Seen(0.0, 0.0, int((desk.size - size) / passed), int((desk.packed - packed) / passed))]
    for _ in range(max(1, times // 5)):
        do("floor", lambda: desk.press("gf"), lambda text: "People needed" in text)
        desk.quiet(0.4 + quiet)
        do("back", lambda: desk.press("gd"), lambda text: "Bots" in text)
        desk.quiet(0.4 + quiet)
    return found


def _mark(text: str) -> int:
    """The line of the cursor in the queue."""
    return next((n for n, line in enumerate(text.splitlines()) if "▌" in line[:4] or "▏" in line[:4]), -1)


def told(found: dict[str, list[Seen]]) -> dict[str, dict[str, float]]:
    """What each action takes: the median of the times; of the bytes the lower quartile: no clock moved besides."""
    return {
        name: {
            "bytes": percentile([seen.size for seen in seens], 0.25),
            "packed": percentile([seen.packed for seen in seens], 0.25),
            "first_ms": round(percentile([seen.first_ms for seen in seens], 0.5), 1),
            "done_ms": round(percentile([seen.done_ms for seen in seens], 0.5), 1),
            "done_p95_ms": round(percentile([seen.done_ms for seen in seens], 0.95), 1),
        }
        for name, seens in found.items()
    }


class Tap:
    """What passes the proxy towards the Desk, and how large it would be with permessage-deflate."""

    def __init__(self, line: ProxyThread) -> None:
        self.data = bytearray()
        self.line = line
        line.proxy.saw = self._saw  # type: ignore[method-assign]

    def _saw(self, stream: str, data: bytes) -> None:
        if stream == DOWN:
            self.data += data

    def take(self) -> list[bytes]:
        """The text frames since the last call."""
        data, self.data = bytes(self.data), bytearray()
        if data.startswith(b"HTTP/"):
            data = data.partition(b"\r\n\r\n")[2]
        found, at = [], 0
        while at + 2 <= len(data):
            size, head = data[at + 1] & 127, 2
            if size >= 126:
                head = 4 if size == 126 else 10
                size = int.from_bytes(data[at + 2 : at + head], "big")
            if data[at] & 15 == 1:
                found.append(data[at + head : at + head + size])
            at += head + size
        return found


def deflated(frames: list[bytes], bits: int = 12) -> int:
    """Bytes of these frames under permessage-deflate that keeps its context."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -bits, 5)
    return sum(len(packer.compress(frame) + packer.flush(zlib.Z_SYNC_FLUSH)) - 4 + 4 for frame in frames)


def slow(line: ProxyThread) -> None:
    """From now on."""
    toxics = [Toxic("bandwidth", way, rate=RATE / 1024) for way in (UP, DOWN)]
    toxics += [Toxic("latency", way, latency=ONE_WAY * 1_000) for way in (UP, DOWN)]
    toxics += [Toxic("slicer", way, size=SEGMENT) for way in (UP, DOWN)]
    line.run(line.proxy.add, *toxics)


def keys(desk: FarTerminal, number: int, first: int = 0) -> list[float]:
    """How long each of so many steps of the cursor takes to the first byte; five down, five up."""
    return [
        desk.act(lambda n=n: desk.press("jk"[n // 5 % 2]), lambda _: True, "a key", 0.05).first_ms
        for n in range(first, first + number)
    ]


def behind(scene: Scene, number: int) -> dict[str, Any]:
    """A Desk whose websocket is slow: keys before and after, while a message and while a snapshot is on its way."""
    with ProxyThread("127.0.0.1", scene.port) as line, scene.desk(line.proxy.port) as desk:
        tap = Tap(line)
        desk.sees(lambda text: "● live" in text and "Edda" in text, "a living queue")
        desk.quiet(0.4)
        snapshot = tap.take()
        fast = keys(desk, number)
        slow(line)
        late = keys(desk, number)
        tap.take()
        line.run(line.proxy.cut)
        scene.server.tell(restart=True)
        scene.server.says()
        begun, during, offline = time.monotonic(), [], False
        while not ("● live" in desk.text and offline):
            offline = offline or "● live" not in desk.text
            during += keys(desk, 1, len(during))
            if time.monotonic() - begun > 240:
                break
        took = time.monotonic() - begun
        still = "Customer" in desk.text
    rows = sum(len(frame) for frame in snapshot)
    return {
        "fast_p50_ms": round(percentile(fast, 0.5), 1),
        "slow_p50_ms": round(percentile(late, 0.5), 1),
        "slow_p95_ms": round(percentile(late, 0.95), 1),
        "snapshot_p50_ms": round(percentile(during, 0.5), 1),
        "snapshot_p95_ms": round(percentile(during, 0.95), 1),
        "snapshot_keys": len(during),
        "snapshot_s": round(took, 1),
        "snapshot_bytes": rows,
        "snapshot_deflated": deflated(snapshot),
        "connections": line.proxy.counts.connections,
        "live_again": took < 240,
        "list_still_there": still,
    }


def start(scene: Scene, wish: str) -> dict[str, Any]:
    """A Desk that is started behind a slow websocket: until it is live, and what came by then."""
    with ProxyThread("127.0.0.1", scene.port) as line:
        slow(line)
        begun = time.monotonic()
        with scene.desk(line.proxy.port, wish=wish) as desk:
            desk.sees(lambda text: "● live" in text and "Edda" in text, "a living queue", 120.0)
            took = time.monotonic() - begun
            counts = line.proxy.counts
            return {"live_s": round(took, 1), "bytes": counts.bytes[DOWN], "connections": counts.connections}


def measure(queue: int, times: int) -> dict[str, Any]:
    """Everything on one backend."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="warmline-slow-") as folder:
        scene = Scene(Path(folder), queue)
        try:
            with ProxyThread("127.0.0.1", scene.port) as line, scene.desk(line.proxy.port) as desk:
                found["terminal"] = told(actions(scene, desk, times, "here"))
            found["behind"] = behind(scene, times * 3)
            found["start"] = {wish: start(scene, wish) for wish in ("never", "always", "auto")}
        finally:
            scene.close()
        if shutil.which("tmux") is None:
            return found | {"skipped": {"tmux": "tmux is not on this machine"}}
        for name, ends in (("tmux", NEAR), ("far", Line(RATE, ONE_WAY))):
            (Path(folder) / name).mkdir()
            scene = Scene(Path(folder) / name, queue)
            try:
                with scene.desk(scene.port, ends, tmux=True) as desk:
                    found[name] = told(actions(scene, desk, times, name))
            finally:
                scene.close()
    return found


def run(rounds: int = 1, smoke: bool = False) -> dict[str, Any]:
    """The figures and the verdict."""
    found = measure(60, 2) if smoke else measure(1_000, 10)
    each = {f"bytes {name}": found["terminal"][name]["bytes"] <= most for name, most in BUDGET.items()}
    if "far" in found:
        each |= {f"far {name}": found["far"][name]["done_ms"] <= most for name, most in FAR_MS.items()}
    hind = found["behind"]
    each["keys on a slow websocket"] = hind["slow_p50_ms"] <= 1.5 * hind["fast_p50_ms"] + 2
    each["keys during a snapshot"] = hind["snapshot_p50_ms"] <= 1.5 * hind["fast_p50_ms"] + 2
    each["live again"] = hind["live_again"] and hind["list_still_there"]
    begun = found["start"]
    each["rows compressed"] = begun["always"]["live_s"] <= begun["never"]["live_s"] / 3 or smoke
    return {"name": NAME, "goal": GOAL, "budget": BUDGET, "results": found, "each": each, "met": all(each.values())}


if __name__ == "__main__":
    print(json.dumps(run(smoke="--smoke" in sys.argv), indent=2))
