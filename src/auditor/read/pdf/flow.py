"""Pages become one text: what the page breaks have divided is put together, above all tables that go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditor.model import Locator
from auditor.patterns import compiled
from auditor.read.assembly import Assembly, GridCell
from auditor.read.pdf.furniture import Running
from auditor.read.pdf.parts import Page, PageTable, TableCell, TextLine

_TOLERANCE = 4.0  # points by which the edges of one column differ from page to page
_LOW = 0.6  # of the height of the page: a table that goes on ends below, unless its next row is very tall
_MOST_HEADER_ROWS = 4
_MOST_LINES_ABOVE = 4  # title and unit, printed again
_CONTINUED = compiled(r"[（(]?(?:续上?表|接上页|续).{0,12}|.{0,30}[（(]续[表\d一二三四五]{0,2}[）)]")
_NUMBER = compiled(r"[-−]?[\d,，.]{1,20}[%％]?")


class Flow:
    """Fills an assembly page by page."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._table: _Table | None = None  # not yet handed over: it may go on
        self._above: list[str] = []  # the last lines

    def page(self, page: Page) -> None:
        """Add a page."""
        items = list(page.items)
        tables = 0
        if self._table and (skipped := self._goes_on(page)) is not None:
            first = items[skipped]
            assert isinstance(first, PageTable)
            tables = 1
            self._table.go_on(first, page)
            del items[: skipped + 1]
        for item in items:
            if isinstance(item, TextLine):
                self.finish()
                self._above = [*self._above[1 - _MOST_LINES_ABOVE :], _bare(item.text)]
                self._assembly.line(item.text, located(page, item))
            else:
                self.finish()
                tables += 1
                self._table = _Table(item, page, tables, frozenset(self._above))

    def finish(self) -> None:
        """Hand over what waits for another page."""
        if self._table:
            self._assembly.table(self._table.cells())
            self._table, self._above = None, []

    def running(self, found: Iterable[Running]) -> None:
        """Add headers and footers behind the text."""
        self.finish()
        for line, page, part in found:
            self._assembly.divide()
            self._assembly.line(line.text.strip(), located(page, line, part))

    def _goes_on(self, page: Page) -> int | None:
        """The number of lines over the table of `page` that the table before goes on in; None if it does not."""
        table = self._table
        assert table is not None
        for above, item in enumerate(page.items):
            if isinstance(item, PageTable):
                return above if table.fits(item, page) else None
            text = _bare(item.text)
            if text not in table.above and not _CONTINUED.fullmatch(text):
                return None
        return None


def located(page: Page, line: TextLine, part: str = "") -> Locator:
    """Where a line stands."""
    return Locator(page=page.number, part=part, box=page.frame.shown(line.box, page.rotation))


class _Table:
    """A table, its parts put together so far."""

    def __init__(self, first: PageTable, page: Page, number: int, above: frozenset[str]) -> None:
        self.above = above
        self._edges = list(first.edges)
        self._last, self._page = first, page
        self._rows = 0
        self._cells: list[GridCell] = []
        self._header = _texts(first)[:_MOST_HEADER_ROWS]
        self._add(first.cells, first, page, number, 0)

    def fits(self, part: PageTable, page: Page) -> bool:
        """Whether a table at the top of `page` is the next part."""
        if page.number != self._page.number + 1 or self._last.box[3] < _LOW * self._page.frame.size[1]:
            return False
        return _aligned(self._edges, part.edges) and (self._repeated(part) > 0 or not self._begins_anew(part))

    def go_on(self, part: PageTable, page: Page) -> None:
        """Add the next part, its repeated header left out."""
        skipped = self._repeated(part)
        kept = [cell for cell in part.cells if cell.row >= skipped]
        self._merge_edges(part.edges)
        first = [cell for cell in kept if cell.row == skipped and cell.text]
        if kept and self._continues_row(first, part):
            for cell in first:
                self._lengthen(cell, part)
            kept = [cell for cell in kept if cell.row > skipped]
            skipped += 1
        self._add(kept, part, page, 1, skipped)
        self._last, self._page = part, page

    def cells(self) -> list[GridCell]:
        """The cells of the whole table."""
        return self._cells

    def _add(self, cells: Iterable[TableCell], part: PageTable, page: Page, number: int, skipped: int) -> None:
        for cell in cells:
            box = page.frame.shown(cell.box, page.rotation)
            locator = Locator(page=page.number, table=number, row=cell.row + 1, column=cell.column + 1, box=box)
            column, span = self._columns(cell, part)
            self._cells.append(GridCell(cell.text, self._rows + cell.row - skipped, column, cell.row_span, span, locator))
        self._rows += max(0, part.rows - skipped)

    def _columns(self, cell: TableCell, part: PageTable) -> tuple[int, int]:
        """The place of a cell among the columns of the whole table."""
        first = _nearest(self._edges, part.edges[cell.column])
        last = _nearest(self._edges, part.edges[min(cell.column + cell.column_span, len(part.edges) - 1)])
        return first, max(1, last - first)

    def _merge_edges(self, edges: Sequence[float]) -> None:
        """Take in the edges of a part; what stands in the table already is placed anew."""
        before = self._edges
        added = [edge for edge in edges if abs(before[_nearest(before, edge)] - edge) > _TOLERANCE]
        if not added:
            return
        self._edges = sorted([*before, *added])
        for index, cell in enumerate(self._cells):
            first = _nearest(self._edges, before[cell.column])
            last = _nearest(self._edges, before[min(cell.column + cell.column_span, len(before) - 1)])
            self._cells[index] = cell._replace(column=first, column_span=max(1, last - first))

    def _repeated(self, part: PageTable) -> int:
        """How many rows of the part print the header again."""
        rows = _texts(part)
        same = 0
        for row, header in zip(rows, self._header, strict=False):
            if row != header or not any(row):
                break
            same += 1
        return same if same < len(rows) else 0

    def _begins_anew(self, part: PageTable) -> bool:
        """Whether the part has a header of its own: titles of columns over rows with numbers, or the first label of the table again."""
        rows = _texts(part)
        first, header = rows[0], self._header[0]
        if len(first) > 1 and len(header) > 1 and first[0] == header[0]:
            return True
        return len(rows) > 1 and _is_header(first) and _is_header(header) and any(map(_NUMBER.fullmatch, rows[1]))

    def _continues_row(self, first: Sequence[TableCell], part: PageTable) -> bool:
        """Whether the first row of a part is the rest of the row that the page break has cut."""
        if not first or any(cell.column == 0 for cell in first):
            return False
        above = {self._columns(cell, self._last)[0]: cell for cell in self._last.cells if cell.row + cell.row_span == self._last.rows}
        pairs = [(cell, above.get(self._columns(cell, part)[0])) for cell in first]
        filled = sum(1 for cell in above.values() if cell.text)
        return len(first) < filled and all(
            before is not None and before.is_cut and not _NUMBER.fullmatch(cell.text) and not _NUMBER.fullmatch(before.text)
            for cell, before in pairs
        )

    def _lengthen(self, cell: TableCell, part: PageTable) -> None:
        column = self._columns(cell, part)[0]
        for index in range(len(self._cells) - 1, -1, -1):
            before = self._cells[index]
            if before.column == column and before.row + before.row_span >= self._rows:
                self._cells[index] = before._replace(text=before.text + cell.text)
                return


def _bare(text: str) -> str:
    return "".join(text.split())


def _texts(part: PageTable) -> list[tuple[str, ...]]:
    """The texts of the rows, without blanks; empty cells are left out."""
    found: list[list[str]] = [[] for _ in range(part.rows)]
    for cell in sorted(part.cells, key=lambda cell: (cell.row, cell.column)):
        if cell.text:
            found[cell.row].append(_bare(cell.text))
    return [tuple(row) for row in found]


def _is_header(row: tuple[str, ...]) -> bool:
    return len(row) > 1 and not any(character.isdigit() for text in row for character in text)


def _nearest(edges: Sequence[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda number: abs(edges[number] - edge))


def _aligned(one: Sequence[float], two: Sequence[float]) -> bool:
    """Whether two parts have the same outer edges and the columns of one are among those of the other, or most of them."""
    if abs(one[0] - two[0]) > _TOLERANCE or abs(one[-1] - two[-1]) > _TOLERANCE:
        return False
    fewer, more = sorted((one, two), key=len)
    shared = sum(1 for edge in fewer if abs(more[_nearest(more, edge)] - edge) <= _TOLERANCE)
    return shared == len(fewer) if len(fewer) < 4 else shared * 3 >= len(fewer) * 2
