"""目标表的指标应当与项目名称说的用途一致。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.rule import rule
from auditor.audit.target_rows import described, of_places, shown
from auditor.model import Certainty, Field, Finding, Indicator, TargetTable

RUNNING = "公用经费"
WAGES = ("工资", "薪酬", "薪金", "人员经费")
PAID_OTHERWISE = ("聘", "临时", "代课", "编外", "劳务", "派遣", "保安", "保洁", "保育", "物业")  # staff that running costs may pay
PERSONAL = ("人员", "工资", "薪")
# Works of a village, with the words by which an indicator may measure them.
WORKS: dict[str, tuple[str, ...]] = {
    "硬化": ("硬化", "路面", "水泥", "混凝土", "沥青", "砖"),
    "亮化": ("亮化", "灯", "照明", "亮"),
    "绿化": ("绿", "树", "苗", "草", "花", "植"),
    "美化": ("美", "墙", "景", "环境", "粉刷", "彩绘"),
    "净化": ("净", "垃圾", "洁", "污", "卫生"),
}
FEWEST_ROWS = 5
MOST_SHOWN = 4


@rule(
    "target-purpose",
    title="目标表的指标与项目用途不合",
    category="target-table",
    codes={
        "pays-wages": "公用经费项目的指标说的是发工资",
        "work-without-indicator": "项目名称里的一项工程没有任何指标",
    },
)
def check(facts: Facts) -> Iterator[Finding]:
    """目标表的指标应当与项目名称说的用途一致。

    ## 为什么要查
    项目名称就是资金的用途。公用经费用来发工资，是支出范围不符；名称里写了两项工程、指标只考核一项，另一项做没做就无从评价。

    ## 怎么查
    项目名称是“公用经费”，指标的名称或描述却说工资、薪酬、人员经费的；
    项目名称并列两项以上工程（硬化、亮化、绿化、美化、净化），有的工程有指标，有的在全部指标的名称和描述里都没有提到的。都报警告。

    ## 什么时候不报
    工资说的是聘用、临时、代课、劳务等人员；项目名称同时写了人员经费；换了说法的（亮化写成路灯、照明，绿化写成植树）；
    各项工程都没有分别设指标的；表格有缺行、错列的，或者指标太少。

    ## 依据
    《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：绩效指标应当与绩效目标对应；
    《政府收支分类科目》：工资福利支出不属于公用经费。
    """
    for table in facts.extraction.target_tables:
        if table.project_name is not None:
            yield from _wages(table, table.project_name)
            yield from _works(table, table.project_name)


def _words(row: Indicator) -> str:
    return row.name + (row.description[0] if row.description is not None else "")


def _wages(table: TargetTable, project: Field) -> Iterator[Finding]:
    """Running costs by name, wages by their indicators."""
    if RUNNING not in project.value or any(word in project.value for word in PERSONAL):
        return
    paid = [
        row for row in table.rows if any(word in _words(row) for word in WAGES) and not any(word in _words(row) for word in PAID_OTHERWISE)
    ]
    if paid:
        which = f"{shown(paid[0].name)}等 {len(paid)} 项指标" if len(paid) > 1 else f"指标{shown(paid[0].name)}"
        message = f"项目是{shown(project.value)}，{which}说的却是工资；工资属于人员经费。"
        places = [("name", project.span)]
        for row in paid[:MOST_SHOWN]:
            places += [("name", row.heading), *described(row)]
        yield of_places(places, "pays-wages", Certainty.LIKELY, message, project.value)


def _works(table: TargetTable, project: Field) -> Iterator[Finding]:
    """Of several works that the name joins, those that no indicator mentions, where others have theirs."""
    named = [work for work in WORKS if work in project.value]
    if len(named) < 2 or table.damaged or len(table.rows) < FEWEST_ROWS:
        return
    measured = [row for row in table.rows if any(work in _words(row) for work in named)]
    missing = [work for work in named if not any(word in _words(row) for row in table.rows for word in WORKS[work])]
    if measured and missing:
        message = f"项目是{shown(project.value)}，{len(table.rows)} 项指标没有一项说到{'、'.join(missing)}。"
        places = [("title", project.span)]
        for row in measured[:MOST_SHOWN]:
            places += [("name", row.heading), *described(row)]
        yield of_places(places, "work-without-indicator", Certainty.LIKELY, message, project.value)
