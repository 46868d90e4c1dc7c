"""What the customer card shows: who she is, what she has, what was before; as lines of spans, ready to be cut."""

from collections.abc import Sequence
from datetime import tzinfo

from console.core.conversation.transcript import Turn
from console.core.floor.rows import Customer, Member, Row
from console.core.text.messages import messages, t
from console.core.text.width import cells, pad, wrap
from console.desk.work import names
from console.desk.work.reading import Span
from console.desk.work.times import day, month

_EARLIER = 5
_NOTES = 4
Line = tuple[Span, ...]


def card_lines(
    row: Row | None,
    customer: Customer | None,
    turns: Sequence[Turn],
    team: Sequence[Member],
    zone: tzinfo,
    width: int,
    *,
    copy_key: str = "",
    is_revealed: bool = False,
) -> list[Line]:
    """The card's lines, at most `width` cells each."""
    if row is None:
        return []
    lines = _who(row, customer, zone, width, copy_key=copy_key, is_revealed=is_revealed)
    if customer is not None:
        lines += _profile(customer, width)
        lines += _earlier(customer, team, zone, width)
    if row.tags:
        lines += [(), _heading(t("card.tags"))]
        lines += [(Span(line, "text"),) for line in wrap("  ".join(row.tags), width)]
    lines += _notes(turns, team, zone, width)
    return lines


def masked(email: str) -> str:
    """`a•••@•••.br`: enough to recognise, too little to read over a shoulder."""
    user, at, host = email.partition("@")
    if not at:
        return user[:1] + "•••"
    _, dot, top = host.rpartition(".")
    return f"{user[:1]}•••@•••{dot}{top}"


def _heading(text: str) -> Line:
    return (Span(text, "muted+bold"),)


def _ends(left: str, left_role: str, right: str, right_role: str, width: int) -> Line:
    room = max(1, width - cells(right) - (1 if right else 0))
    return (Span(pad(left, room), left_role), Span((" " if right else "") + right, right_role))


def _who(
    row: Row, customer: Customer | None, zone: tzinfo, width: int, *, copy_key: str, is_revealed: bool
) -> list[Line]:
    verified = t("card.verified") if customer is not None and customer.verified else ""
    lines = [_ends(names.full_name(row.name), "customer+bold", verified, "fine", width)]
    if customer is not None and customer.email:
        if is_revealed:
            lines.append((Span(customer.email, "text"),))
        else:
            room = max(1, width - cells(copy_key) - cells(t("card.shows")) - 2)
            tail = (Span(" ", "text"), Span(copy_key, "key"), Span(" " + t("card.shows"), "key-label"))
            lines.append((Span(pad(masked(customer.email), room), "text"), *(tail if copy_key else ())))
    if customer is not None and customer.since:
        lines.append((Span(t("card.since", month=month(customer.since, zone)), "text"),))
    spoken = names.language(row.lang)
    country = (customer.profile.get("country", "") if customer is not None else "").strip()
    about = " · ".join(part for part in (spoken, country) if part)
    if about:
        lines.append((Span(about, "muted"),))
    if row.away:
        lines.append((Span(t("card.away"), "muted"),))
    return lines


def _profile(customer: Customer, width: int) -> list[Line]:
    """The company's own facts: a list of things has its heading, a single value stands beside its name."""
    single: list[Line] = []
    lists: list[Line] = []
    for key, value in customer.profile.items():
        if key == "country":
            continue
        pieces = [piece.strip() for piece in value.split(";") if piece.strip()]
        if len(pieces) > 1 or (pieces and cells(key) + cells(pieces[0]) + 2 > width):
            lists += [(), _heading(key), *((Span(line, "text"),) for piece in pieces for line in wrap(piece, width))]
        elif pieces:
            single.append((Span(key + "  ", "muted"), Span(pieces[0], "text")))
    return [*([()] if single else []), *single, *lists]


def _earlier(customer: Customer, team: Sequence[Member], zone: tzinfo, width: int) -> list[Line]:
    if not customer.earlier:
        return []
    lines: list[Line] = [(), _heading(t("card.earlier", n=len(customer.earlier)))]
    for item in customer.earlier[:_EARLIER]:
        is_bot = item.handler in ("bot", "")
        who = t("desk.bot") if is_bot else names.short_name(names.agent_name(item.handler, team))
        outcome = messages().get(f"outcome.{item.outcome}", item.outcome)
        role = "warn" if item.outcome == "came_back" else "text"
        lines.append(
            (
                Span(day(item.at, zone) + "  ", "muted"),
                Span(pad(who, 7), "bot" if is_bot else "agent-other"),
                Span(outcome, role),
            )
        )
    return lines


def _notes(turns: Sequence[Turn], team: Sequence[Member], zone: tzinfo, width: int) -> list[Line]:
    notes = [turn for turn in turns if turn.kind == "note"][-_NOTES:]
    if not notes:
        return []
    lines: list[Line] = [(), _heading(t("card.notes"))]
    for turn in notes:
        who = names.short_name(names.agent_name(turn.author, team))
        words = f"{day(turn.at, zone)} {who}: {turn.text}"
        lines += [(Span("▒ ", "note"), Span(line, "note")) for line in wrap(words, max(4, width - 2))[:4]]
    return lines
