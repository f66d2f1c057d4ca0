"""`NamedTuple` as in `typing`, at a sixth of the price: the program has ninety of them, and each start makes them anew.

`typing.NamedTuple` compiles the annotation of every field to look at it, then a constructor for every class; nobody looks at ours, and
constructors with the same number of fields differ in names alone. To type checkers it is the class of `typing`, and it behaves as that:
a tuple with names, defaults, `_replace`, `_asdict` and `_fields`.

`Record` is written in the same way and is no tuple but a class with slots, for those that are asked for their fields all the time or made by the
hundred, and never taken apart or compared by the thousand. Python 3.11 gets a slot ten times as fast as a named place of a tuple, and an audit asks
a hundred thousand times; and it makes one in half the time. See docs/decisions/0009-start.md.
"""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from types import FunctionType

TYPE_CHECKING = False  # type checkers take it for true; importing it from `typing` costs as much as twenty of our modules
if TYPE_CHECKING:
    from collections.abc import Callable
    from functools import cached_property as derived
    from typing import Any, NamedTuple, Self, TypeVar, dataclass_transform

    __all__ = ["NamedTuple", "Record", "derived", "made"]

    T = TypeVar("T", bound=tuple[Any, ...])

    @dataclass_transform(frozen_default=True, order_default=True)
    class Record:
        """The base of a class whose annotated names are its slots, in this order, with their defaults. Compared, ordered and hashed by its values."""

        _fields: tuple[str, ...]

        def _replace(self, **changed: Any) -> Self:  # noqa: ANN401 - any field
            """A record with some fields changed. Raises `ValueError` for what is no field."""
            raise NotImplementedError

        def _asdict(self) -> dict[str, Any]:
            """The values by name."""
            raise NotImplementedError

    def made(kind: type[T], values: tuple[Any, ...], /) -> T:
        """A tuple with names of all its values, defaults included, in their order: nothing looks whether they fit.

        It takes a third of the time of `kind(…)`. For the few places that make records by the hundred, and for those alone.
        """
else:
    from collections import _tuplegetter  # what `namedtuple` is made of, too

    _new = made = tuple.__new__

    class _Record(tuple):
        """What all records have in common."""

        __slots__ = ()
        _fields: tuple[str, ...] = ()
        _places: dict[str, int] = {}  # noqa: RUF012 - of each field, set once when the class is made

        def _replace(self, **changed: object) -> _Record:
            """A record with some fields changed."""
            places, values = self._places, [*self]
            try:
                for name, value in changed.items():
                    values[places[name]] = value
            except KeyError as error:
                raise ValueError(f"Got unexpected field name: {error}") from None
            return _new(self.__class__, values)

        def _asdict(self) -> dict[str, Any]:
            """The values by name."""
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            return f"{type(self).__name__}({', '.join(f'{field}={value!r}' for field, value in self._asdict().items())})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    class _Maker(type):
        """Makes a record of the body of a class; nothing remains of this type."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            defaults = tuple(body.pop(field) for field in fields if field in body)
            body |= {field: _tuplegetter(index, None) for index, field in enumerate(fields)}
            body["_places"] = {field: index for index, field in enumerate(fields)}
            body |= {"__slots__": (), "__match_args__": fields, "_fields": fields, "__new__": _constructor(name, fields, defaults)}
            return type(name, (_Record,), body)

    class NamedTuple(metaclass=_Maker):
        """The base of a class whose annotated names are the fields of a tuple, in this order, with their defaults."""

    def _constructor(name: str, fields: tuple[str, ...], defaults: tuple[Any, ...]) -> FunctionType:
        """`__new__` with the fields as parameters."""
        code = _template(len(fields)).__code__.replace(co_varnames=("cls", *fields), co_name="__new__", co_qualname=f"{name}.__new__")
        return FunctionType(code, {"new": tuple.__new__, "__builtins__": {}}, "__new__", defaults)

    @cache
    def _template(count: int) -> FunctionType:
        """A constructor for `count` fields, whose names are still to be set."""
        names = "".join(f"_{index}, " for index in range(count))
        return eval(f"lambda cls, {names}: new(cls, ({names}))")  # noqa: S307 - as in `collections`; nothing from outside is in it

    class _Slotted:
        """What all records with slots have in common."""

        __slots__ = ()
        _fields: tuple[str, ...] = ()
        _places: dict[str, int] = {}  # noqa: RUF012 - of each field, set once when the class is made, as what reads all values in one go
        _all: attrgetter[tuple[object, ...]]

        def _replace(self, **changed: object) -> _Slotted:
            """A record with some fields changed."""
            places, values = self._places, [*self._all(self)]
            try:
                for name, value in changed.items():
                    values[places[name]] = value
            except KeyError as error:
                raise ValueError(f"Got unexpected field name: {error}") from None
            return self.__class__(*values)

        def _asdict(self) -> dict[str, Any]:
            """The values by name."""
            return dict(zip(self._fields, self._all(self), strict=True))

        def __eq__(self, other: object) -> bool:
            if self is other:
                return True
            return self._all(self) == self._all(other) if type(self) is type(other) else NotImplemented

        def __lt__(self, other: _Slotted) -> bool:
            return self._all(self) < self._all(other) if type(self) is type(other) else NotImplemented

        def __hash__(self) -> int:
            return hash(self._all(self))

        def _values(self) -> tuple[object, ...]:
            return self._all(self)

        def __repr__(self) -> str:
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"

    class derived:  # noqa: N801 - as `property`
        """A slot that is filled when a record is made, from its fields: for what is asked of most records, more than once."""

        __slots__ = ("read",)

        def __init__(self, read: Callable[[Any], object]) -> None:
            self.read = read

    class _SlotMaker(type):
        """Makes a record with slots of the body of a class; nothing remains of this type."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = tuple(body.get("__annotations__", ()))
            defaults = tuple(body.pop(field) for field in fields if field in body)
            further = {field: value.read for field, value in body.items() if type(value) is derived}
            for field in further:
                del body[field]
            body |= {"__slots__": (*fields, *further), "__match_args__": fields, "_fields": fields}
            body["__init__"] = _initialiser(name, fields, defaults, further)
            body |= {"_places": {field: index for index, field in enumerate(fields)}, "_all": attrgetter(*fields)}
            return type(name, (_Slotted,), body)

    class Record(metaclass=_SlotMaker):
        """The base of a class whose annotated names are its slots, in this order, with their defaults. Compared, ordered and hashed by its values."""

    def _initialiser(
        name: str, fields: tuple[str, ...], defaults: tuple[Any, ...], further: dict[str, Callable[[Any], object]]
    ) -> FunctionType:
        """`__init__` with the fields as parameters; `further` are read of the record when these are set."""
        code = _slot_template(len(fields), len(further)).__code__
        names = *fields, *(each for field in further for each in (f"read {field}", field))
        code = code.replace(co_varnames=("self", *fields), co_names=names, co_name="__init__", co_qualname=f"{name}.__init__")
        return FunctionType(code, {"__builtins__": {}, **{f"read {field}": read for field, read in further.items()}}, "__init__", defaults)

    @cache
    def _slot_template(count: int, further: int) -> FunctionType:
        """An initialiser for `count` fields and `further` slots that are read of these, whose names are still to be set."""
        names = [f"_{index}" for index in range(count)]
        filled = [*(f"self.{name} = {name}" for name in names), *(f"self.slot{index} = read{index}(self)" for index in range(further))]
        space: dict[str, Any] = {}
        exec(f"def made(self, {', '.join(names)}):\n  " + "; ".join(filled), space)  # noqa: S102 - as above
        return space["made"]
