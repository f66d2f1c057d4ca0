"""What every kind of workbook is read into: sheets of cells, with what is shown and what is stored."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model import AuditError, Stored
from auditor.records import NamedTuple

MOST_CELLS = 400_000  # with something in them; a report has some thousands
_RANGES_TOLD = 5
_SMALL_RANGE = 500  # cells; of larger ones only so many are gone through cell by cell:
_LARGE_RANGES = 50

Place = tuple[int, int]  # row and column, from 1


class SheetCell(NamedTuple):
    """What a cell shows, and the number and formula behind it; None behind a text."""

    text: str
    stored: Stored | None = None


class Merged(NamedTuple):
    """A merged range, both ends inside; rows and columns from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """A sheet: its cells by row and column from 1, as the program that shows it counts."""

    name: str
    cells: dict[tuple[int, int], SheetCell]
    merged: list[Merged]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    uncalculated: int = 0  # formulas whose result was never stored
    failed: int = 0  # cells that show an error: #REF!, #DIV/0!
    covered: int = 0  # cells with something in them that a merged cell hides
    named: bool = True  # whether the name is its own; a .csv file has only that of the file


def uncovered(cells: dict[Place, SheetCell], merged: Sequence[Merged]) -> int:
    """Take out of `cells` those that lie under merged ones, where nobody sees them; how many there were."""
    before = len(cells)
    large = 0
    for one in merged:
        height, width = one.bottom - one.top + 1, one.right - one.left + 1
        first = one.top, one.left
        if height * width <= _SMALL_RANGE:
            inside = [(row, column) for row in range(one.top, one.bottom + 1) for column in range(one.left, one.right + 1)]
        elif large < _LARGE_RANGES:
            large += 1
            inside = [place for place in cells if one.top <= place[0] <= one.bottom and one.left <= place[1] <= one.right]
        else:
            continue
        for place in inside:
            if place != first:
                cells.pop(place, None)
    return before - len(cells)


def too_many_cells() -> AuditError:
    """The complaint about a workbook that is no report."""
    return AuditError(f"工作簿里有内容的单元格超过 {MOST_CELLS} 个，不像一份报告；请删去无关的工作表、行列后再审")


def ranges(numbers: frozenset[int], name: object = str) -> str:
    """Numbers as a reader tells them: 3–5、8; `name` makes a letter of a column."""
    told = name if callable(name) else str
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [told(first) if first == last else f"{told(first)}–{told(last)}" for first, last in runs[:_RANGES_TOLD]]
    return "、".join(shown) + ("等" if len(runs) > _RANGES_TOLD else "")
