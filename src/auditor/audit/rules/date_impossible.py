"""日期应当是日历上有的，先后也说得通。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.findings import of_statement
from auditor.audit.rule import rule
from auditor.model import Certainty, Finding

STAGES = {
    "tender": "发布公告",
    "award": "中标",
    "contract": "签订合同",
    "begin": "开工",
    "finish": "完工",
    "accept": "验收",
    "settle": "结算审计",
}


@rule(
    "date-impossible",
    title="日期不存在或先后颠倒",
    category="date-impossible",
    codes={"no-such-date": "日历上没有这一天", "wrong-order": "完工早于开工，验收早于完工，签订合同早于中标；起止日期颠倒"},
)
def check(facts: Facts) -> Iterator[Finding]:
    """日期应当是日历上有的，先后也说得通。

    ## 为什么要查
    11月31日、2月30日这样的日期一定是写错的，验收早于完工也不会有；时效指标又常以日期为依据。

    ## 怎么查
    逐个核对年、月、日：月份在1至12之间，日不超过当月天数，2月29日只在闰年有；没有写年份的2月29日不算错。
    “日期：20230931”这样写成八位数字的，也核对。
    同一工程写在一段里、一行表格里的招标、中标、签订合同、开工、竣工、验收、结算审计日期，后一步早于前一步的报警告，起止日期颠倒的也报；
    没有写年份的，只比较同月的日和相差两个月以内的月。

    ## 什么时候不报
    编号、版本号、比例等不是日期的数字；没有写年份而早三个月以上的月份（可能是次年）；计划、合同约定的日期；分期、分批、分标段的；主语不同的。

    ## 依据
    公历；工程先招标、签约，再开工、完工、验收，最后结算审计。
    """
    for statement in facts.statements("impossible-date"):
        yield of_statement(statement, "no-such-date", Certainty.CERTAIN, f"日历上没有 {statement.text} 这个日期。")
    for statement in facts.statements("date-order"):
        if "period" in statement.traits:
            message = f"起止日期“{statement.text}”，结束早于开始。"
        else:
            earlier, later = (
                next(words for stage, words in STAGES.items() if f"{time}-{stage}" in statement.traits) for time in ("early", "late")
            )
            message = f"{later}的日期“{statement.text}”，早于{earlier}的日期 {statement.detail}。"
        yield of_statement(statement, "wrong-order", Certainty.LIKELY, message)
