"""Agents' states over the real protocol and store: every change is one event, told to all, and outlives a restart."""

import asyncio
from typing import Any

import pytest
from msgspec.structs import replace

from console.backend import floor_states
from console.core.conversation.context import Policy
from tests.backend.floor_wire import PUSH, act, member, states


async def test_who_signs_in_is_available_and_colleagues_are_told(backend: Any, until: Any) -> None:
    sara = await backend.console("sara", role="supervisor")
    maya = await backend.console("maya")
    told = await member(sara, maya.user, "available")
    assert (told["present"], told["slots"], told.get("busy", 0)) == (True, 3, 0)
    assert told["state_since"] > 0
    assert await states(backend.node.store, maya.user) == ["signed_in"]
    assert await states(backend.node.store, sara.user) == [], "a supervisor without a home queue takes no chats"


async def test_a_supervisor_with_a_home_queue_is_offered_chats_once_she_says_so(backend_at: Any, until: Any) -> None:
    async with backend_at(floor=PUSH) as backend:
        sara = await backend.console("sara", role="supervisor")
        account = await backend.node.store.user(sara.user)
        assert await backend.node.store.update_user(replace(account, team="main", version=9), account.version)
        await backend.node.gateway._revalidate()
        maya = await backend.console("maya")
        await member(sara, maya.user, "available")
        router = backend.node.floor.routing.router
        assert set(router.agents) == {maya.user}, "she stands at the wall"
        assert await states(backend.node.store, sara.user) == []
        assert (await act(sara, "set_state", state="available"))["status"] == "ok"
        await until(lambda: sara.user in router.agents)
        assert backend.node.people.member(sara.user).slots == 3


async def test_a_break_is_one_event_and_is_told_once(backend: Any) -> None:
    maya, leo = await backend.console("maya"), await backend.console("leo")
    assert (await act(maya, "set_state", state="break"))["status"] == "ok"
    await member(leo, maya.user, "break")
    again = await act(maya, "set_state", state="break")
    assert (again["status"], again["data"]["count"]) == ("ok", 0)
    assert await states(backend.node.store, maya.user) == ["signed_in", "state_set break"]


@pytest.mark.parametrize(
    ("state", "reason", "code"),
    [
        ("offline", "", "bad_state"),
        ("no_answer", "", "bad_state"),
        ("away", "fishing", "bad_reason"),
        ("asleep", "", "bad_command"),
    ],
)
async def test_a_state_that_cannot_be_is_refused(backend: Any, state: str, reason: str, code: str) -> None:
    maya = await backend.console("maya")
    refused = await act(maya, "set_state", state=state, reason=reason)
    assert (refused["status"], refused["code"]) == ("refused", code)
    assert refused["message"]


async def test_a_break_survives_a_restart(backend_at: Any) -> None:
    async with backend_at() as backend:
        maya = await backend.console("maya")
        await act(maya, "set_state", state="away", reason="training")
        since = backend.node.floor.now(maya.user).since
    async with backend_at() as backend:
        maya, leo = await backend.console("maya"), await backend.console("leo")
        now = backend.node.floor.now(maya.user)
        assert (now.state, now.reason, now.since) == ("away", "training", since)
        assert backend.node.people.member(maya.user).state == "away"
        assert await states(backend.node.store, maya.user) == ["signed_in", "state_set away"]
        await member(maya, leo.user, "available")
        assert await states(backend.node.store, leo.user) == ["signed_in"]


async def test_who_does_not_come_back_is_signed_out_and_where_she_was_if_soon(
    backend_at: Any, until: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(floor_states, "GONE_AFTER", 30)
    async with backend_at() as backend:
        maya = await backend.console("maya", device="d1")
        await act(maya, "set_state", state="break")
        await maya.socket.close()

        async def gone() -> bool:
            return (await states(backend.node.store, maya.user))[-1] == "signed_out"

        await until(gone)
        assert backend.node.floor.now(maya.user).state == "offline"
        await backend.console("maya", device="d1")
        await until(lambda: backend.node.floor.now(maya.user).state == "break")
        assert (await states(backend.node.store, maya.user))[-1] == "signed_in break"


async def test_a_link_that_flickers_is_no_absence(backend: Any, until: Any) -> None:
    maya = await backend.console("maya", device="d1")
    await maya.socket.close()
    await until(lambda: not backend.node.people.present(maya.user))
    await backend.console("maya", device="d1")
    await asyncio.sleep(0.05)
    assert await states(backend.node.store, maya.user) == ["signed_in"]


async def test_finishing_becomes_a_break_when_the_last_chat_ends(backend: Any) -> None:
    leo, maya = await backend.console("leo"), await backend.console("maya")
    _, conv = await backend.queued()
    epoch = (await maya.do(conv, "take", epoch=(await maya.sync())[0]["epoch"]))["epoch"]
    assert (await act(maya, "set_state", state="finishing"))["status"] == "ok"
    await member(leo, maya.user, "finishing")
    await maya.do(conv, "reply", epoch=epoch, text="Hello")
    assert (await maya.do(conv, "resolve", epoch=epoch, disposition="solved"))["status"] == "ok"
    await member(leo, maya.user, "break")
    assert (await states(backend.node.store, maya.user))[-2:] == ["state_set finishing", "state_set break"]


async def test_the_welcome_tells_the_rules_that_a_console_shows(backend_at: Any) -> None:
    floor = replace(PUSH, reasons=("lunch", "doctor"), capacity=(1, 2, 5, 6))
    async with backend_at(floor=floor, policy=Policy(wrap_up=45_000, transfer_offer=30_000)) as backend:
        told = (await backend.console("maya")).welcome
        assert (told["reasons"], told["wrap_up_ms"], told["transfer_ms"]) == (["lunch", "doctor"], 45_000, 30_000)
        assert told["slots"] == 5, "an agent of level 2"
        assert "slots" not in (await backend.console("sara", role="supervisor")).welcome, "no chats go to her"


async def test_a_missed_offer_is_no_answer_until_any_command(backend_at: Any) -> None:
    floor = replace(PUSH, offer=200)
    async with backend_at(floor=floor) as backend:
        leo = await backend.console("sara", role="supervisor")
        maya = await backend.console("maya")
        _, conv = await backend.queued()
        await member(leo, maya.user, "no_answer")
        await maya.do(conv, "note", text="I am here")
        await member(leo, maya.user, "available")
        found = await states(backend.node.store, maya.user)
        assert found[:3] == ["signed_in", "state_set no_answer", "state_set available"]


async def test_signing_off_gives_everything_back_and_lasts_until_she_says_otherwise(backend: Any, until: Any) -> None:
    maya, leo = await backend.console("maya"), await backend.console("leo")
    _, conv = await backend.queued()
    row = (await maya.sync())[0]
    await maya.do(conv, "take", epoch=row["epoch"])
    done = await act(maya, "sign_off")
    assert (done["status"], done["data"]) == ("ok", {"count": 1})
    head = backend.node.service.heads[conv].head
    assert (head.state, head.leg.cause) == ("queued", "dropped")
    assert head.request is not None
    assert head.request.since == row["since"], "its clock goes on"
    await member(leo, maya.user, "")
    assert await states(backend.node.store, maya.user) == ["signed_in", "signed_out"]
    backend.node.floor.came_or_went(maya.user)
    await asyncio.sleep(0.05)
    assert backend.node.floor.now(maya.user).state == "offline"
    assert (await act(maya, "set_state", state="available"))["status"] == "ok"
    assert backend.node.floor.now(maya.user).state == "available"


async def test_a_supervisor_sends_an_agent_on_break_and_nothing_else(backend: Any) -> None:
    sara, maya = await backend.console("sara", role="supervisor"), await backend.console("maya")
    await member(sara, maya.user, "available")
    assert (await act(sara, "set_state", state="break", agent=maya.user))["status"] == "ok"
    now = backend.node.floor.now(maya.user)
    assert (now.state, now.by) == ("break", sara.user)
    refused = await act(sara, "set_state", state="available", agent=maya.user)
    assert refused["code"] == "not_allowed", "nobody is made to take chats"
    mine = await act(maya, "set_state", state="available")
    assert mine["status"] == "ok", "and nobody is locked out"
    refused = await act(maya, "set_state", state="break", agent=sara.user)
    assert refused["code"] == "not_allowed"
    refused = await act(sara, "set_state", state="break", agent="u-nobody")
    assert refused["code"] == "no_agent"


async def test_a_store_that_fails_is_asked_again(backend_at: Any, until: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floor_states, "AGAIN_S", 0.01)
    async with backend_at(faults=True) as backend:
        backend.faults.fail["append_feed"] = 2
        maya = await backend.console("maya")
        await until(lambda: backend.node.floor.now(maya.user).state == "available")
        backend.faults.fail["append_feed"] = 1
        failed = await act(maya, "set_state", state="break")
        assert (failed["status"], failed["code"]) == ("retry", "store")
        assert backend.node.floor.now(maya.user).state == "available"


async def test_room_decides_who_has_a_returning_customer(backend_at: Any) -> None:
    floor = replace(PUSH, capacity=(1, 1, 1, 1))
    async with backend_at(floor=floor, policy=Policy(bot=False)) as backend:
        maya = await backend.console("maya")
        await member(await backend.console("leo"), maya.user, "available")
        view = backend.node.people.view(maya.user)
        assert (view.present, view.room) == (True, True)
        await act(maya, "set_state", state="break")
        assert not backend.node.people.view(maya.user).room
