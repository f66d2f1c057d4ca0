"""What the indicator records of a report amount to: the recomputed rate, the scores that the printed standard can give, and the verdict.

Only `audit extract` asks for it; the rules reach their findings by claims and awards.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from auditor.audit.awards import PLAIN_BOUNDS, full_marks, met
from auditor.audit.rubric import CENT, can_give, is_endless, reachable
from auditor.audit.tolerance import HUNDRED, Interval, computed_agrees
from auditor.model import (
    Assessment,
    Award,
    Bound,
    Checked,
    ClaimKind,
    Fact,
    Indicator,
    Kind,
    Outcome,
    Quantity,
    Report,
    Span,
)
from auditor.records import NamedTuple

ADMITTED = "admitted"  # the trait of a target claim whose words admit a shortfall


class _Known(NamedTuple):
    """What the audit knows, by the places of the numbers it is about."""

    rates: dict[Span, Checked]  # completion claims by their stated rate
    results: dict[Span, Checked]  # target claims by the result
    awards: dict[Span, Award]  # by every score
    conflicts: frozenset[int]  # sections that say 100 % and 仍在推进 of one thing


def assess(report: Report) -> tuple[Assessment, ...]:
    """One assessment for each indicator record, in their order."""
    checked, extraction = report.ledger.checked, report.extraction
    known = _Known(
        {item.claim.stated.span: item for item in checked if item.claim.kind is ClaimKind.COMPLETION},
        {item.claim.stated.span: item for item in checked if item.claim.kind is ClaimKind.TARGET},
        {score.span: award for award in extraction.awards for score in award.scores},
        frozenset(statement.section for statement in extraction.statements if statement.kind == "state"),
    )
    return tuple(_assessment(record, known) for record in extraction.indicators)


def _assessment(record: Indicator, known: _Known) -> Assessment:
    award = known.awards.get(record.score.span) if record.score is not None else None
    rate = _rate(record)
    scores, low, high = _reachable(award)
    return Assessment(None if rate is None else rate.quantize(CENT, ROUND_HALF_UP), scores, low, high, _verdict(record, rate, award, known))


# ------------------------------------------------------------------------------------------------------------- the rate


def _rate(record: Indicator) -> Decimal | None:
    """Result over target in per cent; None where one is missing, of another kind, vague, or the target is nought."""
    if record.actual is None or record.target is None:
        return None
    actual, target = record.actual.quantity, record.target.quantity
    if not _comparable(actual, target) or target.value <= 0:
        return None
    return actual.value / target.value * HUNDRED


def _comparable(actual: Quantity, target: Quantity) -> bool:
    """Whether a result may be divided by a target: one kind of thing, no range; of money 元 and 万元 are one."""
    return actual.kind is target.kind and actual.kind is not Kind.DATE and actual.high is None and target.high is None


# ------------------------------------------------------------------------------------------------------------ the scores


def _reachable(award: Award | None) -> tuple[tuple[Decimal, ...], Decimal | None, Decimal | None]:
    """The scores that the printed standard can give, best first, or the two ends of a range."""
    full = full_marks(award) if award is not None else None
    if award is None or award.standard is None or full is None:
        return (), None, None
    possible = reachable(award.standard.rubric, full)
    if isinstance(possible, Interval):
        return (), possible.low, possible.high
    ordered = sorted((score for score in possible if score <= full), reverse=True)
    return tuple(score.quantize(CENT) if is_endless(score) else score for score in ordered), None, None


# ----------------------------------------------------------------------------------------------------------- the verdict


def _verdict(record: Indicator, rate: Decimal | None, award: Award | None, known: _Known) -> str:
    """One of the words that `Assessment` lists."""
    stated = record.stated_rate
    own_rate = stated is not None and record.actual is not None and stated.span == record.actual.span
    if record.target is None:
        if stated is not None and not own_rate:
            return "rate-unverifiable"
        return _of_score(award) if record.score is not None else "qualitative"
    if record.actual is None:
        return "no-actual"
    if record.section in known.conflicts and record.table is None:
        return "text-conflict"
    if stated is not None:
        return _of_rate(stated, rate, known)
    claim = known.results.get(record.actual.span)
    fits = _fits(record, claim, award)
    if fits is None:
        return "not-comparable"
    if fits:
        return "met"
    return "admitted-shortfall" if claim is not None and ADMITTED in claim.claim.traits else "below-target"


def _of_score(award: Award | None) -> str:
    """Whether the printed standard can give the scores of a row that sets no target."""
    full = full_marks(award) if award is not None else None
    if award is None or award.standard is None or full is None:
        return "no-target"
    possible = all(can_give(award.standard.rubric, full, score.quantity.value) for score in award.scores)
    return "score-possible" if possible else "score-impossible"


def _of_rate(stated: Fact, rate: Decimal | None, known: _Known) -> str:
    """Whether a stated rate follows from target and result."""
    item = known.rates.get(stated.span)
    if item is not None:
        outcome = item.verdict.outcome
    elif rate is not None:
        outcome = computed_agrees(stated.quantity, rate).outcome
    else:
        return "rate-unverifiable"
    return {Outcome.BROKEN: "rate-wrong", Outcome.NOT_ASSESSABLE: "rate-unverifiable"}.get(outcome, "rate-ok")


def _fits(record: Indicator, claim: Checked | None, award: Award | None) -> bool | None:
    """Whether the result meets the target: as the audit decided, else by the target's own limit."""
    if claim is not None and claim.verdict.outcome is not Outcome.NOT_ASSESSABLE:
        return claim.verdict.outcome is not Outcome.BROKEN
    if award is not None and award.target is not None:
        return met(award)
    if record.actual is None or record.target is None:
        return None
    actual, target = record.actual.quantity, record.target.quantity
    if not _comparable(actual, target) or actual.bound is not Bound.EXACT or target.bound not in PLAIN_BOUNDS:
        return None
    less = "reverse" in record.traits or target.bound in (Bound.AT_MOST, Bound.LESS)
    if actual.value == target.value:
        return target.bound not in (Bound.MORE, Bound.LESS)
    return actual.value < target.value if less else actual.value > target.value
