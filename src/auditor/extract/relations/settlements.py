"""Accounts told in one paragraph: 收入完成 a，……。加上转移性收入 b、上年结转 c，收入总计 t；……。收支相抵，年终结转 r."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line, like
from auditor.extract.relations.lists import is_change, items_between
from auditor.extract.relations.operands import behind_last, words_before
from auditor.model import Bound, Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

ADDED = compiled("加上")
TOTAL = compiled("(?:总计|合计|总量)(?:为|达到?|数)?\\s*$")
OFFSET = compiled("收支(?:总量|总额)?(?:相抵|轧抵|轧差|品迭|抵减)后?[，,]?")
SIDES = (
    compiled("收入(?:总计|合计|总量)$"),
    compiled("支出(?:总计|合计|总量)$"),
    compiled("收入(?:预算)?(?:安排|完成|决算数?|实现)?$"),
    compiled("支出(?:预算)?(?:安排|完成|决算数?|实现)?$"),
)
SHORT = compiled("缺口|赤字|超支|亏空|差额")
REST = compiled("结转|结余|盈余|缺口|赤字|超支")
GRAND = compiled("[，,][一-龥]{0,14}总(?:收入|支出|财力)(?:预算)?(?:完成|达到?|为)?\\s*$")
SPENT = compiled("[，,][一-龥]{0,14}支出(?:代编)?(?:预算|安排)?(?:为)?\\s*$")
BALANCED = compiled("[，,](?:当年)?收支平衡")
SHORTEST, NAME, NAMED = 4, 40, 16  # characters of a name, before 加上, and between a name and its amount
NEAR = 80  # characters behind 加上 in which what is added and the total stand
FARTHEST = 400  # characters between 加上 and its total
WINDOW = 700  # characters in front of 收支相抵 that hold both sides


def settlement_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """The totals and balances that each paragraph draws up."""
    for line in lines:
        for found in ADDED.finditer(line.text) if "加上" in line.text else ():
            claim = _total(line, found.start(), found.end()) or _named_total(line, found.start(), found.end())
            if claim is not None:
                yield claim
        for found in OFFSET.finditer(line.text) if "收支" in line.text else ():
            claim = _balance(line, found.start(), found.end())
            if claim is not None:
                yield claim


def _total(line: Line, start: int, end: int) -> Claim | None:
    """The amount in front of 加上 and those behind it, up to the first 总计."""
    _, stop = line.sentence(end)
    stop = min(stop, end + FARTHEST)
    total = next((q for q in line.between(end, stop) if TOTAL.search(_words(line, q))), None)
    if total is None or total.kind is not Kind.MONEY or total.bound is not Bound.EXACT:
        return None
    subject = _subject(line, start, total)
    items = items_between(line, end, total.start, total)
    if subject is None or not items or any(item.quantity.bound is not Bound.EXACT for item in items):
        return None
    terms = (Term(line.fact(subject)), *(Term(line.fact(item.quantity, item.label)) for item in items))
    traits = frozenset({"total-after", "labelled"})
    return Claim(ClaimKind.SUM, line.fact(total), (Reading(Operation.SUM, terms),), ("加上",), traits, source=line.source)


def _named_total(line: Line, start: int, end: int) -> Claim | None:
    """地方收入加上上划中央收入 b，总收入完成 t: the first amount is told further ahead under the name in front of 加上.

    国有资本经营收入 a，加上年结转 b，支出 t，收支平衡: what is spent is what there is.
    """
    told = line.between(end, min(line.sentence(end)[1], end + NEAR))[:2]
    if len(told) < 2 or any(quantity.kind is not Kind.MONEY or quantity.bound is not Bound.EXACT for quantity in told):
        return None
    added, total = told
    if GRAND.fullmatch(line.text, added.end, total.start):
        name = line.text[behind_last(line.text, "，。；、,;：", max(0, start - NAME), start) : start].strip()
        at = line.text.rfind(name, max(0, start - WINDOW), start - 1) if len(name) >= SHORTEST else -1
        first = next(iter(line.between(at + len(name), min(start, at + len(name) + NAMED))), None) if at >= 0 else None
    elif SPENT.fullmatch(line.text, added.end, total.start) and BALANCED.match(line.text, total.end):
        first = next(iter(reversed(line.between(max(0, start - NAME), start))), None)
    else:
        return None
    if first is None or not like(first, total) or is_change(line, first) or first.high is not None:
        return None
    reading = Reading(Operation.SUM, (Term(line.fact(first)), Term(line.fact(added))))
    traits = frozenset({"total-after", "labelled"})
    return Claim(ClaimKind.SUM, line.fact(total), (reading,), ("加上",), traits, source=line.source)


def _words(line: Line, quantity: Quantity) -> str:
    """The words right before a quantity, 总计 and the like still behind them."""
    return line.text[max(0, quantity.start - 8) : quantity.start]


def _subject(line: Line, position: int, total: Quantity) -> Quantity | None:
    """What the account begins with: the first amount of the clauses in front of 加上, in its sentence or the one before."""
    start, _ = line.sentence(position)
    for sentence in (start, line.sentence(max(0, start - 1))[0]):
        low = behind_last(line.text, "；;", max(sentence, position - FARTHEST), position)
        amounts = [q for q in line.between(low, position) if like(q, total) and q.high is None and not is_change(line, q)]
        if amounts:
            return amounts[0]
    return None


def _balance(line: Line, start: int, end: int) -> Claim | None:
    """What is left of the two sides told last: of their totals if both have one."""
    rest = next(iter(line.between(end, end + 24)), None)
    if rest is None or rest.kind is not Kind.MONEY or rest.bound is not Bound.EXACT or not REST.search(line.text, end, rest.start):
        return None
    amounts = [q for q in line.between(max(0, start - WINDOW), start) if like(q, rest) and q.high is None]
    sides = [next((q for q in reversed(amounts) if side.search(words_before(line, q))), None) for side in SIDES]
    grand = sides[0] is not None and sides[1] is not None
    income, expense = (sides[0], sides[1]) if grand else (sides[2], sides[3])
    short = SHORT.search(line.text, end, rest.start) is not None
    if income is None or expense is None or not (grand or short):
        return None  # what was carried over may be missing in a rest, not in a gap
    sign = -1 if short else 1
    reading = Reading(
        Operation.SUM, (Term(line.fact(income), sign), Term(line.fact(expense), -sign)), (), "收入−支出" if sign > 0 else "支出−收入"
    )
    traits = frozenset({"account", "carried"} if grand else {"account"})
    return Claim(ClaimKind.BALANCE, line.fact(rest), (reading,), ("收支相抵",), traits, source=line.source)
