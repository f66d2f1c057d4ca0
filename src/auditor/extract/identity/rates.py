"""Two indicators that measure one thing and tell different completion rates of it: 路灯 96 % here, the same 路灯 100 % there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.identity.contexts import OTHER_YEAR
from auditor.extract.lines import Line
from auditor.model import Claim, ClaimKind, Fact, Indicator, Kind, Operation, Reading, Source, Term
from auditor.patterns import compiled
from auditor.records import NamedTuple

PROGRESS = compiled("(?:完成|达成|实现)(?:率|度|进度)|进度(?!款)")
OTHER_RATE = compiled("及时|合格|满意|达标|优良|覆盖|支出|资金|支付|拨付|执行")
LIGHT = compiled(
    "(?:新?修建|新建|改建|扩建|建设|实施|完成|实现|推进|开展|做好|全年|年度|工程|项目|工作|任务|指标|进度|完成率|率|数量?|面积|里程|户数|人数|总|的|积极|大力|\\d{4}年度?)+"
)
EDGES = ' 　、，。；：“”"（）()'
MOST_RECORDS = 400
SHORTEST = 4  # characters of an object that two names share
SHORTEST_WITHIN = 6  # of one that stands in the other's text
FEWEST_FIGURES = 3  # of a number that recognises a thing


class _Told(NamedTuple):
    """An indicator with its completion rate."""

    record: Indicator
    rate: Fact
    thing: str
    text: str
    figures: frozenset[tuple[str, str]]


def rate_claims(records: Sequence[Indicator], lines: Sequence[Line]) -> Iterator[Claim]:
    """Claims that the completion rates of one thing are one, each pair of indicators in order."""
    rated = [record for record in records[:MOST_RECORDS] if record.source is Source.TEXT and _rate(record) is not None]
    if len({fact.quantity.number for record in rated if (fact := _rate(record)) is not None}) < 2:
        return
    by_section: dict[int, list[Line]] = {}
    for line in lines:
        by_section.setdefault(line.section, []).append(line)
    told = [found for record in rated if (found := _told(record, by_section)) is not None]
    rare = [entry for entry in told if entry.rate.quantity.number < 100]
    claimed: set[int] = set()
    for entry in rare:
        others = [other for other in told if other is not entry and other.rate.quantity.number != entry.rate.quantity.number]
        same = [other for other in others if _is_one_thing(entry, other)]
        if same and id(entry) not in claimed:
            claimed.update((id(entry), *(id(other) for other in same)))
            yield _claim(entry, same)


def _rate(record: Indicator) -> Fact | None:
    """How far an indicator is said to be done."""
    if record.stated_rate is not None:
        return record.stated_rate
    actual = record.actual
    if actual is None or actual.quantity.kind is not Kind.PERCENT or OTHER_RATE.search(record.name):
        return None
    return actual if PROGRESS.search(record.name) else None


def _told(record: Indicator, by_section: Mapping[int, Sequence[Line]]) -> _Told | None:
    rate = _rate(record)
    if rate is None:
        return None
    # What follows the paragraph with the rate may go on about other works.
    lines = [line for line in by_section.get(record.section, ()) if line.passage.span.start <= rate.span.start]
    if any(OTHER_YEAR.search(line.text[:20]) for line in lines):
        return None
    thing = LIGHT.sub("", record.name).strip(EDGES)
    figures = frozenset(
        (quantity.digits, quantity.unit)
        for line in lines
        for quantity in line.quantities
        if quantity.kind in (Kind.COUNT, Kind.AREA, Kind.LENGTH) and len(quantity.digits.strip("0").replace(".", "")) >= FEWEST_FIGURES
    )
    return _Told(record, rate, thing, "\n".join(line.text for line in lines), figures)


def _is_one_thing(one: _Told, other: _Told) -> bool:
    """Whether two indicators measure one thing: by their names, by the name of one in the text of the other, or by a telling number."""
    if len(one.thing) >= SHORTEST and one.thing == other.thing:
        return True
    if any(len(a.thing) >= SHORTEST_WITHIN and a.thing in b.text for a, b in ((one, other), (other, one))):
        return True
    return bool(one.figures & other.figures) and any(
        "".join(pair) in other.record.name for pair in zip(one.record.name, one.record.name[1:], strict=False) if not set(pair) & set(EDGES)
    )


def _claim(one: _Told, others: Sequence[_Told]) -> Claim:
    reading = Reading(Operation.EQUAL, (Term(others[0].rate),))
    related = [("target", one.record.heading), ("target", others[0].record.heading)]
    for other in others[1:2]:
        related.append(("again", other.rate.span))
    return Claim(
        ClaimKind.VALUE,
        one.rate._replace(what=one.record.name),
        (reading,),
        (one.record.name, others[0].record.name),
        frozenset({"rates"}),
        tuple((role, span) for role, span in related if span.end - span.start <= 120),
    )
