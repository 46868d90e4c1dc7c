"""Accounts, passwords and tokens: who a socket belongs to, and until when.

Tokens are opaque and random, known here by their hash only; passwords by argon2id. What an account may do is the core's
table of rights, not decided here.
"""

import asyncio
import hashlib
import re
import secrets
from typing import Final

import argon2
import msgspec
from msgspec.structs import replace

from console.backend.store.port import Reused, Store, Token, TokenKind, User
from console.core.conversation.context import Actor
from console.core.conversation.words import DAY, MINUTE
from console.core.floor.policy import LANG, TOPIC
from console.core.text.messages import t
from console.core.text.safe import safe_line
from console.errors import DeniedError, WarmlineError

ACCESS_LASTS: Final = 15 * MINUTE
REFRESH_LASTS: Final = 14 * DAY
FAMILY_LASTS: Final = 60 * DAY
TICKET_LASTS: Final = MINUTE
REUSE_GRACE: Final = 120_000
"""A refresh token exchanged again within this time is a lost answer, not a thief: it gets tokens again. Longer than a
console waits for an answer (15 s) and then for its next attempt (30 s), twice."""
ROLES: Final = ("agent", "supervisor", "admin")
LEVELS: Final = range(4)
MOST_SKILLS: Final = 40
SHORTEST_PASSWORD: Final = 8
TRIES: Final = 5
"""Wrong passwords for one login before it must wait."""
TRIES_WITHIN: Final = 5 * MINUTE
LOGINS_KEPT: Final = 10_000
"""Logins whose tries are remembered; the oldest are let go of first."""
HASHES_AT_ONCE: Final = 2
"""Each takes 64 MiB and a core: a flood of sign-ins must not take the machine."""

_LOGIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}")
_hasher = argon2.PasswordHasher()


class Session(msgspec.Struct, frozen=True):
    """Who a socket is, by its access token."""

    user: User
    expires_at: int
    family: str
    token: bytes = b""
    """The hash of its access token."""

    @property
    def actor(self) -> Actor:
        """Whose commands come over it."""
        return Actor("agent", self.user.id, self.user.role)


class Changes(msgspec.Struct, frozen=True):
    """What an account is to be changed to; None: as it was."""

    name: str | None = None
    role: str | None = None
    team: str | None = None
    langs: tuple[str, ...] | None = None
    level: int | None = None
    topics: tuple[str, ...] | None = None


class Tokens(msgspec.Struct, frozen=True):
    """What a sign-in or a refresh gives."""

    access: str
    refresh: str
    expires_at: int
    user: User


def digest(token: str) -> bytes:
    """The hash that a token is known by."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


class Access:
    """Signs people in and says whether they still are."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._tries: dict[str, list[int]] = {}
        self._hashing = asyncio.Semaphore(HASHES_AT_ONCE)
        self._decoy = ""

    async def add_user(
        self,
        login: str,
        name: str,
        role: str,
        password: str,
        *,
        now: int,
        team: str = "",
        langs: tuple[str, ...] = (),
        level: int = 2,
        topics: tuple[str, ...] = (),
    ) -> User:
        """A new account.

        Raises:
            WarmlineError: bad login, role, password or skill, or the login is taken.
        """
        if not _LOGIN.fullmatch(login):
            raise WarmlineError(t("access.bad_login", login=login[:64]), code="bad_login")
        _check(role, langs, level, topics)
        user = User(
            "u" + secrets.token_hex(6),
            login,
            _named(name or login),
            role,
            _named(team),
            password_hash=await self._hash(password),
            created_at=now,
            langs=langs,
            level=level,
            topics=topics,
        )
        if not await self.store.add_user(user):
            raise WarmlineError(t("access.login_taken", login=login), code="login_taken")
        return user

    async def set_password(self, login: str, password: str) -> User:
        """A new password; every sign-in of this account ends."""
        user = await self._account(login)
        return await self._update(replace(user, password_hash=await self._hash(password)))

    async def change(self, login: str, changes: Changes) -> User:
        """Another name, role, home or skill; only another role ends her sign-ins.

        Raises:
            WarmlineError: a value that cannot be, or no such user.
        """
        user = await self._account(login)
        wanted = {name: value for name in changes.__struct_fields__ if (value := getattr(changes, name)) is not None}
        wanted |= {name: _named(wanted[name]) for name in ("name", "team") if name in wanted}
        newer = replace(user, **wanted)
        _check(newer.role, newer.langs, newer.level, newer.topics)
        return await self._update(newer, signs_out=newer.role != user.role)

    async def disable(self, login: str, *, disabled: bool = True) -> User:
        """Shut an account out, or let it in again; every sign-in of it ends."""
        return await self._update(replace(await self._account(login), disabled=disabled))

    async def _account(self, login: str) -> User:
        user = await self.store.user_by_login(login)
        if user is None:
            raise WarmlineError(t("access.no_such_user", login=login), code="no_such_user")
        return user

    async def _update(self, user: User, *, signs_out: bool = True) -> User:
        newer = replace(user, version=user.version + 1)
        if not await self.store.update_user(newer, user.version):
            raise WarmlineError(t("access.changed_meanwhile", login=user.login), code="changed_meanwhile")
        if signs_out:
            await self.store.revoke_user(user.id)
        return newer

    async def sign_in(self, login: str, password: str, device: str, now: int) -> Tokens:
        """Tokens for the right password.

        Raises:
            DeniedError: wrong login or password (never which), disabled, or too many tries.
        """
        self._slow_down(login, now)
        user = await self.store.user_by_login(login)
        if not self._decoy:
            self._decoy = await asyncio.to_thread(_hasher.hash, secrets.token_hex(8))
        # An unknown login costs the same time as a wrong password.
        right = await self._verify(user.password_hash if user and user.password_hash else self._decoy, password)
        if user is None or not right:
            raise DeniedError(t("access.wrong_password"), code="wrong_password")
        if user.disabled:
            raise DeniedError(t("access.disabled"), code="disabled")
        self._tries.pop(_tries_of(login), None)
        if _hasher.check_needs_rehash(user.password_hash):
            fresh = replace(user, password_hash=await self._hash(password), version=user.version + 1)
            if await self.store.update_user(fresh, user.version):
                user = fresh
        tokens = await self.vouch(user, device, now)
        # The password may have been changed, and all tokens revoked, while this one was verified.
        current = await self.store.user(user.id)
        if current is None or current.version != user.version:
            await self.sign_out(tokens.refresh)
            raise DeniedError(t("access.sign_in_again"), code="sign_in_again")
        return tokens

    async def vouch(self, user: User, device: str, now: int) -> Tokens:
        """Tokens for an account that has been verified already."""
        access, refresh, tokens = self._mint(user, secrets.token_hex(12), device, now, now + FAMILY_LASTS)
        await self.store.put_token(*tokens)
        return Tokens(access, refresh, now + ACCESS_LASTS, user)

    async def refresh(self, refresh: str, now: int) -> Tokens:
        """New tokens for a refresh token, once; one that comes again later ends its whole family.

        Raises:
            DeniedError: unknown, expired, reused, or the account is disabled.
        """
        holder = await self.store.holder(digest(refresh))
        if holder is None or holder[1].disabled:
            raise DeniedError(t("access.sign_in_again"), code="sign_in_again")
        old, user = holder
        access, new, tokens = self._mint(user, old.family, old.device, now, old.absolute_expiry)
        used = await self.store.use_refresh(old.hash, now, *tokens)
        if isinstance(used, Reused) and now - used.token.used_at <= REUSE_GRACE:
            # The answer was lost on its way: refusing here would sign out whoever lives on a bad link.
            await self.store.put_token(*tokens)
        elif isinstance(used, Reused):
            await self.store.revoke_family(old.family)
            raise DeniedError(t("access.sign_in_again"), code="sign_in_again")
        elif used is None:
            raise DeniedError(t("access.sign_in_again"), code="sign_in_again")
        return Tokens(access, new, now + ACCESS_LASTS, user)

    async def sign_out(self, refresh: str) -> None:
        """End this sign-in on every socket."""
        token = await self.store.token(digest(refresh))
        if token is not None:
            await self.store.revoke_family(token.family)

    async def session(self, access: str, now: int) -> Session | None:
        """Who this access token is, or None."""
        holder = await self.store.holder(digest(access))
        if holder is None:
            return None
        token, user = holder
        if token.kind is not TokenKind.ACCESS or token.expires_at <= now or user.disabled:
            return None
        return Session(user, token.expires_at, token.family, token.hash)

    async def still_valid(self, session: Session, now: int) -> bool:
        """Whether the account may do what it could when this session began, and the token neither ran out nor was
        revoked: a new password revokes all of them.
        """
        return now < session.expires_at and await self.store.role_of(session.token) == session.user.role

    async def ticket(self, visitor: str, now: int) -> str:
        """A customer's ticket for one socket, for a minute."""
        ticket = secrets.token_urlsafe(24)
        await self.store.put_ticket(digest(ticket), visitor, now + TICKET_LASTS)
        return ticket

    def _mint(self, user: User, family: str, device: str, now: int, absolute: int) -> tuple[str, str, list[Token]]:
        access, refresh = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        device = device[:64]
        lasts = min(now + REFRESH_LASTS, absolute)
        return (
            access,
            refresh,
            [
                Token(digest(access), user.id, TokenKind.ACCESS, family, device, now, now + ACCESS_LASTS, absolute),
                Token(digest(refresh), user.id, TokenKind.REFRESH, family, device, now, lasts, absolute),
            ],
        )

    def _slow_down(self, login: str, now: int) -> None:
        key = _tries_of(login)
        recent = [at for at in self._tries.get(key, []) if now - at < TRIES_WITHIN]
        if len(recent) >= TRIES:
            raise DeniedError(t("access.too_many_tries", minutes=TRIES_WITHIN // MINUTE), code="too_many_tries")
        # Put in anew, so that the first one is always the one that was tried longest ago.
        self._tries.pop(key, None)
        self._tries[key] = [*recent, now]
        if len(self._tries) > LOGINS_KEPT:
            del self._tries[next(iter(self._tries))]

    async def _hash(self, password: str) -> str:
        if len(password) < SHORTEST_PASSWORD or len(password) > 1_000:
            raise WarmlineError(t("access.bad_password", shortest=SHORTEST_PASSWORD), code="bad_password")
        async with self._hashing:
            return await asyncio.to_thread(_hasher.hash, password)

    async def _verify(self, hashed: str, password: str) -> bool:
        try:
            async with self._hashing:
                return await asyncio.to_thread(_hasher.verify, hashed, password[:1_000])
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError, UnicodeEncodeError):
            return False


def _tries_of(login: str) -> str:
    return login.casefold()[:64]


def _named(text: str) -> str:
    return " ".join(text.split())[:60]


def _check(role: str, langs: tuple[str, ...], level: int, topics: tuple[str, ...]) -> None:
    if role not in ROLES:
        raise WarmlineError(t("access.bad_role", role=role, roles=", ".join(ROLES)), code="bad_role")
    if level not in LEVELS:
        raise WarmlineError(t("access.bad_level", level=level), code="bad_level")
    for lang in langs:
        if not LANG.fullmatch(lang):
            raise WarmlineError(t("access.bad_lang", lang=safe_line(lang, 20)), code="bad_lang")
    for topic in topics:
        if not TOPIC.fullmatch(topic):
            raise WarmlineError(t("access.bad_topic", topic=safe_line(topic, 40)), code="bad_topic")
    if max(len(langs), len(topics)) > MOST_SKILLS:
        raise WarmlineError(t("access.many_skills", most=MOST_SKILLS), code="many_skills")
