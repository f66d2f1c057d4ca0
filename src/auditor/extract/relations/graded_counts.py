"""How many were given each grade, against how many there were: 对12个项目开展自评……“优”的8个、“良”的3个、“中”的2个."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line, family
from auditor.model import Bound, Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

_GRADE = "(?:优秀?|良好?|中等?|较?差|合格|不合格|基本合格|一般|较好|[ABCD])"
_QUOTED = f'[“"‘]?{_GRADE}[”"’]?(?:等次|等级|档次|档|级)?'
_BEFORE = compiled(f"(?:^|[，。；、：:（(为]|结果|等[次级]|评[为价定]|其中)\\s*{_QUOTED}的?(?:项目|指标|单位|部门)?(?:有|为|共|是)?\\s*$")
_BEHIND = compiled(
    f"\\s*(?:项目|指标|单位|部门)?(?:自评|评价|绩效|等[级次]|结果|被|评)*(?:为|是|评为|达到|获得?)?\\s*{_QUOTED}(?=[，。；、）)]|$)"
)
_GATE = compiled('[“"为、]优')
_FEWEST = 2
_LEAD = 14  # characters before a number that may hold a grade
_REACH = 160  # characters before the first grade in which the number of all stands
_FAR = 4  # the sum may miss the whole by a quarter; further apart, the two are of different things


def graded_counts(lines: Sequence[Line]) -> Iterator[Claim]:
    """The numbers of a paragraph by grade, as parts of the nearest number that is told for all of them."""
    for line in lines:
        if "优" in line.text and "良" in line.text and len(line.quantities) > _FEWEST and _GATE.search(line.text):
            yield from _claims(line)


def _claims(line: Line) -> Iterator[Claim]:
    counts = [quantity for quantity in line.quantities if _is_plain(quantity)]
    graded = [quantity for quantity in counts if _is_graded(line, quantity)]
    groups: dict[tuple[int, int], list[Quantity]] = {}
    for quantity in graded:
        groups.setdefault(line.sentence(quantity.start), []).append(quantity)
    for parts in groups.values():
        first = parts[0]
        if len(parts) < _FEWEST or len({family(part.unit) for part in parts}) > 1 or any(part.bound is not Bound.EXACT for part in parts):
            continue
        wholes = [
            other
            for other in counts
            if first.start - _REACH <= other.start < first.start and other not in graded and family(other.unit) == family(first.unit)
        ]
        total = sum(part.number for part in parts)
        whole = max(wholes, key=lambda other: other.number, default=None)
        if whole is None or any(other.number == total for other in wholes) or abs(whole.number - total) * _FAR > whole.number:
            continue
        reading = Reading(Operation.SUM, tuple(Term(line.fact(part)) for part in parts), name="各等次")
        yield Claim(ClaimKind.COUNT, line.fact(whole), (reading,), ("等次",), frozenset({"groups"}), source=line.source)


def _is_plain(quantity: Quantity) -> bool:
    return quantity.kind is Kind.COUNT and quantity.is_exact and quantity.factor == 1


def _is_graded(line: Line, quantity: Quantity) -> bool:
    """Whether a grade stands right before a number (“优”的8个) or right behind it (8个项目为“优”)."""
    text = line.text
    return _BEFORE.search(text, max(0, quantity.start - _LEAD), quantity.start) is not None or _BEHIND.match(text, quantity.end) is not None
