"""A dictionary of bounded size, for what is remembered of each chat: in a long day there are more and more of them."""

from collections.abc import Sized
from typing import Final, TypeVar

MOST: Final = 500
"""More chats than anybody has in a day, and as many offers."""

_K = TypeVar("_K")
_V = TypeVar("_V")
_S = TypeVar("_S", bound=Sized)


class Recent(dict[_K, _V]):
    """Keeps what was put in last; what was put in longest ago is forgotten first."""

    def __init__(self, most: int = MOST) -> None:
        super().__init__()
        self._most = most

    def __setitem__(self, key: _K, value: _V) -> None:
        """Put in, as the newest."""
        self.pop(key, None)
        super().__setitem__(key, value)
        while len(self) > self._most:
            del self[next(iter(self))]

    def setdefault(self, key: _K, default: _V) -> _V:
        """What is there already; else this is put in."""
        if key not in self:
            self[key] = default
        return self[key]


def keep_or_forget(kept: dict[_K, _S], key: _K, value: _S) -> None:
    """Put in what has something in it; what is empty is nothing to be kept."""
    if value:
        kept[key] = value
    else:
        kept.pop(key, None)
