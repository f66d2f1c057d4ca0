"""One page becomes lines and tables in the order of reading."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2 as pdfium

from auditor.read.pdf.columns import aligned
from auditor.read.pdf.dropped import Plumber
from auditor.read.pdf.furniture import PAGE_NUMBER
from auditor.read.pdf.geometry import Box
from auditor.read.pdf.layer import MOST_GLYPHS, Layer
from auditor.read.pdf.lines import body_edge, in_columns, indented, joined, merged, pieces, rows
from auditor.read.pdf.parts import Glyph, Item, Page, PageTable
from auditor.read.pdf.recognition import recogniser
from auditor.read.pdf.rules import look, rules
from auditor.read.pdf.tables import find

_FEWEST_CHARACTERS = 20  # of a page that has a text layer: a scan may carry a stamp or a page number
_MANY_DRAWN = 60  # strokes on a page without text: characters drawn as shapes
_MOST_OBJECTS = 3_000  # of a page given to pdfplumber, which is slow
_BETWEEN = "    "  # pieces of a line that stand apart


class Reader:
    """Reads the pages of an open file, one at a time: nothing of a page stays open."""

    def __init__(self, document: pdfium.PdfDocument, data: bytes) -> None:
        self._document = document
        self._plumber = Plumber(data)
        self._recogniser = recogniser()

    def close(self) -> None:
        """Let go of the file."""
        self._plumber.close()
        self._document.close()

    def page(self, number: int) -> Page:
        """The page with this number, counted from 1; a scan by its picture, if a library for that is installed."""
        page = self._document[number - 1]
        try:
            layer = Layer(page)
            try:
                found = self._layer(layer, page, number)
            finally:
                layer.close()
            if found.is_unread and self._recogniser:
                turn, glyphs, strokes = self._recogniser.read(page)
                frame = found.frame._replace(turn=(found.rotation + turn) % 360)
                found = found._replace(frame=frame, items=tuple(arranged(glyphs, strokes)), recognised=True, is_unread=False)
            return found
        finally:
            page.close()

    def _layer(self, layer: Layer, page: pdfium.PdfPage, number: int) -> Page:
        """The page as its text layer has it."""
        seen = look(page)
        read = Page(number, layer.frame, layer.rotation, recognised=seen.is_scan and seen.hides_text)  # by another program, before
        if seen.dropped and layer.lacks_shapes:
            frame, glyphs = layer.glyphs()
            if layer.count < MOST_GLYPHS and seen.objects < _MOST_OBJECTS:
                glyphs = self._plumber.glyphs(number, layer.frame, frame.turn, glyphs)
            return read._replace(frame=frame, items=tuple(arranged(glyphs, rules(page, frame))))
        characters = len("".join(layer.text.split()))
        is_drawn = characters < _FEWEST_CHARACTERS and (seen.is_scan or seen.boxes > _MANY_DRAWN)
        if is_drawn or (characters >= _FEWEST_CHARACTERS and layer.is_garbled):
            return read._replace(is_unread=True, recognised=False)
        if not characters:
            return read
        if not seen.is_ruled and (lines := layer.plain()):
            return read._replace(items=tuple(indented(lines, body_edge(lines))))
        frame, glyphs = layer.glyphs()
        return read._replace(frame=frame, items=tuple(arranged(glyphs, rules(page, frame) if seen.is_ruled else ())))


def arranged(glyphs: Sequence[Glyph], ruled: Sequence[Box]) -> list[Item]:
    """Lines and tables in the order of reading, of glyphs and rules on the upright page."""
    tables, free = find(ruled, glyphs) if ruled else ([], glyphs)
    free = [glyph for glyph in free if len(glyph[0]) == 1 or not PAGE_NUMBER.fullmatch(glyph[0])]
    found = in_columns([merged(row) for row in rows(pieces(free))])
    unruled = aligned(found)
    inside = {number for first, last, _ in unruled for number in range(first, last)}
    lines = [joined(row, _BETWEEN) for number, row in enumerate(found) if number not in inside]
    told = indented(lines, body_edge(lines))
    items: list[Item] = []
    following = iter(told)
    starts = {first: table for first, _, table in unruled}
    for number in range(len(found)):
        if number in starts:
            items.append(starts[number])
        elif number not in inside:
            items.append(next(following))
    return _with_tables(items, tables)


def _with_tables(items: list[Item], tables: Sequence[PageTable]) -> list[Item]:
    """The tables put before the first item that stands below them; in columns, behind what stands beside them."""
    for table in tables:
        middle = (table.box[1] + table.box[3]) / 2
        at = next((index for index, item in enumerate(items) if item.box[1] >= middle), len(items))
        items.insert(at, table)
    return items
