"""Relations that a model read become claims: every operand a quantity at its place, every order of them tried, traits that say how firm.

The model says what belongs together, the program computes. Since a model may tie true numbers into a relation the report does not
assert, a claim is `cue-in-quote` only where the sentence itself speaks of the relation, and of no other number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from auditor.extract.lines import like
from auditor.extract.llm.answers import Number, RelationItem
from auditor.extract.llm.grounding import Ground, Place
from auditor.model import Claim, ClaimKind, Kind, Operation, Reading, Source, Span, Term
from auditor.patterns import compiled

IN_QUOTE = "cue-in-quote"
_LONGEST_SCOPE = 400  # characters of a sentence that is one statement

# What the sentence must say for the relation to be the report's own.
_CUES = {
    "sum": "合计|共计|总计|总共|分别|构成|组成",  # 其中 and 包括 leave open whether the list is complete
    "remainder": "剩余|结余|结转|余额|尚余|未完成|还有|还剩",
    "ratio": "占",
    "growth": "增长|提高|上升|增幅",
    "decline": "下降|减少|降低|降幅",
    "change": "增加|减少|多了|少了|净增",
    "points": "百分点",
    "limit": "不超过|未超过|没有超过|控制在|以内|限额|上限",
}
# Words for what money does: parts of one whole all say the same, or nothing (基本支出 beside 项目支出, but not 支出 beside 结余).
_FLOWS = compiled("预算|支出|结余|结转|收入|到位|执行|追加|追减|下达|上年|去年|拨付|支付|收回|调整|年初|年末|新增|累计")
_RATES = frozenset({Kind.PERCENT})


def relation_claim(item: RelationItem, ground: Ground, inside: Span) -> Claim | None:
    """The claim that a relation makes; None where a number does not stand in the report, or the numbers cannot be so related."""
    quote = ground.find(item.quote, inside)
    stated = ground.number(item.stated, inside, quote)
    operands = _places(item.operands, ground, inside, quote)
    over = _places(item.over, ground, inside, quote)
    if quote is None or stated is None or operands is None or over is None or not _distinct(stated, [*operands, *over]):
        return None
    if item.kind == "count":
        return _count(item, stated, ground, inside, quote)
    made = _MAKERS[item.kind](stated, operands, over)
    if made is None:
        return None
    firm = {IN_QUOTE} if _in_quote(item.kind, quote, [stated, *operands, *over]) else set()
    return made._replace(traits=made.traits | firm, source=Source.LLM)


def _places(numbers: Sequence[Number], ground: Ground, inside: Span, quote: Span | None) -> list[Place] | None:
    """All numbers at their places; None if one of them has none."""
    found = [place for number in numbers if (place := ground.number(number, inside, quote)) is not None]
    return found if len(found) == len(numbers) else None


def _distinct(stated: Place, others: Sequence[Place]) -> bool:
    """Whether no place takes part twice: a number is no part of itself. A divisor may return in 占 (a ÷ (a + b))."""
    return stated.span not in {place.span for place in others}


# ------------------------------------------------------------------------------------------------------------- one relation

_Maker = Callable[[Place, list[Place], list[Place]], "Claim | None"]


def _sum(stated: Place, operands: list[Place], over: list[Place]) -> Claim | None:
    kind = stated.quantity.kind
    if over or len(operands) < 2 or not _alike(stated, operands) or kind in _RATES or _repeated(operands):
        return None
    scores = kind is Kind.SCORE
    return Claim(
        ClaimKind.SCORE_SUM if scores else ClaimKind.SUM,
        stated.fact(),
        (Reading(Operation.SUM, _terms(operands)), *_nested((), operands)),
        ("合计",),
        frozenset({"closed"} if scores else {"composed"}),
    )


def _remainder(stated: Place, operands: list[Place], over: list[Place]) -> Claim | None:
    if over or len(operands) < 2 or not _alike(stated, operands) or stated.quantity.kind in _RATES or _repeated(operands):
        return None
    readings = []
    for whole in operands:  # the model's order first: the whole stands in front
        rest = [place for place in operands if place is not whole]
        readings.append(Reading(Operation.SUM, (*_terms([whole]), *_terms(rest, -1))))
        readings += _nested(_terms([whole]), rest, -1)
    readings.append(Reading(Operation.SUM, _terms(operands), name="各项之和"))
    return Claim(ClaimKind.BALANCE, stated.fact(), tuple(readings), ("剩余",))


def _ratio(stated: Place, operands: list[Place], over: list[Place]) -> Claim | None:
    if (
        stated.quantity.kind not in _RATES
        or not operands
        or not over
        or not _is_base(over)
        or not _alike(operands[0], [*operands[1:], *over])
    ):
        return None
    a, b = _terms(operands), _terms(over)
    readings = [Reading(Operation.QUOTIENT, a, b), Reading(Operation.QUOTIENT, b, a, "分子分母互换")]
    if not _repeated([*operands, *over]):
        readings.append(Reading(Operation.QUOTIENT, a, (*a, *b), "以两者之和为分母"))
        readings.append(Reading(Operation.QUOTIENT, (*b, *_terms(operands, -1)), b, "以余下的部分为分子"))
    return Claim(ClaimKind.RATIO, stated.fact(), tuple(readings), ("占",), frozenset({"complete"}))


def _growth(operation: Operation) -> _Maker:
    other = Operation.DECLINE if operation is Operation.GROWTH else Operation.GROWTH

    def claim(stated: Place, operands: list[Place], over: list[Place]) -> Claim | None:
        if (
            stated.quantity.kind not in _RATES
            or len(operands) != 1
            or len(over) != 1
            or not _is_base(over)
            or not _alike(operands[0], over)
        ):
            return None
        a, b = _terms(operands), _terms(over)
        readings = (
            Reading(operation, a, b),
            Reading(other, a, b),
            Reading(operation, b, a, "本期与基期互换"),
            Reading(other, b, a, "本期与基期互换"),
            Reading(Operation.QUOTIENT, a, b, "以增减额除以基数"),
            Reading(Operation.QUOTIENT, b, a, "以增减额除以基数"),
        )
        return Claim(ClaimKind.GROWTH, stated.fact(), readings, ("up" if operation is Operation.GROWTH else "down",))

    return claim


def _change(stated: Place, operands: list[Place], over: list[Place]) -> Claim | None:
    both = [*operands, *over]
    if len(both) != 2 or not _alike(stated, both) or stated.quantity.kind in _RATES:
        return None
    readings = tuple(Reading(Operation.SUM, (*_terms([a]), *_terms([b], -1))) for a, b in (both, both[::-1]))
    if both[0].quantity.value < both[1].quantity.value:
        readings = readings[::-1]
    readings = (*readings, Reading(Operation.SUM, _terms(both), name="各项之和"))
    return Claim(ClaimKind.GROWTH, stated.fact(), readings, ("change",), frozenset({"amount"}))


def _points(stated: Place, operands: list[Place], over: list[Place]) -> Claim | None:
    both = [*operands, *over]
    if len(both) != 2 or stated.quantity.kind is not Kind.POINTS or any(place.quantity.kind not in _RATES for place in both):
        return None
    a, b = sorted(both, key=lambda place: -place.quantity.number)
    reading = Reading(Operation.POINTS, _terms([a]), _terms([b]))
    return Claim(ClaimKind.GROWTH, stated.fact(), (reading,), ("points",), frozenset({"base"}))


def _limit(stated: Place, operands: list[Place], over: list[Place]) -> Claim | None:
    limits = [*operands, *over]
    if len(limits) != 1 or not _alike(stated, limits):
        return None
    return Claim(ClaimKind.LIMIT, stated.fact(), (Reading(Operation.AT_MOST, _terms(limits)),), ("限额",), frozenset({"asserted"}))


_MAKERS: dict[str, _Maker] = {
    "sum": _sum,
    "remainder": _remainder,
    "ratio": _ratio,
    "growth": _growth(Operation.GROWTH),
    "decline": _growth(Operation.DECLINE),
    "change": _change,
    "points": _points,
    "limit": _limit,
}


def _count(item: RelationItem, stated: Place, ground: Ground, inside: Span, quote: Span) -> Claim | None:
    """A number of things and the places where they are told, one by one. Never firm: what else may be one of them only words tell."""
    found = [place for text in item.items if (place := ground.find(text, inside, quote)) is not None]
    if stated.quantity.kind is not Kind.COUNT or len(found) != len(item.items) or len(set(found)) != len(found) or len(found) < 2:
        return None
    ordered = sorted(found)
    if any(one.end > other.start for one, other in pairwise(ordered)):
        return None  # one thing quoted twice
    reading = Reading(Operation.COUNT, items=tuple(ordered))
    return Claim(ClaimKind.COUNT, stated.fact(), (reading,), ("列举",), frozenset({"plain", "announced"}), source=Source.LLM)


def _nested(whole: tuple[Term, ...], parts: Sequence[Place], sign: int = 1) -> list[Reading]:
    """The readings in which one of the parts lies in another (其中 inside 其中)."""
    if len(parts) + len(whole) < 3:
        return []
    return [
        Reading(Operation.SUM, (*whole, *_terms([place for place in parts if place is not one], sign)), name="一项含在他项之内")
        for one in parts
    ]


def _terms(places: Sequence[Place], sign: int = 1) -> tuple[Term, ...]:
    return tuple(Term(place.fact(), sign) for place in places)


def _is_base(places: Sequence[Place]) -> bool:
    """Whether a rate can be taken of these: a rate of rates is none that reports tell."""
    return all(place.quantity.kind not in _RATES for place in places)


def _alike(one: Place, others: Sequence[Place]) -> bool:
    return all(like(one.quantity, other.quantity) for other in others)


def _repeated(places: Sequence[Place]) -> bool:
    return len({place.span for place in places}) < len(places)


# --------------------------------------------------------------------------------------------------------- the report's own words


def _in_quote(kind: str, quote: Span, used: Sequence[Place]) -> bool:
    """Whether the quoted sentence of the report asserts the relation: it holds the cue and all numbers, and no other."""
    if not says(_CUES[kind], used, quote):
        return False
    stated, *parts = used
    if kind == "remainder":  # what remains is told last, and by its name
        named = compiled(_CUES[kind]).search(stated.line.label(stated.quantity)) is not None
        return named and all(part.quantity.start < stated.quantity.start for part in parts)
    flows = {frozenset(_FLOWS.findall(part.line.label(part.quantity))) for part in parts}
    return kind != "sum" or len(flows) == 1


def says(cue: str, used: Sequence[Place], quote: Span | None = None) -> bool:
    """Whether one sentence holds a cue (inside `quote`, if that is given) and all numbers used, and no other but their number."""
    line = used[0].line
    if any(place.line is not line for place in used):
        return False
    sentences = {line.sentence(place.quantity.start) for place in used}
    start, end = sentences.pop()
    if sentences or end - start > _LONGEST_SCOPE:
        return False
    found = compiled(cue).search(line.text, start, end)
    if found is None or (quote is not None and not quote.start <= line.span(*found.span()).start < quote.end):
        return False
    taken = {place.quantity.start for place in used}
    others = [quantity for quantity in line.between(start, end) if quantity.start not in taken]
    return all(other.kind is Kind.COUNT and other.number == len(used) - 1 for other in others)  # 三项合计
