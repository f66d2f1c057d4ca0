"""预算数等于各项资金来源之和，资金支出计划逐期递增到百分之百。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, of_claim
from auditor.audit.rule import rule
from auditor.model import Certainty, Checked, ClaimKind, Finding, Span


@rule(
    "target-funds",
    title="目标表的资金栏对不上",
    category="target-table",
    needs=(ClaimKind.TARGET_TABLE,),
    codes={
        "funds-differ": "预算数不等于各项资金来源之和",
        "plan-falls": "资金支出计划后一期低于前一期",
        "plan-not-full": "资金支出计划没有到百分之百",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """预算数等于各项资金来源之和，资金支出计划逐期递增到百分之百。

    ## 为什么要查
    资金栏是目标表里唯一能核算的部分，批复和执行都以它为准；改了预算数忘了改来源，或者支出计划不到百分之百，都会使执行率无从计算。

    ## 怎么查
    预算数（年度资金总额）与财政资金、其他资金等各项来源之和比较，空白的来源按 0 计；
    支出计划按累计数看应逐期不减、最后一期为 100%，按各期占比看应合计 100%，两种读法有一种成立就算对。写金额的，与预算数比较。

    ## 什么时候不报
    表里只印了财政资金一项、没有其他来源的位置，而预算数大于它；同时印了年度数和实施期总数的，只比较同一列；差在舍入之内。

    ## 依据
    《中央部门预算绩效目标管理办法》（财预〔2015〕88号）所附绩效目标申报表：年度资金总额＝财政拨款＋其他资金。
    """
    for item in facts.broken(ClaimKind.TARGET_TABLE, "funds"):
        stated = item.claim.stated.quantity
        told = f"{stated.digits}{stated.unit}"
        if "open" in item.claim.traits:
            message = f"预算数 {told}，其中的财政资金却是 {amount(item.verdict.computed, stated.unit)}，比预算数还大。"
        else:
            message = f"预算数 {told}，各项资金来源合计 {amount(item.verdict.computed, stated.unit)}。"
        yield of_claim(item, "funds-differ", Certainty.CERTAIN, message)
    ends = list(facts.broken(ClaimKind.TARGET_TABLE, "plan-end"))
    steps = list(facts.broken(ClaimKind.TARGET_TABLE, "plan-step"))
    for table in facts.extraction.target_tables:
        places = {fact.span for _, fact in table.plan}
        written = "、".join(fact.quantity.text for _, fact in table.plan)
        ended = _first(ends, places)
        fallen = _first(steps, places)
        if ended is not None:
            message = f"资金支出计划为 {written}，最后一期没有到 100%，各期相加也不是 100%。"
            yield of_claim(ended, "plan-not-full", Certainty.CERTAIN, message)
        elif fallen is not None:
            message = f"资金支出计划为 {written}，按累计数看后一期低于前一期，按各期占比看相加又不是 100%。"
            yield of_claim(fallen, "plan-falls", Certainty.CERTAIN, message)


def _first(items: list[Checked], places: set[Span]) -> Checked | None:
    return next((item for item in items if item.claim.stated.span in places), None)
