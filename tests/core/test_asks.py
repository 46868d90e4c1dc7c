"""The recogniser of asks for a person, on examples of its own; the measurement on unseen texts is elsewhere."""

import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.core.asks import Ask, asks_for_person
from console.core.asks.fold import fold, sentences
from console.core.asks.languages import CODES, Language, load
from console.core.asks.lexicon import lexicon


def _examples() -> list[tuple[str, str, bool]]:
    found, language = [], ""
    for line in Path(__file__).with_name("test_asks_examples.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            language = line.strip("[]")
        elif line.startswith(("+ ", "- ")):
            found.append((language, line[2:], line[0] == "+"))
    return found


EXAMPLES = _examples()
ASKS = [text for _, text, asks in EXAMPLES if asks]
OTHERS = [text for _, text, asks in EXAMPLES if not asks]


# One test a language, not one a sentence: there are thousands, and a failure names every sentence that is wrong.
@pytest.mark.parametrize("language", CODES)
def test_an_ask_is_recognised(language: str) -> None:
    missed = [text for code, text, asks in EXAMPLES if asks and code == language and asks_for_person(text) is None]
    assert missed == []


@pytest.mark.parametrize("language", CODES)
def test_the_same_nouns_without_an_ask_are_left_alone(language: str) -> None:
    others = [text for code, text, asks in EXAMPLES if not asks and code == language]
    assert [(text, ask) for text in others if (ask := asks_for_person(text)) is not None] == []


def test_every_language_has_examples_of_both_kinds() -> None:
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for language, _, asks in EXAMPLES:
        counted[language][asks] += 1
    assert set(counted) == set(CODES)
    assert all(min(both) >= 6 for both in counted.values())


def test_every_language_is_listed_once_under_its_own_code() -> None:
    assert tuple(language.code for language in load()) == CODES
    assert len(set(CODES)) == len(CODES)


@pytest.mark.parametrize("language", load(), ids=lambda language: language.code)
def test_every_language_can_name_a_person_a_bot_a_contact_and_a_refusal(language: Language) -> None:
    for part in ("human", "someone", "bot", "contact", "want", "negated", "other", "fill", "done"):
        assert getattr(language, part).strip(), part


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("let me talk to a person", "contact"),
        ("I need a human being", "need"),
        ("I don't want to talk to a bot", "no_bot"),
        ("Can someone help me?", "service"),
        ("are there any humans working there", "present"),
        ("human please", "phrase"),
        ("operator!", "short"),
    ],
)
def test_an_ask_names_its_language_and_the_rule_that_fired(text: str, rule: str) -> None:
    assert asks_for_person(text) == Ask("en", rule)


def test_zero_alone_is_the_telephones_ask_for_the_operator() -> None:
    assert asks_for_person(" 0 ") == Ask("und", "short")
    assert asks_for_person("10") is None


@pytest.mark.parametrize(
    "text",
    [
        "My order 4411 never came. I checked the page twice. Let me talk to a human.",
        "ok\nfine\nagent please",
        "I don't need a bot, I need a person",
        "I dont want a bot I want a person",
        "pleeeeease get me a huuuuman",
        "ＨＵＭＡＮ ＰＬＥＡＳＥ",
        "می‌خواهم با انسان صحبت کنم",
        "می خواهم با انسان صحبت کنم",
        "quiero hablar con un agent real",
    ],
)
def test_an_ask_is_found_in_any_clause_and_dress(text: str) -> None:
    assert asks_for_person(text) is not None


@pytest.mark.parametrize("text", ["", " ", "...", "\x00", "\u200d\u200d", "|", "\ud800", "🙂🙂", "a" * 20_000])
def test_nothing_asks_for_nobody(text: str) -> None:
    assert asks_for_person(text) is None


def test_a_negation_in_one_language_is_no_wish_in_its_neighbour() -> None:
    assert asks_for_person("no necesito un agente") is None
    assert asks_for_person("ne potrebujem človeka") is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("I'd sooner want this read by a human, not a bot", "rather"),
        ("please add one of your agents to this chat", "bring"),
    ],
)
def test_a_preference_to_machines_and_an_invitation_are_asks(text: str, rule: str) -> None:
    assert asks_for_person(text) == Ask("en", rule)


@pytest.mark.parametrize(
    "text",
    [
        "the agent, who refunded me, was kind",
        "Osoba, která objednávala, je moje žena",
        "Der Mensch, der bestellt hat, ist mein Bruder",
        "Ich möchte die Beraterin, die mir gestern geholfen hat, loben",
    ],
)
def test_a_person_that_a_relative_clause_describes_is_not_called_for(text: str) -> None:
    assert asks_for_person(text) is None


@pytest.mark.parametrize("text", ["agent", "Osoba, prosím", "an agent, please"])
def test_a_noun_alone_calls_for_its_person(text: str) -> None:
    assert asks_for_person(text) is not None


def test_who_is_thanked_is_not_called_but_what_follows_may_call() -> None:
    assert asks_for_person("I want to thank the agent who helped me") is None
    assert asks_for_person("I want to thank the agent and then I need to talk to a manager") is not None


def test_what_somebody_promised_is_no_ask_unless_one_wants_it_too() -> None:
    assert asks_for_person("Der Mitarbeiter sagte, dass mich jemand zurückruft") is None
    assert asks_for_person("Der Mitarbeiter sagte nichts, ich will mit einem Menschen sprechen") is not None


def test_somebody_sent_for_a_parcel_is_no_ask_in_any_neighbouring_language() -> None:
    assert asks_for_person("Může balík převzít někdo jiný?") is None
    assert asks_for_person("Může to převzít někdo jiný?") is not None


def test_sentences_end_and_clauses_pause() -> None:
    assert sentences("a, b: c. d - e") == [[("a",), ("b",), ("c",)], [("d", "e")]]


def test_folding_levels_case_accents_letter_variants_and_apostrophes() -> None:
    assert fold("Ça VA, don't") == fold("ca va, dont")
    assert fold("أريدُ موظفـــا") == fold("اريد موظفا")
    assert fold("كيف") == fold("کیف")
    assert fold("з'єднайте") == fold("зєднайте")
    assert sentences("a, b! c") == [[("a",), ("b",)], [("c",)]]


@given(st.text(max_size=400))
def test_any_text_has_an_answer(text: str) -> None:
    assert asks_for_person(text) is None or isinstance(asks_for_person(text), Ask)


@given(st.lists(st.sampled_from([*ASKS, *OTHERS, "|", "not", "'", "\u0301", "ー"]), max_size=6))
def test_any_mixture_of_languages_has_an_answer(parts: list[str]) -> None:
    asks_for_person(" ".join(parts))


@settings(max_examples=300)
@given(st.sampled_from(ASKS), st.sampled_from(["  ", "\t", " \u00a0 "]), st.sampled_from(["", "!!!", " ...", " 🙏"]))
def test_an_ask_survives_case_spaces_and_punctuation(text: str, space: str, ending: str) -> None:
    assert asks_for_person(text.upper()) is not None
    assert asks_for_person(space + text.replace(" ", space) + ending) is not None


@settings(max_examples=200)
@given(st.sampled_from(OTHERS), st.sampled_from(["", "!!!", " ...", " 🙏"]))
def test_what_is_no_ask_stays_none_in_any_dress(text: str, ending: str) -> None:
    assert asks_for_person(text.upper() + ending) is None


def _calls(text: str) -> int:
    count = 0

    def step(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += 1

    asks_for_person(text)
    sys.setprofile(step)
    try:
        asks_for_person(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "person ",
        "dont want person ",
        "not a person the agent of a bot ",
        "a,",
        "我要不",
        "agent de la ",
        "aaa ",
        "사람 ",
    ],
)
def test_the_work_grows_no_faster_than_the_text(unit: str) -> None:
    assert asks_for_person(unit * 1000) is None
    assert _calls(unit * 1000) < 5 * _calls(unit * 250)


def test_importing_loads_no_language() -> None:
    program = "import sys, console.core.asks; print('console.core.asks.languages.en' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_no_item_is_lost_in_folding() -> None:
    assert lexicon() is lexicon()
    for language in load():
        for item in language.human.replace("\n", ",").split(","):
            if item.strip():
                assert sentences(item.replace("*", "").replace("/", " ")), (language.code, item)
