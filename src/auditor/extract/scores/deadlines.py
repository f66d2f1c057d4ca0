"""Targets that are dates: 2023年6月30日前 beside 2023年9月12日, as days that can be compared as text."""

from __future__ import annotations

from auditor.extract.lines import Line
from auditor.extract.numbers.dates import is_possible
from auditor.model import Date, Span
from auditor.patterns import compiled

MOST_WORDS = 8  # characters beside the date in a cell that says nothing else
_LAST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_THIRDS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}
_NOT_DUE = compiled("起|后|开始|开工|启动|至今")


def deadline(cell: Line) -> tuple[str, Span] | None:
    """The last day that a target cell allows; a month or a year lasts to its end."""
    date = _only(cell)
    if date is None or _NOT_DUE.search(cell.text):
        return None
    year, month, day = date.end_date or (date.year, date.month, date.day)
    return None if year is None else (_day(year, month or 12, day or _tail(cell, date, 1) or _LAST[(month or 12) - 1]), _place(cell, date))


def finish(cell: Line) -> tuple[str, Span] | None:
    """The first day on which a result may have been reached; a month begins on its first."""
    date = _only(cell)
    if date is None:
        return None
    year, month, day = date.end_date or (date.year, date.month, date.day)
    return None if year is None or month is None else (_day(year, month, day or _tail(cell, date, 0) or 1), _place(cell, date))


def _only(cell: Line) -> Date | None:
    """The one date of a cell that says little else."""
    if len(cell.dates) != 1 or cell.dates[0].role or not is_possible(cell.dates[0]):
        return None
    date = cell.dates[0]
    return date if len(cell.text.strip()) - (date.end - date.start) <= MOST_WORDS else None


def _tail(cell: Line, date: Date, end: int) -> int | None:
    """The first or last day of 上旬, 中旬, 下旬 behind a month."""
    words = cell.text[max(date.start, date.end - 2) : date.end + 2]
    return next((days[end] for third, days in _THIRDS.items() if third in words), None)


def _day(year: int, month: int, day: int) -> str:
    return f"{year:04}-{month:02}-{day:02}"


def _place(cell: Line, date: Date) -> Span:
    return cell.span(date.start, date.end)
