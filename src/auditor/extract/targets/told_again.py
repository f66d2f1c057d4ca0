"""A target that its own description tells again, with the limit on the other side or in another unit: ≤95 % beside 不低于95%."""

from __future__ import annotations

from auditor.extract.lines import Line
from auditor.model import Bound, Kind, Quantity

_UP = frozenset({Bound.AT_LEAST, Bound.MORE, Bound.OVER})
_DOWN = frozenset({Bound.AT_MOST, Bound.LESS})
_UNITLESS = frozenset({Kind.NUMBER, Kind.SCORE})
_FEWEST_FIGURES = 2  # a number of one figure, or a round one, may be another thing's by chance


def told_again(target: Quantity | None, described: Line | None) -> frozenset[str]:
    """Traits: "contrary-limit" where the description sets the same number as a limit the other way, "other-unit" where its unit is of another kind."""
    if target is None or described is None or target.high is not None:
        return frozenset()
    same = [quantity for quantity in described.quantities if quantity.number == target.number and quantity.high is None]
    if not same:
        return frozenset()
    alike = [quantity for quantity in same if quantity.kind in _UNITLESS or (quantity.kind is target.kind and _one_unit(quantity, target))]
    if alike:
        sides = {quantity.bound for quantity in alike}
        contrary = (target.bound in _DOWN and sides <= _UP) or (target.bound in _UP and sides <= _DOWN)
        return frozenset({"contrary-limit"}) if contrary else frozenset()
    odd = target.kind is Kind.COUNT and {quantity.kind for quantity in same} <= {Kind.MONEY, Kind.PERCENT}
    figures = len(target.number.normalize().as_tuple().digits)
    return frozenset({"other-unit"}) if odd and len(same) == 1 and figures >= _FEWEST_FIGURES else frozenset()


def _one_unit(one: Quantity, other: Quantity) -> bool:
    return one.kind is not Kind.COUNT or one.unit == other.unit
