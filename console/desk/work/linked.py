"""How the link stands in a mark, a word and a role: the same on the desk and on the wall."""

from console.core.text.messages import t
from console.desk.adapters.port import Link, LinkState
from console.desk.work.times import age

_MARKS = {Link.LIVE: "●", Link.CATCHING_UP: "◐", Link.OFFLINE: "■"}
_ROLES = {Link.LIVE: "link-live", Link.CATCHING_UP: "link-catching-up", Link.OFFLINE: "link-offline"}


def standing(link: LinkState, clock: int) -> tuple[str, str, str]:
    """Mark, word and role at `clock`; a link that owes an answer for seconds is not called live."""
    if link.silent_since and link.link is not Link.OFFLINE:
        word = t("header.silent", age=age(max(0, clock - link.silent_since)))
        return _MARKS[Link.CATCHING_UP], word, _ROLES[Link.CATCHING_UP]
    return _MARKS[link.link], t(f"header.{link.link}", age=age(max(0, clock - link.since))), _ROLES[link.link]
