"""Stocks and flows: 年初 128 人，录用 9 人，退休 7 人，年末 130 人; 上年结转 + 收入 − 支出 = 结余 over the paragraphs of an account."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line, like
from auditor.extract.relations.operands import behind_last, words_before, words_of
from auditor.extract.stops import Stops
from auditor.model import Bound, Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

OPENING = compiled("年初|期初|月初|上年末|上年结转|上年结余|上期结|原有|20\\d\\d\\s*年初")
CLOSING = compiled("(?:年|期|月|季|学年)(?:末|底|终)|现有|现存|(?:库存|结存|余额|未结|结转)$")
INFLOW = compiled(
    "新增|新[录收购招入建进办]|录用|调入|转入|购[入置]|采购|入库|招[生收录聘]|增加|收入|收到|受理|拨入|引进|补充|追加|募集|接收|流入|迁入|新"
)
OUTFLOW = compiled(
    "退休|退出|退役|清退|脱贫|迁出|核销|调出|转出|报废|出库|调拨|毕业|减少|支出|支付|使用|发放|结案|办结|审结|离职|辞职|处置|核减|流出|归还|消耗|领用|拨付|死亡|注销|划转"
)
PERIOD = compiled("^.{0,8}(?:年|期|月|季)(?:初|末|底|终)|^(?:上年|现有|原有|共有|全年|本年|当年)+")
LEFT = compiled("结转|结余|余额|未结|结存|剩余")
LIST = compiled("其中|包括|总计|合计")
WINDOW = 200
MOST_FLOWS = 8

# The amounts of an account, by the words that end their label, with a character that stands in all of these and those that may be the last; a
# narrower scope (财政拨款, 基金 …) is another account.
ACCOUNT: tuple[tuple[str, str, str, re.Pattern[str]], ...] = (
    (
        "rest",
        "结",
        "余转金数额计",
        compiled(
            "^(?:年末|本年末|当年|期末|累计|全年|年终)?(?:资金)?(?:结转和?)?(?:结余|结转)(?:资金|数|额|合计)?$|^年末结转(?:和|与)结余(?:资金)?$"
        ),
    ),
    (
        "carried",
        "结",
        "余转金数额",
        compiled("(?:上年|年初|上年度|(?:19|20)\\d{2}\\s*年(?:年)?末)[一-龥]{0,4}(?:结转|结余)(?:和结余|结余)?(?:资金|数|额)?$"),
    ),
    ("available", "总", "计均各", compiled("^(?:20\\d{2}\\s*年度?|本年度?|全年|\\s)*(?:收入|收[、/]?支|收入支出)(?:决算)?总计(?:均|各)?$")),
    (
        "income",
        "收",
        "入计额数算",
        compiled("^(?:20\\d{2}\\s*年度?|本年度?|全年|当年|部门|\\s)*(?:总收入|收入(?:决算)?(?:合计|总额|数)?|决算收入|收入决算数)$"),
    ),
    (
        "income",
        "到",
        "位金",
        compiled("^(?:20\\d{2}\\s*年度?|本年度?|全年|当年|部门|\\s)*(?:实际|累计|各类|各项)*(?:资金)?到位(?:资金)?$"),
    ),
    (
        "expense",
        "支",
        "出计额数算",
        compiled(
            "^(?:20\\d{2}\\s*年度?|本年度?|全年|当年|部门|\\s)*(?:总支出|(?:累计|实现|实际|共)?支出(?:决算)?(?:合计|总额|数)?|决算支出|支出决算数)$"
        ),
    ),
    ("surplus", "用", "余金额", compiled("^(?:动用|使用|用)[一-龥]{0,8}(?:结余|基金)(?:弥补收支差额)?$")),
    ("assigned", "", "配税金", compiled("^(?:结余分配|交纳所得税|转入事业基金)$")),
)
ENDS = frozenset("".join(ends for _, _, ends, _ in ACCOUNT))
ENDING = {end: [(name, mark, pattern) for name, mark, ends, pattern in ACCOUNT if end in ends] for end in ENDS}
INCLUDED = compiled("(?:含|其中|包括)[：:]?(?:上年|年初|上年度|(?:19|20)\\d{2}\\s*年)[^，。；\\d]{0,10}$")
BEHIND = "为是达共约：: 　"  # between a label and its amount
FRONT_STARTS = frozenset("其另加减扣形尚还实")
FRONT = compiled("^(?:[一-龥“”]{2,8}项目(?=累计|实际|共|资金|到位))?(?:其中|另有|加上?|减去?|扣除|形成|尚有|还有|实现)*")
NAME = 24  # characters before an amount that name it
REACH = 14  # lines over which the amounts of one account may be spread
STOPS = Stops("，。；、,;：:（(）)")
WIDE_STOPS = Stops("，。；,;：:（(）)")  # 收、支


# --------------------------------------------------------------------------------------------------------------- stocks


def stock_claims(line: Line) -> Iterator[Claim]:
    """Opening + inflows − outflows = closing, in one sentence whose like numbers are all one of the four."""
    text = line.text
    if not ("初" in text or "上年" in text or "上期" in text or "原有" in text) or not OPENING.search(text):
        return
    for position, quantity in enumerate(line.quantities):
        if position < 2 or quantity.high is not None or quantity.kind in (Kind.PERCENT, Kind.POINTS, Kind.TIMES):
            continue
        if CLOSING.search(words_before(line, quantity)) is None:
            continue
        claim = _stock(line, quantity)
        if claim is not None:
            yield claim


def _stock(line: Line, closing: Quantity) -> Claim | None:
    start, _ = line.sentence(closing.start)
    start = behind_last(line.text, "；", max(start, closing.start - WINDOW), closing.start)
    before = [q for q in line.between(start, closing.start) if like(q, closing) and q.high is None]
    opening = next((index for index in range(len(before) - 1, -1, -1) if OPENING.search(words_of(line, before[index]))), None)
    if opening is None or not 2 <= len(before) - opening <= MOST_FLOWS:
        return None
    first, flows = before[opening], before[opening + 1 :]
    if not _same_stock(line, first, closing) or LIST.search(line.text, first.end, closing.start):
        return None
    signs = [_sign(words_of(line, flow)) for flow in flows]
    if 0 in signs:
        return None
    terms = (Term(line.fact(first)), *(Term(line.fact(flow), sign) for flow, sign in zip(flows, signs, strict=True)))
    vague = {"vague"} if any(q.bound is not Bound.EXACT for q in (*before, closing)) else set()
    reading = Reading(Operation.SUM, terms, (), "期初＋增加−减少")
    return Claim(ClaimKind.BALANCE, line.fact(closing), (reading,), ("期末",), frozenset({"stock", *vague}), source=line.source)


def _sign(words: str) -> int:
    """+1 for what came in, −1 for what went out, 0 for neither; the word nearest to the number decides."""
    inward = max((match.end() for match in INFLOW.finditer(words)), default=-1)
    outward = max((match.end() for match in OUTFLOW.finditer(words)), default=-1)
    return 0 if inward == outward else 1 if inward > outward else -1


def _same_stock(line: Line, opening: Quantity, closing: Quantity) -> bool:
    """Whether the two stocks are called the same, or are what was carried over and what is left."""
    first, last = PERIOD.sub("", words_before(line, opening)), PERIOD.sub("", words_before(line, closing))
    if first and last and (first.endswith(last) or last.endswith(first)):
        return True
    return LEFT.search(words_before(line, opening)) is not None and LEFT.search(words_before(line, closing)) is not None


# ------------------------------------------------------------------------------------------------------------- accounts


def account_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """Carried over + income − expenditure = balance, over the paragraphs that name the amounts one after the other."""
    named: dict[str, tuple[int, Fact]] = {}
    for index, line in enumerate(lines):
        for quantity in line.quantities:
            if quantity.kind is not Kind.MONEY or quantity.high is not None:
                continue
            before = line.text[max(0, quantity.start - NAME) : quantity.start]
            if not _may_be_of_account(before.strip().rstrip(BEHIND)):
                continue
            label = _account_label(before)
            name = _account_name(label)
            if name is None:
                continue
            if name == "rest":
                recent = {key: fact for key, (place, fact) in named.items() if index - place <= REACH}
                claim = _balance(line.fact(quantity, label), recent)
                if claim is not None:
                    yield claim
            elif name == "carried" and INCLUDED.search(line.text, max(0, quantity.start - 16), quantity.start) and "income" in named:
                named["available"] = named["income"]  # 收入 860 万元（含上年结转 30 万元）: nothing is to be added
            else:
                named[name] = index, line.fact(quantity, label)


def _may_be_of_account(label: str) -> bool:
    """Whether a label ends as those of accounts do."""
    last = label[-1:]
    return last in ENDS and (last != "金" or "结" in label or "到位" in label or "基金" in label)


def _account_name(label: str) -> str | None:
    """Which amount of an account a label names."""
    for name, mark, pattern in ENDING.get(label[-1:], ()):
        if mark in label and pattern.search(label):
            return name
    return None


def _account_label(before: str) -> str:
    label = (WIDE_STOPS if "收、支" in before else STOPS).tail(before).strip().rstrip(BEHIND)
    return FRONT.sub("", label) if label[:1] in FRONT_STARTS or "项目" in label else label


def _balance(rest: Fact, named: dict[str, Fact]) -> Claim | None:
    """The readings that the named amounts allow: with what was carried over, from the grand total, without either."""
    income, expense, carried, available = (named.get(key) for key in ("income", "expense", "carried", "available"))
    if expense is None:
        return None
    less = [Term(expense, -1)]
    readings: list[Reading] = []
    traits = {"account"}
    if income is not None and carried is not None:
        readings.append(Reading(Operation.SUM, (Term(carried), Term(income), *less), name="上年结转＋收入−支出"))
        traits.add("carried")
    if available is not None:
        readings.insert(0, Reading(Operation.SUM, (Term(available), *less), name="收入总计−支出"))
        traits.add("carried")
    # More left than the year's income leaves speaks of an untold carry-over; money allotted to a project (到位) has none.
    if income is not None and (
        readings or "收入" not in income.what or rest.quantity.value < income.quantity.value - expense.quantity.value
    ):
        readings.append(Reading(Operation.SUM, (Term(income), *less), name="收入−支出"))
    for key, sign, name in (("surplus", 1, "＋使用的结余"), ("assigned", -1, "−结余分配")):
        further = named.get(key)
        if further is not None:
            readings += [
                Reading(reading.operation, (*reading.terms, Term(further, sign)), name=reading.name + name) for reading in readings
            ]
    if not readings:
        return None
    return Claim(ClaimKind.BALANCE, rest, tuple(readings), ("结余",), frozenset(traits), source=rest.source)
