"""A paste is a paste whatever is in it: no ESC inside of it makes keys, least of all an Enter that sends."""

import pytest
from textual import events

from console.desk.tui.compat import DeskParser

PAGE = "\r".join(f"line {n} \x1b[31mred" for n in range(4))
WHOLE = f"\x1b[200~{PAGE}\x1b[201~"


@pytest.mark.parametrize("cut", [7, 20, 33, len(WHOLE) - 3, len(WHOLE)])
def test_an_escape_in_a_paste(cut: int) -> None:
    parser = DeskParser()
    found = [*parser.feed("a" + WHOLE[:cut]), *parser.feed(WHOLE[cut:] + "b")]
    assert [type(event) for event in found] == [events.Key, events.Paste, events.Key]
    assert found[1].text == PAGE  # type: ignore[attr-defined]
