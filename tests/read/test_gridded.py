"""Tables with one cell a line and a blank line for every empty cell."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

Tables = Callable[[list[str]], list[list[list[str]]]]


TITLES = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "偏差原因"]
ROWS = [
    ["产出指标", "数量指标", "修建水渠", "≥3公里", "3公里", "20", "20", ""],
    ["", "数量指标", "修建涵管", "≥6处", "5处", "20", "16.67", "汛期停工"],
    ["", "质量指标", "验收合格率", "100%", "100%", "20", "20", ""],
    ["效益指标", "社会效益", "灌溉面积", "≥500亩", "520亩", "30", "30", ""],
    ["总分", "", "", "", "", "90", "86.67", ""],
]


def stacked(rows: list[list[str]]) -> list[str]:
    """A cell a line."""
    return [cell for row in rows for cell in row]


def test_blank_lines_are_empty_cells(tables: Tables) -> None:
    """Merged and empty cells are blank lines; prose before and behind stays prose."""
    lines = ["附：自评表。", *stacked([TITLES, *ROWS]), "", "以上各项均有佐证材料，档案齐全。"]
    assert [[TITLES, *ROWS]] == tables(lines)


def test_two_blocks_of_one_form(tables: Tables) -> None:
    """The block of funds has its own titles, one of them blank, whose column is left out; a text between the blocks belongs to neither."""
    funds = [
        ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", "126.00", "135.20", "130.10", "10", "96.23%", "9.62"],
        ["", "其中：当年财政拨款", "116.00", "125.20", "120.10", "-", "-", "-"],
        ["", "其他资金", "10.00", "10.00", "10.00", "-", "-", "-"],
    ]
    lines = [*stacked(funds), "年度总体目标完成情况：修好水渠，改善灌溉。", *stacked([TITLES, *ROWS])]
    names = [[row[0] or row[1], *row[2:]] for row in funds]
    assert [names, [TITLES, *ROWS]] == tables(lines)


@pytest.mark.parametrize("cells", [-1, 1], ids=["a blank cell is lost", "a blank cell too many"])
def test_a_row_of_another_length(tables: Tables, cells: int) -> None:
    """One row that lost or gained a blank cell does not shift the rows below it."""
    lines = stacked([TITLES, *ROWS[:2]])
    lines = lines + stacked([["", "指标3：", "", "", "", "", "", ""]])
    lines = lines[:-1] if cells < 0 else [*lines, ""]
    lines += stacked(ROWS[2:])
    found = tables(lines)[0]
    assert ROWS[2:] == found[-3:]


@pytest.mark.parametrize(
    "lines",
    [
        ["项目", "", "一、概况", "", "二、做法", "", "三、问题", "", "四、打算"],
        ["序号", "", "12", "", "15", "", "18", "", "21", "", "24"],
        ["名称", "某某中心", "", "人数", "12", "", "面积", "300", ""],
    ],
    ids=["headings", "numbers", "pairs"],
)
def test_what_is_no_table(tables: Tables, lines: list[str]) -> None:
    """Blank lines between short lines are not enough: titles, and rows whose numbers fall under one another."""
    assert [] == tables(lines)


@given(st.integers(2, 4), st.integers(2, 5), st.integers(3, 10), st.data())
def test_whatever_was_written_is_found_again(tables: Tables, names: int, numbers: int, height: int, data: st.DataObject) -> None:
    """A table written a cell a line with blank lines for empty cells is read as it was, whatever its width."""
    words = st.sampled_from(["", "道路硬化", "≥3公里", "已完成"])
    plain = st.decimals(1, 9999, places=1).map(str)
    titles = ["序号", *(f"{'甲乙丙丁'[column]}栏" for column in range(names)), *(f"{'戊己庚辛壬'[column]}数" for column in range(numbers))]
    rows = [
        ["一二三四五六七八九十"[row], *(data.draw(words) for _ in range(names)), *(data.draw(plain) for _ in range(numbers))]
        for row in range(height)
    ]
    rows[0][1] = ""  # without a blank cell it is a stack
    assert [titles, *rows] in tables(stacked([titles, *rows]))
