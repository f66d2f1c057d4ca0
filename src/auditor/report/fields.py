"""The structured fields of a report as a pydantic model: every field with its place, null where the report says nothing.

Only `audit extract` imports this module: pydantic takes longer to load than an audit.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from auditor.model import Bound, ClaimKind, Fact, Indicator, Report, Span
from auditor.model import Field as Written
from auditor.report.places import Places


class Model(BaseModel):
    """What all models here share: frozen, and no other keys than those declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Position(Model):
    """A place in the text: `text[start:end]`, in code points."""

    start: int
    end: int
    line: int = Field(description="行号，从 1 起")
    section: str = Field(description="所在的各级标题")


class FieldValue(Model):
    """A value as written."""

    value: str = Field(description="文中写的值")
    unit: str | None = Field(description="计量单位")
    place: Position


class Kinds(Model):
    """What kinds of document a file holds."""

    values: list[str]
    place: Position | None


class FiscalYear(Model):
    """The year the report is about."""

    value: int
    place: Position | None


class ClaimText(Model):
    """The words in which a report says how far a target was met."""

    text: str
    place: Position | None


class IndicatorFields(Model):
    """One indicator record, told in prose or in the row of a table."""

    level1: str | None = Field(description="一级指标")
    level2: str | None = Field(description="二级指标")
    name: str = Field(description="指标名称")
    place: Position
    comparator: str | None = Field(description="目标值前的比较符号：≥ ≤ ＞ ＜")
    target: FieldValue | None = Field(description="目标值")
    actual: FieldValue | None = Field(description="完成值")
    stated_rate: FieldValue | None = Field(description="写明的完成率")
    recomputed_rate: str | None = Field(description="按目标值和完成值算出的完成率")
    claim: ClaimText | None = Field(description="关于完成情况的说法")
    full_marks: FieldValue | None = Field(description="分值")
    score: FieldValue | None = Field(description="得分")


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
    indicators: list[IndicatorFields] = Field(description="指标")


_COMPARATORS = {Bound.AT_LEAST: "≥", Bound.AT_MOST: "≤", Bound.MORE: "＞", Bound.LESS: "＜"}
# Fields of ReportFields that are not taken over one to one.
_COMPOSED = frozenset({"name", "kinds", "fiscal_year", "indicators"})


def report_fields(report: Report) -> ReportFields:
    """The structured fields of a report."""
    places = Places(report.document, report.sections)
    extraction = report.extraction
    year, kinds = extraction.fields.get("fiscal_year"), extraction.fields.get("kinds")
    rates = _recomputed_rates(report)
    plain = {
        name: _field(extraction.fields[name], places) if name in extraction.fields else None
        for name in ReportFields.model_fields
        if name not in _COMPOSED
    }
    return ReportFields.model_validate(
        {
            **plain,
            "name": report.document.name,
            "fiscal_year": _year(extraction.fiscal_year, year, places),
            "kinds": Kinds(values=list(extraction.kinds), place=_place(kinds.span, places) if kinds else None)
            if extraction.kinds
            else None,
            "indicators": [_indicator(item, places, rates) for item in extraction.indicators],
        }
    )


def _year(value: int | None, written: Written | None, places: Places) -> FiscalYear | None:
    if value is None:
        return None
    return FiscalYear(value=value, place=_place(written.span, places) if written else None)


def _field(field: Written, places: Places) -> FieldValue:
    return FieldValue(value=field.value, unit=field.unit or None, place=_place(field.span, places))


def _fact(fact: Fact | None, places: Places) -> FieldValue | None:
    if fact is None:
        return None
    return FieldValue(value=fact.quantity.digits, unit=fact.quantity.unit or None, place=_place(fact.span, places))


def _place(span: Span, places: Places) -> Position:
    place = places.place(places.tight(span))
    return Position(start=place.start, end=place.end, line=place.line, section=place.section)


def _indicator(item: Indicator, places: Places, rates: dict[Span, str]) -> IndicatorFields:
    return IndicatorFields(
        level1=item.level1 or None,
        level2=item.level2 or None,
        name=item.name,
        place=_place(item.heading, places),
        comparator=_COMPARATORS.get(item.target.quantity.bound) if item.target else None,
        target=_fact(item.target, places),
        actual=_fact(item.actual, places),
        stated_rate=_fact(item.stated_rate, places),
        recomputed_rate=rates.get(item.stated_rate.span) if item.stated_rate else None,
        claim=ClaimText(text=item.claim, place=_place(item.claim_span, places) if item.claim_span else None) if item.claim else None,
        full_marks=_fact(item.full_marks, places),
        score=_fact(item.score, places),
    )


def _recomputed_rates(report: Report) -> dict[Span, str]:
    """The rates that the audit computed, by the place of the stated one."""
    return {
        item.claim.stated.span: f"{item.verdict.computed:f}"
        for item in report.ledger.checked
        if item.claim.kind is ClaimKind.COMPLETION and item.verdict.computed is not None
    }
