"""Bot, people and both by one yardstick, by intent and language; with how sure each figure is, and what it cost."""

from collections.abc import Sequence
from typing import Final

import msgspec

from console.core.metrics.wall import IntentLine, Ledger, Quality
from console.core.text.messages import t
from console.desk.actions import FLOOR
from console.desk.work.floor import header
from console.desk.work.floor.frames import Frame, title
from console.desk.work.floor.ink import BAR, CANVAS, Bit, Drawing, PaneLine, Target, fitted, left, right
from console.desk.work.floor.quality import GAP, TOO_FEW, wilson
from console.desk.work.floor.queues import window
from console.desk.work.floor.view import View
from console.desk.work.floor.words import FINE, NONE, ROLES, STALE, WARN, count, of, tenths, value_role, whole
from console.desk.work.floor_views.sheet import Key, Sheet, key, said

PANES: Final = ("intents", "sure", "ratings", "cost")
HANDLERS: Final = ("bot", "human", "hybrid")
_FINAL_AFTER: Final = 7
"""Days after which a chat that did not come back is final."""
_NAME: Final = 12
_HEAD: Final = 16


class Sheets(msgspec.Struct, frozen=True, kw_only=True):
    """The place as it stands."""

    view: View
    pane: str = "intents"
    cursor: str = ""
    """An intent and language, or a handler."""

    @property
    def quality(self) -> Quality:
        """The figures."""
        return self.view.wall.quality

    @property
    def intents(self) -> list[IntentLine]:
        """Those that the filter leaves."""
        wanted = self.view.filter.casefold()
        return [line for line in self.quality.intents if wanted in name_of(line).casefold()]

    def ids(self) -> list[str]:
        """What the cursor can stand on."""
        return [name_of(line) for line in self.intents] if self.pane == "intents" else list(HANDLERS)

    @property
    def at(self) -> str:
        """Where the cursor stands."""
        ids = self.ids()
        return self.cursor if self.cursor in ids else ids[0] if ids else ""

    def ledgers(self) -> tuple[Ledger, Ledger, Ledger]:
        """All, by handler."""
        quality = self.quality
        return (quality.bot, quality.human, quality.hybrid)


def name_of(line: IntentLine) -> str:
    """`payment en`."""
    return f"{line.intent} {line.lang}".strip()


def of_line(line: IntentLine) -> tuple[Ledger, Ledger, Ledger]:
    """By handler."""
    return (line.bot, line.human, line.hybrid)


def draw_quality(sheets: Sheets) -> Drawing:
    """The whole place; what is not the table goes first where rows are few."""
    view = sheets.view
    sheet = Sheet(view)
    sheet.line(BAR, header.header(view))
    bits, target = header.promise(view)
    sheet.line(CANVAS, bits, target, is_figure=True)
    rest = [_sure(sheets), _ratings(sheets), _cost(sheets), _bot_only(sheets)] if view.width >= 120 else [_sure(sheets)]
    room = view.height - 4 - 5
    wanted = max(1, len(sheets.intents))
    while rest and sum(map(len, rest)) + min(wanted, 6) > room:
        rest.pop()
    rows = min(wanted, max(1, room - sum(map(len, rest))))
    sheet.pane(_intents(sheets, rows))
    for lines in rest:
        sheet.pane(lines)
    return sheet.done(_notice(sheets), _keys(sheets))


def _frame(sheets: Sheets, pane: str) -> Frame:
    return Frame(has_focus=sheets.pane == pane)


def _mark(sheets: Sheets, pane: str, own: str) -> tuple[Bit, str]:
    has = sheets.pane == pane and sheets.at == own
    return (Bit("▌", "focus-border", "row"), "row") if has else (Bit(" "), "")


def _intents(sheets: Sheets, rows: int) -> list[PaneLine]:
    view, frame = sheets.view, _frame(sheets, "intents")
    words = t("quality.intent")
    if view.filter or view.is_filtering:
        words += " / " + view.filter + ("█" if view.is_filtering else "")
    wide = view.width
    form = _form(wide)
    lines = [frame.headed(wide, [title(words)], t(f"quality.columns.{form}"), _HEAD)]
    names = [name_of(line) for line in sheets.intents]
    for line in sheets.intents[window(names, sheets.at, rows)]:
        own = name_of(line)
        bits = _row(sheets, own, of_line(line), glyph=standing(of_line(line)))
        lines.append(PaneLine(frame.row(wide, bits), Target("intent", own)))
    if not names:
        lines.append(PaneLine(frame.row(wide, [Bit("   " + t("quality.none"), "muted")])))
    lines.append(PaneLine(frame.row(wide, ())))
    lines.append(PaneLine(frame.row(wide, _row(sheets, t("quality.all"), sheets.ledgers()))))
    lines.append(PaneLine(frame.row(wide, _same_mix(sheets))))
    days = sheets.quality.days
    start = t("quality.closed", days=days, final=max(0, days - _FINAL_AFTER))
    end = [Bit(t("quality.enter"), "muted")] if wide >= 120 else []
    return [
        *lines,
        frame.bottom(wide, [Bit(start if wide >= 120 else t("quality.closed.short", days=days), "muted")], end),
    ]


def _form(wide: int) -> str:
    return "wide" if wide >= 120 else "narrow" if wide >= 80 else "small"


def standing(ledgers: Sequence[Ledger]) -> str:
    """`▲` where the bot is well below people; nothing is said of too few."""
    gap = gap_of(ledgers)
    return STALE if gap is None else WARN if gap <= -GAP else FINE


def gap_of(ledgers: Sequence[Ledger]) -> float | None:
    """Points between bot and people; None: one of them has too few."""
    bot, human = ledgers[0], ledgers[1]
    if min(bot.final, human.final) < TOO_FEW:
        return None
    return 100 * bot.verified / bot.final - 100 * human.verified / human.final


def _row(sheets: Sheets, own: str, ledgers: Sequence[Ledger], *, glyph: str = " ") -> list[Bit]:
    view, form = sheets.view, _form(sheets.view.width)
    mark, fill = _mark(sheets, "intents", own)
    sign = STALE if view.is_stale and glyph.strip() else glyph
    bits = [mark, Bit(sign, ROLES.get(sign, "muted"), fill), Bit(" " + left(own, _NAME), "text", fill)]
    for ledger in ledgers if form != "small" else ledgers[:2]:
        bits += [Bit("│", "quiet-border", fill), *_cell(ledger, fill, has_again=form == "wide")]
    gap = gap_of(ledgers)
    total = sum(ledger.closed for ledger in ledgers)
    final = sum(ledger.final for ledger in ledgers)
    words = t("quality.few") if gap is None else f"{gap:+.1f}"
    bits += [
        Bit("│", "quiet-border", fill),
        Bit(right(words, 8), value_role(sign) if gap is not None else "stale", fill),
    ]
    if form == "wide":
        bits.append(Bit(right(count(total), 8), "text", fill))
        bits.append(Bit(right(whole(of(total - final, total)), 8) + "   ", "stale", fill))
    return bits


def _cell(ledger: Ledger, fill: str, *, has_again: bool) -> list[Bit]:
    number = Bit(right(count(ledger.final), 6), "muted", fill)
    if ledger.final < TOO_FEW:
        return [number, Bit(left("  " + t("quality.few"), 18 if has_again else 10), "stale", fill)]
    shares = right(tenths(of(ledger.verified, ledger.final)), 8)
    again = right(tenths(of(ledger.again, ledger.final)), 8) if has_again else ""
    return [number, Bit(shares + again + "  ", "text", fill)]


def _same_mix(sheets: Sheets) -> list[Bit]:
    form = _form(sheets.view.width)
    ledgers = sheets.ledgers() if form != "small" else sheets.ledgers()[:2]
    bits = [Bit("   " + left(t("quality.same_mix"), _NAME), "muted")]
    for ledger in ledgers:
        bits += [Bit("│", "quiet-border"), Bit(left(right(tenths(ledger.same_mix), 14), 24 if form == "wide" else 16))]
    bot, human = sheets.quality.bot.same_mix, sheets.quality.human.same_mix
    if gap_of(sheets.ledgers()) is None:
        return [*bits, Bit("│", "quiet-border"), Bit(right(t("quality.few"), 8), "stale")]
    gap = f"{bot - human:+.1f}" if bot is not None and human is not None else NONE
    return [*bits, Bit("│", "quiet-border"), Bit(right(gap, 8))]


def _pane(sheets: Sheets, pane: str, head: str, end: str, rows: Sequence[tuple[str, str]]) -> list[PaneLine]:
    """A frame with a line for each handler."""
    wide, frame = sheets.view.width, _frame(sheets, pane)
    lines = [frame.top(wide, [title(head)], [Bit(end, "muted")] if end else ())]
    for handler, words in rows:
        mark, fill = _mark(sheets, pane, handler) if handler else (Bit(" "), "")
        name = left(t(f"floor.handler.{handler}"), 9) if handler else "  "
        bits = fitted((mark, Bit(name, "text", fill), Bit(words, "text" if handler else "muted", fill)), wide - 2, fill)
        lines.append(PaneLine(frame.row(wide, bits), Target(pane, handler) if handler else None))
    return [*lines, frame.bottom(wide)]


def _sure(sheets: Sheets) -> list[PaneLine]:
    is_wide = sheets.view.width >= 120
    rows = []
    for ledger in sheets.ledgers():
        open_yet = ledger.closed - ledger.final
        rows.append(
            (
                ledger.handler,
                t(
                    "quality.sure" if is_wide else "quality.sure.short",
                    closed=right(count(ledger.closed), 6),
                    final=right(count(ledger.final), 6),
                    provisional=right(count(open_yet), 5),
                    share=whole(of(open_yet, ledger.closed)),
                    assumed=tenths(of(ledger.assumed, ledger.final)),
                    verified=tenths(of(ledger.verified, ledger.final)),
                    again=tenths(of(ledger.again, ledger.final)),
                ),
            )
        )
    head = t("quality.sure.title" if is_wide else "quality.sure.title.short")
    return _pane(sheets, "sure", head, _days(sheets), rows)


def _days(sheets: Sheets) -> str:
    return t("quality.days", days=sheets.quality.days)


def _ratings(sheets: Sheets) -> list[PaneLine]:
    rows = []
    for ledger in sheets.ledgers():
        low, high = wilson(ledger.rated, ledger.answers)
        if ledger.answers:
            words = t(
                "quality.rated",
                share=tenths(of(ledger.rated, ledger.answers)),
                part=count(ledger.rated),
                n=count(ledger.answers),
                low=f"{low:.1f}",
                high=f"{high:.1f}",
                reply=tenths(of(ledger.answers, ledger.closed)),
                closed=count(ledger.closed),
            )
        else:
            words = t("quality.unrated")
        rows.append((ledger.handler, words))
    return _pane(sheets, "ratings", t("quality.ratings"), overlap(sheets.ledgers()), rows)


def overlap(ledgers: Sequence[Ledger]) -> str:
    """Whether the ranges of the ratings let anybody say that one is better."""
    ranges = [(ledger, wilson(ledger.rated, ledger.answers)) for ledger in ledgers if ledger.answers]
    for better, (low, _) in ranges:
        for worse, (_, high) in ranges:
            if low > high:
                params = {"better": t(f"floor.handler.{better.handler}"), "worse": t(f"floor.handler.{worse.handler}")}
                return t("quality.apart", **params)
    return t("quality.overlap") if len(ranges) > 1 else ""


def _cost(sheets: Sheets) -> list[PaneLine]:
    quality = sheets.quality
    rows = [(ledger.handler, _cost_of(quality, ledger)) for ledger in sheets.ledgers()]
    few = _few(sheets)
    if few:
        rows += [("", ""), ("", t("quality.cost.few", whose=", ".join(few), n=TOO_FEW))]
    return _pane(sheets, "cost", t("quality.cost"), t("quality.cost.rule"), rows)


def _cost_of(quality: Quality, ledger: Ledger) -> str:
    if not any(quality.rates):
        return t("quality.cost.unset")
    if ledger.cost is None or not ledger.verified:
        return t("quality.cost.none", n=TOO_FEW)
    return t("quality.cost.of", cost=f"{ledger.cost:.2f}", currency=quality.currency, n=count(ledger.verified))


def _few(sheets: Sheets) -> list[str]:
    """Where there are too few final chats to say what one costs."""
    found = []
    for line in sheets.quality.intents:
        few = [t(f"floor.handler.{ledger.handler}") for ledger in of_line(line) if ledger.final < TOO_FEW]
        if few:
            found.append(f"{name_of(line)} {t('quality.and').join(few)}")
    return found


def _bot_only(sheets: Sheets) -> list[PaneLine]:
    quality = sheets.quality
    kept, began = quality.bot.closed, quality.bot_started
    share = tenths(of(kept, began))
    frame, wide = Frame(has_focus=False), sheets.view.width
    words = t("quality.kept", kept=count(kept), began=count(began), share=share)
    top = frame.top(wide, [title(t("quality.bot_only"))], [Bit(_days(sheets), "muted")])
    return [top, PaneLine(frame.row(wide, [Bit(" " + words)])), frame.bottom(wide)]


def _notice(sheets: Sheets) -> list[Bit]:
    quality = sheets.quality
    gap = gap_of(sheets.ledgers())
    bot, human = quality.bot.same_mix, quality.human.same_mix
    if gap is None:
        return said(STALE, t("quality.notice.few", n=TOO_FEW))
    worst = min((line for line in quality.intents if gap_of(of_line(line)) is not None), key=_gap, default=None)
    where = t("quality.notice.worst", intent=name_of(worst)) if worst is not None and _gap(worst) < 0 else ""
    mix = f"{abs(bot - human):.1f}" if bot is not None and human is not None else ""
    params = {"gap": f"{abs(gap):.1f}", "mix": mix}
    side = "below" if gap < 0 else "above"
    words = t(f"quality.notice.{side}.mix" if mix else f"quality.notice.{side}", **params)
    return said(WARN if gap <= -GAP else FINE, words + where)


def _gap(line: IntentLine) -> float:
    return gap_of(of_line(line)) or 0.0


def _keys(sheets: Sheets) -> list[Key]:
    view = sheets.view
    found = []
    if sheets.at:
        own = sheets.at if sheets.pane == "intents" else t(f"floor.handler.{sheets.at}")
        found.append(key(view, "open", t("quality.key.open", what=own)))
    shorter, longer = view.keymap.name("shorter", FLOOR), view.keymap.name("longer", FLOOR)
    found.append(Key("shorter", f"{shorter} {longer}".strip(), t("quality.key.period")))
    found.append(key(view, "filter", t("floor.key.filter")))
    found.append(Key("next_pane", view.keymap.name("next_pane", FLOOR), t("floor.key.pane")))
    found.append(Key("copy", view.keymap.name("copy"), t("quality.key.copy")))
    found.append(key(view, "quit", t("opened.back"), is_right=True))
    found.append(key(view, "keys", t("floor.key.keys"), is_right=True))
    return found


def table(sheets: Sheets) -> str:
    """The table as text with tabs, for a spreadsheet: counts, so that every share can be made again."""
    heads = ["intent"]
    heads += [f"{handler} {what}" for handler in HANDLERS for what in ("closed", "final", "verified", "again")]
    lines = ["\t".join(heads)]
    all_of = [(name_of(line), of_line(line)) for line in sheets.intents] + [(t("quality.all"), sheets.ledgers())]
    for own, ledgers in all_of:
        figures = [str(n) for led in ledgers for n in (led.closed, led.final, led.verified, led.again)]
        lines.append("\t".join([own, *figures]))
    return "\n".join(lines)
