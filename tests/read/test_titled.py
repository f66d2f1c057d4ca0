"""Tables with one cell a line whose columns have titles that are known."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from auditor.read.division import Division, Holds
from auditor.read.titled import titled

Tables = Callable[[list[str]], list[list[list[str]]]]

TITLES = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"]
ROWS = [
    ["产出指标（50分）", "数量指标", "栽植行道树", "≥320株", "326株", "20", "20", ""],
    ["", "", "补种草坪", "≥1500平方米", "1380平方米", "10", "9.2", "部分路段地下管线冲突"],
    ["", "质量指标", "苗木成活率", "≥95%", "96.5%", "20", "20", ""],
    ["效益指标（40分）", "生态效益指标", "道路绿化覆盖率", "逐步提高", "有所提高", "40", "38", "老城区可绿化空间不足，下年结合改造增加"],
    ["总分", "", "", "", "", "90", "87.2", ""],
]


def without_blanks(rows: list[list[str]]) -> list[str]:
    """The cells of rows, one a line, blank ones left out."""
    return [cell for row in rows for cell in row if cell]


def with_blank_lines(rows: list[list[str]]) -> list[str]:
    """The same with a blank line for every blank cell behind the first that is told."""
    lines = []
    for row in rows:
        first = next(place for place, cell in enumerate(row) if cell)
        lines += row[first:]
    return lines


@pytest.mark.parametrize("form", [without_blanks, with_blank_lines])
def test_rows_begin_where_names_stand(tables: Tables, form: Callable[[list[list[str]]], list[str]]) -> None:
    """Classes are merged over their rows, reasons are rare: both are in their columns again."""
    assert tables(["附件", "绩效自评表", *form([TITLES, *ROWS]), "以上为自评结果。"]) == [[TITLES, *ROWS]]


def test_a_long_cell_goes_on(tables: Tables) -> None:
    """A standard of several items has a line for each of them; it is one cell."""
    lines = ["三级指标", "评分标准", "分值", "得分"]
    lines += ["管理制度健全性", "①制定了管理办法，得2分；", "②办法得到执行，得3分。", "5", "4"]
    lines += ["资金使用合规性", "无违规的得满分。", "5", "5"]
    assert [[len(row) for row in table] for table in tables(lines)] == [[4, 4, 4]]
    assert tables(lines)[0][1][1].split("\n") == ["①制定了管理办法，得2分；", "②办法得到执行，得3分。"]


def test_titles_on_the_next_page(tables: Tables) -> None:
    """Titles that a later page prints again are no row."""
    lines = without_blanks([TITLES, *ROWS[:2], TITLES, *ROWS[2:]])
    assert tables(lines) == [[TITLES, *ROWS]]


def test_the_next_form_is_a_table_of_its_own(tables: Tables) -> None:
    """What names a form, or the project it is about, ends the one before."""
    other = [["产出指标（50分）", "数量指标", "设置座椅", "≥40处", "42处", "50", "50", ""], ["总分", "", "", "", "", "50", "50", ""]]
    lines = [*without_blanks([TITLES, *ROWS]), "项目名称", "口袋公园建设", *without_blanks([TITLES, *other])]
    assert tables(lines) == [[TITLES, *ROWS], [TITLES, *other]]


def test_a_block_of_funds(tables: Tables) -> None:
    """Its own title stands over the column of names, that of the execution's share among the numbers is told by its sign."""
    lines = ["项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    lines += ["年度资金总额", "80", "86", "81.7", "10", "95%", "9.5", "其中：当年财政拨款", "80", "86", "81.7", "—", "95%", "—"]
    assert tables(lines) == [
        [
            ["项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
            ["年度资金总额", "80", "86", "81.7", "10", "95%", "9.5"],
            ["其中：当年财政拨款", "80", "86", "81.7", "—", "95%", "—"],
        ]
    ]


def test_numbers_of_which_nothing_says_where_they_belong(tables: Tables) -> None:
    """A total with one number for two columns: it stands behind all columns, and under none of them."""
    lines = ["项目名称", "预算数", "执行数", "自评得分", "村道硬化", "60", "58", "96", "水渠清淤", "30", "30", "98", "合计", "90", "88"]
    assert [table[-1] for table in tables(lines)] == [["合计", "", "", "", "90", "88"]]


def test_titles_alone_are_no_table() -> None:
    """However often they are repeated, titles without rows cost little and give nothing."""
    lines = ["一级指标", "三级指标", "分值", "得分"] * 500
    assert list(titled(lines, range(len(lines)))) == []


def test_prose_under_titles_is_no_table() -> None:
    """Lines that do not fit their columns are not divided."""
    lines = ["三级指标", "分值", "得分", "本年度各项工作有序推进。", "群众满意。", "下一步继续努力。"]
    rows, end, worth = Division(lines, 3, [Holds.NAME, Holds.NUMBER, Holds.NUMBER], set(range(6)), lines[:3]).best()
    assert (rows, end, worth) == ([], 3, 0.0)
