"""One command as it was asked for, what it is answered with, and the hash by which it is known again; pure."""

import hashlib
from collections.abc import Mapping
from typing import Final

import msgspec

from console.backend.store.port import Commit, CommitOutcome
from console.core.conversation import commands as c
from console.core.conversation.context import Actor, Refusal
from console.core.conversation.decide.timers import Due
from console.core.conversation.events import AgentSaid, BotTurnEnded, CustomerSaid, NoteAdded, Record, Whispered
from console.core.conversation.evolve import evolve
from console.core.conversation.model import Head
from console.core.text.messages import t
from console.core.wire.frames import Result

_SAID: Final = (CustomerSaid, AgentSaid, NoteAdded, Whispered)
"""Where a command made one of these, its result names that event: its author looks for her own words."""

_encoder = msgspec.json.Encoder()
_result_decoder = msgspec.json.Decoder(Result)


class Found(msgspec.Struct):
    """What was read for one command, so that deciding it again need not: a bot that speaks on would win each time."""

    bot_text: str | None = None
    said_at: int = 0
    """The head's `seq` when `said` was read; 0: it was not."""
    said: tuple[str, ...] = ()


class Asked(msgspec.Struct, frozen=True):
    """One command as it was asked for."""

    conv: str
    command: c.Command
    actor: Actor
    command_id: str
    epoch: int | None
    body_hash: bytes
    linked: str
    found: Found

    @property
    def author(self) -> str:
        """Whose command ids these are."""
        return f"{self.actor.kind}:{self.actor.id}"


class Refused(msgspec.Struct, frozen=True):
    """A refusal on its way into the store: it holds if the head still stands where it was made."""

    asked: Asked
    head: Head
    result: Result
    commit: Commit


class Kept(msgspec.Struct, frozen=True):
    """A refusal, and what the store said to it."""

    refused: Refused
    outcome: CommitOutcome


def head_after(head: Head, records: tuple[Record, ...]) -> Head:
    """The head once these have happened."""
    for record in records:
        head = evolve(head, record)
    return head


def ends_turn(decision: tuple[Record, ...] | Refusal) -> bool:
    """Whether this ends the bot's open turn."""
    return not isinstance(decision, Refusal) and any(isinstance(record.event, BotTurnEnded) for record in decision)


def done(command_id: str, before: Head, after: Head, records: tuple[Record, ...]) -> Result:
    """It has had its effect."""
    return Result(
        command_id,
        "ok",
        conv=after.conv,
        seq=next((record.seq for record in records if isinstance(record.event, _SAID)), after.seq),
        epoch=after.epoch,
        owner=_owner(after),
        state=str(after.state),
        data={"from": before.seq, "public_from": before.public_seq, "public_seq": after.public_seq},
    )


def refused(command_id: str, conv: str, refusal: Refusal) -> Result:
    """It has none, for good."""
    data: Mapping[str, str | int] = refusal.data
    return Result(
        command_id,
        "refused",
        refusal.code,
        t(f"refused.{refusal.code}", **data),
        conv,
        epoch=int(data.get("epoch", 0)),
        owner=str(data.get("owner", "")),
        state=str(data.get("state", "")),
        data=dict(data),
    )


def commit_of(
    asked: Asked,
    result: Result,
    after: Head,
    seq: int,
    due: Due | None,
    records: tuple[Record, ...] = (),
    bot_text: str | None = None,
) -> Commit:
    """All that a command leaves in the store."""
    encoded = _encoder.encode(result)
    return Commit(after, seq, records, asked.author, asked.command_id, asked.body_hash, encoded, due, bot_text)


def again(asked: Asked, stored: bytes | None) -> Result:
    """The stored answer, or a refusal when the id was used for something else."""
    if stored is None:
        return Result(asked.command_id, "refused", "mismatch", t("refused.mismatch"), asked.conv)
    return _result_decoder.decode(stored)


def hash_of(key: bytes, conv: str, command: c.Command, epoch: int | None) -> bytes:
    """Keyed, so that words which were erased cannot be guessed from it."""
    body = msgspec.json.encode([conv, epoch, command], enc_hook=str)
    return hashlib.blake2b(body, key=key, digest_size=16).digest()


def _owner(head: Head) -> str:
    return head.owner.id or head.owner.kind if head.owner else ""
