"""Quality beside cost, three handlers: verified with its count, at the same mix, who came back, how people rated it."""

import math
from typing import Final

from console.core.metrics.wall import Ledger
from console.core.text.messages import t
from console.desk.work.floor.frames import Frame, title
from console.desk.work.floor.ink import Bit, PaneLine, Target, left, right
from console.desk.work.floor.queues import pane_mark
from console.desk.work.floor.view import View
from console.desk.work.floor.words import FINE, NONE, ROLES, STALE, WARN, count, of, rounded, tenths, value_role, whole

TOO_FEW: Final = 200
"""Final chats below which a share is not compared."""
GAP: Final = 15.0
"""Points below people from which a handler warns."""
ROWS: Final = 5
"""Lines of the pane with its edges."""
_Z: Final = 1.959964
_HEAD: Final = 10


def framed(view: View, width: int) -> list[PaneLine]:
    """The pane with its three handlers."""
    frame, quality = Frame(has_focus=view.focus == "quality"), view.wall.quality
    lines = [frame.headed(width, [title(t("floor.quality"))], t("floor.quality.columns"), _HEAD)]
    total = quality.bot.closed + quality.human.closed + quality.hybrid.closed
    for ledger in (quality.bot, quality.human, quality.hybrid):
        lines.append(PaneLine(frame.row(width, _row(view, ledger, total)), Target("quality", ledger.handler)))
    start = [Bit(t("floor.quality.closed", days=quality.days), "muted")]
    return [*lines, frame.bottom(width, start, [Bit(t("floor.quality.enter"), "muted")])]


def _row(view: View, ledger: Ledger, total: int) -> list[Bit]:
    mark, fill = pane_mark(view, "quality", ledger.handler)
    verified = of(ledger.verified, ledger.final)
    sign = STALE if view.is_stale else standing(view, ledger)
    low, high = wilson(ledger.rated, ledger.answers)
    has_rating = bool(ledger.answers)
    kept = tenths(of(ledger.closed, view.wall.quality.bot_started)) if ledger.handler == "bot" else NONE
    said = [
        left(t(f"floor.handler.{ledger.handler}"), 8),
        right(count(ledger.closed), 7),
        right(whole(of(ledger.closed, total)), 7),
        right(kept, 9),
        right(tenths(of(ledger.assumed, ledger.final)), 9),
        right(tenths(verified), 10),
        f" {t('floor.quality.of')}{right(count(ledger.final), 7)}",
        right(tenths(ledger.same_mix), 10),
    ]
    rated = right(tenths(of(ledger.rated, ledger.answers)), 9)
    spread = f" {rounded(low)}–{rounded(high)} n {count(ledger.answers)}" if has_rating else ""
    rest = [
        left(f"{rated}{spread}", 9 + 7 + 2 + 4 if len(spread) <= 13 else 9 + len(spread)),
        right(whole(of(ledger.answers, ledger.closed)), 5),
        right(whole(of(ledger.closed - ledger.final, ledger.closed)), 8),
    ]
    again = right(tenths(of(ledger.again, ledger.final)), 7)
    return [
        mark,
        *(Bit(text, "text", fill) for text in said),
        Bit("  ", "text", fill),
        Bit(sign, ROLES[sign], fill),
        Bit(again, value_role(sign), fill),
        *(Bit(text, "text", fill) for text in rest),
    ]


def standing(view: View, ledger: Ledger) -> str:
    """`▲` for a handler that is well below people; nothing is said of too few."""
    own, people = ledger, view.wall.quality.human
    if min(own.final, people.final) < TOO_FEW:
        return STALE
    gap = 100 * people.verified / people.final - 100 * own.verified / own.final
    return WARN if gap >= GAP else FINE


def wilson(part: int, total: int) -> tuple[float, float]:
    """Where a share lies, 95 of 100 times, in percent."""
    if not total:
        return 0.0, 0.0
    share, z2 = part / total, _Z * _Z / total
    middle = share + z2 / 2
    spread = _Z * math.sqrt(share * (1 - share) / total + z2 / (4 * total))
    return 100 * (middle - spread) / (1 + z2), 100 * (middle + spread) / (1 + z2)
