"""Extraction in, findings and ledger out: every claim is verified once, every rule is run, a rule that crashes stops no other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import cache

from auditor.audit.facts import Facts
from auditor.audit.roots import rooted
from auditor.audit.rule import Rule, RuleError
from auditor.audit.verify import verify
from auditor.model import SEVERITY_OF, SEVERITY_RANK, Checked, Extraction, Finding, Ledger, Outcome, RuleInfo, RuleRun, Settings, Severity

UNDECIDED = "各种读法都对不上，但列举未必完整、口径未必相同，不下结论"
UNSELECTED = "各种读法都对不上；只用了部分规则，报告它的规则可能不在其中"
RULES = os.path.join(os.path.dirname(__file__), "rules")


@cache
def load() -> tuple[Rule, ...]:
    """Every rule that lies in `rules/`, sorted by id. Raises `RuleError` for a module without exactly one rule of its own name."""
    rules = []
    names = sorted(name.removesuffix(".py") for name in os.listdir(RULES) if name.endswith(".py") and not name.startswith("_"))
    for name in names:
        path = f"auditor.audit.rules.{name}"
        __import__(path)  # as `importlib` would, without loading it
        module = sys.modules[path]
        found = [value for value in vars(module).values() if isinstance(value, Rule)]
        if len(found) != 1:
            raise RuleError(f"{module.__file__}: a rule module holds exactly one rule, this one has {len(found)}")
        if found[0].id.replace("-", "_") != name:
            raise RuleError(f"{module.__file__}: holds the rule {found[0].id!r}; file name and id must agree")
        rules.append(found[0])
    return tuple(rules)


@cache
def catalogue() -> tuple[RuleInfo, ...]:
    """The rules as a report shows them, sorted by id."""
    return tuple(item.info for item in load())


def page(rule_id: str) -> str:
    """The page of a rule in Markdown. Raises `KeyError` for an unknown id."""
    return {item.id: item for item in load()}[rule_id].page


def run(extraction: Extraction, rules: Iterable[Rule], settings: Settings, *, strict: bool = False) -> tuple[tuple[Finding, ...], Ledger]:
    """Audit one document. With `strict` a crash of a rule is raised instead of recorded (for tests)."""
    checked = tuple([Checked(claim, verify(claim, settings)) for claim in extraction.claims])
    facts = Facts(extraction, checked, settings)
    present = {claim.kind for claim in extraction.claims}
    findings: list[Finding] = []
    runs = []
    for item in rules:
        if item.needs and not present.intersection(item.needs):
            runs.append(RuleRun(item.id, "not-applicable", "本文没有这类陈述"))
            continue
        try:
            own = [_complete(item, finding) for finding in item.check(facts)]
        except Exception as error:
            if strict:
                raise
            runs.append(RuleRun(item.id, "crashed", f"{type(error).__name__}: {error}"))
            continue
        findings += own
        runs.append(RuleRun(item.id, "ran", ""))
    ledger = Ledger(
        extraction.numbers,
        extraction.used,
        _settled(checked, findings, UNSELECTED if settings.select or settings.ignore else UNDECIDED),
        tuple(runs),
        extraction.skipped,
    )
    return tuple(rooted(sorted(findings, key=_place))), ledger


def _settled(checked: Iterable[Checked], findings: Iterable[Finding], reason: str) -> tuple[Checked, ...]:
    """The ledger's view of the claims: one that no reading makes hold, but that no rule dares to call broken, is not assessable for `reason`."""
    told = {piece.span for finding in findings for piece in finding.evidence}
    return tuple(
        Checked(item.claim, item.verdict._replace(outcome=Outcome.NOT_ASSESSABLE, reason=reason))
        if item.verdict.outcome is Outcome.BROKEN and item.claim.stated.span not in told
        else item
        for item in checked
    )


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.evidence[0].span.start, -SEVERITY_RANK[finding.severity], finding.rule


def _complete(item: Rule, finding: Finding) -> Finding:
    """Refuse what a rule must not yield, and close the gaps that a quoted number or name brings into a message.

    Severity can only be lower than certainty allows, never higher.
    """
    certainty, severity = finding.certainty, finding.severity
    if finding.code not in item.codes:
        raise RuleError(f"{item.file}: undeclared code {finding.code!r}")
    if not finding.evidence:
        raise RuleError(f"{item.file}: a finding without evidence")
    if severity is not SEVERITY_OF[certainty] and SEVERITY_RANK[severity] > SEVERITY_RANK[SEVERITY_OF[certainty]]:
        raise RuleError(f"{item.file}: {severity} is louder than {certainty} allows")
    return Finding(
        finding.code,
        certainty,
        severity,
        " ".join(finding.message.split()),
        finding.evidence,
        item.id,
        item.category,
        finding.stated,
        finding.computed,
        finding.difference,
        finding.arithmetic,
        finding.root,
        finding.source,
    )


def worst(findings: Iterable[Finding]) -> Severity | None:
    """The highest severity among findings, or None."""
    return max((finding.severity for finding in findings), key=SEVERITY_RANK.__getitem__, default=None)
