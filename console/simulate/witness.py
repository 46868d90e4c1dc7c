"""What the model tells of itself: chats that wait or are talked about, and somebody who is told of all that happens."""

import msgspec

from console.core.conversation.words import OfferEnd
from console.core.floor.eligible import Leg
from console.core.floor.presence import AgentState
from console.core.floor.routing import Proposal
from console.simulate.traffic import Chat


class Waiting(msgspec.Struct):
    """A chat that wants a person."""

    chat: Chat
    leg: Leg
    gone: bool = False
    """Its customer has left without a word."""
    tried: tuple[str, ...] = ()
    asked: int = 0
    taken_at: int = 0


class Witness:
    """Told of all that happens, in order; does nothing unless a subclass says otherwise."""

    def opened(self, chat: Chat, conv: str) -> None:
        """A chat has begun, with the bot."""

    def settled(self, chat: Chat, conv: str, now: int) -> None:
        """The bot alone has settled it."""

    def queued(self, waiting: Waiting, now: int) -> None:
        """It waits for a person."""

    def offered(self, waiting: Waiting, made: Proposal, now: int) -> None:
        """It was offered."""

    def offer_ended(self, waiting: Waiting, agent: str, end: OfferEnd, now: int) -> None:
        """She did not take it."""

    def taken(self, waiting: Waiting, agent: str, now: int) -> None:
        """She has it."""

    def left(self, waiting: Waiting, now: int) -> None:
        """Its customer has left: with a word, unless `waiting.gone`."""

    def ended(self, waiting: Waiting, agent: str, now: int) -> None:
        """The talk is over, the wrap-up begins."""

    def wrapped_up(self, waiting: Waiting, agent: str, now: int) -> None:
        """And ends."""

    def state(self, agent: str, state: AgentState, now: int) -> None:
        """Her state has changed."""
