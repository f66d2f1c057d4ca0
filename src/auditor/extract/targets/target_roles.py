"""The numbers of a paragraph about targets, each with its role: what was aimed at, what was reached, or neither (上年, 其中, 截至6月)."""

from __future__ import annotations

from auditor.enums import StrEnum
from auditor.extract.lines import Line
from auditor.extract.stops import Stops
from auditor.extract.targets.targets import RATE_LABEL
from auditor.model import Kind, Quantity
from auditor.patterns import compiled
from auditor.records import Record

TARGET = compiled(
    "目标|计划(?<!行动计划)(?<!按计划)(?<!入计划)|任务|指标|要求(?<!按要求)(?<!照要求)(?<!合要求)|预期|(?:确定|提出|设定)(?<=年初..)"
    "|应(?:达到|降至|降到|不)|控制(?:在|为)|至少|不少于|不低于|不高于|不超过"
)
SURE_TARGET = compiled("目标|计划|任务|指标|要求|预期|年初(?:确定|提出|设定)")
RESULT = compiled("实际|结果|实测|测评|实现|完成|达到|建成|已|累计|年末|年底|实有|办结|到位")
SURE_RESULT = compiled("实际|结果|实测|测评|累计|年末|实有")
REACHED = compiled("超过|达到|完成|高于|优于|好于")
PAST_TARGET = compiled("(?:完成|达到|超过|超出|实现|符合)了?[^\\W\\d]{0,8}$")
BEHIND = compiled("的?[^\\W\\d]{0,6}(?:目标|任务|计划|指标)")
ASIDE = compiled(
    "上年|去年|上一年|同期|上半年|前三季度|前\\d个?月|季度|截至(?:20\\d{2}年)?(?:[1-9]|10|11)月|其中"
    "|第[一二三四五]批|较(?![大好快高低多少])|单价|预计|力争|确保|提高|拟|次年|下一年|明年"
)
MARKS = compiled("分值|权重|满分|[得扣计]$")
EACH = compiled("每(?!年)")
CUTS = Stops("，。；,;（(）)、")
# One of these is in all words that give a number a role; nearly all words before a number hold none.
TELLING = compiled(
    "上年|去年|上一年|同期|上半年|前三季度|前\\d个?月|季度|截至|其中|第|较|单价|预计|力争|确保|提高|拟|次年|下一年|明年|目标|计划|任务|指标|要求|预期|年初|应"
    "|控制|至少|不少于|不低于|不高于|不超过|超过|达到|完成|高于|优于|好于|实际|结果|实测|测评|实现|建成|已|累计|年末|年底|实有|办结|到位|每|达成"
)
MAX_BEFORE = 40


class Role(StrEnum):
    """What a number is in a sentence about targets."""

    TARGET = "target"
    RESULT = "result"
    PLAIN = "plain"
    ASIDE = "aside"


class Slot(Record):
    """A number of a paragraph with its role, the words before it, and whether it continues a list of the same role."""

    quantity: Quantity
    role: Role
    words: str
    listed: bool = False


def slots_of(line: Line) -> list[Slot]:
    """The numbers of a paragraph, each with the words before it back to a delimiter or number and what these make of it."""
    slots: list[Slot] = []
    text = line.text
    floor = 0
    role = Role.PLAIN
    for quantity in line.quantities:
        start = quantity.start
        low = max(floor, start - MAX_BEFORE)
        cut = CUTS.last(text, low, start)
        if cut == start - 1 and cut >= 0 and text[cut] in "（(":  # 年度任务（30亿元）
            cut = CUTS.last(text, low, cut)
        words = text[low if cut < low else cut + 1 : start]
        previous = role
        told = quantity.high is not None or quantity.kind is Kind.SCORE or TELLING.search(words) is not None
        role = _role(words, text, quantity) if told else Role.PLAIN
        # The 、 of a list hands on the role.
        listed = role is Role.PLAIN and cut >= 0 and text[cut] == "、" and (previous is Role.TARGET or previous is Role.RESULT)
        if listed:
            role = previous
        slots.append(Slot(quantity, role, words, listed))
        floor = quantity.end
    return slots


def _role(words: str, text: str, quantity: Quantity) -> Role:
    if quantity.high is not None or (quantity.kind is Kind.SCORE and MARKS.search(words)):
        return Role.ASIDE
    if RATE_LABEL.search(words):
        return Role.ASIDE
    if ASIDE.search(words) and not (SURE_TARGET.search(words) and not compiled("上年|去年|下一年|次年|提高").search(words)):
        return Role.ASIDE
    target = TARGET.search(words)
    if target is not None and not SURE_RESULT.search(words):
        return Role.ASIDE if PAST_TARGET.search(words[: target.start()]) else Role.TARGET
    if REACHED.search(words) and BEHIND.match(text, quantity.end, quantity.end + 10):  # 超过500人的年度目标
        return Role.TARGET
    if RESULT.search(words):
        return Role.RESULT
    return Role.ASIDE if EACH.search(words) else Role.PLAIN
