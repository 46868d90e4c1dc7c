"""The agent's texts: drafts as they are typed, switched, given back and pasted into; nothing typed is ever lost.

It issues no command: sending is in `flows`.
"""

from console.core.conversation.commands import Reply
from console.core.text.messages import t
from console.desk.adapters.port import Fate, Outgoing
from console.desk.work import names
from console.desk.work.begun import Text, end_of
from console.desk.work.desk import NOTE, REPLY, WHISPER, Desk
from console.desk.work.situation import why_not


class Texts:
    """What happens to drafts on one desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def toggle_note(self, kind: str = "") -> bool:
        """Between reply and note, and from a whisper to the reply; each keeps its own draft.

        After a loss, the text goes into the note.
        """
        desk = self.desk
        if desk.open_row is None:
            desk.tell(why_not("open_chat", desk.situation()))
            return False
        wanted = kind or (NOTE if desk.kind == REPLY else REPLY)
        if wanted == NOTE and desk.open_conv in desk.losses:
            self._text_to_note()
        desk.kind = wanted
        return True

    def _text_to_note(self) -> None:
        desk = self.desk
        reply, note = desk.text(kind=REPLY), desk.text(kind=NOTE)
        if not reply.text or reply.text in note.text:
            return
        note.text = f"{note.text}\n{reply.text}".lstrip("\n")
        note.version += 1
        note.at = desk.clock()
        desk.backend.keep_draft(desk.open_conv, NOTE, note.text)

    def typed(self, text: str, cursor: tuple[int, int] = (0, 0)) -> None:
        """The text in the box changed by the agent's own hand."""
        desk = self.desk
        draft = desk.text()
        draft.cursor = cursor
        if not desk.open_conv or text == draft.text:
            return
        if not draft.text:
            seqs = desk.customer_seqs(desk.open_conv)
            draft.base_seq = max(seqs, default=0)
        draft.text, draft.at = text, desk.clock()
        desk.backend.keep_draft(desk.open_conv, desk.kind, text, base_seq=draft.base_seq)
        if desk.kind == REPLY and desk.is_mine and text:
            desk.backend.typing(desk.open_conv)

    def take_back_text(self) -> bool:
        """Up in an empty box: the last queued or failed text, else what I wrote before."""
        desk = self.desk
        for item in reversed(list(desk.outgoing.values())):
            is_text = item.conv == desk.open_conv and isinstance(item.command, Reply)
            if is_text and item.fate in (Fate.QUEUED, Fate.REFUSED, Fate.EXPIRED) and isinstance(item.command, Reply):
                desk.backend.discard(item.id)
                desk.outgoing.pop(item.id, None)
                self.give_back(item.conv, REPLY, item.command.text)
                return True
        if desk.sent_texts:
            self.give_back(desk.open_conv, REPLY, desk.sent_texts[-1])
            return True
        return False

    def give_back(self, conv: str, kind: str, text: str) -> None:
        """Put a text back into the draft, before what stands there."""
        desk = self.desk
        draft = desk.text(conv, kind)
        if text not in draft.text:
            draft.text = f"{text}\n{draft.text}" if draft.text else text
        draft.at = desk.clock()
        draft.cursor = end_of(draft.text)
        draft.base_seq = max(desk.customer_seqs(conv), default=draft.base_seq)
        draft.version += 1
        desk.backend.keep_draft(conv, kind, draft.text, base_seq=draft.base_seq)

    def rewritten(self, conv: str, kind: str, before: str, text: str, *, base_seq: int) -> None:
        """A text that another program was given came back from it: into its draft, wherever that is by now.

        What was put into the draft meanwhile stays. `base_seq`: the customer's last `seq` when the text went away.
        """
        draft = self.desk.text(conv, kind)
        if not draft.text:
            draft.base_seq = base_seq
        if draft.text == before:
            draft.text = text
        elif before and before in draft.text:
            draft.text = draft.text.replace(before, text, 1)
        elif text not in draft.text:
            draft.text = f"{text}\n{draft.text}" if draft.text else text
        draft.at, draft.cursor = self.desk.clock(), end_of(draft.text)
        draft.version += 1
        self.desk.backend.keep_draft(conv, kind, draft.text, base_seq=draft.base_seq)

    def show_held(self, conv: str) -> None:
        """The oldest held reply of this conversation into its box, one at a time: each is a decision of its own."""
        desk = self.desk
        draft = desk.text(conv, REPLY)
        held = desk.held(conv)
        if not held or any(item.id == draft.held for item in held):
            return
        item = held[0]
        if isinstance(item.command, Reply):
            self.give_back(conv, REPLY, item.command.text)
            draft.held = item.id
            draft.base_seq = desk.seq_at_drop.get(conv, draft.base_seq)

    def paste_into_draft(self, text: str) -> bool:
        """A paste outside the box: into the open chat's draft, never to the keys."""
        desk = self.desk
        if desk.open_row is None:
            desk.say("notice.paste_nowhere", glyph="▲")
            return False
        draft = desk.text()
        self.typed(draft.text + text, draft.cursor)
        draft.version += 1
        desk.say("notice.pasted", name=self._name())
        return True

    def clear(self, conv: str, kind: str, *, keep: bool = False) -> None:
        """The draft has gone its way; `keep`: it stays on disk until it really has."""
        old = self.desk.texts.get((conv, kind))
        self.desk.texts[conv, kind] = Text(version=old.version + 1 if old else 0)
        if not keep:
            self.desk.backend.keep_draft(conv, kind, "")

    def thrown_away(self, item: Outgoing) -> None:
        """A command of mine was discarded: a held text does not stay in the box as if it were still to go."""
        draft = self.desk.text(item.conv, REPLY)
        if draft.held != item.id or not isinstance(item.command, Reply):
            return
        if draft.text == item.command.text:
            self.clear(item.conv, REPLY)
        else:
            draft.held = ""
        self.show_held(item.conv)

    def forget(self, conv: str) -> None:
        """The person was erased: nothing to her stays on the desk."""
        desk = self.desk
        for kind in (REPLY, NOTE, WHISPER):
            if (conv, kind) in desk.texts:
                self.clear(conv, kind)
        for item in [item for item in desk.outgoing.values() if item.conv == conv]:
            del desk.outgoing[item.id]

    def _name(self) -> str:
        row = self.desk.open_row
        return names.short_name(row.name) if row else t("desk.nameless")
