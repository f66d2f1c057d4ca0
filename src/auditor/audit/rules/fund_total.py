"""目标表的预算数等于各项资金来源之和。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import amount, of_claim
from auditor.audit.rule import rule
from auditor.model import Certainty, ClaimKind, Finding


@rule(
    "fund-total",
    title="预算数不等于各项资金来源之和",
    category="sum-mismatch",
    needs=(ClaimKind.TARGET_TABLE,),
    codes={"funds-differ": "预算数不等于各项资金来源之和"},
)
def check(facts: Facts) -> Iterator[Finding]:
    """目标表的预算数等于各项资金来源之和。

    ## 为什么要查
    资金栏是目标表里能核算的部分，批复和执行都以它为准；改了预算数忘了改来源，执行率就无从计算。

    ## 怎么查
    预算数（年度资金总额）与财政资金、其他资金等各项来源之和比较，空白的来源按 0 计。

    ## 什么时候不报
    表里只印了财政资金一项、没有其他来源的位置，而预算数大于它；同时印了年度数和实施期总数的，只比较同一列；差在舍入之内。

    ## 依据
    《中央部门预算绩效目标管理办法》（财预〔2015〕88号）所附绩效目标申报表：年度资金总额＝财政拨款＋其他资金。
    """
    for item in facts.broken(ClaimKind.TARGET_TABLE, "funds"):
        stated = item.claim.stated.quantity
        told = stated.written
        if "open" in item.claim.traits:
            message = f"预算数 {told}，其中的财政资金却是 {amount(item.verdict.computed, stated.unit)}，比预算数还大。"
        else:
            message = f"预算数 {told}，各项资金来源合计 {amount(item.verdict.computed, stated.unit)}。"
        yield of_claim(item, "funds-differ", Certainty.CERTAIN, message)
