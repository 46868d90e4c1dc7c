"""The reply box as a state machine: from the facts of the open chat to its title, frame, lines, keys and Enter.

It never holds the text, and no state takes the cursor away: a box that cannot send goes on taking letters.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Final

import msgspec

from console.core.conversation.words import State
from console.core.floor.rows import Row
from console.core.text.messages import t
from console.desk.actions import BOX, LISTS, Keymap
from console.desk.adapters.port import Link, LinkState
from console.desk.work import names
from console.desk.work.hints import Hint
from console.desk.work.lists import is_mine
from console.desk.work.reading import Span
from console.desk.work.times import age

STAYS_MINE: Final = 120_000
"""How long, in milliseconds, a chat stays its absent owner's (L4)."""


class BoxState(StrEnum):
    """What the box can be."""

    NOTHING = "nothing"
    OWN = "own"
    CLAIMING = "claiming"
    LOST = "lost"
    TAKEN_OVER = "taken_over"
    NOTE = "note"
    WROTE = "wrote"
    OLD = "old"
    OFFLINE = "offline"
    HELD = "held"
    BOT = "bot"
    WAITING = "waiting"
    OTHER = "other"
    RESOLVED = "resolved"


class Enter(StrEnum):
    """What Enter does in the box."""

    SEND = "send"
    SHOW = "show"
    """It shows what is new; the next one sends."""
    WAIT = "wait"
    """The text is sent once the chat is mine."""
    KEEP = "keep"
    """It is kept on disk and goes when the link is back."""
    SAVE = "save"
    """It saves the note."""
    RELEASE = "release"
    """It sends the held reply as it is."""
    NONE = "none"


class Frame(StrEnum):
    """The frame's kind; which signs and colours it has is the screen's."""

    FOCUS = "focus"
    QUIET = "quiet"
    DOUBLE = "double"
    NOTE = "note"
    WARN = "warn"


class Loss(msgspec.Struct, frozen=True):
    """How a chat went from me, or never came."""

    who: str
    """The short name of who has it now; `bot`; or empty: nobody."""
    at: str
    """Clock time."""
    ahead_ms: int = 0
    """How long before me, when a claim was lost; 0: unknown."""
    by_lead: bool = False
    """It was mine, and somebody took it from me."""
    role: str = ""
    why: str = ""


class BoxFacts(msgspec.Struct, frozen=True):
    """Everything that the box's look depends on."""

    row: Row | None
    me: str
    link: LinkState
    now: int
    is_note: bool = False
    characters: int = 0
    kept_at: str = ""
    """Clock time at which the draft was kept; empty: it is empty or not kept yet."""
    other_kept: bool = False
    """The other draft (reply beside a note) has text."""
    claim_since: int = 0
    """When my take was issued, while it is on its way."""
    is_queued: bool = False
    """A text waits for the claim."""
    loss: Loss | None = None
    is_held: bool = False
    held_news: int = 0
    """Customer messages since the held reply was written."""
    doubt: str = ""
    """Why the next Enter only shows, as a code of `guards.doubt`."""
    wrote_since: int = 0
    kept_replies: int = 0
    """My replies on disk that wait for the link."""
    needing: str = ""
    """Short name of the chat of mine that needs me next."""
    next_waiting: str = ""
    """Full name of the next customer in line."""
    bot_text: str = ""
    """What the bot is writing."""
    has_back: bool = False


class BoxView(msgspec.Struct, frozen=True):
    """How the box looks and what it does."""

    state: BoxState
    frame: Frame
    title: tuple[Span, ...]
    right: tuple[Span, ...]
    enter: Enter
    line: tuple[Span, ...] = ()
    """Under the text."""
    line_right: str = ""
    keys: tuple[Hint, ...] = ()
    can_type: bool = True


def state_of(facts: BoxFacts) -> BoxState:
    """Which of the states the facts make."""
    row = facts.row
    if facts.loss is not None and not facts.is_note:
        return BoxState.TAKEN_OVER if facts.loss.by_lead else BoxState.LOST
    if row is None:
        return BoxState.NOTHING
    if facts.is_note:
        return BoxState.NOTE
    if is_mine(row, facts.me):
        return _own_state(facts)
    if facts.claim_since:
        return BoxState.CLAIMING
    if row.state == State.RESOLVED:
        return BoxState.RESOLVED
    if row.state == State.BOT or row.owner == "bot":
        return BoxState.BOT
    return BoxState.OTHER if row.owner else BoxState.WAITING


def _own_state(facts: BoxFacts) -> BoxState:
    if facts.is_held:
        return BoxState.HELD
    if facts.link.link is Link.OFFLINE:
        return BoxState.OFFLINE
    if facts.doubt in ("wrote", "news", "below"):
        return BoxState.WROTE
    return BoxState.OLD if facts.doubt == "old" else BoxState.OWN


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
    if facts.next_waiting and loss is not None and not loss.by_lead:
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
    who = loss.who or t("box.nobody")
    ahead = t("box.ahead", seconds=f"{loss.ahead_ms / 1000:.1f}") if loss.ahead_ms else ""
    return BoxView(
        BoxState.LOST,
        Frame.DOUBLE,
        (Span(t("box.lost", who=who, name=name, ahead=ahead), "text"),),
        (Span(t("box.cannot"), "breach"),),
        Enter.NONE,
        _lost_line(facts, keymap, t("box.has", who=who, name=name)),
        keys=_lost_keys(facts, has_unsent=True),
    )


def _taken_over(facts: BoxFacts, keymap: Keymap) -> BoxView:
    loss = facts.loss or Loss("", "")
    name = _name(facts) or t("desk.nameless")
    who = loss.who or t("box.nobody")
    role = f" ({loss.role})" if loss.role else ""
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
    full = names.full_name(facts.row.name) if facts.row else ""
    return BoxView(
        BoxState.HELD,
        Frame.WARN,
        (Span(t("box.to", name=full), "text"), Span(" · " + t("box.held"), "warn")),
        (Span(t("box.live_again"), "link-live"),),
        Enter.RELEASE,
        (Span("▲ ", "warn"), Span(said, "text")),
        keys=(Hint("send", t("hint.send_as_is"), 0), *_leave()[:1], Hint("", t("hint.edit"), 3)),
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
    BoxState.WROTE: _wrote,
    BoxState.OLD: _old,
    BoxState.OFFLINE: _offline,
    BoxState.HELD: _held,
    BoxState.BOT: _bot,
    BoxState.WAITING: _waiting,
    BoxState.OTHER: _other,
    BoxState.RESOLVED: _resolved,
}
