"""So many out of so many: 全镇 12 个村中，9 个村完成改造，完成比例为 75%."""

from __future__ import annotations

from collections.abc import Iterator

from auditor.extract.lines import Line
from auditor.extract.relations.operands import as_percent, quotient
from auditor.model import Bound, Claim, ClaimKind, Kind
from auditor.patterns import compiled

AMONG = compiled("[^，。；、,;\\d]{0,16}中[，,]?(?:已|共|仅)?有?\\s*")
RATE = compiled("(?:比例|占比|比重|[^\\W\\d]率)(?:为|达到?|是|约)*\\s*$")
REACH = 120  # characters in front of a rate that hold both counts
NAME = 14  # characters in front of a rate that name it


def out_of_claims(line: Line) -> Iterator[Claim]:
    """The rates behind two counts of one kind, the second of which is said to be among the first; no other count may stand by."""
    if "中" not in line.text:
        return
    for rate in line.quantities:
        if rate.kind is not Kind.PERCENT or not rate.is_exact:
            continue
        if not RATE.search(line.text, max(0, rate.start - NAME), rate.start):
            continue
        start = max(line.sentence(rate.start)[0], rate.start - REACH)
        counts = [q for q in line.between(start, rate.start) if q.kind is Kind.COUNT]
        if any(q.kind is Kind.PERCENT for q in line.between(start, rate.start)) or "；" in line.text[start : rate.start]:
            continue  # the counts belong to the rate before, or to another clause
        if len(counts) != 2 or counts[0].unit != counts[1].unit or counts[0].value < counts[1].value:
            continue
        if AMONG.fullmatch(line.text, counts[0].end, counts[1].start) and all(q.bound is Bound.EXACT and not q.high for q in counts):
            reading = quotient(line, counts[1], counts[0])
            traits = frozenset({"share", "alone"})
            yield Claim(ClaimKind.RATIO, line.fact(as_percent(rate), "占比"), (reading,), ("share",), traits, source=line.source)
