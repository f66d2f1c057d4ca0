"""An old workbook (.xls, .et) becomes a Document, read by xlrd with the formats of its numbers. What the formulas are, such files do not tell."""

from __future__ import annotations

from io import StringIO

from auditor.model import AuditError, Document, Settings, Stored
from auditor.read.sheets.number_formats import GENERAL, shown, shown_text
from auditor.read.sheets.sheet import MOST_CELLS, Merged, Sheet, SheetCell, too_many_cells, uncovered
from auditor.read.xlsx import document_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet as OldSheet

MEDIA_TYPE = "application/vnd.ms-excel"
_MOST_MERGED = 20_000
_DAMAGED = "旧版工作簿已损坏，打不开；请在 Excel 或 WPS 里打开并另存为 .xlsx 后再审"
_LOCKED = "工作簿有密码；请去掉密码后再审"


def read(data: bytes, name: str, _settings: Settings, *, path: str | None = None) -> Document:
    """The Document of an .xls file. Raises AuditError, without the name of the file, when it is damaged or locked."""
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=StringIO(), ragged_rows=True)
        sheets = _sheets(book)
    except AuditError:
        raise
    except Exception as error:  # noqa: BLE001 - xlrd meets damage with whatever error comes first
        raise AuditError(_LOCKED if "encrypted" in str(error) else _DAMAGED) from None
    return document_of(sheets, data, name, MEDIA_TYPE, path=path)


def _sheets(book: Book) -> list[Sheet]:
    sheets: list[Sheet] = []
    left = MOST_CELLS
    for sheet in book.sheets():
        cells = _cells(book, sheet)
        left -= len(cells)
        if left < 0:
            raise too_many_cells()
        rows = {row for row, _ in cells}
        columns = {column for _, column in cells}
        merged = [Merged(top + 1, left_ + 1, bottom, right) for top, bottom, left_, right in sheet.merged_cells[:_MOST_MERGED]]
        covered = uncovered(cells, merged)
        sheets.append(
            Sheet(
                sheet.name,
                cells,
                merged,
                sheet.visibility != 0,
                frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden and row + 1 in rows),
                frozenset(column + 1 for column, info in sheet.colinfo_map.items() if info.hidden and column + 1 in columns),
                failed=sum(cell.text.startswith("#") and cell.text.endswith(("!", "?", "A")) for cell in cells.values()),
                covered=covered,
            )
        )
    return sheets


def _cells(book: Book, sheet: OldSheet) -> dict[tuple[int, int], SheetCell]:
    from xlrd import biffh

    cells: dict[tuple[int, int], SheetCell] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            kind = sheet.cell_type(row, column)
            if kind in {biffh.XL_CELL_EMPTY, biffh.XL_CELL_BLANK}:
                continue
            value = sheet.cell_value(row, column)
            if kind in {biffh.XL_CELL_NUMBER, biffh.XL_CELL_DATE}:
                found = shown(value, _format(book, sheet, row, column), from_1904=book.datemode == 1)
                cell = SheetCell(found.text, Stored(found.number) if found.number is not None else None)
            elif kind == biffh.XL_CELL_BOOLEAN:
                cell = SheetCell("TRUE" if value else "FALSE")
            elif kind == biffh.XL_CELL_ERROR:
                cell = SheetCell(biffh.error_text_from_code.get(value, "#N/A"))
            else:
                cell = SheetCell(shown_text(str(value), _format(book, sheet, row, column)))
            if cell.text:
                cells[row + 1, column + 1] = cell
                if len(cells) > MOST_CELLS:
                    raise too_many_cells()
    return cells


def _format(book: Book, sheet: OldSheet, row: int, column: int) -> str:
    style = book.xf_list[sheet.cell_xf_index(row, column)]
    known = book.format_map.get(style.format_key)
    return str(known.format_str) if known is not None else GENERAL
