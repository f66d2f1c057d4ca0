"""Our enumerations behave as those of `enum`."""

from __future__ import annotations

import copy
import enum
import json
import pickle

import pytest

from auditor.enums import IntEnum, StrEnum


class Ours(StrEnum):
    """Strings."""

    ONE = "one"
    TWO = "two"

    def doubled(self) -> str:
        """A method of the body."""
        return self * 2


class Theirs(enum.StrEnum):
    """What `enum` makes of the same values."""

    ONE = "one"
    TWO = "two"


class Number(IntEnum):
    """Numbers."""

    NONE = 0
    SOME = 1


def test_members_are_strings_with_a_name() -> None:
    """Name, value, text and representation are those of the library."""
    for ours, theirs in zip(Ours, Theirs, strict=True):
        assert (theirs.name, theirs.value, str(theirs), f"{theirs:>5}", json.dumps(theirs), hash(theirs)) == (
            ours.name,
            ours.value,
            str(ours),
            f"{ours:>5}",
            json.dumps(ours),
            hash(ours),
        )
        assert repr(theirs).replace("Theirs", "Ours") == repr(ours)
    assert ("Strings.", "oneone") == (Ours.__doc__, Ours.ONE.doubled())


def test_members_are_numbers_with_a_name() -> None:
    """They compare and print as numbers do."""
    assert [(False, "0", "<Number.NONE: 0>"), (True, "1", "<Number.SOME: 1>")] == [(bool(one), str(one), repr(one)) for one in Number]
    assert max(Number) is Number.SOME


def test_members_are_single() -> None:
    """Found by value, copied and pickled, a member stays the same object; what is no value is refused."""
    assert Ours("two") is Ours.TWO
    assert all(made is Ours.TWO for made in (copy.copy(Ours.TWO), copy.deepcopy(Ours.TWO), pickle.loads(pickle.dumps(Ours.TWO))))  # noqa: S301 - our own
    with pytest.raises(ValueError, match="'three' is not a valid Ours"):
        Ours("three")


def test_a_class_is_a_row_of_its_members() -> None:
    """In the order in which they are written."""
    assert ([Ours.ONE, Ours.TWO], [Ours.TWO, Ours.ONE], 2) == (list(Ours), list(reversed(Ours)), len(Ours))
