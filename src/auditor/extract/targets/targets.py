"""Claims that set a result against a target: 完成率 = 完成值 ÷ 目标值, and 完成值 ≥ 目标值 where the report calls it met.

A target is set, not measured: 1.2亿元 as a target is exactly 1.2亿元, and 11500 万元 does not reach it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from auditor.extract.lines import like
from auditor.extract.targets.judgements import SILENT, Judgement, is_reverse
from auditor.model import Bound, Claim, ClaimKind, Fact, Indicator, Kind, Operation, Reading, Source, Span, Term
from auditor.patterns import compiled

RATE_LABEL = compiled("(?:指标|目标|任务|计划)?(?:完成|达成|实现)率(?:约?为|达到了?|达|是|：|:)?\\s*$")
_VAGUE = frozenset({Bound.ABOUT, Bound.NEARLY, Bound.OVER})


def completion_claim(rate: Fact, actual: Fact, target: Fact, *, reverse: bool, others: Sequence[tuple[Fact, Fact]] = ()) -> Claim:
    """The claim rate = actual ÷ target. `others` are further pairs of actual and target that the text offers.

    A target that is reached may be reported as 100 %, and for a reverse indicator both official formulas count.
    """
    readings = [Reading(Operation.QUOTIENT, (Term(actual),), (Term(_exact(target)),))]
    a, t = actual.quantity.value, target.quantity.value
    if (a < t) if reverse else (a > t):
        readings.append(Reading(Operation.QUOTIENT, (Term(target),), (Term(target),), "达到目标的按100%计"))
    if reverse:
        readings.append(Reading(Operation.QUOTIENT, (Term(target),), (Term(actual),), "反向指标：目标值 ÷ 实际值"))
        terms = Term(target), Term(target), Term(actual, -1)
        readings.append(Reading(Operation.QUOTIENT, terms, (Term(target),), "反向指标：1 −（实际值 − 目标值）÷ 目标值"))
    readings += [Reading(Operation.QUOTIENT, (Term(one),), (Term(other),), "以另一处的目标或完成值") for one, other in others]
    same = a == t and target.quantity.bound is actual.quantity.bound
    traits = frozenset({"overwritten"}) if same else frozenset()
    return Claim(ClaimKind.COMPLETION, rate, tuple(readings), ("完成率",), traits, source=rate.source)


def target_claim(
    actual: Fact,
    target: Fact,
    judgement: tuple[Judgement, str, Span] | None,
    *,
    reverse: bool,
    related: tuple[tuple[str, Span], ...] = (),
    source: Source = Source.TEXT,
) -> Claim | None:
    """The claim actual ≥ target (≤ for a reverse indicator); None for a vague actual, which may or may not reach it.

    `judgement` is what the report says of it, with its words and place; without one the trait is "silent".
    """
    if actual.quantity.bound in _VAGUE:
        return None
    operation = Operation.AT_MOST if reverse else Operation.AT_LEAST
    traits = {judgement[0].attitude if judgement else SILENT}
    if reverse:
        traits.add("reverse")
    if judgement is not None:
        related = (*related, ("claim", judgement[2]))
    reading = Reading(operation, (Term(_exact(target)),))
    cues = (judgement[1] if judgement else "",)
    return Claim(ClaimKind.TARGET, actual, (reading,), cues, frozenset(traits), related, source)


def _exact(target: Fact) -> Fact:
    """A target without the half unit in the last place that a measured number carries."""
    return target._replace(quantity=target.quantity._replace(step=Decimal(0)))


def shared_run(name: str, words: str, longest: int = 8) -> int:
    """The length of the longest run of characters that two short texts share, at most `longest`."""
    best = 0
    for start in range(len(name)):
        length = best + 1
        while start + length <= len(name) and length <= longest and name[start : start + length] in words:
            best = length
            length += 1
    return best


def falls_short(record: Indicator) -> bool:
    """Whether an indicator has a result below its target, both of them plain numbers of one kind and more being better.

    Money may be saved and time gained; and a result of less than half is rather another thing than a target missed.
    """
    if record.target is None or record.actual is None:
        return False
    target, actual = record.target.quantity, record.actual.quantity
    if not actual.is_exact or target.high is not None or actual.kind in (Kind.MONEY, Kind.DURATION):
        return False
    if target.bound in (Bound.AT_MOST, Bound.LESS) or is_reverse(record.name, target) or not like(actual, target):
        return False
    return 2 * actual.value > target.value > actual.value
