"""Every sentence for people, by id: `t("id", **params)` finds its template and fills it in.

Another language is another package beside `catalogue`; no caller changes.
"""

import importlib
from functools import cache
from types import MappingProxyType

from console.core.text import catalogue


@cache
def messages() -> MappingProxyType[str, str]:
    """All templates of the catalogue by id.

    Raises:
        ValueError: when two modules of the catalogue use one id.
    """
    found: dict[str, str] = {}
    for module in catalogue.AREAS:
        table: dict[str, str] = importlib.import_module(f"{catalogue.__name__}.{module}").MESSAGES
        doubled = found.keys() & table.keys()
        if doubled:
            raise ValueError(f"message ids used twice: {sorted(doubled)}")
        found |= table
    return MappingProxyType(found)


def t(message_id: str, /, **params: object) -> str:
    """The sentence with this id, its `{name}` places filled from `params`.

    A missing id shows as the id itself, and a missing parameter as its name in braces: a wrong sentence must never
    take the desk down. The tests check that every id used in the source is in the catalogue.
    """
    template = messages().get(message_id)
    if template is None:
        return message_id
    try:
        return template.format_map(_Params(params))
    except (ValueError, AttributeError, IndexError, TypeError):
        return template


class _Params(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
