"""`StrEnum` and `IntEnum` as in `enum`, at a fifth of the price.

The type of Python 3.11's enumerations has a `__getattr__`, and what has one is asked slowly for everything: `Kind.MONEY` takes as long as a
short search, and one audit asks for fifteen thousand members. To type checkers they are the classes of `enum`, and they behave as those: members
are single, have `name` and `value`, are strings (or numbers) themselves, and are found by their value. See docs/decisions/0009-start.md.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import IntEnum, StrEnum
    from typing import Any

    __all__ = ["IntEnum", "StrEnum"]
else:

    class _Members(type):
        """Makes members of the plain values in the body of a class."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            made = super().__new__(cls, name, bases, body)
            made._members = {}
            for key, value in body.items():
                if key[0] != "_" and type(value) in (str, int):
                    member = made.__new__(made, value)
                    member.name, member.value = key, value
                    setattr(made, key, member)
                    made._members[value] = member
            return made

        def __call__(cls, value: object) -> object:
            """The member with this value."""
            member = cls._members.get(value)
            if member is None:
                raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
            return member

        def __iter__(cls) -> Iterator[object]:
            return iter(cls._members.values())

        def __reversed__(cls) -> Iterator[object]:
            return reversed(cls._members.values())

        def __len__(cls) -> int:
            return len(cls._members)

    class _Member:
        """What all members have in common."""

        def __repr__(self) -> str:
            return f"<{type(self).__name__}.{self.name}: {self.value!r}>"

        def __reduce__(self) -> tuple[type, tuple[object]]:
            return type(self), (self.value,)

    class StrEnum(_Member, str, metaclass=_Members):  # noqa: SLOT000 - name and value are its own
        """Strings with names."""

        __str__ = str.__str__

    class IntEnum(_Member, int, metaclass=_Members):
        """Numbers with names."""

        __str__ = int.__repr__
