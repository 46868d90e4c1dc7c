"""The agent's own saved replies: a folder of text files in the user's configuration; reads it and writes nothing."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from console.config.paths import directory, read_bytes
from console.core.text.messages import t
from console.core.text.safe import safe_line, safe_text
from console.errors import ConfigError

FOLDER: Final = "replies"
ENDINGS: Final = (".md", ".txt")
MOST: Final = 500
"""Files that are read; more than that nobody finds again."""
LONGEST: Final = 16 * 1024
"""Bytes of one file: as long as a message can be."""
_TITLE_CELLS = 80


class SavedReply(msgspec.Struct, frozen=True):
    """One reply: the file's first line is its title, the rest its text."""

    id: str
    """The file's name without its ending."""
    title: str
    text: str
    lang: str = ""
    """From a name such as `refund.pt.md`."""


class Saved(msgspec.Struct, frozen=True):
    """What the folder holds."""

    replies: tuple[SavedReply, ...]
    problems: tuple[str, ...] = ()
    """A sentence for each file that cannot be used."""


def folder(env: Mapping[str, str] | None = None) -> Path:
    """Where saved replies are looked for.

    Raises:
        ConfigError: when there is no home directory to look in.
    """
    return directory("config", env) / FOLDER


def saved_replies(path: Path) -> Saved:
    """All replies of a folder by title; none when there is no such folder."""
    try:
        files = sorted(file for file in path.iterdir() if file.suffix in ENDINGS and not file.name.startswith("."))
    except OSError:
        return Saved(())
    replies, problems = [], []
    for file in files[:MOST]:
        try:
            reply = parse(file.stem, read_bytes(file, LONGEST).decode("utf-8"))
        except ConfigError as problem:
            problems.append(str(problem))
        except (OSError, UnicodeDecodeError):
            problems.append(t("dialog.replies.broken", file=safe_line(file.name)))
        else:
            replies += [reply] if reply else []
    if len(files) > MOST:
        problems.append(t("dialog.replies.many", most=MOST))
    return Saved(tuple(sorted(replies, key=lambda reply: (reply.title.casefold(), reply.id))), tuple(problems))


def parse(stem: str, content: str) -> SavedReply | None:
    """A file's content as a reply; None when there is nothing in it."""
    lines = safe_text(content.removeprefix("\ufeff").replace("\r\n", "\n")).strip().split("\n")
    title = lines[0].lstrip("# ").strip()
    text = "\n".join(lines[1:]).strip() or title
    if not text:
        return None
    name, _, lang = stem.rpartition(".")
    is_lang = bool(name) and 2 <= len(lang) <= 3 and lang.isalpha()
    return SavedReply(stem, safe_line(title or stem, _TITLE_CELLS), text, lang.lower() if is_lang else "")
