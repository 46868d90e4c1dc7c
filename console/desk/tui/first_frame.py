"""The first frame is the living Desk: painting waits a moment for what the backend tells, never for longer than that.

Until then the outline of the last time stands on the terminal; what would be painted over it is an empty queue, which
is not true, and costs a second painting of everything. With `compat` it uses what Textual does not document.
"""

from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Final

from textual.app import App
from textual.screen import Screen
from textual.widget import Widget

WITHIN: Final = 0.2
"""Seconds from when it could be shown; somebody who presses a key sees what it does at once."""


_THEN_AFTER: Final = 0.02
"""Seconds from the first frame to what it does not show: the frame is written by then."""


class FirstFrame:
    """Holds back what is painted until it is shown, once."""

    def __init__(self, app: App[None], paint: Callable[[], None], then: Callable[[], None]) -> None:
        self._app = app
        self._paint = paint
        """Has the widgets show how everything stands."""
        self._then = then
        """Makes what the first frame does not show."""
        self._held = ExitStack()
        self._is_held = False
        self.is_waiting = False
        """The screen is laid out, and what its widgets show nobody sees: they are told once, when it is shown."""

    def hold(self) -> None:
        """Paint nothing for now."""
        self._is_held = True
        self._held.enter_context(self._app.batch_update())

    def wait(self) -> None:
        """It could be shown now: from here on its time runs."""
        if self._is_held:
            self.is_waiting = True
            self._app.set_timer(WITHIN, self.show)
        else:
            self._then()

    def show(self) -> bool:
        """Paint from now on, beginning with what has been held back; False: that was done before."""
        if not self._is_held:
            return False
        self._is_held = self.is_waiting = False
        self._paint()
        self._held.close()
        screen = self._app.screen
        # All of it: Textual forgets what it could not show.
        screen.refresh()
        for widget in screen.walk_children(Widget, with_self=True):
            widget._check_refresh()
        # Behind what the widgets have just asked for, and not at the next tick of a sixtieth of a second.
        screen.call_later(_show, screen)
        self._app.set_timer(_THEN_AFTER, self._then)
        return True


def _show(screen: Screen[Any]) -> None:
    screen._on_timer_update()
