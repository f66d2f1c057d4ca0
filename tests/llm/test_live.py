"""The model pass with a real model: `AUDITOR_LIVE_URL=… AUDITOR_LIVE_MODEL=… OPENAI_API_KEY=… pytest -m live -n 0 -s`. Off by default."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from auditor.extract.llm import proposer
from auditor.model import ModelSettings, Severity
from auditor.pipeline import audit_text

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"


@pytest.mark.live
def test_a_real_model_finds_most_of_what_is_planted() -> None:
    """At least five of the nine contradictions told in paraphrase, nothing louder than a warning, and no part missing."""
    settings = ModelSettings(True, os.environ["AUDITOR_LIVE_URL"], os.environ["AUDITOR_LIVE_MODEL"], keep_answers=False)
    text = (FIXTURES / "llm" / "bailu-2023.txt").read_text(encoding="utf-8")
    report = audit_text(text, "白鹭.txt", propose=proposer(settings, say=print))
    for finding in report.findings:
        print(finding.severity, finding.rule, finding.message)
    assert report.model_use is not None
    assert ((), True) == (report.model_use.missing, len(report.findings) >= 5)
    assert all(finding.severity is not Severity.ERROR for finding in report.findings)
