"""The quality pane: bot, human and hybrid beside each other, raw and at the same mix; no cost without its verified."""

from collections.abc import Iterable
from typing import Final

from console.core.floor.policy import Costs
from console.core.metrics.comparing import at_mix, cost_per_verified
from console.core.metrics.figures import Figures
from console.core.metrics.outcomes import HANDLERS, PERIOD, Cell, Place
from console.core.metrics.wall import IntentLine, Ledger, Quality, Share

MOST_INTENTS: Final = 11
"""Lines by intent and language; what is smaller is one line together, without an intent."""
_Cells = dict[tuple[str, str], dict[str, Cell]]
_EMPTY: Final = Cell()


def quality(figures: Figures, now: int) -> Quality:
    """The pane, made anew only where a count changed."""
    outcomes = figures.outcomes
    cells = outcomes.cells(now)
    if figures.quality_kept is None or figures.quality_kept[0] != outcomes.version:
        figures.quality_kept = (outcomes.version, quality_of(cells, figures.policy.costs))
    return figures.quality_kept[1]


def quality_of(cells: dict[Place, Cell], costs: Costs) -> Quality:
    """The pane from counts by handler, topic and language."""
    by_intent: _Cells = {}
    for (handler, topic, lang), cell in cells.items():
        if cell.closed:
            by_intent.setdefault((topic, lang), {})[handler] = cell
    sums = {handler: _sum(row.get(handler, _EMPTY) for row in by_intent.values()) for handler in HANDLERS}
    weights = {place: sum(cell.final for cell in row.values()) for place, row in by_intent.items()}
    mixes = {
        handler: at_mix({place: _verified(row[handler]) for place, row in by_intent.items() if handler in row}, weights)
        for handler in HANDLERS
    }
    bot, human, hybrid = (_ledger(handler, sums[handler], costs, mixes[handler]) for handler in HANDLERS)
    return Quality(
        days=PERIOD,
        bot=bot,
        human=human,
        hybrid=hybrid,
        bot_started=sum(cell.bot_started for cell in sums.values()),
        intents=_intents(by_intent, costs),
        currency=costs.currency,
        rates=(costs.bot_fee, costs.human_time, costs.hybrid_time, costs.contact),
    )


def _verified(cell: Cell) -> Share:
    return Share(cell.verified, cell.final)


def _sum(cells: Iterable[Cell]) -> Cell:
    result = Cell()
    for cell in cells:
        result.add(cell)
    return result


def _intents(by_intent: _Cells, costs: Costs) -> tuple[IntentLine, ...]:
    places = sorted(by_intent, key=lambda place: (-sum(cell.closed for cell in by_intent[place].values()), place))
    lines = [_intent(place, by_intent[place], costs) for place in places[:MOST_INTENTS]]
    rest = [by_intent[place] for place in places[MOST_INTENTS:]]
    if rest:
        together = {handler: _sum(row.get(handler, _EMPTY) for row in rest) for handler in HANDLERS}
        lines.append(_intent(("", ""), together, costs))
    return tuple(lines)


def _intent(place: tuple[str, str], row: dict[str, Cell], costs: Costs) -> IntentLine:
    bot, human, hybrid = (_ledger(handler, row.get(handler, _EMPTY), costs, None) for handler in HANDLERS)
    return IntentLine(*place, bot, human, hybrid)


def _ledger(handler: str, cell: Cell, costs: Costs, mix: float | None) -> Ledger:
    return Ledger(
        handler,
        closed=cell.closed,
        final=cell.final,
        assumed=cell.assumed,
        verified=cell.verified,
        again=cell.again,
        rated=cell.rated,
        answers=cell.answers,
        same_mix=mix,
        cost=_cost(handler, cell, costs),
    )


def _cost(handler: str, cell: Cell, costs: Costs) -> float | None:
    """None until the company has said what this handler's chats cost."""
    each = {
        "bot": costs.bot_fee,
        "human": costs.human_time,
        "hybrid": costs.bot_fee + costs.hybrid_time if costs.hybrid_time else 0.0,
    }[handler]
    if not each:
        return None
    return cost_per_verified(cell.final, each, cell.again, costs.contact, cell.verified)
