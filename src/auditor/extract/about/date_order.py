"""Two dates of one work that stand in the wrong order: 2022年5月开工，2022年3月竣工.

Only neighbouring dates with the same subject are compared, and only as far as both are written out: a month without a year may be the
next year's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.extract.numbers.dates import is_possible
from auditor.model import Date, Statement
from auditor.patterns import compiled

_BEGIN, _FINISH = "begin", "finish"
_BEHIND = compiled(
    "(?:前后|左右|上旬|中旬|下旬|[底初末])?[，,]?(?:正式|已|全部|全面|顺利|如期|通过|组织|完成|整体|主体|竣工|工程|项目){0,4}"
    "(开工|动工|破土|进场施工|开始施工|启动建设|竣工|完工|建成|验收)(?!前|后|时限|要求)"
)
_AHEAD = compiled("(开工|动工|竣工|完工|验收|建成)(?:时间|日期|日)?(?:为|是|于|：|:)?\\s?$")
_SAME_SUBJECT = compiled(
    "[，,；;、]?\\s?(?:并|已|实际|该|此|项目|工程|全部|正式|当年|直至){0,4}(?:[于至在]|(?:竣工|完工|验收|建成)(?:时间|日期|日)?(?:为|是|于|：|:)?)?\\s?"
)
_PLANNED = compiled("计划|预计|拟|原定|合同|约定|应|要求|将")
_STARTS = ("开工", "动工", "破土", "进场施工", "开始施工", "启动建设")
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
    """The statement, if the first date begins a work and the second one, with the same subject, finishes it."""
    begun, behind = _event(line, first)
    done, end = _event(line, second)
    if begun != _BEGIN or done != _FINISH or _PLANNED.search(line.text, max(0, first.start - 12), second.start):
        return
    if _SAME_SUBJECT.fullmatch(line.text, behind, second.start):
        place = line.span(first.start, behind)
        yield Statement(
            "date-order", line.text[second.start : end], line.span(second.start, end), line.section, first.text, (("date", place),)
        )


def _event(line: Line, date: Date) -> tuple[str, int]:
    """What happened on a date, and where the words that say so end; the label ahead of a date counts before words behind it."""
    ahead = _AHEAD.search(line.text, max(0, date.start - 8), date.start)
    found = ahead or _BEHIND.match(line.text, date.end)
    if found is None:
        return "", date.end
    return (_BEGIN if found[1] in _STARTS else _FINISH), max(found.end(), date.end)


def _is_reversed(first: Date, second: Date) -> bool:
    """Whether the second date lies before the first, as far as both are told to the same depth."""
    if first.year is None or second.year is None or first.end_date or second.end_date or first.role or second.role:
        return False
    if not (is_possible(first) and is_possible(second)):
        return False
    for one, other in ((first.year, second.year), (first.month, second.month), (first.day, second.day)):
        if one is None or other is None:
            return False
        if one != other:
            return other < one
    return False
