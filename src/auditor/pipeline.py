"""The five calls, in order: start reading here.

read → chunk → extract → audit; what comes out is a `Report`, which `auditor.report` shows.
"""

from __future__ import annotations

import os

from auditor.audit.runner import load, run
from auditor.chunk import chunk
from auditor.extract import extract
from auditor.model import Document, Report, Settings
from auditor.read import read_bytes, read_file, read_text
from auditor.selection import chosen


def audit_document(document: Document, settings: Settings | None = None, *, strict: bool = False) -> Report:
    """Audit a document that a reader has made. With `strict` the crash of a rule is raised instead of recorded."""
    settings = settings or Settings()
    rules = load()
    sections = chunk(document)
    extraction = extract(document, sections)
    findings, ledger = run(extraction, chosen(rules, settings), settings, strict=strict)
    if document.recognised:
        from auditor.audit.recognised import lowered

        findings = lowered(findings, document.recognised)
    return Report(document, sections, extraction, findings, ledger, tuple(rule.info for rule in rules))


def audit_file(path: str | os.PathLike[str], settings: Settings | None = None) -> Report:
    """Audit one file. Raises `AuditError`, with one line for the user, when it cannot be read."""
    settings = settings or Settings()
    return audit_document(read_file(path, settings), settings)


def audit_bytes(data: bytes, name: str, settings: Settings | None = None) -> Report:
    """Audit what came through standard input; `name` is shown in its place. Raises `AuditError` like `audit_file`."""
    settings = settings or Settings()
    return audit_document(read_bytes(data, name, settings), settings)


def audit_text(text: str, name: str = "<text>", settings: Settings | None = None) -> Report:
    """Audit a text that is already decoded. Line ends may be of any kind; spans refer to the text with single line feeds."""
    return audit_document(read_text(text.replace("\r\n", "\n").replace("\r", "\n"), name), settings)
