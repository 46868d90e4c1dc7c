"""The way into a chat that is read unseen: it stands in the audit log before a word of it is shown."""

from console.core.floor.acting import Observe
from console.desk.tui.screens.floor_place import FloorPlace
from console.desk.tui.screens.floor_reading import ReadingPlace


def open_chat(place: FloorPlace, conv: str, *, whispers: bool = False) -> None:
    """Read a chat: it stands in the audit log before a word of it is shown; refused or offline, nothing is shown."""
    place.begin(_open(place, conv, whispers=whispers))


async def _open(place: FloorPlace, conv: str, *, whispers: bool) -> None:
    row = place.desk.backend.rows.get(conv)
    if row is None:
        place.desk.say("reading.gone")
    elif await place.ask(Observe(conv)) is not None and place.is_current:
        place.go(ReadingPlace(place.there(), row, whispers=whispers))
    place.paint()
