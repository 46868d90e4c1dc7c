"""Structured logs, one JSON object a line, and what is told when the program breaks; no bodies, secrets or locals."""

import contextlib
import logging
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Final, TextIO

import msgspec

from console.config import paths
from console.core.text.messages import t
from console.errors import ConfigError

FILE: Final = "warmline.log"
LARGEST: Final = 1_000_000
"""Bytes of a log file; a larger one is put aside at the next start, and the one before it is gone."""
_PLACES: Final = 20

log = logging.getLogger("warmline.program")


class JsonLines(logging.Formatter):
    """One JSON object a line, of what was meant to be logged only."""

    KEPT = ("conv", "user", "session", "code")

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        # asyncio appends the repr of what it speaks of, which may hold what people wrote.
        said = record.getMessage().partition("\n")[0]
        line: dict[str, Any] = {
            "at": int(record.created * 1000),
            "level": record.levelname.lower(),
            "log": record.name,
            "message": said[:500],
        }
        line |= {name: str(getattr(record, name)) for name in self.KEPT if hasattr(record, name)}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _where(record.exc_info[2])
        return msgspec.json.encode(line).decode("utf-8", "replace")


def to_stderr(level: str) -> None:
    """Log to standard error, from this level on."""
    _begin(logging.StreamHandler(sys.stderr), level.upper())


def to_file() -> Path | None:
    """Log warnings to the file in the state directory, unless logs go somewhere already; None: nowhere."""
    root = logging.getLogger()
    if not root.handlers:
        # Without any handler, logging would write on the terminal, in the middle of the desk.
        handler: logging.Handler = logging.NullHandler()
        with contextlib.suppress(OSError, ConfigError):
            handler = logging.StreamHandler(_opened(paths.ensure("state") / FILE))
        _begin(handler, "WARNING")
    return _file()


def report_crash(error: BaseException) -> str:
    """Log where the program broke; the sentence to show. What was being worked on is in neither."""
    file = to_file()
    log.critical("the program has ended by an error", exc_info=(type(error), error, error.__traceback__))
    name = type(error).__name__
    return t("crash.logged", name=name, file=file) if file else t("crash.unlogged", name=name)


def _begin(handler: logging.Handler, level: str) -> None:
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in ("uvicorn", "websockets", "asyncio", "httpx", "httpcore"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


def _opened(path: Path) -> TextIO:
    with contextlib.suppress(FileNotFoundError):
        if path.stat().st_size > LARGEST:
            path.replace(path.with_suffix(".log.1"))
    fd = paths.open_private(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    return os.fdopen(fd, "a", encoding="utf-8", errors="replace")


def _file() -> Path | None:
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler) and handler.stream is not sys.stderr:
            return paths.directory("state") / FILE
    return None


def _where(traceback: TracebackType | None) -> list[str]:
    """Files and lines of the innermost frames, without a word of what they held."""
    places: list[str] = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return places[-_PLACES:]
