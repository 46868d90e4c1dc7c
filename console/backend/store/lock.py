"""The advisory lock that keeps two servers from ever sharing one store; released by the system when a server dies."""

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _hold(descriptor: int) -> None:
        os.lseek(descriptor, _BEYOND, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _hold(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


_BEYOND = 1 << 20
"""Windows locks bytes for reading too: one far behind the process number leaves that readable."""


class HeldError(Exception):
    """Another process holds the lock; `pid` is what it wrote, for people only."""

    def __init__(self, pid: str) -> None:
        super().__init__(pid)
        self.pid = pid


class FileLock:
    """Held from construction to `release`. The file stays: removing it would let two servers hold two locks."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _hold(self._descriptor)
            os.ftruncate(self._descriptor, 0)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, str(os.getpid()).encode())
        except OSError as error:
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            pid = os.read(self._descriptor, 20).decode("ascii", "replace").strip() or "?"
            os.close(self._descriptor)
            if isinstance(error, BlockingIOError | PermissionError):
                raise HeldError(pid) from None
            raise

    def release(self) -> None:
        """Let go."""
        os.close(self._descriptor)
