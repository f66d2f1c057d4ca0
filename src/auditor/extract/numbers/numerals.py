"""A numeral as officials write it becomes a `Decimal`: 2,615.40 · １２．５ · 三千二百一十五万 · 壹佰贰拾万 · 1.2亿 · 5亿1万4千6百."""

from __future__ import annotations

from decimal import Decimal

from auditor.patterns import compiled
from auditor.records import NamedTuple

DIGITS = "零〇○一二三四五六七八九两壹贰叁肆伍陆柒捌玖"
TENS = "十百千拾佰仟"
MYRIADS = "万亿"

# Everything is first rewritten with the characters 0-9 . - and the multipliers 十百千万亿; 三百零五点二 becomes 3百05.2.
_PLAIN = str.maketrans(
    "０１２３４５６７８９" + DIGITS + "拾佰仟萬億点．，－﹣−负\u00a0\u3000",
    "0123456789" + "0001234567892123456789" + "十百千万亿..,----  ",
    "余多几来整",  # a thousand-odd is read as a thousand
)
_GROUPED = compiled("(?<![0-9.])[0-9]{1,3}(?:[, ][0-9]{3})+(?![0-9])")
_TOKEN = compiled(r"([0-9]*(?:\.[0-9]+)?)([十百千万亿]?)")
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_SHARES = {"百": Decimal(100), "佰": Decimal(100), "千": Decimal(1000), "仟": Decimal(1000), "万": Decimal(10000)}  # …分之
_LONGEST = 60  # characters; nobody writes a longer amount


class Numeral(NamedTuple):
    """A numeral that was read. `step` is one unit of its last written place."""

    value: Decimal
    step: Decimal


_DECIMAL = compiled(r"[0-9]{1,15}(?:\.[0-9]{1,8})?")
# Most numerals are one character.
_SHORT = {written: Numeral(Decimal(digit), Decimal(1)) for written, digit in zip(DIGITS, "0001234567892123456789", strict=True)}


def parse(text: str) -> Decimal | None:
    """The value of a whole numeral, or None if `text` is not one (万一, 十四五, 第三)."""
    numeral = read(text)
    return None if numeral is None else numeral.value


def read(text: str) -> Numeral | None:
    """As `parse`, with the written precision.

    The last written place of 1.25万 is 100, of 25万6千 it is 1000. A Chinese numeral that ends in 十, 百 or 千 is taken as written
    out in full (三百 is 300, not "some hundreds"); one that ends in 万 or 亿 is taken in that unit.
    """
    if (short := _SHORT.get(text)) is not None:
        return short
    text = text.strip()
    if _DECIMAL.fullmatch(text):
        places = len(text) - text.find(".") - 1 if "." in text else 0
        return Numeral(Decimal(text), Decimal(1).scaleb(-places))
    if not text or len(text) > _LONGEST:
        return None
    if "分之" in text:
        return _fraction(text)
    if text == "半":
        return Numeral(Decimal("0.5"), Decimal("0.1"))
    plain = text.translate(_PLAIN)
    sign = 1
    if plain[:1] == "-":
        sign, plain = -1, plain[1:].lstrip()
    if "," in plain or " " in plain:
        plain = _without_separators(plain)
    numeral = _combine(plain, arabic=any(character.isdecimal() for character in text))
    return numeral if numeral is None or sign > 0 else Numeral(-numeral.value, numeral.step)


def _without_separators(plain: str) -> str:
    """Drop commas and blanks between groups of three digits, and blanks before a multiplier; others stay and spoil the numeral."""
    plain = _GROUPED.sub(lambda found: found[0].replace(",", "").replace(" ", ""), plain)
    pieces = plain.split()
    return "".join(pieces) if all(piece[0] in _POWERS for piece in pieces[1:]) else plain


def _combine(plain: str, *, arabic: bool) -> Numeral | None:
    """Add up the parts of a rewritten numeral; None when they do not follow one another as in a number.

    `arabic` tells 5千 from 五千, whose written precision differs.
    """
    parts = [(token[1], _POWERS.get(token[2], 0)) for token in _TOKEN.finditer(plain) if token[0]]
    if sum(len(digits) + (power > 0) for digits, power in parts) != len(plain) or not _in_order(parts, arabic=arabic):
        return None
    digits, power = parts[-1]
    before = parts[-2][1] if len(parts) > 1 else 0
    if power == 0 and before > 1 and len(digits) == 1 and digits != "0":  # 一百二 is 120, 三万五 is 35000
        parts[-1] = digits, before - 1
        place = before - 1
    else:
        place = _last_place(parts, arabic=arabic)
    value = _sum(parts)
    return None if value is None else Numeral(value, Decimal(10**place) if place >= 0 else Decimal(1).scaleb(place))


def _last_place(parts: list[tuple[str, int]], *, arabic: bool) -> int:
    """The power of ten of the last written place: 4 for 三千万, 7 for 3千万, 10 for 4.78万亿."""
    place = 0
    for digits, power in parts:
        if digits or power not in (4, 8):
            place = power - len(digits.partition(".")[2])
            if 0 < place < 4 and power < 4 and not arabic:
                place = 0
        else:
            place += power
    return place


def _in_order(parts: list[tuple[str, int]], *, arabic: bool) -> bool:
    """Whether digits and multipliers alternate as in a number: not 十四五, 三五十, 百五, 五百三千."""
    if not parts or any(power == 0 for _, power in parts[:-1]):
        return False
    last = 0  # the power before
    for digits, power in parts:
        whole = digits.partition(".")[0]
        if last and whole and not _continues(whole, last, power):
            return False
        if power and not arabic and len(whole.lstrip("0")) > 1:
            return False
        if 0 < power < 4 and ((power > 1 and not Decimal(digits or 0)) or 0 < last < min(4, power + 1)):
            return False
        last = power
    return True


def _sum(parts: list[tuple[str, int]]) -> Decimal | None:
    """The value of parts in order. Three sums are open: what stands before 亿, what stands before 万, and the part below 万."""
    above, myriads, below = Decimal(0), Decimal(0), Decimal(0)
    for digits, power in parts:
        value = Decimal(digits) if digits else Decimal(0)
        if power not in (4, 8):
            below += (value or 1) * 10**power if power == 1 else value * 10**power  # 十五, 一万零十五
            continue
        below += value
        if power == 4 and below and not myriads:
            myriads, below = below * 10**4, Decimal(0)
        elif power == 8 and (myriads or below) and not above:
            above, myriads, below = (myriads + below) * 10**8, Decimal(0), Decimal(0)
        else:
            return None
    return above + myriads + below


def _continues(whole: str, last: int, power: int) -> bool:
    """Whether digits before a multiplier of `power` (0: none follows) may stand behind one of power `last`.

    3百05, 3百2十, 2百35, 3亿500万, 3万5000 and the short 1百2 may; 十45 (十四五) and 3千5万 may not.
    """
    if len(whole) > last:
        return False
    if whole[0] == "0" or last >= 4 or len(whole) == last:
        return True
    return len(whole) == 1 and power < last


def _fraction(text: str) -> Numeral | None:
    """三分之一, 百分之五: the denominator is written first."""
    below, _, above = text.partition("分之")
    sign = 1
    if below[:1] == "负":
        sign, below = -1, below[1:]
    denominator = _SHARES.get(below) or parse(below)
    numerator = Numeral(_SHARES["百"], Decimal(1)) if above in ("百", "佰") else read(above)
    if numerator is None or denominator is None or denominator <= 0:
        return None
    return Numeral(sign * numerator.value / denominator, numerator.step / denominator)
