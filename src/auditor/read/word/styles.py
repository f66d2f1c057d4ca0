"""What a paragraph has from its style: whether it is a heading, a line of the table of contents or hidden, and how it is numbered."""

from __future__ import annotations

import re
from functools import cache

from lxml.etree import _Element as Element

from auditor.patterns import compiled
from auditor.read.word.names import GONE, VAL, is_on, w, whole
from auditor.records import NamedTuple

BODY_LEVEL = 9  # the outline level that is none
_HEADING_NAME = compiled(r"(?:heading|标题)\s?[1-9]", re.IGNORECASE)
_CONTENTS_NAME = compiled(r"(?:toc|目录)\s?[1-9]", re.IGNORECASE)
_LONGEST_CHAIN = 30  # styles based on one another
_STYLE, _OUTLINE, _MARK, _SEPARATOR = w("pStyle"), w("outlineLvl"), w("rPr"), w("specVanish")
_NUMBER, _NUMBER_ID, _NUMBER_LEVEL = w("numPr"), w("numId"), w("ilvl")


class Properties(NamedTuple):
    """What the `w:pPr` of a paragraph, or of a style of paragraphs, says that counts here; None for what it leaves open.

    `number` and `level` name a list and a level in it. `gone` is whether the end of the paragraph is deleted, moved away, or a hidden
    separator of styles: the next paragraph then goes on in the same line.
    """

    style: str | None = None
    number: str | None = None
    level: int | None = None
    outline: int | None = None
    gone: bool = False


class Traits(NamedTuple):
    """What a style makes of its paragraphs; a list with the style that names it (its level may be found by that)."""

    heading: bool
    contents: bool
    hidden: bool
    number: str | None
    level: int | None
    numbered_by: str


class _Style(NamedTuple):
    id: str
    name: str
    based_on: str | None
    properties: Properties
    hidden: bool | None


class Styles:
    """The styles of a document. A style that is not there says nothing."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self.default = ""  # of paragraphs that name none
        for element in root.iterchildren(w("style")) if root is not None else ():
            style = _style(element)
            self._styles[style.id] = style
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in {"1", "true", "on"}:
                self.default = style.id
        self.traits = cache(self._traits)
        self.hide = any(style.hidden for style in self._styles.values())  # whether one of them may hide what it is given to

    def _traits(self, name: str) -> Traits:
        """The traits of the style with this id."""
        chain = self._chain(name)
        numbered = next((style for style in chain if style.properties.number is not None), None)
        return Traits(
            heading=next((is_heading for style in chain if (is_heading := _is_heading(style)) is not None), False),
            contents=any(_CONTENTS_NAME.fullmatch(style.name) for style in chain),
            hidden=next((style.hidden for style in chain if style.hidden is not None), False),
            number=numbered.properties.number if numbered else None,
            level=next((style.properties.level for style in chain if style.properties.level is not None), None),
            numbered_by=numbered.id if numbered else "",
        )

    def _chain(self, name: str) -> list[_Style]:
        """The style and those it is based on."""
        chain: list[_Style] = []
        style = self._styles.get(name)
        while style is not None and len(chain) < _LONGEST_CHAIN:
            chain.append(style)
            style = self._styles.get(style.based_on or "")
        return chain


def _is_heading(style: _Style) -> bool | None:
    if style.properties.outline is not None:
        return style.properties.outline < BODY_LEVEL
    return True if _HEADING_NAME.fullmatch(style.name) else None


def _style(element: Element) -> _Style:
    name, based_on = element.find(w("name")), element.find(w("basedOn"))
    return _Style(
        element.get(w("styleId"), ""),
        name.get(VAL, "") if name is not None else "",
        based_on.get(VAL) if based_on is not None else None,
        paragraph_properties(element.find(w("pPr"))),
        hidden(element.find(w("rPr"))),
    )


def hidden(properties: Element | None) -> bool | None:
    """Whether the properties of a run hide it."""
    vanish = properties.find(w("vanish")) if properties is not None else None
    return is_on(vanish.get(VAL)) if vanish is not None else None


def paragraph_properties(element: Element | None) -> Properties:
    """What a `w:pPr` says. It is read once for each paragraph, so in one pass."""
    if element is None:
        return _NOTHING
    style = number = level = outline = None
    gone = False
    for child in element:
        tag = child.tag
        if tag == _STYLE:
            style = child.get(VAL)
        elif tag == _NUMBER:
            for part in child:
                if part.tag == _NUMBER_ID:
                    number = part.get(VAL)
                elif part.tag == _NUMBER_LEVEL:
                    level = whole(part.get(VAL))
        elif tag == _OUTLINE:
            outline = whole(child.get(VAL), BODY_LEVEL)
        elif tag == _MARK:
            gone = any(part.tag in GONE or (part.tag == _SEPARATOR and is_on(part.get(VAL))) for part in child)
    return Properties(style, number, level, outline, gone)


_NOTHING = Properties()
