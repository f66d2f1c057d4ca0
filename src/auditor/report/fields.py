"""The structured fields of a report as a pydantic model: every field with its place, null where the report says nothing.

Only `audit extract` imports this module: pydantic takes longer to load than an audit.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from pydantic import Field

from auditor.model import Assessment, Report
from auditor.model import Field as Written
from auditor.report.places import Places
from auditor.report.records import IndicatorFields, TargetTableFields, indicator_fields, target_table_fields
from auditor.report.values import FieldValue, Model, Position, position, value_of_field


class Kinds(Model):
    """What kinds of document a file holds."""

    values: list[str]
    place: Position | None


class FiscalYear(Model):
    """The year the report is about."""

    value: int
    place: Position | None


class ReportFields(Model):
    """The structured fields of one report."""

    name: str = Field(description="文件名")
    title: FieldValue | None = Field(description="标题")
    unit: FieldValue | None = Field(description="单位")
    county: FieldValue | None = Field(description="所在县（市、区）")
    fiscal_year: FiscalYear | None = Field(description="年度")
    kinds: Kinds | None = Field(description="文件类型，一份文件可有几种")
    establishment: FieldValue | None = Field(description="编制")
    staff: FieldValue | None = Field(description="在职")
    budget: FieldValue | None = Field(description="预算")
    adjusted_budget: FieldValue | None = Field(description="调整后预算")
    final_accounts: FieldValue | None = Field(description="决算")
    basic_expenditure: FieldValue | None = Field(description="基本支出")
    project_expenditure: FieldValue | None = Field(description="项目支出")
    personnel_expenditure: FieldValue | None = Field(description="人员经费")
    public_expenditure: FieldValue | None = Field(description="公用经费")
    carry_over: FieldValue | None = Field(description="结转结余")
    income_budget: FieldValue | None = Field(description="收入预算")
    income_final: FieldValue | None = Field(description="收入决算")
    total_score: FieldValue | None = Field(description="总分")
    grade: FieldValue | None = Field(description="等级")
    indicators: list[IndicatorFields] = Field(description="指标：正文里的和评分表、自评表里的")
    target_tables: list[TargetTableFields] = Field(description="绩效目标表")


# Fields of ReportFields that are not taken over one to one.
_COMPOSED = frozenset({"name", "kinds", "fiscal_year", "indicators", "target_tables"})


def report_fields(report: Report, assessments: Sequence[Assessment] = ()) -> ReportFields:
    """The structured fields of a report; `assessments` are those of its indicator records, in their order."""
    places = Places(report.document, report.sections)
    extraction = report.extraction
    year, kinds = extraction.fields.get("fiscal_year"), extraction.fields.get("kinds")
    plain = {
        name: value_of_field(extraction.fields[name], places) if name in extraction.fields else None
        for name in ReportFields.model_fields
        if name not in _COMPOSED
    }
    records = zip_longest(extraction.indicators, assessments[: len(extraction.indicators)])
    return ReportFields.model_validate(
        {
            **plain,
            "name": report.document.name,
            "fiscal_year": _year(extraction.fiscal_year, year, places),
            "kinds": Kinds(values=list(extraction.kinds), place=position(kinds.span, places) if kinds else None)
            if extraction.kinds
            else None,
            "indicators": [indicator_fields(item, assessment, places) for item, assessment in records],
            "target_tables": [target_table_fields(table, places) for table in extraction.target_tables],
        }
    )


def _year(value: int | None, written: Written | None, places: Places) -> FiscalYear | None:
    if value is None:
        return None
    return FiscalYear(value=value, place=position(written.span, places) if written else None)
