"""Conversations that are over, packed: there are many, kept for days, and hardly any is heard of again."""

import operator
from functools import cache, reduce
from types import UnionType
from typing import Any, Final, get_args, get_type_hints

import msgspec

from console.core.metrics.talks import Talk

_SINCE: Final = 8
"""Bytes before the packed ones: when it was resolved."""


class Resting:
    """Talks as bytes, by conversation."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}

    def __len__(self) -> int:
        return len(self._packed)

    def __contains__(self, conv: str) -> bool:
        return conv in self._packed

    def lay(self, talk: Talk) -> None:
        """Put it to rest."""
        since = talk.head.resolved_at.to_bytes(_SINCE, "big")
        self._packed[talk.head.conv] = since + _encoder.encode(msgspec.convert(talk, _PACKED, from_attributes=True))

    def wake(self, conv: str) -> Talk | None:
        """It rests no more, and is what it was; None: it did not rest."""
        packed = self._packed.pop(conv, None)
        if packed is None:
            return None
        return msgspec.convert(_decoder.decode(memoryview(packed)[_SINCE:]), Talk, from_attributes=True)

    def forget(self, conv: str, since: int) -> None:
        """Let go of it if it has been over since then."""
        packed = self._packed.get(conv)
        if packed is not None and int.from_bytes(packed[:_SINCE], "big") <= since:
            del self._packed[conv]


@cache
def _twin(kind: type[msgspec.Struct]) -> type[msgspec.Struct]:
    """The same fields without their names: less than half as many bytes."""
    hints = get_type_hints(kind)
    fields = [(name, _twinned(hints[name])) for name in kind.__struct_fields__]
    return msgspec.defstruct(f"Packed{kind.__name__}", fields, array_like=True, frozen=True)


def _twinned(annotation: Any) -> Any:
    if isinstance(annotation, UnionType):
        return reduce(operator.or_, map(_twinned, get_args(annotation)))
    is_struct = isinstance(annotation, type) and issubclass(annotation, msgspec.Struct)
    return _twin(annotation) if is_struct else annotation


_PACKED: Final = _twin(Talk)
_encoder: Final = msgspec.msgpack.Encoder()
_decoder: Final = msgspec.msgpack.Decoder(_PACKED)
