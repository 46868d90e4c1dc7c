"""The steps of an agent's work: open, take, next, reply, note, undo, reopen, retry; each from a key to commands.

They change the desk's state and issue commands through the port; what comes of those is taken up in `news`.
"""

from msgspec.structs import replace

from console.core.conversation.commands import Accept, Note, Reopen, Reply, Take, UndoLast
from console.core.conversation.words import State
from console.core.floor.rows import Row
from console.desk.adapters.port import Fate, Link, Outgoing
from console.desk.work import lists, names
from console.desk.work.begun import Claim, Text
from console.desk.work.desk import NOTE, REPLY, TEXTS, WHISPER, Desk, kind_of
from console.desk.work.guards import doubt
from console.desk.work.situation import why_not
from console.desk.work.slots import next_needing
from console.desk.work.staff_steps import StaffSteps

_EARLIER_TEXTS = 50


class Flows(StaffSteps):
    """What keys do to the desk."""

    def __init__(self, desk: Desk, *, send_delay: float = 0.0) -> None:
        super().__init__(desk)
        self.send_delay = send_delay
        self._watched: set[str] = set()

    # Moving between chats.

    def open(self, conv: str, *, is_preview: bool = False) -> bool:
        """Make this the open chat; False when it is already."""
        desk = self.desk
        if not conv or conv == desk.open_conv:
            return False
        old = desk.open_row
        self._leave(old)
        if old is not None and lists.is_mine(old, desk.me):
            desk.back_conv = old.conv
        desk.open_conv, desk.kind, desk.gone = conv, REPLY, None
        desk.opened_at = desk.ticks()
        desk.has_news = False
        if not is_preview:
            self.watch()
        return True

    def watch(self) -> None:
        """Keep the open chat's transcript current, and tell others that I look at it."""
        desk = self.desk
        offered = desk.offer()
        keep = {desk.open_conv, desk.back_conv, offered.conv if offered else "", *desk.slots.order()}
        for conv in list(self._watched - keep):
            desk.backend.unwatch(conv)
            self._watched.discard(conv)
            desk.outgoing = {id: item for id, item in desk.outgoing.items() if not self._is_done(item)}
        for conv in sorted(keep - self._watched):
            if conv:
                desk.backend.watch(conv)
                self._watched.add(conv)
        desk.forget_blank(keep)
        # On the wall nobody looks at the chat that is open on the Desk.
        desk.backend.viewing("" if desk.on_floor else desk.open_conv)

    def _is_done(self, item: Outgoing) -> bool:
        return item.fate is Fate.SENT and item.conv not in self._watched

    def sent(self, item: Outgoing) -> None:
        """It stands in the transcript soon, and is shown from there; a chat that nobody watches shows nothing."""
        if self._is_done(item):
            self.desk.outgoing.pop(item.id, None)

    def rewatch(self) -> None:
        """My chats changed: their transcripts are kept ready too."""
        if self.desk.open_conv or self.desk.slots.order():
            self.watch()

    def _leave(self, row: Row | None) -> None:
        desk = self.desk
        if row is None:
            return
        desk.new_after[row.conv] = desk.last_seq(row.conv)
        desk.losses.pop(row.conv, None)

    def next_mine(self) -> bool:
        """To the next chat of mine that needs me; it never takes one."""
        needing = next_needing(self.desk.mine(), self.desk.open_conv)
        if needing is None:
            return self._cannot("needs_me")
        return self.open(needing.conv)

    def back(self) -> bool:
        """To the chat I was in before."""
        conv = self.desk.back_conv
        if not conv or self.desk.row(conv) is None:
            return self._cannot("was_elsewhere")
        return self.open(conv)

    def slot(self, number: int) -> bool:
        """To my chat in this slot."""
        conv = self.desk.slots.conv(number)
        if not conv:
            self.desk.say("notice.slot_free", n=number)
            return False
        if conv == self.desk.open_conv:
            return True
        return self.open(conv)

    # Becoming the owner.

    def take_next(self) -> bool:
        """Accept what is offered to me, else take the next customer in line."""
        offered = self.desk.offer()
        if offered is not None:
            return self._claim(offered, Accept(offered.offer))
        row = self.desk.next_waiting()
        if row is None:
            return self._cannot("someone_waits")
        return self._claim(row, Take())

    def take(self, *, epoch: int | None = None, force: bool = False, why: str = "") -> bool:
        """Take over the open chat, under the epoch that was on the screen."""
        desk, row = self.desk, self.desk.open_row
        said = desk.held_rows.said(desk.open_conv, desk.clock())
        if said:
            desk.tell(said)
            return False
        if row is None or why_not("takeable", desk.situation()):
            return self._cannot("takeable")
        return self._claim(row if epoch is None else replace(row, epoch=epoch), Take(force, why))

    def needs_yes(self) -> bool:
        """Whether taking the open chat takes it from a colleague."""
        situation = self.desk.situation()
        return situation.has_colleague and situation.is_lead

    def _claim(self, row: Row, command: Take | Accept) -> bool:
        desk = self.desk
        if desk.backend.link.link is Link.OFFLINE:
            key = desk.keymap.name("retry")
            desk.say("notice.offline_take", glyph="▲", name=names.short_name(row.name), key=key)
            return False
        item = self._submit(row.conv, command, epoch=row.epoch)
        if item is None:
            return False
        desk.losses.pop(row.conv, None)
        desk.offers.settle(row.offer)
        desk.claims[row.conv] = Claim(item.id, row.conv, desk.clock())
        if not self.open(row.conv):
            desk.kind = REPLY
            self.watch()
        return True

    def let_go(self) -> None:
        """Give up the claim that is on its way: forgotten if it has not left, else undone once it is won."""
        claim = self.desk.claims.get(self.desk.open_conv)
        if claim is None:
            return
        item = self.desk.outgoing.get(claim.id)
        claim.let_go, claim.queued = True, ""
        if item is not None and item.fate is Fate.QUEUED:
            self.desk.backend.discard(claim.id)
            del self.desk.claims[claim.conv]
        self.desk.say("notice.letting_go", name=self._name_of(claim.conv))

    def claim_again(self, claim: Claim, epoch: int) -> None:
        """The bot gave the chat to nobody while the take was on its way: once more, never over a person."""
        item = self._submit(claim.conv, Take(), epoch=epoch)
        if item is None:
            del self.desk.claims[claim.conv]
            return
        claim.id, claim.is_again = item.id, True

    def undo_take(self, conv: str) -> None:
        """The claim that I gave up was won after all: taken back."""
        row = self.desk.backend.rows.get(conv)
        self.desk.own_acts.add(conv)
        self._submit(conv, UndoLast(), epoch=row.epoch if row else None)

    def send_queued(self, conv: str, text: str) -> None:
        """The text for which Enter waited: the chat is mine now."""
        desk = self.desk
        if self._reply(conv, text) is not None and desk.text(conv, REPLY).text == text:
            self.clear(conv, REPLY)

    # Writing.

    def enter(self) -> str:
        """Enter in the box; what came of it: `sent`, `saved`, `shown`, `waits`, `kept` or `none`."""
        desk = self.desk
        if desk.kind == NOTE:
            return self._save_note()
        if desk.kind == WHISPER:
            return self.send_whisper()
        text = desk.text()
        if not text.text.strip():
            return "none"
        claim = desk.claims.get(desk.open_conv)
        if claim is not None:
            claim.queued = text.text
            return "waits"
        if desk.open_conv in desk.losses or not desk.is_mine:
            desk.say("notice.cannot_send", glyph="■", name=self._name_of(desk.open_conv))
            return "none"
        if text.held:
            return self._release(text)
        why = doubt(desk.ground(), desk.ticks())
        if why:
            self._show(why)
            return "shown"
        return self._send(text)

    def _show(self, why: str) -> None:
        """The first Enter after the ground shifted."""
        desk, text = self.desk, self.desk.text()
        ground = desk.ground()
        if why not in ("painted", "opened"):
            desk.painted_at = desk.ticks()
        text.base_seq = max(desk.customer_seqs(desk.open_conv), default=text.base_seq)
        text.at = desk.clock()
        desk.has_news = False
        key = desk.keymap.name("send", "box")
        desk.say(f"doubt.{why}", glyph="▲", name=self._name_of(desk.open_conv), n=ground.wrote_since, key=key)

    def _send(self, text: Text) -> str:
        desk, conv = self.desk, self.desk.open_conv
        if self.send_delay > 0:
            self.flush_delayed(everything=True)
            desk.delayed = (conv, text.text, desk.clock() + int(self.send_delay * 1000))
            desk.say("notice.delayed", seconds=f"{self.send_delay:g}", key=desk.keymap.name("undo", "box"))
            self.clear(conv, REPLY, keep=True)
            return "sent"
        if self._reply(conv, text.text) is None:
            return "none"
        self.clear(conv, REPLY)
        return "kept" if desk.backend.link.link is Link.OFFLINE else "sent"

    def _reply(self, conv: str, text: str) -> Outgoing | None:
        desk, row = self.desk, self.desk.backend.rows.get(conv)
        item = self._submit(conv, Reply(text), epoch=row.epoch if row else None)
        if item is not None:
            desk.new_after[conv] = desk.last_seq(conv)
            desk.sent_texts = [*desk.sent_texts, text][-_EARLIER_TEXTS:]
        return item

    def flush_delayed(self, *, everything: bool = False) -> None:
        """Send the reply whose delay is over."""
        desk = self.desk
        if desk.delayed is None or (not everything and desk.clock() < desk.delayed[2]):
            return
        conv, text, _ = desk.delayed
        desk.delayed = None
        if self._reply(conv, text) is None:
            self.give_back(conv, REPLY, text)
        elif not desk.text(conv, REPLY).text:
            desk.backend.keep_draft(conv, REPLY, "")

    def _release(self, text: Text) -> str:
        """A held reply: sent as it is, or what the agent made of it."""
        desk = self.desk
        item = desk.outgoing.get(text.held)
        if item is not None and isinstance(item.command, Reply) and item.command.text == text.text:
            desk.outgoing.pop(item.id, None)
            desk.backend.release(item.id)
        else:
            if self._reply(desk.open_conv, text.text) is None:
                return "none"
            desk.backend.discard(text.held)
            desk.outgoing.pop(text.held, None)
        self.clear(desk.open_conv, REPLY)
        self.show_held(desk.open_conv)
        return "sent"

    def _save_note(self) -> str:
        desk, text = self.desk, self.desk.text()
        if not text.text.strip():
            return "none"
        if self._submit(desk.open_conv, Note(text.text)) is None:
            return "none"
        if desk.text(kind=REPLY).text and desk.text(kind=REPLY).text in text.text and desk.open_conv in desk.losses:
            self.clear(desk.open_conv, REPLY)
        self.clear(desk.open_conv, NOTE)
        desk.kind = REPLY
        desk.say("notice.note_saved", name=self._name_of(desk.open_conv))
        return "saved"

    # Taking back, reopening, trying again.

    def undo(self) -> bool:
        """Take back my last step while its ten seconds last."""
        desk = self.desk
        if desk.delayed is not None:
            conv, text, _ = desk.delayed
            desk.delayed = None
            self.give_back(conv, REPLY, text)
            self.open(conv)
            desk.say("notice.unsent_again", name=self._name_of(conv))
            return True
        if desk.open_conv in desk.claims:
            self.let_go()
            return True
        row = desk.undoable()
        if row is None:
            return self._cannot("undoable")
        if row.state == State.HUMAN:
            desk.own_acts.add(row.conv)
        return self._submit(row.conv, UndoLast(), epoch=row.epoch) is not None

    def reopen(self) -> bool:
        """Take up a resolved chat again."""
        row = self.desk.open_row
        if row is None or row.state != State.RESOLVED:
            return self._cannot("resolved")
        return self._submit(row.conv, Reopen(), epoch=row.epoch) is not None

    def retry(self) -> bool:
        """Offline: try the link now; else give what failed back to its drafts."""
        desk = self.desk
        if desk.backend.link.link is Link.OFFLINE:
            if desk.backend.retry_now():
                # The line says how the link stands, as soon as nothing else stands there.
                desk.notices.forget("")
            elif desk.backend.link.retry_at or desk.backend.link.is_trying:
                desk.say("notice.tried")
            else:
                desk.tell(desk.backend.link.why, glyph="■")
            return True
        failed = [i for i in desk.outgoing.values() if i.fate in (Fate.REFUSED, Fate.EXPIRED, Fate.UNKNOWN)]
        if not failed:
            return self._cannot("retryable")
        for item in failed:
            if isinstance(item.command, TEXTS):
                self.give_back(item.conv, kind_of(item.command), item.command.text)
            desk.backend.discard(item.id)
            desk.outgoing.pop(item.id, None)
        desk.say("notice.given_back")
        return True
