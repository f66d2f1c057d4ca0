"""Slips of the unit or the decimal point: one number that, moved by whole powers of ten, makes a broken claim hold.

Rules that would report the broken relation as such (a wrong sum, rate or growth) stay silent where `unit_slip` finds one; the rule
unit-slip reports it.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from auditor.audit.tolerance import HUNDRED, ZERO, computed_agrees, power_of_ten
from auditor.model import Bound, Checked, Fact, Kind, Operation, Outcome, Quantity, Reading, Term
from auditor.records import NamedTuple

UNIT_STEPS = (3, 4, 8)  # powers of ten between 元, 千元, 万元 and 亿元
_MOVES = (*UNIT_STEPS, *(-step for step in UNIT_STEPS))
FIGURES = 3  # of a mean, to take a factor of a hundred for a slip of its unit
SLIDING = frozenset({Kind.MONEY, Kind.NUMBER, Kind.AREA, Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME})
MAX_READINGS = 4
FALL = 90  # per cent; a fall by almost everything looks like a slip and is none
MAX_TERMS = 60


class Slip(NamedTuple):
    """`fact` is `power` powers of ten too large (negative: too small); `fitting` is what it should be, in its own unit."""

    fact: Fact
    power: int
    fitting: Decimal


def unit_slip(item: Checked) -> Slip | None:
    """The one number of a broken sum, balance, rate or growth that is off by a power of ten; None if there is none, or several."""
    if item.verdict.outcome is not Outcome.BROKEN or item.claim.traits & {"partial", "vague"}:
        return None
    stated = item.claim.stated
    for reading in item.claim.readings[:MAX_READINGS]:
        if reading.operation is Operation.SUM:
            slip = _in_sum(stated, reading.terms)
        elif reading.operation is Operation.QUOTIENT:
            slip = _in_quotient(stated.quantity, reading)
        elif reading.operation in (Operation.GROWTH, Operation.DECLINE):
            slip = _in_growth(stated.quantity, reading)
        else:
            slip = None
        if slip is not None:
            return slip
    return None


def power_between(item: Checked) -> int:
    """The exponent k ≠ 0 with stated = computed × 10^k, or 0: the two are one amount in two units."""
    stated, computed = item.verdict.stated, item.verdict.computed
    if stated is None or computed is None or item.claim.stated.quantity.kind not in SLIDING or _figures(stated) < 2:
        return 0
    return power_of_ten(stated, computed)


def _in_sum(stated: Fact, terms: Sequence[Term]) -> Slip | None:
    """The total, or the one part that closes the gap exactly when its point is moved."""
    if stated.quantity.kind not in SLIDING or len(terms) > MAX_TERMS:
        return None
    total = stated.quantity.value
    computed = sum((term.fact.quantity.value * term.sign for term in terms), ZERO)
    power = power_of_ten(total, computed)
    if power and _figures(total) > 1:
        return Slip(stated, power, computed / stated.quantity.factor)
    if computed <= 0 or len(terms) < 2:
        return None
    found = []
    for term in terms:
        quantity = term.fact.quantity
        fitting = quantity.value + (total - computed) * term.sign
        power = power_of_ten(quantity.value, fitting)
        if power and (_figures(quantity.number) > 1 or (quantity.factor != stated.quantity.factor and abs(power) in UNIT_STEPS)):
            found.append(Slip(term.fact, power, fitting / quantity.factor))
    return found[0] if len(found) == 1 else None


def _in_quotient(stated: Quantity, reading: Reading) -> Slip | None:
    """A rate that comes out a thousand times or more too large or too small: one operand has the wrong unit."""
    a, b = _value(reading.terms), _value(reading.over)
    if not a or not b or not stated.number:
        return None
    exact = HUNDRED * a / b
    power = _nearest(exact, stated.number)
    if _figures(stated.number) < 2 and exact.scaleb(-power) != stated.number:
        return None  # 90 % is too round to be near by chance
    if abs(power) not in UNIT_STEPS or computed_agrees(stated, exact.scaleb(-power)).outcome is Outcome.BROKEN:
        return None
    return _of_pair(reading, power)


def _in_growth(stated: Quantity, reading: Reading) -> Slip | None:
    """A growth whose base or current amount has the wrong unit."""
    a, b = _value(reading.terms), _value(reading.over)
    if not a or not b or _figures(stated.number) < 2 or stated.number > FALL:
        return None
    sign = 1 if reading.operation is Operation.GROWTH else -1
    # What a growth from nought to ninety per cent, written out to a unit, leaves of a base is between a tenth and twice of it.
    is_narrow = a > ZERO and b > ZERO and stated.number >= ZERO and stated.bound is Bound.EXACT and stated.step <= stated.factor
    near = a.adjusted() - b.adjusted()
    for power in _MOVES:
        if is_narrow and not near - 1 <= power <= near + 2:
            continue
        if computed_agrees(stated, sign * HUNDRED * (a.scaleb(-power) - b) / b).outcome is not Outcome.BROKEN:
            return _of_pair(reading, power)
    return None


def _nearest(a: Decimal, b: Decimal) -> int:
    """The power of ten that brings `b` to within a factor √10 of `a`."""
    power = a.adjusted() - b.adjusted()
    return min((power - 1, power, power + 1), key=lambda k: max(a / b.scaleb(k), b.scaleb(k) / a))


def _of_pair(reading: Reading, power: int) -> Slip | None:
    """The first of two operands; which of the two is wrong nobody can tell from the rate alone."""
    if len(reading.terms) != 1 or len(reading.over) != 1:
        return None
    top, bottom = reading.terms[0].fact, reading.over[0].fact
    if top.quantity.kind not in SLIDING or bottom.quantity.kind not in SLIDING:
        return None
    return Slip(top, power, top.quantity.number.scaleb(-power))


def _value(terms: Sequence[Term]) -> Decimal:
    return sum((term.fact.quantity.value * term.sign for term in terms), ZERO)


def is_swollen(item: Checked, number: Quantity) -> bool:
    """Whether a mean comes out as stated once the number of things is taken without the 万 or 亿 of its unit: 3000 万亩 for 3000 亩."""
    stated, reading = item.claim.stated.quantity, item.verdict.reading
    size = {"万": 4, "亿": 8}.get(number.unit[:1])
    if size is None or reading is None or number.value <= 0:
        return False
    exact = _value(reading.terms) / number.value.scaleb(-size) / stated.factor
    return computed_agrees(stated, exact).outcome is not Outcome.BROKEN


def _figures(number: Decimal) -> int:
    """How many digits a number has without the zeros at its ends."""
    return len(number.normalize().as_tuple().digits)


def product_slip(item: Checked) -> Reading | None:
    """The reading by which a stated amount is number × price in another unit, rounded as it is written; None if there is none."""
    stated = item.claim.stated.quantity
    for reading in item.claim.readings:
        exact = _value(reading.terms) * _value(reading.over) / stated.factor
        if reading.operation is not Operation.PRODUCT or exact <= 0 or stated.number <= 0:
            continue
        power = _nearest(stated.number, exact)
        of_units = abs(power) in UNIT_STEPS
        if not power or not (of_units or len(item.claim.readings) == 1):
            continue
        if computed_agrees(stated, exact.scaleb(power)).outcome is not Outcome.BROKEN:
            return reading
    return None


def mean_slip(item: Checked) -> Reading | None:
    """The reading by which a stated mean is total ÷ number in another unit; None if there is none."""
    stated = item.claim.stated.quantity
    for reading in item.claim.readings:
        a, b = _value(reading.terms), _value(reading.over)
        if a <= 0 or b <= 0 or reading.operation is Operation.PRODUCT:
            continue
        exact = a / b / stated.factor
        power = _nearest(stated.number, exact)
        if _figures(stated.number) < 2 and not (len(item.claim.readings) == 1 and exact.scaleb(power) == stated.number):
            continue
        steps = UNIT_STEPS if _figures(stated.number) < FIGURES else (2, *UNIT_STEPS)
        if abs(power) in steps and computed_agrees(stated, exact.scaleb(power)).outcome is not Outcome.BROKEN:
            return reading
    return None
