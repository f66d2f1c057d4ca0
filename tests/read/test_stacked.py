"""Tables with one cell a line and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

Tables = Callable[[list[str]], list[list[list[str]]]]


VILLAGES = [
    "村名",
    "户数（户）",
    "金额（万元）",
    "东岭村",
    "42",
    "16.8",
    "西岭村",
    "37",
    "14.8",
    "河湾村",
    "51",
    "20.4",
    "合计",
    "130",
    "52.0",
]
ROWS = [
    ["村名", "户数（户）", "金额（万元）"],
    ["东岭村", "42", "16.8"],
    ["西岭村", "37", "14.8"],
    ["河湾村", "51", "20.4"],
    ["合计", "130", "52.0"],
]


def test_numbers_fall_under_numbers(tables: Tables) -> None:
    """Titles, then rows of the same length; prose around the table stays prose."""
    assert [ROWS] == tables(["各村发放情况如下。", *VILLAGES, "以上资金均通过一卡通发放到户，未发现截留挪用。"])


def test_a_total_stands_under_the_last_numbers(tables: Tables) -> None:
    """合计 with fewer numbers than columns: those that are missing are missing at the left."""
    lines = ["村名", "户数", "单价", "金额", "东岭村", "40", "0.5", "20.0", "西岭村", "30", "0.5", "15.0", "合计", "35.0"]
    assert [["合计", "", "", "35.0"]] == [table[-1] for table in tables(lines)]


def test_merged_and_blank_cells_are_left_out(tables: Tables) -> None:
    """Cells merged downwards are missing at the left of a row, a blank reason at its right, as a blank line or not at all."""
    lines = ["一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "偏差原因"]
    lines += ["产出指标", "数量指标", "修建水渠", "≥3公里", "3公里", "20", "20", "无"]
    lines += ["质量指标", "验收合格率", "100%", "100%", "30", "30", ""]
    lines += ["效益指标", "社会效益", "灌溉面积", "≥500亩", "480亩", "40", "38.4"]
    lines += ["满意度指标", "农户满意度", "≥90%", "92%", "10", "10", "", "总分", "100", "98.4"]
    assert [
        [
            ["产出指标", "数量指标", "修建水渠", "≥3公里", "3公里", "20", "20", "无"],
            ["", "质量指标", "验收合格率", "100%", "100%", "30", "30", ""],
            ["效益指标", "社会效益", "灌溉面积", "≥500亩", "480亩", "40", "38.4", ""],
            ["", "满意度指标", "农户满意度", "≥90%", "92%", "10", "10", ""],
            ["总分", "", "", "", "", "100", "98.4", ""],
        ]
    ] == [table[1:] for table in tables(lines)]


@pytest.mark.parametrize(
    "lines",
    [
        ["联系人", "王某某", "人员编制", "132", "实有人数", "126", "车辆", "4", "房屋", "12", "单位性质"],
        ["一、总体情况", "二、主要做法", "三、存在问题", "四、下一步打算", "五、有关建议", "六、附件", "七、说明", "八、其他", "九、结语"],
        ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
        ["第一季度", "12", "第二季度", "15"],
    ],
    ids=["pairs of name and value", "headings", "numbers", "few lines"],
)
def test_what_is_no_table(tables: Tables, lines: list[str]) -> None:
    """Short lines are not enough: titles, and three rows whose numbers fall under one another."""
    assert [] == tables(lines)


@given(st.integers(1, 3), st.integers(1, 5), st.integers(3, 12), st.data())
def test_whatever_was_stacked_is_found_again(tables: Tables, names: int, numbers: int, height: int, data: st.DataObject) -> None:
    """A table written a cell a line is read as it was, whatever its width."""
    words = [st.sampled_from(own) for own in (("东村",), ("道路硬化", "产出指标"), ("≥3公里", "已完成", "95%"))]  # of each column its own
    plain = st.decimals(1, 9999, places=1).map(str)
    titles = [f"{'甲乙丙丁'[column]}栏" for column in range(names)] + [f"{'戊己庚辛壬'[column]}数" for column in range(numbers)]
    rows = [[*(data.draw(words[column]) for column in range(names)), *(data.draw(plain) for _ in range(numbers))] for _ in range(height)]
    lines = [cell for row in [titles, *rows] for cell in row]
    if len(lines) >= 9 and height * numbers >= 4 and names + numbers > 2:
        assert [[titles, *rows]] == tables(lines)
