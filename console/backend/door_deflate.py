"""permessage-deflate for clients that say that their link is slow: what it may cost, and when it begins.

Negotiated at the handshake, it costs nothing until the handler says that the client has signed in: before that it gets
plain frames, which the extension allows, and what it sends may inflate to little. After that the route's limit holds.
"""

import zlib
from collections.abc import Sequence
from typing import Final

from websockets.exceptions import NegotiationError
from websockets.extensions import Extension
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import Frame
from websockets.typing import ExtensionParameter

WINDOW_BITS: Final = 12
MEMORY_LEVEL: Final = 5
LEVEL: Final = 6
"""Together 32 KiB a client. With 256 KiB the rows of a list get no smaller, with half as much the deltas larger."""
STRANGERS_BYTES: Final = 4 * 1024
"""To which a message of somebody who has not signed in may inflate: an `auth` is smaller, and sixteen may wait."""


class Compression(ServerPerMessageDeflateFactory):
    """What a route offers, and for how many at once."""

    def __init__(self, most: int) -> None:
        """For `most` clients at once; the offers of more are declined."""
        super().__init__(
            client_no_context_takeover=True,
            server_max_window_bits=WINDOW_BITS,
            client_max_window_bits=WINDOW_BITS,
            require_client_max_window_bits=True,
            compress_settings={"level": LEVEL, "memLevel": MEMORY_LEVEL},
        )
        self.most = most
        self.begun = 0
        """For how many clients it goes on."""

    def process_request_params(
        self, params: Sequence[ExtensionParameter], accepted_extensions: Sequence[Extension]
    ) -> tuple[list[ExtensionParameter], PerMessageDeflate]:
        """Answer an offer.

        Raises:
            NegotiationError: it is declined.
        """
        if self.begun >= self.most:
            raise NegotiationError("enough clients are sent compressed frames")
        answer, found = super().process_request_params(params, accepted_extensions)
        return answer, Deflate(self, found)


class Deflate(PerMessageDeflate):
    """Of one client: plain until begun."""

    def __init__(self, compression: Compression, negotiated: PerMessageDeflate) -> None:
        # Told that it keeps no context, the library makes no compressor yet.
        super().__init__(
            remote_no_context_takeover=negotiated.remote_no_context_takeover,
            local_no_context_takeover=True,
            remote_max_window_bits=negotiated.remote_max_window_bits,
            local_max_window_bits=negotiated.local_max_window_bits,
            compress_settings=negotiated.compress_settings,
        )
        self._compression = compression
        self._keeps_context = not negotiated.local_no_context_takeover
        self._is_begun = False
        self._is_stranger = True
        self._is_over = False

    def begin(self) -> bool:
        """The client has signed in: compress from now on; False when enough others are sent compressed frames."""
        compression = self._compression
        self._is_stranger = False
        if not (self._is_begun or self._is_over) and compression.begun < compression.most:
            compression.begun += 1
            self._is_begun = True
            if self._keeps_context:
                self.local_no_context_takeover = False
                self.encoder = zlib.compressobj(wbits=-self.local_max_window_bits, **self.compress_settings)
        return self._is_begun

    def end(self) -> None:
        """The client has gone, perhaps while it was looked up: nothing is begun any more."""
        self._is_over = True
        if self._is_begun:
            self._is_begun = False
            self._compression.begun -= 1

    def encode(self, frame: Frame) -> Frame:
        """Compress what is begun."""
        return super().encode(frame) if self._is_begun else frame

    def decode(self, frame: Frame, *, max_size: int | None = None) -> Frame:
        """Inflate a frame, up to this size.

        Raises:
            PayloadTooBig: it would be larger.
        """
        if self._is_stranger:
            max_size = STRANGERS_BYTES if max_size is None else min(STRANGERS_BYTES, max_size)
        return super().decode(frame, max_size=max_size)
