"""One verifier for each kind of reading: recompute what the report states, with every reading it offers.

A claim holds when one reading holds. Otherwise the first reading, the most natural one, is the one that is shown broken.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from auditor.audit.stored import STORED_PLACES, stored_operands, stored_stated
from auditor.audit.tolerance import (
    HUNDRED,
    ZERO,
    Agreement,
    Interval,
    bounded,
    computed_agrees,
    interval,
    quotient_reach,
    reach_of_sum,
    sums_agree,
)
from auditor.model import Bound, Claim, Kind, Operation, Outcome, Quantity, Reading, Settings, Term, Verdict
from auditor.records import NamedTuple

_HOLDS, _BROKEN = Agreement(Outcome.HOLDS), Agreement(Outcome.BROKEN)
RANK = {Outcome.HOLDS: 0, Outcome.BY_ROUNDING: 1, Outcome.BROKEN: 2, Outcome.NOT_ASSESSABLE: 3}


def verify(claim: Claim, settings: Settings | None = None) -> Verdict:
    """The verdict on a claim: the best of its readings, or the first one if all are broken."""
    if not claim.readings:
        reason = "同名而数值不同的数太多，分不清各属哪一级、哪一年，没有比较" if "flood" in claim.traits else "文中没有可以核算的数"
        return Verdict(Outcome.NOT_ASSESSABLE, reason=reason)
    best: Verdict | None = None
    for reading in claim.readings:
        if best is not None and best.outcome is Outcome.BROKEN and _is_broken_rate(claim.stated.quantity, reading):
            continue  # no better, and nobody will see its arithmetic
        verdict = _verify(claim.stated.quantity, reading)
        if best is None or RANK[verdict.outcome] < RANK[best.outcome]:
            best = verdict
        if best.outcome is Outcome.HOLDS:
            break
    assert best is not None  # there is at least one reading
    if best.outcome is Outcome.BROKEN and holds_as_stored(claim):
        return best._replace(outcome=Outcome.BY_ROUNDING, reason="单元格显示的数是舍入过的，按所存的数相符")
    if settings is not None and best.outcome is Outcome.BROKEN and best.difference is not None:
        allowed = settings.tolerance.get(claim.stated.quantity.unit)
        if allowed is not None and abs(best.difference) <= allowed:
            return Verdict(
                Outcome.BY_ROUNDING, best.reading, best.stated, best.computed, best.difference, best.arithmetic, reason="在设定的容差之内"
            )
    return best


def holds_as_stored(claim: Claim) -> bool:
    """Whether a claim that is broken by what cells show holds by the numbers that they store; those decide."""
    shown = claim.stated.quantity
    for reading in claim.readings:
        behind = stored_operands(reading)
        if behind is None and shown.stored is None:
            continue  # nothing but what is shown
        stateds = [shown] if shown.stored is None else [shown, stored_stated(shown)]
        for stated in stateds:
            for one in [reading] if behind is None else [reading, behind]:
                if (stated, one) != (shown, reading) and _holds(stated, one):
                    return True
    return False


def _holds(stated: Quantity, reading: Reading) -> bool:
    if reading.operation is Operation.SUM:
        computed = _value(reading.terms) / stated.factor
        return computed_agrees(stated, computed.quantize(STORED_PLACES)).outcome is not Outcome.BROKEN
    return _verify(stated, reading).outcome in (Outcome.HOLDS, Outcome.BY_ROUNDING)


def _verify(stated: Quantity, reading: Reading) -> Verdict:
    try:
        return _VERIFIERS[reading.operation](stated, reading)
    except (ZeroDivisionError, InvalidOperation):
        return Verdict(Outcome.NOT_ASSESSABLE, reading, reason="除数为零")


def _verdict(agreement: Agreement, reading: Reading, stated: Decimal, computed: Decimal, arithmetic: str) -> Verdict:
    return Verdict(agreement.outcome, reading, stated, computed, stated - computed, arithmetic, agreement.off_by_one)


def _sum(stated: Quantity, reading: Reading) -> Verdict:
    total = _value(reading.terms)
    agreement = _HOLDS if total == stated.value else sums_agree(stated, [(term.fact.quantity, term.sign) for term in reading.terms])
    computed = total / stated.factor
    added = _written(reading.terms, stated) + (f" = {_told(computed)}" if len(reading.terms) > 1 else "")
    written = f"{added} {_relation(agreement, stated.number, computed)} {stated.digits}"
    return _verdict(agreement, reading, stated.number, computed, written)


# Rates in per cent: the formula over a and b, how a reader writes it, and the results that the operands' rounding allows.
Formula = Callable[[Decimal, Decimal], Decimal]
Writing = Callable[[str, str], str]


_RATES: dict[Operation, tuple[Formula, Writing]] = {
    Operation.QUOTIENT: (lambda a, b: HUNDRED * a / b, lambda a, b: f"{_bracketed(a)} ÷ {_bracketed(b)}"),
    Operation.GROWTH: (lambda a, b: HUNDRED * (a - b) / b, lambda a, b: f"({a} − {b}) ÷ {_bracketed(b)}"),
    Operation.DECLINE: (lambda a, b: HUNDRED * (b - a) / b, lambda a, b: f"({b} − {a}) ÷ {_bracketed(b)}"),
}


class Rate(NamedTuple):
    """A rate in per cent that a reading gives: exactly, within the rounding of its operands (None if that is not known), and written out."""

    exact: Decimal
    reach: Interval | None
    written: str


def rate_of(reading: Reading) -> Rate | None:
    """The rate of a reading that is one; None where its denominator is nought."""
    exact = _exact_rate(reading)
    return None if exact is None else Rate(exact, _reach_of_rate(reading), _written_rate(reading))


def _exact_rate(reading: Reading) -> Decimal | None:
    over = _value(reading.over)
    return _RATES[reading.operation][0](_value(reading.terms), over) if over else None


def _reach_of_rate(reading: Reading) -> Interval | None:
    reach = quotient_reach(*_intervals(reading))
    if reach is None:
        return None
    formula, _ = _RATES[reading.operation]
    ends = [formula(end, HUNDRED) for end in reach]  # every formula is a straight line in a ÷ b
    return Interval(min(ends), max(ends))


def _written_rate(reading: Reading) -> str:
    unit = reading.terms[0].fact.quantity
    return _RATES[reading.operation][1](_written(reading.terms, unit), _written(reading.over, unit))


def _agreement_of_rate(stated: Quantity, exact: Decimal, reading: Reading) -> Agreement:
    if _is_far(stated, exact, reading):
        return _BROKEN
    agreement = _qualified(stated, exact, reading) or computed_agrees(stated, exact)
    if agreement.outcome is Outcome.BROKEN:  # only then it matters how exact the operands are
        agreement = computed_agrees(stated, exact, _reach_of_rate(reading))
    return agreement


def _is_far(stated: Quantity, exact: Decimal, reading: Reading) -> bool:
    """Whether a rate is off by more than rounding can explain, however it is qualified: most rates that are tried are.

    Of operands written to a twentieth of themselves the quotient is exact to one in nineteen, 100 % more or less for a growth.
    """
    around = abs(exact) if reading.operation is Operation.QUOTIENT else abs(exact) + HUNDRED
    if stated.bound is not Bound.EXACT or abs(exact - stated.number) * 10 <= around + 20 * stated.step / stated.factor:
        return False
    for term in (*reading.terms, *reading.over):
        quantity = term.fact.quantity
        if term.sign < 0 or quantity.step * 20 > quantity.value:
            return False
    return True


def _is_broken_rate(stated: Quantity, reading: Reading) -> bool:
    """Whether a reading is a rate that does not agree with the stated one."""
    exact = _exact_rate(reading) if reading.operation in _RATES else None
    return exact is not None and _agreement_of_rate(stated, exact, reading).outcome is Outcome.BROKEN


def _percentage(stated: Quantity, reading: Reading) -> Verdict:
    exact = _exact_rate(reading)
    if exact is None:
        raise ZeroDivisionError
    agreement = _agreement_of_rate(stated, exact, reading)
    shown = shown_like(exact, stated)
    relation = _relation(agreement, stated.number, exact)
    return _verdict(agreement, reading, stated.number, shown, f"{_written_rate(reading)} = {_told(shown)}% {relation} {stated.digits}%")


def _points(stated: Quantity, reading: Reading) -> Verdict:
    """The difference of two rates, in percentage points."""
    first, second = reading.terms[0].fact.quantity, reading.over[0].fact.quantity
    exact = first.number - second.number
    slack = (first.step / first.factor + second.step / second.factor) / 2
    agreement = computed_agrees(stated, exact, Interval(exact - slack, exact + slack))
    relation = _relation(agreement, stated.number, exact)
    written = f"{first.digits}% − {second.digits}% = {_told(exact)} {relation} {stated.digits}（百分点）"
    return _verdict(agreement, reading, stated.number, exact, written)


def _product(stated: Quantity, reading: Reading) -> Verdict:
    """A mean times a number of things."""
    a, b = _intervals(reading)
    ends = [x * y / stated.factor for x in a for y in b]
    exact = _value(reading.terms) * _value(reading.over) / stated.factor
    agreement = _qualified(stated, exact, reading) or computed_agrees(stated, exact, Interval(min(ends), max(ends)))
    mean, number = reading.terms[0].fact.quantity, reading.over[0].fact.quantity
    relation = _relation(agreement, stated.number, exact)
    written = f"{mean.digits}{mean.unit} × {number.digits} = {plain(exact)}{stated.unit} {relation} {stated.digits}{stated.unit}"
    return _verdict(agreement, reading, stated.number, exact, written)


def _times(stated: Quantity, reading: Reading) -> Verdict:
    """How many times one amount is of another, or an amount of money for each of a number of things."""
    exact = _value(reading.terms) / _value(reading.over) / stated.factor
    quotients = quotient_reach(*_intervals(reading))
    reach = Interval(quotients.low / HUNDRED / stated.factor, quotients.high / HUNDRED / stated.factor) if quotients else None
    agreement = _qualified(stated, exact, reading) or computed_agrees(stated, exact, reach)
    unit, number = reading.terms[0].fact.quantity, reading.over[0].fact.quantity
    each = stated.kind is Kind.MONEY
    shown = shown_like(exact, stated)
    relation = _relation(agreement, stated.number, exact)
    top, bottom = _bracketed(_written(reading.terms, unit)), _bracketed(_written(reading.over, number if each else unit))
    sizes = (unit.unit, stated.unit, stated.unit) if each else ("", "", "（倍）")
    written = f"{top}{sizes[0]} ÷ {bottom} = {_told(shown)}{sizes[1]} {relation} {stated.digits}{sizes[2]}"
    return _verdict(agreement, reading, stated.number, shown, written)


def _mean(stated: Quantity, reading: Reading) -> Verdict:
    """The plain mean of some scores."""
    number = len(reading.terms)
    exact = _value(reading.terms) / number / stated.factor
    agreement = computed_agrees(stated, exact)
    shown = shown_like(exact, stated)
    written = (
        f"({_written(reading.terms, stated)}) ÷ {number} = {plain(shown)} {_relation(agreement, stated.number, exact)} {stated.digits}"
    )
    return _verdict(agreement, reading, stated.number, shown, written)


def _count(stated: Quantity, reading: Reading) -> Verdict:
    counted = Decimal(len(reading.items))
    agreement = Agreement(Outcome.HOLDS if counted == stated.number else Outcome.BROKEN)
    return _verdict(
        agreement, reading, stated.number, counted, f"逐项数得 {counted} {'=' if counted == stated.number else '≠'} {stated.digits}"
    )


def _limit(stated: Quantity, reading: Reading, *, at_most: bool) -> Verdict:
    """An inequality between the stated value and the sum of the terms."""
    limit = _value(reading.terms)
    reach = reach_of_sum([(term.fact.quantity, term.sign) for term in reading.terms])
    own = interval(stated)
    if stated.value == limit or (stated.value < limit) is at_most:
        outcome = Outcome.HOLDS
    elif own.meets(reach):
        outcome = Outcome.BY_ROUNDING
    else:
        outcome = Outcome.BROKEN
    computed = limit / stated.factor
    sign = ("≤" if at_most else "≥") if outcome is not Outcome.BROKEN else (">" if at_most else "<")
    written = _written(reading.terms, stated)
    shown = f"{stated.digits}{stated.unit} {sign} {written if len(reading.terms) == 1 else f'{written} = {plain(computed)}'}{stated.unit}"
    return _verdict(Agreement(outcome), reading, stated.number, computed, shown)


def _equal(stated: Quantity, reading: Reading) -> Verdict:
    other = reading.terms[0].fact.quantity
    same_kind = stated.kind is other.kind
    if same_kind and stated.value == other.value:
        outcome = Outcome.HOLDS
    elif same_kind and (interval(stated).meets(interval(other)) or bounded(other.bound, other.value, stated.value)):
        outcome = Outcome.BY_ROUNDING
    else:
        outcome = Outcome.BROKEN
    sign = {Outcome.HOLDS: "=", Outcome.BY_ROUNDING: "≈"}.get(outcome, "≠")
    return _verdict(Agreement(outcome), reading, stated.number, other.value / stated.factor, f"{stated.shown} {sign} {other.shown}")


def _value(terms: Sequence[Term]) -> Decimal:
    """The signed sum of terms, in base units."""
    total = ZERO
    for term in terms:
        value = term.fact.quantity.value
        total = total + value if term.sign > 0 else total - value
    return total


def _intervals(reading: Reading) -> tuple[Interval, Interval]:
    """The operands' intervals. The same amount written twice is one amount: its quotient is exactly 1."""
    a, b = _value(reading.terms), _value(reading.over)
    if a == b:
        return Interval(a, a), Interval(b, b)
    return (
        reach_of_sum([(term.fact.quantity, term.sign) for term in reading.terms]),
        reach_of_sum([(term.fact.quantity, term.sign) for term in reading.over]),
    )


def _qualified(stated: Quantity, exact: Decimal, reading: Reading) -> Agreement | None:
    """With 余, 约, 以上 at an operand the result is a neighbourhood, not a number."""
    for term in (*reading.terms, *reading.over):
        if term.fact.quantity.bound is not Bound.EXACT:
            return Agreement(Outcome.BY_ROUNDING) if abs(stated.number - exact) * 10 <= abs(exact) else None
    return None


def _written(terms: Sequence[Term], like: Quantity) -> str:
    """Terms as a reader writes them, in the unit of `like`; several ones that are divided stand in brackets at the caller's."""
    written = ""
    factor = like.factor
    for term in terms:
        quantity, sign = term.fact.quantity, term.sign
        own = quantity.factor
        number = quantity.digits if own is factor or own == factor else plain(quantity.value / factor)
        if written:
            written += f" + {number}" if sign > 0 else f" − {number}"
        else:
            written = number if sign > 0 else f"−{number}"
    return written


def _bracketed(text: str) -> str:
    return f"({text})" if " " in text else text


def _told(value: Decimal) -> str:
    """A computed number with the minus sign that arithmetic is written with."""
    return plain(value).replace("-", "−")


def _relation(agreement: Agreement, stated: Decimal, computed: Decimal) -> str:
    if stated == computed:
        return "="
    return "≈" if agreement.outcome is Outcome.BY_ROUNDING else "≠"


def shown_like(exact: Decimal, stated: Quantity) -> Decimal:
    """A computed value with two places more than the stated one, so that a reader sees the rounding."""
    unit = min((stated.step / stated.factor).normalize(), Decimal(1))
    return exact.quantize(unit / HUNDRED, ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """A decimal without exponent and without superfluous zeros behind the point."""
    text = str(value)  # twice as fast as the format, which is for 1E+4
    if "E" in text:
        text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_VERIFIERS: dict[Operation, Callable[[Quantity, Reading], Verdict]] = {
    Operation.SUM: _sum,
    Operation.QUOTIENT: _percentage,
    Operation.GROWTH: _percentage,
    Operation.DECLINE: _percentage,
    Operation.POINTS: _points,
    Operation.PRODUCT: _product,
    Operation.TIMES: _times,
    Operation.MEAN: _mean,
    Operation.COUNT: _count,
    Operation.AT_MOST: lambda stated, reading: _limit(stated, reading, at_most=True),
    Operation.AT_LEAST: lambda stated, reading: _limit(stated, reading, at_most=False),
    Operation.EQUAL: _equal,
}
