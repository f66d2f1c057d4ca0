"""What a clause of a standard asks for before it names its points: 大于或等于95% · 符合其中三项 · 良好 · 否则.

All functions work on plain text (see `rubric_text`).
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from auditor.extract.numbers import numerals
from auditor.extract.stops import Stops
from auditor.patterns import compiled
from auditor.records import Record

_NUMBER = r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?"
_UNIT = r"(?:%|个百分点|[^\W\d%a-zA-Z_]{0,2}?)"
_EDGE = r"(?:\(不?含[^()]{0,4}\))?"
_MORE = {"大于或等于", "大于等于", "高于或等于", "高于等于", "不低于", "不少于", "不小于", "≥", "达到或超过", "达到", "达"}
_ABOVE = {"大于", "高于", "超过", "多于", ">"}
_LESS = {"小于或等于", "小于等于", "低于或等于", "低于等于", "不超过", "不高于", "不大于", "不多于", "≤"}
_BELOW = {"小于", "低于", "少于", "不足", "未达到", "<"}
MEASURES = ("率", "度", "比例", "比重", "占比")  # what the name of a measure ends with
_STOPS = Stops(",;。:")
_DIGIT = compiled("[0-9]")
_EQUAL = {"等于", "为", "=", "是"}
_WORDS = frozenset(
    (
        "优秀 优良 优 良好 较好 良 好 合格 一般 中等 中 及格 基本合格 较差 差 不合格 不及格 满意 较满意 比较满意 基本满意 不满意 符合 基本符合 部分符合 不符合 是 否"
        " 达标 不达标 基本达标 未达标 完成 基本完成 部分完成 未完成 达到 未达到 有效 无效 有 无 按时 不按时 及时 不及时 健全 不健全 完整 不完整 规范 不规范"
        " 完全符合 显著 较显著 不显著 明显 较明显 不明显"
    ).split()
)


_DEGREE = "(?:完全|比较|较为?|很|非常|十分|基本|部分|大部分|一般|不够|不太|欠|未能|未|不)?"
_QUALITY = "健全|完善|完整|齐全|规范|合理|合规|合法|科学|明确|清晰|充分|及时|有效|显著|明显|符合|达标|达成|达到|完成|满意|到位|准确|真实|落实|实现|可行|匹配|合格|具备|好|高|强"


LONGEST_WORD = 5  # characters of a degree that stands for itself: 基本健全
_LAST = 12  # characters of a clause that hold such a word and what stands around it


class Condition(Record):
    """What a clause asks for. `kind` is "value", "count", "all", "not-all", "word", "otherwise" or "free"."""

    kind: str
    label: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    unit: str = ""
    subject: str = ""
    at: int = 0  # where its first number, or its word, begins


@cache
def _degrees() -> re.Pattern[str]:
    return compiled(f"{_DEGREE}({_QUALITY})$")


@cache
def _done() -> re.Pattern[str]:
    """全部整改, 部分整改, 未整改: how much of one thing was done."""
    return compiled("(?:已?全部|大部分|部分|基本|未能?|没有)([^\\W\\d]{2,6})")


def degree(label: str) -> tuple[str, str]:
    """What a condition is about and which quality it is a degree of: 依据 and 充分 of 依据基本充分; both "" where it is none."""
    bare = label.strip(",;。:的者时、")
    found = _degrees().search(bare)
    if found is not None:
        return bare[: found.start()], found[1]
    done = _done().fullmatch(bare)
    return ("", done[1]) if done is not None else ("", "")


@cache
def _value() -> re.Pattern[str]:
    words = sorted(sorted(_MORE | _ABOVE | _LESS | _BELOW | _EQUAL), key=len, reverse=True)
    compare = "|".join(words)
    return compiled(
        f"(?P<first>{_NUMBER})(?P<unit1>%?)(?P<sign1>≤|<|≥|>)(?P<what>[^0-9≤<≥>,;。]{{1,20}})(?P<sign2>≤|<|≥|>)(?P<second>{_NUMBER})(?P<unit2>%?)"
        f"|(?P<low>{_NUMBER})(?P<low_unit>{_UNIT})(?P<low_edge>{_EDGE})(?:以上)?(?:至|到|-|~)(?P<high>{_NUMBER})(?P<high_unit>{_UNIT})(?P<high_edge>{_EDGE})"
        "(?=之间|以内|以下|区间|的|,|;|得|计|扣|为|不|:|\\(|$|在0|时)"
        f"|(?P<compare>{compare})(?P<number>{_NUMBER})(?P<unit>{_UNIT})(?P<edge>{_EDGE})(?P<more>及?以上|及?以下|以内)?(?=的|,|;|得|计|扣|为|不|时|且|并|:|\\(|在|$)"
        f"|(?P<left>{_NUMBER})(?P<left_unit>%?)(?P<left_sign>≤|<|≥|>)(?P<right>[^0-9≤<≥>,;。%]{{2,20}})$"
        f"|(?P<bare>{_NUMBER})(?P<bare_unit>{_UNIT})(?P<bare_edge>\\(?[及不]?含?\\)?)(?P<side>以上|以下|以内|之内)(?P<side_edge>{_EDGE})"
        f"|(?P<alone>{_NUMBER})(?P<alone_unit>%)(?=[的者,时]{{0,2}}$)"
    )


@cache
def _count() -> re.Pattern[str]:
    return compiled(
        "(?P<number>[0-9]{1,2}|[零一二两三四五六七八九十]{1,2})(?:项|条|点|个要点|个方面)(?:\\(?(?P<side>及以下|及以上|以下|以上|或以下|或以上)\\)?)?(?P<not>不符合|不满足|未)?"
    )


@cache
def _all() -> re.Pattern[str]:
    return compiled("(?:全部|均|都|各项|完全|全)(?:符合|满足|达标|达到|合格|具备|做到)|(?:符合|满足)全部")


@cache
def _few() -> tuple[re.Pattern[str], ...]:
    """What comes before the one word of a condition, what may stand around that word, and what it may be."""
    return (
        compiled("[;,。:(、]|[果级次定评核]为"),
        compiled("^(?:考核|评价|考评|验收|评定)(?=[优良合中差一不])|(?:等次|等级|档次)$"),
        compiled("[A-E][级类档]?"),
        compiled("[,;]?(?:凡|如)?超(?:出|过|支|预算|标|额)(?:预算|标准|计划|部分)?的?,?则?"),
        compiled("否则|反之|不符合|未|不满足|没有|不按|其他情况|其余"),
    )


def read_condition(text: str, start: int, end: int) -> Condition | None:
    """What `text[start:end]` asks for; None when it asks for two values at once."""
    piece = text[start:end]
    every = _all().search(piece)
    if _DIGIT.search(piece):
        values = [match for match in _value().finditer(piece) if every is None or match.start() > every.end()]
        if len(values) == 2 and compiled("[,、]?(?:且|并且|同时|但|和)").fullmatch(piece, values[0].end(), values[1].start()):
            return _both(_of_value(values[0], piece, start), _of_value(values[1], piece, start))
        if values:
            return _of_value(values[0], piece, start) if len(values) == 1 else None
    counts = "项" in piece or "条" in piece or "点" in piece or "个方面" in piece
    counted = [match for match in _count().finditer(piece) if match["not"] or "每" not in piece[: match.start()]] if counts else []
    if every and (not counted or "全部" in piece):
        return Condition("all", "全部", at=start + every.start())
    if counted:
        return _of_count(counted[-1], piece, start)
    before, around, grade, beyond, otherwise = _few()
    word = before.split(piece.rstrip(",:，的者时档")[-_LAST:])[-1]
    if len(word) < _LAST:
        word = around.sub("", word)
        if len(word) <= LONGEST_WORD and (word in _WORDS or grade.fullmatch(word) or _degrees().fullmatch(word)):
            return Condition("word", word, at=start + max(0, piece.rfind(word)))
    if beyond.fullmatch(piece):
        return Condition("otherwise", "超", at=start)
    return Condition("otherwise" if otherwise.search(piece) else "free", piece, at=start)


def _both(one: Condition, other: Condition) -> Condition | None:
    """≥90%且＜100%: one limit from below, the other from above, of one thing."""
    low, high = (one, other) if one.low is not None else (other, one)
    apart = low.low is None or low.high is not None or high.low is not None or high.high is None or low.high is not None
    if apart or (other.subject and other.subject != one.subject) or {one.unit, other.unit} - {one.unit}:
        return None
    return one._replace(low=low.low, high=high.high, low_open=low.low_open, high_open=high.high_open)


def _of_count(found: re.Match[str], piece: str, start: int) -> Condition | None:
    number = numerals.parse(found["number"])
    if number is None:
        return None
    at = start + found.start()
    if found["not"] or piece[found.end() : found.end() + 2] in ("不符", "不满"):
        return Condition("not-all", f"{found['number']}项不符合", number, number, at=at)
    side = found["side"] or ""
    low = None if side.endswith("下") else number
    high = None if side.endswith("上") else number
    return Condition("count", found.group(), low, high, at=at)


def _of_value(found: re.Match[str], piece: str, start: int) -> Condition:
    at = start + found.start()
    subject = subject_of(piece[: found.start()])
    if found["first"]:
        return _between_signs(found, at)
    if found["low"]:
        unit = found["high_unit"] or found["low_unit"]
        low, high = Decimal(found["low"]), Decimal(found["high"])
        opened = _open_edges(found["low_edge"], found["high_edge"])
        if low > high:
            low, high, opened = high, low, opened[::-1]
        return Condition("value", "", low, high, *opened, unit, subject, at)
    if found["compare"]:
        return _compared(found, subject, at)
    if found["alone"]:
        return Condition("value", "", Decimal(found["alone"]), Decimal(found["alone"]), False, False, "%", subject, at)
    if found["left"]:
        edge, sign, subject = Decimal(found["left"]), found["left_sign"], subject_of(found["right"])
        if sign in "≤<":
            return Condition("value", "", edge, None, sign == "<", False, found["left_unit"], subject, at)
        return Condition("value", "", None, edge, False, sign == ">", found["left_unit"], subject, at)
    number = Decimal(found["bare"])
    open_edge = "不含" in found["bare_edge"] + found["side_edge"]
    if found["side"] == "以上":
        return Condition("value", "", number, None, open_edge, False, found["bare_unit"], subject, at)
    below = found["side"] == "以下" and "含" not in found["bare_edge"] + found["side_edge"] and "及" not in found["bare_edge"]
    return Condition("value", "", None, number, False, open_edge or below, found["bare_unit"], subject, at)


def _open_edges(low: str, high: str) -> tuple[bool, bool]:
    """Which ends of a range are left out: those marked 不含, and the other end where one is marked 含."""
    closed = tuple("含" in edge and "不含" not in edge for edge in (low, high))
    return "不含" in low or closed == (False, True), "不含" in high or closed == (True, False)


def _compared(found: re.Match[str], subject: str, at: int) -> Condition:
    number, compare, unit = Decimal(found["number"]), found["compare"], found["unit"]
    side = found["more"] or ""
    if compare in _EQUAL and not side:
        return Condition("value", "", number, number, False, False, unit, subject, at)
    if compare in _LESS or compare in _BELOW or side.endswith(("以下", "以内")):
        return Condition(
            "value", "", None, number, False, compare in _BELOW and "含" not in found["edge"].replace("不含", ""), unit, subject, at
        )
    return Condition("value", "", number, None, compare in _ABOVE, False, unit, subject, at)


def _between_signs(found: re.Match[str], at: int) -> Condition:
    """80%≤x<90%, or the other way round."""
    first, second = Decimal(found["first"]), Decimal(found["second"])
    opened = found["sign1"] in "<>", found["sign2"] in "<>"
    if found["sign1"] in "≥>":
        first, second, opened = second, first, opened[::-1]
    return Condition("value", "", first, second, *opened, found["unit2"] or found["unit1"], subject_of(found["what"]), at)


def subject_of(text: str) -> str:
    """The measure that stands before a comparison: 预算完成率 of 1、本部门预算完成率."""
    text = _STOPS.tail(text).replace('"', "").strip("()").removesuffix("在").removesuffix("指标")
    if not text.endswith(MEASURES):
        return ""
    for prefix in ("当", "若", "如果", "如", "其中", "本年度", "年度", "某部门", "该"):
        text = text.removeprefix(prefix)
    return text if 2 < len(text) <= 16 else ""
