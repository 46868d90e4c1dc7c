"""The wall as this console is told of it: whether it is wanted, over which window, and the last snapshot."""

from console.core.metrics.wall import Wall
from console.core.replica import safe_struct
from console.core.wire import frames


class FloorView:
    """What was asked for outlives any socket; so does what was last seen."""

    def __init__(self) -> None:
        self._window: int | None = None
        self.wall: Wall | None = None

    def want(self, window: int | None) -> list[frames.ClientFrame]:
        """From now on, with this window; None: no longer. What the backend must be told."""
        if window == self._window:
            return []
        self._window = window
        return self.greetings() if window is not None else [frames.Floor(on=False)]

    def greetings(self) -> list[frames.ClientFrame]:
        """What the backend must be told on a new socket."""
        return [] if self._window is None else [frames.Floor(window=self._window)]

    def told(self, frame: frames.WallTold) -> Wall | None:
        """The next snapshot; None: it was asked for over another window, or is not wanted any more."""
        if frame.wall.window != self._window:
            return None
        self.wall = safe_struct(frame.wall)
        return self.wall
