"""The Bot port: what any bot is given, what it may yield and how it asks for effects; knows no bot and no backend."""

from collections.abc import AsyncIterator
from typing import Any, Final, Literal, Protocol

import msgspec

CLARIFY: Final = "clarify"
"""Intent of a turn that asked the customer what was meant; its sources are the articles it offered, in order."""
NO_MATCH: Final = "no_match"
"""Intent of a turn that found nothing: what the attempts of a request count."""
SMALL_TALK: Final = "small_talk"
"""Intent of a turn that only returned a courtesy."""


class Turn(msgspec.Struct, frozen=True):
    """One public message of the conversation so far."""

    by: Literal["customer", "bot", "agent"]
    text: str
    """Exactly what the customer saw: for a cut turn of the bot, no more than that."""
    intent: str = ""
    confidence: float | None = None
    sources: tuple[tuple[str, str], ...] = ()
    """The articles a bot turn was made from, as (id, title)."""
    whole: bool = True
    """False when the turn was cut, superseded or interrupted: the customer has not seen its end."""

    @property
    def articles(self) -> tuple[str, ...]:
        """The ids of its sources."""
        return tuple(article for article, _ in self.sources)


class Attempts(msgspec.Struct, frozen=True):
    """How often the bot found nothing since a person last wrote (`policy.count_attempts` counts it)."""

    no_match_in_a_row: int = 0
    no_match_total: int = 0


class BotRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a bot may know of the turn it is asked for. Notes and other staff matters are never in it."""

    conv: str
    turn: str
    epoch: int
    """Under which the bot speaks; the backend suppresses what comes after it has risen."""
    lang: str
    """The customer's language as far as it is known, or empty."""
    history: tuple[Turn, ...]
    """What was said before the question, oldest first; the question itself is not in it."""
    question: str
    """The customer's messages that nobody has answered yet, joined by newlines."""
    pinned: str | None = None
    """The article that a person gave the bot when handing the conversation back."""
    attempts: Attempts = Attempts()
    profile: dict[str, Any] = msgspec.field(default_factory=dict)
    """What is verified about the customer, opaque; never what a customer merely said of herself."""
    deadline: int
    """When the backend gives the turn up, ms since the epoch: for bots that call something slow."""


class Summary(msgspec.Struct, frozen=True):
    """The three lines of the warm card. Made from remote text: whoever shows it makes it safe first."""

    wants: str
    did: str
    why: str
    """A reason code; its words are the reader's affair."""


class Text(msgspec.Struct, frozen=True):
    """The next piece of the answer; all pieces together, with nothing between them, are the answer."""

    text: str


class Meta(msgspec.Struct, frozen=True):
    """What the answer rests on; yielded before the first `Text`; a later one replaces it.

    The backend adds the latency.
    """

    intent: str
    confidence: float
    """0 to 1."""
    sources: tuple[tuple[str, str], ...] = ()
    """Articles as (id, title)."""


class ToolCall(msgspec.Struct, frozen=True):
    """An effect or a look-up that the bot asks for: the bot never performs one itself."""

    n: int
    """From 1, rising within the turn: with the turn's id it makes the call idempotent."""
    name: str
    arguments: dict[str, Any]


class ToolResult(msgspec.Struct, frozen=True):
    """What a tool call came to."""

    ok: bool
    value: Any = None
    error: str = ""
    """A stable code when it is not ok: `unknown_tool`, `refused`, `failed`, `fenced`."""


class Escalate(msgspec.Struct, frozen=True):
    """A person must take over. The last part of a turn: what comes after it is not shown."""

    reason: str
    """A reason code of the conversation; an unknown one is kept and shown raw."""
    summary: Summary | None = None


class Done(msgspec.Struct, frozen=True):
    """The answer is whole. A turn that ends with neither this nor `Escalate` is a failure of the bot."""


Part = Text | Meta | ToolCall | Escalate | Done
"""What a bot may yield."""


class Tools(Protocol):
    """The bot's only hands, given to it by the backend for one turn."""

    async def call(self, call: ToolCall) -> ToolResult:
        """Have the backend perform a call, and await what it came to.

        The backend stores the intent under the turn's epoch, performs the call once for (turn, n) and stores its end;
        a call whose epoch has passed is not performed and comes back as `fenced`. A `ToolCall` that is yielded instead
        takes the same path, and its result is dropped: for effects whose outcome does not change the answer.
        """
        ...


class Bot(Protocol):
    """Anything that can answer a customer's turn: the built-in answerer, or one that asks a model elsewhere."""

    def run(self, request: BotRequest, tools: Tools) -> AsyncIterator[Part]:
        """Answer one turn.

        Implementations are async generators. They must bear being closed (`aclose`) or cancelled at any point, keep
        nothing between turns that a restart would lose, and leave pace, time limits and fences to the backend. An
        exception is a `bot_error`: the backend escalates, the bot need not catch what it cannot mend.
        """
        ...
