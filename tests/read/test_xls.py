"""Old workbooks are read as new ones, but for their formulas."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from auditor.model import AuditError, Settings, Stored, Table
from auditor.read import read_bytes, read_file
from auditor.read.formats import format_of


def test_an_old_workbook(fixtures: Path) -> None:
    """Formats, merged cells, dates, hidden sheets and rows (scripts/old_workbook.py)."""
    document = read_file(fixtures / "files" / "old.xls", Settings())
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert document.text == (
        "收支表\n2023年收支情况表\n单位：万元\n项目\t年初预算\t决算数\t执行率\n人员经费\t120.50\t118.3\t98.13%\n公用经费\t30.00\t28.6\t95.33%\n"
        "道路养护\t45.20\t45.2\t100.00%\n合计\t195.70\t192.1\t\n编报日期\t2022/12/31\t\t\n测算\n草稿\nTRUE\n"
    )
    assert document.notices == ("工作表 测算 是隐藏的，也读了。", "工作表 收支表 的第 5 行是隐藏的，也读了。")
    assert [cell.stored for cell in table.rows[1]] == [
        None,
        Stored(Decimal("120.5")),
        Stored(Decimal("118.25")),
        Stored(Decimal("98.1328")),
    ]


@pytest.mark.parametrize("cut", [600, 2000, 4000])
def test_a_damaged_one_is_refused(fixtures: Path, cut: int) -> None:
    """In one line, whatever error the library meets; or what is left of it is read."""
    data = (fixtures / "files" / "old.xls").read_bytes()
    damaged = data[:512] + b"\xff" * cut + data[512 + cut :]
    with pytest.raises(AuditError, match="请"):
        read_bytes(damaged, "表.xls", Settings())


def test_a_word_file_is_no_workbook() -> None:
    """Both lie in the same container; their streams tell them apart."""
    head = b"\xd0\xcf\x11\xe0" + b"\0" * 600
    streams = {name: head + (name + "\0").encode("utf-16-le") for name in ("Workbook", "Book", "WordDocument")}
    assert [(found := format_of(data)) is not None and found.module for data in streams.values()][:2] == ["auditor.read.xls"] * 2
    both = format_of(streams["WordDocument"] + streams["Workbook"])
    assert both is not None
    assert both.module != "auditor.read.xls"
