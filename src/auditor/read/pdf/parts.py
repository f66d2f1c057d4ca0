"""What is found on a page: glyphs become lines and cells, and a page is a list of lines and tables in the order of reading."""

from __future__ import annotations

from auditor.read.pdf.geometry import Box, Frame
from auditor.records import NamedTuple

Glyph = tuple[str, float, float, float, float]  # character, left, top, right, bottom; "\n" ends a line and has no place


class TextLine(NamedTuple):
    """A line of text on the upright page. `em` is the size of its writing."""

    text: str
    box: Box
    em: float


class TableCell(NamedTuple):
    """A cell: its place in the grid from 0, its extent, the box of its rules, and its text, line feeds where the writer broke it.

    `is_cut` says that its last line is full, so that its text may go on behind a page break.
    """

    text: str
    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    is_cut: bool = False


class PageTable(NamedTuple):
    """A table on one page. `edges` are the left edges of its columns and the right edge of the last; `number` counts it on its page."""

    cells: tuple[TableCell, ...]
    box: Box
    edges: tuple[float, ...]
    rows: int


Item = TextLine | PageTable


class Page(NamedTuple):
    """A page, read. Its items stand on the upright page `frame`; a viewer shows it turned by `rotation`.

    `recognised` says that its text was read off a picture; `is_unread` that it holds a picture that was not read.
    """

    number: int
    frame: Frame
    rotation: int = 0
    items: tuple[Item, ...] = ()
    recognised: bool = False
    is_unread: bool = False
    is_damaged: bool = False


def is_wide(character: str) -> bool:
    """Whether a character fills the square of its line: Chinese characters and their punctuation."""
    return character >= "\u2e80"


def em_of(character: str, width: float, height: float) -> float:
    """The size of the writing, by one of its characters: Latin letters are narrow, and their boxes higher than those of Chinese ones."""
    return max(1.0, width if is_wide(character) and width > height / 2 else height * 0.88)
