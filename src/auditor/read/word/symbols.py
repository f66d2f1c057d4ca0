"""Signs from fonts of symbols become the characters that look like them: ≥ in a target is part of its value."""

from __future__ import annotations

from lxml.etree import _Element as Element

from auditor.patterns import compiled
from auditor.read.word.names import w

UNKNOWN = "▯"
PRIVATE = compiled("[\uf000-\uf0ff]")  # where such fonts keep their signs
_FONTS = w("rFonts")
_FACES = (w("ascii"), w("hAnsi"))


def _table(written: str) -> dict[int, str]:
    """Codes in hexadecimal, each with the character it stands for."""
    return {int(item[:2], 16): item[2:] for item in written.split()}


_SYMBOL = {0x20: " "} | _table(
    "25% 28( 29) 2B+ 2C, 2D− 2E. 2F/ 300 311 322 333 344 355 366 377 388 399 3A: 3C< 3D= 3E> A3≤ A5∞ AC← AD↑ AE→ AF↓ B0° B1± B3≥ B4× B7• B8÷"
    " B9≠ BB≈ D6√ D7· E5∑"
)
_WINGDINGS = _table(
    "6C● 6E■ 6F□ 71□ 75◆ 81① 82② 83③ 84④ 85⑤ 86⑥ 87⑦ 88⑧ 89⑨ 8A⑩ 8C① 8D② 8E③ 8F④ 90⑤ 91⑥ 92⑦ 93⑧ 94⑨ 95⑩"
    " A7■ A8□ AB★ D8➢ E0→ FB× FC√ FD☒ FE☑"
)
_WINGDINGS_2 = _table("2A□ 4F× 50√ 51☒ 52☑ 53☒ 54☒ A2■ A3□")
_TABLES = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def symbol(font: str, code: str) -> str:
    """The character for a `w:sym`: a code in hexadecimal digits in a font."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return _character(font, number)


def printed(text: str, properties: Element | None) -> str:
    """The text of a run with these properties, characters of symbol fonts replaced."""
    fonts = properties.find(_FONTS) if properties is not None else None
    named = next((fonts.get(face, "") for face in _FACES if fonts.get(face)), "") if fonts is not None else ""
    return PRIVATE.sub(lambda found: _character(named, ord(found[0])), text)


def _character(font: str, number: int) -> str:
    table = _TABLES.get(font.strip().lower())
    if table is None and not 0xE000 <= number < 0xF900:  # an ordinary font
        return chr(number) if 0x20 <= number < 0xD800 or 0xF900 <= number < 0x110000 else UNKNOWN
    low = number & 0xFF
    return (_SYMBOL if table is None else table).get(low, UNKNOWN)
