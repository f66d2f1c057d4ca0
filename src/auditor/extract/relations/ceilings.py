"""Limits that the report says were kept: 控制在 5 万元以内，列支 …，未突破; 支出 …，未超过 8 万元的限额; 自 3 月 20 日开工 … 在合同工期 150 天内竣工.

The assertion ties amount and limit together more firmly than their names could. What is only wanted (力争, 计划) is no assertion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from auditor.extract.lines import Line, like
from auditor.extract.stops import Stops
from auditor.model import Bound, Claim, ClaimKind, Date, Fact, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

KEPT = compiled(
    "[未没不](?:有|曾)?(?:突破|超过|超出|超支|超|逾)|控制在|(?<!自)在[一-龥]{0,12}(?=\\d)|在[一-龥]{0,12}(?:之内|以内|范围内|期限?内)"
)
WITHIN = compiled("(?:\\s*[一-龥]{0,4})?(?:以内|之内|范围内|内)")
CAPPED = (
    "控制",
    "限额",
    "上限",
    "标准",
    "定额",
    "封顶",
    "指标",
    "预算",
    "不超过",
    "不高于",
    "不得超过",
    "最高",
    "工期",
    "期限",
    "概算",
    "限价",
)
TAIL = compiled(
    "\\s*(?:以内|之内|范围内|范围之内|内|以下)?(?:的[一-龥]{0,6}(?:控制|限额|标准|上限|指标|预算|额度|定额|概算|要求|规定|限价)|\\s*(?:[，。；、）),;]|$))"
)
MOVED = ("追加", "调整", "调增", "结转", "调剂", "批准", "增补", "经批", "另行")
WANTED = compiled("力争|确保|计划|目标|预计|争取|拟|应当|不得|要求|下一步|明年|下年|每年|今后|预期|原则上")
ADVERBS = compiled("(?:[，,]|且|并|仍|也|都|均|全部|总体|完全|严格|全年|年度|实际|因此|故|而|、|，)*")
APART = ("增", "减", "结余", "节约", "节省", "超出", "剩余", "上年", "去年", "同期", "累计", "平均", "退回")
PER = ("每人", "人均", "每户", "户均", "每天", "每次", "每月", "单个", "每个", "平均", "每平方米", "每公里", "每亩", "单次", "最大", "最高")
PLAIN = compiled(
    "实际|全年|本年|当年|年度|年末|最终|列支|支出|开支|花费|使用|执行|发生|决算|结算|支付|投入|完成|造价|费用|金额|总额|共计?|[为约达仅数额的]"
)
AMOUNTS = frozenset({Kind.MONEY, Kind.COUNT, Kind.PERCENT, Kind.AREA, Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME})
BEGUN = compiled("开工|动工|进场|启动|开始|实施")
ENDED = compiled("竣工|完工|完成|建成|交付|结束|验收")
PAUSED = ("顺延", "延期", "停工", "扣除", "暂停", "不可抗力", "变更", "展期")
DAYS = ("天", "日", "日历天")
LEAD = 30  # characters before an amount that name it
NEAR = 60  # characters between an amount and the words that it was kept
LOOK_BACK = 4  # quantities before an assertion that are tried
STOPS = Stops("，。；：、,;:（(")
MOST = 40  # assertions of one paragraph


def ceiling_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """The limits that were kept by the report's own words, with the amounts that these speak of."""
    for line in lines:
        if line.quantities and ("超" in line.text or "内" in line.text or "突破" in line.text):
            for found in islice(KEPT.finditer(line.text), MOST):
                claim = _of_amounts(line, found.start(), found.end()) or _of_days(line, found.start(), found.end())
                if claim is not None:
                    yield claim


def _of_amounts(line: Line, start: int, end: int) -> Claim | None:
    first, last = line.sentence(start)
    clause = _clause(line.text, max(first, start - LEAD), start)
    if not ADVERBS.fullmatch(clause) or WANTED.search(line.text, max(first, start - NEAR), min(last, end + 16)):
        return None
    before = line.between(max(first, start - 2 * NEAR), start)[-LOOK_BACK:]
    following = line.between(end, min(last, end + 16))[:1]
    behind = [limit for limit in following if limit.start - end <= 6]
    if not behind and not line.text.startswith(("未", "没", "不"), start):
        return None  # 控制在预算之内
    for limit in behind:
        if not TAIL.match(line.text, limit.end):
            continue
        within = line.text.startswith(("未", "没", "不"), start) or limit.bound is Bound.AT_MOST or WITHIN.match(line.text, limit.end)
        actual = next((other for other in reversed(before) if like(other, limit)), None)
        if within and actual is not None and not _capped(line, actual):
            return _claim(line, actual, limit) if start - actual.end <= NEAR else None
    if behind or not before or start - before[-1].end > LEAD:
        return None
    actual = before[-1]
    limit = next((other for other in reversed(before[:-1]) if like(other, actual) and _capped(line, other)), actual)
    return _claim(line, actual, limit) if limit is not actual and not _capped(line, actual) and _same_topic(line, actual, limit) else None


def _claim(line: Line, actual: Quantity, limit: Quantity) -> Claim | None:
    """Amount and limit as a claim, if both are exact enough to be compared and are told in the same way (人均 …, in all)."""
    words, name = _words(line, limit), _words(line, actual)
    first, last = min(actual.start, limit.start), max(actual.end, limit.end)
    if any(word in line.text[max(0, first - LEAD) : last + LEAD] for word in MOVED):
        return None
    if actual.kind not in AMOUNTS or not actual.is_exact or limit.high is not None:
        return None
    if limit.bound not in (Bound.EXACT, Bound.AT_MOST) or any(word in name for word in APART):
        return None
    if actual.end < limit.start and "，" not in line.text[actual.end : limit.start] and not words:
        return None
    if any((word in words) is not (word in name) for word in PER if word in words or actual.start > limit.start):
        return None
    return _asserted(line, line.fact(actual), limit)


def _asserted(line: Line, stated: Fact, limit: Quantity) -> Claim:
    reading = Reading(Operation.AT_MOST, (Term(line.fact(limit)),))
    return Claim(ClaimKind.LIMIT, stated, (reading,), ("未突破",), frozenset({"asserted"}), source=line.source)


def _same_topic(line: Line, actual: Quantity, limit: Quantity) -> bool:
    """Whether an amount is called nothing in particular (实际列支), or by a word of its limit's name."""
    name, told = PLAIN.sub("", line.label(actual)), _words(line, limit)
    return not name or any(name[at : at + 2] in told for at in range(len(name) - 1))


def _capped(line: Line, quantity: Quantity) -> bool:
    """Whether words before a quantity, or its own form (5 万元以内), make it a limit."""
    return quantity.bound is Bound.AT_MOST or any(word in _words(line, quantity) for word in CAPPED)


def _words(line: Line, quantity: Quantity) -> str:
    """The words right before a quantity, back to a delimiter."""
    start, _ = line.sentence(quantity.start)
    return _clause(line.text, max(start, quantity.start - LEAD), quantity.start)


def _clause(text: str, start: int, end: int) -> str:
    return STOPS.tail(text[start:end].rstrip(" \u3000"))


# ------------------------------------------------------------------------------------------------------- periods of days


def _of_days(line: Line, start: int, end: int) -> Claim | None:
    """A period told by its first and last day, said to lie within a number of days."""
    first, last = line.sentence(start)
    limit = next((other for other in line.between(end, min(last, end + 16)) if other.unit in DAYS), None)
    limit = limit or next((other for other in reversed(line.between(first, start)) if other.unit in DAYS and _capped(line, other)), None)
    if limit is None or limit.high is not None or any(word in line.text[first:last] for word in PAUSED):
        return None
    if limit.start >= end and limit.bound is not Bound.AT_MOST and not WITHIN.match(line.text, limit.end):
        return None
    dates = [day for day in line.dates if first <= day.start and day.end <= start and day.end_date is None]
    if len(dates) != 2 or WANTED.search(line.text, first, start):
        return None
    opening, closing = dates
    if not BEGUN.search(line.text, opening.end, closing.start) or not ENDED.search(line.text, closing.end, last):
        return None
    days = _days(opening, closing)
    if days is None or days <= 0:
        return None
    period = Quantity(
        opening.start, closing.end, f"{days}天", Decimal(days), "天", Kind.DURATION, limit.factor, limit.factor,
        number_start=opening.start, number_end=closing.end, inherited=True,
    )  # fmt: skip
    return _asserted(line, line.fact(period, "实际工期"), limit)


def _days(opening: Date, closing: Date) -> int | None:
    """The days between two dates; a year that is not repeated is the first one's. None for what is no date."""
    parts = (opening.year, opening.month, opening.day, closing.year or opening.year, closing.month, closing.day)
    if None in parts:
        return None
    from datetime import date  # seldom needed, and as long to load as ten of our modules

    try:
        a, b = date(*parts[:3]), date(*parts[3:])  # type: ignore[arg-type]
    except ValueError:
        return None
    return (b - a).days
