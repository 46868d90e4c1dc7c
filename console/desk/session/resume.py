"""Getting back to where we were: rows from a position or a snapshot, transcripts from what we have of each.

All or nothing (S9): rows apply only onto the position that we hold, transcripts only without a hole.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from console.core.floor.rows import Row
from console.core.replica import Replica
from console.core.text.safe import safe_text
from console.core.wire import frames
from console.core.wire.limits import MAX_WATCHED

BEHIND: Final = 3_000
"""A row that is ahead of its transcript for so long on a live link: records were missed."""
ASK_AGAIN: Final = 5_000
"""No answer to a sync or a watch in this time, and nothing of one: ask again, rows whole."""
UNTOLD: Final = 20_000
"""No row tells how far a conversation is that is over: so often it is asked for, lest its last record was missed."""
PATIENCE: Final = 60_000
"""The longest wait before a sync is asked for again: a slow link needs its time for a page."""


class RowSync:
    """The rows of a replica against the feed of one stream."""

    def __init__(self, replica: Replica) -> None:
        self.replica = replica
        self.stream = ""
        self._asked: frames.Sync | None = None
        self._pages: list[Row] = []
        self._page = 0
        self._moved_at: int | None = None
        self._patience = ASK_AGAIN

    def enter(self, stream: str) -> bool:
        """Signed in to this stream; whether it is another one than before, so that nothing kept counts."""
        other = bool(self.stream) and stream != self.stream
        if other:
            self.replica.pos = ""
        self.stream = stream
        return other

    def ask(self, *, whole: bool = False) -> frames.Sync:
        """The frame that asks for what is missing, or for everything."""
        pos = "" if whole else self.replica.pos
        self._asked = frames.Sync(self.stream, pos, changes=True)
        self._pages, self._page = [], 0
        self._moved_at = None
        return self._asked

    def overdue(self, mono: int) -> bool:
        """Whether nothing of the answer has come for so long that it must be asked for again; each time later."""
        if self._asked is None:
            self._patience = ASK_AGAIN
            return False
        if self._moved_at is None:
            self._moved_at = mono
        if mono - self._moved_at < self._patience:
            return False
        self._patience = min(PATIENCE, 2 * self._patience)
        return True

    @property
    def waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._asked is not None

    def snapshot(self, frame: frames.Snapshot) -> bool | None:
        """Take a page: True when the rows are whole, False when there is more, None when it does not fit."""
        if self._asked is None:
            return False
        if frame.page == 0:
            self._pages, self._page = [], 0
        if frame.page != self._page:
            # Before the first page it is the rest of a snapshot that was given up.
            return None if self._page else False
        self._pages.extend(frame.rows)
        self._page += 1
        self._moved_at = None
        if not frame.done:
            return False
        self.replica.reset(self._pages, frame.pos)
        self._asked, self._pages = None, []
        if frame.more:
            # What follows leads from here to the present.
            self._asked = frames.Sync(self.stream, frame.pos, changes=True)
        return True

    def delta(self, frame: frames.Delta) -> tuple[tuple[Row, ...], tuple[str, ...]] | None:
        """Take changed rows: what changed, or None when they do not fit onto what we have."""
        if self._asked is not None and not self._asked.pos:
            return (), ()
        changed = self.replica.delta(frame.prev, frame.pos, frame.up, frame.rm, frame.ch)
        self._moved_at = None
        if changed is not None and not frame.more:
            self._asked = None
        return changed


class _Watch(msgspec.Struct):
    asked_at: int | None = None
    """Steady clock; when the frame was sent on this socket."""
    told: int | None = None
    """The last `seq` at the time of the answer."""
    partial: frames.Watched | None = None
    have: int = 0
    behind_since: int | None = None
    """Since when it has been at `have`, and should have more."""
    again: int = 0
    """How often it was asked for anew without getting on."""
    renew: bool = False
    """To be asked for once more, while what is here counts as current."""


class Watches:
    """The conversations whose transcripts are kept current."""

    def __init__(self, replica: Replica) -> None:
        self.replica = replica
        self.most = MAX_WATCHED
        self._watches: dict[str, _Watch] = {}
        """The least recently wanted first."""
        self._had_rows: set[str] = set()

    def __contains__(self, conv: str) -> bool:
        return conv in self._watches

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._watches))

    def want(self, conv: str) -> None:
        """Keep it current from now on."""
        self._watches[conv] = self._watches.pop(conv) if conv in self._watches else _Watch()
        self.replica.open(conv)

    def drop(self, conv: str) -> bool:
        """No longer; whether the backend must be told."""
        watch = self._watches.pop(conv, None)
        self.replica.close(conv)
        return watch is not None and watch.asked_at is not None

    def row_gone(self, conv: str) -> None:
        """No row tells any more how far it is: ask once, or its last records could be missing for ever."""
        if conv in self._watches:
            self._watches[conv] = _Watch()

    def rows_leave(self) -> None:
        """All rows are asked for anew: which of the watched have one."""
        self._had_rows.update(conv for conv in self._watches if conv in self.replica.rows)

    def rows_are_back(self) -> None:
        """Who has none any more went while nobody told: as `row_gone`."""
        for conv in self._had_rows:
            if conv not in self.replica.rows:
                self.row_gone(conv)
        self._had_rows.clear()

    def link_lost(self) -> None:
        """Nothing is current any more."""
        for conv in self._watches:
            self._watches[conv] = _Watch()

    def forget_all(self) -> None:
        """Another stream: every transcript begins anew."""
        for conv in self._watches:
            self.replica.close(conv)
            self.replica.open(conv)
            self._watches[conv] = _Watch()

    def complete(self, conv: str) -> bool:
        """Whether everything up to the head has arrived."""
        watch = self._watches.get(conv)
        return watch is not None and watch.told is not None and self.replica.open(conv).have >= watch.told

    def to_ask(self, mono: int) -> list[frames.Watch | frames.Unwatch]:
        """What to ask for now: the most recently wanted, as many as the backend allows."""
        out: list[frames.Watch | frames.Unwatch] = []
        convs = list(self._watches)
        for conv in convs[: -self.most]:
            if self._watches[conv].asked_at is not None:
                self._watches[conv] = _Watch()
                out.append(frames.Unwatch(conv))
        for conv in convs[-self.most :]:
            watch = self._watches[conv]
            if watch.renew:
                watch.renew, watch.asked_at = False, mono
                out.append(frames.Watch(conv, self.replica.open(conv).have))
            elif watch.asked_at is None or (watch.told is None and mono - watch.asked_at > ASK_AGAIN):
                self._watches[conv] = _Watch(asked_at=mono, again=watch.again)
                out.append(frames.Watch(conv, self.replica.open(conv).have))
        return out

    def watched(self, frame: frames.Watched) -> bool:
        """The answer to a watch; False when nobody wants it."""
        watch = self._watches.get(frame.conv)
        if watch is None:
            return False
        watch.told = frame.seq
        watch.partial = frame if frame.partial_turn else None
        self._restream(frame.conv, watch)
        return True

    def events(self, frame: frames.Events) -> bool | None:
        """Take records: True when they fit, False when there was a hole, None when nobody wants them."""
        watch = self._watches.get(frame.conv)
        if watch is None:
            return None
        fits = self.replica.records(frame.conv, frame.records)
        if fits:
            self._restream(frame.conv, watch)
        elif watch.told is not None:
            # Asked for once: what is still on its way of the first answer has holes too.
            watch.asked_at = watch.told = None
        return fits

    def _restream(self, conv: str, watch: _Watch) -> None:
        """The bot's text so far belongs onto a turn that the records bring."""
        transcript = self.replica.open(conv)
        partial = watch.partial
        if partial is not None and watch.told is not None and transcript.have >= watch.told:
            watch.partial = None
            transcript.restream(partial.partial_turn, partial.partial_n, safe_text(partial.partial))

    def chunk(self, frame: frames.Chunk) -> bool:
        """Take a piece of the bot's open turn; whether anything shows."""
        if frame.conv not in self._watches:
            return False
        transcript = self.replica.open(frame.conv)
        if not transcript.stream(frame.turn, frame.n, safe_text(frame.text)):
            return False
        # Pieces that are safe alone may not be so together: marks heap up across the joint.
        text = next((turn.text for turn in reversed(transcript.turns) if turn.turn == frame.turn), "")
        safe = safe_text(text)
        if safe != text:
            transcript.restream(frame.turn, frame.n, safe)
        return True

    def check(self, mono: int) -> None:
        """A transcript that stays behind has missed something: ask for the rest, then for all of it."""
        for conv, watch in self._watches.items():
            row, have = self.replica.rows.get(conv), self.replica.open(conv).have
            if watch.told is None or have >= max(watch.told, row.seq if row is not None else 0):
                watch.behind_since, watch.again = None, 0 if watch.told is not None else watch.again
                watch.renew = row is None and watch.told is not None and mono - (watch.asked_at or 0) > UNTOLD
            elif watch.behind_since is None or have != watch.have:
                watch.behind_since, watch.have = mono, have
            elif mono - watch.behind_since > (BEHIND if have >= watch.told else ASK_AGAIN):
                self._watches[conv] = _Watch(again=watch.again + 1)
                if watch.again:
                    self.replica.close(conv)
                    self.replica.open(conv)
