"""Two dates of one work that stand in the wrong order: 2022年5月开工，2022年3月竣工; 8月25日完工，8月20日通过验收.

Only neighbouring dates with the same subject are compared, and only as far as both are written out. A month without a year may be the
next year's, unless it is the same month or one shortly before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.extract.numbers.dates import is_possible
from auditor.model import Date, Statement
from auditor.patterns import compiled

_STAGES = ("begin", "finish", "accept")  # in the order in which they come
_BEHIND = compiled(
    "(?:前后|左右|上旬|中旬|下旬|[底初末])?[，,]?(?:正式|已|全部|全面|顺利|如期|通过|组织|完成|整体|主体|竣工|工程|项目|[省市县区](?:级|局|里)?|业主|监理|部门|专家组?|组织的){0,4}"
    "(开工|动工|破土|进场施工|开始施工|启动建设|竣工|完工|建成|验收)(?!前|后|时限|要求)"
)
_AHEAD = compiled("(开工|动工|竣工|完工|验收|建成)(?:时间|日期|日)?(?:为|是|于|：|:)?\\s?$")
_SAME_SUBJECT = compiled(
    "[，,；;、]?\\s?(?:(?:合同)?工期(?:为|是)?\\s?\\d{1,4}\\s?(?:个)?(?:日历天|天|日|个月|月)[，,；;])?(?:并|已|实际|该|此|项目|工程|全部|正式|当年|直至){0,4}(?:[于至在]|(?:竣工|完工|验收|建成)(?:时间|日期|日)?(?:为|是|于|：|:)?)?\\s?"
)
_PLANNED = compiled("计划|预计|拟|原定|合同|约定|应|要求|将")
_STARTS = ("开工", "动工", "破土", "进场施工", "开始施工", "启动建设")
_LATEST = 2  # months by which a date without a year may lie before the other and still be taken for the same year's
_REACH = 40  # characters between two dates


def date_order_statements(lines: Sequence[Line]) -> Iterator[Statement]:
    """Works that are said to be finished or accepted before they were begun; the beginning is the related place."""
    for line in lines:
        if len(line.dates) < 2 or "工" not in line.text:
            continue
        for first, second in zip(line.dates, line.dates[1:], strict=False):
            if second.start - first.end <= _REACH and _is_reversed(first, second):
                yield from _pair(line, first, second)


def _pair(line: Line, first: Date, second: Date) -> Iterator[Statement]:
    """The statement, if the second date, with the same subject, belongs to a later stage of the work."""
    earlier, behind = _event(line, first)
    later, end = _event(line, second)
    if not earlier or not later or _STAGES.index(earlier) >= _STAGES.index(later):
        return
    if _PLANNED.search(line.text, max(0, first.start - 12), second.start):
        return
    if _SAME_SUBJECT.fullmatch(line.text, behind, second.start):
        place = line.span(first.start, behind)
        text, span = line.text[second.start : end], line.span(second.start, end)
        yield Statement("date-order", text, span, line.section, first.text, (("date", place),), frozenset({earlier}))


def _event(line: Line, date: Date) -> tuple[str, int]:
    """The stage of a work on a date, and where the words that say so end; the label ahead of a date counts before words behind it."""
    ahead = _AHEAD.search(line.text, max(0, date.start - 8), date.start)
    found = ahead or _BEHIND.match(line.text, date.end)
    if found is None:
        return "", date.end
    stage = "begin" if found[1] in _STARTS else "accept" if found[1] == "验收" else "finish"
    return stage, max(found.end(), date.end)


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
