"""What was spent against its budget: 年初预算 12 万元，用去 9.6 万元，比年初预算少 2.4 万元（下降 20%）.

Budget and spending are told apart by their words and stand in front of the comparison, in its sentence or the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line, like
from auditor.extract.relations.bases import is_change, open_air, term
from auditor.extract.relations.operands import words_before
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading
from auditor.patterns import compiled

COMPARED = compiled(
    "(?:比|较|与|同)(?:当年|全年|年度|本年)?(年初|调整后?|全年|变动后?)?(?:部门|支出|批复)?预算(?:安排|批复|控制)?[数额]?(?:相比|比较)?[，,]?"
    "(?:共|净|实际)?(?:(减少|节约|节省|节支|压减|下降|降低|少支出|少|低)|(增加|超支|超出|增支|上升|增长|多支出|多|高))(?:了|支出|约)?\\s*(?=\\d)"
)
BUDGET = compiled("预算(?!执行|支出数|完成)|控制数|批复数")
SPENT = compiled("支出|决算|执行|实际|完成|支付|花费|使用")
NO_SPENDING = compiled("预算支出|支出预算|预算安排")
OTHERS = compiled("其中|上年|去年|同期|比|较")
WINDOW = 120
MOST_PAIRED = 6


def budget_comparisons(line: Line) -> Iterator[Claim]:
    """The comparisons of one paragraph with a budget whose two amounts are told."""
    for found in COMPARED.finditer(line.text):
        stated = next(iter(line.between(found.end(), found.end() + 24)), None)
        if stated is None or stated.start != found.end() or not stated.is_exact:
            continue
        claim = _claim(line, found, stated, -1 if found.group(2) else 1)
        if claim is not None:
            yield claim


def _claim(line: Line, found: re.Match[str], stated: Quantity, sign: int) -> Claim | None:
    start, _ = line.sentence(found.start())
    amounts = _amounts(line, start, found.start())
    if len(amounts) == 1 and start:  # 预算 12 万元。实际支出 9.6 万元，比预算少 2.4 万元
        amounts = [*_amounts(line, line.sentence(start - 1)[0], start), *amounts]
    pair = _pair(line, amounts, found.group(1) or "")
    if pair is None:
        return None
    budget, spent = pair
    if stated.kind is Kind.PERCENT:
        if not budget.number:
            return None
        operation = Operation.GROWTH if sign > 0 else Operation.DECLINE
        reading = Reading(operation, term(line, spent), term(line, budget), "与预算比较")
        cue, traits, readings = {1: "up", -1: "down"}[sign], {"base"}, [reading]
    elif like(stated, spent):
        reading = Reading(Operation.SUM, (*term(line, spent, sign), *term(line, budget, -sign)), (), "与预算比较")
        cue, traits, readings = {1: "more", -1: "less"}[sign], {"amount"}, [reading, *_others(line, amounts, stated, {budget, spent})]
    else:
        return None
    return Claim(ClaimKind.GROWTH, line.fact(stated), tuple(readings), (cue,), frozenset(traits), source=line.source)


def _amounts(line: Line, start: int, end: int) -> list[Quantity]:
    """The sums of money in front of a comparison, without changes and asides."""
    start = max(start, end - WINDOW)
    start = max(start, line.text.rfind("；", start, end) + 1)
    amounts = [q for q in line.between(start, end) if q.kind is Kind.MONEY and q.is_exact]
    return [q for q in open_air(line, amounts, end) if not is_change(line, q)]


def _pair(line: Line, amounts: Sequence[Quantity], which: str) -> tuple[Quantity, Quantity] | None:
    """The last budget and the last amount spent; none when another budget than the one named, or other amounts, stand between."""
    words = {id(q): words_before(line, q) for q in amounts}
    budgets = [q for q in amounts if BUDGET.search(words[id(q)]) and not OTHERS.search(words[id(q)])]
    if which and any(which[:2] in words[id(q)] for q in budgets):
        budgets = [q for q in budgets if which[:2] in words[id(q)]]
    spent = [q for q in amounts if SPENT.search(words[id(q)]) and not OTHERS.search(words[id(q)]) and q not in budgets]
    spent = [q for q in spent if not NO_SPENDING.search(words[id(q)])]
    if not budgets or not spent or not like(budgets[-1], spent[-1]):
        return None
    last = amounts.index(budgets[-1]), amounts.index(spent[-1])
    return (budgets[-1], spent[-1]) if max(last) == len(amounts) - 1 and abs(last[0] - last[1]) == 1 else None


def _others(line: Line, amounts: Sequence[Quantity], stated: Quantity, natural: set[Quantity]) -> Iterator[Reading]:
    """Every difference of other amounts in front of the comparison that comes near the stated one."""
    for a in amounts[-MOST_PAIRED:]:
        for b in amounts[-MOST_PAIRED:]:
            if a is not b and {a, b} != natural and abs(a.value - b.value - stated.value) <= a.step + b.step + stated.step:
                yield Reading(Operation.SUM, (*term(line, a), *term(line, b, -1)), (), "换用附近其他数")
