"""Cells, cutting, padding and wrapping, held against the renderer's own measure."""

import importlib.util
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from console.core.text.safe import safe_text
from console.core.text.width import cells, cut, pad, wrap

_SPEC = importlib.util.spec_from_file_location("poison", Path(__file__).parents[2] / "poison.py")
assert _SPEC
assert _SPEC.loader
_POISON_MODULE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_POISON_MODULE)
POISON: list[tuple[str, str]] = _POISON_MODULE.POISON

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
WHOLE = [
    FAMILY,
    "🇩🇪",
    "👍🏽",
    "❤\ufe0f",
    "1\ufe0f\u20e3",
    "🏳\ufe0f\u200d🌈",
    "क्षि",
    "e\u0316\u0301",
    "각",
    "한",
    "界",
    "葛\U000e0100",
]
words = st.lists(
    st.sampled_from([*WHOLE, " ", "  ", "\n", "-", "word", "longerword", "مرحبا", "。", "「", "é", "\u00a0"]),
    max_size=30,
).map("".join)
anything = words | st.text(max_size=60) | st.sampled_from([s[:300] for _, s in POISON])


@pytest.mark.parametrize(
    "s", [*WHOLE, "Hello", "Señor", "你好，世界", "안녕", "مرحبا", "🎉😀", "│─┐", "⚠️ ✓", "ก็", "🇩🇪🇫🇷"]
)
def test_cells_agrees_with_the_renderer(s: str) -> None:
    assert cells(s) == cell_len(s)
    assert cells(f"a{s}b" * 3) == cell_len(f"a{s}b" * 3)


@settings(max_examples=500)
@given(anything.map(lambda s: safe_text(s).replace("\n", "")))
def test_cells_agrees_with_the_renderer_on_all_safe_text(s: str) -> None:
    # Both know every assigned character; of the unassigned one of them may know a newer version of Unicode.
    s = "".join(c for c in s if c.isprintable() or c in "\u200c\u200d")
    assert cells(s) == cell_len(s)


@settings(max_examples=500)
@given(anything, st.integers(-1, 40))
def test_cut_never_exceeds_and_keeps_what_fits(s: str, n: int) -> None:
    out = cut(s, n)
    assert cells(out) <= max(0, n)
    if cells(s) <= n:
        assert out == s
    elif n > 0:
        assert out.endswith("…")
        assert s.startswith(out[:-1])
    assert cut(out, n) == out


@given(anything, st.integers(0, 40))
def test_pad_is_exact(s: str, n: int) -> None:
    assert cells(pad(s, n)) == n


@given(st.lists(st.sampled_from(WHOLE), max_size=12), st.integers(1, 20))
def test_cut_keeps_graphemes_whole(parts: list[str], n: int) -> None:
    out = cut("".join(parts), n).removesuffix("…")
    kept = 0
    while out:
        assert out.startswith(parts[kept])
        out = out[len(parts[kept]) :]
        kept += 1


def bare(s: str) -> str:
    return "".join(c for c in s if c not in " \t\n\u1680\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000")


@settings(max_examples=500)
@given(anything, st.integers(1, 30))
def test_wrap_fits_and_loses_nothing_but_spaces(s: str, width: int) -> None:
    lines = wrap(s, width)
    assert all(cells(line) <= max(width, 2) for line in lines)
    assert bare("".join(lines)) == bare(s)
    assert len(lines) >= len(s.split("\n")) - sum(not bare(line) for line in s.split("\n"))


@given(st.lists(st.sampled_from([*WHOLE, " "]), max_size=20), st.integers(1, 12))
def test_wrap_keeps_graphemes_whole(parts: list[str], width: int) -> None:
    want = [part for part in parts if part != " "]
    for line in wrap("".join(parts), width):
        rest = line.replace(" ", "")
        while rest:
            assert rest.startswith(want[0])
            rest = rest[len(want.pop(0)) :]
    assert not want


@pytest.mark.parametrize(
    ("s", "width", "lines"),
    [
        ("where is my parcel", 9, ["where is", "my parcel"]),
        ("a\n\nb", 5, ["a", "", "b"]),
        ("", 5, [""]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("see abcdefghij", 6, ["see", "abcdef", "ghij"]),
        ("  indented text", 10, ["  indented", "text"]),
        ("word     next", 6, ["word", "next"]),
        ("我的包裹在哪里？谢谢", 8, ["我的包裹", "在哪里？", "谢谢"]),
        ("包裹在哪。里", 8, ["包裹在", "哪。里"]),
        ("id 界界界", 5, ["id 界", "界界"]),
        ("10\u00a0EUR now", 6, ["10\u00a0EUR", "now"]),
        (FAMILY * 3, 2, [FAMILY] * 3),
        ("界", 1, ["界"]),
        ("abc", 0, ["a", "b", "c"]),
        ("ab \u0301", 2, ["ab", " \u0301"]),
    ],
)
def test_wrap(s: str, width: int, lines: list[str]) -> None:
    assert wrap(s, width) == lines


@pytest.mark.parametrize(
    "unit", ["a", "word ", "界", " ", "\u0301", FAMILY, "\u200b", "🇩", "\u200d", "\n", "ab\ufe0f", "\u0600"], ids=ascii
)
def test_long_lines_are_wrapped_and_cut_in_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        s = unit * (size // len(unit))
        best = 9.0
        for _ in range(5):
            # Of the processor: what else this machine does is not counted.
            began = time.process_time()
            wrap(s, 80)
            cut(s, 80)
            cells(s)
            best = min(best, time.process_time() - began)
        return best

    assert seconds(80_000) < max(0.02, 20 * seconds(10_000))
