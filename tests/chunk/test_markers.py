"""What number a passage begins with."""

from __future__ import annotations

import pytest

from auditor.chunk import Marker, Style, recognise

RECOGNISED = [
    ("第一部分 概况", Style.PART, 1, "第一部分"),
    ("第三部分2021年说明", Style.PART, 3, "第三部分"),
    ("第二章 决算情况", Style.CHAPTER, 2, "第二章"),
    ("第十二节 其他", Style.SECTION, 12, "第十二节"),
    ("第三条 资金由区级承担", Style.ARTICLE, 3, "第三条"),
    ("一、基本情况", Style.CHINESE, 1, "一、"),
    ("二十一、其他支出", Style.CHINESE, 21, "二十一、"),
    ("三 、空一格", Style.CHINESE, 3, "三 、"),
    ("一、一般公共预算", Style.CHINESE, 1, "一、"),
    ("（一）概况", Style.CHINESE_BRACKET, 1, "（一）"),
    ("(十一) 防火", Style.CHINESE_BRACKET, 11, "(十一)"),
    ("（ 二 )混用括号", Style.CHINESE_BRACKET, 2, "（ 二 )"),
    ("(一)、发展产业", Style.CHINESE_BRACKET_COMMA, 1, "(一)、"),
    ("1、职责", Style.COMMA, 1, "1、"),
    ("１２、职责", Style.COMMA, 12, "１２、"),
    ("1、2023年工作", Style.COMMA, 1, "1、"),
    ("3. 收支情况", Style.DOT, 3, "3."),
    ("4．收支情况", Style.DOT, 4, "4．"),
    ("1.2023年度预算", Style.DOT, 1, "1."),
    ("2.2023—2025年规划", Style.DOT, 2, "2."),
    ("（1）办公室", Style.BRACKET, 1, "（1）"),
    ("(12)财务科", Style.BRACKET, 12, "(12)"),
    ("（3）、财务科", Style.BRACKET_COMMA, 3, "（3）、"),
    ("6) 5.12演练", Style.HALF_BRACKET, 6, "6)"),
    ("7）公开", Style.HALF_BRACKET, 7, "7）"),
    ("1-2目标2", Style.DASH, 2, "1-2"),
    ("2-1  目标1", Style.DASH, 1, "2-1"),
    ("1.2 项目概况", Style.DECIMAL, 2, "1.2"),
    ("3.1.2资金管理", Style.DECIMAL, 2, "3.1.2"),
    ("①办公费", Style.CIRCLED, 1, "①"),
    ("⑵差旅费", Style.CIRCLED_BRACKET, 2, "⑵"),
    ("㈢培训费", Style.CHINESE_BRACKET, 3, "㈢"),
    ("一是加强学习", Style.SAYING, 1, "一是"),
    ("首先确定范围", Style.SAYING, 1, "首先"),
    ("其二，加强管理", Style.SAYING, 2, "其二"),
    ("第二，加强管理", Style.ORDINAL, 2, "第二，"),
    ("\u3000\u3000五、结论", Style.CHINESE, 5, "五、"),
]


@pytest.mark.parametrize(("text", "style", "ordinal", "written"), RECOGNISED)
def test_number_is_recognised(text: str, style: Style, ordinal: int, written: str) -> None:
    """Style, ordinal and the number as written are found, blanks before it skipped."""
    marker = recognise(text)
    assert marker is not None
    assert (marker.style, marker.ordinal, text[marker.start : marker.end]) == (style, ordinal, written)


DATA = [
    "2023年收入预算",
    "7.3亿元债券",
    "2.5分",
    "0.85亿元",
    "12.5%",
    "6.260米",
    "3 个项目已完工",
    "300 万元以下的工程",
    "12345热线",
    "6-14 岁儿童",
    "1-9月收入",
    "2-3个项目",
    "1-2次",
    "2019-2022年",
    "5G基站",
    "3A级景区",
    "一、二级公路",
    "第二、三产业",
    "2、3号楼",
    "十四五规划",
    "（十四五）规划",
    "一百二十、",
    "三万、",
    "第一季度收入",
    "第一条生产线投产",
    "第二节车厢",
    "（2022）12号",
    "（三公）经费",
    "（一类）",
    "其中：财政资金",
    "其中一、",
    "1…",
    "1",
    "",
    "   ",
    "部门概况",
]


@pytest.mark.parametrize("text", DATA)
def test_data_is_no_number_of_a_heading(text: str) -> None:
    """Years, amounts, ranges and lists of numbers are not taken for the number of a heading."""
    assert recognise(text) is None


def test_components_before_the_last_are_the_prefix() -> None:
    """Of 3.1.2 the ordinal is 2 and the prefix (3, 1)."""
    assert Marker(Style.DECIMAL, 2, 0, 5, (3, 1)) == recognise("3.1.2资金管理")


def test_bare_number_counts_in_a_known_heading() -> None:
    """1 总则 is numbered where the reader knows a heading, and a plain line elsewhere."""
    assert Marker(Style.SPACED, 1, 0, 1) == recognise("1 总则", heading=True)
    assert recognise("1 总则") is None
