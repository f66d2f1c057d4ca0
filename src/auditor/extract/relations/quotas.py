"""Limits told beside what they limit: 核定职数 58 名，实际配备 61 名; 合同价 … 已支付 …; 调整后预算 … 实际支出 …; 应种 … 实种 ….

`PAIRS` is the whole knowledge: which words name a limit, which what it limits, and which words elsewhere in the sentence say that the
two may differ. The amount behind the limit is taken, in the same sentence or right at the beginning of the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.lines import Line, like
from auditor.extract.stops import Stops
from auditor.extract.tables.table_cells import CellNumber, cell_numbers
from auditor.model import Bound, Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Table, Term
from auditor.patterns import compiled
from auditor.records import Record


class Pair(Record):
    """Words of a limit and of what must not exceed it. `trait` tells the rule how firm the limit is.

    `excuses` anywhere in the sentences make the two incomparable; `both` are qualifiers that the two must share or lack alike;
    `topic` words, one of which must stand in the limit's clause too.
    """

    trait: str
    limit: tuple[str, ...]
    limited: tuple[str, ...]
    excuses: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()


SPENT = ("支出", "列支", "开支", "花费", "使用", "执行", "决算", "发生")
SMALL_COSTS = ("三公", "公务接待", "接待费", "公车", "公务用车", "会议费", "培训费", "因公出国", "出国（境）", "差旅费", "办公费")
OTHER_MONEY = (
    "结转",
    "结余",
    "自有资金",
    "其他资金",
    "自筹",
    "垫付",
    "往来",
    "追加",
    "调剂",
    "调整为",
    "超支",
    "主要原因",
    "主要是",
    "原因是",
)
PAIRS: tuple[Pair, ...] = (
    Pair(
        "quota",
        ("职数", "名额", "核定公务用车", "核定用车", "核定车", "车辆编制", "用车编制", "编制车辆", "核定车辆", "车编", "核定数"),
        ("实际", "实有", "实配", "现有", "配备", "在用", "保有", "到岗"),
        ("编外", "临聘", "劳务", "借调", "退休", "聘用", "合同制", "租赁", "待报废", "待处置"),
    ),
    Pair(
        "contract",
        ("合同价", "合同总价", "合同金额", "合同总金额", "合同额", "合同总额", "签约价", "签约金额"),
        ("支付", "付款", "拨付", "结算", "付至", "已付", "实付"),
        ("变更", "增补", "补充协议", "补充合同", "追加", "调整", "增加工程量", "新增工程", "其他合同", "质保"),
    ),
    Pair(
        "price",
        ("控制价", "限价", "拦标价", "概算总投资", "概算投资", "概算批复", "批复概算", "采购预算"),
        ("中标", "成交", "结算价", "结算金额", "竣工决算", "审定金额", "实际采购"),
        ("调整", "变更", "追加", "概算外", "调概"),
    ),
    Pair(
        "price",
        ("中标价", "中标金额", "中标总价", "成交价", "成交金额"),
        ("合同价", "合同金额", "合同总价", "合同额", "签约价", "签约金额"),
        ("变更", "追加", "调整", "补充协议", "补充合同", "增补", "暂列", "含税", "其他合同", "两份", "多份"),
        ("各", "全部", "所有", "合计"),
    ),
    Pair(
        "budget",
        ("调整后预算", "调整后的预算", "调整预算", "预算调整数", "全年预算", "最终预算"),
        SPENT,
        OTHER_MONEY,
        ("基本", "项目", "公用", "人员"),
    ),
    Pair("budget", ("预算",), SPENT, (*OTHER_MONEY, "大于预算", "超预算", "高于预算", "调整"), (), SMALL_COSTS),
    Pair("ceiling", ("债务限额", "债券限额"), ("余额",), ("提前下达", "已化解"), ("一般", "专项", "新增", "本级")),
    Pair(
        "ceiling",
        ("限额", "控制数", "控制指标", "上限", "封顶", "额度"),
        SPENT,
        ("追加", "调整", "批准超"),
        ("每人", "每天", "人均", "每次", "单个", "每个"),
    ),
    Pair(
        "ceiling",
        ("标准", "定额"),
        ("支出", "开支", "花费", "列支"),
        ("调整", "提高标准"),
        (),
        ("每人每", "每人", "每次", "每天", "人均", "每平方米"),
    ),
    Pair("subset", ("抽检", "抽查", "抽测", "检测", "检验", "监测", "抽样"), ("合格", "达标", "优良", "符合"), ("上年", "累计")),
    Pair("subset", ("发放", "发出"), ("回收", "收回"), (), (), ("问卷", "调查表", "测评表")),
    Pair("subset", ("有效问卷", "回收问卷", "收回问卷", "问卷", "有效答复"), ("满意",), ("人次", "多选")),
    Pair("subset", ("发现", "排查", "查出"), ("整改", "整治", "销号"), ("上年", "历年", "遗留", "累计", "存量", "以前", "往年")),
    Pair("subset", ("政府采购支出总额", "政府采购支出", "政府采购总额", "政府采购金额"), ("授予中小", "授予小微", "中小企业合同")),
    Pair("subset", ("授予中小企业",), ("小微企业",)),
)
LIMITS = compiled("|".join(dict.fromkeys(word for pair in PAIRS for word in pair.limit)))
# 应种, 应到, 应发放; 应收 and 实收 differ by arrears of other years.
DUE = compiled("(?<![响相供效适反对])应(?![急用对当该收付缴征])([^\\W\\d])([^\\W\\d]?)")
NEGATED = compiled("(?:无|未|没有|不存在|不含|不涉及)[\\w、]{0,12}")
PLANNED = ("计划", "目标", "任务")  # what is planned may be exceeded
STOPS = Stops("，。；：、,;:（()）")
CLAUSES = Stops("，。；")
PER = ("每人", "每户", "每亩", "每天", "每月", "每次", "人均", "户均", "亩均", "每村", "每个", "平均", "单价")
BEHIND = compiled("(?:的[^\\W\\d]{1,4})?[^\\W\\d]{0,2}")  # 以 362 万元的价格中标
NEXT = 40  # characters of the next sentence in which the limited amount must begin
LOOK_AHEAD = 4
CLAUSE = 40  # characters before a number that may say what it is
TOPIC = 24  # characters before a limit that name its topic
WINDOW = 200  # characters around the two that may excuse them


def quota_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """The limits of the paragraphs with the amount that must not exceed them."""
    for line in lines:
        text, floor = line.text, 0
        for position, limit in enumerate(line.quantities[:-1]):
            low, start, floor = floor, limit.start, limit.end
            may_limit = LIMITS.search(text, low, start) is not None or text.find("应", low, start) >= 0
            if may_limit and limit.is_exact and limit.kind not in (Kind.PERCENT, Kind.DURATION):
                yield from _of_limit(line, position, limit)


def _of_limit(line: Line, position: int, limit: Quantity) -> Iterator[Claim]:
    clause = _clause(line, position)
    pairs = []
    if LIMITS.search(clause):
        pairs = [pair for pair in PAIRS if _names(clause, pair) and (not pair.topic or _about(line, limit, pair.topic))]
    due = DUE.search(clause) if "应" in clause else None
    if due is not None and not any(word in clause for word in PLANNED):
        done = tuple(f"{front}{verb}" for verb in {due[1], due[1] + due[2]} for front in ("实", "实际", "已"))
        pairs.append(Pair("subset", (f"应{due[1]}",), done, ("上年", "累计")))
    for pair in pairs:
        limited = _limited(line, position, pair, clause)
        if limited is not None:
            reading = Reading(Operation.AT_MOST, (Term(line.fact(limit, _name(clause))),))
            stated = line.fact(line.quantities[limited], _name(_clause(line, limited)))
            yield Claim(ClaimKind.LIMIT, stated, (reading,), (pair.trait,), frozenset({pair.trait}), source=line.source)
            return


def _names(clause: str, pair: Pair) -> bool:
    """Whether a clause names the limit of a pair, and not what it limits."""
    for word in pair.limit:
        if word in clause:
            return not any(word in clause for word in pair.limited)
    return False


def _about(line: Line, limit: Quantity, topic: Sequence[str]) -> bool:
    """Whether the words before a limit, brackets and all, name one of the topics: 因公出国（境）费预算."""
    before = CLAUSES.tail(line.text[max(0, limit.start - TOPIC) : limit.start])
    return any(word in before for word in topic)


def _limited(line: Line, position: int, pair: Pair, clause: str) -> int | None:
    """The index of the amount that the limit binds: the first like one behind it whose clause says so."""
    quantities, limit = line.quantities, line.quantities[position]
    start, end = line.sentence(limit.start)
    reach = end + NEXT if end < len(line.text) else end
    for index in range(position + 1, min(position + 1 + LOOK_AHEAD, len(quantities))):
        other = quantities[index]
        between = line.text[limit.end : other.start]
        if other.start > reach or "；" in between or ";" in between or (other.start >= end and _is_item(line, start, limit)):
            return None
        behind = BEHIND.match(line.text, other.end)
        words = _clause(line, index) + (behind[0] if behind else "")
        if not like(other, limit) or other.unit in PER:
            continue
        if any(word in words for word in pair.limit) and not any(word in words for word in pair.limited):
            return None  # another limit of the same sort begins
        if other.high is None and other.bound in (Bound.EXACT, Bound.OVER) and any(word in words for word in pair.limited):
            told = NEGATED.sub("", line.text[max(start, limit.start - WINDOW) : min(line.sentence(other.start)[1], other.end + WINDOW)])
            return index if not any(word in told for word in pair.excuses) and _comparable(clause, words, pair) else None
    return None


def _is_item(line: Line, start: int, limit: Quantity) -> bool:
    """Whether a limit is one item of a list of its sentence, so that what the next sentence tells is not its own alone."""
    return any(mark in line.text[start : limit.start] for mark in ("；", ";"))


def _comparable(clause: str, words: str, pair: Pair) -> bool:
    """Whether limit and limited carry the same qualifiers: 专项债务限额 and 专项债务余额, per head and per head."""
    qualifiers = (*pair.both, *PER)
    clause, words = clause.replace("人均", "每人"), words.replace("人均", "每人")
    return [word for word in qualifiers if word in clause] == [word for word in qualifiers if word in words]


def _clause(line: Line, index: int) -> str:
    """The words right before a number, back to a comma or the number before; quotation marks do not end them."""
    quantity = line.quantities[index]
    low = max(0, quantity.start - CLAUSE, line.quantities[index - 1].end if index else 0)
    before = line.text[low : quantity.start]
    cut = STOPS.last(before, 0, len(before))
    if not before[cut + 1 :].strip("为共是有 　") and cut > 0:  # 合同价（含税）340 万元, 编制：5 辆
        cut = STOPS.last(before, 0, cut)
    return before[cut + 1 :].strip("：: 　")


def _name(clause: str) -> str:
    """A clause as a name in a message, which puts it in quotation marks: without its date in front and 为 behind."""
    return compiled("^.*[年月日末底](?=[^年月日末底]{2,}$)").sub("", clause).rstrip("为共是达 ").replace("“", "‘").replace("”", "’")


# ------------------------------------------------------------------------------------------------------------- in tables

CONTROL_RATE = compiled("(?:人员)?控制率$")
TABLE_PAIRS: tuple[tuple[str, str, str], ...] = (
    ("staff", "编制", "在职|在编|实有|在岗"),
    ("contract", "合同(?:总)?(?:金额|额|价)", "支付|付款|拨付|已付"),
)


def table_quota_claims(table: Table, rows: Sequence[Sequence[Line]]) -> Iterator[Claim]:
    """A column with a limit beside the column of what it limits, row by row: 编制数 and 在职人数, 合同金额 and 累计支付."""
    words = "".join(cell.text for row in rows[:3] for cell in row)
    pairs = [pair for pair in TABLE_PAIRS if compiled(pair[1]).search(words) and compiled(pair[2]).search(words)]
    if not pairs:
        return
    numbers = cell_numbers(table, rows)
    for trait, limit, limited in pairs:
        limits = {number.row: number for number in numbers if compiled(limit).search(number.header)}
        others = {
            number.row: number
            for number in numbers
            if compiled(limited).search(number.header) and not compiled(limit).search(number.header)
        }
        if len({number.column for number in limits.values()}) != 1 or len({number.column for number in others.values()}) != 1:
            continue
        for row in sorted(limits.keys() & others.keys()):
            a, b = limits[row].fact, others[row].fact
            if a.quantity.kind is b.quantity.kind:
                reading = Reading(Operation.AT_MOST, (Term(a),))
                yield Claim(ClaimKind.LIMIT, b, (reading,), (others[row].header,), frozenset({trait}), source=b.source)
        if trait == "staff":
            yield from _control_rates(numbers, limits, others)


def _control_rates(numbers: Sequence[CellNumber], limits: Mapping[int, CellNumber], others: Mapping[int, CellNumber]) -> Iterator[Claim]:
    """The 控制率 of the rows that hold the posts and the staff it is made of."""
    for rate in numbers:
        whole, part = limits.get(rate.row), others.get(rate.row)
        if whole is None or part is None or rate.fact.quantity.kind is not Kind.PERCENT or not CONTROL_RATE.search(rate.header):
            continue
        if whole.fact.quantity.number and whole.fact.quantity.kind is part.fact.quantity.kind:
            reading = Reading(Operation.QUOTIENT, (Term(_persons(part.fact)),), (Term(_persons(whole.fact)),))
            stated = rate.fact._replace(what="在职人员控制率")
            yield Claim(ClaimKind.RATIO, stated, (reading,), (rate.header,), frozenset({"row-formula", "stem"}), source=stated.source)


def _persons(fact: Fact) -> Fact:
    """A bare number of a table as the number of persons it is, so that it counts as exact."""
    quantity = fact.quantity
    return fact._replace(quantity=quantity._replace(kind=Kind.COUNT, unit="人")) if quantity.kind is Kind.NUMBER else fact
