"""Our `NamedTuple` behaves as that of `typing`, and our `Record` as it does but for not being a tuple."""

from __future__ import annotations

import copy
import inspect
import pickle
import typing

import pytest

from auditor.records import NamedTuple, Record, derived


class Ours(NamedTuple):
    """A record."""

    first: Nobody | typing.Any  # type: ignore[name-defined]  # noqa: F821 - annotations are not looked at
    second: int = 2
    third: str = ""

    @property
    def both(self) -> tuple[typing.Any, int]:
        """A property of the body."""
        return self.first, self.second

    @classmethod
    def made(cls) -> Ours:
        """A class method of the body."""
        return cls((), third="甲")


class Theirs(typing.NamedTuple):
    """What `typing` makes of the same fields."""

    first: typing.Any
    second: int = 2
    third: str = ""


def test_it_is_a_tuple_with_names() -> None:
    """Values, defaults, equality, order and representation are those of the tuple of `typing`."""
    ours, theirs = Ours(1, third="乙"), Theirs(1, third="乙")
    assert (tuple(theirs), theirs._fields, theirs._asdict(), repr(theirs).replace("Theirs", "Ours"), hash(theirs)) == (
        tuple(ours),
        ours._fields,
        ours._asdict(),
        repr(ours),
        hash(ours),
    )
    assert (1, 2, "乙") == (ours.first, ours.second, ours.third)
    assert inspect.signature(Theirs).parameters.keys() == inspect.signature(Ours).parameters.keys()


def test_the_body_is_kept() -> None:
    """Docstring, properties and class methods."""
    assert ("A record.", ((), 2), "Ours", __name__) == (Ours.__doc__, Ours.made().both, Ours.__qualname__, Ours.__module__)


@pytest.mark.parametrize("record", [Ours, Theirs])
@pytest.mark.parametrize("given", [((), {}), ((1, 2, 3, 4), {}), ((1,), {"fourth": 4}), ((1,), {"first": 1})])
def test_wrong_fields_are_refused(record: type, given: tuple[tuple[int, ...], dict[str, int]]) -> None:
    """Missing, too many, unknown, twice."""
    with pytest.raises(TypeError, match=record.__name__):
        record(*given[0], **given[1])


def test_fields_can_be_replaced_and_not_set() -> None:
    """A record is frozen, and has no place for anything else."""
    record = Ours(1)
    assert Ours(1, 3) == record._replace(second=3)
    with pytest.raises(ValueError, match="fourth"):
        record._replace(fourth=4)  # type: ignore[call-arg]
    for name in ("first", "fourth"):
        with pytest.raises(AttributeError):
            setattr(record, name, 1)


def test_it_is_copied_pickled_and_matched() -> None:
    """As any tuple of the standard library."""
    record = Ours((1, 2), 3)
    assert [record] * 3 == [copy.copy(record), copy.deepcopy(record), pickle.loads(pickle.dumps(record))]  # noqa: S301 - our own
    match record:
        case Ours(first, second=3):
            assert first == (1, 2)
        case _:
            pytest.fail("does not match")


class Slotted(Record):
    """A record with slots."""

    first: typing.Any
    second: int = 2
    third: str = ""

    @property
    def both(self) -> tuple[typing.Any, int]:
        """A property of the body."""
        return self.first, self.second


def test_a_record_with_slots_holds_its_values() -> None:
    """Values, defaults, names and representation are those of the tuple of `typing`; it takes no other attribute."""
    ours, theirs = Slotted(1, third="乙"), Theirs(1, third="乙")
    assert (theirs._fields, theirs._asdict(), repr(theirs).replace("Theirs", "Slotted")) == (ours._fields, ours._asdict(), repr(ours))
    assert (1, 2, "乙", (1, 2)) == (ours.first, ours.second, ours.third, ours.both)
    assert inspect.signature(Theirs).parameters.keys() == inspect.signature(Slotted).parameters.keys()
    assert ("A record with slots.", "Slotted", __name__) == (Slotted.__doc__, Slotted.__qualname__, Slotted.__module__)
    with pytest.raises(AttributeError):
        ours.other = 1  # type: ignore[attr-defined]


def test_records_with_slots_are_compared_by_value() -> None:
    """As tuples are, but only with their own kind."""
    assert Slotted(1) == Slotted(1)
    assert hash(Slotted(1)) == hash(Slotted(1))
    assert Slotted(1) != Slotted(2)
    assert Slotted(1) != (1, 2, "")  # type: ignore[comparison-overlap]
    assert sorted([Slotted(2), Slotted(1, 3), Slotted(1)]) == [Slotted(1), Slotted(1, 3), Slotted(2)]
    with pytest.raises(TypeError):
        assert Slotted(1) < (1, 2, "")  # type: ignore[operator]


def test_a_record_with_slots_is_copied_and_changed() -> None:
    """`copy`, `pickle`, `_replace` and patterns of `match` know its fields."""
    record = Slotted([1], 2, "乙")
    assert [copy.copy(record), copy.deepcopy(record), pickle.loads(pickle.dumps(record))] == [record] * 3  # noqa: S301 - our own
    assert record._replace(third="丙") == Slotted([1], 2, "丙")
    match record:
        case Slotted(first, second, third):
            assert (first, second, third) == ([1], 2, "乙")
    with pytest.raises(ValueError, match="fourth"):
        record._replace(fourth=1)


@pytest.mark.parametrize("values", [(), (1, 2, "", 4)])
def test_a_record_with_slots_takes_its_fields_alone(values: tuple[typing.Any, ...]) -> None:
    """One too few or too many is an error of the caller."""
    with pytest.raises(TypeError):
        Slotted(*values)


class Worked(Record):
    """A record with a slot that is read of its fields."""

    first: int
    second: int = 2

    @derived
    def both(self) -> int:
        """The sum of the fields."""
        return self.first + self.second


def test_a_slot_may_be_derived_from_the_fields() -> None:
    """It is no field itself, and follows the fields when these are replaced."""
    record = Worked(1)
    assert (("first", "second"), 3, 6) == (record._fields, record.both, record._replace(first=4).both)
    assert [copy.copy(record).both, copy.deepcopy(record).both, pickle.loads(pickle.dumps(record)).both] == [3] * 3  # noqa: S301 - our own
    assert record == Worked(1, 2)
    assert repr(record) == "Worked(first=1, second=2)"
    with pytest.raises(TypeError):
        Worked(1, 2, 3)  # type: ignore[call-arg]
