"""All quantities of a passage: numbers with their unit, precision and limit (约, 以上, ≥), and nothing that only looks like one.

One scanner runs over the text, anchored on digits of either kind: what begins with an Arabic one is read as a number whose unit is then
looked up in a table, and a Chinese numeral counts only when a unit follows (三个, 两百亩, 百分之九十).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from auditor.extract.numbers import numerals
from auditor.extract.numbers.dates import scan as scan_dates
from auditor.extract.numbers.limits import LIMITED, LIMITING, limit
from auditor.extract.numbers.lookalikes import is_count, is_negative, name_end
from auditor.extract.numbers.units import MULTIPLIERS, NONE, UNIT_STARTS, Unit, scaled, unit_at
from auditor.model import ONE, Bound, Date, Kind, Quantity
from auditor.patterns import compiled, in_class

_D = "0-9０-９"
_B = r"[^\S\t\n]"

# A number: digits in groups of three (commas; blanks before decimals or an amount of money) or plain digits, then decimals.
_COMMAS = f"(?:[,，][{_D}]{{3}}){{1,6}}(?![{_D}])"
_SPACES = f"(?: [{_D}]{{3}}){{1,4}}(?=[.．][{_D}]{{2}}(?![{_D}])|{_B}?千?万?亿?元)"
_AMOUNT = f"[{_D}](?:[{_D}]{{0,2}}+(?:{_COMMAS}|{_SPACES})|[{_D}]*+)(?:[.．][{_D}]++)?"
# A number or a range of numbers, and what may stand before the unit: blanks, 余, a multiplier.
_ARABIC = compiled(
    f"({_AMOUNT})(?:{_B}?[-－—–~～至到]{{1,2}}{_B}?({_AMOUNT}))?{_B}{{0,3}}([余多]?){_B}?((?:[十百](?!分)|千)?万?亿?)([余多]?){_B}{{0,2}}"
)
# What nine of ten numbers are: digits with decimals, perhaps 万, and nothing behind that the pattern above would take, too. Where it is not so, the
# second group is none, and that pattern has to tell.
_PLAIN = f"([{_D}](?:[0-9]{{0,2}}+(?:,[0-9]{{3}}){{1,4}}+|[0-9]*+)(?:\\.[0-9]++)?+)(?:(?![{_D}]|[,，.．][{_D}]) ?(万?)(?![{_D}\\s\\-－—–~～至到余多十百千万亿零〇])|)"
_ITEM = compiled("[0-9]{1,2}[、.．](?![0-9０-９])")  # at the beginning of a text: no quantity for certain, and the most frequent of these
_ONES = numerals.DIGITS
_MORE = f"[{_ONES}{numerals.TENS}{numerals.MYRIADS}点]{{0,24}}+([余多几来]?)([{numerals.MYRIADS}]{{0,2}})([余多]?)"
_NUMERAL = compiled(f"[{_ONES}{numerals.TENS}半]{_MORE}")
# A numeral that counts: not the rest of a mixed number, no ordinal and no guess (so the character before it is looked at, once there is a first
# one), and with what may be a unit behind it (分 is one, and begins 分之).
_COUNTING = f"[{_ONES}{numerals.TENS}半](?<![{_ONES}{numerals.TENS}{numerals.MYRIADS}点0-9第数几届].){_MORE}(?=[{in_class(UNIT_STARTS)}])"
_NUMBER = compiled(f"{_PLAIN}|{_COUNTING}")
_ALL_WORDS = frozenset(f"{_ONES}{numerals.TENS}{numerals.MYRIADS}点负分之余多几来")
_MIXED = frozenset(f"0123456789.零〇十百千{numerals.MYRIADS}")
_GOES_ON = frozenset("0123456789零〇")  # behind 25万 in 25万6千
_SOME = frozenset("一二两三四五六七八九")  # 七八, 三四十: two in a row are a guess
_ASCII_DIGITS = frozenset("0123456789")
_SHARES = {"百": "%", "佰": "%", "千": "‰", "仟": "‰"}  # …分之

_CLEAN = str.maketrans("０１２３４５６７８９．", "0123456789.", ",， \u00a0\u3000")
_PLACES = tuple(Decimal(1).scaleb(-places) for places in range(41))
_MOST_DIGITS = 15  # without separators; what is longer is a code
_LONGEST = 40  # characters of a number
_LAST_DAY = 31
_SIGNS = frozenset("-－−﹣负")
_CURRENCIES = {"￥": "元", "¥": "元", "$": "美元"}
_ODD_FRONTS = frozenset("第届之〔［【＋￥¥$_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")  # before names and codes
_CLOCK = frozenset("时点")  # 9时30分
_FRONTS = _SIGNS | _CLOCK | set(_CURRENCIES)


# A number as the Arabic scanner found it, plainly a tuple because there are so many: the number, the end of its range, one unit of its last place
# before the multiplier is applied, the multiplier, 余 or 多, the ends of the digits and of the multiplier, and the place behind the blanks that
# follow, where the unit may stand.
_Written = tuple[Decimal, Decimal | None, Decimal, str, str, int, int, int]


def scan(text: str, dates: Sequence[Date] | None = None, first: int = 0) -> list[Quantity]:
    """All quantities of a passage in order, without overlaps; offsets are offsets in `text`.

    `dates` are the dates of the same text if they are known already; nothing inside them is a quantity. No numeral stands before `first`. A bare number comes out as
    `Kind.NUMBER` with the unit "" (or 万, 亿: the caller knows whether money is meant). In a range (50到100万元) `number` is its
    lower end. Document numbers, telephone numbers, codes, section numbers, ordinals and names (1+20, PM2.5, 3A) are left out.
    """
    if dates is None:
        dates = scan_dates(text)
    blocked = [(date.start, date.end) for date in dates] if dates else []
    if not blocked and (text[:1] in _ALL_WORDS or text[:1].isspace()) and (whole := _whole(text)):
        return [whole]
    found, words = _numbers(text, blocked, first)
    if "番" in text:
        words += _doubled(text)
    return _merged(found, words) if words else found


def _merged(found: list[Quantity], words: list[Quantity]) -> list[Quantity]:
    """Both lists in order of place; of two that overlap the first stays."""
    merged: list[Quantity] = []
    for quantity in sorted(found + words, key=lambda each: (each.start, each.end)):
        if not merged or quantity.start >= merged[-1].end:
            merged.append(quantity)
    return merged


def _quantity(
    text: str,
    place: tuple[int, int, int, int],
    number: Decimal,
    unit: Unit,
    step: Decimal,
    vague: str = "",
    high: Decimal | None = None,
) -> Quantity:
    """Put a quantity together: coins behind 元 (3元5角) are added, the words around it give its limit.

    `place` is where it begins and ends, and where its digits do.
    """
    start, end, digits, digits_end = place
    factor = unit.factor
    if unit.name == "元" and text[end + 1 : end + 2] == "角" and (tenths := numerals.parse(text[end])) is not None:
        number, step, end = number + tenths * _PLACES[1], _PLACES[1], end + 2
        if text[end + 1 : end + 2] == "分" and (hundredths := numerals.parse(text[end])) is not None:
            number, step, end = number + hundredths * _PLACES[2], _PLACES[2], end + 2
    before, behind = text[start - 1] if start else "", text[end : end + 1]
    if before == " " and start > 1:  # as in 项目 24 个; what stands before the blank tells
        before = text[start - 2]
    bound = limit(text, start, end, unit.kind) if before in LIMITING or behind in LIMITED else Bound.EXACT
    if vague and bound is Bound.EXACT and vague in ("余", "多"):
        bound = Bound.OVER
    if factor is not ONE:
        step *= factor
    return Quantity(start, end, text[start:end], number, unit.name, unit.kind, factor, step, bound, high, digits, digits_end)


# ----------------------------------------------------------------------------------------------------------- Arabic numbers


def _numbers(text: str, blocked: Sequence[tuple[int, int]], first: int) -> tuple[list[Quantity], list[Quantity]]:
    """The quantities whose number is written in Arabic digits, and those in Chinese or behind 百分之; none stands before `first`."""
    found: list[Quantity] = []
    words: list[Quantity] = []
    search = _NUMBER.search
    item = _ITEM.match(text) if text[:1] in _ASCII_DIGITS else None
    position = item.end() if item else first
    index = 0
    behind = -1  # where the last quantity or date ended
    until, resume = blocked[0] if blocked else (len(text), 0)  # the next date
    while match := search(text, position):
        start, after = match.span()
        if start >= until:
            position = behind = resume
            index += 1
            until, resume = blocked[index] if index < len(blocked) else (len(text), 0)
            continue
        digits, multiplier, _, _, _ = match.groups()
        if digits is None:
            position = after
            quantity = _in_words(text, match)
            if quantity is not None and quantity.end <= until:
                words.append(quantity)
            continue
        high, vague = None, ""
        if multiplier is not None and after <= until and len(digits) <= _MOST_DIGITS:
            digits_end = match.end(1)
            scale_end = after if multiplier else digits_end
            number = Decimal(digits.replace(",", "") if "," in digits else digits)
            step = _PLACES[len(digits) - 1 - digits.find(".")] if "." in digits else ONE
        else:
            written = _written(text, start, until)
            if isinstance(written, int):
                position = written
                continue
            number, high, step, multiplier, vague, digits_end, scale_end, after = written
        unit, stop = (unit_at(text, after) if after < until else None) or (NONE, scale_end)
        if multiplier:
            unit = scaled(multiplier, unit.name)
        before = text[start - 1] if start else ""
        if unit is NONE or before in _ODD_FRONTS or unit.name == "日" or (before == " " and text.endswith("第 ", 0, start)):
            passed = _passed(text, number, unit, (start, digits_end, after, stop))
            if passed >= 0:
                position = max(passed, digits_end)
                continue
        if before in _FRONTS:
            start, number, unit = _fronted(text, start, number, unit, multiplier, behind, decimal=step < 1)
        quantity = _quantity(text, (start, stop, start, digits_end), number, unit, step, vague, high)
        found.append(quantity)
        position = behind = quantity.end
    return found, words


def _passed(text: str, number: Decimal, unit: Unit, places: tuple[int, int, int, int]) -> int:
    """Where the text goes on behind a number that is no quantity; −1 if it is one.

    The `places` are where its digits begin and end, where what follows begins, and where its unit ends.
    """
    start, digits_end, after, stop = places
    if unit.name == "日" and number <= _LAST_DAY and not text.startswith(("内", "以内", "之内", "以上"), stop):
        return stop  # a day of some month
    return name_end(text, start, digits_end, unit, after)


def _fronted(
    text: str, start: int, number: Decimal, unit: Unit, multiplier: str, behind: int, *, decimal: bool
) -> tuple[int, Decimal, Unit]:
    """Where a number begins, itself and its unit, with the currency, the hour or the sign before it. `behind` is where the last one ended."""
    before = text[start - 1]
    if unit.kind is Kind.NUMBER and before in _CURRENCIES:
        unit = scaled(multiplier, _CURRENCIES[before])
    elif unit.kind is Kind.SCORE and before in _CLOCK:
        unit = scaled("", "分钟")
    if before in _SIGNS and is_negative(text, start, unit.kind, behind, decimal=decimal):
        return start - 1, -number, unit
    return start, number, unit


def _written(text: str, start: int, until: int) -> _Written | int:
    """The number at `start`; where its digits end if it is too long for one. A dash that leads down (5-3) or into a date makes no range."""
    match = _ARABIC.match(text, start)
    if match is None or match.end(1) > until:  # 5.2024年: an item number before a year
        match = _ARABIC.match(text, start, until) or match
    assert match is not None  # it begins with a digit
    low, high, odd, multiplier, more = match.groups()
    if len(low) > _LONGEST or (len(low) > _MOST_DIGITS and low.isdecimal()):
        return match.end(1)
    low = _plain(low)
    number = Decimal(low)
    step = _PLACES[len(low) - low.find(".") - 1] if "." in low else ONE
    digits_end, scale_end, after = match.end(1), match.end(4), match.end()
    top = None
    if high is not None:
        if match.end(2) > until or len(high) > _LONGEST or (top := Decimal(_plain(high))) <= number:
            return number, None, step, "", "", digits_end, digits_end, digits_end
        digits_end = match.end(2)
    if not multiplier:
        return number, top, step, "", odd, digits_end, digits_end, after
    following = text[scale_end : scale_end + 1]
    if multiplier == "千" and following and following in "瓦伏米克":
        return number, top, step, "", odd, digits_end, digits_end, scale_end - 1
    if top is None and following in _GOES_ON and (mixed := _mixed(text, start, scale_end, until)):
        return mixed
    return number, top, step, multiplier, odd or more, digits_end, scale_end, after


def _plain(written: str) -> str:
    """The number in ASCII digits, without separators."""
    if written.isascii() and "," not in written and " " not in written:
        return written
    return written.translate(_CLEAN)


def _mixed(text: str, start: int, scale_end: int, until: int) -> _Written | None:
    """A number in several multiplied parts: 25万6千, 5亿1万4千6百, 1千零1. Bare digits at its end belong to the next number."""
    end = scale_end
    while end < min(until, start + _LONGEST) and text[end] in _MIXED:
        end += 1
    digits = end
    while text[digits - 1].isdecimal() or text[digits - 1] == ".":
        digits -= 1
    if text[digits - 1] not in "零〇":
        end = digits
    written = text[start:end]
    if end == scale_end or written.count("万") > 2 or written.count("亿") > 1:
        return None
    numeral = numerals.read(written)
    return None if numeral is None else (numeral.value, None, numeral.step, "", "", end, end, end)


# -------------------------------------------------------------------------------------------------------- Chinese numerals


def _in_words(text: str, match: re.Match[str]) -> Quantity | None:
    """The quantity whose number is written in Chinese, or behind 百分之."""
    end = match.end()
    if text[end - 1] in _SHARES and text.startswith("分之", end):
        return _share(text, end - 1)
    unit = unit_at(text, end)
    return _counted(text, match, *unit) if unit is not None else None


def _share(text: str, start: int) -> Quantity | None:
    """百分之九十, 千分之2.4, 百分之五个点."""
    behind = start + 3
    sign = 1
    if text[behind : behind + 1] == "负":
        sign, behind = -1, behind + 1
    if match := _ARABIC.match(text, behind):
        words, end = match[1], match.end(1)
    elif match := _NUMERAL.match(text, behind):
        words, end = match[0].rstrip("点"), match.start() + len(match[0].rstrip("点"))
    else:
        return None
    numeral = numerals.Numeral(Decimal(100), Decimal(1)) if words in ("百", "佰") else numerals.read(words)
    if numeral is None:
        return None
    unit, digits_end = scaled("", _SHARES[text[start]]), end
    for name in ("个百分点", "个点"):
        if text.startswith(name, end):
            unit, end = scaled("", "个百分点"), end + len(name)
    if text[start - 1 : start] == "负" and is_negative(text, start, unit.kind, -1, decimal=True):
        start, sign = start - 1, -1
    return _quantity(text, (start, end, behind, digits_end), sign * numeral.value, unit, numeral.step)


def _counted(text: str, match: re.Match[str], unit: Unit, stop: int) -> Quantity | None:
    """三个, 两百余亩, 七八户, 壹佰贰拾万元整; None for what is no count (第三名, 一次, 前三名, 零件)."""
    start = match.start()
    _, _, odd, myriads, more = match.groups()
    behind = match.start(3)
    words = text[start:behind] + myriads
    if not is_count(text, start, words, unit, stop):
        return None
    head = words.rstrip(numerals.MYRIADS)
    multiplier = words[len(head) :]
    if multiplier not in MULTIPLIERS or "万" in head or "亿" in head:
        head, multiplier = words, ""
    low, high = _guessed(head)
    numeral = numerals.read(low)
    top = numerals.parse(high) if high else None
    if numeral is None or (high and (top is None or top <= numeral.value)):
        return None
    if multiplier:
        unit = scaled(multiplier, unit.name)
    first, number = start, numeral.value
    if text[start - 1 : start] == "负" and is_negative(text, start, unit.kind, -1, decimal=True):
        first, number = start - 1, -number
    return _quantity(text, (first, stop, first, behind), number, unit, numeral.step, odd or more, top)


def _guessed(words: str) -> tuple[str, str]:
    """七八 is 七 to 八, 三四十 is 三十 to 四十; the second part is empty when nothing is guessed."""
    for place in range(len(words) - 1):
        if words[place] in _SOME and words[place + 1] in _SOME and "点" not in words:
            return words[: place + 1] + words[place + 2 :], words[:place] + words[place + 1 :]
    return words, ""


def _doubled(text: str) -> list[Quantity]:
    """翻一番 is twice as much, 翻两番 four times."""
    found = []
    for match in compiled("翻了?([一1两二2])?番").finditer(text):
        number = Decimal(2 if match[1] in ("两", "2", "二") else 1)
        start, end = match.span()
        found.append(Quantity(start, end, match[0], number, "番", Kind.TIMES, Decimal(2), Decimal(2), Bound.EXACT, None, start, end))
    return found


def _whole(text: str) -> Quantity | None:
    """A passage that is nothing but a Chinese numeral (a cell with 三十五); in running text a bare one is rarely a number."""
    words = text.strip()
    if not 1 < len(words) <= _LONGEST or not _ALL_WORDS.issuperset(words) or (words[0] in _SHARES and words[1:3] == "分之"):
        return None
    digits = words.rstrip("余多几来")
    if digits[:1] != "负" and not any(character in digits for character in "十百千拾佰仟万亿点之"):
        return None
    numeral = numerals.read(digits)
    if numeral is None:
        return None
    start = text.index(words)
    end = start + len(digits)
    return _quantity(text, (start, end, start, end), numeral.value, NONE, numeral.step, words[len(digits) :])
