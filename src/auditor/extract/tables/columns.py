"""The columns of a score table by meaning, told by their headers (`auditor.column_titles`).

Only where a table is a score table beyond doubt and one of its columns is still nameless, headers are compared tolerantly (指标解択说明
for 指标解释说明).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.column_titles import ENDS, LONGEST_HEADER, ROLE_OF, STARTS, normal, role_of
from auditor.extract.lines import Line
from auditor.records import Record

Row = Sequence[Line]

OVERALL = frozenset("综合得分 总得分 总分 自评总分 综合评分 最终得分".split())  # beside a score of its own: that of the whole table
LEVELS = {"level1": 1, "level2": 2, "level3": 3, "level4": 4}
NAMES = frozenset({*LEVELS, "name"})
MONEY = frozenset({"initial", "budget", "spent"})
GROUPS = frozenset({"level3", "name", "target", "adjusted_target"})  # headers that a second row may divide
TARGETS = frozenset({"target", "adjusted_target"})
PARTS = frozenset({"operator", "target", "unit"})  # into which a second row divides a target
FEWEST_HEADERS = 2
SURE_HEADERS = 4  # known headers of a row whose other cells may be compared tolerantly
LIKENESS = 83  # per cent; one wrong character in six
NAMELESS = frozenset({"", "%", "％", "分"})
EXPLANATION = "指标说明"
_OF_SIZE: dict[int, list[str]] = {}
for _word in ROLE_OF:
    _OF_SIZE.setdefault(len(_word), []).append(_word)


def near_role(header: str) -> str:
    """The meaning of the one known header that looks like this one, "" if none does."""
    bare = normal(header)
    if not 3 < len(bare) <= LONGEST_HEADER:
        return ""
    # `fuzz.ratio` is at most twice the shorter by the sum of both.
    shortest, longest = len(bare) * LIKENESS / (200 - LIKENESS), len(bare) * (200 - LIKENESS) / LIKENESS
    characters = frozenset(bare)
    sizes = [size for size in _OF_SIZE if shortest <= size <= longest]
    alike = {word for size in sizes for word in _OF_SIZE[size] if _may_be_like(bare, characters, word)}
    if not alike:
        return ""
    candidates = [word for word in ROLE_OF if word in alike]  # of several that are as near the first counts
    from rapidfuzz import fuzz, process  # needed for few tables, and slow to load

    found = process.extractOne(bare, candidates, scorer=fuzz.ratio, score_cutoff=LIKENESS)
    return ROLE_OF[found[0]] if found else ""


def _may_be_like(header: str, characters: frozenset[str], word: str) -> bool:
    """False if the two share too few characters to be alike, in whatever order: `fuzz.ratio` is at most 2 × shared / all."""
    least = LIKENESS * (len(header) + len(word))
    return 200 * sum(map(characters.__contains__, word)) >= least and 200 * sum(map(word.__contains__, header)) >= least


class Layout(Record):
    """The columns of a table by meaning.

    `levels` are (level, column) of the cells that name an indicator or a group of them, from left to right. `marks` and `scores` give
    for a level the column with its own full marks or score; level 0 stands for whatever the row names last.
    """

    kind: str  # "indicators", "results", "execution", "projects"
    header: int  # index of the header row
    first: int  # the first row below the header
    roles: dict[str, int]
    levels: tuple[tuple[int, int], ...]
    marks: dict[int, int]
    scores: dict[int, int]
    width: int
    cells: dict[int, Line]  # the cell that names a column
    length: int = 0  # cells of the header row, blank ones included
    doubtful: bool = False  # the second row of the header does not lie under the first

    @property
    def numeric(self) -> tuple[int, ...]:
        """The columns that hold scores or full marks."""
        return (*self.marks.values(), *self.scores.values())

    def same_columns(self, other: Layout) -> bool:
        """Whether another header is this one printed again."""
        return self.kind == other.kind and self.roles == other.roles and self.marks == other.marks


def find_layouts(rows: Sequence[Row]) -> list[Layout]:
    """The headers of a table, in order: one with several forms in it has several."""
    layouts: list[Layout] = []
    index = 0
    while index < len(rows):
        layout = _layout(rows, index)
        if layout is not None:
            layouts.append(layout)
            index = layout.first
        else:
            index += 1
    return layouts


def _layout(rows: Sequence[Row], index: int) -> Layout | None:
    """The layout whose header begins in row `index`, None if that row is no header."""
    named = _roles(rows[index])
    if len(named) < FEWEST_HEADERS:
        return None
    named = _explained(rows[index], _tolerantly(rows[index], named))
    cells = {cell.column: cell for cell in rows[index] if cell.column in named}
    first = index + 1
    doubtful = False
    length = len(rows[index])
    if first < len(rows):
        below = _sub_header(rows[first], named)
        group = _collapsed(rows[first], below, named) if below is not None else None
        if below is not None and group is not None:
            named, cells = _widened(named, cells, rows[first], below, group)
            length += len(below) - 1
            first += 1
        elif below is not None:
            doubtful = any(named.get(column, "name") not in GROUPS for column in below) or len(rows[first]) != len(rows[index])
            if not doubtful:
                cells.update({cell.column: cell for cell in rows[first] if cell.column in below})
                named = {**named, **below}
            first += 1
    named = _overall_apart(_weighted_apart(named, cells), cells)
    kind = _kind(set(named.values()))
    return _arranged(kind, index, first, named, cells)._replace(length=length, doubtful=doubtful) if kind else None


def _weighted_apart(named: dict[int, str], cells: dict[int, Line]) -> dict[int, str]:
    """The same without scores out of a hundred each (评分（百分制）); the column that weighs them holds the scores."""
    hundred = [column for column, role in named.items() if role == "score" and "百分制" in cells[column].text]
    return {column: role for column, role in named.items() if column not in hundred} if hundred else named


def _overall_apart(named: dict[int, str], cells: dict[int, Line]) -> dict[int, str]:
    """The same with the score of the whole told from those of the rows, where both have a column."""
    scores = [column for column, role in named.items() if role == "score"]
    overall = [column for column in scores if normal(cells[column].text) in OVERALL]
    return named if len(overall) != 1 or len(scores) == 1 else {**named, overall[0]: "overall"}


def _roles(row: Row) -> dict[int, str]:
    named = {}
    for cell in row:
        text = cell.text
        if text in ROLE_OF or (text and text[0] in STARTS and text[-1] in ENDS):  # few cells of a table are
            role = role_of(text)
            if role:
                named[cell.column] = role
    return named


def _tolerantly(row: Row, named: dict[int, str]) -> dict[int, str]:
    """The same with the headers that are known only nearly, in a row that is a header beyond doubt and lacks an essential column."""
    found = set(named.values())
    if len(named) < SURE_HEADERS or ("score" in found and ("full_marks" in found or "rubric" in found)):
        return named
    others = {cell.column: near_role(cell.text) for cell in row if cell.column not in named and not cell.quantities}
    return {**named, **{column: role for column, role in others.items() if role and role not in found}}


def _explained(row: Row, named: dict[int, str]) -> dict[int, str]:
    """指标说明 holds the standard in some tables; beside a column of standards proper it explains the indicator."""
    told = [column for column, role in named.items() if role == "rubric"]
    loose = [cell.column for cell in row if cell.column in told and normal(cell.text) == EXPLANATION]
    if len(told) < 2 or len(loose) != 1 or "description" in named.values():
        return named
    return {**named, loose[0]: "description"}


def _sub_header(row: Row, named: dict[int, str]) -> dict[int, str] | None:
    """The second row of a header: all its cells are headers, and none names what the first row named already elsewhere."""
    filled = [cell for cell in row if cell.text.strip()]
    below = _roles(row)
    if not below or len(filled) != len(below):
        return None
    repeats = sum(1 for column, role in below.items() if named.get(column) == role)
    return below if repeats < len(below) else None


def _collapsed(row: Row, below: dict[int, str], named: dict[int, str]) -> int | None:
    """The column that a second row divides which has lost the blank cells in front: 指标性质, 指标值, 度量单位 and nothing else."""
    groups = [column for column, role in named.items() if role in TARGETS]
    whole = len(row) == len(below) > 1 and PARTS.issuperset(below.values()) and "target" in below.values()
    return groups[0] if whole and len(groups) == 1 else None


def _widened(
    named: dict[int, str], cells: dict[int, Line], row: Row, below: dict[int, str], group: int
) -> tuple[dict[int, str], dict[int, Line]]:
    """Columns and their cells with the parts of a group in its place, and what stands right of it moved by as many."""
    wider = len(below) - 1

    def place(column: int) -> int:
        return column + wider if column > group else column

    roles = {place(column): role for column, role in named.items() if column != group}
    heads = {place(column): cell for column, cell in cells.items() if column != group}
    for cell in row:
        roles[group + cell.column] = below[cell.column]
        heads[group + cell.column] = cell
    return roles, heads


def _kind(roles: Iterable[str]) -> str:
    """What a header is of: indicators with scores or results alone, the budget's execution, or projects; "" for anything else."""
    found = set(roles)
    scored = bool(found & {"full_marks", "score"})
    if not scored:
        return "results" if {"target", "actual"} <= found and found & NAMES else ""
    if found & {"level1", "level2", "level3", "level4"}:
        return "indicators"
    if "spent" in found or "budget" in found:
        return "projects" if "project" in found else "execution"
    if "name" in found or "project" in found:
        return "indicators"
    return ""


def _arranged(kind: str, header: int, first: int, named: dict[int, str], cells: dict[int, Line]) -> Layout:
    roles: dict[str, int] = {}
    for column in sorted(named):
        roles.setdefault(named[column], column)
    levels: list[tuple[int, int]] = []
    leftmost = min((column for column, role in named.items() if role in LEVELS), default=-1)
    for column in sorted(named):
        role = named[column]
        if role == "name" and column < leftmost:  # 绩效指标 printed once beside all rows, no name of theirs
            continue
        if role in LEVELS and all(level != LEVELS[role] for level, _ in levels):
            levels.append((LEVELS[role], column))
        elif role == "name" or (role == "project" and "name" not in roles):
            levels.append((max((level for level, _ in levels), default=2) + 1, column))
    levels.sort(key=lambda item: item[1])
    marks, scores = (_belonging([column for column in sorted(named) if named[column] == role], levels) for role in ("full_marks", "score"))
    return Layout(kind, header, first, roles, tuple(levels), marks, scores, max(named) + 1, cells)


def _belonging(columns: Sequence[int], levels: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The level that each column of numbers belongs to: that of the name before it, when names stand on both sides or there are several."""
    found: dict[int, int] = {}
    for column in columns:
        left = [level for level, place in levels if place < column]
        right = [level for level, place in levels if place > column]
        level = left[-1] if left and (right or len(columns) > 1) else 0
        found.setdefault(level, column)
    return found
