"""The runner's view of claims that no rule reports."""

from __future__ import annotations

from auditor import audit_text
from auditor.audit.runner import UNDECIDED, UNSELECTED
from auditor.model import Outcome, Settings
from auditor.pipeline import audit_document
from auditor.read import read_text

TEXT = "全年支出100.00万元，其中基本支出60.00万元，项目支出50.00万元。\n"


def test_a_broken_claim_that_is_reported_is_broken() -> None:
    """With all rules the sum is broken and reported."""
    assert [Outcome.BROKEN] == [item.verdict.outcome for item in audit_text(TEXT).ledger.checked if item.claim.kind.value == "sum"]


def test_a_claim_whose_rule_was_left_out_says_so() -> None:
    """The reason does not blame the list when its rule was not asked."""
    report = audit_document(read_text(TEXT, "case.txt"), Settings(select=("growth-rate",)))
    reasons = {item.verdict.reason for item in report.ledger.checked if item.verdict.outcome is Outcome.NOT_ASSESSABLE}
    assert (UNSELECTED in reasons, UNDECIDED in reasons) == (True, False)
