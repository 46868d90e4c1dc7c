"""Articles and their folder: what is read from them, what is refused and how it is named, reloading."""

import os
from pathlib import Path

import pytest

from console.backend.bots.article import parse_article
from console.backend.bots.index import ArticleIndex
from console.errors import ConfigError

GOOD = "---\nid: tents\nlang: en\ntitle: Tents\nintent: item.tents\nkeywords: tent, shelter\n---\n\nWe sell tents.\n"


def write(folder: Path, name: str, text: str = GOOD) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def touch_later(path: Path) -> None:
    later = path.stat().st_mtime_ns + 1_000_000_000
    os.utime(path, ns=(later, later))


def test_front_matter_and_answer_are_read():
    article = parse_article(GOOD, "tents.md")
    assert (article.id, article.lang, article.title, article.intent) == ("tents", "en", "Tents", "item.tents")
    assert article.answer == "We sell tents."
    assert article.policy == ""


def test_windows_files_and_byte_order_marks_are_read():
    assert parse_article("\ufeff" + GOOD.replace("\n", "\r\n"), "x").answer == "We sell tents."


def test_intent_defaults_to_the_id():
    assert parse_article("---\nid: a\nlang: en\ntitle: A\n---\nText.", "x").intent == "a"


def test_markdown_becomes_plain_text():
    body = "# Heading\n\nUse **bold** and *light* `code`,\nsee [the page](https://shop.example/a)."
    body += "\n\n* one\n* two_three_four\n"
    article = parse_article(GOOD.replace("We sell tents.", body), "x")
    assert article.paragraphs == (
        "Use bold and light code, see the page (https://shop.example/a).",
        "- one\n- two_three_four",
    )


def test_an_answer_takes_only_paragraphs_that_keep_it_short():
    article = parse_article(GOOD.replace("We sell tents.", "First.\n\n" + "x" * 400 + "\n\n" + "y" * 400), "x")
    assert article.answer == "First.\n\n" + "x" * 400


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "first line must be ---"),
        ("We sell tents.", "first line must be ---"),
        ("---\nid: a\nlang: en\ntitle: A\n", "never end"),
        (GOOD.replace("intent:", "colour:"), "line 5: `colour` is not known"),
        (GOOD.replace("intent: item.tents", "just words"), "line 5: `just words` is not known"),
        (GOOD.replace("intent: item.tents", "id: other"), "line 5: `id` is there twice"),
        (GOOD.replace("lang: en\n", ""), "`lang` is missing"),
        (GOOD.replace("id: tents", "id:"), "`id` is missing"),
        (GOOD.replace("id: tents", "id: ../etc/passwd"), "`id` cannot be"),
        (GOOD.replace("lang: en", "lang: English"), "`lang` cannot be"),
        (GOOD.replace("title: Tents", "title: " + "x" * 200), "`title` cannot be"),
        (GOOD.replace("intent: item.tents", "policy: whatever"), "`policy` cannot be"),
        (GOOD.replace("We sell tents.", "\n# Only a heading\n"), "no answer"),
        (GOOD.replace("tents.\n", "\x1b[31mtents.\n"), "line 9: it holds an invisible control character (U+001B)"),
        (
            GOOD.replace("title: Tents", "title: T\u202eents"),
            "line 4: it holds an invisible control character (U+202E)",
        ),
    ],
)
def test_a_broken_article_is_refused_with_its_name_and_reason(tmp_path: Path, text: str, says: str):
    path = write(tmp_path, "en/broken.md", text)
    with pytest.raises(ConfigError) as caught:
        ArticleIndex(tmp_path)
    assert str(path) in str(caught.value)
    assert says in str(caught.value)


def test_two_articles_with_one_id_are_refused_with_both_names(tmp_path: Path):
    first, second = write(tmp_path, "a.md"), write(tmp_path, "b.md")
    with pytest.raises(ConfigError) as caught:
        ArticleIndex(tmp_path)
    assert str(first) in str(caught.value)
    assert str(second) in str(caught.value)


def test_files_that_are_no_text_too_big_or_unreadable_are_refused(tmp_path: Path):
    path = tmp_path / "x.md"
    path.write_bytes(b"---\nid: \xff\xfe")
    with pytest.raises(ConfigError, match="not UTF-8"):
        ArticleIndex(tmp_path)
    path.write_bytes(b"x" * 70_000)
    with pytest.raises(ConfigError, match="larger than 64 KiB"):
        ArticleIndex(tmp_path)
    path.unlink()
    path.mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        ArticleIndex(tmp_path)


def test_a_missing_or_empty_folder_is_refused(tmp_path: Path):
    with pytest.raises(ConfigError, match="no such folder"):
        ArticleIndex(tmp_path / "nowhere")
    write(tmp_path, "notes.txt")
    write(tmp_path, ".hidden.md", "not an article")
    with pytest.raises(ConfigError, match="no articles"):
        ArticleIndex(tmp_path)


def test_a_changed_new_or_removed_file_is_seen(tmp_path: Path):
    path = write(tmp_path, "tents.md")
    index = ArticleIndex(tmp_path)
    assert index.refresh() is False
    write(tmp_path, "tents.md", GOOD.replace("We sell tents.", "We sell no tents."))
    touch_later(path)
    assert index.refresh() is True
    assert index.search("tent", "en").matches[0].article.answer == "We sell no tents."
    other = write(tmp_path, "sv/stoves.md", "---\nid: stoves\nlang: sv\ntitle: Kök\n---\nVi säljer kök.")
    assert index.refresh() is True
    assert index.languages == ("en", "sv")
    other.unlink()
    assert index.refresh() is True
    assert index.search("kök", "sv").matches == ()


def test_a_slip_while_running_keeps_the_old_articles_and_is_logged_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    path = write(tmp_path, "tents.md")
    index = ArticleIndex(tmp_path)
    path.write_text("half a fi", encoding="utf-8")
    touch_later(path)
    assert index.refresh() is False
    assert index.refresh() is False
    assert index.search("tent", "en").matches[0].article.answer == "We sell tents."
    assert len([r for r in caplog.records if str(path) in r.getMessage()]) == 1
    write(tmp_path, "tents.md")
    assert index.refresh() is True


def test_a_language_added_changes_no_other_languages_figures(tmp_path: Path):
    write(tmp_path, "tents.md")
    alone = ArticleIndex(tmp_path).search("which tents and what shelter", "en")
    write(tmp_path, "de.md", GOOD.replace("lang: en", "lang: de"))
    assert ArticleIndex(tmp_path).search("which tents and what shelter", "en") == alone


def test_an_article_is_had_in_another_language_when_its_own_is_missing(tmp_path: Path):
    write(tmp_path, "tents.md")
    index = ArticleIndex(tmp_path)
    assert index.article("tents", "sv").lang == "en"
    assert index.article("boats", "en") is None
