"""A report as JSON, version 1 of the contract: numbers are strings, offsets are code points of `document.text`.

Built by hand, because this is the path on which the program has to start fast.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from auditor.model import SEVERITY_RANK, Checked, Evidence, Finding, Locator, ModelUse, Outcome, Report, Severity
from auditor.report.fingerprint import fingerprint
from auditor.report.places import Places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCHEMA_VERSION = "1"
Object = dict[str, "Any"]  # a JSON object
_NOWHERE = Locator()  # of a plain text


def render(
    report: Report,
    *,
    include_text: bool = False,
    explain: bool = False,
    minimum: Severity = Severity.NOTE,
    ascii_only: bool = False,
) -> str:
    """A report as one line of JSON, without line end.

    `explain` adds every claim with its verdict, `minimum` leaves out what is less severe, `ascii_only` escapes all other characters, for a
    stream that cannot encode them.
    """
    return _dumped(to_object(report, include_text=include_text, explain=explain, minimum=minimum), ascii_only=ascii_only)


def _dumped(made: Object, *, ascii_only: bool) -> str:
    """`json.dumps(made, ensure_ascii=ascii_only)`, by the encoder that `json` uses: the library itself, which can read, too, is slow to load."""
    try:
        from _json import encode_basestring, encode_basestring_ascii, make_encoder
    except ImportError:  # a Python without it
        from json import dumps

        return dumps(made, ensure_ascii=ascii_only)
    encoder = encode_basestring_ascii if ascii_only else encode_basestring
    return "".join(make_encoder(None, _refused, encoder, None, ": ", ", ", False, False, True)(made, 0))


def _refused(value: object) -> object:
    raise TypeError(f"{type(value).__name__} is nothing that JSON knows")


def to_object(report: Report, *, include_text: bool = False, explain: bool = False, minimum: Severity = Severity.NOTE) -> Object:
    """A report as the JSON object of the contract."""
    from auditor import __version__

    places = Places(report.document, report.sections)
    shown = [finding for finding in report.findings if SEVERITY_RANK[finding.severity] >= SEVERITY_RANK[minimum]]
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "auditor", "version": __version__},
        "document": _document(report, include_text=include_text),
        "findings": [_finding(finding, places) for finding in shown],
        "ledger": _ledger(report, places, explain=explain),
        "llm": _model(report.model_use),
    }


def _model(use: ModelUse | None) -> dict[str, object] | None:
    if use is None:
        return None
    from auditor.report.model_use import model_object  # only where a model was asked

    return model_object(use)


def _document(report: Report, *, include_text: bool) -> Object:
    document, fields = report.document, report.extraction.fields

    def written(name: str) -> str | None:
        return fields[name].value if name in fields else None

    described: Object = {
        "name": document.name,
        "path": document.path,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "undecodable": document.undecodable,
        "title": written("title"),
        "unit": written("unit"),
        "fiscal_year": report.extraction.fiscal_year,
        "kinds": list(report.extraction.kinds),
        "total_score": written("total_score"),
        "grade": written("grade"),
        "characters": len(document.text),
        "pages": document.pages,
        "notices": list(document.notices),
    }
    if include_text:
        described["text"] = document.text
    return described


def _finding(finding: Finding, places: Places) -> Object:
    evidence = [_evidence(item, places, finding.stated if position == 0 else None) for position, item in enumerate(finding.evidence)]
    return {
        "rule": finding.rule,
        "category": finding.category,
        "code": finding.code,
        "severity": finding.severity.value,
        "certainty": finding.certainty.value,
        "message": finding.message,
        "stated": finding.stated,
        "computed": finding.computed,
        "difference": finding.difference,
        "arithmetic": finding.arithmetic,
        "root": finding.root,
        "source": finding.source.value,
        "fingerprint": fingerprint(finding.rule, finding.code, [item["quote"] for item in evidence]),
        "evidence": evidence,
    }


def _evidence(item: Evidence, places: Places, number: str | None = None) -> Object:
    span = places.tight(item.span, number)
    start, end, line, column, section, locator = places.place(span)
    locator = locator or _NOWHERE
    return {
        "role": item.role,
        "quote": places.quote(span),
        "start": start,
        "end": end,
        "line": line,
        "column": column,
        "section": section,
        "page": locator.page,
        "paragraph": locator.paragraph,
        "table": locator.table,
        "cell": locator.cell,
        "part": locator.part or None,
        "box": places.box(span),
    }


def _ledger(report: Report, places: Places, *, explain: bool) -> Object:
    ledger = report.ledger
    counts = Counter(item.verdict.outcome for item in ledger.checked)
    described: Object = {
        "numbers": ledger.numbers,
        "numbers_in_claims": ledger.numbers_in_claims,
        "claims": {outcome.value: counts[outcome] for outcome in Outcome},
        "not_assessable": dict(Counter(item.verdict.reason for item in ledger.checked if item.verdict.outcome is Outcome.NOT_ASSESSABLE)),
        "skipped": dict(Counter(reason for reason, _ in ledger.skipped)),
        "rules": [{"rule": run.rule, "status": run.status, "reason": run.reason} for run in ledger.rules],
    }
    if explain:
        described["checked"] = [_checked(item, places) for item in ledger.checked]
    return described


def _checked(item: Checked, places: Places) -> Object:
    claim, verdict = item.claim, item.verdict
    return {
        "kind": claim.kind.value,
        "outcome": verdict.outcome.value,
        "stated": _number(verdict.stated),
        "computed": _number(verdict.computed),
        "difference": _number(verdict.difference),
        "arithmetic": verdict.arithmetic or None,
        "reading": verdict.reading.name or None if verdict.reading else None,
        "reason": verdict.reason or None,
        "source": claim.source.value,
        "evidence": [_evidence(Evidence("stated", claim.stated.span), places)],
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
