"""Where Warmline keeps its own files, and who else may touch them; knows nothing of what is in the files.

Every directory is the user's own and closed to others; every file is created for the user alone.
"""

import contextlib
import errno
import os
import stat
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from console.core.text.messages import t
from console.errors import ConfigError

Kind = Literal["config", "data", "state", "cache", "runtime"]

APP = "warmline"
OVERRIDES: dict[Kind, str] = {
    "config": "WARMLINE_CONFIG_DIR",
    "data": "WARMLINE_DATA_DIR",
    "state": "WARMLINE_STATE_DIR",
    "cache": "WARMLINE_CACHE_DIR",
    "runtime": "WARMLINE_RUNTIME_DIR",
}
"""Environment variables that name a directory outright, in place of the system's convention."""

DIRECTORY_MODE = 0o700
FILE_MODE = 0o600
_CANNOT_FLUSH = frozenset({errno.EINVAL, errno.ENOTSUP})
"""From file systems that know no flush of a directory."""
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


def directory(kind: Kind, env: Mapping[str, str] | None = None) -> Path:
    """The directory for this kind of file; nothing is created or looked at.

    Raises:
        ConfigError: when there is no home directory to put it in.
    """
    override = (os.environ if env is None else env).get(OVERRIDES[kind], "")
    path = Path(override).expanduser().absolute() if override else _conventional(kind)
    if not path.is_absolute():
        raise ConfigError(t("config.dir.homeless", variable=OVERRIDES[kind]), code="no_home")
    return path


def ensure(kind: Kind, env: Mapping[str, str] | None = None) -> Path:
    """The directory for this kind of file, created for the user alone if missing, and checked.

    Raises:
        ConfigError: when it cannot be created, or others could change what is in it.
    """
    path = directory(kind, env)
    create(path, OVERRIDES[kind])
    return path


def create(path: Path, variable: str = "") -> None:
    """Create a directory of our own, mode 0700 with all missing parents, and check it.

    `variable` is the setting or environment variable that names it, for the sentence of a refusal.

    Raises:
        ConfigError: as `ensure`.
    """
    try:
        make(path)
    except OSError as problem:
        raise _unusable(path, problem, variable) from problem
    check(path, variable)


def make(path: Path) -> None:
    """Make a directory with all missing parents so that what is flushed in it later outlives a loss of power.

    Raises:
        OSError: nothing that was made here is left.
    """
    made: list[Path] = []
    try:
        for missing in reversed([p for p in (path, *path.parents) if not p.exists()]):
            missing.mkdir(mode=DIRECTORY_MODE, exist_ok=True)
            made.append(missing)
        for folder in made:
            flush_names(folder.parent)
    except OSError:
        with contextlib.suppress(OSError):
            for folder in reversed(made):
                folder.rmdir()
        raise


def flush_names(folder: Path) -> None:
    """Put the names in a directory on the disk: until then a loss of power may take new files, flushed or not.

    Raises:
        OSError: they may not be there.
    """
    if os.name == "nt":
        return
    try:
        fd = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0))
    except PermissionError:
        # Writable or passable, yet not readable: its owner sees to it.
        return
    try:
        os.fsync(fd)
    except OSError as problem:
        if problem.errno not in _CANNOT_FLUSH:
            raise
    finally:
        os.close(fd)


def check(path: Path, variable: str = "") -> None:
    """Refuse a directory that somebody else owns or may write to.

    A symbolic link is followed only if the user (or the system's administrator) made it, as tools that manage
    dotfiles do; what it points to is held to the same rules.

    Raises:
        ConfigError: says what is wrong and which command or setting mends it.
    """
    try:
        link = os.lstat(path)
        fd = os.open(path, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0))
    except OSError as problem:
        if os.name == "nt":
            return
        raise _unusable(path, problem, variable) from problem
    try:
        found = os.fstat(fd)
    finally:
        os.close(fd)
    for status in (link, found):
        if not _is_ours(status):
            message = t("config.dir.foreign", path=path, uid=status.st_uid, variable=variable or "--data")
            raise ConfigError(message, code="foreign_directory")
    if found.st_mode & _OTHERS_WRITE and os.name == "posix":
        raise ConfigError(t("config.dir.open", path=path), code="open_directory")


def open_private(path: Path, flags: int = os.O_RDWR | os.O_CREAT) -> int:
    """Open (and by default create) a file for the user alone, never through a symbolic link; returns a descriptor.

    A file of ours that others may read or write is closed to them. Libraries that open by name, such as SQLite,
    get a file made by this first: `os.close(open_private(path))`.

    Raises:
        ConfigError: when it cannot be opened, is no plain file, or belongs to somebody else.
    """
    guarded = flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        fd = os.open(path, guarded, FILE_MODE)
    except OSError as problem:
        if path.is_symlink():
            raise ConfigError(t("config.file.link", path=path), code="linked_file") from problem
        raise _unusable(path, problem, "") from problem
    try:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode):
            raise ConfigError(t("config.file.special", path=path), code="not_a_file")
        if not _is_ours(status):
            raise ConfigError(t("config.file.foreign", path=path, uid=status.st_uid), code="foreign_file")
        if os.name == "posix" and status.st_mode & 0o077:
            os.fchmod(fd, FILE_MODE)
    except BaseException:
        os.close(fd)
        raise
    return fd


def replace_private(path: Path, data: bytes) -> None:
    """The file, for the user alone, with these bytes in place of what it held: whole before, or whole after.

    Raises:
        ConfigError: as `open_private`.
        OSError: it could not be written; the file is as it was.
    """
    fresh = path.with_suffix(f".{os.getpid()}.new")
    try:
        with os.fdopen(open_private(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


def read_bytes(path: Path, limit: int) -> bytes:
    """What a file that the user writes by hand holds: a plain file of at most `limit` bytes, links allowed.

    Raises:
        FileNotFoundError: when there is none.
        ConfigError: when it cannot be read, is no plain file, is too large, or others could have written it.
    """
    try:
        fd = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except FileNotFoundError:
        raise
    except OSError as problem:
        raise _unusable(path, problem, "") from problem
    with os.fdopen(fd, "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise ConfigError(t("config.file.special", path=path), code="not_a_file")
        if os.name == "posix" and status.st_mode & stat.S_IWOTH:
            raise ConfigError(t("config.file.open", path=path), code="open_file")
        found = file.read(limit + 1)
    if len(found) > limit:
        raise ConfigError(t("config.file.large", path=path, limit=limit // 1024), code="large_file")
    return found


def _conventional(kind: Kind) -> Path:
    import platformdirs

    if kind == "config":
        return platformdirs.user_config_path(APP, appauthor=False)
    if kind == "data":
        return platformdirs.user_data_path(APP, appauthor=False)
    if kind == "state":
        return platformdirs.user_state_path(APP, appauthor=False)
    if kind == "cache":
        return platformdirs.user_cache_path(APP, appauthor=False)
    with warnings.catch_warnings():
        # It warns where the system offers no such directory; ours is created and checked like any other.
        warnings.simplefilter("ignore")
        return platformdirs.user_runtime_path(APP, appauthor=False)


def _is_ours(status: os.stat_result) -> bool:
    """The administrator may own it too: they can read and change everything anyway."""
    return not hasattr(os, "getuid") or status.st_uid in (os.getuid(), 0)


def _unusable(path: Path, problem: OSError, variable: str) -> ConfigError:
    reason = problem.strerror or type(problem).__name__
    message_id = "config.dir.unusable" if variable else "config.file.unusable"
    return ConfigError(t(message_id, path=path, reason=reason, variable=variable), code="unusable_path")
