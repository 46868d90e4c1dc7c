"""The wall and its alarms over the real protocol: folded from the store, once a second, and alike after a restart."""

import asyncio
from typing import Any

import httpx
import pytest
from msgspec.structs import replace
from prometheus_client.parser import text_string_to_metric_families

from console.backend import floor_stats
from console.backend.store.port import Stream
from console.core.floor.policy import Goals
from console.core.metrics.building import build
from console.core.metrics.definitions import DEFINITIONS
from console.core.metrics.figures import Figures
from tests.backend.floor_wire import PUSH, act, logged


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floor_stats, "EVERY_S", 0.02)


async def wall(console: Any, wanted: Any) -> dict[str, Any]:
    """The first snapshot that is as wanted."""
    frame = await console.where(lambda f: f["t"] == "wall" and wanted(f["wall"]))
    found: dict[str, Any] = frame["wall"]
    return found


async def test_a_supervisor_sees_who_waits_and_who_is_there(backend: Any) -> None:
    sara, maya = await backend.console("sara", role="supervisor"), await backend.console("maya")
    await sara.send(t="floor", on=True, window=5)
    _, conv = await backend.queued()
    seen = await wall(sara, lambda w: w["tiles"].get("waiting") == 1 and w.get("agents"))
    assert (seen["window"], seen["kept"]["asked"], seen["kept"]["waiting"]) == (5, 1, 1)
    assert seen["kept"]["next_late"]["conv"] == conv
    assert [(agent["id"], agent["name"]) for agent in seen["agents"]] == [(maya.user, "Maya")]
    await maya.do(conv, "take", epoch=backend.node.service.heads[conv].head.epoch)
    await maya.do(conv, "reply", text="Hello", epoch=backend.node.service.heads[conv].head.epoch)
    seen = await wall(sara, lambda w: not w["tiles"].get("waiting") and w["kept"].get("got") == 1)
    assert seen["tiles"]["busy"] == 1
    await sara.send(t="floor", on=False)
    await sara.do(conv, "note", text="x")
    before = sum(frame["t"] == "wall" for frame in sara.frames)
    await asyncio.sleep(0.1)
    await sara.do(conv, "note", text="y")
    assert sum(frame["t"] == "wall" for frame in sara.frames) == before


async def test_an_agent_is_told_nothing(backend: Any) -> None:
    maya = await backend.console("maya")
    await maya.send(t="floor", on=True)
    await asyncio.sleep(0.1)
    _, conv = await backend.queued()
    await maya.do(conv, "note", text="x")
    assert all(frame["t"] != "wall" for frame in maya.frames)


async def test_each_window_is_made_and_encoded_once(backend: Any) -> None:
    first, second = await backend.console("sara", role="supervisor"), await backend.console("sam", role="supervisor")
    for console, window in ((first, 60), (second, 0)):
        await console.send(t="floor", window=window)
    assert [(await wall(console, bool)).get("window", 30) for console in (first, second)] == [60, 0]
    stats = backend.node.floor.stats
    assert stats.wall(60) is stats.wall(60)


async def test_after_a_restart_the_figures_are_those_that_were_live(backend_at: Any, until: Any) -> None:
    def figures(stats: Any) -> Any:
        found = stats.wall(0)
        return found and (found.kept, found.tiles.answered, found.reasons, [q.wait for q in found.queues])

    async with backend_at() as backend:
        maya = await backend.console("maya")
        for n in range(4):
            _, conv = await backend.queued(f"v{n}")
        await maya.do(conv, "take", epoch=backend.node.service.heads[conv].head.epoch)
        await maya.do(conv, "reply", text="Hello", epoch=backend.node.service.heads[conv].head.epoch)
        await backend.node.floor.stats.catch_up()
        backend.node.floor.stats._walls.clear()
        live = figures(backend.node.floor.stats)
        assert live[0].asked == 4
    async with backend_at() as backend:
        stats = backend.node.floor.stats
        await until(lambda: stats.ready)
        assert figures(stats) == live
        again = Figures(PUSH, backend.node.floor.roster.skills)
        for entry in await backend.node.store.feed(0, 10_000):
            found = floor_stats.entry_of(entry)
            assert found is not None
            again.apply(found)
        kept = build(again, backend.node.service.clock(), 0).kept
        assert replace(kept, next_late=None) == replace(live[0], next_late=None)


async def test_an_alarm_is_told_once_acknowledged_and_logged(backend_at: Any, until: Any) -> None:
    floor = replace(PUSH, goals=Goals(waiting=1))
    async with backend_at(floor=floor) as backend:
        sara, sam = await backend.console("sara", role="supervisor"), await backend.console("sam", role="supervisor")
        maya = await backend.console("maya")
        await act(maya, "set_state", state="break")
        await sara.send(t="floor")
        _, first = await backend.queued("v1")
        _, second = await backend.queued("v2")
        for console in (sara, sam):
            notice = await console.where(
                lambda f: f["t"] == "notice" and f["code"] == "alarm" and f["data"]["kind"] == "waiting"
            )
        alarm = notice["data"]["alarm"]
        assert (await act(sara, "acknowledge", alarm="nothing"))["code"] == "no_alarm"
        assert (await act(sara, "acknowledge", alarm=alarm))["status"] == "ok"
        seen = await wall(sara, lambda w: any(a.get("acked_by") for a in w.get("alarms", ())))
        assert [a["id"] for a in seen["alarms"] if a.get("acked_by") == sara.user] == [alarm]
        kinds = [event["ev"] for event in await logged(backend.node.store, Stream.FLOOR, "alarm")]
        assert kinds.count("alarm_acked") == 1
        assert all(frame["t"] != "notice" or frame["code"] != "alarm" for frame in maya.frames)
    async with backend_at(floor=floor) as backend:
        sara = await backend.console("sara", role="supervisor")
        await until(lambda: backend.node.floor.stats.ready)
        (raised,) = [a for a in backend.node.floor.alarms.book.alarms if a.kind == "waiting"]
        assert (raised.id, raised.acked_by) == (alarm, sara.user), "it is the same alarm, and rings no more"
        maya = await backend.console("maya")
        for conv in (first, second):
            await maya.do(conv, "take", epoch=backend.node.service.heads[conv].head.epoch)

        async def cleared() -> bool:
            events = await logged(backend.node.store, Stream.FLOOR, "alarm")
            return any(event["ev"] == "alarm_cleared" and event["alarm"]["id"] == alarm for event in events)

        await until(cleared)
        told = [f for f in sara.frames if f["t"] == "notice" and f["code"] == "alarm"]
        assert all(f["data"]["kind"] != "waiting" for f in told)


async def test_a_raised_hand_is_an_alarm_with_its_words_after_a_restart_too(backend_at: Any, until: Any) -> None:
    async with backend_at() as backend:
        maya = await backend.console("maya")
        _, conv = await backend.queued()
        await maya.do(conv, "take", epoch=backend.node.service.heads[conv].head.epoch)
        epoch = backend.node.service.heads[conv].head.epoch
        await maya.do(conv, "ask_help", text="refund or wait?", epoch=epoch)
        sara = await backend.console("sara", role="supervisor")
        await sara.send(t="floor")
        seen = await wall(sara, lambda w: any(a["kind"] == "help" for a in w.get("alarms", ())))
        (alarm,) = [a for a in seen["alarms"] if a["kind"] == "help"]
        assert (alarm["text"], alarm["agent"], alarm["conv"]) == ("refund or wait?", maya.user, conv)
    async with backend_at() as backend:
        maya = await backend.console("maya")
        await until(lambda: backend.node.floor.stats.ready)
        hands = [agent.help_text for agent in backend.node.floor.stats.wall(30).agents]
        assert hands == ["refund or wait?"]


async def test_a_store_that_fails_only_delays_the_figures(backend_at: Any, until: Any) -> None:
    async with backend_at(faults=True) as backend:
        stats = backend.node.floor.stats
        await until(lambda: stats.ready)
        backend.faults.fail["feed"] = 3
        await backend.queued()
        await until(lambda: stats.wall(30).kept.asked == 1)


async def test_figures_over_http_are_for_supervisors_and_under_the_names_of_the_wall(backend: Any, until: Any) -> None:
    await until(lambda: backend.node.floor.stats.ready)
    await backend.console("maya")
    await backend.queued()
    await backend.node.floor.stats.catch_up()
    url = backend.node.listening.url() + "/v1/stats"
    async with httpx.AsyncClient(trust_env=False) as http:
        for headers, status in (
            ({}, 401),
            ({"authorization": "Bearer nonsense"}, 401),
            ({"authorization": f"Bearer {await backend.token('maya')}"}, 403),
        ):
            assert (await http.get(url, headers=headers)).status_code == status
        mine = {"authorization": f"Bearer {await backend.token('sara', 'supervisor')}"}
        assert (await http.get(url, headers=mine, params={"window": "7"})).status_code == 400
        told = (await http.get(url, headers=mine, params={"window": "0"})).json()
    assert (told["window"], told["zone"]) == (0, "UTC")
    assert {figure["name"] for figure in told["figures"]} <= set(DEFINITIONS)
    waiting = [figure["value"] for figure in told["figures"] if figure["name"] == "requests_waiting"]
    assert waiting == [1]


async def test_prometheus_is_told_the_same_names(backend_at: Any, until: Any) -> None:
    async with backend_at(metrics_token="0123456789abcdef") as backend, httpx.AsyncClient(trust_env=False) as http:
        await until(lambda: backend.node.floor.stats.ready)
        await backend.queued()
        await backend.node.floor.stats.catch_up()
        headers = {"authorization": "Bearer 0123456789abcdef"}
        text = (await http.get(backend.node.listening.url() + "/metrics", headers=headers)).text
        found = {family.name: family for family in text_string_to_metric_families(text)}
        assert [sample.value for sample in found["warmline_floor_requests_waiting"].samples] == [1]
        assert [sample.labels for sample in found["warmline_floor_waiting"].samples if sample.value] == [
            {"queue": "main"}
        ]
        named = {figure.name for figure in backend.node.floor.stats.values(30)}
        assert {f"warmline_floor_{name}" for name in named} == {n for n in found if n.startswith("warmline_floor_")}
