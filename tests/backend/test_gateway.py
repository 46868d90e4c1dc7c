"""The consoles' socket as a bare client sees it: sign-in, order, fences, slow and hostile clients, presence."""

import asyncio
import json
import socket as sockets
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from msgspec.structs import replace
from websockets.exceptions import InvalidStatus

from console.backend import gateway as gateways
from console.backend import outlet
from console.backend.gateway_socket import HELD_FRAMES
from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.conversation.words import MINUTE, State
from console.core.wire.limits import COMMAND_BURST, MAX_WATCHED, Close

Waiter = Callable[[Callable[[], Any]], Awaitable[Any]]


async def said(backend: Any, conv: str, visitor: str, text: str = "hello", n: int = 0) -> None:
    result = await backend.node.service.handle(
        conv, c.Say(text), Actor("customer", visitor), command_id=f"seed-{n:08d}"
    )
    assert result.status == "ok"


async def asked(backend: Any, conv: str, visitor: str) -> None:
    result = await backend.node.service.handle(conv, c.AskPerson(), Actor("customer", visitor), command_id="ask-0001")
    assert result.status == "ok"


# signing in


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ('{"t":"auth","token":"wrong","proto":1,"device":"d"}', Close.DENIED),
        ('{"t":"auth","token":"wrong","proto":9,"device":"d"}', Close.VERSION),
        ('{"t":"ping","n":1}', Close.BAD_FRAME),
        ('{"t":"auth"', Close.BAD_FRAME),
        ('{"t":"no such frame"}', Close.BAD_FRAME),
        (b"\x00binary", Close.BAD_FRAME),
    ],
)
async def test_what_is_not_a_sign_in_is_closed_with_a_code(backend: Any, wire: Any, frame: Any, code: int) -> None:
    socket = await backend.open("/v1/console")
    await socket.send(frame)
    assert await wire(socket).closed() == code


async def test_a_socket_that_does_not_sign_in_is_closed(
    backend: Any, wire: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gateways, "AUTH_DEADLINE", 50)
    assert await wire(await backend.open("/v1/console")).closed() == Close.AUTH_TIMEOUT


async def test_browsers_are_refused_before_the_upgrade(backend: Any) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await backend.open("/v1/console", origin=backend.node.listening.url())
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("{", Close.BAD_FRAME),
        ('{"t":"watch","conv":7}', Close.BAD_FRAME),
        ('{"t":"auth","token":"x","proto":1,"device":"d"}', Close.BAD_FRAME),
        (b"bytes", Close.BAD_FRAME),
        ('{"t":"refresh","token":"x"}', Close.DENIED),
        ("[" * 5_000, Close.BAD_FRAME),
    ],
)
async def test_a_bad_frame_ends_the_socket_with_its_own_code(backend: Any, frame: Any, code: int) -> None:
    agent = await backend.console()
    await agent.socket.send(frame)
    assert await agent.closed() == code


async def test_unknown_frames_and_numbers_beyond_all_bounds_are_answered(backend: Any) -> None:
    _, conv = await backend.queued()
    agent = await backend.console()
    await agent.socket.send('{"t":"from the future","x":1}')
    assert (await agent.until("problem"))["code"] == "unknown_frame"
    huge = 10**30
    await agent.socket.send(f'{{"t":"ping","n":{huge}}}')
    assert (await agent.until("pong"))["n"] == huge
    for epoch in (huge, -huge):
        assert (await agent.do(conv, "take", epoch=epoch))["code"] == "stale_epoch"
    await agent.send(t="watch", conv=conv, have=huge)
    assert (await agent.until("watched"))["seq"] > 0
    assert (await agent.until("events"))["records"][0]["seq"] == 1
    await agent.send(t="read", conv=conv, seq=-huge)
    await agent.send(t="find", id="f1", text="person", limit=huge)
    assert (await agent.until("found"))["hits"]


@pytest.mark.parametrize(
    ("id", "conv", "do", "code"),
    [
        ("short", "c", {"do": "take"}, "bad_command"),
        ("x" * 65, "c", {"do": "take"}, "bad_command"),
        ("long-enough", "", {"do": "take"}, "bad_command"),
        ("long-enough", "none", {"do": "take"}, "not_found"),
        ("long-enough", "none", {"do": "fly"}, "unknown_command"),
        ("long-enough", "none", {"do": "reply"}, "bad_command"),
        ("long-enough", "none", {"do": "erase"}, "unknown_command"),
        ("long-enough", "none", {"do": "say", "text": "as a customer"}, "unknown_command"),
        ("long-enough", "none", {"do": "summarise", "wants": "x"}, "unknown_command"),
        ("long-enough", "none", [], "unknown_command"),
    ],
)
async def test_commands_that_are_none_are_refused(backend: Any, id: str, conv: str, do: Any, code: str) -> None:
    agent = await backend.console()
    await agent.send(t="cmd", id=id, conv=conv, do=do)
    result = await agent.until("result", id=id)
    assert (result["status"], result["code"]) == ("refused", code)
    assert result["message"]


# commands


async def test_commands_of_one_console_for_one_conversation_keep_their_order(backend: Any) -> None:
    _, conv = await backend.queued()
    agent = await backend.console()
    epoch = (await agent.sync())[0]["epoch"]
    epoch = (await agent.do(conv, "take", epoch=epoch))["epoch"]
    for n in range(30):
        do = {"do": "reply", "text": f"line {n}"}
        await agent.send(t="cmd", id=f"reply-{n:04d}", conv=conv, epoch=epoch, do=do)
    for n in range(30):
        assert (await agent.until("result", id=f"reply-{n:04d}"))["status"] == "ok"
    records = await backend.node.store.records(conv, 0, 100)
    texts = [record.bodies["text"] for record in records if record.bodies.get("text", "").startswith("line")]
    assert texts == [f"line {n}" for n in range(30)]


async def test_a_failing_store_answers_retry_and_nothing_is_done_twice(backend_at: Any) -> None:
    async with backend_at(faults=True) as backend:
        _, conv = await backend.queued()
        agent = await backend.console()
        epoch = (await agent.sync())[0]["epoch"]
        for call, after in (("role_of", False), ("commit", False), ("commit", True)):
            backend.faults.fail[call], backend.faults.after = 1, after
            answer = await agent.do(conv, "take", id="take-0001", epoch=epoch)
            assert (answer["status"], answer["code"]) == ("retry", "store"), call
        answer = await agent.do(conv, "take", id="take-0001", epoch=epoch)
        assert (answer["status"], answer["owner"]) == ("ok", agent.user)
        await agent.send(t="ask", id="take-0001", conv=conv)
        assert (await agent.until("result", id="take-0001"))["status"] == "ok"


async def test_a_console_of_another_history_is_told_to_resynchronise(backend: Any) -> None:
    _, conv = await backend.queued()
    agent = await backend.console()
    await agent.send(t="cmd", id="take-0001", conv=conv, epoch=2, stream="restored", do={"do": "take"})
    result = await agent.until("result")
    assert (result["status"], result["code"]) == ("retry", "resync")
    await agent.send(t="ask", id="take-0001")
    assert (await agent.until("result"))["code"] == "not_seen"


async def test_a_flood_is_told_to_slow_down_and_then_closed_while_others_go_on(
    backend: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlet, "HANG_UP_S", 0.1)
    monkeypatch.setattr(gateways, "SLOW_DOWN_S", 0)
    flooder, calm = await backend.console("maya"), await backend.console("leo")
    for n in range(3 * COMMAND_BURST):
        await flooder.send(t="cmd", id=f"flood-{n:06d}", conv="none", do={"do": "take"})
    result = await flooder.until("result", code="rate_limited")
    assert (result["status"], result["retry_ms"]) == ("retry", 1_000)
    for n in range(20 * COMMAND_BURST):
        await flooder.socket.send('{"t":"what is this"}' if n % 2 else '{"t":"ping","n":1}')
    assert await flooder.closed() == Close.TOO_FAST
    await calm.send(t="ping", n=7)
    assert (await calm.until("pong"))["n"] == 7


# accounts


async def test_commands_stop_at_once_and_sockets_close_when_a_sign_in_ends(
    backend: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    access = backend.node.access
    _, conv = await backend.queued()
    user = await backend.user()
    tokens = await access.vouch(user, "test", backend.node.service.clock())
    agent = await backend.console(token=tokens.access)
    await access.sign_out(tokens.refresh)
    result = await agent.do(conv, "take", epoch=2)
    assert (result["status"], result["code"]) == ("retry", "expired_token")
    assert gateways.REVALIDATE_S <= 5
    await backend.node.gateway._revalidate()
    assert await agent.closed() == Close.AUTH_TIMEOUT


async def test_a_disabled_account_a_new_role_and_an_old_token_end_the_socket(backend: Any) -> None:
    store, clock = backend.node.store, backend.node.service.clock
    for change in ({"disabled": True}, {"role": "supervisor"}, {}):
        user = await backend.user("leo")
        agent = await backend.console("leo")
        if change:
            assert await store.update_user(replace(user, **change, version=user.version + 1), user.version)
        else:
            backend.node.gateway.clock = lambda: clock() + 16 * MINUTE
        await backend.node.gateway._revalidate()
        assert await agent.closed() == Close.AUTH_TIMEOUT
        backend.node.gateway.clock = clock
        again = await store.user_by_login("leo")
        await store.update_user(replace(again, disabled=False, version=again.version + 1), again.version)


async def test_a_socket_lives_on_with_a_fresh_token(backend: Any) -> None:
    agent = await backend.console()
    await agent.send(t="refresh", token=await backend.token("maya"))
    await agent.send(t="ping", n=1)
    await agent.until("pong")
    await agent.send(t="refresh", token=await backend.token("leo"))
    assert await agent.closed() == Close.DENIED


# presence


def presence(wire: Any, user: str) -> list[bool]:
    frames = [frame for frame in wire.frames if frame["t"] == "presence"]
    return [m.get("present", False) for frame in frames for m in frame["members"] if m["id"] == user]


async def test_a_second_socket_of_a_device_takes_the_place_of_the_first_without_a_flicker(
    backend: Any, until: Waiter
) -> None:
    watcher = await backend.console("leo")
    first = await backend.console("maya", device="laptop")
    await watcher.where(lambda f: presence(watcher, first.user) == [True])
    for _ in range(5):
        second = await backend.console("maya", device="laptop")
        assert await first.closed() == Close.KICKED
        first = second
    await until(lambda: backend.node.people._sessions == {watcher.user: 1, first.user: 1})
    await until(lambda: not backend.node.gateway.outlet.tasks)
    await watcher.send(t="ping", n=1)
    await watcher.until("pong")
    assert presence(watcher, first.user) == [True]
    await first.socket.close()
    await watcher.where(lambda f: presence(watcher, first.user)[-1:] == [False])
    assert presence(watcher, first.user) == [True, False]
    assert backend.node.people._sessions == {watcher.user: 1}


async def test_scripts_are_not_presence(backend: Any, until: Waiter) -> None:
    script = await backend.console("maya", interactive=False)
    assert not backend.node.people.present(script.user)
    _, conv = await backend.queued()
    taken = await script.do(conv, "take", epoch=backend.node.service.heads[conv].head.epoch)
    assert taken["status"] == "ok"
    # What she holds although nobody sits there is on the clock of absent owners (L4).
    await until(lambda: backend.node.service.heads[conv].head.owner_absent_since)
    desk = await backend.console("maya")
    await until(lambda: not backend.node.service.heads[conv].head.owner_absent_since)
    await desk.socket.close()
    await until(lambda: backend.node.service.heads[conv].head.owner_absent_since)


async def test_an_owner_who_leaves_while_she_takes_is_marked_as_absent(
    backend_at: Any, until: Waiter, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Not only by the round that looks at all owners.
    monkeypatch.setattr(gateways, "REVALIDATE_S", 3_600.0)
    async with backend_at() as backend:
        _, conv = await backend.queued()
        agent = await backend.console()
        service, store = backend.node.service, backend.node.store
        real = store.commit
        left = asyncio.Event()

        async def commit(commit: Any) -> Any:
            if commit.command_id == "take-0001":
                await agent.socket.close()
                await until(lambda: not backend.node.people.present(agent.user))
                left.set()
            return await real(commit)

        store.commit = commit
        epoch = service.heads[conv].head.epoch
        await agent.send(t="cmd", id="take-0001", conv=conv, epoch=epoch, do={"do": "take"})
        await left.wait()
        await until(lambda: service.heads[conv].head.agent == agent.user)
        await until(lambda: service.heads[conv].head.owner_absent_since)


async def test_a_sign_in_that_fails_half_way_does_not_take_away_somebody_elses_presence(
    backend_at: Any, wire: Any, until: Waiter
) -> None:
    async with backend_at(faults=True) as backend:
        agent = await backend.console("maya")
        token = await backend.token("maya")
        socket = await backend.open("/v1/console")
        real, calls = backend.node.people.user, []

        async def user(user_id: str) -> Any:
            calls.append(user_id)
            backend.faults.fail["user"] = 1
            return await real(user_id)

        backend.node.people.user = user
        await socket.send(json.dumps({"t": "auth", "token": token, "proto": 1, "device": "other"}))
        await wire(socket).closed()
        assert calls == [agent.user]
        await until(lambda: len(backend.node.gateway.outlet.sockets) == 1)
        assert backend.node.people.present(agent.user)


# rows and watches


async def test_what_is_kept_of_a_socket_goes_with_it(backend: Any, until: Waiter) -> None:
    _, conv = await backend.queued()
    agent = await backend.console()
    await agent.sync()
    await agent.watch(conv)
    await agent.send(t="viewing", conv=conv)
    other = await backend.console("leo")
    await other.send(t="watch", conv=conv)
    await until(lambda: backend.node.gateway.watches._viewing.get(conv))
    await agent.socket.close()
    gateway = backend.node.gateway
    await until(lambda: gateway.watches._viewing == {} and len(gateway.watches._watchers[conv]) == 1)
    await other.socket.close()
    await until(
        lambda: gateway.watches._watchers == {} and gateway.outlet.sockets == {} and gateway.outlet.tasks == set()
    )


async def test_an_unwatch_right_behind_a_watch_counts(backend: Any) -> None:
    _, conv = await backend.queued()
    agent = await backend.console()
    await agent.send(t="watch", conv=conv)
    await agent.send(t="unwatch", conv=conv)
    await agent.send(t="ping", n=1)
    await agent.until("pong")
    assert backend.node.gateway.watches._watchers == {}


async def test_no_more_than_so_many_are_watched(backend: Any) -> None:
    agent = await backend.console()
    for n in range(MAX_WATCHED + 1):
        await asked(backend, f"c{n}", f"v{n}")
    for n in range(MAX_WATCHED):
        assert await agent.watch(f"c{n}")
    await agent.send(t="watch", conv=f"c{MAX_WATCHED}")
    assert (await agent.until("problem"))["code"] == "too_many_watched"
    assert await agent.watch("c0")


@pytest.mark.parametrize("busy", [10, HELD_FRAMES + 300])
async def test_nothing_is_missed_while_a_history_is_read(
    backend: Any, monkeypatch: pytest.MonkeyPatch, busy: int
) -> None:
    await asked(backend, "c1", "v1")
    for n in range(150):
        await said(backend, "c1", "v1", f"before {n}", n)
    agent = await backend.console()
    store = backend.node.store
    real, reads = store.records, []

    async def records(conv: str, after: int, limit: int) -> Any:
        page = await real(conv, after, limit)
        if not reads:
            reads.append(after)
            # More than a page of news between two pages of history.
            await asyncio.gather(*(said(backend, "c1", "v1", f"meanwhile {n}", 1_000 + n) for n in range(busy)))
        return page

    store.records = records
    await agent.send(t="watch", conv="c1")
    seqs: list[int] = []
    while not seqs or seqs[-1] < 154 + busy:
        for record in (await agent.until("events"))["records"]:
            assert record["seq"] <= (seqs[-1] if seqs else 0) + 1
            seqs += [record["seq"]] if record["seq"] == (seqs[-1] if seqs else 0) + 1 else []
    store.records = real
    await said(backend, "c1", "v1", "live", 9_999)
    records_now = (await agent.where(lambda f: f["t"] == "events" and f["records"][0]["seq"] > seqs[-1]))["records"]
    assert records_now[0]["seq"] == seqs[-1] + 1


async def test_a_watch_that_the_store_fails_comes_back(backend_at: Any) -> None:
    async with backend_at(faults=True) as backend:
        _, conv = await backend.queued()
        agent = await backend.console()
        backend.faults.fail["records"] = 1
        await agent.send(t="watch", conv=conv)
        assert await agent.closed() == Close.RESTART
        assert Close.RESTART.comes_back


async def test_a_long_snapshot_over_a_slow_line_arrives_whole_and_goes_on_live(backend: Any) -> None:
    count = 3_000
    for start in range(0, count, 500):
        await asyncio.gather(*(asked(backend, f"conversation-{n}", f"v{n}") for n in range(start, start + 500)))
    raw = sockets.socket()
    raw.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4_096)
    raw.setblocking(False)
    await asyncio.get_running_loop().sock_connect(raw, ("127.0.0.1", backend.node.listening.port))
    socket = await backend.open("/v1/console", sock=raw, max_queue=1)
    agent = type(await backend.console("leo"))(socket)
    await agent.send(t="auth", token=await backend.token("maya"), proto=1, device="slow")
    await agent.until("welcome")
    await agent.send(t="sync")
    first = await agent.until("snapshot")
    assert first["page"] == 0
    await said(backend, "conversation-7", "v7", "meanwhile")
    await asyncio.sleep(0)
    rows = {row["conv"]: row for row in first["rows"]}
    while not (page := await agent.until("snapshot")).get("done"):
        rows |= {row["conv"]: row for row in page["rows"]}
    rows |= {row["conv"]: row for row in page["rows"]}
    delta = await agent.until("delta")
    assert delta["prev"] == page["pos"]
    rows |= {row["conv"]: row for row in delta["up"]}
    assert len(rows) == count
    assert rows["conversation-7"]["unanswered"] == 1


async def test_a_socket_that_never_reads_is_cut_and_nobody_else_is_hurt(
    backend: Any, until: Waiter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outlet, "HANG_UP_S", 0.1)
    await asked(backend, "c1", "v1")
    deaf, calm = await backend.console("maya"), await backend.console("leo")
    for agent in (deaf, calm):
        await agent.watch("c1")
        await agent.sync()
    deaf.socket.transport.pause_reading()
    gateway = backend.node.gateway
    for n in range(2_000):
        await said(backend, "c1", "v1", "x" * 12_000, n)
        await calm.where(lambda f: f["t"] == "events")
        if not any(
            socket.session.user.id == deaf.user and not socket.gone for socket in gateway.outlet.sockets.values()
        ):
            break
    else:
        pytest.fail("still fed")
    # It is cut, not only told: it would never read that.
    await until(lambda: len(gateway.outlet.sockets) == 1)


async def test_a_resolved_row_goes_when_it_can_no_longer_be_undone(backend: Any, until: Waiter) -> None:
    _, conv = await backend.queued()
    agent = await backend.console()
    epoch = (await agent.sync())[0]["epoch"]
    epoch = (await agent.do(conv, "take", epoch=epoch))["epoch"]
    epoch = (await agent.do(conv, "reply", epoch=epoch, text="done"))["epoch"]
    assert (await agent.do(conv, "resolve", epoch=epoch, disposition="solved"))["status"] == "ok"
    row = (await agent.where(lambda f: f["t"] == "delta" and f["up"][0]["state"] == State.RESOLVED))["up"][0]
    assert row["undo_until"]
    clock = backend.node.service.clock
    backend.node.gateway.rows.clock = lambda: clock() + 11_000
    delta = await agent.where(lambda f: f["t"] == "delta" and f.get("rm"))
    assert delta["rm"] == [conv]
    assert backend.node.feed._going == {}


async def test_a_colleagues_new_name_is_told_and_on_her_rows(backend: Any) -> None:
    _, conv = await backend.queued()
    agent = await backend.console()
    epoch = (await agent.sync())[0]["epoch"]
    await agent.do(conv, "take", epoch=epoch)
    other = await backend.console("leo")
    await other.sync()
    user = await backend.node.store.user_by_login("maya")
    await backend.node.store.update_user(replace(user, name="Maya B.", version=user.version + 1), user.version)
    await backend.node.gateway._revalidate()
    await other.where(lambda f: f["t"] == "delta" and f["up"][0]["owner_name"] == "Maya B.")
    await other.where(lambda f: f["t"] == "presence" and any(m["name"] == "Maya B." for m in f["members"]))


async def test_search_names_customers_of_long_ago(backend: Any) -> None:
    page = await backend.page("v1", name="Ada")
    await page.say("where is my harpsichord")
    backend.node.people.contacts.clear()
    agent = await backend.console()
    await agent.send(t="find", id="f1", text="harpsichord")
    (hit,) = (await agent.until("found"))["hits"]
    assert hit["name"] == "Ada"


async def test_a_start_again_tells_everybody_when_to_come_back(backend_at: Any) -> None:
    async with backend_at() as backend:
        agent = await backend.console()
        page = await backend.page()
        closing = asyncio.create_task(backend.node.close())
        for wire in (agent, page):
            goaway = await wire.until("goaway")
            assert goaway["retry_window_ms"] > 0
            assert await wire.closed() == Close.RESTART
        await closing
