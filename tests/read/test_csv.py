"""A .csv file is text with cells."""

from __future__ import annotations

import pytest

from auditor.model import AuditError, Document, Settings
from auditor.read import read_bytes
from auditor.report.places import Places


def read(data: bytes, name: str = "评分表.csv") -> Document:
    """The document of a .csv file."""
    return read_bytes(data, name, Settings())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('项目,金额\n甲,"1,200.50"\n"乙\n丙",3\n', "项目\t金额\n甲\t1,200.50\n乙 丙\t3\n"),
        ("项目;金额\n甲;12,5\n乙;3,5\n", "项目\t金额\n甲\t12,5\n乙\t3,5\n"),
        ("项目\t金额\r\n甲\t1\r\n", "项目\t金额\n甲\t1\n"),
        ("项目，金额\n甲，1\n", "项目\t金额\n甲\t1\n"),
        ("sep=;\n项目;金额,元\n甲;1\n", "项目\t金额,元\n甲\t1\n"),
        ('"说 ""引"" 号",代码\n甲,="001"\n', '说 "引" 号\t代码\n甲\t001\n'),
        ("评分表,,\n项目,分值,得分\n甲,10,9\n", "评分表\n项目\t分值\t得分\n甲\t10\t9\n"),
        ("一，二，三\n四，五\n六，七\n八\n", "一，二，三\n四，五\n六，七\n八\n"),
        ("只有一列\n文字。\n", "只有一列\n文字。\n"),
    ],
)
def test_cells(text: str, expected: str) -> None:
    """Divided as most rows tell; quoted cells keep what divides."""
    assert read(text.encode()).text == expected


def test_the_encoding_is_told() -> None:
    """Excel writes the encoding of the system."""
    document = read("项目,金额\n办公经费支出,1\n".encode("gb18030"))
    assert (document.encoding, document.media_type, document.text) == ("gb18030", "text/csv", "项目\t金额\n办公经费支出\t1\n")


def test_places_are_cells() -> None:
    """Named by the file, as Excel names its only sheet."""
    document = read("项目,金额\n甲,12\n".encode())
    assert Places(document, ()).place(document.blocks[0].span)._replace(start=0, end=0).where == "评分表!A1"


def test_what_is_no_text_is_no_csv() -> None:
    """The content decides where it can."""
    page = read(b"<html><p>1</p></html>")
    assert page.media_type == "text/html"
    with pytest.raises(AuditError, match="空的"):
        read(b"")


def test_a_quote_that_never_ends() -> None:
    """One line or a long cell, no failure of the program."""
    with pytest.raises(AuditError, match="引号"):
        read(b'a,"' + b"b,c\n" * 300_000)
