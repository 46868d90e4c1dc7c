"""Everybody who is signed in, worst first; the cursor stays on the person while the order settles once a second."""

from console.core.floor.rows import Row
from console.core.metrics.wall import AgentLine
from console.desk.tui.screens.floor_actions import MOVES
from console.desk.tui.screens.floor_alarm_acts import Acts
from console.desk.tui.screens.floor_open import open_chat
from console.desk.tui.screens.floor_place import FloorPlace
from console.desk.tui.screens.floor_places import FloorContext
from console.desk.tui.screens.floor_queue import QueuePlace
from console.desk.tui.screens.floor_reading import WIDE
from console.desk.work.floor.ink import Drawing, Target
from console.desk.work.floor.view import View
from console.desk.work.floor_views import people
from console.desk.work.floor_views.agents import Crew, columns, draw_agents, rows_of


class AgentsPlace(FloorPlace):
    """All agents."""

    def __init__(self, context: FloorContext, cursor: str = "") -> None:
        super().__init__(context)
        self.cursor = cursor
        self.acts = Acts(context)
        self.then_whisper = False
        """Opened by the wall's own key: the whisper begins at once."""
        self._homes: tuple[str, ...] = tuple(queue.name for queue in context.wall.queues)

    def on_mount(self) -> None:
        """The list, and the whisper for which it was opened."""
        super().on_mount()
        if self.then_whisper:
            self.do_whisper()

    def crew(self, view: View) -> Crew:
        """As they stand; queues keep the order in which they were first seen."""
        new = tuple(queue.name for queue in view.wall.queues if queue.name not in self._homes)
        self._homes += new
        crew = Crew(view=view, cursor=self.cursor, homes=self._homes)
        self.cursor = crew.at
        return crew

    def draw(self, view: View) -> Drawing:
        """The place."""
        return draw_agents(self.crew(view))

    @property
    def agent(self) -> AgentLine | None:
        """The one under the cursor."""
        view = self.view()
        return self.crew(view).agent if view is not None else None

    def move(self, by: int) -> None:
        """Another agent; pages are columns."""
        view = self.view()
        if view is None:
            return
        ids = [agent.id for agent in self.crew(view).agents]
        if abs(by) == abs(MOVES["page_up"]):
            by = rows_of(view) * (1 if by > 0 else -1)
        if ids:
            here = ids.index(self.cursor) if self.cursor in ids else 0
            self.cursor = ids[max(0, min(len(ids) - 1, here + by))]

    def do_next_pane(self) -> None:
        """To the other column, and back."""
        view = self.view()
        if view is not None and columns(view) == 2:
            ids = [agent.id for agent in self.crew(view).agents]
            here = ids.index(self.cursor) if self.cursor in ids else 0
            rows = rows_of(view)
            self.cursor = ids[min(len(ids) - 1, here + rows) if here < rows else here - rows]

    do_previous_pane = do_next_pane

    def clicked(self, target: Target) -> None:
        """A first click moves the cursor, one on the cursor's line opens it."""
        if target.kind != "agent":
            return
        if target.id == self.cursor:
            self.do_open()
        else:
            self.cursor = target.id

    def _chats(self) -> list[Row]:
        choice = people.Choice(people.AGENT, self.cursor)
        return people.chosen(choice, self.desk.backend.rows.values(), self.desk.now)

    def do_open(self) -> None:
        """Her chats: beside the one that is owed most, or as a list where there is no room for both."""
        chats = self._chats()
        if not chats:
            self.desk.say("crew.no_chats", name=self._whose())
        elif self.size.width >= WIDE:
            open_chat(self, self._foremost(chats).conv)
        else:
            self.go(QueuePlace(self.there(), people.Choice(people.AGENT, self.cursor)))

    def _foremost(self, chats: list[Row]) -> Row:
        """The one she asks help about, else the one that is owed most."""
        return next((row for row in chats if row.help_since), chats[0])

    def _whose(self) -> str:
        agent = self.agent
        return agent.name if agent is not None else ""

    def do_whisper(self) -> None:
        """About the chat she asks help with, else the one that is owed most."""
        chats = self._chats()
        if chats:
            open_chat(self, self._foremost(chats).conv, whispers=True)
        else:
            self.desk.say("crew.no_chats", name=self._whose())

    def do_hand_to(self) -> None:
        """All her chats."""
        self.acts.hand(self._chats())

    def do_state(self) -> None:
        """Send her on break."""
        view = self.view()
        if view is not None:
            self.acts.send_on_break(view, self.cursor)


def of_agent(context: FloorContext) -> AgentsPlace:
    """Enter on an agent of the wall: all of them, with the cursor there."""
    return AgentsPlace(context, context.target.id if context.target is not None else "")


def all_agents(context: FloorContext) -> AgentsPlace:
    """All of them, who wants help first."""
    return AgentsPlace(context)
