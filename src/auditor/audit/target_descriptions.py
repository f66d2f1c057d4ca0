"""Descriptions of target tables that do not belong to their row: a ratio the wrong way round, another indicator's words."""

from __future__ import annotations

from auditor.audit.target_rows import DOWNWARD, PHYSICAL, bound, described, of_row, shown, unit_kind, value_of
from auditor.model import Certainty, Finding, Indicator, Kind, TargetTable

MEASURED = PHYSICAL | {Kind.COUNT, Kind.DURATION}


def inverted(row: Indicator) -> Finding | None:
    """A ratio the wrong way round, or time spent over a whole week."""
    if unit_kind(row) is not Kind.PERCENT or row.description is None:
        return None
    if "ratio-inverted" in row.traits:
        message = f"{shown(row.name)}描述为{shown(row.description[0])}，比值颠倒：完成得越差，算出来的数越大。"
    elif "calendar-ratio" in row.traits and row.kind == "time" and bound(row) not in DOWNWARD:
        message = f"{shown(row.name)}描述为{shown(row.description[0])}，{value_of(row)}等于用满全部时间，是最慢的情形。"
    else:
        return None
    return of_row(row, "ratio-inverted", Certainty.LIKELY, message, *described(row))


def other_description(row: Indicator, table: TargetTable) -> Finding | None:
    """A description that belongs to another indicator."""
    if row.description is None:
        return None
    traits, words = row.traits, row.description[0]
    if row.target is None and "fund-described" in traits and row.kind in ("quantity", "quality", "time"):
        message = f"{shown(row.name)}的描述{shown(words)}说的是资金的使用，不是这个指标。"
        return of_row(row, "other-description", Certainty.LIKELY, message, *described(row))
    if row.target is None:
        return None
    if "rate-described" in traits and not traits & {"rate-name", "ratio-name"} and unit_kind(row) in MEASURED and "mean" not in traits:
        copied = any(other is not row and words in (other.name, other.description and other.description[0]) for other in table.rows)
        message = f"{shown(row.name)}的描述是{shown(words)}，率不能是{value_of(row)}" + ("，这是表中另一个指标的描述。" if copied else "。")
        return of_row(row, "other-description", Certainty.CERTAIN if copied else Certainty.LIKELY, message, *described(row))
    if "question-described" in traits and "question-name" not in traits and unit_kind(row) in MEASURED:
        message = f"{shown(row.name)}的描述是问句{shown(words)}，值却是{value_of(row)}，名称、描述和值各说各的。"
        return of_row(row, "other-description", Certainty.LIKELY, message, *described(row))
    if unit_kind(row) is not Kind.PERCENT:
        return None
    if "aspect-differs" in traits:
        message = f"{shown(row.name)}的描述{shown(words)}说的是另一个率，不是这个指标。"
    elif "duties-described" in traits:
        message = f"{shown(row.name)}的描述是一串部门职责，没有说明百分比怎样计算。"
    elif "fund-described" in traits and row.kind != "cost":
        message = f"{shown(row.name)}的描述说的是资金征收、使用的管理，不是这个指标。"
    elif "gain-for-loss" in traits:
        message = f"{shown(row.name)}说的是减少，描述{shown(words)}却是越多越好的率，不是一回事。"
    else:
        return None
    return of_row(row, "other-description", Certainty.LIKELY, message, *described(row))
