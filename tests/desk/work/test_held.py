"""What comes before the person's eyes after an absence or a restore: one held text at a time, and honest words."""

import pytest
from msgspec.structs import replace

from console.core.conversation.commands import AgentCommand, Note, Reply, Resolve, Take
from console.desk.actions import Keymap
from console.desk.adapters import port as p
from console.desk.work import box_views
from console.desk.work.box import BoxState
from console.desk.work.desk import NOTE, REPLY, Desk
from console.desk.work.flows import Flows
from console.desk.work.news import News
from tests.desk.scripted import ScriptedBackend


class Bench:
    """A desk without a screen on the scripted backend: one customer, taken by me."""

    def __init__(self) -> None:
        self.backend = ScriptedBackend()
        self.backend.opens("c1", "Ana Ruiz", "Where is my refund?")
        self.backend.escalates("c1")
        self.desk = Desk(self.backend, Keymap(), lambda: self.backend.now, lambda: self.backend.now / 1000)
        self.flows = Flows(self.desk)
        self.news = News(self.desk, self.flows)
        self._told: list[p.Update] = []
        self.backend.listen(self._told.append)
        self.news.start()
        assert self.flows.open("c1")
        assert self.flows.take()
        self.later()
        self.ids = 0

    def later(self, seconds: int = 3) -> None:
        self.hear()
        self.backend.now += 1_000 * seconds
        self.desk.painted_at = self.desk.opened_at = -1e9

    def hear(self) -> None:
        """Take up what was told: after the step that caused it, as the screen's bridge does."""
        told, self._told[:] = list(self._told), []
        for update in told:
            self.news.take_up(update)

    def enter(self) -> str:
        came = self.flows.enter()
        self.hear()
        return came

    def hold(self, command: AgentCommand, code: str, fate: p.Fate = p.Fate.HELD) -> p.Outgoing:
        self.ids += 1
        at = self.backend.now + self.ids
        item = p.Outgoing(f"held{self.ids}", "c1", command, fate, at, 3, code, "the sentence of this code")
        self.backend.items[item.id] = item
        self.news.take_up(p.OutgoingChanged(item))
        return item

    @property
    def said(self) -> list[str]:
        return [notice.text for notice in self.desk.notices.log]

    @property
    def words(self) -> str:
        view = box_views.view(self.desk.box_facts(), self.desk.keymap)
        assert view.state is BoxState.HELD
        return "".join(span.text for span in (*view.title, *view.line))

    @property
    def replies(self) -> list[str]:
        return [turn.text for turn in self.backend.transcripts["c1"].turns if turn.kind == "agent"]


def test_held_replies_come_one_at_a_time_in_their_order_and_each_goes_once() -> None:
    bench = Bench()
    for text in ("first", "second", "third"):
        bench.hold(Reply(text), "long_offline")
    for text, rest in (("first", "(3 texts wait)"), ("second", "(2 texts wait)"), ("third", "")):
        assert bench.desk.text().text == text
        assert rest in bench.words
        bench.later()
        assert bench.enter() == "sent"
    assert bench.replies == ["first", "second", "third"]
    assert bench.desk.text().text == ""
    assert bench.backend.outbox() == []


def test_a_held_reply_that_was_edited_goes_instead_of_the_held_one() -> None:
    bench = Bench()
    bench.hold(Reply("first"), "long_offline")
    bench.hold(Reply("second"), "long_offline")
    bench.flows.typed("first, mended")
    assert bench.enter() == "sent"
    assert bench.desk.text().text == "second"
    assert bench.replies == ["first, mended"]


def test_a_held_reply_that_is_thrown_away_leaves_the_box() -> None:
    bench = Bench()
    first = bench.hold(Reply("first"), "long_offline")
    second = bench.hold(Reply("second"), "long_offline")
    bench.flows.thrown_away(bench.desk.outgoing.pop(first.id))
    assert bench.desk.text().text == "second"
    bench.flows.typed("second, and more")
    bench.flows.thrown_away(bench.desk.outgoing.pop(second.id))
    assert bench.desk.text().text == "second, and more"
    assert bench.desk.text().held == ""


def test_a_held_reply_that_was_there_after_all_leaves_the_box() -> None:
    bench = Bench()
    item = bench.hold(Reply("first"), "long_offline")
    bench.news.take_up(p.OutgoingChanged(replace(item, fate=p.Fate.SENT, seq=9)))
    assert bench.desk.text().text == ""
    assert bench.desk.text().held == ""


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("customer_wrote", "Ana wrote 1 message while you were offline"),
        ("long_offline", "more than ten minutes"),
        ("owner_changed", "changed hands"),
        ("gone", "was closed"),
        ("new_stream", "restored from a backup"),
        ("unclear", "never answered"),
        ("lost", "lost by the server"),
        ("lost_chat", "lost by the server"),
    ],
)
def test_the_box_says_why_it_waits(code: str, words: str) -> None:
    bench = Bench()
    bench.hold(Reply("text"), code)
    assert words in bench.words


def test_a_step_that_was_held_is_said_and_not_kept_out_of_sight() -> None:
    for command in (Resolve("solved"), Take()):
        bench = Bench()
        item = bench.hold(command, "long_offline")
        assert bench.said[-1] == "Not done: the sentence of this code"
        assert item.id not in bench.backend.items
        assert item.id not in bench.desk.outgoing


def test_what_an_earlier_life_left_held_is_shown_and_said_at_the_start() -> None:
    bench = Bench()
    bench.hold(Reply("lost reply"), "lost")
    bench.hold(Note("lost note"), "lost_chat")
    bench.hold(Resolve(), "long_offline")
    bench.backend.items["step"] = p.Outgoing("step", "c1", Resolve(), p.Fate.HELD, 1, 3, "gone", "closed")
    desk = Desk(bench.backend, Keymap(), lambda: bench.backend.now, lambda: bench.backend.now / 1000)
    News(desk, Flows(desk)).start()
    assert desk.text("c1", REPLY).text == "lost reply"
    said = [notice.text for notice in desk.notices.log]
    assert "A restore lost 2 messages of yours: they wait for you" in said
    assert "Not done: closed" in said
    assert {item.command for item in bench.backend.outbox()} == {Reply("lost reply"), Note("lost note")}


def test_the_session_tells_of_lost_messages_and_of_this_machines_disk() -> None:
    bench = Bench()
    bench.news.take_up(p.Told("messages_lost", "", {"n": 1}))
    bench.news.take_up(p.Told("outbox_in_memory", "", {"message": "Kept in memory only."}))
    bench.news.take_up(p.Told("disk_failing", "", {"message": "The disk failed."}))
    bench.news.take_up(p.Told("weather", "", {"message": "sunny"}))
    assert bench.said[-3:] == [
        "A restore lost a message of yours: it waits for you",
        "Kept in memory only.",
        "The disk failed.",
    ]


def test_that_the_link_is_slow_is_told_calmly() -> None:
    bench = Bench()
    bench.news.take_up(p.Told("disk_failing", "", {"message": "The disk failed."}))
    bench.news.take_up(p.Told("slow_link", "", {"message": "This link is slow."}))
    assert [(notice.glyph, notice.text) for notice in list(bench.desk.notices.log)[-2:]] == [
        ("■", "The disk failed."),
        ("○", "This link is slow."),
    ]


def test_an_erased_person_leaves_the_desk() -> None:
    bench = Bench()
    bench.flows.typed("half a thought")
    bench.flows.toggle_note(NOTE)
    bench.flows.typed("a note")
    bench.hold(Reply("held"), "long_offline")
    bench.news.take_up(p.Told("erased", "c1", {}))
    assert bench.desk.text("c1", REPLY).text == bench.desk.text("c1", NOTE).text == ""
    assert bench.backend.kept == {}
    assert bench.desk.unsent() == 0


def test_retry_by_hand_is_honest() -> None:
    bench = Bench()
    bench.backend.drops()
    bench.hear()
    assert bench.flows.retry()
    assert bench.said[-1] != "the link was tried a moment ago"
    bench.backend.retry_now = lambda: False  # type: ignore[method-assign]
    bench.flows.retry()
    assert bench.said[-1] == "the link was tried a moment ago"
    bench.backend.link = replace(bench.backend.link, retry_at=0, why="Run `warmline login`.")
    bench.flows.retry()
    assert bench.said[-1] == "Run `warmline login`."


def test_a_chat_of_mine_that_is_over_when_i_return_is_said_and_cannot_be_written_into() -> None:
    bench = Bench()
    bench.flows.typed("almost done")
    del bench.backend.rows["c1"]
    bench.news.take_up(p.RowsReset())
    assert "is over and has left the lists" in bench.said[-1]
    assert box_views.view(bench.desk.box_facts(), bench.desk.keymap).state is BoxState.RESOLVED
    assert bench.desk.text().text == "almost done"
