"""What kinds of document a file holds: by the words of its titles, and by what its tables are made of.

A word in running text makes no kind: every self-evaluation speaks of 自评表 and 绩效目标. Tables count only if their columns say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.extract.lines import Line
from auditor.patterns import compiled

Rows = Sequence[Sequence[Line]]

HEAD = 25  # paragraphs among which a title stands
TITLE_LENGTH = 60
# The kinds in the order in which they are reported, with the words of a title that tell them; $ stands for the end of the line.
TITLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "self-evaluation",
        (
            *(
                f"自评{what}"
                for what in (
                    "报告",
                    "的报告",
                    "工作报告",
                    "工作的报告",
                    "结果报告",
                    "结果的报告",
                    "总结",
                    "工作总结",
                    "说明",
                    "情况",
                    "工作情况",
                )
            ),
            "自我评价报告",
            "自我评价情况",
        ),
    ),
    ("evaluation-report", ("评价报告", "评价工作报告", "评价的报告", "评价结果报告", "评价结果的报告")),
    ("target-table", ("绩效目标表", "绩效目标申报表", "绩效目标批复表", "绩效目标公开表", "绩效目标$")),
    ("score-table", ()),
    ("project-list", ()),
    ("final-accounts", ("部门决算", "单位决算", "年度决算", "财政决算", "级决算")),
    ("budget", tuple(f"{whose}预算{what}" for whose in ("部门", "单位") for what in ("公开", "编制说明", "情况说明", "表", "$"))),
    ("budget-report", ("预算草案", "预算（草案", "预算执行情况的报告", "预算执行情况报告")),
    ("statistics", ("统计公报", "统计局$", "统计局 国家统计局", "统计局国家统计局")),
    ("work-report", ("政府工作报告",)),
)
# A budget report without a title: its heading for the year behind it and for the year before it, or its address to the congress.
BEHIND, AHEAD = "预算执行情况$", "预算草案$"
ADDRESSES = (
    ("budget-report", "预算执行情况", "预算（草案"),
    ("budget-report", "预算执行情况", "预算草案"),
    ("work-report", "大会报告", "政府工作"),
)
NUMBERED = compiled("[\\s#*]*(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十\\d]{1,3}[）)]|\\d{1,2}[、.．)）])")
SCORE = ("得分", "评分")
FULL_MARKS = ("分值", "权重", "满分", "评分标准", "评价标准", "标准分", "三级指标")
TARGET = ("指标值", "目标值", "绩效目标")
INDICATOR = ("三级指标", "绩效指标")
MONEY = ("预算", "执行", "金额", "资金", "投资")
HEADER_ROWS = 10  # rows among which the header of a form may stand


def document_kinds(lines: Sequence[Line], tables: Iterable[Rows]) -> tuple[str, ...]:
    """The kinds of a document; ("other",) if nothing says so. `tables` are rows of scanned cells."""
    head = [line.text.strip() for line in lines[:HEAD] if len(line.text) <= TITLE_LENGTH and not NUMBERED.match(line.text)]
    title = _marked(head) + "".join(head) + "$"  # a title may be broken over two lines
    headings = _marked([text.strip() for line in lines if len(text := line.text) <= 40 and text[-1:] not in "。；，"])
    found, own = _shapes(tables)
    for kind, words in TITLES:
        # a self-evaluation is often appended to something else: a heading anywhere tells it
        if any(word in (headings if kind == "self-evaluation" else title) for word in words):
            found.add(kind)
    opening = "".join(line.text for line in lines[:6])[:600]
    found.update(kind for kind, first, second in ADDRESSES if 0 <= opening.find(first) < opening.find(second))
    if BEHIND in headings and AHEAD in headings:
        found.add("budget-report")
    if "evaluation-report" in found and (own or "self-evaluation" in found):  # a unit that scores itself reports on itself
        found.discard("evaluation-report")
        found.add("self-evaluation")
    if found & {"budget-report", "statistics"}:
        found -= {"budget", "final-accounts", "self-evaluation"}
    return tuple(kind for kind, _ in TITLES if kind in found) or ("other",)


def _marked(texts: Iterable[str]) -> str:
    """The texts in one, each closed with $."""
    return "".join([f"{text}$" for text in texts])


def _shapes(tables: Iterable[Rows]) -> tuple[set[str], bool]:
    """The kinds that the tables' headers make, and whether the unit scores itself in one of them."""
    found: set[str] = set()
    own = False
    for rows in tables:
        cells = "".join("$".join([cell.text for row in rows[:HEADER_ROWS] for cell in row if len(cell.text) <= 40]).split())
        if _any(SCORE, cells) and _any(FULL_MARKS, cells):
            found.add("score-table")
            own = own or "自评" in cells
        elif _any(INDICATOR, cells) and _any(TARGET, cells):
            found.add("target-table")
        if len(rows) > 3:
            header = ["".join(cell.text.split()) for cell in rows[0] if 0 < len(cell.text) <= 20]
            if len(header) > 2 and "项目名称" in header and _any(MONEY, "$".join(header)):
                found.add("project-list")
    return found, own


def _any(words: Iterable[str], text: str) -> bool:
    return any(word in text for word in words)
