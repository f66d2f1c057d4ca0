"""A report gives the same findings as text and as a PDF file, at the place where a viewer shows it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.model import Document, Settings, Severity, Table
from auditor.pipeline import audit_document, audit_file
from auditor.read import read_bytes, read_file, read_text
from auditor.report.json import render
from pdf_files import Page, Press, pdf, pdf_of

FIXTURES = Path(__file__).parent.parent / "fixtures"
WILD = (
    "baoding-2025-budget-report guangzhou-targets-2025 hebei-perf-2021 hlj-final-2022 js-court-2017 kaifeng-2019-budget-report"
    " putuo-commerce-budget-2025 putuo-street-budget-2024 shijiazhuang-2018-budget-report yinchuan-targets-2025"
).split()


def findings(document: Document) -> list[tuple]:
    """What is found, without places."""
    found = audit_document(document, strict=True).findings
    return sorted((item.rule, item.code, item.severity.value, str(item.stated), str(item.computed)) for item in found)


def loud(path: Path) -> list[tuple]:
    """The errors and warnings of a file."""
    found = audit_file(path).findings
    return sorted((item.rule, item.code, str(item.stated), str(item.computed)) for item in found if item.severity is not Severity.NOTE)


def documents() -> Iterator[tuple[str, str]]:
    """Our reports, and the tables of many templates, as text; not those that are damaged as text, for a PDF file has the cells they lack."""
    for path in sorted((FIXTURES / "reports").glob("*.txt")):
        yield path.name, path.read_text(encoding="utf-8")
    for folder in ("tables", "target-tables"):
        for path in sorted((FIXTURES / folder).glob("*.txt")):
            for number, case in enumerate(path.read_text(encoding="utf-8").split("====")):
                text = case.partition("----\n")[2].replace("[[", "").replace("]]", "")
                if not any(block.damage for block in read_text(text, path.name).blocks if isinstance(block, Table)):
                    yield f"{path.name}-{number}", text


@pytest.mark.parametrize(("name", "text"), [pytest.param(name, text, id=name) for name, text in documents()])
def test_a_pdf_file_gives_the_findings_of_its_text(name: str, text: str) -> None:
    """Also with lines and cells cut by their width, a header on every page, tables that go on over pages."""
    document = read_text(text, name)
    header = "绩效自评报告"
    assert findings(read_bytes(pdf_of(document, header), name, Settings())) == findings(document)
    assert findings(read_bytes(pdf_of(document, header, repeat_header=False), name, Settings())) == findings(document)


@pytest.mark.parametrize("name", WILD)
def test_real_pdf_files_give_the_findings_of_their_text(shared: Path, name: str) -> None:
    """Public reports that came as PDF files."""
    folder = shared / "wild"
    assert loud(folder / f"{name}.pdf") == loud(folder / f"{name}.txt")


@pytest.mark.parametrize("name", WILD)
def test_no_amount_of_a_real_pdf_file_is_lost(shared: Path, name: str) -> None:
    """Whatever the layout: each number with decimals that pdfium reads on a page is in the text as often."""
    import pypdfium2

    path = shared / "wild" / f"{name}.pdf"
    file = pypdfium2.PdfDocument(path)
    whole = "\n".join(file[number].get_textpage().get_text_range() for number in range(len(file)))
    file.close()
    amount = re.compile(r"(?<![\d.])\d[\d,]*\.\d+(?![\d.])")
    lost = Counter(amount.findall(whole)) - Counter(amount.findall(read_file(path, Settings()).text))
    assert lost == Counter()


def test_evidence_has_its_page_and_its_box() -> None:
    """In a line the box of the clause, in a table that of the cell."""
    press = Press()
    press.blank_page()
    press.paragraph("综合得分95分，其中投入20分、过程20分、产出30分、效益20分。")
    press.paragraph("评分表如下。")
    press.table([["指标", "分值", "得分"], ["投入", "50", "45"], ["产出", "50", "48"], ["合计", "100", "95"]])
    report = audit_document(read_bytes(pdf(press.pages), "报告.pdf", Settings()), strict=True)
    told = json.loads(render(report))
    places = {
        (piece["quote"], piece["page"], piece["table"], piece["cell"])
        for finding in told["findings"]
        for piece in finding["evidence"]
        if finding["severity"] == "error"
    }
    assert ("95", 3, 1, "R4C3") in places
    boxes = {piece["quote"]: piece["box"] for finding in told["findings"] for piece in finding["evidence"] if piece["table"] is None}
    (quote,) = [quote for quote in boxes if quote.startswith("综合得分95分") or quote == "95分"]
    left, top, right, bottom = boxes[quote]
    start = 90 + 24 + 12 * "综合得分95分".index(quote[:2] if quote != "95分" else "9")
    assert abs(left - start) <= 6
    assert 85 <= top < bottom <= 110
    assert right > left


def test_a_header_of_another_year_is_found() -> None:
    """The header is part of the report, though it is no paragraph of it."""
    press = Press("青禾镇2022年度绩效自评报告")
    press.paragraph("青禾镇2023年度部门整体支出绩效自评报告", centred=True)
    for _ in range(40):
        press.paragraph("根据要求，我镇对2023年度部门整体支出开展绩效自评，2023年全年支出3198.47万元，全部用于民生项目。")
    report = audit_document(read_bytes(pdf(press.pages), "报告.pdf", Settings()), strict=True)
    told = json.loads(render(report))["findings"]
    found = [(item["evidence"][0]["part"], item["evidence"][0]["page"]) for item in told if item["rule"] == "report-year"]
    assert found == [("页眉", 1)]


def test_pages_that_were_not_read_are_told_loudly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence about a scan would be taken for a clean page."""
    monkeypatch.setattr("auditor.read.pdf.pages.recogniser", lambda: None)
    written, scan = Page(), Page()
    written.text(90, 100, "全年支出3198.47万元，预算执行率97.60%，资金使用合规。")
    scan.image(40, 56, bytes(40 * 56))
    document = read_bytes(pdf([written, scan, scan]), "报告.pdf", Settings())
    (notice,) = document.notices
    assert notice.startswith("第 2-3 页（共 2 页）是扫描图或图片，没有文字，没有读")
    assert json.loads(render(audit_document(document)))["document"]["pages"] == 3
