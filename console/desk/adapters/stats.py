"""Asks a backend for the floor's figures, for the command line. Blocking."""

import msgspec

from console.core.metrics.values import AllFigures
from console.core.text.messages import t
from console.desk.session import http_calls
from console.desk.session.address import parse, tls
from console.errors import UnreachableError


def stats(server: str, access: str, window: int) -> AllFigures:
    """The figures over so many minutes; 0: since midnight.

    Raises:
        ConfigError: the address can't be used.
        DeniedError: the token is not accepted, or its account is no supervisor's.
        UnreachableError: nobody answers there, or not a Warmline backend.
    """
    address = parse(server)
    try:
        return msgspec.json.decode(http_calls.stats(address, tls(address, None), access, window), type=AllFigures)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise UnreachableError(t("session.sign_in.bad_answer"), code="not_warmline") from None
