"""The structured fields of a report."""

from __future__ import annotations

from auditor.model import Bound, Checked, ClaimKind, Extraction, Report
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
    assert {"name": "柳溪镇.txt", "indicators": []} == {name: value for name, value in fields.items() if value is not None}


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
        "  投入 › 预算配置",
        "  第 4 行  在职人员控制率  目标 ≤42 人  完成 45 人",
        "  第 4 行  在职人员控制率  目标 ≤42 人  完成 45 人",
    ] == plain.text(table(fields, 80)).splitlines()[-4:]


def test_the_recomputed_rate_comes_from_the_verified_claim(report: Report) -> None:
    """The rate that the audit computed stands beside the stated one."""
    rate = report.ledger.checked[0]
    checked = Checked(rate.claim._replace(kind=ClaimKind.COMPLETION), rate.verdict)
    indicator = report.extraction.indicators[0]._replace(stated_rate=rate.claim.stated)
    changed = report._replace(
        extraction=report.extraction._replace(indicators=(indicator,)),
        ledger=report.ledger._replace(checked=(checked,)),
    )
    assert ["1240.50"] == [item.recomputed_rate for item in report_fields(changed).indicators]


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
