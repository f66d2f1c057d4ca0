"""Whole reports with gold annotations: our own always, the shared real ones where they lie beside the checkout.

A gold file names the contradictions of a report (`findings`: class, certainty, verbatim quotes, `core` ones must be pointed at) and
relations that look wrong and are not (`consistent`). Findings of a class for which there is no rule yet are not asked for.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

import auditor
from auditor.audit.runner import catalogue
from auditor.model import Finding, Report, Severity, Span

REPORTS = Path(__file__).resolve().parent.parent / "fixtures" / "reports"
OWN = sorted(REPORTS.glob("*.gold.yaml"))
CLEAN = sorted(REPORTS.glob("*-clean.txt"))
CATEGORIES = {rule.category for rule in catalogue()}
LOUD = {"certain": {Severity.ERROR}, "likely": {Severity.ERROR, Severity.WARNING}}
Gold = dict[str, Any]


def places(gold: Gold, text: str) -> list[Span]:
    """Where the quotes of a gold finding stand, core ones only if it names any; each must occur exactly once."""
    claims = [claim for claim in gold["claims"] if claim.get("core")] or gold["claims"]
    quotes = [claim["quote"] for claim in claims]
    assert [quote for quote in quotes if text.count(quote) != 1] == [], f"{gold['id']}: a quote must occur exactly once"
    return [Span(text.index(quote), text.index(quote) + len(quote)) for quote in quotes]


def at(finding: Finding, spans: list[Span]) -> bool:
    """Whether a finding points at one of the spans."""
    return any(item.span.start < span.end and span.start < item.span.end for item in finding.evidence for span in spans)


def loud(report: Report) -> list[Finding]:
    """The errors and warnings of a report."""
    return [finding for finding in report.findings if finding.severity is not Severity.NOTE]


def told(finding: Finding) -> str:
    """A finding in one line, for a failure."""
    return f"{finding.severity} {finding.rule}: {finding.message}"


@pytest.fixture(scope="module", params=OWN, ids=lambda path: path.name.removesuffix(".gold.yaml"))
def own(request: pytest.FixtureRequest) -> tuple[Gold, Report]:
    """A report of our own, its gold and its audit."""
    gold = yaml.safe_load(request.param.read_text(encoding="utf-8"))
    return gold, auditor.audit_file(REPORTS / gold["document"])


def test_planted_contradictions_are_found(own: tuple[Gold, Report]) -> None:
    """Every certain one as an error, every likely one at least as a warning, at a core place, in its class."""
    gold, report = own
    missed = [
        f"{item['id']} {item['class']}: {item['why']}"
        for item in gold["findings"]
        if item["certainty"] in LOUD
        and item["class"] in CATEGORIES
        and not any(
            finding.category == item["class"]
            and (finding.severity in LOUD[item["certainty"]] or item["class"] == "admitted-shortfall")
            and at(finding, places(item, report.document.text))
            for finding in report.findings
        )
    ]
    assert missed == []


def test_nothing_else_is_accused(own: tuple[Gold, Report]) -> None:
    """Every error and warning points at a planted contradiction."""
    gold, report = own
    planted = [span for item in gold["findings"] for span in places({**item, "claims": all_core(item)}, report.document.text)]
    assert [told(finding) for finding in loud(report) if not at(finding, planted)] == []


def all_core(item: Gold) -> list[Gold]:
    """The claims of a gold finding, all of them as places that may be pointed at."""
    return [{"quote": claim["quote"], "core": True} for claim in item["claims"]]


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_a_report_without_contradictions_is_left_alone(path: Path) -> None:
    """No error and no warning."""
    assert [told(finding) for finding in loud(auditor.audit_file(path))] == []


# ------------------------------------------------------------------------------------------------- real reports, if there

BARS = {"certain": 17, "likely": 5, "false_errors": 0, "false_warnings": 3, "traps": 0, "bad_spans": 0}
SCORED = set(
    "sum-mismatch count-mismatch ratio-mismatch growth-mismatch balance-mismatch unit-error over-limit completion-rate below-target"
    " admitted-shortfall year-mismatch date-impossible".split()
)


@pytest.fixture(scope="module")
def scorer(shared: Path) -> ModuleType:
    """The scorer that lies beside the gold of the real reports."""
    path = shared / "bench" / "score.py"
    spec = importlib.util.spec_from_file_location("shared_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def tally(shared: Path, scorer: ModuleType) -> Any:
    """What the scorer makes of all five reports together."""
    total = scorer.Tally()
    lines: list[str] = []
    for path in sorted((shared / "gold").glob("*.yaml")):
        gold = yaml.safe_load(path.read_text(encoding="utf-8"))
        result = json.loads(auditor.report_json(auditor.audit_file(shared / "reports" / gold["document"]), include_text=True))
        total.add(scorer.score_document(gold, result, lines, SCORED))
    print("\n".join(lines))  # pytest shows it when a bar is missed
    return total


@pytest.mark.parametrize("certainty", ["certain", "likely"])
def test_real_contradictions_are_found(tally: Any, certainty: str) -> None:
    """At least as many as the bar asks for."""
    assert tally.found[certainty] >= BARS[certainty]


def test_real_reports_are_not_accused_wrongly(tally: Any) -> None:
    """False alarms, sprung traps and loose quotes stay within the bars."""
    counted = {
        "false_errors": tally.false["error"],
        "false_warnings": tally.false["warning"],
        "traps": tally.near_misses,
        "bad_spans": tally.bad_spans,
    }
    assert {name: count for name, count in counted.items() if count > BARS[name]} == {}
