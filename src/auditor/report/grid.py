"""Rows of short cells under headers, one column wide enough for all of its cells and one that wraps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditor.report.layout import Line, Piece, pad, shorten, width, wrap

_GAP = 2
_WIDEST = 16  # columns of a cell; a longer one is cut
_NARROWEST = 16  # columns of the cell that wraps

Row = Sequence[str]


class Grid:
    """The widths of some rows on an output of so many columns. The first cell of a row is its lead, the second one wraps."""

    def __init__(self, headers: Row, rows: Iterable[Row], columns: int) -> None:
        cells = [headers, *rows]
        shown = [place for place in range(len(headers)) if place < 2 or any(row[place] for row in cells[1:])]
        self._headers = headers
        self._widths = {place: min(_WIDEST, max(width(row[place]) for row in cells)) for place in shown if place != 1}
        room = columns - sum(self._widths.values()) - _GAP * len(self._widths)
        self._widths[1] = min(room, max(width(row[1]) for row in cells))
        self.fits = room >= _NARROWEST

    def header(self) -> Iterator[Line]:
        """The names of the columns."""
        yield from self.row(self._headers, "quiet", "quiet")

    def row(self, cells: Row, name_style: str = "message", style: str = "") -> Iterator[Line]:
        """One row; below its first line stands only what is left of the cell that wraps."""
        lead = pad(shorten(cells[0], self._widths[0]), self._widths[0]) + " " * _GAP
        first, *others = wrap([Piece(cells[1], name_style)], self._widths[1]) or [()]
        pieces = [Piece(lead, "place-name"), *first]
        used = sum(width(piece.text) for piece in first)
        for place in sorted(place for place in self._widths if place > 1):
            text = shorten(cells[place], self._widths[place])
            pieces.append(Piece(" " * (self._widths[1] - used + _GAP)))
            pieces.append(Piece(pad(text, self._widths[place]), style))
            used = self._widths[1]
        yield _stripped(pieces)
        for line in others:
            yield (Piece(" " * width(lead)), *line)


def _stripped(pieces: list[Piece]) -> Line:
    """A line without the blanks at its end."""
    while pieces and not pieces[-1].text.strip():
        pieces.pop()
    return (*pieces[:-1], pieces[-1]._replace(text=pieces[-1].text.rstrip())) if pieces else ()
