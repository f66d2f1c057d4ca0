"""Every case in fixtures/rules: the rule says exactly what its expert wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.audit.rule import Rule
from auditor.audit.runner import load
from auditor.cases import Case, audit_case, compare_with_rule, load_rule_cases

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "rules"
CASES = [(rule, case) for rule in load() for case in load_rule_cases(FOLDER / rule.id)]


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[case.name for _, case in CASES])
def test_case(rule: Rule, case: Case) -> None:
    """A hit is exactly one finding at the marks with the values; a near miss is silence."""
    problems = compare_with_rule(case, rule.info, audit_case(case))
    assert problems == [], f"{case.title}（{case.name}）：{'；'.join(problems)}"
