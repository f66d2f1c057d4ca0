"""Word files: the final text in order, with everything that a program shows and nothing that it does not."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest

from auditor.model import AuditError, Document, Locator, Paragraph, Settings, Table
from auditor.read import read_bytes
from auditor.read.word import blocks as blocks_module
from auditor.read.word import package as package_module
from word_files import archive, package, paragraph, run, table


def read(data: bytes) -> Document:
    """The document of the bytes of a Word file."""
    return read_bytes(data, "报告.docx", Settings())


def text(*body: str, **parts: object) -> str:
    """The export of a body."""
    return read(package("".join(body), **parts)).text  # type: ignore[arg-type]  # whatever `package` takes


def field(code: str, *result: str, closed: bool = True) -> list[str]:
    """The runs of a field with its cached result."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return [marks[0], f"<w:r><w:instrText> {code} </w:instrText></w:r>", marks[1], *map(run, result), *(marks[2:] if closed else [])]


def box(*content: str) -> str:
    """A text box as Word stores it: for newer and for older programs."""
    inner = f"<w:txbxContent>{''.join(content)}</w:txbxContent>"
    new = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>'
    old = f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
    return f"<w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r>"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (["资金", "<w:del><w:r><w:delText>90</w:delText></w:r></w:del><w:ins><w:r><w:t>95</w:t></w:r></w:ins>", "万元"], "资金95万元"),
        (["<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>新处</w:t></w:r></w:moveTo>"], "新处"),
        (["前", f'<w:hyperlink w:anchor="x">{run("链接")}</w:hyperlink>', "后"], "前链接后"),
        (["控件", f"<w:sdt><w:sdtPr/><w:sdtContent>{run('88')}</w:sdtContent></w:sdt>", "分"], "控件88分"),
        (["上", "<w:r><w:br/></w:r>", "下"], "上\n下"),
        (["甲", "<w:r><w:tab/></w:r>", "乙"], "甲\t乙"),
        (["2023", "<w:r><w:noBreakHyphen/></w:r>", "2025年"], "2023-2025年"),
        (["合格率", '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "95%"], "合格率≥95%"),
        ([run("\uf0fe", '<w:rFonts w:ascii="Wingdings"/>'), "是"], "☑是"),
        ([*field("= 1 + 2", "3"), "分"], "3分"),
        ([*field("SEQ 表", "1")[:3], *field("PAGE", "9"), *field("SEQ 表", "1")[3:], "汇总"], "91汇总"),
        (["显", run("隐", "<w:vanish/>"), run("示", '<w:vanish w:val="0"/>')], "显示"),
        (["显", run("隐", '<w:rStyle w:val="ghost"/>'), "示"], "显示"),
        (["<m:oMath><m:f><m:num><m:r><m:t>支出</m:t></m:r></m:num><m:den><m:r><m:t>预算</m:t></m:r></m:den></m:f></m:oMath>"], "支出/预算"),
        (["<w:r><w:ruby><w:rt><w:r><w:t>qing</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>青</w:t></w:r></w:rubyBase></w:ruby></w:r>"], "青"),
        ([*field("TOC \\o", closed=False), "正文"], "正文"),
    ],
)
def test_the_text_of_a_paragraph_is_what_is_shown(content: list[str], shown: str) -> None:
    """Changes are accepted, fields have their results, symbols their characters; a field that never ends swallows nothing."""
    assert text(paragraph(*content)) == shown + "\n"


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    """The final text has one paragraph, with the number of the second; a paragraph that is deleted whole counts for nothing."""
    numbered = '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>'
    gone = "<w:rPr><w:del/></w:rPr>"
    body = paragraph("全年支出", properties=gone) + paragraph("95万元")
    body += paragraph("第一", properties=numbered) + paragraph(properties=numbered + gone) + paragraph("第二", properties=numbered)
    assert text(body) == "全年支出95万元\n1. 第一\n2. 第二\n"


def test_the_table_of_contents_is_no_content() -> None:
    """Neither in its control, nor as a field, nor by style; but its paragraphs count as Word counts them."""
    in_control = f'<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>{paragraph("目录")}</w:sdtContent></w:sdt>'
    begin, end = field("TOC \\o", "一、概况 3")[:-1], field("TOC", "")[-1:]
    in_field = paragraph(*begin) + paragraph("二、情况 5") + paragraph(*end, "正文从这里开始。")
    by_style = paragraph("三、结论\t7", properties='<w:pStyle w:val="TOC1"/>')
    document = read(package(in_control + in_field + by_style + paragraph("第二段。")))
    assert document.text.split() == ["正文从这里开始。", "第二段。"]
    assert document.locators[-1][1] == Locator(paragraph=6)


def test_numbers_of_headings_and_items_are_in_the_text() -> None:
    """They stand nowhere in the file; a heading is one because of its style, and its place is that of its paragraph."""
    one, two = '<w:pStyle w:val="1"/>', '<w:pStyle w:val="2"/>'
    item = '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>'
    document = read(package(paragraph("概况", properties=one) + paragraph("人员", properties=two) + paragraph("5人", properties=item)))
    assert document.text == "一、概况\n（一）人员\n1. 5人\n"
    assert [(block.text, block.style) for block in document.blocks if isinstance(block, Paragraph)] == [
        ("一、概况", "heading"),
        ("（一）人员", "heading"),
        ("1. 5人", ""),
    ]
    assert [locator.paragraph for _, locator in document.locators] == [1, 2, 3]


def test_a_table_keeps_its_grid() -> None:
    """Merged cells stand once, with their extent; a row may begin further right; a deleted row is gone; items in cells are numbered."""
    span, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    item = paragraph("甲", properties='<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>')
    rows = [["指标", "分值"], ["投入", item, "10"], ["", paragraph("乙") + paragraph("丙"), "10"], ["合计", "20"]]
    written = table(rows, {(0, 0): span, (1, 0): down, (2, 0): on, (3, 0): span})
    gone = "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:delText>删</w:delText></w:r></w:p></w:tc></w:tr>"
    late = f'<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr><w:tc>{paragraph("注")}</w:tc></w:tr>'
    document = read(package(paragraph("评分表") + written.replace("</w:tbl>", gone + late + "</w:tbl>")))
    assert document.text == "评分表\n指标\t\t分值\n投入\t1. 甲\t10\n\t乙 丙\t10\n合计\t\t20\n\t\t注\n"
    found = document.blocks[1]
    assert isinstance(found, Table)
    shapes = {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for row in found.rows for cell in row if cell.text}
    assert (shapes["指标"], shapes["投入"], shapes["合计"]) == ((0, 0, 1, 2), (1, 0, 2, 1), (3, 0, 1, 2))
    places = {document.text[start:].split("\t")[0].split("\n")[0]: locator for start, locator in document.locators}
    assert places["分值"] == Locator(table=1, row=1, column=3)


def test_a_table_inside_a_cell_stands_behind_the_table() -> None:
    """It is a table of its own, at the place of the cell; a table of one cell is a frame around its content."""
    inner = table([["嵌套", "9.5"]])
    outer = table([["甲", "乙"], ["丙", paragraph("丁") + inner]])
    frame = table([[paragraph("一段话。") + table([["子", "丑"], ["寅", "卯"]])]])
    document = read(package(outer + paragraph("间") + frame))
    assert document.text == "甲\t乙\n丙\t丁\n嵌套\t9.5\n间\n一段话。\n子\t丑\n寅\t卯\n"
    at = document.text.index("嵌套")
    assert [locator for start, locator in document.locators if start <= at][-1] == Locator(table=1, row=2, column=2)


def test_text_boxes_come_once_behind_their_paragraph() -> None:
    """They are stored twice; they may hold tables, and stand in cells."""
    document = read(package(paragraph("正文。", box(paragraph("盒中得分97分"))) + table([["甲", paragraph("乙", box(paragraph("格中")))]])))
    assert document.text == "正文。\n盒中得分97分\n甲\t乙\n格中\n"
    found = {document.text[start:].split("\n")[0]: locator for start, locator in document.locators}
    assert found["盒中得分97分"] == Locator(paragraph=1, part="文本框")
    assert found["格中"] == Locator(table=1, row=1, column=2, part="文本框")


def test_notes_headers_and_footers_follow_the_text() -> None:
    """Notes in the order of the text; headers once though several sections show them; page numbers and what is not shown are left out."""
    refer = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = paragraph("甲", refer.format(3), "，乙", refer.format(2), "。")
    body += paragraph(properties='<w:sectPr><w:headerReference w:type="default" r:id="header2"/></w:sectPr>') + paragraph("末段，")
    notes = "".join(f'<w:footnote w:id="{number}">{paragraph(f"注{number}，")}</w:footnote>' for number in (2, 3))
    shown = '<w:headerReference w:type="{}" r:id="header{}"/>'
    section = shown.format("default", 1) + shown.format("first", 3) + '<w:footerReference w:type="default" r:id="footer1"/>'
    header = paragraph("青禾镇2022年度自评")
    number = paragraph("第 ", *field("PAGE", "3"), " 页 共 ", *field("NUMPAGES", "9"), " 页")
    parts = {"footnotes": notes, "header1": header, "header2": header, "header3": paragraph("不显示的首页页眉"), "footer1": number}
    document = read(package(body, parts=parts, section=section))
    assert document.text.split() == ["甲，乙。", "末段，", "注3，", "注2，", "青禾镇2022年度自评"]
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == document.text.split()
    assert [locator for _, locator in document.locators][-2:] == [Locator(paragraph=1, part="脚注"), Locator(part="页眉")]


def test_what_is_not_read_is_told() -> None:
    """Hidden text, pictures, files inside the file."""
    picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>"
    document = read(package(paragraph("正文", run("隐", "<w:vanish/>"), picture) + "<w:altChunk/>"))
    assert document.notices == ("有 1 处隐藏文字没有读。", "有 1 幅图片或图表，其中的文字没有读。", "有 1 处嵌入的其他文件没有读。")


def test_the_strict_form_and_files_with_macros_are_read() -> None:
    """python-docx alone refuses both; a part that is missing does not matter either."""
    data = package(paragraph("正文"), main="document.main+xml".replace("document", "document.macroEnabled"))
    with ZipFile(BytesIO(data)) as source:
        members = {name: source.read(name) for name in source.namelist() if name != "word/numbering.xml"}
    strict = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in members.items()
    }
    assert [read(archive(form)).text for form in (members, strict)] == ["正文\n", "正文\n"]


def test_a_style_may_be_missing_or_based_on_itself() -> None:
    """Neither ends in a loop or an error."""
    circle = '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="x"/></w:style>'
    properties = ['<w:pStyle w:val="x"/>', '<w:pStyle w:val="none"/>', '<w:numPr><w:numId w:val="99"/></w:numPr>']
    assert text("".join(paragraph("正文", properties=item) for item in properties), styles=circle) == "正文\n正文\n正文\n"


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<w:p>" * 400 + "</w:p>" * 400, "已损坏"),
        ("<w:p>", "已损坏"),
        ("", "没有文字"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_one_line(body: str, complaint: str) -> None:
    """Nesting without end, half a file, nothing in it."""
    with pytest.raises(AuditError, match=complaint):
        read(package(body))


@pytest.mark.parametrize("entity", ['"哈哈哈哈"', 'SYSTEM "/etc/passwd"'])
def test_a_file_that_defines_entities_is_refused(entity: str) -> None:
    """Whether it would grow in reading or read another file: the standard allows neither."""
    with ZipFile(BytesIO(package(paragraph("正文")))) as source:
        members = {name: source.read(name) for name in source.namelist()}
    members["word/document.xml"] = f"<!DOCTYPE w [<!ENTITY x {entity}>]>".encode() + members["word/document.xml"]
    with pytest.raises(AuditError, match="已损坏"):
        read(archive(members))


def test_many_text_boxes_on_one_paragraph() -> None:
    """They are read one after the other, not one inside of the other."""
    assert text(paragraph(*[box(paragraph("甲"))] * 1200)).count("甲") == 1200


def test_markup_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A million empty paragraphs fit into a kilobyte."""
    monkeypatch.setattr(package_module, "_MOST_TAGS", 500)
    with pytest.raises(AuditError, match="太大"):
        text("<w:p/>" * 500)
    monkeypatch.undo()
    monkeypatch.setattr(blocks_module, "_MOST_CELLS", 9)
    with pytest.raises(AuditError, match="超过 9 个"):
        text(f"<w:tbl><w:tr>{'<w:tc/>' * 10}</w:tr></w:tbl>")


def test_a_file_that_is_too_large_uncompressed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is read counts; pictures do not."""
    data = package(paragraph("正" * 20_000), others={"word/media/image1.png": bytes(100_000)})
    monkeypatch.setattr(package_module, "_MOST_BYTES", 90_000)
    assert len(read(data).text) == 20_001
    monkeypatch.setattr(package_module, "_MOST_BYTES", 50_000)
    with pytest.raises(AuditError, match="太大"):
        read(data)


def test_numbers_of_a_list_without_definition_are_left_out() -> None:
    """The document has no numbering part at all."""
    assert text(paragraph("正文", properties='<w:numPr><w:numId w:val="1"/></w:numPr>'), numbering="") == "正文\n"
