"""Numbers of problems or proposals against the chapter that lists them: 存在……等 5 个方面的问题 before a chapter 存在的问题 of four.

And lists that begin a sentence of their own: 主要从五个方面推进。一是……；二是……
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.extract.relations.enumerations import numbered, ordinal
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Section, Span
from auditor.patterns import compiled

# What the report itself finds: behind a number, and before it.
_PROBLEMS = compiled("(?:大?方面|大类|类|条)?的?(?:主要|突出|具体|共性)?问题(?![^，。；]{0,6}(?:整改|已|台账|线索))")
_PROPOSALS = compiled("(?:大?方面|条|点)?的?(?:具体|针对性|改进|工作|相关|对策)?(?:建议|意见建议)")
_FINDS = compiled("(?:存在|发现|梳理|归纳|反映|暴露|提出|还有|仍有|不足|问题)[^。；]{0,60}$")
_OF_OTHERS = compiled("整改|移交(?:问题|线索)|审计|巡[视察]|督[查察]|检查(?:中|发现|出)|抽查|监控|排查|上年|去年|信访|反馈|办结|销号|交办")
_UNITS = ("个", "方面", "条", "类", "点", "项")
_CHAPTERS = (
    (_PROBLEMS, compiled("问题|不足"), "问题", compiled("建议$|整改|应用|措施$|其[他它]|说明的|需要|上[一年]|解决")),
    (_PROPOSALS, compiled("建议"), "建议", compiled("问题|其[他它]|采纳|落实")),
)
_WORDS = "一二三四五六七八九十"
_SAYING = compiled("(?:(?<=[。；：;:])|^)\\s*([一二三四五六七八九十])是")
_HEAD_AGAIN = compiled(
    "^(?:存在|主要|有关|下一?步|相关|改进|评价|绩效|工作|突出|具体|意见|的|及|和|与|、)*(?:问题|不足|建议|原因|措施|打算)+(?:分析)?(?:[。：:]|$)"
)  # a chapter of two
# 从五个方面推进。一是
_LEADS = compiled(
    "(?:大?方面|大?举措|大?抓手)?(?:的?(?:主要|重点|具体|相关)?(?:问题|工作|措施|举措|做法|任务|不足|建议|原因|内容|着手|入手|推进|发力|抓起|开展|落实|实施|加强|持续|用力|下功夫|展开|抓好|作为|突破))*"
    "[^\\W\\d]{0,6}。\\s*(?=一是)"
)
_FEWEST, _MOST, _FAR = 2, 12, 2
_LEAD = 30  # characters between a number and its list


def problem_counts(lines: Sequence[Line], paragraphs: Sequence[Line], sections: Sequence[Section]) -> Iterator[Claim]:
    """Numbers of problems and proposals, each against its only chapter, and of what 一是 follows; `lines` are the `paragraphs` with numbers."""
    yield from _said_counts(lines)
    for told, titled, cue, other in _CHAPTERS:
        found = [
            (line, quantity)
            for line in lines
            if cue in line.text
            for quantity in line.quantities
            if quantity.unit in _UNITS and told.match(line.text, quantity.end) and _is_told(quantity) and _is_own(line, quantity)
        ]
        chapter = _chapter(sections, titled, other) if found else None
        items = _items(chapter, sections, paragraphs) if chapter is not None else []
        if chapter is not None and len(items) >= _FEWEST:
            for line, quantity in found:
                yield from _claim(line, quantity, items, cue, chapter)


def _chapter(sections: Sequence[Section], titled: re.Pattern[str], other: re.Pattern[str]) -> Section | None:
    """The only chapter of the highest level that has such a title."""
    found = [
        section for section in sections if section.index and titled.search(section.title[:24]) and not other.search(section.title[:24])
    ]
    top = min((section.level for section in found), default=0)
    tops = [section for section in found if section.level == top]
    return tops[0] if len(tops) == 1 else None


def _is_told(quantity: Quantity) -> bool:
    return quantity.kind is Kind.COUNT and quantity.is_exact and quantity.factor == 1 and _FEWEST <= quantity.number <= _MOST


def _is_own(line: Line, quantity: Quantity) -> bool:
    """Whether the report counts what it finds itself."""
    start, end = line.sentence(quantity.start)
    return _FINDS.search(line.text, start, quantity.start) is not None and not _OF_OTHERS.search(line.text, start, end)


def _claim(line: Line, quantity: Quantity, items: list[Span], cue: str, chapter: Section) -> Iterator[Claim]:
    if (chapter.first <= line.block < chapter.last and line.section != chapter.index) or abs(int(quantity.number) - len(items)) > _FAR:
        return
    reading = Reading(Operation.COUNT, items=tuple(items))
    yield Claim(
        ClaimKind.COUNT,
        line.fact(quantity, cue),
        (reading,),
        (chapter.title[:12],),
        frozenset({"announced", "chapter"}),
        source=line.source,
    )


def _items(chapter: Section, sections: Sequence[Section], lines: Sequence[Line]) -> list[Span]:
    """The numbered items right under a chapter, be they headings or 一是; empty where their numbers do not run from 1 on."""
    below = [section for section in sections if section.parent == chapter.index and section.marker]
    if any(_HEAD_AGAIN.search(section.title[:16]) for section in below):
        return []
    if below:
        runs = [ordinal(section.marker) for section in below] == list(range(1, len(below) + 1))
        return [Span(section.span.start, min(section.span.end, section.span.start + 24)) for section in below] if runs else []
    said = [(line, hit) for line in lines if line.section == chapter.index for hit in _SAYING.finditer(line.text)]
    runs = [_WORDS.index(hit[1]) for _, hit in said] == list(range(len(said)))
    return [line.span(hit.start(), min(len(line.text), hit.start() + 16)) for line, hit in said] if runs else []


def _said_counts(lines: Sequence[Line]) -> Iterator[Claim]:
    """Numbers with which a sentence ends, against 一是……；二是…… in the sentences right behind it."""
    for line in lines:
        at = line.text.find("。一是")
        for quantity in line.between(max(0, at - _LEAD), at) if at >= 0 else ():
            lead = _LEADS.match(line.text, quantity.end) if quantity.unit in _UNITS and _is_told(quantity) else None
            run = numbered(line.text, lead.end(), len(line.text)) if lead is not None else None
            if run is not None and len(run.items) >= _FEWEST and abs(len(run.items) - int(quantity.number)) <= _FAR:
                reading = Reading(Operation.COUNT, items=tuple(line.span(a, b) for a, b in run.items))
                traits = frozenset({"announced", "plain"})
                yield Claim(ClaimKind.COUNT, line.fact(quantity, ""), (reading,), ("一是",), traits, source=line.source)
