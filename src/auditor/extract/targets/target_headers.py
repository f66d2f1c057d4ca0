"""The header of a target table: its columns by meaning, in one row or in two.

A second row divides 年度指标值 into 指标性质, 指标值 and 度量单位. Exports keep the blank cells of such a group, or lose them: then the cells
below are fewer than those of the header, and the rows of indicators have one cell for each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.extract.lines import Line
from auditor.extract.targets.target_wording import bare
from auditor.patterns import compiled
from auditor.records import NamedTuple

Row = Sequence[Line]

_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("result", compiled(".*(?:实际|完成值|完成情况|完成数|得分|自评|偏差|执行数|评分).*")),
    ("level1", compiled("一级指标(?:名称)?")),
    ("level2", compiled("二级指标(?:名称)?|指标类别")),
    ("name", compiled("三级指标(?:名称)?|四级指标|(?:具体)?指标名称|具体指标|(?:绩效)?指标内容及名称")),
    ("description", compiled("(?:绩效)?指标(?:描述|内容|说明|解释|含义|定义)|(?:绩效)?指标(?:解释|内容)及(?:说明|计算公式)|评价内容")),
    ("basis", compiled("(?:绩效)?(?:指标值|目标值|指标)?(?:的)?(?:确定|设定|设置|制定)?依据|指标值来源")),
    ("sign", compiled("指标性质|计算符号|指标方向|运算符号?|符号|比较符")),
    ("unit", compiled("(?:度量|计量|指标)?单位")),
    ("annual", compiled("(?:当|本|全)?年度?(?:绩效)?(?:指标|目标)值|\\d{4}年(?:度)?(?:指标|目标)值")),
    ("value", compiled("(?:绩效|预期|年初|计划|设定|调整)?(?:指标|目标)(?:指标)?值|预期值|计划值|计划指标值|指标目标值|目标(?:标准)?值")),
    ("period", compiled("(?:项目)?(?:实施(?:周)?期|中长期|中期|总体|全周期|项目周期)(?:总)?(?:绩效)?(?:指标|目标)?值?")),
)
_FALLBACK_NAME = compiled("(?:绩效)?指标")
_GROUPS = ("annual", "value", "period")  # the year's own value before that of the whole period
_PARTS = frozenset({"sign", "value", "unit"})
_HEADER_WITHIN = 40  # rows of a form above the indicators
_FEWEST_PARTS = 2


class Header(NamedTuple):
    """The row that names the columns, the first row below, the columns by meaning, and the cells of a row of indicators."""

    row: int
    below: int  # rows of the header
    columns: dict[str, int]
    width: int

    @property
    def first(self) -> int:
        """The first row of indicators."""
        return self.row + self.below


def find_header(rows: Sequence[Row]) -> Header | None:
    """The header of a target table; None for any other table."""
    for index, row in enumerate(rows[:_HEADER_WITHIN]):
        if len(row) < 3:
            continue
        roles = [_role(bare(cell.text)) for cell in row]
        columns: dict[str, int] = {}
        for position, role in enumerate(roles):
            if role:
                columns.setdefault(role, position)
        if "name" not in columns and ("level1" in columns or "level2" in columns):
            plain = [position for position, cell in enumerate(row) if not roles[position] and _FALLBACK_NAME.fullmatch(bare(cell.text))]
            if plain:
                columns["name"] = plain[-1]
        for other in ("annual", "period"):  # the year's own value before that of the whole period
            if other in columns and ("value" not in columns or other == "annual"):
                columns["value"] = columns[other]
        if "name" in columns and "value" in columns and ("level1" in columns or "level2" in columns):
            if "result" in columns:
                return None
            columns |= _year_behind_period(roles)
            return _divided(rows, index, columns, roles) or Header(index, 1, columns, len(row))
    return None


def _year_behind_period(roles: Sequence[str]) -> dict[str, int]:
    """The columns of the year in the form that prints the indicators of the whole period first and those of the year beside them."""
    names = [position for position, role in enumerate(roles) if role == "name"]
    values = [position for position, role in enumerate(roles) if role == "value"]
    if len(names) != 2 or len(values) != 2 or not names[0] < values[0] < names[1] < values[1]:
        return {}
    classes = [position for position, role in enumerate(roles) if role == "level2" and position > values[0]]
    own = {"name": names[1], "value": values[1], "period": values[0], "period-name": names[0]}
    return {**own, "level2": classes[0]} if classes else own


def _role(label: str) -> str:
    return next((role for role, pattern in _ROLES if pattern.fullmatch(label)), "") if label else ""


def _divided(rows: Sequence[Row], index: int, columns: dict[str, int], roles: Sequence[str]) -> Header | None:
    """The header with the parts into which a second row divides its values."""
    below = rows[index + 1] if index + 1 < len(rows) else ()
    parts = {position: _role(bare(cell.text)) for position, cell in enumerate(below) if cell.text.strip()}
    groups = [position for position, role in enumerate(roles) if role in _GROUPS]
    if len(parts) < _FEWEST_PARTS or not groups or "value" not in parts.values() or not _PARTS.issuperset(parts.values()):
        return None
    chosen = groups.index(min(groups, key=lambda position: _GROUPS.index(roles[position])))
    plain = {role: position for role, position in columns.items() if role not in _GROUPS}
    if len(below) == len(roles):  # the blank cells of a group are there
        edge = next((position for position in groups if position > groups[chosen]), len(roles))
        own = {role: position for position, role in parts.items() if groups[chosen] <= position < edge}
        return Header(index, 2, {**plain, **own}, len(roles)) if "value" in own else None
    size, odd = divmod(len(parts), len(groups))
    if odd or len(below) != len(parts):
        return None
    places: list[int] = []  # where the cells of the first row begin in a row of indicators
    width = 0
    for position in range(len(roles)):
        places.append(width)
        width += size if position in groups else 1
    names = list(parts.values())[chosen * size : (chosen + 1) * size]
    own = {role: places[groups[chosen]] + offset for offset, role in enumerate(names)}
    return Header(index, 2, {**{role: places[position] for role, position in plain.items()}, **own}, width) if "value" in own else None
