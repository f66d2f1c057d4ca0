"""Findings with one root are told together."""

from __future__ import annotations

from auditor.model import SEVERITY_OF, Certainty, Evidence, Finding, Report, Span
from auditor.report import plain
from auditor.report.discrepancies import View, compose
from auditor.report.stories import Story, stories


def finding(start: int, rule: str, root: str | None, certainty: Certainty = Certainty.LIKELY) -> Finding:
    """A finding at a place."""
    return Finding("differs", certainty, SEVERITY_OF[certainty], "", (Evidence("stated", Span(start, start + 1)),), rule, root=root)


def test_stories() -> None:
    """The first of the gravest leads; those of its rule are its like; the order is that of the leads."""
    row = finding(10, "target-unit", "target-unit-1")
    alone = finding(20, "list-sum", None)
    grave = finding(30, "target-unit", "target-unit-1", Certainty.CERTAIN)
    other = finding(40, "stated-rate", "target-unit-1")
    assert stories([row, alone, grave, other]) == [Story(alone), Story(grave, (row,), (other,))]


def test_the_report_tells_the_like_in_a_line_each_and_the_others_in_full(report: Report) -> None:
    """The places of those that are alike are shown when everything is to be explained."""
    lead, other = report.findings[1], report.findings[0]._replace(root="sum-mismatch-1")
    again = lead._replace(message="又一处。", evidence=lead.evidence[1:2], root="sum-mismatch-1")
    joined = report._replace(findings=(other, lead._replace(root="sum-mismatch-1"), again))
    lines = plain.text(compose(joined, View(100))).splitlines()
    assert "    同类还有 1 处：" in lines
    assert "    第 7 行  错误  又一处。" in lines
    assert "    缘由相同的还有：" in lines
    assert any(line.startswith("警告 score-grade") for line in lines[lines.index("    缘由相同的还有：") :])
    assert "    第 7 行  错误  又一处。" not in plain.text(compose(joined, View(100, explain=True))).splitlines()
