"""Several measures of a whole and of its parts: 项目 53 个，总投资 294 亿元，其中：新建 18 个，总投资 130 亿元；续建 35 个，总投资 164 亿元.

Every part, between two semicolons, tells a measure under the very name that the whole has it under.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from auditor.extract.lines import Line, like
from auditor.extract.relations.lists import MAX_ITEMS, is_change
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

OF_WHICH = compiled("[，,。]\\s*其中[：:，,]?")
STOPS = compiled("[；;]")
NO_SUMS = frozenset({Kind.PERCENT, Kind.POINTS, Kind.TIMES, Kind.DURATION, Kind.SCORE})
SHORTEST = 3  # characters of a measure's name
REACH = 200  # characters in front of 其中 that tell the whole
WINDOW = 900  # characters that the parts may take
MOST_CUES = 50  # of one paragraph


def measure_sums(lines: Sequence[Line]) -> Iterator[Claim]:
    """The measures of every whole in front of 其中 with those of its parts."""
    for line in lines:
        if "其中" in line.text and ("；" in line.text or ";" in line.text):
            yield from _of_line(line)


def _of_line(line: Line) -> Iterator[Claim]:
    for cue in islice(OF_WHICH.finditer(line.text), MOST_CUES):
        end = min(line.sentence(cue.end())[1], cue.end() + WINDOW)
        cuts = [cue.end(), *(stop.end() for stop in STOPS.finditer(line.text, cue.end(), end)), end]
        if not 2 < len(cuts) <= MAX_ITEMS:
            continue
        start = line.sentence(max(0, cue.start() - 1))[0]
        heads = [(q, line.label(q)) for q in line.between(max(start, cue.start() - REACH), cue.start()) if _is_measure(line, q)]
        heads = [(whole, name) for whole, name in heads if len(name) >= SHORTEST]
        names = [name for _, name in heads]
        for whole, name in heads:
            parts = _parts(line, whole, name, cuts) if names.count(name) == 1 else []
            if parts:
                reading = Reading(Operation.SUM, tuple(Term(line.fact(part)) for part in parts))
                yield Claim(ClaimKind.SUM, line.fact(whole), (reading,), ("其中",), frozenset({"parallel"}), source=line.source)


def _parts(line: Line, whole: Quantity, name: str, cuts: Sequence[int]) -> list[Quantity]:
    """The one measure between each two cuts that is called what the whole is called; empty where one has none, or two."""
    parts: list[Quantity] = []
    for low, high in pairwise(cuts):
        if name not in line.text[low:high]:
            return []
        told = [q for q in line.between(low, high) if like(q, whole) and _is_measure(line, q) and line.label(q) == name]
        if len(told) != 1:
            return []
        parts.append(told[0])
    return parts


def _is_measure(line: Line, quantity: Quantity) -> bool:
    return quantity.is_exact and quantity.kind not in NO_SUMS and not is_change(line, quantity)
