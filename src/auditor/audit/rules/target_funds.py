"""目标表的资金支出计划逐期递增到百分之百。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import of_claim
from auditor.audit.rule import rule
from auditor.model import Certainty, Checked, ClaimKind, Finding, Span


@rule(
    "target-funds",
    title="资金支出计划没有逐期到百分之百",
    category="target-table",
    needs=(ClaimKind.TARGET_TABLE,),
    codes={
        "plan-falls": "资金支出计划后一期低于前一期",
        "plan-not-full": "资金支出计划没有到百分之百",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """目标表的资金支出计划逐期递增到百分之百。

    ## 为什么要查
    支出计划是执行监控的依据；改了一期忘了改后面各期，或者到年底还不到百分之百，执行进度就无从比较。

    ## 怎么查
    支出计划按累计数看应逐期不减、最后一期为 100%，按各期占比看应合计 100%，两种读法有一种成立就算对。写金额的，与预算数比较。

    ## 什么时候不报
    没有印出各期的；按季度写、加起来是 100% 的；最后一期就是 100% 的。

    ## 依据
    《中央部门预算绩效目标管理办法》（财预〔2015〕88号）所附绩效目标申报表。
    """
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
