"""How the reply box looks in each of its states: title, frame, lines, keys, and what Enter does there."""

from collections.abc import Callable
from typing import Final

import msgspec

from console.core.text.messages import t
from console.desk.actions import BOX, LISTS, Keymap
from console.desk.work import names
from console.desk.work.box import BoxFacts, BoxState, BoxView, Enter, Frame, Loss, state_of
from console.desk.work.hints import Hint
from console.desk.work.reading import Span
from console.desk.work.times import age

_HELD_WHY: Final = frozenset({"long_offline", "owner_changed", "gone", "new_stream", "unclear", "lost", "lost_chat"})
"""Why a reply waits, where it is not that the customer wrote."""
STAYS_MINE: Final = 120_000
"""How long, in milliseconds, a chat stays its absent owner's (L4)."""


def view(facts: BoxFacts, keymap: Keymap) -> BoxView:
    """The box as it stands."""
    return _VIEWS[state_of(facts)](facts, keymap)


def _name(facts: BoxFacts) -> str:
    return names.short_name(facts.row.name) if facts.row is not None else ""


def _to(facts: BoxFacts) -> tuple[Span, ...]:
    row = facts.row
    if row is None:
        return ()
    spoken = names.language(row.lang)
    tail = (Span(f" · {spoken}", "muted"),) if spoken else ()
    return (Span(t("box.to", name=names.full_name(row.name)), "text+bold"), *tail)


def _enter_right(keymap: Keymap, message_id: str, **params: object) -> tuple[Span, ...]:
    key = keymap.name("send", BOX)
    return (Span(key, "key"), Span(" " + t(message_id, **params), "key-label"))


def _leave() -> tuple[Hint, ...]:
    return (Hint("leave_box", t("hint.list"), 1, right=True), Hint("help", t("hint.help"), 9, right=True))


def _own_keys(facts: BoxFacts, send: str) -> tuple[Hint, ...]:
    keys = [Hint("send", send, 0), Hint("new_line", t("hint.new_line"), 4, short=t("hint.line"))]
    if facts.offered:
        keys.append(Hint("take_next", t("hint.accept", name=facts.offered), 1))
    if facts.needing:
        keys.append(Hint("next_mine", t("hint.next_mine", name=facts.needing), 1))
    if facts.has_back:
        keys.append(Hint("back", t("hint.back"), 8))
    keys.append(Hint("toggle_note", t("hint.note"), 5))
    keys.append(Hint("command", t("hint.command"), 2))
    return (*keys, *_leave())


def _kept(facts: BoxFacts) -> tuple[tuple[Span, ...], str]:
    line = (Span(t("box.draft_kept", at=facts.kept_at), "draft"),) if facts.kept_at else ()
    count = t("box.characters", n=facts.characters) if facts.characters else ""
    return line, count


def _own(facts: BoxFacts, keymap: Keymap) -> BoxView:
    line, count = _kept(facts)
    return BoxView(
        BoxState.OWN,
        Frame.FOCUS,
        _to(facts),
        _enter_right(keymap, "box.sends"),
        Enter.SHOW if facts.doubt else Enter.SEND,
        line,
        count,
        _own_keys(facts, t("hint.send")),
    )


def _wrote(facts: BoxFacts, keymap: Keymap) -> BoxView:
    number = facts.wrote_since
    right = t("box.wrote_since", name=_name(facts), n=number) if number else t("box.news")
    return BoxView(
        BoxState.WROTE,
        Frame.FOCUS,
        _to(facts),
        (Span(right, "unread"),),
        Enter.SHOW,
        (Span("▲ ", "warn"), Span(t("box.first_shows", key=keymap.name("send", BOX)), "text")),
        keys=(Hint("send", t("hint.show_send", key=keymap.name("send", BOX)), 0), *_leave()),
    )


def _old(facts: BoxFacts, keymap: Keymap) -> BoxView:
    return msgspec.structs.replace(
        _wrote(facts, keymap), state=BoxState.OLD, right=(Span(t("box.old_draft", at=facts.kept_at), "warn"),)
    )


def _claiming(facts: BoxFacts, keymap: Keymap) -> BoxView:
    name = _name(facts)
    waited = f"{max(0, facts.now - facts.claim_since) / 1000:.1f}"
    line = t("box.queued" if facts.is_queued else "box.asking", name=name, waited=waited)
    title = (Span(t("box.to", name=names.full_name(facts.row.name) if facts.row else ""), "text"),)
    return BoxView(
        BoxState.CLAIMING,
        Frame.FOCUS,
        (*title, Span(" · " + t("box.taking"), "warn")),
        _enter_right(keymap, "box.waits"),
        Enter.WAIT,
        (Span(line, "muted"),),
        keys=(Hint("send", t("hint.send_once", name=name), 0), *_leave()[:1], Hint("undo", t("hint.let_go"), 2)),
    )


def _lost_line(facts: BoxFacts, keymap: Keymap, head: str) -> tuple[Span, ...]:
    loss = facts.loss
    parts = [head]
    if loss is not None and loss.who:
        parts.append(t("box.gives_note", key=keymap.name("note", BOX), who=loss.who))
    if facts.next_waiting and loss is not None and not (loss.by_lead and loss.who):
        parts.append(t("box.takes", key=keymap.name("take_next", BOX), name=facts.next_waiting))
    return (Span("■ ", "breach"), Span(" · ".join(parts), "text"))


def _lost_keys(facts: BoxFacts, *, has_unsent: bool) -> tuple[Hint, ...]:
    loss = facts.loss
    keys = [Hint("", t("hint.typing_goes_on"), 3), Hint("next_mine", t("hint.next_mine_short"), 2)]
    if loss is not None and loss.who:
        keys.append(Hint("note", t("hint.note_to", who=loss.who), 0))
    keys.append(Hint("copy", t("hint.copy"), 1))
    if has_unsent:
        keys.append(Hint("unsent", t("hint.unsent"), 4))
    return tuple(keys)


def _lost(facts: BoxFacts, keymap: Keymap) -> BoxView:
    loss = facts.loss or Loss("", "")
    name = _name(facts) or t("desk.nameless")
    ahead = t("box.ahead", seconds=f"{loss.ahead_ms / 1000:.1f}") if loss.ahead_ms else ""
    return BoxView(
        BoxState.LOST,
        Frame.DOUBLE,
        (Span(t("box.lost" if loss.who else "box.gone", who=loss.who, name=name, ahead=ahead), "text"),),
        (Span(t("box.cannot"), "breach"),),
        Enter.NONE,
        _lost_line(facts, keymap, t("box.has" if loss.who else "box.has_nobody", who=loss.who, name=name)),
        keys=_lost_keys(facts, has_unsent=True),
    )


def _taken_over(facts: BoxFacts, keymap: Keymap) -> BoxView:
    loss = facts.loss or Loss("", "")
    name = _name(facts) or t("desk.nameless")
    who, role = loss.who, f" ({loss.role})" if loss.role else ""
    head = t("box.took_over_why" if loss.why else "box.took_over", who=who, at=loss.at, why=loss.why)
    return BoxView(
        BoxState.TAKEN_OVER,
        Frame.DOUBLE,
        (Span(t("box.taken_over", who=who + role, name=name), "text"),),
        (Span(t("box.cannot"), "breach"),),
        Enter.NONE,
        _lost_line(facts, keymap, head),
        keys=_lost_keys(facts, has_unsent=False),
    )


def _note(facts: BoxFacts, keymap: Keymap) -> BoxView:
    name, full = _name(facts), names.full_name(facts.row.name) if facts.row else ""
    line = t("box.reply_kept", name=name, key=keymap.name("toggle_note", BOX)) if facts.other_kept else ""
    return BoxView(
        BoxState.NOTE,
        Frame.NOTE,
        (Span(t("box.note", name=full), "note"), Span(" · " + t("box.staff_only", name=name), "muted")),
        _enter_right(keymap, "box.saves_note"),
        Enter.SAVE,
        (Span(line, "muted"),) if line else (),
        keys=(
            Hint("send", t("hint.save_note"), 0),
            Hint("toggle_note", t("hint.reply_to", name=name), 1),
            Hint("command", t("hint.commands"), 2),
            *_leave(),
        ),
    )


def _offline(facts: BoxFacts, keymap: Keymap) -> BoxView:
    name = _name(facts)
    gone = max(0, facts.now - facts.link.since)
    kept = facts.kept_replies
    words = t("box.kept_one" if kept == 1 else "box.kept", n=kept) if kept else t("box.kept_none")
    left = STAYS_MINE - gone
    stays = t("box.stays", name=name, left=age(left)) if left > 0 else t("box.may_go", name=name)
    return BoxView(
        BoxState.OFFLINE,
        Frame.WARN,
        _to(facts),
        (Span(t("box.offline", gone=age(gone), key=keymap.name("send", BOX)), "warn"),),
        Enter.KEEP,
        (Span(f"· {words} · {stays}", "text"),),
        keys=(
            Hint("send", t("hint.keep"), 0),
            Hint("retry", t("hint.try_now"), 1),
            Hint("unsent", t("hint.unsent"), 2),
            *_leave(),
        ),
    )


def _held(facts: BoxFacts, keymap: Keymap) -> BoxView:
    name, number = _name(facts), max(1, facts.held_news)
    said = t("box.held_one" if number == 1 else "box.held_many", name=name, n=number)
    if facts.held_why in _HELD_WHY:
        said = t(f"box.held.{facts.held_why}")
    full = names.full_name(facts.row.name) if facts.row else ""
    is_lost = facts.held_why in ("lost", "lost_chat")
    title = t("box.held_lost") if is_lost else t("box.held")
    if facts.held_count > 1:
        title += " " + t("box.held_of", n=facts.held_count)
    return BoxView(
        BoxState.HELD,
        Frame.WARN,
        (Span(t("box.to", name=full), "text"), Span(" · " + title, "warn")),
        (Span(t("box.live_again"), "link-live"),),
        Enter.RELEASE,
        (Span("▲ ", "warn"), Span(said, "text")),
        keys=(Hint("send", t("hint.send_as_is"), 0), *_leave()[:1], Hint("", t("hint.edit"), 3)),
    )


def _whisper(facts: BoxFacts, keymap: Keymap) -> BoxView:
    name, owner = _name(facts), names.owner_name(facts.row) if facts.row else ""
    line = t("box.only_sees", who=owner)
    return BoxView(
        BoxState.WHISPER,
        Frame.NOTE,
        (Span(t("box.whisper", who=owner), "note"), Span(" · " + t("box.never_sees", name=name), "muted")),
        _enter_right(keymap, "box.tells", who=owner),
        Enter.TELL,
        (Span(line, "muted"),),
        t("box.characters", n=facts.characters) if facts.characters else "",
        keys=(
            Hint("send", t("hint.tell", who=owner), 0),
            Hint("new_line", t("hint.new_line"), 4, short=t("hint.line")),
            Hint("toggle_note", t("hint.back"), 2),
            Hint("command", t("hint.command"), 3),
            *_leave(),
        ),
    )


def _bot(facts: BoxFacts, keymap: Keymap) -> BoxView:
    name, take = _name(facts), keymap.name("take", LISTS)
    writing = t("box.bot_writing", text=" ".join(facts.bot_text.split())) if facts.bot_text else ""
    return BoxView(
        BoxState.BOT,
        Frame.QUIET,
        (Span(t("box.with_bot", name=name), "muted"),),
        (Span(t("box.read_only"), "muted"),),
        Enter.NONE,
        (Span(writing, "bot"),) if writing else (),
        t("box.stops_bot", key=take),
        _read_keys(name),
        can_type=False,
    )


def _waiting(facts: BoxFacts, keymap: Keymap) -> BoxView:
    name = _name(facts)
    return BoxView(
        BoxState.WAITING,
        Frame.QUIET,
        (Span(t("box.waits_for_person", name=name), "muted"),),
        (Span(t("box.read_only"), "muted"),),
        Enter.NONE,
        (Span(t("box.take_to_reply", key=keymap.name("take", LISTS)), "muted"),),
        keys=_read_keys(name),
        can_type=False,
    )


def _read_keys(name: str) -> tuple[Hint, ...]:
    return (
        Hint("take", t("hint.take_over", name=name), 0),
        Hint("note", t("hint.note"), 2),
        Hint("", t("hint.read"), 3, key="↑↓"),
        Hint("keys", t("hint.keys"), 1),
    )


def _other(facts: BoxFacts, keymap: Keymap) -> BoxView:
    name, owner = _name(facts), names.owner_name(facts.row) if facts.row else ""
    return BoxView(
        BoxState.OTHER,
        Frame.QUIET,
        (Span(t("box.is_with", name=name, who=owner), "muted"),),
        (Span(t("box.read_only"), "muted"),),
        Enter.NONE,
        (Span(t("box.note_reaches", key=keymap.name("note", LISTS), who=owner), "muted"),),
        keys=(Hint("note", t("hint.note_to", who=owner), 0), *_read_keys(name)[2:]),
        can_type=False,
    )


def _resolved(facts: BoxFacts, keymap: Keymap) -> BoxView:
    name = _name(facts)
    return BoxView(
        BoxState.RESOLVED,
        Frame.QUIET,
        (Span(t("box.resolved", name=name), "muted"),),
        (Span(t("box.read_only"), "muted"),),
        Enter.NONE,
        (Span(t("box.reopens", key=keymap.name("reopen", LISTS)), "muted"),),
        keys=(Hint("reopen", t("hint.reopen", name=name), 0), *_read_keys(name)[1:]),
        can_type=False,
    )


def _nothing(facts: BoxFacts, keymap: Keymap) -> BoxView:
    said = (
        t("box.next_takes", key=keymap.name("take_next", LISTS), name=facts.next_waiting)
        if facts.next_waiting
        else t("box.nobody_waits")
    )
    return BoxView(
        BoxState.NOTHING,
        Frame.QUIET,
        (Span(t("box.nothing_open"), "muted"),),
        (),
        Enter.NONE,
        (Span(said, "muted"),),
        can_type=False,
    )


_VIEWS: Final[dict[BoxState, Callable[[BoxFacts, Keymap], BoxView]]] = {
    BoxState.NOTHING: _nothing,
    BoxState.OWN: _own,
    BoxState.CLAIMING: _claiming,
    BoxState.LOST: _lost,
    BoxState.TAKEN_OVER: _taken_over,
    BoxState.NOTE: _note,
    BoxState.WHISPER: _whisper,
    BoxState.WROTE: _wrote,
    BoxState.OLD: _old,
    BoxState.OFFLINE: _offline,
    BoxState.HELD: _held,
    BoxState.BOT: _bot,
    BoxState.WAITING: _waiting,
    BoxState.OTHER: _other,
    BoxState.RESOLVED: _resolved,
}
