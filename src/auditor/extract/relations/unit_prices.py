"""Number, price and amount told side by side: 6 辆，单价 2.4 万元，总价 14.4 万元; 1280 人次，支出 38.4 万元，人均 300 元.

Here the amount itself is claimed, not only its size (`products`, `averages`): so the three must be the only ones of their kind between two
semicolons, and the mean must be one of that amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.extract.lines import FAMILIES, Line
from auditor.extract.relations.bases import is_base, is_change
from auditor.extract.relations.operands import behind_last
from auditor.extract.relations.products import plain_count
from auditor.extract.stops import Stops
from auditor.model import Bound, Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

EACH = compiled(
    "(?:(?P<mean>[一-龥])均(?P<of>[一-龥]{0,8})|平均每(?P<per>[一-龥])(?P<ofper>[一-龥]{0,8})|每(?P<each>[一-龥])[一-龥]{0,6}|(?P<price>(?:采购|中标|合同)?单价|单位造价|单位成本))"
    "(?:为|约|是|达|仅|：|:)?\\s*$"
)
NOT_MEAN = compiled("标准|收入|增收|可支配|产值|纯|净|年限|增[加长]|减少|提高|成本线|不[超低]|以[上下内]|限|预算|计划|目标")
SPENT = (
    "补助",
    "补贴",
    "资金",
    "金额",
    "费用",
    "支出",
    "投入",
    "发放",
    "兑现",
    "花费",
    "成本",
    "造价",
    "投资",
    "奖补",
    "救助",
    "拨付",
    "用药",
    "开支",
)
TIMED = compiled("每[年月日天周季次学]|[月年日季]均|每人每|每户每|上年|去年|同期|/[年月天日]")
TOTAL = compiled("总价|合计|共计|总计|总额|金额|小计|价款|价款|共(?=[^，。；]{0,6}$)|支付|采购款|货款")
NEVER = compiled("预算|计划|目标|上年|去年|同期|限价|控制价|其中|结余|节约|剩余|另|未")
COUNTED = frozenset({Kind.COUNT, Kind.AREA, Kind.LENGTH, Kind.WEIGHT})
LEAD = 14
FEWEST = 3  # number, price and amount
SEGMENT = 120  # characters on each side of a price in which the other two stand
PERSONS = frozenset("人名位员生")
STOPS = Stops("，。；、,;（(")


def unit_price_claims(line: Line) -> Iterator[Claim]:
    """The triples of one paragraph."""
    text = line.text
    if len(line.quantities) < FEWEST or not ("均" in text or "每" in text or "单" in text):
        return
    for index, price in enumerate(line.quantities):
        if index and price.kind is Kind.MONEY and _exact(price):
            lead = STOPS.tail(text[max(0, price.start - LEAD) : price.start])
            each = EACH.search(lead)
            if each is not None and not TIMED.search(lead) and not text.startswith("/", price.end) and not NOT_MEAN.search(lead):
                yield from _triple(line, price, each)


def _triple(line: Line, price: Quantity, each: re.Match[str]) -> Iterator[Claim]:
    start, end = line.sentence(price.start)
    start = behind_last(line.text, "；;", max(start, price.start - SEGMENT), price.start)
    stop = min(end, price.end + SEGMENT)
    stop = next((at for at in range(price.end, stop) if line.text[at] in "；;"), stop)
    near = line.between(start, stop)
    amounts = [q for q in near if q.kind is Kind.MONEY and q is not price]
    counts = [q for q in near if q.kind in COUNTED and _fits(line, q, each)]
    if not amounts or len(counts) != 1 or not all(map(_exact, (*amounts, *counts))):
        return
    count = counts[0]
    total = next((q for q in reversed(amounts) if q.start < price.start), amounts[0])
    words = STOPS.tail(line.text[max(start, total.start - LEAD) : total.start])
    if NEVER.search(words) or is_change(line, total) or is_base(line, total) or is_change(line, count):
        return
    counted = Term(line.fact(plain_count(count)))
    of = each["of"] or each["ofper"] or ""
    if each["mean"] or each["per"]:
        clause = line.text[start : price.start]
        if total.start > price.start or not _is_of(of, clause[: total.end - start]):
            return
        others = [q for q in amounts if q is not total]
        yield _claim(line, price, [Reading(Operation.TIMES, (Term(line.fact(q)),), (counted,)) for q in (total, *others)], "mean-of")
    elif len(amounts) == 1 and TOTAL.search(words) and (each["price"] or total.start > price.start):
        reading = Reading(Operation.PRODUCT, (Term(line.fact(price)),), (counted,))
        yield _claim(line, total, [reading], "priced" if each["price"] else "each")


def _claim(line: Line, stated: Quantity, readings: Sequence[Reading], trait: str) -> Claim:
    return Claim(ClaimKind.UNIT, line.fact(stated), tuple(readings), (trait,), frozenset({"unit-price", trait}), source=line.source)


def _is_of(of: str, clause: str) -> bool:
    """Whether a mean is one of the amount before it: it is not said of what, of spending, or by a word of the amount's own."""
    return not of or any(word in of for word in SPENT) or any(of[at : at + 2] in clause for at in range(len(of) - 1))


def _exact(quantity: Quantity) -> bool:
    return quantity.high is None and quantity.bound is Bound.EXACT and quantity.number > 0


def _fits(line: Line, count: Quantity, each: re.Match[str]) -> bool:
    """Whether a count counts what the price is per; a price without a thing fits every count."""
    thing = each["mean"] or each["per"] or each["each"]
    unit = count.unit.lstrip("十百千万亿")
    if thing is None:
        return True
    if thing in PERSONS:
        return FAMILIES.get(unit) == "persons" or unit == "人次"
    return unit == thing or (thing == "个" and FAMILIES.get(unit) == "things") or line.text.startswith(thing, count.end)


def unit_prices(lines: Sequence[Line]) -> Iterator[Claim]:
    """The triples of all paragraphs."""
    for line in lines:
        if len(line.quantities) >= FEWEST:
            yield from unit_price_claims(line)
