"""Totals in a sentence of their own: 甲资助 60 人、4.20 万元；乙资助 700 人、21.00 万元。合计资助 760 人，资助金额 25.20 万元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from auditor.extract.lines import Line, like
from auditor.extract.relations.lists import MAX_ITEMS, is_change
from auditor.model import Claim, ClaimKind, Kind, Operation, Reading, Term
from auditor.patterns import compiled

OPENS = compiled("(?<=。)\\s*(?:以上|上述)?(?:合计|共计|总计)")
STOPS = compiled("[；;]")
NO_TOTAL = frozenset({Kind.PERCENT, Kind.POINTS, Kind.TIMES, Kind.DURATION, Kind.SCORE})
MOST_CUES = 50  # of one paragraph
MOST_TOTALS = 2  # of one sentence


def next_totals(lines: Sequence[Line]) -> Iterator[Claim]:
    """The totals of every sentence that begins with 合计, against the items of the sentence before: one amount between two semicolons."""
    for line in lines:
        if "。合计" in line.text or "。共计" in line.text or "。总计" in line.text:
            yield from _of_line(line)


def _of_line(line: Line) -> Iterator[Claim]:
    for found in islice(OPENS.finditer(line.text), MOST_CUES):
        start, end = line.sentence(found.end())
        before, _ = line.sentence(max(0, start - 1))
        cuts = [before, *(stop.end() for stop in STOPS.finditer(line.text, before, start)), start]
        if not 2 < len(cuts) <= MAX_ITEMS:
            continue
        groups = [line.between(low, high) for low, high in pairwise(cuts)]
        for total in line.between(found.end(), end)[:MOST_TOTALS]:
            parts = [[q for q in group if q.kind is total.kind and not is_change(line, q)] for group in groups]
            if total.kind in NO_TOTAL or not all(len(part) == 1 and like(part[0], total) and part[0].is_exact for part in parts):
                continue  # 60 人, 760 人次: what the total counts is not one thing
            if total.is_exact:
                terms = tuple(Term(line.fact(part[0])) for part in parts)
                traits = frozenset({"total-after", "labelled"})
                yield Claim(ClaimKind.SUM, line.fact(total), (Reading(Operation.SUM, terms),), ("合计",), traits, source=line.source)
