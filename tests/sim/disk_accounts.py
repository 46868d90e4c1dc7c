"""The tables of accounts on a simulated disk, and what its engine cannot store."""

from collections.abc import Callable
from typing import Final

import msgspec
from msgspec.structs import replace

from console.backend.store.faults import StoreValueError
from console.backend.store.port import Reused, Token, TokenKind, User

_LARGEST: Final = 2**63
_ASCII_LOWER: Final = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


class Accounts:
    """Users, their tokens, and customers' single-use tickets."""

    def __init__(self) -> None:
        self.users: dict[str, User] = {}
        self.tokens: dict[bytes, Token] = {}
        self.tickets: dict[bytes, tuple[str, int]] = {}
        """Customer and time of expiry by hash."""

    def add_user(self, user: User) -> bool:
        """False: id or login is taken."""
        encoded(user)
        if user.id in self.users or self.user_by_login(user.login) is not None:
            return False
        self.users[user.id] = user
        return True

    def user_by_login(self, login: str) -> User | None:
        """Without regard to the case of ASCII letters."""
        wanted = _folded(login)
        return next((user for user in self.users.values() if _folded(user.login) == wanted), None)

    def all_users(self) -> list[User]:
        """By login."""
        return sorted(self.users.values(), key=lambda user: _folded(user.login).encode())

    def update_user(self, user: User, expected_version: int) -> bool:
        """Compare the version and replace."""
        encoded(user)
        known, namesake = self.users.get(user.id), self.user_by_login(user.login)
        if known is None or known.version != expected_version or (namesake is not None and namesake.id != user.id):
            return False
        self.users[user.id] = replace(user, created_at=known.created_at)
        return True

    def put_tokens(self, tokens: tuple[Token, ...]) -> None:
        """All or none."""
        hashes = [token.hash for token in tokens]
        if len(set(hashes)) < len(hashes) or any(hash in self.tokens for hash in hashes):
            raise StoreValueError("this hash is there")
        if any(token.user_id not in self.users for token in tokens):
            raise StoreValueError("no such user")
        for token in tokens:
            self.tokens[token.hash] = token

    def holder_of(self, hash: bytes) -> tuple[Token, User] | None:
        """A token and its user."""
        token = self.tokens.get(hash)
        user = self.users.get(token.user_id) if token is not None else None
        return (token, user) if token is not None and user is not None else None

    def role_of(self, hash: bytes) -> str | None:
        """What a token's user may do, unless she is shut out."""
        holder = self.holder_of(hash)
        return holder[1].role if holder is not None and not holder[1].disabled else None

    def tokens_of(self, user_id: str) -> list[Token]:
        """Newest first."""
        mine = [token for token in self.tokens.values() if token.user_id == user_id]
        return sorted(mine, key=lambda token: (-token.issued_at, token.hash))

    def use_refresh(self, hash: bytes, now: int, new: tuple[Token, ...]) -> Token | Reused | None:
        """Once only, together with its successors."""
        found = self.tokens.get(hash)
        if found is None or found.kind is not TokenKind.REFRESH or now >= min(found.expires_at, found.absolute_expiry):
            return None
        if found.used_at:
            return Reused(found)
        self.put_tokens(new)
        used = self.tokens[hash] = replace(found, used_at=max(now, 1))
        return used

    def revoke(self, field: str, value: bytes | str) -> int:
        """Forget the tokens of which this field has this value."""
        return self._forget_tokens(lambda token: getattr(token, field) == value)

    def purge_expired(self, now: int) -> int:
        """Forget what is over."""
        gone = self._forget_tokens(lambda token: token.expires_at <= now or token.absolute_expiry <= now)
        over = [hash for hash, (_, expires_at) in self.tickets.items() if expires_at <= now]
        for hash in over:
            del self.tickets[hash]
        return gone + len(over)

    def _forget_tokens(self, over: Callable[[Token], bool]) -> int:
        gone = [hash for hash, token in self.tokens.items() if over(token)]
        for hash in gone:
            del self.tokens[hash]
        return len(gone)

    def put_ticket(self, hash: bytes, customer: str, expires_at: int) -> None:
        """For one use."""
        text_fits(customer)
        number_fits(expires_at)
        if hash in self.tickets:
            raise StoreValueError("this hash is there")
        self.tickets[hash] = (customer, expires_at)

    def use_ticket(self, hash: bytes, now: int) -> str | None:
        """Its customer, once."""
        customer, expires_at = self.tickets.pop(hash, ("", 0))
        return customer if now < expires_at else None


def encoded(value: msgspec.Struct) -> None:
    try:
        msgspec.json.encode(value)
    except (UnicodeError, OverflowError, msgspec.MsgspecError) as error:
        raise StoreValueError(str(error)) from error


def text_fits(text: str) -> None:
    try:
        text.encode()
    except UnicodeError as error:
        raise StoreValueError(str(error)) from error


def number_fits(number: int) -> None:
    if not -_LARGEST <= number < _LARGEST:
        raise StoreValueError("a number beyond 64 bits")


def _folded(login: str) -> str:
    return login.translate(_ASCII_LOWER)
