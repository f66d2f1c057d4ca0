"""报告自己承认有目标没有完成。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import of_statement
from auditor.audit.rule import rule
from auditor.model import Certainty, Finding, Severity


@rule(
    "admitted-shortfall",
    title="报告承认有目标未完成",
    category="admitted-shortfall",
    codes={"admitted": "报告承认未完成"},
)
def check(facts: Facts) -> Iterator[Finding]:
    """报告自己承认有目标没有完成。

    ## 为什么要查
    承认未完成本身不是错，但审核人要据此核对：相应指标是否扣了分、原因和改进措施是否写明、结论是否仍称“全部完成”。

    ## 怎么查
    找“未能按期完成”“未达到”“仅完成”“滞后于计划”“距目标还差”“有一定差距”“其余……顺延至下年”等说的是目标、指标、任务、项目的句子，
    以及表格里原因、情况栏的这类说法；同一段里有几处的，只提示一次。

    ## 什么时候不报
    条件句（如未完成……）、评分标准（未完成的扣分）、否定（没有未完成的项目）、讲别的单位或要求的句子。

    ## 依据
    《项目支出绩效评价管理办法》（财预〔2020〕10号）：未完成绩效目标或偏离较大的，须分析并说明原因，研究提出改进措施。
    """
    for statement in facts.statements("shortfall"):
        # The heading above may name the indicator, or only the chapter; where it is in the words already, it says nothing more.
        under = f"在“{statement.detail}”一处" if statement.detail and statement.detail not in statement.text else ""
        message = f"报告{under}承认没有完成（“{statement.text}”），请核对评分、原因说明和结论是否与此一致。"
        yield of_statement(statement, "admitted", Certainty.CERTAIN, message, severity=Severity.NOTE)
