"""The reports of a run, one after the other, as text: in full with a table at the end, or one line for each finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from auditor.model import Report
from auditor.report import console
from auditor.report.adequacy import cautions
from auditor.report.discrepancies import View, compose, quiet
from auditor.report.layout import Line
from auditor.report.summary import Row, row, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO


class Discrepancies:
    """The discrepancy report, and a table at the end of several."""

    def __init__(self, stream: TextIO, view: View, *, coloured: bool, several: bool) -> None:
        self._stream, self._view, self._coloured, self._several = stream, view, coloured, several
        self._rows: list[Row] = []

    def show(self, name: str, report: Report) -> None:
        """Show a report in full."""
        self._separate()
        self._lines(compose(report, self._view))
        self._rows.append(row(name, report))

    def skip(self, name: str) -> None:
        """Keep a row for what could not be read."""
        self._rows.append(Row(name))

    def end(self) -> None:
        """Show the table, if there were several inputs."""
        if self._several:
            self._separate()
            self._lines(table(self._rows, self._view.line))

    def _separate(self) -> None:
        if self._rows:
            self._stream.write("\n")

    def _lines(self, lines: Iterable[Line]) -> None:
        console.show(lines, self._stream, coloured=self._coloured)
        self._stream.flush()


class OneLiners:
    """One line for each finding; that little could be checked goes to `complain`."""

    def __init__(self, stream: TextIO, view: View, complain: Callable[[str], None], *, coloured: bool) -> None:
        self._stream, self._view, self._complain, self._coloured = stream, view, complain, coloured

    def show(self, name: str, report: Report) -> None:
        """Show the findings of a report."""
        console.show(quiet(report, self._view), self._stream, coloured=self._coloured)
        self._stream.flush()
        for caution in cautions(report):
            self._complain(f"{name}：{caution}")

    def skip(self, name: str) -> None:
        """Nothing."""

    def end(self) -> None:
        """Nothing."""
