"""Accounts and tokens: what lets people in, what shuts them out, and that nothing is known but hashes."""

from collections.abc import AsyncIterator
from pathlib import Path

import argon2
import pytest
from msgspec.structs import replace

from console.backend import access as module
from console.backend.access import (
    ACCESS_LASTS,
    FAMILY_LASTS,
    REFRESH_LASTS,
    REUSE_GRACE,
    TRIES,
    TRIES_WITHIN,
    Access,
    Changes,
)
from console.backend.store.sqlite import SqliteStore
from console.core.conversation.words import DAY, MINUTE
from console.errors import DeniedError, WarmlineError

PASSWORD = "correct horse"
NOW = 1_000_000_000


@pytest.fixture
async def access(tmp_path: Path) -> AsyncIterator[Access]:
    store = await SqliteStore.open(tmp_path / "s.db")
    subject = Access(store)
    await subject.add_user("maya", "Maya", "agent", PASSWORD, now=NOW)
    yield subject
    await store.close()


async def test_the_right_password_gives_tokens_that_say_who_and_until_when(access: Access) -> None:
    tokens = await access.sign_in("MAYA", PASSWORD, "laptop", NOW)
    session = await access.session(tokens.access, NOW)
    assert session is not None
    assert (session.user.login, session.expires_at) == ("maya", NOW + ACCESS_LASTS)
    assert await access.session(tokens.access, NOW + ACCESS_LASTS) is None
    assert await access.session(tokens.refresh, NOW) is None


async def test_passwords_are_kept_by_argon2id_and_tokens_by_their_hash_only(access: Access, tmp_path: Path) -> None:
    user = await access.store.user_by_login("maya")
    assert user is not None
    assert user.password_hash.startswith("$argon2id$")
    tokens = await access.sign_in("maya", PASSWORD, "laptop", NOW)
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in (PASSWORD, tokens.access, tokens.refresh):
        assert secret.encode() not in written
    assert len({tokens.access, tokens.refresh}) == 2
    assert len(tokens.access) >= 32
    # Not of this test's making: the default of the program is the library's own, at least OWASP's.
    assert argon2.PasswordHasher().memory_cost >= 19 * 1024


@pytest.mark.parametrize(
    ("login", "password"),
    [("maya", "wrong"), ("nobody", PASSWORD), ("", ""), ("maya", PASSWORD + "\x00"), ("maya\x00", PASSWORD)],
)
async def test_a_wrong_login_and_a_wrong_password_are_told_the_same(access: Access, login: str, password: str) -> None:
    with pytest.raises(DeniedError) as denied:
        await access.sign_in(login, password, "d", NOW)
    assert denied.value.code == "wrong_password"


async def test_after_some_wrong_tries_one_must_wait(access: Access) -> None:
    for n in range(TRIES):
        with pytest.raises(DeniedError):
            await access.sign_in("Maya" if n % 2 else "maya", "wrong", "d", NOW + n)
    with pytest.raises(DeniedError) as denied:
        await access.sign_in("maya", PASSWORD, "d", NOW + TRIES)
    assert denied.value.code == "too_many_tries"
    assert await access.sign_in("maya", PASSWORD, "d", NOW + TRIES_WITHIN + TRIES)


async def test_tries_for_other_logins_do_not_wash_mine_away(access: Access, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOGINS_KEPT", 3)
    for n in range(TRIES - 1):
        with pytest.raises(DeniedError):
            await access.sign_in("maya", "wrong", "d", NOW + n)
        for other in range(2):
            with pytest.raises(DeniedError):
                await access.sign_in(f"other{n}{other}", "wrong", "d", NOW + n)
    with pytest.raises(DeniedError):
        await access.sign_in("maya", "wrong", "d", NOW + 5)
    with pytest.raises(DeniedError) as denied:
        await access.sign_in("maya", PASSWORD, "d", NOW + 6)
    assert denied.value.code == "too_many_tries"
    assert len(access._tries) <= 3


async def test_a_refresh_token_is_exchanged_for_the_next_one(access: Access) -> None:
    first = await access.sign_in("maya", PASSWORD, "laptop", NOW)
    second = await access.refresh(first.refresh, NOW + MINUTE)
    assert await access.session(second.access, NOW + MINUTE)
    third = await access.refresh(second.refresh, NOW + 2 * MINUTE)
    assert len({first.refresh, second.refresh, third.refresh}) == 3


async def test_one_that_is_used_again_later_ends_the_whole_family(access: Access) -> None:
    first = await access.sign_in("maya", PASSWORD, "laptop", NOW)
    other = await access.sign_in("maya", PASSWORD, "phone", NOW)
    second = await access.refresh(first.refresh, NOW + MINUTE)
    # Within the grace the answer was lost on its way: the second try gets tokens of its own.
    again = await access.refresh(first.refresh, NOW + MINUTE + REUSE_GRACE)
    assert await access.session(again.access, NOW + 2 * MINUTE)
    assert await access.session(second.access, NOW + 2 * MINUTE)
    with pytest.raises(DeniedError):
        await access.refresh(first.refresh, NOW + MINUTE + REUSE_GRACE + 1)
    assert await access.session(second.access, NOW + 2 * MINUTE) is None
    with pytest.raises(DeniedError):
        await access.refresh(second.refresh, NOW + 2 * MINUTE)
    assert await access.session(other.access, NOW + 2 * MINUTE)


async def test_a_sign_in_has_an_end_whatever_is_refreshed(access: Access) -> None:
    tokens, now = await access.sign_in("maya", PASSWORD, "laptop", NOW), NOW
    with pytest.raises(DeniedError):
        await access.refresh(tokens.refresh, now + REFRESH_LASTS)
    while now < NOW + FAMILY_LASTS - 10 * DAY:
        now += 10 * DAY
        tokens = await access.refresh(tokens.refresh, now)
    with pytest.raises(DeniedError):
        await access.refresh(tokens.refresh, NOW + FAMILY_LASTS)


@pytest.mark.parametrize("how", ["disable", "passwd", "logout", "role"])
async def test_what_ends_a_sign_in_ends_it_at_once(access: Access, how: str) -> None:
    tokens = await access.sign_in("maya", PASSWORD, "laptop", NOW)
    session = await access.session(tokens.access, NOW)
    assert session is not None
    assert await access.still_valid(session, NOW)
    if how == "disable":
        await access.disable("maya")
    elif how == "passwd":
        await access.set_password("maya", "another password")
    elif how == "logout":
        await access.sign_out(tokens.refresh)
    else:
        assert await access.store.update_user(replace(session.user, role="admin", version=2), 1)
    assert not await access.still_valid(session, NOW)
    if how != "role":
        with pytest.raises(DeniedError):
            await access.refresh(tokens.refresh, NOW)
    assert not await access.still_valid(session, NOW + ACCESS_LASTS)


async def test_a_disabled_account_stays_out_until_it_is_let_in_again(access: Access) -> None:
    await access.disable("maya")
    with pytest.raises(DeniedError) as denied:
        await access.sign_in("maya", PASSWORD, "d", NOW)
    assert denied.value.code == "disabled"
    await access.disable("maya", disabled=False)
    assert await access.sign_in("maya", PASSWORD, "d", NOW)


async def test_a_password_that_changes_while_the_old_one_is_verified_wins(access: Access) -> None:
    real = access.vouch

    async def vouch(*args: object) -> object:
        await access.set_password("maya", "another password")
        return await real(*args)  # type: ignore[arg-type]

    access.vouch = vouch  # type: ignore[method-assign, assignment]
    with pytest.raises(DeniedError):
        await access.sign_in("maya", PASSWORD, "d", NOW)
    user = await access.store.user_by_login("maya")
    assert user is not None
    assert await access.store.tokens(user.id) == []


@pytest.mark.parametrize(
    ("login", "role", "password", "code"),
    [
        ("", "agent", PASSWORD, "bad_login"),
        ("a b", "agent", PASSWORD, "bad_login"),
        ("x" * 65, "agent", PASSWORD, "bad_login"),
        ("\x1b]0;x", "agent", PASSWORD, "bad_login"),
        ("Maya", "agent", PASSWORD, "login_taken"),
        ("leo", "root", PASSWORD, "bad_role"),
        ("leo", "agent", "short", "bad_password"),
        ("leo", "agent", "x" * 1_001, "bad_password"),
    ],
)
async def test_accounts_that_may_not_be(access: Access, login: str, role: str, password: str, code: str) -> None:
    with pytest.raises(WarmlineError) as refused:
        await access.add_user(login, "Leo", role, password, now=NOW)
    assert refused.value.code == code
    assert str(refused.value)


async def test_a_ticket_is_good_once_and_for_a_minute(access: Access) -> None:
    ticket = await access.ticket("v1", NOW)
    assert await access.store.use_ticket(module.digest(ticket), NOW) == "v1"
    assert await access.store.use_ticket(module.digest(ticket), NOW) is None
    late = await access.ticket("v1", NOW)
    assert await access.store.use_ticket(module.digest(late), NOW + module.TICKET_LASTS) is None


async def test_other_skills_leave_a_sign_in_alone_and_another_role_ends_it(access: Access) -> None:
    tokens = await access.sign_in("maya", PASSWORD, "laptop", NOW)
    session = await access.session(tokens.access, NOW)
    assert session is not None
    changed = await access.change("maya", Changes(team="payment en", langs=("en", "es"), level=3))
    assert (changed.team, changed.langs, changed.level, changed.name) == ("payment en", ("en", "es"), 3, "Maya")
    assert await access.still_valid(session, NOW)
    await access.change("maya", Changes(role="supervisor"))
    assert not await access.still_valid(session, NOW)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (Changes(level=4), "bad_level"),
        (Changes(langs=("en", "x,y")), "bad_lang"),
        (Changes(topics=("a,b",)), "bad_topic"),
        (Changes(topics=tuple(f"t{n}" for n in range(41))), "many_skills"),
        (Changes(role="boss"), "bad_role"),
    ],
)
async def test_a_skill_that_cannot_be_is_refused_and_changes_nothing(
    access: Access, changes: Changes, code: str
) -> None:
    before = await access.store.user_by_login("maya")
    with pytest.raises(WarmlineError) as caught:
        await access.change("maya", changes)
    assert caught.value.code == code
    assert await access.store.user_by_login("maya") == before
