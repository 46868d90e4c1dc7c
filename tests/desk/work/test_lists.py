from hypothesis import given
from hypothesis import strategies as st

from console.core.floor.rows import Row
from console.core.text.width import cells
from console.desk.work import lists, names
from console.desk.work.times import age, wait

STATES = st.sampled_from(["bot", "queued", "offered", "human", "snoozed", "resolved", "promised"])
ROWS = st.lists(
    st.builds(
        Row,
        conv=st.integers(0, 40).map(str),
        no=st.just(1),
        state=STATES,
        epoch=st.just(1),
        seq=st.just(1),
        owner=st.sampled_from(["", "bot", "maya", "lena"]),
        name=st.text(max_size=20),
        reason=st.sampled_from(["", "asked", "loop", "policy", "new code"]),
        since=st.integers(0, 10_000),
        deadline=st.integers(0, 100_000),
        confidence=st.none() | st.floats(0, 1),
        trouble=st.sampled_from(["", "loop"]),
        bot_turns=st.integers(0, 20),
    ),
    unique_by=lambda row: row.conv,
    max_size=30,
)


@given(ROWS, st.integers(0, 10**12))
def test_each_row_stands_in_its_list_once(rows: list[Row], now: int) -> None:
    waiting, bots, mine = lists.waiting(rows, now), lists.bots(rows, now), lists.mine(rows, "maya", now)
    assert {e.conv for e in waiting} == {r.conv for r in rows if r.state in ("queued", "offered")}
    assert {e.conv for e in bots} == {r.conv for r in rows if r.state == "bot"}
    assert {e.conv for e in mine} == {r.conv for r in rows if r.owner == "maya" and r.state in ("human", "snoozed")}
    for listing in (waiting, bots, mine):
        entries = list(listing)
        assert [listing[n] for n in range(len(listing))] == entries == listing[:]
        assert all(listing.find(entry.conv) == n for n, entry in enumerate(entries))
        assert all(entry.glyph in lists.ROLES and entry.name for entry in entries)
        assert all(cells(entry.time) in (4, 5) for entry in entries)


@given(ROWS)
def test_those_in_trouble_stand_first_each_half_by_confidence(rows: list[Row]) -> None:
    found = [next(r for r in rows if r.conv == e.conv) for e in lists.bots(rows, 0)]
    troubled = [lists.in_trouble(row) for row in found]
    assert troubled == sorted(troubled, reverse=True)


@given(ROWS)
def test_the_clock_moves_without_the_order(rows: list[Row]) -> None:
    early = lists.waiting(rows, 20_000)
    late = early.at(5_000_000)
    assert [e.conv for e in early] == [e.conv for e in late] == [e.conv for e in lists.waiting(rows, 5_000_000)]
    assert list(late) == list(lists.waiting(rows, 5_000_000))


def test_drawn_entries() -> None:
    row = Row("a", 1, "queued", 1, 1, name="Ana Ruiz", lang="pt-BR", reason="asked", since=0, deadline=60_000)
    entry = lists.waiting([row], 198_000)[0]
    assert (entry.glyph, entry.time, entry.lang, entry.reason) == ("■", "03:18", "pt", "asked")
    assert (entry.reason_long, entry.name) == ("asked for a person", "Ana Ruiz")
    unsure = Row("b", 1, "queued", 1, 1, reason="low_confidence", since=0, deadline=120_000)
    assert [lists.waiting([unsure], now)[0].glyph for now in (79_000, 80_000, 120_000)] == ["○", "▲", "■"]
    long = Row("c", 1, "bot", 1, 1, confidence=0.9, bot_turns=14, topic="delivery")
    assert lists.bots([long], 0)[0].reason == "long 14×"
    assert lists.bots([Row("d", 1, "bot", 1, 1, confidence=0.92, topic="return")], 0)[0].reason == "return"


def test_a_row_that_went_keeps_its_place_and_says_why() -> None:
    rows = [Row(c, 1, "queued", 1, 1, name=c, since=n, deadline=n + 1) for n, c in enumerate("abc")]
    listing = lists.waiting([rows[0], rows[2]], 0, held=[(rows[1], "Lena took b")])
    assert [entry.gone for entry in listing] == ["", "Lena took b", ""]


def test_filters_look_at_name_topic_language_and_number() -> None:
    rows = [Row("a", 17, "queued", 1, 1, name="Ana", lang="pt", topic="refund"), Row("b", 2, "queued", 1, 1, name="Bo")]
    for text in ("ana", "REFUND portug", "#17"):
        assert [e.conv for e in lists.waiting(rows, 0, text=text)] == ["a"]
    assert len(lists.waiting(rows, 0, text=" ")) == 2


@given(st.integers(-(10**15), 10**15))
def test_a_wait_always_takes_five_cells(span: int) -> None:
    assert len(wait(span)) == 5
    assert age(span).strip() == age(span)


@given(st.text(max_size=80))
def test_names_are_never_empty(name: str) -> None:
    assert names.short_name(name)
    assert names.full_name(name)


def test_short_names() -> None:
    assert names.short_name("Ana Souza") == "Ana"
    assert names.short_name("Dr. Ana Souza") == "Dr. Ana"
    assert names.short_name("J Brand") == "J Brand"
    assert names.short_name("   ") == "Customer"
    assert names.language("pt-BR") == "Portuguese"
    assert names.language("tlh") == "tlh"
    assert names.reason("quantum") == "quantum"
