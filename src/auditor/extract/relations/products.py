"""A number of things times what each gets, beside the amount in all: 1200 人，每人 500 元，共计 60 万元.

Only the size is claimed here: the amount in all may hold other money, but it is never exactly ten times or ten thousand times too much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.extract.lines import FAMILIES, Line
from auditor.extract.numbers.units import MULTIPLIERS
from auditor.extract.stops import Stops
from auditor.model import Bound, Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

EACH = compiled(
    "每([^\\W\\d])[^\\W\\d]{0,8}$|([人户亩村台套家生校座])均[^\\W\\d]{0,8}$|(单价|单位造价|(?:补[助贴]|奖[补励]|收费|支付|发放)标准)[^\\W\\d]{0,4}$"
)
TIMED = compiled("每[年月日天周季次学]|月均|年均|日均")
IN_ALL = tuple("共 合计 总计 总额 总价 总投 累计 支付 发放 拨付 增收 投入 安排 兑现 补贴 补助 收入 所需 需要".split())
COUNTED = frozenset({Kind.COUNT, Kind.AREA, Kind.LENGTH, Kind.WEIGHT})
FIGURES = 3  # of an amount whose number of things is looked for among others
MOST_BEFORE = 12  # numbers before a price that may count what it is per
REACH = 4  # quantities on each side of the price
STOPS = Stops("，。；、,;（(")


def product_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """Number × price = amount, wherever one sentence tells all three."""
    for line in lines:
        if len(line.quantities) > 2 and ("每" in line.text or "均" in line.text or "单" in line.text or "标准" in line.text):
            for index, price in enumerate(line.quantities):
                if price.kind is Kind.MONEY and price.high is None and price.bound is Bound.EXACT:
                    yield from _of_price(line, index, price)


def _of_price(line: Line, index: int, price: Quantity) -> Iterator[Claim]:
    start, end = line.sentence(price.start)
    each = EACH.search(line.text[max(start, price.start - 14) : price.start].rstrip("为是约 "))
    if (
        each is None
        or TIMED.search(line.text, max(start, price.start - 14), price.end + 6)
        or (line.text.startswith("/", price.end) and not line.text.startswith("/年", price.end))
    ):
        return
    near = [
        quantity
        for quantity in line.quantities[max(0, index - REACH) : index + REACH + 1]
        if start <= quantity.start and quantity.end <= end
    ]
    segment = _segment(line, price, near)
    totals = [quantity for quantity in segment if _is_total(line, quantity, price)]
    if len(totals) != 1:
        return
    counts = [quantity for quantity in segment if quantity.kind in COUNTED and _is_each(line, quantity, each)]
    is_mean = each.group(2) is not None and totals[0].start < price.start  # read by `averages`
    if not counts and not is_mean and figures(totals[0]) >= FIGURES:  # told before, among other numbers: the figures say which it is
        before = line.quantities[max(0, index - MOST_BEFORE) : index]
        counts = [quantity for quantity in before if quantity.kind in COUNTED and _is_each(line, quantity, each)]
    elif len(counts) != 1:
        return
    readings = tuple(Reading(Operation.PRODUCT, (Term(line.fact(price)),), (Term(line.fact(plain_count(count))),)) for count in counts)
    if readings:
        yield Claim(ClaimKind.UNIT, line.fact(totals[0]), readings, ("每",), frozenset({"product"}), source=line.source)


def _segment(line: Line, price: Quantity, near: Sequence[Quantity]) -> list[Quantity]:
    """The quantities that stand between the same semicolons as the price."""
    ends = [at for at, character in enumerate(line.text[near[0].start : near[-1].end], near[0].start) if character in "；;"]
    low = max((at for at in ends if at < price.start), default=-1)
    high = min((at for at in ends if at > price.start), default=len(line.text))
    return [quantity for quantity in near if low < quantity.start < high]


def figures(quantity: Quantity) -> int:
    """How many digits a number has without the zeros at its ends."""
    return len(quantity.number.normalize().as_tuple().digits)


def plain_count(count: Quantity) -> Quantity:
    """A count in the unit as written, without its size: a price is per 亩, not per square metre."""
    factor = max((size for name, size in MULTIPLIERS.items() if name and count.unit.startswith(name)), default=Decimal(1))
    return count._replace(factor=factor, step=count.step / count.factor * factor)


def _is_each(line: Line, count: Quantity, each: re.Match[str]) -> bool:
    """Whether a count counts what the price is per: 每亩 and 亩, 每人 and 名, 每村 and 10 个村; 单价 fits anything."""
    if count.high is not None or count.bound is not Bound.EXACT or count.value <= 1:
        return False
    thing = each.group(1) or each.group(2)
    unit = count.unit.lstrip("十百千万亿")
    if thing is None or unit.startswith(thing):
        return True
    if thing in "人名位生":
        return FAMILIES.get(unit) == "persons"
    if thing == "个":
        return FAMILIES.get(unit) == "things"
    return line.text[count.end : count.end + 6].find(thing) >= 0


def _is_total(line: Line, amount: Quantity, price: Quantity) -> bool:
    """Whether an amount is the amount in all, by the words right before it."""
    if amount.kind is not Kind.MONEY or amount is price or amount.high is not None or amount.bound is not Bound.EXACT:
        return False
    before = STOPS.tail(line.text[max(0, amount.start - 12) : amount.start])
    return any(word in before for word in IN_ALL) and EACH.search(before) is None
