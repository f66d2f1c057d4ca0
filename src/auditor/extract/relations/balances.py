"""Differences in prose: 任务 − 完成 = 剩余, 合同价 − 已付 = 未付, 支出 − 收入 = 缺口; stocks and accounts come from `flows`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line, like
from auditor.extract.relations.flows import account_claims, stock_claims
from auditor.extract.relations.grand_totals import grand_total_claims
from auditor.extract.relations.operands import CLAUSE, behind_last, words_before, words_of
from auditor.extract.seldom import surplus_claims
from auditor.model import Bound, Claim, ClaimKind, Kind, Operation, Quantity, Reading, Span, Term
from auditor.patterns import compiled

# What is left over, at the end of the words before a number or (正在办理, 待征) right before it.
REST = compiled(
    "(?:剩余|结余|余额|余下|还剩|剩|尚余|尚有|还有|仍有|尚[未需欠缺差]|还[缺差]|[未欠待](?!来|成年|经)[一-龥]{0,6}|正在|在[办建途]|结转|净结余|节余)[一-龥]{0,8}$"
)
NOT_REST = compiled("其中|占|比上年|较上年|增加|减少|分配|上年|年初|[等较率]$|加上|以上|全部|未来")
LEFT_OVER = compiled(
    "余|剩|尚|还|仍有|未|欠|待|正在|在[办建途]|结转|缺口|赤字|超支|亏空|差额|倒挂"
)  # one of them is in every word for a rest or a shortage
SHORT = compiled("缺口|赤字|超支|亏空|收支差额|倒挂")
WHOLE = compiled(
    "总|应|共|计划|任务|预算|核定|收到|受理|登记|收入|下达|安排|到位|目标|排查|参加|全部|合同|价|募集|筹集|资金|经费|补助|投资|申报|征集|发现|人群|调整为"
)
DONE = compiled(
    "完成|已|累计|支出|执行|办结|结案|审结|执结|接种|使用|发放|拨付|支付|整改|化解|建成|实际|实现|兑现|销号|回收|实[收付缴发拨]|投入|清运|处理|核减|调减"
)
DIFFERENCE = compiled("(?:差值|差额|相差|差异额)(?:了|为|是|共|约|达|有)?\\s*$")
NO_WHOLE = compiled("减去|扣除|加上|剩余|结余|余额|尚未|其中")
OF_WHICH = compiled("其中|构成|包括|分别")
HANDED_ON = compiled("结转|收回|上缴|交回|缴回|质保")
NO_REMAINDERS = frozenset({Kind.PERCENT, Kind.POINTS, Kind.TIMES, Kind.SCORE, Kind.DURATION})
WINDOW = 160
MOST_PAIRED = 6


def balance_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """The remainders whose whole and done parts stand in the same sentence, stocks with their flows, the balances of the accounts."""
    accounts = list(account_claims(lines))
    yield from accounts
    counted = [line for line in lines if line.quantities]
    yield from grand_total_claims(counted)
    told = {claim.stated.span for claim in accounts}
    for line in counted:
        if len(line.quantities) < 3:
            continue
        for claim in (*surplus_claims(line.text, line), *stock_claims(line)):
            if claim.stated.span not in told:
                told.add(claim.stated.span)
                yield claim
        yield from _remainders(line, told)
        if "差" in line.text:
            yield from _differences(line)


def _remainders(line: Line, told: set[Span]) -> Iterator[Claim]:
    text, digits = line.text, 0  # where the digits of the number before end: no words go on over them
    for position, quantity in enumerate(line.quantities):
        floor, digits = digits, quantity.number_end if "0" <= text[quantity.number_end - 1] <= "9" else digits
        if position < 2 or quantity.high is not None or quantity.kind in NO_REMAINDERS:
            continue
        if LEFT_OVER.search(text, max(floor, quantity.start - CLAUSE), quantity.start) is None:
            continue
        words = words_before(line, quantity)
        short = SHORT.search(words) is not None
        if (short or (REST.search(words) and not NOT_REST.search(words))) and line.span(quantity.start, quantity.end) not in told:
            claim = _remainder(line, quantity, short)
            if claim is not None:
                yield claim


def _differences(line: Line) -> Iterator[Claim]:
    """支出 2.4 万元，年初预算 3 万元，差值 0.6 万元: the two amounts right before, whichever is larger."""
    for position, stated in enumerate(line.quantities):
        if position < 2 or stated.high is not None or not DIFFERENCE.search(line.text, max(0, stated.start - 6), stated.start):
            continue
        first, second = line.quantities[position - 2 : position]
        start = behind_last(line.text, "；;", line.sentence(stated.start)[0], stated.start)
        if (
            first.start < start
            or not like(first, stated)
            or not like(second, stated)
            or any(q.bound is not Bound.EXACT for q in (first, second))
        ):
            continue
        larger, smaller = (first, second) if first.value >= second.value else (second, first)
        terms = Term(line.fact(larger)), Term(line.fact(smaller), -1)
        yield Claim(
            ClaimKind.BALANCE, line.fact(stated), (Reading(Operation.SUM, terms, (), "前面两个数之差"),), ("差额",), source=line.source
        )


def _remainder(line: Line, rest: Quantity, short: bool) -> Claim | None:
    """The rest of a whole: the nearest whole of the sentence, less all that is told between it and the rest."""
    start, end = line.sentence(rest.start)
    start = max(start, rest.start - WINDOW)
    before = [q for q in line.between(start, rest.start) if like(q, rest) and q.high is None]
    clause = behind_last(line.text, "；", start, rest.start)
    if len(before) != 2 or clause <= before[1].start:  # 受理 94 件，……；办结 70 件，……；尚有 24 件
        before = [q for q in before if q.start >= clause]
    found = _whole_and_done(line, before)
    if found is None:
        return None
    whole, done = found
    if OF_WHICH.search(line.text, whole.end, rest.start) or (whole.value < sum(q.value for q in done)) is not short:
        return None
    sign = -1 if short else 1
    terms = (Term(line.fact(whole), sign), *(Term(line.fact(q), -sign) for q in done))
    if rest.value > max(q.value for q in (whole, *done)):
        return None
    if "收入" in words_of(line, whole) and not short and rest.value > whole.value - sum(q.value for q in done):
        return None  # more than came in: something was carried over that the sentence does not tell
    readings = [Reading(Operation.SUM, terms), *_others(line, before, rest, terms), *_handed_on(line, rest, end, terms)]
    traits = {"vague"} if any(q.bound is not Bound.EXACT for q in (rest, *before)) else set()
    return Claim(ClaimKind.BALANCE, line.fact(rest), tuple(readings), (line.label(rest),), frozenset(traits), source=line.source)


def _whole_and_done(line: Line, before: Sequence[Quantity]) -> tuple[Quantity, Sequence[Quantity]] | None:
    """The nearest amount that is a whole by its words, with all that follows it done; None where others stand between."""
    for index in range(len(before) - 2, -1, -1):
        words = words_of(line, before[index])
        if NO_WHOLE.search(words):
            return None
        if WHOLE.search(words) and all(DONE.search(words_of(line, q)) for q in before[index + 1 :]):
            return before[index], before[index + 1 :]
    return None


def _others(line: Line, before: Sequence[Quantity], rest: Quantity, natural: tuple[Term, ...]) -> list[Reading]:
    """Every other difference of two like quantities in the sentence that comes near the rest."""
    told = {term.fact.span for term in natural}
    readings = []
    pool = before[-MOST_PAIRED:]
    for larger in pool:
        for smaller in pool:
            if smaller is not larger and abs(larger.value - smaller.value - rest.value) <= larger.step + smaller.step + rest.step:
                terms = Term(line.fact(larger)), Term(line.fact(smaller), -1)
                if {term.fact.span for term in terms} != told:
                    readings.append(Reading(Operation.SUM, terms, (), "换用附近其他数"))
    return readings


def _handed_on(line: Line, rest: Quantity, end: int, natural: tuple[Term, ...]) -> Iterator[Reading]:
    """What is told behind the rest as handed back or carried on may be missing in it: 结转下年 25 万元，收回 15 万元."""
    terms = natural
    for quantity in line.between(rest.end, min(end, rest.end + WINDOW))[:3]:
        if like(quantity, rest) and quantity.high is None and HANDED_ON.search(words_of(line, quantity)):
            terms = (*terms, Term(line.fact(quantity), -1))
            yield Reading(Operation.SUM, terms, (), "减去另行交回或结转的")
