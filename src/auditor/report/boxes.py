"""Where evidence stands on its page: the box around it in points, worked out from the boxes of its lines and cells when it is shown."""

from __future__ import annotations

from bisect import bisect_right

from auditor.model import Document, Span

_WIDE = "\u2010"  # from here on characters fill a square: dashes, quotes and dots of Chinese type, and Chinese characters

Box = tuple[float, float, float, float]


def box_of(document: Document, span: Span) -> Box | None:
    """The box around `span` on the page where it begins (left, top, right, bottom); None in formats without pages.

    A line is divided by the widths of its characters, so ends may be off by half a character; a cell is one box.
    """
    located = document.locators
    first = bisect_right(located, span.start, key=lambda entry: entry[0]) - 1
    page = located[first][1].page if first >= 0 else None
    boxes: list[Box] = []
    for index in range(max(first, 0), len(located)):
        start, locator = located[index]
        if locator.box is None or locator.page != page or (index > first and start >= span.end):
            break
        stop = located[index + 1][0] if index + 1 < len(located) else len(document.text)
        whole = document.text[start:stop]
        boxes.append(locator.box if locator.row else _part(locator.box, whole, span.start - start, span.end - start))
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    left, top, right, bottom = (round(edge, 1) for edge in (min(lefts), min(tops), max(rights), max(bottoms)))
    return left, top, right, bottom


def _part(box: Box, line: str, start: int, end: int) -> Box:
    """The part of a line's box that holds `line[start:end]`; blanks at its ends stand outside of the box."""
    text = line.strip()
    before = line.find(text)
    start, end = min(max(start - before, 0), len(text)), max(min(end - before, len(text)), 0)
    whole = _width(text)
    if not whole or end <= start:
        return box
    left, top, right, bottom = box
    per_column = (right - left) / whole
    return left + per_column * _width(text[:start]), top, left + per_column * _width(text[:end]), bottom


def _width(text: str) -> int:
    return sum(2 if character >= _WIDE else 1 for character in text)
