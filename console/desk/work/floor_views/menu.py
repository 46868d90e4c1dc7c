"""What can be done about an alarm: a menu, each line with its count, the best one first."""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from console.core.conversation.words import State
from console.core.floor.rows import Row
from console.core.metrics.wall import Alarm, QueueLine
from console.core.text.messages import t
from console.desk.actions import FLOOR
from console.desk.work.floor import alarms
from console.desk.work.floor.view import View
from console.desk.work.floor.words import count, plain, remaining
from console.desk.work.floor_views import people

_BY_ACTION: Final = {
    "overflow": "overflow",
    "notice": "notice_all",
    "banner": "banner",
    "list": "filter",
    "read": "read",
    "hand": "hand_to",
    "whisper": "whisper",
    "call_back": "promised",
}


CHANGES: Final = frozenset(("overflow", "close", "notice_all", "banner", "hand_to", "whisper", "state", "acknowledge"))
"""The lines that change something on the floor: not while the link is down."""


class Item(msgspec.Struct, frozen=True):
    """One line of the menu."""

    id: str
    """An action's id, or `close` (the overflow), `banner`, `read`, `promised`, `chats`."""
    key: str
    label: str
    tally: str
    """The count behind it."""
    enter: str
    """What Enter does, in few words."""
    reach: int = 0
    """How many waiting people it answers."""
    then: str = ""
    """What is so afterwards."""
    detail: str = ""
    on: bool = True


class Menu(msgspec.Struct, frozen=True):
    """A whole menu."""

    alarm: Alarm
    head: tuple[str, str]
    items: tuple[Item, ...]
    queue: str = ""

    def item(self, item_id: str) -> Item | None:
        """A line by its id."""
        return next((item for item in self.items if item.id == item_id), None)


def menu(view: View, alarm: Alarm, rows: Iterable[Row], order: Sequence[str] = ()) -> Menu:
    """What can be done about this alarm now, the best first; of a menu that stands, in the order in which it stands."""
    rows = list(rows)
    queue = view.queue(_queue_of(view, alarm))
    found = [
        item
        for item in (
            _read(view, alarm),
            _overflow(view, alarm, queue),
            _notice(view, alarm, queue, rows),
            _banner(view, alarm, rows),
            _list(view, alarm, queue, rows),
            _hand(view, alarm, queue, rows),
            _whisper(view, alarm),
            _state(view, alarm),
            _promised(view, alarm, rows),
            _seen(view, alarm),
        )
        if item is not None
    ]
    best = _best(view, alarm, found)
    found.sort(key=lambda item: item is not best)
    found.sort(key=lambda item: order.index(item.id) if item.id in order else len(order))
    return Menu(alarm, _head(view, alarm, queue), tuple(found), queue.name if queue else "")


def _queue_of(view: View, alarm: Alarm) -> str:
    """The queue that it is about: its own, else that in which somebody is late next."""
    late = view.wall.kept.next_late
    return alarm.queue or (late.queue if late is not None and not alarm.agent else "")


def _best(view: View, alarm: Alarm, found: Sequence[Item]) -> Item | None:
    """The backend's own choice as long as it still helps, else what answers most waiting people in time."""
    own = _BY_ACTION.get(alarm.action, "")
    wanted = next((item for item in found if item.id == own and (item.reach or own in ("filter", "read"))), None)
    if wanted is not None:
        return wanted
    helps = [item for item in found if item.id in ("read", "overflow", "notice_all", "promised") and item.reach]
    others = [item for item in found if item.id != "close"]
    return helps[0] if helps else others[0] if others else None


def _key(view: View, action: str) -> str:
    return view.keymap.name(action, FLOOR).replace("Space", "space")


def _overflow(view: View, alarm: Alarm, queue: QueueLine | None) -> Item | None:
    if queue is None or (not queue.help and not queue.overflow):
        return None
    key = _key(view, "overflow")
    lang, what = people.lang_of(queue.name), people.topic_of(queue.name)
    helped = min(queue.help, queue.wait)
    if queue.overflow:
        return Item(
            "close", key, t("menu.overflow.close", what=what), t("menu.overflow.open"),
            t("menu.overflow.close", what=queue.name), then=t("menu.overflow.moves"), on=False,
        )  # fmt: skip
    params = {"lang": lang, "what": what, "queue": queue.name, "n": count(helped)}
    variant = "" if lang else ".any"
    left_over = view.wall.tiles.waiting - helped
    return Item(
        "overflow",
        key,
        t(f"menu.overflow{variant}", **params),
        t("menu.overflow.tally", slots=count(queue.help), n=count(helped), of=count(queue.wait)),
        t(f"menu.overflow.enter{variant}", **params),
        helped,
        t("menu.overflow.then", n=count(left_over), goal=plain(view.goal("waiting"))),
        f"{key}: {helpers(view, queue)}" if queue.helpers else "",
    )


def helpers(view: View, queue: QueueLine) -> str:
    """Whose slots would help: where offers hold some of the free ones, how many."""
    said = []
    for name, slots in queue.helpers:
        home = view.queue(name)
        free = home.slots - home.busy if home is not None else 0
        if home is not None and home.offer and free - home.offer == slots:
            said.append(t("menu.helper.held", queue=name, n=count(slots), free=count(free), offer=count(home.offer)))
        else:
            said.append(t("menu.helper", queue=name, n=count(slots)))
    if queue.more_helpers:
        said.append(t("menu.helper.more", n=count(queue.more_helpers)))
    return ", ".join(said)


def _notice(view: View, alarm: Alarm, queue: QueueLine | None, rows: Sequence[Row]) -> Item | None:
    told = _about(alarm, queue, rows)
    if not told:
        return None
    inside = sum(row.queue == queue.name for row in told) if queue is not None else 0
    more = len(told) - inside
    if queue is not None and inside and more:
        tally = t("menu.notice.both", n=count(len(told)), inside=count(inside), queue=queue.name, more=count(more))
    elif queue is not None and inside:
        tally = t("menu.notice.inside", n=count(len(told)), queue=queue.name)
    else:
        tally = t("menu.notice.n", n=count(len(told)))
    label = t("menu.notice.topic" if alarm.topic else "menu.notice")
    enter = t("menu.notice.enter", n=count(len(told)))
    return Item("notice_all", _key(view, "notice_all"), label, tally, enter, len(told), t("menu.notice.then"))


def _about(alarm: Alarm, queue: QueueLine | None, rows: Sequence[Row]) -> list[Row]:
    """Whom a notice or a hand-over is for: the topic's people, else the queue's, else all who wait."""
    if alarm.topic:
        return people.waiting(rows, topic=alarm.topic)
    if alarm.agent:
        return []
    return people.waiting(rows, queue=alarm.queue and queue.name if queue else "")


def _banner(view: View, alarm: Alarm, rows: Sequence[Row]) -> Item | None:
    if not alarm.topic:
        return None
    is_on = view.wall.banner != alarm.topic
    told = sum(row.state == State.BOT and people.is_about(row, alarm.topic) for row in rows)
    label = t("menu.banner" if is_on else "menu.banner.end")
    tally = t("menu.banner.tally", n=count(told), topic=alarm.topic)
    enter = t("menu.banner.enter" if is_on else "menu.banner.end", topic=alarm.topic)
    return Item("banner", "", label, tally, enter, 0, t("menu.banner.then"), on=is_on)


def _list(view: View, alarm: Alarm, queue: QueueLine | None, rows: Sequence[Row]) -> Item | None:
    if alarm.agent and not alarm.conv:
        return Item("chats", "", t("menu.chats", name=view.agent_name(alarm.agent)), "", t("menu.chats.enter"))
    if alarm.conv:
        return None
    if alarm.kind == "spike":
        tally = t("menu.list.minute", n=count(alarm.count))
    else:
        tally = t("menu.list.waiting", n=count(len(_about(alarm, queue, rows))))
    return Item("filter", _key(view, "filter"), t("menu.list"), tally, t("menu.list.enter"))


def _hand(view: View, alarm: Alarm, queue: QueueLine | None, rows: Sequence[Row]) -> Item | None:
    if alarm.agent or alarm.conv:
        return None
    found = people.waiting(rows, queue=queue.name if queue else "")
    if not found:
        return None
    n = count(len(found))
    key = _key(view, "hand_to")
    return Item("hand_to", key, t("menu.hand"), t("menu.hand.tally", n=n), t("menu.hand.enter", n=n), 0)


def _read(view: View, alarm: Alarm) -> Item | None:
    if not alarm.conv or alarm.kind == "promise":
        return None
    params = {"agent": view.agent_name(alarm.agent), "name": alarm.name or t("desk.nameless")}
    label = t("menu.read" if alarm.agent else "menu.read.nobody", **params)
    return Item("read", "", label, t("menu.read.tally"), label, 1, t("menu.read.then"))


def _whisper(view: View, alarm: Alarm) -> Item | None:
    if not alarm.conv or not alarm.agent:
        return None
    name = view.agent_name(alarm.agent)
    answers = t("menu.whisper.answers") if alarm.kind == "help" else ""
    return Item("whisper", _key(view, "whisper"), t("menu.whisper", name=name), answers, t("menu.whisper", name=name))


def _state(view: View, alarm: Alarm) -> Item | None:
    if not alarm.agent or alarm.kind == "promise":
        return None
    name = view.agent_name(alarm.agent)
    label = t("menu.state", name=name)
    return Item("state", _key(view, "state"), label, t("menu.state.tally"), label)


def _promised(view: View, alarm: Alarm, rows: Sequence[Row]) -> Item | None:
    if alarm.kind != "promise":
        return None
    number = sum(row.state == State.PROMISED for row in rows)
    label = t("menu.promised", name=alarm.name or t("desk.nameless"))
    return Item("promised", "", label, t("menu.promised.tally", n=count(number)), label, 1)


def _seen(view: View, alarm: Alarm) -> Item:
    label = t("menu.seen.by", name=view.agent_name(alarm.acked_by)) if alarm.acked_by else t("menu.seen")
    return Item("acknowledge", _key(view, "acknowledge"), label, t("menu.seen.tally"), t("menu.seen.enter"))


def _head(view: View, alarm: Alarm, queue: QueueLine | None) -> tuple[str, str]:
    detail = alarms.details(view, alarm)
    if alarm.kind == "spike":
        detail = t("menu.head.spike", n=count(alarm.count), usual=plain(alarm.usual))
    said = alarms.said(view, alarm) + (": " + detail if detail and alarm.kind == "spike" else "")
    if detail and alarm.kind != "spike":
        said += (" " if alarm.kind == "help" else " · ") + detail
    first = t("menu.head", said=said, at=view.seconds(alarm.raised_at))
    if alarm.kind == "help" and alarm.text:
        return first, f'"{alarm.text}"'
    if queue is None:
        return first, ""
    room = queue.next_late - view.then
    late = t("menu.head.late", age=remaining(room)) if queue.next_late and room > 0 else ""
    if queue.next_late and room <= 0:
        late = t("menu.head.is_late")
    free, slots = count(queue.slots - queue.busy), count(queue.slots)
    return first, t("menu.head.queue", n=count(queue.wait), queue=queue.name, free=free, slots=slots) + late
