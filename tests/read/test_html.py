"""What a browser shows of a page becomes lines and tables; what it hides does not."""

from __future__ import annotations

import pytest

from auditor.model import AuditError, Document, Locator, Settings, Table
from auditor.read import read_bytes
from auditor.read.formats import format_of


def page(body: str, head: str = "") -> Document:
    """The document of a page in UTF-8."""
    return read_bytes(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "页.html", Settings())


def lines(body: str) -> list[str]:
    """The export, line by line."""
    return page(body).text.splitlines()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>支出总计<b>1200.05</b>万元</p>", ["支出总计1200.05万元"]),
        ("<div>收入<div>合计</div>12万元</div>", ["收入", "合计", "12万元"]),
        ("全年收\n    入12 万元", ["全年收入12 万元"]),
        ("a\n b<br>c<br/>d", ["a b", "c", "d"]),
        ("<p>一</p>文<p>二</p>", ["一", "文", "二"]),
        ("<p>&nbsp;&nbsp;收入&lt;支出&#8203;&amp;结余&#x3002;</p>", ["  收入<支出&结余。"]),
        ("<p>a<script>1</script>b<style>2</style>c<!-- 3 -->d</p>", ["abcd"]),
        ("<nav>首页</nav><p>文</p><footer>脚</footer><div role='navigation'>导航</div>", ["文"]),
        ("<p hidden>甲</p><p style='color:red;DISPLAY : none'>乙</p><p>丙<span style='visibility:hidden'>丁</span>戊</p>", ["丙戊"]),
        ("<p>目标<del>90</del><s>91</s>95个</p>", ["目标95个"]),
        ("<p>10<sup>4</sup>立方米，面积5m<sup>2</sup></p>", ["10⁴立方米，面积5m²"]),
        ("<p>绩<ruby>效<rp>(</rp><rt>xiào</rt><rp>)</rp></ruby></p>", ["绩效"]),
        ("<ol start=3><li>甲</li><li><p>乙</p></li><li value=9>丙</li></ol><ol><li></li></ol>", ["3. 甲", "4. 乙", "9. 丙"]),
        ("<ul><li>甲</li></ul><ol style='list-style-type:none'><li>乙</li></ol>", ["甲", "乙"]),
        ("<pre>一  二\n三</pre>四", ["一  二", "三", "四"]),
        ("<span style='display:block'>甲</span>乙", ["甲", "乙"]),
        ("<p>未关<p>闭的<b>标签", ["未关", "闭的标签"]),
        ("<noscript>请打开脚本</noscript><p>文</p>", ["文"]),
        ("<iframe src='http://example.org/'>框</iframe><p>文</p>", ["文"]),
    ],
)
def test_lines(body: str, expected: list[str]) -> None:
    """Blocks end a line, inline elements do not; what is not shown is not there."""
    assert lines(body) == expected


def test_a_table_stands_on_its_grid() -> None:
    """Extents are kept, a merged cell is empty behind its first place, blocks in a cell are its lines."""
    document = page(
        "<table><caption>收支表<br>单位：万元</caption><thead><tr><th rowspan=2>项目<th colspan=2>金额</tr><tr><th>预算<th>决算</tr></thead>"
        "<tr><td><p>基本</p><p>支出</p><td>10<td>9.50</tr><tr style='display:none'><td>隐<td>1<td>2</tr></table>"
    )
    table = document.blocks[-1]
    assert isinstance(table, Table)
    assert document.text == "收支表\n单位：万元\n项目\t金额\t\n\t预算\t决算\n基本 支出\t10\t9.50\n"
    assert [(cell.row_span, cell.column_span) for cell in table.rows[0]] == [(2, 1), (1, 2), (1, 1)]
    assert (table.unit, table.caption and table.caption.text) == ("万元", "收支表")
    assert document.locators[-1][1] == Locator(table=1, row=3, column=3)


def test_tables_that_lay_out_a_page_are_lines() -> None:
    """A table around the page, with another around the text, and a table of values inside both."""
    values = "<table><tr><td>甲<td>1</tr><tr><td>乙<td>2</tr></table>"
    document = page(f"<table><tr><td>栏目<td><table><tr><td><p>第一段。</p><p>第二段。</p>{values}<p>第三段。</p></table></tr></table>")
    assert document.text == "栏目\n第一段。\n第二段。\n甲\t1\n乙\t2\n第三段。\n"


def test_a_table_in_a_cell_follows_the_table_around_it() -> None:
    """Its values belong to no row of the outer one."""
    inner = "<table><tr><td>子<td>5</tr><tr><td>丑<td>6</tr></table>"
    document = page(f"<table><tr><td>甲<td>1</tr><tr><td>乙{inner}<td>2</tr><tr><td>丙<td>3</tr></table>")
    assert document.text == "甲\t1\n乙\t2\n丙\t3\n子\t5\n丑\t6\n"


def test_what_stands_between_rows_goes_before_the_table() -> None:
    """As browsers show it, also a table without a cell around it."""
    document = page(
        "<table>单位：元<form><tr><td>甲<td>1</tr><tr><td>乙<td>2</tr></form><table><tr><td>丙<td>3</tr><tr><td>丁<td>4</tr></table></table>"
    )
    assert "甲\t1\n乙\t2\n" in document.text
    assert "丙\t3\n丁\t4\n" in document.text


@pytest.mark.parametrize(
    ("head", "encoding", "expected"),
    [
        ('<meta charset="gb2312">', "gb18030", "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gb18030", "gb18030"),
        ('<meta charset="gb2312">', "utf-8", "utf-8"),
        ('<meta charset="utf-8">', "gb18030", "gb18030"),
        ('<meta charset="big5">', "big5", "big5"),
        ("", "gb18030", "gb18030"),
        ('<meta charset="utf-8">', "utf-8-sig", "utf-8-sig"),
        ('<meta charset="utf-16">', "utf-16", "utf-16"),
        ('<meta charset="unicode_escape">', "utf-8", "utf-8"),
    ],
)
def test_the_real_encoding(head: str, encoding: str, expected: str) -> None:
    """What the bytes are beats what the page says they are."""
    data = f"<!DOCTYPE html><html><head>{head}</head><body><p>全年收入支出</p></body></html>".encode(encoding)
    document = read_bytes(data, "页.html", Settings())
    assert (document.text, document.encoding, document.media_type) == ("全年收入支出\n", expected, "text/html")


@pytest.mark.parametrize(
    ("text", "is_page"),
    [
        ("<!DOCTYPE html><p>文", True),
        ("\ufeff\r\n  <!-- 模板 -->\n<HTML xmlns='x'>文", True),
        ("<?xml version='1.0' encoding='UTF-8'?>\n<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'><html>", True),
        ("<table border=1><tr><td>甲</td></tr></table>\n", True),
        ("<html>", True),
        ("报告说明<table>表</table>", False),
        ("<一、总体情况>\n正文<p>", False),
        ("<p align=center>标题</p>\n\n# 一、概况\n\n正文", False),
        ("<heading>", False),
        ("支出 < 收入", False),
    ],
)
def test_pages_are_told_by_their_beginning(text: str, is_page: bool) -> None:
    """A text that merely contains a tag stays a text."""
    found = format_of(text.encode())
    assert (found is not None and found.title == "网页") == is_page


def test_entities_of_its_own_are_left_alone() -> None:
    """A page cannot grow in reading, nor read other files."""
    bomb = (
        '<!DOCTYPE html [<!ENTITY a "甲甲甲甲"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><html><p>乙&b;&c;</p></html>'
    )
    text = read_bytes(bomb.encode(), "页.html", Settings()).text
    assert ("甲甲甲甲甲" in text, "root" in text) == (False, False)


def test_what_is_nested_too_deep_is_said() -> None:
    """The parser gives up somewhere; the reader of the report must know."""
    deep = page("<p>正文</p>" + "<div>" * 5000 + "深处")
    assert (deep.text, [note[:10] for note in deep.notices]) == ("正文\n", ["网页的标签嵌套太深，"])
    with pytest.raises(AuditError, match="嵌套太深"):
        page("<div>" * 5000 + "深处")


def test_tables_in_tables_end_somewhere() -> None:
    """Forty of them are no forty walks over the whole."""
    assert page("<table><tr><td>甲" * 300 + "末").text.endswith("末\n")


@pytest.mark.parametrize(
    "body",
    ["<b>" * 400_001, "<table><tr>" + "<td colspan=1000>1" * 500 + "</table>", "<b a" + " a=1" * 500_001],
    ids=["tags", "cells", "attributes"],
)
def test_too_much_is_refused(body: str) -> None:
    """One line, no full memory."""
    with pytest.raises(AuditError, match="不像一份报告"):
        page(body)


def test_an_empty_page_is_refused() -> None:
    """Scripts alone are no report."""
    for data in (b"<html><script>1</script></html>", b"<html>"):
        with pytest.raises(AuditError, match="没有文字"):
            read_bytes(data, "页.html", Settings())


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("报告.docx", "报告.docx：文件名是 .docx，内容却是网页，可能没有下载到原来的文件；文件里没有文字；请换成有内容的报告"),
        ("报告.html", "报告.html：文件里没有文字；请换成有内容的报告"),
        ("-", "-：文件里没有文字；请换成有内容的报告"),
    ],
)
def test_a_page_under_another_name_is_told(name: str, complaint: str) -> None:
    """A server that sends a page instead of the document."""
    with pytest.raises(AuditError) as told:
        read_bytes(b"<html><body><script>x</script></body></html>", name, Settings())
    assert str(told.value) == complaint
