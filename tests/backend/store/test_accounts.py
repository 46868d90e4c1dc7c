"""Users, tokens and tickets: unique logins, versions, and exchanges that happen once."""

import asyncio

import msgspec
import pytest

from console.backend.store.faults import StoreValueError
from console.backend.store.port import Reused, Token, TokenKind, User
from console.backend.store.sqlite import SqliteStore

ANA = User("u1", "ana", "Ana", "agent", "billing", False, "argon", 1, 5, ("en", "pt-BR"), 3, ("payment",))


def _token(
    name: str, kind: TokenKind = TokenKind.REFRESH, family: str = "f1", user: str = "u1", **changes: int
) -> Token:
    token = Token(name.encode(), user, kind, family, "laptop", 10, 100, 1_000)
    return msgspec.structs.replace(token, **changes)


async def test_logins_and_ids_are_unique(store: SqliteStore) -> None:
    assert await store.add_user(ANA)
    assert not await store.add_user(ANA)
    assert not await store.add_user(msgspec.structs.replace(ANA, id="u2", login="ANA"))
    assert not await store.add_user(msgspec.structs.replace(ANA, login="other"))
    bob = msgspec.structs.replace(ANA, id="u2", login="bob", disabled=True)
    assert await store.add_user(bob)
    assert await store.user("u1") == await store.user_by_login("Ana") == ANA
    assert await store.user("u9") is None
    assert await store.user_by_login("' OR 1=1 --") is None
    assert await store.users() == [ANA, bob]


async def test_an_older_copy_never_overwrites_a_newer_one(store: SqliteStore) -> None:
    await store.add_user(ANA)
    await store.add_user(msgspec.structs.replace(ANA, id="u2", login="bob"))
    disabled = msgspec.structs.replace(ANA, disabled=True, version=2)
    promoted = msgspec.structs.replace(ANA, role="admin", version=2)
    assert sorted(await asyncio.gather(store.update_user(disabled, 1), store.update_user(promoted, 1))) == [False, True]
    assert not await store.update_user(msgspec.structs.replace(ANA, login="bob", version=3), 2), "the login is taken"
    assert not await store.update_user(msgspec.structs.replace(ANA, id="u9", version=3), 2)
    stored = await store.user("u1")
    assert stored is not None
    assert stored.version == 2
    assert stored.created_at == 5
    with pytest.raises(ValueError):
        await store.update_user(ANA, 1)


async def test_a_refresh_token_is_exchanged_once(store: SqliteStore) -> None:
    await store.add_user(ANA)
    await store.put_token(_token("r1"), _token("a1", TokenKind.ACCESS))
    successors = [_token(f"r2-{n}") for n in range(20)]
    outcomes = await asyncio.gather(*(store.use_refresh(b"r1", 50, successor) for successor in successors))
    winners = [n for n, outcome in enumerate(outcomes) if isinstance(outcome, Token)]
    assert len(winners) == 1
    assert outcomes[winners[0]] == _token("r1", used_at=50)
    assert all(outcome == Reused(_token("r1", used_at=50)) for n, outcome in enumerate(outcomes) if n not in winners)
    kept = [n for n, successor in enumerate(successors) if await store.token(successor.hash) is not None]
    assert kept == winners, "a loser's successor was never issued"


@pytest.mark.parametrize(
    ("hash", "now"), [(b"unknown", 50), (b"access", 50), (b"refresh", 100), (b"over", 50), (b"", 50)]
)
async def test_what_is_not_a_live_refresh_token_gives_nothing(store: SqliteStore, hash: bytes, now: int) -> None:
    await store.add_user(ANA)
    await store.put_token(
        _token("access", TokenKind.ACCESS), _token("refresh"), _token("over", absolute_expiry=40)
    )  # fmt: skip
    assert await store.use_refresh(hash, now, _token("new")) is None
    assert await store.token(b"new") is None


async def test_revoking_and_purging(store: SqliteStore) -> None:
    await store.add_user(ANA)
    await store.add_user(msgspec.structs.replace(ANA, id="u2", login="bob"))
    await store.put_token(
        _token("1"), _token("2", family="f2"), _token("3", family="f2"), _token("4", user="u2", family="f3"),
        _token("5", user="u2", family="f3", expires_at=20), _token("6", user="u2", family="f4", absolute_expiry=20),
        _token("7", user="u2", family="f5"),
    )  # fmt: skip
    await store.put_ticket(b"t", "k1", 20)
    assert await store.purge_expired(19) == 0
    assert await store.purge_expired(20) == 3
    assert await store.revoke_family("f2") == 2
    assert await store.revoke_token(b"7")
    assert not await store.revoke_token(b"7")
    assert await store.tokens("u1") == [_token("1")]
    assert await store.revoke_user("u1") == 1
    assert await store.tokens("u2") == [_token("4", user="u2", family="f3")]


async def test_tokens_are_kept_all_or_none(store: SqliteStore) -> None:
    await store.add_user(ANA)
    with pytest.raises(StoreValueError):
        await store.put_token(_token("1"), _token("2", user="nobody"))
    assert await store.token(b"1") is None


async def test_a_ticket_is_used_once(store: SqliteStore) -> None:
    await store.put_ticket(b"t1", "k1", 100)
    await store.put_ticket(b"t2", "k1", 100)
    assert sorted(map(str, await asyncio.gather(*(store.use_ticket(b"t1", 50) for _ in range(10))))) == ["None"] * 9 + [
        "k1"
    ]
    assert await store.use_ticket(b"t2", 100) is None
    assert await store.use_ticket(b"t2", 50) is None, "gone once it was shown too late"
    assert await store.use_ticket(b"t3", 50) is None
