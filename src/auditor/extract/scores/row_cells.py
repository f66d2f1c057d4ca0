"""The cells of a row of a score table under the header where its numbers fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.extract.lines import Line
from auditor.extract.tables.columns import Layout, Row
from auditor.model import Kind, Quantity

NO_VALUE = frozenset({"", "-", "—", "——", "--", "/", "／", "无", "－", "\\"})
LONGEST_OPERATOR = 4  # ≥, =, 大于等于, 定性
LONGEST_NUMBER = 12  # characters of a cell that may hold two numbers by mistake
MOST_POINTS = 200
MOST_SHIFTED = 3  # cells that a row may have lost or gained at the left


def aligned(row: Row, layout: Layout, filled: Sequence[Line]) -> tuple[dict[int, Line], bool] | None:
    """The cells of a row by header column, and whether they had to be moved; None when the numbers fit under no header.

    `filled` are those that are not blank. A row with more cells than the header has got blank ones at its left, one with fewer has lost some: there, or only at its end. The
    shift that puts most numbers under full marks and scores is taken.
    """
    missing = layout.length - len(row)
    numeric = layout.numeric
    columns = frozenset(numeric)
    if not missing:
        fits = _fitting({cell.column: cell for cell in filled}, columns, layout) is not None
        return ({cell.column: cell for cell in row if cell.column >= 0}, False) if fits else None
    shifts = [0, *range(1, min(missing, MOST_SHIFTED) + 1)] if missing > 0 else [missing, 0]
    best: tuple[int, int] | None = None
    most = min(len(columns), len([cell for cell in filled if cell.alone is not None]))
    for shift in shifts:
        placed = {cell.column + shift: cell for cell in filled}
        fitting = _fitting(placed, columns, layout) if not filled or filled[0].column + shift >= 0 else None
        if fitting is not None and (best is None or fitting > best[0]):
            best = fitting, shift
            if fitting == most:
                break  # no other shift can do better
    if best is None:
        return None
    count, shift = best
    moved = shift != 0 or 0 < count < len(numeric)
    return {cell.column + shift: cell for cell in row if cell.column + shift >= 0}, moved


def _fitting(placed: Mapping[int, Line], numeric: frozenset[int], layout: Layout) -> int | None:
    """How many numbers stand under full marks and scores, less what is out of place; None if words stand there, or numbers under names."""
    count = 0
    operator, unit = placed.get(layout.roles.get("operator", -1)), placed.get(layout.roles.get("unit", -1))
    if (operator is not None and len(operator.text.strip()) > LONGEST_OPERATOR) or (unit is not None and unit.alone is not None):
        count -= len(numeric)
    for _, column in layout.levels:
        if column in placed and column not in numeric and placed[column].alone is not None:
            return None
    for column in numeric:
        cell = placed.get(column)
        if cell is None:
            continue
        number = cell.alone
        if number is not None:
            if not is_points(number, percent=column in layout.marks.values()):
                return None
            count += 1
        elif cell.text.strip() not in NO_VALUE and (not cell.quantities or len(cell.text) > LONGEST_NUMBER):
            return None
    return count


def is_points(quantity: Quantity, *, percent: bool) -> bool:
    """Whether a number may be full marks or a score; full marks may be told in per cent."""
    kind = quantity.kind
    return (kind is Kind.NUMBER or kind is Kind.SCORE or (percent and kind is Kind.PERCENT)) and quantity.number <= MOST_POINTS
