"""What the answerer decides: each threshold, each reason, loops, pinned articles; values in, values out."""

import pytest

from console.backend.bots.article import Article
from console.backend.bots.policy import (
    Answer,
    Chat,
    Clarify,
    Fallback,
    Hand,
    after_search,
    before_search,
    chosen,
    count_attempts,
    limit_misses,
    offered,
    since_person,
)
from console.backend.bots.port import Attempts, BotRequest, Turn
from console.backend.bots.ranking import Match, Ranking
from console.backend.bots.signals import Courtesy


def article(article_id: str = "refund", policy: str = "") -> Article:
    return Article(article_id, "en", article_id.title(), f"shop.{article_id}", "", policy, ("An answer.",))


def ranking(confidence: float, gap: float = 0.5, *articles: Article) -> Ranking:
    found = articles or (article(), article("return"))
    return Ranking(tuple(Match(a, 1.0, 1.0, 1.0) for a in found), gap, confidence)


def request(question: str = "when is my refund here", *history: Turn, **more: object) -> BotRequest:
    return BotRequest(conv="c", turn="t", epoch=1, lang="en", history=history, question=question, deadline=0, **more)


def bot(intent: str, *ids: str, text: str = "Said.", whole: bool = True) -> Turn:
    return Turn("bot", text, intent, 0.5, tuple((each, each.title()) for each in ids), whole)


def customer(text: str) -> Turn:
    return Turn("customer", text)


def test_a_sure_match_is_the_answer():
    assert after_search(request(), ranking(0.40, 0.10)) == Answer(article(), 0.40)


@pytest.mark.parametrize(("confidence", "gap"), [(0.39, 0.5), (0.9, 0.09), (0.15, 0.0)])
def test_an_unsure_match_is_asked_about_once(confidence: float, gap: float):
    decision = after_search(request(), ranking(confidence, gap))
    assert isinstance(decision, Clarify)
    assert [a.id for a in decision.options] == ["refund", "return"]


@pytest.mark.parametrize("before", ["clarify", "no_match"])
def test_a_second_unsure_turn_goes_to_a_person(before: str):
    history = (customer("hm"), bot(before, "refund"))
    assert after_search(request("the thing", *history), ranking(0.3)) == Hand("low_confidence", article(), 0.3)


def test_nothing_found_after_a_clarifying_turn_goes_to_a_person():
    assert after_search(request("the thing", bot("clarify", "refund")), Ranking()).reason == "low_confidence"


def test_clarifying_again_after_an_answer_is_fine_but_not_a_third_time():
    once = (bot("clarify", "a"), bot("shop.a", "a"))
    assert isinstance(after_search(request("x", *once), ranking(0.3)), Clarify)
    assert after_search(request("x", *once, *once), ranking(0.3)).reason == "low_confidence"


def test_nothing_found_is_said_once_then_a_person_is_called():
    assert after_search(request(), Ranking()) == Fallback(0.0)
    assert after_search(request(attempts=Attempts(1, 1)), Ranking()) == Hand("no_match", None, 0.0)


def test_the_third_miss_in_total_goes_to_a_person():
    assert isinstance(after_search(request(attempts=Attempts(0, 1)), Ranking()), Fallback)
    assert after_search(request(attempts=Attempts(0, 2)), Ranking()).reason == "no_match"
    assert limit_misses(Fallback(0.0), Attempts(0, 2)) == Hand("no_match", None, 0.0)


def test_attempts_are_counted_since_a_person_wrote_and_only_what_was_said():
    history = (
        bot("no_match"),
        Turn("agent", "Hi"),
        bot("no_match"),
        bot("shop.a", "a"),
        bot("no_match"),
        bot("no_match", text=""),
    )
    assert count_attempts(history) == Attempts(1, 2)
    assert count_attempts(()) == Attempts(0, 0)


def test_the_same_answer_is_not_said_twice():
    history = (customer("refund?"), bot("shop.refund", "refund"))
    assert after_search(request("and the refund", *history), ranking(0.9)) == Hand("loop", article(), 0.9)


@pytest.mark.parametrize(
    "earlier",
    [bot("shop.refund", "refund", whole=False), bot("shop.refund", "refund", text=""), bot("clarify", "refund")],
)
def test_an_answer_that_was_cut_or_only_offered_may_be_said(earlier: Turn):
    assert after_search(request("x", earlier), ranking(0.9)) == Answer(article(), 0.9)


def test_a_person_in_between_begins_anew():
    history = (bot("shop.refund", "refund"), Turn("agent", "I looked into it"))
    assert after_search(request("x", *history), ranking(0.9)) == Answer(article(), 0.9)
    assert since_person(history) == []


def test_the_same_question_rephrased_twice_is_a_loop():
    history = (customer("zipper jacket broken"), bot("a"), customer("jacket zipper is broken"), bot("b"))
    assert before_search(request("broken jacket zipper!!", *history), "en", None) == Hand("loop")
    assert before_search(request("broken jacket zipper!!", *history[:2]), "en", None) is None
    assert before_search(request("where is my parcel", *history), "en", None) is None


def test_an_article_with_a_reason_calls_a_person():
    twice = article("charged-twice", "policy")
    assert after_search(request(), ranking(0.8, 0.5, twice)) == Hand("policy", twice, 0.8)
    assert chosen(twice, request()).reason == "policy"


def test_a_topic_calls_a_person_before_anything_is_searched():
    assert before_search(request("I want to dispute this payment"), "en", None) == Hand("policy")


def test_displeasure_once_is_borne_and_twice_calls_a_person():
    assert before_search(request("this is ridiculous"), "en", None) is None
    history = (customer("This is unacceptable"), bot("a"))
    assert before_search(request("this is ridiculous", *history), "en", None) == Hand("sentiment")
    assert before_search(request("useless\nthe worst shop"), "en", None) == Hand("sentiment")
    assert before_search(request("where is my parcel", *history, customer("useless")), "en", None) is None


def test_a_pinned_article_comes_first_and_once():
    pinned = article("invoice")
    old = (bot("shop.invoice", "invoice"), Turn("agent", "The bot will tell you"))
    assert before_search(request("a complaint to the ombudsman", *old), "en", pinned) == Answer(pinned, 1.0)
    assert before_search(request("thanks", *old), "en", pinned) == Answer(pinned, 1.0)
    said = (*old, bot("shop.invoice", "invoice"))
    assert before_search(request("thanks", *said), "en", pinned) == Chat(Courtesy.THANKS)


def test_danger_comes_before_a_pinned_article():
    assert before_search(request("my account was hacked"), "en", article("invoice")) == Hand("fraud")
    assert before_search(request("I want to die"), "en", article("invoice")) == Hand("vulnerable")


def test_courtesy_is_returned_and_a_second_greeting_in_a_row_is_not():
    assert before_search(request("hello"), "en", None) == Chat(Courtesy.GREETING)
    assert before_search(request("hello", customer("hi"), bot("small_talk")), "en", None) == Fallback(0.0)


def test_what_was_offered_is_known_only_right_after_it():
    asked = (customer("x"), bot("clarify", "a", "b"))
    assert offered(asked) == ("a", "b")
    assert offered((*asked, bot("shop.a", "a"))) == ()
    assert offered((*asked, Turn("agent", "Hi"))) == ()
    assert chosen(article("b"), request("2", *asked)) == Answer(article("b"), 1.0)
