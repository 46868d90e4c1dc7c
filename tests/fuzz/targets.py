"""What is fuzzed: each target takes bytes or text and raises `Broken` where a promise does not hold."""

import itertools
import time
import unicodedata
from collections.abc import Callable
from typing import Any

import msgspec

from console.backend.door_head import HeadReader, ReadHead, Refusal
from console.core.floor.rows import Member
from console.core.text.safe import MOST_BYTES, MOST_LINE_CELLS, safe_line, safe_text
from console.core.text.width import cells
from console.core.wire import codec, frames
from console.core.wire.limits import MAX_CLIENT_FRAME
from console.desk.session import effects as fx
from console.desk.session.core import SessionCore
from console.desk.session.link import Stage
from console.desk.session.moment import Moment
from console.desk.tui.fence import Fence

SLOW_S = 0.1
"""One input that takes longer than this is a hang."""
REFUSALS = frozenset(
    {
        "too_large",
        "not_text",
        "not_json",
        "too_deep",
        "unknown_frame",
        "bad_frame",
        "unknown_command",
        "bad_command",
    }
)
_FORBIDDEN = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u2028\u2029")


class Broken(AssertionError):
    """A promise that did not hold."""


def text_of(data: bytes) -> str:
    """Text of any kind, lone surrogates included: what a JSON string can hold."""
    return data.decode("utf-8", "surrogatepass") if _surrogates(data) else data.decode("utf-8", "surrogateescape")


def _surrogates(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def client(data: bytes) -> None:
    """A frame from a console: a typed frame or a typed refusal; a frame survives the way out and back."""
    _decoded(codec.decode_client, data)


def page(data: bytes) -> None:
    """A frame from a customer's page."""
    _decoded(codec.decode_page, data)


def server(data: bytes) -> None:
    """A frame from the backend to a console."""
    _decoded(codec.decode_server, data)


def page_server(data: bytes) -> None:
    """A frame from the backend to a page."""
    _decoded(codec.decode_page_server, data)


def command(data: bytes) -> None:
    """The command in a frame."""
    try:
        done = codec.decode_command(data)
    except codec.FrameError as refused:
        _typed(refused)
        return
    if codec.decode_command(codec.encode(done)) != done:
        raise Broken(f"not the same command after the way out and back: {done!r}")


def _decoded(decode: Callable[[str], Any], data: bytes) -> None:
    text = text_of(data)
    try:
        frame = decode(text)
    except codec.FrameError as refused:
        _typed(refused)
        return
    if frame is None:
        return
    if len(text) > MAX_CLIENT_FRAME and decode in (codec.decode_client, codec.decode_page):
        raise Broken("a frame over the limit passed")
    try:
        again = decode(codec.encode(frame).decode())
    except codec.FrameError as refused:
        if refused.code != "too_large":
            raise Broken(f"refused after the way out and back: {refused}: {frame!r}") from None
        return
    if again is None or codec.encode(again) != codec.encode(frame):
        raise Broken(f"not the same after the way out and back: {frame!r}")


def _typed(refused: codec.FrameError) -> None:
    if refused.code not in REFUSALS:
        raise Broken(f"an unknown refusal: {refused.code}")


def safe(data: bytes) -> None:
    """Text made safe: nothing hidden or commanding is left, it is bounded, and safe text stays as it is."""
    text = text_of(data)
    once = safe_text(text)
    _harmless(once, "\n")
    if safe_text(once) != once:
        raise Broken(f"safe_text is not idempotent: {text!r} -> {once!r} -> {safe_text(once)!r}")
    if len(once.encode()) > MOST_BYTES:
        raise Broken(f"{len(once.encode())} bytes")
    if any(cells(line) > MOST_LINE_CELLS for line in once.split("\n")):
        raise Broken("a line too wide")
    line = safe_line(text, 40)
    _harmless(line, "")
    if cells(line) > 40 or safe_line(line, 40) != line:
        raise Broken(f"safe_line: {text!r} -> {line!r}")


def _harmless(text: str, allowed: str) -> None:
    for character in text:
        code = ord(character)
        control = (code < 0x20 and character not in allowed) or 0x7F <= code <= 0x9F
        if (
            control
            or character in _FORBIDDEN
            or 0xD800 <= code <= 0xDFFF
            or (0xE0000 <= code <= 0xE0FFF and (unicodedata.category(character) in ("Cf", "Cn")))
        ):
            raise Broken(f"U+{code:04X} is left in {text!r}")


def fence(data: bytes) -> None:
    """The last fence before the terminal: never raises, never grows what passes, the same in any slicing."""
    text = text_of(data)
    passed = Fence().filter(text)
    if len(passed) > len(text):
        raise Broken(f"the fence made {passed!r} of {text!r}")


def head(data: bytes) -> None:
    """The head of a request, in two pieces: a head, a refusal with a sentence, or not whole yet."""
    for at in {0, len(data) // 2}:
        reader = HeadReader(8_192)
        found: ReadHead | Refusal | None = None
        for piece in (data[:at], data[at:]):
            if piece and found is None:
                found = reader.feed(piece)
        if isinstance(found, Refusal) and not (400 <= found.status < 600 and found.sentence):
            raise Broken(f"a refusal without a sentence: {found}")
        if isinstance(found, ReadHead):
            found.head(peer="127.0.0.1", secure=False)


class Signed:
    """A session's core that is signed in, for frames of the backend; made anew now and then."""

    def __init__(self) -> None:
        ids = itertools.count()
        self.core = SessionCore(fresh=lambda: f"id-{next(ids)}", chance=lambda: 0.5, client="fuzz")
        self.at = 1_000
        self.core.load("device", ())
        self.core.start(self._now())
        self.core.give_token("token", 10**15, self._now())
        self.core.connected(self._now())
        self._feed(frames.Hello(1, 1, "server", 0, 5_000, 65_536))
        me, limits = Member("u", "U", "agent"), frames.Limits(65_536, 16_384, 20, 40, 64, 15_000)
        self._feed(frames.Welcome(me, "s", "e", 0, "fuzz", limits))
        self._feed(b'{"t":"snapshot","rows":[],"page":0,"done":true,"pos":"r.0"}')
        if self.core.link.stage is not Stage.LIVE:
            raise Broken(f"the session did not sign in: {self.core.link.stage}")
        self.core.watch("c1", self._now())
        self.core.take()

    def _now(self) -> Moment:
        self.at += 1
        return Moment(self.at, self.at, self.at)

    def _feed(self, frame: msgspec.Struct | bytes) -> None:
        data = frame if isinstance(frame, bytes) else codec.encode(frame)
        self.core.frame(data.decode(), self._now())
        self.core.take()

    def take(self, text: str) -> bool:
        """One frame; False when the session is over."""
        self.core.frame(text, self._now())
        self.core.tick(self._now())
        for effect in self.core.take():
            if isinstance(effect, fx.Send):
                codec.decode_client(effect.data)
        return self.core.link.signed_in


_session: list[Signed] = []


def session(data: bytes) -> None:
    """Frames of a backend to a console that is signed in: whatever they say, the session lives or ends in order."""
    if not _session:
        _session.append(Signed())
    if not _session[0].take(text_of(data)):
        _session.clear()


TARGETS: dict[str, Callable[[bytes], None]] = {
    "client": client,
    "page": page,
    "server": server,
    "page_server": page_server,
    "command": command,
    "session": session,
    "safe": safe,
    "fence": fence,
    "head": head,
}


def run(target: str, data: bytes, slow_s: float = SLOW_S) -> None:
    """One execution; `slow_s`: processor seconds that are too long.

    Raises:
        Broken: a promise did not hold, whatever was raised instead; or it took too long, twice.
    """
    work = TARGETS[target]
    begun = time.process_time()
    _held(work, data)
    if time.process_time() - begun > slow_s:
        # Once may be the machine's doing.
        begun = time.process_time()
        _held(work, data)
        taken = time.process_time() - begun
        if taken > slow_s:
            raise Broken(f"took {taken:.2f} s")


def _held(work: Callable[[bytes], None], data: bytes) -> None:
    try:
        work(data)
    except Broken:
        raise
    except Exception as error:
        raise Broken(f"{type(error).__name__}: {error}") from error
