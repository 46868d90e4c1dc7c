"""A session's news and values in the words of the Backend port; the same for a live link and a recording."""

from collections.abc import Iterable

from console.core.conversation.transcript import Card
from console.core.wire import frames
from console.desk.adapters import port as p
from console.desk.session import news as nw
from console.desk.session.core import SessionCore
from console.desk.session.kept import KeptDraft
from console.desk.session.outbox_item import Item, sentence


def link_state(view: nw.LinkView) -> p.LinkState:
    """How the link stands."""
    link = p.Link(view.phase)
    return p.LinkState(
        link,
        view.since,
        view.rtt_ms,
        view.why,
        view.retry_at,
        view.skew_ms,
        view.is_trying,
        view.silent_since,
        view.is_compressed,
    )


def outgoing(item: Item) -> p.Outgoing:
    """A command on its way."""
    return p.Outgoing(
        item.id,
        item.conv,
        item.command,
        p.Fate(item.state),
        item.at,
        item.epoch,
        item.code,
        item.message,
        item.data,
        item.seq,
    )


def answer(result: frames.Result) -> p.Answer:
    """What came of something asked of the floor."""
    ok = result.status == "ok"
    return p.Answer(ok, result.code, "" if ok else sentence(result.code, result.message, result.data), result.data)


def draft(kept: KeptDraft) -> p.Draft:
    """A draft."""
    return p.Draft(kept.conv, kept.kind, kept.text, kept.at, kept.base_seq)


def transcript(core: SessionCore, conv: str) -> p.Transcripted | None:
    """A watched conversation as it stands."""
    if conv not in core.watches:
        return None
    found = core.replica.transcripts.get(conv)
    if found is None:
        return p.Transcripted(conv, (), Card(), 0, complete=False)
    return p.Transcripted(conv, tuple(found.turns), found.card, found.version, core.watches.complete(conv))


def account(news: nw.Welcomed, server: str) -> p.Account:
    """Who is signed in, to what."""
    return p.Account(news.me, news.workspace, server, news.team, news.rules)


def capabilities(promises: Iterable[str]) -> frozenset[p.Capability]:
    """The promises that this program knows of."""
    return frozenset(known for known in p.Capability if known in promises)


def update(news: nw.News, core: SessionCore, server: str) -> p.Update | None:
    """What the listener is told; None: nothing any more."""
    match news:
        case nw.Linked(view=view):
            return p.LinkChanged(link_state(view))
        case nw.Welcomed():
            return p.SignedIn(account(news, server))
        case nw.SignInWanted(why=why):
            return p.SignInNeeded(why)
        case nw.AllRows():
            return p.RowsReset()
        case nw.SomeRows(up=up, rm=rm):
            return p.RowsChanged(up, rm)
        case nw.Turned(conv=conv):
            found = transcript(core, conv)
            return None if found is None else p.TurnsChanged(found)
        case nw.Carded(conv=conv, customer=customer):
            return p.CustomerKnown(conv, customer)
        case nw.Typists(conv=conv, who=who):
            return p.TypingChanged(conv, who)
        case nw.Viewers(conv=conv, who=who):
            return p.ViewingChanged(conv, who)
        case nw.Team(team=team):
            return p.TeamChanged(team)
        case nw.Moved(item=item):
            return p.OutgoingChanged(outgoing(item))
        case nw.Walled(wall=wall, at=at):
            return p.WallChanged(wall, at)
        case nw.Notified(code=code, conv=conv, data=data):
            return p.Told(code, conv, data)
