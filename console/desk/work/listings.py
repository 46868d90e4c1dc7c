"""The three lists of a desk, made anew only when rows, filters or held rows changed; else only their clock moves."""

from collections.abc import Callable, Mapping

from console.desk.work import lists
from console.desk.work.desk import Desk
from console.desk.work.kept_order import KeptOrder, Seen
from console.desk.work.slots import slot_of


class Listings:
    """Keeps the last listings of one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._kept: dict[str, tuple[tuple[object, ...], lists.Listing]] = {}
        self._seen = Seen()
        self._waiting = KeptOrder(lists.is_waiting, lists.queue_place)
        self._bots = KeptOrder(lists.is_with_bot, lists.bots_place)
        self._version = -1

    def all(self, filters: Mapping[str, str]) -> dict[lists.Kind, lists.Listing]:
        """Waiting, Mine and Bots as they stand now."""
        desk = self.desk
        now, stale = desk.now, desk.is_stale
        self._follow()
        held = desk.held_rows.held(desk.clock())
        held_key = tuple((row.conv, said) for row, said in held)
        offer = desk.offer()
        offered = {offer.conv: offer.offer_until} if offer is not None else {}
        waiting_key = (desk.rows_version, filters["waiting"], held_key, tuple(offered))
        bots_key = (desk.rows_version, filters["bots"])
        waiting, bots = self._waiting.ordered(), self._bots.ordered()
        return {
            "waiting": self._one(
                "waiting",
                waiting_key,
                lambda: lists.waiting(waiting, now, held=held, offered=offered, text=filters["waiting"]),
            ).at(now, stale=stale),
            "mine": self._mine(filters["mine"], now, stale=stale),
            "bots": self._one("bots", bots_key, lambda: lists.bots(bots, now, text=filters["bots"])).at(
                now, stale=stale
            ),
        }

    def _follow(self) -> None:
        """Bring the orders in line with the rows; when few changed that costs as little as they are."""
        if self._version == self.desk.rows_version:
            return
        self._version, rows = self.desk.rows_version, self.desk.backend.rows
        changes = self._seen.changes(rows)
        self._waiting.take(changes, rows)
        self._bots.take(changes, rows)

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
