"""Units in tables: a row told in the text in another unit, and a cell that dwarfs the total of its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.extract.relations.twins import Amount
from auditor.extract.tables.table_cells import CellNumber, cell_numbers
from auditor.model import Claim, ClaimKind, Kind, Operation, Reading, Source, Table, Term
from auditor.patterns import compiled

Rows = Sequence[Sequence[Line]]

TOTAL = compiled("^(?:合计|总计|共计)(?:数|额)?$")
DWARFS = 100


def money_in(table: Table, rows: Rows) -> list[CellNumber]:
    """The amounts of a table whose unit is announced."""
    if not table.unit and "元" not in "".join(cell.text for row in rows[:3] for cell in row):
        return []
    return [number for number in cell_numbers(table, rows) if number.fact.quantity.kind is Kind.MONEY]


def named_cells(numbers: Sequence[CellNumber]) -> list[Amount]:
    """The amounts of a table with the words of their row as name and of their column as context."""
    return [Amount(number.label, number.header, "", number.fact) for number in numbers if len(number.label) > 2]


def dwarfed_totals(amounts: Sequence[CellNumber]) -> Iterator[Claim]:
    """Columns with a cell a hundred times their total: that cell is in another unit, if the rest fits."""
    columns: dict[int, list[CellNumber]] = {}
    for number in amounts:
        columns.setdefault(number.column, []).append(number)
    for numbers in columns.values():
        totals = [number for number in numbers if TOTAL.match(number.label)]
        parts = [number for number in numbers if not TOTAL.match(number.label)]
        if len(totals) != 1 or len(parts) < 2:
            continue
        total = totals[0].fact
        if max(part.fact.quantity.value for part in parts) > DWARFS * total.quantity.value > 0:
            reading = Reading(Operation.SUM, tuple(Term(part.fact) for part in parts))
            yield Claim(
                ClaimKind.SUM,
                total,
                (reading,),
                (totals[0].label, totals[0].header),
                frozenset({"table-total", "dwarfed"}),
                source=Source.TABLE,
            )
