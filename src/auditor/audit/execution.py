"""How much of the budget was spent: as the fund block of a form tells it, and as the scores of different indicators imply it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from auditor.audit.awards import full_marks
from auditor.audit.measured import Result, is_earned, results, times_weight
from auditor.audit.rubric import ENDLESS, implied
from auditor.audit.tolerance import HUNDRED, Interval
from auditor.audit.verify import plain
from auditor.model import Award, Certainty
from auditor.patterns import compiled
from auditor.records import NamedTuple

LEFT = ("结转结余率", "结余结转率")
TELLING = compiled("支付进度|支出进度|预算执行率|预算完成率|支出完成率|资金使用率|资金执行率|结转结余率|结余结转率")
OTHERS = ("收入", "采购", "变动", "项目", "三公")
MOST = 30  # such indicators in one report; more are several reports in one file
MARGIN = Decimal(5)  # percentage points that different denominators may well explain


HALF = Decimal("0.5")
LOW = Decimal(90)  # per cent; full marks for less are nowhere usual


class Unearned(NamedTuple):
    """The score of a fund block that is not 执行率 × 分值, what it should be, and how sure that is."""

    award: Award
    result: Result
    points: Decimal
    certainty: Certainty


def unearned_executions(awards: Sequence[Award]) -> Iterator[Unearned]:
    """Fund blocks whose score is not rate × full marks by any rate that the block gives.

    That this is the formula is certain where the block prints it, or where another block of the report keeps to it.
    """
    blocks = [(award, full) for award in awards if "execution" in award.traits and (full := full_marks(award)) is not None]
    rated = [(award, full, found) for award, full in blocks if (found := results(award)) and award.scores[0].quantity.value <= full]
    kept = {id(award) for award, full, found in rated if _keeps(award, full, found)}
    practised = any(id(award) in kept and award.scores[0].quantity.value < full for award, full, _ in rated)
    for award, full, found in rated:
        if id(award) in kept or found[0].exact > HUNDRED:
            continue
        certainty = Certainty.CERTAIN if practised or "formula" in award.traits else _alone(award, full, found)
        if certainty is not None:
            yield Unearned(award, found[0], full * found[0].exact / HUNDRED, certainty)


def _keeps(award: Award, full: Decimal, found: Sequence[Result]) -> bool:
    return any(is_earned(award.scores[0].quantity, times_weight(result, full)) for result in found)


def _alone(award: Award, full: Decimal, found: Sequence[Result]) -> Certainty | None:
    """How sure it is that one block by itself should keep to the formula: bands give round scores, and full marks a little below 100 %."""
    score = award.scores[0].quantity.value
    if score == full:
        return Certainty.LIKELY if all(result.exact < LOW for result in found) else None
    return Certainty.QUERY if score % HALF == 0 else Certainty.LIKELY


def conflicting_rates(awards: Iterable[tuple[Award, Decimal]]) -> Iterator[tuple[Award, Award, str]]:
    """Pairs of awards whose scores cannot both be right: 85 % spent by one formula, nothing left over by another.

    The first of a pair is the one that stands alone against most others; each award opens at most one pair.
    """
    known = [(award, rate) for award, full in awards if (rate := _spent(award, full)) is not None]
    if len(known) > MOST:
        return
    against = {id(award): [other for other, second in known if _apart(rate, second)] for award, rate in known}
    accused: set[int] = set()
    for award, rate in sorted(known, key=lambda item: -len(against[id(item[0])])):
        others = [other for other in against[id(award)] if id(other) not in accused]
        if others and id(award) not in accused:
            accused.add(id(award))
            accused.update(id(other) for other in others)
            second = next(between for item, between in known if item is others[0])
            yield award, others[0], f"{_told(award, rate)}；{_told(others[0], second)}"


def _spent(award: Award, full: Decimal) -> Interval | None:
    """The share of the budget that was spent, in per cent, as a score implies it."""
    title = award.names[0] if award.names else ""
    told = TELLING.search(title)
    if told is None or len(award.scores) != 1 or award.standard is None or any(word in title for word in OTHERS):
        return None
    rate = implied(award.standard.rubric, full, award.scores[0].quantity.value)
    if rate is None:
        return None
    return Interval(HUNDRED - rate.high, HUNDRED - rate.low) if any(word in title for word in LEFT) else rate


def _apart(one: Interval, other: Interval) -> bool:
    return one.high + MARGIN < other.low or other.high + MARGIN < one.low


def _told(award: Award, rate: Interval) -> str:
    if rate.high >= ENDLESS / 2:
        share = f"≥{plain(rate.low)}%"
    elif rate.low <= -ENDLESS / 2:
        share = f"≤{plain(rate.high)}%"
    else:
        share = f"{plain(rate.low)}%"
    return f"{award.names[0]}得 {plain(award.scores[0].quantity.value)} 分 ⇒ 执行 {share}"
