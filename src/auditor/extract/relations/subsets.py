"""What a few things are split into or left over from: 未完工的 3 处中甲镇 2 处、乙镇 1 处; 28 项政策，除甲外，其余 27 项."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from auditor.extract.lines import Line, family
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

AMONG = compiled(
    "(?P<noun>[一-龥]{0,10}?)[，,]?(?<!其)中(?!心|小|央|等|国|学|医|期|标|型|层|介|转|试|共|有|还|已|尚|央|部|游|高|药)[，,：:]?"
)
SPLIT = compiled("[、，,和及与]+(?P<name>[一-龥（）()“”]{2,14}?)\\s*(?=\\d)")
FIRST = compiled("(?P<name>[一-龥（）()“”]{2,14}?)\\s*(?=\\d)")
NO_PART = compiled("完成|已|未|涉及|其中|新|共|计|仅|有|占|约|投入|资金|较|比|达|率|增|减|每|均")
ENDS = compiled("\\s*(?:[，。；;,]|$)(?!\\s*(?:其他|其余|另|剩余))")
EXCEPT = compiled(
    "(?P<noun>[一-龥]{0,8})[，,]除了?(?P<one>[^，。；、和及与\\d]{2,24}?)(?:以外|之外|外)[，,]?(?:其余|其他|其它|剩余|剩下)(?:的)?\\s*(?=\\d)"
)
NO_ONE = compiled("指标|任务|工作|资金|经费|措施|人员|类|各|部分|个别|少数|等|几|多")  # may be several
MOST = 60  # of one paragraph
FARTHEST = 12  # characters behind a whole up to 中 and with it
REACH = 90  # characters behind a whole in which its parts stand
MOST_ITEMS = 12


def subset_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """The wholes of each paragraph with the parts that their sentence splits them into."""
    for line in lines:
        text = line.text
        among, but = "中" in text, "除" in text and "其" in text
        counts = list(islice(filter(_counts, line.quantities), MOST)) if among or but else []
        for quantity in counts if among else ():
            end = quantity.end
            found = AMONG.match(text, end) if text.find("中", end, end + FARTHEST) >= 0 else None
            claim = _split(line, quantity, found) if found else None
            if claim is not None:
                yield claim
        for quantity in counts if but else ():
            found = EXCEPT.match(text, quantity.end)
            claim = _left(line, quantity, found) if found else None
            if claim is not None:
                yield claim


def _split(line: Line, whole: Quantity, found: re.Match[str]) -> Claim | None:
    """N 处中甲 a 处、乙 b 处，: parts up to the end of their clause, none with other words than a name."""
    parts: list[Quantity] = []
    names: set[str] = set()
    at = found.end()
    for part in line.between(at, at + REACH)[:MOST_ITEMS]:
        name = (SPLIT if parts else FIRST).match(line.text, at)
        if name is None or name.end() != part.start or NO_PART.search(name["name"]):
            break
        if not _counts(part) or family(part.unit) != family(whole.unit):
            return None
        parts.append(part)
        names.add(name["name"])
        at = part.end
    if len(parts) < 2 or len(names) < len(parts) or not ENDS.match(line.text, at):
        return None
    reading = Reading(Operation.SUM, tuple(Term(line.fact(part)) for part in parts))
    return Claim(ClaimKind.SUM, line.fact(whole), (reading,), ("中",), frozenset({"labelled", "among"}), source=line.source)


def _left(line: Line, whole: Quantity, found: re.Match[str]) -> Claim | None:
    """N 项，除一项外，其余 N − 1 项: one thing is named, the rest is told."""
    rest = next(iter(line.between(found.end(), found.end() + 12)), None)
    if NO_ONE.search(found["one"]) or rest is None or rest.start != found.end() or rest.unit != whole.unit or not _counts(rest):
        return None
    one = whole._replace(number=whole.number / whole.number, text=f"1{whole.unit}")
    named = line.fact(one, found["one"])._replace(span=line.span(found.start("one"), found.end("one")))
    reading = Reading(Operation.SUM, (Term(line.fact(whole)), Term(named, -1)), name="总数减去除外的一项")
    return Claim(ClaimKind.BALANCE, line.fact(rest), (reading,), ("其余",), frozenset({"excepted"}), source=line.source)


def _counts(quantity: Quantity) -> bool:
    return quantity.kind is Kind.COUNT and quantity.is_exact and quantity.factor == 1
