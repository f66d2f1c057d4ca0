"""全年的结论应当用全年的数。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import of_statement
from auditor.audit.rule import rule
from auditor.model import Certainty, Finding


@rule(
    "part-year",
    title="以部分月份的数作全年的结论",
    category="stale-period",
    codes={
        "part-year": "截至年中的数用来判断全年",
        "forecast": "以预计数判断完成",
        "signed-early": "年度没有结束就落款",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """全年的结论应当用全年的数。

    ## 为什么要查
    “截至10月底”“1-11月”“预计能够完成”多半是绩效监控时的数，留在年度自评里，说明年底的结果没有更新。

    ## 怎么查
    年度自评报告中，以6月至11月底为止的数、前三季度的数、“预计……完成”的说法判断全年指标完成的；
    落款、填报日期早于报告年度12月31日的。都只作提示；10月底以前落款而报告写了全年数的，报警告。

    ## 什么时候不报
    标题写明是监控、半年、季度报告；后面另有全年的数；与上年同期的比较；计划和要求。

    ## 依据
    绩效自评以预算年度为周期（财预〔2020〕10号）；《中央部门预算绩效运行监控管理暂行办法》（财预〔2019〕136号）：监控才用年中的数和预计数。
    """
    for statement in facts.statements("part-year"):
        if "signed-early" in statement.traits:
            message = f"落款是 {statement.text}，{statement.detail} 年还没有结束，写不出全年的数。"
            certainty = Certainty.LIKELY if "sure" in statement.traits else Certainty.QUERY
            yield of_statement(statement, "signed-early", certainty, message)
            continue
        code = "forecast" if "forecast" in statement.traits else "part-year"
        what = "预计的数" if code == "forecast" else "部分月份的数"
        message = f"有 {statement.detail} 处以{what}判断全年指标，年底的结果没有写。"
        yield of_statement(statement, code, Certainty.QUERY, message)
