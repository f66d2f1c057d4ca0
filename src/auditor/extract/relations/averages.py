"""Means told beside what they are the mean of: 67 户 298 万元，户均 4.45 元; 人均公用经费 1.82 元 where 公用经费 and the staff stand elsewhere.

Only the size is claimed here, as for `products`: the amount may hold other money, but a mean with the very figures of total ÷ number is
that mean, and then its unit must be the one that comes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from auditor.extract.lines import FAMILIES, Line
from auditor.extract.relations.products import plain_count
from auditor.extract.stops import Stops
from auditor.model import Bound, Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled
from auditor.records import NamedTuple

MEAN = compiled(
    "(?P<front>[一-龥]{0,12}?)(?:(?P<each>[人户亩村校班台座辆所生师件笔场次批家组套床株头个])均|平均(?:每(?P<per>[一-龥]{1,2}))?|每(?P<single>[一-龥])(?=平均))(?P<of>[一-龥]{0,10})$"
)
PER = compiled("[／/每](?P<unit>公里|千米|平方米|立方米|[人户亩村座台辆米吨次所])")
WRAPPING = compiled("(?:每年|年度|实际|全年|综合)|(?:支出|投入|投资|造价|成本|费用|金额|额|水平|约|为|达到?|仅|是)+$")
BASIS = compiled("按照?(?P<basis>[一-龥]{2,16})(?:测算|计算|折算|平均|分摊)")
PEOPLE = ("在职", "在编", "在岗", "户籍", "常住", "参保", "受益", "学生", "编制")
TIMED = compiled("每[年月日天周季次学]|月均|年均|日均|每人每|上年|去年|同期")
COUNTED = frozenset({Kind.COUNT, Kind.AREA, Kind.LENGTH, Kind.WEIGHT})
MOST_BEFORE = 12  # numbers before a mean in its paragraph that may be what it is per
NEAR = 4  # quantities before a mean that may be its total and its number
LEAD = 24  # characters before a mean that name it
BEFORE = 60  # characters before a mean that may hold the basis it is reckoned on
MOST_MEANS = 60  # of one document
MOST_PAIRS = 12
MOST_NAMED = 20000  # amounts and numbers of a document that are looked through
SHORTEST_NAME = 4  # characters of a name that is looked for elsewhere
STOPS = Stops("，。；：、,;:（(")
FIGURES = 3  # of a mean that is held against amounts told elsewhere


class _Mean(NamedTuple):
    """A mean with what it is per, what it is the mean of, and whose."""

    line: Line
    place: int  # of the mean among the quantities of its line
    quantity: Quantity
    thing: str
    of: str
    front: str


def mean_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """Every mean of money with the pairs of total and number that its words name: beside it, or elsewhere under the same name."""
    means = list(islice((mean for line in lines if "均" in line.text for mean in _means(line)), MOST_MEANS))
    named = list(islice(_named(lines), MOST_NAMED)) if means else []
    for mean in means:
        beside = list(_beside(mean))
        pairs = beside or (list(islice(_elsewhere(mean, named), MOST_PAIRS)) if len(_figures(mean.quantity)) >= FIGURES else [])
        if pairs:
            readings = tuple(Reading(Operation.TIMES, (Term(total),), (Term(number),)) for total, number in pairs)
            yield Claim(ClaimKind.UNIT, mean.line.fact(mean.quantity), readings, ("均",), frozenset({"mean"}), source=mean.line.source)


def _means(line: Line) -> Iterator[_Mean]:
    for index, quantity in enumerate(line.quantities):
        if quantity.kind is not Kind.MONEY or quantity.high is not None or quantity.bound is not Bound.EXACT:
            continue
        start, _ = line.sentence(quantity.start)
        lead = line.text[max(start, quantity.start - LEAD) : quantity.start].rstrip(" \u3000")
        lead = STOPS.tail(lead)
        found = MEAN.search(lead)
        if found is None or TIMED.search(lead):
            continue
        per = PER.match(line.text, quantity.end)
        thing = found["each"] or found["per"] or found["single"] or (per["unit"] if per else "")
        if thing:
            yield _Mean(line, index, quantity, thing, WRAPPING.sub("", found["of"]), found["front"].strip("，的"))


def _beside(mean: _Mean) -> Iterator[tuple[Fact, Fact]]:
    """The amount and the number right before a mean, in its sentence.

    Where only the amount stands there, the numbers of the sentence before are tried if the mean has figures enough to be recognised.
    """
    line, quantity = mean.line, mean.quantity
    start, _ = line.sentence(quantity.start)
    before = [other for other in line.quantities[max(0, mean.place - NEAR) : mean.place] if other.start >= start and _exact(other)]
    totals = [other for other in before if other.kind is Kind.MONEY]
    numbers = [other for other in before if _counts(line, other, mean.thing)]
    if totals and len(numbers) == 1:
        yield line.fact(totals[-1]), line.fact(plain_count(numbers[0]))
    elif totals and not numbers and len(_figures(quantity)) >= FIGURES:
        for other in line.quantities[max(0, mean.place - MOST_BEFORE) : mean.place]:
            if _exact(other) and (_counts(line, other, mean.thing) or (other.kind in COUNTED and mean.thing in line.label(other))):
                yield line.fact(totals[-1]), line.fact(plain_count(other))


def _named(lines: Sequence[Line]) -> Iterator[tuple[Line, Quantity, str]]:
    """The amounts and numbers of a document that a mean may be made of, with what they are called."""
    for line in lines:
        for quantity in line.quantities:
            if (quantity.kind is Kind.MONEY or quantity.kind in COUNTED) and _exact(quantity):
                yield line, quantity, line.label(quantity)


def _elsewhere(mean: _Mean, named: Sequence[tuple[Line, Quantity, str]]) -> Iterator[tuple[Fact, Fact]]:
    """Amounts and numbers told anywhere under the names that a mean carries: 公用经费, and the staff of 按在职人数测算."""
    quantity = mean.quantity
    basis = BASIS.search(mean.line.text, max(0, quantity.start - BEFORE), quantity.start)
    whose = [word for word in PEOPLE if basis and word in basis["basis"]]
    names = tuple(name for name in (mean.of, mean.front) if len(name) >= SHORTEST_NAME)
    counted = (*whose, *((mean.front,) if len(mean.front) >= SHORTEST_NAME else ()))
    if not names or not counted:
        return
    totals: list[Fact] = []
    numbers: list[Fact] = []
    for line, other, label in named:
        if other.kind is Kind.MONEY:
            if other is not quantity and WRAPPING.sub("", label).endswith(names):
                totals.append(line.fact(other))
        elif _counts(line, other, mean.thing) and any(word in label for word in counted):
            numbers.append(line.fact(plain_count(other)))
    yield from product(totals[:MOST_PAIRS], numbers[:MOST_PAIRS])


def _exact(quantity: Quantity) -> bool:
    return quantity.high is None and quantity.bound is Bound.EXACT and quantity.number > 0


def _counts(line: Line, quantity: Quantity, thing: str) -> bool:
    """Whether a number counts what a mean is per: 户均 and 67 户, 人均 and 71 名, 村均 and 12 个村."""
    if quantity.kind not in COUNTED or quantity.number <= 1:
        return False
    unit = quantity.unit.lstrip("十百千万亿")
    if unit == thing or (thing in "人生师" and FAMILIES.get(unit) == "persons") or (thing in "人次" and unit == "人次"):
        return True
    return FAMILIES.get(unit) == "things" and thing in line.text[quantity.end : quantity.end + 4]


def _figures(quantity: Quantity) -> tuple[int, ...]:
    return quantity.number.normalize().as_tuple().digits
