"""The paragraphs and tables of a part, and the cells of a table, whatever they are wrapped in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml.etree import _Element as Element

from auditor.model import AuditError
from auditor.read.word.names import ALTERNATIVES, CHOICE, FALLBACK, VAL, w, whole
from auditor.records import NamedTuple

PARAGRAPH, TABLE = w("p"), w("tbl")
_ROW, _CELL = w("tr"), w("tc")
_SPAN, _DOWN, _RIGHT, _DELETED = (w(name) for name in ("gridSpan", "vMerge", "hMerge", "cellDel"))
_CONTROL = w("sdt")
_WRAPPERS = frozenset({w("sdtContent"), w("customXml"), w("smartTag"), w("ins"), w("moveTo")})
_GALLERY = f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}"
_CONTENTS = "Table of Contents"
_MOST_CELLS = 100_000  # of one table
_WIDEST = 63  # columns, which is what Word allows; a hostile file says more


class Block(NamedTuple):
    """A paragraph or a table; `contents` if it lies in the control that holds the table of contents."""

    element: Element
    contents: bool


def blocks(container: Element, *, contents: bool = False) -> Iterator[Block]:
    """The paragraphs and tables of the final document in `container`, in order; not those inside of tables."""
    for child in container:
        tag = child.tag
        if tag in {PARAGRAPH, TABLE}:
            yield Block(child, contents)
        elif tag in _WRAPPERS:
            yield from blocks(child, contents=contents)
        elif tag == _CONTROL:
            gallery = child.find(_GALLERY)
            yield from blocks(child, contents=contents or (gallery is not None and gallery.get(VAL) == _CONTENTS))
        elif tag == ALTERNATIVES:
            chosen = child.find(CHOICE)
            chosen = child.find(FALLBACK) if chosen is None else chosen
            if chosen is not None:
                yield from blocks(chosen, contents=contents)


class Placed(NamedTuple):
    """A cell on the grid of its table, counted from 0."""

    element: Element
    row: int
    column: int
    row_span: int
    column_span: int


def placed_cells(table: Element, shaped: Mapping[Element | None, Sequence[Element]]) -> list[Placed]:
    """The cells of a table, row by row; what is merged comes once. Rows and cells that are deleted do not count.

    `shaped` are the properties that shape cells, by cell.
    """
    placed: list[Placed] = []
    above: dict[int, int] = {}  # by column, where in `placed` the cell stands that reaches down to the row before
    down: dict[int, int] = {}  # the last row of the cells that reach down, by their place in `placed`
    row = -1
    for element in _unwrapped(table, _ROW):
        properties = element.find(w("trPr"))
        if properties is not None and properties.find(w("del")) is not None:
            continue
        row += 1
        column = _skipped(properties)
        reaching: dict[int, int] = {}
        for cell in _unwrapped(element, _CELL):
            shape = _shape(shaped[cell]) if cell in shaped else _SINGLE
            if shape.deleted:
                continue
            if shape.from_left and placed and placed[-1].row == row:
                placed[-1] = placed[-1]._replace(column_span=min(placed[-1].column_span + shape.span, _WIDEST))
            elif shape.from_above and column in above:
                reached = reaching[column] = above[column]
                down[reached] = row
            else:
                reaching[column] = len(placed)
                placed.append(Placed(cell, row, column, 1, shape.span))
                if len(placed) > _MOST_CELLS:
                    raise AuditError(f"一个表格的格子超过 {_MOST_CELLS} 个，不像一份报告；请删去无关的行列或拆分后再审")
            column += shape.span
        above = reaching
    for at, row in down.items():
        placed[at] = placed[at]._replace(row_span=row - placed[at].row + 1)
    return placed


def _unwrapped(container: Element, wanted: str) -> Iterator[Element]:
    for child in container:
        if child.tag == wanted:
            yield child
        elif child.tag in _WRAPPERS or child.tag == _CONTROL:
            yield from _unwrapped(child, wanted)


def _skipped(properties: Element | None) -> int:
    """How many columns a row leaves out before its first cell."""
    before = properties.find(w("gridBefore")) if properties is not None else None
    return min(whole(before.get(VAL)), _WIDEST) if before is not None else 0


class _Shape(NamedTuple):
    """How many columns a cell takes, whether it continues the one above or to the left, and whether it is deleted."""

    span: int = 1
    from_above: bool = False
    from_left: bool = False
    deleted: bool = False


_SINGLE = _Shape()


def _shape(properties: Iterable[Element]) -> _Shape:
    span, from_above, from_left, deleted = 1, False, False, False
    for child in properties:
        tag = child.tag
        if tag == _SPAN:
            span = max(1, min(whole(child.get(VAL), 1), _WIDEST))
        elif tag == _DOWN:
            from_above = child.get(VAL) != "restart"
        elif tag == _RIGHT:
            from_left = child.get(VAL) != "restart"
        elif tag == _DELETED:
            deleted = True
    return _Shape(span, from_above, from_left, deleted)
