"""报告的对象、结论、时期应当是报告年度。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import of_statement
from auditor.audit.rule import rule
from auditor.model import Certainty, Finding

# Trait of the statement → code, certainty, and what is said behind “报告年度是 … 年，”.
BRANCHES: tuple[tuple[str, str, Certainty, str], ...] = (
    ("work", "work-year", Certainty.CERTAIN, "这里以 {} 年度的工作作为依据。"),
    ("heading", "heading-year", Certainty.LIKELY, "这里的标题或表头写的是 {} 年。"),
    ("money", "money-year", Certainty.LIKELY, "这里的预算或收支却写成 {} 年度的。"),
    ("too-early", "too-early", Certainty.LIKELY, "这里的日期却在 {} 年，那时报告年度还没有开始。"),
    ("not-yet", "not-yet", Certainty.LIKELY, "这里把 {} 年的事写成已经完成，日期却在落款之后。"),
    ("plan-period", "plan-period", Certainty.LIKELY, "这里说的五年规划节点却对应 {} 年，疑沿用别的年度的文本。"),
    ("results", "results-year", Certainty.LIKELY, "这里的结果却以 {} 年起头，疑沿用上年的文本。"),
    ("plan-of-own-year", "plan-of-own-year", Certainty.LIKELY, "落款在此之后，下一步打算却仍写 {} 年。"),
    ("clause", "clause-year", Certainty.LIKELY, "这里说的工作、评价却是 {} 年的，疑沿用上年的文本。"),
    ("too-soon", "too-early", Certainty.LIKELY, "这里却写在 {} 年内就对全年作了自评，那时报告年度还没有结束。"),
    ("deadline", "past-deadline", Certainty.LIKELY, "这里的目标却要求在 {} 年完成，那时报告年度还没有开始。"),
    ("phase", "phase-year", Certainty.LIKELY, "前后阶段都在另一年，这里的日期却写 {} 年，把年份换成前后的才接得上。"),
    ("order", "phase-order", Certainty.LIKELY, "几个阶段依次写来，这里的日期却早于前一阶段。"),
    ("issued-later", "not-yet", Certainty.LIKELY, "所引文件却是 {} 年的，在落款之后。"),
    ("issued-early", "too-early", Certainty.LIKELY, "部署这一年度自评的通知却是 {} 年印发的。"),
    ("survey", "too-early", Certainty.LIKELY, "这里的调查、核查或基准日却在 {} 年，那时报告年度还没有开始。"),
    ("term", "past-deadline", Certainty.LIKELY, "这里的实施期限却全在 {} 年，那时报告年度还没有开始。"),
    ("compared", "compared-year", Certainty.LIKELY, "别处都与上一年比较，这里比较的却是 {} 年。"),
    ("aim", "clause-year", Certainty.LIKELY, "这里的目标说的却是 {} 年的事，疑沿用上年的文本。"),
    ("ahead", "clause-year", Certainty.LIKELY, "这里打算要做的却是 {} 年的事，疑沿用上年的文本。"),
    ("done-early", "too-early", Certainty.LIKELY, "时限在这一年，完成却写在 {} 年。"),
    ("object", "object-year", Certainty.CERTAIN, "这里说的评价对象或结论却是 {} 年。"),
)


@rule(
    "report-year",
    title="写的不是报告年度",
    category="year-mismatch",
    codes={
        "object-year": "评价对象或结论写成了另一个年度",
        "work-year": "以另一个年度的工作作为完成依据",
        "heading-year": "标题或表头写成了另一个年度",
        "money-year": "预算安排或收支总额写成了另一个年度",
        "too-early": "自评、落款或全部完成的日期早于报告年度",
        "not-yet": "落款之后的事写成已经完成",
        "plan-period": "“十四五”开局、收官一类的说法与年度不符",
        "results-year": "结果部分以上一年度起头",
        "clause-year": "自评工作、评价意见、年度工作以另一个年度起头",
        "phase-year": "几个阶段里有一个的年份接不上前后",
        "phase-order": "几个阶段里有一个早于前一个",
        "compared-year": "别处都与上一年比较，只有一处比较的是再前一年",
        "past-deadline": "目标的期限早于报告年度",
        "plan-of-own-year": "下一步打算写的仍是报告年度",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """报告的对象、结论、时期应当是报告年度。

    ## 为什么要查
    自评报告常在上年稿子上改，年份没有改全，说明相应内容可能就是上年的。

    ## 怎么查
    以标题的年度为报告年度，找“对×年度……进行绩效评价”“经自评×年……等级”“完成了×年度各项工作”这样说报告自身对象、结论、工作的句子，
    以及标题、表头、预算安排、收支总额、落款，看年份是否一致。落款和自评的日期不会早于报告年度，写成已经完成的事不会晚于落款。
    自评了多少个项目、评价意见、年度工作概述以上一年度起头而近旁没有报告年度的，目标的期限早于报告年度的，报告年度之内就对全年自评的，报警告。
    为报告年度之前的某年“提供保障”“力争做到”的，完成日期早于时限所在年度的，也报警告。落款之后的文件、会议，早于报告年度的自评通知、问卷、基准日、实施期限，几个阶段里接不上前后的日期，唯一不与上一年比较的一处，一张表的年度，报警告。
    “今年是十四五开局之年”、结果部分以上一年起头、落款之后的打算仍写报告年度的，疑为沿用旧稿，报警告。

    ## 什么时候不报
    文号、规划期、与上年的比较、结转结余、下年计划、上年问题的整改、制度名称里的年份；标题没有年度、也看不出主要年度的文件。

    ## 依据
    绩效自评以预算年度为周期（财预〔2020〕10号）。
    """
    for statement in facts.statements("year"):
        for trait, code, certainty, words in BRANCHES:
            if trait in statement.traits:
                message = f"报告年度是 {facts.fiscal_year} 年，{words.format(statement.detail)}"
                yield of_statement(statement, code, certainty, message, stated=statement.detail)
                break
