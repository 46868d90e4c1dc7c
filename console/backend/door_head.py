"""The head of a request, without I/O: gathers bytes until it is whole, says what is wrong with one that is not.

Knows nothing of routes, sockets or time.
"""

import http
import re
from dataclasses import dataclass
from email.utils import formatdate

import h11

from console.core.text.messages import t

_MAX_LINE = 8_192
"""What websockets' own parser accepts: a longer line would pass here and then fail there without an answer."""

_MAX_LINES = 100
_REQUEST_LINE = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+ [!-~]+ HTTP/1\.[01]\r?\n")
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")
_TLS_HANDSHAKE = 0x16


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that ends a connection before anybody serves it: a status and one plain sentence."""

    status: int
    sentence: str
    retry_after: int | None = None
    """Seconds after which another try makes sense."""

    def response(self) -> bytes:
        """The whole HTTP response."""
        body = (self.sentence + "\n").encode()
        head = [
            f"HTTP/1.1 {self.status} {http.HTTPStatus(self.status).phrase}",
            f"date: {formatdate(usegmt=True)}",
            "connection: close",
            "content-type: text/plain; charset=utf-8",
            f"content-length: {len(body)}",
        ]
        if self.status == http.HTTPStatus.UPGRADE_REQUIRED:
            head.append("upgrade: websocket")
        if self.retry_after is not None:
            head.append(f"retry-after: {self.retry_after}")
        return "\r\n".join([*head, "", ""]).encode() + body


@dataclass(frozen=True, slots=True)
class RequestHead:
    """What a request says before its body, and who sent it."""

    method: str
    path: str
    """As it was sent: not percent-decoded, without the query."""
    query: str
    headers: tuple[tuple[str, str], ...]
    """Names in lower case, in the order of arrival."""
    peer: str
    """Address of the client: of the socket, or what a trusted proxy says."""
    secure: bool
    """It came over TLS, here or at a trusted proxy."""

    def values(self, name: str) -> tuple[str, ...]:
        """Every value of the header `name`."""
        return tuple(value for key, value in self.headers if key == name.lower())

    def header(self, name: str) -> str | None:
        """The value of the header `name`, or None without one.

        Several are joined by a comma, so that none of them alone can pass for the only one.
        """
        values = self.values(name)
        return ", ".join(values) if values else None


@dataclass(frozen=True, slots=True)
class ReadHead:
    """A whole head and what came behind it."""

    request: h11.Request
    fields: tuple[tuple[bytes, bytes], ...]
    """The headers, names in lower case."""
    raw: bytes
    """Every byte so far: the head and the rest."""
    rest: bytes
    """The bytes behind the head."""

    def values(self, name: bytes) -> list[str]:
        """Every value of the header `name` (in lower case); latin-1, as HTTP has it."""
        return [value.decode("latin-1") for value in self._all(name)]

    def head(self, *, peer: str, secure: bool) -> RequestHead:
        """The head in the form that checks and handlers see."""
        path, _, query = self.request.target.decode("ascii").partition("?")
        headers = tuple((name.decode("ascii"), value.decode("latin-1")) for name, value in self.fields)
        return RequestHead(self.request.method.decode("ascii"), path, query, headers, peer, secure)

    def asks_for_websocket(self) -> bool:
        """Whether this is a GET that wants to become a WebSocket."""
        tokens = {token.strip().lower() for value in self._all(b"connection") for token in value.split(b",")}
        upgrades = [value.strip().lower() for value in self._all(b"upgrade")]
        return (
            self.request.method == b"GET"
            and self.request.http_version == b"1.1"
            and b"upgrade" in tokens
            and upgrades == [b"websocket"]
        )

    def has_body(self) -> bool:
        """Whether the request announces a body."""
        return bool(self._all(b"transfer-encoding")) or any(v != b"0" for v in self._all(b"content-length"))

    def rewritten(self) -> bytes:
        """The head written anew from what was understood.

        A second parser gets these bytes, never the client's: so the two cannot disagree about where the head ends
        or what a header says.
        """
        lines = [b" ".join((self.request.method, self.request.target, b"HTTP/1.1"))]
        lines += [name + b": " + value for name, value in self.fields]
        return b"\r\n".join([*lines, b"", b""])

    def _all(self, name: bytes) -> list[bytes]:
        return [value for key, value in self.fields if key == name]


class HeadReader:
    """Takes bytes as they come until a head is whole or wrong."""

    def __init__(self, max_bytes: int) -> None:
        self._max = max_bytes
        self._parser = h11.Connection(h11.SERVER, max_incomplete_event_size=max_bytes)
        self._raw = bytearray()
        self._line_read = False

    @property
    def started(self) -> bool:
        """Whether any byte has come."""
        return bool(self._raw)

    def feed(self, data: bytes) -> ReadHead | Refusal | None:
        """The head once it is whole, a refusal if it never can be, None while more is needed."""
        self._raw += data
        if refusal := self._not_http():
            return refusal
        self._parser.receive_data(data)
        try:
            event = self._parser.next_event()
        except h11.RemoteProtocolError as error:
            too_big = error.error_status_hint == http.HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
            return self._too_big() if too_big else Refusal(400, t("door.not_http"))
        if not isinstance(event, h11.Request):
            return None
        rest, _ = self._parser.trailing_data
        # Once, because every walk over h11's headers builds them anew.
        fields = tuple((name, value) for name, value in event.headers)
        wrong = self._too_much(event, fields, len(self._raw) - len(rest))
        return wrong or ReadHead(event, fields, bytes(self._raw), rest)

    def _not_http(self) -> Refusal | None:
        # Said at once: who speaks another protocol would otherwise wait for the deadline.
        if self._line_read:
            return None
        if self._raw[0] == _TLS_HANDSHAKE:
            return Refusal(400, t("door.tls_here"))
        line_ends = self._raw.find(b"\n", 0, self._max)
        if line_ends >= 0:
            self._line_read = True
            fits = _REQUEST_LINE.fullmatch(self._raw, 0, line_ends + 1) is not None
        else:
            fits = self._raw[:1].isalpha() and self._raw[:1].isascii()
        return None if fits else Refusal(400, t("door.not_http"))

    def _too_much(self, request: h11.Request, fields: tuple[tuple[bytes, bytes], ...], size: int) -> Refusal | None:
        lines = [len(name) + len(value) + 4 for name, value in fields]
        lines.append(len(request.method) + len(request.target) + 11)
        if size > self._max or len(lines) > _MAX_LINES or max(lines) > _MAX_LINE:
            return self._too_big()
        if any(_CONTROL.search(value) for _, value in fields):
            return Refusal(400, t("door.not_http"))
        return None

    def _too_big(self) -> Refusal:
        return Refusal(431, t("door.head_too_big", limit=self._max, line=_MAX_LINE, count=_MAX_LINES))
