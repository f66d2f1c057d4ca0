"""Shortcuts of the verifiers decide what the long way decides."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.audit import slips, verify
from auditor.audit.tolerance import computed_agrees
from auditor.model import Checked, Claim, ClaimKind, Fact, Kind, Operation, Outcome, Quantity, Reading, Span, Term

NUMBERS = st.tuples(st.integers(1, 3000), st.integers(0, 2)).map(lambda drawn: Decimal(drawn[0]).scaleb(-drawn[1]))
RATES = st.sampled_from([Operation.QUOTIENT, Operation.GROWTH, Operation.DECLINE])


def fact(number: Decimal, unit: str = "万元") -> Fact:
    """An amount, or a rate in per cent."""
    factor = Decimal(1 if unit == "%" else 10000)
    step = Decimal(1).scaleb(int(number.as_tuple().exponent)) * factor
    kind = Kind.PERCENT if unit == "%" else Kind.MONEY
    return Fact(Quantity(0, 1, f"{number}{unit}", number, unit, kind, factor, step), Span(0, 1))


@given(NUMBERS, NUMBERS, NUMBERS, RATES)
def test_a_rate_that_is_far_off_is_broken_at_once(stated: Decimal, top: Decimal, bottom: Decimal, operation: Operation) -> None:
    """As it is with all that the rounding of its operands allows."""
    claim = Claim(ClaimKind.RATIO, fact(stated, "%"), (Reading(operation, (Term(fact(top)),), (Term(fact(bottom)),)),))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verify, "_is_far", lambda *_: False)
        long = verify.verify(claim)
    assert verify.verify(claim) == long


@given(NUMBERS, NUMBERS, st.integers(0, 90), st.integers(-5, 5), st.sampled_from([Operation.GROWTH, Operation.DECLINE]))
def test_a_slip_of_growth_is_found_where_any_power_is_tried(
    top: Decimal, bottom: Decimal, stated: int, power: int, operation: Operation
) -> None:
    """Powers that cannot bring a growth to what is stated are left out."""
    over = fact(bottom)
    quantity = fact(top).quantity
    moved = Fact(quantity._replace(number=quantity.number.scaleb(power), step=quantity.step.scaleb(power)), Span(0, 1))
    claim = Claim(ClaimKind.GROWTH, fact(Decimal(stated), "%"), (Reading(operation, (Term(moved),), (Term(over),)),))
    item = Checked(claim, verify.verify(claim))
    fitting = []
    sign = 1 if operation is Operation.GROWTH else -1
    a, b, rate = moved.quantity.value, over.quantity.value, claim.stated.quantity
    for step in (3, 4, 8, -3, -4, -8):
        if computed_agrees(rate, sign * 100 * (a.scaleb(-step) - b) / b).outcome is not Outcome.BROKEN:
            fitting.append(step)
    found = slips.unit_slip(item)
    if item.verdict.outcome is Outcome.BROKEN and slips._figures(rate.number) > 1:
        assert (found.power if found is not None else None) == (fitting[0] if fitting else None)
