"""Lists of amounts in prose: their items, the ways to group them when lists hold lists, and what speaks for a list being complete."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.extract.lines import Line, like
from auditor.extract.stops import Stops
from auditor.model import Bound, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled
from auditor.records import Record

NESTED_CUE = compiled("其中|包括|分别[为是]|主要[为是]")
NESTED = compiled(f"^\\s*[（(]|{NESTED_CUE.pattern}")
CHANGE_WORDS = compiled(
    "同比|较20\\d\\d|比20\\d\\d|与20\\d\\d|比上年|较上年|比去年|较去年|比年初|较年初|增加(?!值)|减少|增长|下降|提高|上升|高于|低于|结余率|完成预算"
    "|人均|户均|平均|每"
)
OPENING = ("（", "(")
STOPS = Stops("，。；：、,;:（(")
ORDINALS = compiled("[①②③④⑤⑥⑦⑧⑨⑩]|[（(]\\d{1,2}[）)]|(?<![\\d.])\\d{1,2}[、．]")
OPEN_END = compiled("[^，。；、,;]{0,6}等(?![级次额])")
# Names that divide their whole without remainder, by regulation or by nature.
ABOVE, BELOW = compiled("(?:及?以上)"), compiled("(?:及?以下|以内)")
RESIDUAL = compiled("(?:其他|其它|其余|剩余|另有|一般|普通)")
PARTITIONS: tuple[frozenset[str], ...] = tuple(
    frozenset(names.split())
    for names in (
        "基本支出 项目支出",
        "人员经费 公用经费",
        "人员支出 公用支出",
        "行政编制 事业编制",
        "行政 事业",
        "男 女",
        "税收收入 非税收入",
        "一般公共预算 政府性基金",
        "一般公共预算 政府性基金 国有资本",
        "出国 公务用车 接待",
        "出国 购置 运行 接待",
        "货物 工程 服务",
        "中央 省级 市级 县级",
        "城镇 农村",
        "城镇 乡村",
        "城区 农村",
        "城区 乡镇",
        "城市 农村",
        "第一产业 第二产业 第三产业",
        "出口 进口",
        "境内 境外",
        "新增债券 置换债券",
        "新增债券 再融资债券",
        "一般债券 专项债券",
        "一般债务 专项债务",
        "中央 地方",
        "财政资金 自筹资金",
        "财政资金 其他资金",
        "购置 运行",
        "在职 离退休",
        "公办 民办",
        "公办 社会办",
        "夏粮 秋粮",
        "新建 续建",
        "新开工 续建",
        "专职 兼职",
        "线上 线下",
        "住院 门诊",
        "定量 定性",
        "上半年 下半年",
        "预备党员 正式党员",
        "个体访 集体访",
        "脱贫户 一般户",
        "脱贫户 其他农户",
        "合格 不合格",
        "自然科学奖 技术发明奖 科技进步奖",
        "县道 乡道 村道",
        "集中供养 分散供养",
        "集中式 分散式",
        "省内 省外",
        "县内 县外",
        "直接融资 间接融资",
    )
)
_PARTITIONS_OF = {size: [names for names in PARTITIONS if len(names) == size] for size in {len(names) for names in PARTITIONS}}
LONGEST_NAME = 14  # characters of a name in an even list
FEWEST_ALIKE = 2  # items in the unit of their total
KINDS = compiled(
    "([两二三四五六七八九])(?:大类?|类|种)(?![学队会型同])[^\\W\\d]{0,8}$"
)  # 三大奖, 两类人员: so many parts are all there are
JOINT = 4  # characters between two items of a row besides a name
LEAD = 14  # characters before a total that name it
CARS_AND_GUESTS = ("车", "接待")
MAX_ITEMS = 60
LONGEST_PREFIX = 12  # items; a longer list is not tried as one that ends early


class Item(Record):
    """One amount of a list; `opens` when a nested list follows it, `group` changes at every hard separator (；。)."""

    quantity: Quantity
    label: str
    opens: bool
    group: int


def items_between(line: Line, start: int, end: int, total: Quantity) -> list[Item]:
    """The amounts between two offsets that may stand in a sum for `total`."""
    kind, unit = total.kind, total.unit
    quantities = [
        quantity
        for quantity in line.between(start, end)
        if ((quantity.kind is kind and quantity.unit == unit) or like(quantity, total))
        and quantity.high is None
        and not is_change(line, quantity)
        and not (quantity.kind is Kind.SCORE and _is_full_marks(line, quantity))
    ][:MAX_ITEMS]
    text = line.text
    items = []
    group = 0
    last = len(quantities) - 1
    for position, quantity in enumerate(quantities):
        gap = text[quantity.end : quantities[position + 1].start] if position < last else ""
        ends = "。" in gap or "；" in gap or ";" in gap or "！" in gap or "？" in gap
        clause = gap.split("；", 1)[0].split("。", 1)[0] if ends else gap
        bracket = "（" in gap or "(" in gap
        opens = (bracket and (_open_bracket(gap) or clause.lstrip()[:1] in OPENING)) or NESTED_CUE.search(clause) is not None
        items.append(Item(quantity, line.label(quantity), opens, group))
        if ends:
            group += 1
    return items


def _open_bracket(gap: str) -> bool:
    """Whether a bracket opened between two amounts holds the second: 520 户 836 人（某处 130 户……）."""
    return max(gap.rfind("（"), gap.rfind("(")) > max(gap.rfind("）"), gap.rfind(")"))


def is_change(line: Line, quantity: Quantity) -> bool:
    """Whether an amount is a change (比上年增加 20 万元) or a mean, not a part."""
    start = max(0, quantity.start - 14)
    if CHANGE_WORDS.search(line.text, start, quantity.start) is None:
        return False
    piece = STOPS.tail(line.text[start : quantity.start])
    return CHANGE_WORDS.search(piece) is not None and "上年结" not in piece


def _is_full_marks(line: Line, quantity: Quantity) -> bool:
    """Whether a score is what could be had (满分 40 分, 20 分 × 执行率), not what was awarded."""
    before = line.text[max(0, quantity.start - 5) : quantity.start]
    return compiled("满分|分值|权重|标准分").search(before) is not None or line.text[quantity.end : quantity.end + 1] in (
        "×",
        "*",
        "x",
        "X",
    )


def readings(line: Line, items: Sequence[Item], folded: Sequence[Item]) -> tuple[Reading, ...]:
    """The sums that a list's wording allows, most natural first: nested lists `folded`, flat, shorter lists, heads of groups."""
    known = {item.quantity.start: Term(line.fact(item.quantity, item.label)) for item in items}

    def terms(grouping: Sequence[Item]) -> tuple[Term, ...]:
        return tuple([known[item.quantity.start] for item in grouping])

    groupings: list[tuple[tuple[Term, ...], str]] = []
    if len(folded) > 1:
        groupings.append((terms(folded), ""))
    if len(folded) != len(items):
        groupings.append((tuple(known.values()), "按并列各项"))
        groupings += [(terms(other), "按嵌套各项") for other in _fold_by_amount(items)]
    base = groupings[0][0] if groupings else tuple(known.values())
    groupings += [(base[:length], "列举止于前几项") for length in range(2, min(len(base), LONGEST_PREFIX))]
    heads = [item for position, item in enumerate(items) if not position or item.group != items[position - 1].group]
    if 1 < len(heads) < len(items):
        groupings.append((terms(heads), "按分号前各项"))
    return tuple([Reading(Operation.SUM, grouping, name=name) for grouping, name in groupings])


def fold(items: Sequence[Item]) -> list[Item]:
    """The list without nested parts: behind an item that opens a list, the items of the same group are its parts.

    Where they go on over a semicolon (购置及运行费 90 万元，其中：购置费 30 万元；运行费 60 万元) their sum tells.
    """
    if True not in [item.opens for item in items]:
        return list(items)
    result: list[Item] = []
    position = 0
    while position < len(items):
        item = items[position]
        result.append(item)
        position += 1
        if item.opens:
            nested = position
            while nested < len(items) and items[nested].group == item.group:
                nested += 1
            whole, values = item.quantity.value, [one.quantity.value for one in items[position : max(nested, position + LONGEST_PREFIX)]]
            taken = _exact_run(whole, values[: nested - position]) or _exact_run(whole, values[:LONGEST_PREFIX])
            position += taken or nested - position
    return result


def _exact_run(whole: Decimal, following: Sequence[Decimal]) -> int:
    """How many of the amounts behind a whole add up to it exactly; 0 if none do."""
    running = Decimal(0)
    for count, value in enumerate(following, 1):
        running += value
        if running >= whole and count > 1:
            return count if running == whole else 0
    return 0


def _fold_by_amount(items: Sequence[Item]) -> Iterator[list[Item]]:
    """The list with each item's parts left out wherever the items behind it add up to it, cue or no cue."""
    result: list[Item] = []
    values = [item.quantity.value for item in items]
    position = 0
    while position < len(items):
        result.append(items[position])
        position += 1 + _exact_run(values[position], values[position + 1 : position + 12])
    if 1 < len(result) < len(items):
        yield result


def style_of(marker: str) -> str:
    """A marker without its number."""
    return "①" if "①" <= marker[0] <= "⑩" else "".join(char for char in marker if not char.isdecimal())


def of_one_unit(total: Quantity, items: list[Item]) -> list[Item]:
    """The items up to one that counts other things, and more of them than there are: 企业 26 家，其中甲 9 家、乙 17 家，岗位 1400 个."""
    if len(items) <= FEWEST_ALIKE or items[0].quantity.unit != total.unit or total.kind is not Kind.COUNT:
        return items
    ends = (at for at, item in enumerate(items) if item.quantity.unit != total.unit and item.quantity.value > total.value)
    end = next(ends, len(items))
    return items[:end] if end >= FEWEST_ALIKE else items


def is_nearer(total: Quantity, own: Sequence[Item], every: Sequence[Item]) -> bool:
    """Whether the items up to the first semicolon come nearer to the total than all: 学校 38 所，其中……；幼儿园 67 所."""
    apart = [abs(sum(item.quantity.value for item in items) - total.value) for items in (own, every)]
    return len(own) > 1 and apart[0] < apart[1]


def is_row(items: Sequence[Item], start: int) -> bool:
    """Whether items stand one right behind the other, the first right behind `start`, with nothing but their names between them."""
    ends = [start, *(item.quantity.end for item in items)]
    return all(item.quantity.start - end <= len(item.label) + JOINT for item, end in zip(items, ends, strict=False))


def is_cars_and_guests(line: Line, total: Quantity, items: Sequence[Item]) -> bool:
    """Whether two parts are all of 三公 where nobody went abroad: the cars and the guests."""
    if "三公" not in line.text[max(0, total.start - LEAD) : total.start] or len(items) != len(CARS_AND_GUESTS):
        return False
    return all(sum(word in item.label for item in items) == 1 for word in CARS_AND_GUESTS)


def traits(line: Line, total: Quantity, items: Sequence[Item]) -> Iterator[str]:
    """What speaks for a list being complete, and what against."""
    labels = [item.label for item in items]
    between = line.text[items[-2].quantity.end : items[-1].quantity.start]
    if compiled("[\\s，,、]*(?:和|及|以及|与)").match(between):
        yield "conjunction"
    if any(OPEN_END.match(line.text, item.quantity.end) for item in items):
        yield "partial"
    if labels_divide(labels) or (line.label(total).endswith("车辆") and all(label.endswith("用车") for label in labels)):
        yield "partition"
    scope = line.text[items[0].quantity.start : items[-1].quantity.end]
    if len(ORDINALS.findall(scope)) >= len(items):
        yield "numbered"
    if _is_counted(line, total, len(items)):
        yield "counted"
    if total.bound is not Bound.EXACT or any(item.quantity.bound is not Bound.EXACT for item in items):
        yield "vague"
    if RESIDUAL.match(labels[-1]):
        yield "residual"
    if all(labels) and len(set(labels)) == len(labels):
        yield "labelled"
        if len(items) > 2 and _is_even(line, total, items):
            yield "even"
        named = line.text[max(0, total.start - 8) : total.start].rstrip(" 　为是达：:")
        if named.endswith(("合计", "总计", "总额", "总数", "总收入", "总支出")) and len({label[-2:] for label in labels}) == 1:
            yield "named-total"


def _is_counted(line: Line, total: Quantity, parts: int) -> bool:
    """Whether the words before a total tell the number of its parts: 3 个镇共 45 座; 三大奖 10 项."""
    for quantity in line.between(max(0, total.start - 25), total.start):
        if quantity.kind is Kind.COUNT and quantity.number == parts and quantity.unit in "个项家处所座名人笔次":
            return True
    kinds = KINDS.search(line.text, max(0, total.start - LEAD), total.start)
    return kinds is not None and "一二三四五六七八九".find(kinds[1].replace("两", "二")) + 1 == parts


def _is_even(line: Line, total: Quantity, items: Sequence[Item]) -> bool:
    """Whether a list is nothing but short names with their numbers, up to the end of its sentence or of the bracket behind its total."""
    first, last = items[0].quantity, items[-1].quantity
    alone = len(line.between(first.start, last.end)) == len(items)
    ends = ("）", ")") if line.text.startswith(OPENING, total.end) else ("", "。", "；")
    return alone and line.text[last.end : last.end + 1] in ends and all(len(item.label) <= LONGEST_NAME for item in items)


def labels_divide(labels: Sequence[str]) -> bool:
    """Whether labels are those of parts that make up a whole without remainder."""
    if (
        len(labels) == 2 and "以上" in labels[0] and ABOVE.sub("", labels[0]) == BELOW.sub("", labels[1]) != labels[0]
    ):  # 亿元以上项目, 亿元以下项目
        return True
    if len(labels) == 2 and labels[1][:1] in ("未", "不", "非") and len(labels[0]) > 1 and labels[1][1:].endswith(labels[0][-2:]):
        return True  # 已付款, 未付款
    first = labels[0]
    for names in _PARTITIONS_OF.get(len(labels), ()):
        for name in names:
            if name in first:
                if _divides(names, labels):
                    return True
                break
    return False


def _divides(names: frozenset[str], labels: Sequence[str]) -> bool:
    """Whether every label carries one name of a partition, every name once."""
    found: set[str] = set()
    for label in labels:
        hits = [name for name in names if name in label]
        if not hits:
            return False
        found.update(hits)
    return len(found) == len(names)
