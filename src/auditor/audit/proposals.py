"""What a model proposed is verified like everything else, and told more quietly: never as an error, and never in place of what is certain.

The findings of the report itself are made before and stay as they are. Every proposed claim is judged alone, so that no proposal can make
another claim, or a claim of the report's own, look better or worse.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.audit.facts import Facts
from auditor.audit.rule import Rule
from auditor.audit.slips import unit_slip
from auditor.audit.verify import verify
from auditor.model import (
    Certainty,
    Checked,
    ClaimKind,
    Extraction,
    Finding,
    Ledger,
    Outcome,
    Proposals,
    Settings,
    Severity,
    Source,
    Span,
)
from auditor.records import NamedTuple

IN_QUOTE = "cue-in-quote"  # the report's own sentence asserts the relation
CHARACTERS_PER_NOTE = 1000  # more notes than this nobody reads
FEWEST_NOTES = 10
_FARTHEST = 2  # times; numbers that lie further apart do not belong together
_ONE_SIDED = frozenset({ClaimKind.TARGET, ClaimKind.COUNT})  # a goal may be missed by any amount


class Weighed(NamedTuple):
    """The further findings, in the order of the document, and how many proposed claims were verified for them."""

    findings: tuple[Finding, ...]
    claims: int


def weigh(
    proposals: Proposals,
    extraction: Extraction,
    rules: Iterable[Rule],
    settings: Settings,
    told: Sequence[Finding],
    ledger: Ledger,
    characters: int,
) -> Weighed:
    """Verify what was proposed beyond what `told` and `ledger` hold; `characters` is the length of the report."""
    rules = tuple(rules)
    known = {finding.evidence[0].span for finding in told}
    settled = {(item.claim.kind, item.claim.stated.span) for item in ledger.checked if item.verdict.outcome is not Outcome.NOT_ASSESSABLE}
    found: list[Finding] = []
    count = 0
    for claim in dict.fromkeys(proposals.claims):
        if (claim.kind, claim.stated.span) in settled or claim.stated.span in known:
            continue
        item = Checked(claim, verify(claim, settings))
        count += 1
        if item.verdict.outcome is Outcome.BROKEN and not _is_hopeless(item):
            alone = extraction._replace(claims=(claim,), indicators=(), statements=(), awards=(), target_tables=())
            own = _run([rule for rule in rules if not rule.needs or claim.kind in rule.needs], Facts(alone, (item,), settings))
            about = [finding for finding in own if any(piece.span == claim.stated.span for piece in finding.evidence)]
            found += [_lowered(finding, firm=IN_QUOTE in claim.traits) for finding in about[:1]]
    opinions = Extraction(fields={}, kinds=extraction.kinds, fiscal_year=None, claims=(), statements=proposals.statements)
    found += [_lowered(finding, firm=False) for finding in _run(rules, Facts(opinions, (), settings))]
    return Weighed(_few(found, told, characters), count)


def _run(rules: Iterable[Rule], facts: Facts) -> list[Finding]:
    """What rules find. One that cannot do with a claim alone, without the rest of the report, says nothing."""
    found: list[Finding] = []
    for item in rules:
        try:
            found += [finding._replace(rule=item.id, category=item.category) for finding in item.check(facts)]
        except Exception:  # noqa: BLE001, S112 - it has judged the report's own claims, which is what counts
            continue
    return found


def _lowered(finding: Finding, *, firm: bool) -> Finding:
    """A finding as loud as a proposal may be: what would be certain is likely where the report itself says so, else worth a question."""
    likely = firm and finding.certainty is Certainty.CERTAIN and finding.severity is not Severity.NOTE
    certainty, severity = (Certainty.LIKELY, Severity.WARNING) if likely else (Certainty.QUERY, Severity.NOTE)
    return finding._replace(certainty=certainty, severity=severity, source=Source.LLM)


def _is_hopeless(item: Checked) -> bool:
    """Whether what was computed is so far from what is stated that a model has tied numbers together that do not belong to one another."""
    stated, computed = item.verdict.stated, item.verdict.computed
    if item.claim.kind in _ONE_SIDED or unit_slip(item) is not None:
        return False
    if stated is None or computed is None or stated <= 0 or computed <= 0:
        return True
    return max(stated, computed) > _FARTHEST * min(stated, computed)


def _few(findings: Iterable[Finding], told: Sequence[Finding], characters: int) -> tuple[Finding, ...]:
    """Each set of places once, none that another finding covers, and of notes no more than are read."""
    covered = [{piece.span for piece in finding.evidence} for finding in told]
    seen: set[tuple[Span, ...]] = set()
    kept: list[Finding] = []
    notes = max(FEWEST_NOTES, characters // CHARACTERS_PER_NOTE)
    for finding in findings:
        own = tuple(sorted({piece.span for piece in finding.evidence}))
        is_note = finding.severity is Severity.NOTE
        if own in seen or any(other.issuperset(own) for other in covered) or (is_note and not notes):
            continue
        seen.add(own)
        notes -= is_note
        kept.append(finding)
    return tuple(sorted(kept, key=lambda finding: (finding.evidence[0].span.start, finding.rule)))
