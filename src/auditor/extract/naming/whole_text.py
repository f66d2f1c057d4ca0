"""The whole text of a document, searched for words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from auditor.extract.words import places
from auditor.model import Section, Span, Statement
from auditor.records import NamedTuple


class WholeText(NamedTuple):
    """A document's text, and where its sections begin."""

    text: str
    starts: tuple[int, ...]
    owners: tuple[int, ...]

    @classmethod
    def of(cls, text: str, sections: Sequence[Section]) -> WholeText:
        """The text with its sections, which are in order."""
        return cls(text, tuple(section.span.start for section in sections), tuple(section.index for section in sections))

    def places(self, word: str) -> Iterator[int]:
        """Where a word stands."""
        return places(self.text, word)

    def times(self, word: str) -> int:
        """How often a word stands."""
        return sum(1 for _ in places(self.text, word))

    def section(self, place: int) -> int:
        """The section that a place belongs to."""
        index = bisect_right(self.starts, place) - 1
        return self.owners[index] if index >= 0 else 0

    def statement(self, kind: str, span: Span, detail: str, related: Sequence[tuple[str, Span]], *traits: str) -> Statement:
        """A statement on the words of a span."""
        words = self.text[span.start : span.end]
        return Statement(kind, words, span, self.section(span.start), detail, tuple(related), frozenset(traits))

    def line(self, place: int) -> tuple[int, int]:
        """The bounds of the written line that holds a place."""
        end = self.text.find("\n", place)
        return self.text.rfind("\n", 0, place) + 1, end if end >= 0 else len(self.text)
