"""The ledger itself: it sees what is lost, doubled, in another order, or shown as what it is not."""

import random
from typing import Any

from console.backend.http import visitor_of
from console.core.conversation import events as ev
from console.core.conversation.model import Head, Party
from tests.fire.ledger import Story, Verdict, judge_console, judge_page, judge_store
from tests.fire.pages import Page

KEY = "k" * 40


def story(*texts: str, kind: type = ev.AgentSaid) -> dict[str, Story]:
    event: ev.Event = ev.AgentSaid("maya") if kind is ev.AgentSaid else ev.CustomerSaid()
    actor = "maya" if kind is ev.AgentSaid else "customer"
    records = [
        ev.Record("c1", number, 1, 1, actor, event, number, {"text": text}) for number, text in enumerate(texts, 1)
    ]
    return {"c1": Story(Head("c1", customer=visitor_of(KEY), public_seq=len(texts)), records)}


def item(text: str, fate: str, seq: int = 0) -> dict[str, Any]:
    return {"id": text, "conv": "c1", "do": "Reply", "text": text, "fate": fate, "code": "", "seq": seq}


def journal(*items: dict[str, Any], box: tuple[dict[str, Any], ...] = ()) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = [{"what": "submitting", "text": one["text"]} for one in items]
    lines += [{"what": "kept", "item": one | {"fate": "queued"}} for one in items]
    lines += [{"what": "fate", "item": one} for one in items]
    return [*lines, {"what": "final", "outbox": list(box), "transcripts": {}}]


def wrong(lines: list[dict[str, Any]], stories: dict[str, Story]) -> list[str]:
    verdict = Verdict()
    judge_console("maya", lines, stories, verdict)
    return verdict.violations


def test_a_console_that_is_honest() -> None:
    assert wrong(journal(item("one", "sent", 1), item("two", "sent", 2)), story("one", "two")) == []
    refused = item("two", "refused")
    assert wrong(journal(item("one", "sent", 1), refused, box=(refused,)), story("one")) == []
    # Killed between the two: it may be stored or not.
    assert wrong([{"what": "submitting", "text": "three"}, *journal()], story()) == []


def test_what_a_console_may_not_do() -> None:
    refused = item("one", "refused")
    assert "neither stored nor to be seen" in wrong(journal(item("one", "in_flight")), story())[0]
    assert "stored 2 times" in wrong(journal(item("one", "sent", 1)), story("one", "one"))[0]
    assert "was told `sent`" in wrong(journal(item("one", "sent", 1), box=(refused,)), story())[0]
    assert "stands as refused" in wrong(journal(refused, box=(refused,)), story("one"))[0]
    assert "is not event 7" in wrong(journal(item("one", "sent", 7)), story("one"))[0]
    assert wrong([], story()) == ["maya: never came to rest"]
    changed = {"what": "changed", "conv": "c1", "seq": 3}
    assert "became another one" in wrong([changed, *journal()], story())[0]
    final = {"what": "final", "outbox": [], "transcripts": {"c1": [[1, "agent", "uno"]], "c2": []}}
    assert len(wrong([final], story("one"))) == 2


def page(sent: list[str], shown: list[str]) -> Page:
    made = Page(("127.0.0.1", 1), "", "Ana", random.Random(1))
    made.kept.key = KEY
    made.kept.sent = {f"id{n}": text for n, text in enumerate(sent)}
    made.items = [{"kind": "customer", "text": text} for text in shown]
    made.have = len(shown)
    made.live = True
    return made


def wrong_page(sent: list[str], stored: list[str], shown: list[str]) -> list[str]:
    verdict = Verdict()
    judge_page(page(sent, shown), story(*stored, kind=ev.CustomerSaid), verdict)
    return verdict.violations


def test_a_page() -> None:
    assert wrong_page(["a", "b"], ["a", "b"], ["a", "b"]) == []
    assert "another order" in wrong_page(["a", "b"], ["b", "a"], ["b", "a"])[0]
    assert "lost ['b']" in wrong_page(["a", "b"], ["a"], ["a"])[0]
    assert "extra ['a']" in wrong_page(["a"], ["a", "a"], ["a", "a"])[0]
    assert "lost ['b']" in wrong_page(["a", "b"], ["a", "b"], ["a"])[0]
    unsent = page(["a"], [])
    unsent.kept.outbox = [{"id": "id0"}]
    verdict = Verdict()
    judge_page(unsent, {}, verdict)
    assert "never got through" in verdict.violations[0]


def test_a_store() -> None:
    def found(*records: ev.Record) -> list[str]:
        verdict = Verdict()
        judge_store({"c1": Story(Head("c1"), list(records))}, verdict)
        return verdict.violations

    opened = ev.Record("c1", 1, 1, 1, "customer", ev.Opened("v", Party("bot")))
    said = ev.Record("c1", 2, 1, 1, "maya", ev.AgentSaid("maya"), 1, {"text": "hi"})
    assert "stands at place 1" in found(said)[0]
    assert any("maya speaks" in violation for violation in found(opened, said))
    asked = ev.Record("c1", 2, 1, 1, "customer", ev.PersonAsked(), 1)
    assert any("an ask without its request" in violation for violation in found(opened, asked))
    assert any(
        "has public number 5" in violation
        for violation in found(opened, ev.Record("c1", 2, 1, 1, "customer", ev.PersonAsked(), 5))
    )
