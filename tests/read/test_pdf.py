"""PDF pages become lines in the order of reading, and tables, whatever the layout of the page does to them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from auditor.model import AuditError, Document, Locator, Paragraph, Settings, Table
from auditor.read import read_bytes
from pdf_files import HEIGHT, LEFT, WIDTH, Page, Press, pdf

PROSE = "全年投入资金1320.45万元，用于农村公路养护、机耕道新修和饮水管网改造，各项工程均按合同约定的时间完工并通过验收。"
HEADER = ["项目", "预算数", "执行数"]


def read(data: bytes) -> Document:
    """The document of a file."""
    return read_bytes(data, "报告.pdf", Settings())


def text_of(*pages: Page) -> str:
    """The export of these pages."""
    return read(pdf(pages)).text


def tables(document: Document) -> list[list[list[str]]]:
    """The texts of the cells of all tables."""
    return [[[cell.text for cell in row] for row in block.rows] for block in document.blocks if isinstance(block, Table)]


def paragraphs(document: Document) -> list[str]:
    """The texts of all paragraphs."""
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def rows(count: int, first: int = 1) -> list[list[str]]:
    """Rows of numbers under `HEADER`."""
    return [[f"第{number}项工程", f"{number}00.50", f"{number}00.25"] for number in range(first, first + count)]


def grid(
    page: Page, texts: list[list[str]], top: float = 100, height: float = 20, widths: tuple[float, ...] = (120, 100, 100)
) -> list[float]:
    """Draw a table and return the edges of its columns."""
    xs = [float(LEFT)]
    for width in widths:
        xs.append(xs[-1] + width)
    page.grid(xs, [top + height * number for number in range(len(texts) + 1)])
    for number, row in enumerate(texts):
        for x, cell in zip(xs, row, strict=False):
            if cell:
                page.text(x + 5, top + height * number + 4, cell)
    return xs


# ------------------------------------------------------------------------------------------------------------------------ lines


def test_lines_are_joined_over_the_page_break_and_page_numbers_left_out() -> None:
    """A paragraph that the width and the end of the page have cut is one; page numbers are no text."""
    press = Press()
    for _ in range(40):
        press.paragraph(PROSE)
    assert len(press.pages) > 2
    assert paragraphs(read(pdf(press.pages))) == [PROSE] * 40


def test_a_running_header_is_read_once_as_such() -> None:
    """It stands behind the text, once, and is told as a header of the page where it first stands."""
    press = Press("青禾镇2022年度绩效自评报告")
    for _ in range(40):
        press.paragraph(PROSE)
    document = read(pdf(press.pages))
    assert paragraphs(document) == [PROSE] * 40 + ["青禾镇2022年度绩效自评报告"]
    locator = document.locators[-1][1]
    assert (1, "页眉") == (locator.page, locator.part)


def test_a_title_over_the_table_of_every_page_is_no_header() -> None:
    """It says which table begins."""
    pages = []
    for number in range(4):
        page = Page()
        page.text(LEFT, 50, f"附表{number + 1}收支预算表")
        grid(page, [["项目", "金额", "备注"], ["合计", "12.50", ""]], top=80)
        pages.append(page)
    told = paragraphs(read(pdf(pages)))
    assert [f"附表{number}收支预算表" for number in range(1, 5)] == told


def test_an_item_in_the_middle_of_a_paragraph_begins_no_other() -> None:
    """A line may begin with ④ because the page ended the line before: the indent of the paragraph tells."""
    press = Press()
    for _ in range(3):
        press.paragraph(PROSE)
    press.paragraph(
        "总投资298.5万元，由四块构成：①渠道护砌土建费202.6万元；②水泵阀门购置86.4万元；③设计监理费用5.3万元；④植树种草4.2万元。"
    )
    assert paragraphs(read(pdf(press.pages)))[-1].endswith("③设计监理费用5.3万元；④植树种草4.2万元。")


def test_two_columns_are_read_one_after_the_other() -> None:
    """Though the file may hold them line by line."""
    page = Page()
    page.text(LEFT, 60, "两栏排版的说明文字占满整个页面宽度的标题行")
    left = ["全年完成农村户厕改造三百六十", "座，新修机耕道十二点五公里，", "建成高标准农田四千四百亩，", "均已通过县级验收并投入使用。"]
    right = ["资金支付进度与工程进度保持一", "致，未发现截留挪用等问题，项", "目档案资料齐全，受益群众满意", "度调查结果达到年初设定目标。"]
    for number, (one, two) in enumerate(zip(left, right, strict=True)):
        page.text(LEFT, 100 + number * 20, one)
        page.text(LEFT + 220, 100 + number * 20, two)
    joined = text_of(page).replace("\n", "").replace("\u3000", "")
    assert "".join([*left, *right]) in joined


def test_words_far_apart_are_not_run_together() -> None:
    """A line of the cover with two entries keeps them apart."""
    page = Page()
    page.text(LEFT, 100, "填报单位：青禾镇")
    page.text(LEFT + 250, 100, "填报日期：3月18日")
    assert text_of(page) == "填报单位：青禾镇    填报日期：3月18日\n"


@pytest.mark.parametrize(("rotate", "turned"), [(0, False), (90, False), (270, True), (0, True)])
def test_a_turned_page_is_read_upright(rotate: int, *, turned: bool) -> None:
    """Whether the viewer turns the page or the text was printed sideways; lines hold a digit, for the font may have no other shapes."""
    page = Page(rotate=rotate, turned=turned)
    for number in range(4):
        page.text(LEFT, 100 + 20 * number, f"第{number}行文字共有12个字")
    assert text_of(page).split() == [f"第{number}行文字共有12个字" for number in range(4)]


def test_the_page_number_of_a_sideways_page_is_left_out() -> None:
    """It stands sideways to the text."""
    page = Page(turned=True)
    grid(page, [HEADER, *rows(3)])
    upright = Page()
    upright.text(WIDTH / 2, HEIGHT - 40, "— 12 —")
    page.drawn += upright.drawn
    assert tables(read(pdf([page]))) == [[HEADER, *rows(3)]]
    assert "12" not in text_of(page).split()


def test_a_single_character_is_not_lost() -> None:
    """A lone character gets lost in pdfium when its font is nowhere to be found: a grade, a unit."""
    page = Page()
    grid(page, [["评价等级", "优"], ["计量单位", "座"]], widths=(100, 60))
    assert tables(read(pdf([page]))) == [[["评价等级", "优"], ["计量单位", "座"]]]


# ----------------------------------------------------------------------------------------------------------------------- tables


def test_a_ruled_table_has_its_cells() -> None:
    """Merged cells stand in their first place, lines of a cell are put together, text around the table stays outside."""
    page = Page()
    page.text(LEFT, 60, "表前的一句话。")
    xs = grid(page, [["", "", ""], ["", "", ""]], height=40)
    page.text(xs[0] + 5, 104, "项目名称")
    page.text(xs[1] + 5, 104, "农村人居环境整治")  # fills 100 points
    page.text(xs[1] + 5, 118, "和农田建设")
    page.text(xs[2] + 5, 104, "12.50")
    page.text(xs[0] + 5, 144, "金额")
    page.text(LEFT, 200, "表后的一句话。")
    document = read(pdf([page]))
    assert tables(document) == [[["项目名称", "农村人居环境整治和农田建设", "12.50"], ["金额", "", ""]]]
    assert paragraphs(document) == ["表前的一句话。", "表后的一句话。"]


def test_a_merged_cell_is_stored_once() -> None:
    """Its extent follows from the rules it has and has not."""
    page = Page()
    page.grid([90, 190, 290], [100, 120])
    page.rule(90, 120, 90, 160)
    page.rule(290, 120, 290, 160)
    page.rule(190, 140, 190, 160)
    page.rule(90, 140, 290, 140)
    page.rule(90, 160, 290, 160)
    for x, y, text in ((95, 104, "收入"), (195, 104, "支出"), (95, 124, "合并的一格"), (95, 144, "甲1"), (195, 144, "乙2")):
        page.text(x, y, text)
    (table,) = [block for block in read(pdf([page])).blocks if isinstance(block, Table)]
    assert [[(cell.text, cell.column_span) for cell in row] for row in table.rows] == [
        [("收入", 1), ("支出", 1)],
        [("合并的一格", 2), ("", 1)],
        [("甲1", 1), ("乙2", 1)],
    ]


@pytest.mark.parametrize("repeat", [True, False], ids=["repeated header", "no header"])
def test_a_table_goes_on_over_pages(*, repeat: bool) -> None:
    """With its header printed again, or without."""
    press = Press("跨页的表", repeat_header=repeat)
    press.table([HEADER, *rows(90)])
    assert len(press.pages) == 3
    assert tables(read(pdf(press.pages))) == [[HEADER, *rows(90)]]


def test_cells_of_a_table_over_pages_have_the_places_of_their_pages() -> None:
    """Page, table on the page, row on the page."""
    press = Press(repeat_header=False)
    press.table([HEADER, *rows(60)])
    document = read(pdf(press.pages))
    at = document.text.index("第60项工程")
    locator = [locator for start, locator in document.locators if start <= at][-1]
    first = next(number for number, (_, found) in enumerate(document.locators) if found.page == 2)
    assert document.locators[first][1]._replace(box=None) == Locator(page=2, table=1, row=1, column=1)
    assert (2, 1, 1) == (locator.page, locator.table, locator.column)


def test_a_row_cut_by_the_page_break_is_one() -> None:
    """The rest of a cell stands in a row of its own on the next page, its other cells empty."""
    first, second = Page(), Page()
    grid(first, [HEADER, *rows(31), ["32", "农村公路养护和机", "8.50"]], widths=(120, 112, 100))
    grid(second, [["", "耕道新修", ""], *rows(2, 33)], top=90, widths=(120, 112, 100))
    assert tables(read(pdf([first, second]))) == [[HEADER, *rows(31), ["32", "农村公路养护和机耕道新修", "8.50"], *rows(2, 33)]]


def test_another_table_on_the_next_page_is_another() -> None:
    """It has a header of its own, or other columns, or a title over it."""
    pages = []
    for title, header in (("", HEADER), ("", ["指标", "分值", "得分"]), ("附表三", HEADER)):
        page = Page()
        if title:
            page.text(LEFT, 70, title)
        grid(page, [header, *rows(30)])
        pages.append(page)
    assert [len(table) for table in tables(read(pdf(pages)))] == [31, 31, 31]


def test_the_same_form_on_each_page_is_one_a_page() -> None:
    """A form begins anew with its first label."""
    pages = []
    for name in ("甲项目", "乙项目"):
        page = Page()
        grid(page, [["项目名称", name], *[[f"指标{number}", "100"] for number in range(30)]], widths=(120, 100))
        pages.append(page)
    assert [table[0] for table in tables(read(pdf(pages)))] == [["项目名称", "甲项目"], ["项目名称", "乙项目"]]


def test_rows_without_rules_between_them_are_rows() -> None:
    """Only the columns are ruled: numbers under one another are never one number; a name in two lines stays one name."""
    page = Page()
    xs = [90.0, 290.0, 390.0, 490.0]
    page.grid(xs, [100, 120, 260])
    for x, title in zip(xs, HEADER, strict=False):
        page.text(x + 5, 104, title)
    names = ["一、一般公共服务支出", "二、公共安全支出", ("三、文化旅游体育与传媒共", "同事权转移支付"), "四、农林水支出"]
    for number, name in enumerate(names):
        y = 130.0 + 32 * number
        lines = [(y, name)] if isinstance(name, str) else [(y - 7, name[0]), (y + 7, name[1])]
        for at, line in lines:
            page.text(xs[0] + 5, at, line)
        page.text(xs[1] + 5, y, f"{number + 1}200")
        if number != 1:
            page.text(xs[2] + 5, y, f"{number + 1}150")
    assert tables(read(pdf([page]))) == [
        [
            HEADER,
            ["一、一般公共服务支出", "1200", "1150"],
            ["二、公共安全支出", "2200", ""],
            ["三、文化旅游体育与传媒共同事权转移支付", "3200", "3150"],
            ["四、农林水支出", "4200", "4150"],
        ]
    ]


def test_a_table_open_at_its_sides_has_all_its_columns() -> None:
    """Lines across run the full width, lines down only between the columns."""
    page = Page()
    for y in (100, 120, 140, 160):
        page.rule(90, y, 410, y)
    for x in (210, 310):
        page.rule(x, 100, x, 160)
    texts = [HEADER, *rows(2)]
    for number, row in enumerate(texts):
        for x, cell in zip((95, 215, 315), row, strict=True):
            page.text(x, 104 + 20 * number, cell)
    assert tables(read(pdf([page]))) == [texts]


def test_double_rules_make_no_columns() -> None:
    """The room between the two lines of a double rule is not a column."""
    page = Page()
    texts = [HEADER, *rows(3)]
    xs = grid(page, texts)
    for x in xs[1:-1]:
        page.rule(x + 3.5, 100, x + 3.5, 180)
    assert tables(read(pdf([page]))) == [texts]


def test_backgrounds_are_no_rules() -> None:
    """Some programs lay one behind each line of a cell."""
    page = Page()
    grid(page, [["", ""], ["合计", "12.50"]], height=40, widths=(70, 60))
    for number, line in enumerate(["公务用车运", "行维护费"]):
        page.drawn.append(f"0.9 g 95 {HEIGHT - 118 - 16 * number} 60 14 re f 0 g")
        page.text(95, 105 + 16 * number, line)
    page.text(165, 110, "金额")
    assert tables(read(pdf([page]))) == [[["公务用车运行维护费", "金额"], ["合计", "12.50"]]]


def test_a_table_without_rules_is_told_by_its_columns() -> None:
    """Pieces under one another with numbers among them; an empty cell stays empty."""
    page = Page()
    texts = [["项目名称", "预算数", "执行数"], ["道路养护", "86.50", "80.25"], ["饮水管网", "", "12.00"], ["合计金额", "86.50", "92.25"]]
    for number, row in enumerate(texts):
        for x, cell in zip((90, 220, 340), row, strict=True):
            if cell:
                page.text(x, 100 + 22 * number, cell)
    assert tables(read(pdf([page]))) == [texts]


def test_a_frame_is_no_table() -> None:
    """Text in a box is text."""
    page = Page()
    page.grid([80, 520], [90, 160])
    page.text(LEFT, 100, "框里的一段说明文字，不是表格。")
    page.text(LEFT, 120, "第二行。")
    document = read(pdf([page]))
    assert (tables(document), len(paragraphs(document))) == ([], 2)


# ---------------------------------------------------------------------------------------------------------- pages that are not read


def test_blank_pages_are_passed_over() -> None:
    """They count as pages."""
    press = Press(numbered=False)
    press.paragraph(PROSE)
    press.blank_page()
    press.paragraph(PROSE)
    document = read(pdf(press.pages))
    assert (3, [PROSE, PROSE], ()) == (document.pages, paragraphs(document), document.notices)
    assert document.locators[-1][1].page == 3


def test_a_locked_or_damaged_file_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line that says what to do."""
    page = Page()
    page.text(LEFT, 100, PROSE)
    with pytest.raises(AuditError, match=r"^报告.pdf：PDF 设有打开密码"):
        read(pdf([page], locked=True))
    with pytest.raises(AuditError, match=r"^报告.pdf：PDF 文件已损坏"):
        read(b"%PDF-1.4\nrubbish")
    with pytest.raises(AuditError, match=r"^报告.pdf：PDF 里没有文字"):
        read(pdf([Page()]))
    monkeypatch.setattr("auditor.read.pdf._MOST_PAGES", 1)
    with pytest.raises(AuditError, match="PDF 有 2 页"):
        read(pdf([page, page]))


def test_every_place_is_on_its_page() -> None:
    """Offsets grow, and every box lies on the paper."""
    press = Press("页眉")
    for _ in range(12):
        press.paragraph(PROSE)
    press.table([HEADER, *rows(40)])
    located = read(pdf(press.pages)).locators
    assert all(one[0] < two[0] for one, two in pairwise(located))
    for _, locator in located:
        assert locator.box is not None
        left, top, right, bottom = locator.box
        assert 0 <= left < right <= WIDTH
        assert 0 <= top < bottom <= HEIGHT
