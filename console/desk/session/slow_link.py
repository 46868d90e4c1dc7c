"""Finds out whether the link is slow and the backend is to be asked to compress; pure, times in seconds."""

from collections.abc import Callable
from typing import Final

from console.core.text.messages import t
from console.desk.session.news import Notified

SLOW: Final = 64_000.0
"""Bytes a second: with less, a list of a thousand chats takes four seconds or longer."""
SURE_AFTER: Final = 3.0
"""Seconds of large messages that were looked at: a moment's trouble says nothing."""
LARGE: Final = 8 * 1024
"""A message of so many bytes was written at once: how long it takes is the link's doing, not the writer's."""
A_PART: Final = 1024
"""So much at once is a part of a message: pings of the websocket layer are smaller, and show nothing of the backend."""
PAUSE: Final = 2.0
"""Nothing for so long: what came before was another message, or this program was stopped."""


class LineSpeed:
    """How fast one socket's link is."""

    def __init__(self) -> None:
        self._begun: float | None = None
        self._last = 0.0
        self._size = 0
        """Of the message that comes in, but for its first piece, which was not waited for."""
        self._bytes = 0
        self._seconds = 0.0
        self._has_come = False

    def came(self, size: int, now: float) -> None:
        """A piece of so many bytes."""
        if self._begun is None or now - self._last > PAUSE:
            self._begun, self._size = now, 0
        else:
            self._size += size
            self._has_come = self._has_come or self._size >= A_PART
        self._last = now

    def whole(self) -> None:
        """A message has come in to its end."""
        if self._begun is not None and self._size >= LARGE:
            self._bytes += self._size
            self._seconds += self._last - self._begun
        self._begun, self._size = None, 0

    def has_come(self) -> bool:
        """Whether a part of a message came since this was last asked."""
        came, self._has_come = self._has_come, False
        return came

    @property
    def is_slow(self) -> bool:
        """Whether it is certain that this link is slow; what is still on its way counts."""
        size, seconds = self._bytes, self._seconds
        if self._begun is not None and self._size >= LARGE:
            size, seconds = size + self._size, seconds + self._last - self._begun
        return seconds >= SURE_AFTER and size < SLOW * seconds


class SlowLink:
    """What is known of the link of one desk, through all its sockets; each thing is said once."""

    def __init__(self, wish: str, tell: Callable[[Notified], None]) -> None:
        """`wish`: `auto`, `always` or `never`."""
        self._tell = tell
        self.speed = LineSpeed()
        self.is_asked = wish == "always"
        """The backend is asked to compress when the next socket is opened."""
        self._finds_out = wish == "auto"
        self._is_declined = False

    def dialing(self) -> LineSpeed:
        """Another socket is opened, which is to tell of its pieces."""
        self.speed = LineSpeed()
        return self.speed

    def opened(self, *, compressed: bool) -> None:
        """The socket is open: it is said if the backend does not do what it was asked for."""
        if self.is_asked and not compressed and not self._is_declined:
            self._is_declined = True
            self._say("session.slow_link.declined")

    def found(self) -> bool:
        """Whether the link has just turned out to be slow: from now on the backend is asked to compress."""
        if not self._finds_out or not self.speed.is_slow:
            return False
        self._finds_out, self.is_asked = False, True
        self._say("session.slow_link.found")
        return True

    def _say(self, sentence: str) -> None:
        self._tell(Notified("slow_link", data={"message": t(sentence)}))
