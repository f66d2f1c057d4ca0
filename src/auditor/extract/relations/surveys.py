"""Satisfaction rates in prose: satisfied answers over valid answers."""

from __future__ import annotations

from auditor.extract.lines import Line, like
from auditor.extract.relations.operands import divisible, words_of
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

SURVEYED = compiled("有效|收回|回收|发放|调查|答复|访谈|回访|问卷|样本|走访|受访|参评|测评")
NOT_SATISFIED = compiled("不满意|不太满意|不够满意|满意[度率]")
RATE = compiled("满意[度率][^，。；\\d]{0,6}$")
WEIGHTED = compiled("加权|平均")
REACH = 500  # characters before the rate over which the answers may be told
MOST_KINDS = 4  # kinds of satisfied answers: 非常满意, 满意, 比较满意, 基本满意


def satisfaction_claim(line: Line, stated: Quantity) -> Claim | None:
    """满意度: the satisfied answers over the nearest answers; whether 基本满意 counts is tried both ways. None without the numbers.

    When all answers told add up to the whole, the survey is complete and the claim carries "complete".
    """
    start = max(0, stated.start - REACH)
    if WEIGHTED.search(line.text, start, stated.start):
        return None
    operands = divisible(line, start, stated.start)
    told = [q.end for q in line.between(start, stated.start) if q.kind is Kind.PERCENT and RATE.search(line.text, q.start - 12, q.start)]
    satisfied = [
        q
        for q in operands
        if "满意" in words_of(line, q) and not NOT_SATISFIED.search(words_of(line, q)) and q.start >= max(told, default=start)
    ]  # several objects in one survey: each rate has its own answers, told behind the rate before
    wholes = [q for q in operands if q not in satisfied and SURVEYED.search(words_of(line, q))]
    readings: list[Reading] = []
    traits = {"stem", "survey"}
    for whole in reversed(wholes):
        parts = [q for q in satisfied if like(q, whole) and q.start > whole.start and q.value <= whole.value][:MOST_KINDS]
        if not parts:
            continue
        answers = [q for q in operands if q.start >= parts[0].start and like(q, whole)]
        if not readings and len(answers) > len(parts) and sum(q.value for q in answers) == whole.value:
            traits.add("complete")
        for count in range(len(parts), 0, -1):
            terms = tuple(Term(line.fact(q)) for q in parts[:count])
            readings.append(Reading(Operation.QUOTIENT, terms, (Term(line.fact(whole)),), "" if count == len(parts) else "只计前几档"))
    if not readings:
        return None
    return Claim(ClaimKind.RATIO, line.fact(stated, "满意度"), tuple(readings), ("satisfaction",), frozenset(traits), source=line.source)
