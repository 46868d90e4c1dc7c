"""What the benchmarks of start and end share: programs on a real pseudo-terminal timed from their start to words that
they show, and from a key to their end; a signed-in Desk on a real server; a peer in an environment of its own.
"""

import contextlib
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
from collections.abc import Iterator, Mapping
from fcntl import ioctl
from pathlib import Path
from types import TracebackType
from typing import Any

from tests import real
from tests.bench.measure import COLUMNS, ROWS, figures

MINIMAL = (sys.executable, str(Path(__file__).with_name("minimal_app.py")))
MINIMAL_LINE = re.compile(rb"a-line-on-the-screen")
PRINTS = (sys.executable, "-c", "print('a-line-on-the-screen')")
COMMAND = (str(Path(sys.executable).with_name("warmline")),)
"""As it was installed here."""
SCRIPT = f"""#!{sys.executable}
import sys
from console.cli import main
if __name__ == '__main__':
    sys.argv[0] = sys.argv[0].removesuffix('.exe')
    sys.exit(main())
"""
"""The same command as installers of today write it: those of some years ago imported `re` before anything of ours."""
TAKES_KEYS = re.compile(rb" keys\b")
"""The end of the Desk's last line, which no outline has; the key before it has another ink, and is written apart."""
CUSTOMER = "Zenobia"
LIVE = re.compile(CUSTOMER.encode())
LEFT = re.compile(rb"\x1b\[\?1049l")
HARLEQUIN = "harlequin==2.5.1"
_QUESTIONS = {b"\x1b[?2026$p": b"\x1b[?2026;2$y", b"\x1b[?2048$p": b"\x1b[?2048;0$y"}
_PATIENCE = 60.0


class Program:
    """One program on a terminal of its own, from its start to its end; every time in milliseconds from the start."""

    def __init__(self, command: tuple[str, ...], env: Mapping[str, str]) -> None:
        self._parent, child = pty.openpty()
        ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.seen = b""
        self._asked: set[bytes] = set()
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=child, stdout=child, stderr=child, env=dict(env), start_new_session=True
        )
        os.close(child)

    def __enter__(self) -> "Program":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._parent)

    def _read(self, timeout: float) -> bool:
        """Read what comes; False at the end."""
        if not select.select([self._parent], [], [], timeout)[0]:
            return True
        try:
            data = os.read(self._parent, 1 << 20)
        except OSError:
            return False
        self.seen += data
        for question, answer in _QUESTIONS.items():
            if question not in self._asked and question in self.seen[-len(data) - 16 :]:
                self._asked.add(question)
                os.write(self._parent, answer)
        return bool(data)

    def shows(self, wanted: re.Pattern[bytes], since: int = 0) -> float:
        """When these words were there."""
        until = time.perf_counter() + _PATIENCE
        while not wanted.search(self.seen, since):
            if not self._read(0.5) or time.perf_counter() > until:
                raise TimeoutError(f"{wanted.pattern!r} did not come; the last output: {self.seen[-1_000:]!r}")
        return (time.perf_counter() - self.began) * 1_000

    def listen(self, seconds: float) -> None:
        """Read for so long."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self._read(left)

    def press(self, key: bytes) -> int:
        """Press a key; the place in the output from which its effects stand."""
        os.write(self._parent, key)
        return len(self.seen)

    def end(self, key: bytes) -> tuple[float, float]:
        """Press the key that ends it: until the terminal was restored, and until the process was gone."""
        # A thread waits for the process, for its end must not wait for our next look.
        gone: list[float] = []
        waiter = threading.Thread(target=lambda: (self.process.wait(), gone.append(time.perf_counter())))
        waiter.start()
        began, since, restored = time.perf_counter(), len(self.seen), 0.0
        os.write(self._parent, key)
        while not gone and time.perf_counter() - began < _PATIENCE:
            self._read(0.002)
            if not restored and LEFT.search(self.seen, since):
                restored = time.perf_counter()
        if not gone:
            raise TimeoutError(f"it did not end; the last output: {self.seen[-1_000:]!r}")
        waiter.join()
        return ((restored or gone[0]) - began) * 1_000, (gone[0] - began) * 1_000

    def rss(self) -> int:
        """Bytes of resident memory."""
        statm = Path(f"/proc/{self.process.pid}/statm").read_text()
        return int(statm.split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def cpu(self) -> float:
        """Milliseconds of processor time so far, all threads."""
        tasks = Path(f"/proc/{self.process.pid}/task")
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e6


def environment(home: real.Home) -> dict[str, str]:
    """A terminal with all colours."""
    return {**home.env, "COLORTERM": "truecolor"}


@contextlib.contextmanager
def signed_in(customers: int) -> Iterator[dict[str, str]]:
    """The environment of an agent who is signed in to a real server on which so many customers wait; the Desk has
    been open before on such a terminal, so that there is an outline."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wl-start-")))
        server = stack.enter_context(real.served(folder / "server", {"maya": "agent"}))
        home = real.Home(folder / "maya")
        words = ("login", server.url, "--user", "maya", "--password-stdin")
        ran = home.run(*words, input=real.PASSWORD + "\n")
        if ran.code:
            raise RuntimeError(f"no sign-in: {ran}")
        for number in range(customers):
            customer = stack.enter_context(real.Customer(server, f"{CUSTOMER} {number}"))
            customer.ask_for_a_person()
        env = environment(home)
        with Program(COMMAND, env) as desk:
            desk.shows(LIVE)
            desk.listen(0.3)
            desk.process.send_signal(signal.SIGTERM)
            while desk.process.poll() is None:
                desk.listen(0.05)
        yield env


def harlequin() -> tuple[tuple[str, ...], str]:
    """The peer's command, installed by this into a cache of its own; or none and why not."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "warmline-bench" / HARLEQUIN
    command = cache / "bin" / "harlequin"
    if not command.exists():
        try:
            subprocess.run([sys.executable, "-m", "venv", str(cache)], check=True, capture_output=True, timeout=120)
            install = [str(cache / "bin" / "python"), "-m", "pip", "install", "-q", HARLEQUIN]
            subprocess.run(install, check=True, capture_output=True, timeout=600)
        except (OSError, subprocess.SubprocessError) as problem:
            detail = (getattr(problem, "stderr", None) or b"").decode(errors="replace").strip().splitlines()
            return (), f"{HARLEQUIN} can't be installed: {detail[-1] if detail else problem}"
    return (str(command), "-a", "sqlite", "--no-download-tzdata", ":memory:"), ""


Result = dict[str, Any]


def verdict(
    name: str,
    goal: str,
    number: int,
    found: Mapping[str, Any],
    ratios: Mapping[str, Mapping[str, float]],
    limits: Mapping[str, float],
    **more: Any,
) -> Result:
    """What a benchmark of so many rounds says: its figures, its ratios, and which limits hold for their medians."""
    each = {name: ratios[name]["median"] <= limit for name, limit in limits.items() if name in ratios}
    return {
        "name": name,
        "goal": goal,
        "rounds": number,
        "figures": figures(found),
        "ratio": ratios,
        "each": each,
        **more,
        "met": all(each.values()),
    }
