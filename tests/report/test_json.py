"""The JSON contract."""

from __future__ import annotations

import json

import pytest

import auditor
from auditor.model import Evidence, Report, Severity, Span
from auditor.report import report_json
from auditor.report.fingerprint import fingerprint
from auditor.report.json import render, to_object
from auditor.report.places import LONGEST_QUOTE


def test_keys_are_those_of_the_contract(report: Report) -> None:
    """Version 1 has these keys; fields may be added, never renamed or removed."""
    told = to_object(report)
    finding = told["findings"][0]
    assert {
        "": ["schema_version", "tool", "document", "findings", "ledger", "llm"],
        "document": [
            *("name", "path", "sha256", "media_type", "encoding", "undecodable", "title", "unit", "fiscal_year", "kinds"),
            *("total_score", "grade", "characters", "pages", "notices"),
        ],
        "finding": [
            *("rule", "category", "code", "severity", "certainty", "message", "stated", "computed", "difference", "arithmetic", "root"),
            *("source", "fingerprint", "evidence"),
        ],
        "evidence": [*("role", "quote", "start", "end", "line", "column", "section", "page", "paragraph", "table", "cell", "part", "box")],
        "ledger": ["numbers", "numbers_in_claims", "claims", "not_assessable", "skipped", "rules"],
    } == {
        "": list(told),
        "document": list(told["document"]),
        "finding": list(finding),
        "evidence": list(finding["evidence"][0]),
        "ledger": list(told["ledger"]),
    }


def test_document_is_described(report: Report) -> None:
    """Title, unit, year, score and grade come from the fields; what the report does not say is null."""
    document = to_object(report)["document"]
    assert ("柳溪镇人民政府", 2023, ["self-evaluation", "final-accounts"], "92.5", "良", None) == (
        *(document[key] for key in ("unit", "fiscal_year", "kinds", "total_score", "grade", "pages")),
    )


def test_version_is_that_of_the_package(report: Report) -> None:
    """The tool names itself with its version."""
    assert {"name": "auditor", "version": auditor.__version__} == to_object(report)["tool"]


def test_every_quote_is_the_text_at_its_offsets(report: Report) -> None:
    """text[start:end] == quote, and line and column lead to the same place."""
    text = report.document.text
    evidence = [item for finding in to_object(report)["findings"] for item in finding["evidence"]]
    lines = text.split("\n")
    assert [(item["quote"], item["quote"][:1]) for item in evidence] == [
        (text[item["start"] : item["end"]], lines[item["line"] - 1][item["column"] - 1]) for item in evidence
    ]


def test_long_evidence_is_cut_around_its_number(report: Report) -> None:
    """A rule that points at the whole document yields a quote of at most 120 characters with the number in it."""
    finding = report.findings[1]._replace(evidence=(Evidence("stated", Span(0, len(report.document.text))),), stated="1260.50")
    (item,) = to_object(report._replace(findings=(finding,)))["findings"][0]["evidence"]
    assert (True, True) == (len(item["quote"]) <= LONGEST_QUOTE, "1,260.50" in item["quote"])


def test_text_is_included_on_request_only(report: Report) -> None:
    """The text travels only with include_text."""
    assert (None, report.document.text) == (
        json.loads(report_json(report))["document"].get("text"),
        json.loads(report_json(report, include_text=True))["document"]["text"],
    )


def test_ledger_counts_every_outcome(report: Report) -> None:
    """All four outcomes are there, zero or not, and reasons are counted."""
    ledger = to_object(report)["ledger"]
    assert (
        {"holds": 0, "holds_by_rounding": 1, "broken": 1, "not_assessable": 1},
        {"找不到作分母的数": 1},
        {"“其中”后面没有数": 1},
        {"rule": "weight-sum", "status": "not-applicable", "reason": "本文没有这类陈述"},
    ) == (ledger["claims"], ledger["not_assessable"], ledger["skipped"], ledger["rules"][-1])


def test_explain_adds_every_claim(report: Report) -> None:
    """Numbers of a claim are strings with their zeros, and null where there is none."""
    checked = to_object(report, explain=True)["ledger"]["checked"]
    assert [
        ("sum", "broken", "1260.50", "20.00", None, None),
        ("sum", "holds_by_rounding", "480.30", "0.00", "按分项目相加", None),
        ("ratio", "not_assessable", None, None, None, "找不到作分母的数"),
    ] == [tuple(item[key] for key in ("kind", "outcome", "stated", "difference", "reading", "reason")) for item in checked]


@pytest.mark.parametrize(("minimum", "count"), [(Severity.NOTE, 4), (Severity.WARNING, 3), (Severity.ERROR, 2)])
def test_less_severe_findings_are_left_out(report: Report, minimum: Severity, count: int) -> None:
    """Only findings of the minimum and above are listed."""
    assert count == len(to_object(report, minimum=minimum)["findings"])


def test_a_report_is_one_line(report: Report) -> None:
    """Line ends of the text are escaped."""
    assert "\n" not in render(report, include_text=True)


def test_ascii_only_carries_the_same_object(report: Report) -> None:
    """For a stream without Chinese characters everything is escaped, nothing is lost."""
    line = render(report, ascii_only=True)
    assert (True, json.loads(render(report))) == (line.isascii(), json.loads(line))


def test_fingerprint_does_not_depend_on_place(report: Report) -> None:
    """The same finding one paragraph further down keeps its fingerprint."""
    moved = "新的一段。\n" + report.document.text
    findings = tuple(
        item._replace(evidence=tuple(Evidence(one.role, Span(one.span.start + 6, one.span.end + 6)) for one in item.evidence))
        for item in report.findings
    )
    shifted = report._replace(document=report.document._replace(text=moved), findings=findings)
    assert [item["fingerprint"] for item in to_object(report)["findings"]] == [
        item["fingerprint"] for item in to_object(shifted)["findings"]
    ]


def test_fingerprint_ignores_blanks_and_width() -> None:
    """Full-width digits and blanks are the same words."""
    assert fingerprint("r", "c", ["得分 92.5"]) == fingerprint("r", "c", ["得分９２．５ "])


@pytest.mark.parametrize("other", [("r2", "c", ["甲", "乙"]), ("r", "c2", ["甲", "乙"]), ("r", "c", ["甲乙"]), ("r", "c", ["乙", "甲"])])
def test_fingerprint_tells_findings_apart(other: tuple[str, str, list[str]]) -> None:
    """Another rule, code or quote is another finding."""
    assert fingerprint("r", "c", ["甲", "乙"]) != fingerprint(*other)
