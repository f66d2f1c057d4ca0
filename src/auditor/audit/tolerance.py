"""The one place that decides whether two numbers agree (see docs/decisions/0005-agreement.md).

Counted and awarded things are exact. Measured and converted things stand for an interval of half a unit of their last written
place on each side. All arithmetic is `Decimal`; quotients carry 28 significant digits.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from auditor.digits import is_slip
from auditor.model import Bound, Kind, Outcome, Quantity
from auditor.records import NamedTuple, Record

EXACT_KINDS = frozenset({Kind.COUNT, Kind.SCORE, Kind.DATE})
HALF = Decimal("0.5")
HUNDRED = Decimal(100)
ZERO = Decimal(0)


class Interval(NamedTuple):
    """A closed interval, in base units."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether the two intervals have a value in common."""
        return self.low <= other.high and other.low <= self.high


def half_step(quantity: Quantity, step: Decimal | None = None) -> Decimal:
    """Half a unit of the last written place, in base units; 0 for what is counted or awarded, unless written in 万 or 亿.

    A plain 0 (0 万元, 0 亿元) says that there is none and rounds nothing.
    """
    if (quantity.kind in EXACT_KINDS and quantity.factor == 1) or (not quantity.number and quantity.step == quantity.factor):
        return ZERO
    return (quantity.step if step is None else min(step, quantity.step)) * HALF


def interval(quantity: Quantity, step: Decimal | None = None) -> Interval:
    """What a written number may stand for. `step` is the finest step of the list it belongs to."""
    half = half_step(quantity, step)
    value = quantity.value
    return Interval(value - half, value + half)


def reach_of_sum(terms: Sequence[tuple[Quantity, int]]) -> Interval:
    """What the signed sum of written numbers may stand for.

    The finest written place of a list holds for all its numbers in the same unit: 1.6 beside 1.06 is 1.60, but 0.8 亿元 beside 20 万元
    stays 0.8 亿元.
    """
    if len(terms) == 1:  # most operands of a quotient
        quantity, sign = terms[0]
        value, half = quantity.value * sign, half_step(quantity)
        return Interval(value - half, value + half)
    total = sum((quantity.value * sign for quantity, sign in terms), ZERO)
    finest: dict[Decimal, Decimal] = {}
    for quantity, _ in terms:
        finest[quantity.factor] = min(finest.get(quantity.factor, quantity.step), quantity.step)
    slack = sum((half_step(quantity, finest[quantity.factor]) for quantity, _ in terms), ZERO)
    return Interval(total - slack, total + slack)


class Agreement(Record):
    """How a stated value compares with a computed one; `off_by_one` means one unit of the last written place away."""

    outcome: Outcome
    off_by_one: bool = False


_HOLDS, _BY_ROUNDING = Agreement(Outcome.HOLDS), Agreement(Outcome.BY_ROUNDING)
_ONE = Decimal(1)


def sums_agree(stated: Quantity, terms: Sequence[tuple[Quantity, int]]) -> Agreement:
    """Whether a total meets the sum of its signed terms: n half units plus the total's own."""
    total = ZERO
    for term, sign in terms:
        total += term.value * sign
    if total == stated.value:
        return _HOLDS
    if interval(stated).meets(reach_of_sum(terms)):
        return _BY_ROUNDING
    if stated.bound in (Bound.OVER, Bound.AT_LEAST, Bound.MORE) and ZERO <= total - stated.value <= _next_place(stated):
        return _BY_ROUNDING
    if stated.bound in (Bound.ABOUT, Bound.NEARLY) and abs(total - stated.value) * 10 <= abs(total):
        return _BY_ROUNDING
    if any(term.bound is not Bound.EXACT for term, _ in terms) and abs(total - stated.value) * 10 <= abs(total):
        return _BY_ROUNDING
    return Agreement(Outcome.BROKEN)


def computed_agrees(stated: Quantity, exact: Decimal, reach: Interval | None = None) -> Agreement:
    """Whether a stated value agrees with one computed from written operands, both in the stated unit.

    `exact` is the result of the operands as written, `reach` the results their rounding allows. Half-up and truncation of
    `exact` to the stated places are both accepted: 3-7 % of correct official percentages are truncated.
    """
    number = stated.number
    if exact == number:
        return _HOLDS
    unit = stated.step / stated.factor
    beside = False
    if abs(exact - number) <= unit + unit:  # what lies farther off is neither the one rounded nor beside it
        half_up = (exact / unit).quantize(_ONE, ROUND_HALF_UP) * unit
        cut = (exact / unit).quantize(_ONE, ROUND_DOWN) * unit
        if number in (half_up, cut):
            return _BY_ROUNDING
        beside = abs(half_up - number) == unit or abs(cut - number) == unit
    low, high = reach or (exact, exact)
    if low <= number + unit * HALF and number - unit * HALF <= high:
        return _BY_ROUNDING
    if stated.bound is not Bound.EXACT and bounded(stated.bound, number, exact):
        return _BY_ROUNDING
    whole = unit >= 1 and abs(exact - number) > unit  # 92% for 93.6% is more than a last digit
    return Agreement(Outcome.BROKEN, off_by_one=beside and not whole)


def bounded(bound: Bound, number: Decimal, actual: Decimal) -> bool:
    """Whether `actual` is what a qualified number admits: 1800以上, 约 30 %, 近 90 %."""
    if bound in (Bound.AT_LEAST, Bound.OVER, Bound.MORE):
        return actual >= number
    if bound in (Bound.AT_MOST, Bound.LESS):
        return actual <= number
    if bound in (Bound.ABOUT, Bound.NEARLY):
        return abs(actual - number) * 10 <= abs(number)
    return False


def quotient_reach(top: Interval, bottom: Interval) -> Interval | None:
    """All quotients of two intervals, in per cent; None when the divisor may be 0."""
    if bottom.low <= 0 <= bottom.high:
        return None
    ends = [HUNDRED * a / b for a in top for b in bottom]
    return Interval(min(ends), max(ends))


def _next_place(quantity: Quantity) -> Decimal:
    """One unit of the lowest place that is not zero: 9000余 may reach 10000, 250余 260."""
    step = quantity.step
    value = quantity.value
    while value and value % (step * 10) == 0:
        step *= 10
    return step


def near(stated: Decimal, computed: Decimal, share: Decimal) -> bool:
    """Whether two values differ by at most `share` of the larger."""
    return abs(stated - computed) <= share * max(abs(stated), abs(computed))


def digit_slip(stated: Decimal, computed: Decimal) -> bool:
    """Whether two numbers of like length differ in one digit, a swap of neighbours, a dropped or doubled digit."""
    a, b = _digits(stated), _digits(computed)
    if len(a) < 3 or len(b) < 3 or a == b:
        return False
    if len(a) == len(b):
        return is_slip(a, b)
    if abs(len(a) - len(b)) == 1:
        longer, shorter = (a, b) if len(a) > len(b) else (b, a)
        return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
    return False


def plain_slip(stated: Decimal, computed: Decimal) -> bool:
    """Whether two numbers with as many digits differ in one of them, or in a swap of neighbours."""
    return len(_digits(stated)) == len(_digits(computed)) and digit_slip(stated, computed)


def figures(value: Decimal) -> int:
    """How many digits a number has without the zeros at its ends."""
    return len(_digits(value).rstrip("0"))


def power_of_ten(stated: Decimal, computed: Decimal) -> int:
    """The exponent k ≠ 0 with stated = computed × 10^k, or 0."""
    if not stated or not computed:
        return 0
    shift = stated.adjusted() - computed.adjusted()
    return shift if shift and stated == computed.scaleb(shift) else 0


def _digits(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", "").lstrip("-0")
