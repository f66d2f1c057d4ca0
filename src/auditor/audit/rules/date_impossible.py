"""日期应当是日历上有的。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import of_statement
from auditor.audit.rule import rule
from auditor.model import Certainty, Finding


@rule(
    "date-impossible",
    title="日历上没有的日期",
    category="date-impossible",
    codes={"no-such-date": "日历上没有这一天", "wrong-order": "完工早于开工，或验收早于完工"},
)
def check(facts: Facts) -> Iterator[Finding]:
    """日期应当是日历上有的。

    ## 为什么要查
    11月31日、2月30日这样的日期一定是写错的，时效指标又常以日期为依据。

    ## 怎么查
    逐个核对年、月、日：月份在1至12之间，日不超过当月天数，2月29日只在闰年有；没有写年份的2月29日不算错。
    “日期：20230931”这样写成八位数字的，也核对。
    同一工程紧挨着写的开工、竣工、验收日期，后者早于前者的报警告；没有写年份的，只比较同月的日和相差两个月以内的月。

    ## 什么时候不报
    编号、版本号、比例等不是日期的数字；没有写年份而早三个月以上的月份（可能是次年）；计划、合同约定的日期。

    ## 依据
    公历。
    """
    for statement in facts.statements("impossible-date"):
        yield of_statement(statement, "no-such-date", Certainty.CERTAIN, f"日历上没有 {statement.text} 这个日期。")
    for statement in facts.statements("date-order"):
        earlier, later = ("完工", "验收") if "finish" in statement.traits else ("开工", "完工或验收")
        message = f"{later}的日期“{statement.text}”，早于{earlier}的日期 {statement.detail}。"
        yield of_statement(statement, "wrong-order", Certainty.LIKELY, message)
