"""The numbers of a table with what names them: the words of their row and of their column, and the unit announced over them."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.extract.lines import Line
from auditor.extract.numbers.units import in_announced_unit, unit_named
from auditor.model import Fact, Quantity, Source, Table
from auditor.patterns import compiled
from auditor.records import Record

FEWEST_HEADERS, LONGEST_HEADER = 3, 24
HAN = compiled("[一-龥]")
HEADER_UNIT = compiled("[（(](?:单位[：:])?([^（）()]{1,4})[)）]")


class CellNumber(Record):
    """A number that fills its cell. `label` is the first cell of its row with words, `header` the words of its column."""

    row: int
    column: int
    label: str
    header: str
    fact: Fact


def cell_numbers(table: Table, rows: Sequence[Sequence[Line]]) -> list[CellNumber]:
    """The numbers below the header, row by row; rows whose cells do not match the header's are left out.

    A table may hold several blocks, each with a header of its own: a number is named by the one it stands under.
    """
    first = next((index for index, row in enumerate(rows) if index and any(_number(cell) for cell in row)), None)
    if first is None:
        return []
    headers: dict[int, str] = {}
    for row in rows[:first]:
        for cell in row:
            headers[cell.column] = f"{headers.get(cell.column, '')} {_words(cell)}".strip()
    width = len(rows[first - 1])
    found = []
    for index, row in enumerate(rows[first:], first):
        if _is_header(row):
            headers, width = {cell.column: _words(cell) for cell in row}, len(row)
        if len(row) != width:
            continue
        label = next((_words(cell) for cell in row if cell.text.strip() and _number(cell) is None), "")
        for cell in row:
            quantity = _number(cell)
            if quantity is not None:
                header = headers.get(cell.column, "")
                quantity = _with_unit(quantity, header, table.unit)
                fact = Fact(quantity, cell.span(quantity.start, quantity.end), label, cell.section, source=Source.TABLE)
                found.append(CellNumber(index, cell.column, label, header, fact))
    return found


def _is_header(row: Sequence[Line]) -> bool:
    """Whether a row in the midst of a table opens a block of its own: short words in every cell, three or more, and no number."""
    return len(row) >= FEWEST_HEADERS and all(
        1 < len(cell.text) <= LONGEST_HEADER and not cell.quantities and HAN.search(cell.text) is not None for cell in row
    )


def _words(cell: Line) -> str:
    return "".join(cell.text.split())


def _number(cell: Line) -> Quantity | None:
    """The quantity of a cell that holds nothing else."""
    if len(cell.quantities) != 1:
        return None
    quantity = cell.quantities[0]
    around = cell.text[: quantity.start] + cell.text[quantity.end :]
    return quantity if quantity.high is None and not around.strip(" 　￥¥") else None


def _with_unit(quantity: Quantity, header: str, announced: str | None) -> Quantity:
    """A bare number with the unit of its column, else with the one announced for the table."""
    own = HEADER_UNIT.search(header)
    return in_announced_unit(quantity, own.group(1) if own and unit_named(own.group(1)) else announced)
