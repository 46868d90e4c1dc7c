"""The words in the frames of the desk: titles of lists, of the open chat and of the line under its transcript."""

from console.core.text.messages import t
from console.desk.adapters.port import Link
from console.desk.tui.widgets.spans import BOLD
from console.desk.work import lists, names
from console.desk.work.desk import Desk
from console.desk.work.reading import Span
from console.desk.work.times import age

Titles = tuple[tuple[Span, ...], tuple[Span, ...]]
"""Left and right part."""


def queue_title(desk: Desk, kind: lists.Kind, *, is_narrow: bool, filter_text: str = "") -> Titles:
    """The top list: Waiting or Mine; in one pane at a time it names the other lists with their keys."""
    left = [Span(_list_name(desk, kind, is_narrow=is_narrow), "text" + BOLD)]
    if filter_text:
        left.append(Span("  " + t("pane.filtered", text=filter_text), "unread"))
    if is_narrow:
        for other in ("waiting", "bots", "mine"):
            if other != kind:
                left += [Span(" ── ", "quiet-border"), Span(desk.keymap.name(f"go_{other}"), "key")]
                left.append(Span(" " + _list_name(desk, other, is_narrow=True), "key-label"))
        return tuple(left), ()
    return tuple(left), _next_in_line(desk) if kind == "waiting" and not filter_text else ()


def bots_title(desk: Desk, *, is_narrow: bool, filter_text: str = "") -> Titles:
    """The list of chats that the bot has."""
    if is_narrow:
        return queue_title(desk, "bots", is_narrow=True, filter_text=filter_text)
    left = [Span(t("pane.bots", n=desk.figures.bots), "text" + BOLD)]
    if filter_text:
        left.append(Span("  " + t("pane.filtered", text=filter_text), "unread"))
    trouble = desk.figures.in_trouble
    return tuple(left), (Span(t("pane.trouble", n=trouble), "warn"),) if trouble and not filter_text else ()


def chat_title(desk: Desk) -> Titles:
    """The open chat: the object of every key."""
    row = desk.open_row
    if row is None:
        return (Span(t("pane.no_chat"), "muted"),), ()
    number = desk.slots.number(row.conv)
    left = [Span(f"{number} " if number else "", "text" + BOLD), Span(names.full_name(row.name), "customer" + BOLD)]
    about = [names.language(row.lang), names.topic(row.topic)]
    if not number and row.bot_turns > 1:
        about.append(t("pane.turns", n=row.bot_turns))
    left += [Span(f" · {part}", "muted") for part in about if part]
    right = f"#{row.no}"
    if lists.is_mine(row, desk.me) and row.assigned_at:
        right += " · " + t("pane.yours", age=age(desk.now - row.assigned_at))
        if row.help_since:
            right += " · " + t("slots.help", age=age(desk.now - row.help_since))
    elif lists.is_waiting(row) and row.since:
        right += " · " + t("pane.waits", age=age(desk.now - row.since))
    return tuple(left), (Span(right, "muted"),)


def chat_status(desk: Desk, *, is_loading: bool) -> Titles:
    """Under the transcript: who types, who else is here."""
    conv, row = desk.open_conv, desk.open_row
    if row is None:
        return (), ()
    name = names.short_name(row.name)
    typing = desk.typing.get(conv, ())
    left = ""
    link = desk.backend.link
    if link.link is Link.OFFLINE:
        left = t("status.offline", age=age(max(0, desk.clock() - link.since)))
    elif is_loading:
        left = t("status.loading")
    elif "customer" in typing:
        left = t("status.typing", name=name)
    elif others := [who for who in typing if who != desk.me]:
        left = t("status.agent_writes", name=desk.agent_name(others[0]))
    viewers = desk.viewing.get(conv, ())
    right = ""
    if viewers:
        who = desk.agent_name(viewers[0])
        is_mine = lists.is_mine(row, desk.me)
        right = t("status.reading" if is_mine else "status.looking", name=who, customer=name)
    return (Span(left, "muted"),), (Span(right, "agent-other"),)


def _list_name(desk: Desk, kind: str, *, is_narrow: bool) -> str:
    figures = desk.figures
    if kind == "waiting":
        return t("pane.waiting", n=figures.waiting)
    if kind == "mine":
        return t("pane.mine", n=figures.mine)
    trouble = t("pane.trouble_short", n=figures.in_trouble) if figures.in_trouble else ""
    return t("pane.bots_short", n=figures.bots) + trouble


def _next_in_line(desk: Desk) -> tuple[Span, ...]:
    row = desk.next_waiting()
    key = desk.keymap.name("take_next")
    if row is None or not key:
        return ()
    glyph = lists.standing(row, desk.now)
    return (
        Span(key, "key"),
        Span(" " + t("pane.takes") + " ", "key-label"),
        Span(glyph, lists.ROLES[glyph]),
        Span(" " + names.full_name(row.name), "text"),
    )
