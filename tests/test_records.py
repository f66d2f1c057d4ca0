"""Our `NamedTuple` behaves as that of `typing`."""

from __future__ import annotations

import copy
import inspect
import pickle
import typing

import pytest

from auditor.records import NamedTuple


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
