"""Things of one kind in a row behind their number: 12个行政村（甲镇5个、乙镇4个、丙镇4个）; 设备9台（套），其中甲2台、乙4套、丙4台（套）.

The row is what stands between enumeration commas, every part in the unit of the whole (台 and 套, where the whole is told in 台（套）). What
follows behind a comma (，回收有效问卷466份) is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from auditor.extract.lines import Line
from auditor.extract.relations.lists import RESIDUAL, is_change
from auditor.model import Bound, Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

_SECOND = "(?:[（(]([^\\W\\d]{1,2})[）)])?"
_OPENING = compiled(f"{_SECOND}[^\\W\\d]{{0,10}}?([（(](?:其中|包括|分别为|分别是)?[：:]?|[，,](?:其中|包括|分别为|分别是)[：:]?|[：:])")
_SECOND_UNIT = compiled(_SECOND)
_GAP = compiled("(?:、|[，,]?(?:和|及|以及|与))?[^，,。；;、：:（()）]{1,20}")
_FEWEST = 3  # parts
_MOST = 40
_ENDS = ("", "，", ",", "。", "；", ";")
_NO_WHOLE = compiled("[每各均]|计划|目标|任务|上年|去年|不少于|原有")
_NAME = 8  # characters before a whole
_OTHER_WAYS = compiled("主要|等(?![级次])|重复|兼")


def counted_rows(lines: Sequence[Line]) -> Iterator[Claim]:
    """Every number of things with a row of parts right behind it."""
    for line in lines:
        if len(line.quantities) <= _FEWEST or "、" not in line.text:
            continue
        for position, total in enumerate(line.quantities[:-_FEWEST]):
            if total.kind is Kind.COUNT and total.bound is Bound.EXACT and total.high is None and total.value > 1:
                claim = _row(line, total, position + 1)
                if claim is not None:
                    yield claim


def _row(line: Line, total: Quantity, following: int) -> Claim | None:
    text = line.text
    opening = _OPENING.match(text, total.end)
    if opening is None or is_change(line, total) or _NO_WHOLE.search(text, max(0, total.start - _NAME), total.start):
        return None
    units = {total.unit, opening[1] or total.unit}
    parts: list[Quantity] = []
    end = opening.end()
    for quantity in islice(line.quantities, following, following + 2 * _MOST):
        if _GAP.fullmatch(text, end, quantity.start) is None and quantity.start > end:
            break
        if quantity.unit not in units:  # of a name (64排CT1台), or of other things
            continue
        if quantity.bound is not Bound.EXACT or quantity.high is not None or (parts and text[end] not in "、，,和及以与"):
            break
        parts.append(quantity)
        second = _SECOND_UNIT.match(text, quantity.end)
        end = second.end() if second is not None else quantity.end
        if text[end : end + 1] not in "、和及以与":
            break
    closes = ("）", ")") if opening[2][0] in "（(" else _ENDS
    if len(parts) < _FEWEST or text[end : end + 1] not in closes or _OTHER_WAYS.search(text, total.end, end + 1):
        return None
    terms = tuple(Term(line.fact(part)) for part in parts)
    if len({term.fact.what for term in terms}) < len(terms):
        return None
    residual = {"residual"} if RESIDUAL.match(terms[-1].fact.what) else set()
    reading = Reading(Operation.SUM, terms)
    return Claim(ClaimKind.SUM, line.fact(total), (reading,), ("其中",), frozenset({"row", "labelled"} | residual), source=line.source)
