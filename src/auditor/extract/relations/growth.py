"""Growth and decline in prose: 比上年增加 Δ，增长 p%; 较 2020 年 X₀ 增加 p%; 由 a 提高到 b，提高 n 个百分点; 是上年的 n 倍.

Growth at comparable prices, of a changed scope or averaged over years cannot be recomputed and is no claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line, like
from auditor.extract.relations.bases import (
    DOWN,
    LEVELS,
    UP,
    base_and_subject,
    bracketed_base,
    direction,
    is_base,
    is_change,
    is_threshold,
    open_air,
    term,
    year_after,
)
from auditor.extract.relations.changes import change_claims
from auditor.extract.relations.operands import CLAUSE_ENDS, as_percent, behind_last
from auditor.extract.relations.opposed import opposed_claims
from auditor.extract.relations.points_apart import points_apart
from auditor.extract.relations.rises import rise_claims
from auditor.extract.relations.years_apart import years_apart
from auditor.extract.seldom import series_claims
from auditor.model import Bound, Claim, ClaimKind, Kind, Operation, Quantity, Reading
from auditor.patterns import compiled

BASE = compiled("上年|去年|上年度|同期|年初|上一年|前一年|基期|上季度|上月|原来?|之前|(?:19|20)\\d{2}\\s*年")
COMPARABLE = compiled("可比价|可比|同口径|不变价|剔除|扣除|还原|按.{0,6}口径|名义|实际增长|增速|年均|年平均|平均每年|复合")
SAME_SCOPE = (
    "同口径",
    "可比",
)  # 可比口径, and no 可比价格: what is compared is counted alike, last year's amount is this year's less the change
FIGURES = 3
CUT = compiled("压减|核减|审减|压缩|缩减|核增|审增")
OTHER_SUBJECT = compiled("其中|；|:|：|主要")
OWN_SUBJECT = compiled("(?![与同和较比增减净环共均分又再])[一-龥]{2,16}(?:增加|减少|提高|下降|增|减)")
YARDSTICK = compiled("(?:完成|占|为)了?(?:年初|全年|年度|当年|调整后?)?(?:的)?(?:预算|计划|任务|目标|指标|控制)[数额值]?(?:为|是)?\\s*$")
SUBJECTLESS = compiled(
    "\\s*(?:收[、和]?支(?:总[计额]|合计)?[均各]?)?(?:与|同|和|较|比)[一-龥\\d\\s]{0,10}?(?:相比|比较|年度?|上年|去年|同期)"
)
SAME_CHANGE = compiled(f"[，,、\\s]*(?:同比|较上年|比上年)?(?:{UP}|{DOWN}|[增降])(?:了|率|幅度?)?(?:为|达到?|约)?\\s*")
BEFORE = compiled("(?:上年|去年|上年同期|去年同期|上一年|(?:19|20)\\d{2}\\s*年)(?:同期)?(?:为|是|：)?")
RATE_FIRST = compiled(f"[，,（(]\\s*(?:同比|较上年|比上年|较去年|比去年|净)?(?:{UP}|{DOWN}|[增减])(?:了|额)?\\s*(?=\\d)")
RATES = frozenset({Kind.PERCENT, Kind.POINTS, Kind.TIMES})
BRACKETED = 24  # characters behind a rate in which a bracket with last year's amount may end
WINDOW = 160
MOST_PAIRED = 6

Natural = tuple[Reading, set[str]]


def growth_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """The growth rates, changes and comparisons of the paragraphs whose operands are given."""
    counted = [line for line in lines if line.quantities]
    text = "\n".join([line.text for line in counted])
    if "点" in text:
        yield from points_apart(lines)
    yield from years_apart(lines)
    yield from series_claims(text, counted)
    for line in counted:
        yield from change_claims(line)
        rates = [quantity for quantity in line.quantities if quantity.kind in RATES]
        if len(line.quantities) > 1:
            yield from rise_claims(line)
            if rates:
                yield from opposed_claims(line)
        for quantity in rates:
            kind = quantity.kind
            if quantity.high is not None:
                continue
            if kind is Kind.POINTS:
                yield from _points(line, quantity)
            elif kind is Kind.TIMES:
                yield from _times(line, quantity)
            elif quantity.bound in (Bound.EXACT, Bound.ABOUT, Bound.NEARLY):
                yield from _rate(line, quantity)


def _rate(line: Line, stated: Quantity) -> Iterator[Claim]:
    sign = direction(line, stated)
    if sign is None or _one_of_several(line, stated):
        return
    start, end = line.sentence(stated.start)
    start = max(start, stated.start - WINDOW)
    start = behind_last(line.text, "；", start, stated.start)
    if SUBJECTLESS.match(line.text, start):  # 与上年相比，增加…: the subject stands in the sentence before
        start = max(line.sentence(max(0, start - 1))[0], start - WINDOW)
    scope = COMPARABLE.search(line.text, max(start, stated.start - 60), stated.start) or COMPARABLE.search(
        line.text, stated.end, min(end, stated.end + 16)
    )
    if scope is not None and scope.group() not in SAME_SCOPE:
        return
    operands = [q for q in line.between(start, stated.start) if q.kind in LEVELS and q.high is None]
    natural = _natural(line, operands, stated, sign)
    if natural is None:
        return
    reading, traits = natural
    rate = as_percent(stated)
    if scope is not None and not _is_over_later(reading, rate):
        return
    readings = (
        (reading,) if "turned" in traits or {"change", "base"} <= traits else (reading, *_others(line, operands, rate, reading, sign))
    )
    cue, what = {1: ("up", "增长率"), -1: ("down", "下降率"), 0: ("signed", "增减率")}[sign]
    yield Claim(ClaimKind.GROWTH, line.fact(rate, what), readings, (cue,), frozenset(traits), source=line.source)


def _is_over_later(reading: Reading, rate: Quantity) -> bool:
    """Whether a rate is the change over this year's amount, to the last of three digits or more, so that no other scope explains it."""
    if len(reading.over) == 1 or rate.number < 1 or len(rate.digits.replace(".", "")) < FIGURES:
        return False
    change, later = reading.terms[0].fact.quantity, reading.over[0].fact.quantity
    return abs(100 * change.value - rate.number * later.value) <= rate.step * later.value / 2


def _one_of_several(line: Line, stated: Quantity) -> bool:
    """分别增长 12%、8%: which subject a rate belongs to is left to the reader."""
    clause = behind_last(line.text, "，。；", max(0, stated.start - 40), stated.start)
    return line.text.find("分别", clause, stated.start) >= 0


def _natural(line: Line, operands: Sequence[Quantity], stated: Quantity, sign: int) -> Natural | None:
    """The reading that the sentence spells out: subject and change, or subject and base. None where the base is 0."""
    levels = [q for q in open_air(line, operands, stated.start) if YARDSTICK.search(line.text, max(0, q.start - 16), q.start) is None]
    changes = [q for q in levels if is_change(line, q)]
    levels = [q for q in levels if q not in changes and not is_threshold(line, q)]
    behind = _change_behind(line, levels, changes, stated, sign)
    if behind is not None:
        return behind
    if changes and sign:
        return _from_change(line, levels, changes[-1], stated, sign)
    pair = base_and_subject(line, levels) or bracketed_base(line, operands, levels) or _base_behind(line, levels, stated)
    if pair is None or not pair[0].number:
        return None
    operation = Operation.DECLINE if sign < 0 else Operation.GROWTH
    return Reading(operation, term(line, pair[1]), term(line, pair[0])), {"base"}


def _change_behind(line: Line, levels: Sequence[Quantity], changes: Sequence[Quantity], stated: Quantity, sign: int) -> Natural | None:
    """The change right behind the rate, over this year's amount less the change: 收入 315 万元，增长 5%，增收 15 万元."""
    gap = RATE_FIRST.match(line.text, stated.end)
    change = next(iter(line.between(gap.end(), gap.end() + 24)), None) if gap is not None else None
    if gap is None or change is None or change.start != gap.end() or change.high is not None or change.bound is not Bound.EXACT:
        return None
    if not levels or not like(levels[-1], change) or is_base(line, levels[-1]) or (changes and changes[-1].start > levels[-1].start):
        return None
    if direction(line, change) != sign or (sign > 0 and change.value >= levels[-1].value):
        return None
    over = *term(line, levels[-1]), *term(line, change, -sign)
    return Reading(Operation.QUOTIENT, term(line, change), over, "增减额除以（本年数 ∓ 增减额）"), {"change"}


def _base_behind(line: Line, levels: Sequence[Quantity], stated: Quantity) -> tuple[Quantity, Quantity] | None:
    """Base and subject where last year's amount stands in a bracket behind the rate: 186 件，增长 12.7%（上年为 165 件）."""
    behind = line.between(stated.end, stated.end + BRACKETED)
    if not levels or not behind or line.text[stated.end : stated.end + 1] not in ("（", "("):
        return None
    base, subject = behind[0], levels[-1]
    lead, closing = line.text[stated.end + 1 : base.start], line.text[base.end : base.end + 1]
    if closing in ("）", ")") and like(base, subject) and base.high is None and BEFORE.fullmatch(lead.strip()):
        return base, subject
    return None


def _from_change(line: Line, levels: Sequence[Quantity], change: Quantity, stated: Quantity, sign: int) -> Natural | None:
    """The change over last year's amount where that stands before it, else over this year's less the change."""
    if not _follows(line, change, stated):
        return None
    before = [q for q in levels if q.end <= change.start and like(q, change)]
    if before and is_base(line, before[-1]) and _adjoins(line, before[-1], change):
        return Reading(Operation.QUOTIENT, term(line, change), term(line, before[-1]), "增减额除以上年数"), {"change", "base"}
    subject = next((q for q in reversed(before) if not is_base(line, q)), None)
    if subject is not None and year_after(line, subject, change):  # 2022年资助 530 人，2023年减少 40 人: the change is one from that amount
        return Reading(Operation.QUOTIENT, term(line, change), term(line, subject), "增减额除以上年数"), {"change", "base"}
    if subject is None or _of_another(line, subject, change):
        return None
    turned = direction(line, change) == -sign  # 增加…，下降…: the two words cannot both be right
    over = *term(line, subject), *term(line, change, sign if turned else -sign)
    traits = {"change"}
    if turned:
        traits |= {"turned", "adjoining"} if SAME_CHANGE.fullmatch(line.text, change.end, stated.start) else {"turned"}
    return Reading(Operation.QUOTIENT, term(line, change), over, "增减额除以（本年数 ∓ 增减额）"), traits


def _adjoins(line: Line, base: Quantity, change: Quantity) -> bool:
    """Whether nothing but words of comparison stands between last year's amount and the change: 较上年的 170 件减少 25 件."""
    return change.start - base.end <= 14 and OTHER_SUBJECT.search(line.text, base.end, change.start) is None


def _of_another(line: Line, subject: Quantity, change: Quantity) -> bool:
    """Whether the change is that of a part told after the subject: 支出 300 万元，增加 20 万元，其中甲增加 5 万元."""
    if line.text.find("其中", subject.end, change.start) >= 0:
        return True
    earlier = any(like(q, change) and is_change(line, q) for q in line.between(subject.end, change.start))
    clause = CLAUSE_ENDS.behind_last(line.text, subject.end, change.start)
    return earlier and OWN_SUBJECT.match(line.text, clause, change.start) is not None


def _follows(line: Line, change: Quantity, stated: Quantity) -> bool:
    """Whether the rate belongs to the change: no other like amount between the two."""
    return all(quantity.kind is Kind.PERCENT or not like(quantity, change) for quantity in line.between(change.end, stated.start))


def _others(line: Line, operands: Sequence[Quantity], rate: Quantity, natural: Reading, sign: int) -> list[Reading]:
    """Other subjects that the sentence offers, where they come near the rate.

    For a change that is another amount it may have led to, for a pair another amount over what is called last year's. A change over
    this year's amount is no reading, but the usual slip.
    """
    readings = []
    pool = [q for q in operands[-MOST_PAIRED:] if q.number > 0]
    if natural.operation is Operation.QUOTIENT:
        change = natural.terms[0].fact.quantity
        if len(natural.over) > 1 and CUT.search(line.text, max(0, rate.start - 14), rate.start):  # 送审 80 万元，核减 8 万元，核减率 10%
            readings.append(Reading(Operation.QUOTIENT, natural.terms, natural.over[:1], "增减额除以前面的数"))
        for b in pool:
            if b is change or not like(change, b) or change.value >= b.value or is_base(line, b):
                continue
            share = float(change.value) / float(b.value)
            if _near(share / (1 - share * sign), 4 * _slack(change, b), rate):
                over = *term(line, b), *term(line, change, -sign)
                readings.append(Reading(Operation.QUOTIENT, natural.terms, over, "换用附近其他数"))
    operation = Operation.DECLINE if sign < 0 else Operation.GROWTH
    bases = [q for q in pool if is_base(line, q)] or [piece.fact.quantity for piece in natural.over[:1] if len(natural.over) == 1]
    for a in pool:
        for b in bases:
            share = float(a.value) / float(b.value)
            if a is not b and like(a, b) and _near(share - 1 if sign >= 0 else 1 - share, _slack(a, b), rate):
                readings.append(Reading(operation, term(line, a), term(line, b), "换用附近其他数"))
    return [reading for reading in readings if (reading.terms, reading.over) != (natural.terms, natural.over)]


def _slack(a: Quantity, b: Quantity) -> float:
    """How far a ÷ b may be off by the rounding of the two."""
    return float(a.value) / float(b.value) * (float(a.step) / float(a.value) + float(b.step) / float(b.value))


def _near(share: float, slack: float, rate: Quantity) -> bool:
    """Whether rounding could make a share the stated rate: generous, it only keeps the list of readings short and never judges."""
    if rate.bound is not Bound.EXACT:
        slack += 0.1 * abs(share)
    return abs(100 * share - float(rate.number)) <= 2 * float(rate.step) + 100 * slack


def _points(line: Line, stated: Quantity) -> Iterator[Claim]:
    """由 84.5% 提高到 86%，提高 1.5 个百分点."""
    sign = direction(line, stated)
    if sign is None or _one_of_several(line, stated):
        return
    start, _ = line.sentence(stated.start)
    start = behind_last(line.text, "；", max(start, stated.start - 90), stated.start)
    rates = [q for q in line.between(start, stated.start) if q.kind is Kind.PERCENT and q.high is None and not is_change(line, q)]
    pair = base_and_subject(line, rates)
    if pair is None or abs(pair[0].start - pair[1].start) > 40:
        return
    base, subject = pair if sign >= 0 else (pair[1], pair[0])
    reading = Reading(Operation.POINTS, term(line, subject), term(line, base))
    yield Claim(ClaimKind.GROWTH, line.fact(stated, "百分点"), (reading,), ("points",), frozenset({"base"}), source=line.source)


def _times(line: Line, stated: Quantity) -> Iterator[Claim]:
    """是上年的 n 倍; 增长 n 倍, which usage reads as n or n + 1 times."""
    start, _ = line.sentence(stated.start)
    start = max(start, stated.start - WINDOW)
    operands = [
        q for q in line.between(start, stated.start) if q.kind in (Kind.MONEY, Kind.COUNT, Kind.AREA, Kind.WEIGHT) and q.high is None
    ]
    pair = base_and_subject(line, operands)
    if pair is None or not pair[0].number:
        return
    base, subject = pair
    before = line.text[max(0, stated.start - 12) : stated.start]
    readings = [Reading(Operation.TIMES, term(line, subject), term(line, base))]
    if compiled(UP).search(before):
        grown = *term(line, subject), *term(line, base, -1)
        readings.insert(0, Reading(Operation.TIMES, grown, term(line, base), "增长部分为基数的倍数"))
    elif compiled(DOWN).search(before) or not compiled("是|为|达|相当于|的$").search(before):
        return
    yield Claim(ClaimKind.GROWTH, line.fact(stated, "倍数"), tuple(readings), ("times",), frozenset({"base"}), source=line.source)
