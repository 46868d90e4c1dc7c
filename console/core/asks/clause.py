"""One clause read as one language: which nouns are wanted, which words say nothing; what makes an ask is not here."""

from collections.abc import Iterator
from functools import cached_property

from console.core.asks.languages import Language
from console.core.asks.lexicon import NOUNS, Span, Spans, lexicon

Words = tuple[str, ...]


class Clause:
    """One clause read as one language."""

    def __init__(self, number: int, words: Words, spans: Spans, refusals: list[Span], rest: list[Words]) -> None:
        self.number = number
        self.language: Language = lexicon().languages[number]
        self.rest = rest
        self.size = len(words)
        self.unspaced = sum(len(word) == 1 for word in words) * 2 > self.size
        self.spans = dict(spans)
        self.contacts = spans.get("contact", [])
        negated = spans.get("negated", [])
        other = spans.get("other", [])
        if other:
            self.spans = {
                part: found if part in ("fill", "link", "negated") else clear_of(found, other, longer=True)
                for part, found in spans.items()
            }
        self.refusals = negated + refusals
        if refusals and "want" in self.spans:
            self.spans["want"] = clear_of(self.spans["want"], refusals)
        if negated:
            for part in ("want", "contact", "ask", "serve", "tail", "human", "team", "someone", "fill"):
                if part in self.spans:
                    self.spans[part] = clear_of(self.spans[part], negated)

    @cached_property
    def following(self) -> Spans:
        """What stands in the next clause of the sentence."""
        if not self.rest:
            return {}
        return lexicon().complete(self.number, self.rest[0], lexicon().read(self.rest[0]).get(self.number, {}))

    def set_aside(self, taken: list[Span]) -> None:
        """Forget what overlaps with these: other people's agents and persons, in borrowed words."""
        for part in NOUNS:
            if part in self.spans:
                self.spans[part] = clear_of(self.spans[part], taken, longer=True)

    def of(self, *parts: str) -> list[Span]:
        """The spans of these parts, in order."""
        if len(parts) == 1:
            return self.spans.get(parts[0], [])
        return sorted(span for part in parts for span in self.spans.get(part, ()))

    @cached_property
    def wanted(self) -> set[Span]:
        """The nouns for a person that no negated wish governs."""
        nouns = self.of("human", "team", "someone")
        negated = self.refusals
        if not negated:
            return set(nouns)
        renewed = self.of("want", "bot", "split")
        return {noun for noun in nouns if not any(self._refused(noun, no, renewed) for no in negated)}

    def _refused(self, noun: Span, negated: Span, renewed: list[Span]) -> bool:
        if self.looks_back(negated):
            between = any(noun[1] <= span[0] and span[1] <= negated[0] for span in renewed)
            return noun[1] <= negated[0] <= noun[1] + self.language.gap + 2 and not between
        # A wish right behind the refusal belongs to it: "no need to give me".
        return noun[0] >= negated[1] and not any(negated[1] < span[0] < noun[0] for span in renewed)

    def looks_back(self, negated: Span) -> bool:
        """Whether a negated wish governs a noun before it, as where the verb comes last."""
        if not self.language.negation_after:
            return False
        reach = negated[0] - self.language.gap - 2
        return any(reach <= noun[1] <= negated[0] for noun in self.of(*NOUNS))

    @cached_property
    def covered(self) -> bytearray:
        """Which words are known to carry no meaning of their own between a wish and its noun."""
        return self.cover("fill", "link", "want", "ask")

    @cached_property
    def filled(self) -> bytearray:
        """Which words are fillers."""
        return self.cover("fill")

    def cover(self, *parts: str) -> bytearray:
        """Which words belong to items of these parts."""
        cover = bytearray(self.size)
        for start, end in self.of(*parts):
            cover[start:end] = b"\1" * (end - start)
        return cover

    def linked(self, start: int, end: int, cover: bytearray | None = None) -> bool:
        """Whether nothing but small words stands between two places."""
        return start <= end <= start + 12 and 0 not in (cover or self.covered)[start:end]

    def near(self, spans: list[Span], low: int, high: int) -> Iterator[Span]:
        """The spans that start in this stretch."""
        for span in spans:
            if span[0] > high:
                return
            if span[0] >= low:
                yield span


def clear_of(spans: list[Span], taken: list[Span], *, longer: bool = False) -> list[Span]:
    """The spans that overlap with none of these; on request also those longer than what they overlap with."""
    ends = bytearray(max(end for _, end in taken) + 1)
    for start, end in taken:
        ends[start:end] = b"\1" * (end - start)
    return [span for span in spans if 1 not in ends[span[0] : span[1]] or (longer and _holds(span, taken))]


def _holds(span: Span, taken: list[Span]) -> bool:
    met = [other for other in taken if other[0] < span[1] and span[0] < other[1]]
    return all(span[0] <= start and end <= span[1] and (start, end) != span for start, end in met)
