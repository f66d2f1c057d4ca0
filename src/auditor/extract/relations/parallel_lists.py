"""Lists told twice at once: 16 个项目 8.75 亿元，其中甲类 7 个、3.15 亿元，乙类 9 个、5.60 亿元.

Both amounts of every part are of the same parts, so that either list is complete if the other adds up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line, like
from auditor.extract.relations.lists import NESTED, Item
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

NOUN = compiled("\\s*(项目|工程|企业|公司|课题|标段|村|学校|医院|基地)")
NOUN_BEFORE = compiled("(项目|工程|企业|公司|课题|标段|村|学校|医院|基地)\\s*$")
BEFORE = 25  # characters between the number of things and the total
LONGEST_PART = 60  # characters of one part behind its amount
NEAR = 40  # characters around the first total that may hold the second
NO_PARTS = frozenset({Kind.PERCENT, Kind.POINTS, Kind.TIMES, Kind.DURATION, Kind.SCORE})


def second_list(line: Line, total: Quantity, items: Sequence[Item], end: int, cue: str) -> Claim | None:
    """The claim of the other amount of each item; `end` closes the list. None when an item has none, or there is no second total."""
    parts: list[Quantity] = []
    for position, item in enumerate(items):
        stop = items[position + 1].quantity.start if position + 1 < len(items) else min(end, item.quantity.end + NEAR)
        between = [q for q in line.between(item.quantity.end, stop) if q.kind not in NO_PARTS and q.high is None]
        fitting = [q for q in between if not like(q, item.quantity) and (not parts or like(q, parts[0]))]
        if not fitting or (len(fitting) > 1 and not NESTED.search(line.text, fitting[0].end, fitting[1].start)):
            return None
        parts.append(fitting[0])
    if len(parts) < 2:
        return None
    largest = max(part.value for part in parts)
    wholes = [
        q
        for q in line.between(max(0, total.start - NEAR), items[0].quantity.start)
        if like(q, parts[0]) and q.value > largest and not q.high
    ]
    wholes = [q for q in wholes if q.start >= total.end] or wholes  # right in front of the list, rather than another one further ahead
    if len(wholes) != 1:
        return None
    reading = Reading(Operation.SUM, tuple(Term(line.fact(part)) for part in parts))
    return Claim(ClaimKind.SUM, line.fact(wholes[0]), (reading,), (cue,), frozenset({"parallel"}), source=line.source)


def counted_parts(line: Line, total: Quantity, items: Sequence[Item]) -> Iterator[Claim]:
    """新开工项目 5 个，投资 9.3 亿元（甲项目 3.8 亿元、乙项目 5.5 亿元）: parts that add up are all there are, and so many things."""
    if len(items) < 3 or sum(item.quantity.value for item in items) != total.value:
        return
    counts = [q for q in line.between(max(0, total.start - BEFORE), total.start) if q.kind is Kind.COUNT and not q.high]
    if len(counts) != 1 or abs(counts[0].number - len(items)) > 1:
        return
    noun = NOUN.match(line.text, counts[0].end) or NOUN_BEFORE.search(line.text, max(0, counts[0].start - 8), counts[0].start)
    starts = [total.end, *(item.quantity.end for item in items)]
    pieces = [line.text[start : start + LONGEST_PART].split("、")[0] for start in starts[1:]]
    before = [line.text[start : item.quantity.start] for start, item in zip(starts, items, strict=False)]
    if noun is None or not (all(noun.group(1) in piece for piece in pieces) or all(noun.group(1) in piece for piece in before)):
        return
    spans = tuple(line.span(item.quantity.start, item.quantity.end) for item in items)
    traits = frozenset({"announced", "plain"})
    yield Claim(ClaimKind.COUNT, line.fact(counts[0]), (Reading(Operation.COUNT, items=spans),), ("（）",), traits, source=line.source)
