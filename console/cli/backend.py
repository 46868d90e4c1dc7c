"""What the commands on the backend's own machine share: its settings, and where its store is."""

import argparse
import sys
from pathlib import Path
from typing import Final

import msgspec

from console.config import floor_file, paths
from console.config.load import Loaded, load
from console.config.settings import Backend
from console.core.conversation.context import Policy
from console.core.conversation.words import HOUR, MINUTE

STORE_FILE: Final = "warmline.db"


def backend_settings(options: argparse.Namespace) -> Backend:
    """The backend's settings with these options on top."""
    given = {
        f"backend.{name}": getattr(options, name, None)
        for name in ("host", "port", "data", "tls_cert", "tls_key", "content")
    }
    path = Path(options.config) if options.config else None
    loaded = load(path, options=given)
    for warning in loaded.warnings:
        tell(warning)
    return _placed(loaded)


def _placed(loaded: Loaded) -> Backend:
    """The settings; the floor's file stands beside the file that names it."""
    settings = loaded.settings.backend
    floor = Path(settings.floor).expanduser()
    if settings.floor and not floor.is_absolute() and loaded.path is not None:
        in_file = "backend.floor" in loaded.sources and not loaded.sources["backend.floor"].startswith("WARMLINE_")
        floor = loaded.path.parent / floor if in_file else floor
    return msgspec.structs.replace(settings, floor=str(floor) if settings.floor else "")


def store_path(settings: Backend) -> Path:
    """Where the store is; its directory is made if need be."""
    if settings.data:
        folder = Path(settings.data).expanduser()
        paths.create(folder)
    else:
        folder = paths.ensure("data")
    return folder / STORE_FILE


def floor_of(settings: Backend) -> floor_file.Floor | None:
    """What the floor's file says; None: there is none.

    Raises:
        ConfigError: it can't be read, or says something that can't be.
    """
    return floor_file.read(Path(settings.floor)) if settings.floor else None


def policy_of(settings: Backend) -> Policy:
    """The rules of conversations that the settings and the floor's file set.

    Raises:
        ConfigError: as `floor_of`.
    """
    floor = floor_of(settings)
    base = Policy(
        idle_bot=settings.idle.resolve_minutes * MINUTE,
        reopen_window=settings.idle.reopen_hours * HOUR,
        max_text=settings.limits.message_bytes,
    )
    return base if floor is None else floor.rules(base)


def tell(sentence: str) -> None:
    """Narration: to standard error, at once."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
