"""Sentences that seem to be taken over from another year's report: its plan period, its results, its plans.

None of them names the report's object with a wrong year; each says something that the report's own year cannot be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.about.year_wordings import SPENT_BY_THEN
from auditor.extract.lines import Line
from auditor.model import Section, Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

# 2021年是“十四五”规划的开局之年: subject, number of the plan, what the year is in it.
_PLAN_YEAR = compiled(
    "(今年|本年度?|(?:20\\d\\d)\\s?年度?)[是系为][^，。；“谋衔迈]{0,6}“?十([一二三四五六])五”?[一-龥]{0,6}?的?(收官|最后一年|决胜|开局|开篇|起步|第[一二三四五]年)"
)
# 为实现“十三五”规划目标打下基础: a plan that is still to be carried out.
_PLAN_AHEAD = compiled(
    "(?:为|助力|推动|推进|确保|保障|促进|加快)(?:顺利|全面|圆满|如期|高质量)*(?:实现|完成|落实|实施)[^，。；\\d“]{0,6}“?十([一二三四五六])五”?[^，。；]{0,10}?(?:目标|任务|蓝图|规划)[^，。；]{0,8}?(?:打下|奠定|夯实|提供|创造|贡献)"
)
_PERIOD = compiled("十[一二三四五六]五")  # stands in both
_FIRST, _LAST = ("开局", "开篇", "起步"), ("收官", "最后一年", "决胜")
_DIGITS = "一二三四五六"
_BY_YEAR_END = compiled("截[至止]到?(20\\d\\d)\\s?年(?:12\\s?月(?:底|末|份|31日)?|年?[底末])")
_ALL_DONE = compiled(
    "[，,]?[^，。；\\d]{0,20}?(?:全部|均已|已全|已足额)[^，。；\\d]{0,16}?(?:完成|竣工|完工|验收|建成|支出|支付|发放|拨付|到位|兑付|兑现|投入使用)"
)
_FORMER = compiled("上年|上一年|去年|结转|前期|续建|跨年|一期|首期|累计|历年|以来|自20\\d\\d|启动|基数|开工")
_RESULTS = compiled("(20\\d\\d)\\s?年度?[，,](?:在[^，。；]{2,40}下|[我本全][^，。；\\d]{1,12})[，,]")
_PLAN = compiled("(20\\d\\d)\\s?年度?[，,]?(?:我|本|全)?[^，。；\\d]{0,12}?(?:将|拟|计划|力争|要)")
_PAST_TITLE = compiled("背景|概况|基本情况|历史|沿革|立项|前期|以前年度|上年|概述|简介|依据")
_RESULT_TITLE = compiled("结果|结论|完成情况|实现情况|汇总|成效|绩效分析|总体情况")
_PLAN_TITLE = compiled("下一步|下一年|下年|今后|打算|改进")
_NEAR = 40  # paragraphs on each side in which the report's own year would make it a comparison
_NUMERALS = frozenset("一二三四五六七八九十")
_OPENING = compiled("\\s*(?:[（(]?[一二三四五六七八九十\\d]{1,3}[）)、.．]\\s*)?")


class _Title(NamedTuple):
    """The report's year with its place."""

    year: int
    related: tuple[tuple[str, Span], ...]


def stale_statements(
    lines: Sequence[Line], sections: Sequence[Section], year: int, related: tuple[tuple[str, Span], ...], signed: int | None
) -> Iterator[Statement]:
    """Sentences that do not fit the report's `year`; `related` shows where its title says so, `signed` is the year of the date under it."""
    report = _Title(year, related)
    for index, line in enumerate(lines):
        planned = "五" in line.text and _PERIOD.search(line.text) is not None
        if planned:
            yield from _plan_ahead(line, report)
        if "年" not in line.text:
            continue
        if planned:
            yield from _plan_periods(line, report)
        if "截" in line.text and _PAST_TITLE.search(_titles(sections, line)) is None:
            yield from _done_before(line, report)
        if not line.text[0].isalpha() or line.text[0] in _NUMERALS:  # it may open with a year, or its number
            yield from _openings(lines, index, sections, report, signed)


def _plan_periods(line: Line, report: _Title) -> Iterator[Statement]:
    """今年是“十三五”收官之年 in a report on 2022. 今年 may be the year the report is about or the one it is written in."""
    for found in _PLAN_YEAR.finditer(line.text):
        first = 2001 + 5 * (_DIGITS.index(found[2]) + 1)
        told = found[3]
        meant = first if told in _FIRST else first + 4 if told in _LAST else first + _DIGITS.index(told[1])
        named = compiled("20\\d\\d").match(found[1])
        fits = (int(named.group()),) if named else (report.year, report.year + 1)
        if meant not in fits:
            yield _statement(line, found.start(), found.end(), str(meant), report, "plan-period")


def _plan_ahead(line: Line, report: _Title) -> Iterator[Statement]:
    """A plan period that was over before the report's year, told as one to come."""
    for found in _PLAN_AHEAD.finditer(line.text):
        last = 2005 + 5 * (_DIGITS.index(found[1]) + 1)
        if last < report.year and not compiled("20\\d\\d").search(line.text, line.sentence(found.start())[0], found.end()):
            yield _statement(line, found.start(), found.end(), f"{last - 4}—{last}", report, "plan-period")


def _done_before(line: Line, report: _Title) -> Iterator[Statement]:
    """Everything paid or finished by the end of the year before: as told in that year's report."""
    for found in _BY_YEAR_END.finditer(line.text):
        start, end = line.sentence(found.start())
        done = _ALL_DONE.match(line.text, found.end(), end) or SPENT_BY_THEN.match(line.text, found.end(), end)
        if (
            int(found[1]) == report.year - 1
            and done is not None
            and str(report.year) not in line.text[found.end() : end]  # else the two years are compared
            and not _FORMER.search(line.text, max(start, found.start() - 60), done.end())
        ):
            yield _statement(line, found.start(), done.end(), found[1], report, "too-early")


def _openings(lines: Sequence[Line], index: int, sections: Sequence[Section], report: _Title, signed: int | None) -> Iterator[Statement]:
    """Paragraphs that open with a year: last year's under the results, the report's own under what is planned next."""
    line = lines[index]
    opening = _OPENING.match(line.text)
    start = opening.end() if opening else 0
    if not line.text.startswith("20", start):
        return
    found = _RESULTS.match(line.text, start)
    if (
        found is not None
        and int(found[1]) == report.year - 1
        and _RESULT_TITLE.search(_titles(sections, line))
        and found[1] not in "/".join(_above(sections, line))  # 一、2022年完成情况
        and not _FORMER.search(line.text, 0, found.end() + 30)
    ):
        near = (other for other in lines[max(0, index - _NEAR) : index + _NEAR] if other.section == line.section)
        later = any(f"{report.year}年" in other.text.replace(" ", "") for other in near)
        if not later:
            yield _statement(line, start, found.end() - 1, found[1], report, "results")
    found = _PLAN.match(line.text, start)
    if (
        found is not None
        and int(found[1]) == report.year
        and signed is not None
        and signed > report.year
        and _PLAN_TITLE.search(_titles(sections, line))
    ):
        yield _statement(line, start, found.end(), found[1], report, "plan-of-own-year")


def _above(sections: Sequence[Section], line: Line) -> Iterator[str]:
    """The titles above a paragraph, but for the one that it holds itself."""
    section: Section | None = sections[line.section] if line.section < len(sections) else None
    while section is not None and section.index:
        if section.first != line.block:
            yield section.title[:30]
        section = sections[section.parent] if section.parent is not None else None


def _titles(sections: Sequence[Section], line: Line) -> str:
    """The titles above a paragraph, the nearest first."""
    titles = []
    section: Section | None = sections[line.section] if line.section < len(sections) else None
    while section is not None and section.index:
        titles.append(section.title[:30])
        section = sections[section.parent] if section.parent is not None else None
    return "/".join(titles)


def _statement(line: Line, start: int, end: int, detail: str, report: _Title, trait: str) -> Statement:
    return Statement("year", line.text[start:end], line.span(start, end), line.section, detail, report.related, frozenset({trait}))
