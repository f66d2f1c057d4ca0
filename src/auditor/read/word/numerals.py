"""A count becomes what Word prints for it in each of its number formats."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def _counted(number: int, digits: str = "零一二三四五六七八九", units: str = "十百千") -> str:
    """十二, 一百零五, 三千零二十: as one counts in words; above 9999 in digits."""
    if not 0 < number < 10_000:
        return str(number)
    written = ""
    for place, digit in enumerate(map(int, reversed(str(number)))):
        if digit:
            written = digits[digit] + (units[place - 1] if place else "") + written
        elif written and not written.startswith(digits[0]):
            written = digits[0] + written
    return written


def _chinese(number: int) -> str:
    written = _counted(number)
    return written.removeprefix("一") if 10 <= number < 20 else written


def _legal(number: int) -> str:
    return _counted(number, _LEGAL, "拾佰仟")


def _digits(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _tens(number: int) -> str:
    """`chineseCounting` counts in words up to 99 and writes digits above."""
    return _chinese(number) if number < 100 else _digits(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def _letters(number: int) -> str:
    """A … Z, AA, BB: Word repeats the letter."""
    return chr(ord("A") + (number - 1) % 26) * min((number - 1) // 26 + 1, 30) if number > 0 else str(number)


def _sequence(first: str, count: int) -> Callable[[int], str]:
    """Signs that follow each other in Unicode: ① … ⑳; digits beyond the last."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= count else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _circled(number: int) -> str:
    if 20 < number <= 35:
        return chr(ord("㉑") + number - 21)
    return chr(ord("㊱") + number - 36) if 35 < number <= 50 else _sequence("①", 20)(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _tens,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _tens,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": _digits,
    "taiwaneseDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographEnclosedCircle": _sequence("㊀", 10),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _sequence("⑴", 20),
    "decimalEnclosedFullstop": _sequence("⒈", 20),
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalZero": lambda number: f"{number:02d}",
    "numberInDash": lambda number: f"- {number} -",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "none": lambda _: "",
}


def printed(number: int, form: str) -> str:
    """What `number` looks like in a format of WordprocessingML (`w:numFmt`); digits in one that is not known."""
    return _FORMATS.get(form, str)(number)
