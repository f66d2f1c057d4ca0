"""Findings that rest on text read off a picture: a character may have been taken for another, so none of them is certain."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model import SEVERITY_RANK, Certainty, Finding, Severity, Source, Span

_TOLD = "（据识别的文字，请对照原图）"


def lowered(findings: tuple[Finding, ...], recognised: Sequence[Span]) -> tuple[Finding, ...]:
    """The findings, those with evidence in a `recognised` stretch no louder than a warning, and saying so."""
    if not recognised:
        return findings
    return tuple(_lowered(finding) if _rests_on(finding, recognised) else finding for finding in findings)


def _rests_on(finding: Finding, recognised: Sequence[Span]) -> bool:
    return any(piece.span.start < span.end and span.start < piece.span.end for piece in finding.evidence for span in recognised)


def _lowered(finding: Finding) -> Finding:
    certainty = Certainty.LIKELY if finding.certainty is Certainty.CERTAIN else finding.certainty
    severity = min(finding.severity, Severity.WARNING, key=SEVERITY_RANK.__getitem__)
    return finding._replace(certainty=certainty, severity=severity, source=Source.OCR, message=finding.message + _TOLD)
