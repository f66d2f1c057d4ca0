"""Indicator names that a page has broken over two lines, with the other cells of their row in between.

A row of a printed table whose name takes two lines and whose other cells take one has these in the middle. Text taken from the page then
holds the first half of the name, the other cells, the second half, each as a row. Only this plain form is put together again.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.extract.lines import Line
from auditor.extract.targets.target_wording import CLASS_LABEL, LEVEL1, bare
from auditor.patterns import compiled

Row = Sequence[Line]

_UPRIGHT = frozenset("绩效指标总体目")  # the letters of headings that run down the side of a form
_AIM = compiled("[≥≤≧≦<>＜＞=]|不[低少高超]|[及时较逐]")
_LONGEST = 40  # characters of half a name


def rejoined(rows: Sequence[Row], behind: int) -> list[Row]:
    """The rows with the names put together; `behind` is the number of cells behind a name."""
    kept = [(row[1:] if len(row) > 1 and _is_upright(row[0]) else row) for row in rows]
    kept = [row for row in kept if row and not (len(row) == 1 and _is_upright(row[0]))]
    found: list[Row] = []
    taken = -1  # the last row that is part of a name
    for position, row in enumerate(kept):
        if taken + 1 < position < len(kept) - 1 and _lacks_name(row, behind):
            above, below = kept[position - 1], kept[position + 1]
            if _is_half(above) and _is_half(below):
                found[-1] = [*row[: len(row) - behind], _whole(above[0], below[0]), *row[len(row) - behind :]]
                taken = position + 1
                continue
        if position != taken:
            found.append(row)
    return found


def _is_upright(cell: Line) -> bool:
    return bool(cell.text.strip()) and len(cell.text.strip()) <= 2 and _UPRIGHT.issuperset(cell.text.strip())


def _is_half(row: Row) -> bool:
    """Whether a row may be half a name: one cell of words that is no class. 数量 is the end of many a name, 数量指标 a class."""
    text = bare(row[0].text)
    label = text.endswith(("指标", "效益")) and (LEVEL1.fullmatch(text) or CLASS_LABEL.fullmatch(text))
    return len(row) == 1 and 0 < len(text) <= _LONGEST and not label


def _lacks_name(row: Row, behind: int) -> bool:
    """Whether a row has classes and values, and nothing that could be a name between them."""
    if not behind or len(row) < behind:
        return False
    labels, values = row[: len(row) - behind], row[len(row) - behind :]
    classes = all(LEVEL1.fullmatch(bare(cell.text)) or CLASS_LABEL.fullmatch(bare(cell.text)) for cell in labels)
    return classes and all(cell.quantities or _AIM.match(cell.text) for cell in values)


def _whole(above: Line, below: Line) -> Line:
    """The name in one piece. It stands where its first half does: what lies between the halves is not part of it."""
    return above._replace(text=above.text + below.text)
