"""What a list that misses its total shows of itself, where no word closes it: by how much, and in which way, it misses."""

from __future__ import annotations

from decimal import Decimal

from auditor.audit.tolerance import digit_slip, figures, near, plain_slip
from auditor.model import Checked, Kind

NEAR_WHEN_CLOSED = Decimal("0.10")
NEAR_WHEN_TOLD = Decimal("0.15")  # 分别为, or every part in a state of its own
NEARLY_ALL = Decimal("0.05")
PERSONS = frozenset("人名位")  # one of them may be of two kinds
FEW = 3
ENOUGH_DIGITS = 4  # of a total, to take a gap of one digit for a slip
FEWEST_DIGITS, MANY_DIGITS = 3, 5  # of a total that differs from its list by a slip: three or more parts or names of one make, and any


def tells_itself(item: Checked, stated: Decimal, computed: Decimal) -> bool:
    """Whether the numbers and names of a list alone say that something is wrong with it."""
    traits = item.claim.traits
    if "even" in traits and _cannot_be_partial(item, stated, computed):
        return True
    if "row" in traits and near(stated, computed, NEAR_WHEN_TOLD) and _is_row_off(item, stated, computed):
        return True
    if "to-the-end" in traits and near(stated, computed, NEAR_WHEN_TOLD) and _shows_itself(item, stated, computed):
        return True
    if "labelled" not in traits or not near(stated, computed, NEAR_WHEN_CLOSED):
        return False
    return _part_slip(item, stated, computed) or ("to-the-end" in traits and _miscounted(item, stated, computed))


def _is_row_off(item: Checked, stated: Decimal, computed: Decimal) -> bool:
    """Whether a row of parts in the unit of the whole is wrong by its numbers: more than the whole, one short of it with 其他, or a slip."""
    if computed > stated:
        return item.claim.stated.quantity.unit not in PERSONS
    return plain_slip(stated, computed) or ("residual" in item.claim.traits and near(stated, computed, NEARLY_ALL))


def _miscounted(item: Checked, stated: Decimal, computed: Decimal) -> bool:
    """Whether things of one unit, a few of each kind, are one short of their number (two, if three or more have names of one make), or more than it: 14 家，其中 6 家、5 家、2 家."""
    assert item.verdict.reading is not None  # a broken sum has one
    numbers = [item.claim.stated.quantity, *(term.fact.quantity for term in item.verdict.reading.terms)]
    things = all(q.kind is Kind.COUNT and q.factor == 1 and q.unit == numbers[0].unit for q in numbers)
    missing = 2 if "alike" in item.claim.traits and len(numbers) > FEW else 1
    return things and (0 < stated - computed <= missing or (computed > stated and numbers[0].unit not in PERSONS))


def _cannot_be_partial(item: Checked, stated: Decimal, computed: Decimal) -> bool:
    """Whether an even list differs as no partial list does: its parts exceed the total, it ends with 其他, or a few single things are missing."""
    if not near(stated, computed, NEAR_WHEN_CLOSED):
        return False
    few = item.claim.stated.quantity.kind is Kind.COUNT and stated - computed <= FEW and near(stated, computed, NEARLY_ALL)
    return computed > stated or "residual" in item.claim.traits or few


def _shows_itself(item: Checked, stated: Decimal, computed: Decimal) -> bool:
    """Whether a list that no word closes is wrong by its numbers: parts with names of one make that exceed their total, or a digit slip."""
    alike = "alike" in item.claim.traits
    many = item.verdict.reading is not None and len(item.verdict.reading.terms) >= FEW
    if many and computed > stated and item.claim.stated.quantity.kind is Kind.COUNT and near(stated, computed, NEAR_WHEN_CLOSED):
        return True
    if alike and computed > stated and item.verdict.reading is not None:
        return len({term.fact.quantity.unit for term in item.verdict.reading.terms} | {item.claim.stated.quantity.unit}) == 1
    digits = max(figures(stated), figures(computed))
    return plain_slip(stated, computed) and digits >= (FEWEST_DIGITS if alike or many else MANY_DIGITS)


def _part_slip(item: Checked, stated: Decimal, computed: Decimal) -> bool:
    """Whether a slip of one digit in one part explains the gap; numbers with few digits are too often near by chance."""
    assert item.verdict.reading is not None  # a broken sum has one
    parts = [term.fact.quantity.value / item.claim.stated.quantity.factor for term in item.verdict.reading.terms]
    if figures(stated) < (ENOUGH_DIGITS if len(parts) > 2 else ENOUGH_DIGITS + 1):
        return False
    return any(digit_slip(part, part + stated - computed) for part in parts if part + stated - computed > 0)
