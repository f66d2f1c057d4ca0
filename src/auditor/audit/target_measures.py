"""Names of target tables that say what is measured, and values in the unit of something else: 开放时长 18 次, 清淤面积 6 公里."""

from __future__ import annotations

from auditor.audit.target_rows import described, of_row, shown, unit_kind, value_of
from auditor.model import Certainty, Finding, Indicator, Kind

_TIME = frozenset({Kind.DURATION})
_AREA = frozenset({Kind.AREA})
_LENGTH = frozenset({Kind.LENGTH})
_NUMBER = frozenset({Kind.COUNT})
# How a name ends, and what the value may be measured in; a bare number may be anything.
_MEASURES: tuple[tuple[tuple[str, ...], frozenset[Kind], str], ...] = (
    (("时长", "时间", "工期", "年限", "时限", "期限", "周期"), _TIME, "时间"),
    (("面积",), _AREA, "面积"),
    (("长度", "里程"), _LENGTH, "长度"),
    (("人数", "户数", "次数", "场次", "人次", "座数", "件数", "台数", "个数"), _NUMBER, "个数"),
)
_KNOWN = frozenset({Kind.DURATION, Kind.AREA, Kind.LENGTH, Kind.COUNT, Kind.WEIGHT, Kind.VOLUME, Kind.MONEY})
_PERIODS = ("个", "天", "日", "期", "年")  # 工期 10 个（月）


def other_measure(row: Indicator) -> Finding | None:
    """A value in the unit of something else than its name says."""
    kind = unit_kind(row)
    if row.target is None or kind not in _KNOWN or "mean" in row.traits:
        return None
    for ends, fitting, what in _MEASURES:
        if row.name.endswith(ends):
            if kind in fitting or (fitting is _TIME and row.target.quantity.unit in _PERIODS):
                return None
            message = f"{shown(row.name)}说的是{what}，值却是{value_of(row)}。"
            return of_row(row, "other-measure", Certainty.LIKELY, message, *described(row))
    return None
