"""Tables without rules: rows whose pieces stand under one another."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.patterns import compiled
from auditor.read.pdf.geometry import union
from auditor.read.pdf.lines import Row
from auditor.read.pdf.parts import PageTable, TableCell

_FEWEST_ROWS = 3
_MOST_COLUMNS = 60
_WIDEST_GAP = 2.5  # ems between the rows of a table
_NUMBER = compiled(r"[-−]?[¥￥]?\d[\d,，]{0,18}(?:\.\d{1,8})?[%％]?|[-—–]{1,2}")


def aligned(found: Sequence[Row]) -> list[tuple[int, int, PageTable]]:
    """Half-open ranges of rows that are tables, with the tables."""
    tables: list[tuple[int, int, PageTable]] = []
    at = 0
    while at < len(found):
        last = _run(found, at)
        if last - at >= _FEWEST_ROWS and (table := _table(found[at:last])):
            tables.append((at, last, table))
        at = max(last, at + 1)
    return tables


def _run(found: Sequence[Row], first: int) -> int:
    """The number of the row behind the rows of several pieces that follow one another closely from `first` on."""
    last = first
    while last < len(found) and len(found[last]) > 1:
        if last > first:
            above, row = found[last - 1][0], found[last][0]
            if row.box[1] - above.box[3] > _WIDEST_GAP * row.em:
                break
        last += 1
    return last


def _table(block: Sequence[Row]) -> PageTable | None:
    """The table of these rows, if their pieces share columns and some column holds numbers."""
    spans: list[tuple[float, float]] = []
    for left, right in sorted((piece.box[0], piece.box[2]) for row in block for piece in row):
        if spans and left <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], right))
        else:
            spans.append((left, right))
    if not 2 <= len(spans) <= _MOST_COLUMNS:
        return None
    cells: list[TableCell] = []
    numbers = [0] * len(spans)
    for number, row in enumerate(block):
        taken: set[int] = set()
        for piece in row:
            column = next(index for index, (_, right) in enumerate(spans) if piece.box[0] <= right)
            if column in taken:
                return None
            taken.add(column)
            numbers[column] += _NUMBER.fullmatch(piece.text) is not None
            cells.append(TableCell(piece.text, number, column, 1, 1, piece.box))
    if max(numbers) * 2 < len(block):
        return None
    edges = (*(left for left, _ in spans), spans[-1][1])
    return PageTable(tuple(cells), union([cell.box for cell in cells]), edges, len(block))
