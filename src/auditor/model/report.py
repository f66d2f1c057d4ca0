"""The result of an audit, the rules behind it, and the settings of a run."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from auditor.model.claims import Claim, Outcome, Verdict
from auditor.model.extraction import Extraction
from auditor.model.findings import Finding
from auditor.model.proposals import ModelSettings, ModelUse
from auditor.model.text import Document, Section, Span
from auditor.records import NamedTuple, Record


class RuleInfo(NamedTuple):
    """What a report needs to know of a rule."""

    id: str
    title: str
    category: str
    codes: tuple[str, ...]
    page: str = ""


class RuleRun(Record):
    """What became of a rule: "ran", "not-applicable" or "crashed", and why."""

    rule: str
    status: str
    reason: str = ""


class Assessment(NamedTuple):
    """What an indicator record amounts to.

    `recomputed_rate` is result ÷ target in per cent. `scores` are those that the printed standard can give, best first; where it gives
    any score between two ends, these are `lowest` and `highest`. `verdict`: met, below-target, admitted-shortfall (the report says so),
    rate-ok and rate-wrong (the stated completion rate), text-conflict (100 % beside 仍在推进), no-actual, not-comparable,
    rate-unverifiable (a rate without the numbers it is of), qualitative (no number was set); of a scored row without a target
    score-possible and score-impossible (under its printed standard), or no-target.
    """

    recomputed_rate: Decimal | None
    scores: tuple[Decimal, ...]
    lowest: Decimal | None
    highest: Decimal | None
    verdict: str


class Checked(Record):
    """A claim and what verification says of it."""

    claim: Claim
    verdict: Verdict


class Ledger(NamedTuple):
    """What was checked and what was not: nothing is silently skipped."""

    numbers: int
    numbers_in_claims: int
    checked: tuple[Checked, ...]
    rules: tuple[RuleRun, ...]
    skipped: tuple[tuple[str, Span], ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many claims ended with `outcome`."""
        return sum(1 for item in self.checked if item.verdict.outcome is outcome)


class Report(NamedTuple):
    """The result of an audit."""

    document: Document
    sections: tuple[Section, ...]
    extraction: Extraction
    findings: tuple[Finding, ...]
    ledger: Ledger
    rules: tuple[RuleInfo, ...] = ()
    model_use: ModelUse | None = None  # where a language model was asked, too


class Settings(NamedTuple):
    """What a user may configure (`audit.toml`). Sizes are bytes."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    grade_bands: tuple[tuple[str, Decimal], ...] = ()  # grade, lowest score that earns it
    tolerance: Mapping[str, Decimal] = MappingProxyType({})  # unit → absolute difference always accepted, in that unit
    max_bytes: int = 50 * 1024 * 1024
    llm: ModelSettings = ModelSettings()


class AuditError(Exception):
    """Bad input or bad usage, told to the user in one line: what is wrong and what to do."""
