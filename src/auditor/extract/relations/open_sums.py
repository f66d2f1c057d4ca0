"""Amounts of one clause that all but add up, whatever the words: 中央 640 万元、省级 250 万元、县级 130 万元，资金规模 1030 万元.

No word ties the parts to the whole here, the numbers do: every like amount between two semicolons takes part, the largest stands first or last,
and the sum of the others lies so near it that one slip of a digit explains the gap. The same three numbers may be whole, part and rest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import attrgetter

from auditor.digits import is_slip
from auditor.extract.lines import Line, like
from auditor.extract.relations.bases import is_base, is_change, is_threshold
from auditor.extract.relations.lists import is_change as is_mean
from auditor.model import Bound, Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

ADDED = frozenset({Kind.MONEY, Kind.COUNT, Kind.AREA, Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME})
FULL_STOPS = "。！？"
ANOTHER = compiled("预算|计划|目标|任务|上年|去年|同期|指标|年初|其中|限价|控制价|标准|不含|还有|另|结余|剩余|尚|余额|未|审减|审定|核减")
FEWEST, MOST = 3, 14  # amounts, the whole included
NEAR = Decimal("0.08")
WHOLE = compiled("总|共|合计|全|规模|计(?:为|达|划)?$|原值|到位|募集|筹集")
FIGURES = 5  # digits of the whole, at the finest place of all; one less if its words call it a whole, one more with two parts
_START = attrgetter("start")
ENDS = compiled("\\s*(?:[（(][^（）()\\d]{0,12}[）)])?\\s*(?:[，。；;！,）)]|$)")


def open_sums(line: Line, told: set[int]) -> Iterator[Claim]:
    """The clauses whose amounts all but add up; what stands in `told` has a list already."""
    quantities = line.quantities
    if len(quantities) < FEWEST:
        return
    first = 0
    for stop in _stops(line):
        end = bisect_left(quantities, stop, first, key=_START)
        if end - first >= FEWEST:
            yield from _of_segment(line, quantities[first:end], told)
        if len(quantities) - end < FEWEST:
            break
        first = end


def _stops(line: Line) -> list[int]:
    """Where the sentences, whose ends are known, and their parts end."""
    text = line.text
    stops = [end - 1 for end in line.breaks if text[end - 1] in FULL_STOPS]
    known = len(stops)
    for mark in "；;":
        place = text.find(mark)
        while place >= 0:
            stops.append(place)
            place = text.find(mark, place + 1)
    if 0 < known < len(stops):
        stops.sort()
    stops.append(len(text))
    return stops


def _of_segment(line: Line, segment: Sequence[Quantity], told: set[int]) -> Iterator[Claim]:
    kinds = [quantity.kind for quantity in segment]
    for kind in dict.fromkeys(reversed(kinds)):
        # 300 万 may be an amount of money, too.
        if kind not in ADDED or kinds.count(kind) + (kinds.count(Kind.NUMBER) if kind is Kind.MONEY else 0) < FEWEST:
            continue
        first = segment[kinds.index(kind)]
        unit = first.unit
        amounts = [quantity for quantity in segment if (quantity.kind is kind and quantity.unit == unit) or like(quantity, first)]
        if not FEWEST <= len(amounts) <= MOST:
            continue
        values = [quantity.value for quantity in amounts]
        whole = amounts[values.index(max(values))]
        if whole.start in told or (whole is not amounts[0] and whole is not amounts[-1]) or not _is_near(whole, sum(values)):
            continue
        parts = [quantity for quantity in amounts if quantity is not whole]
        digits = FIGURES + (len(parts) + 1 == FEWEST) - bool(WHOLE.search(line.label(whole)))
        if _is_slip(whole, parts, digits) and _is_plain(line, amounts):
            reading = Reading(Operation.SUM, tuple(Term(line.fact(part)) for part in parts))
            yield Claim(ClaimKind.SUM, line.fact(whole), (reading,), ("各项",), frozenset({"open", "labelled"}), source=line.source)


def _is_near(whole: Quantity, total: Decimal | int) -> bool:
    """Whether the sum of the parts, which with their whole make `total`, is nearly the whole, and not it."""
    value = whole.value
    return 0 < abs(total - value - value) <= NEAR * value


def _is_slip(whole: Quantity, parts: Sequence[Quantity], digits: int) -> bool:
    """Whether the sum of the parts is the whole but for one digit, or two that are swapped, at the finest place written."""
    total = sum(part.value for part in parts)
    step = min(quantity.step for quantity in (whole, *parts))
    told, computed = str(int(whole.value / step)), str(int(total / step))
    return len(told) >= digits and is_slip(told, computed)


def _is_plain(line: Line, amounts: Sequence[Quantity]) -> bool:
    """Whether all amounts are levels of this year, each with a name of its own."""
    if any(q.high is not None or q.bound is not Bound.EXACT or q.value <= 0 for q in amounts):
        return False
    if any(is_change(line, q) or is_mean(line, q) or is_base(line, q) or is_threshold(line, q) for q in amounts):
        return False
    between = line.text[max(0, amounts[0].start - 12) : amounts[-1].end]
    if ANOTHER.search(between) or not ENDS.match(line.text, amounts[-1].end):
        return False
    labels = [line.label(q) for q in amounts]
    return len(set(labels)) >= len(labels) - 1
