"""The store as the backend sees it: one protocol and its values, without a word of SQL; engines stand beside it."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import msgspec

from console.backend.store.faults import StoreFaultError
from console.core.conversation.decide.timers import Due
from console.core.conversation.events import Record
from console.core.conversation.model import Head


class Stream(StrEnum):
    """What an entry of the feed is about."""

    CONVERSATION = "conversation"
    AGENT = "agent"
    FLOOR = "floor"


class Commit(msgspec.Struct, frozen=True):
    """One command's whole effect: applied in one transaction or not at all."""

    head: Head
    """The head after the records."""
    expected_seq: int
    """The head's `seq` before them; 0: the conversation does not exist yet."""
    records: tuple[Record, ...] = ()
    """None: only the result and the timer are kept."""
    actor: str = ""
    command_id: str = ""
    """Empty: no result is kept."""
    body_hash: bytes = b""
    result: bytes = b""
    due: Due | None = None
    """The head's next timer."""
    bot_text: str | None = None
    """What the decision took the open bot turn's chunks to say; other chunks are a conflict. None: not compared."""


class Committed(msgspec.Struct, frozen=True):
    """It is stored and flushed."""

    last_pos: int
    """The position in the feed after it."""
    no: int
    """The conversation's number for people: 1, 2, 3 ...; 0 where there is no conversation."""


class Conflict(msgspec.Struct, frozen=True):
    """The head has moved on, to this `seq`: load it and decide again. Nothing was stored."""

    seq: int
    bot_text: str | None = None
    """Where the head stands as expected and only `Commit.bot_text` does not: what the chunks say by now."""


class Repeated(msgspec.Struct, frozen=True):
    """This command has had its effect before; this was its result."""

    result: bytes


class Mismatch(msgspec.Struct, frozen=True):
    """This command id was used before with another body. Nothing was stored."""


CommitOutcome = Committed | Conflict | Repeated | Mismatch


class StoredHead(msgspec.Struct, frozen=True):
    """A head with its number for people and its next timer."""

    head: Head
    no: int
    due: Due | None = None


class FeedEntry(msgspec.Struct, frozen=True):
    """One entry of the feed: what metrics, catch-up and replay fold."""

    pos: int
    at: int
    stream: Stream
    id: str
    """The conversation or the agent; of the floor, whatever its writer named."""
    seq: int
    """Gapless from 1 within (stream, id)."""
    event: Record | bytes
    """A record (stream conversation), else the bytes that were appended."""


class StoredResult(msgspec.Struct, frozen=True):
    """What was answered to a command."""

    body_hash: bytes
    result: bytes


class Hit(msgspec.Struct, frozen=True):
    """One body that a search found."""

    cursor: int
    """Pass the last one's as `before` to go on."""
    conv: str
    no: int
    seq: int
    at: int
    field: str
    staff: bool
    """Not for the customer: a note, an instruction, a summary."""
    snippet: str
    """The words around the match; not made safe for a terminal."""


class Finding(msgspec.Struct, frozen=True):
    """Something that is wrong with a store."""

    code: str
    """Stable; its sentence is `check.<code>`."""
    conv: str = ""
    detail: str = ""
    """Numbers and names of fields, never words of anybody."""


class Contact(msgspec.Struct, frozen=True):
    """What is known of a customer."""

    id: str
    name: str = ""
    lang: str = ""
    email: str = ""
    verified: bool = False
    """The company vouches for who this is, rather than the customer's own word."""
    created_at: int = 0
    profile: dict[str, str] = {}


class User(msgspec.Struct, frozen=True):
    """An account of the company's own people."""

    id: str
    login: str
    """Unique without regard to the case of ASCII letters."""
    name: str
    role: str
    """`agent`, `supervisor` or `admin`."""
    team: str = ""
    """Her home queue; empty: every queue."""
    disabled: bool = False
    password_hash: str = ""
    version: int = 1
    """Rises with every update, so that an older copy never overwrites a newer one."""
    created_at: int = 0
    langs: tuple[str, ...] = ()
    """Languages she answers in; empty: any."""
    level: int = 2
    """0 to 3: what she may answer, and how much at a time."""
    topics: tuple[str, ...] = ()
    """Intent families that she knows beyond her home queue's; empty: any."""


class TokenKind(StrEnum):
    """What a token is good for."""

    ACCESS = "access"
    REFRESH = "refresh"


class Token(msgspec.Struct, frozen=True):
    """An opaque token, known by its hash only."""

    hash: bytes
    user_id: str
    kind: TokenKind
    family: str
    """All tokens that came from one sign-in."""
    device: str
    issued_at: int
    expires_at: int
    absolute_expiry: int
    """No rotation carries the family beyond this time."""
    used_at: int = 0
    """When a refresh token was exchanged; 0: not yet."""


class Reused(msgspec.Struct, frozen=True):
    """This refresh token had been exchanged before, at `token.used_at`: stolen, or an answer was lost."""

    token: Token


class Store(Protocol):
    """Everything durable. Every write is on disk when its call returns; every read sees all writes that returned.

    Any call may raise `StoreFaultError`; a write that raised has had no effect, or, where the machine failed in the
    middle of it, may have had its whole effect: the same command id then tells.
    """

    @property
    def stream_epoch(self) -> str:
        """Made with the store and anew by a restore: positions and numbers of another epoch mean nothing."""

    @property
    def hash_key(self) -> bytes:
        """The store's own secret for hashes of commands; unlike the epoch it outlives a restore."""

    @property
    def last_pos(self) -> int:
        """The feed's last position; 0: it is empty."""

    async def close(self) -> None:
        """Finish what was asked, then let go of the file. Later calls raise `StoreClosedError`."""

    # conversations

    async def commit(self, commit: Commit) -> CommitOutcome:
        """Apply one command's effect if the head still stands at `expected_seq` and the command is new.

        Raises:
            ValueError: when head, records and `expected_seq` do not fit together.
        """

    async def commit_each(self, commits: Sequence[Commit]) -> list[CommitOutcome | StoreFaultError]:
        """The same for several at one time; each has its effect, or fails, alone, in this order."""

    async def head(self, conv: str) -> StoredHead | None:
        """The head, or None where there is no such conversation."""

    async def open_heads(self) -> list[StoredHead]:
        """Every conversation that is not resolved, or resolved and not wrapped up; oldest first."""

    async def customer_conversations(self, customer: str, limit: int) -> list[StoredHead]:
        """This customer's conversations, newest first."""

    async def records(self, conv: str, after_seq: int, limit: int) -> list[Record]:
        """The records after `after_seq` in order, with their bodies; erased bodies are missing."""

    async def result(self, actor: str, command_id: str) -> StoredResult | None:
        """What was answered to this command, or None if it never had an effect."""

    async def due(self, now: int, limit: int) -> list[tuple[str, Due]]:
        """The timers that have come, earliest first, with their conversations. They stay until a commit moves them."""

    async def add_chunk(self, conv: str, epoch: int, turn: str, n: int, text: str) -> bool:
        """Keep a piece of the bot's running answer if head and turn are still these; False: fenced, show nothing.

        The same piece again is True without effect; another text under the same `n` is False.
        """

    async def chunks(self, conv: str, turn: str) -> str:
        """What the turn has said so far, joined; empty once it has ended."""

    # feed

    async def feed(self, after_pos: int, limit: int, *, bodies: bool = False) -> list[FeedEntry]:
        """The entries after this position, in order."""

    async def tail(self, stream: Stream, id: str, limit: int) -> list[FeedEntry]:
        """The last entries of one agent or of one subject of the floor, in order; not of conversations."""

    async def append_feed(self, stream: Stream, id: str, event: bytes, at: int) -> int:
        """Append an agent's or the floor's event; returns its position.

        Raises:
            ValueError: for the stream of conversations, which only `commit` writes.
        """

    async def search(self, text: str, limit: int, before: int | None = None, *, staff: bool = True) -> list[Hit]:
        """The newest bodies with all these words (the last one may be a beginning); `staff=False` leaves out notes.

        Any text is a safe query; one without a letter or digit finds nothing.
        """

    # people

    async def put_contact(self, contact: Contact) -> None:
        """Add or replace a contact; `created_at` stays that of the first."""

    async def contact(self, id: str) -> Contact | None:
        """The contact, or None."""

    async def contacts(self, ids: list[str]) -> dict[str, Contact]:
        """Those of these contacts that exist, by id."""

    async def cursors(self, convs: list[str]) -> dict[str, dict[str, int]]:
        """How far each party of these conversations has read, by conversation and who; of those with any mark."""

    async def set_cursor(self, conv: str, who: str, seq: int) -> int:
        """Move a read mark forward, never back and never past the end; returns where it stands (0: no conversation)."""

    async def erase(self, customer: str) -> list[str]:
        """Delete this person's words, search entries, contact and tickets, also from the free space of the file.

        Returns the person's conversations, each of which wants an `Erased` event. Erasing again is harmless.
        """

    async def settled(self, after: int, limit: int) -> list[StoredHead]:
        """Heads of conversations that are resolved and wrapped up, with higher numbers than `after`, by number."""

    async def forget(self, convs: list[str]) -> None:
        """Delete the words of these conversations and their search entries. Again is harmless."""

    async def forget_contacts(self, before: int) -> list[str]:
        """Delete contacts and tickets of people of whom no conversation is kept that was not erased, and who were not
        new after this time; returns who they were.
        """

    async def sweep_out(self) -> None:
        """See that what was forgotten is also gone from the free space of the file, in steps between which others
        are served.
        """

    async def customers(self) -> list[str]:
        """Everybody of whom there is a conversation, erased or not, or a contact."""

    async def erasures_done(self) -> frozenset[str]:
        """The entries of the list of erasures that were carried out in this file."""

    async def note_erasure(self, id: str, now: int) -> None:
        """Remember that this entry was carried out."""

    # accounts

    async def add_user(self, user: User) -> bool:
        """False: the id or the login is taken."""

    async def user(self, id: str) -> User | None:
        """The account with this id."""

    async def user_by_login(self, login: str) -> User | None:
        """The account with this login."""

    async def users(self) -> list[User]:
        """All accounts, by login."""

    async def update_user(self, user: User, expected_version: int) -> bool:
        """Replace the account if it still has this version; the new one's `version` must be higher. False: it moved
        on, does not exist, or the login is taken.
        """

    async def put_token(self, *tokens: Token) -> None:
        """Keep tokens, all or none."""

    async def token(self, hash: bytes) -> Token | None:
        """The token with this hash, expired or not."""

    async def holder(self, hash: bytes) -> tuple[Token, User] | None:
        """One token and whose it is, at one instant."""

    async def role_of(self, hash: bytes) -> str | None:
        """The role of the user whose token this is, expired or not; None: unknown, or the account is disabled."""

    async def tokens(self, user_id: str) -> list[Token]:
        """A user's tokens, newest first."""

    async def use_refresh(self, hash: bytes, now: int, *new: Token) -> Token | Reused | None:
        """Exchange a refresh token for `new`, once, in one transaction: of n concurrent calls one gets the token.

        None: unknown, not a refresh token, or expired; then, as for `Reused`, the new tokens are not kept.
        """

    async def revoke_token(self, hash: bytes) -> bool:
        """Forget one token; False: there was none."""

    async def revoke_family(self, family: str) -> int:
        """Forget all tokens of one sign-in; returns how many."""

    async def revoke_user(self, user_id: str) -> int:
        """Forget all tokens of a user; returns how many."""

    async def purge_expired(self, now: int) -> int:
        """Forget tokens and tickets that have expired; returns how many."""

    async def put_ticket(self, hash: bytes, customer: str, expires_at: int) -> None:
        """Keep a single-use ticket of a customer."""

    async def use_ticket(self, hash: bytes, now: int) -> str | None:
        """The ticket's customer, once; None: unknown, used or expired."""

    # operations

    async def backup(self, target: Path) -> None:
        """Write a whole, consistent copy to a new file while work goes on; opening the copy begins a new epoch.

        Raises:
            FileExistsError: when there is such a file.
        """
