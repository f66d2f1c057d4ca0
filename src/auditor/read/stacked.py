"""Tables with one cell a line and nothing else, as text copied out of a PDF or a web page comes: column titles, then row after row.

Nothing in such lines says where a row ends. But columns that hold plain numbers do so in every row: the first row, as long as the list of
titles, shows which, and the lines below are divided so that numbers fall under numbers. Cells that were merged are missing at the left of
a row, blank ones at its right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.patterns import compiled
from auditor.records import NamedTuple

_PLAIN = compiled(r"[-−]?\d[\d,，]{0,18}(?:\.\d{1,8})?")
_DASHES = frozenset({"-", "—", "－", "–", "——", "/"})
_TOTAL = compiled("[^\\W\\d_]{0,6}(?:合\\s{0,4}计|总\\s{0,4}计|小\\s{0,4}计|总\\s{0,4}分)")
_SENTENCE_END = frozenset("。！？；;：:")
_LONGEST_CELL = 60
_LONGEST_TITLE = 16
_LONGEST_RUN = 3000  # lines; a longer run of short lines is taken in pieces
_FEWEST_LINES = 9
_FEWEST_NUMBERS = 4
_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 3  # fewer are pairs of name and value, unless a total closes them
_WINDOW = 120  # lines on which the possible numbers of columns are compared
_WIDEST = 12
_MOST_NAMES = 6  # cells before the first plain number of a row: words, and values with a unit
_MOST_MISSING = 3  # cells of a row, at either end
_CUT_TITLES = 20  # what a list of titles with another title before it costs, in lines
_LONG_NAME = 12  # characters; a text that is longer, and much longer than the name in the first row, hardly begins a row
_ODD_NUMBER = 2  # what a number under a column of words costs, in missing cells

_Row = tuple[int | None, ...]  # the line of each cell; None where the cell is missing
Row = tuple["range | None", ...]  # the same where a cell may go on over several lines


class Stack(NamedTuple):
    """A table: the lines from `first` up to `last`, and the lines of every cell, row by row, the column titles first; None for a missing cell."""

    first: int
    last: int
    rows: tuple[Row, ...]


def stacks(lines: Sequence[str], free: Sequence[int]) -> Iterator[Stack]:
    """The tables among the lines whose numbers are in `free`, which are not blank and stand in order; `lines` are without outer blanks."""
    if sum([lines[number][-1].isdecimal() for number in free]) < _FEWEST_NUMBERS:
        return
    for run in _runs(lines, free):
        if len(run) >= _FEWEST_LINES:
            yield from _in_run([lines[number] for number in run], run)


def _runs(lines: Sequence[str], free: Sequence[int]) -> Iterator[list[int]]:
    """Short lines that follow one another; one blank line between two is an empty cell and part of the run."""
    run: list[int] = []
    numbers = 0
    for number in free:
        text = lines[number]
        last = text[-1]
        gap = number - run[-1] - 1 if run else 0
        if (no_cell := len(text) > _LONGEST_CELL or last in _SENTENCE_END or "\t" in text) or gap > 1 or len(run) >= _LONGEST_RUN:
            if numbers >= _FEWEST_NUMBERS:
                yield run
            run, numbers = [], 0
            if no_cell:
                continue
        elif gap:
            if lines[number - 1]:  # a line of the page lies between
                if numbers >= _FEWEST_NUMBERS:
                    yield run
                run, numbers = [], 0
            else:
                run.append(number - 1)
        run.append(number)
        numbers += last.isdecimal() and _PLAIN.fullmatch(text) is not None
    if numbers >= _FEWEST_NUMBERS:
        yield run


def _in_run(texts: Sequence[str], numbers: Sequence[int]) -> Iterator[Stack]:
    """The tables of one run, one after the other."""
    at = 0
    while at + _FEWEST_LINES <= len(texts):
        first = next((index for index in range(at, len(texts)) if _is_plain(texts[index])), None)
        if first is None:
            return
        found = _table(texts, at, first)
        if found is None:
            at = first + 1
            continue
        start, rows, end = found
        yield Stack(
            numbers[start],
            numbers[end - 1] + 1,
            tuple(tuple(None if cell is None else range(numbers[cell], numbers[cell] + 1) for cell in row) for row in rows),
        )
        at = end


def _table(texts: Sequence[str], at: int, first: int) -> tuple[int, list[_Row], int] | None:
    """The table whose first row has its first number at `first`: where its titles begin, its rows, and where it ends.

    Of the numbers of titles that are possible the one is taken that divides the next lines best.
    """
    best: tuple[int, int, int] | None = None  # worth, width, first line of the first row
    for names in range(1, _MOST_NAMES + 1):
        body = first - names
        if body < at or not texts[body] or _is_plain(texts[body]):
            break
        for width in range(max(names + 1, 2), _WIDEST + 1):
            start = body - width
            if start < at or not _is_title(texts[start]):
                break
            if not all(map(_is_title, texts[start:body])):
                continue
            divided = _divided(texts[: body + _WINDOW], body, width)
            if divided is not None and len(divided[0]) > 1:
                rows, end, cost = divided
                # Titles that begin in the middle of others are likelier to be shifted against the rows than to be all.
                worth = end - start - 2 * cost - (_CUT_TITLES if start > at and _is_title(texts[start - 1]) else 0)
                best = max(best or (worth, width, body), (worth, width, body))
    if best is None:
        return None
    _, width, body = best
    divided = _divided(texts, body, width)
    assert divided is not None  # it was divided as far as the window goes
    rows, end, _ = divided
    if len(rows) < _FEWEST_ROWS or (width < _FEWEST_COLUMNS and not _TOTAL.fullmatch(texts[next(cell for cell in rows[-1] if cell)])):
        return None
    return body - width, [tuple(range(body - width, body)), *rows], end


class _Step(NamedTuple):
    """The cheapest way to divide the lines up to one of them: what it costs, its last row, where that begins."""

    cost: int
    row: _Row
    before: int


def _divided(texts: Sequence[str], body: int, width: int) -> tuple[list[_Row], int, int] | None:
    """The lines from `body` on as rows of at most `width` cells: the rows, where they end, and what they cost; None without a column of numbers."""
    if body + width > len(texts):
        return None
    model = texts[body : body + width]
    plain = [column for column in range(width) if _is_plain(model[column])]
    if not plain:
        return None
    steps = {body + width: _Step(0, tuple(range(body, body + width)), body)}
    best, worth = body + width, width
    for at in range(body + width, len(texts)):
        here = steps.get(at)
        if here is None or _is_total_row(texts, here.row):
            continue
        for price, row, end in _choices(texts, at, model, plain):
            cost = here.cost + price
            if end not in steps or cost < steps[end].cost:
                steps[end] = _Step(cost, row, at)
                if end - body - 2 * cost > worth or end == best:
                    best, worth = end, end - body - 2 * cost
    rows = []
    at = best
    while at > body:
        rows.append(steps[at].row)
        at = steps[at].before
    return rows[::-1], best, steps[best].cost


def _is_total_row(texts: Sequence[str], row: _Row) -> bool:
    """Whether a row closes its table."""
    return row[0] is not None and _TOTAL.fullmatch(texts[row[0]]) is not None


def _choices(texts: Sequence[str], at: int, model: Sequence[str], plain: Sequence[int]) -> Iterator[tuple[int, _Row, int]]:
    """The rows that may begin at a line, with what each costs and where the next one begins."""
    width = len(model)
    if _TOTAL.fullmatch(texts[at]):
        total = _total_row(texts, at, width, plain)
        if total is not None:
            yield total
    for left in range(min(_MOST_MISSING, plain[0] - 1) + 1):
        for right in range(min(_MOST_MISSING, width - 1 - plain[-1]) + 1):
            end = at + width - left - right
            if end > len(texts) or not _may_begin(texts, end):
                continue
            price = _price(texts[at:end], left, model, plain)
            if price is not None:
                yield left + right + price, (*[None] * left, *range(at, end), *[None] * right), end


def _price(cells: Sequence[str], left: int, model: Sequence[str], plain: Sequence[int]) -> int | None:
    """What is odd about a row against the first one: numbers under words, or words that look like those of another column.

    None where words stand under numbers, or the row begins with nothing.
    """
    if not cells[0] or _is_plain(cells[0]):
        return None
    price = 0
    for column, text in enumerate(cells, left):
        if column in plain:
            if text and not _is_plain(text) and text not in _DASHES:
                return None
        elif _is_plain(text):
            price += _ODD_NUMBER
        elif (len(text) > 1 and text[-2:] != model[column][-2:] and any(text[-2:] == other[-2:] for other in model)) or (
            len(text) > _LONG_NAME and not column and len(model[column]) * 2 < len(text)
        ):
            price += 1
    return price


def _may_begin(texts: Sequence[str], at: int) -> bool:
    """Whether a row may begin here: at the end of the run, or with a word."""
    return at >= len(texts) or (bool(texts[at]) and not _is_plain(texts[at]) and texts[at] not in _DASHES)


def _total_row(texts: Sequence[str], at: int, width: int, plain: Sequence[int]) -> tuple[int, _Row, int] | None:
    """合计 and the numbers behind it, under the last columns of numbers."""
    end = at + 1
    while end < len(texts) and end - at <= width and (_is_plain(texts[end]) or texts[end] in _DASHES):
        end += 1
    told = end - at - 1
    if not told or told > len(plain):
        return None
    row: list[int | None] = [at, *[None] * (width - 1)]
    for column, cell in zip(plain[-told:], range(at + 1, end), strict=True):
        row[column] = cell
    return 0, tuple(row), end


def _is_plain(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None


def _is_title(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_TITLE and not text[0].isdigit() and any(char.isalpha() for char in text)
