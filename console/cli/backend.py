"""What the commands on the backend's own machine share: its settings, and where its store is."""

import argparse
import sys
from pathlib import Path
from typing import Final

from console.config import paths
from console.config.load import load
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
    return loaded.settings.backend


def store_path(settings: Backend) -> Path:
    """Where the store is; its directory is made if need be."""
    if settings.data:
        folder = Path(settings.data).expanduser()
        paths.create(folder)
    else:
        folder = paths.ensure("data")
    return folder / STORE_FILE


def policy_of(settings: Backend) -> Policy:
    """The rules of conversations that the settings set."""
    return Policy(
        idle_bot=settings.idle.resolve_minutes * MINUTE,
        reopen_window=settings.idle.reopen_hours * HOUR,
        max_text=settings.limits.message_bytes,
    )


def tell(sentence: str) -> None:
    """Narration: to standard error, at once."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
