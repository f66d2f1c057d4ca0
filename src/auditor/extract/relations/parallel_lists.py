"""Lists told twice at once: 16 个项目 9.36 亿元，其中甲类 7 个、2.28 亿元，乙类 9 个、7.08 亿元.

Both amounts of every part are of the same parts, so that either list is complete if the other adds up.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.extract.lines import Line, like
from auditor.extract.relations.lists import Item
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term

NEAR = 40  # characters around the first total that may hold the second
NO_PARTS = frozenset({Kind.PERCENT, Kind.POINTS, Kind.TIMES, Kind.DURATION, Kind.SCORE})


def second_list(line: Line, total: Quantity, items: Sequence[Item], end: int, cue: str) -> Claim | None:
    """The claim of the other amount of each item; `end` closes the list. None when an item has none, or there is no second total."""
    parts: list[Quantity] = []
    for position, item in enumerate(items):
        stop = items[position + 1].quantity.start if position + 1 < len(items) else min(end, item.quantity.end + NEAR)
        between = [q for q in line.between(item.quantity.end, stop) if q.kind not in NO_PARTS and q.high is None]
        fitting = [q for q in between if not like(q, item.quantity) and (not parts or like(q, parts[0]))]
        if len(fitting) != 1:
            return None
        parts += fitting
    if len(parts) < 2:
        return None
    largest = max(part.value for part in parts)
    wholes = [
        q
        for q in line.between(max(0, total.start - NEAR), items[0].quantity.start)
        if like(q, parts[0]) and q.value > largest and not q.high
    ]
    if len(wholes) != 1:
        return None
    reading = Reading(Operation.SUM, tuple(Term(line.fact(part)) for part in parts))
    return Claim(ClaimKind.SUM, line.fact(wholes[0]), (reading,), (cue,), frozenset({"parallel"}), source=line.source)
