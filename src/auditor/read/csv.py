"""A .csv file becomes a Document: decoded as texts are, divided as most of its rows tell, its cells where a program for workbooks shows them."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Iterator

from auditor.model import AuditError, Document, Settings
from auditor.read.encoding import decode
from auditor.read.sheets.sheet import MOST_CELLS, Sheet, SheetCell, too_many_cells
from auditor.read.xlsx import document_of

MEDIA_TYPE = "text/csv"
_DIVIDERS = (",", "\t", ";", "|", "，")  # the first of several that fit alike
_IN_PROSE = "，"  # divides cells only where it divides nearly every row alike
_SAMPLE_ROWS = 60
_LONGEST_CELL = 1 << 20


def read(data: bytes, name: str, _settings: Settings, *, path: str | None = None) -> Document:
    """The Document of a .csv file. Raises AuditError, without the name of the file, for what is no text, or has too many cells."""
    decoded = decode(data)
    text = decoded.text
    divider = _divider(text)
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first) == 5:  # a line for Excel alone
        divider, text = first[4], rest
    cells: dict[tuple[int, int], SheetCell] = {}
    for row, values in enumerate(_rows(text, divider), 1):
        for column, value in enumerate(values, 1):
            if value.strip():
                cells[row, column] = SheetCell(_plain(value))
                if len(cells) > MOST_CELLS:
                    raise too_many_cells()
    sheet = Sheet(os.path.splitext(name)[0], cells, [], named=False)
    document = document_of([sheet], data, name, MEDIA_TYPE, path=path)
    return document._replace(encoding=decoded.encoding, undecodable=decoded.undecodable)


def _plain(value: str) -> str:
    """A value without the formula that keeps Excel from dropping zeros: ="001"."""
    value = value.strip()
    return value[2:-1] if value.startswith('="') and value.endswith('"') and len(value) > 2 else value


def _divider(text: str) -> str:
    """What divides the cells: the character under which most rows have the same number of cells, more than one."""
    best, most = _DIVIDERS[0], 0
    sample = "\n".join(text.split("\n", _SAMPLE_ROWS)[:_SAMPLE_ROWS])
    for divider in _DIVIDERS:
        if divider in sample:
            rows = [len(row) for row in _rows(sample, divider) if row]
            fitting = max(Counter(width for width in rows if width > 1).values(), default=0)
            if fitting > most and (divider != _IN_PROSE or 5 * fitting >= 4 * len(rows)):
                best, most = divider, fitting
    return best


def _rows(text: str, divider: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    try:
        yield from csv.reader(_lines(text), delimiter=divider)
    except csv.Error:
        raise AuditError("有单元格长得不像表格（多半是引号没有成对）；请在 Excel 或 WPS 里打开检查，另存后再审") from None


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends, which quoted cells keep."""
    return (line + "\n" for line in text.split("\n"))
