"""Sentences about the bots for staff: what a bot did, and what is wrong with a help folder; not what bots say."""

from typing import Final

MESSAGES: Final[dict[str, str]] = {
    "bots.article.no_front_matter": "{file} is not an article: its first line must be ---, then lines like"
    " `id: refund-time`, then --- again.",
    "bots.article.front_matter_open": "{file}: the lines about the article never end. Put a line --- before its text.",
    "bots.article.unknown_key": "{file}, line {line}: `{key}` is not known here. Known are: {keys}.",
    "bots.article.key_twice": "{file}, line {line}: `{key}` is there twice. Remove one of them.",
    "bots.article.key_missing": "{file}: `{key}` is missing. Add a line `{key}: ...` between the two ---.",
    "bots.article.bad_value": "{file}: `{key}` cannot be `{value}`. Use short plain names (letters a-z, digits, dots,"
    " hyphens), a language code such as en, a title of at most 120 characters, a known reason code as policy.",
    "bots.article.empty": "{file}: there is no answer below the second ---. Write at least one sentence.",
    "bots.article.control": "{file}, line {line}: it holds an invisible control character ({char}). Remove it.",
    "bots.article.twice": "{file}: the article `{id}` in {lang} is already in {other}. Rename or remove one of them.",
    "bots.article.not_text": "{file} is not UTF-8 text. Save it as UTF-8.",
    "bots.article.too_big": "{file} is larger than {limit} KiB. Split it into several articles.",
    "bots.article.unreadable": "{file} cannot be read: {why}. Check that it exists and who may read it.",
    "bots.folder.missing": "The bot's articles are not in {folder}: there is no such folder. Name another one.",
    "bots.folder.empty": "The bot has no articles in {folder}. Add Markdown files (*.md) or name another folder.",
    "bots.folder.too_many": "{folder} holds more than {limit} articles. Name a smaller folder.",
    "bots.did.answered": "answered from “{title}”",
    "bots.did.same_twice": "said “{title}” {times} times",
    "bots.did.clarified": "asked what was meant",
    "bots.did.no_match": "found no answer",
    "bots.did.no_match_times": "found no answer {times} times",
    "bots.did.spoke": "exchanged courtesies",
    "bots.did.nothing": "nothing yet",
}
