"""Search: any text is a safe query, newest first, diacritics and case folded, pages by cursor."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.backend.store.search import query_of
from console.backend.store.sqlite import SqliteStore


async def _filled(store: SqliteStore, Chat, *texts: str) -> None:
    chat = Chat()
    for text in texts:
        await store.commit(chat.say(text))


async def test_all_words_must_be_there_and_the_last_may_be_a_beginning(store: SqliteStore, Chat) -> None:
    await _filled(store, Chat, "Where is my Parcel?", "the parcels are lost", "my refund, please", "Crème brûlée")
    assert [hit.seq for hit in await store.search("parcel", 9)] == [2, 1]
    assert [hit.seq for hit in await store.search("parcel ", 9)] == [1], "a space after it: the whole word"
    assert [hit.seq for hit in await store.search("MY parc", 9)] == [1]
    assert [hit.seq for hit in await store.search("creme BRULEE", 9)] == [4]
    assert [hit.seq for hit in await store.search("pa", 9)] == [], "too short for a beginning"
    assert await store.search("refund lost", 9) == []
    hit = (await store.search("refund", 9))[0]
    assert (hit.conv, hit.no, hit.at, hit.field, hit.staff) == ("c1", 1, 1_003, "text", False)
    assert hit.snippet == "my refund, please"


async def test_pages_follow_the_cursor(store: SqliteStore, Chat) -> None:
    await _filled(store, Chat, *(f"order number {n}" for n in range(25)))
    seen: list[int] = []
    before = None
    while hits := await store.search("order", 10, before):
        seen += [hit.seq for hit in hits]
        before = hits[-1].cursor
    assert seen == list(range(25, 0, -1))
    assert await store.search("order", -1) == []


async def test_a_long_text_gives_a_short_snippet(store: SqliteStore, Chat) -> None:
    await _filled(store, Chat, "lorem " * 2_000 + "needle " + "ipsum " * 2_000)
    (hit,) = await store.search("needle", 5)
    assert "needle" in hit.snippet
    assert len(hit.snippet) < 200


@pytest.mark.parametrize(
    "text",
    [
        'a" OR "b', "NOT", "AND", "NEAR(a b)", "text:hello", "-hello", "^hello", "hello*", "(", '"', "''", "*", "\0",
        "a\0b", "{text} : x",
        "hello; DROP TABLE bodies", "\ud800", "x" * 100_000, " ".join(["word"] * 5_000), "+", "!!! ???",
        "\u0301", "👩‍👩‍👧", "हिन्दी", "日本語", "\u202e", "", "  \n\t ",
    ],
)  # fmt: skip
async def test_hostile_queries_find_or_find_nothing(store: SqliteStore, Chat, text: str) -> None:
    await _filled(store, Chat, "hello NOT AND a b c x text word")
    for hit in await store.search(text, 5):
        assert hit.seq == 1


@pytest.mark.parametrize(
    "text", ['say "hello" now', "NOT AND OR", "it's 3.50 €", "日本語 テスト", "re: order #12-34", "naïve"]
)
async def test_a_text_finds_itself(store: SqliteStore, Chat, text: str) -> None:
    await _filled(store, Chat, "something else", text)
    assert [hit.seq for hit in await store.search(text, 5)] == [2]


def test_a_query_has_no_operator_and_an_end() -> None:
    assert query_of("") == query_of("!!") == ""
    assert query_of('a"b NOT') == '"a""b" "NOT"*'
    assert query_of("abc* ") == '"abc*"'
    assert len(query_of("x " * 10_000)) < 100


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_text_is_a_query_that_sqlite_accepts(text: str) -> None:
    import sqlite3

    query = query_of(text)
    if not query:
        return
    db = sqlite3.connect(":memory:")
    db.execute(
        "CREATE VIRTUAL TABLE search USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2', prefix = '3')"
    )
    try:
        db.execute("INSERT INTO search VALUES (?)", (text[:300],))
    except UnicodeEncodeError:
        return
    db.execute("SELECT rowid FROM search WHERE search MATCH ?", (query,)).fetchall()
    db.close()
