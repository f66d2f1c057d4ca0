"""The key of a quantity, and how two keys compare: component by component, each the same, apart, or not told.

Only equal keys can conflict. One component that is not told makes a contradiction doubtful, two make it a question.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.enums import IntEnum
from auditor.records import NamedTuple, Record


class Likeness(IntEnum):
    """How one component of two keys compares."""

    APART = 0
    UNTOLD = 1
    SAME = 2


class Key(Record):
    """Which quantity a number is. What a text does not say is empty."""

    what: str  # the name without what every name may carry: 河堤加固
    act: str = ""  # 新建, 改造: what was done to it
    whose: frozenset[str] = frozenset()  # the village, project or fund that it is of
    period: str = ""  # "2019", "other", "10月"; the report's own year is empty: what tells no period means it
    basis: str = ""  # budget, adjusted, received, actual, target, plan
    unit: str = ""  # the family of its unit

    def compare(self, other: Key, what: Likeness) -> Comparison:
        """Both keys, component by component; how alike the names are, `what`, is for the caller to say."""
        return Comparison(
            what,
            _told(self.act, other.act),
            _of_sets(self.whose, other.whose),
            Likeness.SAME if self.period == other.period else Likeness.APART,
            Likeness.APART if _one_is_target(self.basis, other.basis) else _told(self.basis, other.basis),
        )


class Comparison(NamedTuple):
    """The likeness of each component of two keys."""

    what: Likeness
    act: Likeness
    whose: Likeness
    period: Likeness
    basis: Likeness

    @property
    def apart(self) -> bool:
        """Whether the two are different quantities."""
        return Likeness.APART in self

    @property
    def untold(self) -> tuple[str, ...]:
        """The components that one of the two leaves open."""
        return tuple(name for name, likeness in zip(self._fields, self, strict=True) if likeness is Likeness.UNTOLD)


def _one_is_target(one: str, other: str) -> bool:
    """A target is not held against what may be a result."""
    return one != other and "target" in (one, other)


def _told(one: str, other: str) -> Likeness:
    if one == other:
        return Likeness.SAME
    return Likeness.APART if one and other else Likeness.UNTOLD


def _of_sets(one: frozenset[str], other: frozenset[str]) -> Likeness:
    """Names of owners: the same where none is told; where one is told, the other may mean it, too."""
    if one == other or _held(one, other) or _held(other, one):
        return Likeness.SAME
    return Likeness.APART if one and other else Likeness.UNTOLD


def _held(short: Iterable[str], long: Iterable[str]) -> bool:
    """Whether every name of one side ends a name of the other: 东岭村 and 青山镇东岭村."""
    names = list(short)
    return bool(names) and all(any(name in other for other in long) for name in names)
