"""The header line: who I am, how long people wait, how the link stands, what time it is."""

from console.core.text.messages import t
from console.desk.adapters.port import Link
from console.desk.tui.widgets.spans import BOLD, SpanLine, width_of
from console.desk.work import lists, names, shift
from console.desk.work.desk import Desk
from console.desk.work.linked import standing
from console.desk.work.reading import Span
from console.desk.work.times import age, clock_time, wait

_STALE_SAID = 15_000


class Header(SpanLine):
    """Line 1 of the desk."""

    def __init__(self) -> None:
        super().__init__(on="bar", id="header")

    def tell(self, desk: Desk, *, is_narrow: bool) -> None:
        """Show how the desk stands now."""
        who = _who(desk, is_narrow=is_narrow)
        figures = _figures(desk, is_narrow=is_narrow)
        left: tuple[Span, ...] = (*who, Span("  ", "text"), *figures) if is_narrow else who
        before: tuple[Span, ...] = () if is_narrow else (*figures, Span("   ", "text"))
        right = (*before, *_link(desk, is_narrow=is_narrow, says_next=True))
        if width_of(left) + width_of(right) >= self.size.width:
            # The notice line says it too.
            right = (*before, *_link(desk, is_narrow=is_narrow, says_next=False))
        self.show(left, right)


def _who(desk: Desk, *, is_narrow: bool) -> tuple[Span, ...]:
    account = desk.backend.account
    if account is None:
        return (Span(" ", "header"), Span(t("header.product"), "header" + BOLD))
    name = Span(names.short_name(account.me.name), "header" + BOLD)
    standing = shift.standing(desk)
    presence = (Span(" ", "header"), Span(standing.mark, standing.role), Span(" " + standing.words, "header"))
    if is_narrow:
        return (Span(" ", "header"), name, *presence)
    return (
        Span(" ", "header"),
        Span(t("header.product"), "header" + BOLD),
        Span(f"  {account.workspace} · ", "muted"),
        name,
        *presence,
    )


def _figures(desk: Desk, *, is_narrow: bool) -> tuple[Span, ...]:
    figures = desk.figures
    stale = desk.is_stale
    longest = figures.longest
    glyph = lists.standing(longest, desk.now) if longest is not None else lists.FINE
    mark = "·" if stale else glyph
    role = "stale" if stale else lists.ROLES[glyph]
    words = "stale" if stale else "header"
    spans = [Span(t("header.waiting", n=figures.waiting), words)]
    if longest is not None:
        spans.append(Span(" " if is_narrow else "  " + t("header.longest") + " ", words))
        spans.append(Span(mark, role))
        spans.append(Span(" " + wait(desk.now - longest.since), role if role in ("warn", "breach") else words))
    if stale and desk.clock() - desk.backend.link.since >= _STALE_SAID:
        spans.append(Span(" " + t("header.stale", age=age(desk.clock() - desk.backend.link.since)), "stale"))
    return tuple(spans)


def _link(desk: Desk, *, is_narrow: bool, says_next: bool) -> tuple[Span, ...]:
    link = desk.backend.link
    mark, word, role = standing(link, desk.clock())
    spans = [Span(mark, role), Span(" " + word, role)]
    if link.link is Link.LIVE and link.rtt_ms is not None and not link.silent_since:
        gap = " " if is_narrow else "  "
        spans.append(Span(f"{gap}{min(link.rtt_ms, 99_999)} ms", "muted"))
        if link.is_compressed and says_next and not is_narrow:
            spans.append(Span(" · " + t("header.compressed"), "muted"))
    elif says_next and link.is_trying:
        spans.append(Span(" · " + t("header.trying"), "muted"))
    elif says_next and link.retry_at:
        left = age(max(0, link.retry_at - desk.clock()))
        spans.append(Span(" · " + t("header.again", left=left), "muted"))
    spans.append(Span("  " if is_narrow else "   ", "text"))
    spans.append(Span(clock_time(desk.clock(), desk.zone), "header" + BOLD))
    spans.append(Span(" ", "text"))
    return tuple(spans)
