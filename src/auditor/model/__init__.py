"""Every type that crosses a stage boundary, and nothing else.

The types are frozen: a stage receives values and returns new ones. Offsets are code points in `Document.text`, spans are
half-open. Amounts are `Decimal`, made from the written characters and never from a float.
"""

from __future__ import annotations

from auditor.model.claims import Claim, ClaimKind, Fact, Operation, Outcome, Reading, Source, Term, Verdict
from auditor.model.extraction import Extraction, Field, Indicator, Statement, TargetTable
from auditor.model.findings import CATEGORIES, SEVERITY_OF, SEVERITY_RANK, Certainty, Evidence, Finding, Severity
from auditor.model.numbers import ONE, Bound, Date, Kind, Quantity
from auditor.model.proposals import ModelSettings, ModelUse, Proposals
from auditor.model.report import Assessment, AuditError, Checked, Ledger, Report, RuleInfo, RuleRun, Settings
from auditor.model.standards import Award, Band, Points, Rubric, RubricKind, Standard, Step
from auditor.model.text import Block, Cell, Document, Locator, Paragraph, Passage, Section, Span, Stored, Table

__all__ = [
    "CATEGORIES",
    "ONE",
    "SEVERITY_OF",
    "SEVERITY_RANK",
    "Assessment",
    "AuditError",
    "Award",
    "Band",
    "Block",
    "Bound",
    "Cell",
    "Certainty",
    "Checked",
    "Claim",
    "ClaimKind",
    "Date",
    "Document",
    "Evidence",
    "Extraction",
    "Fact",
    "Field",
    "Finding",
    "Indicator",
    "Kind",
    "Ledger",
    "Locator",
    "ModelSettings",
    "ModelUse",
    "Operation",
    "Outcome",
    "Paragraph",
    "Passage",
    "Points",
    "Proposals",
    "Quantity",
    "Reading",
    "Report",
    "Rubric",
    "RubricKind",
    "RuleInfo",
    "RuleRun",
    "Section",
    "Settings",
    "Severity",
    "Source",
    "Span",
    "Standard",
    "Statement",
    "Step",
    "Stored",
    "Table",
    "TargetTable",
    "Term",
    "Verdict",
]
