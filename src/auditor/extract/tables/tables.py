"""Sums, balances and rates that a table asserts by its layout: total rows, 其中 rows, 预算 − 执行 = 结余, 执行 ÷ 预算 = 执行率.

A table is read by the meaning of its labels, never by position. Where its shape is in doubt (cells lost, columns shifted) less is
claimed: a column counts only if every row of the group has a number in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.extract.on_demand import coded_claims
from auditor.extract.tables.grids import Column, Grid, Row, cell_fact, cell_number, forms, heading, is_total, read_grid
from auditor.extract.tables.steady_columns import steady_claims
from auditor.extract.tables.table_rows import row_claims
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Source, Table, Term
from auditor.patterns import compiled

OF_WHICH = compiled("^(?:其中|其：|其中：|#|\\*)")
MOST_TOTALS = 60  # total rows of a table whose every set of rows is tried
OF_ITS_OWN = compiled("(?:率|均|均值|单价|均数)(?:[（(][^）)]*[）)])?$")  # 得分率: the total's is its own, no sum
SHARES = compiled("占|比重|比例|构成")
CODE = compiled("^\\d{3}(?:\\d{2}){0,2}$")
LEVELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("hanzi", compiled("^[一二三四五六七八九十]{1,3}、")),
    ("hanzi-bracket", compiled("^[（(][一二三四五六七八九十]{1,3}[）)]")),
    ("digit", compiled("^\\d{1,2}[.、．]")),
    ("digit-bracket", compiled("^[（(]\\d{1,2}[）)]")),
)


def table_claims(table: Table, rows: Sequence[Row]) -> Iterator[Claim]:
    """All relations that a table asserts."""
    if any(row and row[0].text.strip()[:1].isdecimal() for row in rows):
        yield from coded_claims(table, rows)
    yield from steady_claims(table, rows)
    for form in forms(rows):
        grid = read_grid(table, form)
        if grid is not None:
            yield from _total_rows(grid)
            yield from _total_columns(grid)
            yield from row_claims(grid)


# --------------------------------------------------------------------------------------------------------------- totals


def _total_rows(grid: Grid) -> Iterator[Claim]:
    """Total rows against the rows they close or open.

    Several sets of rows may be meant (all above, the subtotals, the top level of a code). The set under which most columns add up is
    the natural one for all of them: a table is totalled in one way.
    """
    body = [index for index in range(grid.first, len(grid.labels)) if any(index in column.numbers for column in grid.columns)]
    totals = [index for index in body if is_total(grid.labels[index])]
    for position, total in enumerate(totals):
        choices = [choice for group in _groups(grid, body, totals, position) for choice in _levels(grid, group)]
        columns = [column for column in grid.columns if total in column.numbers and column.role != "rate"]
        sums = {column.index: _sums(grid, column, choices) for column in columns}
        order = sorted(
            range(len(choices)), key=lambda choice: -sum(1 for column in columns if _exact(column, total, sums[column.index][choice]))
        )
        if order and _is_shifted(columns, total, [sums[column.index][order[0]] for column in columns]):
            continue
        for column in columns:
            readings = [reading for choice in order if (reading := sums[column.index][choice]) is not None]
            stated = cell_fact(grid, column.numbers[total], column, grid.labels[total])
            if not readings or stated.quantity.kind is Kind.PERCENT or not _additive(stated.quantity, readings[0]):
                continue
            traits = {"table-total"}
            if len(readings[0].terms) == len(choices[order[0]][0]):
                traits.add("complete")
            if column.role in ("score", "full_marks"):
                traits.add("scores")
            cues = (grid.labels[total], column.header)
            yield Claim(ClaimKind.SUM, stated, tuple(readings), cues, frozenset(traits), heading(column), Source.TABLE)


def _groups(grid: Grid, body: Sequence[int], totals: Sequence[int], position: int) -> list[list[int]]:
    """The sets of rows that a total row may add up: those up to the total before it, those behind it, all, or the subtotals."""
    total = totals[position]
    previous = totals[position - 1] if position else -1
    following = totals[position + 1] if position + 1 < len(totals) else len(grid.labels)
    above = [index for index in body if previous < index < total]
    below = [index for index in body if total < index < following]
    groups = [above, below]
    if len(totals) > MOST_TOTALS:  # then none closes the whole table
        return [group for group in groups if len(group) > 1]
    if position:  # 合计, 动用上年结余, 总计
        groups.append([previous, *above])
    if not grid.labels[total].endswith("小计"):
        subtotals = [index for index in totals if index < total and grid.labels[index].endswith("小计")]
        groups += [
            subtotals,
            [index for index in body if index < total and index not in totals],
            [index for index in body if index > total and index not in totals],
        ]
        if subtotals:
            groups.insert(0, groups.pop(2))
    return [group for group in groups if len(group) > 1]


def _sums(grid: Grid, column: Column, choices: Sequence[tuple[list[int], str]]) -> list[Reading | None]:
    """For every set of rows the sum of the column's numbers in it; None where fewer than two rows have one."""
    sums: list[Reading | None] = []
    for rows, name in choices:
        terms = tuple(Term(cell_fact(grid, column.numbers[index], column, grid.labels[index])) for index in rows if index in column.numbers)
        sums.append(Reading(Operation.SUM, terms, name=name) if len(terms) > 1 else None)
    return sums


def _additive(total: Quantity, reading: Reading) -> bool:
    """Whether a column can be a sum at all: its total is no smaller than half its largest part. Rates and means are not."""
    return 2 * abs(total.value) >= max(abs(term.fact.quantity.value) for term in reading.terms) and total.number != 0


def _is_shifted(columns: Sequence[Column], total: int, sums: Sequence[Reading | None]) -> bool:
    """Whether a total row has lost a cell: more of its numbers are the sums of the column before or behind than of their own."""
    told = [cell_number(column.numbers[total]) if total in column.numbers else None for column in columns]
    added = [sum(term.fact.quantity.number for term in reading.terms) if reading is not None else None for reading in sums]

    def fitting(shift: int) -> int:
        pairs = ((told[at], added[at + shift]) for at in range(len(columns)) if 0 <= at + shift < len(columns))
        return sum(1 for quantity, number in pairs if quantity is not None and number and quantity.number == number)

    return max(fitting(-1), fitting(1)) > max(1, fitting(0))


def _exact(column: Column, total: int, reading: Reading | None) -> bool:
    """Whether a set of rows adds up to the total to the last digit; only to choose the set, never to judge."""
    quantity = cell_number(column.numbers[total])
    return reading is not None and quantity is not None and sum(term.fact.quantity.number for term in reading.terms) == quantity.number


def _total_columns(grid: Grid) -> Iterator[Claim]:
    """A column headed 合计 against the other number columns of the same row."""
    for position, column in enumerate(grid.columns):
        if not compiled("(?:[一-龥]{0,4})(?:合计|小计|总计|共计)(?:\\([^)]*\\))?").fullmatch(column.header.replace(" ", "")):
            continue
        right = []
        for other in grid.columns[position + 1 :]:
            if "计" in other.header or other.role == "rate":
                break
            right.append(other)
        left = [
            other for other in grid.columns[:position] if "计" not in other.header and other.role != "rate" and "序" not in other.header
        ]
        for index in sorted(column.numbers):
            label = grid.labels[index]
            stated = cell_fact(grid, column.numbers[index], column, label)
            if OF_ITS_OWN.search(label) or (stated.quantity.kind is Kind.PERCENT and not SHARES.search(label)):
                continue
            readings = []
            for parts in (left, right):
                terms = tuple(Term(cell_fact(grid, other.numbers[index], other, other.header)) for other in parts if index in other.numbers)
                if len(terms) > 1 and len(terms) == len(parts):
                    readings.append(Reading(Operation.SUM, terms))
            if readings:
                yield Claim(
                    ClaimKind.SUM,
                    stated,
                    tuple(readings),
                    (label, column.header),
                    frozenset({"table-total", "row-total"}),
                    heading(column),
                    Source.TABLE,
                )


def _levels(grid: Grid, group: Sequence[int]) -> Iterator[tuple[list[int], str]]:
    """The ways to pick the rows that a total is made of: without 其中 rows, by code length, by numbering level, all."""
    if OF_WHICH.match(grid.labels[group[0]]):  # 年度资金总额, 其中：当年财政拨款, 上年结转资金, 其他资金: 其中 opens the whole list
        yield list(group), ""
    plain = _without_of_which(grid, group)
    codes = {index: len(grid.labels[index]) for index in plain if CODE.match(grid.labels[index])}
    if len(codes) > 1:
        shortest = min(codes.values())
        yield [index for index, length in codes.items() if length == shortest], "按最高一级科目"
    for name, pattern in LEVELS:
        numbered = [index for index in plain if pattern.match(grid.labels[index])]
        if len(numbered) > 1 and len(numbered) < len(plain):
            yield numbered, f"按编号一级（{name}）"
            break
    yield plain, ""
    if len(plain) != len(group):
        yield list(group), "其中各行一并计入"


def _without_of_which(grid: Grid, group: Sequence[int]) -> list[int]:
    return [index for index in group if not OF_WHICH.match(grid.labels[index])]
