"""One event dated twice: 东干渠改造工程于 3 月 15 日开工 here, on another day there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.model import Date, Statement
from auditor.patterns import compiled

EVENT = compiled("(?:正式|顺利|全面|如期)?(?P<event>开工|动工|竣工|完工|验收|通车|投入使用|挂牌|揭牌|投产|签订)")
SAME_EVENT = {"动工": "开工", "完工": "竣工", "揭牌": "挂牌"}
NAME = compiled("[^\\W\\d]{4,20}$")
LEAD = compiled("^(?:其中|截至|我[镇县市区局院校]|项目部|已)+")
TAIL = compiled("(?:已|均|也|正式|计划|拟|预计|于|在|自|从)+$")
PLANNED = compiled("计划|拟|预计|力争|确保|目标|要求|原定")
COMMON = compiled("^(?:该|本|此|上述|项目|工程|全部|各|重点|部分|一期|二期|三期)|^.{0,2}(?:工程|项目)$")
MOST = 400


def date_statements(lines: Sequence[Line]) -> Iterator[Statement]:
    """Events of one name that two places date differently."""
    told: dict[tuple[str, str], tuple[Line, Date, int]] = {}
    for line in lines:
        for date in line.dates:
            event = EVENT.match(line.text, date.end) if date.month is not None and date.end_date is None else None
            if event is None or date.role or len(told) > MOST:
                continue
            begin, name = _name(line.text, date.start)
            if not name:
                continue
            kind = event.group("event")
            key = name, SAME_EVENT.get(kind, kind)
            known = told.setdefault(key, (line, date, begin))
            if known[0] is not line and _differ(known[1], date):
                other, earlier, start = known
                yield Statement(
                    "event-date",
                    date.text,
                    line.span(begin, event.end()),
                    line.section,
                    f"{name}{kind}",
                    (("other", other.span(start, earlier.end)),),
                )


def _name(text: str, position: int) -> tuple[int, str]:
    """The thing that the words before a date name, with its place; empty if they plan, or name nothing."""
    low = max(0, position - 26)
    low = max(low, *(text.rfind(stop, low, position) + 1 for stop in "，。；：、（）\n"))
    if PLANNED.search(text, low, position):
        return low, ""
    name = LEAD.sub("", TAIL.sub("", text[low:position].strip()))
    return low, name if NAME.fullmatch(name) and not COMMON.match(name) else ""


def _differ(one: Date, other: Date) -> bool:
    """Whether two dates cannot be one day: what both tell differs."""
    parts = zip((one.year, one.month, one.day), (other.year, other.month, other.day), strict=True)
    return any(a is not None and b is not None and a != b for a, b in parts)
