"""Rows with bars that break off: a page copied out of a browser gives each cell with a line break in it a line of its own.

    预算资金（万元） |
    年初预算数 | 全年预算数 | 执行率 | |||

Every cell, empty ones too, has its bar behind it, so the bars of the lines of one row add up to the width of the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

_FEWEST_ROWS = 3
_FEWEST_BARS = 3  # in one line, for how wide the table is to show
_MOST_BEFORE = 12  # cells of a row that stand on lines of their own before the longest of its lines


def broken_width(rows: Sequence[str]) -> int:
    """The width of a table whose rows are these lines or break off into several of them; 0 if they are no such table."""
    if not all(row.endswith("|") for row in rows):
        return 0
    bars = [row.count("|") for row in rows]
    widest = max(bars)
    if widest < _FEWEST_BARS:
        return 0
    sums = list(accumulate(bars))
    reached = set(sums)
    filled = [total for row, total in zip(rows, sums, strict=True) if row.endswith("||")]  # empty cells fill a row up to its end
    for width in range(widest, widest + _MOST_BEFORE + 1):
        if sums[-1] < _FEWEST_ROWS * width:
            return 0
        if not any(total % width for total in filled) and reached.issuperset(range(width, sums[-1] + 1, width)):
            return width
    return 0
