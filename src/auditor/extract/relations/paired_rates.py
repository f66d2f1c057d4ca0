"""Rates told in a row behind amounts told in a row: 甲、乙分别为 30 万元和 20 万元，占总额的 60% 和 40%. The first belongs to the first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from operator import attrgetter

from auditor.extract.lines import Line, like
from auditor.extract.relations.operands import NOT_DIVIDED
from auditor.model import Kind, Quantity
from auditor.patterns import compiled

JOINED = compiled("\\s*(?:[、，,和与及]|以及)\\s*(?:约|近)?\\s*")
REACH = 300  # characters in front of a row of rates that hold the amounts
MOST = 8  # rates or amounts of one row
_START = attrgetter("start")


def rates_in_row(line: Line, rate: Quantity) -> Sequence[Quantity]:
    """The percentages that stand in one row with `rate`, itself among them, with nothing but commas and 和 between."""
    return _row(line, rate, lambda other: other.kind is Kind.PERCENT)


def paired_parts(line: Line, row: Sequence[Quantity]) -> Sequence[Quantity]:
    """The amounts that the rates of a row belong to, in the same order; none unless there are as many amounts as rates."""
    low = max(line.sentence(row[0].start)[0], row[0].start - REACH)
    before = [q for q in line.between(low, row[0].start) if q.kind is not Kind.PERCENT]
    if not before or before[-1].kind in NOT_DIVIDED:
        return ()
    parts = _row(line, before[-1], lambda other: like(other, before[-1]))
    fits = len(parts) == len(row) and all(part.high is None and part.number > 0 for part in parts)
    return parts if fits else ()


def _row(line: Line, member: Quantity, fits: Callable[[Quantity], bool]) -> Sequence[Quantity]:
    """The quantities around `member` that fit and are joined to it."""
    quantities = line.quantities
    first = last = bisect_left(quantities, member.start, key=_START)
    while last + 1 < len(quantities) and last - first < MOST and fits(quantities[last + 1]) and _joined(line, quantities, last):
        last += 1
    while first and last - first < MOST and fits(quantities[first - 1]) and _joined(line, quantities, first - 1):
        first -= 1
    return quantities[first : last + 1]


def _joined(line: Line, quantities: Sequence[Quantity], index: int) -> bool:
    return JOINED.fullmatch(line.text, quantities[index].end, quantities[index + 1].start) is not None
