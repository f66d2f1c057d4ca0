"""指标值的方向应当与指标的好坏一致，不可能超过百分之百的率不应超过百分之百。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.rule import rule
from auditor.audit.target_rows import DOWNWARD, UPWARD, bound, described, each_row, of_row, shown, side, unit_kind, value_of
from auditor.model import Certainty, Finding, Kind

WHOLE = 100


@rule(
    "target-direction",
    title="指标值的方向或大小与指标不合",
    category="target-table",
    codes={
        "good-limited": "越高越好的指标写成上限",
        "bad-required": "越低越好的指标写成下限",
        "contrary-limit": "指标值与指标描述的上下限相反",
        "over-hundred": "不可能超过百分之百的率超过百分之百",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """指标值的方向应当与指标的好坏一致，不可能超过百分之百的率不应超过百分之百。

    ## 为什么要查
    “合格率≤95%”等于要求不能太好，“事故起数≥3起”等于要求出事故；按字面考核，完成得越差得分越高。

    ## 怎么查
    合格率、及时率、覆盖率、满意度一类的指标写“≤”“小于”的；投诉、事故、差错、返贫一类的次数或率写“≥”“大于”的；
    合格率、及时率、覆盖率、满意度的值超过 100% 的。都报警告。
    指标描述写同一个数“不低于”，值却写“≤”的（或者相反），报错误。

    ## 什么时候不报
    “≤100%”（说的是不超过全部）；投诉办结率、事故下降率、差错控制率；完成率、到位率、增长率、毛入学率可以超过 100%；值不是一个数。

    ## 依据
    《中央部门项目支出核心绩效目标和指标设置及取值指引（试行）》（财预〔2021〕101号）：指标应当有明确的方向和合理的取值。
    """
    for _, row in each_row(facts):
        if row.target is None:
            continue
        limit, target = bound(row), row.target.quantity
        if "contrary-limit" in row.traits:
            said = shown(row.description[0]) if row.description is not None else ""
            message = f"{shown(row.name)}的描述写{said}，值却是{side(limit)}{value_of(row)}：一处是下限，一处是上限。"
            yield of_row(row, "contrary-limit", Certainty.CERTAIN, message, *described(row))
            continue
        percent = unit_kind(row) is Kind.PERCENT and target.unit == "%"
        if "good" in row.traits and limit in DOWNWARD and not (percent and target.number >= WHOLE):
            message = f"{shown(row.name)}越高越好，值却是{value_of(row)}：写成上限，做得更好反而不合要求。"
            yield of_row(row, "good-limited", Certainty.LIKELY, message)
        elif "bad" in row.traits and limit in UPWARD and target.number:
            message = f"{shown(row.name)}越低越好，值却是{value_of(row)}：写成下限，照字面是要求发生这么多。"
            yield of_row(row, "bad-required", Certainty.LIKELY, message)
        elif "never-over" in row.traits and percent and target.number > WHOLE and "growth" not in row.traits:
            message = f"{shown(row.name)}不可能超过 100%，值却是{value_of(row)}。"
            yield of_row(row, "over-hundred", Certainty.LIKELY, message)
