"""fixtures/files/old.xls, written anew.

    python -m pip install --target /tmp/xlwt xlwt==1.3.0 && PYTHONPATH=/tmp/xlwt python scripts/old_workbook.py

Nothing that is still kept up writes such files, so the writer is no dependency of ours; the file is committed.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

TARGET = Path(__file__).parent.parent / "fixtures" / "files" / "old.xls"
ROWS = [
    ["人员经费", 120.5, 118.25, 0.981328],
    ["公用经费", 30, 28.6, 0.953333],
    ["道路养护", 45.2, 45.2, 1],
]


def main() -> None:
    """Two sheets, one hidden: formats, a merged title, a total with a result, a date, a hidden row."""
    xlwt = import_module("xlwt")
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("收支表")
    sheet.write_merge(0, 0, 0, 3, "2023年收支情况表")
    sheet.write(1, 3, "单位：万元")
    for column, name in enumerate(["项目", "年初预算", "决算数", "执行率"]):
        sheet.write(2, column, name)
    formats = [None, xlwt.easyxf(num_format_str="#,##0.00"), xlwt.easyxf(num_format_str="0.0"), xlwt.easyxf(num_format_str="0.00%")]
    for row, values in enumerate(ROWS, 3):
        for column, value in enumerate(values):
            sheet.write(row, column, value, *[style for style in [formats[column]] if style])
    sheet.write(6, 0, "合计")
    sheet.write(6, 1, 195.7, formats[1])
    sheet.write(6, 2, 192.05, formats[2])
    sheet.write(7, 0, "编报日期")
    sheet.write(7, 1, 44926, xlwt.easyxf(num_format_str="YYYY/M/D"))
    sheet.row(4).hidden = True
    draft = book.add_sheet("测算")
    draft.write(0, 0, "草稿")
    draft.write(1, 0, True)
    draft.visibility = 1
    book.save(str(TARGET))


if __name__ == "__main__":
    main()
