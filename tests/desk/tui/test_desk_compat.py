"""What the desk uses of Textual without its being documented: each name, and what is built on it."""

import gc
import inspect
import weakref

import pytest
from textual import events
from textual._styles_cache import StylesCache
from textual.app import App
from textual.color import Color
from textual.drivers import linux_driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Region
from textual.widgets import TextArea

from console.desk.tui.compat import (
    ALT_ENTER,
    DeskParser,
    insert_typed,
    keep_fewer_regions,
    let_lines_go,
    reading_driver,
)


def keys(*reads: str) -> list[str]:
    parser = DeskParser()
    found = []
    for data in reads:
        for event in parser.feed(data):
            if isinstance(event, events.Key):
                found.append(event.key)
            elif isinstance(event, events.Paste):
                found.append(f"paste:{event.text}")
    return found


@pytest.mark.parametrize(
    ("reads", "expected"),
    [
        (("\x1b\r",), [ALT_ENTER]),
        (("\x1b", "\r"), [ALT_ENTER]),
        (("\x1b\n",), [ALT_ENTER]),
        (("a\x1b\rb",), ["a", ALT_ENTER, "b"]),
        (("\r",), ["enter"]),
        (("\x1b[13;3u",), [ALT_ENTER]),
        (("\x1b[13;2u",), ["shift+enter"]),
        (("\x1b[A", "x"), ["up", "x"]),
        (("\x1b[200~one\rtwo\x1b[201~",), ["paste:one\rtwo"]),
        (("\x1b[200~one long line of pasted words\r", "and another long line of words\r", "end\x1b[201~"), None),
        (("this is far more than a hand types\rat once\r",), ["paste:this is far more than a hand types\nat once\n"]),
        (("words without any line end at all",), [*"words", "space"]),
    ],
)
def test_what_the_terminal_sent(reads: tuple[str, ...], expected: list[str] | None) -> None:
    found = keys(*reads)
    if expected is None:
        assert len(found) == 1
        assert found[0].startswith("paste:one long line")
    else:
        assert found[: len(expected)] == expected
        assert "enter" not in found or expected == ["enter"]


def test_the_driver_takes_our_parser() -> None:
    assert "XTermParser" in linux_driver.LinuxDriver.run_input_thread.__globals__
    ours = reading_driver(linux_driver.LinuxDriver)
    assert issubclass(ours, linux_driver.LinuxDriver)
    assert ours is not linux_driver.LinuxDriver
    assert "XTermParser(self._debug)" in inspect.getsource(linux_driver.LinuxDriver.run_input_thread)
    assert reading_driver(HeadlessDriver) is HeadlessDriver


async def test_inserted_text_is_one_step_for_undo() -> None:
    class Small(App[None]):
        def compose(self):  # type: ignore[no-untyped-def]
            yield TextArea()

    app = Small()
    async with app.run_test() as pilot:
        area = app.query_one(TextArea)
        area.focus()
        insert_typed(area, "one\ntwo")
        assert area.text == "one\ntwo"
        assert area.cursor_location == (1, 3)
        area.undo()
        await pilot.pause()
        assert area.text == ""


def test_what_is_kept_of_places_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    cached = {name for name, kept in vars(Region).items() if hasattr(kept, "cache_parameters")}
    assert "intersection" in cached
    for name in cached:
        monkeypatch.setattr(Region, name, vars(Region)[name])
    keep_fewer_regions()
    assert max(vars(Region)[name].cache_parameters()["maxsize"] for name in cached) == 512
    assert Region(0, 0, 4, 4).intersection(Region(2, 2, 4, 4)) == Region(2, 2, 2, 2)


def test_the_lines_of_a_widget_go_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    class Lines(StylesCache):
        """One that can be seen to go."""

    def is_left(paint: Color) -> bool:
        lines = Lines()
        assert len(lines.get_inner_outer(paint, paint)) == 2
        left = weakref.ref(lines)
        del lines
        gc.collect()
        return left() is not None

    monkeypatch.setattr(StylesCache, "get_inner_outer", StylesCache.__dict__["get_inner_outer"])
    was = not isinstance(StylesCache.__dict__["get_inner_outer"], classmethod)
    assert is_left(Color(1, 2, 3)) == was, "Textual keeps it itself no more: `let_lines_go` can go"
    let_lines_go()
    assert not is_left(Color(1, 2, 4))
    let_lines_go()
    assert not is_left(Color(1, 2, 5))
