"""年初预算 a，追加 b，调减 c，调整后预算 d: an adjusted budget told with what it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line, like
from auditor.model import Claim, ClaimKind, Kind, Operation, Reading, Term
from auditor.patterns import compiled

ADJUSTED = compiled("调整后(?:的)?(?:预算|全年预算)?[数额]?$")
INITIAL = compiled("年初(?:批复)?预算[数额]?$|年初批复[数额]?$")
MORE = compiled("追加|调增|增加")
LESS = compiled("调减|核减|减少|收回")
WINDOW = 160  # characters in front of the adjusted budget that hold the others


def adjusted_budget(lines: Sequence[Line]) -> Iterator[Claim]:
    """年初预算 + 追加 − 调减 = 调整后预算, wherever one sentence tells them."""
    for line in lines:
        if "调整后" in line.text:
            yield from _of_line(line)


def _of_line(line: Line) -> Iterator[Claim]:
    for total in line.quantities:
        if total.kind is not Kind.MONEY or not ADJUSTED.search(line.label(total)):
            continue
        start, _ = line.sentence(total.start)
        signed: dict[str, Term] = {}
        for quantity in line.between(max(start, total.start - WINDOW), total.start):
            label = line.label(quantity)
            if not like(quantity, total):
                continue
            if INITIAL.search(label):
                signed["initial"] = Term(line.fact(quantity))
            elif MORE.search(label):
                signed["more"] = Term(line.fact(quantity))
            elif LESS.search(label):
                signed["less"] = Term(line.fact(quantity), -1)
        if "initial" in signed and len(signed) > 1:
            reading = Reading(Operation.SUM, tuple(signed.values()), name="年初预算加减调整数")
            yield Claim(ClaimKind.SUM, line.fact(total), (reading,), ("调整后",), frozenset({"composed", "labelled"}), source=line.source)
