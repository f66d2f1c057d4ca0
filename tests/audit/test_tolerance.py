"""When two numbers agree."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.audit.tolerance import Agreement, computed_agrees, digit_slip, power_of_ten, sums_agree
from auditor.extract.numbers.quantities import scan
from auditor.model import Outcome, Quantity

AMOUNTS = st.integers(min_value=1, max_value=10**9).map(lambda cents: Decimal(cents) / 100)
COUNTS = st.integers(min_value=1, max_value=10**6)


def quantity(text: str) -> Quantity:
    """The one quantity of a short text."""
    (found,) = scan(text)
    return found


@given(st.lists(AMOUNTS, min_size=2, max_size=8))
def test_a_sum_of_written_amounts_holds(parts: list[Decimal]) -> None:
    """What was added up from the written digits agrees to the last digit."""
    total = quantity(f"合计{sum(parts):.2f}万元")
    assert sums_agree(total, [(quantity(f"甲{part:.2f}万元"), 1) for part in parts]) == Agreement(Outcome.HOLDS)


@given(st.lists(AMOUNTS, min_size=2, max_size=8))
def test_rounded_parts_still_make_their_total(parts: list[Decimal]) -> None:
    """Parts rounded to one decimal meet the exact total within half a unit each."""
    total = quantity(f"合计{sum(parts):.2f}万元")
    rounded = [part.quantize(Decimal("0.1"), ROUND_HALF_UP) for part in parts]
    assert sums_agree(total, [(quantity(f"甲{part:.1f}万元"), 1) for part in rounded]).outcome is not Outcome.BROKEN


@given(st.lists(COUNTS, min_size=2, max_size=6), st.integers(min_value=1, max_value=50))
def test_counted_things_are_exact(parts: list[int], surplus: int) -> None:
    """One person too many is broken."""
    total = quantity(f"共{sum(parts) + surplus}人")
    assert sums_agree(total, [(quantity(f"甲{part}人"), 1) for part in parts]).outcome is Outcome.BROKEN


@given(st.integers(min_value=1, max_value=10**6), st.integers(min_value=1, max_value=10**6), st.sampled_from([ROUND_HALF_UP, ROUND_DOWN]))
def test_rounded_and_truncated_rates_agree(done: int, whole: int, rounding: str) -> None:
    """A rate printed with two decimals agrees however it was cut."""
    exact = Decimal(100 * done) / Decimal(whole)
    stated = quantity(f"完成率{exact.quantize(Decimal('0.01'), rounding)}%")
    assert computed_agrees(stated, exact).outcome is not Outcome.BROKEN


@given(st.integers(min_value=1, max_value=10**5), st.integers(min_value=10, max_value=10**5), st.integers(min_value=3, max_value=500))
def test_a_rate_three_units_off_is_broken(done: int, whole: int, units: int) -> None:
    """Further than rounding can reach."""
    exact = Decimal(100 * done) / Decimal(whole)
    stated = quantity(f"完成率{(exact + units * Decimal('0.01')).quantize(Decimal('0.01'))}%")
    assert computed_agrees(stated, exact).outcome is Outcome.BROKEN


def test_the_finest_place_holds_for_one_unit_only() -> None:
    """1.6 beside 1.06 is 1.60; 0.8 亿元 beside 20 万元 stays 0.8 亿元."""
    same = [(quantity("甲1.6亿元"), 1), (quantity("乙1.06亿元"), 1), (quantity("丙1.16亿元"), 1)]
    mixed = [(quantity("甲0.8亿元"), 1), (quantity("乙20万元"), 1), (quantity("丙4.9亿元"), 1)]
    assert sums_agree(quantity("共3.76亿元"), same).outcome is Outcome.BROKEN
    assert sums_agree(quantity("共5.7亿元"), mixed).outcome is Outcome.BY_ROUNDING


@pytest.mark.parametrize(
    ("stated", "computed", "expected"),
    [
        ("88.60", "88.10", True),
        ("5732.08", "5723.08", True),
        ("12.46", "12.446", True),
        ("96.75", "91.25", False),
        ("12", "21", False),
        ("5", "6", False),
    ],
)
def test_digit_slips(stated: str, computed: str, expected: bool) -> None:
    """One wrong digit, swapped neighbours, a doubled digit; short numbers prove nothing."""
    assert digit_slip(Decimal(stated), Decimal(computed)) is expected


@pytest.mark.parametrize(
    ("stated", "computed", "expected"), [("350", "3500", -1), ("0.35", "3500", -4), ("12.5", "12.5", 0), ("12", "125", 0), ("0", "10", 0)]
)
def test_powers_of_ten(stated: str, computed: str, expected: int) -> None:
    """The exponent by which a decimal point or a unit slipped."""
    assert power_of_ten(Decimal(stated), Decimal(computed)) == expected
