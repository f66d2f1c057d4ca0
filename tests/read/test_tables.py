"""Tables in text: rows with tabs, rows with bars, one cell a line; titles, units, page breaks, doubts."""

from __future__ import annotations

from pathlib import Path

from auditor.model import Document, Paragraph, Settings, Table
from auditor.read import read_file, read_text


def tables(document: Document) -> list[Table]:
    """The tables of a document."""
    return [block for block in document.blocks if isinstance(block, Table)]


def grid(table: Table) -> list[list[str]]:
    """The texts of the cells, row by row."""
    return [[cell.text for cell in row] for row in table.rows]


def only_table(text: str) -> Table:
    """The table of a text that has exactly one."""
    (table,) = tables(read_text(text, "报告.txt"))
    return table


def test_rows_with_tabs_over_a_page_break(fixtures: Path) -> None:
    """The title, the unit and the header printed again on the next page do not end the table; markup in cells is left out."""
    first, second = tables(read_file(fixtures / "files" / "rows.txt", Settings()))
    assert grid(first) == [
        ["序号", "项目名称", "预算数", "执行数", "得分"],
        ["1", "村级道路维修", "120.00", "118.50", "95"],
        ["2", "垃圾清运 （含中转）", "80.00", "80.00", ""],
        ["3", "河道整治", "60.00", "", "90"],
        ["", "合计", "260.00", "198.50"],
    ]
    assert (first.caption and first.caption.text, first.unit, first.damage) == (
        "河湾镇2023年项目支出明细表",
        "万元",
        ("第 5 行的格数不是 5（共 1 行）",),
    )
    assert grid(second) == [["类别", "编制", "在职"], ["行政", "20", "19"], ["事业", "24", "23"]]


def test_cells_know_row_and_column(fixtures: Path) -> None:
    """Grid positions count from 0, empty cells included, and the span reaches from the first to the last filled cell."""
    document = read_file(fixtures / "files" / "rows.txt", Settings())
    table = tables(document)[0]
    assert [(cell.row, cell.column) for cell in table.rows[4]] == [(4, 0), (4, 1), (4, 2), (4, 3)]
    quote = document.text[table.span.start : table.span.end]
    assert (quote[:2], quote[-6:]) == ("序号", "198.50")


def test_one_cell_a_line(fixtures: Path) -> None:
    """Empty lines end rows, except where a cell ends with a line break; a cell may go on without a tab."""
    document = read_file(fixtures / "files" / "cells.txt", Settings())
    (table,) = tables(document)
    assert grid(table) == [
        ["301002柳林镇人民政府", "单位：元"],
        ["项目编码", "31020023P0007", "项目名称", "村内道路硬化项目"],
        ["预算规模", "预算数", "250000.00", "其他资金", ""],
        ["", "硬化三个村的村内道路"],
        ["绩效目标", "1.完成硬化任务\n2.方便群众出行\n3.控制工程造价"],
        ["一级指标", "二级指标", "三级指标", "指标描述", "指标值", "依据"],
        ["产出指标", "数量指标", "硬化面积", "硬化道路面积", "≥4200平方米", "施工合同"],
        ["", "质量指标", "验收合格率", "验收合格的比例", "100%", "行业标准"],
        ["效益指标", "社会效益指标", "受益人口", "受益群众数量", "≥1500人", "村委会统计"],
    ]
    assert (table.unit, table.caption and table.caption.text, table.damage) == ("元", "1.柳林镇村内道路硬化项目绩效目标表", ())
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == [
        "1.柳林镇村内道路硬化项目绩效目标表",
        "二、下一步工作",
    ]


def test_a_row_that_lost_a_cell_is_doubted() -> None:
    """Under the header of a table with one cell a line, a row of another length is named."""
    rows = [["指标", "目标", "完成"], ["道路", "8", "8"], ["绿化", "150", "120"], ["供水", "3"], *([["其他", "1", "1"]] * 30)]
    table = only_table("\n\n".join("\n".join("\t" + cell for cell in row) for row in rows))
    assert (len(table.rows), table.damage) == (34, ("第 4 行的格数不是 3（共 1 行）",))


def test_markdown(fixtures: Path) -> None:
    """Bars at both ends are a frame, the ruler is no row, and an empty cell stays one."""
    (table,) = tables(read_file(fixtures / "files" / "markdown.md", Settings()))
    assert grid(table) == [["指标", "目标值", "完成值"], ["新建道路（公里）", "8", "8.2"], ["绿化面积（亩）", "150", ""]]


def test_markdown_without_frame() -> None:
    """A ruler is enough to make rows of bars a table."""
    assert grid(only_table("指标 | 目标\n--- | ---\n道路 | 8\n")) == [["指标", "目标"], ["道路", "8"]]


def test_bars_without_a_frame() -> None:
    """Three rows of one width are a table without a bar in front of any; two, or rows of different widths, are not."""
    rows = ["项目 | 预算数（万元） | 执行数（万元）", "护林 | 120 | 118", "造林 | 340 | 331"]
    tables = [block for block in read_text("\n".join(rows), "样例.txt").blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in tables[0].rows][1] == ["护林", "120", "118"]
    for other in (rows[:2], [*rows[:2], "造林 | 340"]):
        assert not any(isinstance(block, Table) for block in read_text("\n".join(other), "样例.txt").blocks)


def test_bars_of_rows_that_break_off() -> None:
    """A cell with a line break in it ends its line: the bars of the lines of one row add up to the width of the table."""
    table = only_table("资金（万元） |\n预算数 | 执行数 | 执行率 | ||\n护林 | 120 | 118 | 98% | ||\n造林\u3000|\n|\n340 |\n331 | 97% | |\n")
    assert [row[:5] for row in grid(table)] == [
        ["资金（万元）", "预算数", "执行数", "执行率", ""],
        ["护林", "120", "118", "98%", ""],
        ["造林", "", "340", "331", "97%"],
    ]
    assert table.damage == ()


def test_lines_that_end_with_bars_and_make_no_rows() -> None:
    """Bars that do not add up to rows of one width, or too few of them to tell how wide a table is, make none."""
    for text in ("护林 | 120 | ||\n造林 |\n340 | 331 |\n抚育 | 80 | 79 | |", "护林 |\n120 |\n118 |\n造林 |\n340 |\n331 |"):
        assert not tables(read_text(text, "报告.txt"))


def test_bars_and_tabs_in_prose_make_no_table() -> None:
    """A single line with bars, an indented text and a numbered list with tabs stay paragraphs."""
    lines = [
        "首页 | 政务公开 | 办事服务",
        "1.\t认真落实各项制度。",
        "2.\t加强资金使用监管。",
        "联系人：张三\t电话：略",
        "结束。",
        "\t全镇各项工作有序推进，资金使用规范，没有截留挪用。",
        "\t预算执行总体平稳，支出结构持续优化，监督不断加强。",
        "\t绩效目标全部完成，群众满意度稳步提高。",
        "\t下一步将继续完善制度。",
    ]
    document = read_text("\n".join(lines), "报告.txt")
    assert [type(block) for block in document.blocks] == [Paragraph] * len(lines)


def test_rows_that_lost_their_tabs_stay_in_the_table() -> None:
    """A short line between rows is a cell that stands alone; the rows go on behind it, and it is named as a doubt."""
    table = only_table("项目\t预算\t得分\n道路维修\t10\t5\n产出\n\n质量指标（10）\n\n绿化\t20\t4\n合计\t30\t9\n")
    assert (grid(table)[2:4], len(table.rows), table.damage) == ([["产出"], ["质量指标（10）"]], 6, ("第 3、4 行的格数不是 3（共 2 行）",))


def test_a_title_or_prose_between_rows_ends_the_table() -> None:
    """Two tables with a title, a heading or a sentence between them stay two."""
    row = "道路\t10\t5\n绿化\t20\t4\n"
    betweens = ("附表2\n", "河湾镇收支总表\n", "单位：万元\n", "二、评价结论\n", "以上为道路类项目。\n")
    assert [len(tables(read_text(f"{row}{between}{row}", "报告.txt"))) for between in betweens] == [2] * len(betweens)


def test_another_header_behind_a_blank_line_begins_another_table() -> None:
    """Blank lines and a row of other column titles make a new table; blank lines alone, or the same titles again, do not."""
    table = "项目\t预算\n道路\t10\n"
    following = ("姓名\t职务\n甲\t组长\n", "绿化\t20\n", "项目\t预算\n绿化\t20\n")
    grids = [[grid(one) for one in tables(read_text(f"{table}\n{rest}", "报告.txt"))] for rest in following]
    whole = [["项目", "预算"], ["道路", "10"], ["绿化", "20"]]
    assert grids == [[[["项目", "预算"], ["道路", "10"]], [["姓名", "职务"], ["甲", "组长"]]], [whole], [whole]]


def test_rows_with_blank_lines_between() -> None:
    """A table printed with blank lines is one table, also where a row holds words alone."""
    rows = [["指标", "目标", "完成"], ["道路", "8", "8"], ["制度", "健全", "健全"], ["绿化", "150", "120"]]
    assert grid(only_table("\n\n".join("\t".join(row) for row in rows))) == rows


def test_a_header_of_several_lines() -> None:
    """A table may become wider while its header goes on."""
    table = only_table("收入\t支出\n功能分类\n项目\t金额\t项目\t金额\n拨款\t100\t人员\t60\n")
    assert [len(row) for row in table.rows] == [2, 1, 4, 4]


def test_units() -> None:
    """The unit stands over the table, in it, or in its title; the name of an organisation is no unit."""
    row = "道路\t10\t5\n绿化\t20\t4\n"
    above = {
        "单位：万元\n": "万元",
        "（单位： 万元）\n": "万元",
        "金额单位:元\n": "元",
        "收支总表（单位：亿元）\n": "亿元",
        "收支总表（万元）\n": "万元",
        "单位：亿元、%\n": "亿元、%",
        "表28\t单位：万元\n": "万元",
        "收支总表\n单位：万元\n比上年增长\n": "万元",
        "填报单位：万元镇人民政府\n": None,
        "填报单位：元宝乡\n": None,
        "本表单位：元已换算。\n": None,
    }
    assert {text: only_table(text + row).unit for text in above} == above


def test_titles() -> None:
    """The title is the line that reads like one, over the unit and whoever filled in the form."""
    row = "道路\t10\t5\n绿化\t20\t4\n"
    above = {
        "云溪县支出情况表\n填报单位：青禾镇\n单位：万元\n": "云溪县支出情况表",
        "2023年居民消费价格指数\n": "2023年居民消费价格指数",
        "附表2\n2023年收支平衡情况\n单位：万元\n": "2023年收支平衡情况",
        "收支总表\n单位：万元\n占预算\n": "收支总表",
        "全年支出情况较好，见下表。\n": None,
    }
    captions = {text: only_table(text + row).caption for text in above}
    assert {text: caption and caption.text for text, caption in captions.items()} == above


def test_a_table_of_empty_cells_is_nothing() -> None:
    """Lines of tabs alone leave no block."""
    assert read_text("\t\t\n\t\t\n\t\n", "报告.txt").blocks == ()


def test_cells_divided_by_blanks_are_a_table() -> None:
    """Rows of a PDF text without tabs: numbers keep their column from the right, a total row has no serial number."""
    text = "附：道路投资（单位：万元）\n序号 道路 里程 批复 完成\n1 青石路 3.2 12.00 11.50\n2 白沙路 4.0 15.00 14.80\n合计 7.2 27.00 26.30\n以上数据以竣工决算为准。\n"
    (table,) = [block for block in read_text(text, "x").blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["序号", "道路", "里程", "批复", "完成"],
        ["1", "青石路", "3.2", "12.00", "11.50"],
        ["2", "白沙路", "4.0", "15.00", "14.80"],
        ["", "合计", "7.2", "27.00", "26.30"],
    ]


def test_two_lines_that_end_in_numbers_are_no_table() -> None:
    """A pair of short lines is not enough to take blanks for column borders."""
    text = "联系电话 1380000 2200\n邮政编码 054000 1\n"
    assert [block for block in read_text(text, "x").blocks if isinstance(block, Table)] == []
