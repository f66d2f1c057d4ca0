"""Dates that do not fit what they are told of: documents and doings later than the signature, a survey, a term or a key date before the year.

The report's year and the date under it are all that is compared with; what lies outside of them cannot be what the words say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from auditor.extract.about.years import MAX_DISTANCE, Report, signature
from auditor.extract.lines import Line
from auditor.extract.numbers.dates import DOCUMENT_NUMBER
from auditor.model import Date, Section, Statement
from auditor.patterns import compiled

Rows = Sequence[Sequence[Line]]

_NOTICE = compiled("(20\\d\\d)\\s?年度?[^《》]{0,30}?(?:自评|绩效评价)[^《》]{0,12}通知》\\s?[（(][^（()）]{0,12}$")
_DONE = compiled(
    "(?:\\d{1,2}日|[底末初份]|[上中下]旬)?[，,]?(?:[^\\W\\d]{0,12}?(?:召开|组织|开展|印发|下达|签订|举办|举行|进行|收回|发放|拨付|支付|评审|审议|通过|完成)了?(?!时间|日期|期限)[^\\W\\d]{0,12})"
)
_NOT_DONE = compiled(
    "预计|计划|拟|将|力争|确保|争取|目标|要求|[应须](?!急)|期限|工期|合同|有效|[至到]|截止|前|后续|下一步|打算|方可|届时|年底|提供|安排在|每年"
)
_LATER_TITLE = compiled("下一步|打算|计划|建议|措施|改进|安排|展望|应用")
_SURVEYED = compiled(
    "(?:\\d{1,2}日|[底末初份]|[上中下]旬)?[，,]?[^，。；\\d]{0,14}?(?:问卷|满意度调查|测评|随机访谈|电话回访|现场(?:核查|评价|踏勘|核实))"
)
_TERM = compiled("(?:实施|项目|起止|执行|服务|建设)(?:期限|时间|期间|周期|年限|日期|期)(?:为|是|：|:)?\\s?$")
_TERM_LABEL = compiled("(?:项目)?(?:实施|起止|执行|项目)(?:期限|时间|期间|周期|期)")
_KEY_DATE = compiled("(?:评价|自评)?(?:基准日|时点|截止日期?|截止时间)(?:期)?(?:为|是|：|:)?\\s?$")
_EARLIER = compiled("上年|去年|上一年|以前|前期|基线|对比|比较|同期|历年|申报|设计|可研|立项|事前|中期|监控")
_REACH = 24


def misfit_dates(
    lines: Sequence[Line], dated: Sequence[Line], sections: Sequence[Section], tables: Mapping[int, Rows], report: Report
) -> Iterator[Statement]:
    """All of this kind in a report on its own year; `dated` are the paragraphs and cells that have dates."""
    signed = signature(lines)
    for line in dated:
        if line.row >= 0:
            break
        for date in line.dates:
            if date.role == DOCUMENT_NUMBER:
                yield from _documents(line, date, report, signed)
            elif not date.role and date.year is not None and date.month is not None:
                if signed is not None and line is not signed[0]:
                    yield from _after_signature(line, date, sections, signed)
                if 0 < report.year - date.year <= MAX_DISTANCE:
                    yield from _before_year(line, date, report)
    with_dates = {cell.block for cell in dated if cell.row >= 0}
    for rows in [rows for block, rows in tables.items() if block in with_dates]:
        for row in rows:
            for label, cell in pairwise(row):
                if cell.dates and _TERM_LABEL.fullmatch(label.text.strip()) and (found := _term(cell, cell.dates, report)) is not None:
                    yield _statement(cell, found[0], found[1], report, "term")


def _documents(line: Line, date: Date, report: Report, signed: tuple[Line, Date] | None) -> Iterator[Statement]:
    """A document of a year after the signature; the notice to evaluate a year, issued before that year."""
    year = date.year or 0
    if signed is not None and signed[1].year is not None and report.year < signed[1].year < year <= signed[1].year + MAX_DISTANCE:
        place = ("date", signed[0].span(signed[1].start, signed[1].end))
        text = line.text[date.start : date.end]
        yield Statement("year", text, line.span(date.start, date.end), line.section, str(year), (place,), frozenset({"issued-later"}))
        return
    found = _NOTICE.search(line.text, max(0, date.start - 70), date.start)
    if found is not None and int(found[1]) == report.year and 0 < report.year - year <= MAX_DISTANCE:
        yield _statement(line, max(found.start(), date.end - 110), date.end, report, "issued-early", year)


def _after_signature(line: Line, date: Date, sections: Sequence[Section], signed: tuple[Line, Date]) -> Iterator[Statement]:
    """What is told as done, in a month after the one in which the report was signed."""
    other = signed[1]
    if other.year is None or other.month is None or date.end_date or not (other.year, other.month) < (date.year or 0, date.month or 0):
        return
    start, end = line.sentence(date.start)
    found = _DONE.match(line.text, date.end, end)
    if found is None or _NOT_DONE.search(line.text, max(start, date.start - _REACH), min(end, found.end() + 12)):
        return
    if _LATER_TITLE.search(sections[line.section].title if line.section < len(sections) else ""):
        return
    place = ("date", signed[0].span(other.start, other.end))
    text = line.text[date.start : found.end()]
    yield Statement("year", text, line.span(date.start, found.end()), line.section, str(date.year), (place,), frozenset({"not-yet"}))


def _before_year(line: Line, date: Date, report: Report) -> Iterator[Statement]:
    """A survey, the day as of which is evaluated, or the whole term of the project, before the report's year."""
    start, end = line.sentence(date.start)
    if _EARLIER.search(line.text, max(start, date.start - _REACH), min(end, date.end + _REACH)):
        return
    if date.end_date is None:
        surveyed = _SURVEYED.match(line.text, date.end, end)
        if surveyed is not None and f"{report.year}" not in line.text[start:end]:
            yield _statement(line, date.start, surveyed.end(), report, "survey")
        elif _KEY_DATE.search(line.text, max(start, date.start - 12), date.start):
            yield _statement(line, date.start, date.end, report, "survey")
    elif _TERM.search(line.text, max(start, date.start - 8), date.start) and (found := _term(line, (date,), report)):
        yield _statement(line, found[0], found[1], report, "term")


def _term(line: Line, dates: Sequence[Date], report: Report) -> tuple[int, int] | None:
    """Where a term of months is told, all of which lies before the report's year."""
    first, last = dates[0], dates[-1]
    ends = last.end_date[0] if last.end_date else last.year
    begins_by_month = first.month is not None and (last.end_date is not None or len(dates) > 1)
    if not begins_by_month or first.role or ends is None or not 0 < report.year - ends <= MAX_DISTANCE:
        return None
    return (first.start, last.end) if f"{report.year}" not in line.text else None


def _statement(line: Line, start: int, end: int, report: Report, trait: str, year: int | None = None) -> Statement:
    told = year or next(date.year for date in line.dates if date.start >= start and date.year is not None)
    return Statement("year", line.text[start:end], line.span(start, end), line.section, str(told), report.related, frozenset({trait}))
