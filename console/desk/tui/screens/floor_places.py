"""Where the wall's keys lead: a table of what can be opened or done, each a module that is imported on first use.

Each names a function of a context: it gives the screen to show over the wall, or None when it has done all there was
to do. What the table does not name has no key on the wall.
"""

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import msgspec
from textual.screen import Screen

from console.core.metrics.wall import Wall
from console.desk.work.desk import Desk
from console.desk.work.floor.ink import Target
from console.desk.work.flows import Flows

if TYPE_CHECKING:
    from console.desk.tui.screens.floor import FloorScreen

_HERE: Final = "console.desk.tui.screens"
PLACES: Final[dict[str, str]] = {
    "open.queue": f"{_HERE}.floor_queue:of_queue",
    "open.alarm": f"{_HERE}.floor_alarm:of_alarm",
    "open.agent": f"{_HERE}.floor_agents:of_agent",
    "open.quality": f"{_HERE}.floor_quality:of_quality",
    "open.tile": f"{_HERE}.floor_alarm_wall:of_tile",
    "overflow": f"{_HERE}.floor_alarm_wall:overflow",
    "notice_all": f"{_HERE}.floor_alarm_wall:notice",
    "whisper": f"{_HERE}.floor_alarm_wall:whisper",
    "state": f"{_HERE}.floor_alarm_wall:state",
    "hand_to": f"{_HERE}.floor_alarm_wall:hand",
    "banner": f"{_HERE}.floor_alarm_wall:banner",
    "list_agents": f"{_HERE}.floor_agents:all_agents",
    "list_quality": f"{_HERE}.floor_quality:of_quality",
    "list_waiting": f"{_HERE}.floor_queue:waiting",
    "list_late": f"{_HERE}.floor_queue:late",
    "list_offered": f"{_HERE}.floor_queue:offered",
    "list_promised": f"{_HERE}.floor_queue:promised",
}
"""By the action's id, the module and its function. Enter and a click depend on what is under the cursor:
`open.queue`, `open.alarm` (the digits too), `open.agent`, `open.quality`, `open.tile`."""


class FloorContext(msgspec.Struct, frozen=True):
    """What a place may look at and use."""

    screen: "FloorScreen"
    """Its `act` asks the backend and says what came of it."""
    desk: Desk
    flows: Flows
    wall: Wall
    """As it stood when the key was pressed."""
    target: Target | None
    """What the key was about."""


def has_place(action: str) -> bool:
    """Whether this leads anywhere."""
    return action in PLACES


def place(action: str, context: FloorContext) -> Screen[Any] | None:
    """Go there."""
    module, _, name = PLACES[action].partition(":")
    go: Callable[[FloorContext], Screen[Any] | None] = getattr(importlib.import_module(module), name)
    return go(context)
