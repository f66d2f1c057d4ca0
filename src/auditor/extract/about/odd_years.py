"""A year that is odd among its neighbours: the caption of one table, one phase of many, one basis of comparison, the goal of one project.

What the neighbours say is what counts here, not the words around the year: the other captions, the dates before and behind, the year that
all other sentences compare with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from auditor.extract.about.years import MAX_DISTANCE, STOPS, Report
from auditor.extract.lines import Line
from auditor.extract.numbers.dates import is_possible
from auditor.model import Date, Span, Statement
from auditor.patterns import compiled

Rows = Sequence[Sequence[Line]]

_CAPTION = compiled("[（(]\\s?(20\\d\\d)\\s?年度?\\s?[）)]|(20\\d\\d)\\s?年度")
_TITLED = compiled("表\\s?[（(]\\s?(20\\d\\d)\\s?年度?\\s?[）)]")
_FORM = compiled("[表书]\\s{0,4}$")
_LONGEST_TITLE = 50
_LOOKING_AHEAD = compiled("申报|目标表|预算|计划|下一?年|批复")
_LOOKING_BACK = compiled("上一?年|去年|以前|历年|对比|比较|结转")
_NO_PHASE = compiled("[《〔]|印发|上年|去年|同期|较|比|修订|发布|公布|实施的|施行|第[一二三四五六七八九十\\d]+[届次]|出生|毕业|任职|制定")
_AROUND = 16  # characters around a date in which it is something else than a phase
_PHASE = compiled("[)）]?[，,：:]?[^，。；\\d]{0,14}?阶段")
_NAMED_PHASE = compiled("阶段[（(：:]?$")
_LEAST = 3
_WIDEST = 300  # characters over which three dates tell one course
_COMPARED = compiled(
    "(?:较|比|与|同)(?:(20\\d\\d)\\s?年(?!以来|至|[-—～~])|(上年|上一年|去年))[^，。；\\d]{0,24}?(?:增|减|升|降|提高|相比|持平|多|少|下滑|[，,])"
)
_LONG_RUN = compiled("年均|以来|累计|近[两二三四五\\d]|疫情|基[期数年]|规划|五年|翻|历史|期初")
_FEWEST = 2  # comparisons with the year before that make another one odd
_AIM = compiled("(?:保障|确保|保证|完成|做好|开展|实现|维持|维护|推进|落实|用于|满足|支持)了?[^，。；\\d《]{0,8}$")
_NO_AIM = compiled(
    "[^，。；]{0,14}?(?:[底末初前]|以来|结转|尾款|质保|欠|结算|清算|考核|验收|补发|跨年|决算|审计|自评|绩效评价|应付|遗留|未完|基础|水平|同期|续建|建设的|实施的|采购的|中标)"
)
_AIM_BEFORE = compiled("支付|结清|兑付|偿还|补[发拨]|较|比|上年|根据|按照|依据|巩固")


def odd_year_statements(
    lines: Sequence[Line], dated: Sequence[Line], tables: Mapping[int, Rows], report: Report, *, own: bool, aims: bool
) -> Iterator[Statement]:
    """All of this kind; `dated` are the paragraphs and cells that have dates, `own` tells that a unit reports on its year, `aims` that the document sets goals."""
    if own and report.title is not None:
        yield from _captions(lines, tables, report)
    if own:
        paragraphs = [line for line in dated if line.row < 0]
        yield from _phases(paragraphs, report)
        yield from _turned_phases(paragraphs)
    yield from _compared(lines, report)
    if aims or own:
        yield from _aims([line for line in dated if line.row >= 0 or not own], report)


def _captions(lines: Sequence[Line], tables: Mapping[int, Rows], report: Report) -> Iterator[Statement]:
    """（2021年度） under the title of one form of a report on 2022."""
    found = [
        *_captioned(lines, report),
        *(hit for rows in tables.values() for hit in _captioned([cell for row in rows[:2] for cell in row], report)),
    ]
    years = [year for _, _, _, year, _ in found]
    for line, start, end, year, title in found:
        if not 0 < abs(year - report.year) <= MAX_DISTANCE or years.count(year) * 2 > len(years) > 2:
            continue
        excused = _LOOKING_AHEAD if year > report.year else _LOOKING_BACK
        if not excused.search(title) and str(year) not in title.replace(line.text.strip(), ""):
            yield _statement(line, start, end, year, report, "heading")


def _captioned(lines: Sequence[Line], report: Report) -> Iterator[tuple[Line, int, int, int, str]]:
    """Captions that are a year: the line, its bounds in it, the year, and the title that it belongs to."""
    above: Line | None = None
    for line in lines:
        if line.dates and len(line.text) <= _LONGEST_TITLE and line is not report.title:
            words, before = line.text.strip(), above.text if above is not None else ""
            alone = _CAPTION.fullmatch(words)
            hit = alone or _TITLED.search(words)
            if hit is not None and (not alone or words[0] in "（(" or _FORM.search(before)):
                start = line.text.find(words) + hit.start()
                yield line, start, start + len(hit.group()), int(hit[1] or hit[2]), before if alone else words
        if line.text:
            above = line


def _phases(lines: Sequence[Line], report: Report) -> Iterator[Statement]:
    """2024年3月……；2023年4月……；2024年5月……: with the year of its neighbours the middle one would be in order."""
    for line in lines:
        if len(line.dates) < _LEAST:
            continue
        dates = [date for date in line.dates if date.year is not None and date.month is not None and not date.role]
        for first, date, last in zip(dates, dates[1:], dates[2:], strict=False):
            if first.year != last.year or date.year is None or first.year is None or abs(date.year - first.year) != 1:
                continue
            if last.start - first.start > _WIDEST or not all(is_possible(each) for each in (first, date, last)):
                continue
            if not _day(first) < _day(date) < _day(last) or _has_role(line.text, date):
                continue
            places = (("date", line.span(first.start, first.end)), ("date", line.span(last.start, last.end)))
            end = line.sentence(date.start)[1]
            stop = compiled("[，。；]").search(line.text, date.end, end)
            yield Statement(
                "year",
                line.text[date.start : min(stop.start() if stop else end, date.start + 60)],
                line.span(date.start, min(stop.start() if stop else end, date.start + 60)),
                line.section,
                str(date.year),
                (*places, *report.related),
                frozenset({"phase"}),
            )


def _turned_phases(lines: Sequence[Line]) -> Iterator[Statement]:
    """Three phases and more in one paragraph, one of which begins before the one told before it."""
    for line in lines:
        if len(line.dates) < _LEAST or line.text.count("阶段") < _LEAST:
            continue
        phases = [date for date in line.dates if date.year and date.month and not date.role and _of_phase(line, date)]
        wrong = [(first, second) for first, second in pairwise(phases) if (second.year, *_day(second)) < (first.year, *_day(first))]
        if len(phases) >= _LEAST and len(wrong) == 1 and wrong[0][0].year == wrong[0][1].year:
            first, date = wrong[0]
            places = (("date", line.span(first.start, first.end)),)
            text = line.text[date.start : date.end]
            yield Statement("year", text, line.span(date.start, date.end), line.section, str(date.year), places, frozenset({"order"}))


def _of_phase(line: Line, date: Date) -> bool:
    """Whether the clause of a date, on either side of it, names a phase."""
    return _PHASE.match(line.text, date.end) is not None or _NAMED_PHASE.search(line.text, max(0, date.start - 16), date.start) is not None


def _has_role(text: str, date: Date) -> bool:
    """Whether the words of the clause around a date make it something else than a phase of the course."""
    around = STOPS.tail(text[max(0, date.start - _AROUND) : date.start]) + text[date.end : date.end + _AROUND]
    return _NO_PHASE.search(around) is not None


def _day(date: Date) -> tuple[int, int]:
    return date.month or 0, date.day or 0


def _compared(lines: Sequence[Line], report: Report) -> Iterator[Statement]:
    """较2020年增加 in a report on 2022 that else compares with 2021; 2022年……较2022年增加."""
    earlier = [f"{report.year - back}" for back in range(2, MAX_DISTANCE + 1)]
    odd: list[tuple[Line, int, int, int]] = []
    usual = 0
    compared = [line for line in lines if "较" in line.text or "比" in line.text]
    if not any(word in line.text for line in compared for word in earlier):
        return
    for line in compared:
        for found in _COMPARED.finditer(line.text):
            year = int(found[1]) if found[1] else report.year - 1
            if year == report.year - 1:
                usual += 1
            elif report.year - MAX_DISTANCE <= year < report.year - 1:
                odd.append((line, found.start(), found.end(), year))
    if len(odd) != 1 or usual < _FEWEST:
        return
    line, start, end, year = odd[0]
    begin, stop = line.sentence(start)
    sentence = line.text[max(begin, start - 80) : min(stop, end + 80)]
    others = {date.year for date in line.dates if begin <= date.start < stop and date.year is not None} - {year, report.year}
    if not others and not _LONG_RUN.search(sentence) and not compiled("上年|去年").search(sentence):
        yield _statement(line, start, min(end, start + 60), year, report, "compared")


def _aims(dated: Sequence[Line], report: Report) -> Iterator[Statement]:
    """保障2023年……正常运行 among the goals for 2024."""
    wanted = f"{report.year - 1}"
    for line in dated:
        if wanted not in line.text:
            continue
        for date in line.dates:
            if date.year != report.year - 1 or date.month is not None or date.end_date or date.role:
                continue
            start, end = line.sentence(date.start)
            before = line.text[max(start, date.start - 40) : date.start]
            if (
                _AIM.search(before)
                and not _AIM_BEFORE.search(before)
                and not _NO_AIM.match(line.text, date.end - 1, end)
                and f"{report.year}" not in line.text[start:end]
            ):
                head = compiled("(?:保|确|完|做|开|实|维|推|落|用|满|支)[^，。；]{0,10}$").search(before)
                begin = date.start - (len(before) - head.start() if head else 0)
                stop = compiled("[，。；]").search(line.text, date.end, end)
                yield _statement(line, begin, min(stop.start() if stop else end, begin + 60), date.year, report, "aim")


def _statement(line: Line, start: int, end: int, year: int, report: Report, trait: str) -> Statement:
    place: Span = line.span(start, end)
    return Statement("year", line.text[start:end], place, line.section, str(year), report.related, frozenset({trait}))
