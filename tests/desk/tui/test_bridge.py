"""When what a backend tells is shown: the first of it at once, what follows in tenths of a second."""

import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from console.core.conversation.transcript import Transcript
from console.desk.adapters.port import RowsChanged, Told, TurnsChanged
from console.desk.tui.bridge import Bridge

pytestmark = pytest.mark.looptime

ROWS, OPEN, OTHER = RowsChanged((), ()), TurnsChanged(Transcript("c1")), TurnsChanged(Transcript("c2"))
OWN = Told("something", "", {})


@pytest.fixture
def bridge() -> Callable[[], tuple[Bridge, list[float]]]:
    def make() -> tuple[Bridge, list[float]]:
        loop = asyncio.get_running_loop()
        shown: list[float] = []
        news: Any = SimpleNamespace(take_up=lambda update: None, desk=SimpleNamespace(open_conv="c1"))
        return Bridge(news, lambda: None, lambda: shown.append(round(loop.time(), 3))), shown

    return make


async def at(bridge: Bridge, *told: tuple[float, Any]) -> float:
    """Tell these at these moments, and wait until all is shown; when that began."""
    loop = asyncio.get_running_loop()
    await asyncio.sleep(1)
    began = loop.time()
    for moment, update in told:
        await asyncio.sleep(began + moment - loop.time())
        bridge.told(update)
    await asyncio.sleep(1)
    return began


async def test_the_first_change_after_a_quiet_moment_is_shown_at_once_and_the_rest_in_tenths(bridge: Any) -> None:
    made, shown = bridge()
    began = await at(made, (0, ROWS), (0.02, ROWS), (0.05, ROWS), (0.12, OTHER), (0.25, ROWS), (0.5, ROWS))
    assert [round(moment - began, 3) for moment in shown] == [0, 0.1, 0.2, 0.3, 0.5]


async def test_the_open_chat_does_not_wait_for_the_rows_of_others(bridge: Any) -> None:
    made, shown = bridge()
    began = await at(made, (0, ROWS), (0.03, ROWS), (0.04, OPEN), (0.05, OPEN), (0.06, ROWS))
    assert [round(moment - began, 3) for moment in shown] == [0, 0.04, 0.14]


async def test_the_agents_own_is_shown_at_once(bridge: Any) -> None:
    made, shown = bridge()
    began = await at(made, (0, ROWS), (0.03, OWN), (0.04, OWN))
    assert [round(moment - began, 3) for moment in shown] == [0, 0.03, 0.04]
