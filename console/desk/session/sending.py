"""A command as the frame that carries it, and whether it can be sent at all."""

import msgspec

from console.core.text.messages import t
from console.core.wire import codec, frames
from console.core.wire.limits import MAX_CLIENT_FRAME
from console.desk.session.outbox_item import Item
from console.errors import Exit, StoreError


class UnsendableError(StoreError):
    """This text can never be sent as it is: too long, or not text. Nothing was issued."""

    exit_code = Exit.FAILED


def encoded(item: Item, stream: str) -> str:
    """The command frame."""
    raw = msgspec.Raw(msgspec.json.encode(item.command))
    return codec.encode(frames.Cmd(item.wire, item.conv, raw, item.epoch, stream)).decode()


def check(item: Item, stream: str, max_text: int) -> None:
    """Refuse what the backend would throw away.

    Raises:
        UnsendableError: too long for a message or a frame, or not text at all.
    """
    try:
        size = len(encoded(item, stream).encode())
    except (codec.FrameError, UnicodeEncodeError):
        raise UnsendableError(t("session.not_text"), code="not_text") from None
    text = getattr(item.command, "text", "")
    if len(text.encode()) > max_text or size > MAX_CLIENT_FRAME:
        raise UnsendableError(t("session.too_long", limit=max_text), code="too_long")
