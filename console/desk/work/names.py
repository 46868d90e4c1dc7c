"""What people, languages and reasons are called on the screen; it knows words, not columns."""

from collections.abc import Iterable

from console.core.floor.rows import Member, Row
from console.core.text.messages import messages, t
from console.core.text.width import cut

_SHORT_CELLS = 12


def short_name(name: str) -> str:
    """What a colleague would call this person: the first of the names, never empty.

    A single letter or a title says too little, so that the next name goes with it.
    """
    words = name.split()
    if not words:
        return t("desk.nameless")
    short = words[0]
    if len(words) > 1 and (len(short.strip(".")) < 2 or short.endswith(".")):
        short = f"{short} {words[1]}"
    return cut(short, _SHORT_CELLS)


def full_name(name: str) -> str:
    """The whole name, or a word for somebody without one."""
    return " ".join(name.split()) or t("desk.nameless")


def language(code: str) -> str:
    """The language's name in words; an unknown code as it is."""
    base = code.replace("_", "-").partition("-")[0].lower()
    return _known(f"language.{base}") or code


def language_code(code: str) -> str:
    """The two or three letters that lists show."""
    return code.replace("_", "-").partition("-")[0].lower()[:3]


def reason(code: str) -> str:
    """Why a person is wanted, in plain words; an unknown code is shown raw."""
    return _known(f"reason.{code}") or code


def reason_short(code: str, about: str = "") -> str:
    """The same in eight cells; a house rule is best told by its topic."""
    if code == "policy" and about:
        return topic(about)
    return _known(f"reason.short.{code}") or code


def topic(code: str) -> str:
    """What it is about in a word: the first part of the bot's intent."""
    return code.partition(".")[0].replace("_", " ")


def reason_why(code: str, confidence: float | None) -> str:
    """The card's `Why`: the reason as a sentence, with the bot's confidence where there is one."""
    words = _known(f"why.{code}") or reason(code)
    if not words:
        return ""
    return words if confidence is None else f"{words} ({confidence:.2f})"


def agent_name(agent: str, team: Iterable[Member], *, fallback: str = "") -> str:
    """A colleague's name by id; the id itself when nothing better is known."""
    for member in team:
        if member.id == agent:
            return full_name(member.name)
    return fallback or agent


def owner_name(row: Row) -> str:
    """Who owns the conversation, in one short word."""
    return short_name(row.owner_name or row.owner) if row.owner and row.owner != "bot" else ""


def _known(message_id: str) -> str:
    return messages().get(message_id, "")
