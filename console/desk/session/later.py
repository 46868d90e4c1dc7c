"""Modules that libraries import at their top and hardly ever use: loaded by whoever asks them for anything."""

import importlib
import sys
from types import ModuleType
from typing import Any


class _Later(ModuleType):
    """Stands for a module until somebody asks it for anything that is not to be had without it."""

    def __init__(self, name: str, near: str) -> None:
        super().__init__(name)
        self._near = near

    def __getattr__(self, name: str) -> Any:
        if self._near:
            if name == "__path__":
                # Asked by every `from ... import`: it is no package.
                raise AttributeError(name)
            near = importlib.import_module(self._near)
            if hasattr(near, name):
                return getattr(near, name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def put_off(full: str, near: str = "") -> None:
    """Let a module be imported with nothing done for it yet; `near`: where a plain module has some of its
    names from."""
    if full in sys.modules:
        return
    parent, _, name = full.rpartition(".")
    sys.modules[full] = later = _Later(full, near)
    setattr(importlib.import_module(parent), name, later)
