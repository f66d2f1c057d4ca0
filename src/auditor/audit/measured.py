"""What an award's result comes to: the stated value, or what the report's other numbers give; and which scores it earns by the standard."""

from __future__ import annotations

from decimal import Decimal

from auditor.audit.rubric import earns
from auditor.audit.tolerance import HUNDRED, ZERO, Interval, computed_agrees, interval
from auditor.audit.verify import plain, rate_of
from auditor.model import Award, Bound, Kind, Operation, Outcome, Quantity, Reading, Rubric
from auditor.records import NamedTuple

PLACES = Decimal("0.01")


class Result(NamedTuple):
    """A value in per cent with its rounding, written out; `reading` is None for a stated one."""

    exact: Decimal
    reach: Interval
    written: str
    reading: Reading | None = None


def results(award: Award) -> list[Result]:
    """Every value that the report gives for an award's result, in per cent."""
    found = []
    if award.value is not None and award.value.quantity.kind is Kind.PERCENT and award.value.quantity.bound is Bound.EXACT:
        quantity = award.value.quantity
        found.append(Result(quantity.value, interval(quantity), f"{quantity.digits}%"))
    for reading in award.readings:
        if reading.operation is Operation.EQUAL:
            quantity = reading.terms[0].fact.quantity
            found.append(Result(quantity.value, interval(quantity), f"{quantity.digits}%", reading))
            continue
        rate = rate_of(reading)
        if rate is not None:
            reach = rate.reach or Interval(rate.exact, rate.exact)
            found.append(Result(rate.exact, reach, f"{rate.written} = {plain(rate.exact.quantize(PLACES))}%", reading))
    return found


def times_weight(result: Result, full: Decimal) -> Interval:
    """Rate × full marks, at most the full marks, with what rounding leaves open."""
    low, high = (full * min(max(end, ZERO), HUNDRED) / HUNDRED for end in result.reach)
    return Interval(low, high)


def earned_by(result: Result, rubric: Rubric, full: Decimal) -> Interval | None:
    """The scores that a result may earn by a standard; None where the standard leaves it open for any value within its rounding."""
    ends = [earns(rubric, full, value) for value in (result.exact, *result.reach)]
    known = [end for end in ends if end is not None]
    return Interval(min(end.low for end in known), max(end.high for end in known)) if len(known) == len(ends) else None


def unearned(award: Award, rubric: Rubric, full: Decimal) -> tuple[Result, Interval] | None:
    """The first value from elsewhere, with what it earns, where no such value earns any score of the award; None where one does or is not decided."""
    found = [(result, earned_by(result, rubric, full)) for result in results(award)]
    if not award.readings or any(points is None or is_earned(score.quantity, points) for _, points in found for score in award.scores):
        return None
    return next(((result, points) for result, points in found if points is not None), None)


def is_earned(score: Quantity, points: Interval) -> bool:
    """Whether a score is one of some points, rounded or cut to its places."""
    return computed_agrees(score, points.low, points).outcome is not Outcome.BROKEN
