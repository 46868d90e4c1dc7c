"""What supervisors do on the floor, over the real protocol and store: authorised, audited, lasting over a restart."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from msgspec.structs import replace

from console.backend.bots.port import BotRequest, Done, Meta, Text
from console.backend.store.port import Stream
from console.core.conversation.context import Policy
from tests.backend.floor_wire import TEAMS, act, logged, states

RULES = Policy(queues=("payment en", "main"))


class Knowing:
    """A bot that answers everything and knows what it is about."""

    async def run(self, request: BotRequest, tools: Any) -> AsyncIterator[Any]:
        yield Meta(intent="delivery.where", confidence=0.9)
        yield Text("It is on its way.")
        yield Done()


def said(page: Any, code: str) -> list[dict[str, Any]]:
    """The notices of this code that a customer's page was sent."""
    items = [item for frame in page.frames if frame["t"] == "items" for item in frame["items"]]
    return [item for item in items if code in json.dumps(item)]


@pytest.mark.parametrize(
    "command",
    [
        {"do": "overflow", "queue": "main"},
        {"do": "notice_all", "code": "busy"},
        {"do": "banner", "topic": "payment"},
        {"do": "acknowledge", "alarm": "a1"},
        {"do": "observe", "conv": "c1"},
        {"do": "set_state", "state": "break", "agent": "u-leo"},
    ],
    ids=lambda command: command["do"],
)
async def test_an_agent_may_not(backend: Any, command: dict[str, str]) -> None:
    maya = await backend.console("maya")
    refused = await act(maya, **command)
    assert (refused["status"], refused["code"]) == ("refused", "not_allowed")
    assert await logged(backend.node.store, Stream.FLOOR, command["do"]) == []


async def test_what_cannot_be_read_is_refused(backend: Any) -> None:
    sara = await backend.console("sara", role="supervisor")
    for wrong in ({"do": "dance"}, {"do": "overflow"}, {"do": "set_state", "state": 3}):
        refused = await act(sara, **wrong)
        assert (refused["status"], refused["code"]) == ("refused", "bad_command")


async def test_an_overflow_is_audited_once_and_survives_a_restart(backend_at: Any) -> None:
    async with backend_at(floor=TEAMS, policy=RULES) as backend:
        sara = await backend.console("sara", role="supervisor")
        assert (await act(sara, "overflow", queue="nowhere"))["code"] == "no_queue"
        for _ in range(2):
            assert (await act(sara, "overflow", queue="payment en"))["status"] == "ok"
        audits = await logged(backend.node.store, Stream.FLOOR, "overflow")
        assert audits == [{"ev": "audit", "by": sara.user, "what": "overflow", "queue": "payment en"}]
    async with backend_at(floor=TEAMS, policy=RULES) as backend:
        assert backend.node.floor.acting.overflows == {"payment en"}
        assert backend.node.floor.routing.router.overflows == {"payment en"}
        sara = await backend.console("sara", role="supervisor")
        await act(sara, "overflow", queue="payment en", on=False)
    async with backend_at(floor=TEAMS, policy=RULES) as backend:
        assert backend.node.floor.acting.overflows == set()


async def test_one_notice_reaches_everybody_who_waits_and_nobody_else(backend: Any) -> None:
    sara, maya = await backend.console("sara", role="supervisor"), await backend.console("maya")
    first, one = await backend.queued("v1")
    second, _ = await backend.queued("v2")
    third, mine = await backend.queued("v3")
    await maya.do(mine, "take", epoch=backend.node.service.heads[mine].head.epoch)
    other = await backend.page("v4")
    await other.say("where is my parcel")
    done = await act(sara, "notice_all", code="busy")
    assert (done["status"], done["data"]) == ("ok", {"count": 2})
    for page in (first, second):
        await page.until("items")
        await page.wish("say", text="thanks for telling")
        assert len(said(page, "busy")) == 1
    for page in (third, other):
        await page.wish("say", text="anybody?")
        assert said(page, "busy") == []
    (audit,) = await logged(backend.node.store, Stream.FLOOR, "notice_all")
    assert audit == {"ev": "audit", "by": sara.user, "what": "notice_all", "code": "busy", "count": 2}
    some = await act(sara, "notice_all", code="still_here", convs=[one])
    assert some["data"] == {"count": 1}
    none = await act(sara, "notice_all", code="busy", queue="elsewhere")
    assert none["data"] == {"count": 0}
    for wrong in ({"code": "nonsense"}, {"code": "known_problem"}, {"code": "busy", "params": {"topic": "x"}}):
        assert (await act(sara, "notice_all", **wrong))["code"] == "bad_notice"


async def test_the_banner_is_said_once_before_the_next_answer(backend_at: Any, until: Any) -> None:
    async def answered(backend: Any, visitor: str, page: Any, text: str) -> str:
        await page.say(text)
        conv = (await backend.node.store.customer_conversations(visitor, 1))[0].head.conv
        heads = backend.node.service.heads
        await until(lambda: not heads[conv].head.unanswered and heads[conv].head.bot_turn is None)
        return str(conv)

    async with backend_at(Knowing()) as backend:
        sara = await backend.console("sara", role="supervisor")
        old = await backend.page("v0")
        await answered(backend, "v0", old, "where is my parcel")
        done = await act(sara, "banner", topic="delivery")
        assert (done["status"], done["data"]) == ("ok", {"count": 1})
    async with backend_at(Knowing()) as backend:
        assert backend.node.floor.acting.banner == "delivery"
        old, new = await backend.page("v0"), await backend.page("v1")
        for text in ("and when will it come", "hello", "are you there"):
            await answered(backend, "v0", old, text)
            conv = await answered(backend, "v1", new, text)
        await backend.node.floor.banner.close()
        for page in (old, new):
            await page.say("thank you")
            assert len(said(page, "known_problem")) == 1
        records = await backend.node.store.records(conv, 0, 100)
        kinds = [record.event.__struct_config__.tag for record in records]
        turns = [n for n, kind in enumerate(kinds) if kind == "bot_turn_started"]
        assert turns[0] < kinds.index("announced") < turns[1], "nobody knew before the first answer what it is about"
        sara = await backend.console("sara", role="supervisor")
        await act(sara, "banner", topic="delivery", on=False)
        assert backend.node.floor.acting.banner == ""


async def test_reading_unseen_leaves_a_line_in_the_audit_log_only(backend: Any) -> None:
    sara, maya = await backend.console("sara", role="supervisor"), await backend.console("maya")
    page, conv = await backend.queued()
    await maya.do(conv, "take", epoch=backend.node.service.heads[conv].head.epoch)
    await maya.watch(conv)
    assert (await act(sara, "observe", conv=conv))["status"] == "ok"
    await sara.watch(conv)
    await sara.send(t="viewing", conv=conv)
    leo = await backend.console("leo")
    await leo.send(t="viewing", conv=conv)
    seen = await maya.until("viewing", conv=conv)
    assert seen["who"] == [leo.user]
    await maya.do(conv, "note", text="x")
    assert all(sara.user not in frame.get("who", ()) for frame in maya.frames if frame["t"] == "viewing")
    assert all(sara.user not in json.dumps(frame) for frame in page.frames)
    assert await logged(backend.node.store, Stream.FLOOR, "observe") == [
        {"ev": "audit", "by": sara.user, "what": "observe", "conv": conv}
    ]
    assert (await act(sara, "observe", conv="nothing"))["code"] == "not_found"


async def test_a_whisper_is_for_its_two_ends_and_supervisors_live_replayed_and_searched(backend: Any) -> None:
    sara, maya = await backend.console("sara", role="supervisor"), await backend.console("maya")
    leo, sam = await backend.console("leo"), await backend.console("sam", role="supervisor")
    page, conv = await backend.queued()
    await maya.do(conv, "take", epoch=backend.node.service.heads[conv].head.epoch)
    for console in (maya, leo, sam):
        await console.watch(conv)
    epoch = backend.node.service.heads[conv].head.epoch
    done = await sara.do(conv, "whisper", epoch=epoch, text="wait for the harpsichord")
    assert done["status"] == "ok"
    for console, reads in ((maya, True), (leo, False), (sam, True)):
        frame = await console.where(
            lambda f: f["t"] == "events" and any(r["event"]["ev"] == "whispered" for r in f["records"])
        )
        (record,) = [r for r in frame["records"] if r["event"]["ev"] == "whispered"]
        assert (record.get("bodies", {}).get("text") == "wait for the harpsichord") is reads
        assert record["seq"] == done["seq"], "everybody has the record, so that `seq` has no hole"
    late = await backend.console("kim")
    whispered = [r for r in await late.watch(conv) if r["event"]["ev"] == "whispered"]
    assert len(whispered) == 1
    assert "bodies" not in whispered[0]
    for console, hits in ((sara, 1), (maya, 1), (leo, 0)):
        await console.send(t="find", id="f1", text="harpsichord")
        assert len((await console.until("found")).get("hits", ())) == hits
    assert all("harpsichord" not in json.dumps(frame) for frame in (*page.frames, *leo.frames, *late.frames))


async def test_the_answer_to_a_whisper_names_the_whisper_although_it_ends_a_call_for_help(backend: Any) -> None:
    sara, maya = await backend.console("sara", role="supervisor"), await backend.console("maya")
    _, conv = await backend.queued()
    heads = backend.node.service.heads
    await maya.do(conv, "take", epoch=heads[conv].head.epoch)
    await maya.do(conv, "ask_help", epoch=heads[conv].head.epoch, text="refund?")
    done = await sara.do(conv, "whisper", epoch=heads[conv].head.epoch, text="wait")
    (record,) = await backend.node.store.records(conv, done["seq"] - 1, 1)
    assert record.bodies == {"text": "wait"}
    assert heads[conv].head.seq == record.seq + 1, "the end of the call follows"


async def test_a_refusal_names_who_is_not_there(backend: Any) -> None:
    sara, maya = await backend.console("sara", role="supervisor"), await backend.console("maya", interactive=False)
    refused = await act(sara, "set_state", state="break", agent=maya.user)
    assert refused["code"] == "absent"
    assert refused["message"].startswith(f"{backend.node.people.name(maya.user)} is not here")


async def test_slots_under_offer_are_no_help(backend_at: Any, until: Any) -> None:
    async with backend_at(floor=TEAMS, policy=RULES) as backend:
        sara, maya = await backend.console("sara", role="supervisor"), await backend.console("maya")
        account = (await backend.node.store.user(maya.user),)[0]
        assert await backend.node.store.update_user(replace(account, team="main", version=9), account.version)
        await backend.node.gateway._revalidate()
        await until(lambda: backend.node.floor.now(maya.user).state == "available")
        before = await act(sara, "overflow", queue="payment en")
        await backend.queued()
        await until(lambda: any(leg.offer for leg in backend.node.floor.routing.router.legs.values()))
        after = await act(sara, "overflow", queue="payment en", on=False)
        assert (before["data"], after["data"]) == ({"count": 3}, {"count": 2})


async def test_only_what_was_set_by_somebody_else_is_audited(backend: Any) -> None:
    sara, maya = await backend.console("sara", role="supervisor"), await backend.console("maya")
    await act(maya, "set_state", state="break")
    await act(maya, "set_state", state="available")
    await act(sara, "set_state", state="break", agent=maya.user)
    assert await logged(backend.node.store, Stream.FLOOR, "set_state") == [
        {"ev": "audit", "by": sara.user, "what": "set_state", "agent": maya.user, "code": "break"}
    ]
    assert (await states(backend.node.store, maya.user))[-1] == "state_set break"
