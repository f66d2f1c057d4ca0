"""Divisions of an amount that an earlier paragraph tells: 支出决算 1900 万元，……。/ 按功能分类：教育支出 a、住房保障支出 b.

The whole is what the words in front of 按……分 call it, or else the amount that the parts come nearest to. Where any amount told before is
their sum, nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line, like
from auditor.extract.relations.alike_labels import ENDS
from auditor.extract.relations.bases import is_base
from auditor.extract.relations.lists import Item, is_change, items_between
from auditor.model import Bound, Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

CUE = compiled(
    "(?P<whole>[^，。；：\\d]{0,12}?)按(?:照)?(?:其)?[一-龥“”]{2,10}(?:划分|分类|分为|来看|看|区分|列示|分)(?:科目)?(?:类)?(?:分|看|情况|列示)?[：:，,]?(?:主要)?(?:为|是|包括)?[：:]?"
)
REGULATED = compiled("功能|经济|科目|性质|来源")  # by these nothing is left out
SPENT = compiled("支出|决算|收入|执行")
PARAGRAPHS = 4  # before a division in which its whole stands
FEWEST = 3
GAP = 16  # characters between two parts besides the name
EARLIER = compiled("上年|去年|同期|年初|结转|结余|预算")
SHORTEST = 2  # characters of a name that is looked for


def divided_before_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """Every paragraph that divides an amount of the paragraphs before it."""
    for index, line in enumerate(lines):
        if index and len(line.quantities) >= FEWEST and "按" in line.text[: line.quantities[0].start]:
            cue = CUE.match(line.text.lstrip(" \u3000"))
            if cue is not None:
                offset = len(line.text) - len(line.text.lstrip(" \u3000"))
                claim = _claim(lines, index, cue["whole"], offset + cue.end())
                if claim is not None:
                    yield claim


def _claim(lines: Sequence[Line], index: int, name: str, start: int) -> Claim | None:
    line = lines[index]
    first = next((q for q in line.between(start, len(line.text)) if q.kind is Kind.MONEY), None)
    if first is None:
        return None
    items = _row(line, items_between(line, start, line.sentence(start)[1], first))
    if len(items) < FEWEST:
        return None
    computed = sum(item.quantity.value for item in items)
    largest = max(item.quantity.value for item in items)
    slack = sum(item.quantity.step for item in items)
    before = [(other, q) for other in lines[max(0, index - PARAGRAPHS) : index] for q in other.quantities if like(q, first)]
    before += [(line, q) for q in line.quantities if like(q, first) and q not in [item.quantity for item in items]]
    if any(abs(q.value - computed) <= slack for _, q in before):
        return None
    wholes = [(other, q) for other, q in before if other is not line and q.value >= largest and _may_be_whole(other, q)]
    named = [(other, q) for other, q in wholes if len(name) >= SHORTEST and other.label(q).endswith(name.strip("其中"))]
    if not (named or wholes):
        return None
    told, whole = min(named or wholes, key=lambda pair: abs(pair[1].value - computed))
    reading = Reading(Operation.SUM, tuple(Term(line.fact(item.quantity, item.label)) for item in items))
    closed = named or (REGULATED.search(line.text, 0, start) and SPENT.search(told.label(whole)))
    traits = {"composed", "labelled"} if closed else {"divided", "labelled"}
    return Claim(ClaimKind.SUM, told.fact(whole), (reading,), ("按…分",), frozenset({*traits, "divided-again"}), source=line.source)


def _row(line: Line, items: Sequence[Item]) -> list[Item]:
    """The parts, one right behind the other up to the end of the sentence; none when other words stand between them or behind."""
    row = [item for item in items if item.group == items[0].group]
    for item, before in zip(row[1:], row, strict=False):
        if not item.label or item.quantity.start - before.quantity.end > len(item.label) + GAP:
            return []
    exact = all(item.quantity.bound is Bound.EXACT for item in row)
    return row if row and exact and ENDS.match(line.text, row[-1].quantity.end) else []


def _may_be_whole(line: Line, quantity: Quantity) -> bool:
    """Whether an amount may be what a later paragraph divides: no change, none of another year, no budget."""
    if quantity.high is not None or quantity.bound is not Bound.EXACT or is_change(line, quantity) or is_base(line, quantity):
        return False
    return EARLIER.search(line.label(quantity)) is None
