"""Results of part of a year told as the whole year's: 截至10月底……完成率100%, 1-11月, 预计能够完成; and reports signed before their year is over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.model import Date, Span, Statement
from auditor.patterns import compiled

_AS_OF = "截[至止]到?(?:目前[（(])?(?:(20\\d\\d)\\s?年)?\\s?(\\d{1,2})\\s?月(?:底|末|份|\\s?\\d{1,2}\\s?日)?"
_MONTHS = "(?<![\\d年])(?:(20\\d\\d)\\s?年\\s?)?(?:0?1\\s?月?[-—–－~～至到]\\s?(?:0?([2-9])|(1[01]))\\s?月(?:份|底)?|前(?:3|三)个?季度|(?<!下)上半年|(?<![第前一二四\\d])[3三]个?季度(?=已))"
_JUDGED = (
    "指标完成率|完成率|达到?(?:指标|目标)要求|(?:完成|达成|达到)(?:了)?[^，。；]{0,6}?(?:指标|目标|任务)(?:要求)?"
    "|超额完成|执行率|得\\s?\\d+(?:\\.\\d+)?\\s?分|支出进度|完成(?:年度|全年)|未(?:发生|出现)"
)
_TOLD = "[，,]?[^，。；\\d]{0,16}?(?:累计|共|已|仅|实际)?(?:完成|开展|支付|支出|执行|收集|办理|发放|建成|新增|实现|治理|培训|拨付|到位|支付率|率仅?为)[^，。；\\d]{0,12}\\d[\\d,.]*[%％]?"
_FORECAST = "预计(?:能够?|可|将|年底|全年|到年底|至年底|年内|下半年|能按时|能如期)[^，。；]{0,20}?(?:完成|达到|实现|达成)[^，。；]{0,12}"
_INTERIM = ("监控", "中期", "半年", "季度", "1-", "上半年", "月度", "阶段性")
_FOLLOWED = "(?:全年|年底|12月|年末|下半年|四季度|第四季度|全部)"
_REACH = 90
_SURELY = 10  # the month up to which a report that tells the whole year cannot have been signed within it
_WHOLE = ("12月", "年末", "全年", "决算", "年底")
_FILLED_IN = compiled("(?:填报|填表|编报|编制|报告|上报)(?:日期|时间)\\s?[：:]?\\s?$")
_MOST = 12


def part_year_statements(
    corpus: Corpus, lines: Sequence[Line], year: int, title: str, signed: tuple[Line, Date] | None
) -> Iterator[Statement]:
    """Judgements of the whole `year` that rest on part of it. Reports on part of a year (by their `title`) are left alone."""
    if any(word in title for word in _INTERIM):
        return
    text = corpus.text
    if "月" in text or "季度" in text or "半年" in text:
        yield from _joined(_part_years(corpus, year), "part-year")
    if "预计" in text:
        yield from _joined(_forecasts(lines), "forecast")
    yield from _signed_early(text, lines, year, signed)


def _signed_early(text: str, lines: Sequence[Line], year: int, signed: tuple[Line, Date] | None) -> Iterator[Statement]:
    """The date under a report, or the day on which it was filled in, before the end of its year."""
    filled = [
        (line, date)
        for line in lines
        if line.dates and ("日期" in line.text or "时间" in line.text)
        for date in line.dates
        if date.month is not None and _FILLED_IN.search(line.text, max(0, date.start - 8), date.start)
    ]
    for line, date in ([signed] if signed is not None else []) + filled:
        if date.year != year or date.end_date is not None or date.month is None or (date.month, date.day or 31) >= (12, 31):
            continue
        sure = date.month <= _SURELY and any(word in text for word in _WHOLE)
        yield Statement(
            "part-year",
            date.text,
            line.span(date.start, date.end),
            line.section,
            str(year),
            traits=frozenset({"signed-early", "sure"} if sure else {"signed-early"}),
        )
        return


def _part_years(corpus: Corpus, year: int) -> Iterator[tuple[Line, int, int]]:
    as_of, months, judged, told = compiled(_AS_OF), compiled(_MONTHS), compiled(_JUDGED), compiled(_TOLD)
    for line in corpus.holding(("月", "季度", "半年")):
        if line.row >= 0:
            break
        text = line.text
        for pattern in (as_of, months) if "截" in text else (months,):
            for found in pattern.finditer(text):
                if found[1] and int(found[1]) != year:
                    continue
                if pattern is as_of and not 6 <= int(found[2]) <= 11:
                    continue
                end = min(line.sentence(found.start())[1], found.end() + _REACH)
                verdict = judged.search(text, found.end(), end) or told.match(text, found.end(), end)
                if (
                    verdict is not None
                    and not compiled(_FOLLOWED).search(text, found.end(), verdict.end())
                    and not _excused(text, found.start())
                ):
                    yield line, found.start(), min(verdict.end(), found.start() + 110)


def _excused(text: str, start: int) -> bool:
    """Whether the period belongs to a comparison, a plan or an inspection."""
    return compiled("上年|去年|同期|比|较|计划|要求|应|目标|每年|监控|审计|通报|虽").search(text, max(0, start - 14), start) is not None


def _forecasts(lines: Sequence[Line]) -> Iterator[tuple[Line, int, int]]:
    """What is expected, as the ground of a judgement on a target."""
    for line in lines:
        if "预计" not in line.text:
            continue
        for found in compiled(_FORECAST).finditer(line.text):
            start, end = line.sentence(found.start())
            verdict = compiled("(?:指标|目标|任务)(?:要求)?|得\\s?\\d|完成率").search(line.text, found.start(), min(end, found.end() + 30))
            if verdict is not None and not compiled("下一?年|明年|次年|若|如果|下一步").search(
                line.text, max(start, found.start() - 30), verdict.end()
            ):
                yield line, found.start(), verdict.end()


def _joined(places: Iterator[tuple[Line, int, int]], trait: str) -> Iterator[Statement]:
    """One statement with all its places: it is one habit, not many slips."""
    found = list(places)[:_MOST]
    if found:
        line, start, end = found[0]
        related: tuple[tuple[str, Span], ...] = tuple(("item", other.span(begin, stop)) for other, begin, stop in found[1:])
        yield Statement(
            "part-year", line.text[start:end], line.span(start, end), line.section, str(len(found)), related, frozenset({trait})
        )
