"""The first half of the independent test set; the second was run once, and its numbers stand in docs/asks.md."""

import csv
from pathlib import Path

from console.core.asks import asks_for_person

SENTENCES = Path(__file__).parent / "asks" / "sentences.tsv"


def _half(name: str) -> list[dict[str, str]]:
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in rows if row["half"] == name]


def test_asks_of_the_first_half_are_understood() -> None:
    asks = [row for row in _half("a") if row["ask"] == "1"]
    missed = [row["text"] for row in asks if asks_for_person(row["text"]) is None]
    assert len(missed) <= 0.01 * len(asks), missed


def test_hard_negatives_of_the_first_half_do_not_fire() -> None:
    negatives = [row for row in _half("a") if row["ask"] == "0"]
    fired = [row["text"] for row in negatives if asks_for_person(row["text"]) is not None]
    assert len(fired) <= 0.02 * len(negatives), fired


def test_every_language_has_both_kinds_in_both_halves() -> None:
    for half in ("a", "b"):
        rows = _half(half)
        langs = {row["lang"] for row in rows}
        assert len(langs) >= 40
        for lang in langs:
            assert {row["ask"] for row in rows if row["lang"] == lang} == {"0", "1"}
