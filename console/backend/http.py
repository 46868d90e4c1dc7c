"""What needs HTTP: sign-in and tokens for consoles, tickets and the chat page for customers, health for operators.

Nothing here uses cookies; nothing it serves loads anything from another host.
"""

import hashlib
import logging
import secrets
from collections.abc import Awaitable, Callable
from importlib import resources
from typing import Final, TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from console import __version__
from console.backend.access import Access, Tokens
from console.backend.store.faults import StoreFaultError
from console.backend.store.port import Store
from console.backend.telemetry import CONTENT_TYPE, Telemetry
from console.core.metrics.values import AllFigures
from console.core.metrics.wall import WINDOWS
from console.core.text.messages import t
from console.core.wire.limits import PROTOCOL
from console.errors import DeniedError

log = logging.getLogger("warmline.http")

MAX_BODY: Final = 16 * 1024
PAGES: Final = {
    "/": ("chat.html", "text/html; charset=utf-8"),
    "/chat.js": ("chat.js", "text/javascript; charset=utf-8"),
    "/chat.css": ("chat.css", "text/css; charset=utf-8"),
    "/chat.svg": ("chat.svg", "image/svg+xml"),
}
HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}


class _Login(msgspec.Struct):
    login: str
    password: str
    device: str = ""


class _Refresh(msgspec.Struct):
    refresh: str


class _TicketWish(msgspec.Struct):
    key: str = ""
    """The page's own secret from an earlier visit; empty: a new customer."""


_B = TypeVar("_B", _Login, _Refresh, _TicketWish)
Handler = Callable[[Request], Awaitable[Response]]


def visitor_of(key: str) -> str:
    """The customer's id that belongs to a page's secret."""
    return "v" + hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=12).hexdigest()


class Pages:
    """The ASGI application behind the door."""

    def __init__(
        self,
        access: Access,
        store: Store,
        clock: Callable[[], int],
        allowed_origin: Callable[[str], bool],
        telemetry: Telemetry,
        stats: Callable[[int], AllFigures | None],
        metrics_token: str = "",
    ) -> None:
        """`metrics_token`: what a scraper must present; empty: nobody is told any figures.

        `stats`: the floor's figures over so many minutes; None: not yet.
        """
        self.access = access
        self.store = store
        self.clock = clock
        self._allowed_origin = allowed_origin
        self._telemetry = telemetry
        self._stats = stats
        self._metrics_token = metrics_token

    def app(self) -> ASGIApp:
        """All routes."""
        routes = [
            Route("/healthz", _guarded(self._health), methods=["GET"]),
            Route("/metrics", _guarded(self._metrics), methods=["GET"]),
            Route("/v1/stats", _guarded(self._floor), methods=["GET"]),
            Route("/v1/login", _guarded(self._login), methods=["POST"]),
            Route("/v1/token", _guarded(self._token), methods=["POST"]),
            Route("/v1/logout", _guarded(self._logout), methods=["POST"]),
            Route("/v1/ticket", _guarded(self._ticket), methods=["POST"]),
            *(Route(path, _page(name, kind), methods=["GET"]) for path, (name, kind) in PAGES.items()),
        ]
        app = Starlette(routes=routes, exception_handlers={404: _not_found, 405: _not_found})
        # It would redirect to whatever host the request names.
        app.router.redirect_slashes = False
        return app

    async def _health(self, request: Request) -> Response:
        try:
            await self.store.due(0, 1)
        except StoreFaultError as error:
            return _json({"status": "failing", "store": error.code}, 503)
        return _json({"status": "ok", "version": __version__, "proto": PROTOCOL})

    async def _metrics(self, request: Request) -> Response:
        if not self._metrics_token:
            return _problem(404, "not_found", t("http.not_found"))
        given = request.headers.get("authorization", "").encode("utf-8", "replace")
        if not secrets.compare_digest(given, f"Bearer {self._metrics_token}".encode()):
            return _problem(401, "denied", t("http.metrics_denied"))
        return Response(self._telemetry.told(), media_type=CONTENT_TYPE, headers={"cache-control": "no-store"})

    async def _floor(self, request: Request) -> Response:
        """The floor's figures, for supervisors."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        session = await self.access.session(token, self.clock()) if kind.lower() == "bearer" else None
        if session is None:
            return _problem(401, "sign_in_again", t("access.sign_in_again"))
        if not session.actor.leads:
            return _problem(403, "not_allowed", t("refused.not_allowed"))
        window = request.query_params.get("window", "30")
        if window not in map(str, WINDOWS):
            return _problem(400, "bad_request", t("http.bad_request"))
        told = self._stats(int(window))
        return _json(told) if told is not None else _problem(503, "not_ready", t("http.not_ready"))

    async def _login(self, request: Request) -> Response:
        wish = await _body(request, _Login)
        return _tokens(await self.access.sign_in(wish.login, wish.password, wish.device, self.clock()))

    async def _token(self, request: Request) -> Response:
        wish = await _body(request, _Refresh)
        return _tokens(await self.access.refresh(wish.refresh, self.clock()))

    async def _logout(self, request: Request) -> Response:
        await self.access.sign_out((await _body(request, _Refresh)).refresh)
        return _json({})

    async def _ticket(self, request: Request) -> Response:
        """A single-use ticket for the customer's socket, for pages of our own and of the listed origins only."""
        origin = request.headers.get("origin", "")
        if not self._allowed_origin(origin):
            return _problem(403, "origin", t("customers.origin"))
        wish = await _body(request, _TicketWish)
        key = wish.key if 32 <= len(wish.key) <= 64 else secrets.token_urlsafe(32)
        ticket = await self.access.ticket(visitor_of(key), self.clock())
        response = _json({"ticket": ticket, "key": key})
        response.headers["access-control-allow-origin"] = origin
        response.headers["vary"] = "origin"
        return response


class _RequestError(Exception):
    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


async def _body(request: Request, kind: type[_B]) -> _B:
    data = bytearray()
    async for piece in request.stream():
        data += piece
        if len(data) > MAX_BODY:
            raise _RequestError(413, "too_large", t("http.too_large"))
    try:
        return msgspec.json.decode(bytes(data) or b"{}", type=kind)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise _RequestError(400, "bad_request", t("http.bad_request")) from None


def _guarded(handler: Handler) -> Handler:
    """Turn what goes wrong into an answer that says so, and into nothing else."""

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except _RequestError as error:
            return _problem(error.status, error.code, str(error))
        except DeniedError as error:
            return _problem(401, error.code, str(error))
        except StoreFaultError as error:
            return _problem(503, error.code, t("refused.store"))
        except ClientDisconnect:
            return Response(status_code=400)

    return answer


def _page(name: str, kind: str) -> Handler:
    data = resources.files("console.backend").joinpath("pages", name).read_bytes()

    async def answer(request: Request) -> Response:
        return Response(data, media_type=kind, headers=HEADERS)

    return answer


async def _not_found(request: Request, error: Exception) -> Response:
    return _problem(404, "not_found", t("http.not_found"))


def _tokens(tokens: Tokens) -> Response:
    user = tokens.user
    return _json(
        {
            "access": tokens.access,
            "refresh": tokens.refresh,
            "expires_at": tokens.expires_at,
            "user": {"id": user.id, "login": user.login, "name": user.name, "role": user.role},
        }
    )


def _problem(status: int, code: str, message: str) -> Response:
    return _json({"code": code, "message": message}, status)


def _json(value: object, status: int = 200) -> Response:
    headers = {"cache-control": "no-store", "x-content-type-options": "nosniff"}
    return Response(msgspec.json.encode(value), status, media_type="application/json", headers=headers)
