"""Rows on their way to consoles: resumed whole or not at all, few snapshots at a time; and what lasts only seconds."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from msgspec.structs import replace

from console.backend import gateway_outlet, gateway_presence, gateway_rows, outlet
from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.wire import codec
from console.core.wire.limits import REPLAY_ROWS

Waiter = Callable[[Callable[[], Any]], Awaitable[Any]]


async def asked(backend: Any, numbers: range) -> None:
    service = backend.node.service
    await asyncio.gather(
        *(service.handle(f"conversation-{n}", c.AskPerson(), Actor("customer", f"v{n}")) for n in numbers)
    )


async def said(backend: Any, n: int, text: str, id: str) -> None:
    actor = Actor("customer", f"v{n}")
    await backend.node.service.handle(f"conversation-{n}", c.Say(text), actor, command_id=id)


def rows_of(frames: list[Any]) -> dict[str, Any]:
    """What a console holds that was sent these frames from the beginning."""
    rows: dict[str, Any] = {}
    for frame in frames:
        if frame["t"] == "snapshot":
            rows = ({} if frame["page"] == 0 else rows) | {row["conv"]: row for row in frame["rows"]}
        elif frame["t"] == "delta":
            rows |= {row["conv"]: row for row in frame.get("up", ())}
            for conv in frame.get("rm", ()):
                rows.pop(conv, None)
    return rows


def now(backend: Any) -> dict[str, Any]:
    backend.node.gateway.rows.tell()
    return {conv: json.loads(codec.encode(row)) for conv, row in backend.node.feed.rows.items()}


async def test_a_pong_tells_where_a_live_console_must_stand(backend: Any) -> None:
    await asked(backend, range(3))
    agent = await backend.console()
    await agent.send(t="ping", n=1)
    assert "pos" not in await agent.until("pong", n=1)
    await agent.sync()
    for n in range(3):
        await said(backend, n, "hello", f"say-{n:05d}")
        await agent.send(t="ping", n=10 + n)
        pong = await agent.until("pong", n=10 + n)
        told = [frame["pos"] for frame in agent.frames if frame["t"] in ("delta", "snapshot") and "pos" in frame]
        assert pong["pos"] == told[-1]


@pytest.mark.parametrize("missed", [0, 1, 40, REPLAY_ROWS, REPLAY_ROWS + 1])
async def test_who_comes_back_gets_what_it_missed_or_everything(backend: Any, until: Waiter, missed: int) -> None:
    await asked(backend, range(5))
    agent = await backend.console(device="desk")
    await agent.sync()
    pos = next(frame["pos"] for frame in reversed(agent.frames) if frame["t"] == "snapshot")
    kept = list(agent.frames)
    await agent.socket.close()
    await asked(backend, range(5, 5 + missed))
    back = await backend.console(device="desk")
    await back.send(t="sync", stream=back.stream, pos=pos)
    first = await back.where(lambda f: f["t"] in ("delta", "snapshot"))
    assert first["t"] == ("delta" if missed <= REPLAY_ROWS else "snapshot")
    if first["t"] == "delta":
        assert first["prev"] == pos
        while first.get("more"):
            first = await back.until("delta")
    else:
        while not first.get("done"):
            first = await back.until("snapshot")
    await until(lambda: not backend.node._summaries)
    whole = now(backend)
    await back.send(t="ping", n=1)
    assert (await back.until("pong"))["pos"] == backend.node.feed.pos
    assert rows_of(kept + back.frames) == whole


async def test_a_replay_of_many_frames_is_sent_whole(
    backend: Any, monkeypatch: pytest.MonkeyPatch, until: Waiter
) -> None:
    monkeypatch.setattr("console.backend.feed.FRAME_BYTES", 1_000)
    monkeypatch.setattr(gateway_rows, "MAX_SERVER_FRAME", 2_000)
    agent = await backend.console(device="desk")
    await agent.send(t="sync")
    pos = (await agent.until("snapshot"))["pos"]
    await agent.socket.close()
    await asked(backend, range(60))
    back = await backend.console(device="desk")
    await back.send(t="sync", stream=back.stream, pos=pos)
    while (delta := await back.until("delta")).get("more"):
        assert delta["prev"] == pos
        pos = delta["pos"]
    await said(backend, 7, "live again", "say-00001")
    await back.where(lambda f: f["t"] == "delta" and any(row.get("unanswered") for row in f["up"]))
    await until(lambda: not backend.node._summaries)
    whole = now(backend)
    await back.send(t="ping", n=1)
    await back.until("pong")
    assert rows_of(back.frames) == whole


async def test_few_snapshots_at_a_time_and_every_console_gets_its_own(
    backend: Any, monkeypatch: pytest.MonkeyPatch, until: Waiter
) -> None:
    monkeypatch.setattr(gateway_rows, "FRESH_ROWS", 3)
    gateway = backend.node.gateway
    gateway.rows._turns = asyncio.Semaphore(2)
    most, under_way, encoded = 0, 0, 0
    listed, send = backend.node.feed.listed, gateway.outlet.send_paced

    def counted() -> Any:
        nonlocal encoded
        encoded += 1
        return listed()

    async def paced(socket: Any, data: bytes) -> bool:
        nonlocal most, under_way
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0)
        sent = await send(socket, data)
        under_way -= 1
        return bool(sent)

    backend.node.feed.listed, gateway.outlet.send_paced = counted, paced
    await asked(backend, range(450))
    agents = [await backend.console(f"agent{n}") for n in range(12)]
    for n, agent in enumerate(agents):
        await agent.send(t="sync")
        await said(backend, n % 3, f"meanwhile {n}", f"say-{n:05d}")
    for n, agent in enumerate(agents):
        while not (await agent.until("snapshot")).get("done"):
            pass
        await agent.send(t="ping", n=n)
        await agent.where(lambda f: f["t"] == "pong" and "pos" in f)
    await until(lambda: not backend.node._summaries)
    whole = now(backend)
    for agent in agents:
        await agent.send(t="ping", n=99)
        await agent.until("pong", n=99)
        assert rows_of(agent.frames) == whole
    assert 1 <= most <= 2
    assert encoded <= 2


async def test_rows_that_were_encoded_a_while_ago_are_not_given_for_the_present(backend: Any) -> None:
    await asked(backend, range(3))
    first = await backend.console()
    await first.send(t="sync")
    told = await first.where(lambda f: f["t"] == "snapshot" and f.get("done", False))
    assert not told.get("more")
    await asked(backend, range(3, 5))
    second = await backend.console("leo")
    await second.send(t="sync")
    told = await second.where(lambda f: f["t"] == "snapshot" and f.get("done", False))
    assert told["more"]
    last = await second.where(lambda f: f["t"] == "delta" and not f.get("more"))
    assert {row["conv"] for row in last["up"]} >= set(backend.node.feed.rows) - set(rows_of(second.frames[:-1]))
    assert rows_of(second.frames) == now(backend)


async def test_who_asks_again_in_the_middle_gets_a_whole_snapshot(backend: Any, until: Waiter) -> None:
    await asked(backend, range(450))
    agent = await backend.console()
    await agent.send(t="sync")
    await agent.until("snapshot", page=0)
    for _ in range(3):
        await agent.send(t="sync")
    await agent.send(t="ping", n=1)
    while not (await agent.where(lambda f: f["t"] in ("snapshot", "pong"))).get("done"):
        pass
    await agent.send(t="ping", n=2)
    await agent.until("pong", n=2)
    while True:
        await agent.send(t="ping", n=3)
        if "pos" in await agent.until("pong", n=3):
            break
    pages = [frame["page"] for frame in agent.frames if frame["t"] == "snapshot"]
    assert pages[-4:] == [0, 1, 2, 3]
    await until(lambda: not backend.node._summaries)
    whole = now(backend)
    await agent.send(t="ping", n=4)
    await agent.until("pong", n=4)
    assert rows_of(agent.frames) == whole


# presence, typing, looking


async def test_presence_of_many_comes_in_few_frames(backend: Any, until: Waiter) -> None:
    watcher = await backend.console("watcher")
    tokens = [await backend.token(f"agent{n}") for n in range(60)]
    await backend.node.people.reload()
    backend.node.gateway.presence.changed(backend.node.people.users)
    agents = await asyncio.gather(*(backend.console(f"agent{n}", token=token) for n, token in enumerate(tokens)))
    there = {agent.user for agent in agents}
    present: set[str] = set()
    count = 0
    while not there <= present:
        frame = await watcher.until("presence")
        count += 1
        present |= {member["id"] for member in frame["members"] if member.get("present")}
    assert count < len(agents) / 2
    # Who signed in knows of everybody, from the welcome and what came after it.
    for agent in agents:
        await agent.send(t="ping", n=1)
        await agent.until("pong", n=1)
        known = {m["id"]: m for f in agent.frames if f["t"] == "welcome" for m in f["team"]}
        known |= {m["id"]: m for f in agent.frames if f["t"] == "presence" for m in f["members"]}
        assert there <= {id for id, member in known.items() if member.get("present")}


async def test_a_team_beyond_one_frame_is_told_whole(backend: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("console.backend.gateway.MEMBERS_AT_ONCE", "console.backend.gateway_presence.MEMBERS_AT_ONCE"):
        monkeypatch.setattr(name, 4)
    for n in range(10):
        await backend.user(f"agent{n}")
    agent = await backend.console("maya")
    await agent.send(t="ping", n=1)
    await agent.until("pong")
    told = [f["team"] for f in agent.frames if f["t"] == "welcome"]
    told += [f["members"] for f in agent.frames if f["t"] == "presence"]
    assert max(map(len, told)) <= 4
    assert len({member["id"] for members in told for member in members}) == 11
    assert gateway_presence.MEMBERS_AT_ONCE == 4


async def test_who_is_behind_is_spared_what_lasts_only_seconds_and_gets_the_rest_later(
    backend: Any, monkeypatch: pytest.MonkeyPatch, until: Waiter
) -> None:
    await asked(backend, range(1))
    conv = "conversation-0"
    behind, quick, typist = [await backend.console(name) for name in ("behind", "quick", "typist")]
    for agent in (behind, quick):
        await agent.watch(conv)
    real = outlet.buffered
    slow = next(s for s in backend.node.gateway.outlet.sockets.values() if s.session.user.login == "behind")

    def buffered(connection: Any) -> int:
        return gateway_outlet.BEHIND_BYTES + 1 if connection is slow.connection else real(connection)

    monkeypatch.setattr(outlet, "buffered", buffered)
    await typist.send(t="viewing", conv=conv)
    for on in (True, False, True):
        await typist.send(t="typing", conv=conv, on=on)
    late = await backend.console("late")
    wanted = {"typing", "viewing", late.user}
    while wanted:
        frame = await quick.next()
        wanted -= {frame["t"], *(member["id"] for member in frame.get("members", ()))}
    await behind.send(t="ping", n=1)
    await behind.until("pong")
    assert not [f for f in behind.frames if f["t"] in ("typing", "viewing")]
    assert not [f for f in behind.frames if f["t"] == "presence" and any(m["id"] == late.user for m in f["members"])]
    monkeypatch.setattr(outlet, "buffered", real)
    wanted = {"viewing", late.user}
    while wanted:
        frame = await behind.next()
        assert frame["t"] != "viewing" or frame["who"] == [typist.user]
        wanted -= {frame["t"], *(member["id"] for member in frame.get("members", ()))}
    assert not [f for f in behind.frames if f["t"] == "typing"]
    assert not backend.node.gateway.watches._stale
    assert not backend.node.gateway.presence._stale


async def test_typing_counts_once_for_a_tenth_of_a_second(backend: Any) -> None:
    await asked(backend, range(1))
    watcher, typist = await backend.console("watcher"), await backend.console("typist")
    await watcher.watch("conversation-0")
    for _ in range(30):
        await typist.send(t="typing", conv="conversation-0", on=True)
    await typist.send(t="typing", conv="conversation-0", on=False)
    await watcher.where(lambda f: f["t"] == "typing" and f.get("on", True) is False)
    assert sum(frame["t"] == "typing" for frame in watcher.frames) < 10


# what is told of losses, and of frames that went wrong


@pytest.mark.parametrize("command", ["requeue", "transfer"])
async def test_the_owner_is_told_who_put_her_conversation_back(backend: Any, command: str) -> None:
    _, conv = await backend.queued()
    agent, lead = await backend.console("maya"), await backend.console("lena", role="supervisor")
    taken = await agent.do(conv, "take", epoch=backend.node.service.heads[conv].head.epoch)
    assert (await lead.do(conv, command, epoch=taken["epoch"], queue=""))["status"] == "ok"
    notice = await agent.until("notice")
    assert (notice["code"], notice["conv"]) == ("requeued", conv)
    assert (notice["data"]["by"], notice["data"]["by_name"]) == (lead.user, "Lena")
    await lead.send(t="ping", n=1)
    await lead.until("pong")
    assert not [frame for frame in lead.frames if frame["t"] == "notice"]


async def test_a_problem_names_the_frame_that_it_answers(backend_at: Any) -> None:
    async with backend_at(faults=True) as backend:
        agent = await backend.console()
        await agent.send(t="watch", conv="nowhere")
        problem = await agent.until("problem")
        assert (problem["code"], problem["conv"]) == ("not_found", "nowhere")
        backend.faults.fail["search"] = 1
        await agent.send(t="find", id="find-7", text="x")
        problem = await agent.until("problem")
        assert (problem["code"], problem["id"]) == ("store", "find-7")


async def test_what_the_customer_has_seen_is_known_after_a_start(backend_at: Any, until: Waiter) -> None:
    async with backend_at() as backend:
        page, conv = await backend.queued()
        agent = await backend.console()
        taken = await agent.do(conv, "take", epoch=backend.node.service.heads[conv].head.epoch)
        await agent.do(conv, "reply", epoch=taken["epoch"], text="hello")
        item = await page.where(lambda f: f["t"] == "items" and any(i["kind"] == "agent" for i in f["items"]))
        seq = item["items"][-1]["seq"]
        await page.send(t="seen", seq=seq)
        await page.send(t="seen", seq=seq + 1_000)
        await page.send(t="seen", seq=1)
        await page.send(t="ping", n=1)
        await page.until("pong")
        seen = backend.node.service.heads[conv].head.public_seq
    async with backend_at() as backend:
        (row,) = await (await backend.console()).sync()
        assert (row["conv"], row["seen"]) == (conv, seen)


async def test_a_short_drop_right_before_the_time_is_over_is_no_absence(
    backend_at: Any, until: Waiter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.backend.customer_marks.AWAY_AFTER_S", 3_600.0)
    async with backend_at() as backend:
        page, conv = await backend.queued()
        marks = backend.node.customers.marks
        assert marks._leaving == {}
        await page.socket.close()
        await until(lambda: conv in marks._leaving)
        first = marks._leaving[conv]
        page = await backend.page()
        await until(lambda: conv not in marks._leaving)
        # What was started when she left must not come true now that she is back.
        assert first.cancelled()
        await page.socket.close()
        await until(lambda: conv in marks._leaving)
        assert not backend.node.service.heads[conv].head.customer_away


async def test_a_new_name_between_two_sign_ins_is_told(backend: Any) -> None:
    first = await backend.console("maya")
    user = await backend.node.store.user_by_login("leo") or await backend.user("leo")
    await backend.node.store.update_user(replace(user, name="Leonie", version=user.version + 1), user.version)
    await backend.console("leo")
    await first.where(lambda f: f["t"] == "presence" and any(m["name"] == "Leonie" for m in f["members"]))
