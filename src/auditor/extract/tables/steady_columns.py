"""Relations between columns that the rows of a table show themselves: where one holds in nearly all rows, the others should follow.

Headers of two rows get lost or shifted in exports, and their words are many. Three columns of which the third is the difference of the
other two in five rows of six need no header to say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from auditor.extract.numbers.units import in_announced_unit
from auditor.extract.tables.grids import Row, cell_number, looks_like_header
from auditor.model import Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Source, Span, Table, Term
from auditor.patterns import compiled
from auditor.records import Record

_FEWEST_ROWS = 5  # rows of one length with numbers
_FEWEST_HOLDING = 4  # rows in which a relation holds and says something
_MOST_COLUMNS = 14
_MOST_EXCEPTIONS = 5  # one row in five may fail
_JUDGED_AFTER = 10  # rows; a relation that fails in two of the first ones is given up, however long the table
_HUNDRED, _NOUGHT = Decimal(100), Decimal(0)
_POINTS = compiled("(?:得分|评分|分值|满分|权重|标准分)(?:[（(][^（()）]{0,6}[）)])?$")
_TOTAL = compiled("[合小总共]计|总[数额]")


class Formula(Record):
    """`stated` is the sum of `plus` less `minus`, or, as a share, `plus[0]` over `minus[0]` in per cent; all are columns."""

    stated: int
    plus: tuple[int, ...]
    minus: tuple[int, ...] = ()
    is_share: bool = False


Values = dict[int, Quantity]


def steady_claims(table: Table, rows: Sequence[Row], *, total_first: bool = False) -> Iterator[Claim]:
    """The rows of a table against the relations that hold between its columns.

    Of three columns the first may be the sum of the others (合计, 基本, 项目) or the last what is left (预算, 执行, 结余): the header tells, and
    `total_first` where there is none.
    """
    width, body = _body(rows)
    if len(body) < _FEWEST_ROWS:
        return
    values = [_values(row) for row in body]
    columns = [
        column
        for column in range(width)
        if sum(1 for row in values if column in row) >= _FEWEST_ROWS and not _is_ordinal([row[column] for row in values if column in row])
    ]
    if not 3 <= len(columns) <= _MOST_COLUMNS:
        return
    heads = _heads(rows, width, body[0])
    summed = {column for column in columns if total_first or _TOTAL.search(heads.get(column, ("",))[0])}
    for formula in _formulas(columns, values, summed):
        for row, numbers in zip(body, values, strict=True):
            claim = _claim(table, row, numbers, formula, heads)
            if claim is not None:
                yield claim


def _body(rows: Sequence[Row]) -> tuple[int, list[Row]]:
    """The usual length of a row, and the rows of that length with two numbers or more, years over the columns aside."""
    numeric = [row for row in rows if sum([cell.alone is not None for cell in row]) > 1 and not looks_like_header(row, row)]
    lengths = [len(row) for row in numeric]
    width = max(set(lengths), key=lengths.count, default=0)
    return width, [row for row in numeric if len(row) == width]


def _values(row: Row) -> Values:
    return {position: quantity for position, cell in enumerate(row) if (quantity := cell.alone) is not None}


def _is_ordinal(column: Sequence[Quantity]) -> bool:
    """Whether a column numbers the rows."""
    numbers = [quantity.number for quantity in column]
    return all(after - before == 1 for before, after in pairwise(numbers))


def _formulas(columns: Sequence[int], values: Sequence[Values], summed: set[int]) -> Iterator[Formula]:
    """The relations that hold, the longest sums first; a column is explained once. `summed` are the columns that may be a sum of two behind."""
    shares = [column for column in columns if all(row[column].kind is Kind.PERCENT for row in values if column in row)]
    amounts = [column for column in columns if column not in shares]
    explained: set[int] = set()
    sums = [formula for formula in _sums(amounts) if len(formula.plus) > 2 or formula.stated > formula.plus[0] or formula.stated in summed]
    for formula in [*sums, *_differences(amounts)]:
        used = {formula.stated, *formula.plus, *formula.minus}
        if len(used & explained) < 2 and _is_steady(formula, values):
            explained |= used
            yield formula
    for share in shares:
        for top, whole in [*combinations(amounts, 2), *((b, a) for a, b in combinations(amounts, 2))]:
            formula = Formula(share, (top,), (whole,), is_share=True)
            if _is_steady(formula, values):
                yield formula
                break


def _sums(columns: Sequence[int]) -> Iterator[Formula]:
    """A column as the sum of the columns next to it, on either side."""
    for length in range(len(columns) - 1, 1, -1):
        for first in range(len(columns) - length):
            stretch = columns[first : first + length + 1]
            yield Formula(stretch[0], tuple(stretch[1:]))
            yield Formula(stretch[-1], tuple(stretch[:-1]))


def _differences(columns: Sequence[int]) -> Iterator[Formula]:
    """A column as the difference of two before it."""
    for a, b, c in combinations(columns, 3):
        yield Formula(c, (a,), (b,))


def _is_steady(formula: Formula, values: Sequence[Values]) -> bool:
    """Whether a relation holds in nearly all rows where it says something."""
    holding = failing = 0
    for row in values:
        told = _telling(formula, row)
        if told is None:
            continue
        if told:
            holding += 1
        else:
            failing += 1
            if failing * _MOST_EXCEPTIONS > max(holding + failing, _JUDGED_AFTER):
                return False
    return holding >= _FEWEST_HOLDING and failing * _MOST_EXCEPTIONS <= holding + failing


def _telling(formula: Formula, row: Values) -> bool | None:
    """Whether the relation holds in a row; None where a number is missing or so many are nought that it says nothing."""
    stated = row.get(formula.stated)
    if stated is None or not stated.number:
        return None
    operands = [operand for column in (*formula.plus, *formula.minus) if (operand := row.get(column)) is not None]
    if len(operands) < len(formula.plus) + len(formula.minus):
        return None
    numbers = [operand.number for operand in operands]
    if len([number for number in numbers if number]) < 2:
        return None
    if formula.is_share:
        exact = _HUNDRED * numbers[0] / numbers[1] if numbers[1] else Decimal(-1)
        return abs(exact - stated.number) < stated.step / stated.factor
    plus = len(formula.plus)
    computed = sum(numbers[:plus], _NOUGHT) - sum(numbers[plus:], _NOUGHT)
    apart = abs(computed - stated.number)
    if apart >= 1 or not apart:  # rounding is less than one
        return not apart
    step = max(quantity.step / quantity.factor for quantity in (stated, *operands))
    return step < 1 and apart <= step


def _heads(rows: Sequence[Row], width: int, first: Row) -> dict[int, tuple[str, Span]]:
    """For each column the nearest cell above the body that names it, where rows above have the same length; else its first number."""
    heads: dict[int, tuple[str, Span]] = {}
    above = next((index for index, row in enumerate(rows) if row is first), len(rows))
    for row in reversed(rows[:above]):
        if len(row) == width:
            for position, cell in enumerate(row):
                if position not in heads and (text := cell.text.strip()):
                    heads[position] = text, cell.passage.span
            if len(heads) == width:
                return heads
    for position, cell in enumerate(first):
        if cell.text.strip():
            heads.setdefault(position, ("", cell.passage.span))
    return heads


def _claim(table: Table, row: Row, numbers: Values, formula: Formula, heads: dict[int, tuple[str, Span]]) -> Claim | None:
    header, place = heads.get(formula.stated, ("", row[formula.stated].passage.span if formula.stated < len(row) else Span(0, 0)))
    if formula.stated not in numbers or any(column not in numbers for column in (*formula.plus, *formula.minus)):
        return None
    label = next((cell.text.strip() for cell in row if cell.text.strip() and cell_number(cell) is None), "")
    stated = _fact(table, row, formula.stated, numbers, label)
    plus = tuple(Term(_fact(table, row, column, numbers, heads.get(column, ("",))[0])) for column in formula.plus)
    minus = tuple(Term(_fact(table, row, column, numbers, heads.get(column, ("",))[0])) for column in formula.minus)
    if formula.is_share:
        if not numbers[formula.minus[0]].number:
            return None
        reading = Reading(Operation.QUOTIENT, tuple(map(_as_points, plus)), tuple(map(_as_points, minus)))
        return _told(ClaimKind.RATIO, stated, reading, (header, "各行"), place, "row-formula", "column")
    if formula.minus:
        reading = Reading(Operation.SUM, (*plus, *(term._replace(sign=-1) for term in minus)))
        return _told(ClaimKind.BALANCE, stated, reading, (header, "各行"), place, "row-formula")
    return _told(ClaimKind.SUM, stated, Reading(Operation.SUM, plus), (label, header or "合计"), place, "table-total", "row-total")


def _as_points(term: Term) -> Term:
    """A bare number under 得分 or 分值 as points, which are exact."""
    quantity = term.fact.quantity
    if quantity.kind is not Kind.NUMBER or not _POINTS.search(term.fact.what):
        return term
    return term._replace(fact=term.fact._replace(quantity=quantity._replace(kind=Kind.SCORE, unit="分", inherited=True)))


def _told(kind: ClaimKind, stated: Fact, reading: Reading, cues: tuple[str, ...], place: Span, *traits: str) -> Claim:
    return Claim(kind, stated, (reading,), cues, frozenset({"steady", *traits}), (("header", place),), Source.TABLE)


def _fact(table: Table, row: Row, column: int, numbers: Values, label: str) -> Fact:
    quantity = in_announced_unit(numbers[column], table.unit)
    cell = row[column]
    return Fact(quantity, cell.span(quantity.start, quantity.end), label, cell.section, source=Source.TABLE)
