"""A region of lines becomes a table: rows of cells with their places, the unit announced for it, its title, and what is in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from auditor.model import Cell, Paragraph, Passage, Span, Table
from auditor.patterns import compiled
from auditor.read.blanks import blank_cells
from auditor.read.lines import BLANKS, Line, content, has_marks, joined, passage
from auditor.read.paragraphs import flows_on
from auditor.read.regions import Form, Region, is_ruler, is_title
from auditor.records import made

# 单位：万元, but not 填报单位：某镇政府: what follows must be made of units alone.
_UNIT = compiled(
    r"(?<![^\W\da-zA-Z_])(?:(?:金额|计量|货币)\s{0,2})?单\s{0,4}位\s{0,2}[：:]\s{0,4}"
    r"(?:人民币)?([亿千百十万元美角分次户个件套台辆亩公顷吨里米平方立升斤千克瓦时人%％‰、，,/ ]{1,16})(?![^\W\da-zA-Z_])"
)
_UNIT_OF_TITLE = compiled(r"[（(]((?:亿|千万|百万|万|千)?元)[）)]\s{0,2}$")
_LABEL = compiled(r"[^：:]{2,12}[：:]")
_STOPS = compiled("[，,。；;：:！？]")
_LONGEST_TITLE = 60
_LINES_ABOVE = 5
_ROWS_WITH_UNIT = 3
_MOST_ROWS_NAMED = 8
_WIDEST_GROUPS = 40  # cells; larger groups are not tried as the width of a table with one cell a line

_WHOLE = (0,)  # where the pieces of an unbroken passage begin

# The line number of a row and its cells.
_Row = tuple[int, list[Passage]]


def build_table(
    lines: Sequence[str], starts: Sequence[int], region: Region, furniture: frozenset[int], above: Sequence[Paragraph]
) -> Table | None:
    """The table in `region`; None if all its cells are empty.

    `lines` are the raw lines, `starts` their offsets in the document, `above` the paragraphs just before the table, where its title and
    unit are looked for.
    """
    numbers = [number for number in range(region.first, region.last) if number not in furniture and number not in region.repeats]
    damage: list[str] = []
    if region.form is Form.CELLS:
        rows, width = _rows_of_cells(lines, starts, numbers)
    elif region.form is Form.STACKED:
        rows, width = _rows_of_stack(lines, starts, region), region.width
    else:
        rows = _rows_of_lines(lines, starts, numbers, region)
        width = _usual_width(rows)
    if not any(cell.text for _, cells in rows for cell in cells):
        return None
    odd = [index for index, (_, cells) in enumerate(rows, 1) if width and len(cells) != width]
    if region.form is Form.CELLS and width:
        header = next(index for index, (_, cells) in enumerate(rows, 1) if len(cells) == width)
        odd = [index for index in odd if index > header]  # above the header stand pairs of name and value
    if odd:
        named = "、".join(str(index) for index in odd[:_MOST_ROWS_NAMED]) + ("等" if len(odd) > _MOST_ROWS_NAMED else "")
        damage.append(f"第 {named} 行的格数不是 {width}（共 {len(odd)} 行）")
    grid = [[made(Cell, (cell, row, column, 1, 1, None)) for column, cell in enumerate(cells)] for row, (_, cells) in enumerate(rows)]
    return table_of(grid, above, damage)


def table_of(grid: Sequence[Sequence[Cell]], above: Sequence[Paragraph], damage: Sequence[str] = ()) -> Table:
    """The table of these rows of cells, not all of them empty; its title and unit are looked for in the paragraphs `above`."""
    first = next(cell.passage for row in grid for cell in row if cell.passage.text)
    last = next(cell.passage for row in reversed(grid) for cell in reversed(row) if cell.passage.text)
    caption, unit = _announced(above)
    return Table(
        rows=tuple(tuple(row) for row in grid),
        span=Span(first.span.start, last.span.end),
        caption=caption,
        unit=_unit_inside(grid) or unit,
        damage=tuple(damage),
    )


def _usual_width(rows: Sequence[_Row]) -> int:
    """The number of cells of most rows, stray single cells aside; of equally frequent numbers the larger."""
    counts = Counter(len(cells) for _, cells in rows if len(cells) > 1)
    return max(counts, key=lambda width: (counts[width], width)) if counts else 0


def _rows_of_lines(lines: Sequence[str], starts: Sequence[int], numbers: Sequence[int], region: Region) -> list[_Row]:
    form = region.form
    rows: list[_Row] = []
    barred = [raw for number in numbers if "|" in (raw := lines[number].strip(BLANKS))]
    framed = form is not Form.BROKEN and all(raw.startswith("|") for raw in barred), all(raw.endswith("|") for raw in barred)
    for number in numbers:
        raw = lines[number]
        if not raw.strip(BLANKS) or (form is Form.BARS and is_ruler(raw.strip(BLANKS))):
            continue
        if form is Form.BLANKS:
            rows.append((number, blank_cells(raw, starts[number], region.width)))
            continue
        cells = _cells(raw, starts[number], "\t" if form is Form.ROWS else "|", framed)
        if form is Form.BROKEN and rows and len(rows[-1][1]) < region.width:
            rows[-1][1].extend(cells)
            continue
        rows.append((number, cells))
    return rows


def _rows_of_stack(lines: Sequence[str], starts: Sequence[int], region: Region) -> list[_Row]:
    """The rows of a table with a cell a line; a missing cell is an empty one before the next that is there."""
    rows: list[_Row] = []
    for row in region.rows:
        there = next(cell.start for cell in row if cell is not None)
        cells: list[Passage] = []
        for cell in row:
            there = there if cell is None else cell.start
            if cell is None:
                cells.append(Passage("", (0,), (starts[there],)))
            elif len(cell) == 1:
                cells.append(passage(content(lines[there], starts[there], there)))
            else:
                cells.append(broken_cell([content(lines[number], starts[number], number) for number in cell]))
        rows.append((there, cells))
    return rows


def _cells(raw: str, start: int, divider: str, framed: tuple[bool, bool]) -> list[Passage]:
    """The cells of a row in one line. Bars at the ends of all rows (`framed`: in front, behind) are a frame and divide nothing."""
    parts = raw.split(divider)
    if divider == "|":
        if len(parts) > 1 and framed[1] and not parts[-1].strip(BLANKS):
            del parts[-1]
        if len(parts) > 1 and framed[0] and not parts[0].strip(BLANKS):
            start += len(parts.pop(0)) + 1
    marked = has_marks(raw)
    cells = []
    for part in parts:
        if marked:
            cells.append(passage(content(part, start)))
        else:
            text = part.strip(BLANKS)
            blank = part.index(text[0]) if text and len(text) < len(part) else 0
            cells.append(Passage(text, _WHOLE, (start + blank,)))
        start += len(part) + 1
    return cells


def _rows_of_cells(lines: Sequence[str], starts: Sequence[int], numbers: Sequence[int]) -> tuple[list[_Row], int]:
    """The rows of a table with one cell a line, and the number of cells in the rows under its header (0: unknown).

    An empty line ends a row, but also stands in the middle of one where a cell ends with a line break.
    """
    groups: list[_Row] = []
    cell: list[Line] = []
    row: list[Passage] = []
    row_number = numbers[0] if numbers else 0
    for number in numbers:
        raw = lines[number]
        if raw.startswith("\t"):
            if cell:
                row.append(broken_cell(cell))
            if not row and not cell:
                row_number = number
            cell = [content(raw[1:], starts[number] + 1, number)]
        elif raw.strip(BLANKS):
            cell.append(content(raw, starts[number], number))
        elif cell:
            row.append(broken_cell(cell))
            groups.append((row_number, row))
            row, cell = [], []
    if cell:
        row.append(broken_cell(cell))
        groups.append((row_number, row))
    return _whole_rows(groups)


def broken_cell(lines: list[Line]) -> Passage:
    """A cell written over several lines; breaks between sentences and items stay in its text."""
    lines = [line for line in lines if line.text] or lines[:1]
    return joined(lines, [index for index, (one, two) in enumerate(pairwise(lines)) if not flows_on(one.text, two.text)])


def _whole_rows(groups: Sequence[_Row]) -> tuple[list[_Row], int]:
    """Groups of cells put together to rows of the width that explains most of what stands under a header of that width."""
    best: tuple[int, int, int] = (0, 0, 0)  # groups explained, width, header
    first_of: dict[int, int] = {}
    for index, (_, cells) in enumerate(groups):
        first_of.setdefault(len(cells), index)
    for width, header in first_of.items():
        if 3 <= width <= _WIDEST_GROUPS:
            explained = sum(stop - start for start, stop in _fitting(groups, header, width) if stop > start)
            below = len(groups) - header
            if explained * 10 >= below * 9 and explained > 1:
                best = max(best, (explained, width, header))
    _, width, header = best
    if not width:
        return list(groups), 0
    rows = list(groups[:header])
    at = header
    for start, stop in _fitting(groups, header, width):
        rows.extend(groups[at:start])
        rows.append((groups[start][0], [cell for _, cells in groups[start:stop] for cell in cells]))
        at = stop
    rows.extend(groups[at:])
    return rows, width


def _fitting(groups: Sequence[_Row], header: int, width: int) -> list[tuple[int, int]]:
    """Half-open ranges of groups, from `header` on, whose cells make up exactly one row."""
    fitting: list[tuple[int, int]] = []
    at = header
    while at < len(groups):
        total = 0
        stop = at
        while stop < len(groups) and total < width:
            total += len(groups[stop][1])
            stop += 1
        if total == width:
            fitting.append((at, stop))
            at = stop
        else:
            at += 1
    return fitting


def _announced(above: Sequence[Paragraph]) -> tuple[Passage | None, str | None]:
    """The title and the unit in the paragraphs above a table, the nearest last.

    Between the unit and the first row may stand loose parts of the header, so a line that only might be a title counts for less than
    one above the unit or one that reads like a title.
    """
    unit: str | None = None
    possible: Passage | None = None
    for paragraph in reversed(above[-_LINES_ABOVE:]):
        text = paragraph.text
        announced = (_UNIT.search(text) or _UNIT_OF_TITLE.search(text)) if len(text) <= 2 * _LONGEST_TITLE else None
        if announced and unit is None:
            unit = announced[1].strip(BLANKS + "、，,")
            possible = paragraph.passage if is_title(text) else None
            if possible and not _UNIT.search(text):  # 收支总表（万元）
                break
        elif is_title(text) or (unit and _is_plain_title(text)):
            return paragraph.passage, unit
        elif _is_plain_title(text):
            possible = possible or paragraph.passage
        elif not _LABEL.match(text) or len(text) > _LONGEST_TITLE:
            break
    return possible, unit


def _is_plain_title(text: str) -> bool:
    """Whether a short line without a stop may be the title of a table, though it does not end in 表."""
    return len(text) <= _LONGEST_TITLE and not _STOPS.search(text)


def _unit_inside(rows: Sequence[Sequence[Cell]]) -> str | None:
    """The unit announced in one of the first rows."""
    for cells in rows[:_ROWS_WITH_UNIT]:
        for cell in cells:
            text = cell.passage.text
            if "位" in text and len(text) <= _LONGEST_TITLE and (announced := _UNIT.search(text)):
                return announced[1].strip(BLANKS + "、，,")
    return None
