"""What the session's core wants done by the shell around it, in this order: sockets, disk, tokens, news."""

import msgspec

from console.core.floor.rows import Article, Hit
from console.core.wire import frames
from console.desk.session.news import News
from console.desk.session.outbox_item import Item


class Connect(msgspec.Struct, frozen=True):
    """Open a socket."""


class Drop(msgspec.Struct, frozen=True):
    """Let go of the socket at once; nothing more of it is wanted."""

    code: int = 1000


class Send(msgspec.Struct, frozen=True):
    """Write one frame."""

    data: str


class NeedToken(msgspec.Struct, frozen=True):
    """Exchange the refresh token for an access token."""


class Keep(msgspec.Struct, frozen=True):
    """Make these items durable and forget those, in one transaction, before anything after this is done."""

    save: tuple[Item, ...] = ()
    forget: tuple[str, ...] = ()


class EraseDrafts(msgspec.Struct, frozen=True):
    """The person behind this conversation was erased: her drafts go."""

    conv: str


class Tell(msgspec.Struct, frozen=True):
    """Say it to the listener."""

    news: News


class Answered(msgspec.Struct, frozen=True):
    """The answer to a search or a list of articles."""

    id: str
    found: tuple[Hit, ...] | tuple[Article, ...]


class Acted(msgspec.Struct, frozen=True):
    """The answer to something asked of the floor."""

    id: str
    result: frames.Result


class Unanswered(msgspec.Struct, frozen=True):
    """No answer to what was asked will come: ask again."""

    id: str
    why: str
    """A sentence of the backend; empty: the link was lost."""


Effect = Connect | Drop | Send | NeedToken | Keep | EraseDrafts | Tell | Answered | Acted | Unanswered
