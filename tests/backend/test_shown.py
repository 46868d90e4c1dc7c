"""How a head and its records look from outside: the row of the consoles' lists, the item of the customer's page."""

import pytest

from console.backend.people import People
from console.backend.public_items import item_of
from console.backend.rows import row_of
from console.backend.store.port import StoredHead
from console.core.conversation import events as ev
from console.core.conversation.model import Head, Party, Promise
from console.core.conversation.words import NOTICE_PARAMS, NoticeCode, State
from console.core.floor.rows import Row


def row(head: Head) -> Row:
    return row_of(StoredHead(head, 7), People(None, lambda: 9), unread=0, seen=0)  # type: ignore[arg-type]


def test_a_row_says_that_its_owner_asks_for_help_and_what_was_promised() -> None:
    helped = Head("c1", State.HUMAN, Party("agent", "maya"), help_since=5, help_by="maya")
    assert row(helped).help_since == 5
    promised = row(Head("c1", State.PROMISED, promise=Promise("call_back", 8)))
    assert (promised.promise_due, promised.help_since) == (8, 0)


@pytest.mark.parametrize("code", NoticeCode)
def test_a_notice_is_an_item_whose_time_is_a_number(code: NoticeCode) -> None:
    params = {name: {"topic": "cards", "at": "1800000000000"}[name] for name in NOTICE_PARAMS[code]}
    item = item_of(ev.Record("c1", 9, 1, 1, "sara", ev.Announced(code, params, "sara"), 4), str)
    assert item is not None
    assert (item.seq, item.kind, item.code, item.text, item.name) == (4, "notice", code, "", "")
    assert item.data == {name: int(value) if name == "at" else value for name, value in params.items()}


@pytest.mark.parametrize("event", [ev.HelpAsked("maya"), ev.Whispered("maya", "sara")])
def test_what_supervisors_and_owners_say_to_each_other_is_no_item(event: ev.Event) -> None:
    assert item_of(ev.Record("c1", 9, 1, 1, "sara", event, 0, {"text": "psst"}), str) is None
