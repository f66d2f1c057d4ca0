"""The text of paragraphs as a reader of the final document sees it: changes accepted, fields with their results, hidden text left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from lxml.etree import _Element as Element

from auditor.read.word.names import ALTERNATIVES, CHART, CHOICE, DRAWING, FALLBACK, GONE, MATH, VML, w
from auditor.read.word.styles import Styles, hidden
from auditor.read.word.survey import Survey
from auditor.read.word.symbols import PRIVATE, printed, symbol
from auditor.records import NamedTuple

PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
CONTENTS_FIELD = "TOC"

_RUN, _RUN_PROPERTIES, _RUN_STYLE = w("r"), w("rPr"), w("rStyle")
_FIELD_MARK, _FIELD_TYPE, _SIMPLE_FIELD = w("fldChar"), w("fldCharType"), w("fldSimple")
_CODE, _SYMBOL, _BOX = w("instrText"), w("sym"), w("txbxContent")
_FIELD = frozenset({_FIELD_MARK, _CODE, _SIMPLE_FIELD})
_LONGEST_CODE = 40  # characters of a piece; the first word is what counts
_TEXT = frozenset({w("t"), MATH + "t"})
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
# Properties, readings above characters, and what is deleted: it has `w:delText` instead of `w:t`, too.
_PASSED_OVER = GONE | {w("pPr"), w("rPr"), w("sdtPr"), w("sdtEndPr"), w("delText"), w("delInstrText"), w("rt")}
_NOTES = {w("footnoteReference"): "脚注", w("endnoteReference"): "尾注"}
_PICTURES = frozenset({DRAWING + "blip", VML + "imagedata", CHART + "chart"})
_FRACTION, _NUMERATOR, _DENOMINATOR = (MATH + name for name in ("f", "num", "den"))


class Line(NamedTuple):
    """The text of a paragraph; the text boxes and the notes (kind and id) that hang on it."""

    text: str
    boxes: tuple[Element, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


class _Field:
    """A field that is open: between its beginning and `separate` stands its code, then its result."""

    def __init__(self, begin: Element) -> None:
        self.begin = begin
        self.code = ""
        self.in_code = True


class Story:
    """A stretch of text with paragraphs in order: the body, a header, a note, a text box. Fields may reach over its paragraphs.

    Results of the fields in `dropped` are left out. `hidden` and `pictures` count what was not read.
    """

    def __init__(self, root: Element, styles: Styles, dropped: Collection[str] = (CONTENTS_FIELD,)) -> None:
        self.hidden = 0
        self.pictures = 0
        self._styles = styles
        self._dropped = dropped
        self.survey = Survey(root, styles_hide=styles.hide)
        self._ends = _field_ends(self.survey.marks)  # a field that never ends must not swallow the rest of the document
        self._begins = set(self._ends.values())
        self._open: list[_Field] = []
        self._unseen = 0  # open fields of which nothing is shown here
        self._pieces: list[str] = []
        self._boxes: list[Element] = []
        self._notes: list[tuple[str, str]] = []
        self._may_hide = self.survey.hides or styles.hide  # asked once, not for every run

    @property
    def is_silent(self) -> bool:
        """Whether a field is open of which nothing is shown."""
        return self._unseen > 0

    def read(self, paragraph: Element, style: str) -> Line:
        """The next paragraph, which has this style."""
        self._pieces, self._boxes, self._notes = [], [], []
        if self._styles.traits(style).hidden:
            self._hide(paragraph)
        elif (text := self.survey.texts.get(paragraph)) is not None:
            self._add(text)
        else:
            self._walk(paragraph)
        return Line("".join(self._pieces), tuple(self._boxes), tuple(self._notes))

    def _walk(self, element: Element) -> None:
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
            elif tag in _TEXT:
                self._add(child.text or "")
            elif tag in _SIGNS:
                self._add(_SIGNS[tag])
            elif tag in _PASSED_OVER or not isinstance(tag, str):  # no string: comments, entities
                continue
            else:
                self._special(child, tag)

    def _run(self, run: Element) -> None:
        properties: Element | None = None
        for child in run:
            tag = child.tag
            if tag in _TEXT:
                text = child.text or ""
                self._add(printed(text, properties) if PRIVATE.search(text) else text)
            elif tag == _RUN_PROPERTIES:
                properties = child
                if self._may_hide and self._is_hidden(child):
                    self._hide(run)
                    return
            elif tag in _SIGNS:
                self._add(_SIGNS[tag])
            elif tag in _PASSED_OVER or not isinstance(tag, str):
                continue
            else:
                self._special(child, tag)

    def _special(self, element: Element, tag: str) -> None:
        if tag == _BOX:
            if not self._unseen:
                self._boxes.append(element)
        elif tag in _FIELD:
            self._field(element, tag)
        elif tag == ALTERNATIVES:
            # The same thing for newer and for older programs.
            chosen = element.find(CHOICE)
            chosen = element.find(FALLBACK) if chosen is None else chosen
            if chosen is not None:
                self._walk(chosen)
        elif tag == _SYMBOL:
            self._add(symbol(element.get(w("font"), ""), element.get(w("char"), "")))
        elif tag in _NOTES:
            self._notes.append((_NOTES[tag], element.get(w("id"), "")))
        elif tag == _FRACTION:
            self._fraction(element)
        else:
            self.pictures += tag in _PICTURES
            self._walk(element)

    def _fraction(self, element: Element) -> None:
        for tag in (_NUMERATOR, _DENOMINATOR):
            part = element.find(tag)
            if part is not None:
                self._walk(part)
            if tag == _NUMERATOR:
                self._add("/")

    def _field(self, element: Element, tag: str) -> None:
        if tag == _FIELD_MARK:
            self._mark(element)
        elif tag == _CODE:
            if self._open:
                self._open[-1].code += (element.text or "")[:_LONGEST_CODE]
        elif _kind(element.get(w("instr"), "")) not in self._dropped:
            self._walk(element)

    def _mark(self, mark: Element) -> None:
        kind = mark.get(_FIELD_TYPE)
        if kind == "begin" and mark in self._begins:
            self._open.append(_Field(mark))
            self._unseen += 1
        elif kind == "separate" and self._open and self._open[-1].in_code:
            field = self._open[-1]
            field.in_code = False
            if _kind(field.code) not in self._dropped:
                self._unseen -= 1
        elif kind == "end" and self._open and self._ends.get(mark) is self._open[-1].begin:
            field = self._open.pop()
            if field.in_code or _kind(field.code) in self._dropped:
                self._unseen -= 1

    def _add(self, text: str) -> None:
        if not self._unseen:
            self._pieces.append(text)

    def _is_hidden(self, properties: Element) -> bool:
        own = hidden(properties)
        if own is not None:
            return own
        style = properties.find(_RUN_STYLE)
        return style is not None and self._styles.traits(style.get(w("val"), "")).hidden

    def _hide(self, element: Element) -> None:
        """Pass over what is hidden, but not over the fields in it, which may begin here and end elsewhere."""
        for mark in element.iter(_FIELD_MARK, _CODE):
            self._field(mark, mark.tag)
        self.hidden += not self._unseen and any((text.text or "").strip() for text in element.iter(w("t")))


def _kind(code: str) -> str:
    """The first word of the code of a field."""
    return (code.split(maxsplit=1) or [""])[0].upper()


def _field_ends(marks: Iterable[Element]) -> dict[Element, Element]:
    """The beginning of each field by its end, for the fields that have both of their marks."""
    ends: dict[Element, Element] = {}
    open_fields: list[Element] = []
    for mark in marks:
        if any(above.tag in GONE for above in mark.iterancestors()):
            continue
        kind = mark.get(_FIELD_TYPE)
        if kind == "begin":
            open_fields.append(mark)
        elif kind == "end" and open_fields:
            ends[mark] = open_fields.pop()
    return ends
