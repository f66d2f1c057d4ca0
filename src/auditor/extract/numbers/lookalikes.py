"""Digits that are no quantity: section numbers, document numbers, telephone numbers, codes, ordinals, slogans (1+20, PM2.5, 3A)."""

from __future__ import annotations

from auditor.extract.numbers.units import NONE, Unit, follows_words
from auditor.model import Kind
from auditor.patterns import compiled

_OPENING = frozenset('“"‘「『')
_CLOSING = frozenset('”"’」』')
_BLANKS = " \u00a0\u3000"
_CHAIN = compiled("[0-9A-Za-z.]{1,12}(?:[+＋][0-9A-Za-z.]{1,12})+")
_DOTTED = compiled("[0-9]+(?:[.．][0-9]+){2,}")
_TIME = compiled("[0-9]{1,2}[:：][0-5][0-9](?![0-9])")
_JOINED = compiled("[0-9]+(?:[-－][0-9]+)+")
_PAIR = compiled("[0-9]{1,2}(?:[-－—.．][0-9]{1,2}){1,3}")  # 1-1, the number of a section
_HOTLINES = frozenset("12345 12315 12348 12333 12369 12388 12320 12338 12355 12351 12350 12328 12319".split())
_EMERGENCIES = frozenset("110 119 120 122".split())
_EMERGENCY_WORDS = ("指挥", "报警", "急救", "热线", "平台", "联动", "出警", "接警", "接处警")
_CODE_WORDS = ("电话", "手机", "传真", "邮编", "编码", "代码", "编号", "账号", "帐号", "号码", "证号", "微信", "QQ", "热线")
_LABEL_WORDS = ("附件", "附表", "附图", "表", "图", "注")
_ITEM_WORDS = ("指标", "目标", "任务", "项目")  # 指标8：老年人体检数
_COLONS = ("：", ":")
_SENTENCE_STARTS = frozenset("。；;：:！？!?…\n\t>*#|")
_NEGATIVE_WORDS = frozenset("担抱肩胜正自减欺")  # 担负, 抱负 …: 负 is no sign
_RANGE_FRONTS = frozenset("%％）)”")
_LABEL_FRONTS = frozenset("第附表图号月日年至到")  # 附件-2, 3月-5月
_RARE_ALONE = frozenset("零〇○壹贰叁肆伍陆柒捌玖拾佰仟百千")  # 零件, 队伍, 大陆: one such character is no numeral
_NO_ONE_AFTER = frozenset("每某哪任另同逐唯统单之其万专这那有了")  # 每一个, 同一个, 这一个
_HALVED = frozenset("年 天 小时 个月 成 亩".split())
_PARTICLES = frozenset({"2.5", "10"})
_BAND_WORDS = frozenset("以及左至到")  # 60以下, 85至95
_LONG_CODE = 8  # characters
_FAR = 10  # characters before a code in which the word that announces it stands


def name_end(text: str, start: int, end: int, unit: Unit, after: int) -> int:
    """Where the name, code or label around the digits `text[start:end]` ends; −1 if the digits are a quantity.

    `unit` is the unit found behind them, `after` the place behind the blanks that follow them.
    """
    before = text[start - 1] if start else ""
    if before in ("第", "届") or text.endswith("第 ", 0, start) or (before == "之" and text.endswith("分之", 0, start)):
        return end
    if before == "M" and text.endswith("PM", 0, start) and text[start:end] in _PARTICLES:
        return end  # PM2.5 年均浓度: no two and a half years
    if before.isascii() and (before.isalpha() or before == "_") and (unit is NONE or text[after : after + 1].isascii()):
        return end  # PM10, K3, P0027L; but GDP5000亿元
    if unit is not NONE:
        return -1
    return _bare_end(text, start, end, before, after)


def _bare_end(text: str, start: int, end: int, before: str, after: int) -> int:
    """As `name_end`, for digits without unit."""
    behind = text[end : end + 1]
    quoted = (before in _OPENING and behind in _CLOSING) or (before == "[" and behind == "]")
    if quoted or before in ("〔", "［", "【") or (before == "+" and text[start - 2 : start - 1].isalpha()):
        return end  # “12345”, the footnote [3], N+5
    if behind and (behind.isascii() or behind in "＋．：－"):
        if behind.isalpha() or behind in "_#":
            return end  # 3A, 5G, 3#楼
        longer = _joined_end(text, start, end, before, behind)
        if longer >= 0:
            return longer
    if text[after : after + 1] == "号":
        return after + 1
    digits = text[start:end]
    if len(digits) > 1 and digits[0] in "0０" and digits[1] not in ".．":
        return end
    if digits in _HOTLINES or (digits in _EMERGENCIES and text.startswith(_EMERGENCY_WORDS, after)):
        return end
    if len(digits) >= 5 and digits.isdecimal() and _is_code(text, start, digits):
        return end
    return _marker_end(text, start, end, behind) if end - start < len(text) else -1


def _joined_end(text: str, start: int, end: int, before: str, behind: str) -> int:
    """The end of digits joined by + . : or -, when that makes a name: 1+20, 1.2.3, 9:30, 0000-1234567, 11-数量指标."""
    if behind in "+＋" and (chain := _CHAIN.match(text, start)):
        closing = text[chain.end() : chain.end() + 1]
        words = chain[0].replace("＋", "+")
        summed = words.replace("+", "").replace(".", "").isdecimal() and ("." in words or closing in ("=", "＝"))
        if not summed or (before in _OPENING and closing in _CLOSING):
            return chain.end()
    elif behind in ".．" and (dotted := _DOTTED.match(text, start)):
        return dotted.end()
    elif behind in ":：" and (time := _TIME.match(text, start)):
        return time.end()
    elif behind in "-－":
        joined = _JOINED.match(text, start)
        if joined is not None and (joined[0].count("-") > 1 or len(joined[0]) > _LONG_CODE):
            return joined.end()
        if joined is None and "一" <= text[end + 1 : end + 2] <= "龥":
            return end
    return -1


def _is_code(text: str, start: int, digits: str) -> bool:
    """Whether bare digits are a mobile number or follow a word that announces a number of this sort."""
    if len(digits) == 11 and digits[0] == "1" and digits[1] in "3456789":
        return True
    front = text[max(0, start - _FAR) : start]
    return any(word in front for word in _CODE_WORDS)


def _marker_end(text: str, start: int, end: int, behind: str) -> int:
    """The end of a number that numbers a section, an item or an annex (1. 2、 （3） 4) 1-2 附件 5), else −1."""
    front = _before_blanks(text, start)
    if text.endswith(_LABEL_WORDS, 0, front) or (behind in _COLONS and text.endswith(_ITEM_WORDS, 0, front)):
        return end
    opened = front > 0 and text[front - 1] in "（("
    if opened:
        front = _before_blanks(text, front - 1)
    if front and text[front - 1] not in _SENTENCE_STARTS:
        return -1
    if opened:
        return end if behind in ("）", ")") and end - start <= 2 else -1
    if behind in (".", "．", "、", ")", "）") and end - start <= 2:
        return -1 if behind == "、" and text[end + 1 : end + 2].isdecimal() else end
    if front:
        return -1
    pair = _PAIR.match(text, start)
    following = text[pair.end() if pair else end :][:3].lstrip(_BLANKS)[:1]
    if pair and "一" <= following <= "龥":
        return pair.end()  # 1-1 目标
    return end if "一" <= behind <= "龥" and behind not in _BAND_WORDS else -1  # 2.2本计划, 215001某单位


def _before_blanks(text: str, position: int) -> int:
    while position and text[position - 1] in _BLANKS:
        position -= 1
    return position


def is_negative(text: str, start: int, kind: Kind, last_end: int, *, decimal: bool) -> bool:
    """Whether the dash or 负 before `start` is a sign and not a range, a bullet or part of a word.

    `last_end` is where the quantity or date before it ended; `decimal` says that the number has decimals.
    """
    sign = text[start - 1]
    earlier = text[start - 2] if start > 1 else " "
    if sign == "负":
        return earlier not in _NEGATIVE_WORDS
    if kind is Kind.COUNT:
        return False
    if not (earlier.isalnum() or earlier in _RANGE_FRONTS):
        return True
    return "一" <= earlier <= "龥" and last_end < start - 1 and earlier not in _LABEL_FRONTS and (decimal or kind is not Kind.NUMBER)


def is_count(text: str, start: int, words: str, unit: Unit, stop: int) -> bool:
    """Whether the Chinese numeral `words` at `start`, with `unit` up to `stop`, counts something and is no part of a word or name.

    That it is no ordinal (第三个) has been seen already.
    """
    before = text[start - 1 : start]
    following = text[stop : stop + 1]
    if not follows_words(unit, words):
        return False
    if words[0] == "半":
        return len(words) == 1 and unit.base in _HALVED and before not in ("上", "下", "前", "后", "大")
    if len(words) == 1 and words in _RARE_ALONE:
        return False
    if unit.kind is Kind.SCORE:  # 十分, 三分治
        return before in ("得", "扣", "加", "减", "记", "计") or (words != "十" and not "一" <= following <= "龥")
    if unit.kind is Kind.DURATION:
        return not (words == "一" and (following == "来" or before in ("上", "下")))
    if unit.kind is not Kind.COUNT:
        return True
    if before in ("“", "‘") or (words == "一" and before in _NO_ONE_AFTER):
        return False
    if words == "二" and unit.base in ("次", "类"):
        return False
    if unit.base == "次" and text.startswith(("全会", "会议"), stop):
        return False
    return not (unit.base == "名" and before in ("前", "后"))
