"""The keys line: what works now, with the names, cut to the width by leaving out what matters least."""

from collections.abc import Sequence
from typing import Final

import msgspec

from console.core.text.messages import t
from console.core.text.width import cells
from console.desk.actions import Keymap
from console.desk.work import names
from console.desk.work.situation import Situation, holds

GAP: Final = 2


class Hint(msgspec.Struct, frozen=True):
    """One key with what it does."""

    action: str
    """Whose key stands here; empty: words alone."""
    label: str
    rank: int = 5
    """What is left out first when there is no room: the highest number."""
    right: bool = False
    """At the right end of the line."""
    short: str = ""
    """The label where room is scarce."""
    key: str = ""
    """The key itself, where it is no action's."""


class Pair(msgspec.Struct, frozen=True):
    """A key and its label, ready to be drawn; either may be empty."""

    key: str
    label: str

    @property
    def cells(self) -> int:
        """Its width."""
        return cells(self.key) + cells(self.label) + bool(self.key and self.label)


class KeysLine(msgspec.Struct, frozen=True):
    """The line in its two halves, and the action behind each pair, for the mouse."""

    left: tuple[Pair, ...]
    right: tuple[Pair, ...]
    left_actions: tuple[str, ...] = ()
    right_actions: tuple[str, ...] = ()


def fit(hints: Sequence[Hint], keymap: Keymap, where: str, width: int) -> KeysLine:
    """The hints that fit, in their order; short labels are tried before anything is left out."""
    known = [hint for hint in hints if hint.key or not hint.action or keymap.name(hint.action, where)]
    for is_short in (False, True):
        line = _line(known, keymap, where, is_short=is_short)
        if _width(line) <= width:
            return line
    while known and _width(line) > width:
        known.remove(max(reversed(known), key=lambda hint: hint.rank))
        line = _line(known, keymap, where, is_short=True)
    return line


def offer_hints(situation: Situation) -> list[Hint]:
    """What an offer can be answered with, while the backend hears it."""
    if situation.offer is None or situation.is_offline:
        return []
    return [
        Hint("take_next", t("hint.accept", name=names.short_name(situation.offer.name)), 0),
        Hint("decline", t("hint.decline"), 1, short=t("hint.decline.short")),
    ]


def list_hints(situation: Situation, *, is_transcript: bool = False) -> tuple[Hint, ...]:
    """What works while the reply box has no focus."""
    row = situation.row
    name = names.short_name(row.name) if row is not None else ""
    hints = offer_hints(situation)
    if holds("takeable", situation):
        hints.append(Hint("take", t("hint.take", name=name), 0))
    if situation.is_mine:
        hints += [
            Hint("reply", t("hint.reply_to", name=name), 0),
            Hint("note", t("hint.note"), 4),
            Hint("resolve", t("hint.resolve"), 2),
            Hint("hand_back", t("hint.hand_back"), 3),
            Hint("hand_to", t("hint.hand_to"), 5),
            Hint("snooze", t("hint.snooze"), 6),
        ]
    if holds("resolved", situation):
        hints.append(Hint("reopen", t("hint.reopen", name=name), 0))
    if (
        situation.offer is None
        and situation.next_waiting is not None
        and not (row and situation.next_waiting.conv == row.conv)
    ):
        waiting = names.full_name(situation.next_waiting.name)
        hints.append(Hint("take_next", t("hint.take_next", name=waiting), 1, short=t("hint.take_next.short")))
    if situation.next_needing is not None:
        needing = names.short_name(situation.next_needing.name)
        hints.append(Hint("next_mine", t("hint.mine", name=needing), 1))
    if situation.undo:
        hints.append(Hint("undo", t("hint.undo", what=situation.undo), 1, short=t("hint.undo.short")))
    if situation.is_offline:
        hints.append(Hint("retry", t("hint.retry"), 1))
    if situation.wraps_up:
        hints.append(Hint("resolve", t("hint.outcome"), 1))
    if situation.can_whisper:
        hints.append(Hint("whisper_owner", t("hint.whisper", who=names.owner_name(row) if row else ""), 3))
    if situation.offer is None and row is not None and not situation.is_mine and not holds("resolved", situation):
        hints.append(Hint("note", t("hint.note"), 4))
    if situation.offer is None:
        hints.append(Hint("filter", t("hint.find" if is_transcript else "hint.filter"), 6))
    hints.append(Hint("my_state", t("hint.state" if situation.takes_offers else "hint.state.back"), 7))
    hints.append(Hint("keys", t("hint.keys"), 2, right=True))
    return tuple(hints)


def _line(hints: Sequence[Hint], keymap: Keymap, where: str, *, is_short: bool) -> KeysLine:
    def pair(hint: Hint) -> Pair:
        key = hint.key or (keymap.name(hint.action, where) if hint.action else "")
        return Pair(key, (hint.short or hint.label) if is_short else hint.label)

    left = [hint for hint in hints if not hint.right]
    right = [hint for hint in hints if hint.right]
    return KeysLine(
        tuple(map(pair, left)),
        tuple(map(pair, right)),
        tuple(hint.action for hint in left),
        tuple(hint.action for hint in right),
    )


def _width(line: KeysLine) -> int:
    pairs = (*line.left, *line.right)
    return sum(pair.cells for pair in pairs) + GAP * max(0, len(pairs) - 1)
