"""Keeps a console in access tokens: exchanges its refresh token and sees that the next one is kept, on a thread."""

import ssl
from collections.abc import Callable
from pathlib import Path

from console.core.text.messages import t
from console.desk.session import http_calls
from console.desk.session.address import Address
from console.errors import DeniedError


class Credentials:
    """A refresh token, and where its successors are kept so that several desks of one account share them."""

    def __init__(
        self,
        refresh: str = "",
        *,
        load: Callable[[], str | None] | None = None,
        save: Callable[[str], object] | None = None,
    ) -> None:
        """`load` and `save` are the keyring's; they may block and are called on a thread."""
        self._refresh = refresh
        self._load = load
        self._save = save

    def current(self) -> str:
        """The token to use now: another desk may have exchanged the one we knew."""
        kept = self._load() if self._load is not None else None
        return kept or self._refresh

    def replace(self, refresh: str) -> None:
        """The next one."""
        self._refresh = refresh
        if self._save is not None:
            self._save(refresh)


def exchange(
    address: Address, context: ssl.SSLContext | None, credentials: Credentials, state: Path | None, user: str
) -> http_calls.Tokens:
    """An access token; blocks.

    Raises:
        DeniedError: nobody is signed in, or not any more.
        UnreachableError: nobody answers, or not a Warmline backend.
    """
    if state is None:
        return _exchange(address, context, credentials)
    from console.desk.session.disk import one_at_a_time

    with one_at_a_time(state, address.name, user):
        return _exchange(address, context, credentials)


def _exchange(address: Address, context: ssl.SSLContext | None, credentials: Credentials) -> http_calls.Tokens:
    token = credentials.current()
    if not token:
        raise DeniedError(t("session.no_token"), code="no_token")
    tokens = http_calls.exchange(address, context, token)
    credentials.replace(tokens.refresh)
    return tokens
