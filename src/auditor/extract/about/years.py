"""Sentences and headings that give the report's own object another year than its title.

Years have roles. Only words about the report's own object (the evaluation, its conclusion, the year's work and money, the date under it)
can carry a wrong year; document numbers, planning periods, comparisons, plans, carried-over money and names cannot.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from auditor.extract.about.stale_years import stale_statements
from auditor.extract.about.year_wordings import (
    BACKGROUND_BEHIND,
    BUILT_UPON,
    CARRIED_OVER,
    COMPARED,
    COMPARED_BEHIND,
    DETAIL,
    DONE_LATER,
    EVALUATION_PERIOD,
    EVALUATION_RUN,
    FINISHED_BY_THEN,
    HEADER_NOUN,
    HEADING_EXCUSED,
    HEADING_NOUN,
    HEADING_PAST,
    IN_ADVANCE,
    MONEY_ALLOTTED,
    MONEY_TOTALS,
    NOT_CARRIED,
    NOT_DONE,
    NOT_OWN,
    NOT_OWN_AFTER,
    NOT_OWN_WITHIN,
    OBJECT,
    OWN_PLAN,
    OWN_SPENDING,
    PLAN,
    PLAN_HEADING,
    UP_TO,
    WORK,
    says,
)
from auditor.extract.lines import Line
from auditor.extract.stops import Stops
from auditor.model import Date, Quantity, Section, Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

MAX_DISTANCE = 3  # years that a slip may be off
WINDOW = 60  # characters on each side of a year that are read
SHOWN = 30  # characters on each side of a year that are shown
STOPS = Stops("，。；,;、：:")
LONGEST_HEADING = 40
LAST_LINES = 12  # where a date under the report may stand

Rows = Sequence[Sequence[Line]]


class _Around(NamedTuple):
    """A date and the words of its sentence on both sides of it."""

    line: Line
    date: Date
    before: str
    after: str

    @property
    def sentence(self) -> str:
        return self.before + self.date.text + self.after

    @property
    def clause(self) -> str:
        """The words before the date back to a delimiter."""
        return STOPS.tail(self.before)

    def statement(self, trait: str, before: int, after: int, related: tuple[tuple[str, Span], ...]) -> Statement:
        """The words from `before` characters ahead of the date to `after` behind it, as a statement."""
        start = self.date.start - min(before, SHOWN)
        end = self.date.end + min(after, SHOWN)
        return Statement(
            "year",
            self.line.text[start:end],
            self.line.span(start, end),
            self.line.section,
            str(self.date.year),
            related,
            frozenset({trait}),
        )


class Report(NamedTuple):
    """What the year of a sentence is compared with: the report's year, and where its title says so."""

    year: int
    title: Line | None
    related: tuple[tuple[str, Span], ...]

    @classmethod
    def titled(cls, year: int, title: Line | None, span: tuple[int, int]) -> Report:
        """The year with its place in the title; `title` is None when the year was only named most often."""
        return cls(year, title, (("title", title.span(*span)),) if title is not None else ())


def year_statements(
    lines: Sequence[Line], dated: Sequence[Line], sections: Sequence[Section], tables: Mapping[int, Rows], report: Report, *, accounts: bool
) -> Iterator[Statement]:
    """Everything that carries another year than the report's; `dated` are the lines that have dates. Of final accounts (`accounts`) only the money's year is read."""
    seen: set[Span] = set()
    finders: tuple[Iterable[Statement], ...] = (_in_totals(dated, report),)
    if not accounts:
        headings = _headings(dated, sections)
        finders = (
            _in_headings(headings, report),
            _in_headers(tables, report),
            _in_sentences(dated, sections, headings, report),
            _around_the_signature(lines, dated, report),
            stale_statements(lines, sections, report.year, report.related, _year_signed(lines)),
        )
    for statement in (statement for found in finders for statement in found):
        if statement.span not in seen:
            seen.add(statement.span)
            yield statement


# --------------------------------------------------------------------------------------------------------------- sentences


def _in_sentences(
    lines: Sequence[Line], sections: Sequence[Section], headings: Sequence[tuple[Line, int, int]], report: Report
) -> Iterator[Statement]:
    titled = {id(line): end for line, _, end in headings}
    for line in lines:
        if line is report.title:
            continue
        for date in line.dates:
            if (
                date.year is None
                or date.role
                or not 0 < abs(date.year - report.year) <= MAX_DISTANCE
                or date.start < titled.get(id(line), 0)
            ):
                continue
            around = _around(line, date)
            if date.year > report.year and (says(sections[line.section].title, PLAN_HEADING) or says(around.sentence, PLAN)):
                continue
            if date.month is None and date.end_date is None:
                statement = (
                    _of_object(around, report) or _of_work(around, report) or _of_money(around, report) or _of_repeated(around, report)
                )
            else:
                statement = _of_period(around, report) or _of_evaluation(around, report) or _of_deadline(around, report)
            if statement is not None:
                yield statement


def _around(line: Line, date: Date) -> _Around:
    start, end = line.sentence(date.start)
    return _Around(line, date, line.text[max(start, date.start - WINDOW) : date.start], line.text[date.end : min(end, date.end + WINDOW)])


def _of_object(around: _Around, report: Report) -> Statement | None:
    """The evaluation, its object or its conclusion."""
    for before, after in OBJECT:
        reach = _fit(around, before, after)
        if reach is not None and not _excused(around, reach, report):
            return around.statement("object", *reach, report.related)
    return None


def _of_work(around: _Around, report: Report) -> Statement | None:
    """The year's finished work."""
    for before, after in WORK:
        reach = _fit(around, before, after)
        built_upon = reach is not None and str(report.year) in BUILT_UPON.findall(around.after, reach[1])
        if reach is not None and not built_upon and not _excused(around, reach, report) and not says(around.clause, PLAN):
            return around.statement("work", *reach, report.related)
    return None


def _fit(around: _Around, before: re.Pattern[str] | None, after: re.Pattern[str]) -> tuple[int, int] | None:
    """How many characters before and behind the year fit the patterns."""
    tail = after.match(around.after)
    head = before.search(around.before) if before is not None and tail is not None else None
    if tail is None or (before is not None and head is None):
        return None
    return (len(around.before) - head.start() if head is not None else 0), tail.end()


def _excused(around: _Around, reach: tuple[int, int], report: Report) -> bool:
    """Whether the words right around a year give it a role of its own."""
    matched = around.before[len(around.before) - reach[0] :] + around.after[: reach[1]]
    return (
        str(report.year) in around.clause  # 2022年完成2021年度自评: a year's work upon another year
        or _has_other_role(around.clause)
        or NOT_OWN_AFTER.match(around.after) is not None
        or says(matched, NOT_OWN_WITHIN)
        or BACKGROUND_BEHIND.match(around.after, reach[1]) is not None
        or (around.date.year == report.year - 1 and COMPARED_BEHIND.search(around.after) is not None)
    )


def _has_other_role(before: str) -> bool:
    """Whether the last words before a year make it one of comparison, of a document, of a beginning."""
    return before.endswith("较") or says(before[-8:], NOT_OWN)


def _of_money(around: _Around, report: Report) -> Statement | None:
    """Money allotted for one year whose spending in the report's own year is measured: 2020年度安排 … 2021年支出 …，执行率."""
    found = MONEY_ALLOTTED.match(around.after) if around.date.text.endswith("度") and not around.clause.strip() else None
    if found is None or says(NOT_CARRIED.sub("", around.after), CARRIED_OVER):
        return None
    end = around.line.sentence(around.date.start)[1]
    own = _own_dates(around.line, around.date.end, min(end, around.date.end + 2 * WINDOW), report)
    if any(OWN_SPENDING.match(around.line.text, date.end, end) for date in own):
        return around.statement("money", 0, found.end(), report.related)
    return None


def _of_repeated(around: _Around, report: Report) -> Statement | None:
    """One amount under one name told twice in a row, first for the report's year: 2022年项目支出540万元。2020年项目支出540万元主要用于…."""
    line, date = around.line, around.date
    here = next((quantity for quantity in line.between(date.end, date.end + 24)), None)
    if here is None or not DETAIL.match(line.text, here.end):
        return None
    name = line.text[date.end : here.start].strip()
    for other in reversed(line.between(max(0, date.start - 2 * WINDOW), date.start)):
        if (
            other.number == here.number
            and other.unit == here.unit
            and len(name) > 1
            and line.text.endswith(name, 0, other.start)
            and _year_before(line, other) == report.year
        ):
            return around.statement("money", 0, here.end - date.end, report.related)
    return None


def _year_before(line: Line, quantity: Quantity) -> int | None:
    behind = bisect_left(line.dates, quantity.start, key=lambda date: date.start)
    return next((date.year for date in reversed(line.dates[max(0, behind - 4) : behind]) if date.year is not None), None)


def _own_dates(line: Line, start: int, end: int, report: Report) -> list[Date]:
    """The dates of the report's year that begin in `start:end`."""
    low = bisect_left(line.dates, start, key=lambda date: date.start)
    high = bisect_left(line.dates, end, key=lambda date: date.start)
    return [date for date in line.dates[low:high] if date.year == report.year]


# -------------------------------------------------------------------------------------------------------- dates and periods


def _of_period(around: _Around, report: Report) -> Statement | None:
    """The period that the evaluation is said to cover."""
    last = around.date.end_date
    found = EVALUATION_PERIOD.search(around.before)
    if found is None or last is None or last[0] == report.year:
        return None
    return around.statement("object", len(around.before) - found.start(), 0, report.related)


def _of_evaluation(around: _Around, report: Report) -> Statement | None:
    """An evaluation of the report's year that is dated before that year."""
    date, line = around.date, around.line
    if date.year is None or date.year >= report.year or says(around.sentence, IN_ADVANCE):
        return None
    end = line.sentence(date.start)[1]
    own = _own_dates(line, date.end, min(end, date.end + SHOWN), report)
    if not own or not EVALUATION_RUN.match(line.text, own[0].end, end):
        return None
    return around.statement("too-early", 0, 0, report.related)


def _of_deadline(around: _Around, report: Report) -> Statement | None:
    """The plan of the report's year, finished by the end of a year before it."""
    date, line = around.date, around.line
    if date.year is None or date.year >= report.year or not UP_TO.search(around.before) or not FINISHED_BY_THEN.match(around.after):
        return None
    start = line.sentence(date.start)[0]
    own = _own_dates(line, max(start, date.start - 2 * WINDOW), date.start, report)
    if not any(other.month is None and OWN_PLAN.match(line.text, other.end, date.start) for other in own):
        return None
    return around.statement("too-early", 2, 0, report.related)


def _around_the_signature(lines: Sequence[Line], dated: Sequence[Line], report: Report) -> Iterator[Statement]:
    """The date under the report, when it lies before the report's year; and what is told as done although it lies behind that date."""
    signed_at = signature(lines)
    if signed_at is None:
        return
    line, date = signed_at
    if date.year is not None and date.year < report.year and report.year - date.year <= MAX_DISTANCE:
        yield Statement(
            "year", date.text, line.span(date.start, date.end), line.section, str(date.year), report.related, frozenset({"too-early"})
        )
        return
    signed = date.year or 0, date.month or 0
    place = ("date", line.span(date.start, date.end))
    for other in dated:
        for later in other.dates:
            if later.year is None or later.month is None or later.end_date or (later.year, later.month) <= signed or other is line:
                continue
            around = _around(other, later)
            found = DONE_LATER.match(around.after)
            if found is not None and not says(around.clause, NOT_DONE) and not says(found.group(), NOT_DONE):
                yield around.statement("not-yet", 0, found.end(), (place,))


def _year_signed(lines: Sequence[Line]) -> int | None:
    found = signature(lines)
    return found[1].year if found is not None else None


def signature(lines: Sequence[Line]) -> tuple[Line, Date] | None:
    """The last line that is nothing but a day, below a short line (the unit's name)."""
    for index in range(len(lines) - 1, max(0, len(lines) - LAST_LINES), -1):
        line, above = lines[index], lines[index - 1].text.strip()
        if len(line.dates) == 1 and line.dates[0].day is not None and line.text.strip() == line.dates[0].text.strip():
            return (line, line.dates[0]) if 2 < len(above) <= LONGEST_HEADING and above[-1] not in "。；，：" else None
    return None


# ---------------------------------------------------------------------------------------------------------------- headings


def _headings(lines: Sequence[Line], sections: Sequence[Section]) -> list[tuple[Line, int, int]]:
    """The headings with their place in a line: those of sections, and short lines without any full stop."""
    first = {section.first: section for section in sections if section.index}
    stops = compiled("[。；，;,]")
    headings = []
    for line in lines:
        section = first.get(line.block)
        start = line.text.find(section.title) if section is not None and section.title else -1
        if section is not None and start >= 0:
            headings.append((line, start, start + len(section.title)))
        elif len(line.text) <= LONGEST_HEADING and not stops.search(line.text):
            headings.append((line, 0, len(line.text)))
    return headings


def _in_headings(headings: Sequence[tuple[Line, int, int]], report: Report) -> Iterator[Statement]:
    """Headings and captions about the report's own matters; a heading that stands there for another year, too, compares years."""
    others: dict[str, set[int]] = {}
    dated = []
    for line, start, end in headings:
        dates = [date for date in line.dates if start <= date.start < end and date.year is not None]
        if len(dates) != 1:
            continue
        date = dates[0]
        rest = compiled("[\\s\\d]|[一二三四五六七八九十]、").sub("", line.text[start : date.start] + line.text[date.end : end])
        others.setdefault(rest, set()).add(date.year or 0)
        dated.append((line, end, date, rest))
    for line, end, date, rest in dated:
        if line is report.title or len(others[rest]) > 1 or not _may_be_wrong(date, report):
            continue
        after = line.text[date.end : end]
        found = HEADING_NOUN.match(after)
        late = date.year is not None and date.year > report.year and not says(after, HEADING_PAST)
        before = line.text[start : date.start]
        if found is None or late or says(line.text[:end], HEADING_EXCUSED) or _has_other_role(before):
            continue
        yield _Around(line, date, "", after).statement("heading", 0, len(after), report.related)


def _in_headers(tables: Mapping[int, Rows], report: Report) -> Iterator[Statement]:
    """Header cells of indicator tables whose only year is another one."""
    for rows in tables.values():
        dated = [
            (cell, date)
            for row in rows[:2]
            for cell in row
            for date in cell.dates
            if date.year is not None and says(cell.text, HEADER_NOUN)
        ]
        if len({date.year for _, date in dated}) == 1 and _may_be_wrong(dated[0][1], report) and (dated[0][1].year or 0) < report.year:
            cell, date = dated[0]
            yield _Around(cell, date, "", cell.text[date.end :]).statement("heading", 0, len(cell.text) - date.end, report.related)


def _may_be_wrong(date: Date, report: Report) -> bool:
    """A bare year near the report's own, in no special role."""
    bare = date.month is None and date.end_date is None and not date.role
    return bare and date.year is not None and 0 < abs(date.year - report.year) <= MAX_DISTANCE


def _in_totals(lines: Sequence[Line], report: Report) -> Iterator[Statement]:
    """The total of final accounts under another year, in a sentence that compares nothing."""
    for line in lines:
        for date in line.dates:
            if not _may_be_wrong(date, report):
                continue
            around = _around(line, date)
            found = MONEY_TOTALS.match(around.after) if not around.clause.strip() else None
            start, end = line.sentence(date.start)
            start, end = max(start, date.start - 2 * WINDOW), min(end, date.end + 2 * WINDOW)
            if found is not None and not says(line.text[start:end], COMPARED) and not _own_dates(line, start, end, report):
                yield around.statement("money", 0, found.end(), report.related)
