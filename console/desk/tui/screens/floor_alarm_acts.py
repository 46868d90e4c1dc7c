"""What supervisors set in motion from the wall and its places: each after a look and a yes, and said when done."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from console.core.conversation.commands import Transfer
from console.core.conversation.words import State
from console.core.floor.acting import Acknowledge, Banner, Overflow
from console.core.floor.rows import Row
from console.core.metrics.wall import Alarm
from console.core.text.messages import t
from console.desk.actions import BY_ID, FLOOR
from console.desk.adapters.port import Fate, Outgoing
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.about_chat import named
from console.desk.tui.screens.dialogs.confirm import ConfirmDialog
from console.desk.tui.screens.dialogs.floor_break import BreakDialog
from console.desk.tui.screens.dialogs.floor_hand import HandSeveralDialog
from console.desk.tui.screens.dialogs.floor_notice import NoticeDialog
from console.desk.tui.screens.floor_places import FloorContext
from console.desk.work import names
from console.desk.work.floor.view import View
from console.desk.work.floor.words import count
from console.desk.work.floor_views import people
from console.desk.work.floor_views.menu import helpers
from console.errors import WarmlineError

if TYPE_CHECKING:
    from console.desk.tui.screens.floor import FloorScreen

ANSWERED = 10.0
"""Seconds to wait for what became of a command."""


class Acts:
    """The acts of one place or of the wall itself."""

    def __init__(self, context: FloorContext, after: Callable[[], None] | None = None) -> None:
        """`after` is called when somebody said yes."""
        self.context = context
        self.after = after or (lambda: None)
        self.desk, self.flows = context.desk, context.flows
        self.floor: FloorScreen = context.screen

    def _given(self, conv: str = "") -> DialogContext:
        return DialogContext(self.desk, self.flows, conv, FLOOR)

    def _rows(self) -> Sequence[Row]:
        return list(self.desk.backend.rows.values())

    def _ask(self, dialog: Any, then: Any) -> None:
        def done(result: Any) -> None:
            if result is not None:
                then(result)
                self.after()

        self.floor.app.push_screen(dialog, done)

    def overflow(self, view: View, queue: str) -> None:
        """Open or close the overflow of a queue."""
        line = view.queue(queue)
        if line is None:
            self.desk.say("acts.no_queue")
            return
        on = not line.overflow
        lang, what = people.lang_of(queue), people.topic_of(queue)
        waiting = people.waiting(self._rows(), queue=queue)
        params = {"lang": lang, "what": what, "queue": queue}
        if on:
            question = t("acts.overflow" if lang else "acts.overflow.any", **params)
            yes = t("acts.overflow.yes", n=count(min(line.help, line.wait)))
            slots = t("acts.overflow.slots", n=count(line.help), whose=helpers(view, line) or t("acts.nobody"))
            more = (
                f"{t('acts.overflow.waiting', n=count(len(waiting)), who=named(waiting) or t('acts.nobody'))} {slots}"
            )
        else:
            question, yes = t("acts.overflow.close", **params), t("acts.overflow.close.yes")
            more = t("acts.overflow.close.more", queue=queue)
        done = "acts.overflow.done" if on else "acts.overflow.closed"
        dialog = ConfirmDialog(self._given(), question, yes, more=more)
        self._ask(dialog, lambda _: self.floor.act(Overflow(queue, on), done, queue=queue, count=line.help))

    def notice(self, told: Sequence[Row], *, queue: str = "", topic: str = "") -> None:
        """One notice to these people."""
        if not told:
            self.desk.say("notice.nobody")
            return
        dialog = NoticeDialog(self._given(), told, queue=queue, topic=topic)
        self._ask(dialog, lambda found: self.floor.act(found.command, "acts.notice.done", count=found.count))

    def banner(self, view: View, topic: str) -> None:
        """The bot says first that the problem is known, or no longer."""
        if not topic:
            self.desk.say("acts.no_topic")
            return
        on = view.wall.banner != topic
        told = [row for row in self._rows() if row.owner == "bot" and people.is_about(row, topic)]
        question = t("acts.banner" if on else "acts.banner.end", topic=topic)
        more = t("acts.banner.more" if on else "acts.banner.end.more", n=count(len(told)), topic=topic)
        dialog = ConfirmDialog(
            self._given(), question, t("acts.banner.yes" if on else "acts.banner.end.yes"), more=more
        )
        done = "acts.banner.done" if on else "acts.banner.ended"
        self._ask(dialog, lambda _: self.floor.act(Banner(topic, on), done, topic=topic, count=len(told)))

    def acknowledge(self, alarm: Alarm) -> None:
        """Seen: it rings no more."""
        self.floor.act(Acknowledge(alarm.id), "floor.seen", n=alarm.number)

    def send_on_break(self, view: View, agent_id: str) -> None:
        """Another's state; one's own has more to choose from."""
        if agent_id == self.desk.me:
            self.floor.actions.do(BY_ID["my_state"])
            return
        agent = next((line for line in view.wall.agents if line.id == agent_id), None)
        if agent is None:
            self.desk.say("acts.no_agent")
            return
        if agent.state in ("break", "away", "offline"):
            self.desk.say("acts.not_here", name=agent.name)
            return
        # The snapshot may be a second old; what she has now decides what can be chosen.
        own = [row for row in self._rows() if row.owner == agent_id and row.state == State.HUMAN]
        agent = msgspec.structs.replace(agent, chats=max(agent.chats, len(own)))
        dialog = BreakDialog(self._given(), agent)
        self._ask(dialog, lambda found: self.floor.act(found.command, "acts.break.done", name=agent.name))

    def hand(self, rows: Sequence[Row], done: Any = None) -> None:
        """Hand these to an agent, a team or a queue; one command each, and one sentence at the end."""
        if not rows:
            self.desk.say("acts.hand.nobody")
            return
        dialog = HandSeveralDialog(self._given(rows[0].conv), rows)

        def then(found: Transfer) -> None:
            items = [item for row in rows if (item := self._transfer(row, found)) is not None]
            if done is not None:
                done()
            self.context.screen.run_worker(self._handed(items, found, len(rows)), exit_on_error=False)

        self._ask(dialog, then)

    def _transfer(self, row: Row, found: Transfer) -> Outgoing | None:
        """Under the epoch that was on the screen: somebody who was taken meanwhile stays where she is."""
        backend = self.desk.backend
        if row.conv not in backend.rows:
            return None
        self.desk.own_acts.add(row.conv)
        item = backend.submit(row.conv, found, epoch=row.epoch)
        self.desk.outgoing.setdefault(item.id, item)
        return item

    async def _handed(self, items: Sequence[Outgoing], found: Transfer, wanted: int) -> None:
        """How many went; why one did not is said as it happens."""
        fates = await asyncio.gather(*map(self._fate, items))
        went = sum(fate is Fate.SENT for fate in fates)
        account = self.desk.backend.account
        team = account.team if account else ()
        to = (
            names.short_name(names.agent_name(found.agent, team))
            if found.agent
            else found.queue or t("acts.hand.queue")
        )
        if went == wanted:
            self.desk.say("acts.hand.done", n=went, to=to)
        else:
            self.desk.say("acts.hand.some", glyph="▲", n=went, of=wanted, to=to)
        self.floor.paint()

    async def _fate(self, item: Outgoing) -> Fate:
        try:
            return (await self.desk.backend.settled(item.id, timeout=ANSWERED)).fate
        except WarmlineError:
            # Refused and forgotten already.
            return Fate.REFUSED
