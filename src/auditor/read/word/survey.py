"""One pass over a part finds what needs no closer look: in a report, nearly every paragraph is text in runs, and nearly every cell is single.

lxml finds elements by their names in C; walking over the children of every paragraph and run, in Python, takes several times as long as parsing
them. Touching every element of a part once more costs a third of parsing it, so that everything that is wanted is picked up in the same pass.
"""

from __future__ import annotations

from lxml.etree import _Element as Element

from auditor.read.word.names import ALTERNATIVES, CHART, DRAWING, GONE, MATH, VML, w
from auditor.read.word.symbols import PRIVATE

_PARAGRAPH, _TEXT, _CELL_PROPERTIES = w("p"), w("t"), w("tcPr")
_SECTION, _FOREIGN, _FIELD_MARK, _HIDDEN, _RUN_STYLE = w("sectPr"), w("altChunk"), w("fldChar"), w("vanish"), w("rStyle")
# What makes a paragraph more, or less, than the text of its runs …
_SPECIAL = GONE | {
    *(w(name) for name in ("tab", "ptab", "br", "cr", "noBreakHyphen", "sym", "rt", "txbxContent", "instrText", "fldSimple")),
    *(w(name) for name in ("footnoteReference", "endnoteReference")),
    *(MATH + "t", MATH + "f", DRAWING + "blip", VML + "imagedata", CHART + "chart", ALTERNATIVES),
    *(_FIELD_MARK, _HIDDEN),
}
# … its properties say something that is read, and a cell another shape than one place in the grid.
_TELLING = GONE | {w("pStyle"), w("numPr"), w("outlineLvl"), w("specVanish")}
_SHAPING = frozenset({w("gridSpan"), w("vMerge"), w("hMerge"), w("cellDel")})
_WANTED = (_PARAGRAPH, _TEXT, *sorted(_SPECIAL | _TELLING | _SHAPING | {_SECTION, _FOREIGN}))


class Survey:
    """What is found in a part.

    `texts` has the text of every paragraph that is nothing but text, `told` are the paragraphs whose properties say something, `shaped` the
    elements that merge or delete cells, by cell. `marks` are the beginnings, middles and ends of fields, `sections` the properties of sections, `hides`
    is whether a run may be hidden by itself, `foreign` counts embedded files.
    """

    __slots__ = ("foreign", "hides", "marks", "sections", "shaped", "texts", "told")

    def __init__(self, root: Element, *, styles_hide: bool) -> None:
        """Look over the part; with `styles_hide` runs that name a style need a closer look."""
        self.texts: dict[Element, str] = {}
        self.told: set[Element | None] = set()
        self.shaped: dict[Element | None, list[Element]] = {}
        self.marks: list[Element] = []
        self.sections: list[Element] = []
        self.hides = False
        self.foreign = 0
        self._look(root, (*_WANTED, _RUN_STYLE) if styles_hide else _WANTED)
        if PRIVATE.search("".join(self.texts.values())):  # signs from fonts of symbols
            self.texts = {element: text for element, text in self.texts.items() if not PRIVATE.search(text)}

    def _look(self, root: Element, wanted: tuple[str, ...]) -> None:
        texts = self.texts
        paragraph: Element | None = None  # the one that begins last, …
        pieces: list[str] = []  # … its text, …
        last: Element | None = None  # … the last element of that, …
        plain = False  # … and whether it is only text so far
        for element in root.iter(*wanted):
            tag = element.tag
            if tag == _TEXT:
                pieces.append(element.text or "")
                last = element
            elif tag == _PARAGRAPH:
                if plain and paragraph is not None and _is_in(last, paragraph):
                    texts[paragraph] = "".join(pieces)
                paragraph, pieces, last, plain = element, [], None, True
            elif tag in _SHAPING:
                properties = element.getparent()
                self.shaped.setdefault(properties.getparent() if properties is not None else None, []).append(element)
            else:
                if tag in _TELLING:
                    self.told.add(paragraph)
                if tag not in _TELLING or tag in GONE:
                    plain = False
                    self._note(element, tag)
        if plain and paragraph is not None and _is_in(last, paragraph):
            texts[paragraph] = "".join(pieces)

    def _note(self, element: Element, tag: str) -> None:
        if tag == _FIELD_MARK:
            self.marks.append(element)
        elif tag == _SECTION:
            self.sections.append(element)
        elif tag == _FOREIGN:
            self.foreign += 1
        elif tag == _HIDDEN:
            self.hides = True

    def text_of_cell(self, cell: Element) -> str | None:
        """The lines of a cell that holds nothing but plain paragraphs without a style; None for another one."""
        lines: list[str] = []
        for child in cell:
            text = self.texts.get(child)
            if text is not None and child not in self.told:
                if text:
                    lines.append(text)
            elif child.tag != _CELL_PROPERTIES:
                return None
        return "\n".join(lines)


def _is_in(text: Element | None, paragraph: Element) -> bool:
    """Whether the last text before the next paragraph lies in this one, as then all do: behind a text box, the paragraph around it goes on."""
    if text is None:
        return True
    run = text.getparent()
    return run is not None and (run.getparent() is paragraph or next(run.iterancestors(_PARAGRAPH), None) is paragraph)
