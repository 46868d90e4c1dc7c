"""The warm card above a transcript and the customer card beside it."""

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from console.core.text.messages import t
from console.core.text.width import pad
from console.desk.tui.widgets.spans import content, fitted, theming_of
from console.desk.work.card import Line
from console.desk.work.reading import Span

_HEADING = 9
_NARROW_HEADING = 8


class WarmCard(Widget):
    """`Wants`, `Bot did`, `Why`: one line each, at the top of the transcript."""

    DEFAULT_CSS = "WarmCard { height: auto; width: 1fr; display: none; }"

    def __init__(self) -> None:
        super().__init__(id="warm-card")
        self.lines: tuple[tuple[str, str], ...] = ()
        self.has_rule = True

    def tell(self, lines: Sequence[tuple[str, str]], *, has_rule: bool) -> None:
        """Show these headings and words; an empty card takes no room."""
        if (tuple(lines), has_rule) == (self.lines, self.has_rule):
            return
        self.lines, self.has_rule = tuple(lines), has_rule
        self.display = bool(self.lines)
        self.styles.height = len(self.lines) + (1 if has_rule else 0)
        self.refresh(layout=True)

    def render(self) -> Content:
        """The card."""
        theming, width = theming_of(self), self.size.width
        rows = []
        for heading, words in self.lines:
            spans = [Span(pad(heading, _HEADING if self.has_rule else _NARROW_HEADING), "muted"), Span(words, "text")]
            rows.append(content(theming, fitted(spans, width)))
        if self.has_rule:
            rows.append(content(theming, [Span("─" * width, "rule")]))
        return Content("\n").join(rows)


class CustomerCard(Widget):
    """Who the customer is, in the right column."""

    DEFAULT_CSS = "CustomerCard { height: 1fr; width: 1fr; }"

    def __init__(self) -> None:
        super().__init__(id="card")
        self.lines: tuple[Line, ...] = ()
        self.key = ""

    def tell(self, lines: Sequence[Line], key: str) -> None:
        """Show these lines, and the key that hides the card."""
        if (tuple(lines), key) != (self.lines, self.key):
            self.lines, self.key = tuple(lines), key
            self.refresh()

    def render(self) -> Content:
        """The lines, and at the bottom how to hide them."""
        theming, size = theming_of(self), self.size
        room = max(0, size.height - 2)
        rows = [content(theming, fitted(line, size.width)) for line in self.lines[:room]]
        if self.key:
            rows += [Content("")] * (size.height - 1 - len(rows))
            last = [Span(self.key, "key"), Span(" " + t("card.hides"), "key-label")]
            rows.append(content(theming, fitted(last, size.width)))
        return Content("\n").join(rows)
