"""The five calls, in order: start reading here.

read → chunk → extract → audit; what comes out is a `Report`, which `auditor.report` shows. Where a language model is asked, too, the caller
hands in who asks it; what it proposes is weighed behind the audit, and changes nothing of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from auditor.audit.runner import catalogue, load, run
from auditor.chunk import chunk
from auditor.extract import extract
from auditor.model import Document, Proposals, Report, Section, Settings
from auditor.read import read_bytes, read_file, read_text
from auditor.selection import chosen

Propose = Callable[[Document, Sequence[Section]], Proposals | None]


def audit_document(document: Document, settings: Settings | None = None, *, strict: bool = False, propose: Propose | None = None) -> Report:
    """Audit a document that a reader has made. With `strict` the crash of a rule is raised instead of recorded.

    `propose` asks a language model (`auditor.extract.llm`). It raises nothing, and what it returns can only add notes and warnings.
    """
    settings = settings or Settings()
    rules = load()
    sections = chunk(document)
    extraction = extract(document, sections)
    findings, ledger = run(extraction, chosen(rules, settings), settings, strict=strict)
    if document.recognised:
        from auditor.audit.recognised import lowered

        findings = lowered(findings, document.recognised)
    report = Report(document, sections, extraction, findings, ledger, catalogue())
    proposals = propose(document, sections) if propose else None
    return _weighed(report, proposals, settings) if proposals else report


def _weighed(report: Report, proposals: Proposals, settings: Settings) -> Report:
    """A report with what a model proposed: further findings, and how it was asked."""
    from auditor.audit.proposals import weigh  # only where a model was asked

    rules = chosen(load(), settings)
    found, count = weigh(proposals, report.extraction, rules, settings, report.findings, report.ledger, len(report.document.text))
    findings = sorted((*report.findings, *found), key=lambda finding: finding.evidence[0].span.start)
    return report._replace(findings=tuple(findings), model_use=proposals.use._replace(weighed=count, told=len(found)))


def audit_file(path: str | os.PathLike[str], settings: Settings | None = None, *, propose: Propose | None = None) -> Report:
    """Audit one file. Raises `AuditError`, with one line for the user, when it cannot be read."""
    settings = settings or Settings()
    return audit_document(read_file(path, settings), settings, propose=propose)


def audit_bytes(data: bytes, name: str, settings: Settings | None = None, *, propose: Propose | None = None) -> Report:
    """Audit what came through standard input; `name` is shown in its place. Raises `AuditError` like `audit_file`."""
    settings = settings or Settings()
    return audit_document(read_bytes(data, name, settings), settings, propose=propose)


def audit_text(text: str, name: str = "<text>", settings: Settings | None = None, *, propose: Propose | None = None) -> Report:
    """Audit a text that is already decoded. Line ends may be of any kind; spans refer to the text with single line feeds."""
    return audit_document(read_text(text, name), settings, propose=propose)
