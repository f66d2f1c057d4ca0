"""A report gives the same findings as text and as a Word file, at the place where Word shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.model import Document, Settings, Severity, Table
from auditor.pipeline import audit_document
from auditor.read import read_bytes, read_file, read_text
from auditor.report.places import Places
from word_files import package, paragraph, table, word_of

FIXTURES = Path(__file__).parent.parent / "fixtures"
SIGNIFICANT = (Severity.ERROR, Severity.WARNING)


def findings(document: Document) -> list[tuple]:
    """What is found, without places."""
    found = audit_document(document, strict=True).findings
    return sorted((item.rule, item.code, item.severity.value, str(item.stated), str(item.computed)) for item in found)


def documents() -> Iterator[tuple[str, str]]:
    """Our reports, and the tables of many templates, as text; not those that are damaged as text, for a Word file has the cells they lack."""
    for name, text in reports_and_tables():
        if not any(block.damage for block in read_text(text, name).blocks if isinstance(block, Table)):
            yield name, text


def reports_and_tables() -> Iterator[tuple[str, str]]:
    """All of them."""
    for path in sorted((FIXTURES / "reports").glob("*.txt")):
        yield path.name, path.read_text(encoding="utf-8")
    for folder in ("tables", "target-tables"):
        for path in sorted((FIXTURES / folder).glob("*.txt")):
            for number, case in enumerate(path.read_text(encoding="utf-8").split("====")):
                yield f"{path.name}-{number}", case.partition("----\n")[2].replace("[[", "").replace("]]", "")


@pytest.mark.parametrize(("name", "text"), [pytest.param(name, text, id=name) for name, text in documents()])
def test_a_word_file_gives_the_findings_of_its_text(name: str, text: str) -> None:
    """Also with automatic numbers, sentences in several runs, merged cells, a table of contents."""
    document = read_text(text, name)
    assert findings(read_bytes(word_of(document), name, Settings())) == findings(document)


@pytest.mark.parametrize("name", ["work-report-a", "work-report-b"])
def test_real_word_files_give_the_findings_of_their_text(shared: Path, name: str) -> None:
    """Public reports that came as Word files."""
    folder = shared / "wild"
    assert findings(read_file(folder / f"{name}.docx", Settings())) == findings(read_file(folder / f"{name}.txt", Settings()))


def test_findings_are_where_word_shows_them() -> None:
    """In a paragraph, in a cell, in the header."""
    sums = paragraph("综合得分95分，其中投入20分、过程20分、产出30分、效益20分。")
    scores = table([["指标", "分值", "得分"], ["投入", "50", "45"], ["产出", "50", "48"], ["合计", "100", "95"]])
    data = package(paragraph("青禾镇2023年度绩效自评报告") + sums + paragraph("评分表") + scores)
    report = audit_document(read_bytes(data, "报告.docx", Settings()), strict=True)
    places = Places(report.document, report.sections)
    told = {places.place(item.evidence[0].span).where for item in report.findings if item.severity in SIGNIFICANT}
    assert told == {"第 2 段", "表 1 第 4 行第 3 列"}


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("青禾镇2022年度绩效自评报告", [("report-year", "页眉")]),
        ("青禾镇2022年度部门整体支出绩效自评报告", [("report-year", "页眉")]),  # the title itself, from last year's file
        ("青禾镇2023年度部门整体支出绩效自评报告", []),
        ("青禾镇 2023 年度绩效自评", []),
        ("安财绩〔2022〕6号", []),
    ],
)
def test_a_header_of_another_year_is_found(header: str, found: list[tuple[str, str]]) -> None:
    """The header stands behind the text, and is part of the report all the same."""
    body = paragraph("青禾镇2023年度部门整体支出绩效自评报告")
    body += paragraph("根据要求，我镇对2023年度部门整体支出开展绩效自评。2023年全年支出3198.47万元。")
    parts = {"header1": paragraph(header)}
    data = package(body, parts=parts, section='<w:headerReference w:type="default" r:id="header1"/>')
    report = audit_document(read_bytes(data, "报告.docx", Settings()), strict=True)
    places = Places(report.document, report.sections)
    told = [(item.rule, places.place(item.evidence[0].span).where) for item in report.findings if item.severity in SIGNIFICANT]
    assert told == found
