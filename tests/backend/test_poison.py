"""Every hostile string in every field that people write, over the real sockets: stored as sent, frames stay whole."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from console.backend import gateway_socket
from console.core.conversation.events import AgentSaid, CustomerSaid, NoteAdded, Tagged
from console.core.replica import Replica
from console.core.wire import codec, frames


def _poison() -> list[tuple[str, str]]:
    spec = importlib.util.spec_from_file_location("poison", Path(__file__).parents[1] / "poison.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return list(module.POISON)


POISON = _poison()
# What fits a message: half pairs are no text, and what is too long is refused elsewhere.
STORABLE = [
    text
    for _, text in POISON
    if text.strip() and len(text) < 4_000 and not any("\ud800" <= letter <= "\udfff" for letter in text)
]


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway_socket.Pace, "take", lambda self, *_: True)


@pytest.fixture(scope="module", autouse=True)
def enough() -> None:
    assert len(POISON) >= 400
    assert len(STORABLE) >= 400


async def test_words_of_customers_and_agents_are_stored_and_sent_as_written(backend: Any, unlimited: None) -> None:
    page, conv = await backend.queued()
    agent = await backend.console()
    await agent.watch(conv)
    epoch = backend.node.service.heads[conv].head.epoch
    epoch = (await agent.do(conv, "take", epoch=epoch))["epoch"]
    for n, text in enumerate(STORABLE):
        assert (await page.say(text, lang=text[:100]))["status"] == "ok"
        what = ("reply", "note")[n % 2]
        assert (await agent.do(conv, what, epoch=epoch, text=text))["status"] == "ok"
    said_by = {CustomerSaid: STORABLE, AgentSaid: STORABLE[::2], NoteAdded: STORABLE[1::2]}
    records = [r for at in range(0, 5_000, 500) for r in await backend.node.store.records(conv, at, 500)]
    for kind, texts in said_by.items():
        said = [record.bodies["text"] for record in records if isinstance(record.event, kind)]
        assert said[-len(texts) :] == texts
    # What a page is told is what was written, and nothing of the notes.
    fresh = await backend.page("v1")
    seq = fresh.welcome["seq"]
    await fresh.where(lambda f: f["t"] == "items" and f["items"][-1]["seq"] == seq)
    items = [item for frame in fresh.frames if frame["t"] == "items" for item in frame["items"]]
    for speaker, texts in (("customer", STORABLE), ("agent", STORABLE[::2])):
        assert [item["text"] for item in items if item["kind"] == speaker][-len(texts) :] == texts
    notes = {text for text in STORABLE[1::2] if len(text) > 12} - set(STORABLE[::2])
    assert notes.isdisjoint(item.get("text") for item in items if item["kind"] != "customer")
    # And every frame that a console got is one that it can read, whatever is in it.
    replica = Replica()
    replica.open(conv)
    for frame in agent.frames:
        decoded = codec.decode_server(json.dumps(frame))
        assert decoded is not None
        if isinstance(decoded, frames.Events):
            assert replica.records(conv, decoded.records)
    assert replica.transcripts[conv].have == records[-1].seq


async def test_names_languages_and_tags(backend: Any, unlimited: None) -> None:
    agent = await backend.console()
    _, conv = await backend.queued("v-tagged")
    for n in range(0, len(STORABLE), 8):
        some = STORABLE[n : n + 8]
        page = await backend.page(f"v{n}", name=some[0], lang=some[-1])
        assert (await page.say("a person please", lang=some[-1]))["status"] == "ok"
        await page.socket.close()
        answer = await agent.do(conv, "tag", tags=some)
        assert answer["status"] == "ok" or answer["code"] == "bad_tags"
        for text in some:
            await agent.send(t="find", id="f", text=text)
            await agent.until("found")
            await agent.send(t="viewing", conv=text[:64])
            await agent.send(t="typing", conv=text[:64])
            await agent.send(t="list_articles", id=text[:64], lang=text[:64])
            await agent.until("articles")
    rows = await agent.sync()
    assert len(rows) == 1 + len(range(0, len(STORABLE), 8))
    names = {row.get("name", "") for row in rows}
    assert all(len(name) <= 60 for name in names)
    assert len(names) > 40
    records = await backend.node.store.records(conv, 0, 1_000)
    assert any(isinstance(record.event, Tagged) for record in records)


async def test_ids_and_commands(backend: Any, unlimited: None) -> None:
    agent = await backend.console()
    page, conv = await backend.queued()
    for text in STORABLE[::3]:
        key = (text * 8)[:64]
        result = await agent.do(key, "note", id=key, text="x")
        assert result["status"] == "refused"
        result = await agent.do(conv, text[:30])
        assert result["code"] == "unknown_command"
        result = await agent.do(conv, "resolve", epoch=1, disposition=text)
        assert result["status"] == "refused"
        assert (await page.wish("wish", what=text))["code"] == "bad_command"
        assert (await page.say("hello", id=key))["status"] == "ok"


async def test_half_a_surrogate_pair_never_gets_in(backend: Any, unlimited: None) -> None:
    page, conv = await backend.queued()
    agent = await backend.console()
    await page.socket.send('{"t":"say","id":"message-1","text":"\\ud800"}')
    assert await page.closed() == 4500
    await agent.socket.send('{"t":"cmd","id":"note-00001","conv":"' + conv + '","do":{"do":"note","text":"\\udfff"}}')
    assert await agent.closed() == 4500
