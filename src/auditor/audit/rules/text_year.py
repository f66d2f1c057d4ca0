"""文字里说到的年份、会议，应当与报告年度相合。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import of_statement
from auditor.audit.rule import rule
from auditor.model import Certainty, Finding

# Trait of the statement → code, certainty, and what is said behind “报告年度是 … 年，”.
BRANCHES: tuple[tuple[str, str, Certainty, str], ...] = (
    ("next-year", "next-year", Certainty.LIKELY, "完成情况里却说“{text}”，那是 {detail} 年，疑为下一年的工作安排。"),
    ("occasion", "occasion", Certainty.LIKELY, "“{text}”说的却是 {detail} 年，疑沿用别的年度的文本。"),
    ("meeting", "later-meeting", Certainty.LIKELY, "“{text}”所说的会议到 {detail} 年才召开，疑沿用别的年度的文本。"),
    ("meeting-near", "later-meeting", Certainty.QUERY, "“{text}”所说的会议到 {detail} 年才召开，请核对这一段是哪一年的文本。"),
    ("named", "named-year", Certainty.LIKELY, "“{text}”所指的年份与之不合。"),
    ("foundation-past", "foundation", Certainty.LIKELY, "却说“{text}”，那一年已经过去。"),
    ("foundation", "foundation", Certainty.QUERY, "却说“{text}”，这是上一年的口气，请核对是哪一年的文本。"),
)


@rule(
    "text-year",
    title="文字所说的年份与报告年度不合",
    category="year-mismatch",
    codes={
        "next-year": "完成情况里写的是下一年",
        "occasion": "“今年是……之年”说的是别的年份",
        "later-meeting": "提到报告年度之后才召开的会议",
        "named-year": "上年、今年后面括注的年份不对",
        "foundation": "为报告年度“打下基础”",
        "two-terms": "同一级党委的两届全会",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """文字里说到的年份、会议，应当与报告年度相合。

    ## 为什么要查
    整段沿用上年或下年的文稿时，年份往往改过，而“今年是……开局之年”“为……打下基础”这样的话没有改。

    ## 怎么查
    “今年是……之年”按全国性的会议、纪念和规划推出年份，与报告年度比较；完成情况里的“今年”不应是下一年；
    提到的全国性会议不应晚于报告年度；“上年（2019年）”与报告年度比较；“为2021年……打下基础”应当是2020年说的；
    同一级党委的全会，一份报告里不应有两届（换届年份除外，只提示）。

    ## 什么时候不报
    “今年”指写报告的那一年（完成情况之外）；“喜迎”“迎接”；报告写作当年召开的会议；句子里另有那一年作比较。

    ## 依据
    全国党代会、中央全会和五年规划的时间；绩效自评以预算年度为周期（财预〔2020〕10号）。
    """
    for statement in facts.statements("text-year"):
        if "sessions" in statement.traits:
            message = f"这里是“{statement.text}”，另一处是“{statement.detail}”，两届全会同为本年依据，请核对是否引自往年的文件。"
            yield of_statement(statement, "two-terms", Certainty.QUERY, message)
            continue
        for trait, code, certainty, words in BRANCHES:
            if trait in statement.traits:
                message = f"报告年度是 {facts.fiscal_year} 年，{words.format(text=statement.text[:40], detail=statement.detail)}"
                yield of_statement(statement, code, certainty, message)
                break
