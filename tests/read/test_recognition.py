"""Scanned pages: what a recogniser finds becomes lines and tables like any other, and nothing that rests on it is certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.model import Certainty, Document, Paragraph, Settings, Severity, Source, Table
from auditor.pipeline import audit_document
from auditor.read import read_bytes, read_file
from auditor.read.pdf.geometry import Box
from auditor.read.pdf.parts import Glyph
from pdf_files import Page, pdf

FIXTURES = Path(__file__).parent.parent.parent / "fixtures" / "files"
WRONG = "综合得分95分，其中投入20分、过程20分、产出30分、效益20分。"


def glyphs(*lines: tuple[float, float, str]) -> list[Glyph]:
    """Glyphs of lines that begin at these places, 12 points high."""
    found: list[Glyph] = []
    for left, y, text in lines:
        x = left
        for character in text:
            width = 6.0 if character.isascii() else 12.0
            found.append((character, x, y, x + width, y + 12))
            x += width
        found.append(("\n", 0.0, 0.0, 0.0, 0.0))
    return found


class Known:
    """A recogniser that knows what is on the page."""

    def __init__(self, found: list[Glyph], rules: list[Box], turn: int = 0) -> None:
        self._found = turn, found, rules

    def read(self, _: object) -> tuple[int, list[Glyph], list[Box]]:
        """The same for every page."""
        return self._found


def scanned(monkeypatch: pytest.MonkeyPatch, known: Known | None) -> Document:
    """A file with a written page and a scan, read by a recogniser."""
    monkeypatch.setattr("auditor.read.pdf.pages.recogniser", lambda: known)
    written, scan = Page(), Page()
    written.text(90, 100, "2023年度绩效自评报告正文共两页，得分见下一页。")
    scan.image(40, 56, bytes(40 * 56))
    return read_bytes(pdf([written, scan]), "报告.pdf", Settings())


def test_a_finding_that_rests_on_recognised_text_is_a_warning_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same sentence in a text layer is an error."""
    document = scanned(monkeypatch, Known(glyphs((90, 100, WRONG[:30]), (90, 120, WRONG[30:])), []))
    (finding,) = audit_document(document, strict=True).findings
    assert (Certainty.LIKELY, Severity.WARNING, Source.OCR) == (finding.certainty, finding.severity, finding.source)
    assert "识别" in finding.message
    assert [document.text[start:end] for start, end in document.recognised] == [f"{WRONG[:30]}\n{WRONG[30:]}\n"]
    assert document.notices[0].startswith("第 2 页（共 1 页）是扫描图，文字由程序识别")


def test_a_finding_beside_recognised_text_is_as_certain_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what rests on the scan is in doubt."""
    monkeypatch.setattr("auditor.read.pdf.pages.recogniser", lambda: Known(glyphs((90, 100, "附图说明文字。")), []))
    written, scan = Page(), Page()
    written.text(90, 100, WRONG)
    scan.image(40, 56, bytes(40 * 56))
    (finding,) = audit_document(read_bytes(pdf([written, scan]), "报告.pdf", Settings()), strict=True).findings
    assert (Severity.ERROR, Source.TEXT) == (finding.severity, finding.source)


def test_a_recognised_table_has_its_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules found in the picture divide the text as those of a file do."""
    texts = [["指标", "分值"], ["投入", "50"], ["合计", "100"]]
    words = [(95.0 + 100 * column, 104.0 + 20 * row, cell) for row, cells in enumerate(texts) for column, cell in enumerate(cells)]
    rules = [(90.0, y, 290.0, y) for y in (100.0, 120.0, 140.0, 160.0)] + [(x, 100.0, x, 160.0) for x in (90.0, 190.0, 290.0)]
    document = scanned(monkeypatch, Known(glyphs(*words), rules))
    assert [[[cell.text for cell in row] for row in block.rows] for block in document.blocks if isinstance(block, Table)] == [texts]


def test_a_scan_put_in_sideways_has_boxes_on_the_page_as_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """The recogniser turns the picture; a viewer does not."""
    document = scanned(monkeypatch, Known(glyphs((90, 100, "横放的一行文字")), [], turn=90))
    box = document.locators[-1][1].box
    assert box is not None
    assert (12, 84) == (round(box[2] - box[0]), round(box[3] - box[1]))


def test_text_that_another_program_recognised_is_no_more_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scan with invisible text over it."""
    monkeypatch.setattr("auditor.read.pdf.pages.recogniser", lambda: None)
    page = Page()
    page.image(40, 56, bytes(40 * 56))
    page.drawn.append("3 Tr")
    page.text(90, 100, WRONG)
    (finding,) = audit_document(read_bytes(pdf([page]), "报告.pdf", Settings()), strict=True).findings
    assert (Severity.WARNING, Source.OCR) == (finding.severity, finding.source)


def test_a_real_scan_is_read() -> None:
    """With the optional library: a page of text and a ruled table, slightly askew, as a fax has it."""
    pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")
    document = read_file(FIXTURES / "scan.pdf", Settings())
    lines = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert lines == ["青禾镇2023年度项目支出绩效自评表", "全年预算安排286.50万元，实际支出279.25万元，预算执行率97.47%。"]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["一级指标", "分值", "得分"],
        ["投入指标", "20", "18.5"],
        ["产出指标", "50", "47"],
        ["效益指标", "30", "28.5"],
        ["合计", "100", "94"],
    ]
