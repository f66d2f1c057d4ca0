"""The rows of a score table as a tree: indicators under their groups, with full marks, scores and totals.

Cells that were merged are blank below their first row, and some exports lose or double blank cells at the left. So a row is first laid
under the header where its numbers fit; then its short cells name an indicator and the groups above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from auditor.column_titles import normal
from auditor.extract.lines import Line
from auditor.extract.numbers.units import in_unit
from auditor.extract.scores.row_cells import NO_VALUE, aligned
from auditor.extract.tables.columns import Layout, Row
from auditor.extract.tables.grids import cell_number
from auditor.model import Fact, Kind, Quantity, Source, Span
from auditor.patterns import compiled

TOTAL = compiled(
    "(?:自评|综合|评价|绩效|考核|最终|各项)?(?:总分|总得分|合计|总计|共计|综合得分|得分合计|分数合计|自评总分|总分值|合计得分)(?:数|值)?"
)
SUBTOTAL = compiled(".{0,12}小计")
BLOCK = compiled(".{0,8}绩效(?:目标|指标).{0,6}")
MARKS_BEHIND = compiled(
    "[（(\\[【]\\s{0,2}(\\d{1,3}(?:\\.\\d{1,2})?)\\s{0,2}(分|%|％)?\\s{0,2}[）)\\]】]\\s{0,2}$|(?<=[^\\d\\W])(\\d{1,3}(?:\\.\\d{1,2})?)(分)$"
)
STEPS = (Decimal(1), Decimal("0.1"), Decimal("0.01"))  # by the decimals of full marks
MARKS_END = ("）", ")", "]", "】", "分")
MARKERS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, compiled("[一二三四五六七八九十]{1,3}[、.．]")),
    (2, compiled("[（(][一二三四五六七八九十]{1,3}[）)]")),
    (4, compiled("\\d{1,2}[.．]\\d|[（(]\\d{1,2}[）)]|\\d{1,2}-\\d")),
    (3, compiled("\\d{1,2}[、.．]")),
)
UNMARKED = 5  # the level of a row without a number among numbered ones
PLACEHOLDER = compiled(
    "(?:指标\\s?[\\d一二三四五六]{0,2}\\s?[：:、.]?)?\\s?[…·.．。]{2,12}"
)  # 指标3：……: a row of the form that nobody filled in
PLACEHOLDER_ENDS = frozenset("…·.．。")
LONGEST_NAME = 40  # characters; longer cells explain, they do not name
SENTENCES = compiled("[。；;]|\\d[.、．].{4}")


class Node:
    """An indicator or a group. `bracket` are the full marks printed behind its name, `marks` those of its column."""

    __slots__ = ("bracket", "cell", "cells", "children", "level", "marks", "name", "parent", "row", "score")

    def __init__(self, level: int, name: str, cell: Line, row: int, bracket: Fact | None = None, *, parent: Node | None = None) -> None:
        self.level = level
        self.name = name
        self.cell = cell
        self.row = row
        self.bracket = bracket
        self.marks: Fact | None = None
        self.score: Fact | None = None
        self.parent = parent
        self.children: list[Node] = []
        self.cells: dict[str, list[Line]] = {}  # role → its cells, continuation rows included

    @property
    def full(self) -> Fact | None:
        """The full marks, wherever they are printed."""
        return self.marks or self.bracket


class Total:
    """A total row, or the subtotal of the indicators `since` the last one."""

    __slots__ = ("label", "marks", "score", "since")

    def __init__(self, label: Line, since: Sequence[Node] = (), score: Fact | None = None) -> None:
        self.label = label
        self.marks: Fact | None = None
        self.score = score
        self.since = list(since)


class Tree:
    """One score table: its top groups, all nodes in order, totals, and what is in doubt."""

    __slots__ = ("cut", "damage", "execution", "is_project", "layout", "moved", "nodes", "roots", "rows", "subtotals", "totals")

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.roots: list[Node] = []
        self.nodes: list[Node] = []
        self.totals: list[Total] = []
        self.subtotals: list[Total] = []
        self.execution: Node | None = None
        self.cut = False  # the block of the budget's execution, or a part of the table, could not be read: totals say nothing
        self.damage: list[tuple[str, Span]] = []
        self.moved = layout.doubtful  # cells of a row had to be moved under the header: its levels are told with less certainty
        self.rows = 0
        self.is_project = False  # the head of the form names a project: its total is not that of the whole unit

    @property
    def leaves(self) -> list[Node]:
        """The indicators proper."""
        return [node for node in self.nodes if not node.children]


class Reader:
    """Reads the rows below one header into a tree."""

    def __init__(self, layout: Layout) -> None:
        self.tree = Tree(layout)
        self._layout = layout
        self._open: dict[int, Node] = {}  # level → the node that rows below belong to
        self._since: list[Node] = []
        self._marked: set[int] = set()  # the levels of nodes with full marks behind their names
        self._numbered = False
        self._numeric = layout.numeric
        self._headers = {normal(cell.text) for cell in layout.cells.values()}

    def read(self, rows: Sequence[Row]) -> Tree:
        """The tree of `rows`. May be called again with the rows of the table's next page."""
        if len(self._layout.levels) == 1:
            column = self._layout.levels[0][1]
            names = [cell.text.strip() for row in rows for cell in row if cell.column == column]
            self._numbered = self._numbered or any(_marker(name) for name in names)
        for row in rows:
            self._row(row)
            self.tree.rows += 1
        return self.tree

    def _row(self, row: Row) -> None:
        filled = [cell for cell in row if cell.text.strip()]
        if not filled:
            return
        label = normal(filled[0].text)
        if label in self._headers and all(normal(cell.text) in self._headers for cell in filled):
            return
        if len(filled) > 1 and ("计" in label or "分" in label) and (TOTAL.fullmatch(label) or SUBTOTAL.fullmatch(label)):
            self._total(filled, label, row)
            return
        numbers = [cell for cell in filled if cell.alone is not None]
        laid = aligned(row, self._layout, filled)
        if laid is None:
            self._doubt("数字与表头的列对不上", filled)
            return
        cells, moved = laid
        labels, bodies = self._labels(cells)
        self.tree.moved = self.tree.moved or (bool(numbers) and (moved or bool(bodies)))
        subtotals = [cell for _, cell in labels if "计" in cell.text and SUBTOTAL.fullmatch(normal(cell.text))]
        if subtotals:
            self._total(subtotals + numbers, "小计", row)
            return
        if len(filled) == 1 and not labels:
            self._goes_on(cells, filled)
        elif not labels:
            if self._has_number(cells):
                self._doubt("有分数而没有指标名称", filled)
            else:
                self._goes_on(cells, filled)
        elif self.tree.totals and self._since and not self._has_number(cells):
            return  # below the total stand conclusions and signatures
        elif len(filled) == 1 and is_block(filled[0]):
            self._open.clear()
            self._enter(0, filled[0], *named(filled[0]))
        else:
            self._indicator(cells, self._raised(labels) if moved else labels, bodies, filled)

    def _raised(self, labels: Sequence[tuple[int, Line]]) -> Sequence[tuple[int, Line]]:
        """The labels of a row that lost cells. 满意度指标（10分）, laid under the second level, is of the first one if that alone prints marks."""
        level, cell = labels[0]
        top = self._layout.levels[0][0] if self._layout.levels else level
        if level == top or not self.tree.roots or named(cell)[1] is None:
            return labels
        return [(top, cell), *labels[1:]] if self._marked == {top} else labels

    def _has_number(self, cells: Mapping[int, Line]) -> bool:
        """Whether a row has a number where full marks or scores stand."""
        return any(column in cells and cells[column].alone is not None for column in self._numeric)

    # ------------------------------------------------------------------------------------------------------- naming cells

    def _labels(self, cells: Mapping[int, Line]) -> tuple[list[tuple[int, Line]], list[Line]]:
        """The cells that name the row's groups and indicator with their levels, and the long cells that stand where a name should."""
        found = [(level, cells[column]) for level, column in self._layout.levels if column in cells and cells[column].text.strip()]
        if self._numbered:
            return [(_marker(cell.text.strip()) or UNMARKED, cell) for _, cell in found], []
        long = [cell for _, cell in found if _explains(cell.text)]
        if not long:
            return found, []
        short = [(level, cell) for level, cell in found if cell not in long]
        if not short:
            return ([found[-1]], []) if len(self._layout.levels) == 1 else ([], long)
        # Cells lost at the left: what stands where names should is the explanation, and the names have moved up.
        deepest = [level for level, _ in self._layout.levels][-len(short) :]
        return [(level, cell) for level, (_, cell) in zip(deepest, short, strict=True)], long

    # ------------------------------------------------------------------------------------------------------------- entering

    def _indicator(
        self, cells: Mapping[int, Line], labels: Sequence[tuple[int, Line]], bodies: Sequence[Line], filled: Sequence[Line]
    ) -> None:
        layout = self._layout
        if len(bodies) > 1 and not self._has_number(cells):
            self._doubt("一行里有几项指标而没有分数", filled)
            return
        last_text = labels[-1][1].text.strip()
        if last_text[-1:] in PLACEHOLDER_ENDS and PLACEHOLDER.fullmatch(last_text) and not self._has_number(cells):
            return
        node: Node | None = None
        for level, cell in labels:
            last = cell is labels[-1][1]
            opened = self._open.get(level)
            if not last and opened is not None and opened.cell.text == cell.text:  # merged cells, printed in each row
                node = opened
                continue
            name, bracket = named(cell)
            if not last and opened is not None and opened.name == name:
                node = opened
                continue
            node = self._enter(level, cell, name, bracket)
            if layout.marks.get(level) is not None:
                node.marks = self._number(cells, layout.marks[level])
            if layout.scores.get(level) is not None:
                node.score = self._number(cells, layout.scores[level])
        assert node is not None  # there is at least one label
        if 0 in layout.marks:
            node.marks = self._number(cells, layout.marks[0])
        if 0 in layout.scores:
            node.score = self._number(cells, layout.scores[0])
        self._fill(node, cells, [*(cell for _, cell in labels), *bodies])
        for body in bodies:
            node.cells.setdefault("description", []).insert(0, body)

    def _fill(self, node: Node, cells: Mapping[int, Line], named_by: Sequence[Line]) -> None:
        """Give a node the cells of its row, but for those that name it or were found where names should stand."""
        taken = set(map(id, named_by))
        for role, column in self._layout.roles.items():
            own = cells.get(column)
            if own is not None and id(own) not in taken and own.text.strip():
                node.cells.setdefault(role, []).append(own)

    def _enter(self, level: int, cell: Line, name: str, bracket: Fact | None) -> Node:
        """A new node, under the deepest open one above it."""
        above = [known for known in self._open if known < level]
        parent = self._open[max(above)] if above else None
        node = Node(level, name, cell, cell.row, bracket, parent=parent)
        if bracket is not None:
            self._marked.add(level)
        for known in [known for known in self._open if known >= level]:
            del self._open[known]
        self._open[level] = node
        (parent.children if parent is not None else self.tree.roots).append(node)
        self.tree.nodes.append(node)
        self._since.append(node)
        return node

    def _goes_on(self, cells: Mapping[int, Line], filled: Sequence[Line]) -> None:
        """A row that only continues cells of the row above."""
        if not self.tree.nodes:
            return
        node = self.tree.nodes[-1]
        if len(filled) > len(self._layout.levels) and all(_explains(cell.text) for cell in filled):
            self._doubt("一行里只有说明，指标名称和分数可能缺失", filled)
        for role in ("description", "rubric", "reason"):
            column = self._layout.roles.get(role)
            if column is not None and column in cells and cells[column].text.strip():
                node.cells.setdefault(role, []).append(cells[column])

    def _total(self, filled: Sequence[Line], label: str, row: Row) -> None:
        layout = self._layout
        total = Total(filled[0], since=self._since)
        by_column = {cell.column: cell for cell in row}
        mark_column = layout.marks.get(0, layout.marks.get(layout.levels[0][0] if layout.levels else 0))
        score_column = layout.scores.get(0, layout.scores.get(layout.levels[0][0] if layout.levels else 0))
        numbers = [cell for cell in filled if cell_number(cell) is not None]
        columns = [column for column in (mark_column, score_column) if column is not None]
        if len(row) == layout.length:
            total.marks = self._number(by_column, mark_column) if mark_column is not None else None
            total.score = self._number(by_column, score_column) if score_column is not None else None
        elif len(numbers) == len(columns):  # cells lost or gained: the numbers stand in the order of their columns
            found = dict(zip(sorted(columns), (score_fact(cell, "合计") for cell in numbers), strict=True))
            total.marks = found.get(mark_column) if mark_column is not None else None
            total.score = found.get(score_column) if score_column is not None else None
        if SUBTOTAL.fullmatch(label):
            self.tree.subtotals.append(total)
            self._since = []
        else:
            self.tree.totals.append(total)

    def _number(self, cells: Mapping[int, Line], column: int) -> Fact | None:
        cell = cells.get(column)
        if cell is None or cell.text.strip() in NO_VALUE:
            return None
        if cell_number(cell) is None and len(cell.quantities) > 1:
            self._doubt("一格里有几个分数", [cell])
        return score_fact(cell, "")

    def _doubt(self, reason: str, cells: Sequence[Line]) -> None:
        spans = [cell.passage.span for cell in cells]
        self.tree.damage.append((reason, Span(spans[0].start, spans[-1].end)))


# ------------------------------------------------------------------------------------------------------------------- cells


def score_fact(cell: Line, what: str) -> Fact | None:
    """The number of a cell as points; a per cent stays one."""
    quantity = cell_number(cell)
    if quantity is None or quantity.kind not in (Kind.NUMBER, Kind.SCORE, Kind.PERCENT) or quantity.number < 0:
        return None
    if quantity.kind is Kind.NUMBER:
        quantity = in_unit(quantity, "分", Kind.SCORE, quantity.factor, quantity.step)
    return Fact(quantity, cell.span(quantity.start, quantity.end), what, cell.section, "", "", Source.TABLE)


def named(cell: Line) -> tuple[str, Fact | None]:
    """The name in a cell and the full marks printed behind it: 预算执行（25分）, 满意度(5)."""
    text = cell.text.strip()
    offset = cell.text.find(text)
    found = MARKS_BEHIND.search(text) if text.endswith(MARKS_END) else None
    if found is None or not found.start():
        return "".join(text.split()), None
    group = 1 if found.group(1) else 3
    start, end = (offset + place for place in found.span(group))
    unit = found.group(2) if group == 1 else found.group(4)
    number = Decimal(found.group(group))
    kind = Kind.PERCENT if unit in ("%", "％") else Kind.SCORE
    step = STEPS[len(found.group(group).partition(".")[2])]
    quantity = Quantity(
        start, end, found.group(group), number, "%" if kind is Kind.PERCENT else "分", kind, step=step, number_start=start, number_end=end
    )
    name = "".join(text[: found.start()].split())
    return name, Fact(quantity, cell.span(start, end), name, cell.section, source=Source.TABLE)


def _explains(text: str) -> bool:
    """Whether a cell explains instead of naming: it is long, or made of sentences or numbered points."""
    stripped = text.strip()
    return len(stripped) > LONGEST_NAME or (len(stripped) > LONGEST_NAME // 2 and SENTENCES.search(stripped) is not None)


def _marker(name: str) -> int:
    return next((level for level, pattern in MARKERS if pattern.match(name)), 0)


def is_block(cell: Line) -> bool:
    """绩效指标（90分）, 年度绩效目标1（40分） alone in a row."""
    name, bracket = named(cell)
    return bracket is not None and BLOCK.fullmatch(name) is not None


def leaves_of(nodes: Sequence[Node]) -> Iterator[Node]:
    """The indicators under some nodes, in order."""
    for node in nodes:
        if node.children:
            yield from leaves_of(node.children)
        else:
            yield node
