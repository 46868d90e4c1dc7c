"""The three lists of a desk, made anew only when rows, filters or held rows changed; else only their clock moves."""

from collections.abc import Callable, Mapping

from console.desk.work import lists
from console.desk.work.desk import Desk
from console.desk.work.slots import slot_of


class Listings:
    """Keeps the last listings of one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._kept: dict[str, tuple[tuple[object, ...], lists.Listing]] = {}

    def all(self, filters: Mapping[str, str]) -> dict[lists.Kind, lists.Listing]:
        """Waiting, Mine and Bots as they stand now."""
        desk = self.desk
        rows, now, stale = desk.backend.rows, desk.now, desk.is_stale
        held = desk.held_rows.held(desk.clock())
        held_key = tuple((row.conv, said) for row, said in held)
        offer = desk.offer()
        offered = {offer.conv: offer.offer_until} if offer is not None else {}
        waiting_key = (desk.rows_version, filters["waiting"], held_key, tuple(offered))
        bots_key = (desk.rows_version, filters["bots"])
        return {
            "waiting": self._one(
                "waiting",
                waiting_key,
                lambda: lists.waiting(rows.values(), now, held=held, offered=offered, text=filters["waiting"]),
            ).at(now, stale=stale),
            "mine": self._mine(filters["mine"], now, stale=stale),
            "bots": self._one("bots", bots_key, lambda: lists.bots(rows.values(), now, text=filters["bots"])).at(
                now, stale=stale
            ),
        }

    def _mine(self, text: str, now: int, *, stale: bool) -> lists.Listing:
        desk = self.desk
        marks = {row.conv: slot_of(row, 0, now, unsent=desk.unsent(row.conv)).extras for row in desk.mine()}
        order = desk.slots.order()
        rows = [row for row in (desk.backend.rows.get(conv) for conv in order) if row is not None]
        return lists.mine(rows, desk.me, now, slots=order, stale=stale, marks=marks, text=text)

    def _one(self, kind: str, key: tuple[object, ...], make: Callable[[], lists.Listing]) -> lists.Listing:
        kept = self._kept.get(kind)
        if kept is None or kept[0] != key:
            kept = self._kept[kind] = (key, make())
        return kept[1]
