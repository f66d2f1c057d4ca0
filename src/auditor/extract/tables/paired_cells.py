"""执行率 in forms that print name and value side by side: 预算数 | 2150 | 执行数 | 2107 | 98%.

A value is named by the cell before it, or by the header over it where no name stands before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.column_titles import role_of
from auditor.extract.lines import Line
from auditor.extract.numbers.units import in_announced_unit
from auditor.extract.tables.grids import cell_number
from auditor.model import Bound, Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Source, Table, Term

BUDGETS = ("budget", "initial")  # the adjusted one first
ABOVE = 4  # rows between a value and the header over it
FEWEST_CELLS, MOST_CELLS = 5, 40
LONGEST_LABEL = 16

Row = Sequence[Line]


def paired_claims(table: Table, rows: Sequence[Row]) -> Iterator[Claim]:
    """The rate of every row that names budget, expenditure and rate once each."""
    for index, row in enumerate(rows):
        if FEWEST_CELLS <= len(row) <= MOST_CELLS and any(
            len(cell.text) <= LONGEST_LABEL and ("执行" in cell.text or "支出" in cell.text) for cell in row
        ):
            yield from _rate(table, rows, index)


def _rate(table: Table, rows: Sequence[Row], index: int) -> Iterator[Claim]:
    values: dict[str, list[tuple[Line, Quantity]]] = {}
    before: Line | None = None
    named = 0
    for cell in rows[index]:
        quantity = cell_number(cell)
        if quantity is not None:
            label = before if before is not None else _over(rows, index, cell.column)
            named += before is not None
            if label is not None and (role := role_of(label.text)):
                values.setdefault(role, []).append((cell, quantity))
        before = cell if quantity is None and cell.text.strip() else None
    spent, rate = values.get("spent", []), values.get("execution_rate", [])
    budgets = [pair for role in BUDGETS for pair in values.get(role, [])]
    if named <= 1 or len(spent) != 1 or len(rate) != 1 or not budgets or any(len(values.get(role, [])) > 1 for role in BUDGETS):
        return
    stated, top = _fact(*rate[0], "预算执行率"), _with_unit(_fact(*spent[0], "执行数"), table.unit)
    wholes = [_with_unit(_fact(*pair, "预算数"), table.unit) for pair in budgets]
    readings = tuple(
        Reading(Operation.QUOTIENT, (Term(top),), (Term(whole),))
        for whole in wholes
        if whole.quantity.number and whole.quantity.kind is top.quantity.kind
    )
    if readings and stated.quantity.kind is Kind.PERCENT and stated.quantity.bound is Bound.EXACT:
        yield Claim(ClaimKind.RATIO, stated, readings, ("执行率",), frozenset({"stem", "whole", "alone"}), source=Source.TABLE)


def _over(rows: Sequence[Row], index: int, column: int) -> Line | None:
    """The nearest words over a cell."""
    for row in reversed(rows[max(0, index - ABOVE) : index]):
        cell = next((cell for cell in row if cell.column == column), None)
        if cell is not None and cell.text.strip():
            return None if cell_number(cell) is not None else cell
    return None


def _fact(cell: Line, quantity: Quantity, what: str) -> Fact:
    return Fact(quantity, cell.span(quantity.start, quantity.end), what, cell.section, source=Source.TABLE)


def _with_unit(fact: Fact, announced: str | None) -> Fact:
    """An amount with the unit announced for the table."""
    return fact._replace(quantity=in_announced_unit(fact.quantity, announced))
