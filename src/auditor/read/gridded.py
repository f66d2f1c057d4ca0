"""Tables with one cell a line and a blank line for every empty cell, as LibreOffice writes a Word table into a text file.

All rows have as many lines as there are column titles. Nothing says how many those are; but only the right number brings the plain
numbers of row after row under one another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.patterns import compiled
from auditor.read.stacked import Stack

_OPENS = compiled(
    "(?:序号|编号|行次|(?:[一二三四]级|绩效|评价|考核)?指标(?:名称|类别)?|(?:一级|评价)(?:因素|内容)|项目(?:名称|资金|类别)?|资金(?:来源|名称|类别)"
    "|(?:科目|单位|部门|村|企业)?名称?|类[别型]|内容|年度|子项目)(?:[（(][^（()）]{0,12}[）)])?"
)
_PLAIN = compiled(r"[-−]?\d[\d,，]{0,18}(?:\.\d{1,8})?\s?[%％]?")
_TITLE = compiled(r"[^\d\s。；;，,][^。；;]{0,30}")
_DASHES = frozenset({"-", "—", "－", "–", "——", "/", "无"})
_WIDEST, _NARROWEST = 16, 3
_FEWEST_ROWS = 2  # under the titles
_LONGEST_OPENING = 14  # characters
_LONGEST_CELL = 400
_FEWEST_ASTRAY = 2  # numbers under words, or per cent under amounts, of a row that is shifted
_PATIENCE = 40  # rows without a column of numbers
_MOST_FAILURES = 400  # openings without a table; a text that has more is no report
_SHIFTS = (-1, 1, -2, 2)  # lines by which a row may begin early or late


def grids(lines: Sequence[str], free: Sequence[int], furniture: frozenset[int]) -> Iterator[Stack]:
    """The tables that begin at one of the lines in `free`, in order. Lines in `furniture` belong to the page and are passed over.

    `lines` are without outer blanks.
    """
    texts: list[str] | None = None
    numbers: list[int] = []
    taken = -1
    failures = 0
    for number in [number for number in free if len(lines[number]) <= _LONGEST_OPENING and _OPENS.fullmatch(lines[number])]:
        if number <= taken:
            continue
        if texts is None:
            numbers = [other for other in range(len(lines)) if other not in furniture]
            texts = [lines[other] for other in numbers]
            place = {other: at for at, other in enumerate(numbers)}
            allowed = set(free)
        at = place[number]
        if at and _OPENS.fullmatch(texts[at - 1]):
            continue  # the second title of a header
        found = max((_rows(texts, at, width) for width in range(_NARROWEST, _WIDEST + 1)), key=lambda rows: sum(map(len, rows)))
        cells = [cell for row in found for cell in row]
        width = max(map(len, found), default=0)
        if len(found) <= _FEWEST_ROWS and (failures := failures + 1) > _MOST_FAILURES:
            return
        if len(found) <= _FEWEST_ROWS or all(map(texts.__getitem__, cells)):
            continue  # without a blank cell it is as well read as a stack
        if any(texts[cell] and numbers[cell] not in allowed for cell in cells):
            continue
        rows = tuple(
            tuple(range(numbers[cell], numbers[cell] + 1) if texts[cell] else None for cell in row) + (None,) * (width - len(row))
            for row in found
        )
        last = max(cell.start for row in rows for cell in row if cell is not None)
        taken = last
        yield Stack(number, last + 1, rows)


def _rows(texts: Sequence[str], at: int, width: int) -> list[range]:
    """The rows of a table of this width whose titles begin at `at`, the titles first; none if its numbers do not stand in columns."""
    titles = texts[at : at + width]
    told = [text for text in titles if text]
    if len(titles) < width or not titles[-1] or len(told) * 2 < width + 1 or not all(map(_TITLE.fullmatch, told)):
        return []
    rows = [range(at, at + width)]
    columns = _Columns(width)
    begin = at + width
    while begin < len(texts):
        if not columns.takes(texts[begin : begin + width]):
            shift = next(
                (
                    shift
                    for shift in _SHIFTS
                    if _may_shift(texts, begin, shift) and columns.takes(texts[begin + shift : begin + shift + width], sure=True)
                ),
                0,
            )
            if not shift:
                break
            begin += shift
            rows[-1] = range(rows[-1].start, min(rows[-1].stop, begin))
        if len(rows) > _PATIENCE and not columns.numeric():
            return []
        columns.add(texts[begin : begin + width])
        rows.append(range(begin, min(begin + width, len(texts))))
        begin += width
    while len(rows) > 1 and not any(_PLAIN.fullmatch(texts[cell]) for cell in rows[-1]):
        del rows[-1]  # what follows a table, between blank lines
    return rows if columns.numeric() and len(rows) > _FEWEST_ROWS else []


def _may_shift(texts: Sequence[str], begin: int, shift: int) -> bool:
    """Whether only blank lines are gained or lost when the next row begins `shift` lines later: the row before had a cell too few or too many."""
    return not any(texts[begin + shift : begin] if shift < 0 else texts[begin : begin + shift])


class _Columns:
    """What the columns hold so far: how many numbers (of them per cent), words and blank cells."""

    __slots__ = ("blanks", "numbers", "percents", "words")

    def __init__(self, width: int) -> None:
        self.numbers = [0] * width
        self.words = [0] * width
        self.blanks = [0] * width
        self.percents = [0] * width

    def numeric(self) -> list[int]:
        """The columns of nothing but numbers."""
        return [column for column, count in enumerate(self.numbers) if count > 1 and not self.words[column]]

    def add(self, cells: Sequence[str]) -> None:
        """Count the cells of one more row."""
        for column, text in enumerate(cells):
            counts = self.numbers if _PLAIN.fullmatch(text) else self.blanks if not text or text in _DASHES else self.words
            counts[column] += 1
            self.percents[column] += text.endswith(("%", "％"))

    def takes(self, cells: Sequence[str], *, sure: bool = False) -> bool:
        """Whether a row may follow: it names something first, no word stands under numbers, and hardly a number where others were told.

        A `sure` row has a number in every column of nothing but numbers, and none elsewhere.
        """
        first = next((text for text in cells if text), "")
        if not first or _PLAIN.fullmatch(first) or (cells[0] and _OPENS.fullmatch(cells[0]) and len(cells[0]) > 2):
            return False
        astray = lacking = 0
        for column, text in enumerate(cells):
            numbers, words = self.numbers[column], self.words[column]
            plain = _PLAIN.fullmatch(text) is not None
            if len(text) > _LONGEST_CELL or (numbers > self.percents[column] and not words and text and text not in _DASHES and not plain):
                return False
            percent = text.endswith(("%", "％"))
            astray += plain and ((words > 0 and not numbers and not percent) or (percent and numbers > 1 and not self.percents[column]))
            lacking += not plain and numbers > self.blanks[column] and not words
        return not (lacking or astray) if sure else astray < _FEWEST_ASTRAY and not (astray and lacking)
