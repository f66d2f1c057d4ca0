"""The parts that a reader finds in a file, in order, become the text that all offsets refer to, and the blocks in it.

The export is simple and stable: a paragraph is a line; a table is a row a line, its cells divided by tabs, a merged cell in its first place
and empty in the others. What stands between two tables is taken apart by the reader of plain text, so that a report gives the same blocks
whether it comes as text or in another format.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor import digest
from auditor.model import AuditError, Block, Cell, Document, Locator, Paragraph, Passage, Stored
from auditor.patterns import compiled
from auditor.read.lines import BLANKS, content, is_its_content, passage
from auditor.read.tables import broken_cell, table_of
from auditor.read.text import blocks_of
from auditor.records import NamedTuple

_MOST_CELLS = 400_000  # of all tables together; a report has some thousands
_IN_CELL = str.maketrans("\t\n\r\v\f\u2028\u2029", "       ")  # what would divide cells or rows in the export
_DIVIDERS = compiled("[\t\n\r\v\f\u2028\u2029]")
_LINE_END = compiled("[\n\r\v\f\u2028\u2029]")
_LINE_ENDS = str.maketrans("\r\v\f\u2028\u2029", "\n\n\n\n\n")


class GridCell(NamedTuple):
    """A cell as a format stores it: `row` and `column` from 0, line feeds in `text` where it has several lines or paragraphs."""

    text: str
    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    locator: Locator | None = None
    stored: Stored | None = None


class Assembly:
    """Collects lines and tables in the order of the document; `document` hands out the whole, once."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._locators: list[tuple[int, Locator]] = []
        self._run: list[str] = []  # lines since the last table
        self._run_start = 0
        self._headings: set[int] = set()
        self._cells = 0

    def line(self, text: str, locator: Locator | None = None, *, heading: bool = False) -> None:
        """Add a paragraph; a line feed in it ends a line. Tabs stay: aligned lines may be a table. Empty ones are kept as distance."""
        self._locate(locator)
        for piece in text.translate(_LINE_ENDS).split("\n") if _LINE_END.search(text) else (text,):  # the search is much the faster
            if heading:
                self._headings.add(len(self._run))
            self._run.append(piece)
            self._append(piece + "\n")

    def divide(self) -> None:
        """End a stretch of text: what comes next (a footnote, a header) never goes on in the line before."""
        self._flush()

    def table(self, cells: Iterable[GridCell], damage: Sequence[str] = (), locator: Locator | None = None) -> None:
        """Add a table; cells may come in any order, positions without a cell are empty. A table without any text is passed over.

        `locator` is where the table begins, for cells that have none. Raises AuditError when the document has too many cells.
        """
        cells = list(cells)
        if not any(cell.text.strip(BLANKS) for cell in cells):
            return
        above = [block for block in self._flush() if isinstance(block, Paragraph)]
        width = max([cell.column + cell.column_span for cell in cells])
        height = max([cell.row for cell in cells]) + 1
        self._cells += width * height
        if self._cells > _MOST_CELLS:
            raise AuditError(f"表格的格子超过 {_MOST_CELLS} 个，不像一份报告；请删去无关的行列或拆分后再审")
        self._locate(locator)
        places: list[list[GridCell | None]] = [[None] * width for _ in range(height)]
        for cell in cells:
            places[cell.row][cell.column] = cell
        last = width - 1
        grid = [
            [self._cell(cell, row, column, "\t" if column < last else "\n") for column, cell in enumerate(line)]
            for row, line in enumerate(places)
        ]
        self._blocks.append(table_of(grid, above, damage))
        self._run_start = self._length

    def document(
        self, name: str, data: bytes, media_type: str, *, path: str | None = None, pages: int | None = None, notices: Sequence[str] = ()
    ) -> Document:
        """The document of everything added, read from the file whose bytes are `data`. Raises AuditError if there is no text in it."""
        self._flush()
        if not self._blocks:
            raise AuditError("文件里没有文字；请换成有内容的报告")
        return Document(
            name=name,
            path=path,
            file_sha256=digest.sha256(data).hexdigest(),
            media_type=media_type,
            encoding=None,
            undecodable=0,
            text="".join(self._pieces),
            blocks=tuple(self._blocks),
            pages=pages,
            locators=tuple(self._locators),
            notices=tuple(notices),
        )

    def _cell(self, cell: GridCell | None, row: int, column: int, end: str) -> Cell:
        start = self._length
        if cell is None or not cell.text:
            self._append(end)
            return Cell(Passage("", (0,), (start,)), row, column, *(cell[3:5] if cell else ()))
        text, _, _, row_span, column_span, locator, stored = cell
        self._locate(locator)
        if is_its_content(text):  # nearly all
            self._append(text + end)
            return Cell(Passage(text, (0,), (start,)), row, column, row_span, column_span, stored)
        if not _DIVIDERS.search(text):
            self._append(text + end)
            line = content(text, start)
            return Cell(passage(line) if line.text else Passage("", (0,), (start,)), row, column, row_span, column_span, stored)
        self._append(text.translate(_IN_CELL) + end)
        return Cell(_broken(text.translate(_LINE_ENDS), start), row, column, row_span, column_span, stored)

    def _flush(self) -> list[Block]:
        """Take the lines since the last table apart."""
        blocks = blocks_of("".join(self._pieces[-len(self._run) :]), self._run_start, self._headings) if self._run else []
        self._blocks += blocks
        self._run, self._headings = [], set()
        self._run_start = self._length
        return blocks

    def _locate(self, locator: Locator | None) -> None:
        if locator is not None and (not self._locators or self._locators[-1][1] != locator):
            self._locators.append((self._length, locator))

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)


def _broken(text: str, start: int) -> Passage:
    """The passage of a cell of several lines, whose text, line feeds included, is as long as its export."""
    lines = []
    at = start
    for number, piece in enumerate(text.split("\n")):
        line = content(piece, at, number)
        if line.text:
            lines.append(line)
        at += len(piece) + 1
    return broken_cell(lines) if lines else Passage("", (0,), (start,))
