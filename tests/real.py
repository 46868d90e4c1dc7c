"""The real program as people meet it: a home of its own, a server process, customers and agents on bare websockets."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from websockets.sync.client import ClientConnection, connect

WAIT = 20.0
PASSWORD = "correct horse battery"
RING = '''
"""A keyring in a file, for tests: it calls itself one of those that are trusted."""

import json
import os
import time
from pathlib import Path

from keyring.backend import KeyringBackend


class Keyring(KeyringBackend):
    priority = 9

    def _all(self):
        time.sleep(float(os.environ.get("RING_HANGS", "0")))
        path = Path(os.environ["RING_FILE"])
        return json.loads(path.read_text()) if path.exists() else {}

    def get_password(self, service, username):
        return self._all().get(service + " " + username)

    def set_password(self, service, username, password):
        kept = self._all() | {service + " " + username: password}
        Path(os.environ["RING_FILE"]).write_text(json.dumps(kept))

    def delete_password(self, service, username):
        kept = self._all()
        kept.pop(service + " " + username)
        Path(os.environ["RING_FILE"]).write_text(json.dumps(kept))


class Plaintext(Keyring):
    pass


Keyring.__module__ = "keyring.backends.libsecret"
'''

Found = TypeVar("Found")


def until(look: Callable[[], Found], what: str, seconds: float = WAIT) -> Found:
    """What `look` finds, as soon as it finds something."""
    deadline = time.monotonic() + seconds
    while True:
        if found := look():
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"in {seconds:g} s there was no {what}")
        time.sleep(0.01)


class Home:
    """Directories and environment of one user of one machine."""

    def __init__(self, folder: Path, *, ring: bool = True) -> None:
        self.folder = folder
        for name in ("data", "state", "config", "cache"):
            (folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        lib = folder / "lib"
        lib.mkdir(exist_ok=True)
        (lib / "test_ring.py").write_text(RING)
        self.ring_file = folder / "ring.json"
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        self.env: dict[str, str] = {
            **kept,
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "WARMLINE_DATA_DIR": str(folder / "data"),
            "WARMLINE_STATE_DIR": str(folder / "state"),
            "WARMLINE_CONFIG_DIR": str(folder / "config"),
            "WARMLINE_CACHE_DIR": str(folder / "cache"),
            "PYTHONPATH": str(lib),
            "RING_FILE": str(self.ring_file),
        }
        if ring:
            self.env["PYTHON_KEYRING_BACKEND"] = "test_ring.Keyring"

    def run(
        self, *words: str, input: str | bytes = "", seconds: float = 40, env: dict[str, str] | None = None
    ) -> "Ran":
        """One command, to its end."""
        data = input if isinstance(input, bytes) else input.encode()
        done = subprocess.run(
            [sys.executable, "-m", "console", *words],
            input=data,
            capture_output=True,
            timeout=seconds,
            env=self.env | (env or {}),
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def begin(self, *words: str, env: dict[str, str] | None = None, **options: Any) -> "subprocess.Popen[bytes]":
        """One command, under way, with pipes."""
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
        return subprocess.Popen([sys.executable, "-m", "console", *words], env=self.env | (env or {}), **pipes)

    def add_user(self, login: str, role: str = "agent", name: str = "") -> None:
        """Somebody who can sign in."""
        words = ("user", "add", login, "--role", role, "--name", name or login.title(), "--password-stdin")
        ran = self.run(*words, input=PASSWORD + "\n")
        assert ran.code == 0, ran.err


class Ran:
    """A command that has ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> list[Any]:
        """Standard output, every line of which must be JSON."""
        return [json.loads(line) for line in self.out.splitlines()]

    def __repr__(self) -> str:
        return f"<{self.code}\n{self.out}\n--\n{self.err}>"


class Server:
    """`warmline serve` as a process of its own."""

    def __init__(self, home: Home, *words: str) -> None:
        self.home = home
        self.words = words
        self.url = ""
        self.log_path = home.folder / "serve.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> "Server":
        """Until it listens; on the same port as before."""
        port = self.url.rpartition(":")[2] or "0"
        with self.log_path.open("ab") as log:
            self._process = self.home.begin("serve", "--json", "--port", port, *self.words, stderr=log)
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, self.log_path.read_text()
        self.url = json.loads(line)["url"]
        return self

    @property
    def ws(self) -> str:
        """The websocket's address."""
        return self.url.replace("http", "ws", 1)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def stop(self, number: int = signal.SIGTERM) -> int:
        """End it; returns its exit code."""
        assert self._process is not None
        self._process.send_signal(number)
        code = self._process.wait(WAIT)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        return code

    def __enter__(self) -> "Server":
        return self.start()

    def __exit__(self, *_: object) -> None:
        if self._process is not None and self._process.poll() is None:
            self.stop()

    def post(self, path: str, body: object, origin: str = "") -> Any:
        """An HTTP call."""
        headers = {"content-type": "application/json"} | ({"origin": origin} if origin else {})
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), headers)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=WAIT) as response:
            return json.loads(response.read())


class Socket:
    """A websocket whose frames are kept."""

    def __init__(self, url: str, **options: Any) -> None:
        self.frames: list[dict[str, Any]] = []
        self._n = 0
        self.connection: ClientConnection = connect(
            url, proxy=None, compression=None, max_size=None, close_timeout=1, legacy=True, **options
        )

    def send(self, **frame: Any) -> None:
        self.connection.send(json.dumps(frame))

    def until(self, wanted: Callable[[dict[str, Any]], bool], what: str = "", seconds: float = WAIT) -> dict[str, Any]:
        """The first frame that is wanted, of all that came and will come."""
        for frame in self.frames:
            if wanted(frame):
                return frame
        deadline = time.monotonic() + seconds
        while True:
            left = deadline - time.monotonic()
            try:
                data = self.connection.recv(timeout=max(0.0, left))
            except TimeoutError:
                raise AssertionError(f"no {what or 'such frame'}: {self.frames[-5:]}") from None
            frame = json.loads(data)
            self.frames.append(frame)
            if wanted(frame):
                return frame

    def drain(self) -> list[dict[str, Any]]:
        """All frames that are here by now."""
        with contextlib.suppress(TimeoutError):
            while True:
                self.frames.append(json.loads(self.connection.recv(timeout=0)))
        return self.frames

    def id(self) -> str:
        self._n += 1
        return f"{id(self):x}-{self._n}"

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> "Any":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()


class Customer(Socket):
    """A customer's page, by hand."""

    def __init__(self, server: Server, name: str = "Ana", lang: str = "pt") -> None:
        super().__init__(server.ws + "/v1/customer", origin=server.url)
        self.name = name
        ticket = server.post("/v1/ticket", {}, origin=server.url)["ticket"]
        self.send(t="auth", ticket=ticket, proto=1, name=name, lang=lang)
        self.until(lambda frame: frame["t"] == "welcome")

    def say(self, text: str) -> None:
        wish = self.id()
        self.send(t="say", id=wish, text=text)
        self.until(lambda frame: frame["t"] == "result" and frame["id"] == wish and frame["status"] == "ok")

    def ask_for_a_person(self, text: str = "I want to talk to a human please") -> None:
        """In words; until she waits."""
        self.say(text)
        self.until(lambda frame: frame["t"] == "status" and frame["state"] == "waiting", "waiting")

    def items(self, kind: str) -> list[str]:
        """The texts of one kind that her page was told of, each as often as it was."""
        frames = self.drain()
        return [
            item["text"] for frame in frames if frame["t"] == "items" for item in frame["items"] if item["kind"] == kind
        ]

    def hears(self, text: str, kind: str = "agent") -> None:
        """Until her page shows it."""
        self.until(
            lambda frame: (
                frame["t"] == "items" and any(i["kind"] == kind and i["text"] == text for i in frame["items"])
            ),
            f"{kind} saying {text!r}",
        )


class Agent(Socket):
    """An agent's console, by hand."""

    def __init__(self, server: Server, login: str) -> None:
        super().__init__(server.ws + "/v1/console")
        token = server.post("/v1/login", {"login": login, "password": PASSWORD})["access"]
        self.send(t="auth", token=token, proto=1, device=f"test-{login}")
        self.until(lambda frame: frame["t"] == "welcome")
        self.send(t="sync")
        self.until(lambda frame: frame["t"] == "snapshot" and frame.get("done", False), "snapshot")

    def row(self, wanted: Callable[[dict[str, Any]], bool], what: str = "row") -> dict[str, Any]:
        """The newest version of a row as soon as it is as wanted."""

        def rows(frame: dict[str, Any]) -> list[dict[str, Any]]:
            return list(frame.get("rows", ())) + list(frame.get("up", ()))

        self.drain()
        latest = {row["conv"]: row for frame in self.frames for row in rows(frame)}
        for row in latest.values():
            if wanted(row):
                return row
        frame = self.until(
            lambda frame: frame not in self.frames[:-1] and any(wanted(row) for row in rows(frame)), what
        )
        return next(row for row in rows(frame) if wanted(row))

    def command(self, row: dict[str, Any], do: str, **fields: Any) -> dict[str, Any]:
        """A command's result."""
        command = self.id()
        self.send(t="cmd", id=command, conv=row["conv"], epoch=row["epoch"], do={"do": do, **fields})
        return self.until(lambda frame: frame["t"] == "result" and frame["id"] == command, "result")


@contextlib.contextmanager
def served(folder: Path, users: dict[str, str], *words: str, ring: bool = True) -> Iterator[Server]:
    """A server in a home of its own, with these users and their roles."""
    home = Home(folder, ring=ring)
    (home.folder / "config" / "warmline.toml").write_text("[backend]\npace = 0.0\n")
    for login, role in users.items():
        home.add_user(login, role)
    with Server(home, *words) as server:
        yield server


def secrets_in(text: str) -> list[str]:
    """What looks like a token or is the password."""
    return re.findall(r"\b[A-Za-z0-9_-]{43}\b", text) + ([PASSWORD] if PASSWORD in text else [])


def temporary() -> Path:
    """A short path: sockets and prompts are easier to read."""
    return Path(tempfile.mkdtemp(prefix="wl-"))


class Terminal:
    """A program in a pseudo-terminal of its own, what it shows, and every byte that it wrote."""

    def __init__(
        self, home: Home, *words: str, size: tuple[int, int] = (120, 40), env: dict[str, str] | None = None
    ) -> None:
        import pexpect
        import pyte

        columns, rows = size
        self.raw = b""
        self.screen: Any = pyte.Screen(columns, rows)
        self._stream: Any = pyte.ByteStream(self.screen)
        command = list(words) if words and words[0] == "-c" else ["-m", "console", *words]
        self.child: Any = pexpect.spawn(
            sys.executable, command, env=home.env | (env or {}), dimensions=(rows, columns), encoding=None
        )
        self.child.delaybeforesend = None

    @property
    def text(self) -> str:
        """The screen by now."""
        import pexpect

        with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
            while True:
                data = self.child.read_nonblocking(65_536, timeout=0)
                self.raw += data
                self._stream.feed(data)
        return "\n".join(self.screen.display)

    def sees(self, *wanted: str, without: str = "", seconds: float = WAIT) -> str:
        """The screen once all of this stands on it."""
        deadline = time.monotonic() + seconds
        while True:
            text = self.text
            if all(piece in text for piece in wanted) and not (without and without in text):
                return text
            if time.monotonic() > deadline:
                raise AssertionError(f"no {wanted} (without {without!r}) on\n{text}")
            time.sleep(0.02)

    def type(self, keys: str) -> None:
        """Keys, as a terminal sends them."""
        self.child.send(keys.encode())

    def enter(self, text: str, edge: str = "┃") -> None:
        """Enter until the box has let go of the text: soon after a chat was opened the first one only shows what is
        new."""

        def gone() -> bool:
            self.type("\r")
            try:
                self.sees(without=f"{edge}{text}", seconds=0.8)
            except AssertionError:
                return False
            return True

        self.sees(f"{edge}{text}")
        until(gone, f"Enter that sends {text!r}")

    def resize(self, columns: int, rows: int) -> None:
        """The window is given another size."""
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def ended(self) -> int:
        """The exit code, once it has ended; what it wrote last is in `raw`."""
        until(lambda: (self.text, not self.child.isalive())[1], "end of the program")
        _ = self.text
        if self.child.signalstatus:
            return -int(self.child.signalstatus)
        return int(self.child.exitstatus)

    def kill(self) -> None:
        """At once, as a power cut does."""
        with contextlib.suppress(OSError):
            os.kill(self.child.pid, signal.SIGKILL)
        self.child.close(force=True)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
