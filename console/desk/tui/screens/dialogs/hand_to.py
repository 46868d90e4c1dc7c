"""Handing a chat on: to a colleague who is here, to a team, or back to the queue, with a note for whoever gets it."""

from collections.abc import Sequence

from console.core.conversation.commands import Transfer
from console.core.conversation.context import Policy
from console.core.floor.rows import Member
from console.core.text.messages import t
from console.desk.tui.dialogs import DialogContext
from console.desk.tui.screens.dialogs.about_chat import ChatDialog
from console.desk.tui.screens.dialogs.choices import Choice
from console.desk.tui.screens.dialogs.fields import FindPart, TextPart
from console.desk.tui.screens.dialogs.finding import found
from console.desk.tui.screens.dialogs.parts import Part, Words
from console.desk.work import names
from console.desk.work.reading import Span

_AGENT, _TEAM = "agent:", "team:"


class HandToDialog(ChatDialog):
    """A colleague gets an offer of seconds; a team's queue gets the chat with its old clock."""

    def __init__(self, given: DialogContext) -> None:
        super().__init__(given)
        self.to = FindPart("to", t("dialog.hand_to.to"), self._follow, most_rows=7)
        self.note = TextPart("note", t("dialog.hand_to.note"), rows=3, empty=t("dialog.hand_to.note.empty"))

    def heading(self) -> str:
        """Who is handed on."""
        return t("dialog.hand_to.title", name=self.full_name)

    def make_parts(self) -> Sequence[Part]:
        """To whom, with which words, and what happens then."""
        return (Words(self.last_words, most_lines=3), self.to, self.note, Words(self._then))

    def primary(self) -> str:
        """What Enter does."""
        return t("dialog.hand_to.do")

    def result(self) -> Transfer | None:
        """The command."""
        chosen = self.to.chosen
        if chosen is None:
            self.complaint = t("dialog.hand_to.whom")
            return None
        if chosen.why_not:
            self.complaint = t("dialog.hand_to.absent", name=chosen.text)
            return None
        note = self.note.text.strip()
        if chosen.id.startswith(_AGENT):
            return Transfer(agent=chosen.id.removeprefix(_AGENT), note=note)
        return Transfer(queue=chosen.id.removeprefix(_TEAM), note=note)

    def _follow(self, text: str) -> Sequence[Choice]:
        account = self.desk.backend.account
        others = [member for member in (account.team if account else ()) if member.id != self.desk.me]
        others.sort(key=lambda member: (not member.present, member.name.casefold(), member.id))
        here = [_colleague(member) for member in others if member.present]
        absent = [_colleague(member) for member in others if not member.present]
        teams = {member.team for member in (account.team if account else ()) if member.team}
        teams |= {row.queue for row in self.desk.backend.rows.values() if row.queue}
        queues = [
            Choice(_TEAM, t("dialog.hand_to.queue"), tail=(Span("  " + t("dialog.hand_to.queue.tail"), "muted"),))
        ]
        queues += [Choice(_TEAM + team, t("dialog.hand_to.team", team=team)) for team in sorted(teams)]
        return found(text, [*here, *queues, *absent], lambda choice: (choice.text, choice.id))

    def _then(self) -> Sequence[Span]:
        chosen, row = self.to.chosen, self.row
        is_colleague = chosen is not None and chosen.id.startswith(_AGENT)
        seconds = Policy().transfer_offer // 1000
        then = (
            t("dialog.hand_to.then.agent", agent=chosen.text, name=self.customer, seconds=seconds)
            if is_colleague and chosen is not None
            else t("dialog.hand_to.then.team", name=self.customer)
        )
        often = row is not None and row.transfers >= Policy().max_transfers and not self.desk.situation().is_lead
        warning = t("dialog.hand_to.often", n=row.transfers) if often and row else ""
        return (Span(then, "muted"), Span("▲ " + warning if warning else "", "warn"))


def _colleague(member: Member) -> Choice:
    about = [t("dialog.hand_to.lead")] if member.role != "agent" else []
    about += [member.team] if member.team else []
    return Choice(
        _AGENT + member.id,
        names.full_name(member.name),
        lead=(Span("● " if member.present else "· ", "fine" if member.present else "stale"),),
        right=(Span(" · ".join(about), "muted"),),
        why_not="" if member.present else t("dialog.hand_to.not_here"),
    )


def dialog(given: DialogContext) -> HandToDialog:
    """For the desk's table."""
    return HandToDialog(given)
