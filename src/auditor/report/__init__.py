"""Findings become what a reader sees: the discrepancy report on a terminal or as plain text, and JSON for programs."""

from __future__ import annotations

from auditor.model import Report


def report_json(report: Report, *, include_text: bool = False, explain: bool = False) -> str:
    """A report as one line of JSON, as `audit --format json` prints it.

    `include_text` adds the text to which all offsets refer, `explain` adds every claim with its verdict.
    """
    from auditor.report.json import render

    return render(report, include_text=include_text, explain=explain)
