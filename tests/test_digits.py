"""Slips of a copying hand: one digit, or two neighbours that changed places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.digits import are_swapped, is_slip

DIGITS = st.text("0123456789", min_size=2, max_size=9)


@pytest.mark.parametrize(
    ("one", "other", "swapped", "slip"),
    [
        ("1286", "1268", True, True),
        ("1286", "1286", False, False),
        ("1286", "1276", False, True),
        ("1286", "1275", False, False),
        ("1286", "8216", False, False),
        ("1286", "128", False, False),
        ("1128", "1182", True, True),
        ("12861", "12681", True, True),
        ("12868", "12688", True, True),
        ("128641", "126842", False, False),
        ("7", "8", False, True),
        ("", "", False, False),
    ],
)
def test_slips(one: str, other: str, *, swapped: bool, slip: bool) -> None:
    """Equal numbers, numbers of two lengths and two slips at once are none."""
    assert (swapped, slip) == (are_swapped(one, other), is_slip(one, other))
    assert (swapped, slip) == (are_swapped(other, one), is_slip(other, one))


@given(DIGITS, st.data())
def test_neighbours_that_change_places(number: str, data: st.DataObject) -> None:
    """Found wherever they stand, unless they are the same digit."""
    at = data.draw(st.integers(0, len(number) - 2))
    turned = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    assert are_swapped(number, turned) is is_slip(number, turned) is (number != turned)


@given(DIGITS, st.data())
def test_one_other_digit(number: str, data: st.DataObject) -> None:
    """A slip wherever it stands, and never a swap."""
    at = data.draw(st.integers(0, len(number) - 1))
    digit = data.draw(st.sampled_from("0123456789"))
    changed = number[:at] + digit + number[at + 1 :]
    assert (is_slip(number, changed), are_swapped(number, changed)) == (number != changed, False)
