"""Where the tables of a text lie: rows with tabs, rows with bars, or one cell a line as Word exports them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from auditor.enums import StrEnum
from auditor.patterns import compiled
from auditor.read.blanks import blank_runs
from auditor.read.gridded import grids
from auditor.read.lines import BLANKS
from auditor.read.paragraphs import begins_item, is_finished
from auditor.read.stacked import Row, stacks
from auditor.read.titled import titled


class Form(StrEnum):
    """How a table is written down."""

    ROWS = "rows"  # a row a line, cells divided by tabs
    BARS = "bars"  # a row a line, cells divided by |
    BROKEN = "broken"  # the same, with rows that break off into several lines
    CELLS = "cells"  # a cell a line, each behind a tab, rows divided by empty lines
    BLANKS = "blanks"  # a row a line, cells divided by blanks
    STACKED = "stacked"  # a cell a line, and nothing that divides rows


class Region:
    """A half-open range of line numbers that holds one table.

    `width` is the number of cells in its longest row; `repeats` are lines of the title and header printed again on a later page; `rows` are
    the lines of the cells where they are known beforehand.
    """

    __slots__ = ("first", "form", "last", "repeats", "rows", "width")

    def __init__(self, first: int, last: int, form: Form, width: int = 0, rows: Sequence[Row] = ()) -> None:
        self.first = first
        self.last = last
        self.form = form
        self.width = width
        self.repeats: set[int] = set()
        self.rows = rows


_RULER = compiled(r"[\s|:+-]*-[\s|:+-]*")
_TITLE = compiled(r"(?:附?表|附件)\s{0,2}[\d一二三四五六七八九十]|.{0,60}(?:表|清单|名单|一览)(?:[（(][^（）()]{0,12}[）)])?$")
_HEADING = compiled(r"第[一二三四五六七八九十\d]{1,3}(?:部分|章)|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_NUMBER = compiled(r"[-−≥≤=]?\d[\d,.]{0,20}[%％]?")
_WIDEST_ROW = 1000  # cells; a line with more tabs is no row
_LONGEST_STRAY = 30  # characters of a cell that stands alone on a line between rows
_MOST_STRAYS = 24  # such lines in a row
_LONGEST_TITLE = 14  # characters of a column title
_HEADER_ROWS = 3
_FEWEST_BARRED = 3  # rows of one width that make a table without a bar in front of any
_FEWEST_CELLS = 4  # of a table with one cell a line
_LONGEST_CELL_BREAK = 30  # lines that a broken cell may go on without a tab


def is_title(text: str) -> bool:
    """Whether a line reads like the title over a table (附表2, 收支决算总表)."""
    return len(text) <= 80 and _TITLE.match(text) is not None


def find_regions(text: str, lines: Sequence[str], texts: Sequence[str], furniture: frozenset[int]) -> list[Region]:
    """The tables of a text in order. `texts` are its lines without outer blanks; those in `furniture` belong to the page: they neither make nor end a table."""
    tabbed = [number for number, line in enumerate(lines) if "\t" in line]
    runs = _runs([number for number in tabbed if number not in furniture] if furniture else tabbed, furniture)
    regions: list[Region] = []
    current: Region | None = None
    for first, last in runs:
        region = _region(lines, first, last)
        if current and _goes_on(lines, furniture, current, region):
            current.last = last
            current.width = max(current.width, region.width)
            continue
        if current and _is_table(lines, current):
            regions.append(current)
        current = region
    if current and _is_table(lines, current):
        regions.append(current)
    if "|" in text:
        regions.extend(_bar_regions(texts, regions))
    occupied = furniture.union(*(range(region.first, region.last) for region in regions))
    free = [number for number, text in enumerate(texts) if text and number not in occupied]
    blank = [Region(first, last, Form.BLANKS, width) for first, last, width in blank_runs(lines, free)]
    if blank:
        regions.extend(blank)
        taken = {number for region in blank for number in range(region.first, region.last)}
        free = [number for number in free if number not in taken]
    for find in (titled, partial(grids, furniture=furniture), stacks):
        found = [Region(first, last, Form.STACKED, len(rows[0]), rows) for first, last, rows in find(texts, free)]
        if found:
            regions.extend(found)
            held = {number for region in found for number in range(region.first, region.last)}
            free = [number for number in free if number not in held]
    regions.sort(key=lambda region: region.first)
    return regions


def _runs(marked: Sequence[int], furniture: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Half-open ranges of line numbers that stand together, page furniture between them aside."""
    first = -1
    last = -1
    for number in marked:
        if first >= 0 and (number == last or all(between in furniture for between in range(last, number))):
            last = number + 1
            continue
        if first >= 0:
            yield first, last
        first, last = number, number + 1
    if first >= 0:
        yield first, last


def _is_lone_cell(line: str) -> bool:
    return line.startswith("\t") and "\t" not in line[1:].rstrip()


def _region(lines: Sequence[str], first: int, last: int) -> Region:
    rows = [lines[number] for number in range(first, last)]
    lone = sum(1 for row in rows if _is_lone_cell(row))
    if lone == len(rows) or (len(rows) >= _FEWEST_CELLS and lone * 5 >= len(rows) * 4):
        return Region(first, last, Form.CELLS)
    return Region(first, last, Form.ROWS, max(row.count("\t") + 1 for row in rows))


def _goes_on(lines: Sequence[str], furniture: frozenset[int], current: Region, following: Region) -> bool:
    """Whether the run `following` belongs to the table `current`, in spite of the lines between them."""
    between = [number for number in range(current.last, following.first) if number not in furniture]
    if len(between) > 4 * _MOST_STRAYS:
        return False
    if current.form is Form.CELLS:
        return following.form is Form.CELLS and _is_cell_break(lines, between)
    texts = [(number, text) for number in between if (text := lines[number].strip(BLANKS))]
    if following.form is Form.CELLS:
        return not texts and following.last - following.first <= 2
    return _rows_go_on(lines, current, following, texts, has_hole=len(texts) < len(between))


def _rows_go_on(lines: Sequence[str], current: Region, following: Region, texts: Sequence[tuple[int, str]], *, has_hole: bool) -> bool:
    """The same for rows in lines. `texts` are the lines between that are not blank, `has_hole` says whether others are."""
    wider = following.width > current.width + 1 and not lines[following.first].startswith("\t")
    if wider and (has_hole or _has_numbers(lines, current)):  # else what came so far was the first line of a header of several
        return False
    above = _above(lines, current)
    repeated = {number for number, text in texts if text in above}
    strays = [text for number, text in texts if number not in repeated]
    if len(strays) > _MOST_STRAYS or not all(_is_stray(lines, current, text) for text in strays):
        return False
    header = _repeated_header(lines, current, following)
    # Titles of columns with a row under them; a row alone between blank lines is one of a table printed with blank lines.
    new_header = has_hole and following.last - following.first > 1 and _is_header(lines[following.first])
    if not header and (repeated or new_header):
        return False
    current.repeats |= repeated | header
    return True


def _has_numbers(lines: Sequence[str], region: Region) -> bool:
    """Whether a cell among the first rows of a region holds nothing but a number."""
    rows = lines[region.first : min(region.last, region.first + 2 * _HEADER_ROWS)]
    return any(_NUMBER.fullmatch(cell.strip(BLANKS)) for row in rows for cell in row.split("\t", 30)[:30])


def _is_cell_break(lines: Sequence[str], between: Sequence[int]) -> bool:
    """Whether the lines between two cells are blank, or the rest of the first cell followed by blank lines."""
    ended = False
    for count, number in enumerate(between):
        text = lines[number].strip(BLANKS)
        if not text:
            ended = True
        elif ended or count >= _LONGEST_CELL_BREAK or _HEADING.match(text) or is_title(text):
            return False
    return True


def _above(lines: Sequence[str], region: Region) -> frozenset[str]:
    """The lines over a table, which a page break may repeat."""
    return frozenset(text for line in lines[max(0, region.first - 4) : region.first] if (text := line.strip(BLANKS)))


def _is_stray(lines: Sequence[str], region: Region, text: str) -> bool:
    """Whether a line without a tab may be a cell: short, no sentence, no title, no heading unless the table is full of such."""
    if len(text) > _LONGEST_STRAY or is_finished(text) or text[-1] in "：:；;" or "单位：" in text or "单位:" in text or is_title(text):
        return False
    if not begins_item(text):
        return True
    rows = lines[max(region.first, region.last - 40) : region.last]
    return any(begins_item(cell.strip(BLANKS)) for row in rows for cell in row.split("\t", 8)[:8])


def _repeated_header(lines: Sequence[str], current: Region, following: Region) -> set[int]:
    """The first lines of `following` that print the header of `current` again."""
    header = {lines[number].strip(BLANKS) for number in range(current.first, min(current.last, current.first + _HEADER_ROWS))}
    repeated: set[int] = set()
    for number in range(following.first, following.last):
        if lines[number].strip(BLANKS) not in header or len(repeated) == _HEADER_ROWS:
            break
        repeated.add(number)
    return repeated if following.last - following.first > len(repeated) else set()


def _is_header(row: str) -> bool:
    """Whether a row holds nothing but column titles."""
    cells = [cell.strip(BLANKS) for cell in row.split("\t", 30)]
    return len(cells) > 1 and all(cell and len(cell) <= _LONGEST_TITLE and not any(c.isdigit() for c in cell) for cell in cells)


def _is_table(lines: Sequence[str], region: Region) -> bool:
    """Whether a region is a table and not indented prose, a numbered list, or a single line with a tab in it."""
    rows = [lines[number] for number in range(region.first, region.last)]
    if region.form is Form.CELLS:
        cells = [text for row in rows if row.startswith("\t") and (text := row.strip(BLANKS))]
        prose = sum(1 for text in cells if is_finished(text) or len(text) > 80)
        stacked = any(_is_lone_cell(one) and _is_lone_cell(two) for one, two in pairwise(rows))
        return stacked and len(cells) >= _FEWEST_CELLS and prose * 2 <= len(cells)
    if region.width > _WIDEST_ROW:
        return False
    full = 0
    for row in rows:
        if "\t" not in row:
            continue
        cells = [text for cell in row.split("\t") if (text := cell.strip(BLANKS))]
        if len(cells) >= 3:
            return True
        if len(cells) == 2 and not (len(cells[0]) <= 6 and begins_item(cells[0] + " ") and not cells[0][-1].isalnum()):
            full += 1
    return full >= 2


def _bar_regions(texts: Sequence[str], taken: Sequence[Region]) -> list[Region]:
    """Tables with bars: two rows that begin with one, rows around a ruler |---|, or three of one width without a bar in front."""
    occupied = {number for region in taken for number in range(region.first, region.last)}
    barred = [number for number, text in enumerate(texts) if "|" in text and number not in occupied]
    regions: list[Region] = []
    for first, last in _runs(barred, frozenset()):
        rows = list(texts[first:last])
        if last - first >= 2 and (all(row.startswith("|") for row in rows) or any(is_ruler(row) for row in rows[:3]) or _is_even(rows)):
            width = max(row.count("|") for row in rows)
            if width <= _WIDEST_ROW:
                regions.append(Region(first, last, Form.BARS, width))
        else:
            from auditor.read.barred import broken_width  # few tables have bars, and most of those have whole rows

            if width := broken_width(rows):
                regions.append(Region(first, last, Form.BROKEN, width))
    return regions


def _is_even(rows: Sequence[str]) -> bool:
    """Whether rows have the same number of bars, at least two, as a page copied out of a browser has them."""
    bars = rows[0].count("|")
    return len(rows) >= _FEWEST_BARRED and bars > 1 and all(row.count("|") == bars for row in rows)


def is_ruler(row: str) -> bool:
    """Whether a row is the |---|---| that divides header and body."""
    return len(row) <= 4 * _WIDEST_ROW and "|" in row and _RULER.fullmatch(row) is not None
