"""What a fund has left of a year, told behind its income and its expenditure: 基金收入 a，……；支出 b，……。本年收支结余 c."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.extract.lines import Line, like
from auditor.extract.relations.operands import words_before
from auditor.model import Claim, ClaimKind, Kind, Operation, Reading, Term
from auditor.patterns import compiled

CUE = "收支结余"
STATED = compiled("^(?:本年|本期|当年|当期|年度?|实现)*收支结余额?$")
INCOME = compiled("(?:^|基金|[总共年]|合计)收入(?:总额|总计|合计|完成|实现)?$")
EXPENSE = compiled("(?:^|基金|[总共年]|合计)支出(?:总额|总计|合计|完成|实现)?$")
WINDOW = 600  # characters in front of what is left that hold both sides


def surplus_claims(line: Line) -> Iterator[Claim]:
    """Every 收支结余 of a paragraph against the income and the expenditure told since the one before."""
    if CUE not in line.text:
        return
    floor = 0
    for stated in line.quantities:
        if stated.kind is not Kind.MONEY or not STATED.search(words_before(line, stated)):
            continue
        told = [q for q in line.between(max(floor, stated.start - WINDOW), stated.start) if like(q, stated) and q.is_exact]
        income = next((q for q in told if INCOME.search(words_before(line, q))), None)
        expense = next((q for q in told if EXPENSE.search(words_before(line, q))), None)
        floor = stated.end
        if income is None or expense is None or not stated.is_exact or stated.value > income.value or income.value < expense.value:
            continue
        reading = Reading(Operation.SUM, (Term(line.fact(income)), Term(line.fact(expense), -1)), (), "收入−支出")
        yield Claim(ClaimKind.BALANCE, line.fact(stated), (reading,), (CUE,), frozenset({"account"}), source=line.source)
