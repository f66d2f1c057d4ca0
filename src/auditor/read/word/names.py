"""The namespaces of WordprocessingML, and the few names that every walk over it needs."""

from __future__ import annotations

from lxml.etree import _Element as Element

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

RELATION_ID = _RELATIONS + "id"
CHOICE, FALLBACK, ALTERNATIVES = (_COMPATIBILITY + name for name in ("Choice", "Fallback", "AlternateContent"))
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
VML = "{urn:schemas-microsoft-com:vml}"


def w(name: str) -> str:
    """An element or attribute of the main namespace: `w("p")` is a paragraph."""
    return _MAIN + name


def leading(element: Element, tag: str) -> Element | None:
    """The first child if it is a `tag`: where properties stand. (`find` takes four times as long, and this is asked for every paragraph.)"""
    first: Element | None = element[0] if len(element) else None
    return first if first is not None and first.tag == tag else None


VAL = w("val")
GONE = frozenset({w("del"), w("moveFrom")})  # what is deleted, or moved to another place
_OFF = frozenset({"0", "false", "off", "none"})


def is_on(value: str | None) -> bool:
    """Whether a switch is on that is there and has this `w:val`, or none."""
    return value is None or value.lower() not in _OFF


def whole(value: str | None, default: int = 0, most: int = 32_767) -> int:
    """The whole number of an attribute, `default` for what is none; never beyond `most`, whatever a hostile file says."""
    try:
        return max(-most, min(most, int(value or "")))
    except ValueError:
        return default
