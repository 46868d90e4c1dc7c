"""The menu of an alarm over the wall: Enter does the line under the cursor, the lines' letters do theirs at once."""

from console.core.floor.rows import Row
from console.core.metrics.wall import Alarm
from console.desk.actions import Action
from console.desk.tui.screens.floor_agents import AgentsPlace
from console.desk.tui.screens.floor_alarm_acts import Acts
from console.desk.tui.screens.floor_open import open_chat
from console.desk.tui.screens.floor_place import FloorPlace
from console.desk.tui.screens.floor_places import FloorContext
from console.desk.tui.screens.floor_queue import QueuePlace
from console.desk.work.floor.draw import draw
from console.desk.work.floor.ink import Drawing, Target
from console.desk.work.floor.view import View
from console.desk.work.floor_views import people
from console.desk.work.floor_views.menu import CHANGES, Item, Menu, menu
from console.desk.work.floor_views.menu_box import draw_menu


class AlarmPlace(FloorPlace):
    """What can be done about one alarm; it closes by itself when the alarm has cleared."""

    def __init__(self, context: FloorContext, number: int) -> None:
        super().__init__(context)
        self.number = number
        self.cursor = 0
        self.acts = Acts(context, self.close)
        self._item = ""
        """The line under the cursor, by its id."""
        self._order: tuple[str, ...] = ()
        """The lines as they were first shown: none moves away from under a key that is about to be pressed."""

    @property
    def alarm(self) -> Alarm | None:
        """As it stands now."""
        wall = self.desk.backend.wall
        return next((a for a in wall.alarms if a.number == self.number), None) if wall is not None else None

    def menu(self, view: View) -> Menu | None:
        """What can be done now."""
        alarm = self.alarm
        found = menu(view, alarm, self.desk.backend.rows.values(), self._order) if alarm is not None else None
        if found is not None:
            ids = [item.id for item in found.items]
            self._order += tuple(item for item in ids if item not in self._order)
            self.cursor = ids.index(self._item) if self._item in ids else 0
            self._item = ids[self.cursor] if ids else ""
        return found

    def draw(self, view: View) -> Drawing:
        """The wall with the menu over it."""
        found = self.menu(view)
        if found is None:
            self.desk.say("menu.cleared", n=self.number)
            self.call_later(self.close)
            return draw(view)
        return draw_menu(view, found, self.cursor)

    def move(self, by: int) -> None:
        """Another line."""
        view = self.view()
        found = self.menu(view) if view is not None else None
        if found is not None:
            self.cursor = max(0, min(len(found.items) - 1, self.cursor + by))
            self._item = found.items[self.cursor].id

    def clicked(self, target: Target) -> None:
        """A first click chooses, one on the chosen line does it; beside the menu it closes."""
        if target.kind == "item":
            if int(target.id) == self.cursor:
                self.do_open()
            else:
                self.move(int(target.id) - self.cursor)
        elif target.kind != "none":
            self.close()

    def run(self, action: Action) -> None:
        """The letters of the lines, the digits of other alarms; all else is the place's."""
        view = self.view()
        found = self.menu(view) if view is not None else None
        if action.id.startswith("alarm_"):
            self._other(int(action.id.removeprefix("alarm_")))
            return
        item = found.item(action.id) if found is not None else None
        if found is not None and item is None and action.id == "overflow":
            item = found.item("close")
        if item is None or view is None or found is None:
            super().run(action)
        elif view.is_offline and item.id in CHANGES:
            self.desk.say("acts.offline", glyph="▲")
        else:
            self._do(view, found, item)

    def _other(self, number: int) -> None:
        wall = self.desk.backend.wall
        if wall is None or number not in [alarm.number for alarm in wall.alarms]:
            self.desk.say("floor.no_alarm", n=number)
        else:
            self.number, self._item, self._order = number, "", ()

    def do_open(self) -> None:
        """Enter: the line under the cursor."""
        view = self.view()
        found = self.menu(view) if view is not None else None
        if view is None or found is None or not found.items:
            return
        item = found.items[self.cursor]
        if view.is_offline and item.id in CHANGES:
            self.desk.say("acts.offline", glyph="▲")
        else:
            self._do(view, found, item)

    def _do(self, view: View, found: Menu, item: Item) -> None:
        alarm, rows = found.alarm, list(self.desk.backend.rows.values())
        match item.id:
            case "overflow" | "close":
                self.acts.overflow(view, found.queue)
            case "notice_all":
                self.acts.notice(self._told(found), queue="" if alarm.topic else alarm.queue, topic=alarm.topic)
            case "banner":
                self.acts.banner(view, alarm.topic)
            case "filter":
                self._list(found)
            case "hand_to":
                self.acts.hand(people.waiting(rows, queue=found.queue))
            case "acknowledge":
                self.acts.acknowledge(alarm)
            case "read" | "whisper":
                open_chat(self, alarm.conv, whispers=item.id == "whisper")
            case "state":
                self.acts.send_on_break(view, alarm.agent)
            case "promised":
                self.go(QueuePlace(self.there(), people.Choice(people.PROMISED)))
            case "chats":
                self.go(AgentsPlace(self.there(), alarm.agent))

    def _told(self, found: Menu) -> list[Row]:
        rows = list(self.desk.backend.rows.values())
        if found.alarm.topic:
            return people.waiting(rows, topic=found.alarm.topic)
        return people.waiting(rows, queue=found.queue if found.alarm.queue else "")

    def _list(self, found: Menu) -> None:
        alarm = found.alarm
        if alarm.topic:
            choice = people.Choice(people.TOPIC, alarm.topic)
        elif alarm.queue:
            choice = people.Choice(people.QUEUE, alarm.queue)
        else:
            choice = people.Choice(people.WAITING)
        self.go(QueuePlace(self.there(), choice))


def of_alarm(context: FloorContext) -> AlarmPlace | None:
    """Enter on an alarm, or its digit."""
    return AlarmPlace(context, int(context.target.id)) if context.target is not None else None
