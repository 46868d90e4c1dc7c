"""The table of every action of the desk: its id, keys and where they work; keys, palette, help and hints come from it.

It holds no behaviour: what an action does is the screen's, whether it can be done now is `needs`, a condition's name.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from console.core.text.messages import t

ANYWHERE: Final = "anywhere"
"""In the reply box too."""
BOX: Final = "box"
LISTS: Final = "lists"
"""Lists and transcript: the reply box has no focus. Its single letters also work in the box after the command key."""
GO: Final = "go"
"""After the key of `go_to`."""
FLOOR: Final = "floor"
"""On the supervisor's wall."""
WHERE: Final = (ANYWHERE, BOX, LISTS, GO, FLOOR)

NEVER: Final = frozenset(
    (*(f"ctrl+{key}" for key in "sqbimh"), "ctrl+@", "ctrl+space", "ctrl+[", "ctrl+\\", "ctrl+]", "ctrl+_")
) | frozenset(("f10", "f11", "f12"))
"""Chords that terminals, multiplexers and window systems keep for themselves; any chord with alt is never bound too."""


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that an agent can do."""

    id: str
    anywhere: tuple[str, ...] = ()
    box: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    go: tuple[str, ...] = ()
    floor: tuple[str, ...] = ()
    on_floor: bool = False
    """Its keys of the lists work on the wall too."""
    needs: str = ""
    """The condition under which it works; empty: always."""
    dialog: str = ""
    """The dialog that it opens."""
    guarded: bool = False
    """It changes an owner or a state: further letters are swallowed for a moment after its letter."""
    palette: bool = True
    """It stands in the palette; moving keys do not."""

    @property
    def title(self) -> str:
        """Two or three words."""
        return t(f"act.{self.id}")

    @property
    def help(self) -> str:
        """One sentence."""
        return t(f"act.{self.id}.help")

    def default_keys(self, where: str) -> tuple[str, ...]:
        """The keys in one of the places of `WHERE`."""
        keys: tuple[str, ...] = getattr(self, where)
        return keys


_MOVES: Final = (
    Action(id="up", lists=("up", "k"), palette=False, on_floor=True),
    Action(id="down", lists=("down", "j"), palette=False, on_floor=True),
    Action(id="page_up", box=("pageup",), lists=("pageup",), palette=False, on_floor=True),
    Action(id="page_down", box=("pagedown",), lists=("pagedown", "space"), palette=False, on_floor=True),
    Action(id="top", lists=("home",), go=("g",), palette=False, on_floor=True),
    Action(id="bottom", lists=("end", "G"), palette=False, on_floor=True),
    Action(id="open", lists=("enter",), palette=False, on_floor=True),
    Action(id="next_pane", anywhere=("f6",), lists=("tab",), palette=False, on_floor=True),
    Action(id="previous_pane", anywhere=("shift+f6",), lists=("shift+tab",), palette=False, on_floor=True),
    *(Action(id=f"slot_{n}", lists=(str(n),), palette=False) for n in range(1, 10)),
)

_BOX: Final = (
    Action(id="send", box=("enter",), palette=False),
    Action(id="new_line", box=("ctrl+j", "shift+enter"), palette=False),
    Action(id="leave_box", box=("escape",), palette=False),
)

_WORK: Final = (
    Action(id="next_mine", anywhere=("ctrl+n", "f3"), lists=("n",), needs="needs_me"),
    Action(id="back", anywhere=("ctrl+o", "f4"), needs="was_elsewhere"),
    Action(id="take_next", lists=("a",), needs="someone_waits", guarded=True),
    Action(id="take", lists=("t",), needs="takeable", guarded=True, on_floor=True),
    Action(id="reply", lists=("r",), needs="replyable"),
    Action(id="note", lists=("N",), needs="open_chat"),
    Action(id="toggle_note", anywhere=("ctrl+t", "f5"), needs="open_chat"),
    Action(id="hand_back", lists=("b",), needs="mine", dialog="hand_back", guarded=True),
    Action(id="hand_to", lists=("f",), needs="mine", dialog="hand_to", guarded=True, on_floor=True),
    Action(id="resolve", lists=("e",), needs="resolvable", dialog="resolve", guarded=True),
    Action(id="snooze", lists=("z",), needs="mine", dialog="snooze", guarded=True),
    Action(id="reopen", lists=("o",), needs="resolved", guarded=True),
    Action(id="undo", lists=("u",), needs="undoable", guarded=True),
    Action(id="editor", anywhere=("f7",), needs="writable"),
    Action(id="copy", lists=("y",), needs="open_chat"),
    Action(id="unsent", lists=("d",), dialog="unsent"),
    Action(id="tags", lists=("+",), needs="open_chat", dialog="tags"),
    Action(id="replies", box=("ctrl+r",), lists=("m",), needs="writable", dialog="replies"),
    Action(id="retry", lists=("R",), needs="retryable", on_floor=True),
    Action(id="card", lists=("i",)),
    Action(id="filter", lists=("/",), on_floor=True),
    Action(id="search", lists=("s",), dialog="search", on_floor=True),
    Action(id="notices", lists=("L",), dialog="notices", on_floor=True),
)

_SHIFT: Final = (
    Action(id="my_state", anywhere=("f9",), lists=("p",), dialog="state"),
    Action(id="decline", lists=("D",), needs="offered", dialog="decline"),
    Action(id="ask_help", lists=("h",), needs="mine"),
    Action(id="whisper_owner", lists=("w",), needs="whisperable"),
)

_PLACES: Final = (
    Action(id="command", anywhere=("ctrl+g", "f8"), palette=False),
    Action(id="go_to", lists=("g",), palette=False, on_floor=True),
    Action(id="go_desk", go=("d",)),
    Action(id="go_floor", go=("f",), needs="lead"),
    Action(id="go_waiting", go=("w",)),
    Action(id="go_mine", go=("m",)),
    Action(id="go_bots", go=("b",)),
    Action(id="go_escalation", go=("e",), needs="explained"),
    Action(id="go_unread", go=("u",), needs="open_chat"),
    Action(id="palette", anywhere=("ctrl+p", "f2"), lists=(":",), dialog="palette", palette=False, on_floor=True),
    Action(id="help", anywhere=("f1",), dialog="help"),
    Action(id="keys", lists=("?",), dialog="keys", on_floor=True),
    Action(id="theme", dialog="theme"),
    Action(id="redraw", anywhere=("ctrl+l",)),
    Action(id="quit", lists=("q",), dialog="quit", on_floor=True),
)

_FLOOR: Final = (
    *(Action(id=f"alarm_{n}", floor=(str(n),), needs="on_floor", palette=False) for n in range(1, 10)),
    Action(id="acknowledge", floor=("space",), needs="on_floor"),
    Action(id="overflow", floor=("O",), needs="on_floor"),
    Action(id="notice_all", floor=("M",), needs="on_floor"),
    Action(id="whisper", floor=("w",), needs="on_floor"),
    Action(id="state", floor=("p",), needs="on_floor"),
    Action(id="mark", floor=("x",), needs="on_floor", palette=False),
    Action(id="mark_all", floor=("X",), needs="on_floor", palette=False),
    Action(id="shorter", floor=(",",), needs="on_floor"),
    Action(id="longer", floor=(".",), needs="on_floor"),
    Action(id="banner", needs="on_floor"),
    *(
        Action(id=f"list_{name}", needs="on_floor")
        for name in ("agents", "quality", "waiting", "late", "offered", "promised")
    ),
)

ACTIONS: Final = (*_MOVES, *_BOX, *_WORK, *_SHIFT, *_PLACES, *_FLOOR)
BY_ID: Final[Mapping[str, Action]] = {action.id: action for action in ACTIONS}
_SHARED: Final = frozenset(action.id for action in ACTIONS if action.on_floor)

_SIGNS: Final = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "space": "Space",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "shift+enter": "Shift+Enter",
}


def shown(key: str) -> str:
    """A key as people read it: `^N`, `Esc`, `F1`, `^G N`."""
    if " " in key.strip():
        return " ".join(shown(part) for part in key.split())
    if key in _SIGNS:
        return _SIGNS[key]
    if key.startswith("ctrl+") and len(key) == 6:
        return "^" + key[-1].upper()
    if key.startswith("shift+f"):
        return "Shift+" + key[6:].upper()
    return key.upper() if len(key) > 1 and key[0] == "f" and key[1:].isdigit() else key


def is_forbidden(key: str) -> bool:
    """Whether this chord must never be bound."""
    return key in NEVER or any(part in ("alt", "super", "hyper", "meta") for part in key.split("+")[:-1])


class Keymap:
    """The keys in force: the table's, with the user's own in their place.

    `problems` holds a sentence for each of the user's keys that cannot be used; the rest of the map works.
    """

    def __init__(self, own: Mapping[str, Iterable[str]] | None = None) -> None:
        self.problems: list[str] = []
        self._keys: dict[str, dict[str, tuple[str, ...]]] = {
            action.id: {where: action.default_keys(where) for where in WHERE} for action in ACTIONS
        }
        for action_id, keys in (own or {}).items():
            if action_id in BY_ID:
                self._keys[action_id] = self._own(BY_ID[action_id], tuple(keys))
        self._share_with_floor()
        self._actions: dict[str, dict[str, str]] = {where: {} for where in WHERE}
        for where, key, action_id in self._all(own or {}):
            other = self._actions[where].setdefault(key, action_id)
            if other != action_id:
                self._keys[action_id][where] = tuple(k for k in self._keys[action_id][where] if k != key)
                params = {"key": shown(key), "first": BY_ID[other].title, "second": BY_ID[action_id].title}
                self.problems.append(t("keys.clash", **params))

    def action(self, where: str, key: str) -> Action | None:
        """What this key does there; in the box and in lists, the keys that work anywhere count too."""
        found = self._actions[where].get(key)
        if found is None and where in (BOX, LISTS, FLOOR):
            found = self._actions[ANYWHERE].get(key)
        return BY_ID[found] if found else None

    def keys(self, action_id: str, where: str = "") -> tuple[str, ...]:
        """The keys of an action in one place, or everywhere."""
        places = self._keys.get(action_id, {})
        if where:
            return places.get(where, ())
        prefix = (*self._keys["go_to"][LISTS], *self._keys["go_to"][ANYWHERE])
        through_go = tuple(f"{prefix[0]} {key}" for key in places.get(GO, ())) if prefix else ()
        own = () if action_id in _SHARED else places.get(FLOOR, ())
        return (*places.get(LISTS, ()), *places.get(BOX, ()), *places.get(ANYWHERE, ()), *through_go, *own)

    def name(self, action_id: str, where: str = LISTS) -> str:
        """How to press it, as the keys line writes it: in the box a letter comes after the command key.

        Empty when it has no key there.
        """
        places = self._keys.get(action_id, {})
        if where in (LISTS, FLOOR, BOX) and places.get(where):
            return shown(places[where][0])
        if places.get(ANYWHERE):
            return shown(places[ANYWHERE][0])
        command = self._keys["command"][ANYWHERE]
        if where == BOX and command and (letters := [key for key in places.get(LISTS, ()) if len(key) == 1]):
            return f"{shown(command[0])} {letters[0]}"
        go = self._keys["go_to"][LISTS]
        if places.get(GO) and go:
            lead = f"{shown(command[0])} " if where == BOX and command else ""
            return f"{lead}{shown(go[0])} {places[GO][0]}"
        return ""

    def _share_with_floor(self) -> None:
        """What works in the lists works on the wall too, but for keys that mean something else there."""
        taken = {key for id, places in self._keys.items() if id not in _SHARED for key in places[FLOOR]}
        for action_id in _SHARED:
            places = self._keys[action_id]
            places[FLOOR] = tuple(key for key in places[LISTS] if key not in taken)

    def _own(self, action: Action, keys: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {where: [] for where in WHERE}
        for given in keys:
            parts = [_canonical(part) for part in given.split()]
            if not parts or any(is_forbidden(part) for part in parts) or len(parts) > 2:
                self.problems.append(t("keys.forbidden", key=given, action=action.title))
                continue
            key = parts[-1]
            if len(parts) == 2:
                where = GO if parts[0] == "g" else LISTS
            elif len(key) == 1 or key == "space":
                where = FLOOR if action.floor else LISTS
            else:
                where = BOX if action.box and not action.anywhere else ANYWHERE
            found[where].append(key)
        return {where: tuple(given) for where, given in found.items()}

    def _all(self, own: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str, str]]:
        """Every key with its place and action: the user's own first, so that they win over the table's."""
        for action in sorted(ACTIONS, key=lambda action: action.id not in own):
            for where in WHERE:
                for key in self._keys[action.id][where]:
                    yield where, key, action.id


def _canonical(key: str) -> str:
    """One spelling for each key: letters as typed, `ctrl+n`, `f8`, `escape`, `pageup`."""
    if len(key) == 1:
        return key
    names = {"esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown", "page_up": "pageup"}
    *modifiers, last = key.lower().split("+") if key != "+" else [key]
    last = names.get(last, last)
    return "+".join([*sorted(modifiers), last])
