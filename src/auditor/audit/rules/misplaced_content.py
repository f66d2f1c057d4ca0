"""完成情况写结果，绩效目标写目标，存在问题写问题。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import of_statement
from auditor.audit.rule import rule
from auditor.model import Certainty, Finding


@rule(
    "misplaced-content",
    title="标题与内容不符",
    category="misplaced-content",
    codes={
        "plans-as-results": "完成情况里写的是打算",
        "results-as-goals": "绩效目标里写的是成绩",
        "plans-as-problems": "存在问题里没有问题",
        "stray-plan": "完成情况里夹着一句打算",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """完成情况写结果，绩效目标写目标，存在问题写问题。

    ## 为什么要查
    把下一年的工作安排放在“完成情况”里，把成绩放在“绩效目标”里，等于没有写这一部分：目标没有依据，结果无从核对。

    ## 怎么查
    只看自评报告和评价报告中标题写明“……完成（实现）情况”“……绩效目标”“存在问题”的部分，整段统计：
    完成情况里“力争、年内完成、我们要、将……”远多于已经完成的说法；绩效目标里“已完成、了、荣获、同比……”远多于打算；
    存在问题里没有一处说到不足，全是工作要求。
    完成情况里夹着“力争2024年……完成”“下半年将……”这样一句打算的，也报，不论长短。

    ## 什么时候不报
    标题兼有几层意思的（下一步打算、改进措施）；内容不到二百字（夹着一句打算的除外）；两类说法都有，分不出主次；没有完成的原因和补救，在建工程的计划，原来打算而已经做完的事。

    ## 依据
    《项目支出绩效评价管理办法》（财预〔2020〕10号）附件：评价报告各部分的内容。
    """
    for statement in facts.statements("misplaced"):
        title, count = statement.text, statement.detail
        if "plans-as-results" in statement.traits:
            message = f"“{title}”之下有 {count} 处写的是打算，几乎没有已经完成的结果。"
            yield of_statement(statement, "plans-as-results", Certainty.LIKELY, message)
        elif "results-as-goals" in statement.traits:
            message = f"“{title}”之下有 {count} 处写的是已经取得的成绩，没有目标。"
            yield of_statement(statement, "results-as-goals", Certainty.LIKELY, message)
        elif "stray-plan" in statement.traits:
            message = f"完成情况里夹着一句打算：“{title}”，请核对是否为下一步工作安排，或沿用了计划的文字。"
            yield of_statement(statement, "stray-plan", Certainty.LIKELY, message)
        else:
            message = f"“{title}”之下没有说到一处不足，写的都是工作要求。"
            yield of_statement(statement, "plans-as-problems", Certainty.LIKELY, message)
