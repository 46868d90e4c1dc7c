"""Lines of standard input for a program that does other things meanwhile, and ends without waiting for a line."""

import asyncio
import codecs
import os
import threading
from typing import Final

CHUNK: Final = 65_536


class Lines:
    """Reads a file descriptor on a daemon thread, only while a line is asked for.

    The descriptor itself is read: a thread inside of `sys.stdin.readline` can't be left behind at the end.
    """

    def __init__(self, fd: int, encoding: str) -> None:
        self._fd = fd
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._text = ""
        self._ended = False

    async def next(self) -> str | None:
        """The next line without its end, or None when there are no more."""
        while "\n" not in self._text and not self._ended:
            data = await self._read()
            self._ended = not data
            self._text += self._decoder.decode(data, self._ended)
        line, end, rest = self._text.partition("\n")
        if not line and not end:
            return None
        self._text = rest
        return line.removesuffix("\r")

    async def _read(self) -> bytes:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[bytes] = loop.create_future()

        def told(data: bytes) -> None:
            if not answer.done():
                answer.set_result(data)

        def read() -> None:
            try:
                data = os.read(self._fd, CHUNK)
            except OSError:
                # A terminal that has gone reads as an error; so does one that a background job may not read.
                data = b""
            if not loop.is_closed():
                loop.call_soon_threadsafe(told, data)

        threading.Thread(target=read, name="warmline-lines", daemon=True).start()
        return await answer
