"""The document in passages that a model is shown one by one: whole blocks, and sections kept together as far as they fit."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line, scan_document, section_owners
from auditor.model import Document, Section, Span
from auditor.records import NamedTuple

LONGEST = 2400  # characters; a model reads more at once, and worse
_ENOUGH = 600  # characters that a new chapter does not join
_FEWEST_NUMBERS = 2  # fewer make no relation


class Excerpt(NamedTuple):
    """A stretch of the document, with the heading it begins under."""

    span: Span
    title: str


class Scanned(NamedTuple):
    """A document as the extractors see it: its blocks with their sections, and all lines, cells among them, in the order of the text.

    `chapters` holds for every section the top one it belongs to, `titles` its heading.
    """

    document: Document
    owners: tuple[int, ...]
    lines: tuple[Line, ...]
    chapters: dict[int, int]
    titles: dict[int, str]


def scanned(document: Document, sections: Sequence[Section]) -> Scanned:
    """Read the lines of a document once more, for the model pass alone."""
    owners = section_owners(document, sections)
    lines, tables = scan_document(document, owners)
    every = [*lines, *(cell for rows in tables.values() for row in rows for cell in row)]
    every.sort(key=lambda line: line.passage.span)
    chapters, titles = {0: 0}, {0: ""}
    for section in sections:  # parents stand before their children
        chapters[section.index] = chapters.get(section.parent or 0, 0) or section.index
        titles[section.index] = section.marker + section.title
    return Scanned(document, tuple(owners), tuple(every), chapters, titles)


def excerpts(source: Scanned) -> list[Excerpt]:
    """The passages with numbers that may be related to one another."""
    numbers = sorted(line.span(quantity.start, quantity.end).start for line in source.lines for quantity in line.quantities)
    return [
        excerpt
        for excerpt in _joined(source)
        if bisect_left(numbers, excerpt.span.end) - bisect_left(numbers, excerpt.span.start) >= _FEWEST_NUMBERS
    ]


def _joined(source: Scanned) -> Iterator[Excerpt]:
    """Pieces put together until they are long enough, or a new chapter begins."""
    current: Excerpt | None = None
    chapter = 0
    for piece, section in _pieces(source):
        own = source.chapters.get(section, 0)
        if current is not None:
            start, end = current.span
            if piece.end - start <= LONGEST and (own == chapter or end - start < _ENOUGH):
                current, chapter = current._replace(span=Span(start, piece.end)), own
                continue
            yield current
        current, chapter = Excerpt(piece, source.titles.get(section, "")), own
    if current is not None:
        yield current


def _pieces(source: Scanned) -> Iterator[tuple[Span, int]]:
    """The spans of all blocks with their sections; what is too long is cut at a line end, or anywhere where there is none."""
    text = source.document.text
    for block, section in zip(source.document.blocks, source.owners, strict=True):
        start, end = block.span
        while end - start > LONGEST:
            cut = text.rfind("\n", start + 1, start + LONGEST)
            cut = cut if cut > 0 else start + LONGEST
            yield Span(start, cut), section
            start = cut
        if start < end:
            yield Span(start, end), section
