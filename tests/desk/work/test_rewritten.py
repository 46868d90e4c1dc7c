"""A text that comes back from another program: into its draft, and over nothing that was put there meanwhile."""

import pytest

from console.desk.actions import Keymap
from console.desk.work.desk import NOTE, REPLY, Desk
from console.desk.work.flows import Flows
from tests.desk.scripted import ScriptedBackend


@pytest.fixture
def flows() -> Flows:
    backend = ScriptedBackend()
    backend.opens("c1", "Ana Ruiz", "Where is my refund?")
    desk = Desk(backend, Keymap(), lambda: backend.now, lambda: backend.now / 1000)
    flows = Flows(desk)
    assert flows.open("c1")
    return flows


@pytest.mark.parametrize(
    ("stands", "becomes"),
    [
        ("before", "after"),
        ("given back\nbefore", "given back\nafter"),
        ("", "after"),
        ("something else", "after\nsomething else"),
        ("it says after", "it says after"),
    ],
)
def test_over_nothing_else(flows: Flows, stands: str, becomes: str) -> None:
    desk = flows.desk
    flows.typed(stands)
    version = desk.text().version
    flows.rewritten("c1", REPLY, "before", "after", base_seq=7)
    assert desk.text().text == becomes
    assert desk.text().version > version
    kept = desk.backend.draft("c1", REPLY)
    assert kept is not None
    assert kept.text == becomes
    assert (desk.text().base_seq == 7) == (stands == "")


def test_into_its_own_draft(flows: Flows) -> None:
    desk = flows.desk
    flows.typed("a reply")
    flows.rewritten("c1", NOTE, "", "a note", base_seq=0)
    assert desk.text("c1", REPLY).text == "a reply"
    assert desk.text("c1", NOTE).text == "a note"
