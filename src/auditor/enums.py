"""`StrEnum` and `IntEnum` as in `enum`, at a fraction of the price.

The type of Python 3.11's enumerations has a `__getattr__`, and what has one is asked slowly for everything: `Kind.MONEY` takes as long as a
short search, and one audit asks for fifteen thousand members. Nor does Python 3.11 remember where it found something of a class, as it does
for an object. So an enumeration is an object here, with its members for attributes, and its class is known to the members alone. To type
checkers they are the classes of `enum`, and they behave as those: members are single, have `name` and `value`, are strings (or numbers)
themselves, and are found by their value. See docs/decisions/0009-start.md.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import IntEnum, StrEnum
    from typing import Any

    __all__ = ["IntEnum", "StrEnum"]
else:

    class _Members:
        """An enumeration: its members by their names."""

        def __init__(self, kind: type, body: dict[str, Any]) -> None:
            self._kind = kind
            self._members = members = {}
            for key, value in body.items():
                if key[0] != "_" and type(value) in (str, int):
                    member = kind.__new__(kind, value)
                    member.name, member.value, member._of = key, value, self  # noqa: SLF001 - how a member that is copied finds itself
                    setattr(self, key, member)
                    members[value] = member
            self.__doc__, self.__module__ = kind.__doc__, kind.__module__
            self.__name__, self.__qualname__ = kind.__name__, kind.__qualname__

        def __call__(self, value: object) -> object:
            """The member with this value."""
            member = self._members.get(value)
            if member is None:
                raise ValueError(f"{value!r} is not a valid {self.__qualname__}")
            return member

        def __instancecheck__(self, member: object) -> bool:
            return isinstance(member, self._kind)

        def __iter__(self) -> Iterator[object]:
            return iter(self._members.values())

        def __reversed__(self) -> Iterator[object]:
            return reversed(self._members.values())

        def __len__(self) -> int:
            return len(self._members)

        def __reduce__(self) -> str:
            return self.__qualname__

    class _Maker(type):
        """Makes an enumeration of the body of a class; nothing remains of this type."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type | _Members:
            if not bases or bases[0] is _Member:
                return super().__new__(cls, name, bases, body)
            return _Members(super().__new__(cls, name, bases, body), body)

    class _Member:
        """What all members have in common."""

        def __repr__(self) -> str:
            return f"<{type(self).__name__}.{self.name}: {self.value!r}>"

        def __reduce__(self) -> tuple[_Members, tuple[object]]:
            return self._of, (self.value,)

    class StrEnum(_Member, str, metaclass=_Maker):  # noqa: SLOT000 - name and value are its own
        """Strings with names."""

        __str__ = str.__str__

    class IntEnum(_Member, int, metaclass=_Maker):
        """Numbers with names."""

        __str__ = int.__repr__
