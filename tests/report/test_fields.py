"""The structured fields of a report."""

from __future__ import annotations

from decimal import Decimal

from auditor.model import Assessment, Bound, Extraction, Fact, Field, Kind, Quantity, Report, TargetTable
from auditor.report import plain
from auditor.report.fields import ReportFields, report_fields
from auditor.report.outline import outline, table


def test_a_field_carries_value_unit_and_place(report: Report) -> None:
    """编制 42 人 in line 4, with offsets of the digits."""
    field = report_fields(report).establishment
    assert field is not None
    assert ("42", "人", 4, "一、基本情况", "42") == (
        field.value,
        field.unit,
        field.place.line,
        field.place.section,
        report.document.text[field.place.start : field.place.end],
    )


def test_what_the_report_does_not_say_is_null(report: Report) -> None:
    """A report without fields has null everywhere, and no indicators."""
    empty = report._replace(extraction=Extraction({}, (), None, ()))
    fields = report_fields(empty).model_dump()
    assert {"name": "柳溪镇.txt", "indicators": [], "target_tables": []} == {
        name: value for name, value in fields.items() if value is not None
    }


def test_year_and_kinds_are_values_of_their_own(report: Report) -> None:
    """The year is a number with a place; kinds without a place have none."""
    fields = report_fields(report)
    assert fields.fiscal_year is not None
    assert fields.fiscal_year.place is not None
    assert fields.kinds is not None
    assert (2023, 1, ["self-evaluation", "final-accounts"], None) == (
        fields.fiscal_year.value,
        fields.fiscal_year.place.line,
        fields.kinds.values,
        fields.kinds.place,
    )


def test_an_indicator_carries_what_is_written(report: Report) -> None:
    """Target and actual as plain digits with their unit; what is missing is null."""
    (indicator,) = report_fields(report).indicators
    assert indicator.target is not None
    assert ("在职人员控制率", "42", "人", None, None) == (
        indicator.name,
        indicator.target.value,
        indicator.target.unit,
        indicator.stated_rate,
        indicator.recomputed_rate,
    )


def test_an_indicator_of_a_table_stands_under_its_group(report: Report) -> None:
    """Levels and comparator are fields of their own; on the terminal the group is printed once, above its indicators."""
    record = report.extraction.indicators[0]
    assert record.target is not None
    target = record.target._replace(quantity=record.target.quantity._replace(bound=Bound.AT_MOST))
    row = record._replace(level1="投入", level2="预算配置", target=target)
    changed = report._replace(extraction=report.extraction._replace(indicators=(row, row)))
    fields = report_fields(changed)
    assert [("投入", "预算配置", "≤")] * 2 == [(item.level1, item.level2, item.comparator) for item in fields.indicators]
    assert [
        "指标（2 项）",
        "行  指标            目标    完成",
        "  投入 › 预算配置",
        "4   在职人员控制率  ≤42 人  45 人",
        "4   在职人员控制率  ≤42 人  45 人",
    ] == plain.text(table(fields, 80)).splitlines()[-5:]


def test_what_the_audit_makes_of_a_record_stands_beside_it(report: Report) -> None:
    """Recomputed rate, possible scores and verdict come from the assessment; on the terminal they have columns of their own."""
    assessed = Assessment(Decimal("107.14"), (Decimal("6.0"), Decimal("4.5"), Decimal(0)), None, None, "below-target")
    fields = report_fields(report, (assessed,))
    (indicator,) = fields.indicators
    assert indicator.reachable_scores is not None
    assert ("107.14", ["6", "4.5", "0"], None, "below-target", "人", "text") == (
        indicator.recomputed_rate,
        indicator.reachable_scores.scores,
        indicator.reachable_scores.highest,
        indicator.verdict,
        indicator.unit,
        indicator.source,
    )
    assert [
        "行  指标            目标   完成   算出完成率  可能的得分  结论",
        "4   在职人员控制率  42 人  45 人  107.14 %    6、4.5、0   未达到",
    ] == plain.text(table(fields, 80)).splitlines()[-2:]


def test_a_narrow_output_has_a_paragraph_a_record(report: Report) -> None:
    """Where the columns do not fit, every cell stands behind its header."""
    assert [
        "指标（1 项）",
        "  第 4 行  在职人员控制率",
        "           目标 42 人  完成",
        "           45 人",
    ] == plain.text(table(report_fields(report), 28)).splitlines()[-4:]


def test_a_target_table_is_shown_with_its_rows(report: Report) -> None:
    """Project, budget, plan and goals in a head, then a row for each indicator under its class."""
    place = report.extraction.indicators[0].heading
    amount = Fact(Quantity(0, 4, "30万元", Decimal(30), "万元", Kind.MONEY), place)
    row = report.extraction.indicators[0]._replace(level1="产出指标", level2="数量指标", value=("42人", place), basis=("编制批复", place))
    form = TargetTable(0, 1, place, Field("村道养护", place), None, amount, funds=(amount,), plan=(("6月底", amount),), rows=(row,))
    fields = report_fields(report._replace(extraction=report.extraction._replace(target_tables=(form,))))
    assert fields.target_tables[0].rows[0].level3 == "在职人员控制率"
    assert [
        "目标表（第 4 行）村道养护",
        "预算 30 万元  来源 30 万元  支出计划 6月底 30 万元",
        "行  指标            指标值  依据",
        "  产出指标 › 数量指标",
        "4   在职人员控制率  42 人   编制批复",
    ] == plain.text(table(fields, 80)).splitlines()[-5:]


def test_every_field_is_required_in_the_schema() -> None:
    """A consumer can rely on every key being there."""
    assert sorted(ReportFields.model_fields) == sorted(ReportFields.model_json_schema()["required"])


def test_fields_survive_a_round_trip(report: Report) -> None:
    """What was written as JSON reads back as the same fields."""
    fields = report_fields(report)
    assert fields == ReportFields.model_validate_json(fields.model_dump_json())


def test_table_of_fields_looks_as_it_did(report: Report, snapshots) -> None:
    """Every field with its line, 文中没有 where there is none, then the indicators."""
    actual = plain.text(table(report_fields(report), 80))
    assert snapshots.expected("fields-80.txt", actual) == actual


def test_outline_is_indented_by_level(report: Report) -> None:
    """Line number and heading, one a line, under the title."""
    assert [
        "柳溪镇人民政府2023年度部门整体支出绩效自评报告",
        " 3  一、基本情况",
        " 5  二、预算执行情况",
        " 6    （一）收支情况",
        " 9    （二）项目支出",
        "13  三、评价结论",
    ] == plain.text(outline(report.document, report.sections, 80)).splitlines()
