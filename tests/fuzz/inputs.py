"""Inputs for the fuzzer: frames made from the protocol's own types with hostile values, mutated as bytes; seeded."""

import json
import random
import types
from collections.abc import Callable
from enum import Enum
from typing import Any, Union, get_args, get_origin

import msgspec

from console.core.conversation import commands as c
from console.core.conversation.events import Event, Record
from console.core.wire import customer, frames

TEXTS = (
    "",
    "c1",
    "e",
    "r.0",
    "hello",
    "\x1b[31mred\x1b[0m",
    "\x1b]52;c;aGk=\x07",
    "\x9b2J",
    "a\u202eb\u2066c",
    "e\u0301" * 40,
    "\U0001f469\u200d\U0001f4bb",
    "\ufeff\u200b\u00ad",
    "\U000e0041\U000e007f",
    "[/x]",
    "\u0e01\u0e34\u0e4d\u0e33",
    "\r\n\t\x00\x7f\x85",
    "\ud800",
    "\U0010ffff\ufffe",
    "x" * 3_000,
    "\u0301" * 300,
    "\uff1a" * 50,
    "\u1100\u1161\u11a8" * 9,
    "a\u0300\u0301\u0302\u0303\u0304\u0305",
    "1\ufe0f\u20e3",
    "\U0001f1e9\U0001f1ea" * 5,
)
NUMBERS = (0, 1, -1, 7, 2**31, 2**53, 2**63 - 1, 2**63, 2**64, -(2**63), 10**30)


class Maker:
    """Makes inputs for each target from one seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self._kinds: dict[str, tuple[Any, ...]] = {
            "client": get_args(frames.ClientFrame),
            "page": get_args(customer.ClientFrame),
            "server": get_args(frames.ServerFrame),
            "page_server": get_args(customer.ServerFrame),
            "command": get_args(c.AgentCommand),
        }
        self._kinds["session"] = self._kinds["server"]
        self._events = get_args(Event)

    def make(self, target: str) -> bytes:
        """One input."""
        if target in self._kinds:
            frame = self._struct(self.rng.choice(self._kinds[target]), 0)
            return self._mangled(self._json(frame))
        if target == "head":
            return self._mangled(self._head())
        return self._mangled(self._text().encode("utf-8", "surrogatepass"))

    # values

    def _text(self) -> str:
        rng = self.rng
        if rng.random() < 0.2:
            return "".join(
                chr(rng.choice((rng.randrange(0x250), rng.randrange(0x3000), rng.randrange(0x110000))))
                for _ in range(rng.randrange(30))
            )
        return "".join(rng.choice(TEXTS) for _ in range(rng.randrange(1, 4)))

    def _struct(self, kind: type[msgspec.Struct], depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        config = kind.__struct_config__
        if config.tag is not None:
            made[config.tag_field or "type"] = config.tag
        for field in msgspec.structs.fields(kind):
            if field.required or self.rng.random() < 0.6:
                made[field.encode_name] = self._value(field.type, depth + 1)
        if self.rng.random() < 0.1:
            made[self._text()[:8]] = self._any(depth)
        return made

    def _value(self, kind: Any, depth: int) -> Any:
        if self.rng.random() < 0.04 or depth > 8:
            return self._any(depth)
        origin = get_origin(kind)
        if origin is not None and hasattr(kind, "__metadata__"):
            return self._value(get_args(kind)[0], depth)
        if origin in (Union, types.UnionType):
            return self._value(self.rng.choice(get_args(kind)), depth)
        if origin is tuple or origin is list:
            inner = get_args(kind)[0]
            return [self._value(inner, depth + 1) for _ in range(self.rng.randrange(3))]
        if origin is dict or origin is not None:
            return {self._text()[:6]: self._any(depth + 1) for _ in range(self.rng.randrange(3))}
        return self._plain(kind, depth)

    def _plain(self, kind: Any, depth: int) -> Any:
        if kind is str:
            return self._text() if self.rng.random() < 0.7 else self.rng.choice(TEXTS[:5])
        if kind is bool:
            return self.rng.random() < 0.5
        if kind is int:
            return self.rng.choice(NUMBERS[:5])
        if kind is float:
            return self.rng.choice((0.0, 0.5, 1e300, -1.0))
        if kind is type(None):
            return None
        if kind is Record:
            return self._record(depth)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return str(self.rng.choice(list(kind)).value)
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return self._struct(kind, depth)
        if kind is msgspec.Raw:
            return self._struct(self.rng.choice(self._kinds["command"]), depth)
        return self._any(depth)

    def _record(self, depth: int) -> dict[str, Any]:
        event = self._struct(self.rng.choice(self._events), depth + 1)
        if self.rng.random() < 0.1:
            event["type"] = event["e"] = "from the future"
        bodies = {name: self._text() for name in ("text", "why", "wants") if self.rng.random() < 0.4}
        seq = self.rng.choice((1, 2, 3, 4, 5, 6, self.rng.choice(NUMBERS)))
        made = {"conv": "c1", "seq": seq, "at": 5, "epoch": 1, "actor": self._text(), "event": event, "bodies": bodies}
        return {name: made[name] for name in made if name in Record.__struct_fields__}

    def _any(self, depth: int) -> Any:
        rng = self.rng
        makers: tuple[Callable[[], Any], ...] = (
            self._text,
            lambda: rng.choice(NUMBERS),
            lambda: None,
            lambda: rng.random(),
            lambda: True,
            lambda: [] if depth > 8 else [self._any(depth + 1) for _ in range(rng.randrange(3))],
            lambda: {} if depth > 8 else {self._text()[:5]: self._any(depth + 1) for _ in range(rng.randrange(3))},
        )
        return rng.choice(makers)()

    # bytes

    def _json(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=self.rng.random() < 0.5).encode("utf-8", "surrogatepass")

    def _head(self) -> bytes:
        rng = self.rng
        method = rng.choice((b"GET", b"POST", b"get", b"\x16\x03\x01", b"OPTIONS", b""))
        path = rng.choice((b"/v1/console", b"/v1/customer", b"/", b"/../x", b"*", b"/%00", b"http://x/", b"/" * 9_000))
        names = (
            b"host",
            b"upgrade",
            b"connection",
            b"sec-websocket-key",
            b"origin",
            b"content-length",
            b"transfer-encoding",
            b"x",
        )
        values = (
            b"x",
            b"websocket",
            b"Upgrade, close",
            b"",
            b"chunked",
            b"-1",
            b"99999999999999999999",
            b"\xff\x00",
            b"a" * 5_000,
        )
        lines = [b"%s: %s" % (rng.choice(names), rng.choice(values)) for _ in range(rng.choice((0, 1, 4, 120)))]
        end = rng.choice((b"\r\n", b"\n"))
        return end.join([method + b" " + path + b" HTTP/1.1", *lines, b"", b""])

    def _mangled(self, data: bytes) -> bytes:
        rng = self.rng
        if rng.random() < 0.5 or not data:
            return data
        out = bytearray(data)
        for _ in range(rng.choice((1, 1, 2, 5))):
            at = rng.randrange(len(out) + 1)
            match rng.randrange(6):
                case 0:
                    out[at : at + 1] = bytes((rng.randrange(256),))
                case 1:
                    del out[at : at + rng.randrange(1, 9)]
                case 2:
                    out[at:at] = out[at : at + rng.randrange(1, 30)]
                case 3:
                    out[at:at] = rng.choice(
                        (b'"', b"{", b"[" * 70, b"}", b"\\u0000", b"\\ud800", b"1e999", b"NaN", b"\x00", b",")
                    )
                case 4:
                    del out[at:]
                case _:
                    out[at:at] = bytes(rng.randrange(256) for _ in range(rng.randrange(1, 5)))
            if not out:
                break
        return bytes(out)
