"""Workbooks: what their reader sees, with what is stored behind it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from decimal import Decimal

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.model import AuditError, Document, Settings, Stored, Table
from auditor.read import read_bytes
from auditor.read.sheets import sheet as limits
from auditor.read.sheets.formulas import moved
from auditor.read.sheets.package import opened
from auditor.read.sheets.workbook import read_workbook
from auditor.read.sheets.worksheet import read_sheet
from auditor.report.places import Places

Build = Callable[[xlsxwriter.Workbook], object]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def book(build: Build) -> bytes:
    """The bytes of a workbook."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as workbook:
        build(workbook)
    return target.getvalue()


def read(data: bytes) -> Document:
    """The document of a workbook."""
    return read_bytes(data, "表.xlsx", Settings())


def sheet_of(rows: Sequence[Sequence[object]], name: str = "自评表") -> Build:
    """One sheet with these rows; None is an empty cell."""

    def build(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(number, column, value)

    return build


def tables(document: Document) -> list[Table]:
    """The tables of a document."""
    return [block for block in document.blocks if isinstance(block, Table)]


def stored(document: Document) -> list[Stored | None]:
    """What is stored behind the cells with text."""
    return [cell.stored for table in tables(document) for row in table.rows for cell in row if cell.text]


def changed(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """A workbook with a part rewritten."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, change(content.decode()).encode() if info.filename == part else content)
    return target.getvalue()


def raw(rows: str, *, behind: str = "", texts: str = "") -> bytes:
    """A workbook of one sheet from the XML of its rows, as other programs than ours write it."""
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="a" Type="{office}/officeDocument" Target="/xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:q="{office}"><sheets><sheet name="甲" sheetId="1" q:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/a.xml"/>'
        f'<Relationship Id="r2" Type="{office}/sharedStrings" Target="texts.xml"/></Relationships>',
        "xl/worksheets/a.xml": f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData>{behind}</x:worksheet>',
        "xl/texts.xml": f"<sst>{texts}</sst>",
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


# ------------------------------------------------------------------------------------------------------------------ cells


def test_what_is_shown_and_what_is_stored() -> None:
    """Formats are followed, the number behind is kept; a text has none."""

    def build(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet("自评表")
        sheet.write_row(0, 0, ["指标", "完成率", "得分"])
        sheet.write(1, 0, "甲")
        sheet.write(1, 1, 0.912345, workbook.add_format({"num_format": "0.00%"}))
        sheet.write(1, 2, 18.25, workbook.add_format({"num_format": "0.0"}))
        sheet.write(2, 0, "乙")
        sheet.write_string(2, 1, "90%")
        sheet.write_formula(2, 2, "=C2+1", None, 19.25)

    document = read(book(build))
    assert document.text == "自评表\n指标\t完成率\t得分\n甲\t91.23%\t18.3\n乙\t90%\t19.25\n"
    assert stored(document)[3:] == [
        None,
        Stored(Decimal("91.2345")),
        Stored(Decimal("18.25")),
        None,
        None,
        Stored(Decimal("19.25"), "=C2+1"),
    ]


def test_places_are_those_of_the_sheet() -> None:
    """Sheet and cell, also where a table does not begin in the first one."""
    document = read(book(sheet_of([[], ["收支表"], [None, "项目", "金额"], [None, "甲", 12.5], [None, "乙", 3]], "收支")))
    places = Places(document, ())
    located = [places.locator(document.text.index(text)) for text in ("收支表", "项目", "12.5")]
    assert [locator and locator.cell for locator in located] == ["收支!A2", "收支!B3", "收支!C4"]


def test_a_formula_without_result_is_said() -> None:
    """A program that does not calculate stores none, or 0 everywhere and asks for a calculation on opening."""
    workbook = openpyxl.Workbook()
    workbook.active.append(["甲", 1])
    workbook.active.append(["乙", "=B1*2"])
    target = io.BytesIO()
    workbook.save(target)

    def build(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["甲", 1])
        sheet.write_row(1, 0, ["乙", "=B1*2"])

    for data, name in ((target.getvalue(), "Sheet"), (book(build), "Sheet1")):
        document = read(data)
        assert (document.text, document.notices) == (
            "甲\t1\n乙\t\n",
            (f"工作表 {name} 有 1 个公式没有算出结果，没有核对；请在 Excel 或 WPS 里打开并保存一次，再审。",),
        )


def test_errors_are_said() -> None:
    """They are shown as they are."""
    rows = '<x:row><x:c><x:v>1</x:v></x:c><x:c t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c></x:row>'
    document = read(raw(rows))
    assert (document.text, document.notices) == ("甲\n1\t#DIV/0!\n", ("工作表 甲 有 1 个单元格显示公式出错（如 #REF!、#DIV/0!）。",))


def test_cells_of_other_writers() -> None:
    """Prefixes, no references, runs with formats, how it sounds, escaped characters, formulas shared by many cells."""
    texts = "<si><r><t>绩</t></r><r><rPr/><t>效</t></r><rPh><t>jì</t></rPh></si><si><t>a_x000A_b_x005F_</t></si>"
    rows = (
        '<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c><x:c t="s"><x:v>9</x:v></x:c></x:row>'
        '<x:row><x:c t="inlineStr"><x:is><x:r><x:t>乙</x:t></x:r><x:r><x:t>丙</x:t></x:r></x:is></x:c><x:c><x:f t="shared" ref="B2:B3" si="0">A2*$A$1</x:f><x:v>2</x:v></x:c></x:row>'
        '<x:row><x:c t="str"><x:f>"甲"</x:f><x:v>甲</x:v></x:c><x:c><x:f t="shared" si="0"/><x:v>3</x:v></x:c></x:row>'
        '<x:row><x:c t="b"><x:v>1</x:v></x:c><x:c t="d"><x:v>2022-12-31T00:00:00</x:v></x:c></x:row>'
    )
    document = read(raw(rows, texts=texts))
    assert document.text == "甲\n绩效\ta b_\n乙丙\t2\n甲\t3\nTRUE\t2022-12-31\n"
    assert [one.formula for one in stored(document) if one] == ["=A2*$A$1", '="甲"', "=A3*$A$1"]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(B2:B9)", "SUM(C4:C11)"),
        ("$B2+B$2+$B$2", "$B4+C$2+$B$2"),
        ('IF(A1="B2",LOG10(A1),表2!C3)', 'IF(B3="B2",LOG10(B3),表2!D5)'),
        ("'B2 表'!A1", "'B2 表'!B3"),
        ("XFD1", "#REF!"),
    ],
)
def test_a_shared_formula_moves(formula: str, expected: str) -> None:
    """What is not fixed moves along; texts, names of sheets and of functions stay."""
    assert moved(formula, 2, 1) == expected


@settings(max_examples=40)
@given(
    st.lists(
        st.lists(
            st.one_of(st.none(), st.integers(-(10**9), 10**9), st.floats(-1e9, 1e9, width=32), st.text(alphabet="甲乙 &<x_0", max_size=5)),
            max_size=5,
        ),
        max_size=6,
    )
)
def test_cells_are_those_that_a_library_reads(rows: list[list[object]]) -> None:
    """Where python-calamine finds a value, so do we, and nowhere else."""
    data = book(sheet_of(rows))
    with opened(data) as package:
        workbook = read_workbook(package)
        ours = read_sheet(package, workbook, workbook.sheets[0]).cells
    grid = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    theirs = {(row, column): value for row, values in enumerate(grid, 1) for column, value in enumerate(values, 1) if value != ""}
    assert set(ours) == set(theirs)
    for place, value in theirs.items():
        stored_number = ours[place].stored
        assert (float(stored_number.number) if stored_number and stored_number.number is not None else ours[place].text) == (
            pytest.approx(value, rel=1e-14) if isinstance(value, float) else value
        )


# ----------------------------------------------------------------------------------------------------------------- layout


def test_titles_units_and_remarks_are_lines() -> None:
    """What stands alone above a table or below it is no row of it."""
    rows: list[list[object]] = [
        ["收支情况表"],
        ["填报单位：某局", None, "单位：万元"],
        ["项目", "预算", "决算"],
        ["甲", 1, 2],
        ["合计", 1, 2],
        ["注：数据来自决算报表。"],
    ]
    document = read(book(sheet_of(rows, "Sheet1")))
    assert document.text == "收支情况表\n填报单位：某局\n单位：万元\n项目\t预算\t决算\n甲\t1\t2\n合计\t1\t2\n注：数据来自决算报表。\n"
    assert [(table.unit, table.caption and table.caption.text) for table in tables(document)] == [("万元", "收支情况表")]


def test_empty_rows_divide_tables() -> None:
    """But not where numbers go on under the same columns."""
    rows: list[list[object]] = [["项目", "金额"], ["甲", 1], [], ["合计", 1], [], ["姓名", "人数"], ["乙", 2]]
    assert [len(table.rows) for table in tables(read(book(sheet_of(rows))))] == [3, 2]


def test_empty_columns_divide_tables_with_words_of_their_own() -> None:
    """Two tables side by side; a column of numbers behind an empty one belongs to the table before."""
    apart: list[list[object]] = [["收入", "金额", None, "支出", "金额"], ["甲", 1, None, "丙", 3], ["乙", 2, None, "丁", 4]]
    joined: list[list[object]] = [["项目", "一", None, "二"], ["甲", 1, None, 3], ["乙", 2, None, 4]]
    assert [read(book(sheet_of(rows, "Sheet1"))).text for rows in (apart, joined)] == [
        "收入\t金额\n甲\t1\n乙\t2\n支出\t金额\n丙\t3\n丁\t4\n",
        "项目\t一\t二\n甲\t1\t3\n乙\t2\t4\n",
    ]


def test_merged_cells_stand_in_their_first_place() -> None:
    """With their extent over the rows and columns that are left."""

    def build(workbook: xlsxwriter.Workbook) -> None:
        sheet = workbook.add_worksheet("Sheet1")
        sheet.merge_range(0, 0, 0, 3, "评分表")
        sheet.merge_range(1, 0, 2, 0, "指标")
        sheet.merge_range(1, 1, 1, 3, "分数")
        sheet.write_row(2, 1, ["分值", "得分"])
        sheet.write_row(3, 0, ["甲", 10, 9])

    document = read(book(build))
    assert document.text == "评分表\n指标\t分数\t\n\t分值\t得分\n甲\t10\t9\n"
    assert [(cell.row_span, cell.column_span) for cell in tables(document)[0].rows[0]] == [(2, 1), (1, 2), (1, 1)]


def test_what_lies_under_a_merged_cell_is_not_read() -> None:
    """Nobody sees it; but sums count it, so it is told."""
    cell = '<x:c r="{}"><x:v>{}</x:v></x:c>'
    rows = "".join(f"<x:row>{cell.format(f'A{row}', 5)}{cell.format(f'B{row}', 7)}</x:row>" for row in (1, 2, 3))
    document = read(raw(rows, behind='<x:mergeCells><x:mergeCell ref="B1:B2"/><x:mergeCell ref="C1:XFD1048576"/></x:mergeCells>'))
    assert document.text == "甲\n5\t7\n5\t\n5\t7\n"
    assert document.notices == ("工作表 甲 的合并单元格下面还压着 1 个看不见的单元格，没有读；公式可能把它们算进去。",)


def test_sheets_stand_under_their_names() -> None:
    """Every one with something in it; what is hidden is read, and said."""

    def build(workbook: xlsxwriter.Workbook) -> None:
        for name in ("Sheet1", "测算", "空"):
            sheet = workbook.add_worksheet(name)
            if name != "空":
                sheet.write_row(0, 0, ["项目", "金额", "备注"])
                for row in range(1, 6):
                    sheet.write_row(row, 0, ["甲", row, "无"])
        workbook.get_worksheet_by_name("测算").hide()
        first = workbook.get_worksheet_by_name("Sheet1")
        first.set_column(2, 2, None, None, {"hidden": True})
        for row in (2, 3, 5, 900):
            first.set_row(row, None, None, {"hidden": True})

    document = read(book(build))
    assert [line for line in document.text.splitlines() if "\t" not in line] == ["Sheet1", "测算"]
    assert document.notices == ("工作表 测算 是隐藏的，也读了。", "工作表 Sheet1 的第 3–4、6 行、C 列是隐藏的，也读了。")


# ----------------------------------------------------------------------------------------------------------- what is refused


def plain() -> bytes:
    """A small workbook."""
    return book(sheet_of([["甲", 1], ["乙", 2]]))


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (plain()[:-60], "已损坏"),
        (changed(plain(), "xl/worksheets/sheet1.xml", lambda text: text[:-30]), "已损坏"),
        (changed(plain(), "xl/sharedStrings.xml", lambda text: '<!DOCTYPE a [<!ENTITY b "c">]>' + text.partition("?>")[2]), "已损坏"),
        (changed(plain(), "xl/workbook.xml", lambda text: text.replace("<sheet ", "<none ")), "没有工作表"),
        (changed(plain(), "_rels/.rels", lambda text: text.replace("xl/workbook.xml", "xl/workbook.bin")), "xlsb"),
        (raw(""), "没有文字"),
    ],
    ids=["cut", "cut-part", "entities", "no-sheets", "binary", "empty"],
)
def test_what_is_no_workbook_to_read(data: bytes, complaint: str) -> None:
    """One line each."""
    with pytest.raises(AuditError, match=complaint) as caught:
        read(data)
    assert "请" in str(caught.value)


def test_a_locked_member_is_refused() -> None:
    """Also where the package itself can be opened."""
    data = bytearray(plain())
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 4)
    with pytest.raises(AuditError, match="密码"):
        read(bytes(data))


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ends while reading."""
    monkeypatch.setattr("auditor.read.sheets.worksheet.MOST_CELLS", 3)
    assert limits.MOST_CELLS > 3
    with pytest.raises(AuditError, match="不像一份报告"):
        read(plain())


def test_too_many_formats_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole columns of empty cells with a format."""
    monkeypatch.setattr("auditor.read.sheets.worksheet._MOST_STYLED", 100)
    styled = "<sheetData>" + "<row><c s='1'/></row>" * 101
    with pytest.raises(AuditError, match="太多"):
        read(changed(plain(), "xl/worksheets/sheet1.xml", lambda text: text.replace("<sheetData>", styled)))


def test_a_package_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounded by what is unpacked, whatever the package says of itself."""
    monkeypatch.setattr("auditor.read.sheets.package._MOST_BYTES", 3000)
    with pytest.raises(AuditError, match="超过"):
        read(plain())
