"""Indicator records from the rows of score tables, and of tables that set results against targets without awarding points."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.column_titles import normal
from auditor.extract.lines import Line
from auditor.extract.numbers.units import unit_named
from auditor.extract.on_demand import deadline, finish
from auditor.extract.scores.score_rows import Node, Reader
from auditor.extract.tables.columns import Layout, Row
from auditor.extract.tables.grids import cell_number
from auditor.extract.targets.judgements import is_reverse
from auditor.model import Bound, Fact, Indicator, Kind, Quantity, Source, Span

OPERATORS: dict[str, Bound] = {
    "≥": Bound.AT_LEAST, "大于等于": Bound.AT_LEAST, "＞": Bound.MORE, ">": Bound.MORE, "大于": Bound.MORE, ">=": Bound.AT_LEAST,
    "≤": Bound.AT_MOST, "小于等于": Bound.AT_MOST, "＜": Bound.LESS, "<": Bound.LESS, "小于": Bound.LESS, "<=": Bound.AT_MOST,
}  # fmt: skip
MOST_WORDS = 8  # characters beside the number in a target cell that still says nothing else
TOLD = frozenset({"description", "target", "rubric", "reason", "actual"})  # of which a record keeps the words
INDICATOR_LEVEL = 3  # indicators are of the third level where a table says so


def results_of(layout: Layout, body: Sequence[Row], block: int) -> list[Indicator]:
    """The records of a table that sets results against targets and awards no points."""
    records = [record_of(node, block) for node in Reader(layout).read(body).leaves]
    return [
        record._replace(traits=frozenset({"reverse"})) if record.target and is_reverse(record.name, record.target.quantity) else record
        for record in records
        if record.value is not None or record.actual is not None
    ]


def record_of(node: Node, block: int) -> Indicator:
    """An indicator with everything its row says."""
    groups: dict[int, str] = {}
    above = node.parent
    while above is not None:
        groups[above.level] = above.name
        above = above.parent
    first = {role: cells[0] for role, cells in node.cells.items()}
    words = {role: _words(cells) for role, cells in node.cells.items() if role in TOLD}
    operator = normal(first["operator"].text) if "operator" in first else ""
    unit = first["unit"].text.strip() if "unit" in first else ""
    target = _measure(first.get("target"), node.name, unit, operator)
    return Indicator(
        name=node.name,
        section=node.cell.section,
        heading=node.cell.passage.span,
        target=target,
        actual=_measure(first.get("actual"), node.name, unit, ""),
        stated_rate=_rate(first.get("completion_rate")),
        full_marks=node.full,
        score=node.score,
        source=Source.TABLE,
        level1=groups.get(1, ""),
        level2=groups.get(2, ""),
        level3=node.name if node.level == INDICATOR_LEVEL else groups.get(INDICATOR_LEVEL, ""),
        description=words.get("description"),
        value=words.get("target"),
        rubric=words.get("rubric"),
        reason=words.get("reason"),
        result=words.get("actual"),
        table=block,
        due=deadline(first["target"]) if "target" in first and first["target"].dates else None,
        done=finish(first["actual"]) if "actual" in first and first["actual"].dates else None,
    )


def _words(cells: Sequence[Line]) -> tuple[str, Span]:
    """The text of a cell and of the rows that continue it; the place is that of the first."""
    text = cells[0].text.strip() if len(cells) == 1 else "\n".join([cell.text.strip() for cell in cells])
    return text, cells[0].passage.span


def _measure(cell: Line | None, name: str, unit: str, operator: str) -> Fact | None:
    """The one quantity of a target or result cell, with the unit and the comparator of their own columns."""
    if cell is None or len(cell.quantities) != 1 or cell.dates:
        return None
    quantity = cell.quantities[0]
    if len(cell.text.strip()) - len(quantity.text) > MOST_WORDS:
        return None
    if quantity.kind is Kind.NUMBER and not quantity.unit and unit:
        quantity = _in_unit(quantity, unit)
    if quantity.bound is Bound.EXACT and operator in OPERATORS:
        quantity = quantity._replace(bound=OPERATORS[operator])
    return Fact(quantity, cell.span(quantity.start, quantity.end), name, cell.section, source=Source.TABLE)


def _in_unit(quantity: Quantity, unit: str) -> Quantity:
    known = unit_named(unit)
    if known is None:
        return quantity
    return quantity._replace(kind=known.kind, unit=known.name, factor=known.factor, step=quantity.step * known.factor, inherited=True)


def _rate(cell: Line | None) -> Fact | None:
    if cell is None:
        return None
    quantity = cell_number(cell)
    if quantity is None or quantity.kind not in (Kind.PERCENT, Kind.NUMBER):
        return None
    if quantity.kind is Kind.NUMBER:
        quantity = quantity._replace(kind=Kind.PERCENT, unit="%", inherited=True)
    return Fact(quantity, cell.span(quantity.start, quantity.end), "完成率", cell.section, source=Source.TABLE)
