"""Shares that stand together: 甲 10 万元，占“三公”经费的 20%；乙 40 万元，占“三公”经费的 80%, in one paragraph or one paragraph each.

One share alone does not tell its whole. Several of one whole do: it is the amount in front of them, or the sum of their parts, under
which the others come out right. Shares that name their whole alike, or not at all, belong together when nothing else stands between.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line, like
from auditor.extract.relations.operands import NOT_DIVIDED, as_percent
from auditor.extract.relations.paired_rates import paired_parts, rates_in_row
from auditor.model import Bound, Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled
from auditor.records import NamedTuple

SHARE = compiled("占(?:比|到|了)?([^，。；、,;（(）)占]{0,24}?)(?:的?(?:比例|比重|比率|份额))?(?:的|为|达到|达|约|近|是)*\\s*$")
OPENS = compiled("(?:其中|包括|如下|分别[为是]|构成|组成)[：:]?\\s*$")
CHANGE = compiled("增长|下降|增加|减少|提高|降低|上升|增幅|降幅")
BREAKS = "。；;"
FARTHEST = 48  # characters between a part and its share
REACH = 300  # characters in front of the first part that may hold the whole
PARAGRAPHS = 2  # paragraphs in front of the first part that may hold it
MOST = 12  # shares of one whole
FINE = 10  # a share written coarser than a tenth of itself (2%) confirms nothing


class Share(NamedTuple):
    """A part, its percentage and what the wording calls the whole."""

    place: int  # the index of its line
    part: Quantity
    rate: Quantity
    name: str


def grouped_shares(lines: Sequence[Line]) -> Iterator[Claim]:
    """The shares of every group whose whole the others confirm."""
    for group in _groups(lines):
        yield from _claims(lines, group)


def _groups(lines: Sequence[Line]) -> Iterator[list[Share]]:
    """Neighbouring shares that name their whole alike."""
    group: list[Share] = []
    for index, line in enumerate(lines):
        if "占" not in line.text:
            continue
        shares = list(_shares(line, index))
        for share in shares:
            if group and not _together(
                line, group[-1], share, alone=len(shares) == 1 and len({other.place for other in group}) == len(group)
            ):
                yield group
                group = []
            if len(group) < MOST:
                group.append(share)
    yield group


def _together(line: Line, before: Share, share: Share, *, alone: bool) -> bool:
    """Whether two shares are of one whole: in one sentence or list, or `alone` in paragraphs that follow each other."""
    if before.name != share.name or not like(before.part, share.part):
        return False
    if before.place == share.place:
        return line.text.find("其中", before.rate.end, share.part.start) < 0
    return alone and share.place - before.place == 1


def _shares(line: Line, index: int) -> Iterator[Share]:
    """The shares of a paragraph, each with the nearest amount in front of it in its sentence."""
    for position, rate in enumerate(line.quantities):
        if not position or rate.kind is not Kind.PERCENT or rate.high is not None or rate.bound not in (Bound.EXACT, Bound.ABOUT):
            continue
        part = next((q for q in reversed(line.quantities[max(0, position - 3) : position]) if q.kind not in NOT_DIVIDED), None)
        row = rates_in_row(line, rate)
        end, first = (part.end if part else 0), row[0]
        if len(row) > 1:
            parts = paired_parts(line, row)
            part, end = (parts[row.index(rate)], parts[-1].end) if parts else (None, 0)
        if part is None or first.start - end > FARTHEST or part.high is not None or part.number <= 0:
            continue
        gap = line.text[end : first.start]
        found = SHARE.search(gap)
        if found and not any(stop in gap for stop in BREAKS) and gap.count("占") == 1 and not CHANGE.search(found.group(1)):
            yield Share(index, part, rate, found.group(1).strip("的“” 　"))


def _claims(lines: Sequence[Line], group: Sequence[Share]) -> Iterator[Claim]:
    wholes = [*_in_front(lines, group[0]), *_summed(lines, group)] if group else []
    opened = bool(group) and _opened(lines, group[0])
    for share in group:
        best, agreeing = _best(group, share, wholes)
        if agreeing > 1 or (agreeing and opened):
            marks = {"share", "sisters"}
        elif opened and (whole := _head(lines, share, group[0])):
            best, marks = whole, {"share", "headed"}
        else:
            continue
        line = lines[share.place]
        part = (Term(line.fact(share.part)),)
        near = [whole for whole in wholes if whole is not best and _roughly(share, whole)]
        readings = tuple(Reading(Operation.QUOTIENT, part, tuple(map(Term, whole))) for whole in (best, *near))
        stated = line.fact(as_percent(share.rate), "占比")
        yield Claim(ClaimKind.RATIO, stated, readings, ("share",), frozenset(marks), source=line.source)


def _best(group: Sequence[Share], share: Share, wholes: Sequence[tuple[Fact, ...]]) -> tuple[tuple[Fact, ...], int]:
    """The whole that most of the other shares confirm, and how many do; it is not less than the part, and few disagree."""
    others = [other for other in group if other is not share and other.rate.step * FINE <= other.rate.value]
    best: tuple[tuple[Fact, ...], int] = ((), 0)
    for whole in wholes:
        agreeing = sum(1 for other in others if _roughly(other, whole))
        if _value(whole) >= float(share.part.value) and 2 * agreeing > len(others) and agreeing > best[1]:
            best = whole, agreeing
    return best


def _opened(lines: Sequence[Line], first: Share) -> bool:
    """Whether the paragraph in front of the first share opens a list, of which the first share's is the first item."""
    return first.place > 0 and OPENS.search(lines[first.place - 1].text[-12:]) is not None and first.rate is _first_rate(lines[first.place])


def _first_rate(line: Line) -> Quantity:
    return next(quantity for quantity in line.quantities if quantity.kind is Kind.PERCENT)


def _head(lines: Sequence[Line], share: Share, first: Share) -> tuple[Fact, ...]:
    """The last amount of the paragraph that opens the list, where the share is the only one of its paragraph."""
    line = lines[first.place - 1]
    head = next((q for q in reversed(line.quantities) if like(q, share.part)), None)
    fits = head is not None and head.high is None and head.value >= share.part.value and share.rate is _first_rate(lines[share.place])
    return (line.fact(head),) if head is not None and fits else ()


def _in_front(lines: Sequence[Line], first: Share) -> Iterator[tuple[Fact, ...]]:
    """The amounts in front of the first part that may be the whole, the farthest first."""
    for index in range(max(0, first.place - PARAGRAPHS), first.place + 1):
        line = lines[index]
        low, high = (first.part.start - REACH, first.part.start) if index == first.place else (len(line.text) - REACH, len(line.text))
        for quantity in line.between(max(0, low), high):
            if like(quantity, first.part) and quantity.high is None and quantity.number > 0:
                yield (line.fact(quantity),)


def _summed(lines: Sequence[Line], group: Sequence[Share]) -> Iterator[tuple[Fact, ...]]:
    """All parts together, if there are three or more."""
    if len(group) > 2:
        yield tuple(lines[share.place].fact(share.part) for share in group)


def _value(whole: tuple[Fact, ...]) -> float:
    return float(sum(fact.quantity.value for fact in whole))


def _roughly(share: Share, whole: tuple[Fact, ...]) -> bool:
    """Whether a share comes out right within one unit of its last place; only to choose the whole, never to judge."""
    value = _value(whole)
    return value > 0 and abs(100 * float(share.part.value) / value - float(share.rate.value)) <= float(share.rate.step)
