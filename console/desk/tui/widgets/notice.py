"""The notice line above the keys: the last notice, what needs me, and what is not sent; it never takes the focus."""

from console.core.floor.rows import Row
from console.core.text.messages import t
from console.desk.adapters.port import Link
from console.desk.tui.widgets.spans import SpanLine, width_of
from console.desk.work import names
from console.desk.work.coach import Coach
from console.desk.work.desk import Desk
from console.desk.work.lists import ROLES
from console.desk.work.notices import QUESTION
from console.desk.work.reading import Span
from console.desk.work.slots import next_needing
from console.desk.work.times import age, wait

_ANSWER_STANDS = 3_000
"""Milliseconds for which the answer to the agent's own key stands before an offer."""


class NoticeLine(SpanLine):
    """The line above the keys line."""

    def __init__(self) -> None:
        super().__init__(on="canvas", id="notice")
        self.coach: Coach | None = None
        """Tells a newcomer what to do next, while nothing else is to be said."""

    def tell(self, desk: Desk, *, where: str, is_narrow: bool, kept_at: str = "") -> None:
        """Show the notice of the moment; without one why the link is down, or the chat of mine that needs me."""
        offer = desk.offer()
        is_offline = desk.backend.link.link is Link.OFFLINE
        if offer is not None and not is_offline and not _is_answered(desk):
            left, right = _offered(desk, offer, where), _right(desk, is_narrow=is_narrow, kept_at=kept_at)
            has_room = width_of(left) + width_of(right) < self.size.width
            self.show(left, right if has_room else ())
            return
        left = _left(desk, where) or (self.coach.line(desk, where) if self.coach is not None else ())
        self.show(left, _right(desk, is_narrow=is_narrow, kept_at=kept_at))


def _is_answered(desk: Desk) -> bool:
    """Whether the agent's own key was answered a moment ago, or a question stands: that goes before an offer."""
    notice = desk.notices.standing(desk.clock())
    if notice is None:
        return False
    return notice.conv == QUESTION or desk.clock() - desk.notices.answered_at < _ANSWER_STANDS


def _offered(desk: Desk, offer: Row, where: str) -> tuple[Span, ...]:
    """`offer: Jo Brand · German · dispute, waits 01:22 · 0:17 left · why: g e`."""
    about = " · ".join(part for part in (names.language(offer.lang), names.topic(offer.topic)) if part)
    waits = wait(desk.now - offer.since).strip() if offer.since else ""
    words = t("offer.line", name=names.full_name(offer.name), about=f" · {about}" if about else "", waits=waits)
    left = age(max(0, offer.offer_until - desk.now))
    key = desk.keymap.name("go_escalation", where)
    tail = (Span(" · " + t("offer.why") + " ", "text"), Span(key, "key")) if key else ()
    spans = (Span(" ", "text"), Span("▲", "warn"), Span(" " + words, "text"))
    return (*spans, Span(" · " + t("offer.left", left=left), "warn"), *tail)


def _left(desk: Desk, where: str) -> tuple[Span, ...]:
    notice = desk.notices.current(desk.clock())
    if notice is not None:
        mark = (Span(" ", "text"), Span(notice.glyph, ROLES.get(notice.glyph, "muted"))) if notice.glyph else ()
        return (*mark, Span(" " + notice.text, "text"))
    if desk.backend.link.link is Link.OFFLINE and desk.backend.link.why:
        return _offline(desk, where)
    row = next_needing(desk.mine(), desk.open_conv)
    if row is None or not row.unread:
        return ()
    ago = age(desk.now - (row.unanswered_since or row.last_at))
    params = {"name": names.short_name(row.name), "n": row.unread, "ago": ago}
    words = t("notice.needs_one" if row.unread == 1 else "notice.needs", **params)
    key = desk.keymap.name("next_mine", where)
    tail = (Span(": ", "text"), Span(key, "key"), Span(" " + t("notice.needs_key", key="").strip(), "text"))
    return (Span(" ", "text"), Span("▲", "warn"), Span(" " + words, "text"), *(tail if key else ()))


def _offline(desk: Desk, where: str) -> tuple[Span, ...]:
    """When the link is tried again, the key that tries it now, and why it is down; the end may be cut."""
    link = desk.backend.link
    spans = [Span(" ", "text"), Span("■", "link-offline"), Span(" ", "text")]
    if link.is_trying:
        spans.append(Span(t("notice.link_trying"), "text"))
    elif link.retry_at:
        spans.append(Span(t("notice.link_again", left=age(max(0, link.retry_at - desk.clock()))), "text"))
    key = desk.keymap.name("retry", where)
    if key and not link.is_trying:
        spans += [Span(", " if link.retry_at else "", "text"), Span(key, "key")]
        spans.append(Span(" " + t("notice.link_key"), "text"))
    return (*spans, Span(" · " + link.why, "text"))


def _right(desk: Desk, *, is_narrow: bool, kept_at: str) -> tuple[Span, ...]:
    unsent = desk.unsent() + desk.failed()
    if unsent:
        key = desk.keymap.name("unsent")
        words = t("notice.unsent_texts", n=unsent) + (f" ({key})" if key else "")
        return (Span(words, "warn"), Span(" ", "text"))
    if is_narrow:
        return (Span(t("box.draft_kept", at=kept_at), "draft"), Span(" ", "text")) if kept_at else ()
    row = desk.open_row
    if row is not None and desk.text().text and next_needing(desk.mine(), desk.open_conv) is not None:
        return (Span(t("notice.stays", name=names.short_name(row.name)), "muted"), Span(" ", "text"))
    return ()
