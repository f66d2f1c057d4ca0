"""An .xlsx workbook becomes a Document: every sheet under its name, its tables as they are shown, with the stored numbers and formulas behind them."""

from __future__ import annotations

from auditor.model import Document, Settings
from auditor.read.assembly import Assembly
from auditor.read.sheets.layout import add_sheet, notices
from auditor.read.sheets.package import opened
from auditor.read.sheets.sheet import MOST_CELLS, Sheet, too_many_cells
from auditor.read.sheets.workbook import read_workbook
from auditor.read.sheets.worksheet import read_sheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read(data: bytes, name: str, _settings: Settings, *, path: str | None = None) -> Document:
    """The Document of an .xlsx file (also .xlsm, .xltx). Raises AuditError, without the name of the file, when it is damaged or locked."""
    with opened(data) as package:
        workbook = read_workbook(package)
        sheets: list[Sheet] = []
        for part in workbook.sheets:
            sheets.append(read_sheet(package, workbook, part))
            if sum(len(sheet.cells) for sheet in sheets) > MOST_CELLS:
                raise too_many_cells()
    return document_of(sheets, data, name, MEDIA_TYPE, path=path)


def document_of(sheets: list[Sheet], data: bytes, name: str, media_type: str, *, path: str | None = None) -> Document:
    """The document of the sheets of a workbook."""
    assembly = Assembly()
    alone = sum(1 for sheet in sheets if sheet.cells) == 1
    for sheet in sheets:
        add_sheet(assembly, sheet, alone=alone)
    return assembly.document(name, data, media_type, path=path, notices=notices(sheets))
