"""A page header that repeats the report's title with another year: the header of last year's file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.extract.about.years import Report
from auditor.extract.lines import Line
from auditor.model import Document, Locator, Span, Statement
from auditor.patterns import compiled

_HEADER = "页眉"
_YEAR = r"(\d{4})\s*年度?|\s"


def header_statements(document: Document, lines: Sequence[Line], report: Report) -> Iterator[Statement]:
    """Headers that are the title but for the year. (In the text itself two such lines may be two reports; a header belongs to this one.)"""
    spans = _header_spans(document)
    if not spans or report.title is None:
        return
    wanted = compiled(_YEAR).sub("", report.title.text)
    for line in lines:
        start = line.passage.span.start
        if not any(span.start <= start < span.end for span in spans):
            continue
        dates = [date for date in line.dates if date.year is not None]
        if len(dates) == 1 and dates[0].year != report.year and compiled(_YEAR).sub("", line.text) == wanted:
            yield Statement(
                "year", line.text, line.span(0, len(line.text)), line.section, str(dates[0].year), report.related, frozenset({"heading"})
            )


def _header_spans(document: Document) -> list[Span]:
    """Where page headers stand in the text; none in formats that have none."""
    ends: list[tuple[int, Locator]] = [*document.locators, (len(document.text), Locator())]
    return [Span(start, end) for (start, locator), (end, _) in pairwise(ends) if locator.part == _HEADER]
