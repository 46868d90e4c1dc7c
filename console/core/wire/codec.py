"""Frames to bytes and back: typed with msgspec, validated at the border, never raising anything but `FrameError`.

Unknown fields are ignored. An unknown event keeps its place; an unknown command is refused, never ignored.
"""

import re
from functools import cache
from typing import TypeVar

import msgspec

from console.core.conversation import commands as c
from console.core.conversation.events import Record, Unrecognised
from console.core.wire import customer, frames
from console.core.wire.limits import MAX_CLIENT_FRAME, MAX_DEPTH


class FrameError(ValueError):
    """What came is not a frame of this protocol."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        """`too_large`, `not_text`, `not_json`, `too_deep`, `unknown_frame`, `bad_frame`, `unknown_command` or
        `bad_command`."""
        self.detail = detail


_T = TypeVar("_T")
_encoder = msgspec.json.Encoder()


# Each is made at its first use: that takes milliseconds, and a desk never reads most of what a backend does.


@cache
def _client() -> msgspec.json.Decoder[frames.ClientFrame]:
    return msgspec.json.Decoder(frames.ClientFrame)


@cache
def _server() -> msgspec.json.Decoder[frames.ServerFrame]:
    return msgspec.json.Decoder(frames.ServerFrame)


@cache
def _page() -> msgspec.json.Decoder[customer.ClientFrame]:
    return msgspec.json.Decoder(customer.ClientFrame)


@cache
def _page_server() -> msgspec.json.Decoder[customer.ServerFrame]:
    return msgspec.json.Decoder(customer.ServerFrame)


@cache
def _command() -> msgspec.json.Decoder[c.AgentCommand]:
    return msgspec.json.Decoder(c.AgentCommand)


@cache
def _record() -> msgspec.json.Decoder[Record]:
    return msgspec.json.Decoder(Record)


_command_names = frozenset(c.tag_of(kind) for kind in c.AGENT_COMMANDS)


class _Tag(msgspec.Struct):
    t: str = ""


class _DoTag(msgspec.Struct):
    do: str = ""


class _LooseRecord(msgspec.Struct):
    conv: str
    seq: int
    at: int
    epoch: int
    actor: str
    public_seq: int = 0


class _LooseEvents(msgspec.Struct):
    conv: str
    records: tuple[msgspec.Raw, ...]


# The last quote may be missing: a pattern that could fail there would begin again at every quote before it.
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)
_tag = msgspec.json.Decoder(_Tag)
_do_tag = msgspec.json.Decoder(_DoTag)
_loose_record = msgspec.json.Decoder(_LooseRecord)
_loose_events = msgspec.json.Decoder(_LooseEvents)


def encode(frame: msgspec.Struct) -> bytes:
    """One frame as JSON text in UTF-8.

    Raises:
        FrameError: `bad_frame` when a string holds a lone surrogate; pass text through `safe_text` first.
    """
    try:
        return _encoder.encode(frame)
    except (UnicodeEncodeError, msgspec.EncodeError) as error:
        raise FrameError("bad_frame", str(error)) from None


def decode_client(data: str | bytes, limit: int = MAX_CLIENT_FRAME) -> frames.ClientFrame:
    """A frame from a console."""
    return _decode(_client(), _checked(data, limit))


def decode_page(data: str | bytes, limit: int = MAX_CLIENT_FRAME) -> customer.ClientFrame:
    """A frame from a customer's page."""
    return _decode(_page(), _checked(data, limit))


def decode_page_server(data: str | bytes) -> customer.ServerFrame | None:
    """A frame from the backend to a customer's page; None for one that this program does not know."""
    try:
        return _decode(_page_server(), data)
    except FrameError as error:
        if error.code == "unknown_frame":
            return None
        raise


def decode_server(data: str | bytes) -> frames.ServerFrame | None:
    """A frame from the backend to a console; None for one that this program does not know."""
    try:
        return _decode(_server(), data)
    except FrameError as error:
        if error.code == "unknown_frame":
            return None
        loose = _with_unknown_events(data)
        if loose is None:
            raise
        return loose


def decode_command(raw: msgspec.Raw | bytes) -> c.AgentCommand:
    """The command in a `cmd` frame.

    Raises:
        FrameError: `unknown_command` for a name that this backend does not know, `bad_command` for bad fields.
    """
    try:
        return _command().decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        name = _name_of(raw)
        if name not in _command_names:
            raise FrameError("unknown_command", name[:64]) from None
        raise FrameError("bad_command", str(error)) from None


def _name_of(raw: msgspec.Raw | bytes) -> str:
    try:
        return _do_tag.decode(raw).do
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""


def _checked(data: str | bytes, limit: int) -> str | bytes:
    if isinstance(data, bytes):
        raise FrameError("not_text", "frames are text, not binary")
    # A character has at most four bytes: only what is long must be counted.
    if len(data) > limit or (len(data) * 4 > limit and len(data.encode("utf-8", "surrogatepass")) > limit):
        raise FrameError("too_large", f"{len(data)} characters, the limit is {limit} bytes")
    depth = 0
    # Brackets in what people write open nothing.
    for character in _STRING.sub("", data) if data.count("{") + data.count("[") > MAX_DEPTH else "":
        if character in "{[":
            depth += 1
            if depth > MAX_DEPTH * 4:
                raise FrameError("too_deep", f"more than {MAX_DEPTH} levels")
        elif character in "}]":
            depth -= 1
    return data


def _decode(decoder: "msgspec.json.Decoder[_T]", data: str | bytes) -> _T:
    try:
        return decoder.decode(data)
    except msgspec.ValidationError as error:
        raise FrameError(_unknown(data), str(error)) from None
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise FrameError("not_json", str(error)) from None


def _unknown(data: str | bytes) -> str:
    """`unknown_frame` when the tag itself is not of the protocol, else `bad_frame`."""
    try:
        tag = _tag.decode(data).t
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return "bad_frame"
    return "bad_frame" if tag in _KNOWN else "unknown_frame"


def _tags(union: object) -> frozenset[str]:
    return frozenset(str(kind.__struct_config__.tag) for kind in union.__args__)  # type: ignore[attr-defined]


_KNOWN = (
    _tags(frames.ClientFrame) | _tags(frames.ServerFrame) | _tags(customer.ClientFrame) | _tags(customer.ServerFrame)
)


def _with_unknown_events(data: str | bytes) -> frames.Events | None:
    """An `events` frame of a newer backend: what is not known keeps its place."""
    try:
        if _tag.decode(data).t != "events":
            return None
        loose = _loose_events.decode(data)
        return frames.Events(loose.conv, tuple(_record_of(raw) for raw in loose.records))
    except (msgspec.DecodeError, UnicodeError):
        return None


def _record_of(raw: msgspec.Raw) -> Record:
    try:
        return _record().decode(raw)
    except msgspec.ValidationError:
        kept = _loose_record.decode(raw)
        return Record(kept.conv, kept.seq, kept.at, kept.epoch, kept.actor, Unrecognised(), kept.public_seq)
