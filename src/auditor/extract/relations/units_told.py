"""Units in words: amounts told twice (1200 万元，即 0.12 亿元), amounts without a unit, per cent written for points and points for per cent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line, currency, like
from auditor.extract.relations.averages import mean_claims
from auditor.extract.relations.growth import BASE
from auditor.extract.relations.products import product_claims
from auditor.extract.relations.twins import Amount, twin_claims
from auditor.extract.relations.unit_prices import unit_prices
from auditor.model import Bound, Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

AGAIN = ("即", "折合", "折", "合", "约合", "相当于", "也就是", "换算为", "大写", "小写")  # between an amount and the same amount
CAPITALS = compiled("[壹贰叁肆伍陆柒捌玖拾佰仟]")
AFTER_BASE = compiled("\\s*(?:增|减|下降|上升|提高|降低|，)")
NEXT_OF_ROW = compiled("\\s*[，,]\\s*\\d")
LABELLED = compiled("[、，,；;和及]\\s*[^\\W\\d]{2,16}\\s*$")  # a delimiter and a label before a number
GOES_ON = compiled("\\s*[、，,；;和及以]")
NO_AMOUNT = ("率", "比", "倍", "指数", "系数", "均", "第", "编号", "代码", "面积", "人", "户", "车")  # labels of numbers without a unit
NO_AMOUNT_ENDINGS = ("数", "年", "月", "度")
MONEY_LABEL = compiled(
    "(?:结转|结余|结转结余|支出|收入|资金|经费|金额|总额|余额|补助|补贴|拨款|预算|决算|投资|款|费)(?:为|共|计|共计|合计|达|约)?$"
)
ENDS_CLAUSE = compiled("\\s*(?:[，。；、）)]|,(?!\\d)|;|$)")
GAP = 16  # characters between an amount and the same amount
AMONG = 8  # quantities before a bare number that may be amounts
FEWEST_AMOUNTS = 2
UP = ("提高", "增长", "上升", "提升", "增加", "上涨", "增幅")
DOWN = ("下降", "降低", "减少", "回落", "下滑", "缩小", "降幅")
CHANGE_TAIL = compiled("(?:了|幅度|率)?(?:为|约|近)?\\s*$")
ONLY_CHANGE = compiled(
    "[）)]?[，,、；\\s]*(?:(?:同比|比上年|较上年|比去年|较去年|比年初|较年初|比前期|上年同期|净|共|累计|分别|年度|一年)\\s*)*$"
)
FROM = ("由", "从", "年", "初", "前", "原")
AGAINST = compiled("[，,、（(][^，。]{0,4}[比较](?:上|去|同|年初|前|(?:19|20)\\d\\d)[^，。；]{0,10}$")  # 97.2%，较上年的 95.1%
COMPARED = compiled("[，,].*[比较]")
RATE = compiled("(?:率|占比|比重|比例|满意度|覆盖面)(?:为|达到?|是)?$")
RISEN = compiled("[，,]?(?:比|较)(?:上年|去年|上一年|上年同期|20\\d\\d年)度?(?:的?同期)?(?:提高|提升|上升|下降|降低|增加|减少|回落)了?")
RISES_TO = ("提高到", "提高至", "提升到", "提升至", "上升到", "上升至", "下降到", "下降至", "降低到", "降低至")
FEWEST_OF_RISE = 3  # numbers: from, to, by
LEVELS = frozenset({Kind.MONEY, Kind.COUNT, Kind.AREA, Kind.WEIGHT, Kind.LENGTH, Kind.VOLUME})


def unit_claims(lines: Sequence[Line], cells: Sequence[Amount] = ()) -> Iterator[Claim]:
    """Claims about units: amounts told twice, units that are missing, points and per cent taken for each other, sizes that cannot be.

    `cells` are the amounts of tables, to be compared with those of the text.
    """
    for line in lines:
        quantities = line.quantities
        for index, quantity in enumerate(quantities):
            kind = quantity.kind
            if kind is Kind.MONEY:
                before = quantities[index - 1] if index else quantity
                if before.kind is kind and 0 < quantity.start - before.end <= GAP and currency(before) == currency(quantity):
                    yield from _restated(line, before, quantity)
            elif kind is Kind.NUMBER:
                if index and not quantity.unit:
                    yield from _missing(line, index)
            elif kind is Kind.PERCENT or kind is Kind.POINTS:
                yield from _of_rate(line, index)
    yield from product_claims(lines)
    yield from mean_claims(lines)
    yield from unit_prices(lines)
    yield from twin_claims(lines, cells)


def cells_that_rise(corpus: Corpus) -> Iterator[Claim]:
    """The same of rates in cells, where goals are told in words: 收集率由 82% 提高到 88%，提高 6%."""
    for cell in corpus.holding(RISES_TO):
        if cell.row >= 0:
            for index in range(FEWEST_OF_RISE - 1, len(cell.quantities)):
                if cell.quantities[index].kind is Kind.PERCENT:
                    yield from _of_rate(cell, index)


def _claim(line: Line, stated: Quantity, readings: tuple[Reading, ...], trait: str) -> Claim:
    return Claim(ClaimKind.UNIT, line.fact(stated), readings, (trait,), frozenset({trait}), source=line.source)


def _missing(line: Line, index: int) -> Iterator[Claim]:
    """A bare number behind another that stands where an amount would: as a base, within a list, at the end of a sentence of amounts."""
    before, quantity = line.quantities[index - 1 : index + 1]
    if before.kind is Kind.MONEY:
        yield from _missing_base(line, before, quantity)
        for third in line.quantities[index + 1 : index + 2]:
            yield from _missing_in_list(line, before, quantity, third)
    yield from _missing_alone(line, index)


def _of_rate(line: Line, index: int) -> Iterator[Claim]:
    """A rate or a change of one: per cent and points taken for each other."""
    quantities = line.quantities
    quantity = quantities[index]
    if quantity.kind is Kind.POINTS and quantity.text.startswith(("百分之", "%")):
        yield _claim(line, quantity, (), "mixed")
    elif index > 1 and quantity.high is None:
        yield from _changed(line, quantities[index - 2], quantities[index - 1], quantity)
    if index and quantity.kind is Kind.PERCENT and quantities[index - 1].kind is Kind.PERCENT:
        yield from _untold(line, quantities[index - 1], quantity)


def _equal(line: Line, other: Quantity) -> tuple[Reading, ...]:
    return (Reading(Operation.EQUAL, (Term(line.fact(other)),)),)


def _restated(line: Line, first: Quantity, second: Quantity) -> Iterator[Claim]:
    """One amount in two units, or in words and figures, side by side."""
    gap = line.text[first.end : second.start]
    if not gap.strip() or first.high is not None or second.high is not None or not _again(gap):
        return
    in_words = CAPITALS.search(first.text) is not None
    if in_words is (CAPITALS.search(second.text) is not None) and first.factor == second.factor:
        return
    if gap.strip("整 ") in ("，", ","):
        return
    bracketed = gap.strip("整 ￥¥").endswith(("（", "("))
    if bracketed and not line.text.startswith(("）", ")", "整）", "整)"), second.end):
        return
    yield _claim(line, second, _equal(line, first), "restated")


def _again(gap: str) -> bool:
    """Whether nothing stands between two amounts but words that say the second is the first again."""
    words = gap.replace("人民币", "").strip(" ￥¥整（(，,为：:约")
    return not words or words in AGAIN


def _missing_base(line: Line, first: Quantity, second: Quantity) -> Iterator[Claim]:
    """A base of comparison without a unit beside an amount that has one: 1739.32 万元，较 2020 年收入 1027.82 增加."""
    before = line.text[first.end : second.start]
    if not _looks_like_amount(second) or len(before) > 24 or not BASE.search(before) or not AFTER_BASE.match(line.text, second.end):
        return
    if NEXT_OF_ROW.match(line.text, second.end):  # 各减少 126.86，257.97 万元: the unit stands behind the last
        return
    value = second.number * first.factor
    if 100 * min(first.value, value) >= max(first.value, value):
        yield _claim(line, second, _equal(line, first), "missing")


def _missing_in_list(line: Line, first: Quantity, second: Quantity, third: Quantity) -> Iterator[Claim]:
    """One item without a unit between two that have it: 工资 512.30 万元、商品和服务 168.45、补助 42.10 万元."""
    if third.kind is not Kind.MONEY or third.unit != first.unit or not _looks_like_amount(second):
        return
    before, after = line.text[first.end : second.start], line.text[second.end : third.start]
    if "。" in before + after or len(before) > 24 or len(after) > 24:
        return
    if LABELLED.match(before) and GOES_ON.match(after) and LABELLED.match(after) and _may_be_amount(before):
        yield _claim(line, second, _equal(line, first), "missing")


def _missing_alone(line: Line, index: int) -> Iterator[Claim]:
    """A bare decimal that its words call money, in a sentence of amounts of one unit: 支出 649.20 万元，年末结转 75.35。"""
    quantity = line.quantities[index]
    if quantity.step >= 1 or not _looks_like_amount(quantity):
        return
    if not ENDS_CLAUSE.match(line.text, quantity.end) or not MONEY_LABEL.search(line.label(quantity)):
        return
    start, _ = line.sentence(quantity.start)
    amounts = [other for other in line.quantities[max(0, index - AMONG) : index] if other.kind is Kind.MONEY and other.start >= start]
    if len(amounts) >= FEWEST_AMOUNTS and len({other.unit for other in amounts}) == 1:
        value = quantity.number * amounts[-1].factor
        if min(abs(other.value) for other in amounts) <= 100 * value and value <= 10 * max(other.value for other in amounts):
            yield _claim(line, quantity, _equal(line, amounts[-1]), "missing")


def _may_be_amount(label: str) -> bool:
    """Whether the words before a bare number leave it open that it is money."""
    return not any(word in label for word in NO_AMOUNT) and not label.rstrip().endswith(NO_AMOUNT_ENDINGS)


def _looks_like_amount(quantity: Quantity) -> bool:
    """Whether a bare number is written like money: decimals, or thousands."""
    return quantity.bound is Bound.EXACT and quantity.high is None and (quantity.step < 1 or quantity.number >= 1000)


def _changed(line: Line, first: Quantity, second: Quantity, stated: Quantity) -> Iterator[Claim]:
    """The change between two levels right before it, in the wrong unit: rates that differ by per cent, amounts that grow by points."""
    before = line.text[max(second.end, stated.start - 24) : stated.start]
    lead = CHANGE_TAIL.split(before, maxsplit=1)[0]
    rising = lead.endswith(UP)
    if not (rising or lead.endswith(DOWN)) or stated.start - second.end > 24 or not ONLY_CHANGE.match(lead[:-2]):
        return
    if any(quantity.high is not None or quantity.bound is not Bound.EXACT for quantity in (first, second)):
        return
    pair = _base_and_subject(line, first, second)
    if pair is None:
        return
    base, subject = pair
    if stated.kind is Kind.PERCENT and first.kind is Kind.PERCENT and second.kind is Kind.PERCENT:
        high, low = (subject, base) if rising else (base, subject)
        operation = Operation.GROWTH if rising else Operation.DECLINE
        points = Reading(Operation.POINTS, (Term(line.fact(high)),), (Term(line.fact(low)),))
        relative = Reading(operation, (Term(line.fact(subject)),), (Term(line.fact(base)),), "相对增幅")
        yield _claim(line, stated, (points, relative), "points")
    elif stated.kind is Kind.POINTS and first.kind in LEVELS and like(first, second) and base.number:
        operation = Operation.GROWTH if rising else Operation.DECLINE
        yield _claim(line, stated, (Reading(operation, (Term(line.fact(subject)),), (Term(line.fact(base)),)),), "rate")


def _untold(line: Line, rate: Quantity, stated: Quantity) -> Iterator[Claim]:
    """合格率 98.7%，比上年提高 0.8%: a rate that goes up by per cent; last year's is not told, so that only a reader can tell which is meant."""
    gap = line.text[rate.end : stated.start]
    if len(gap) > 16 or not RISEN.fullmatch(gap) or stated.number >= rate.number or stated.high is not None:
        return
    if RATE.search(line.label(rate)):
        yield _claim(line, stated, (), "untold")


def _base_and_subject(line: Line, first: Quantity, second: Quantity) -> tuple[Quantity, Quantity] | None:
    """Which of two levels came before: 由 a 到 b; a，比上年 b; 上年 a，本年 b; by their years."""
    lead, between = line.text[max(0, first.start - 16) : first.start], line.text[first.end : second.start]
    if len(between) > 30 or "。" in between:
        return None
    if any(word in between for word in "到至为") and any(word in lead for word in FROM) and not COMPARED.search(between):
        return first, second
    years = compiled("((?:19|20)\\d{2})\\s*年").findall(lead), compiled("((?:19|20)\\d{2})\\s*年").findall(between)
    if years[0] and years[1] and abs(int(years[0][-1]) - int(years[1][-1])) == 1:
        return (first, second) if years[0][-1] < years[1][-1] else (second, first)
    if BASE.search(between) and (AGAINST.search(between) or not BASE.search(lead[-8:])):
        return second, first
    if compiled("上年|去年|同期|年初").search(lead) and compiled("今年|本年|当年|年末|年底").search(between):
        return first, second
    return None
