"""The cells of a sheet become lines and tables, as its reader sees them.

Empty rows and columns divide tables; an empty row in the middle of one does not: where the next stretch begins with numbers under the same
columns, it goes on. What stands alone in its row above a table (title, unit, 填报单位：…) or below it (注：…) is a line, not a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from auditor.model import Locator
from auditor.model.text import letters
from auditor.read.assembly import Assembly, GridCell
from auditor.read.sheets.sheet import Merged, Sheet, SheetCell, ranges

_NAMELESS = re.compile(r"(?:Sheet|工作表|表|Table)\s*\d*(?:\s*\(\d+\))?", re.IGNORECASE)  # names that programs give
_LABELLED = re.compile(r"[（(]?[^：:\d]{2,12}[：:]|[（(][^（）()]{2,20}[）)]$")
_REMARK = re.compile(r"(?:备?注|说明|附注|填表|填报|制表|审核|复核|负责人|联系)[^。]{0,8}[：:]|[*※]")
_LONG_REMARK = 40  # characters of a lone cell below a table that are a sentence, not a label
_NUMERIC = re.compile(r"[-−(（]?[¥￥$]?\d[\d,，]*(?:\.\d+)?[%％]?[)）]?")

_Place = tuple[int, int]  # row and column, from 1


def add_sheet(assembly: Assembly, sheet: Sheet, *, alone: bool) -> None:
    """Add a sheet under its name, which is left out when a program has given it and the sheet stands alone."""
    if not sheet.cells:
        return
    assembly.divide()
    if sheet.named and not (alone and _NAMELESS.fullmatch(sheet.name)):
        assembly.line(sheet.name, Locator(sheet=sheet.name), heading=True)
    covers = {(merged.top, merged.left): merged for merged in sheet.merged}
    for places in _stretches(sheet, covers):
        _add_stretch(assembly, sheet, covers, places)
    assembly.divide()


def notices(sheets: Sequence[Sheet]) -> list[str]:
    """What the reader of the report has to know of these sheets."""
    told: list[str] = []
    hidden = [sheet.name for sheet in sheets if sheet.hidden and sheet.cells]
    if hidden:
        told.append(f"工作表 {'、'.join(hidden)} 是隐藏的，也读了。")
    for sheet in sheets:
        if sheet.hidden_rows or sheet.hidden_columns:
            rows = f"第 {ranges(sheet.hidden_rows)} 行" if sheet.hidden_rows else ""
            columns = f"{ranges(sheet.hidden_columns, letters)} 列" if sheet.hidden_columns else ""
            told.append(f"工作表 {sheet.name} 的{rows}{'、' if rows and columns else ''}{columns}是隐藏的，也读了。")
        if sheet.uncalculated:
            told.append(
                f"工作表 {sheet.name} 有 {sheet.uncalculated} 个公式没有算出结果，没有核对；请在 Excel 或 WPS 里打开并保存一次，再审。"
            )
        if sheet.covered:
            told.append(f"工作表 {sheet.name} 的合并单元格下面还压着 {sheet.covered} 个看不见的单元格，没有读；公式可能把它们算进去。")
        if sheet.failed:
            told.append(f"工作表 {sheet.name} 有 {sheet.failed} 个单元格显示公式出错（如 #REF!、#DIV/0!）。")
    return told


def _stretches(sheet: Sheet, covers: dict[_Place, Merged]) -> Iterator[list[_Place]]:
    """The places of cells that belong together, in reading order."""
    rows: dict[int, list[int]] = {}
    for row, column in sheet.cells:
        rows.setdefault(row, []).append(column)
    bottoms: dict[int, int] = {}
    for (row, _), merged in covers.items():
        bottoms[row] = max(bottoms.get(row, row), merged.bottom)
    stretch: list[int] = []
    reach = 0
    for row in sorted(rows):
        if stretch and row > reach + 1 and not _goes_on(sheet, rows, stretch, row, row - reach - 1):
            yield from _beside(sheet, covers, rows, stretch)
            stretch = []
        stretch.append(row)
        reach = max(reach, bottoms.get(row, row), row)
    yield from _beside(sheet, covers, rows, stretch)


def _goes_on(sheet: Sheet, rows: dict[int, list[int]], stretch: Sequence[int], row: int, gap: int) -> bool:
    """Whether a row behind one empty row still belongs to the table above: a number under each of its own, or a total."""
    if gap > 1:
        return False
    numbers = {column for column in rows[row] if _is_number(sheet.cells[row, column])}
    above = {column for column in rows[stretch[-1]] if _is_number(sheet.cells[stretch[-1], column])}
    return bool(numbers) and numbers <= above and len(rows[row]) > len(numbers)


def _beside(sheet: Sheet, covers: dict[_Place, Merged], rows: dict[int, list[int]], stretch: Sequence[int]) -> Iterator[list[_Place]]:
    """The tables that stand side by side in a stretch of rows, divided by empty columns; one without words of its own is no table."""
    used: set[int] = set()
    for row in stretch:
        for column in rows[row]:
            merged = covers.get((row, column))
            used.update(range(column, (merged.right if merged else column) + 1))
    groups: list[set[int]] = []
    for column in sorted(used):
        if groups and column - 1 in groups[-1]:
            groups[-1].add(column)
        else:
            groups.append({column})
    joined: list[set[int]] = []
    for group in groups:
        if joined and not (_stands_alone(sheet, rows, stretch, group) and _stands_alone(sheet, rows, stretch, joined[-1])):
            joined[-1] |= group
        else:
            joined.append(group)
    for group in joined:
        yield [(row, column) for row in stretch for column in sorted(rows[row]) if column in group]


def _stands_alone(sheet: Sheet, rows: dict[int, list[int]], stretch: Sequence[int], group: set[int]) -> bool:
    """Whether columns make a table of their own: two or more, with words in the first one and numbers in others."""
    first = min(group)
    words = [row for row in stretch if first in rows[row] and not _is_number(sheet.cells[row, first])]
    numbers = [
        row for row in stretch for column in rows[row] if column in group and column != first and _is_number(sheet.cells[row, column])
    ]
    return len(group) > 1 and len(words) > 1 and len(numbers) > 1


def _is_number(cell: SheetCell) -> bool:
    return (cell.stored is not None and cell.stored.number is not None) or _NUMERIC.fullmatch(cell.text.strip()) is not None


# ------------------------------------------------------------------------------------------------------------------- add


def _add_stretch(assembly: Assembly, sheet: Sheet, covers: dict[_Place, Merged], places: Sequence[_Place]) -> None:
    """Lines above, a table, lines below."""
    by_row: dict[int, list[_Place]] = {}
    for place in places:
        by_row.setdefault(place[0], []).append(place)
    rows = list(by_row.values())
    first, last = 0, len(rows)
    while first < last and _is_line(sheet, rows[first]):
        first += 1
    while last > first and len(rows[last - 1]) == 1 and _is_remark(sheet.cells[rows[last - 1][0]].text):
        last -= 1
    if last - first == 1 and len(rows[first]) == 1:
        first = last
    _add_lines(assembly, sheet, rows[:first])
    if first < last:
        _add_table(assembly, sheet, covers, rows[first:last])
    _add_lines(assembly, sheet, rows[max(first, last) :])


def _is_line(sheet: Sheet, row: Sequence[_Place]) -> bool:
    cells = [sheet.cells[place] for place in row]
    if len(cells) == 1:
        return not _is_number(cells[0])
    return all(_LABELLED.match(cell.text.strip()) for cell in cells)


def _is_remark(text: str) -> bool:
    return len(text) > _LONG_REMARK or _REMARK.match(text.strip()) is not None


def _add_lines(assembly: Assembly, sheet: Sheet, rows: Iterable[Sequence[_Place]]) -> None:
    for row in rows:
        for place in row:
            assembly.line(sheet.cells[place].text, _locator(sheet, place))


def _add_table(assembly: Assembly, sheet: Sheet, covers: dict[_Place, Merged], rows: Sequence[Sequence[_Place]]) -> None:
    """A table; columns in which no cell begins are only the width of others."""
    row_numbers = [row[0][0] for row in rows]
    columns = sorted({column for row in rows for _, column in row})
    row_index = {number: index for index, number in enumerate(row_numbers)}
    column_index = {number: index for index, number in enumerate(columns)}
    cells: list[GridCell] = []
    for row in rows:
        for place in row:
            cell, merged = sheet.cells[place], covers.get(place)
            tall = sum(number <= merged.bottom for number in row_numbers[row_index[place[0]] :]) if merged else 1
            wide = sum(number <= merged.right for number in columns[column_index[place[1]] :]) if merged else 1
            at = row_index[place[0]], column_index[place[1]]
            cells.append(GridCell(cell.text, *at, tall, wide, _locator(sheet, place), cell.stored))
    assembly.table(cells)


def _locator(sheet: Sheet, place: _Place) -> Locator:
    return Locator(sheet=sheet.name, row=place[0], column=place[1])
