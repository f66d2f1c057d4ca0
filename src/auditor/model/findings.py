"""Contradictions, with the places that take part."""

from __future__ import annotations

from auditor.enums import StrEnum
from auditor.model.claims import Source
from auditor.model.text import Span
from auditor.records import Record


class Certainty(StrEnum):
    """How sure a finding is. Certain: the places cannot be true together."""

    CERTAIN = "certain"
    LIKELY = "likely"
    QUERY = "query"


class Severity(StrEnum):
    """How loudly a finding is reported."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITY_OF: dict[Certainty, Severity] = {
    Certainty.CERTAIN: Severity.ERROR,
    Certainty.LIKELY: Severity.WARNING,
    Certainty.QUERY: Severity.NOTE,
}
SEVERITY_RANK: dict[Severity, int] = {Severity.NOTE: 0, Severity.WARNING: 1, Severity.ERROR: 2}

CATEGORIES: frozenset[str] = frozenset(
    "year-mismatch date-impossible stale-period sum-mismatch count-mismatch ratio-mismatch growth-mismatch balance-mismatch"
    " completion-rate below-target admitted-shortfall score-sum weight-sum score-range score-rubric grade-mismatch"
    " value-conflict unit-error name-conflict over-limit rubric-error target-table unsupported-score misplaced-content"
    " numbering residue duplicate-text other".split()
)


class Evidence(Record):
    """A place that takes part in a finding, and the part it plays: "stated", "part", "numerator", "target", …"""

    role: str
    span: Span


class Finding(Record):
    """One contradiction, pointing at every place that takes part; the first piece of evidence is the primary one."""

    code: str
    certainty: Certainty
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...]
    rule: str = ""  # filled in by the runner, as is the category
    category: str = ""
    stated: str | None = None
    computed: str | None = None
    difference: str | None = None
    arithmetic: str | None = None
    root: str | None = None
    source: Source = Source.TEXT
