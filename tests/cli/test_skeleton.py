"""The outline that a start paints: what is kept of a screen, and that a file of whatever kind paints nothing else."""

import os
import re
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest

from console.cli import skeleton, skeleton_file
from console.cli.desk_words import desk_words
from console.cli.parser import read_desk
from console.config import paths
from console.core.text.messages import messages

if os.name != "posix":
    pytest.skip("there are no such terminals here", allow_module_level=True)

COLORS = (skeleton.TRUE_COLOR | 0x171412, skeleton.TRUE_COLOR | 0x1E1A18, 7, 8, 15, 208, -1, 0)
PANES = (
    (0, 2, 34, 22, skeleton.FOCUS, 0, 1, 12),
    (34, 2, 60, 30, skeleton.QUIET, 0, 0, 0),
    (0, 24, 34, 14, skeleton.TITLE, 1, 3, 41),
)
DRAWN = re.compile(r"\x1b\[(?:[0-9]+;[0-9]+H|[0-9;]*m|\?1049h|\?25l)")


def layout(**changed: Any) -> skeleton.Layout:
    given = {"columns": 120, "rows": 40, "is_ascii": False, "waiting": 12, "colors": COLORS, "panes": PANES} | changed
    return skeleton.Layout(**given)


def parts(found: skeleton.Layout | None) -> Any:
    assert found is not None
    return found.columns, found.rows, found.is_ascii, found.waiting, tuple(found.colors), tuple(map(tuple, found.panes))


def screen(drawn: str, columns: int, rows: int) -> list[str]:
    pyte = pytest.importorskip("pyte")
    shown = pyte.Screen(columns, rows)
    pyte.ByteStream(shown).feed(drawn.encode())
    return list(shown.display)


def test_what_is_kept_comes_back() -> None:
    for kept in (layout(), layout(panes=()), layout(is_ascii=True, waiting=0)):
        assert parts(skeleton.decode(skeleton.encode(kept))) == parts(kept)


def test_counts_beyond_all_bounds_are_kept_within_them() -> None:
    kept = skeleton.decode(skeleton.encode(layout(waiting=10**12)))
    assert kept is not None
    assert kept.waiting == skeleton.MOST_COUNTED


def test_it_shows_frames_and_counts() -> None:
    lines = screen(skeleton.drawn(layout()), 120, 40)
    assert lines[0].startswith(" warmline ")
    assert lines[0].endswith(" 12 waiting ")
    assert lines[2].startswith("┏ Waiting 12 ━━")
    assert lines[2].endswith("━┓╭" + "─" * 58 + "╮" + " " * 26)
    assert lines[23].startswith("┗━━")
    assert lines[24].startswith("── Bots 41 live ──")
    ascii_lines = screen(skeleton.drawn(layout(is_ascii=True)), 120, 40)
    assert all(line.isascii() for line in ascii_lines)
    assert ascii_lines[2].startswith("+ Waiting 12 --")


def test_its_words_are_those_of_the_desk() -> None:
    known = messages()
    assert all(label in known for label in skeleton.LABELS if label)


def test_a_terminal_with_room_for_nothing() -> None:
    for columns, rows in ((1, 1), (12, 2), (5, 3)):
        lines = screen(skeleton.drawn(layout(columns=columns, rows=rows, panes=())), columns, rows)
        assert not "".join(lines).strip()


def test_a_file_that_nobody_of_ours_has_written_paints_nothing() -> None:
    good = skeleton.encode(layout())
    for bad in (
        b"",
        b"\n",
        good[:-1],
        good + b"1\n",
        good.replace(b"12", b"\x1b[2J"),
        good.replace(b"12", b"1e9"),
        good.replace(b" 12 ", b" -12 "),
        good.replace(b" 12 ", b" 1234567 "),
        good.replace(b" 12 ", " ١٢ ".encode()),
        good.replace(b" 120 ", b" 99999 "),
        good.replace(b" 34 22 ", b" 340 22 "),
        good.replace(skeleton.MAGIC.encode(), b"warmline-skeleton-0"),
        skeleton.encode(layout(colors=(1 << 23, *COLORS[1:]))),
        skeleton.encode(layout(panes=((0, 0, 1, 1, 0, 0, 0, 0),))),
        skeleton.encode(layout(panes=((0, 0, 20, 5, 3, 0, 0, 0),))),
        skeleton.encode(layout(panes=((0, 0, 20, 5, 0, 0, 4, 0),))),
        b"\xff\xfe" + good,
    ):
        assert skeleton.decode(bad) is None, bad


def test_damage_of_any_kind_puts_out_nothing_but_cells() -> None:
    chance = Random(16)
    good = skeleton.encode(layout())
    painted = 0
    for _ in range(3_000):
        data = bytearray(good)
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(3)] = bytes(
                chance.choices(b"0123456789 -\n\x1b[;mHJ\x07\x9b", k=chance.randrange(4))
            )
        found = skeleton.decode(bytes(data))
        if found is None:
            continue
        painted += 1
        left = DRAWN.sub("", skeleton.drawn(found))
        assert left.isprintable()
        assert len(left) < 4 * found.columns * found.rows + 400 * skeleton.MOST_PANES
    assert painted > 100


@pytest.mark.parametrize(
    ("words", "is_desk"),
    [
        ([], True),
        (["--server", "ws://127.0.0.1:1"], True),
        (["--server=ws://127.0.0.1:1", "--user", "queue", "--theme=ink"], True),
        (["--slow-link", "--user", "maya"], True),
        (["--slow-link=yes"], False),
        (["--user", "--slow-link"], False),
        (["--server"], False),
        (["--server", "--user"], False),
        (["--serv", "ws://127.0.0.1:1"], False),
        (["server", "x"], False),
        (["--plain"], False),
        (["--floor"], False),
        (["--help"], False),
        (["queue"], False),
        (["--user", "maya", "queue"], False),
        (["--password-stdin"], False),
    ],
)
def test_which_words_open_the_desk(words: list[str], is_desk: bool) -> None:
    assert (desk_words(words) is not None) is is_desk


def test_they_are_read_as_a_parser_reads_them() -> None:
    for words in (
        [],
        ["--user=", "--server", "a", "--server=b=c"],
        ["--config", "x y", "--theme", ""],
        ["--slow-link", "--user", "a"],
    ):
        read, parsed = desk_words(words), read_desk(words, ())
        for name in ("server", "user", "config", "theme", "floor", "slow_link"):
            assert getattr(read, name) == getattr(parsed, name)


@pytest.mark.parametrize(
    "env", [{}, {"XDG_CACHE_HOME": ""}, {"XDG_CACHE_HOME": "/somewhere"}, {"WARMLINE_CACHE_DIR": "~/c"}]
)
def test_it_is_where_the_cache_is(env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "WARMLINE_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    if sys.platform == "darwin" and "XDG_CACHE_HOME" in env:
        pytest.skip("that variable means nothing here")
    assert Path(skeleton.path_of([], 80, 24, os.environ)).parent == paths.directory("cache")


def test_another_command_line_size_or_colour_mode_has_another_file() -> None:
    env = {"TERM": "xterm", "XDG_CACHE_HOME": "/c"}
    found = {
        skeleton.path_of(words, columns, 24, env | more)
        for words in ([], ["--user", "maya"])
        for columns in (80, 81)
        for more in ({}, {"COLORTERM": "truecolor"}, {"TERM": "tmux"}, {"WARMLINE_THEME": "ink"})
    }
    assert len(found) == 16
    assert skeleton.path_of([], 80, 24, env) == skeleton.path_of([], 80, 24, env | {"PWD": "/elsewhere"})


def test_kept_for_the_user_alone_whole_and_only_a_few(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    for number in range(skeleton_file.MOST_FILES + 3):
        path = folder / f"{skeleton.PREFIX}{number}"
        skeleton_file.save(str(path), skeleton.encode(layout(waiting=number)))
        os.utime(path, (number, number))
    kept = sorted(folder.iterdir())
    assert len(kept) == skeleton_file.MOST_FILES
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in kept)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert skeleton.read(str(path)) == skeleton.encode(layout(waiting=number))


def test_a_file_that_others_could_have_written_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "skeleton-x"
    path.write_bytes(skeleton.encode(layout()))
    path.chmod(0o600)
    assert skeleton.read(str(path))
    path.chmod(0o622)
    assert skeleton.read(str(path)) == b""
    path.chmod(0o600)
    link = tmp_path / "link"
    link.symlink_to(path)
    with pytest.raises(OSError):
        skeleton.read(str(link))
    os.mkfifo(tmp_path / "pipe", 0o600)
    assert skeleton.read(str(tmp_path / "pipe")) == b""
    path.write_bytes(b"1" * skeleton.LARGEST)
    assert skeleton.read(str(path)) == b""


def test_where_nothing_can_be_kept_nothing_happens(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    skeleton_file.save(str(blocked / "cache" / "skeleton-1"), b"x")
    skeleton_file.save("", b"x")
    assert blocked.read_text() == ""
