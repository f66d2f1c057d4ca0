"""What one pass over a part finds is what a closer look at every paragraph and cell finds."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.model import Document, Settings
from auditor.read import read_bytes, read_text
from auditor.read.word import story
from auditor.read.word.survey import Survey
from word_files import package, paragraph, run, table, word_of

BOX = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph('框中')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'


class CloseLook(Survey):
    """A survey that takes nothing for plain."""

    class _All(set):
        def __contains__(self, _element: object) -> bool:
            return True

    def __init__(self, root: object, *, styles_hide: bool) -> None:
        super().__init__(root, styles_hide=styles_hide)
        self.texts, self.told = {}, self._All()


def read_closely(data: bytes, monkeypatch: pytest.MonkeyPatch) -> Document:
    """The document, with everything walked over."""
    with monkeypatch.context() as changed:
        changed.setattr(story, "Survey", CloseLook)
        return read_bytes(data, "报告.docx", Settings())


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ([run("总额"), run("95"), run("万元")], "总额95万元"),
        (
            [
                run("总额"),
                '<w:bookmarkStart w:id="1"/>',
                f"<w:ins>{run('95')}</w:ins>",
                "<w:proofErr/>",
                f"<w:hyperlink>{run('万元')}</w:hyperlink>",
            ],
            "总额95万元",
        ),
        ([run("总额9"), f"<w:moveFrom>{run('5')}</w:moveFrom>", run("万元")], "总额9万元"),
        ([run("总额9"), "<w:del><w:r><w:delText>5</w:delText></w:r></w:del>", run("万元")], "总额9万元"),
        ([run("总额9"), run("5", "<w:vanish/>"), run("万元")], "总额9万元"),
        ([run("总额9"), run("5", '<w:rStyle w:val="ghost"/>'), run("万元")], "总额9万元"),
        ([run("总额9"), run("5", '<w:vanish w:val="0"/>'), run("万元")], "总额95万元"),
        ([run("目标"), run("\uf0b3", '<w:rFonts w:ascii="Symbol"/>'), run("95%")], "目标≥95%"),
        ([run("目标"), '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', run("95%")], "目标≥95%"),
        ([run("总额"), BOX, run("95万元")], "总额95万元"),
        (
            [
                run("共"),
                MARK.format("begin"),
                "<w:r><w:instrText> SUM </w:instrText></w:r>",
                MARK.format("separate"),
                run("95"),
                MARK.format("end"),
            ],
            "共95",
        ),
    ],
)  # fmt: skip - one case a line
def test_what_is_special_is_looked_at(content: list[str], text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In running text and in a cell, in front of and behind plain ones."""
    written = paragraph(*content)
    data = package(written + paragraph("后文") + table([["前格", written], [written, "后格"]]) + paragraph("文末"))
    document = read_bytes(data, "报告.docx", Settings())
    lines = [line for line in document.text.split("\n") if line != "框中"]
    assert lines == [text, "后文", f"前格\t{text}", f"{text}\t后格", "文末", ""]
    assert read_closely(data, monkeypatch) == document


def test_a_default_style_that_numbers_is_counted_in_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then a paragraph that names no style says something all the same."""
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    data = package(table([["投入", "过程"], ["产出", "效益"]]), styles=styles)
    document = read_bytes(data, "报告.docx", Settings())
    assert document.text == "1. 投入\t2. 过程\n3. 产出\t4. 效益\n"
    assert read_closely(data, monkeypatch) == document


@pytest.mark.parametrize("name", ["reports/qinghe-2023.txt", "tables/hunan.txt", "tables/merged.txt"])
def test_our_reports_read_closely(name: str, fixtures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report with several runs a sentence, and tables with merged cells."""
    data = word_of(read_text((fixtures / name).read_text(encoding="utf-8"), name))
    assert read_closely(data, monkeypatch) == read_bytes(data, "报告.docx", Settings())
