"""Years before the report's own where something is still to come: what is done for the sake of 2021年, a goal of 2021年, a result before it was due.

Each wording by itself looks ahead, so its year cannot lie behind the year that the document is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.model import Indicator, Section, Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

_MOST_YEARS = 3  # years that it may be off
_PURPOSE = compiled(
    "为\\s?(20\\d\\d)\\s?年度?(?![^，。；]{0,4}(?:以来|以后))[^，。；]{1,24}?(?:提供|奠定|打下|夯实|筑牢|创造)(?:了)?[^，。；]{0,8}?(?:基础|保障|支撑|条件|环境)"
)
_OBJECT = (
    "(?!其|该|我|本|原|此|各|[^，。；]{0,14}?(?:列入|纳入|列为|确定|定为|评为|作为|命名|调整|变更|移交|划|拨|报))"  # 将其列为: no future
)
_AHEAD = compiled(f"(20\\d\\d)\\s?年度?(?!以来|以前|前|末|底)[^，。；《》\\d]{{0,16}}?(?:力争|争取|确保(?!了)|拟|将{_OBJECT})")
_PLAN_TITLE = compiled("下一步|下一年|下年|今后|打算|目标|保障措施|思路")
_EXCUSED = compiled("上年|去年|以前|往年|历年|结转|同期|已|原|较|比|当时|规划")
_DATED = compiled("(20\\d\\d)\\s?年\\s?(?:\\d{1,2}\\s?月|底|末|年底)")
_TIMED = ("时间", "时限", "期限", "日期", "完成", "完工", "竣工", "时效", "及时", "按期")


class _Own(NamedTuple):
    """The document's year, and where its title tells it."""

    year: int
    related: tuple[tuple[str, Span], ...]

    def is_past(self, year: str) -> bool:
        """Whether a year lies a little before the own one."""
        return 0 < self.year - int(year) <= _MOST_YEARS

    def statement(self, line: Line, start: int, end: int, year: str, trait: str) -> Statement:
        """The words as a statement on a wrong year."""
        return Statement("year", line.text[start:end], line.span(start, end), line.section, year, self.related, frozenset({trait}))


def forward_years(
    dated: Sequence[Line],
    sections: Sequence[Section],
    rows: Sequence[Indicator],
    year: int,
    related: tuple[tuple[str, Span], ...],
    *,
    aims: bool,
) -> Iterator[Statement]:
    """All of them in a document about `year`; `dated` are its paragraphs with dates, `rows` are the indicators of its tables, `aims` tells that it is one of goals."""
    own = _Own(year, related)
    last, before, first = [f"{year - back}" for back in range(1, _MOST_YEARS + 1)]
    for line in dated:
        if last in line.text or before in line.text or first in line.text:
            yield from _in_text(own, line, sections, aims=aims)
    for row in rows:
        yield from _in_row(own, row)


def _in_text(own: _Own, line: Line, sections: Sequence[Section], *, aims: bool) -> Iterator[Statement]:
    patterns = [(_PURPOSE, "clause")] if "为" in line.text else []
    if aims or _PLAN_TITLE.search(sections[line.section].title if line.section < len(sections) else ""):
        patterns.append((_AHEAD, "ahead"))
    for pattern, trait in patterns:
        for found in pattern.finditer(line.text):
            start, end = line.sentence(found.start())
            if not own.is_past(found[1]) or f"{own.year}" in line.text[start:end]:
                continue
            if _EXCUSED.search(line.text, max(start, found.start() - 16), found.end()) is None:
                yield own.statement(line, found.start(), found.end(), found[1], trait)
                return


def _in_row(own: _Own, row: Indicator) -> Iterator[Statement]:
    """A target date before the document's year, or a result dated before the year in which it was due."""
    if row.due is not None and row.done is not None:
        due, done = row.due[0][:4], row.done[0][:4]
        if due == f"{own.year}" and own.is_past(done):
            places = (("target", row.due[1]), *own.related)
            yield Statement("year", row.done[0], row.done[1], row.section, done, places, frozenset({"done-early"}))
    elif row.value is not None and row.result is None and row.actual is None and (row.kind == "time" or row.name.endswith(_TIMED)):
        found = _DATED.search(row.value[0])
        if found is not None and own.is_past(found[1]):
            yield Statement("year", row.value[0], row.value[1], row.section, found[1], own.related, frozenset({"deadline"}))
