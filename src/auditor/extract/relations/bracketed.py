"""Amounts in brackets inside a list: 一期投资 340 万元（其中土建 290 万元），二期……，合计投资 620 万元（其中土建 510 万元）.

What stands in a bracket is a part of the item before it and no item of the list; the brackets of all items make up the total's bracket.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.extract.lines import Line, like
from auditor.extract.relations.lists import Item
from auditor.model import Claim, ClaimKind, Operation, Quantity, Reading, Term

OPENING, CLOSING = "（(", "）)"
LONGEST = 60  # characters of the bracket behind a total


def in_the_open(line: Line, items: Sequence[Item], end: int) -> list[Item]:
    """The items that stand in no bracket; all of them when fewer than two are left."""
    if not items:
        return []
    start = items[0].quantity.start
    if line.text.find("（", start, end) < 0 and line.text.find("(", start, end) < 0:
        return list(items)
    outside = [item for item in items if not _depth(line.text, start, item.quantity.start)]
    return outside if len(outside) > 1 else list(items)


def bracketed_total(line: Line, total: Quantity, items: Sequence[Item], every: Sequence[Item]) -> Claim | None:
    """The amount in the bracket right behind a total as the sum of the amounts in the brackets behind its items, one behind each."""
    if line.text[total.end : total.end + 1] not in ("（", "(") or len(every) != 2 * len(items):
        return None
    inner = [item for item in every if item not in items]
    paired = all(one.quantity.end < two.quantity.start for one, two in zip(items, inner, strict=True))
    told = line.between(total.end, total.end + LONGEST)
    if not paired or not told or not like(told[0], total) or not _depth(line.text, total.end, told[0].start):
        return None
    reading = Reading(Operation.SUM, tuple(Term(line.fact(item.quantity, item.label)) for item in inner))
    return Claim(ClaimKind.SUM, line.fact(told[0]), (reading,), ("（）",), frozenset({"parallel"}), source=line.source)


def _depth(text: str, start: int, end: int) -> bool:
    """Whether a bracket opened behind `start` is still open at `end`."""
    return sum(text.count(mark, start, end) for mark in OPENING) > sum(text.count(mark, start, end) for mark in CLOSING)
