"""One article of a help folder: its front matter and its answer as plain text; reads strings, never files."""

import re
from typing import Final

import msgspec

from console.core.conversation.words import Reason
from console.core.text.messages import t
from console.errors import ConfigError

KEYS: Final = ("id", "lang", "title", "intent", "keywords", "policy")
"""What front matter may say, one `key: value` a line; the first three must be there."""

ANSWER_LIMIT: Final = 700
"""Characters after which no further paragraph is added to an answer."""

_FENCE: Final = "---"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_LANG: Final = re.compile(r"[a-z]{2,3}")
_TITLE_LIMIT: Final = 120
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_MARKUP: Final = (
    (re.compile(r"^#{1,6}\s+.*$", re.MULTILINE), ""),
    (re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]*)\)"), r"\1 (\2)"),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)([*_`])(?=\S)([^*_`\n]+?)(?<=\S)\1(?!\w)"), r"\2"),
)


class Article(msgspec.Struct, frozen=True):
    """A question that customers have and its answer, in one language."""

    id: str
    lang: str
    title: str
    intent: str
    keywords: str
    policy: str
    """A reason code: a person answers this one, the bot only recognises it. Empty for most."""
    paragraphs: tuple[str, ...]

    @property
    def answer(self) -> str:
        """The first paragraph and those after it that keep the answer short."""
        chosen = self.paragraphs[:1]
        for paragraph in self.paragraphs[1:]:
            if sum(map(len, chosen)) + len(paragraph) > ANSWER_LIMIT:
                break
            chosen = (*chosen, paragraph)
        return "\n\n".join(chosen)


def parse_article(text: str, where: str) -> Article:
    """The article that a file's text holds.

    Raises:
        ConfigError: naming `where`, and the line where there is one, when it is not an article.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    _no_controls(text, where)
    lines = text.split("\n")
    if lines[0].strip() != _FENCE:
        raise _broken("bots.article.no_front_matter", where)
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == _FENCE), None)
    if end is None:
        raise _broken("bots.article.front_matter_open", where)
    fields = _front_matter(lines[1:end], where)
    paragraphs = _plain("\n".join(lines[end + 1 :]))
    if not paragraphs:
        raise _broken("bots.article.empty", where)
    return Article(
        id=fields["id"],
        lang=fields["lang"],
        title=fields["title"],
        intent=fields.get("intent") or fields["id"],
        keywords=fields.get("keywords", ""),
        policy=fields.get("policy", ""),
        paragraphs=paragraphs,
    )


def _front_matter(lines: list[str], where: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for number, line in enumerate(lines, 2):
        if not line.strip():
            continue
        key, colon, value = line.partition(":")
        key, value = key.strip(), value.strip()
        if not colon or key not in KEYS:
            raise _broken("bots.article.unknown_key", where, line=number, key=key[:40], keys=", ".join(KEYS))
        if key in fields:
            raise _broken("bots.article.key_twice", where, line=number, key=key)
        fields[key] = value
    for key in KEYS[:3]:
        if not fields.get(key):
            raise _broken("bots.article.key_missing", where, key=key)
    for key, fits in (
        ("id", _NAME.fullmatch(fields["id"])),
        ("lang", _LANG.fullmatch(fields["lang"])),
        ("title", len(fields["title"]) <= _TITLE_LIMIT),
        ("intent", not fields.get("intent") or _NAME.fullmatch(fields["intent"])),
        ("policy", not fields.get("policy") or fields["policy"] in set(Reason)),
    ):
        if not fits:
            raise _broken("bots.article.bad_value", where, key=key, value=fields[key][:60])
    return fields


def _no_controls(text: str, where: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        found = _CONTROL.search(line)
        if found:
            raise _broken("bots.article.control", where, line=number, char=f"U+{ord(found[0]):04X}")


def _plain(markdown: str) -> tuple[str, ...]:
    """Paragraphs without Markdown's marks: what customers read is plain text, never markup."""
    for pattern, plain in _MARKUP:
        markdown = pattern.sub(plain, markdown)
    blocks = (block.strip("\n") for block in re.split(r"\n\s*\n", markdown))
    return tuple(_join_lines(block) for block in blocks if block.strip())


def _join_lines(block: str) -> str:
    """A wrapped paragraph as one line; the lines of a list stay apart."""
    joined: list[str] = []
    for line in (line.strip() for line in block.split("\n")):
        if joined and not re.match(r"([-*+]|\d{1,3}[.)])\s", line):
            joined[-1] += " " + line
        else:
            joined.append(re.sub(r"^[*+]\s", "- ", line))
    return "\n".join(joined)


def _broken(message_id: str, where: str, **params: object) -> ConfigError:
    return ConfigError(t(message_id, file=where, **params), code="article")
