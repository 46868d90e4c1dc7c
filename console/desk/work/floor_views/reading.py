"""A live chat as a supervisor reads it unseen: what stands beside it, the transcript's frame and the whisper box.

The transcript and the text of the whisper are widgets of their own; `regions` says where they stand.
"""

from typing import NamedTuple

from console.core.text.messages import t
from console.core.text.width import cells
from console.desk.actions import ANYWHERE, BOX, FLOOR
from console.desk.work import lists, names
from console.desk.work.floor import header
from console.desk.work.floor.frames import Frame
from console.desk.work.floor.ink import BAR, BOLD, CANVAS, Bit, Drawing, Line, PaneLine, Target, fitted, left
from console.desk.work.floor.ink import two_ends as ended
from console.desk.work.floor.words import (
    WARN,
    count,
)
from console.desk.work.floor_views.reading_sides import LEFT, NOTE, Reading, help_text, left_side, right_side
from console.desk.work.floor_views.sheet import Key, Sheet, key, said
from console.desk.work.times import age


class Region(NamedTuple):
    """Where a widget stands."""

    x: int
    y: int
    width: int
    height: int


def regions(reading: Reading) -> tuple[Region, Region | None]:
    """Where the transcript and the whisper's text stand."""
    view, box = reading.view, _box_rows(reading)
    card = len(_warm(reading)) + (1 if reading.is_wide and reading.warm else 0)
    if reading.is_wide:
        wide, top = view.width - LEFT - reading.right, 3 + card
        end = view.height - 2 - box - 2
        text = Region(LEFT + 1, view.height - 2 - box + 1, wide - 2, box - 4) if box else None
        return Region(LEFT + 1, top, wide - 2, max(1, end - top)), text
    top, end = 3 + card, view.height - 2 - box - 1
    return Region(1, top, view.width - 2, max(1, end - top)), (
        Region(1, view.height - 2 - box + 1, view.width - 2, box - 3) if box else None
    )


def _box_rows(reading: Reading) -> int:
    if not reading.can_whisper:
        return 0
    return 8 if reading.is_wide else 5


def draw_reading(reading: Reading) -> Drawing:
    """The whole place."""
    view = reading.view
    sheet = Sheet(view)
    sheet.line(BAR, header.header(view))
    bits, target = header.promise(view)
    sheet.line(CANVAS, bits, target, is_figure=True)
    if reading.is_wide:
        right = [right_side(reading)] if reading.has_card else []
        sheet.panes(left_side(reading), _middle(reading), *right, is_figure=False)
    else:
        sheet.pane(_narrow(reading), is_figure=False)
    return sheet.done(_notice(reading), _keys(reading))


# The middle: the chat and the whisper.


def _title(reading: Reading, room: int) -> tuple[list[Bit], list[Bit]]:
    """Who it is, and whose: the number goes first where there is no room for all."""
    view, row = reading.view, reading.row
    about = [names.full_name(row.name), names.language(row.lang), names.topic(row.topic)]
    words = t("reading.title", about=" · ".join(part for part in about if part))
    whose = ""
    if reading.owner and row.assigned_at:
        whose = t("reading.owner", name=reading.owner, age=age(view.then - row.assigned_at))
    elif row.owner == "bot":
        whose = t("desk.bot")
    elif row.since and lists.is_waiting(row):
        whose = t("pane.waits", age=age(view.then - row.since))
    end = " · ".join(part for part in (f"#{row.no}", whose) if part)
    if whose and cells(words) + cells(end) + 4 > room:
        end = whose
    return [Bit(words, "customer" + BOLD)], [Bit(end, "muted")]


def _warm(reading: Reading) -> list[tuple[str, str]]:
    return list(reading.warm) if reading.is_wide else [line for n, line in enumerate(reading.warm) if n != 1]


def _status(reading: Reading) -> tuple[Bit, Bit]:
    return Bit(reading.typing, "muted"), Bit(t("reading.unseen"), "note")


def _middle(reading: Reading) -> list[PaneLine]:
    view, wide = reading.view, reading.view.width - LEFT - reading.right
    frame = Frame(has_focus=reading.focus == "transcript")
    inner = wide - 2
    place, _ = regions(reading)
    lines = [frame.top(wide, *_title(reading, wide - 2))]
    body: list[Line] = [(Bit(left(head, 9), "muted"), Bit(words)) for head, words in _warm(reading)]
    if body:
        body.append((Bit("─" * inner, "rule"),))
    body += _transcript(reading, place)
    first, last = _status(reading)
    body.append(ended([first], [last], inner))
    lines += [PaneLine(frame.row(wide, line)) for line in body]
    lines.append(frame.bottom(wide))
    return [*lines, *_whisper(reading, wide, view.height - 4 - len(lines))]


def _transcript(reading: Reading, place: Region) -> list[Line]:
    given = list(reading.transcript)[-place.height :]
    return [*given, *[()] * (place.height - len(given))]


def _whisper(reading: Reading, wide: int, rows: int) -> list[PaneLine]:
    """The box in the note's pattern; its text is a widget."""
    if not reading.can_whisper or rows < 4:
        return [PaneLine(fitted((), wide))] * max(0, rows)
    sign = reading.view.keymap.name("send", BOX)
    head = t("reading.whisper", name=reading.owner, customer=reading.name)
    enter = t("reading.whisper.enter", key=sign, name=reading.owner)
    free = wide - cells(head) - cells(enter) - 8
    top: Line = (
        Bit(NOTE * 2, "note"),
        Bit(f" {head} ", "note" + BOLD),
        Bit(NOTE * max(1, free), "note"),
        Bit(f" {enter} ", "note"),
        Bit(NOTE * 2, "note"),
    )
    is_framed = reading.is_wide
    inner = rows - (4 if is_framed else 3)
    text = [*reading.text, *[""] * inner][:inner]
    kept = t("reading.kept", at=reading.kept_at) if reading.kept_at else ""
    number = t("reading.characters", n=count(reading.characters)) if reading.characters else ""
    low = ended([Bit(" " + kept, "muted")], [Bit(number + " ", "muted")], wide)
    body: list[Line] = [(Bit(" " + line),) for line in text]
    if is_framed:
        body.append((Bit(" " + t("reading.only", name=reading.owner), "muted"),))
    lines = [fitted(top, wide), *[fitted(line, wide) for line in body], low]
    lines.append((Bit(NOTE * wide, "note"),))
    return [PaneLine(tuple(bit._replace(on="note-fill") for bit in line), Target("box", "")) for line in lines]


def _narrow(reading: Reading) -> list[PaneLine]:
    view = reading.view
    frame = Frame(has_focus=reading.focus != "box")
    place, _ = regions(reading)
    body: list[Line] = [(Bit(" " + left(head, 8), "muted"), Bit(words)) for head, words in _warm(reading)]
    body += [(Bit(" "), *line) for line in _transcript(reading, place)]
    first, last = _status(reading)
    body.append((*ended([Bit(" "), first], [last], view.width - 1), Bit(" ")))
    lines = [frame.line(view.width, *_title(reading, view.width - 4)), *(PaneLine(line) for line in body)]
    return [*lines, *_whisper(reading, view.width, view.height - 4 - len(lines))]


# The foot.


def _notice(reading: Reading) -> list[Bit]:
    view, row = reading.view, reading.row
    if reading.help_since and reading.owner:
        words = (reading.agent.help_text if reading.agent else "") or help_text(reading)
        asked = t("crew.help", name=reading.owner, age=age(view.then - row.help_since))
        return said(WARN, asked + (f': "{words}"' if words else "") + " · " + t("reading.answers"))
    if reading.owner:
        return said("·", t("reading.calm", name=reading.owner))
    return said("·", t("reading.calm.nobody" if reading.is_open else "reading.calm.over", name=reading.name))


def _keys(reading: Reading) -> list[Key]:
    view = reading.view
    keymap = view.keymap
    owner, name = reading.owner, reading.name
    take = t("reading.key.take", name=name, owner=owner) if owner else t("opened.take", name=name)
    if reading.focus == "box":
        command = keymap.keys("command", ANYWHERE)
        lead = keymap.name("command", BOX) + " " if command else ""
        return [
            Key("send", keymap.name("send", BOX), t("reading.key.tell", name=owner), changes=True),
            Key("new_line", keymap.name("new_line", BOX), t("reading.key.line")),
            Key("take", lead + keymap.name("take", FLOOR), take, changes=True),
            Key("hand_to", lead + keymap.name("hand_to", FLOOR), t("reading.key.hand"), changes=True),
            Key("leave_box", keymap.name("leave_box", BOX), t("reading.key.leave"), is_right=True),
            Key("help", keymap.name("help", BOX), t("reading.key.help"), is_right=True),
        ]
    found = []
    if owner:
        found.append(key(view, "whisper", t("crew.whisper", name=owner), changes=True, short=t("short.whisper")))
    if reading.is_open:
        found.append(key(view, "take", take, changes=True, short=t("short.take")))
        whom = t("opened.hand.one", name=name)
        found.append(key(view, "hand_to", whom, changes=True, short=t("short.hand")))
    found.append(Key("next_pane", view.keymap.name("next_pane", FLOOR), t("floor.key.pane")))
    found.append(key(view, "quit", t("reading.key.back"), is_right=True))
    found.append(key(view, "keys", t("floor.key.keys"), is_right=True))
    return found
