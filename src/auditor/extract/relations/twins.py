"""One named amount told in two places with units or decimal points that lie apart: 补助资金 3.15 亿元 … 补助资金 3.15 万元.

Two amounts are candidates when they have the same figures and differ by powers of ten. What decides is the name: the labels must end
alike, and what one label has in front of the other must stand in the other's sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line, currency
from auditor.model import Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled
from auditor.records import Record

NEUTRAL = compiled(
    "上述|的|发行|下达|获得|争取到?|申请|批复|经批复|经审核|核定|现有|实际|收到|该|其|我[镇县市区局乡院校]|全部|已|(?:19|20)\\d{2}年度?|年末|年底|\\s"
)
# Words that make two amounts of one name different amounts.
APART = tuple(
    "本级 全 上年 去年 同期 当年 本年 累计 预算 决算 结转 结余 增 减 超 降 每 均 期 批 首 余 未 其他 另 中央 省 市 县 镇 村 标段 第 计划 目标 完成 实现".split()
)
# Words that make them different even when both are written with the same figures.
APART_ALWAYS = ("上年", "去年", "同期", "每", "均", "余", "未", "另", "累计")
LEAD = compiled("[）)、]|是|将|把|对|从")  # what stands before it does not belong to a name
EARLIER = ("上年", "去年", "上一年", "同期", "往年", "前年", "下年", "明年", "下一年", "比", "较")
YEAR = compiled("((?:19|20)\\d{2})\\s*[年度]")
MONEY_WORDS = tuple("资金 经费 投资 支出 收入 预算 决算 金额 总额 余额 债券 补助 补贴 贷款 专款 收益 产值 资产 合同 造价".split())
MONEY_ENDINGS = ("价", "费", "款")
MAX_ALIKE = 12  # places with the same figures that are compared
MIN_NAME = 4
Figures = tuple[int, ...]


class Amount(Record):
    """An amount with its name, the words of its sentence before it, and the year it is told for."""

    name: str
    context: str
    year: str
    fact: Fact


def twin_claims(lines: Sequence[Line], cells: Sequence[Amount] = ()) -> Iterator[Claim]:
    """Amounts of the paragraphs (and `cells`) whose names agree and whose sizes lie powers of ten apart."""
    further = [(amount, _figures(amount.fact.quantity)) for amount in cells]
    in_tables = {figures for _, figures in further}
    first: dict[Figures, tuple[Line, Quantity]] = {}
    seen: dict[Figures, list[Amount]] = {}
    for line, quantity, figures in _told(lines):
        told = [(line, quantity)]
        if figures not in seen:  # the name is read only of an amount that has another to be compared with
            if figures not in first and figures not in in_tables:
                first[figures] = told[0]
                continue
            if figures in first:
                told.insert(0, first[figures])
            seen[figures] = []
        for amount in [_amount(*place) for place in told]:
            if amount is not None:
                yield from _against(seen[figures], amount)
    for amount, figures in further:
        other = next((other for other in seen.get(figures, ()) if _told_in_table(other, amount)), None)
        if other is not None and len(figures) > 2:
            yield _claim(other, amount)


def _against(alike: list[Amount], amount: Amount) -> Iterator[Claim]:
    """An amount against those of the same figures told before it, of which it becomes one."""
    other = next((other for other in alike if _twins(other, amount)), None)
    if other is not None:
        yield _claim(other, amount)
    if len(alike) < MAX_ALIKE:
        alike.append(amount)


def _told(lines: Sequence[Line]) -> Iterator[tuple[Line, Quantity, Figures]]:
    """The amounts of money of the paragraphs, with their figures; none of a single figure, which many have."""
    for line in lines:
        for quantity in line.quantities:
            if quantity.kind is Kind.MONEY and quantity.high is None and quantity.number > 0:
                figures = _figures(quantity)
                if len(figures) > 1:
                    yield line, quantity, figures


def _figures(quantity: Quantity) -> Figures:
    """The digits of a number, without the zeros at its end: the same for 3.15 and 31500."""
    return quantity.number.normalize().as_tuple().digits


def _claim(other: Amount, amount: Amount) -> Claim:
    """The later amount against the earlier one; the same figures written alike speak for a wrong unit."""
    first, second = other.fact.quantity, amount.fact.quantity
    traits = {"twin"}
    if first.number == second.number and len(_figures(first)) > 2 and len(other.name) >= 5:
        traits.add("same-digits")
    reading = Reading(Operation.EQUAL, (Term(other.fact),))
    return Claim(ClaimKind.UNIT, amount.fact, (reading,), ("同名",), frozenset(traits), source=amount.fact.source)


def _amount(line: Line, quantity: Quantity) -> Amount | None:
    """An amount with its name, if it has one that can be recognised again."""
    label = line.label(quantity)
    label = LEAD.split(label)[-1]
    name = NEUTRAL.sub("", label)
    if len(name) < MIN_NAME or not (name.endswith(MONEY_ENDINGS) or any(word in name for word in MONEY_WORDS)):
        return None
    start, _ = line.sentence(quantity.start)
    context = line.text[max(start, quantity.start - 120) : quantity.start]
    years = YEAR.findall(context)
    return Amount(name, NEUTRAL.sub("", context), years[-1] if years else "", line.fact(quantity, label))


def _twins(first: Amount, second: Amount) -> bool:
    """Whether two amounts of the same figures are one amount in two sizes."""
    a, b = first.fact.quantity, second.fact.quantity
    if a.value == b.value or currency(a) != currency(b) or (first.year and second.year and first.year != second.year):
        return False
    if _earlier(first) is not _earlier(second):
        return False
    short, long = sorted((first, second), key=lambda amount: len(amount.name))
    if not long.name.endswith(short.name):
        return False
    more = long.name[: len(long.name) - len(short.name)]
    if not more:
        return len(short.name) > MIN_NAME or a.unit != b.unit
    alike = a.number == b.number and len(_figures(a)) > 2
    if any(word in more for word in (APART_ALWAYS if alike else APART)):
        return False
    return more in short.context or len(short.name) > MIN_NAME + 1


def _earlier(amount: Amount) -> bool:
    """Whether the words right before an amount place it in another year or compare with it."""
    return any(word in amount.context[-16:] for word in EARLIER)


def _told_in_table(told: Amount, cell: Amount) -> bool:
    """Whether a cell's row and column name the amount told in words: 防火项目支出 and the row 防火项目 under 支出金额."""
    if told.fact.quantity.value == cell.fact.quantity.value or cell.name not in told.name:
        return False
    rest = told.name[told.name.index(cell.name) + len(cell.name) :]
    return bool(rest) and rest in cell.context
