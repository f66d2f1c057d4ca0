"""Target tables in every layout: what is read from them, clean ones silent, planted ones told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.cases import load_collection
from auditor.extract.targets.target_wording import class_of, traits_of
from auditor.model import ClaimKind, Indicator, Outcome, Report, TargetTable
from auditor.pipeline import audit_text

FOLDER = Path(__file__).resolve().parent.parent.parent / "fixtures" / "target-tables"


def clean(layout: str) -> Report:
    """The report on the first, clean case of a layout."""
    return audit_text(load_collection(FOLDER / f"{layout}.txt")[0].passage, layout)


def only_table(layout: str) -> TargetTable:
    """The one target table of the clean case of a layout."""
    tables = clean(layout).extraction.target_tables
    assert len(tables) == 1
    return tables[0]


def target_of(row: Indicator) -> tuple[str, str, str] | None:
    """Limit, number and unit of a row's target."""
    if row.target is None:
        return None
    quantity = row.target.quantity
    return quantity.bound.value, quantity.digits, quantity.unit


def test_the_form_is_read() -> None:
    """Project, code, budget with its sources, plan and goals, with their own places in the text."""
    report = clean("hebei")
    table = report.extraction.target_tables[0]
    assert table.project_name is not None
    assert table.project_code is not None
    assert table.budget is not None
    assert (table.project_name.value, table.project_code.value) == ("镇级文化广场修缮资金", "13060423P00418300125B")
    assert (table.budget.quantity.digits, table.budget.quantity.unit) == ("286000.00", "元")
    assert [(fact.what, fact.quantity.digits) for fact in table.funds] == [("财政资金", "250000.00"), ("其他资金", "36000.00")]
    assert [(period, fact.quantity.digits) for period, fact in table.plan] == [
        ("3月底", "10"),
        ("6月底", "45"),
        ("9月底", "80"),
        ("12月底", "100"),
    ]
    assert [goal.value for goal in table.goals] == ["修缮广场地面", "更换灯具并接通电源", "方便群众开展文化活动"]
    assert [report.document.text[slice(*goal.span)] for goal in table.goals] == [goal.value for goal in table.goals]


def test_merged_classes_are_inherited() -> None:
    """A blank class cell has the class above it; a blank first level stays within its block."""
    rows = only_table("national").rows
    assert [(row.level1, row.level2, row.kind) for row in rows[:4]] == [
        ("产出指标", "数量指标", "quantity"),
        ("产出指标", "数量指标", "quantity"),
        ("产出指标", "质量指标", "quality"),
        ("产出指标", "质量指标", "quality"),
    ]


def test_sign_and_unit_of_their_own_columns() -> None:
    """≥, 420 and 万株 in three cells are one target."""
    rows = only_table("yunnan").rows
    assert [target_of(row) for row in rows[:4]] == [
        ("", "36", "座"),
        ("at-least", "420", "万株"),
        ("at-least", "95", "%"),
        ("at-most", "6", "个月"),
    ]


def test_the_year_comes_before_the_whole_period() -> None:
    """Of two value columns the one of the year is the target, and the year's amount the budget."""
    table = only_table("guangdong")
    assert table.budget is not None
    assert (table.budget.quantity.digits, table.budget.quantity.unit) == ("900.00", "万元")
    assert [target_of(row) for row in table.rows[:2]] == [("at-least", "6", "万平方米"), ("at-least", "3", "座")]


def test_one_column_may_hold_both_levels() -> None:
    """产出指标-数量指标 in one cell gives the class."""
    assert [row.kind for row in only_table("cost-first").rows] == ["cost", "quantity", "quality", "time", "social", "satisfaction"]


def test_what_holds_is_in_the_ledger() -> None:
    """Sources, plan, costs and described values count as claims that hold."""
    checked = [item for item in clean("hebei").ledger.checked if item.claim.kind is ClaimKind.TARGET_TABLE]
    assert {item.verdict.outcome for item in checked} <= {Outcome.HOLDS, Outcome.BY_ROUNDING}
    traits = set().union(*(item.claim.traits for item in checked))
    assert {"funds", "plan-step", "plan-end", "cost", "described"} <= traits


def test_a_score_table_is_no_target_table() -> None:
    """A table with results or scores is not taken for a target table."""
    text = (
        "一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\n产出指标\t数量指标\t植树数量\t400棵\t420棵\n\t质量指标\t成活率\t95%\t96%\n"
    )
    assert audit_text(text, "x").extraction.target_tables == ()


def test_a_row_with_lost_cells_is_not_guessed() -> None:
    """In a table with rows that cannot be matched nothing is inherited, and its missing classes are not held against it."""
    text = (
        "一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t植树数量\t400棵\n绿化\n\t质量指标\t苗木成活率\t95%\n"
        "种下的树在三年内的\n\t\t管护面积\t30亩\n"
    )
    table = audit_text(text, "x").extraction.target_tables[0]
    assert table.damaged
    assert [(row.name, row.level1, row.kind) for row in table.rows] == [
        ("植树数量", "产出指标", "quantity"),
        ("苗木成活率", "", "quality"),
        ("管护面积", "", ""),
    ]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("11-数量指标", "quantity"),
        ("产出指标-质量指标", "quality"),
        ("产出时效", "time"),
        ("经济成本指标", "cost"),
        ("社会成本指标", "outside-cost"),
        ("经济效益", "economic"),
        ("社会公众或服务对象满意度", "satisfaction"),
        ("可持续影响指标", "lasting"),
        ("管理指标", ""),
    ],
)
def test_classes_by_their_words(label: str, kind: str) -> None:
    """Numbers in front, joined levels and other class names do not matter."""
    assert class_of(label) == kind


@pytest.mark.parametrize(
    ("name", "description", "trait", "holds"),
    [
        ("道路硬化率", "", "rate-name", True),
        ("巡查频率", "", "rate-name", False),
        ("植树面积（亩）", "", "number-name", True),
        ("植树面积完成率", "", "number-name", False),
        ("工程造价", "", "money-name", True),
        ("造价控制率", "", "money-name", False),
        ("占地面积", "", "ratio-name", False),
        ("合格率", "应检数与合格数之比", "ratio-inverted", True),
        ("合格率", "合格数与应检数之比", "ratio-inverted", False),
        ("及时情况", "清扫时间与每周时间之比", "calendar-ratio", True),
        ("及时情况", "实际时间与计划时间之比", "calendar-ratio", False),
    ],
)
def test_traits_of_the_wording(name: str, description: str, trait: str, holds: bool) -> None:
    """Each trait with a wording that has it and one that nearly has it."""
    assert (trait in traits_of(name, description, "100%", None)) is holds
