"""What colleagues and the router tell me: offers that come and pass, my state, whispers, raised hands, outcomes due."""

from console.core.conversation.words import State
from console.core.floor.presence import AgentState
from console.core.floor.rows import Row
from console.core.text.messages import t
from console.desk.adapters.port import Transcripted
from console.desk.work import lists, names, shift
from console.desk.work.desk import Desk
from console.desk.work.flows import Flows


class StaffNews:
    """Takes up what is told between staff; it never takes the focus."""

    def __init__(self, desk: Desk, flows: Flows) -> None:
        self.desk = desk
        self.flows = flows
        self._state = AgentState.AVAILABLE

    def row(self, old: Row | None, row: Row) -> None:
        """One row as it was last known and as it is now."""
        self._offer(row)
        self._outcome(old, row)
        if old is not None:
            self._help(old, row)

    def called(self, conv: str) -> None:
        """Everybody who can is called to a customer whom nobody took."""
        desk, row = self.desk, self.desk.row(conv)
        is_new = desk.offers.to_all(conv, desk.me)
        if is_new:
            desk.calls += 1
            self.flows.rewatch()
        if row is not None and not is_new:
            desk.say("offer.to_all", glyph="▲", conv=conv, at_once=False, name=names.full_name(row.name))

    def team(self) -> None:
        """Presence of colleagues, mine too."""
        desk = self.desk
        was, self._state = self._state, shift.my_state(desk)
        if was is AgentState.NO_ANSWER and self._state is not was:
            desk.notices.over()
        if self._state is AgentState.BREAK and was is AgentState.FINISHING:
            desk.say("shift.break_began", glyph="○", at_once=False, key=desk.keymap.name("my_state"))

    def turns(self, transcript: Transcripted) -> None:
        """A whisper to me is said once, wherever I am."""
        desk, conv = self.desk, transcript.conv
        known = desk.whispers_told.get(conv)
        mine = [turn for turn in transcript.turns if turn.kind == "whisper" and turn.to == desk.me and turn.text]
        last = mine[-1].seq if mine else 0
        if not transcript.complete or last <= (known or 0):
            if transcript.complete and known is None:
                desk.whispers_told[conv] = last
            return
        desk.whispers_told[conv] = last
        if known is None:
            # What was whispered before I looked stands in the transcript.
            return
        desk.calls += conv != desk.open_conv
        desk.say(
            "whisper.told",
            glyph="▲",
            conv=conv,
            at_once=False,
            who=desk.agent_name(mine[-1].author),
            name=_name(desk, conv),
        )

    def _offer(self, row: Row) -> None:
        desk = self.desk
        came = desk.offers.take(row, desk.me, desk.now)
        if came == "passed":
            said = t("offer.passed", name=names.short_name(row.name), state=t(f"shift.{AgentState.NO_ANSWER}"))
            # At once: the next offer must not stand in the place of what the last one led to.
            desk.tell(said, glyph="▲", conv=row.conv, passing=True)
            # The row may bring the next one already.
            came = desk.offers.take(row, desk.me, desk.now)
        if came == "made":
            desk.calls += 1
            self.flows.rewatch()

    def _outcome(self, old: Row | None, row: Row) -> None:
        desk = self.desk
        is_mine = row.handler == desk.me or (old is not None and old.owner == desk.me)
        if row.state == State.RESOLVED and is_mine:
            if old is not None and old.state != State.RESOLVED and row.resolved_by == "agent":
                desk.day.solved(row.conv)
            if not row.wrapped_up:
                desk.wrap_convs.add(row.conv)
                return
        elif lists.is_mine(row, desk.me):
            desk.day.mine(row.conv)
        desk.wrap_convs.discard(row.conv)

    def _help(self, old: Row, row: Row) -> None:
        """A hand of mine that came down without me was answered, or the chat has gone."""
        desk = self.desk
        if not old.help_since or row.help_since:
            return
        if row.conv in desk.own_helps:
            desk.own_helps.discard(row.conv)
        elif lists.is_mine(row, desk.me):
            name = names.short_name(row.name)
            desk.say("help.answered", glyph="○", conv=row.conv, at_once=False, name=name)


def _name(desk: Desk, conv: str) -> str:
    row = desk.row(conv)
    return names.short_name(row.name) if row is not None else t("desk.nameless")
