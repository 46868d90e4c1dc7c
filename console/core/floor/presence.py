"""An agent's state: what she set herself, what followed from a missed offer, and what both say about taking chats.

Pure: `decide_state` turns a wish into an event or a refusal, `evolve_agent` folds events. No state scores anybody, and
none locks anybody out: one key ends each of them.
"""

from enum import StrEnum

import msgspec

from console.core.conversation.context import Refusal


class AgentState(StrEnum):
    """What an agent set, or what the system set for her; whether she is in chats or wrapping up follows from chats."""

    OFFLINE = "offline"
    AVAILABLE = "available"
    FINISHING = "finishing"
    """No new offers; a break begins when her chats have ended."""
    BREAK = "break"
    AWAY = "away"
    NO_ANSWER = "no_answer"
    """She let an offer pass; any sign of hers ends it."""


class Skills(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an agent can do, as her account says."""

    langs: tuple[str, ...] = ()
    """Empty: any language."""
    level: int = 2
    home: str = ""
    """Her queue; empty: every queue is home."""
    topics: tuple[str, ...] = ()
    """Intent families beyond her home queue's; empty: any."""


class _Event(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="ev"):
    pass


class SignedIn(_Event, frozen=True, tag="signed_in"):
    """Her first interactive session has begun; she is available, or where she was if she was away for a moment."""

    state: AgentState = AgentState.AVAILABLE


class StateSet(_Event, frozen=True, tag="state_set"):
    """A new state."""

    state: AgentState
    reason: str = ""
    """Of being away: one of the policy's."""
    by: str = ""
    """The supervisor who set it; empty: she herself; `system`: an offer passed, or the last chat ended."""


class SignedOut(_Event, frozen=True, tag="signed_out"):
    """Her last session has gone; `meant`: she signed off, rather than lost her link."""

    meant: bool = False


AgentEvent = SignedIn | StateSet | SignedOut


class AgentNow(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the events of one agent come to."""

    state: AgentState = AgentState.OFFLINE
    since: int = 0
    reason: str = ""
    by: str = ""
    break_ended: int = 0
    """When her last break ended, or she signed in: what her work since is counted from."""

    @property
    def takes_chats(self) -> bool:
        """Whether offers may go to her."""
        return self.state is AgentState.AVAILABLE

    @property
    def on(self) -> bool:
        """Whether her slots count: she works, rather than is away."""
        return self.state in (AgentState.AVAILABLE, AgentState.FINISHING)


def evolve_agent(now: AgentNow, event: AgentEvent, at: int) -> AgentNow:
    """The agent after this event."""
    resting = (AgentState.BREAK, AgentState.OFFLINE)
    if isinstance(event, SignedOut):
        return AgentNow(AgentState.OFFLINE, at, break_ended=now.break_ended)
    state = event.state
    reason, by = (event.reason, event.by) if isinstance(event, StateSet) else ("", "")
    ended = at if now.state in resting and state not in resting else now.break_ended
    return AgentNow(state, at, reason, by, ended)


def decide_state(
    now: AgentNow, wanted: AgentState, *, chats: int, reason: str = "", by: str = "", reasons: tuple[str, ...] = ()
) -> StateSet | Refusal | None:
    """What a wish for another state comes to; None: nothing changes.

    Args:
        now: the agent as she is.
        wanted: the state that is asked for; `offline` and `no_answer` are never set by hand.
        chats: conversations that she owns and that are not snoozed.
        reason: for `away`.
        by: the supervisor, if it is not she herself.
        reasons: the reasons that the policy knows.
    """
    if wanted in (AgentState.OFFLINE, AgentState.NO_ANSWER):
        return Refusal("bad_state")
    if now.state is AgentState.OFFLINE:
        return Refusal("absent")
    if wanted is AgentState.AWAY and reasons and reason not in reasons:
        return Refusal("bad_reason")
    if by and wanted is not AgentState.BREAK and wanted is not AgentState.FINISHING and wanted is not now.state:
        # Nobody is made to take chats, and nobody else says where she is.
        return Refusal("not_allowed")
    if wanted is AgentState.FINISHING and not chats:
        wanted = AgentState.BREAK
    if wanted is now.state and reason == now.reason:
        return None
    return StateSet(wanted, reason if wanted is AgentState.AWAY else "", by)


def after_chats(now: AgentNow, chats: int) -> StateSet | None:
    """The break that `finishing` leads to, once her last chat has ended."""
    if now.state is AgentState.FINISHING and not chats:
        return StateSet(AgentState.BREAK, by="system")
    return None
