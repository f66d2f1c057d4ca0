"""What a number has risen or fallen by, behind both its values: 托位 3.2 万个，2022 年底增加至 4.5 万个，增加了 1.3 万个."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from auditor.extract.lines import Line
from auditor.extract.stops import Stops
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

UP = ("增加", "增长", "提高", "提升", "上升", "扩大", "升", "增", "拓展")
DOWN = ("减少", "下降", "降低", "缩小", "压缩", "降", "减")
REACHED = compiled(f"(?:{'|'.join((*UP, *DOWN))})[至到]")
MOVED = frozenset(word[-1] for word in (*UP, *DOWN))
CHANGED = compiled("(?:增加|增长|提高|提升|上升|扩大|净增|新增|增|减少|下降|降低|缩小|压缩|净减|降|减)了?(?:约|近)?\\s*$")
LEVELS = frozenset({Kind.MONEY, Kind.COUNT, Kind.AREA, Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME})
OPENING, CLOSING = frozenset("（("), frozenset("）)，,")
# From an amount to its change, and from the change to last year's amount in a bracket.
CHANGED_FROM = compiled(
    "[，,、。]?(?:[与同和较比]?(?:上年|去年|上一年|(?:19|20)\\d\\d\\s*年)(?:度|决算|预算|同期|执行)*数?(?:相比)?[，,]?)(?:净|共)?"
    "(?:(?P<up>增加|增长|增)|(?P<down>减少|下降|减))了?\\s*"
)
LAST_YEAR = compiled("[（(](?:仅|其中)?(?:上年|去年|上一年)(?!末|底)[^，。；（）()\\d]{0,24}")
NO_LEVEL = compiled("结余|结转|剩余|追加|计划|目标|增|减|压|调|其中|含|扣除")
STOPS = Stops("，。；;,")
ANNUAL = compiled("年均|平均|每年|累计|比上年|较上年|同比|其中")
TIME = compiled("20\\d\\d\\s*年|上年|去年|年初|期初|原来?|由|从")
SHARE = compiled("占比|比重|比例")
NAMED = 36  # characters before the earlier value in which its time stands
SHARED = 2  # characters of its name that come again
BEFORE = 70  # characters before the later value in which the earlier one stands
NEAR = 8  # characters before a value that may say it is a mean
BEHIND = 60  # characters behind it in which the change stands
FEWEST = 3  # numbers: both values and the change
MOST = 100  # of one paragraph


def rise_claims(line: Line) -> Iterator[Claim]:
    """The changes told behind both values of one sentence."""
    if len(line.quantities) < FEWEST:
        return
    if "（" in line.text or "(" in line.text:
        yield from _from_bracket(line)
    for reached in islice(REACHED.finditer(line.text), MOST) if _may_reach(line.text) else ():
        claim = _of_cue(line, reached.end(), up=reached.group()[:-1].endswith(UP))
        if claim is not None:
            yield claim


def _may_reach(text: str) -> bool:
    """Whether 至 or 到 stands behind the end of a word of change anywhere: to look for two characters is faster than for all those words."""
    for mark in "至到":
        place = text.find(mark, 1)
        while place > 0:
            if text[place - 1] in MOVED:
                return True
            place = text.find(mark, place + 1)
    return False


def _from_bracket(line: Line) -> Iterator[Claim]:
    """支出 300 万元，比上年增加 260 万元（上年为 40 万元）: the change against the amount before it and the one in the bracket."""
    for before, change, earlier in zip(line.quantities, line.quantities[1:], line.quantities[2:], strict=False):
        if line.text[change.end : change.end + 1] not in OPENING or not change.is_exact or change.kind not in LEVELS:
            continue
        if not LAST_YEAR.fullmatch(line.text, change.end, earlier.start) or line.text[earlier.end : earlier.end + 1] not in CLOSING:
            continue
        if NO_LEVEL.search(line.text, change.end, earlier.start):
            continue
        word = CHANGED_FROM.fullmatch(line.text, before.end, change.start)
        if word is None or not all(one.is_exact and one.kind is change.kind and one.unit == change.unit for one in (before, earlier)):
            continue
        up = word["up"] is not None
        high, low = (before, earlier) if up else (earlier, before)
        reading = Reading(Operation.SUM, (Term(line.fact(high)), Term(line.fact(low), -1)))
        traits = frozenset({"base", "amount"})
        yield Claim(ClaimKind.GROWTH, line.fact(change), (reading,), ("more" if up else "less",), traits, source=line.source)


def _of_cue(line: Line, cue: int, *, up: bool) -> Claim | None:
    """The change behind the value that stands at `cue`, over the one before it."""
    start, end = line.sentence(cue)
    later = next(iter(line.between(cue, min(end, cue + 16))), None)
    if later is None or not later.is_exact or line.text[cue : later.start].strip(" 了约的"):
        return None
    before = [quantity for quantity in line.between(max(start, cue - BEFORE), cue) if quantity.kind is later.kind]
    behind = line.between(later.end, min(end, later.end + BEHIND))
    kind = Kind.POINTS if later.kind is Kind.PERCENT else later.kind
    change = next((quantity for quantity in behind if quantity.kind is kind), None)
    if not before or change is None or not CHANGED.search(line.text, max(0, change.start - 8), change.start):
        return None
    earlier = before[-1]
    if not (earlier.is_exact and change.is_exact) or earlier.unit != later.unit or not _is_one(line, earlier, change):
        return None
    clause = STOPS.behind_last(line.text, later.end, change.start)
    if ANNUAL.search(line.text, clause, change.start) or ANNUAL.search(line.text, max(0, cue - NEAR), cue):
        return None
    between = [quantity for quantity in line.between(later.end, change.start) if quantity.kind is later.kind]
    if between or not _is_sizable(earlier, later, up=up):
        return None
    high, low = (later, earlier) if up else (earlier, later)
    return _claim(line, change, high, low)


def _claim(line: Line, change: Quantity, high: Quantity, low: Quantity) -> Claim | None:
    traits = frozenset({"base", "told-behind"})
    if high.kind is Kind.PERCENT and change.kind is Kind.POINTS:
        reading = Reading(Operation.POINTS, (Term(line.fact(high)),), (Term(line.fact(low)),))
        return Claim(ClaimKind.GROWTH, line.fact(change, "百分点"), (reading,), ("points",), traits, source=line.source)
    if high.kind in LEVELS and change.kind is high.kind and change.unit.lstrip("万亿") == high.unit.lstrip("万亿"):
        reading = Reading(Operation.SUM, (Term(line.fact(high)), Term(line.fact(low), -1)), name="后数减前数")
        return Claim(ClaimKind.GROWTH, line.fact(change), (reading,), ("more",), traits | {"amount"}, source=line.source)
    return None


def _is_one(line: Line, earlier: Quantity, change: Quantity) -> bool:
    """Whether the earlier value is told for a time of its own, and its name again behind it."""
    if TIME.search(line.text, max(0, earlier.start - NAMED), earlier.start) is None:
        return False
    name, behind = line.label(earlier), line.text[earlier.end : change.start]
    if "占" in name and SHARE.search(behind):
        return True
    own = CHANGED.sub("", line.text[STOPS.behind_last(line.text, earlier.end, change.start) : change.start]).strip().rstrip("数量共")
    if own and own not in line.text[max(0, earlier.start - NAMED) : STOPS.behind_last(line.text, earlier.end, change.start)]:
        return False  # 企业由 12 家增加到 20 家，规上企业增加 5 家
    return any(name[at : at + SHARED] in behind for at in range(len(name) - SHARED + 1))


def _is_sizable(earlier: Quantity, later: Quantity, *, up: bool) -> bool:
    """Whether the two values lie as the word says; else it is another number that rose."""
    return later.value > earlier.value if up else later.value < earlier.value
