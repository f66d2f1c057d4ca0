"""Results told by the names of what was done: 对东河村、西河村、南河村的账目进行了抽查 for a target of three.

Names count only where there are exactly as many of them as the target asks for: a list may be incomplete, or of something else.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.extract.lines import Line
from auditor.model import Kind, Quantity
from auditor.patterns import compiled
from auditor.records import Record

MOST = 20
LONGEST_NAME = 16
WHOLE = 100
_CLAUSE = compiled("[^，。；：,;:\n]{1,400}")
_LED = compiled("[对到赴][^、]{1,16}$")  # 对东河村
_OPEN_END = compiled("等(?!级|次)")


class Stretch(Record):
    """A part of a line: a heading, or the text behind it."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """Its characters."""
        return self.line.text[self.start : self.end]

    @property
    def quantities(self) -> Sequence[Quantity]:
        """What was read from it; offsets are offsets in the line."""
        return self.line.between(self.start, self.end)


def listed_names(body: Stretch, target: Quantity, rate: Quantity | None) -> Quantity | None:
    """The number of the names that a clause lists, if it is the target's; `rate` is the stated one, which must not say otherwise."""
    number = target.number
    if target.kind is not Kind.COUNT or not 1 < number <= MOST or (rate is not None and rate.number != WHOLE) or "、" not in body.text:
        return None
    text = body.line.text
    for clause in _CLAUSE.finditer(text, body.start, body.end):
        pieces = clause.group().split("、")
        inner = pieces[1:-1]
        if len(pieces) != number or _OPEN_END.search(pieces[-1]) or any(not piece or len(piece) > LONGEST_NAME for piece in inner):
            continue
        if any(clause.start() <= quantity.start < clause.end() for quantity in body.quantities):
            continue
        alike = len(pieces) > 2 and len({piece[-1] for piece in (pieces[0], *inner)}) == 1
        if alike or rate is not None or _LED.search(pieces[0]):
            start, end = clause.span()
            return target._replace(start=start, end=end, text=clause.group(), number_start=start, number_end=end, inherited=True)
    return None
