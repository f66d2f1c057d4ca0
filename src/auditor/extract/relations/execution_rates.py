"""预算执行率 told apart from its amounts, as summaries do, against the report's own expenditure and every budget it tells."""

from __future__ import annotations

from collections.abc import Mapping

from auditor.extract.lines import Line
from auditor.extract.relations.operands import behind_last
from auditor.model import Bound, Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

NAMED = compiled("(?:^|[，,、：:；。\\s为年]|部门|整体|总体|全年|年度)预算(?:支出)?执行(?:完成)?率(?:为|达到|达|是)?\\s*$")
OF_A_PART = compiled("项目|专项|三公|公用|采购|工程|上级|平均|上年|去年|评分|计算|公式|等于")  # or of another year, or a standard
WISH = compiled("目标|应|不低于|要求|力争|确保")
STANDARD = compiled("(?:及?以上)?的?[，,]?[得计]\\s*(?:满分|\\d)")  # 达到 100% 得 10 分
BUDGETS = {"adjusted_budget": "调整后预算", "budget": "年初预算", "income_final": "决算收入", "income_budget": "预算收入"}
BEFORE, BEHIND = 80, 40  # characters around the rate that hold no amount


def execution_rate(line: Line, stated: Quantity, facts: Mapping[str, Fact]) -> Claim | None:
    """The claim of one such rate; None with amounts beside it, of a part of the budget, or in a report that tells no adjusted budget."""
    start = max(line.sentence(stated.start)[0], stated.start - BEFORE)
    if (
        stated.bound is not Bound.EXACT
        or not NAMED.search(line.text, start, stated.start)
        or OF_A_PART.search(line.text, start, stated.start)
    ):
        return None
    if STANDARD.match(line.text, stated.end):
        return None
    if WISH.search(line.text, behind_last(line.text, "，；", start, stated.start), stated.start):
        return None
    if any(quantity.kind is Kind.MONEY for quantity in line.between(start, min(len(line.text), stated.end + BEHIND))):
        return None
    spent = facts.get("final_accounts")
    if spent is None or "adjusted_budget" not in facts:  # the initial budget alone is seldom the divisor
        return None
    readings = tuple(
        Reading(Operation.QUOTIENT, (Term(spent),), (Term(facts[name]),), f"以{label}为分母")
        for name, label in BUDGETS.items()
        if name in facts and facts[name].quantity.number
    )
    return Claim(ClaimKind.RATIO, line.fact(stated, "预算执行率"), readings, ("公式",), frozenset({"fields"})) if readings else None
