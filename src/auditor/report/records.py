"""Indicator records and target tables as structured fields: one row a record."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field

from auditor.model import Assessment, Bound, Indicator, Source, TargetTable
from auditor.report.places import Places
from auditor.report.values import FieldValue, Model, Position, Words, position, value_of_fact, value_of_field, words_of

COMPARATORS = {Bound.AT_LEAST: "≥", Bound.AT_MOST: "≤", Bound.MORE: "＞", Bound.LESS: "＜"}


class ReachableScores(Model):
    """The scores that the printed standard can give: each of them, or everything between two."""

    scores: list[str] = Field(description="可能的得分，从高到低；连续的为空")
    lowest: str | None = Field(description="连续的得分，最低")
    highest: str | None = Field(description="连续的得分，最高")


class IndicatorFields(Model):
    """One indicator record, told in prose or in the row of a table."""

    level1: str | None = Field(description="一级指标")
    level2: str | None = Field(description="二级指标")
    level3: str | None = Field(description="三级指标")
    name: str = Field(description="指标名称")
    place: Position
    comparator: str | None = Field(description="目标值前的比较符号：≥ ≤ ＞ ＜")
    target: FieldValue | None = Field(description="目标值")
    actual: FieldValue | None = Field(description="完成值")
    unit: str | None = Field(description="计量单位")
    target_text: Words | None = Field(description="目标值一格的原文")
    stated_rate: FieldValue | None = Field(description="写明的完成率")
    recomputed_rate: str | None = Field(description="完成值÷目标值，百分数")
    claim: Words | None = Field(description="关于完成情况的说法")
    full_marks: FieldValue | None = Field(description="分值")
    score: FieldValue | None = Field(description="得分")
    reachable_scores: ReachableScores | None = Field(description="印出的评分标准给得出的得分")
    reason: Words | None = Field(description="偏差原因")
    verdict: str | None = Field(
        description="met 达到，below-target 未达到，admitted-shortfall 承认未达到，rate-ok、rate-wrong 写明的完成率相符、不符，"
        "text-conflict 与同段的说法矛盾，no-actual 没有完成值，not-comparable 无法比较，rate-unverifiable 完成率无从核对，qualitative 定性；没有目标值而有得分的："
        "score-possible、score-impossible 评分标准给得出、给不出，no-target 没有目标值"
    )
    source: str = Field(description="text 正文，table 表格")


class TargetRowFields(Model):
    """One row of a target table."""

    level1: str | None = Field(description="一级指标")
    level2: str | None = Field(description="二级指标")
    level3: str = Field(description="三级指标")
    place: Position
    comparator: str | None = Field(description="比较符号")
    target: FieldValue | None = Field(description="指标值中的数")
    target_text: Words | None = Field(description="指标值的原文")
    description: Words | None = Field(description="绩效指标描述")
    basis: Words | None = Field(description="指标值确定依据")


class PlanFields(Model):
    """How much of the funds is paid by the end of a period."""

    period: str
    share: FieldValue


class TargetTableFields(Model):
    """One target table."""

    place: Position
    project_name: FieldValue | None = Field(description="项目名称")
    project_code: FieldValue | None = Field(description="项目编码")
    budget: FieldValue | None = Field(description="预算数")
    funds: list[FieldValue] = Field(description="各项资金来源")
    plan: list[PlanFields] = Field(description="资金支出计划")
    goals: list[FieldValue] = Field(description="绩效目标")
    rows: list[TargetRowFields] = Field(description="指标")
    damaged: bool = Field(description="有缺格或错列的行")


def indicator_fields(item: Indicator, assessment: Assessment | None, places: Places) -> IndicatorFields:
    """The fields of a record with what the audit makes of it."""
    rate = assessment.recomputed_rate if assessment else None
    claim = Words(text=item.claim, place=position(item.claim_span, places) if item.claim_span else None) if item.claim else None
    units = [fact.quantity.unit for fact in (item.target, item.actual) if fact is not None and fact.quantity.unit]
    return IndicatorFields(
        level1=item.level1 or None,
        level2=item.level2 or None,
        level3=item.level3 or None,
        name=item.name,
        place=position(item.heading, places),
        comparator=COMPARATORS.get(item.target.quantity.bound) if item.target else None,
        target=value_of_fact(item.target, places),
        actual=value_of_fact(item.actual, places),
        unit=units[0] if units else None,
        target_text=words_of(item.value, places),
        stated_rate=value_of_fact(item.stated_rate, places),
        recomputed_rate=None if rate is None else f"{rate:f}",
        claim=claim,
        full_marks=value_of_fact(item.full_marks, places),
        score=value_of_fact(item.score, places),
        reachable_scores=_reachable(assessment),
        reason=words_of(item.reason, places),
        verdict=assessment.verdict if assessment else None,
        source=Source(item.source).value,
    )


def _reachable(assessment: Assessment | None) -> ReachableScores | None:
    if assessment is None or not (assessment.scores or assessment.highest is not None):
        return None
    return ReachableScores(
        scores=[_plain(score) for score in assessment.scores],
        lowest=None if assessment.lowest is None else _plain(assessment.lowest),
        highest=None if assessment.highest is None else _plain(assessment.highest),
    )


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def target_table_fields(table: TargetTable, places: Places) -> TargetTableFields:
    """The fields of a target table."""
    return TargetTableFields(
        place=position(table.heading, places),
        project_name=value_of_field(table.project_name, places) if table.project_name else None,
        project_code=value_of_field(table.project_code, places) if table.project_code else None,
        budget=value_of_fact(table.budget, places),
        funds=[value for fact in table.funds if (value := value_of_fact(fact, places)) is not None],
        plan=[PlanFields(period=period, share=value) for period, fact in table.plan if (value := value_of_fact(fact, places)) is not None],
        goals=[value_of_field(goal, places) for goal in table.goals],
        rows=[_row(row, places) for row in table.rows],
        damaged=table.damaged,
    )


def _row(row: Indicator, places: Places) -> TargetRowFields:
    return TargetRowFields(
        level1=row.level1 or None,
        level2=row.level2 or None,
        level3=row.name,
        place=position(row.heading, places),
        comparator=COMPARATORS.get(row.target.quantity.bound) if row.target else None,
        target=value_of_fact(row.target, places),
        target_text=words_of(row.value, places),
        description=words_of(row.description, places),
        basis=words_of(row.basis, places),
    )
