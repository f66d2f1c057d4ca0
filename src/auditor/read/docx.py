"""A Word document becomes a Document: its final text in order, with automatic numbers, tables on their grid, and what lies beside the text.

Behind the body stand the notes, then each header and footer once, as far as they say more than a page number. Text boxes stand behind the
paragraph or table that they hang on, a table inside a cell behind the table around it. Not read, and told if there is any: hidden text and
what is in pictures. Not part of the text: deletions, comments, the table of contents.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml.etree import _Element as Element

from auditor.model import AuditError, Document, Locator, Settings
from auditor.patterns import compiled
from auditor.read.assembly import Assembly, GridCell
from auditor.read.word.blocks import TABLE, Placed, blocks, placed_cells
from auditor.read.word.names import RELATION_ID, VAL, is_on, leading, w
from auditor.read.word.numbering import Numbering
from auditor.read.word.package import Package, open_package
from auditor.read.word.story import CONTENTS_FIELD, PAGE_FIELDS, Story
from auditor.read.word.styles import BODY_LEVEL, Styles, paragraph_properties
from auditor.records import NamedTuple

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PROPERTIES = w("pPr")
_LONGEST_HEADING = 80  # characters; a style for headings on a longer paragraph is a slip of its author
_PAGE_NUMBER = compiled(r"(?:第|共|总|页|/|of|Page|[\s·|—–-])*")  # what is left of 第 1 页 共 9 页 without its fields


def read(data: bytes, name: str, _settings: Settings, *, path: str | None = None) -> Document:
    """The Document of a .docx file (also .docm, .dotx). Raises AuditError, without the name of the file, when it is damaged or locked."""
    package = open_package(data)
    body = package.document.find(w("body"))
    if body is None:
        raise AuditError("Word 文档里没有正文；请在 Word 或 WPS 里打开并另存为 .docx 后再审")
    reader = _Reader(package)
    reader.body(body)
    reader.notes()
    reader.beside()
    return reader.assembly.document(name, data, MEDIA_TYPE, path=path, notices=reader.notices())


class _Paragraph(NamedTuple):
    """A paragraph with its number; it `goes_on` in the next one if its end is deleted."""

    text: str
    heading: bool
    goes_on: bool


_NO_PARAGRAPH = _Paragraph("", heading=False, goes_on=False)


class _Anchored(NamedTuple):
    """A text box, and the place it hangs on."""

    box: Element
    anchor: Locator


class _Place:
    """Where the walk is: in the body every paragraph and table counts, elsewhere one locator holds for all."""

    def __init__(self, fixed: Locator | None = None) -> None:
        self.fixed = fixed
        self._paragraphs = 0
        self._tables = 0

    def paragraph(self) -> Locator:
        self._paragraphs += 1
        return self.fixed or Locator(paragraph=self._paragraphs)

    def table(self) -> Locator:
        self._tables += 1
        return self.fixed or Locator(table=self._tables)


class _Reader:
    """Walks over the parts of one document and fills an assembly."""

    def __init__(self, package: Package) -> None:
        self.assembly = Assembly()
        self._package = package
        self._styles = Styles(package.styles)
        self._numbering = Numbering(package.numbering, self._styles)
        default = self._styles.traits(self._styles.default)
        self._unstyled_is_plain = not (default.hidden or default.contents or default.number)  # a paragraph that names no style
        self._sections: list[Element] = []
        self._boxes: list[_Anchored] = []
        self._noted: list[tuple[str, str, Locator]] = []
        self._inner: list[tuple[list[GridCell], Locator]] = []  # tables in the cells of the table that is being read
        self._unread = {"hidden": 0, "pictures": 0, "foreign": 0}

    # ------------------------------------------------------------------------------------------------------------ the parts

    def body(self, body: Element) -> None:
        """Read the running text."""
        story = self._story(body, _Place())
        self._sections = story.survey.sections
        self._unread["foreign"] = story.survey.foreign
        self._tell(story)

    def notes(self) -> None:
        """Read the footnotes and endnotes in the order in which the text refers to them."""
        roots = {"脚注": self._package.footnotes, "尾注": self._package.endnotes}
        found = {
            (kind, note.get(w("id"))): note
            for kind, root in roots.items()
            if root is not None
            for note in root
            if isinstance(note.tag, str)
        }
        for kind, number, anchor in self._noted:
            note = found.pop((kind, number), None)
            if note is not None:
                self.assembly.divide()
                self._story(note, _Place(anchor._replace(part=kind)))

    def beside(self) -> None:
        """Read each header and footer that is shown, once."""
        settings = self._package.settings
        even = _switch(settings, "evenAndOddHeaders")
        read: set[str] = set()
        for section in self._sections:
            shown = {"default", *(["first"] if _switch(section, "titlePg") else []), *(["even"] if even else [])}
            for kind, part in ((w("headerReference"), "页眉"), (w("footerReference"), "页脚")):
                for reference in section.iterchildren(kind):
                    root = self._package.beside.get(reference.get(RELATION_ID, ""))
                    if root is None or reference.get(w("type"), "default") not in shown:
                        continue
                    words = "".join(root.itertext(w("t")))
                    if words.strip() and words not in read:
                        read.add(words)
                        self.assembly.divide()
                        self._story(root, _Place(Locator(part=part)), dropped=PAGE_FIELDS)

    def notices(self) -> list[str]:
        """What the user has to know of what was not read."""
        told = []
        if self._unread["hidden"]:
            told.append(f"有 {self._unread['hidden']} 处隐藏文字没有读。")
        if self._unread["pictures"]:
            told.append(f"有 {self._unread['pictures']} 幅图片或图表，其中的文字没有读。")
        if self._unread["foreign"]:
            told.append(f"有 {self._unread['foreign']} 处嵌入的其他文件没有读。")
        return told

    def _tell(self, story: Story) -> None:
        self._unread["hidden"] += story.hidden
        self._unread["pictures"] += story.pictures

    # ----------------------------------------------------------------------------------------------------- paragraphs, tables

    def _story(self, root: Element, place: _Place, dropped: frozenset[str] = frozenset({CONTENTS_FIELD})) -> Story:
        story = Story(root, self._styles, dropped)
        self._blocks(root, story, place)
        return story

    def _blocks(self, root: Element, story: Story, place: _Place) -> None:
        carried = ""
        for element, contents in blocks(root):
            if element.tag == TABLE:
                self._table(element, story, place.table())
            else:
                locator = place.paragraph()
                read = self._paragraph(element, story, locator, contents=contents)
                carried += read.text
                if read.goes_on:
                    continue
                if not locator.part or not _PAGE_NUMBER.fullmatch(carried):
                    self.assembly.line(carried, locator if carried else None, heading=read.heading)
                carried = ""
            self._hanging()
        if carried:
            self.assembly.line(carried)

    def _paragraph(self, element: Element, story: Story, locator: Locator, *, contents: bool = False) -> _Paragraph:
        properties = paragraph_properties(leading(element, _PROPERTIES) if element in story.survey.told else None)
        style = properties.style if properties.style is not None else self._styles.default
        traits = self._styles.traits(style)
        line = story.read(element, style)
        if contents or traits.contents:
            return _NO_PARAGRAPH
        if line.boxes or line.notes:
            self._boxes.extend(_Anchored(box, locator) for box in line.boxes)
            self._noted.extend((kind, number, locator) for kind, number in line.notes)
        if not line.text and (properties.gone or story.is_silent):
            return _Paragraph("", heading=False, goes_on=properties.gone)
        text = self._numbering.label(properties, style) + line.text
        heading = traits.heading if properties.outline is None else properties.outline < BODY_LEVEL
        return _Paragraph(text, heading and 0 < len(text.strip()) <= _LONGEST_HEADING, properties.gone)

    def _hanging(self) -> None:
        """Read the text boxes that hang on what was read last."""
        hanging, self._boxes = self._boxes, []  # what hangs on their paragraphs is read with them
        for box, anchor in hanging:
            self.assembly.divide()
            self._tell(self._story(box, _Place(anchor if anchor.part else anchor._replace(part="文本框"))))
            self.assembly.divide()

    def _table(self, table: Element, story: Story, locator: Locator) -> None:
        cells = placed_cells(table, story.survey.shaped)
        if len(cells) == 1:  # a frame around some paragraphs
            self._blocks(cells[0].element, story, _Place(_in_cell(locator, 0, 0)))
            return
        self._inner = []
        grid = self._grid(cells, story, locator)
        for inner, place in [(grid, locator), *self._inner]:
            self.assembly.table(inner, locator=place)
        self._inner = []

    def _grid(self, cells: Iterable[Placed], story: Story, locator: Locator) -> list[GridCell]:
        grid = []
        for element, row, column, row_span, column_span in cells:
            place = _in_cell(locator, row, column)
            text = story.survey.text_of_cell(element) if self._unstyled_is_plain and not story.is_silent else None
            if text is None:
                text = self._cell(element, story, place)
            grid.append(GridCell(text, row, column, row_span, column_span, place))
        return grid

    def _cell(self, cell: Element, story: Story, place: Locator) -> str:
        lines: list[str] = []
        carried = ""
        for element, contents in blocks(cell):
            if element.tag == TABLE:
                self._inner.append((self._grid(placed_cells(element, story.survey.shaped), story, place), place))
                continue
            read = self._paragraph(element, story, place, contents=contents)
            carried += read.text
            if not read.goes_on:
                lines.append(carried)
                carried = ""
        return "\n".join(line for line in [*lines, carried] if line)


def _in_cell(locator: Locator, row: int, column: int) -> Locator:
    """The place of a cell; a cell in a table inside a cell, or in a part beside the text, is where that is."""
    return locator if locator.row or locator.part else Locator(table=locator.table, row=row + 1, column=column + 1)


def _switch(properties: Element | None, name: str) -> bool:
    found = properties.find(w(name)) if properties is not None else None
    return found is not None and is_on(found.get(VAL))
