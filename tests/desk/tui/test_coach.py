"""The coach of the demo: each step of the job with its key, then silence for good."""

from collections.abc import Callable
from typing import Any

from console.desk.work.coach import Coach

DeskAt = Callable[..., Any]


def two_wait(backend: Any) -> None:
    for conv, name in (("q1", "Quirina Faro"), ("q2", "Tom Reed")):
        backend.opens(conv, name, "I want to talk to a person")
        backend.escalates(conv)


async def test_from_the_first_take_to_the_first_resolved_chat(desk_at: DeskAt) -> None:
    async with desk_at((80, 24), scene=(two_wait,)) as at:
        at.screen.notice.coach = Coach()
        await at.settle()
        assert at.lines()[22].startswith(" t takes the customer under the cursor over")
        await at.press("t")
        await at.later(3)
        assert at.lines()[22].startswith(" Type an answer: nobody sees it before Enter")
        await at.types("Hello Quirina, I am here.")
        assert at.lines()[22].startswith(" Enter sends it")
        await at.press("enter")
        await at.later(1)
        if at.screen.box.text:
            await at.press("enter")
        await at.later(10)
        assert at.lines()[22].startswith(" ^G e resolves the chat when all is said")
        await at.press("ctrl+g", "e")
        at.app.steady[0] += 1
        await at.press("1", "enter")
        await at.later(20)
        assert at.desk.day.has_solved
        assert "takes the customer" not in at.text, "it does not begin again"


async def test_the_desk_itself_has_no_coach(desk_at: DeskAt) -> None:
    async with desk_at((80, 24), scene=(two_wait,)) as at:
        assert "under the cursor over" not in at.text
