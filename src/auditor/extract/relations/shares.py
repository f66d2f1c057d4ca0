"""Shares in prose: 其中甲 10 万元，占 20%; 占全镇耕地面积的 42.7%. The part stands before the share, the whole further in front.

The whole is the amount that the share names, in the same sentence or up to a few paragraphs before; of a nameless share it is the
head of the list (总额……，其中……), best the one under which the sister shares come out right.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.extract.lines import Line, like
from auditor.extract.relations.bases import LAST_YEAR, is_base, is_change
from auditor.extract.relations.operands import (
    CLAUSE_ENDS,
    NOT_DIVIDED,
    as_percent,
    divisible,
    other_quotients,
    quotient,
    words_of,
)
from auditor.extract.relations.paired_rates import paired_parts, rates_in_row
from auditor.model import Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled
from auditor.records import NamedTuple

NAMELESS = compiled("占(?:比)?(?:总额|总数|全部|其中)?的?(?:为|达到|达|约)?\\s*$")
OPENS_LIST = compiled("其中|包括|包含|由.{0,12}组成|分别")
AMONG = compiled("[^，。；、,;\\d]{0,16}中[，,]?(?:已|共|仅)?有?\\s*")
AREA_WORDS = compiled("^(?:全[镇县市区乡村省州旗国体部年]|本[年级县镇区]|当年|年度|同期|其|该)+")
NO_SUBJECT = compiled("约|仅|共|合计|其|均|也|又|且|已|大约|大致|，|各|分别")
GENERAL = frozenset({"", "总数", "总量", "总额", "全部", "总人数", "总体", "总", "其中", "总计", "合计"})
MEASURE = compiled("(?:总?人数|总?户数|总数|总额|数量|数|金额|额|资金)$")
REACH = 600  # characters before a share that may hold its whole
SISTERS = 8  # shares on each side that speak for a whole
PARAGRAPHS = 5  # paragraphs before a share that may name its whole
Natural = tuple[Reading, set[str]]  # the reading a reader would take, and the traits that make it plain


class Listed(NamedTuple):
    """A share of a list: its part, the whole of the list, and how many sister shares hold under that whole."""

    part: Quantity
    whole: Quantity
    agreeing: int


def listed_shares(line: Line) -> dict[int, Listed]:
    """The nameless shares of a list (甲 10 万元，占 20%；乙 40 万元，占 80%), by the offset of the percentage.

    The whole is the amount of the paragraph under which most sister shares come out right; with one sister only, it must also be the
    head of the list.
    """
    shares: list[tuple[Quantity, Quantity]] = []
    for position, quantity in enumerate(line.quantities):
        if position and quantity.kind is Kind.PERCENT and quantity.high is None:
            part = line.quantities[position - 1]
            gap = line.text[part.end : quantity.start]
            if part.kind not in NOT_DIVIDED and len(gap) <= 12 and NAMELESS.search(gap) and len(rates_in_row(line, quantity)) == 1:
                shares.append((part, quantity))
    result: dict[int, Listed] = {}
    for position, (part, share) in enumerate(shares if len(shares) > 1 else ()):
        sisters = [pair for pair in shares[max(0, position - SISTERS) : position + SISTERS] if pair[0] is not part and like(pair[0], part)]
        best: Listed | None = None
        for whole in line.between(max(0, part.start - REACH), part.start) if sisters else ():
            if whole.value <= part.value or not like(whole, part):
                continue
            agreeing = sum(1 for other, rate in sisters if _roughly(other, whole, rate))
            enough = agreeing > 1 or (agreeing == 1 and OPENS_LIST.search(line.text, whole.end, whole.end + 16))
            if enough and (best is None or agreeing >= best.agreeing):
                best = Listed(part, whole, agreeing)
        if best is not None:
            result[share.start] = best
    return result


def _roughly(part: Quantity, whole: Quantity, rate: Quantity) -> bool:
    """Whether a share comes out right within one unit of its last place; only to choose the whole, never to judge."""
    return abs(100 * float(part.value) / float(whole.value) - float(rate.value)) <= float(rate.step)


def share_claim(
    before: Sequence[Line], line: Line, stated: Quantity, name: str, row: Sequence[Quantity], listed: Listed | None
) -> Claim | None:
    """The claim of one share, or None when its whole cannot be told.

    `before` are the paragraphs in front of `line`; `row` are the rates that stand in one row with it.
    """
    start, end = line.sentence(stated.start)
    start, end = max(start, stated.start - 400), min(end, stated.end + 400)
    here: Sequence[Quantity] = divisible(line, start, stated.start)
    if listed is not None:
        found: Natural | None = (quotient(line, listed.part, listed.whole), {"share", "sisters"})
    else:
        parts: Sequence[Quantity] = ()
        if len(row) > 1:  # 分别为 30 万元和 20 万元，占总额的 60% 和 40%
            parts = paired_parts(line, row)
            here = [q for q in here if q not in parts] + [parts[row.index(stated)]] if parts else []
        else:
            here = up_to_part(line, here, stated)
        if not here or (len(row) == 1 and "分别" in line.text[here[-1].end : stated.start]):
            return None
        named = name not in GENERAL
        found = (
            _named(line, here, stated, name, parts) or _named_before(before, line, here[-1], name) if named else _headed(line, here, start)
        )
    if found is None:
        return None
    reading, traits = found
    pool = divisible(line, max(0, stated.start - REACH), stated.start) + divisible(line, stated.end, end)
    told = (lambda q: _names(name, words_of(line, q))) if "named" in traits else None
    readings = reading, *other_quotients(line, pool, as_percent(stated), reading, told)
    return Claim(ClaimKind.RATIO, line.fact(as_percent(stated), "占比"), readings, ("share",), frozenset(traits), source=line.source)


def up_to_part(line: Line, here: Sequence[Quantity], stated: Quantity) -> Sequence[Quantity]:
    """The amounts up to the part: the last one, or the one called like the subject of 占 (科技支出占…); none if nothing is called so."""
    cue = line.text.rfind("占", max(0, stated.start - 40), stated.start)
    clause = CLAUSE_ENDS.behind_last(line.text, max(0, cue - REACH), cue)
    if cue < 0 or not here or here[-1].end > clause:
        return here
    subject = NO_SUBJECT.sub("", line.text[clause:cue]).strip()
    if not subject:
        return here
    if LAST_YEAR.search(subject):
        return []
    for index in range(len(here) - 1, -1, -1):
        label = line.label(here[index])
        if len(label) > 1 and (label.endswith(subject) or subject.endswith(label)):
            return here[: index + 1]
    return []


def _headed(line: Line, here: Sequence[Quantity], start: int) -> Natural | None:
    """A nameless share: the part is the amount right before it, the whole the head of the list or the nearest larger amount."""
    part = here[-1]
    of_which = line.text.rfind("其中", max(0, part.start - 200), part.start)
    if of_which >= 0:
        heads = [q for q in divisible(line, max(0, of_which - 120), of_which) if like(q, part) and not _is_aside(line, q)]
        if heads and heads[-1].value >= part.value:
            return quotient(line, part, heads[-1]), {"share", "headed"}
    larger = [q for q in here[:-1] if like(q, part) and q.value >= part.value and not _has_share(line, q) and not _is_aside(line, q)]
    if not larger:
        return None
    others = [q for q in here if like(q, part)]
    alone = (len(others) == 2 and part.start - start < 200) or AMONG.fullmatch(line.text, larger[-1].end, part.start) is not None
    return quotient(line, part, larger[-1]), {"share", "alone"} if alone else {"share"}


def _is_aside(line: Line, quantity: Quantity) -> bool:
    """Whether an amount is last year's or a change, so no whole of what follows: 支出 200 万元，较上年 180 万元增长 11%，其中……."""
    return is_base(line, quantity) or is_change(line, quantity)


def _has_share(line: Line, quantity: Quantity) -> bool:
    """Whether an amount is itself a part with a share behind it, so no whole of its sisters."""
    behind = line.between(quantity.end, quantity.end + 24)
    return bool(behind) and behind[0].kind is Kind.PERCENT and NAMELESS.search(line.text[quantity.end : behind[0].start]) is not None


def _named(line: Line, here: Sequence[Quantity], stated: Quantity, name: str, row: Sequence[Quantity]) -> Natural | None:
    """A share that names its whole, with the whole in the same or the previous sentence, or between 占 and the share (占 1300 万元的).

    The amounts of a row are parts, all of them.
    """
    cue = line.text.rfind("占", max(0, stated.start - 60), stated.start)
    inside = [q for q in here if q.start > cue]
    outside = [q for q in here if q.start < cue]
    if len(inside) == 1 and outside and like(inside[0], outside[-1]):
        return quotient(line, outside[-1], inside[0]), {"stem", "whole", "alone"}
    if inside:
        return None
    part = here[-1]
    start, _ = line.sentence(stated.start)
    previous = line.sentence(max(0, start - 1))[0]
    candidates = [q for q in divisible(line, max(previous, stated.start - REACH), part.start) if like(q, part) and q.value >= part.value]
    candidates = [q for q in candidates if q not in row]
    wholes = [q for q in candidates if _names(name, words_of(line, q)) and not _other_year(line, part.start, line, q.start)]
    if not wholes:
        return None
    traits = {"stem", "whole", "named"}
    if len(candidates) == 1 or _is_called(line, wholes[-1], name):
        traits.add("alone")
    return quotient(line, part, wholes[-1]), traits


def _names(name: str, words: str) -> bool:
    """Whether the words of an amount are what a share calls its whole."""
    return name[-4:] in words or words[-4:].strip("为共达") in name


def _is_called(line: Line, whole: Quantity, name: str) -> bool:
    """Whether an amount is called by the very name that the share gives its whole (占升学人数的: 升学 350 人)."""
    core = MEASURE.sub("", AREA_WORDS.sub("", name).strip("的“”"))
    return len(core) > 2 and AREA_WORDS.sub("", line.label(whole)).endswith(core)


def _other_year(here: Line, position: int, there: Line, place: int) -> bool:
    """Whether two places tell of different years."""
    years = _year_told(here, position), _year_told(there, place)
    return years[0] is not None and years[1] is not None and years[0] != years[1]


def _year_told(line: Line, position: int) -> int | None:
    """The last year before `position` in its sentence."""
    start, _ = line.sentence(position)
    return next((date.year for date in reversed(line.dates) if date.year and start <= date.start < position), None)


def _named_before(before: Sequence[Line], line: Line, part: Quantity, name: str) -> Natural | None:
    """The whole in a paragraph before, if it is named in full and all amounts of that name are one."""
    core = AREA_WORDS.sub("", name).strip("的“”")
    if len(core) < 3:
        return None
    facts: list[Fact] = []
    for other in before[-PARAGRAPHS:]:
        if core in other.text:
            named = [q for q in other.quantities if like(q, part) and q.high is None and other.label(q).endswith(core)]
            facts += [other.fact(q) for q in named if not _other_year(line, part.start, other, q.start)]
    if not facts or any(fact.quantity.value != facts[0].quantity.value for fact in facts) or facts[0].quantity.value < part.value:
        return None
    return Reading(Operation.QUOTIENT, (Term(line.fact(part)),), (Term(facts[-1]),)), {"stem", "whole", "other-paragraph"}
