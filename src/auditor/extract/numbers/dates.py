"""Dates, periods and years in a passage: 2021年12月31日 · 2022 年度 · 二〇二二年 · 10月底 · 1-7月 · 2020-2021年 · 2021.12.31 · 〔2019〕8号.

Nothing is corrected: 11月31日 comes out with its parts as written, and `is_possible` tells it from a real day.
"""

from __future__ import annotations

import re

from auditor.extract.numbers import numerals
from auditor.model import Date
from auditor.patterns import compiled
from auditor.records import NamedTuple

DOCUMENT_NUMBER = "document-number"
PLANNING_PERIOD = "planning-period"

Parts = tuple[int | None, int | None, int | None]

_DIGIT = "[0-9０-９〇零○一二三四五六七八九十]"
_NUMBER = f"{_DIGIT}{_DIGIT}{{0,3}}+"  # one by itself, because the engine skips to a class, but not to a repetition
_BLANK = r"[^\S\t\n]{0,2}"
_DASH = f"{_BLANK}[-－—–~～至到]{{1,2}}{_BLANK}"


def _scanner(words: str, separated: str) -> re.Pattern[str]:
    """A number, perhaps a second one after a dash, then the word that makes it a date; or, if `separated` lets them, other numbers behind it."""
    return compiled(
        f"(?P<first>{_NUMBER})(?:(?:{_DASH}(?P<second>{_NUMBER}))?{_BLANK}(?P<unit>{words})"
        f"|{separated}(?:(?P<separator>[-./－．])(?P<month>[0-9]{{1,2}})(?:(?P=separator)(?P<day>[0-9]{{1,2}}))?(?![0-9.])"
        f"|{_DASH}(?P<last>(?:19|20)[0-9][0-9])(?![0-9.%％])))"
    )


# What begins a date: a number with the word for a year, a month or a quarter, or a year of four digits that separators or a second year follow.
_SCANNER = _scanner("年|月|季度", f"(?<={_DIGIT}{{4}})")
# What stands behind the beginning of a date: a month behind a year, a day behind a month, the end of a period.
_PART = _scanner("年|月|日|号|季度", "")
# What a date needs: one of three words, or a year of four digits and something between it and other digits.
_SEPARATED = compiled(f"[12１２一二]{_DIGIT}{{3}}{_BLANK}[-./－．—–~～至到]{{1,2}}{_BLANK}[0-9]")
_SHORTEST = 6  # characters of such a date: 2021.8
_DOCUMENT = compiled(r"[〔[（(【﹝［]\s{0,2}((?:19|20)[0-9]{2})\s{0,2}年?[]〕）)】﹞］]\s{0,2}第?\s{0,2}[0-9]{1,5}\s{0,2}号")
_BLANKS = " \u00a0\u3000"
_POINTS = frozenset("./．")  # between a year and a month; a dash may stand between any two numbers
_DASHES = frozenset("-－—–~～至到")
_PLANS = ("规划", "纲要", "行动计划")
_PLAN_REACH = 12  # characters around a span of years in which 规划 makes it a planning period
_YEAR_TAILS = ("年度", "度", "年底", "年末", "年初", "底", "末", "初")
_MONTH_TAILS = ("份", "底", "末", "初", "上旬", "中旬", "下旬")
_QUARTERS = {character: index % 4 + 1 for index, character in enumerate("1234１２３４一二三四")}
_BARE_DAYS = {f"{tens}十{ones}" for tens in ("", "二", "三") for ones in ("", *"一二三四五六七八九")}
_DIGITS = frozenset("0123456789０１２３４５６７８９〇零○一二三四五六七八九十")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class _Point(NamedTuple):
    """A date without its role. `last` is filled when it is itself a period (上半年, 1-7月)."""

    start: int
    end: int
    parts: Parts
    last: Parts | None = None


def scan(text: str, first: int = 0) -> list[Date]:
    """All dates of a passage in order, without overlaps; offsets are offsets in `text`. No numeral stands before `first`.

    A span of time (2020-2021年, 1-7月, 上半年) has its last year, month and day in `end_date`. `role` is "document-number" for
    〔2019〕8号, "planning-period" for the years of a plan (2021-2035年规划), "" for a date proper.
    """
    told = "年" in text or "月" in text or "季" in text or (len(text) - first >= _SHORTEST and _SEPARATED.search(text, first) is not None)
    found = _proper(text, first) if told else []
    special: list[Date] = []
    if "号" in text:
        special += [Date(*match.span(), match[0], int(match[1]), role=DOCUMENT_NUMBER) for match in _DOCUMENT.finditer(text)]
    position = text.find("半年") if "半" in text else -1
    while position > 0:
        if text[position - 1] in "上下":
            special.append(_date(text, _Point(position - 1, position + 2, *_half(None, text[position - 1]))))
        position = text.find("半年", position + 2)
    return _merged(found, special) if special else found


def _proper(text: str, position: int) -> list[Date]:
    """The dates that begin with a number, from `position` on."""
    found: list[Date] = []
    while match := _SCANNER.search(text, position):
        point = _point(text, match)
        if point is None:
            position = match.start("second") if match["second"] else match.end("first")
            continue
        point = _extended(text, point)
        position = point.end
        found.append(_date(text, point))
    return found


def is_possible(date: Date) -> bool:
    """Whether every part of the date exists in the calendar. 2月29日 without a year does."""
    return _exists(date.year, date.month, date.day) and (date.end_date is None or _exists(*date.end_date))


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    if month is None:
        return day is None or 1 <= day <= 31
    if not 1 <= month <= 12:
        return False
    if day is None:
        return True
    leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return 1 <= day <= (_DAYS[month - 1] if leap or month != 2 else 28)


# ------------------------------------------------------------------------------------------------------------------ points


def _point(text: str, match: re.Match[str]) -> _Point | None:
    """What one match of the scanner says; None if it is no date (3年, 36月, 2.5年, 1.2.3)."""
    start, end = match.span()
    before = text[start - 1] if start else ""
    if before in _DIGITS:
        return None
    decimal = before in (".", "．") and start > 1 and text[start - 2].isdecimal()
    first, second, unit = match.group("first", "second", "unit")
    if unit == "年":
        return _of_year(text, start, end, first) if second is None else _of_years(text, start, end, first, second)
    if decimal or unit in ("日", "号"):
        return None
    if unit == "月":
        return _of_month(text, start, end, None, first, second)
    if unit == "季度":
        return _of_quarter(text, start, end, None, first, second)
    if not match["day"] and match["separator"] not in _POINTS and text.startswith(("日", "号"), _skip_blanks(text, end)):
        return None  # 2020-12日
    return _numeric(match)


def _numeric(match: re.Match[str]) -> _Point | None:
    """2021.12.31, 2021-12-31, 2021/12/31; without day only 2021-08 and 2021/08; 2021-2035."""
    year = _year(match["first"], sure=True) if len(match["first"]) == 4 else None
    if year is None:
        return None
    if match["last"]:
        last = int(match["last"])
        return _Point(*match.span(), (year, None, None), (last, None, None)) if last > year else None
    month, day = match["month"], match["day"]
    if day is None and (match["separator"] in ".．" or len(month) != 2 or not 1 <= int(month) <= 12):
        return None
    return _Point(*match.span(), (year, int(month), int(day) if day else None))


def _of_years(text: str, start: int, end: int, first: str, second: str) -> _Point | None:
    """2020-2021年, 2020-21年."""
    opening, closing = _year(first, sure=True), _year(second, sure=True)
    if opening is not None and closing is None and len(first) == 4 and len(second) == 2 and second.isdecimal():
        closing = opening - opening % 100 + int(second)
    if opening is None or closing is None:
        return None
    return _Point(start, _behind(text, end, ("度",)), (opening, None, None), (closing, None, None))


def _of_year(text: str, start: int, end: int, digits: str) -> _Point | None:
    """A year, with what follows it: 度, 底, a half, a quarter, a month, a day."""
    year = _year(digits, sure=True)
    tail = _behind(text, end, _YEAR_TAILS)
    if tail > end and text[tail - 1] != "度":
        return None if year is None else _Point(start, tail, (year, None, None))
    after = _skip_blanks(text, tail)
    if text.startswith(("上半年", "下半年"), after) and (known := year or _year(digits, sure=False)):
        return _Point(start, after + 3, *_half(known, text[after]))
    opened = after + (text[after : after + 1] in ("前", "第")) + (text[after : after + 2] == "前第")
    match = _PART.match(text, opened)
    if match is not None and match["unit"] in ("月", "季度") and (known := year or _year(digits, sure=False)):
        point = None
        if match["unit"] == "季度":
            point = _of_quarter(text, match.start(), match.end(), known, match["first"], match["second"])
        elif opened == after:
            point = _of_month(text, start, match.end(), known, match["first"], match["second"])
        if point is not None:
            return point._replace(start=start)
    return None if year is None else _Point(start, tail, (year, None, None))


def _of_month(text: str, start: int, end: int, year: int | None, first: str, second: str | None) -> _Point | None:
    """A month or months, with the day or days that follow."""
    month, last = _small(first), _small(second) if second else None
    if month is None or (second and last is None):
        return None
    if not second:
        match = _PART.match(text, _skip_blanks(text, end))
        if match is not None and match["unit"] in ("日", "号") and (day := _small(match["first"])) is not None:
            closing = _small(match["second"]) if match["second"] else None
            return _Point(start, match.end(), (year, month, day), (year, month, closing) if closing is not None else None)
        for length in (3, 2, 1):  # 一月二十三
            day_end = end + length
            if text[end:day_end] in _BARE_DAYS and not text[day_end : day_end + 1].isalnum():
                return _Point(start, day_end, (year, month, _small(text[end:day_end])))
    tail = _behind(text, end, _MONTH_TAILS)
    if year is None and tail == end and not (1 <= month <= 12 and 1 <= (last or 1) <= 12):
        return None  # 36月 is a duration
    return _Point(start, tail, (year, month, None), (year, last, None) if last is not None else None)


def _of_quarter(text: str, start: int, end: int, year: int | None, first: str, second: str | None) -> _Point | None:
    """一季度, 第3季度, 前三季度, 1-3季度."""
    if first not in _QUARTERS or (second is not None and second not in _QUARTERS):
        return None
    opening, closing = _QUARTERS[first], _QUARTERS[second or first]
    if start and text[start - 1] == "第":
        start -= 1
    if start and text[start - 1] == "前" and second is None:
        start, opening = start - 1, 1
    return _Point(start, end, (year, 3 * opening - 2, None), (year, 3 * closing, None))


def _extended(text: str, point: _Point) -> _Point:
    """The point with the end of its period, if a dash and a like date follow: 2017年8月11日至8月22日, 10月1日至7日."""
    dash = _skip_blanks(text, point.end)
    if point.last is not None or text[dash : dash + 1] not in _DASHES:
        return point
    dash += 1
    match = _PART.match(text, _skip_blanks(text, dash + (text[dash : dash + 1] in _DASHES)))
    if match is None or match["second"] is not None:
        return point
    year, month, day = point.parts
    if match["unit"] in ("日", "号"):
        last_day = _small(match["first"]) if day is not None else None
        return point if last_day is None else _Point(point.start, match.end(), point.parts, (year, month, last_day))
    other = _point(text, match)
    if other is None or other.last is not None or (other.parts[1] is None) != (month is None):
        return point
    return _Point(point.start, other.end, point.parts, (other.parts[0] or year, other.parts[1], other.parts[2]))


# ------------------------------------------------------------------------------------------------------------- small parts


def _skip_blanks(text: str, position: int) -> int:
    """The place behind at most two blanks."""
    for _ in range(2):
        if text[position : position + 1] not in (" ", "\u00a0", "\u3000"):
            break
        position += 1
    return position


def _behind(text: str, position: int, words: tuple[str, ...]) -> int:
    """The place behind the first of `words` that follows, perhaps after a blank; else `position` itself. 初步 is not 年初."""
    after = _skip_blanks(text, position)
    for word in words:
        if text.startswith(word, after) and not text.startswith("初步", after + len(word) - 1):
            return after + len(word)
    return position


def _year(digits: str, *, sure: bool) -> int | None:
    """The year that `digits` name. A year of two digits needs a leading zero (07年), or, if not `sure`, a month behind it (98年4月)."""
    if len(digits) not in (2, 4) or "十" in digits:
        return None
    value = int(digits) if digits.isdecimal() else int(numerals.parse(digits) or -1)
    if len(digits) == 4:
        return value if 1900 <= value < 2100 else None
    if value < 0 or (sure and digits[0] not in "0０零〇○"):
        return None
    return value + (1900 if value >= 50 else 2000)


def _small(digits: str) -> int | None:
    """A month or day number, 0 to 99."""
    value = int(digits) if digits.isdecimal() else numerals.parse(digits)
    return int(value) if value is not None and value < 100 else None


def _half(year: int | None, which: str) -> tuple[Parts, Parts]:
    return ((year, 1, None), (year, 6, None)) if which == "上" else ((year, 7, None), (year, 12, None))


# ------------------------------------------------------------------------------------------------------------------- dates


def _date(text: str, point: _Point) -> Date:
    start, end, parts, last = point
    role = ""
    if last is not None and parts[1] is None:  # a span of years
        near = text[max(0, start - _PLAN_REACH) : end + _PLAN_REACH]
        role = PLANNING_PERIOD if any(word in near for word in _PLANS) else ""
    return Date(start, end, text[start:end], *parts, last, role)


def _merged(found: list[Date], special: list[Date]) -> list[Date]:
    """Both lists in order of place; of two that overlap the one that begins first stays, then the longer."""
    merged: list[Date] = []
    for date in sorted(found + special, key=lambda date: (date.start, -date.end)):
        if not merged or date.start >= merged[-1].end:
            merged.append(date)
    return merged
