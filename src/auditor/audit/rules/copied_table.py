"""两个项目的绩效目标表，不应一行一行相同。"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.audit.facts import Facts
from auditor.audit.rule import rule
from auditor.audit.target_rows import of_places, shown, words_only
from auditor.model import Certainty, Finding, Indicator, Span, TargetTable

FEWEST_ROWS = 3  # rows in a row that agree by chance are fewer
FEWEST_PLANS = 3
MOST_SHOWN = 8


@rule(
    "copied-table",
    title="绩效目标表照抄另一张",
    category="residue",
    codes={"rows-copied": "两个项目的几行指标完全相同", "plan-copied": "各项目的资金支出计划完全相同"},
)
def check(facts: Facts) -> Iterator[Finding]:
    """两个项目的绩效目标表，不应一行一行相同。

    ## 为什么要查
    不同的项目有不同的产出和效益。一张表的几行指标、支出计划与另一张完全相同，说明是照抄或用了系统的默认值，没有按项目设定。

    ## 怎么查
    同一文件里项目名称不同的绩效目标表，逐行比较指标名称、描述和指标值；有三行以上（满意度除外）相同的，提示一次。
    三张以上的表，支出计划的比例全部相同的，提示一次。

    ## 什么时候不报
    相同的行不到三行；同一项目的表；满意度、成本这样的共性指标。

    ## 依据
    《中央部门预算绩效目标管理办法》（财预〔2015〕88号）：绩效目标应当与项目相关、细化量化。
    """
    tables = [table for table in facts.extraction.target_tables if table.rows]
    yield from _rows(tables)
    yield from _plans([table for table in facts.extraction.target_tables if table.plan])


def _rows(tables: list[TargetTable]) -> Iterator[Finding]:
    first: dict[tuple[str, str, str], tuple[int, Indicator]] = {}
    for number, table in enumerate(tables):
        copied: dict[int, list[tuple[Indicator, Indicator]]] = {}
        for row in table.rows:
            if row.kind in ("satisfaction", "cost") or row.value is None:
                continue
            key = words_only(row.name), words_only(row.description[0]) if row.description else "", row.value[0].strip()
            known = first.setdefault(key, (number, row))
            if known[0] != number and _name(tables[known[0]]) != _name(table):
                copied.setdefault(known[0], []).append((known[1], row))
        for other, pairs in copied.items():
            if len(pairs) >= FEWEST_ROWS:
                message = f"{shown(_name(table))}与{shown(_name(tables[other]))}有 {len(pairs)} 行指标完全相同，疑照抄。"
                places = [("indicator", _place(row)) for pair in pairs[: MOST_SHOWN // 2] for row in reversed(pair)]
                yield of_places(places, "rows-copied", Certainty.QUERY, message, None)


def _plans(tables: list[TargetTable]) -> Iterator[Finding]:
    plans = {tuple(fact.quantity.text.strip() for _, fact in table.plan) for table in tables}
    if len(tables) >= FEWEST_PLANS and len(plans) == 1 and len(next(iter(plans))) > 1:
        message = f"{len(tables)} 张表的资金支出计划完全相同，像是系统的默认值。"
        places = [("item", fact.span) for table in tables[:MOST_SHOWN] for _, fact in table.plan[:1]]
        yield of_places(places, "plan-copied", Certainty.QUERY, message, "、".join(next(iter(plans))))


def _name(table: TargetTable) -> str:
    return table.project_name.value if table.project_name is not None else ""


def _place(row: Indicator) -> Span:
    return row.description[1] if row.description is not None else row.heading
