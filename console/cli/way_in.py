"""The process beside a starting Desk: looks into the keyring and exchanges the sign-in, then ends.

It says on standard output whether a sign-in is kept, and then the access token; passphrases and passwords are asked
for by the Desk itself, so for those it has no answer.
"""

import sys
from collections.abc import Sequence

import msgspec

from console.cli.account import SignIn, account_of, renewed, settings_of
from console.cli.desk_words import desk_words
from console.config.secrets import open_store
from console.errors import WarmlineError


class Kept(msgspec.Struct, frozen=True):
    """What the keyring holds."""

    server: str = ""
    user: str = ""
    is_kept: bool = False
    notice: str = ""
    """Why the keyring can't be used; it need not be asked again."""


class Fresh(msgspec.Struct, frozen=True):
    """An access token; empty: none could be had."""

    access: str = ""
    access_ends: int = 0


def main(arguments: Sequence[str]) -> int:
    """Say both lines."""
    try:
        way = _way(arguments)
    except WarmlineError:
        way = None
    if way is None:
        _say(Kept())
        return 0
    account = way.account
    _say(Kept(account.server, account.user, bool(way.refresh), way.secrets.notice))
    if not way.refresh:
        return 0
    try:
        fresh = renewed(way)
    except WarmlineError:
        _say(Fresh())
    else:
        _say(Fresh(fresh.access, fresh.access_ends))
    return 0


def _way(arguments: Sequence[str]) -> SignIn | None:
    """The kept sign-in that these words mean; None: another place than the keyring, or nobody is named."""
    options = desk_words(arguments)
    if options is None:
        return None
    settings = settings_of(options)
    account = account_of(settings)
    if settings.console.secrets != "keyring" or not account.user:
        return None
    secrets = open_store()
    return SignIn(account, secrets, secrets.get(account.server, account.user) or "")


def _say(what: Kept | Fresh) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(what) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
