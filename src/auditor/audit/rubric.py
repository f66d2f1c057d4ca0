"""What a printed standard makes possible: which scores it can give at all, and which score a measured value earns.

All values are exact `Decimal`s. A set of scores is complete: what is not in it, the standard cannot give.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise

from auditor.audit.tolerance import HUNDRED, ZERO, Interval, computed_agrees, interval
from auditor.model import Band, Kind, Outcome, Points, Quantity, Rubric, RubricKind, Step
from auditor.patterns import compiled
from auditor.records import NamedTuple

MOST_SCORES = 2000  # a standard with more possible scores says nothing about any of them
ENDLESS = Decimal(10) ** 9
CENT = Decimal("0.01")
LONGEST_PLACES = 8  # decimal places; written points have fewer
DISCRETE = frozenset({RubricKind.ALL_OR_NOTHING, RubricKind.COUNT, RubricKind.GRADES})
_MARKS = compiled('[“”"’‘ （）()]')
EDGE = Decimal(1)  # 80-89, 90-100: bands written in whole numbers leave no gap


def reachable(rubric: Rubric, full_marks: Decimal) -> frozenset[Decimal] | Interval:
    """The scores that a standard can give to an item of `full_marks`: a set, or an interval where points are graduated."""
    points = [band.points.of(full_marks) for band in rubric.bands if band.points is not None]
    if rubric.kind is RubricKind.RATE or (rubric.is_linear and not rubric.steps) or any(band.top is not None for band in rubric.bands):
        return Interval(ZERO, max([full_marks, *points]))
    if rubric.kind is RubricKind.LISTED:
        return _added(rubric, full_marks)
    given = frozenset([*points, ZERO])
    if not rubric.steps:
        return given
    left = _after_steps(rubric.steps, full_marks, frozenset(points) - {ZERO})
    return Interval(ZERO, full_marks) if left is None else given | left


def _added(rubric: Rubric, full_marks: Decimal) -> frozenset[Decimal] | Interval:
    """What listed points, or so many for each item, add up to. A list that does not come to the full marks says nothing."""
    sums = {ZERO}
    for step in rubric.steps[:1]:
        size = step.points.of(full_marks)
        times = int(full_marks / size) if size > 0 else MOST_SCORES
        if times < MOST_SCORES and len(rubric.steps) == 1:
            return frozenset([*(size * count for count in range(times + 1)), full_marks])
    for band in rubric.bands:
        if band.points is not None and len(sums) < MOST_SCORES:
            sums |= {one + band.points.of(full_marks) for one in sums}
    return frozenset(sums) if max(sums) == full_marks and len(sums) < MOST_SCORES else Interval(ZERO, full_marks)


def _after_steps(steps: tuple[Step, ...], full_marks: Decimal, starts: frozenset[Decimal]) -> frozenset[Decimal] | None:
    """What is left of the full marks, or of the marks named to start from, after any number of deductions; None if almost anything."""
    sizes = [full_marks - step.points.of(full_marks) for step in steps]
    if any(size <= 0 for size in sizes):
        return None
    left = {full_marks, *starts}
    fresh = list(left)
    while fresh:
        score = fresh.pop()
        for size in sizes:
            below = max(ZERO, score - size)
            if below not in left:
                left.add(below)
                fresh.append(below)
        if len(left) > MOST_SCORES:
            return None
    return frozenset(left)


def can_give(rubric: Rubric, full_marks: Decimal, score: Decimal) -> bool:
    """Whether a standard can give `score` to an item of `full_marks`; a third of five points may be written to two places."""
    if rubric.steps and score == full_marks:
        return True  # nothing need be taken off
    possible = reachable(rubric, full_marks)
    if isinstance(possible, Interval):
        return possible.low <= score <= possible.high
    return score in possible or any(abs(one - score) < CENT for one in possible if is_endless(one))


def is_endless(value: Decimal) -> bool:
    """Whether a value is a quotient that does not end, such as a third of five."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent < -LONGEST_PLACES


def gives_all(rubric: Rubric, full_marks: Decimal) -> bool:
    """Whether a standard can give the full marks, or more."""
    if rubric.steps and rubric.kind is not RubricKind.LISTED:
        return True  # nothing need be taken off
    possible = reachable(rubric, full_marks)
    return (possible.high if isinstance(possible, Interval) else max(possible)) >= full_marks


def is_discrete(rubric: Rubric) -> bool:
    """Whether a standard gives whole steps only, whatever is measured: by items, by words, all or nothing; bands without a gap."""
    if rubric.kind is RubricKind.THRESHOLDS:
        return not rubric.steps and not rubric.is_linear and not gaps(rubric)
    if rubric.kind is RubricKind.LISTED:
        return bool(rubric.steps)  # where points are listed, a part of them may have been given for a part of the thing
    return rubric.kind in DISCRETE or (rubric.kind is RubricKind.DEDUCTION and all(step.size is None for step in rubric.steps))


# ----------------------------------------------------------------------------------------------------------------- evaluate


def evaluate(rubric: Rubric, full_marks: Decimal, value: Decimal) -> Decimal | None:
    """The score that `value` (percent, or the number of points met) earns; None where the standard leaves it open."""
    if rubric.kind is RubricKind.RATE:
        if any(band.points is not None and band.points.of(full_marks) != full_marks for band in rubric.bands):
            return None  # 得分=完成率×8分, but the item has ten
        return full_marks * min(max(value, ZERO), HUNDRED) / HUNDRED
    if rubric.kind is RubricKind.COUNT or (rubric.kind is RubricKind.THRESHOLDS and rubric.is_percent):
        held = [band for band in rubric.bands if band.points is not None and band.top is None and holds(band, value)]
        given = {band.points.of(full_marks) for band in _nearest(held) if band.points is not None}
        if len(given) == 1:
            return given.pop()
        if given or rubric.kind is RubricKind.COUNT:
            return None
        between = _between_thresholds(rubric, full_marks, value)
        return ZERO if between is None and _has_rest(rubric) else between
    return None


def _nearest(bands: list[Band]) -> list[Band]:
    """Of bands told from the top down (95%以上得8分，90%以上得6分), the first that a value reaches."""
    if len(bands) > 1 and all(band.low is not None and band.high is None for band in bands):
        return [max(bands, key=lambda band: band.low or ZERO)]
    if len(bands) > 1 and all(band.high is not None and band.low is None for band in bands):
        return [min(bands, key=lambda band: band.high or ZERO)]
    return bands


def _has_rest(rubric: Rubric) -> bool:
    """Whether a standard says what all other values earn: 等于100%得1分，否则不得分."""
    rest = [band for band in rubric.bands if band.low is None and band.high is None and band.points is not None]
    return (
        not rubric.steps
        and not rubric.is_linear
        and len(rest) == 1
        and rest[0].points == Points(ZERO)
        and any(word in rest[0].label for word in ("否则", "反之", "其他", "其余", "未达", "达不到"))
    )


def earns(rubric: Rubric, full_marks: Decimal, value: Decimal) -> Interval | None:
    """The scores that `value` may earn: one, or several where a part of a step may count or not; None where the standard leaves it open."""
    exact = evaluate(rubric, full_marks, value)
    if exact is not None:
        return Interval(exact, exact)
    return _stepped(rubric, full_marks, value) if rubric.kind is RubricKind.THRESHOLDS and rubric.is_percent else None


def _stepped(rubric: Rubric, full_marks: Decimal, value: Decimal) -> Interval | None:
    """每超过一个百分点扣0.5分: what is left where the value is so many steps off the edge of the full marks."""
    if len(rubric.steps) != 1 or rubric.is_linear:
        return None
    step = rubric.steps[0]
    full = [band for band in rubric.bands if band.points is not None and band.points.of(full_marks) >= full_marks]
    others = [band for band in rubric.bands if band.points is not None and ZERO < band.points.of(full_marks) < full_marks]
    base = step.base if step.base is not None else _edge(full[0]) if len(full) == 1 else None
    if step.size is None or step.size <= 0 or base is None or others or step.above is None:
        return None
    if any((band.high is None and step.above) or (band.low is None and not step.above) for band in full):
        return None  # more is better, and yet what is above costs points
    off = (value - base if step.above else base - value) / step.size
    if off < 0:
        return None
    each = full_marks - step.points.of(full_marks)
    least, most = (off.to_integral_value(rounding) for rounding in (ROUND_FLOOR, ROUND_CEILING))
    if rubric.part:
        least, most = (most, most) if rubric.part == "step" else (least, least)
    return Interval(max(ZERO, full_marks - most * each), max(ZERO, full_marks - least * each))


def holds(band: Band, value: Decimal) -> bool:
    """Whether `value` lies in a band; a band without limits holds nothing."""
    if band.low is None and band.high is None:
        return False
    above = band.low is None or (value > band.low if band.low_open else value >= band.low)
    return above and (band.high is None or (value < band.high if band.high_open else value <= band.high))


def thresholds(rubric: Rubric, full_marks: Decimal) -> tuple[Decimal, Decimal] | None:
    """Where full marks begin and where nothing is left, of a standard that interpolates between the two."""
    full = [_edge(band) for band in rubric.bands if band.points is not None and band.points.of(full_marks) >= full_marks]
    zero = [_edge(band) for band in rubric.bands if band.points is not None and not band.points.of(full_marks)]
    if len(full) != 1 or len(zero) != 1:
        return None
    best, worst = full[0], zero[0]
    return None if best is None or worst is None or best - worst == 0 else (best, worst)


def _edge(band: Band) -> Decimal | None:
    """The one limit of a band (≥ 95 %, ≤ 85 %, = 0)."""
    if band.low is not None and band.high is not None:
        return band.low if not band.low - band.high else None
    return band.low if band.low is not None else band.high


def _between_thresholds(rubric: Rubric, full_marks: Decimal, value: Decimal) -> Decimal | None:
    limits = thresholds(rubric, full_marks)
    if rubric.steps:
        return None  # whether a part of a step counts is not said
    if not rubric.is_linear:
        return None
    if rubric.is_product:
        return full_marks * value / HUNDRED if ZERO <= value <= HUNDRED else None
    if limits is None:
        full = [_edge(band) for band in rubric.bands if band.points is not None and band.points.of(full_marks) >= full_marks]
        at_hundred = len(rubric.bands) == 1 and full and full[0] is not None and not full[0] - HUNDRED
        return full_marks * value / HUNDRED if at_hundred and ZERO <= value <= HUNDRED else None
    best, worst = limits
    score = full_marks * (value - worst) / (best - worst)
    return score if ZERO <= score <= full_marks else None


def implied(rubric: Rubric, full_marks: Decimal, score: Decimal) -> Interval | None:
    """The values that earn `score` under a standard that interpolates or multiplies; None where it does neither."""
    if not full_marks or not ZERO <= score <= full_marks:
        return None
    share = score / full_marks
    if rubric.kind is RubricKind.RATE:
        return Interval(HUNDRED, ENDLESS) if share >= 1 else Interval(share * HUNDRED, share * HUNDRED)
    limits = thresholds(rubric, full_marks) if rubric.kind is RubricKind.THRESHOLDS and rubric.is_linear and rubric.is_percent else None
    if limits is None or rubric.is_product:
        return None
    best, worst = limits
    if share >= 1:
        exact = any(
            band.low is not None and band.low == band.high
            for band in rubric.bands
            if band.points is not None and band.points.of(full_marks)
        )
        if exact:
            return Interval(best, best)
        return Interval(best, ENDLESS) if best > worst else Interval(-ENDLESS, best)
    if share <= 0:
        return Interval(-ENDLESS, worst) if best > worst else Interval(worst, ENDLESS)
    at = worst + share * (best - worst)
    return Interval(at, at)


def agrees(score: Quantity, rubric: Rubric, full_marks: Decimal, value: Quantity) -> bool | None:
    """Whether a score is what the measured value earns, within the rounding of both; None where the standard leaves it open."""
    exact = earns(rubric, full_marks, value.value)
    if exact is None or value.kind not in (Kind.PERCENT, Kind.COUNT) or not value.is_exact:
        return None
    around = interval(value)
    known = [exact, *(end for edge in around if (end := earns(rubric, full_marks, edge)) is not None)]
    reach = Interval(min(one.low for one in known), max(one.high for one in known))
    return computed_agrees(score, exact.low, reach).outcome is not Outcome.BROKEN


# ------------------------------------------------------------------------------------------------------------------- faults


def overdraft(rubric: Rubric, full_marks: Decimal, listed: int) -> Decimal | None:
    """How much all listed points together take off, if that is more than the item has and nothing stops it; else None."""
    if rubric.kind is not RubricKind.DEDUCTION or rubric.is_capped or len(rubric.steps) != 1 or listed < 1:
        return None
    step = rubric.steps[0]
    size = full_marks - step.points.of(full_marks)
    return size * listed if step.is_repeated and size * listed > full_marks else None


def lowest(rubric: Rubric, full_marks: Decimal, listed: int) -> Decimal:
    """The lowest score that deductions for the listed points can lead to; 0 where the standard sets no such floor."""
    if (
        rubric.kind is not RubricKind.DEDUCTION
        or len(rubric.steps) != 1
        or listed < 1
        or any(not band.points.of(full_marks) for band in rubric.bands if band.points)
    ):
        return ZERO
    return max(ZERO, full_marks - (full_marks - rubric.steps[0].points.of(full_marks)) * listed)


def excess(rubric: Rubric, full_marks: Decimal) -> tuple[Band | Step, Decimal] | None:
    """The clause that gives, or takes at one stroke, more points than the item has, and how many."""
    for band in rubric.bands:
        for points in (band.points, band.top):
            if points is not None and not points.is_off and points.of(full_marks) > full_marks:
                return band, points.of(full_marks)
    for step in rubric.steps:
        size = full_marks - step.points.of(full_marks)
        if size > full_marks and not rubric.is_capped:
            return step, size
    return None


def listed_sum(rubric: Rubric, full_marks: Decimal) -> Decimal | None:
    """What listed points come to, where this is not what the item has and they are no grades, of which the best one counts; else None."""
    if rubric.kind is not RubricKind.LISTED or not rubric.bands:
        return None
    points = [band.points.of(full_marks) for band in rubric.bands if band.points is not None]
    return None if full_marks in (sum(points), max(points)) else sum(points, ZERO)


def is_on_scale(rubric: Rubric, full_marks: Decimal) -> bool:
    """Whether a standard speaks of these points: one on another scale, 优秀(100) or 每点1分 of three, says nothing about them."""
    return excess(rubric, full_marks) is None and gives_all(rubric, full_marks)


def foreign_bands(rubric: Rubric, names: tuple[str, ...]) -> list[tuple[Band, str]]:
    """The bands that measure something else, and what, where others measure the rubric's own indicator (`names`)."""
    named = [(band, bare(band.subject)) for band in rubric.bands if band.subject]
    if not named:
        return []
    own = [bare(title) for title in names]
    foreign = [(band, subject) for band, subject in named if not any(_same_measure(subject, title) for title in own)]
    return foreign if len(foreign) < len(named) else []


def bare(title: str) -> str:
    """A name without quotation marks, brackets and blanks."""
    return _MARKS.sub("", title)


def _same_measure(one: str, other: str) -> bool:
    return one in other or other in one


class Gap(NamedTuple):
    """Values for which a standard sets no points, and the two clauses beside them."""

    low: Decimal
    high: Decimal
    parts: tuple[Band | Step, Band]


def gaps(rubric: Rubric) -> list[Gap]:
    """Where neighbouring bands of a percentage leave values without points. Steps counted from a base reach no higher than that."""
    found = []
    for one, other in pairwise(_ordered(rubric)):
        low, high = one.high, other.low
        if low is None or high is None or high - low <= EDGE or rubric.is_linear:
            continue
        steps = [step for step in rubric.steps if step.size is not None]
        if not steps:
            found.append(Gap(low, high, (one, other)))
        elif all(step.base is not None and low < step.base < high - EDGE for step in steps):
            based = steps[0]
            assert based.base is not None  # all of them have one
            found.append(Gap(based.base, high, (based, other)))
    return found


def overlaps(rubric: Rubric) -> list[tuple[Band, Band]]:
    """Neighbouring bands of a percentage that claim the same values for different points."""
    ordered = [band for band in _ordered(rubric) if band.points is not None]
    return [
        (one, other)
        for one, other in pairwise(ordered)
        if one.points != other.points and (one.high is None or other.low is None or one.high > other.low)
    ]


def _ordered(rubric: Rubric) -> list[Band]:
    """The bands of a percentage, from low to high. Bands told from the top down (≥ 60 % after ≥ 80 %) end where the better one begins."""
    if rubric.kind is not RubricKind.THRESHOLDS or not rubric.is_percent:
        return []
    bands = [band for band in rubric.bands if band.low is not None or band.high is not None]
    if [band.high for band in bands].count(None) > 1 or [band.low for band in bands].count(None) > 1:
        return []
    return sorted(bands, key=lambda band: (-ENDLESS if band.low is None else band.low, ENDLESS if band.high is None else band.high))
