import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.config import toml_file
from console.errors import ConfigError

TRICKY = '''# a comment with = and [brackets]
top = 1
"quoted key" = "# not a comment"
'literal' = 'c:\\path\\'
dotted.in . "the middle" = true

[table]   # after a header
long = """
[not.a.table]
no = "key" \\"""
"""
quotes = """ends in two"" """""
raw = \'\'\'
also = no key
\'\'\'
list = [
  1, # one
  [2, "]"],
  {x = 1, y.z = [3]},
]
inline = { a = 1, b = { c = "}" } }
when = 1979-05-27 07:32:00

[table.below."odd.name"]
k = 1

[[many]]
first = 1
[many.sub]
s = 1
[[many]]
second = 2
'''


def test_every_key_is_found_on_its_line() -> None:
    lines = toml_file.parse(TRICKY.encode(), "f").lines
    text = TRICKY.splitlines()
    expected = {
        ("top",): "top = 1",
        ("quoted key",): '"quoted key"',
        ("literal",): "'literal'",
        ("dotted", "in", "the middle"): "dotted.in",
        ("table",): "[table]",
        ("table", "long"): "long =",
        ("table", "quotes"): "quotes =",
        ("table", "raw"): "raw =",
        ("table", "list"): "list =",
        ("table", "list", 1): "  [2",
        ("table", "list", 2, "x"): "  {x",
        ("table", "list", 2, "y", "z"): "  {x",
        ("table", "inline", "b", "c"): "inline",
        ("table", "when"): "when",
        ("table", "below", "odd.name", "k"): "k = 1",
        ("many", 0, "first"): "first",
        ("many", 0, "sub", "s"): "s = 1",
        ("many", 1, "second"): "second",
    }
    for place, begins in expected.items():
        assert text[lines[place] - 1].startswith(begins), place
    assert ("table", "also") not in lines
    assert ("not",) not in lines


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
SCALARS = st.one_of(
    st.booleans(), st.integers(-(10**12), 10**12), st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
)
TABLES = st.dictionaries(NAMES, st.recursive(SCALARS, lambda v: st.lists(v, max_size=3), max_leaves=4), max_size=4)


def quoted(text: str) -> str:
    return json.dumps(text).replace("\x7f", "\\u007F")


def written(value: object, long: bool) -> str:
    if isinstance(value, str):
        if long and "\\" not in value and '"' not in value and all(c.isprintable() or c == "\n" for c in value):
            return '"""\n' + value + '"""'
        raw = json.dumps(value, ensure_ascii=False)
        return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in raw)
    if isinstance(value, list):
        return "[\n" + "".join(f"  {written(item, long)}, # ]\n" for item in value) + "]"
    return json.dumps(value)


@given(sections=st.dictionaries(NAMES, TABLES, max_size=4), long=st.booleans(), ending=st.sampled_from(["\n", "\r\n"]))
def test_lines_are_right_for_any_document(sections: dict[str, dict[str, object]], long: bool, ending: str) -> None:
    def name(key: str) -> str:
        return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in json.dumps(key, ensure_ascii=False))

    text, expected = "", {}
    for section, table in sections.items():
        expected[section,] = text.count("\n") + 1
        text += f"[ {name(section)} ] # x = 1\n"
        for key, value in table.items():
            expected[section, key] = text.count("\n") + 1
            text += f" {name(key)} = {written(value, long)}\n"
    document = toml_file.parse(text.replace("\n", ending).encode(), "f")
    assert document.table == tomllib.loads(text)
    assert {place: line for place, line in document.lines.items() if len(place) < 3} == expected


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (b"a = 1\nb =\n", 2),
        (b"a = 1\n\n[t\n", 3),
        (b"a = 1\na = 2\n", 2),
        (b'a = """open', 1),
        (b'a = 1\nb = "open', 2),
        (b"a = 1\n\xff = 2\n", 2),
        (b"a = " + b"9" * 5000, 1),
        (b"a = 1\nb = 1\x1b[2J\n", 2),
    ],
)
def test_what_is_not_toml_is_told_by_file_and_line(source: bytes, line: int) -> None:
    with pytest.raises(ConfigError) as refused:
        toml_file.parse(source, "/x/warmline.toml")
    assert str(refused.value).startswith(f"/x/warmline.toml, line {line}: this is not ")
    assert str(refused.value).isprintable()


def test_a_bomb_of_brackets_is_refused() -> None:
    with pytest.raises(ConfigError, match="nested too deeply"):
        toml_file.parse(b"a = " + b"[" * 100_000, "f")


@given(st.binary(max_size=60))
def test_any_bytes_end_in_a_document_or_a_sentence(source: bytes) -> None:
    try:
        document = toml_file.parse(source, "f")
    except ConfigError:
        return
    assert {place for place in document.lines if len(place) == 1} == {(key,) for key in document.table}


@given(st.text(alphabet="ab.=[]{}\"'#\n 1,\\", max_size=40))
def test_any_toml_like_text_ends_in_a_document_or_a_sentence(source: str) -> None:
    try:
        document = toml_file.parse(source.encode(), "f")
    except ConfigError:
        return
    assert {place for place in document.lines if len(place) == 1} == {(key,) for key in document.table}


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert toml_file.parse(b"\xef\xbb\xbfa = 1", "f").lines == {("a",): 1}


def test_values_are_shown_without_what_a_terminal_would_obey() -> None:
    shown = toml_file.shown("\x1b]0;x\x07\u202e" + "y" * 500)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert len(shown) <= 80
    assert (toml_file.shown(True), toml_file.shown({})) == ("true", "a table")
