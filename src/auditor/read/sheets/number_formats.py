"""Numbers as a workbook shows them: 96.75 with the format 0.0 is 96.8, 0.9123 with 0.00% is 91.23%, 12.5 with 0.00"万元" is 12.50万元.

Two things are written otherwise than shown, so that they cannot be misread: a negative number always has its sign, also where only brackets or
a colour tell it; fractions, exponents and Chinese numerals are written as plain numbers.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from auditor.read.sheets.tokens import Token
from auditor.records import NamedTuple

GENERAL = "General"
_GENERAL_DIGITS = 10  # that fit into a cell of usual width, with the point
_LARGEST = 1e20  # beyond, nothing is an amount
# The formats that are known by number only, as a Chinese workbook shows them.
BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: "¥#,##0;¥-#,##0",
    6: "¥#,##0;¥-#,##0",
    7: "¥#,##0.00;¥-#,##0.00",
    8: "¥#,##0.00;¥-#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"',
    42: '¥#,##0;¥-#,##0;"-"',
    43: '#,##0.00;-#,##0.00;"-"',
    44: '¥#,##0.00;¥-#,##0.00;"-"',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
_TOKEN = re.compile(
    r"""(?P<quoted>"[^"]*"?)|[\\!](?P<escaped>.)|[_*](?P<filled>.)|\[(?P<bracket>[^\]]*)\]|(?P<general>General|G/通用格式)"""
    r"""|(?P<half>AM/PM|A/P|上午/下午)|(?P<exponent>E[+-])|(?P<date>y+|m+|d+|h+|s+|a{3,}|e+|b+)|(?P<digit>[0#?])|(?P<other>.)""",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_CURRENCY = re.compile(r"\$([^-\]]*)")
_USUAL = re.compile(r"((?:#,##|#*)0)(?:\.(0+))?")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_BRACKETS = str.maketrans("", "", "()（）")


class Section(NamedTuple):
    """What a format says for some of the numbers. `plain` sections are too odd to follow: exponents, fractions, Chinese numerals."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    plain: bool = False

    def has(self, *kinds: str) -> bool:
        """Whether a token of one of these kinds is among its own."""
        return any(token.kind in kinds for token in self.tokens)


class Shown(NamedTuple):
    """What is shown of a number, and the number itself in the scale in which it is shown; None where what is shown is no number."""

    text: str
    number: Decimal | None


class Usual(NamedTuple):
    """A section for positive numbers as nearly all are: digits in one piece, every decimal shown, words only before and behind."""

    before: str
    behind: str
    unit: Decimal  # of the last place
    grouped: bool
    scale: int


def exact(number: float) -> Decimal:
    """A stored number without the noise of binary arithmetic: the fifteen digits that such programs keep."""
    return Decimal(f"{number:.15g}")


def general(number: Decimal) -> str:
    """A number without a format."""
    if number == number.to_integral_value():
        return f"{number:.0f}"
    digits = max(_GENERAL_DIGITS - max(number.adjusted(), 0) - 1, 0)
    text = f"{number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(number: float, code: str, *, from_1904: bool = False) -> Shown:
    """What is shown of `number` with the format `code`."""
    if not abs(number) < _LARGEST:  # nor is it for what is no number
        return Shown(f"{number:g}", None)
    value = exact(number)
    if code == GENERAL:
        return Shown(general(value), value)
    if value > 0 and (usual := _usual(code)) is not None:
        scaled = value.scaleb(usual.scale)
        rounded = scaled.quantize(usual.unit, ROUND_HALF_UP)
        return Shown(usual.before + (f"{rounded:,f}" if usual.grouped else f"{rounded:f}") + usual.behind, scaled)
    sections = _sections(code)
    section, negated = _chosen(sections, value)
    if section is None:
        return Shown("", None)
    if section.has("date", "elapsed", "half"):
        from auditor.read.sheets.dates import written

        return Shown(written(number, section.tokens, from_1904=from_1904), None)
    if section.plain or section.has("text"):
        return Shown(general(value), value)
    if not section.has("digit"):
        text = "".join(token.text for token in section.tokens if token.kind == "literal").strip()
        if section.has("general"):
            return _with_literals(section, value)
        return Shown(text, None)
    return _digits(section, value, negated=negated)


def shown_text(text: str, code: str) -> str:
    """What is shown of a text: @"万元" puts a unit behind it."""
    if "@" not in code or code == "@":
        return text
    section = next((section for section in _sections(code) if section.has("text")), None)
    if section is None:
        return text
    return "".join(text if token.kind == "text" else token.text for token in section.tokens if token.kind in {"text", "literal"})


def _with_literals(section: Section, value: Decimal) -> Shown:
    text = "".join(
        general(abs(value)) if token.kind == "general" else token.text for token in section.tokens if token.kind in {"general", "literal"}
    )
    return Shown(("-" if value < 0 else "") + text.strip(), value)


def _chosen(sections: tuple[Section, ...], value: Decimal) -> tuple[Section | None, bool]:
    """The section for a number, and whether its own signs already tell that it is negative."""
    if any(section.condition for section in sections):
        found = next((section for section in sections if section.condition is None or _meets(value, section.condition)), None)
        return found, False
    numeric = sections[:3]
    if value < 0 and len(numeric) > 1:
        return numeric[1], True
    if value == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], False


def _meets(value: Decimal, condition: tuple[str, Decimal]) -> bool:
    sign, limit = condition
    return {"<": value < limit, ">": value > limit, "<=": value <= limit, ">=": value >= limit, "=": value == limit, "<>": value != limit}[
        sign
    ]


def _digits(section: Section, value: Decimal, *, negated: bool) -> Shown:
    """Digits in the places of a section, with thousands, decimals and scale."""
    tokens = list(section.tokens)
    point = next((index for index, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    whole = [index for index in range(point) if tokens[index].kind == "digit"]
    behind = [index for index in range(point, len(tokens)) if tokens[index].kind == "digit"]
    scale = 2 * sum(token.kind == "percent" for token in tokens)
    grouped = False
    for index, token in enumerate(tokens):
        if token.kind == "comma" and whole and index < point:
            grouped = grouped or whole[0] < index < whole[-1]
            scale -= 3 * (index > whole[-1])
        elif token.kind == "comma" and behind:
            scale -= 3 * (index > behind[-1])
    # A literal point among the digits moves them: 0!.0, shows 12345 as 1.2 (万).
    inner = next((index for index in whole[1:] if index and tokens[index - 1] == Token("literal", ".")), None)
    moved = sum(index >= inner for index in whole) if inner is not None else 0
    scaled = value.scaleb(scale)
    rounded = abs(scaled).quantize(Decimal(1).scaleb(-len(behind)), ROUND_HALF_UP)
    integer, _, decimals = f"{rounded:f}".partition(".")
    least = sum(tokens[index].text == "0" for index in whole)
    integer = integer.lstrip("0").rjust(least, "0")
    optional = 0
    for index in reversed(behind):
        if tokens[index].text == "0" or not decimals.endswith("0", 0, len(decimals) - optional):
            break
        optional += 1
    decimals = decimals[: len(decimals) - optional]
    if not integer and decimals:
        integer = "0"
    pieces = _placed(tokens, whole, integer, grouped=grouped)
    literal = "".join(_piece(index, token, pieces, behind, decimals) for index, token in enumerate(tokens))
    if value < 0:
        literal = literal.translate(_BRACKETS) if negated else literal
        if any("1" <= digit <= "9" for digit in integer + decimals) and not re.search(r"[-−]", literal):
            literal = "-" + literal.strip()
    return Shown(literal.strip(), scaled.scaleb(-moved))


@lru_cache(maxsize=512)
def _usual(code: str) -> Usual | None:
    """What `code` says of positive numbers, if that is nothing out of the ordinary; the same as `_digits` would write, in a tenth of the time."""
    sections = _sections(code)
    tokens = sections[0].tokens
    if sections[0].plain or any(section.condition for section in sections):
        return None
    places = [index for index, token in enumerate(tokens) if token.kind in {"digit", "point", "comma"}]
    if (
        not places
        or places != list(range(places[0], places[-1] + 1))
        or {token.kind for token in tokens} - {"digit", "point", "comma", "literal", "percent"}
    ):
        return None
    match = _USUAL.fullmatch("".join(tokens[index].text for index in places))
    if match is None:
        return None
    before, behind = ("".join(token.text for token in part) for part in (tokens[: places[0]], tokens[places[-1] + 1 :]))
    percents = 2 * sum(token.kind == "percent" for token in tokens)
    return Usual(before.lstrip(), behind.rstrip(), Decimal(1).scaleb(-len(match[2] or "")), "," in match[1], percents)


def _piece(index: int, token: Token, pieces: dict[int, str], behind: list[int], decimals: str) -> str:
    """What is written for one token."""
    if index in pieces:
        return pieces[index]
    if token.kind == "digit":
        return decimals if behind and index == behind[0] else ""
    if token.kind == "point":
        return "." if decimals else ""
    return token.text if token.kind in {"literal", "percent"} else ""


def _placed(tokens: list[Token], whole: list[int], integer: str, *, grouped: bool) -> dict[int, str]:
    """The digits before the point, by the token in whose place they are written; digits without a place of their own go into the first."""
    if not whole:
        return {}
    if grouped:
        integer = f"{int(integer):,}".rjust(len(integer), "0") if integer else ""
    if grouped or not any(tokens[index].kind == "literal" for index in range(whole[0], whole[-1])):
        return {index: integer if index == whole[0] else "" for index in whole}
    pieces = {}
    for index in reversed(whole[1:]):
        integer, pieces[index] = integer[:-1], integer[-1:] or ("0" if tokens[index].text == "0" else "")
    pieces[whole[0]] = integer
    return pieces


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[Section, ...]:
    """The sections of a format. Its text is short; what is longer than any real one is read up to there."""
    sections: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    plain = False
    for match in [*_TOKEN.finditer(code[:255]), None]:
        if match is None or match["other"] == ";":
            sections.append(Section(tuple(_settled(tokens)), condition, plain))
            tokens, condition, plain = [], None, False
            continue
        if (bracket := match["bracket"]) is not None:
            if _ELAPSED.fullmatch(bracket):
                tokens.append(Token("elapsed", bracket.lower()))
            elif found := _CONDITION.fullmatch(bracket):
                condition = found[1], Decimal(found[2])
            elif found := _CURRENCY.match(bracket):
                tokens.append(Token("literal", found[1]))
            plain = plain or bracket.upper().startswith("DBNUM")
        elif match["exponent"] or match["other"] == "/":
            plain = plain or any(token.kind == "digit" for token in tokens)
            tokens.append(Token("literal", match[0]))
        elif match["filled"] is None:
            tokens.append(_token(match))
    return tuple(sections)


def _token(match: re.Match[str]) -> Token:
    other = match["other"]
    if match["quoted"] is not None:
        return Token("literal", match["quoted"].strip('"'))
    if match["escaped"] is not None:
        return Token("literal", match["escaped"])
    for kind in ("general", "half", "date", "digit"):
        if match[kind] is not None:
            return Token(kind, match[kind].lower() if kind == "date" else match[kind])
    return Token({".": "point", ",": "comma", "%": "percent", "@": "text"}.get(other, "literal"), other)


def _settled(tokens: list[Token]) -> list[Token]:
    """The tokens with the letters of words in their places: those of a date only where no digits are asked for, but for fractions of seconds."""
    dated = any(token.kind == "date" for token in tokens)
    seconds = any(token.kind in {"date", "elapsed"} and token.text[0] == "s" for token in tokens)
    digits = any(token.kind == "digit" for token in tokens)
    if dated and digits and not seconds:
        return [Token("literal", token.text) if token.kind == "date" else token for token in tokens]
    if dated:
        return [token for token in tokens if token.kind not in {"digit", "point"}] if seconds else tokens
    return tokens
