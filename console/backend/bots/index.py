"""Retrieval over a folder of Markdown articles with SQLite FTS5 in memory: finds, scores, reloads; decides nothing.

How sure a match is, is worked out in `ranking`.
"""

import contextlib
import logging
import math
import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import msgspec

from console.backend.bots.article import Article, parse_article
from console.backend.bots.content.words import COMPOUNDING
from console.backend.bots.language import base, detect, stem, terms, words
from console.backend.bots.ranking import BODY_CREDIT, UNKNOWN_WEIGHT, Match, Ranking, confidence, strength
from console.backend.bots.spelling import Reading, Spelling
from console.core.text.messages import t
from console.errors import ConfigError

__all__ = ["SHOP", "ArticleIndex", "detect"]

log = logging.getLogger(__name__)

SHOP: Final = Path(__file__).parent / "content" / "shop"
"""The sample shop's articles that ship with the program."""

FILE_LIMIT: Final = 64 * 1024
FOLDER_LIMIT: Final = 5_000
TERM_LIMIT: Final = 24
"""Content words of a question that are looked up: a longer text gains nothing and costs more."""
CANDIDATES: Final = 8

PHRASE_BONUS: Final = 1.5
_ONE_WORD: Final = 2
"""Spaces around one spoken word."""


class _Entry(msgspec.Struct, frozen=True):
    article: Article
    strong: frozenset[str]
    body: frozenset[str]
    phrases: tuple[str, ...]
    """Title and keywords of several words, with their stop words: `where is my parcel` is not `my parcel`."""

    @classmethod
    def of(cls, article: Article) -> "_Entry":
        title, keywords, body = _columns(article)
        phrases = (_spoken(phrase, article.lang) for phrase in (article.title, *article.keywords.split(",")))
        several = tuple(phrase for phrase in phrases if phrase.count(" ") > _ONE_WORD)
        return cls(article, frozenset(f"{title} {keywords}".split()), frozenset(body.split()), several)

    def credit(self, term: str) -> float:
        return 1.0 if term in self.strong else BODY_CREDIT if term in self.body else 0.0


class _Shelf:
    """The articles of one language: an FTS table of stems, and each word's weight."""

    def __init__(self, db: sqlite3.Connection, table: str, lang: str, articles: list[Article]) -> None:
        self._db, self._table, self._lang = db, table, lang
        self._entries = [_Entry.of(article) for article in articles]
        counts = Counter(term for e in self._entries for term in e.strong | e.body)
        most = math.log(1 + len(self._entries))
        self._weights = {term: math.log(1 + len(self._entries) / n) / most for term, n in counts.items()}
        self._spelling = Spelling(self._weights, compounds=lang in COMPOUNDING)
        db.execute(f"CREATE VIRTUAL TABLE {table} USING fts5(title, keywords, body)")
        db.executemany(
            f"INSERT INTO {table}(rowid, title, keywords, body) VALUES (?, ?, ?, ?)",
            [(n, *_columns(e.article)) for n, e in enumerate(self._entries)],
        )

    def rank(self, question: str) -> Ranking:
        asked = [self._spelling.readings(term) for term in terms(question, self._lang)[:TERM_LIMIT]]
        known = list(dict.fromkeys(reading.term for readings in asked for reading in readings))
        if not known:
            return Ranking()
        # Stems hold letters and digits only, and are quoted as well: nothing of the question is read as FTS syntax.
        query = " OR ".join(f'"{term}"' for term in known)
        rows = self._db.execute(
            f"SELECT rowid, -bm25({self._table}, 4.0, 4.0, 1.0) AS score FROM {self._table}"
            f" WHERE {self._table} MATCH ? ORDER BY score DESC, rowid LIMIT {CANDIDATES}",
            (query,),
        ).fetchall()
        spoken = _spoken(question, self._lang)
        matches = sorted((self._match(n, score, asked, spoken) for n, score in rows), key=lambda m: -m.score)
        if not matches or matches[0].score <= 0:
            return Ranking()
        best = matches[0]
        gap = 1 - matches[1].score / best.score if len(matches) > 1 else 1.0
        return Ranking(tuple(matches), gap, confidence(best.coverage, best.strength, gap))

    def _match(self, number: int, score: float, asked: list[list[Reading]], spoken: str) -> Match:
        entry = self._entries[number]
        found = whole = 0.0
        for readings in asked:
            weight = max((self._weights[r.term] for r in readings), default=UNKNOWN_WEIGHT)
            whole += weight
            found += weight * max((r.certainty * entry.credit(r.term) for r in readings), default=0.0)
        coverage = found / whole
        phrase = any(phrase in spoken for phrase in entry.phrases)
        score = max(score, 0.0) * coverage * (PHRASE_BONUS if phrase else 1.0)
        return Match(entry.article, score, coverage, strength(found))


class ArticleIndex:
    """The articles of one folder, with all its subfolders, and the search over them."""

    def __init__(self, folder: Path = SHOP) -> None:
        """Read the folder.

        Raises:
            ConfigError: naming the file (and line) when an article is broken, or the folder when it has none.
        """
        self.folder = folder
        self._stamp = self._now_on_disk()
        self._articles, self._shelves = self._read()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that there are articles in, the one with most articles first."""
        return tuple(self._shelves)

    def article(self, article_id: str, lang: str) -> Article | None:
        """The article with this id, in this language or else in the first that has it."""
        for candidate in (base(lang), *self.languages):
            found = self._articles.get((candidate, article_id))
            if found is not None:
                return found
        return None

    def listed(self, lang: str) -> list[Article]:
        """The articles in this language, by title; in the language with most articles where there are none."""
        shelf = base(lang) if base(lang) in self._shelves else self.languages[0]
        found = (article for (language, _), article in self._articles.items() if language == shelf)
        return sorted(found, key=lambda article: (article.title.casefold(), article.id))

    def search(self, question: str, lang: str) -> Ranking:
        """The articles in this language that share words with a question; the question may hold anything."""
        shelf = self._shelves.get(base(lang))
        return shelf.rank(question) if shelf else Ranking()

    def guess_language(self, question: str) -> str | None:
        """The language in which the question finds most, for texts too short to have function words."""
        found = [(self.search(question, lang).confidence, -n, lang) for n, lang in enumerate(self.languages)]
        certainty, _, lang = max(found)
        return lang if certainty > 0 else None

    def refresh(self) -> bool:
        """Read the folder again if a file was changed, added or removed; True when what is searched has changed.

        A folder that has become unusable leaves the articles as they were, and the reason in the log: a slip in an
        editor must not silence a bot that is talking.
        """
        try:
            stamp = self._now_on_disk()
            if stamp == self._stamp:
                return False
            # Stored before reading, so that one broken state is reported once and not at every question.
            self._stamp = stamp
            self._articles, self._shelves = self._read()
        except ConfigError as broken:
            log.warning("articles not reloaded: %s", broken)
            return False
        return True

    def _files(self) -> list[Path]:
        found = sorted(p for p in self.folder.rglob("*.md") if not p.name.startswith("."))
        if len(found) > FOLDER_LIMIT:
            raise ConfigError(t("bots.folder.too_many", folder=self.folder, limit=FOLDER_LIMIT), code="articles")
        return found

    def _now_on_disk(self) -> tuple[tuple[str, int, int], ...]:
        if not self.folder.is_dir():
            raise ConfigError(t("bots.folder.missing", folder=self.folder), code="articles")
        stamps = []
        for path in self._files():
            # A file that vanished since the listing is not there any more; what else is wrong shows when it is read.
            with contextlib.suppress(OSError):
                stat = path.stat()
                stamps.append((str(path), stat.st_mtime_ns, stat.st_size))
        return tuple(stamps)

    def _read(self) -> tuple[dict[tuple[str, str], Article], dict[str, _Shelf]]:
        articles: dict[tuple[str, str], Article] = {}
        origin: dict[tuple[str, str], Path] = {}
        for path in self._files():
            article = parse_article(_text(path), str(path))
            key = (article.lang, article.id)
            if key in articles:
                twice = t("bots.article.twice", file=path, id=article.id, lang=article.lang, other=origin[key])
                raise ConfigError(twice, code="article")
            articles[key], origin[key] = article, path
        if not articles:
            raise ConfigError(t("bots.folder.empty", folder=self.folder), code="articles")
        return articles, _shelves(articles.values())


def _shelves(articles: Iterable[Article]) -> dict[str, _Shelf]:
    by_lang: dict[str, list[Article]] = {}
    for article in articles:
        by_lang.setdefault(article.lang, []).append(article)
    # One table a language, so that a language added to the folder changes no other language's figures.
    db = sqlite3.connect(":memory:", check_same_thread=False)
    ordered = sorted(by_lang.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return {lang: _Shelf(db, f"shelf_{n}", lang, found) for n, (lang, found) in enumerate(ordered)}


def _spoken(text: str, lang: str) -> str:
    return f" {' '.join(stem(word, lang) for word in words(text))} "


def _columns(article: Article) -> tuple[str, str, str]:
    texts = (article.title, article.keywords, "\n".join(article.paragraphs))
    title, keywords, body = (" ".join(terms(text, article.lang)) for text in texts)
    return title, keywords, body


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > FILE_LIMIT:
            raise ConfigError(t("bots.article.too_big", file=path, limit=FILE_LIMIT // 1024), code="article")
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise ConfigError(t("bots.article.not_text", file=path), code="article") from None
    except OSError as error:
        raise ConfigError(t("bots.article.unreadable", file=path, why=error.strerror), code="article") from error
