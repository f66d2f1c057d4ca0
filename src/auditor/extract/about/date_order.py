"""Two dates of one work that stand in the wrong order: 2022年5月开工，2022年3月竣工; 8月25日完工，8月20日通过验收.

Only neighbouring dates with the same subject are compared, and only as far as both are written out. A month without a year may be the
next year's, unless it is the same month or one shortly before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.extract.about.work_stages import stage_statements
from auditor.extract.lines import Line
from auditor.extract.numbers.dates import is_possible
from auditor.model import Date, Statement
from auditor.patterns import compiled

_STAGES = ("tender", "award", "contract", "begin", "finish", "accept")  # in the order in which they come
_WORDS = {
    "tender": "发布招标公告|发布采购公告|发布公告|公告发布|发布招标|挂网招标",
    "award": "开标|中标|定标|成交",
    "contract": "签订合同|签订施工合同|签订采购合同|签订服务合同|签约|签订协议",
    "begin": "开工|动工|破土|进场施工|开始施工|启动建设",
    "finish": "竣工|完工|建成",
    "accept": "验收",
}
_STAGE_OF = {word: stage for stage, words in _WORDS.items() for word in words.split("|")}
_EVENT = "|".join(sorted(_STAGE_OF, key=len, reverse=True))
_BEHIND = compiled(
    "(?:前后|左右|上旬|中旬|下旬|[底初末])?[，,]?(?:正式|已|全部|全面|顺利|如期|通过|组织|完成|整体|主体|竣工|工程|项目|[省市县区](?:级|局|里)?|业主|监理|部门|专家组?|组织的){0,4}"
    f"({_EVENT})(?:建设)?(?!前|后|时限|要求)"
)
_AHEAD = compiled("(开工|动工|竣工|完工|验收|建成|公告发布|开标|中标|签订合同)(?:时间|日期|日)?(?:为|是|于|：|:)?\\s?$")
_SAME_SUBJECT = compiled(
    "[，,；;、]?\\s?(?:(?:合同)?工期(?:为|是)?\\s?\\d{1,4}\\s?(?:个)?(?:日历天|天|日|个月|月)[，,；;])?(?:并|已|实际|该|此|项目|工程|全部|正式|当年|直至){0,4}(?:[于至在]|(?:竣工|完工|验收|建成)(?:时间|日期|日)?(?:为|是|于|：|:)?)?\\s?"
)
# 拟, 应, 将 as verbs, not as parts of names (应城大桥, 将军路).
_PLANNED = compiled("计划|预计|原定|合同(?=工期|约定)|约定|要求|应当|[拟应将](?=[于在]?\\s?\\d|开工|竣工|完工)")
_RANGE_END = compiled("(?:开始|启动|起)?[，,]?\\s?(?:至|到)\\s?")
_ENDED = compiled("(?:底|末)?\\s?(?:结束|完成|止|截止)")
_PERIOD = compiled("(?:自|从|期限|工期|实施期|周期|期间|时间|服务期)(?:为|是|：|:)?\\s?$")
_LATEST = 2  # months by which a date without a year may lie before the other and still be taken for the same year's
_GATE = compiled("工|验收|标|签")
_YEAR = compiled("20\\d\\d")
_REACH = 40  # characters between two dates


def date_order_statements(lines: Sequence[Line]) -> Iterator[Statement]:
    """In `lines` that have dates: Works whose stages are told in an order that cannot be, and periods that end before they begin; the earlier stage is the related place."""
    for line in lines:
        dates = line.dates
        if [date for date in dates if date.end_date]:
            yield from _turned_periods(line)
        if len(dates) < 2:
            continue
        beside = [pair for pair in pairwise(dates) if pair[1].start - pair[0].end <= _REACH]
        works = _GATE.search(line.text) is not None
        told = [statement for first, second in beside for statement in _pair(line, first, second)] if works else []
        yield from told or (stage_statements(line) if works else ())
        for first, second in beside:
            if _is_reversed(first, second) and _is_turned(line, first, second):
                yield _of_period(line, first.start, second.end, first.text)


def _turned_periods(line: Line) -> Iterator[Statement]:
    """2023年6月1日至2023年1月31日, both years written out."""
    for date in line.dates:
        if date.end_date is None or date.role or len(_YEAR.findall(date.text)) < 2 or not is_possible(date):
            continue
        first, last = (date.year, date.month, date.day), date.end_date
        if None not in first[:2] and None not in last[:2] and (None in first) is (None in last) and _is_before(last, first):
            yield _of_period(line, date.start, date.end, date.text)


def _is_turned(line: Line, first: Date, second: Date) -> bool:
    """自4月15日开始，至4月10日结束."""
    return (
        first.year is not None
        and second.year is not None
        and _RANGE_END.fullmatch(line.text, first.end, second.start) is not None
        and (_ENDED.match(line.text, second.end) or _PERIOD.search(line.text, max(0, first.start - 8), first.start)) is not None
    )


def _of_period(line: Line, start: int, end: int, detail: str) -> Statement:
    return Statement("date-order", line.text[start:end], line.span(start, end), line.section, detail, (), frozenset({"period"}))


def _pair(line: Line, first: Date, second: Date) -> Iterator[Statement]:
    """The statement, if two dates of one subject give a later stage of the work the earlier date."""
    stage, behind = _event(line, first)
    other, end = _event(line, second)
    if not stage or not other or stage == other or _PLANNED.search(line.text, max(0, first.start - 12), second.start):
        return
    in_order = _STAGES.index(stage) < _STAGES.index(other)
    wrong = _is_reversed(first, second) if in_order else _is_reversed(second, first) and first.year is not None and second.year is not None
    if not wrong or not _SAME_SUBJECT.fullmatch(line.text, behind, second.start):
        return
    here, there = (line.span(second.start, end), line.span(first.start, behind))
    earlier, later, detail, text = stage, other, first.text, line.text[second.start : end]
    if not in_order:
        here, there, earlier, later, detail, text = there, here, other, stage, second.text, line.text[first.start : behind]
    yield Statement("date-order", text, here, line.section, detail, (("date", there),), frozenset({f"early-{earlier}", f"late-{later}"}))


def _event(line: Line, date: Date) -> tuple[str, int]:
    """The stage of a work on a date, and where the words that say so end; the label ahead of a date counts before words behind it."""
    ahead = _AHEAD.search(line.text, max(0, date.start - 8), date.start)
    found = ahead or _BEHIND.match(line.text, date.end)
    if found is None:
        return "", date.end
    return _STAGE_OF[found[1]], max(found.end(), date.end)


def _is_before(one: tuple[int | None, ...], other: tuple[int | None, ...]) -> bool:
    """Whether a day or month lies before another that is told to the same depth."""
    return [part for part in one if part is not None] < [part for part in other if part is not None]


def _is_reversed(first: Date, second: Date) -> bool:
    """Whether the second date lies before the first, as far as both are told to the same depth."""
    if first.end_date or second.end_date or first.role or second.role or not (is_possible(first) and is_possible(second)):
        return False
    if second.year is None:
        return _is_shortly_before(first, second)
    if first.year is None:
        return False
    for one, other in ((first.year, second.year), (first.month, second.month), (first.day, second.day)):
        if one is None or other is None:
            return False
        if one != other:
            return other < one
    return False


def _is_shortly_before(first: Date, second: Date) -> bool:
    """Whether a date without a year lies some days or few months before another: 8月25日, 8月20日."""
    if first.month is None or second.month is None:
        return False
    if first.month == second.month:
        return first.day is not None and second.day is not None and second.day < first.day
    return 0 < first.month - second.month <= _LATEST
