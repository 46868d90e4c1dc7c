"""Accounts are changed beside a running backend; conversations' hashes keep their key."""

from pathlib import Path

from console.backend.access import Access
from console.backend.store.sqlite import SqliteStore


async def test_an_account_added_beside_an_open_store_is_seen_by_it(tmp_path: Path) -> None:
    serving = await SqliteStore.open(tmp_path / "s.db")
    beside = await SqliteStore.open_beside(tmp_path / "s.db")
    try:
        user = await Access(beside).add_user("maya", "Maya", "agent", "a long password", now=1)
        assert await serving.user(user.id) == user
        assert beside.hash_key == serving.hash_key
    finally:
        await beside.close()
        await serving.close()


async def test_the_hash_key_outlives_a_backup_and_the_epoch_does_not(tmp_path: Path) -> None:
    store = await SqliteStore.open(tmp_path / "s.db")
    key, epoch = store.hash_key, store.stream_epoch
    await store.backup(tmp_path / "copy.db")
    await store.close()
    copy = await SqliteStore.open(tmp_path / "copy.db")
    try:
        assert (copy.hash_key, copy.stream_epoch == epoch) == (key, False)
    finally:
        await copy.close()
