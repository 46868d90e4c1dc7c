"""Painting the desk costs what changed: an open chat is not read again while nothing of it is new."""

from collections.abc import Callable
from typing import Any

import pytest


async def test_an_open_chat_is_read_once_for_each_change(
    desk_at: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk_at((120, 40)) as at:
        conv = next(iter(at.desk.slots.order()))
        await at.opens(conv)
        reader, read = at.screen.painter._reader, []
        real = reader.read
        monkeypatch.setattr(reader, "read", lambda *args, **more: read.append(args[0]) or real(*args, **more))
        for _ in range(3):
            at.screen.paint()
        await at.later(2)
        assert read == []
        at.backend.says(conv, "one more thing")
        await at.settle()
        assert read == [conv]
        assert "one more thing" in at.text
        at.screen.toggle_details(at.desk.backend.transcript(conv).turns[-1].seq)
        await at.settle()
        assert read == [conv, conv]
