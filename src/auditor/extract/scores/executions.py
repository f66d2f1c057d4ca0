"""The fund block of a form (年初预算数 · 全年预算数 · 全年执行数 · 分值 · 执行率 · 得分) as an indicator of its own: 预算执行率."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.extract.lines import Line
from auditor.extract.scores.score_rows import Node, score_fact
from auditor.extract.tables.columns import Layout, Row
from auditor.extract.tables.grids import cell_number
from auditor.model import Award, Bound, Fact, Kind, Operation, Reading, Source, Span, Term
from auditor.patterns import compiled
from auditor.records import NamedTuple

EXECUTION_MARKS = compiled("(?:执行|得分)[^（(]{0,12}[（(][^（()）]{0,8}?(\\d{1,2}(?:\\.\\d)?)\\s*分")
FORMULA = compiled("执行率\\s*[×xX*＊]|[×xX*＊]\\s*(?:预算)?执行率")  # 得分（20分×执行率）
NAME = "预算执行率"


class Execution(NamedTuple):
    """The row of the block that has the score: full marks and score (`node`), the stated rate, and what else gives it."""

    node: Node
    block: int
    rate: Fact | None
    readings: tuple[Reading, ...]
    formula: Span | None

    def award(self) -> Award | None:
        """The score of the budget's execution; None where there is none."""
        if self.node.score is None or (self.rate is None and not self.readings):
            return None
        return Award(
            (NAME,),
            (self.node.cell.passage.span,),
            self.node.marks,
            (self.node.score,),
            value=self.rate,
            readings=self.readings,
            table=self.block,
            related=(("formula", self.formula),) if self.formula is not None else (),
            traits=frozenset({"execution", "formula"} if self.formula is not None else {"execution"}),
        )


def read_execution(layout: Layout, heads: Sequence[Row], body: Sequence[Row], block: int) -> Execution | None:
    """The first row below the block's header that has a score."""
    score_column, mark_column = layout.roles.get("score"), layout.roles.get("full_marks")
    for row in body:
        cells = {cell.column: cell for cell in row}
        trimmed = len(row) < layout.length and all(column in cells and cell_number(cells[column]) is not None for column in layout.numeric)
        if len(row) != layout.length and not trimmed:
            continue
        score = score_fact(cells[score_column], "预算执行") if score_column in cells else None
        marks = score_fact(cells[mark_column], "预算执行") if mark_column in cells else None
        label = next((cell for cell in row if cell.text.strip()), None)
        if label is None or (score is None and marks is None) or (score is not None and score.quantity.kind is Kind.PERCENT):
            continue
        if marks is None:
            marks = _printed_marks(heads)
        node = Node(1, "预算执行", label, label.row)
        node.marks, node.score = marks, score
        return Execution(node, block, _rate(cells, layout), _readings(cells, layout), _formula(heads))
    return None


def _printed_marks(heads: Sequence[Row]) -> Fact | None:
    """The full marks that the header of the execution block prints: 预算执行情况（20分）, 得分（20分×执行率）."""
    for row in heads:
        for cell in row:
            found = EXECUTION_MARKS.search(cell.text)
            if found:
                quantity = next((item for item in cell.quantities if item.start <= found.start(1) < item.end), None)
                if quantity is not None and quantity.kind in (Kind.SCORE, Kind.NUMBER):
                    points = quantity._replace(kind=Kind.SCORE, unit="分")
                    return Fact(points, cell.span(points.start, points.end), "预算执行", cell.section, source=Source.TABLE)
    return None


def _formula(heads: Sequence[Row]) -> Span | None:
    """The cell of the header that prints how the score is computed."""
    return next((cell.passage.span for row in heads for cell in row if FORMULA.search(cell.text)), None)


def _rate(cells: Mapping[int, Line], layout: Layout) -> Fact | None:
    """The stated rate in per cent; a bare number is one where it cannot be a fraction."""
    cell = cells.get(layout.roles.get("execution_rate", -1))
    quantity = cell_number(cell) if cell is not None else None
    if cell is None or quantity is None or quantity.kind not in (Kind.PERCENT, Kind.NUMBER):
        return None
    if quantity.kind is Kind.NUMBER:
        if quantity.number <= 1:
            return None
        quantity = quantity._replace(kind=Kind.PERCENT, unit="%", inherited=True)
    return Fact(quantity, cell.span(quantity.start, quantity.end), NAME, cell.section, source=Source.TABLE)


def _readings(cells: Mapping[int, Line], layout: Layout) -> tuple[Reading, ...]:
    """What was spent against the budget of the year, and against the initial one."""
    amounts: dict[str, Fact] = {}
    for role in ("spent", "budget", "initial"):
        cell = cells.get(layout.roles.get(role, -1))
        quantity = cell_number(cell) if cell is not None else None
        if cell is not None and quantity is not None and quantity.kind in (Kind.NUMBER, Kind.MONEY) and quantity.bound is Bound.EXACT:
            amounts[role] = Fact(quantity, cell.span(quantity.start, quantity.end), role, cell.section, source=Source.TABLE)
    spent = amounts.get("spent")
    bases = [amounts[role] for role in ("budget", "initial") if role in amounts and amounts[role].quantity.number > 0]
    if spent is None or any(base.quantity.kind is not spent.quantity.kind for base in bases):
        return ()
    return tuple(Reading(Operation.QUOTIENT, (Term(spent),), (Term(base),)) for base in bases)
