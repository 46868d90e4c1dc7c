"""The few calls of a console over HTTP: sign in, exchange a refresh token, sign out. Blocking: run it in a thread.

Where no proxy can be in between the standard library makes the call. httpx, which knows proxies, takes longer to import
than all else that the exchange of a token needs: it is imported only where there may be one.
"""

import os
import ssl
import sys
import urllib.parse
from typing import Any, Final

import msgspec

from console.core.text.messages import t
from console.core.text.safe import safe_line
from console.desk.session.address import Address
from console.errors import DeniedError, UnreachableError

TIMEOUT_S: Final = 15.0
MAX_ANSWER: Final = 64 * 1024
MAX_STATS: Final = 4 * 1024 * 1024


class Tokens(msgspec.Struct):
    """What a sign-in or an exchange gives."""

    access: str
    refresh: str
    expires_at: int


class _Problem(msgspec.Struct):
    code: str = ""
    message: str = ""


class _Asked(msgspec.Struct, frozen=True):
    """One call: where, how, what, and how long an answer may be."""

    address: Address
    context: ssl.SSLContext | None
    method: str
    path: str
    headers: dict[str, str]
    data: bytes | None
    most: int


def sign_in(address: Address, context: ssl.SSLContext | None, login: str, password: str, device: str = "") -> Tokens:
    """Tokens for a name and a password.

    Raises:
        DeniedError: they are not accepted.
        UnreachableError: nobody answers, or not a Warmline backend.
    """
    return _tokens(address, context, "/v1/login", {"login": login, "password": password, "device": device})


def exchange(address: Address, context: ssl.SSLContext | None, refresh: str) -> Tokens:
    """New tokens for a refresh token, once.

    Raises:
        DeniedError: it is not accepted.
        UnreachableError: nobody answers, or not a Warmline backend.
    """
    return _tokens(address, context, "/v1/token", {"refresh": refresh})


def sign_out(address: Address, context: ssl.SSLContext | None, refresh: str) -> None:
    """End a sign-in on every socket.

    Raises:
        UnreachableError: nobody answers, or not a Warmline backend.
    """
    _post(address, context, "/v1/logout", {"refresh": refresh})


def stats(address: Address, context: ssl.SSLContext | None, access: str, window: int) -> bytes:
    """The floor's figures, as the backend told them.

    Raises:
        DeniedError: the token is not accepted, or its account may not see them.
        UnreachableError: nobody answers, or not a Warmline backend.
    """
    return _call(
        address, context, "GET", f"/v1/stats?window={window}", {"authorization": f"Bearer {access}"}, most=MAX_STATS
    )


def _tokens(address: Address, context: ssl.SSLContext | None, path: str, body: dict[str, str]) -> Tokens:
    try:
        return msgspec.json.decode(_post(address, context, path, body), type=Tokens)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise UnreachableError(t("session.sign_in.bad_answer"), code="not_warmline") from None


def _post(address: Address, context: ssl.SSLContext | None, path: str, body: dict[str, str]) -> bytes:
    data = msgspec.json.encode({name: value.encode("utf-8", "replace").decode() for name, value in body.items()})
    return _call(address, context, "POST", path, {"content-type": "application/json"}, data)


def _call(
    address: Address,
    context: ssl.SSLContext | None,
    method: str,
    path: str,
    headers: dict[str, str],
    data: bytes | None = None,
    most: int = MAX_ANSWER,
) -> bytes:
    way = _straight if _is_straight(address) else _by_proxy
    status, content = way(_Asked(address, context, method, path, headers, data, most))
    if status != 200:
        raise _refusal(status, content, address.url("http", path))
    return content


def _is_straight(address: Address) -> bool:
    """Whether it is certain, without a look at this machine's settings, that no proxy stands in between."""
    if address.loopback:
        return True
    if os.name != "posix" or sys.platform == "darwin":
        return False
    return not any(name.lower().endswith("_proxy") and value for name, value in os.environ.items())


def _straight(asked: _Asked) -> tuple[int, bytes]:
    """Status and body."""
    import http.client

    from console.desk.session.trouble import sentence

    address = asked.address
    if asked.context is None:
        connection = http.client.HTTPConnection(address.host, address.port, timeout=TIMEOUT_S)
    else:
        connection = http.client.HTTPSConnection(address.host, address.port, timeout=TIMEOUT_S, context=asked.context)
    path = urllib.parse.quote(address.path, safe="/%:@!$&'()*+,;=~") + asked.path
    try:
        connection.request(asked.method, path, body=asked.data, headers={**asked.headers, "connection": "close"})
        response = connection.getresponse()
        content = response.read(asked.most + 1)
        if response.length and len(content) <= asked.most:
            raise http.client.IncompleteRead(content, response.length)
    except (http.client.HTTPException, UnicodeError) as problem:
        # Some of them are errors of the system too, which is not what happened.
        odd = http.client.HTTPException(str(problem))
        raise UnreachableError(sentence(odd, address), code="unreachable") from None
    except OSError as problem:
        raise UnreachableError(sentence(problem, address), code="unreachable") from None
    finally:
        connection.close()
    return response.status, content


def _by_proxy(asked: _Asked) -> tuple[int, bytes]:
    """The same through this machine's proxy, if its settings name one for this address."""
    import httpx

    from console.desk.session.trouble import sentence

    content = b""
    try:
        with (
            httpx.Client(
                # Without TLS a context is never used, and the default one reads all authorities first.
                verify=asked.context if asked.context is not None else ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
                timeout=TIMEOUT_S,
                follow_redirects=False,
            ) as client,
            client.stream(
                asked.method, asked.address.url("http", asked.path), content=asked.data, headers=asked.headers
            ) as response,
        ):
            for piece in response.iter_bytes():
                content += piece
                if len(content) > asked.most:
                    break
    except httpx.HTTPError as problem:
        raise UnreachableError(sentence(_root(problem), asked.address), code="unreachable") from None
    return response.status_code, content


def _refusal(status: int, content: bytes, url: str) -> DeniedError | UnreachableError:
    try:
        problem = msgspec.json.decode(content, type=_Problem)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        problem = _Problem()
    if status in (401, 403) and problem.code:
        return DeniedError(safe_line(problem.message, 300), code=safe_line(problem.code, 40))
    if status == 503 or status == 429:
        return UnreachableError(t("session.busy", status=status), code="busy")
    if 300 <= status < 400:
        return UnreachableError(t("session.redirect", url=url, status=status), code="redirect")
    return UnreachableError(t("session.http_odd", url=url, status=status), code="not_warmline")


def _root(problem: BaseException) -> BaseException:
    """The system's own error below the library's, or the library's."""
    seen: set[int] = set()
    found: Any = problem
    while id(found) not in seen:
        seen.add(id(found))
        below = found.__cause__ or found.__context__
        if isinstance(found, OSError) or below is None:
            break
        found = below
    return found if isinstance(found, OSError) else problem
