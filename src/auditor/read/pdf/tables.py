"""Ruled tables: the rules of a page become a grid, and the glyphs between them the text of its cells.

pdfplumber finds the cells. The rules and the glyphs come from pdfium: reading them again with pdfplumber's own parser takes ten times as long.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from auditor.patterns import compiled
from auditor.read.paragraphs import begins_item, is_finished
from auditor.read.pdf.geometry import Box, union
from auditor.read.pdf.lines import joined, merged, pieces, rows
from auditor.read.pdf.parts import Glyph, PageTable, TableCell, TextLine, is_wide

_SNAP = 3.0  # points; rules as close as this are one
_SHORTEST = 3.0  # points of a rule
_RAGGED = 6.0  # points by which the ends of rules of one table differ
_NARROWEST = 7.0  # points; a row or column without text that is narrower is the room between two rules
_MOST_RULES = 12_000
_MOST_TABLES = 60  # of a page
_MOST_POINTS = 4_000  # crossings of rules; a page full of cells has some hundred
_PADDING = 5.4  # points on either side of a cell, as Word sets it; PDF keeps no record of it
_NUMBER = compiled(r"[-−]?(?:\d{1,3}(?:[,，]\d{3}){1,6}|\d{1,18})(?:\.\d{0,8})?[%％]?|[-—–]{1,2}")
_SLACK = 1.0  # ems that a line may fall short: programs that write tables break lines earlier than they need
_MOST_STACKED = 300  # lines of a cell that are looked at
_FEWEST_STACKED = 3  # numbers under one another in a single column before they are rows without rules


def find(rules: Sequence[Box], glyphs: Sequence[Glyph]) -> tuple[list[PageTable], list[Glyph]]:
    """The tables of a page from the top down, and the glyphs outside of them."""
    points = [((glyph[1] + glyph[3]) / 2, (glyph[2] + glyph[4]) / 2) for glyph in glyphs if glyph[0] > " "]
    grids = [_Grid(cells, points) for cells in _cells(rules)[:_MOST_TABLES]]
    grids = sorted((grid for grid in grids if grid.is_table), key=lambda grid: (grid.box[1], grid.box[0]))
    if not grids:
        return [], list(glyphs)
    inside: list[dict[int, list[Glyph]]] = [defaultdict(list) for _ in grids]
    free: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph[1] + glyph[3]) / 2, (glyph[2] + glyph[4]) / 2
        for grid, texts in zip(grids, inside, strict=True):
            cell = grid.cell_at(x, y) if glyph[0] != "\n" else None
            if cell is not None:
                texts[cell].append(glyph)
                break
        else:
            free.append(glyph)
    return [grid.table(texts) for grid, texts in zip(grids, inside, strict=True)], free


def _cells(rules: Sequence[Box]) -> list[list[Box]]:
    """The boxes of the cells of each table."""
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    edges = [_edge(rule) for rule in rules[:_MOST_RULES] if max(rule[2] - rule[0], rule[3] - rule[1]) >= _SHORTEST]
    found = merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP) if edges else []
    found = [edge for edge in found if max(edge["width"], edge["height"]) >= _SHORTEST]
    found += _open_sides(found)
    found += _open_ends(found)
    crossings = edges_to_intersections(found, _SNAP, _SNAP)
    if len(crossings) > _MOST_POINTS:
        return []
    return [
        [(float(a), float(b), float(c), float(d)) for a, b, c, d in cells] for cells in cells_to_tables(intersections_to_cells(crossings))
    ]


def _edge(rule: Box) -> dict[str, object]:
    left, top, right, bottom = rule
    across = right - left >= bottom - top
    return {
        "x0": left,
        "x1": right,
        "top": top,
        "bottom": bottom,
        "width": right - left,
        "height": bottom - top,
        "orientation": "h" if across else "v",
        "object_type": "line",
    }


def _open_sides(edges: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """Sides that a table leaves open: several lines across that begin and end alike, lines down only between them."""
    down = [_box(edge) for edge in edges if edge["orientation"] == "v"]
    across = sorted((_box(edge) for edge in edges if edge["orientation"] == "h"), key=lambda box: (box[0] - box[2], box[1]))
    sides: list[dict[str, object]] = []
    while across:
        longest = across[0]
        alike = [box for box in across if abs(box[0] - longest[0]) <= _RAGGED and abs(box[2] - longest[2]) <= _RAGGED]
        across = [box for box in across if box not in alike]
        left, top, right, bottom = union(alike)
        within = [box for box in down if left < box[0] < right and box[1] >= top - _RAGGED and box[3] <= bottom + _RAGGED]
        if len(alike) < 3 or not within:
            continue
        for x in (left, right):
            if all(abs(box[0] - x) > _RAGGED for box in down):
                sides.append(_edge((x, top, x, bottom)))
    return sides


def _open_ends(edges: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """The upper and lower ends that a table leaves open where a page break has cut it: lines down that end alike, and no line across there."""
    ends: list[dict[str, object]] = []
    down = [_box(edge) for edge in edges if edge["orientation"] == "v"]
    across = [_box(edge) for edge in edges if edge["orientation"] == "h"]
    for end in (1, 3):
        alike: dict[int, list[Box]] = defaultdict(list)
        for box in down:
            alike[round(box[end] / _SNAP)].append(box)
        for lines in alike.values():
            left, right, y = min(box[0] for box in lines), max(box[0] for box in lines), lines[0][end]
            if len(lines) < 3 or any(abs(box[1] - y) <= 2 * _SNAP and box[0] < right and box[2] > left for box in across):
                continue
            if any(box[0] <= left + _SNAP and box[2] >= right - _SNAP and lines[0][1] < box[1] < lines[0][3] for box in across):
                ends.append(_edge((left, y, right, y)))
    return ends


def _box(edge: dict[str, object]) -> Box:
    return tuple(float(edge[key]) for key in ("x0", "top", "x1", "bottom"))  # type: ignore[arg-type, return-value]  # four numbers


class _Grid:
    """The cells of a table, placed in rows and columns."""

    def __init__(self, cells: Sequence[Box], points: Sequence[tuple[float, float]]) -> None:
        """`points` are where the glyphs of the page stand: rows and columns without any may be the room between double rules."""
        self.box = left, top, right, bottom = union(list(cells))
        within = [(x, y) for x, y in points if left <= x <= right and top <= y <= bottom]
        self._lefts = _distinct((edge for cell in cells for edge in (cell[0], cell[2])), sorted(x for x, _ in within))
        self._tops = _distinct((edge for cell in cells for edge in (cell[1], cell[3])), sorted(y for _, y in within))
        self._cells: list[Box] = []
        self._places: list[tuple[int, int, int, int]] = []
        self._owner: dict[tuple[int, int], int] = {}
        for cell in sorted(cells, key=lambda cell: (cell[1], cell[0])):
            left, top, right, bottom = cell
            column, row = _index(self._lefts, left), _index(self._tops, top)
            column_span, row_span = _index(self._lefts, right) - column, _index(self._tops, bottom) - row
            places = [(r, c) for r in range(row, row + row_span) for c in range(column, column + column_span)]
            if not places or any(place in self._owner for place in places):
                continue
            self._owner |= dict.fromkeys(places, len(self._cells))
            self._cells.append(cell)
            self._places.append((row, column, row_span, column_span))

    @property
    def is_table(self) -> bool:
        """Whether it has columns: a frame around text, or one above another, is none."""
        return len({place[1] for place in self._places}) > 1

    def cell_at(self, x: float, y: float) -> int | None:
        """The number of the cell around a point."""
        left, top, right, bottom = self.box
        if not (left <= x <= right and top <= y <= bottom):
            return None
        return self._owner.get((bisect_right(self._tops, y) - 1, bisect_right(self._lefts, x) - 1))

    def table(self, glyphs: dict[int, list[Glyph]]) -> PageTable:
        """The table with these glyphs in its cells."""
        texts = [_Text(box, glyphs[number]) if number in glyphs else None for number, box in enumerate(self._cells)]
        stacked = self._stacked(texts)
        before = [0]  # for each row of the grid the number of rows of the table above it
        for row in range(len(self._tops) - 1):
            before.append(before[-1] + len(stacked.get(row, [0.0])))
        cells: list[TableCell] = []
        for (row, column, row_span, column_span), text, box in zip(self._places, texts, self._cells, strict=True):
            if row in stacked and row_span == 1:
                lines = text.lines if text else []
                cells += [
                    TableCell(line.text, before[row] + _index(stacked[row], _middle(line)), column, 1, column_span, line.box)
                    for line in lines
                ]
            else:
                told, is_cut = text.told() if text else ("", False)
                cells.append(TableCell(told, before[row], column, before[row + row_span] - before[row], column_span, box, is_cut))
        return PageTable(tuple(cells), self.box, tuple(self._lefts), before[-1])

    def _stacked(self, texts: Sequence[_Text | None]) -> dict[int, list[float]]:
        """Rows of the grid that hold several rows printed without rules between them, and the heights of those."""
        by_row: dict[int, list[_Text]] = defaultdict(list)
        for (row, _, row_span, _), text in zip(self._places, texts, strict=True):
            if text is not None and row_span == 1:
                by_row[row].append(text)
        return {row: heights for row, found in by_row.items() if (heights := _heights(found))}


def _heights(found: Sequence[_Text]) -> list[float]:
    """The heights of the rows that stand in one row of the grid: told by numbers under one another; none if it is a single row."""
    numbers = [text for text in found if len(text.lines) > 1 and all(_NUMBER.fullmatch(line.text) for line in text.lines)]
    if not numbers or (len(numbers) == 1 and len(numbers[0].lines) < _FEWEST_STACKED):
        return []
    if max(len(text.lines) for text in found) > _MOST_STACKED:
        return []
    told = sorted(_middle(line) for text in numbers for line in text.lines)
    for text in found:
        text.lines = _around(text.lines, told)
    heights: list[float] = []
    for line in sorted((line for text in found for line in text.lines), key=_middle):
        if not heights or _middle(line) - heights[-1] > line.em / 2:
            heights.append(_middle(line))
    # Text that was broken by the width of its cell has its lines at other heights.
    return heights if len(heights) <= 1.3 * max(len(text.lines) for text in found) else []


def _around(lines: Sequence[TextLine], heights: Sequence[float]) -> list[TextLine]:
    """The lines of a cell with two put together where the number of their row stands in the middle between them."""
    kept: list[TextLine] = []
    for line in lines:
        if kept and _middle(line) - _middle(kept[-1]) < 2 * line.em:
            both = TextLine(kept[-1].text + line.text, union([kept[-1].box, line.box]), line.em)
            beside = [any(abs(height - _middle(one)) < 0.35 * line.em for height in heights) for one in (kept[-1], line, both)]
            if beside == [False, False, True]:
                kept[-1] = both
                continue
        kept.append(line)
    return kept


def _middle(line: TextLine) -> float:
    return (line.box[1] + line.box[3]) / 2


class _Text:
    """The text of a cell, line by line."""

    def __init__(self, box: Box, glyphs: Iterable[Glyph]) -> None:
        self._box = box
        found = rows(pieces(glyphs))
        self.lines: list[TextLine] = [joined(merged(row), " ") for row in found]

    def told(self) -> tuple[str, bool]:
        """The lines with those put together that the width of the cell has cut, and whether the last is as full."""
        lines = self.lines
        if not lines:
            return "", False
        width = max(*(line.box[2] - line.box[0] for line in lines), self._box[2] - self._box[0] - 2 * _PADDING)
        edge = max(*(line.box[2] for line in lines), self._box[2] - _PADDING)
        told = [lines[0].text]
        for before, line in pairwise(lines):
            word = _first_word(line) + _SLACK * before.em
            is_full = before.box[2] - before.box[0] + word > width or before.box[2] + word > edge
            flows = is_full and not is_finished(before.text) and not begins_item(line.text) and not _is_number(before.text, line.text)
            told.append(("" if flows else "\n") + line.text)
        last = lines[-1]
        return "".join(told), last.box[2] - last.box[0] + (1 + _SLACK) * last.em > width


def _is_number(before: str, after: str) -> bool:
    """Whether two numbers stand under one another, and not the two parts of one."""
    return _NUMBER.fullmatch(before) is not None and _NUMBER.fullmatch(after) is not None and before[-1] not in ",.，．"


def _first_word(line: TextLine) -> float:
    """The width of what could not be divided at the beginning of a line: a character, or a number."""
    text = line.text
    if is_wide(text[0]):
        return line.em if len(text) == 1 or text[1] not in "，。、；：）》”％%" else 2 * line.em
    length = next((index for index, character in enumerate(text) if is_wide(character) or character == " "), len(text))
    whole = sum(1.0 if is_wide(character) else 0.5 for character in text)
    return (line.box[2] - line.box[0]) * length * 0.5 / whole


def _distinct(edges: Iterable[float], glyphs: Sequence[float]) -> list[float]:
    """The edges in order; those without room for glyphs between them, and without glyphs, are one, in their middle."""
    groups: list[list[float]] = []
    for edge in sorted(edges):
        before = groups[-1][-1] if groups else None
        if before is not None and (
            edge - before < _SNAP / 2 or (edge - before < _NARROWEST and bisect_right(glyphs, edge) == bisect_right(glyphs, before))
        ):
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return [(group[0] + group[-1]) / 2 for group in groups]


def _index(edges: Sequence[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - edge))
