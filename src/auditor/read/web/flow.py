"""The lines and tables of a web page, in the order in which a reader sees them.

Elements that browsers show as blocks end a line, all others do not: 支出总计<b>1200.05</b>万元 is one line. White space is one blank, and
none where a line of the source merely ends between two Chinese characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element as Element
from lxml.etree import iterwalk

from auditor.model import AuditError
from auditor.read.lines import BLANKS
from auditor.records import NamedTuple

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6"
    " header hgroup hr html legend li listing main menu ol p plaintext pre search section summary table tbody td tfoot th"
    " thead tr ul xmp".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# What is no part of the text, or struck out of it. Of ruby only the characters are kept, not how they sound.
_DROPPED = frozenset(
    "applet audio button canvas datalist del dialog embed footer frame frameset head iframe map nav noembed noframes noscript object rp rt s script select"
    " strike style svg template textarea title video".split()
)
_DROPPED_ROLES = frozenset({"navigation", "contentinfo", "search"})
_HIDDEN = re.compile(r"(?:^|;)\s{0,8}(?:display\s{0,8}:\s{0,8}none|visibility\s{0,8}:\s{0,8}hidden)", re.IGNORECASE)
_AS_BLOCK = re.compile(r"(?:^|;)\s{0,8}display\s{0,8}:\s{0,8}(?:block|flex|grid|list-item|table)\b", re.IGNORECASE)
_UNNUMBERED = re.compile(r"list-style[^;]{0,40}none", re.IGNORECASE)
_PREFORMATTED = frozenset("pre listing xmp plaintext".split())
_SPACE = re.compile(r"[ \t\n\f\r]+")
_NO_BREAK = str.maketrans("\u00a0\u2002\u2003\u2009", "    ", "\u200b\u200c\u200d\u2060\ufeff\u00ad")
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")  # 10<sup>4</sup> is not 104
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot", "colgroup"})
_DEEPEST_TABLE = 24  # tables inside one another that are still taken apart; deeper ones are read as lines
_MOST_CELLS = 400_000
_WIDEST_CELL = 1000  # columns, as browsers limit it
_LONG_CELL = 400  # characters; a cell with more, in several lines, holds text that is laid out, not a value
_WIDE = "\u2e80"  # the first of the characters between which no blank is written


class Text(NamedTuple):
    """A line of text."""

    text: str
    heading: bool = False


class Placed(NamedTuple):
    """A cell of a table, on its grid."""

    text: str
    row: int
    column: int
    row_span: int
    column_span: int


class Grid(NamedTuple):
    """A table of values."""

    cells: list[Placed]


Item = Text | Grid


def flow(root: Element, depth: int = 0) -> list[Item]:
    """What `root` shows, in order."""
    return _Flow(depth).walked(root)


class _Flow:
    """Collects the lines of one element; tables inside are taken apart on their own."""

    def __init__(self, depth: int) -> None:
        self._depth = depth
        self._items: list[Item] = []
        self._line: list[str] = []
        self._heading = 0  # open elements that are headings
        self._preformatted = 0
        self._raised = 0
        self._counters: list[int | None] = []  # of the open lists; None for those without numbers
        self._number = ""  # of an item that has no text yet

    def walked(self, root: Element) -> list[Item]:
        """The lines and tables of `root`."""
        walker = iterwalk(root, events=("start", "end"))
        passed: Element | None = None  # the end of what is passed over is still told, and with it the text behind
        for event, element in walker:
            if event == "end":
                if element is not passed:
                    self._close(element, element.tag)
                if element is not root:
                    self._text(element.tail)
                continue
            if element is root:
                self._open(element, element.tag)
            elif element.tag in _DROPPED or _is_hidden(element):
                passed = element
                walker.skip_subtree()
            elif element.tag == "table" and self._depth < _DEEPEST_TABLE:
                passed = element
                walker.skip_subtree()
                self._break()
                self._items += table(element, self._depth + 1)
            else:
                self._open(element, element.tag)
        self._break()
        return self._items

    def _open(self, element: Element, tag: str) -> None:
        if tag == "br":
            self._break()
            return
        if tag in _BLOCKS or _is_block(element):
            self._break()
        self._heading += tag in _HEADINGS
        self._preformatted += tag in _PREFORMATTED
        self._raised += tag == "sup"
        if tag in {"ol", "ul"}:
            numbered = tag == "ol" and not _UNNUMBERED.search(element.get("style", ""))
            self._counters.append(_integer(element.get("start"), 1) if numbered else None)
        elif tag == "li" and self._counters and self._counters[-1] is not None:
            number = _integer(element.get("value"), self._counters[-1])
            self._number = f"{number}. "
            self._counters[-1] = number + 1
        self._text(element.text)

    def _close(self, element: Element, tag: str) -> None:
        if tag in _BLOCKS or _is_block(element):
            self._break()
        self._heading -= tag in _HEADINGS
        self._preformatted -= tag in _PREFORMATTED
        self._raised -= tag == "sup"
        if tag in {"ol", "ul"} and self._counters:
            self._counters.pop()
        elif tag == "li":
            self._number = ""

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._raised:
            text = text.translate(_RAISED)
        if self._preformatted:
            first, *others = text.split("\n")
            self._line.append(first)
            for other in others:
                self._break()
                self._line.append(other)
            return
        self._line.append(text)

    def _break(self) -> None:
        """End the line."""
        if not self._line:
            return
        text = "".join(self._line)
        self._line = []
        if not self._preformatted:
            text = collapsed(text)
        text = text.translate(_NO_BREAK)
        if text.strip(BLANKS):
            self._items.append(Text(self._number + text if self._number else text, self._heading > 0))
            self._number = ""


def collapsed(text: str) -> str:
    """Text with single blanks, and none where a line of the source ends beside a wide character."""
    pieces = _SPACE.split(text)
    if len(pieces) == 1:
        return text
    gaps = _SPACE.findall(text)
    parts = [pieces[0]]
    for gap, piece in zip(gaps, pieces[1:], strict=True):
        before = parts[-1][-1:] if parts[-1] else ""
        inside = "\n" in gap and (before >= _WIDE or piece[:1] >= _WIDE)
        parts.append("" if inside or not before or not piece else " ")
        parts.append(piece)
    return "".join(parts)


# ----------------------------------------------------------------------------------------------------------------- tables


def table(element: Element, depth: int) -> Iterator[Item]:
    """A table as a grid; one that only lays out the page as the lines in it. Tables inside a grid follow it."""
    beside: list[Item] = []
    cells: list[tuple[Placed, list[Item]]] = []
    for cell, row, column, row_span, column_span in _placed(element, beside, depth):
        items = flow(cell, depth)
        text = "\n".join(item.text.strip(BLANKS) for item in items if isinstance(item, Text))
        cells.append((Placed(text, row, column, row_span, column_span), items))
    yield from beside
    if _is_layout(cells):
        for _, items in cells:
            yield from items
        return
    yield Grid([cell for cell, _ in cells])
    for _, items in cells:
        yield from (item for item in items if isinstance(item, Grid))


def _is_layout(cells: list[tuple[Placed, list[Item]]]) -> bool:
    """Whether a table only lays out the page: one row or column of text, cells full of it, or tables around next to nothing else."""
    filled = [(cell, items) for cell, items in cells if items]
    values = [cell for cell, items in filled if not any(isinstance(item, Grid) for item in items)]
    if len({cell.row for cell in values}) < 2 or len({cell.column for cell in values}) < 2:
        return any(len(items) > 1 or len(cell.text) > _LONG_CELL or isinstance(items[0], Grid) for cell, items in filled) or len(filled) < 2
    if len(values) < len(filled):
        return len(values) < 4
    return 2 * sum(len(cell.text) > _LONG_CELL and len(items) > 3 for cell, items in filled) >= len(filled)


def _placed(element: Element, beside: list[Item], depth: int) -> Iterator[tuple[Element, int, int, int, int]]:
    """The cells of a table with row, column and extent, as browsers place them."""
    taken: list[int] = []  # by column: the row from which it is free
    covered = 0
    for row, tr in enumerate(_rows(element, beside, depth)):
        column = 0
        for cell in tr:
            if cell.tag not in {"td", "th"} or _is_hidden(cell):
                continue
            while column < len(taken) and taken[column] > row:
                column += 1
            column_span = min(max(_integer(cell.get("colspan"), 1), 1), _WIDEST_CELL)
            row_span = _integer(cell.get("rowspan"), 1)
            row_span = row_span if 0 < row_span <= 65534 else 1
            covered += column_span
            if covered > _MOST_CELLS:
                raise AuditError(f"表格的格子超过 {_MOST_CELLS} 个，不像一份报告；请删去无关的内容后再审")
            taken += [0] * (column + column_span - len(taken))
            taken[column : column + column_span] = [row + row_span] * column_span
            yield cell, row, column, row_span, column_span
            column += column_span


def _rows(element: Element, beside: list[Item], depth: int) -> Iterator[Element]:
    """The rows of a table that are shown, in order. What stands between rows goes before the table, as in browsers, to `beside`."""
    waiting: list[Iterator[Element]] = [iter(element)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            continue
        if child.tail and child.tail.strip():
            beside.append(Text(collapsed(child.tail).translate(_NO_BREAK)))
        if child.tag in _DROPPED or _is_hidden(child):
            continue
        if child.tag == "tr":
            if child.find("td") is not None or child.find("th") is not None:
                yield child
        elif child.tag in _ROW_GROUPS or child.find("tr") is not None:  # a form around rows
            waiting.append(iter(child))
        elif child.tag == "table" and depth < _DEEPEST_TABLE:
            beside.extend(table(child, depth + 1))
        else:
            beside += flow(child, depth)


def _is_hidden(element: Element) -> bool:
    style = element.get("style")
    return (
        element.get("hidden") is not None
        or (style is not None and _HIDDEN.search(style) is not None)
        or element.get("role") in _DROPPED_ROLES
    )


def _is_block(element: Element) -> bool:
    style = element.get("style")
    return style is not None and _AS_BLOCK.search(style) is not None


def _integer(text: str | None, otherwise: int) -> int:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise
