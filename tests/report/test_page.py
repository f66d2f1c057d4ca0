"""The page of a rule as a reader wants it."""

from __future__ import annotations

from auditor.audit.runner import catalogue
from auditor.audit.runner import page as written
from auditor.report.layout import Line, width
from auditor.report.page import page

PAGE = """# 总数不符

规则 `list-sum` · 类别 `sum-mismatch`

| 代码 | 什么情况 |
| --- | --- |
| `sum-differs` | 相加不等于总数 |
| `list-near` | 相差很小 |

各项相加，
应等于总数。

## 怎么查
两种：
- 合计；
- 其中，
  分别为。
"""


def text(lines: list[Line]) -> list[str]:
    """Lines without their styles."""
    return ["".join(piece.text for piece in line) for line in lines]


def test_marks_are_gone_and_paragraphs_whole() -> None:
    """The table is a list, items have bullets."""
    assert text(list(page(PAGE, 80))) == [
        "总数不符",
        "规则 list-sum · 类别 sum-mismatch",
        "",
        "  sum-differs  相加不等于总数",
        "  list-near    相差很小",
        "",
        "各项相加，应等于总数。",
        "",
        "怎么查",
        "两种：",
        "  • 合计；",
        "  • 其中，分别为。",
    ]


def test_every_page_fits() -> None:
    """On a narrow terminal, without a mark of Markdown."""
    for rule in catalogue():
        lines = text(list(page(written(rule.id), 60)))
        assert [line for line in lines if width(line) > 60 or line.startswith(("# ", "## ", "|", "- ")) or "`" in line] == []
