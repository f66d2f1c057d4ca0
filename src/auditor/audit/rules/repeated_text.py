"""不同的指标、项目，说明文字不应一字不差。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import of_statement
from auditor.audit.rule import rule
from auditor.model import Certainty, Finding


@rule(
    "repeated-text",
    title="两处文字相同",
    category="duplicate-text",
    codes={
        "same-section": "同一节里的一句话出现两次",
        "two-sections": "一章之内两个标题下的文字相同",
        "same-rows": "几个项目的目标或完成情况文字相同",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """不同的指标、项目，说明文字不应一字不差。

    ## 为什么要查
    数量指标和质量指标用同一段话、几个项目共用一条目标，说明其中至少一处没有按自己的内容写。

    ## 怎么查
    去掉空格和标点后比较：同一章里四十五字以上的句子，在两个标题下或同一节中出现两次；
    同一串编号的条目里，两条二十字以上的一字不差；表格里名称不同的行，目标栏、完成情况栏的文字相同。
    同一节里重复的报警告，其余只提示。

    ## 什么时候不报
    正文与评分表之间的照抄（表格本来就是正文的摘要）；评分标准、指标定义、引用的法规；预算、决算说明中的固定用语。

    ## 依据
    《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：绩效目标应当指向明确、细化量化。
    """
    for statement in facts.statements("repeat"):
        if "rows" in statement.traits:
            message = f"{statement.detail} 行（{statement.text}）的文字完全相同，请核对是否为各自的内容。"
            yield of_statement(statement, "same-rows", Certainty.QUERY, message)
        elif "same-section" in statement.traits:
            message = f"这一句（{statement.detail} 字）在同一节里出现两次。"
            yield of_statement(statement, "same-section", Certainty.LIKELY, message)
        else:
            message = f"这一句（{statement.detail} 字）与同章另一标题下的文字完全相同，请核对是否为各自的内容。"
            yield of_statement(statement, "two-sections", Certainty.QUERY, message)
