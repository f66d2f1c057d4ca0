"""Where a span stands: its line, its column, the path of headings over it, and a quote short enough to show.

The index is built once for a document; a look-up is a binary search.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from auditor.model import Document, Locator, Section, Span
from auditor.model.text import letters
from auditor.records import NamedTuple

LONGEST_QUOTE = 120  # characters; evidence that is longer points at nothing
PATH_SEPARATOR = " › "


class Place(NamedTuple):
    """A span for readers: 1-based `line` and `column` (code points), `section` the path of headings ("" above the first).

    `locator` is where the file's own program shows it, None in plain text.
    """

    start: int
    end: int
    line: int
    column: int
    section: str
    locator: Locator | None = None

    @property
    def where(self) -> str:
        """The place as a reader would say it: 第 12 行, 第 3 页表 2 第 5 行第 4 列, 自评表!F12."""
        return (self.locator and told(self.locator)) or f"第 {self.line} 行"


def told(locator: Locator) -> str:
    """A locator in words."""
    words = f"第 {locator.page} 页" if locator.page else ""
    if locator.sheet:
        row, column = locator.row, locator.column
        return f"{locator.sheet}!{letters(column)}{row}" if row and column else f"工作表 {locator.sheet}"
    spot = ""
    if locator.table:
        spot = f"表 {locator.table}"
        spot += f" 第 {locator.row} 行" if locator.row else ""
        spot += f"第 {locator.column} 列" if locator.row and locator.column else ""
    elif locator.paragraph:
        spot = f"第 {locator.paragraph} 段"
    return words + (f"{spot}的{locator.part}" if spot and locator.part else spot + locator.part)


class Places:
    """The index of one document: where its lines and its sections begin."""

    __slots__ = (
        "_by_index",
        "_document",
        "_line_starts",
        "_located",
        "_locators",
        "_paths",
        "_section_starts",
        "_sections",
        "_text",
        "_told",
    )

    def __init__(self, document: Document, sections: Sequence[Section]) -> None:
        self._document = document
        self._text = document.text
        self._line_starts = _line_starts(document.text)
        self._by_index = {section.index: section for section in sections}
        self._sections = sorted(sections, key=lambda section: (section.span.start, section.level))
        self._section_starts = [section.span.start for section in self._sections]
        self._paths: dict[int, tuple[str, ...]] = {}
        self._told: dict[int, str] = {}
        self._located = [start for start, _ in document.locators]
        self._locators = document.locators

    def quote(self, span: Span) -> str:
        """The text of a span."""
        return self._text[span.start : span.end]

    def tight(self, span: Span, number: str | None = None) -> Span:
        """The span inside the document, without blanks at its ends and at most `LONGEST_QUOTE` characters long.

        Of a span that is too long the part around `number` is kept, or the beginning when the number is not in it.
        """
        text = self._text
        start, end = span
        if 0 <= start < end <= start + LONGEST_QUOTE <= len(text) and not text[start].isspace() and not text[end - 1].isspace():
            return span  # as nearly all are
        start = min(max(start, 0), len(text))
        end = min(max(end, start), len(text))
        while start < end and text[start].isspace():
            start += 1
        if end - start > LONGEST_QUOTE:
            from auditor.report.numerals import find_number  # seldom needed

            found = find_number(text[start:end], number) if number else None
            start += max(0, found.end - LONGEST_QUOTE) if found else 0
            end = min(end, start + LONGEST_QUOTE)
            while start < end and text[start].isspace():
                start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        return Span(start, end)

    def line(self, offset: int) -> int:
        """The 1-based number of the line that holds `offset`."""
        return bisect_right(self._line_starts, offset)

    def line_span(self, line: int) -> Span:
        """The span of a line, without its line end."""
        end = self._line_starts[line] - 1 if line < len(self._line_starts) else len(self._text)
        return Span(self._line_starts[line - 1], end)

    def place(self, span: Span) -> Place:
        """Line, column and section path of the beginning of a span."""
        line = self.line(span.start)
        column = span.start - self._line_starts[line - 1] + 1
        return Place(span.start, span.end, line, column, self._headings(span.start), self.locator(span.start))

    def _headings(self, offset: int) -> str:
        """The headings over `offset` as one string, made once for each section."""
        found = bisect_right(self._section_starts, offset) - 1
        told = self._told.get(found)
        if told is None:
            told = self._told[found] = PATH_SEPARATOR.join(self.path(offset))
        return told

    def locator(self, offset: int) -> Locator | None:
        """Where the file's own program shows `offset`."""
        found = bisect_right(self._located, offset) - 1
        return self._locators[found][1] if found >= 0 else None

    def box(self, span: Span) -> tuple[float, float, float, float] | None:
        """The box around a span on its page, in points from the upper left corner; None where there are no pages."""
        if not self._located or self._document.pages is None:
            return None
        from auditor.report.boxes import box_of  # for the formats that have pages alone

        return box_of(self._document, span)

    def path(self, offset: int) -> tuple[str, ...]:
        """The headings over `offset`, outermost first; the document itself is not among them.

        A section ends where the next heading begins, so the section of an offset is the last one begun before it.
        """
        found = bisect_right(self._section_starts, offset) - 1
        return self._section_path(self._sections[found]) if found >= 0 else ()

    def heading(self, section: Section) -> str:
        """A heading with its number as written: 三、支出情况."""
        written = " ".join(self._text[section.span.start : section.span.end].split())
        named = section.marker + " ".join(section.title.split())
        # A reader may give a heading the span of its whole paragraph; then number and title are put together again.
        return written if written and len(written) <= len(named) + 2 else named

    def _section_path(self, section: Section) -> tuple[str, ...]:
        known = self._paths.get(section.index)
        if known is None:
            chain: list[str] = []
            above: Section | None = section
            while above is not None and above.level > 0:
                chain.append(self.heading(above))
                above = self._by_index.get(above.parent) if above.parent is not None else None
            known = self._paths[section.index] = tuple(reversed(chain))
        return known


def _line_starts(text: str) -> list[int]:
    starts = [0]
    at = text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return starts
