"""What a formula of a workbook adds up, and the cells of the workbook by the place that formulas name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.extract.tables.grids import Column, Grid, Row, cell_fact, cell_number, read_grid
from auditor.model import Cell, Document, Fact, Quantity, Source, Span, Table
from auditor.patterns import compiled
from auditor.records import NamedTuple

_CORNERS = compiled(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_ROUNDED = compiled(r"ROUND\((.*),[0-9]\)")
_CALL = compiled(r"SUM\(([A-Z0-9$:,]+)\)")
_LONGEST = 2000  # characters of a formula that is taken apart
_MOST_CELLS = 20_000  # of the ranges of one formula

Place = tuple[int, int]  # row and column of a sheet, from 1


class Range(NamedTuple):
    """A range of cells, both ends inside; a single cell begins and ends in one place."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def single(self) -> bool:
        """Whether it is one cell."""
        return self.top == self.bottom and self.left == self.right

    def places(self) -> Iterator[Place]:
        """Every place in it, row by row."""
        return ((row, column) for row in range(self.top, self.bottom + 1) for column in range(self.left, self.right + 1))


def summed(formula: str) -> list[Range] | None:
    """The ranges that a formula adds up, as SUM(B2:B9) or B2+B5; None for any other formula, also for one that looks into other sheets."""
    text = formula.removeprefix("=").replace(" ", "").upper()
    if len(text) > _LONGEST:
        return None
    rounded = _ROUNDED.fullmatch(text)
    parts: list[str] = []
    for part in (rounded[1] if rounded else text).removeprefix("+").split("+"):
        call = _CALL.fullmatch(part)
        parts += call[1].split(",") if call else [part]
    ranges = [_range(part) for part in parts]
    found = [one for one in ranges if one is not None]
    if len(found) < len(ranges) or (len(found) == 1 and found[0].single):
        return None
    size = sum((one.bottom - one.top + 1) * (one.right - one.left + 1) for one in found)
    return found if size <= _MOST_CELLS else None


def _range(text: str) -> Range | None:
    match = _CORNERS.fullmatch(text)
    if match is None:
        return None
    column, row = _column(match[1]), int(match[2])
    other, last = (_column(match[3]), int(match[4])) if match[3] else (column, row)
    return Range(min(row, last), min(column, other), max(row, last), max(column, other))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


class SheetCell(NamedTuple):
    """A cell of a sheet with what names it: the words of its row and column, and the table it belongs to."""

    line: Line
    cell: Cell
    label: str
    header: str
    heading: Span | None  # the cell that names its column
    fact: Fact | None  # its number, if it holds one
    block: int
    body: bool  # whether it stands below the header of its table

    @property
    def formula(self) -> str:
        """Its formula, "" for what was typed in."""
        return self.cell.stored.formula if self.cell.stored is not None else ""

    @property
    def is_text(self) -> bool:
        """Whether its number is stored as a text, which sums pass over."""
        return self.fact is not None and self.cell.stored is None


Cells = dict[Place, SheetCell]


def cells_by_sheet(document: Document, tables: dict[int, list[list[Line]]]) -> dict[str, Cells]:
    """The cells of the tables of a workbook, by sheet and place; only the sheets that have formulas."""
    starts = [start for start, _ in document.locators]
    found: dict[str, Cells] = {}
    calculated: set[str] = set()
    for block, rows in tables.items():
        table = document.blocks[block]
        assert isinstance(table, Table)  # `tables` is keyed by the blocks that are
        grid = read_grid(table, rows)
        columns = {column.index: column for column in grid.columns} if grid is not None else {}
        for index, (cells, lines) in enumerate(zip(table.rows, rows, strict=True)):
            for cell, line in zip(cells, lines, strict=True):
                at = bisect_right(starts, cell.passage.span.start) - 1
                if not cell.text or at < 0:
                    continue
                locator = document.locators[at][1]
                if locator.row is None or locator.column is None:
                    continue
                one = _sheet_cell(grid, columns.get(cell.column), lines, line, cell, index, block)
                found.setdefault(locator.sheet, {})[locator.row, locator.column] = one
                if one.formula:
                    calculated.add(locator.sheet)
    return {sheet: cells for sheet, cells in found.items() if sheet in calculated}


def _sheet_cell(grid: Grid | None, column: Column | None, row: Row, line: Line, cell: Cell, index: int, block: int) -> SheetCell:
    quantity = cell_number(line)
    label = grid.labels[index] if grid is not None else _label(row)
    header = column.header if column is not None else ""
    body = grid is None or index >= grid.first
    fact: Fact | None = None
    if quantity is not None and grid is not None and column is not None and index in column.numbers:
        fact = cell_fact(grid, line, column, label)
    elif quantity is not None:
        fact = _plain_fact(line, quantity, label)
    return SheetCell(line, cell, label, header, column.heading if column is not None else None, fact, block, body)


def _label(row: Sequence[Line]) -> str:
    return next(("".join(cell.text.split()) for cell in row if cell.text.strip() and cell_number(cell) is None), "")


def _plain_fact(line: Line, quantity: Quantity, label: str) -> Fact:
    return Fact(quantity, line.span(quantity.start, quantity.end), label, line.section, source=Source.TABLE)
