"""Signs a person in and out over HTTP, for the command line; where secrets are kept is not its concern. Blocking."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from console.desk.session import http_calls
from console.desk.session.address import parse, tls
from console.desk.session.tokens import Credentials, exchange


class SignedInTokens(msgspec.Struct, frozen=True):
    """What a sign-in gives."""

    refresh: str
    """To be kept: the next sign-in of a desk needs nothing else."""
    access: str
    """For the first connection, for some minutes."""
    access_ends: int
    server: str
    """The address as accounts are filed under."""


def sign_in(server: str, login: str, password: str, *, ca_file: Path | None = None) -> SignedInTokens:
    """Exchange a name and a password for tokens.

    Raises:
        ConfigError: the address can't be used.
        DeniedError: wrong name or password, disabled, too many tries.
        UnreachableError: nobody answers there, or not a Warmline backend.
    """
    address = parse(server)
    tokens = http_calls.sign_in(address, tls(address, ca_file), login, password)
    return SignedInTokens(tokens.refresh, tokens.access, tokens.expires_at, address.name)


def renew(
    server: str, user: str, *, load: Callable[[], str | None], save: Callable[[str], object], state: Path
) -> SignedInTokens:
    """Exchange the kept refresh token; programs of one account take turns by a lock in `state`.

    Raises:
        ConfigError: the address can't be used.
        DeniedError: nobody is signed in, or not any more.
        UnreachableError: nobody answers there, or not a Warmline backend.
    """
    address = parse(server)
    tokens = exchange(address, tls(address, None), Credentials(load=load, save=save), state, user)
    return SignedInTokens(tokens.refresh, tokens.access, tokens.expires_at, address.name)


def sign_out(server: str, refresh: str, *, ca_file: Path | None = None) -> None:
    """End this sign-in on every socket.

    Raises:
        ConfigError: the address can't be used.
        UnreachableError: nobody answers there, or not a Warmline backend.
    """
    address = parse(server)
    http_calls.sign_out(address, tls(address, ca_file), refresh)
