"""A document as a web page with what pages of governments have around and inside their text: for tests and benchmarks.

python scripts/web_pages.py report.txt page.html
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from auditor.model import Document, Settings, Table
from auditor.read import read_file

_HEAD = """\ufeff<!DOCTYPE html>
<!-- 页面模板 --><html lang="zh-CN"><head><meta charset="{charset}"><title>政府信息公开</title>
<style>p{{text-indent:2em}} .a{{content:"支出9万元"}}</style><script>var total="合计1200万元";if(1<2){{document.write("<p>支出8万元</p>")}}</script></head>
<body><nav><ul><li>首页</li><li>预算公开 2021年</li></ul></nav>
<table width="100%"><tr><td>
<div style="color:red; display: none">完成率50%</div><div hidden>共3项：一项</div>
"""
_FOOT = """
</td></tr></table><footer><p>备案号12345号 版权所有 2020年</p></footer><noscript>请打开脚本</noscript></body></html>
"""


def page_of(document: Document, charset: str = "utf-8") -> bytes:
    """The document as a page: a paragraph with inline elements, a table with merged cells inside a table that lays out the page."""
    body = "".join(_table(block) if isinstance(block, Table) else _paragraph(block.text) for block in document.blocks)
    text = _HEAD.format(charset=charset) + body + _FOOT
    return (text if charset == "utf-8" else text.removeprefix("\ufeff")).encode(charset, "xmlcharrefreplace")


def _paragraph(text: str) -> str:
    """A paragraph whose middle is a piece of its own, with the source broken between two Chinese characters."""
    middle = len(text) // 2
    broken = (
        "\n    " if text[middle - 1 : middle + 1].isalpha() and not text.isascii() and min(text[middle - 1 : middle + 1]) > "\u4e00" else ""
    )
    return f"<p>&nbsp;&emsp;<span><b>{escape(text[:middle])}</b>{broken}{escape(text[middle:])}<!-- 注 --></span></p>"


def _table(table: Table) -> str:
    return "<table><tbody>" + "".join(f"<tr>{''.join(_cells(row))}</tr>" for row in table.rows) + "</tbody></table>"


def _cells(row: tuple) -> Iterator[str]:  # type: ignore[type-arg]
    for cell in row:
        extent = f' colspan="{cell.column_span}" rowspan="{cell.row_span}"'
        yield f"<td{extent}><p><font>{'<br/>'.join(map(escape, cell.text.split(chr(10))))}</font></p></td>"


if __name__ == "__main__":
    source, target = sys.argv[1:]
    Path(target).write_bytes(page_of(read_file(source, Settings())))
