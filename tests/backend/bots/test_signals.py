"""Topics that need a person, courtesies and choices: by language, and what must not be taken for one."""

import csv
import time
from pathlib import Path

import pytest

from console.backend.bots.content.phrases import PHRASES
from console.backend.bots.content.topics import HEATED, TOPICS
from console.backend.bots.language import LANGUAGES
from console.backend.bots.signals import ORDER, Courtesy, choice, courtesy, heated, topic

BANK = Path(__file__).parents[4] / "shared" / "data" / "banking77" / "train.csv"
QUESTIONS = (Path(__file__).parent / "questions.txt").read_text(encoding="utf-8").splitlines()

FIRES = [
    ("en", "vulnerable", "My husband died last week and I need to sort out his order"),
    ("en", "vulnerable", "I don’t want to live any more"),
    ("en", "fraud", "My account was hacked"),
    ("en", "fraud", "Someone stole my credit card and ordered here"),
    ("en", "fraud", "I do not recognise this charge"),
    ("en", "hardship", "I lost my job, can I pay next month?"),
    ("en", "policy", "I want to dispute this payment"),
    ("en", "policy", "My lawyer will be in touch"),
    ("en", "policy", "I'd like to make a formal complaint"),
    ("en", "sentiment", "what the FUCK is this"),
    ("sv", "vulnerable", "Min man dog förra veckan"),
    ("sv", "fraud", "mitt konto är hackat"),
    ("sv", "hardship", "jag har förlorat jobbet och har inte råd"),
    ("sv", "policy", "jag anmäler er till Konsumentverket"),
    ("sv", "sentiment", "jävla skitföretag"),
    ("de", "vulnerable", "Meine Mutter ist letzte Woche verstorben"),
    ("de", "fraud", "Mein Konto wurde gehackt"),
    ("de", "hardship", "Ich bin arbeitslos und kann mir das nicht leisten"),
    ("de", "policy", "Ich schalte meinen Rechtsanwalt ein"),
    ("de", "sentiment", "so eine Scheiße"),
    ("es", "vulnerable", "mi padre falleció el lunes"),
    ("es", "fraud", "me robaron la tarjeta"),
    ("es", "hardship", "estoy en paro y no tengo dinero"),
    ("es", "policy", "quiero poner una queja formal"),
    ("es", "sentiment", "sois unos gilipollas"),
    ("pt", "vulnerable", "o meu pai faleceu ontem"),
    ("pt", "fraud", "meu cartão foi clonado"),
    ("pt", "hardship", "perdi o meu emprego"),
    ("pt", "policy", "vou fazer queixa no livro de reclamações"),
    ("pt", "sentiment", "que merda de loja"),
]

QUIET = [
    ("en", "the battery of my headlamp died"),
    ("en", "I don't want to be charged for shipping"),
    ("en", "I cannot pay at checkout"),
    ("en", "can't pay by invoice"),
    ("en", "someone at the shop ordered a green one for me?"),
    ("en", "the delivery person was nice"),
    ("sv", "kan inte betala med faktura"),
    ("sv", "min hund åt upp skon"),
    ("de", "ich kann nicht mit Karte bezahlen"),
    ("de", "der Mann im Laden war nett"),
    ("es", "no puedo pagar con factura"),
    ("es", "mi pedido no ha llegado"),
    ("pt", "não consigo pagar com boleto"),
    ("pt", "o meu pedido não chegou"),
]


@pytest.mark.parametrize(("lang", "reason", "text"), FIRES)
def test_a_topic_that_needs_a_person_is_recognised(lang: str, reason: str, text: str):
    assert topic(text, lang) == reason
    assert topic(text.upper(), lang) == reason


@pytest.mark.parametrize(("lang", "text"), QUIET)
def test_words_in_another_sense_are_no_topic(lang: str, text: str):
    assert topic(text, lang) is None


def test_ordinary_questions_are_no_topic():
    rows = [line.split("|", 3) for line in QUESTIONS if not line.startswith("#")]
    ordinary = [(lang.strip(), q) for _, lang, article, q in rows if article.strip() != "delete-account"]
    assert [q for lang, q in ordinary if topic(q, lang) or heated(q, lang)] == []


def test_every_language_has_every_reason_and_every_pattern_can_match():
    for lang in LANGUAGES:
        assert set(TOPICS[lang]) == {*ORDER, HEATED}
        for reason, patterns in TOPICS[lang].items():
            for pattern in patterns.split(","):
                example = " ".join(p.split("|")[0].rstrip("*") for p in pattern.split() if p != "..")
                found = heated(example, lang) if reason == HEATED else topic(example, lang) is not None
                assert found, (lang, reason, pattern)


def test_the_text_is_also_read_in_the_language_it_is_in():
    assert topic("Meine Mutter ist letzte Woche verstorben", "en") == "vulnerable"
    assert topic("Meine Mutter ist letzte Woche verstorben", "") == "vulnerable"


def test_the_most_urgent_reason_stands_for_the_text():
    assert topic("I lost my job, my husband died and my lawyer knows", "en") == "vulnerable"


def test_real_bank_questions_fire_where_they_should_and_hardly_elsewhere():
    if not BANK.exists():
        pytest.skip(f"no {BANK.name} here")
    with BANK.open(encoding="utf-8", newline="") as file:
        rows = [(row["category"], topic(row["text"], "en")) for row in csv.DictReader(file)]
    serious = ("stolen", "compromised", "not_recognised")
    elsewhere = [reason for category, reason in rows if not any(word in category for word in serious)]
    assert sum(reason is not None for reason in elsewhere) / len(elsewhere) <= 0.01


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_courtesy_is_recognised_and_its_opposite_is_not(lang: str):
    phrases = PHRASES[lang]
    kinds = ((Courtesy.GREETING, phrases.hears_greeting), (Courtesy.THANKS, phrases.hears_thanks))
    for kind, heard in (*kinds, (Courtesy.ABOUT, phrases.hears_about)):
        for phrase in heard.split(","):
            assert courtesy(phrase.strip().capitalize() + "!", lang) == kind
    assert courtesy("", lang) is None
    assert courtesy("paypal", lang) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi there!", Courtesy.GREETING),
        ("thanks a lot for your help", Courtesy.THANKS),
        ("hello, thank you", Courtesy.THANKS),
        ("Hello, where is my parcel", None),
        ("thanks but that is wrong", None),
        ("no", None),
    ],
)
def test_a_courtesy_is_one_only_when_nothing_else_is_said(text: str, expected: Courtesy | None):
    assert courtesy(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [("1", "en", 0), (" 2. ", "en", 1), ("the second one", "en", 1),
     ("The second.", "en", 1), ("den första", "sv", 0), ("4", "en", None),
     ("0", "en", None), ("third", "en", None), ("2 weeks", "en", None), ("²", "en", 1), ("٣", "en", None)],
)  # fmt: skip
def test_a_choice_among_two_is_understood(text: str, lang: str, expected: int | None):
    assert choice(text, lang, 2) == expected


@pytest.mark.parametrize("text", ["a " * 100_000, "no .. puedo " * 5_000, "x" * 500_000, "((((" * 9_000, "|*" * 9_000])
def test_a_hostile_text_costs_no_more_than_a_long_one(text: str):
    began = time.process_time()
    for lang in LANGUAGES:
        assert topic(text, lang) is None
        assert courtesy(text, lang) is None
    assert time.process_time() - began < 1
