"""The customers' socket as a bare page sees it: nothing lost, nothing twice, nothing of staff or of others."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from console.backend import customer_marks, customers, outlet
from console.backend.bots.port import Done, Text
from console.backend.public_items import Wait, item_of, status_of
from console.core.conversation import commands as c
from console.core.conversation import events as ev
from console.core.conversation.model import Head, Leg, Offer, Party, Promise, Request
from console.core.conversation.why import Why
from console.core.conversation.words import (
    HOUR,
    Cause,
    HelpEnd,
    OfferEnd,
    Reason,
    RequestEnd,
    State,
    TurnOutcome,
    UndoKind,
)
from console.core.wire.limits import CUSTOMER_BURST, Close

Waiter = Callable[[Callable[[], Any]], Awaitable[Any]]

STAFF = "only for staff"
EVENTS: dict[type, ev.Event] = {
    type(event): event
    for event in (
        ev.Opened("v1", Party("bot"), STAFF, STAFF),
        ev.CustomerSaid("en", True),
        ev.PersonAsked(),
        ev.Requested(Request(1, 1, Reason.FRAUD), STAFF, 0.5),
        ev.RequestEnded(1, RequestEnd.ANSWERED),
        ev.Queued(Leg(1, STAFF, Cause.ESCALATED, 1, 2, 1, STAFF), STAFF),
        ev.DeadlineLowered(5),
        ev.OfferMade(Offer(STAFF, STAFF, 9, STAFF)),
        ev.OfferEnded(STAFF, STAFF, OfferEnd.DECLINED),
        ev.Taken("u1", State.QUEUED, STAFF, STAFF, why=Why(STAFF), how=STAFF),
        ev.BotTurnStarted("t1", 1),
        ev.BotTurnEnded("t1", TurnOutcome.DONE, STAFF, 0.1, ((STAFF, STAFF),), 5, STAFF),
        ev.Suppressed("t1"),
        ev.EffectIntended("t1", 1, STAFF),
        ev.EffectEnded("t1", 1, True),
        ev.AgentSaid("u1"),
        ev.NoteAdded("u1"),
        ev.HelpAsked(STAFF),
        ev.HelpEnded(STAFF, HelpEnd.ANSWERED),
        ev.Whispered(STAFF, STAFF),
        ev.Announced("known_problem", {"topic": "cards"}, STAFF),
        ev.HandedBack("u1", STAFF, True),
        ev.Transferred(STAFF, STAFF, STAFF),
        ev.SnoozedUntil(5),
        ev.Woken("timer"),
        ev.PromiseMade(Promise("call_back", 9)),
        ev.Resolved("agent", STAFF, STAFF),
        ev.WrappedUp(STAFF),
        ev.WrapUpExtended(1),
        ev.Reopened(STAFF, Party("agent", STAFF)),
        ev.Rated(3),
        ev.Undone(UndoKind.TAKE, STAFF, State.QUEUED, Party("agent", STAFF)),
        ev.Warned(STAFF),
        ev.OwnerPresence(True),
        ev.CustomerPresence(True),
        ev.Summarised(),
        ev.Tagged((STAFF,)),
        ev.Erased(),
        ev.Unrecognised(),
    )
}
PUBLIC_FIELDS = {ev.CustomerSaid: "text", ev.BotTurnEnded: "text", ev.AgentSaid: "text"}


@pytest.mark.parametrize("kind", ev.Event.__args__, ids=lambda kind: kind.__name__)
def test_of_no_event_does_a_customer_see_what_is_for_staff(kind: type) -> None:
    bodies = dict.fromkeys(("text", "why", "note", "instruction", "wants", "did", "comment"), STAFF)
    if kind in PUBLIC_FIELDS:
        bodies[PUBLIC_FIELDS[kind]] = "for the customer"
    public = 7 if kind in ev.PUBLIC else 0
    item = item_of(ev.Record("c1", 9, 1, 1, "u1", EVENTS[kind], public, bodies), lambda user: user.upper())
    if not public:
        assert item is None
        return
    assert item is not None
    assert item.seq == 7
    assert STAFF not in repr(item).replace("ONLY FOR STAFF", STAFF)
    assert (item.text == "for the customer") is (kind in PUBLIC_FIELDS)


def test_every_state_has_a_status() -> None:
    for state in State:
        head = Head("c1", state, Party("agent", "u1"), topic=STAFF, tags=(STAFF,))
        status = status_of(head, str.upper, 3, Wait((2, 4), None, 7))
        assert STAFF not in repr(status)
        assert status.state in ("new", "bot", "waiting", "promised", "human", "resolved")
        assert (status.estimate, status.promise_by) == (((2, 4), 7) if status.state == "waiting" else ((), 0))


def texts(page: Any) -> list[str]:
    return [item["text"] for frame in page.frames if frame["t"] == "items" for item in frame["items"] if "text" in item]


def seqs(page: Any) -> list[int]:
    return [item["seq"] for frame in page.frames if frame["t"] == "items" for item in frame["items"]]


async def test_a_whole_conversation_shows_no_word_of_staff_nor_of_another_customer(backend: Any) -> None:
    page, conv = await backend.queued("v1")
    other, elsewhere = await backend.queued("v2", "SECRET two: a person please")
    agent, lead = await backend.console("maya"), await backend.console("leo", role="supervisor")
    rows = {row["conv"]: row for row in await agent.sync()}
    taken = await agent.do(conv, "take", epoch=rows[conv]["epoch"])
    await agent.do(conv, "note", text="SECRET note")
    await agent.do(conv, "tag", tags=["SECRET"])
    await lead.do(conv, "take", epoch=taken["epoch"], force=True, why="SECRET why")
    epoch = backend.node.service.heads[conv].head.epoch
    await lead.do(conv, "reply", epoch=epoch, text="Hello from Leo")
    moved = await lead.do(conv, "transfer", epoch=epoch, agent=agent.user, note="SECRET note too")
    assert moved["status"] == "ok"
    offer = backend.node.service.heads[conv].head.offer.id
    assert (await agent.do(conv, "accept", offer=offer))["status"] == "ok"
    epoch = backend.node.service.heads[conv].head.epoch
    back = await agent.do(conv, "hand_back", epoch=epoch, instruction="SECRET order")
    assert back["status"] == "ok"
    again = await agent.do(conv, "take", epoch=back["epoch"])
    assert (await agent.do(conv, "resolve", epoch=again["epoch"], disposition="spam"))["status"] == "ok"
    await page.wish("rate", score=5, comment="fine")
    fresh = await backend.page("v1", conv=conv, have=0)
    await fresh.where(lambda f: f["t"] == "items" and any(i.get("code") == "rated" for i in f["items"]))
    for wire in (page, fresh):
        seen = json.dumps(wire.frames)
        assert "SECRET" not in seen
        assert "spam" not in seen
        assert elsewhere not in seen
        assert "Hello from Leo" in seen
    assert conv not in json.dumps(other.frames)
    assert seqs(fresh) == list(range(1, len(seqs(fresh)) + 1)) == seqs(page)


async def test_a_message_that_is_sent_again_is_there_once_even_over_another_socket(backend: Any) -> None:
    page = await backend.page()
    first = await page.say("hello", id="message-1")
    again = await page.say("hello", id="message-1")
    other = await backend.page()
    later = await other.say("hello", id="message-1")
    assert first == again == later
    assert (await other.say("something else", id="message-1"))["code"] == "mismatch"
    await page.say("end")
    assert texts(page).count("hello") == 1


async def test_a_first_message_whose_answer_was_lost_opens_one_conversation(backend_at: Any) -> None:
    async with backend_at(faults=True) as backend:
        page = await backend.page()
        backend.faults.fail["commit"], backend.faults.after = 1, True
        assert (await page.say("hello", id="message-1"))["status"] == "retry"
    async with backend_at() as backend:
        page = await backend.page()
        assert (await page.say("hello", id="message-1"))["status"] == "ok"
        (only,) = await backend.node.store.customer_conversations("v1", 5)
        assert only.head.customer_messages == 1


@pytest.mark.parametrize("call", ["commit", "head", "customer_conversations", "put_contact"])
async def test_a_failing_store_answers_retry_and_the_page_lives_on(backend_at: Any, call: str) -> None:
    async with backend_at(faults=True) as backend:
        page = await backend.page()
        backend.faults.fail[call] = 1
        answer = await page.say("hello", id="message-1", lang="sv")
        assert (answer["status"], answer["code"]) == ("retry", "store")
        assert answer["retry_ms"] > 0
        assert (await page.say("hello", id="message-1", lang="sv"))["status"] == "ok"
        (only,) = await backend.node.store.customer_conversations("v1", 5)
        assert only.head.customer_messages == 1


async def test_after_a_day_a_customer_who_returns_opens_a_new_conversation_linked_to_the_old(backend: Any) -> None:
    page = await backend.page()
    await page.say("hello")
    await page.wish("wish", what="end")
    (first,) = await backend.node.store.customer_conversations("v1", 5)
    clock = backend.node.service.clock
    backend.node.service.clock = backend.node.customers.clock = lambda: clock() + 25 * HOUR
    assert (await page.say("me again", id="message-9"))["status"] == "ok"
    second, _ = await backend.node.store.customer_conversations("v1", 5)
    assert second.head.conv != first.head.conv
    assert second.head.linked == first.head.conv
    await page.wish("wish", what="end")
    backend.node.service.clock = backend.node.customers.clock = lambda: clock() + 50 * HOUR
    # Over a fresh socket, that knows of no conversation at all, too.
    fresh = await backend.page()
    assert fresh.welcome.get("conv", "") == ""
    assert (await fresh.say("and again"))["status"] == "ok"
    assert len(await backend.node.store.customer_conversations("v1", 5)) == 3


async def test_within_the_day_it_goes_on(backend: Any) -> None:
    page = await backend.page()
    await page.say("hello")
    await page.wish("wish", what="end")
    clock = backend.node.service.clock
    backend.node.service.clock = backend.node.customers.clock = lambda: clock() + 23 * HOUR
    backend.node.service.forget_resolved(clock() + 24 * HOUR)
    fresh = await backend.page()
    assert (await fresh.say("one more thing"))["status"] == "ok"
    (only,) = await backend.node.store.customer_conversations("v1", 5)
    assert only.head.state is not State.RESOLVED
    assert only.head.customer_messages == 2


async def test_a_language_that_is_named_only_at_sign_in_is_the_conversations(backend: Any) -> None:
    page = await backend.page(lang="pt")
    assert (await page.say("Bom dia"))["status"] == "ok"
    [stored] = await backend.node.store.customer_conversations("v1", 5)
    assert stored.head.lang == "pt"
    assert (await page.say("Good morning", lang="en"))["status"] == "ok"
    assert (await page.say("Hello?"))["status"] == "ok"
    [stored] = await backend.node.store.customer_conversations("v1", 5)
    assert stored.head.lang == "en"


async def test_two_pages_of_a_visitor_see_the_same(backend: Any) -> None:
    one, two = await backend.page(), await backend.page()
    await asyncio.gather(one.say("from one"), two.say("from two"))
    for page in (one, two):
        while not {"from one", "from two"} <= set(texts(page)):
            await page.next()
        assert seqs(page) == list(range(1, len(seqs(page)) + 1))
    assert len(await backend.node.store.customer_conversations("v1", 5)) == 1


async def test_a_page_that_comes_back_gets_what_it_lacks_and_no_more(backend: Any) -> None:
    page = await backend.page()
    for n in range(5):
        await page.say(f"m{n}")
    conv = page.frames[-1].get("conv") or next(f["conv"] for f in page.frames if f["t"] == "items")
    last = max(seqs(page))
    await page.socket.close()
    back = await backend.page(conv=conv, have=last - 2)
    await back.say("and now")
    assert seqs(back)[:2] == [last - 1, last]
    # One that claims to have more than there is, or of another conversation, is told everything.
    for claim in ({"conv": conv, "have": 10**9}, {"conv": "c-other", "have": last}, {"conv": conv, "have": -5}):
        fresh = await backend.page(**claim)
        await fresh.until("status")
        assert seqs(fresh)[0] == 1


async def test_the_bots_running_answer_is_there_after_a_reload(backend_at: Any, until: Waiter) -> None:
    go = asyncio.Event()

    class Slow:
        async def run(self, request: Any, tools: Any) -> Any:
            yield Text("half ")
            await go.wait()
            yield Text("whole")
            yield Done()

    async with backend_at(Slow()) as backend:
        page = await backend.page()
        await page.say("hello")
        assert (await page.has("chunk"))["text"] == "half "
        fresh = await backend.page()
        chunk = await fresh.has("chunk")
        assert (chunk["n"], chunk["text"]) == (0, "half ")
        go.set()
        await fresh.where(lambda f: f["t"] == "items" and any(i.get("text") == "half whole" for i in f["items"]))


async def test_places_in_line_are_the_desks_order_and_move_up(backend_at: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(customers, "PLACE_EVERY_S", 0.01)
    async with backend_at() as backend:
        pages = [await backend.queued(f"v{n}") for n in range(4)]
        for place, (page, _) in enumerate(pages, 1):
            assert [f["place"] for f in page.frames if f["t"] == "status" and f["state"] == "waiting"] == [place]
        agent = await backend.console()
        rows = {row["conv"]: row for row in await agent.sync()}
        first = pages[0][1]
        assert (await agent.do(first, "take", epoch=rows[first]["epoch"]))["status"] == "ok"
        assert (await pages[0][0].until("status", state="human"))["speaker"] == "Maya"
        for place, (page, _) in enumerate(pages[1:], 1):
            await page.until("status", place=place)
        assert [conv for conv, _ in backend.node.customers._line.places()] == [conv for _, conv in pages[1:]]


async def test_absence_is_marked_after_a_while_and_taken_back_on_return(
    backend_at: Any, until: Waiter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(customer_marks, "AWAY_AFTER_S", 0.01)
    async with backend_at() as backend:
        page, conv = await backend.queued()
        heads = backend.node.service.heads
        await page.socket.close()
        await until(lambda: heads[conv].head.customer_away)
        again = await backend.page()
        await until(lambda: not heads[conv].head.customer_away)
        assert again.welcome["conv"] == conv
    async with backend_at() as backend:
        # She had a page open at the stop, and does not come back.
        await until(lambda: backend.node.service.heads[conv].head.customer_away)


async def test_typing_goes_both_ways_and_only_there(backend: Any) -> None:
    page, conv = await backend.queued()
    other, _ = await backend.queued("v2")
    agent, bystander = await backend.console(), await backend.console("leo")
    await agent.watch(conv)
    await page.send(t="typing", on=True)
    assert (await agent.until("typing", conv=conv))["who"] == "customer"
    epoch = backend.node.service.heads[conv].head.epoch
    await bystander.send(t="typing", conv=conv, on=True)
    await agent.do(conv, "take", epoch=epoch)
    await agent.send(t="typing", conv=conv, on=True)
    assert (await page.until("typing"))["who"] == "Maya"
    await other.say("still here")
    assert not any(frame["t"] == "typing" for frame in other.frames)


# hostile pages


async def test_a_ticket_is_good_for_one_socket(backend: Any, wire: Any) -> None:
    node = backend.node
    ticket = await node.access.ticket("v1", node.service.clock())
    stale = await node.access.ticket("v1", node.service.clock() - HOUR)
    codes = []
    for offered in (ticket, ticket, stale, "", "x" * 10_000):
        page = wire(await backend.open("/v1/customer", origin=node.listening.url()))
        await page.send(t="auth", ticket=offered, proto=1)
        await page.until("hello")
        codes.append((await page.next())["t"] if offered is ticket and not codes else await page.closed())
    assert codes == ["welcome", *[Close.AUTH_TIMEOUT] * 4]


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null"])
async def test_other_origins_are_refused(backend: Any, origin: str | None) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await backend.open("/v1/customer", **({"origin": origin} if origin else {}))
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("{", Close.BAD_FRAME),
        (b"bytes", Close.BAD_FRAME),
        ('{"t":"say","id":"x"}', Close.BAD_FRAME),
        ('{"t":"auth","ticket":"x","proto":1}', Close.BAD_FRAME),
        ('{"t":"say","id":"12345678","text":"' + "x" * 70_000 + '"}', 1009),
    ],
)
async def test_a_bad_frame_ends_the_page_with_its_code(backend: Any, frame: Any, code: int) -> None:
    page = await backend.page()
    await page.socket.send(frame)
    assert await page.closed() == code


async def test_wishes_that_make_no_sense_are_refused_and_nothing_breaks(backend: Any) -> None:
    page = await backend.page()
    huge = 10**30
    assert (await page.say("   "))["code"] == "empty"
    assert (await page.say("x" * 17_000))["code"] == "too_long"
    assert (await page.wish("wish", what="fly"))["code"] == "bad_command"
    assert (await page.say("hi", id="short"))["code"] == "bad_command"
    for t, fields in (
        ("wish", {"what": "withdraw"}),
        ("wish", {"what": "end"}),
        ("rate", {"score": huge}),
        ("promise", {"kind": "call_back", "due": huge}),
    ):
        assert (await page.wish(t, **fields))["status"] == "refused"
    assert await backend.node.store.customer_conversations("v1", 5) == []
    await page.say("hello")
    await page.send(t="seen", seq=huge)
    await page.send(t="seen", seq=-huge)
    await page.send(t="ping", n=huge)
    assert (await page.until("pong"))["n"] == huge


async def test_a_page_that_writes_too_fast_is_told_so_and_then_closed(
    backend: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlet, "HANG_UP_S", 0.1)
    monkeypatch.setattr(customers, "SLOW_DOWN_S", 0)
    page = await backend.page()
    statuses = []
    for n in range(CUSTOMER_BURST + 5):
        statuses.append((await page.say(f"m{n}"))["status"])
    assert "retry" in statuses[CUSTOMER_BURST - 1 :]
    assert statuses[:CUSTOMER_BURST] == ["ok"] * CUSTOMER_BURST
    for n in range(12 * CUSTOMER_BURST):
        await page.send(t="say", id=f"flood-{n:04d}", text="x")
    assert await page.closed() == Close.TOO_FAST


async def test_a_flood_of_small_things_is_dropped_without_an_answer(
    backend: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(customers, "SLOW_DOWN_S", 0)
    page, conv = await backend.queued()
    agent = await backend.console()
    await agent.watch(conv)
    for n in range(300):
        await page.socket.send('{"t":"typing","on":true}' if n % 2 else '{"t":"nonsense"}')
    assert (await page.say("still here"))["status"] == "ok"
    await agent.where(lambda f: f["t"] == "events")
    assert sum(frame["t"] == "typing" for frame in agent.frames) < 100
    assert sum(frame["t"] == "problem" for frame in page.frames) < 100


async def test_what_is_kept_of_a_page_goes_with_it(backend_at: Any, until: Waiter) -> None:
    async with backend_at(faults=True) as backend:
        kept = backend.node.customers
        page, _ = await backend.queued()
        await page.socket.close()
        await until(lambda: kept._pages == {} and kept._everyone == set())
        # Also of one whose sign-in the store failed half-way.
        backend.faults.fail["customer_conversations"] = 1
        with pytest.raises(ConnectionClosed):
            await backend.page()
        await until(lambda: kept._pages == {} and kept._everyone == set())


async def test_customers_whom_nobody_needs_are_let_go_of(backend: Any, until: Waiter) -> None:
    gone = await backend.page("v-gone", name="Gone")
    stays = await backend.page("v-stays", name="Stays")
    await gone.socket.close()
    people = backend.node.people
    await until(lambda: len(backend.node.customers._everyone) == 1)
    backend.node.people.forget_contacts({stays.visitor})
    assert set(people.contacts) == {"v-stays"}
    assert (await people.fetch("v-gone")).name == "Gone"


async def test_an_erased_customer_who_writes_again_begins_anew(backend: Any) -> None:
    page, conv = await backend.queued()
    await backend.node.store.erase("v1")
    await backend.node.service.system(conv, c.Erase())
    answer = await page.say("hello again")
    assert answer["status"] == "ok", answer
    fresh, old = await backend.node.store.customer_conversations("v1", 5)
    assert (fresh.head.customer, old.head.customer, old.head.conv) == ("v1", "", conv)
    assert fresh.head.linked == ""
    agent = await backend.console()
    await agent.send(t="watch", conv=conv)
    assert (await agent.until("watched"))["customer"].get("earlier", []) == []
