"""Conclusions that the report's own text denies: 全部完成, 没有偏差 beside what it admits elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.model import Section, Span, Statement
from auditor.patterns import compiled

ALL_DONE = compiled(
    "(?:各项|全部|所有|年初设定的?|年度)(?:[^，。；\\d]{0,14}?)(?:目标|指标|任务)(?:[^，。；\\d]{0,6}?)(?:均|都|全部|全面|已全部|100[%％])(?:[^，。；\\d]{0,6}?)(?:完成|实现|达成|达标|达到预期)"
    "|(?:全部|全面|100[%％])(?:完成|实现|达成)了?(?:[^，。；\\d]{0,10}?)(?:目标|指标|任务)"
    "|(?:无|没有|不存在)(?:任何)?未(?:能)?(?:按期|按时|如期)?(?:完成|达到|达标|实现)[^，。；]{0,8}?(?:指标|目标|任务|情况|项目)"
    "|(?:绩效)?(?:目标|指标)(?:[^，。；]{0,6}?)(?:不存在|没有|无|未出现|未发生)(?:任何|明显)?(?:偏差|偏离)"
)
DENIED = compiled("(?:未|没有|没能|尚未|并未|不能|难以)(?:能)?(?:按期|按时)?(?:全部|全面|都|均)")
MARKS = ("均", "都", "全部", "全面", "100", "未", "偏")  # one of them is in each of these
EVERY = compiled("均|都|全部|全面(?:完成|实现)|100%|无[未偏]|没有|不存在|未(?:出现|发生)")
OF_GOALS = compiled("目标|指标|任务|未(?:完成|能)")
RESTRICTED = compiled(
    "除|之外|以外|基本|个别|部分|主要|力争|确保|如果|若|为了|预计|上年|去年|只有|将|应|要求|争取|保障|保证|推动|促进|努力|是否|标准|得满?分|扣"
)
REACH = 40
MOST = 2


def conclusion_statements(corpus: Corpus, sections: Sequence[Section], shortfalls: Sequence[Statement]) -> Iterator[Statement]:
    """Where the report says that everything was done, and elsewhere that something was not; `shortfalls` are what it admits."""
    admitted = [item for item in shortfalls if item.kind == "shortfall"]
    if not admitted:
        return
    for line in corpus.holding(MARKS):
        if line.row >= 0 or not OF_GOALS.search(line.text) or not EVERY.search(line.text):
            continue
        found = ALL_DONE.search(line.text)
        if found is None or RESTRICTED.search(line.text, max(line.sentence(found.start())[0], found.start() - REACH), found.end()):
            continue
        if DENIED.search(found.group()):  # 年度任务未全面完成
            continue
        if _speaks_of_goals(sections, line):
            continue
        place = line.passage.span
        others = [item for item in admitted if not place.start <= item.span.start < place.end and item.section != line.section]
        if others:
            span = line.span(found.start(), found.end())
            related: tuple[tuple[str, Span], ...] = tuple(("shortfall", item.span) for item in others[:MOST])
            yield Statement("conclusion", found.group(), span, line.section, others[0].text, related)
            return


def _speaks_of_goals(sections: Sequence[Section], line: Line) -> bool:
    """Whether a line stands under a heading of goals, not of results."""
    title = sections[line.section].title
    return "目标" in title and not any(word in title for word in ("完成", "实现", "情况", "分析", "结论", "达成", "偏", "原因", "问题"))
