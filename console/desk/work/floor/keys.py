"""The wall's last line: the keys that work now with what they do, fitted to the width step by step; `? keys` stays."""

from collections.abc import Callable, Sequence

import msgspec

from console.core.text.messages import t
from console.core.text.width import cells
from console.desk.actions import FLOOR
from console.desk.work.floor import alarms
from console.desk.work.floor.foot import foremost
from console.desk.work.floor.ink import Bit, Line, Place, Target, two_ends
from console.desk.work.floor.view import View
from console.desk.work.floor.words import count

_GAP = 2
_NAMED_ALARMS = 3
"""So many other alarms are named by their numbers, more by the first and the last."""


class Key(msgspec.Struct, frozen=True):
    """One key with what it does."""

    action: str
    key: str
    label: str
    short: str = ""
    """The label where room is scarce."""
    short_key: str = ""
    is_right: bool = False


def keys(view: View) -> list[Key]:
    """What can be done now, in the order of the line."""
    if view.is_stale or view.is_offline:
        found = _stale(view)
    elif view.wall.alarms:
        found = _alarmed(view)
    else:
        found = _calm(view)
    return [key for key in found if key.key and (key.action in view.places or key.action == "keys")]


def _key(view: View, action: str, label: str, *, short: str = "", is_right: bool = False) -> Key:
    name = view.keymap.name(action, FLOOR)
    name = {"Tab": "tab", "Space": "space"}.get(name, name)
    return Key(action, name, label, short, is_right=is_right)


def _open(view: View, more: str = "") -> Key:
    target = view.target
    if target is None:
        return Key("", "", "")
    if target.kind == "queue":
        label = t("floor.key.open", what=target.id)
    elif target.kind == "agent":
        label = t("floor.key.agent", name=view.agent_name(target.id))
    else:
        label = t(f"floor.key.{target.kind}", n=target.id)
    return _key(view, "open", label + more, short=t("floor.key.open.short"))


def _common(view: View) -> dict[str, Key]:
    number = count(view.wall.tiles.waiting)
    shorter, longer = view.keymap.name("shorter", FLOOR), view.keymap.name("longer", FLOOR)
    return {
        "window": Key("shorter", f"{shorter} {longer}".strip(), t("floor.key.window")),
        "filter": _key(view, "filter", t("floor.key.filter")),
        "overflow": _key(view, "overflow", t("floor.key.overflow")),
        "notice": _key(view, "notice_all", t("floor.key.notice", n=number)),
        "seen": _key(view, "acknowledge", t("floor.key.seen")),
        "tab": _key(view, "next_pane", t("floor.key.pane"), short=t("floor.key.pane.short"), is_right=True),
        "desk": _key(view, "go_desk", t("floor.key.desk"), is_right=True),
        "keys": _key(view, "keys", t("floor.key.keys"), is_right=True),
    }


def _calm(view: View) -> list[Key]:
    common = _common(view)
    del common["seen"]
    return [_open(view), *common.values()]


def _alarmed(view: View) -> list[Key]:
    common = _common(view)
    worst = foremost(view)
    found = []
    if worst is not None:
        name, act = worst.topic or worst.queue, alarms.action(worst) or t("floor.key.menu")
        label = f"{name}: {act}" if name else act
        found.append(Key(f"alarm_{worst.number}", str(worst.number), label))
        numbers = [alarm.number for alarm in view.wall.alarms if alarm is not worst]
        if numbers:
            long = " ".join(map(str, numbers)) if len(numbers) <= _NAMED_ALARMS else _run(numbers)
            label = t("floor.key.alarms")
            found.append(Key(f"alarm_{numbers[0]}", long, label, short_key=_run(numbers)))
    return [*found, _open(view), *common.values()]


def _run(numbers: Sequence[int]) -> str:
    """`1-4`: what is not among them says so itself."""
    return f"{numbers[0]}-{numbers[-1]}" if len(numbers) > 2 else " ".join(map(str, numbers))


def _stale(view: View) -> list[Key]:
    common = _common(view)
    if view.is_offline:
        return [
            _key(view, "retry", t("floor.key.try")),
            _key(view, "notices", t("floor.key.log")),
            common["desk"],
            common["keys"],
        ]
    return [
        _key(view, "retry", t("floor.key.again")),
        _open(view, " " + t("floor.key.from_chats")),
        common["desk"],
        common["keys"],
    ]


def fit(found: Sequence[Key], width: int) -> list[Key]:
    """What fits: what matters least goes or gets shorter first, one step at a time."""
    kept = list(found)
    has_alarms = any(key.action.startswith("alarm_") for key in kept)
    for step in _ALARM_STEPS if has_alarms else _CALM_STEPS:
        if _wide(kept) <= width:
            break
        kept = step(kept)
    return kept


Step = Callable[[list[Key]], list[Key]]


def _without(action: str) -> Step:
    return lambda kept: [key for key in kept if key.action != action]


def _shorter(action: str) -> Step:
    return lambda kept: [
        msgspec.structs.replace(key, label=key.short or key.label, key=key.short_key or key.key)
        if key.action.startswith(action)
        else key
        for key in kept
    ]


_ALARM_STEPS: Sequence[Step] = (
    _without("filter"),
    _without("shorter"),
    _without("go_desk"),
    _shorter("next_pane"),
    _without("next_pane"),
    _without("acknowledge"),
    _shorter("alarm_"),
    _without("notice_all"),
    _shorter("open"),
    _without("overflow"),
    _without("open"),
)
_CALM_STEPS: Sequence[Step] = (
    _without("filter"),
    _shorter("next_pane"),
    _without("next_pane"),
    _without("shorter"),
    _without("notice_all"),
    _without("overflow"),
    _shorter("open"),
    _without("go_desk"),
    _without("notices"),
)


def _wide(found: Sequence[Key]) -> int:
    """The cells of both halves; one is enough between them."""
    halves = [[key for key in found if key.is_right is side] for side in (False, True)]
    wide = [sum(_cells(key) for key in half) + _GAP * max(0, len(half) - 1) for half in halves]
    return wide[0] + wide[1] + (1 if all(wide) else 0)


def _cells(key: Key) -> int:
    return cells(key.key) + 1 + cells(key.label)


def line(view: View) -> tuple[Line, list[Place]]:
    """The keys line, and where each key stands."""
    kept = fit(keys(view), view.width - 2)
    left = [key for key in kept if not key.is_right]
    right = [key for key in kept if key.is_right]
    bits = two_ends([Bit(" "), *_bits(left)], [*_bits(right), Bit(" ")], view.width)
    places = _places(left, 1, view.height - 1)
    start = view.width - 1 - sum(map(_cells, right)) - _GAP * max(0, len(right) - 1)
    return bits, [*places, *_places(right, start, view.height - 1)]


def _bits(found: Sequence[Key]) -> list[Bit]:
    bits: list[Bit] = []
    for number, key in enumerate(found):
        bits += [Bit(" " * _GAP, "key-label")] if number else []
        bits += [Bit(key.key, "key"), Bit(" " + key.label, "key-label")]
    return bits


def _places(found: Sequence[Key], start: int, y: int) -> list[Place]:
    places = []
    for key in found:
        places.append(Place(y, start, start + _cells(key), Target("key", key.action)))
        start += _cells(key) + _GAP
    return places
