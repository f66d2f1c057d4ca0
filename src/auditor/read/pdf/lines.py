"""Glyphs become pieces of text, pieces that stand at one height become rows, and rows become lines in the order of reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from auditor.read.pdf.geometry import union
from auditor.read.pdf.parts import Glyph, TextLine, em_of

Row = list[TextLine]  # pieces at one height, from left to right

_GAP = 1.2  # ems between two characters, above which they belong to different columns
_FEWEST_COLUMN_ROWS = 4  # rows that stand side by side before they are two columns of prose
_MOST_ROWS = 300  # of a page; the smallest print has some hundred
_COLUMN_CHARACTERS = 8  # a line of such a column has at least so many, in the middle
_WIDEST_INDENT = 12
_EDGE = 6.0  # points by which lines at one edge differ
_RAGGED = 1.6  # ems by which full lines of a column may differ


def pieces(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """Runs of glyphs that follow one another without a gap, in the order of the file."""
    found: list[TextLine] = []
    run: list[str] = []
    left = top = right = bottom = em = 0.0
    blank = False
    for character, x0, y0, x1, y1 in glyphs:
        if character <= " " or character in "\xa0\u3000":
            if character == "\n":
                if run:
                    found.append(TextLine("".join(run), (left, top, right, bottom), em))
                run = []
            blank = True
            continue
        if run:
            middle = (y0 + y1) / 2
            if top < middle < bottom and -0.6 * em <= x0 - right <= _GAP * em:
                if blank:
                    run.append(" ")
                run.append(character)
                right = max(right, x1)
                top = min(top, y0)
                bottom = max(bottom, y1)
                blank = False
                continue
            found.append(TextLine("".join(run), (left, top, right, bottom), em))
        run, blank = [character], False
        left, top, right, bottom = x0, y0, x1, y1
        em = em_of(character, x1 - x0, y1 - y0)
    if run:
        found.append(TextLine("".join(run), (left, top, right, bottom), em))
    return found


def rows(found: Iterable[TextLine]) -> list[Row]:
    """Pieces that stand at one height, from the top down, those of a row from left to right."""
    ordered: list[Row] = []
    low = 0.0  # the middle of the row below which another begins
    for piece in sorted(found, key=lambda piece: (piece.box[1] + piece.box[3], piece.box[0])):
        middle = (piece.box[1] + piece.box[3]) / 2
        if ordered and middle <= low:
            ordered[-1].append(piece)
        else:
            ordered.append([piece])
            low = middle + 0.45 * (piece.box[3] - piece.box[1])
    for row in ordered:
        row.sort(key=lambda piece: piece.box[0])
    return ordered


def joined(row: Sequence[TextLine], between: str) -> TextLine:
    """The pieces of a row as one line; what stands close together is one word."""
    parts = [row[0].text]
    for before, piece in pairwise(row):
        gap = piece.box[0] - before.box[2]
        parts.append((between if gap > _GAP * before.em else " " if gap > 0.25 * before.em else "") + piece.text)
    return TextLine("".join(parts), union([piece.box for piece in row]), max(piece.em for piece in row))


def merged(row: Row) -> Row:
    """The row with pieces put together that stand without a gap: one object of the file may hold half a word."""
    kept: Row = []
    for piece in row:
        if kept and piece.box[0] - kept[-1].box[2] <= _GAP * kept[-1].em:
            kept[-1] = joined([kept[-1], piece], " ")
        else:
            kept.append(piece)
    return kept


def in_columns(found: Sequence[Row]) -> list[Row]:
    """The rows with two columns of prose one after the other; all other rows as they were."""
    if len(found) > _MOST_ROWS:
        return list(found)
    ordered: list[Row] = []
    at = 0
    while at < len(found):
        last = _columns_end(found, at)
        if last > at:
            split = _gutter(found[at:last])
            ordered += [[piece] for row in found[at:last] for piece in row if piece.box[2] <= split]
            ordered += [[piece] for row in found[at:last] for piece in row if piece.box[2] > split]
            at = last
        else:
            ordered.append(found[at])
            at += 1
    return ordered


def _columns_end(found: Sequence[Row], first: int) -> int:
    """The number of the row behind two columns of prose that begin in row `first`; `first` itself if none do."""
    if len(found[first]) != 2:
        return first
    low, high = found[first][0].box[2], found[first][1].box[0]
    last = first
    for number in range(first, len(found)):
        row = found[number]
        if len(row) > 2:
            break
        left, right = low, high
        for piece in row:
            if piece.box[2] <= high and (piece is row[0]) and piece.box[0] < low:
                left = max(left, piece.box[2])
            elif piece.box[0] >= low:
                right = min(right, piece.box[0])
            else:
                left = right
                break
        if right - left < row[0].em * 0.8:
            break
        low, high = left, right
        last = number + 1
    block = found[first:last]
    split = (low + high) / 2
    sides = [[piece for row in block for piece in row if (piece.box[2] <= split) == is_left] for is_left in (True, False)]
    return last if all(_is_prose(side) for side in sides) else first


def _gutter(block: Sequence[Row]) -> float:
    return (max(row[0].box[2] for row in block if len(row) == 2) + min(row[1].box[0] for row in block if len(row) == 2)) / 2


def _is_prose(side: Sequence[TextLine]) -> bool:
    """Whether the pieces of one side are lines of prose: long, and most of them full."""
    if len(side) < _FEWEST_COLUMN_ROWS:
        return False
    lengths = sorted(len(piece.text) for piece in side)
    edge = max(piece.box[2] for piece in side)
    full = sum(1 for piece in side if piece.box[2] >= edge - _RAGGED * piece.em)
    return lengths[len(side) // 2] >= _COLUMN_CHARACTERS and full * 2 > len(side)


def indented(lines: Sequence[TextLine], body: float) -> list[TextLine]:
    """The lines with their indents as blanks, counted from the left edge of the `body`: paragraphs are told by them."""
    told = []
    for line in lines:
        ems = round((line.box[0] - body) / line.em) if line.em else 0
        told.append(line._replace(text="\u3000" * min(ems, _WIDEST_INDENT) + line.text) if ems > 0 else line)
    return told


def body_edge(lines: Sequence[TextLine]) -> float:
    """The left edge of the running text: the leftmost at which a good share of the characters begins its lines.

    First lines of paragraphs are indented, and may be the majority.
    """
    starts = sorted((line.box[0], len(line.text)) for line in lines)
    needed = sum(length for _, length in starts) / 6
    first = 0
    weight = 0
    for left, length in starts:
        weight += length
        while starts[first][0] < left - _EDGE:
            weight -= starts[first][1]
            first += 1
        if weight >= needed:
            return starts[first][0]
    return 0.0
