"""Several measures of a whole and of its parts: 项目 53 个，总投资 294 亿元，其中：新建 18 个，总投资 130 亿元；续建 35 个，总投资 164 亿元.

Every part, between two semicolons, tells a measure under the very name that the whole has it under.
"""

from __future__ import annotations

from collections.abc import Iterator
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


def measure_sums(line: Line) -> Iterator[Claim]:
    """The measures of every whole in front of 其中 with those of its parts."""
    if "其中" not in line.text or ("；" not in line.text and ";" not in line.text):
        return
    for cue in islice(OF_WHICH.finditer(line.text), MOST_CUES):
        end = min(line.sentence(cue.end())[1], cue.end() + WINDOW)
        cuts = [cue.end(), *(stop.end() for stop in STOPS.finditer(line.text, cue.end(), end)), end]
        if not 2 < len(cuts) <= MAX_ITEMS:
            continue
        start = line.sentence(max(0, cue.start() - 1))[0]
        heads = [q for q in line.between(max(start, cue.start() - REACH), cue.start()) if _is_measure(line, q)]
        groups = [[q for q in line.between(low, high) if _is_measure(line, q)] for low, high in pairwise(cuts)]
        for whole in heads:
            name = line.label(whole)
            parts = [[q for q in group if like(q, whole) and line.label(q) == name] for group in groups]
            if sum(line.label(head) == name for head in heads) == 1 and all(len(part) == 1 for part in parts):
                reading = Reading(Operation.SUM, tuple(Term(line.fact(part[0])) for part in parts))
                yield Claim(ClaimKind.SUM, line.fact(whole), (reading,), ("其中",), frozenset({"parallel"}), source=line.source)


def _is_measure(line: Line, quantity: Quantity) -> bool:
    exact = quantity.is_exact and quantity.kind not in NO_SUMS
    return exact and len(line.label(quantity)) >= SHORTEST and not is_change(line, quantity)
