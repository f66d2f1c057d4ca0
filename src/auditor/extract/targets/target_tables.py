"""Target tables (绩效目标表): their indicator rows, found by what the header cells mean, and the form above them.

A row whose cells cannot be matched with the header is left out, and the table is marked as damaged: nothing is then inherited from the row
above, and what seems to be missing is not held against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.lines import Line
from auditor.extract.numbers.units import unit_named
from auditor.extract.targets.target_forms import read_form
from auditor.extract.targets.target_wording import CLASS_LABEL, LEVEL1, bare, class_of, traits_of
from auditor.model import Bound, Document, Fact, Field, Indicator, Kind, Quantity, Source, Span, Table, TargetTable
from auditor.patterns import compiled

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
_SIGNS: tuple[tuple[str, Bound], ...] = (
    ("≥", Bound.AT_LEAST),
    ("≧", Bound.AT_LEAST),
    ("大于等于", Bound.AT_LEAST),
    ("≤", Bound.AT_MOST),
    ("≦", Bound.AT_MOST),
    ("小于等于", Bound.AT_MOST),
    (">", Bound.MORE),
    ("＞", Bound.MORE),
    ("<", Bound.LESS),
    ("＜", Bound.LESS),
)
_UNIT_IN_NAME = compiled("[（(]([^（()）]{1,6})[）)]\\s*$")
_HEADER_WITHIN = 40  # rows of a form above the indicators
_FORM_WITHIN = 12  # blocks between a form and its indicators when they are separate tables
_MOST_LOST = 2  # leading cells that merged cells may cost a row


def target_tables(document: Document, tables: Mapping[int, Sequence[Row]]) -> list[TargetTable]:
    """Every target table of a document, in order."""
    found = []
    last = -1
    for block, rows in tables.items():
        header = _header(rows)
        if header is None:
            continue
        index, columns = header
        table = document.blocks[block]
        assert isinstance(table, Table)  # `tables` is keyed by the blocks that are
        form, unit = read_form(rows[:index], table.unit), table.unit
        for earlier in range(block - 1, max(last, block - _FORM_WITHIN - 1), -1):
            other = document.blocks[earlier]
            if form.project_name is None and isinstance(other, Table):
                form = read_form(tables[earlier], unit or other.unit)
        found.append(_table(table, block, form, rows[index:], columns))
        last = block
    return found


def _header(rows: Sequence[Row]) -> tuple[int, dict[str, int]] | None:
    """The row that names the columns of a target table, and the columns by meaning; None for any other table."""
    for index, row in enumerate(rows[:_HEADER_WITHIN]):
        if len(row) < 3:
            continue
        columns: dict[str, int] = {}
        for position, cell in enumerate(row):
            role = _role(bare(cell.text))
            if role:
                columns.setdefault(role, position)
        if "name" not in columns and ("level1" in columns or "level2" in columns):
            plain = [
                position
                for position, cell in enumerate(row)
                if position not in columns.values() and _FALLBACK_NAME.fullmatch(bare(cell.text))
            ]
            if plain:
                columns["name"] = plain[-1]
        for other in ("annual", "period"):  # the year's own value before that of the whole period
            if other in columns and ("value" not in columns or other == "annual"):
                columns["value"] = columns[other]
        known = "level1" in columns or "level2" in columns
        if "name" in columns and "value" in columns and known:
            return None if "result" in columns else (index, columns)
    return None


def _role(label: str) -> str:
    return next((role for role, pattern in _ROLES if pattern.fullmatch(label)), "") if label else ""


def _table(table: Table, block: int, form: TargetTable, body: Sequence[Row], columns: dict[str, int]) -> TargetTable:
    width = len(body[0])
    aligned = [(row, _aligned(row, width, columns)) for row in body[1:] if any(cell.text.strip() for cell in row)]
    damaged = any(cells is None for _, cells in aligned)
    rows = list(_rows([cells for _, cells in aligned if cells is not None], columns, block, inherit=not damaged))
    heading = table.caption.span if table.caption is not None and table.caption.text.strip() else _first_place(form.project_name, body)
    return form._replace(block=block, section=body[0][0].section, heading=heading, rows=tuple(rows), damaged=damaged)


def _first_place(name: Field | None, body: Sequence[Row]) -> Span:
    return name.span if name is not None else body[0][0].passage.span


def _aligned(row: Row, width: int, columns: dict[str, int]) -> dict[int, Line] | None:
    """The cells of a row by header position; None when they cannot be matched.

    Merged cells that were lost are those in front, one letter of a vertical heading (绩 效 指 标) may stand before the row.
    """
    cells = list(row[1:] if len(row) > 1 and len(row[0].text.strip()) == 1 and not row[0].quantities else row)
    lost = width - len(cells)
    if not 0 <= lost <= _MOST_LOST:
        return None
    placed = {position + lost: cell for position, cell in enumerate(cells)}
    name, value = placed.get(columns["name"]), placed.get(columns["value"])
    if name is None or value is None or not bare(name.text) or _is_label(bare(name.text)):
        return None
    for role, pattern in (("level1", LEVEL1), ("level2", CLASS_LABEL)):
        label = placed.get(columns.get(role, -1))
        if lost and label is not None and label.text.strip() and not pattern.fullmatch(bare(label.text)):
            return None
    return placed


def _is_label(name: str) -> bool:
    """Whether what should be a name is a class: the row has shifted. 群众满意度 is a name, 服务对象满意度指标 a class."""
    return name.endswith(("指标", "效益")) and bool(CLASS_LABEL.fullmatch(name) or LEVEL1.fullmatch(name))


def _rows(aligned: Sequence[dict[int, Line]], columns: dict[str, int], block: int, *, inherit: bool) -> Iterator[Indicator]:
    level1 = level2 = ""
    place: Span | None = None
    for cells in aligned:
        first, second = _label(cells, columns, "level1"), _label(cells, columns, "level2")
        if first is not None:
            level1, level2, place = first.text.strip(), "", first.passage.span
        elif not inherit:
            level1 = ""
        if second is not None:
            level2, place = second.text.strip(), second.passage.span
        elif not inherit:
            level2, place = "", None
        yield _indicator(cells, columns, block, (level1, level2), place)


def _label(cells: dict[int, Line], columns: dict[str, int], role: str) -> Line | None:
    cell = cells.get(columns.get(role, -1))
    return cell if cell is not None and cell.text.strip() else None


def _indicator(cells: dict[int, Line], columns: dict[str, int], block: int, levels: tuple[str, str], place: Span | None) -> Indicator:
    name, value = cells[columns["name"]], cells[columns["value"]]
    described, basis = _label(cells, columns, "description"), _label(cells, columns, "basis")
    level1, level2 = levels
    quantity = _target(value, _label(cells, columns, "sign"), _label(cells, columns, "unit"), name.text)
    words = value.text if value.text.strip() else ""
    return Indicator(
        name=_spaceless(name.text),
        section=name.section,
        heading=name.passage.span,
        target=Fact(quantity, value.span(quantity.start, quantity.end), bare(name.text), name.section, source=Source.TABLE)
        if quantity
        else None,
        source=Source.TABLE,
        level1=_spaceless(level1),
        level2=_spaceless(level2),
        description=(_spaceless(described.text), described.passage.span) if described is not None else None,
        value=(_spaceless(value.text), value.passage.span) if words else None,
        table=block,
        basis=(_spaceless(basis.text), basis.passage.span) if basis is not None else None,
        kind=class_of(level2) or class_of(level1),
        kind_span=place,
        traits=traits_of(name.text, described.text if described is not None else "", words, quantity),
    )


def _target(value: Line, sign: Line | None, unit: Line | None, name: str) -> Quantity | None:
    """The one number of a value cell, with the sign and the unit that stand in columns of their own or behind the name."""
    if len(value.quantities) != 1 or value.dates or value.quantities[0].high is not None:
        return None
    quantity = value.quantities[0]
    if quantity.kind is Kind.NUMBER:
        own = _UNIT_IN_NAME.search(name)
        known = (unit_named(unit.text) if unit is not None else None) or (unit_named(own[1]) if own else None)
        if known is not None:
            factor = known.factor * quantity.factor
            step = quantity.step * known.factor
            quantity = quantity._replace(kind=known.kind, unit=f"{quantity.unit}{known.name}", factor=factor, step=step, inherited=True)
    if sign is not None and quantity.bound is Bound.EXACT:
        quantity = quantity._replace(bound=next((bound for word, bound in _SIGNS if word in sign.text), Bound.EXACT))
    return quantity


def _spaceless(text: str) -> str:
    return "".join(text.split())
