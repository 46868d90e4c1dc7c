"""What the backend tells, taken up into the desk's state: chats gained and lost, claims won and lost, notices.

Nothing that happens elsewhere moves the focus, changes the open chat or takes text away.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from console.core.conversation.commands import Accept, Decline, Reply, Transfer
from console.core.conversation.words import State
from console.core.floor.rows import Member, Row
from console.core.text.messages import t
from console.desk.adapters.port import (
    Fate,
    Link,
    LinkChanged,
    Outgoing,
    OutgoingChanged,
    RowsChanged,
    RowsReset,
    SignedIn,
    SignInNeeded,
    TeamChanged,
    Told,
    TurnsChanged,
    TypingChanged,
    Update,
    ViewingChanged,
    WallChanged,
)
from console.desk.work import lists, names
from console.desk.work.begun import Claim
from console.desk.work.box import Loss
from console.desk.work.desk import REPLY, TEXTS, Desk, kind_of
from console.desk.work.flows import Flows
from console.desk.work.recent import keep_or_forget
from console.desk.work.staff_news import StaffNews
from console.desk.work.times import clock_time

_LEADS = ("supervisor", "admin")
_LOST = ("lost", "lost_chat")
_FROM_THIS_MACHINE = ("outbox_in_memory", "outbox_broken", "outbox_unread", "disk_failing", "recording_stopped")
"""What the session tells of this machine's disk: a sentence of our own in `message`."""


class News:
    """Takes up updates one by one, in order."""

    def __init__(self, desk: Desk, flows: Flows) -> None:
        self.desk = desk
        self.flows = flows
        self.colleagues = StaffNews(desk, flows)
        self._link = desk.backend.link.link
        self._was_live = self._link is Link.LIVE

    def take_up(self, update: Update) -> None:
        """One update."""
        if isinstance(update, (RowsReset, RowsChanged)):
            self._rows(update)
        elif isinstance(update, TeamChanged):
            self.colleagues.team()
        elif isinstance(update, OutgoingChanged):
            self._outgoing(update.item)
        elif isinstance(update, TurnsChanged):
            self._turns(update)
        elif isinstance(update, LinkChanged):
            self._link_changed()
        elif isinstance(update, TypingChanged):
            keep_or_forget(self.desk.typing, update.conv, update.who)
        elif isinstance(update, ViewingChanged):
            keep_or_forget(self.desk.viewing, update.conv, tuple(who for who in update.who if who != self.desk.me))
        elif isinstance(update, SignedIn):
            self._signed_in()
        elif isinstance(update, SignInNeeded):
            self.desk.say("notice.sign_in", glyph="■", at_once=False, why=update.why)
        elif isinstance(update, Told):
            self._told(update)
        elif isinstance(update, WallChanged):
            self.desk.wall_at = update.at

    def start(self) -> None:
        """What is there before anything is told: commands and drafts of the last shift."""
        for item in self.desk.backend.outbox():
            self.desk.outgoing.setdefault(item.id, item)
        for item in list(self.desk.outgoing.values()):
            if item.fate is Fate.HELD:
                self._outgoing(item)
        lost = sum(item.fate is Fate.HELD and item.code in _LOST for item in self.desk.outgoing.values())
        if lost:
            self._say_lost(lost)
        self._all_rows()

    # Rows.

    def _signed_in(self) -> None:
        self.desk.day.begin(self.desk.now)
        self.desk.slots.update(self.desk.backend.rows, self.desk.me)
        self.flows.rewatch()

    def _rows(self, update: RowsReset | RowsChanged) -> None:
        if isinstance(update, RowsReset):
            self._all_rows()
            return
        touches_mine = False
        for row in update.up:
            old = self.desk.known.get(row.conv)
            self._row(old, row)
            self.desk.known[row.conv] = row
            touches_mine = touches_mine or self._is_mine(row) or (old is not None and self._is_mine(old))
        for conv in update.rm:
            old = self.desk.known.pop(conv, None)
            self.desk.trouble.pop(conv, None)
            self._forget(conv)
            if old is not None:
                touches_mine = touches_mine or self._is_mine(old)
                self._went(old, None)
        self._after_rows(touches_mine=touches_mine)

    def _is_mine(self, row: Row) -> bool:
        return lists.is_mine(row, self.desk.me)

    def _all_rows(self) -> None:
        desk, rows = self.desk, dict(self.desk.backend.rows)
        before: Mapping[str, Row] = desk.known
        for conv, row in rows.items():
            if before.get(conv) is not row:
                self._row(before.get(conv), row)
        for conv in set(before) - set(rows):
            self._forget(conv)
            self._went(before[conv], None)
        desk.known = rows
        self._after_rows(touches_mine=True)

    def _after_rows(self, *, touches_mine: bool) -> None:
        desk = self.desk
        desk.rows_version += 1
        if touches_mine:
            before = desk.slots.order()
            desk.slots.update(desk.backend.rows, desk.me)
            if desk.slots.order() != before:
                self.flows.rewatch()
        for claim in list(desk.claims.values()):
            self._claim_settled(claim)

    def _row(self, old: Row | None, row: Row) -> None:
        desk, me = self.desk, self.desk.me
        desk.held_rows.let_go(row.conv)
        if row.undo_by and row.undo_by == me:
            desk.undo_convs.add(row.conv)
        else:
            desk.undo_convs.discard(row.conv)
        if row.trouble:
            desk.trouble[row.conv] = row.trouble
        self.colleagues.row(old, row)
        if old is None:
            return
        if lists.is_waiting(old) and not lists.is_waiting(row):
            self._went(old, row)
        if lists.is_mine(old, me) and not lists.is_mine(row, me):
            self._lost_mine(old, row)
        elif lists.is_mine(row, me):
            if not lists.is_mine(old, me):
                desk.losses.pop(row.conv, None)
                desk.own_acts.discard(row.conv)
            if row.unread > old.unread and row.conv != desk.open_conv:
                # The notice line says so while it lasts: only the bell is new.
                desk.calls += 1

    def _forget(self, conv: str) -> None:
        self.desk.offers.drop(conv)
        for kept in (self.desk.wrap_convs, self.desk.undo_convs, self.desk.own_helps):
            kept.discard(conv)

    def _went(self, old: Row, new: Row | None) -> None:
        """A row left the queue: it stays a moment, saying what became of it, unless I took it myself."""
        desk = self.desk
        if old.conv == desk.open_conv and new is None:
            desk.gone = old
        if new is None and lists.is_mine(old, desk.me):
            self._over(old)
        if not lists.is_waiting(old) or (new is not None and lists.is_mine(new, desk.me)):
            return
        name = names.full_name(old.name)
        if new is None:
            said = t("gone.away", name=name)
        elif new.owner and new.owner != "bot":
            said = t("gone.taken", who=names.owner_name(new), name=name)
        elif new.state == State.BOT:
            said = t("gone.bot", name=name)
        else:
            said = t("gone.ended", name=name)
        desk.held_rows.hold(old, said, desk.clock())

    def _over(self, old: Row) -> None:
        """A chat of mine was closed and left the lists, while I was away perhaps."""
        desk = self.desk
        if desk.gone is not None and desk.gone.conv == old.conv:
            desk.gone = replace(old, state=str(State.RESOLVED), owner="", owner_name="")
        if old.conv not in desk.own_acts:
            desk.say("notice.over", glyph="·", conv=old.conv, at_once=False, name=names.short_name(old.name))
        desk.own_acts.discard(old.conv)

    def _lost_mine(self, old: Row, row: Row) -> None:
        """A chat of mine has another owner: by my own act, or by somebody else's."""
        desk = self.desk
        if row.conv in desk.own_acts or row.undo_by == desk.me:
            desk.own_acts.discard(row.conv)
            if row.conv == desk.open_conv:
                desk.kind = REPLY
            return
        if row.state == State.RESOLVED:
            desk.say("notice.ended", glyph="·", conv=row.conv, at_once=False, name=names.short_name(row.name))
            return
        who = names.owner_name(row)
        role = next((m.role for m in self._team() if m.id == row.owner), "")
        loss = Loss(who, clock_time(desk.now, desk.zone), by_lead=True, role=role if role in _LEADS else "")
        if desk.losses.setdefault(row.conv, loss) is not loss:
            # The backend has told of it, with whose doing it was.
            return
        message_id = "notice.taken_from_you" if who else "notice.back_in_queue"
        desk.say(message_id, glyph="■", conv=row.conv, at_once=False, who=who, name=names.short_name(row.name))

    def _team(self) -> tuple[Member, ...]:
        account = self.desk.backend.account
        return account.team if account else ()

    # Commands of mine.

    def _outgoing(self, item: Outgoing) -> None:
        desk = self.desk
        desk.outgoing[item.id] = item
        claim = desk.claims.get(item.conv)
        if claim is not None and claim.id == item.id:
            self._claim(claim, item)
        elif isinstance(item.command, TEXTS):
            self._text(item)
        elif item.fate in (Fate.REFUSED, Fate.EXPIRED, Fate.HELD):
            # A step is no text: what was not done in its time is said, and the person decides anew.
            desk.own_acts.discard(item.conv)
            why = item.message or t("notice.refused", code=item.code)
            why = t("notice.command_held", why=why) if item.fate is Fate.HELD else why
            if isinstance(item.command, Decline):
                desk.offers.reopen(item.command.offer)
            desk.tell(why, glyph="■", conv=item.conv)
            desk.backend.discard(item.id)
        elif item.fate is Fate.SENT and isinstance(item.command, Transfer):
            desk.day.handed(item.conv)
            self._went_along(item.conv, item.command.note)
        is_over = item.fate in (Fate.SENT, Fate.REFUSED, Fate.EXPIRED, Fate.HELD)
        if not isinstance(item.command, TEXTS) and is_over:
            desk.outgoing.pop(item.id, None)

    def _went_along(self, conv: str, note: str) -> None:
        """A draft that went with the chat as its note stands there now, and is no draft any more."""
        draft = self.desk.text(conv, REPLY)
        if note and not draft.held and draft.text.strip() == note:
            self.flows.clear(conv, REPLY)

    def _claim(self, claim: Claim, item: Outgoing) -> None:
        if item.fate is Fate.SENT:
            epoch = item.data.get("epoch", 0)
            claim.won_epoch = epoch if isinstance(epoch, int) and epoch else -1
            self._claim_settled(claim)
        elif item.fate in (Fate.REFUSED, Fate.EXPIRED, Fate.HELD):
            self._claim_refused(claim, item)

    def _claim_settled(self, claim: Claim) -> None:
        """Won, and the row says so: what waited for it goes now."""
        desk = self.desk
        row = desk.backend.rows.get(claim.conv)
        if not claim.won_epoch or row is None or not lists.is_mine(row, desk.me):
            return
        del desk.claims[claim.conv]
        if claim.let_go:
            self.flows.undo_take(claim.conv)
        elif claim.queued:
            self.flows.send_queued(claim.conv, claim.queued)

    def _claim_refused(self, claim: Claim, item: Outgoing) -> None:
        desk = self.desk
        owner, epoch = str(item.data.get("owner", "")), item.data.get("epoch")
        desk.backend.discard(item.id)
        is_free = owner in ("", "bot") and item.code == "stale_epoch" and isinstance(epoch, int)
        if is_free and not claim.is_again and not claim.let_go and isinstance(epoch, int):
            self.flows.claim_again(claim, epoch)
            return
        del desk.claims[claim.conv]
        if isinstance(item.command, Accept) and item.code != "no_offer":
            desk.offers.reopen(item.command.offer)
        if claim.let_go or item.code == "already_yours":
            return
        row = desk.row(claim.conv)
        name = names.short_name(row.name) if row else t("desk.nameless")
        who = str(item.data.get("owner_name", ""))
        if not who and owner not in ("", "bot"):
            who = desk.agent_name(owner)
        if not who and row is not None:
            who = names.owner_name(row)
        who = names.short_name(who) if who else ""
        ahead = item.data.get("ahead_ms", 0)
        if who or desk.text(claim.conv, REPLY).text:
            loss = Loss(who, clock_time(desk.now, desk.zone), ahead if isinstance(ahead, int) else 0)
            desk.losses[claim.conv] = loss
        said = (
            t("notice.claim_lost", who=who, name=name) if who else item.message or t("notice.claim_failed", name=name)
        )
        desk.tell(said, glyph="■", conv=claim.conv)

    def _text(self, item: Outgoing) -> None:
        desk = self.desk
        if item.fate is Fate.SENT:
            desk.backend.discard(item.id)
            self.flows.sent(item)
            draft = desk.text(item.conv, REPLY)
            if draft.held == item.id and isinstance(item.command, Reply) and draft.text == item.command.text:
                # It was there after all.
                self.flows.clear(item.conv, REPLY)
                self.flows.show_held(item.conv)
        elif item.fate is Fate.HELD:
            self.flows.show_held(item.conv)
        elif item.fate in (Fate.REFUSED, Fate.EXPIRED) and isinstance(item.command, TEXTS):
            self.flows.give_back(item.conv, kind_of(item.command), item.command.text)
            desk.backend.discard(item.id)
            desk.outgoing.pop(item.id, None)
            row = desk.row(item.conv)
            name = names.short_name(row.name) if row else t("desk.nameless")
            why = item.message or item.code
            desk.say("notice.text_refused", glyph="■", conv=item.conv, name=name, why=why)
        elif item.fate is Fate.UNKNOWN:
            desk.say("notice.text_unknown", glyph="▲", conv=item.conv)

    def _say_lost(self, number: int) -> None:
        words = "notice.lost_one" if number == 1 else "notice.lost"
        self.desk.say(words, glyph="■", at_once=False, n=number)

    # Transcripts, the link and what else is told.

    def _turns(self, update: TurnsChanged) -> None:
        desk, transcript = self.desk, update.transcript
        last = transcript.turns[-1].seq if transcript.turns else 0
        for item in list(desk.outgoing.values()):
            if item.conv == transcript.conv and item.fate is Fate.SENT and 0 < item.seq <= last:
                del desk.outgoing[item.id]
        self.colleagues.turns(transcript)
        if transcript.complete:
            desk.new_after.setdefault(transcript.conv, last)
        if transcript.conv == desk.open_conv and desk.is_mine and last:
            dropped = desk.seq_at_drop.pop(transcript.conv, None)
            if dropped is not None and any(seq > dropped for seq in desk.customer_seqs(transcript.conv)):
                desk.has_news = True

    def _link_changed(self) -> None:
        desk, link = self.desk, self.desk.backend.link.link
        if link is self._link:
            return
        was, self._link = self._link, link
        if link is Link.OFFLINE:
            convs = {desk.open_conv, *desk.slots.order()} - {""}
            desk.seq_at_drop = {conv: max(desk.customer_seqs(conv), default=0) for conv in convs}
            desk.say("notice.offline", glyph="▲", at_once=False)
        elif link is Link.LIVE and was is not Link.LIVE:
            # The first time there is nothing to be reassured about.
            if self._was_live:
                desk.say("notice.live", glyph="○", at_once=False)
            self._was_live = True

    def _told(self, update: Told) -> None:
        desk, row = self.desk, self.desk.row(update.conv)
        name = names.short_name(row.name) if row else t("desk.nameless")
        if update.code == "taken_from_you":
            who = str(update.data.get("by_name", "")) or desk.agent_name(str(update.data.get("by", "")))
            why, role = str(update.data.get("why", "")), str(update.data.get("role", ""))
            short = names.short_name(who)
            desk.losses[update.conv] = Loss(short, clock_time(desk.now, desk.zone), by_lead=True, role=role, why=why)
            desk.say("notice.taken_from_you", glyph="■", conv=update.conv, who=short, name=name)
        elif update.code == "requeued":
            who = names.short_name(str(update.data.get("by_name", "")))
            desk.losses.setdefault(update.conv, Loss("", clock_time(desk.now, desk.zone), by_lead=True))
            desk.notices.forget(update.conv)
            desk.say("notice.requeued", glyph="■", conv=update.conv, at_once=False, who=who, name=name)
        elif update.code == "messages_lost":
            self._say_lost(int(update.data.get("n", 0)))
        elif update.code == "erased":
            self.flows.forget(update.conv)
            desk.say("notice.erased", glyph="■", conv=update.conv, at_once=False, name=name)
        elif update.code == "broadcast":
            self.colleagues.called(update.conv)
        elif update.code in _FROM_THIS_MACHINE or update.code == "slow_link":
            glyph = "○" if update.code == "slow_link" else "■"
            desk.tell(str(update.data.get("message", "")), glyph=glyph, at_once=False)
        elif update.code == "warned":
            desk.say("notice.warned", glyph="▲", conv=update.conv, at_once=False, name=name)
