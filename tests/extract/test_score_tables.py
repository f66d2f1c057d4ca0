"""Score tables in every layout: clean ones are silent, planted ones are told once, random ones exactly where they were changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.cases import load_collection
from auditor.column_titles import role_of
from auditor.extract.tables.columns import near_role
from auditor.model import Indicator, Severity
from auditor.pipeline import audit_text

FOLDER = Path(__file__).resolve().parent.parent.parent / "fixtures" / "tables"


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("分 值", "full_marks"),
        ("指标权重（分）", "full_marks"),
        ("自评得分", "score"),
        ("得分（20分*执行率）", "score"),
        ("核查分数", "second_score"),
        ("实际完成值（B）", "actual"),
        ("年度\n指标值", "target"),
        ("全年（调整）预算数", "budget"),
        ("得分系数(%)", "rate"),
        ("部门的职责", ""),
    ],
)
def test_headers_are_told_by_their_words(header: str, role: str) -> None:
    """Blanks and brackets do not matter."""
    assert role_of(header) == role


def test_a_misprinted_header_is_recognised() -> None:
    """One wrong character in a long header does not hide the column; a short or strange one is left alone."""
    assert [near_role(header) for header in ("偏差原因分析及改近措施", "指标解择说明", "的分", "单位负责人签字")] == [
        "reason",
        "description",
        "",
        "",
    ]


def indicators(text: str) -> list[Indicator]:
    """The indicator records of the tables of a text."""
    return [record for record in audit_text(text, "x").extraction.indicators if record.table is not None]


def test_a_record_has_everything_its_row_says() -> None:
    """Levels of merged cells, comparator and unit of their own columns, full marks, score and reason."""
    passage = load_collection(FOLDER / "sichuan.txt")[0].passage
    record = indicators(passage)[2]
    assert record.target is not None
    assert record.actual is not None
    assert record.full_marks is not None
    assert record.score is not None
    assert (record.level1, record.level2, record.name) == ("产出指标", "时效指标", "隐患处置及时率")
    assert (record.target.quantity.bound.value, record.target.quantity.digits, record.target.quantity.unit) == ("at-least", "98", "%")
    assert (record.actual.quantity.digits, record.full_marks.quantity.digits, record.score.quantity.digits) == ("97", "20", "18.5")
    assert record.reason is not None
    assert record.reason[0] == "两处山路塌方"


def test_rows_that_lost_cells_keep_their_levels() -> None:
    """A row with a cell too many or too few at its left is laid under the header by its numbers."""
    passage = load_collection(FOLDER / "brackets.txt")[0].passage
    assert [
        (item.level1, item.level2, item.name, item.full_marks.quantity.digits if item.full_marks else None) for item in indicators(passage)
    ] == [
        ("投入", "目标设定", "职责明确", "4"),
        ("投入", "目标设定", "目标合理", "4"),
        ("投入", "预算配置", "人员控制率", "12"),
        ("过程", "预算执行", "预算完成率", "10"),
        ("过程", "预算执行", "支付进度率", "8"),
        ("过程", "预算管理", "资金合规性", "12"),
        ("产出", "职责履行", "任务完成", "30"),
        ("效果", "履职效益", "经济效益", "10"),
        ("效果", "履职效益", "群众满意度", "10"),
    ]


def test_a_row_that_continues_the_one_above_adds_to_its_cells() -> None:
    """The rubric goes on over the page; its place is that of its first part."""
    record = indicators(load_collection(FOLDER / "pages.txt")[0].passage)[0]
    assert record.rubric is not None
    assert record.rubric[0] == "达到目标值得满分；每少一个百分点扣0.5分，\n扣完为止。"


def test_a_damaged_table_is_told() -> None:
    """What cannot be laid under the header is named, and no sum is claimed."""
    report = audit_text(load_collection(FOLDER / "damaged.txt")[0].passage, "x")
    assert sorted({reason for reason, _ in report.ledger.skipped}) == ["一行里有几项指标而没有分数", "有分数而没有指标名称"]
    assert [item.claim.stated.what for item in report.ledger.checked if "level" in item.claim.traits] == []


def errors_of(text: str) -> list[str]:
    """The codes of the errors of this project's score rules in a text."""
    own = {"weight-sum", "score-total", "score-conflict", "grade-band"}
    return [finding.code for finding in audit_text(text, "x").findings if finding.rule in own and finding.severity is Severity.ERROR]


LAYOUTS = ["national", "hebei", "brackets", "hunan", "hubei", "sichuan", "chongqing", "yunnan", "guangdong", "platform", "summary", "pages"]


@settings(max_examples=100, deadline=None)
@given(layout=st.sampled_from(LAYOUTS), place=st.integers(0, 200), change=st.sampled_from(["gain", "lose", "trim", "part"]))
def test_cells_lost_or_gained_at_the_edge_are_no_error(layout: str, place: int, change: str) -> None:
    """A clean table in which a row has got a blank cell, lost its blank ones at either end, or is parted by an empty line: no error."""
    rows = load_collection(FOLDER / f"{layout}.txt")[0].passage.split("\n")
    tabbed = [index for index, row in enumerate(rows) if "\t" in row]
    index = tabbed[place % len(tabbed)]
    row = rows[index]
    rows[index] = {"gain": f"\t{row}", "lose": row.lstrip("\t"), "trim": row.rstrip("\t"), "part": f"{row}\n"}[change]
    assert errors_of("\n".join(rows)) == []
