"""Every case in fixtures/rules: the rule says exactly what its expert wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.audit.rule import Rule
from auditor.audit.runner import load
from auditor.cases import Case, audit_case, compare_with_rule, load_rule_cases
from auditor.report.wording import ROLE

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "rules"
CASES = [(rule, case) for rule in load() for case in load_rule_cases(FOLDER / rule.id)]


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[case.name for _, case in CASES])
def test_case(rule: Rule, case: Case) -> None:
    """A hit is exactly one finding at the marks with the values; a near miss is silence."""
    report = audit_case(case)
    problems = compare_with_rule(case, rule.info, report)
    assert problems == [], f"{case.title}（{case.name}）：{'；'.join(problems)}"
    nameless = {place.role for finding in report.findings for place in finding.evidence} - ROLE.keys()
    assert nameless == set(), "a place is shown without the part that it plays"
