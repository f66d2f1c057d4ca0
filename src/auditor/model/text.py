"""What a reader makes of a file: text, paragraphs, tables, and the sections found in it."""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal

from auditor import digest
from auditor.records import NamedTuple, Record, derived, made


class Span(NamedTuple):
    """A half-open stretch of `Document.text`, in code points."""

    start: int
    end: int


class Passage(Record):
    """A logical run of text (a paragraph, a heading, a cell) and where its characters stand in the document.

    `text` has hard line breaks removed. Character `i` of `text` stands at `origins[k] + i - starts[k]` of the document, where
    `k` is the last piece with `starts[k] <= i`; a passage that was never broken has one piece.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    @classmethod
    def whole(cls, text: str, origin: int) -> Passage:
        """An unbroken passage that begins at `origin` of the document."""
        return cls(text, (0,), (origin,))

    def locate(self, start: int, end: int) -> Span:
        """The document span of `text[start:end]`; `start < end` is required."""
        starts, origins = self.starts, self.origins
        if len(starts) == 1:
            origin = origins[0]
            return made(Span, (origin + start, origin + end))
        first = bisect_right(starts, start) - 1
        last = bisect_right(starts, end - 1) - 1
        return made(Span, (origins[first] + start - starts[first], origins[last] + end - starts[last]))

    @property
    def span(self) -> Span:
        """The document span of the whole passage; an empty passage has an empty span."""
        if len(self.starts) == 1:
            origin = self.origins[0]
            return made(Span, (origin, origin + len(self.text)))
        return self.locate(0, len(self.text)) if self.text else Span(self.origins[0], self.origins[0])


class Stored(NamedTuple):
    """What a workbook keeps behind what a cell shows.

    `number` is in the scale that is shown (91.2345 behind 91.23%), None where a text or a date is shown; `formula` is as its reader sees it,
    with its sign (=SUM(B2:B9)), "" for what was typed in.
    """

    number: Decimal | None
    formula: str = ""


class Cell(NamedTuple):
    """One cell of a table. `row` and `column` are grid positions from 0; a merged cell is stored once, with its extent.

    `stored` is set for the numbers and formulas of a workbook.
    """

    passage: Passage
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    stored: Stored | None = None

    @property
    def text(self) -> str:
        """The text of the passage."""
        return self.passage.text


class Paragraph(Record):
    """A logical paragraph. `style` is what the reader knows of it: "" or "heading"."""

    passage: Passage
    style: str = ""

    @derived
    def text(self) -> str:
        """The text of the passage."""
        return self.passage.text

    @property
    def span(self) -> Span:
        """The document span of the passage."""
        return self.passage.span


class Table(NamedTuple):
    """A table. Rows may differ in length; `unit` is the unit announced for all amounts (万元), `damage` what the reader doubts."""

    rows: tuple[tuple[Cell, ...], ...]
    span: Span
    caption: Passage | None = None
    unit: str | None = None
    damage: tuple[str, ...] = ()


Block = Paragraph | Table


class Locator(NamedTuple):
    """Where a reader has a stretch of text open, counted from 1 as the program that shows the file does.

    `table` counts the tables of the document (of the page in a PDF), `row` and `column` are grid positions; with a `sheet` they name a
    cell of a workbook. `part` names what lies beside the running text: 页眉, 脚注, 文本框. `box` is the line or cell on its page: left, top,
    right, bottom in points, from the upper left corner of the page as it is shown. What a format does not have is None or empty.
    """

    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str = ""
    part: str = ""
    box: tuple[float, float, float, float] | None = None

    @property
    def cell(self) -> str | None:
        """The cell as JSON names it: 自评表!F12 in a workbook, R5C2 in a table; None outside of tables."""
        if self.row is None or self.column is None:
            return None
        return f"{self.sheet}!{letters(self.column)}{self.row}" if self.sheet else f"R{self.row}C{self.column}"


def letters(column: int) -> str:
    """The letters of a workbook's column, counted from 1: 1 is A, 27 is AA."""
    named = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        named = chr(ord("A") + rest) + named
    return named


class Document(NamedTuple):
    r"""What a reader makes of a file. `text` is the decoded input with `\\n` line ends, or the export of another format.

    Every block maps back to `text`. `locators` tell, by the offset from which each holds, where the file's own program shows a place;
    plain text has none, its lines are enough. `notices` are what the reader has to say to the user: sheets that are hidden, pages
    that could not be read. `recognised` are the stretches read off pictures, where single characters may be wrong. `file_sha256` is empty
    where there was no file.
    """

    name: str
    path: str | None
    file_sha256: str
    media_type: str
    encoding: str | None
    undecodable: int
    text: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    locators: tuple[tuple[int, Locator], ...] = ()
    notices: tuple[str, ...] = ()
    recognised: tuple[Span, ...] = ()

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file; without one that of the text in UTF-8, worked out when it is asked for."""
        return self.file_sha256 or digest.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


class Section(Record):
    """A heading and what stands under it, up to the next heading.

    `level` counts from 1 in this document's own nesting (0 is the document itself), `marker` is the number as written
    （一）, `title` the heading without it, `first` and `last` a half-open range of `Document.blocks`. A heading that runs on
    into its paragraph (一、抓项目。全年……) has that paragraph among its blocks.
    """

    index: int
    level: int
    marker: str
    title: str
    span: Span
    parent: int | None
    first: int
    last: int
