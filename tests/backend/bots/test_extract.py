"""The extract on the warm card."""

from console.backend.bots.extract import TURN_LIMIT, extract_summary
from console.backend.bots.port import Summary, Turn

REFUND = (("refund-time", "How long a refund takes"), ("return-how", "How to return something"))


def customer(text: str) -> Turn:
    return Turn("customer", text)


def bot(intent: str, *sources: tuple[str, str], text: str = "Said.") -> Turn:
    return Turn("bot", text, intent, 0.5, sources)


def test_the_last_three_telling_turns_are_what_is_wanted():
    turns = [customer(text) for text in ("Hello!", "one", "two", "three\n  lines", "four", "thanks")]
    assert extract_summary(turns).wants == "two · three lines · four"


def test_courtesies_are_better_than_nothing():
    assert extract_summary([customer("Hej!")]) == Summary("Hej!", "nothing yet", "")
    assert extract_summary([]) == Summary("", "nothing yet", "")


def test_what_the_bot_did_is_said_in_words():
    turns = [
        customer("refund?"),
        bot("refund.status", *REFUND),
        customer("when?"),
        bot("clarify", *REFUND),
        bot("refund.status", *REFUND),
        bot("no_match"),
    ]
    summary = extract_summary(turns, "loop")
    assert summary.did == "said “How long a refund takes” 2 times; asked what was meant; found no answer"
    assert summary.why == "loop"


def test_misses_are_counted_and_unsaid_turns_are_not():
    turns = [bot("no_match"), bot("no_match"), bot("refund.status", *REFUND, text="")]
    assert extract_summary(turns).did == "found no answer 2 times"
    assert extract_summary([bot("small_talk")]).did == "exchanged courtesies"


def test_a_long_turn_is_shortened_at_a_word():
    wants = extract_summary([customer("word " * 200)]).wants
    assert len(wants) <= TURN_LIMIT
    assert wants.endswith("word…")
    assert len(extract_summary([customer("x" * 900)]).wants) == TURN_LIMIT


def test_words_of_an_agent_are_neither():
    assert extract_summary([Turn("agent", "I am Maya"), customer("ok then, the refund")]).wants == "ok then, the refund"
