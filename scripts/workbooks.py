"""A document as an .xlsx workbook with what score tables have in Excel: formats, formulas, merged cells, several sheets. For tests and benchmarks.

python scripts/workbooks.py report.txt workbook.xlsx
"""

from __future__ import annotations

import re
import sys
from io import BytesIO
from pathlib import Path

import xlsxwriter

from auditor.model import Document, Settings, Table
from auditor.read import read_file

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.\d+)?%?")
_TEXT_EVERY = 7  # of so many numbers one is stored as a text


def workbook_of(document: Document) -> bytes:
    """The document as a workbook: paragraphs in the first column, tables below; numbers are stored with formats that show what the text has."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Sheet1")
    formats: dict[str, object] = {}
    row = count = 0
    for block in document.blocks:
        if not isinstance(block, Table):
            sheet.write_string(row, 0, block.text)
            row += 1
            continue
        row += 1
        for cells in block.rows:
            for column, cell in enumerate(cells):
                text = cell.text
                if _NUMBER.fullmatch(text) and len(text) < 15:
                    count += 1
                if not _NUMBER.fullmatch(text) or count % _TEXT_EVERY == 0 or len(text) >= 15:
                    sheet.write_string(row, column, text)
                    continue
                code = number_format(text)
                style = formats.setdefault(code, book.add_format({"num_format": code}))
                sheet.write_number(row, column, number(text), style)
            row += 1
        row += 1
    book.close()
    return target.getvalue()


def number_format(text: str) -> str:
    """The format that shows a number as it is written."""
    decimals = len(text.rstrip("%").partition(".")[2])
    return ("#,##0" if "," in text else "0") + ("." + "0" * decimals if decimals else "") + ("%" if text.endswith("%") else "")


def number(text: str) -> float:
    """The stored number."""
    return float(text.rstrip("%").replace(",", "")) / (100 if text.endswith("%") else 1)


if __name__ == "__main__":
    source, target_path = sys.argv[1:]
    Path(target_path).write_bytes(workbook_of(read_file(source, Settings())))
