"""The pieces a number format is made of."""

from __future__ import annotations

from auditor.records import NamedTuple


class Token(NamedTuple):
    """A piece of a format: "literal", "digit", "point", "comma", "percent", "date", "elapsed", "half", "general", "text"."""

    kind: str
    text: str
