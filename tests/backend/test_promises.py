"""The proof of the promise: every request of the log has one line, with the events that say how it ended."""

from typing import Any

from console.backend.promises import proofs


async def test_every_request_is_there_once_with_its_end(backend: Any) -> None:
    maya = await backend.console("maya")
    heads = backend.node.service.heads
    _, answered = await backend.queued("v1")
    await maya.do(answered, "take", epoch=heads[answered].head.epoch)
    done = await maya.do(answered, "reply", text="Hello", epoch=heads[answered].head.epoch)
    page, withdrawn = await backend.queued("v2")
    await page.wish("wish", what="withdraw")
    page, left = await backend.queued("v3")
    await page.wish("wish", what="end")
    _, waits = await backend.queued("v4")
    entries = await backend.node.store.feed(0, 10_000)
    found = {proof.conv: proof for proof in proofs(e.event for e in entries if e.stream == "conversation")}
    ends = {conv: proof.end for conv, proof in found.items()}
    assert ends == {answered: "answered", withdrawn: "withdrawn", left: "customer_ended", waits: "open"}
    proof = found[answered]
    records = {r.seq: r.event.__struct_config__.tag for r in await backend.node.store.records(answered, 0, 100)}
    named = [records[int(event.split(":")[1])] for event in (proof.asked_event, proof.taken_event, proof.ended_event)]
    assert named == ["requested", "taken", "request_ended"]
    assert proof.taken_by == maya.user
    assert proof.since <= proof.taken_at <= proof.ended_at
    assert int(proof.ended_event.split(":")[1]) <= done["seq"] + 1
