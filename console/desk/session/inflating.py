"""permessage-deflate as a console offers it: the backend may compress, the console itself never does.

What is secret in what it says (tokens) is therefore never compressed, beside whatever else.
"""

from collections.abc import Sequence

from websockets.extensions import Extension
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory, PerMessageDeflate
from websockets.frames import Frame
from websockets.typing import ExtensionParameter


class Offer(ClientPerMessageDeflateFactory):
    """Asks for compressed frames."""

    def __init__(self) -> None:
        super().__init__(client_no_context_takeover=True)

    def process_response_params(
        self, params: Sequence[ExtensionParameter], accepted_extensions: Sequence[Extension]
    ) -> PerMessageDeflate:
        """What the backend has agreed to."""
        agreed = super().process_response_params(params, accepted_extensions)
        return Inflating(
            remote_no_context_takeover=agreed.remote_no_context_takeover,
            local_no_context_takeover=True,
            remote_max_window_bits=agreed.remote_max_window_bits,
            local_max_window_bits=agreed.local_max_window_bits,
        )


class Inflating(PerMessageDeflate):
    """Inflates what comes, and leaves what goes as it is."""

    def encode(self, frame: Frame) -> Frame:
        """As it is."""
        return frame
