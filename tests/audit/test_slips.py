"""Slips of the unit: one number that, moved by whole powers of ten, makes a broken claim hold."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.audit.slips import power_between, product_slip, unit_slip
from auditor.audit.verify import verify
from auditor.model import Checked, Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Span, Term

FACTORS = {"元": Decimal(1), "万元": Decimal(10000), "亿元": Decimal(100000000), "人": Decimal(1), "%": Decimal(1)}
KINDS = {"人": Kind.COUNT, "%": Kind.PERCENT}


def fact(number: str, unit: str) -> Fact:
    """An amount as a report tells it."""
    factor, value = FACTORS[unit], Decimal(number)
    step = Decimal(1).scaleb(int(value.as_tuple().exponent)) * factor
    quantity = Quantity(0, len(number + unit), number + unit, value, unit, KINDS.get(unit, Kind.MONEY), factor, step)
    return Fact(quantity, Span(0, len(number + unit)))


def checked(
    stated: Fact, operation: Operation, terms: list[Fact], over: list[Fact] | None = None, traits: frozenset[str] = frozenset()
) -> Checked:
    """A verified claim with one reading."""
    reading = Reading(operation, tuple(Term(term) for term in terms), tuple(Term(term) for term in over or []))
    claim = Claim(ClaimKind.SUM, stated, (reading,), traits=traits)
    return Checked(claim, verify(claim))


def told(item: Checked) -> tuple[str, int, Decimal] | None:
    """The number that slipped, by how many powers of ten, and what it should be."""
    slip = unit_slip(item)
    return None if slip is None else (slip.fact.quantity.text, slip.power, slip.fitting)


def test_a_total_in_another_unit() -> None:
    """The sum of the parts, ten thousand times too large."""
    item = checked(fact("846.35", "亿元"), Operation.SUM, [fact("624.15", "万元"), fact("222.20", "万元")])
    assert told(item) == ("846.35亿元", 4, Decimal("0.084635"))


def test_a_part_in_another_unit() -> None:
    """The gap that a part leaves is the part itself in 万元."""
    item = checked(fact("86", "万元"), Operation.SUM, [fact("52", "万元"), fact("34", "元")])
    assert told(item) == ("34元", -4, Decimal(340000))


def test_a_rate_whose_operand_is_in_another_unit() -> None:
    """The quotient has the stated digits, ten thousand times over."""
    item = checked(fact("95", "%"), Operation.QUOTIENT, [fact("3990000", "万元")], [fact("4200000", "元")])
    assert told(item) == ("3990000万元", 4, Decimal(399))


def test_a_growth_whose_base_is_in_another_unit() -> None:
    """Read in 万元 the base gives the stated growth."""
    item = checked(fact("9.07", "%"), Operation.GROWTH, [fact("3250.6", "万元")], [fact("2980.4", "元")])
    assert told(item) == ("3250.6万元", 4, Decimal("0.32506"))


@pytest.mark.parametrize(
    "item",
    [
        checked(fact("86", "万元"), Operation.SUM, [fact("52", "万元"), fact("35", "万元")]),
        checked(fact("86", "万元"), Operation.SUM, [fact("52", "万元"), fact("34", "万元")]),
        checked(fact("9.5", "%"), Operation.QUOTIENT, [fact("95", "万元")], [fact("100", "万元")]),
        checked(fact("99.9", "%"), Operation.DECLINE, [fact("1.1", "万元")], [fact("500", "万元")]),
        checked(fact("86", "万元"), Operation.SUM, [fact("52", "万元"), fact("34", "元")], traits=frozenset({"partial"})),
    ],
    ids=["plain error", "sound", "slip of the rate", "fall by almost all", "open list"],
)
def test_other_errors_are_no_slips(item: Checked) -> None:
    """What no other unit mends, what holds, what is a wrong rate, and lists that need not add up."""
    assert told(item) is None


@pytest.mark.parametrize(("limit", "power"), [("35.00", 1), ("3.5", 2), ("340", 0)])
def test_one_amount_in_two_sizes(limit: str, power: int) -> None:
    """An amount over its limit by a power of ten is the same amount."""
    assert power_between(checked(fact("350", "万元"), Operation.AT_MOST, [fact(limit, "万元")])) == power


@pytest.mark.parametrize(("stated", "slipped"), [("600000", True), ("6.0", True), ("61", False), ("60", False)])
def test_number_times_price_in_another_size(stated: str, *, slipped: bool) -> None:
    """1200 persons at 500 元 are 60 万元; rounding as written is accepted."""
    item = checked(fact(stated, "万元"), Operation.PRODUCT, [fact("500", "元")], [fact("1200", "人")])
    assert (product_slip(item) is not None) is slipped
