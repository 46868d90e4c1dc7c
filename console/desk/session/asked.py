"""Answers to what was asked beside commands, a search or the articles: as the shell is told of them."""

from console.core.replica import safe_struct
from console.core.wire import frames
from console.desk.session import effects as fx
from console.desk.session.outbox_item import sentence


def answered(frame: frames.Found | frames.Articles) -> fx.Answered:
    """The answer."""
    if isinstance(frame, frames.Found):
        return fx.Answered(frame.id, tuple(map(safe_struct, frame.hits)))
    return fx.Answered(frame.id, tuple(map(safe_struct, frame.articles)))


def unanswered(frame: frames.Problem) -> fx.Unanswered:
    """There will be none."""
    told = safe_struct(frame)
    return fx.Unanswered(frame.id, sentence(told.code, told.message, {}))
