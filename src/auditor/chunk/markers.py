"""Numbering styles: what number, in which style, a passage begins with.

`recognise` looks at the first characters of a passage and at nothing else. It says no to numbers that are plainly data
(2023年, 7.3亿, 3-5岁, 一、二级公路), and yes to everything that may be a heading; whether it is one is decided by
the outline, which knows the numbers around it.
"""

from __future__ import annotations

from collections.abc import Callable

from auditor.enums import StrEnum
from auditor.records import Record


class Style(StrEnum):
    """How a heading is numbered. Full-width and half-width forms are one style."""

    PART = "第一部分"
    CHAPTER = "第一章"
    SECTION = "第一节"
    ARTICLE = "第一条"
    CHINESE = "一、"
    CHINESE_BRACKET = "（一）"
    CHINESE_BRACKET_COMMA = "（一）、"
    COMMA = "1、"
    DOT = "1."
    BRACKET = "（1）"
    BRACKET_COMMA = "（1）、"
    HALF_BRACKET = "1）"
    DASH = "1-1"
    DECIMAL = "1.1"
    SPACED = "1 "  # only where the reader knows a heading
    CIRCLED = "①"
    CIRCLED_BRACKET = "⑴"
    SAYING = "一是"  # 首先, 其次, 其一 belong to it
    ORDINAL = "第一，"
    TITLE = ""  # no number


class Marker(Record):
    """A heading number. `start` and `end` are offsets in the passage, the delimiter included.

    `ordinal` is the number within its series; of 2-1 or 3.1.2 that is the last component, and `prefix` holds those before it.
    """

    style: Style
    ordinal: int
    start: int
    end: int
    prefix: tuple[int, ...] = ()


# Styles that writers mix within one series (1. … 2、… 3、, or an opening bracket lost).
_FAMILIES: dict[Style, Style] = {
    Style.CHINESE_BRACKET_COMMA: Style.CHINESE_BRACKET,
    Style.DOT: Style.COMMA,
    Style.BRACKET_COMMA: Style.BRACKET,
    Style.HALF_BRACKET: Style.BRACKET,
}


def family(style: Style) -> Style:
    """The style that stands for all styles a writer may mix with this one."""
    return _FAMILIES.get(style, style)


def recognise(text: str, heading: bool = False) -> Marker | None:
    """The number `text` begins with (blanks before it are skipped), or None.

    With `heading`, the text is known to be a heading, and a bare number before a blank (1 总则) counts, too.
    """
    start = 0
    if text[:1].isspace():
        start = len(text) - len(text.lstrip())
    reader = _READERS.get(text[start : start + 1])
    if reader is None:
        return None
    marker = reader(text, start)
    if marker is None and heading:
        return _spaced(text, start)
    return marker


# ---------------------------------------------------------------------------------------------------------------- numerals

_DIGITS = {character: value for value, character in enumerate("一二三四五六七八九", start=1)}
_LONGEST = 199  # no series of headings is longer; larger numbers are data


def _chinese_numeral(text: str, start: int) -> tuple[int, int]:
    """Value and end of the numeral 一 … 九十九 at `start`; the value is 0 where there is none."""
    digit = _DIGITS.get(text[start : start + 1], 0)
    end = start + 1 if digit else start
    if text[end : end + 1] == "十":
        digit = (digit or 1) * 10
        end += 1
        unit = _DIGITS.get(text[end : end + 1], 0)
        if unit:
            digit += unit
            end += 1
    if text[end : end + 1] in _CHINESE_MORE:
        return 0, start
    return digit, end


# A numeral that goes on (十四五, 一百, 二〇二二, 三万) is not the number of a heading.
_CHINESE_MORE = frozenset("一二三四五六七八九十百千万亿〇零")


def _arabic_numeral(text: str, start: int) -> tuple[int, int]:
    """Value and end of the number of one to three digits at `start`; the value is 0 where it cannot number a heading."""
    end = start
    while end - start < 4 and text[end : end + 1].isdecimal():
        end += 1
    if end == start or end - start > 3:
        return 0, start
    value = int(text[start:end])
    if value > _LONGEST or int(text[start]) == 0:
        return 0, start
    return value, end


def _past_blanks(text: str, start: int) -> int:
    """The end of at most three blanks at `start`."""
    end = start
    while end - start < 3 and text[end : end + 1] in (" ", "\u3000", "\xa0"):
        end += 1
    return end


def _enumerates(text: str, start: int, value: int) -> bool:
    """Whether the number after the 、 at `start - 1` is the next one and is counted too: 一、二级公路, 2、3号楼."""
    following, end = _chinese_numeral(text, start)
    if not following:
        following, end = _arabic_numeral(text, start)
    return following == value + 1 and text[end : end + 1] in _COUNTED


_COUNTED = frozenset("、，,和及至到级类季线产号期月日次等批届层栋楼区组")


# ----------------------------------------------------------------------------------------------------------------- readers


def _chinese(text: str, start: int) -> Marker | None:
    """一、 and 一是."""
    value, end = _chinese_numeral(text, start)
    if not value:
        return None
    if text[end : end + 1] == "是":
        return Marker(Style.SAYING, value, start, end + 1)
    end = _past_blanks(text, end)
    if text[end : end + 1] not in _AFTER_CHINESE or _enumerates(text, end + 1, value):
        return None
    return Marker(Style.CHINESE, value, start, end + 1)


_AFTER_CHINESE = frozenset("、.．")


def _bracket(text: str, start: int) -> Marker | None:
    """（一） and （1）, with or without 、 after it."""
    inside = _past_blanks(text, start + 1)
    value, end = _chinese_numeral(text, inside)
    chinese = value > 0
    if not chinese:
        value, end = _arabic_numeral(text, inside)
        if not value:
            return None
    end = _past_blanks(text, end)
    if text[end : end + 1] not in _CLOSING:
        return None
    end += 1
    if text[end : end + 1] in _AFTER_BRACKET:
        return Marker(Style.CHINESE_BRACKET_COMMA if chinese else Style.BRACKET_COMMA, value, start, end + 1)
    return Marker(Style.CHINESE_BRACKET if chinese else Style.BRACKET, value, start, end)


_CLOSING = frozenset(")）")
_AFTER_BRACKET = frozenset("、.．")


def _arabic(text: str, start: int) -> Marker | None:
    """1、 1. 1） 1-1 1.1."""
    value, end = _arabic_numeral(text, start)
    if not value:
        return None
    at = _past_blanks(text, end)
    delimiter = text[at : at + 1]
    if delimiter == "、":
        return None if _enumerates(text, at + 1, value) else Marker(Style.COMMA, value, start, at + 1)
    if delimiter in _CLOSING:
        return Marker(Style.HALF_BRACKET, value, start, at + 1)
    if delimiter in _DOTS:
        following = text[at + 1 : at + 2]
        if not following.isdecimal():
            return None if following in _DOTS else Marker(Style.DOT, value, start, at + 1)
        if _is_year(text, at + 1):
            return Marker(Style.DOT, value, start, at + 1)
        return _components(text, start, at, value, Style.DECIMAL) if at == end else None
    if delimiter in _DASHES and at == end:
        return _components(text, start, at, value, Style.DASH)
    return None


_DOTS = frozenset(".．")
_DASHES = frozenset("-－–—")


def _is_year(text: str, start: int) -> bool:
    """Whether a year begins at `start`: in 1.2022年 the dot ends the number of the heading."""
    if text[start : start + 2] not in ("19", "20") or not text[start : start + 4].isdecimal():
        return False
    after = text[start + 4 : start + 5]
    return after == "年" or (after in _AFTER_YEAR and "年" in text[start + 5 : start + 12])


_AFTER_YEAR = frozenset(" -－–—~至、")


def _components(text: str, start: int, at: int, value: int, style: Style) -> Marker | None:
    """The rest of 1.1, 1.1.1 or 1-1, whose first separator stands at `at`."""
    separators = _DOTS if style is Style.DECIMAL else _DASHES
    values = [value]
    while len(values) < 5 and text[at : at + 1] in separators and text[at + 1 : at + 2].isdecimal():
        value, end = _arabic_numeral(text, at + 1)
        if not value or end - at > 3:
            return None
        values.append(value)
        at = end
    if len(values) == 1 or text[at : at + 1] in _AFTER_NUMBER:
        return None
    after = _past_blanks(text, at)
    if text[after : after + 1] in _UNITS or text[after : after + 2] in _LONG_UNITS:
        return None
    if style is Style.DASH and text[at : at + 1] in _COUNTERS:
        return None
    end = at + 1 if text[at : at + 1] in _AFTER_COMPONENTS else at
    return Marker(style, values[-1], start, end, tuple(values[:-1]))


_AFTER_NUMBER = frozenset(["", *"%％‰,，。；)）+×*/~:：-－–—"])
_AFTER_COMPONENTS = frozenset("、.．")
_UNITS = frozenset("万亿元米吨亩岁倍分%％‰℃月")
_LONG_UNITS = frozenset(["平方", "公里", "公斤", "公顷", "千米", "千克", "小时", "个百", "立方", "个月", "年以", "年末", "年期"])
_COUNTERS = frozenset("年日号时秒个次项人名户家台套件座条处场批期周天季级届种点")


def _spaced(text: str, start: int) -> Marker | None:
    """1 总则."""
    value, end = _arabic_numeral(text, start)
    if not value or text[end : end + 1] not in (" ", "\u3000", "\xa0"):
        return None
    return Marker(Style.SPACED, value, start, end)


def _ordinal(text: str, start: int) -> Marker | None:
    """第一部分, 第一章, 第一节, 第一条, 第一，."""
    at = _past_blanks(text, start + 1)
    value, end = _chinese_numeral(text, at)
    if not value:
        value, end = _arabic_numeral(text, at)
        if not value:
            return None
    if text[end : end + 1] in _AFTER_ORDINAL:
        return None if _enumerates(text, end + 1, value) else Marker(Style.ORDINAL, value, start, end + 1)
    end = _past_blanks(text, end)
    if text[end : end + 2] == "部分":
        return Marker(Style.PART, value, start, end + 2)
    style = _DIVISIONS.get(text[end : end + 1])
    if style is None:
        return None
    end += 1
    # 第一条生产线 and 第二节车厢 are things, 第一条　为了 and 第二节 概况 headings.
    if style in (Style.ARTICLE, Style.SECTION) and not (end == len(text) or text[end].isspace()):
        return None
    return Marker(style, value, start, end)


_AFTER_ORDINAL = frozenset("，,、")
_DIVISIONS = {"篇": Style.PART, "章": Style.CHAPTER, "节": Style.SECTION, "条": Style.ARTICLE}


def _word(text: str, start: int) -> Marker | None:
    """首先, 其次, 再次, 其一."""
    value = _WORDS.get(text[start : start + 2], 0)
    end = start + 2
    if not value and text[start] == "其":
        value, end = _chinese_numeral(text, start + 1)
        if text[end : end + 1] not in _AFTER_ORDINAL:
            return None
    return Marker(Style.SAYING, value, start, end) if value else None


_WORDS = {"首先": 1, "其次": 2, "再次": 3}

# First code point of a run of ready-made numbers, how many there are, and the style they belong to.
_READY_MADE = (
    (0x2460, 20, Style.CIRCLED),
    (0x2474, 20, Style.CIRCLED_BRACKET),
    (0x2488, 20, Style.DOT),
    (0x2776, 10, Style.CIRCLED),
    (0x3220, 10, Style.CHINESE_BRACKET),
)
_READY: dict[str, tuple[Style, int]] = {
    chr(first + offset): (style, offset + 1) for first, count, style in _READY_MADE for offset in range(count)
}


def _ready(text: str, start: int) -> Marker | None:
    """① ⑴ ⒈ ㈠."""
    style, value = _READY[text[start]]
    end = start + 2 if text[start + 1 : start + 2] == "、" else start + 1
    return Marker(style, value, start, end)


_READERS: dict[str, Callable[[str, int], Marker | None]] = {
    **dict.fromkeys("一二三四五六七八九十", _chinese),
    **dict.fromkeys("1234567890１２３４５６７８９０", _arabic),
    **dict.fromkeys("(（", _bracket),
    **dict.fromkeys("首其再", _word),
    **dict.fromkeys(_READY, _ready),
    "第": _ordinal,
}
