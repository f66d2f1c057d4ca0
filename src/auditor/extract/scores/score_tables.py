"""Score tables of a document: indicator records, and the trees that sums, mentions and grades are checked against.

A table may hold several forms (the block of the budget's execution above the indicators), and one form may run over several tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from auditor.column_titles import normal
from auditor.extract.lines import Line
from auditor.extract.on_demand import read_execution
from auditor.extract.scores.row_cells import aligned
from auditor.extract.scores.score_rows import TOTAL, Node, Reader, Total, Tree, is_block, score_fact
from auditor.extract.scores.table_records import record_of, results_of
from auditor.extract.tables.columns import Layout, Row, find_layouts
from auditor.extract.tables.grids import cell_number
from auditor.model import Fact, Indicator, Span
from auditor.patterns import compiled
from auditor.records import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from auditor.extract.scores.executions import Execution

TOTAL_SCORE = compiled("(?:自评|综合|评价|绩效)?(?:总分|总得分|得分|自评总分|综合得分)")
PROJECT = compiled("(?:专项|项目|政策)(?:资金)?名称")
NEAREST_FORM = 12  # blocks between the fund block of a form and its indicators, where the goals stand in paragraphs
NEAREST = 3  # blocks between two pages of one table
WHOLE = 100
FEWEST_SCORED = 2  # rows with a score that make a table a score table


class ScoreTables(NamedTuple):
    """What a document's score tables say.

    `blocks` are the tables read here, wholly or in part: block index → the place from which on all sums are those of the trees, None where
    the table has no indicators.
    """

    records: list[Indicator]
    trees: list[Tree]
    skipped: list[tuple[str, Span]]
    blocks: dict[int, int | None]
    graded: list[tuple[Line, Fact]]  # grades with the score out of a hundred in their row
    executions: list[Execution]


def read_score_tables(tables: Mapping[int, Sequence[Row]]) -> ScoreTables:
    """Read every score table. `tables` are rows of scanned cells, keyed by block index."""
    reading = _Reading()
    for block, rows in tables.items():
        layouts = find_layouts(rows) if _speaks_of_scores(rows) else []
        if layouts:
            reading.table(block, rows, layouts)
        else:
            reading.page(block, rows)
    return reading.outcome()


class _Reading:
    """What has been read so far."""

    def __init__(self) -> None:
        self._found: list[tuple[Reader, int]] = []  # readers with the block they began in
        self._last = -NEAREST  # the last block with indicators
        self._blocks: dict[int, int | None] = {}
        self._graded: list[tuple[Line, Fact]] = []
        self._results: list[Indicator] = []
        self._execution: tuple[Execution | None, int] | None = None  # the one that waits for its indicators
        self._executions: list[Execution] = []

    def page(self, block: int, rows: Sequence[Row]) -> None:
        """A table without a header, which may go on with the one before it."""
        if self._found and block - self._last < NEAREST and _goes_on(rows, self._found[-1][0].tree.layout):
            self._found[-1][0].read(rows)
            self._blocks[block] = rows[0][0].passage.span.start
            self._last = block

    def table(self, block: int, rows: Sequence[Row], layouts: Sequence[Layout]) -> None:
        """A table with the headers of one form or several."""
        first = next((layout.header for layout in layouts if layout.kind == "indicators"), None)
        if any(layout.kind != "results" for layout in layouts):
            self._blocks[block] = rows[first][0].passage.span.start if first is not None else None
        before = len(self._found)
        for position, layout in enumerate(layouts):
            end = layouts[position + 1].header if position + 1 < len(layouts) else len(rows)
            body = rows[layout.first : end]
            if layout.kind == "projects":
                self._graded += _graded_projects(layout, body)
            elif layout.kind == "execution":
                self._execution = read_execution(layout, rows[max(0, layout.header - 1) : layout.first], body, block), block
                self._executions += [self._execution[0]] if self._execution[0] is not None else []
            elif layout.kind == "results":
                self._results += results_of(layout, body, block)
            elif layout.kind == "indicators":
                self._indicators(block, layout, _block_above(rows, layout), body)
        if len(self._found) > before:
            tree = self._found[-1][0].tree
            if self._execution is not None and block - self._execution[1] <= NEAREST_FORM:
                execution = self._execution[0]
                tree.execution, tree.cut = None if execution is None else execution.node, tree.cut or execution is None
                self._execution = None
            tree.is_project = any(PROJECT.fullmatch(normal(cell.text)) for row in rows[: layouts[0].header] for cell in row[:2])
            tree.totals += _totals_above(rows[: layouts[0].header]) if not any(total.score for total in tree.totals) else []

    def _indicators(self, block: int, layout: Layout, above: Sequence[Row], body: Sequence[Row]) -> None:
        """The rows below a header of indicators: those of a new tree, or more of the last one."""
        previous = self._found[-1][0] if self._found else None
        open_tree = previous is not None and not previous.tree.totals
        if previous is not None and open_tree and block - self._last <= NEAREST and layout.same_columns(previous.tree.layout):
            previous.read(body)
        else:
            reader = Reader(layout)
            reader.tree.cut = open_tree and self._found[-1][1] == block
            reader.read([*above, *body])
            self._found.append((reader, block))
            if (overall := _overall(layout, body)) is not None:
                total, grade = overall
                reader.tree.totals.append(total)
                self._graded += [(grade, total.score)] if grade is not None and total.score is not None else []
        self._last = block

    def outcome(self) -> ScoreTables:
        """Everything that was read."""
        kept = [(reader.tree, block) for reader, block in self._found if _is_scored(reader.tree)]
        records = [
            record_of(node, block) for tree, block in kept for node in tree.leaves if node.full is not None or node.score is not None
        ]
        records = sorted([*records, *self._results], key=lambda record: record.heading) if self._results else records
        skipped = [place for tree, _ in kept for place in tree.damage]
        graded = [*self._graded, *(pair for tree, _ in kept for node in tree.nodes if (pair := _graded(node)) is not None)]
        return ScoreTables(records, [tree for tree, _ in kept], skipped, self._blocks, graded, self._executions)


def _block_above(rows: Sequence[Row], layout: Layout) -> list[Row]:
    """The row above a header if it is the heading of a block: 绩效指标（90分）."""
    above = [cell for cell in rows[layout.header - 1] if cell.text.strip()] if layout.header else []
    return [rows[layout.header - 1]] if len(above) == 1 and is_block(above[0]) else []


def _overall(layout: Layout, body: Sequence[Row]) -> tuple[Total, Line | None] | None:
    """The score of the whole in a column of its own, merged over all rows, and the grade beside it; None unless there is just one."""
    column, grade = layout.roles.get("overall", -1), layout.roles.get("grade", -1)
    rows = [{cell.column: cell for cell in row} for row in body] if column >= 0 else []
    told = [cells for cells in rows if column in cells and cell_number(cells[column]) is not None]
    score = score_fact(told[0][column], "综合得分") if len(told) == 1 else None
    if score is None:
        return None
    beside = told[0].get(grade)
    return Total(layout.cells[column], score=score), beside if beside is not None and beside.text.strip() else None


def _graded_projects(layout: Layout, body: Sequence[Row]) -> Iterator[tuple[Line, Fact]]:
    """Grade and score of every project of a list."""
    grade, score = layout.roles.get("grade", -1), layout.roles.get("score", -1)
    for row in body if grade >= 0 and score >= 0 else ():
        cells = {cell.column: cell for cell in row}
        fact = score_fact(cells[score], "自评得分") if score in cells else None
        if fact is not None and grade in cells and cells[grade].text.strip():
            yield cells[grade], fact


def _graded(node: Node) -> tuple[Line, Fact] | None:
    """Grade and score of an indicator's row, unless its full marks are less than a hundred."""
    cells = node.cells.get("grade")
    if not cells or node.score is None or (node.full is not None and node.full.quantity.number < WHOLE):
        return None
    return cells[0], node.score


def _speaks_of_scores(rows: Sequence[Row]) -> bool:
    """Whether some short cell speaks of points, weights or results."""
    return any("分" in cell.text or "权" in cell.text or "完成" in cell.text for row in rows for cell in row if len(cell.text) < 30)


def _goes_on(rows: Sequence[Row], layout: Layout) -> bool:
    """Whether a table without a header is the next page of the one before it: most of its rows have their numbers where scores stand."""
    if layout.kind != "indicators" or not rows:
        return False
    fitting = 0
    for row in rows:
        laid = aligned(row, layout, [cell for cell in row if cell.text.strip()]) if len(row) <= layout.width + 1 else None
        if laid is not None and any(column in laid[0] and cell_number(laid[0][column]) is not None for column in layout.numeric):
            fitting += 1
    return fitting * 2 > len(rows)


def _is_scored(tree: Tree) -> bool:
    """Whether a header kept its promise: several rows have a score or full marks."""
    return sum(1 for node in tree.nodes if node.full is not None or node.score is not None) >= FEWEST_SCORED


def _totals_above(rows: Sequence[Row]) -> list[Total]:
    """自评总分 | 92.6 in the head of a form."""
    found = []
    for row in rows:
        filled = [cell for cell in row if cell.text.strip()]
        for label, value in pairwise(filled):
            words = normal(label.text)
            if (TOTAL_SCORE.fullmatch(words) or TOTAL.fullmatch(words)) and "分" in words and cell_number(value) is not None:
                score = score_fact(value, "总分")
                if score is not None and score.quantity.number > 0:
                    found.append(Total(label, score=score))
    return found
