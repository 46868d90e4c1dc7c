"""The Backend port's contract, held against every adapter: native on a real backend, and replay of its recording."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from console.backend.node import Node, NodeOptions, running, wall_clock
from console.core.conversation import commands as c
from console.core.conversation.context import Actor
from console.core.wire import codec
from console.desk.adapters import port as p
from console.desk.adapters.native import NativeBackend, NativeOptions
from console.desk.adapters.replay import ReplayBackend
from console.desk.session import recording
from console.errors import StoreError, WarmlineError
from tests.desk.live import Ear

PASSWORD = "correct horse"


async def customer_says(node: Node, conv: str, text: str, n: int = 0) -> None:
    actor = Actor("customer", f"v-{conv}")
    result = await node.service.handle(conv, c.Say(text), actor, command_id=f"{conv}-{n}-{abs(hash(text))}")
    assert result.status == "ok"


@pytest.fixture
async def node(tmp_path: Path) -> AsyncIterator[Node]:
    async with running(NodeOptions(store=tmp_path / "store.db", pace=0)) as node:
        await node.access.add_user("maya", "Maya", "agent", PASSWORD, now=wall_clock())
        yield node


@pytest.fixture
async def native(node: Node, tmp_path: Path) -> AsyncIterator[NativeBackend]:
    tokens = await node.access.sign_in("maya", PASSWORD, "test", wall_clock())
    assert node.listening is not None
    backend = NativeBackend(
        NativeOptions(
            server=node.listening.url("ws"),
            user="maya",
            refresh=tokens.refresh,
            state=tmp_path / "state",
            record=tmp_path / "recording",
        )
    )
    yield backend
    await backend.close()


async def recorded(node: Node, native: NativeBackend, tmp_path: Path) -> Path:
    """A short working day: a chat is read, taken and answered."""
    ear = Ear(native)
    await customer_says(node, "c1", "I want a person \x1b[31mplease")
    await native.start()
    await ear.until(lambda: native.link.link is p.Link.LIVE and native.rows)
    native.watch("c1")
    native.submit("c1", c.Take())
    reply = native.submit("c1", c.Reply("Hello, this is Maya"))
    assert (await native.settled(reply.id, timeout=10)).fate is p.Fate.SENT
    await ear.until(lambda: any(t.text == "Hello, this is Maya" for t in native.transcript("c1").turns))  # type: ignore[union-attr]
    await ear.until(lambda: native.rows["c1"].owner_name == "Maya")
    await native.close()
    return tmp_path / "recording"


@pytest.fixture(params=["native", "replay"])
async def backend(
    request: pytest.FixtureRequest, node: Node, native: NativeBackend, tmp_path: Path
) -> AsyncIterator[p.Backend]:
    """Either adapter on the same world: one chat that asks for a person."""
    if request.param == "native":
        await customer_says(node, "c1", "I want a person \x1b[31mplease")
        yield native
        return
    replay = ReplayBackend(await recorded(node, native, tmp_path))
    yield replay
    await replay.close()


# what every adapter keeps to


async def test_it_starts_in_the_background_and_tells_account_rows_and_link(backend: p.Backend) -> None:
    ear = Ear(backend)
    await backend.start()
    await ear.until(lambda: backend.rows)
    assert ear.of(p.RowsReset)
    account = backend.account
    assert account is not None
    assert (account.me.name, account.workspace) == ("Maya", "warmline")
    assert ear.of(p.SignedIn)[0].account.me == account.me
    assert {p.Link.CATCHING_UP, p.Link.LIVE} <= {update.state.link for update in ear.of(p.LinkChanged)}
    row = backend.rows["c1"]
    assert row.no == 1
    with pytest.raises(TypeError):
        backend.rows["c1"] = row  # type: ignore[index]


async def test_a_watched_transcript_is_told_at_once_then_whole_and_safe(backend: p.Backend) -> None:
    ear = Ear(backend)
    await backend.start()
    await ear.until(lambda: backend.rows)
    assert backend.transcript("c1") is None
    backend.watch("c1")
    assert backend.transcript("c1") is not None
    await ear.until(lambda: backend.transcript("c1").turns)  # type: ignore[union-attr]
    found = backend.transcript("c1")
    assert found is not None
    assert [turn.seq for turn in found.turns] == sorted(turn.seq for turn in found.turns)
    assert "\x1b" not in repr([turn.text for turn in found.turns])
    assert "person" in found.turns[0].text
    await ear.until(lambda: backend.customer("c1"))
    assert ear.of(p.TurnsChanged)
    kept = {turn.seq: turn for turn in found.turns}
    later = backend.transcript("c1")
    assert later is not None
    assert all(kept[turn.seq] is turn for turn in later.turns if turn in found.turns), "kept by identity"
    backend.unwatch("c1")
    assert backend.transcript("c1") is None


async def test_every_command_comes_to_a_fate_and_stays_until_it_is_discarded(backend: p.Backend) -> None:
    ear = Ear(backend)
    await backend.start()
    await ear.until(lambda: backend.rows)
    issued = backend.submit("c1", c.Resolve("no-such-disposition"), epoch=backend.rows["c1"].epoch)
    done = await backend.settled(issued.id, timeout=10)
    assert done.fate is p.Fate.REFUSED
    assert done.code
    assert done.message
    assert [item.id for item in backend.outbox()] == [issued.id]
    assert ear.of(p.OutgoingChanged)
    backend.discard(issued.id)
    assert backend.outbox() == []
    with pytest.raises(WarmlineError):
        await backend.settled("never-issued", timeout=1)


async def test_drafts_are_kept_newest_first_and_forgotten_when_empty(backend: p.Backend) -> None:
    await backend.start()
    backend.keep_draft("c1", "reply", "hel")
    backend.keep_draft("c1", "reply", "hello", base_seq=4)
    backend.keep_draft("c2", "note", "n")
    draft = backend.draft("c1", "reply")
    assert draft is not None
    assert (draft.text, draft.base_seq) == ("hello", 4)
    assert {(d.conv, d.kind) for d in backend.drafts()} == {("c1", "reply"), ("c2", "note")}
    backend.keep_draft("c1", "reply", "")
    assert backend.draft("c1", "reply") is None


async def test_what_passes_by_never_raises(backend: p.Backend) -> None:
    ear = Ear(backend)
    await backend.start()
    await ear.until(lambda: backend.rows)
    backend.typing("c1")
    backend.viewing("c1")
    backend.viewing("")
    backend.read("c1", 3)
    backend.release("nothing")
    backend.discard("nothing")
    backend.unwatch("nothing")
    assert backend.retry_now() is False


async def test_closing_twice_and_before_the_start_is_fine(backend: p.Backend) -> None:
    await backend.close()
    await backend.close()


# native alone


async def test_native_does_the_whole_job(native: NativeBackend, node: Node) -> None:
    ear = Ear(native)
    await customer_says(node, "c1", "I want a person")
    await native.start()
    await ear.until(lambda: native.link.link is p.Link.LIVE and native.rows)
    assert native.capabilities == frozenset(p.Capability)
    native.watch("c1")
    take = native.submit("c1", c.Take(), epoch=native.rows["c1"].epoch)
    reply = native.submit("c1", c.Reply("Hello"), epoch=native.rows["c1"].epoch)
    assert take.fate is p.Fate.IN_FLIGHT
    assert reply.fate is p.Fate.QUEUED, "typing during the claim"
    done = await native.settled(reply.id, timeout=10)
    assert done.fate is p.Fate.SENT
    resolved = native.submit("c1", c.Resolve("solved"))
    assert (await native.settled(resolved.id, timeout=10)).fate is p.Fate.SENT
    await ear.until(lambda: any(turn.seq == done.seq or turn.text == "Hello" for turn in native.transcript("c1").turns))  # type: ignore[union-attr]
    assert [hit.text for hit in await native.find("Hello")]
    assert await native.articles("en")
    await ear.until(lambda: native.link.rtt_ms is not None)
    assert native.outbox() == []


async def test_native_tells_what_a_full_disk_did(native: NativeBackend, node: Node) -> None:
    ear = Ear(native)
    await customer_says(node, "c1", "I want a person")
    await native.start()
    await ear.until(lambda: native.link.link is p.Link.LIVE and native.rows)
    db = native.session.keeper._keeping._db  # type: ignore[attr-defined]
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError) as caught:
        native.submit("c1", c.Note("x" * 12_000))
    assert "still yours" in str(caught.value)
    assert native.outbox() == []
    db.execute("PRAGMA max_page_count = 100000")
    note = native.submit("c1", c.Note("x" * 12_000))
    assert (await native.settled(note.id, timeout=10)).fate is p.Fate.SENT


# replay alone


async def test_replay_promises_nothing_and_refuses_politely(node: Node, native: NativeBackend, tmp_path: Path) -> None:
    replay = ReplayBackend(await recorded(node, native, tmp_path))
    ear = Ear(replay)
    await replay.start()
    await replay.finished()
    assert replay.capabilities == frozenset()
    assert replay.rows == native.rows
    replay.watch("c1")
    seen, heard = replay.transcript("c1"), native.transcript("c1")
    assert seen is not None
    assert heard is not None
    assert list(seen.turns) == list(heard.turns)
    said = replay.submit("c1", c.Reply("words"))
    assert (said.fate, said.code) == (p.Fate.REFUSED, "replay")
    assert "Your text is kept" in said.message
    assert [hit.conv for hit in await replay.find("maya")] == ["c1"]
    assert ear.of(p.OutgoingChanged)
    await replay.close()


@pytest.mark.parametrize("content", [b"", b"junk\n", b'{"at":1,"what":"frame"}\n', b"\xff\xfe\x00", b"{" * 100_000])
async def test_replay_of_something_else_is_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    replay = ReplayBackend(path)
    with pytest.raises(StoreError) as caught:
        await replay.start()
    assert str(path) in str(caught.value)
    with pytest.raises(StoreError):
        await ReplayBackend(tmp_path / "missing").start()


async def test_a_recording_that_was_cut_off_plays_to_its_end(node: Node, native: NativeBackend, tmp_path: Path) -> None:
    path = await recorded(node, native, tmp_path)
    assert oct(path.stat().st_mode)[-3:] == "600"
    data = path.read_bytes()
    path.write_bytes(data[:-20])
    assert b'"access"' not in data, "no token is recorded"
    replay = ReplayBackend(path)
    await replay.start()
    await replay.finished()
    assert replay.rows
    await replay.close()
    for line in recording.read(path):
        if line.what == "frame":
            codec.decode_server(line.frame)
