"""The extract that a warm card starts with: what the customer wants, what the bot did; pure, no model."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from console.backend.bots.language import detect
from console.backend.bots.port import CLARIFY, NO_MATCH, SMALL_TALK, Summary, Turn
from console.backend.bots.signals import courtesy
from console.core.text.messages import t

TURNS: Final = 3
"""Customer turns that make up what is wanted."""
TURN_LIMIT: Final = 160
_CUT: Final = "…"
_BETWEEN: Final = " · "


def extract_summary(turns: Sequence[Turn], why: str = "") -> Summary:
    """The extract of a conversation; `why` is the reason code it is handed over with.

    What it holds is remote text, only shortened: whoever shows it makes it safe.
    """
    return Summary(_BETWEEN.join(_wants(turns)), "; ".join(_did(turns)), why)


def _wants(turns: Sequence[Turn]) -> list[str]:
    said = [" ".join(turn.text.split()) for turn in turns if turn.by == "customer"]
    said = [text for text in said if text]
    # Courtesies tell nothing, but are better than an empty card.
    telling = [text for text in said if courtesy(text, detect(text) or "en") is None]
    return [_shortened(text) for text in (telling or said)[-TURNS:]]


def _shortened(text: str) -> str:
    if len(text) <= TURN_LIMIT:
        return text
    cut = text[: TURN_LIMIT - 1]
    return (cut.rpartition(" ")[0] or cut) + _CUT


def _did(turns: Sequence[Turn]) -> list[str]:
    spoken = [turn for turn in turns if turn.by == "bot" and turn.text.strip()]
    if not spoken:
        return [t("bots.did.nothing")]
    answers = [turn for turn in spoken if turn.intent not in (CLARIFY, NO_MATCH, SMALL_TALK)]
    said = Counter(source for turn in answers for source in turn.sources[:1])
    done = [_answered(title, times) for (_, title), times in said.items()]
    intents = Counter(turn.intent for turn in spoken)
    if intents[CLARIFY]:
        done.append(t("bots.did.clarified"))
    if intents[NO_MATCH] == 1:
        done.append(t("bots.did.no_match"))
    elif intents[NO_MATCH]:
        done.append(t("bots.did.no_match_times", times=intents[NO_MATCH]))
    return done or [t("bots.did.spoke")]


def _answered(title: str, times: int) -> str:
    if times > 1:
        return t("bots.did.same_twice", title=title, times=times)
    return t("bots.did.answered", title=title)
