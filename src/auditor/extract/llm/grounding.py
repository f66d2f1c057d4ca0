"""Where a model's quotes stand in the report. What cannot be found is dropped: a quote is never corrected, a number never believed.

Three steps, each stricter in what it compares than the one before is in how: the quote as it is; the same without blanks and full- or
half-width forms; and a nearly equal passage, if it has the same digits, numerals and negations. A number counts when the program's own
scanner reads it at the place that was quoted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from unicodedata import normalize

from auditor.extract.lines import Line
from auditor.extract.llm.answers import Number
from auditor.extract.llm.excerpts import Scanned
from auditor.extract.numbers.quantities import scan
from auditor.model import Fact, Quantity, Source, Span
from auditor.records import NamedTuple

_NEARLY = 95  # of 100: one character in twenty
_LONG_ENOUGH = 10  # characters; shorter quotes are too easily like something else
_WEIGHTY = frozenset("0123456789.%零〇一二两三四五六七八九十百千万亿半不未无没非否")  # may not differ
_MARKS = str.maketrans("“”‘’「」『』", "\"\"''\"\"''")


class Place(NamedTuple):
    """A quantity of the report: the line it stands in, and what the scanner read."""

    line: Line
    quantity: Quantity

    @property
    def span(self) -> Span:
        """Where it stands in the document."""
        return self.line.span(self.quantity.start, self.quantity.end)

    def fact(self) -> Fact:
        """The quantity as a fact that a model pointed at, under the name that the report gives it."""
        return self.line.fact(self.quantity)._replace(source=Source.LLM)


class Ground:
    """A report in which quotes are looked up."""

    def __init__(self, source: Scanned) -> None:
        self._text = source.document.text
        self._lines = [line for line in source.lines if line.text]
        self._starts = [line.passage.span.start for line in self._lines]
        self._folded: dict[Span, tuple[str, list[int]]] = {}

    def find(self, quote: str, inside: Span, near: Span | None = None) -> Span | None:
        """Where a quote stands inside a stretch; None where it does not, or in several places of which none alone is `near`."""
        quote = quote.strip()
        if len(quote) < 2:
            return None
        exact = [Span(at, at + len(quote)) for at in _all(self._text, quote, inside.start, inside.end)]
        if exact:
            return _one(exact, near)
        folded, origins = self._fold(inside)
        wanted = "".join(_folded(character) for character in quote)
        if not wanted:
            return None
        alike = [Span(origins[at], origins[at + len(wanted) - 1] + 1) for at in _all(folded, wanted, 0, len(folded))]
        return _one(alike, near) if alike else self._nearly(wanted, folded, origins)

    def number(self, item: Number, inside: Span, near: Span | None = None) -> Place | None:
        """The quantity a model means: it stands in the quote, and the scanner reads the same number there."""
        span = self.find(item.quote, inside, near)
        if span is None:
            return None
        said = scan(normalize("NFKC", item.value))
        if len(said) != 1:
            return None
        wanted = said[0]
        fitting = [
            place
            for place in self.places(span)
            if place.quantity.number == wanted.number and wanted.unit in ("", place.quantity.unit) and place.quantity.high == wanted.high
        ]
        if len(fitting) > 1 and item.label:
            fitting = [place for place in fitting if item.label in place.line.label(place.quantity)] or fitting
        return fitting[0] if fitting else None

    def places(self, span: Span) -> list[Place]:
        """All quantities that lie in a stretch of the document."""
        found = []
        for line in self.lines(span):
            found += [Place(line, quantity) for quantity in line.between(*within(line, span))]
        return found

    def lines(self, span: Span) -> list[Line]:
        """The lines that overlap a stretch of the document."""
        low = max(0, bisect_right(self._starts, span.start) - 1)
        high = bisect_left(self._starts, span.end)
        return [line for line in self._lines[low:high] if line.passage.span.end > span.start]

    def _fold(self, inside: Span) -> tuple[str, list[int]]:
        """A stretch without what does not count, and for every character left the place it came from."""
        known = self._folded.get(inside)
        if known is None:
            characters: list[str] = []
            origins: list[int] = []
            for at in range(inside.start, inside.end):
                for character in _folded(self._text[at]):
                    characters.append(character)
                    origins.append(at)
            known = self._folded[inside] = ("".join(characters), origins)
        return known

    def _nearly(self, wanted: str, folded: str, origins: list[int]) -> Span | None:
        if len(wanted) < _LONG_ENOUGH or "…" in wanted or "..." in wanted:  # two passages glued into one
            return None
        from rapidfuzz import fuzz  # only for quotes that are not verbatim

        found = fuzz.partial_ratio_alignment(wanted, folded, score_cutoff=_NEARLY)
        if found is None or found.dest_end <= found.dest_start:
            return None
        if _weighty(wanted) != _weighty(folded[found.dest_start : found.dest_end]):
            return None
        return Span(origins[found.dest_start], origins[found.dest_end - 1] + 1)


def within(line: Line, span: Span) -> tuple[int, int]:
    """The part of a line that lies in a stretch of the document, as offsets in the line."""
    every = range(len(line.text))
    start, end = (bisect_left(every, offset, key=lambda at: line.span(at, at + 1).start) for offset in span)
    return start, end


def _one(found: list[Span], near: Span | None) -> Span | None:
    """The only one, or the only one inside `near`."""
    if len(found) > 1 and near is not None:
        found = [span for span in found if near.start <= span.start and span.end <= near.end]
    return found[0] if len(found) == 1 else None


def _all(text: str, wanted: str, start: int, end: int) -> list[int]:
    found = []
    at = text.find(wanted, start, end)
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + len(wanted), end)
    return found


def _folded(character: str) -> str:
    return "" if character.isspace() else "".join(normalize("NFKC", character).split()).translate(_MARKS)


def _weighty(text: str) -> list[str]:
    return [character for character in text if character in _WEIGHTY]
