"""What the wall's own keys do about what is under its cursor: overflow, notices, a whisper, a break, handing on."""

from console.core.floor.rows import Row
from console.core.text.messages import t
from console.desk.actions import BY_ID
from console.desk.tui.screens.floor_agents import AgentsPlace
from console.desk.tui.screens.floor_alarm_acts import Acts
from console.desk.tui.screens.floor_place import FloorPlace
from console.desk.tui.screens.floor_places import FloorContext
from console.desk.tui.screens.floor_queue import QueuePlace
from console.desk.work.floor_views import people


def of_tile(context: FloorContext) -> FloorPlace | None:
    """A click on a tile: the list behind its number; of waits that have ended, where they are listed."""
    target = context.target
    if target is None:
        return None
    if target.id in ("slot_load", "owed"):
        return AgentsPlace(context, context.wall.tiles.owed_by if target.id == "owed" else "")
    if target.id in ("waiting", "longest"):
        return QueuePlace(context, people.Choice(people.WAITING))
    context.desk.say("acts.ended")
    return None


def _queue(context: FloorContext) -> str:
    """The queue that a key is about: under the cursor, of the alarm there, else that in which somebody is late next."""
    target, wall = context.target, context.wall
    if target is not None and target.kind == "queue":
        return target.id
    if target is not None and target.kind == "alarm":
        alarm = next((a for a in wall.alarms if str(a.number) == target.id), None)
        if alarm is not None and alarm.queue:
            return alarm.queue
    late = wall.kept.next_late
    return late.queue if late is not None else ""


def _is_cut_off(context: FloorContext) -> bool:
    view = context.screen.view()
    if view is None or view.is_offline:
        context.desk.say("acts.offline", glyph="▲")
        return True
    return False


def overflow(context: FloorContext) -> None:
    """Of the queue under the cursor."""
    view = context.screen.view()
    if view is not None and not _is_cut_off(context):
        Acts(context).overflow(view, _queue(context))


def notice(context: FloorContext) -> None:
    """To all who wait."""
    if not _is_cut_off(context):
        Acts(context).notice(people.waiting(context.desk.backend.rows.values()))


def banner(context: FloorContext) -> None:
    """About the topic of the alarm under the cursor, else of the first that has one; the one that is on goes off."""
    view, target = context.screen.view(), context.target
    if view is None or _is_cut_off(context):
        return
    alarms = [a for a in context.wall.alarms if a.topic]
    under = [a for a in alarms if target is not None and target.kind == "alarm" and str(a.number) == target.id]
    topic = (under or alarms)[0].topic if alarms else context.wall.banner
    Acts(context).banner(view, topic)


def _agent(context: FloorContext) -> str:
    target, wall = context.target, context.wall
    if target is not None and target.kind == "agent":
        return target.id
    if target is not None and target.kind == "alarm":
        return next((a.agent for a in wall.alarms if str(a.number) == target.id), "")
    return ""


def state(context: FloorContext) -> None:
    """The state of the agent under the cursor; elsewhere one's own."""
    view, agent = context.screen.view(), _agent(context)
    if not agent:
        context.screen.actions.do(BY_ID["my_state"])
    elif view is not None and not _is_cut_off(context):
        Acts(context).send_on_break(view, agent)


def whisper(context: FloorContext) -> FloorPlace | None:
    """To the agent under the cursor, about the chat she asks help with or owes most."""
    agent = _agent(context)
    if not agent:
        context.desk.say("acts.whisper.whom")
        return None
    if _is_cut_off(context):
        return None
    place = AgentsPlace(context, agent)
    place.then_whisper = True
    return place


def hand(context: FloorContext) -> None:
    """All who wait in the queue under the cursor, or all chats of the agent there."""
    agent = _agent(context)
    rows = list(context.desk.backend.rows.values())
    if _is_cut_off(context):
        return
    found: list[Row]
    if agent:
        found = people.chosen(people.Choice(people.AGENT, agent), rows, context.desk.now)
    else:
        found = people.waiting(rows, queue=_queue(context)) if _queue(context) else []
    if not found:
        context.desk.tell(t("acts.hand.nobody"))
        return
    Acts(context).hand(found)
