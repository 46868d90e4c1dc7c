from datetime import UTC

from hypothesis import given
from hypothesis import strategies as st

from console.core.conversation.commands import Note, Reply
from console.core.conversation.transcript import SYSTEM_CODES, Card, Turn
from console.core.floor.rows import Customer, Earlier, Member, Row
from console.core.text.messages import messages
from console.core.text.width import cells
from console.desk.adapters.port import Fate, Outgoing
from console.desk.work.card import card_lines, masked
from console.desk.work.reading import People, Reader, block_of, system_words, unsent_line, warm_card

PEOPLE = People("Ana Souza", "maya", (Member("maya", "Maya"), Member("lena", "Lena Berg")))
AT = 1_764_355_321_000


def words(spans: object) -> str:
    return "".join(span.text for span in spans)  # type: ignore[attr-defined]


def test_who_speaks_and_in_which_role() -> None:
    turns = {
        "customer": Turn(1, AT, "customer", text="Olá"),
        "me": Turn(2, AT, "agent", author="maya", text="Oi"),
        "lena": Turn(3, AT, "agent", author="lena", text="Hej"),
        "note": Turn(4, AT, "note", author="lena", text="careful"),
    }
    made = {name: block_of(turn, PEOPLE, UTC) for name, turn in turns.items()}
    assert [(b.label, b.role) for b in made.values()] == [
        ("Ana", "customer"),
        ("you", "agent-self"),
        ("Lena", "agent-other"),
        ("Lena", "note"),
    ]
    assert made["note"].gutter
    assert made["customer"].time == "18:42:01"


def test_a_bot_turn_with_its_details() -> None:
    sources = (("refund.status", "Refunds"), ("time", "How long"))
    turn = Turn(
        2,
        AT,
        "bot",
        text="x",
        intent="refund.status",
        confidence=0.31,
        sources=sources,
        latency_ms=1400,
        outcome="done",
    )
    block = block_of(turn, PEOPLE, UTC)
    assert words(block.meta) == "refund.status 0.31 · 2 sources · 1.4 s"
    assert [span.role for span in block.meta if span.text == "0.31"] == ["confidence-low"]
    assert block.hint == "Enter"
    opened = block_of(turn, PEOPLE, UTC, is_open=True)
    assert [span.text for span in opened.details] == ["refund.status  Refunds", "time  How long"]


def test_a_turn_that_was_cut() -> None:
    turn = Turn(2, AT - 2_000, "bot", text="O reembolso", outcome="cut", ended_at=AT, unsent="úteis. Qual é")
    block = block_of(turn, PEOPLE, UTC)
    assert words(block.cut) == "cut here 18:42:01 · Ana saw this much"
    assert block.unsent == "úteis. Qual é"
    assert block.meta == ()


@given(st.text(max_size=200), st.integers(1, 80))
def test_the_unsent_words_keep_their_closing_quote(text: str, width: int) -> None:
    line = unsent_line(text, width)
    assert line.endswith('"')
    assert cells(line) <= max(width, cells('not sent: ""') + 1)


def test_every_thing_that_happens_has_its_sentence() -> None:
    data = [
        {},
        {"agent": "maya"},
        {"agent": "lena", "by": "lena", "from": "maya"},
        {"by": "customer"},
        {"kind": "take"},
    ]
    for code in (*SYSTEM_CODES, "from the future"):
        for values in data:
            said = system_words(Turn(1, AT, "system", code=code, data=values), PEOPLE, UTC)
            assert said
            assert "happened." not in said
            assert "{queue}" not in said, values
    taken = Turn(1, AT, "system", code="taken", data={"agent": "maya", "from": "", "by": "", "bot": 1})
    assert block_of(taken, PEOPLE, UTC).text == "you took over 18:42:01 · Ana was told"
    assert block_of(taken, PEOPLE, UTC).kind == "rule"
    assert {"asked", "queued"} <= set(SYSTEM_CODES)
    assert all(f"happened.{code}" in messages() for code in SYSTEM_CODES)


def test_words_that_somebody_gave_to_what_happened_stand_below_it() -> None:
    def made(code: str, text: str, **data: str) -> list[tuple[str, str, str]]:
        turns = [Turn(1, AT, "system", code=code, data=data, text=text)]
        return [(b.label, b.role, b.text) for b in Reader().read("c1", turns, PEOPLE, UTC).blocks]

    handed = made("transferred", "pls refund\nasap", by="lena")
    assert handed == [
        ("", "system", "Lena put Ana back in line 18:42:01"),
        ("Lena", "note", "pls refund\nasap"),
    ]
    assert made("taken", "I know this case", agent="maya", by="lena")[1] == ("Lena", "note", "I know this case")
    assert made("rated", "thanks!", score="5")[1] == ("Ana", "customer", "thanks!")
    assert made("handed_back", "ask for the number", agent="maya")[1] == ("you", "note", "ask for the number")
    (asked,) = Reader().read("c1", [Turn(1, AT, "system", code="help_asked", text="refund?")], PEOPLE, UTC).blocks
    assert words(asked.details) == '"refund?" · staff only'


def test_why_an_offer_was_declined_is_said() -> None:
    data = {"agent": "lena", "end": "declined", "reason": "language"}
    turn = Turn(1, AT, "system", code="offer_ended", data=data)
    assert system_words(turn, PEOPLE, UTC) == "Lena declined the offer: not my language"
    old = Turn(1, AT, "system", code="offer_ended", data={**data, "reason": "by_moon"})
    assert system_words(old, PEOPLE, UTC) == "Lena declined the offer"


def test_unchanged_turns_keep_their_blocks_and_marks_change_them() -> None:
    reader = Reader()
    turns = [Turn(1, AT, "customer", text="a"), Turn(2, AT, "agent", author="maya", text="b", public_seq=2)]
    first = reader.read("c", turns, PEOPLE, UTC)
    second = reader.read("c", [*turns, Turn(3, AT, "customer", text="c")], PEOPLE, UTC, seen=2)
    assert second.blocks[0] is first.blocks[0]
    assert (first.blocks[1].mark, second.blocks[1].mark) == ("✓", "✓✓")
    assert second.blocks[1].version > first.blocks[1].version
    assert second.version > first.version
    again = reader.read("c", [*turns, Turn(3, AT, "customer", text="c")], PEOPLE, UTC, seen=2)
    assert again.version == second.version
    assert second.customer_seqs == (1, 3)


def test_that_nothing_was_said_is_known_only_once_all_has_come() -> None:
    reader = Reader()
    coming = reader.read("c", (), PEOPLE, UTC, complete=False)
    come = reader.read("c", (), PEOPLE, UTC, complete=True)
    assert (coming.complete, come.complete) == (False, True)
    assert come.version > coming.version, "so that it is painted"


def test_the_rule_before_what_is_new() -> None:
    turns = [Turn(n, AT, "customer", text=str(n)) for n in (1, 2, 3)]
    kinds = [block.kind for block in Reader().read("c", turns, PEOPLE, UTC, new_after=2).blocks]
    assert kinds == ["turn", "turn", "new", "turn"]
    assert "new" not in [b.kind for b in Reader().read("c", turns, PEOPLE, UTC, new_after=3).blocks]
    assert "new" not in [b.kind for b in Reader().read("c", turns, PEOPLE, UTC).blocks]


def test_my_replies_on_their_way_stand_at_the_end_until_they_are_there() -> None:
    turns = [Turn(1, AT, "customer", text="a")]
    waiting = Outgoing("x", "c", Reply("hi"), Fate.QUEUED, AT)
    note = Outgoing("y", "c", Note("n"), Fate.IN_FLIGHT, AT)
    elsewhere = Outgoing("z", "d", Reply("no"), Fate.QUEUED, AT)
    arrived = Outgoing("v", "c", Reply("there"), Fate.SENT, AT, seq=1)
    blocks = Reader().read("c", turns, PEOPLE, UTC, outgoing=[waiting, note, elsewhere, arrived]).blocks
    assert [(block.text, block.mark) for block in blocks[1:]] == [("hi", "kept"), ("n", "↑")]


def test_the_warm_card() -> None:
    card = Card("a refund", "", "loop", 0.31)
    assert warm_card(card, bot_turns=3) == (
        ("Wants", "a refund"),
        ("Bot did", "answered 3 times"),
        ("Why", "bot in trouble: same answer twice (0.31)"),
    )
    assert warm_card(Card(), trouble="loop") == (("Why", "bot in trouble: same answer twice"),)
    assert warm_card(Card()) == ()


@given(st.integers(4, 60), st.text(max_size=50))
def test_the_customer_card_fits_its_column(width: int, name: str) -> None:
    earlier = tuple(Earlier("c", n, AT, who, how) for n, who, how in ((1, "bot", "solved"), (2, "lena", "came_back")))
    customer = Customer(
        "a", name, "ana@mail.br", True, "pt", AT, {"Orders": "77120 89 EUR; 75002 32 EUR", "plan": "free"}, earlier
    )
    row = Row("c", 1, "human", 1, 1, name=name, lang="pt", tags=("refund", "late"), away=True)
    notes = [Turn(4, AT, "note", author="lena", text="prefers e-mail, not phone " * 9)]
    lines = card_lines(row, customer, notes, PEOPLE.team, UTC, width, copy_key="y")
    text = "\n".join(words(line) for line in lines)
    for word in ("Orders", "Tags", "Notes", "Earlier (2)", "came back"):
        assert word in text
    assert "ana@mail.br" not in text
    revealed = card_lines(row, customer, (), (), UTC, width, is_revealed=True)
    assert "ana@mail.br" in "\n".join(words(line) for line in revealed)
    assert card_lines(None, None, (), (), UTC, width) == []


def test_masked() -> None:
    assert masked("ana@mail.br") == "a•••@•••.br"
    assert masked("nobody") == "n•••"
    assert masked("") == "•••"
