"""Tables whose cells are divided by blanks, as programs that copy text out of PDF files write them.

Only runs of lines that end in like numbers of numbers are taken for such tables: 3 青杨路 6.5 211.25 207.35.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.model import Passage
from auditor.patterns import compiled
from auditor.read.lines import BLANKS, content, passage
from auditor.records import NamedTuple

_NUMBER = compiled(r"[-−]?\d[\d,，]{0,18}(?:\.\d{1,8})?[%％]?|[-—–]{1,2}")
_SERIAL = compiled(r"\d{1,3}")
_NO_ENDS = frozenset("。；，：、")
_LONGEST_LINE = 160
_LONGEST_NAME = 40
_FEWEST_ROWS = 3


class _Parts(NamedTuple):
    """The words of a line: how many numbers end it, and whether a serial number begins it."""

    numbers: int
    serial: bool
    words: int


def blank_runs(lines: Sequence[str], free: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Ranges of line numbers that hold a table divided by blanks, with the number of its cells in a row.

    `free` are the numbers of the lines that may take part, not blank and in order; lines that belong to the page stand in no range's way. A line of
    column titles right above is part of the table.
    """
    if len([number for number in free if (last := lines[number][-1]) not in _NO_ENDS and not last.isalpha()]) < _FEWEST_ROWS:
        return  # as in most texts
    run: list[tuple[int, _Parts]] = []
    for number in free:
        last = lines[number][-1]
        parts = None if last in _NO_ENDS or last.isalpha() else _parts(lines[number])  # nearly all lines end so
        if parts is None:
            if run:
                yield from _finished(lines, run)
                run = []
        elif run and abs(parts.numbers - run[-1][1].numbers) > 1:
            yield from _finished(lines, run)
            run = [(number, parts)]
        else:
            run.append((number, parts))
    yield from _finished(lines, run)


def _finished(lines: Sequence[str], run: Sequence[tuple[int, _Parts]]) -> Iterator[tuple[int, int, int]]:
    if len(run) < _FEWEST_ROWS:
        return
    (numbers, count), *_ = Counter(parts.numbers for _, parts in run).most_common(1)
    if count * 3 < len(run) * 2 or numbers < 2:
        return
    serial = sum(1 for _, parts in run if parts.serial) * 2 > len(run)
    width = numbers + 1 + serial
    first = run[0][0]
    if first and "\t" not in lines[first - 1] and _is_header(lines[first - 1], width):
        first -= 1
    yield first, run[-1][0] + 1, width


def _parts(line: str) -> _Parts | None:
    """The parts of a line that may be a row: a name and at least two numbers behind it."""
    last = line.rstrip(BLANKS)[-1:]
    if not (last.isdigit() or last in "%％-—–") or not line or len(line) > _LONGEST_LINE:
        return None
    words = line.split()
    numbers = 0
    while numbers < len(words) and _NUMBER.fullmatch(words[-1 - numbers]):
        numbers += 1
    serial = numbers < len(words) - 1 and _SERIAL.fullmatch(words[0]) is not None
    name = words[serial : len(words) - numbers]
    if numbers < 2 or not name or sum(map(len, name)) > _LONGEST_NAME or any(mark in word for word in name for mark in "，。；"):
        return None
    return _Parts(numbers, serial, len(words))


def _is_header(line: str, width: int) -> bool:
    words = line.split()
    return len(words) in (width, width + 1) and not any(char.isdigit() for word in words for char in word)


def blank_cells(raw: str, start: int, width: int) -> list[Passage]:
    """The cells of such a row, numbers at their place from the right; a row without serial number has an empty first cell."""
    bounds = [(found.start(), found.end()) for found in compiled(r"\S+").finditer(raw)]
    numbers = 0
    while numbers < len(bounds) and _NUMBER.fullmatch(raw[slice(*bounds[-1 - numbers])]):
        numbers += 1
    if not numbers:  # column titles
        spans = bounds if len(bounds) <= width else [*bounds[: width - 1], (bounds[width - 1][0], bounds[-1][1])]
    else:
        left = bounds[: len(bounds) - numbers]
        serial = len(left) > 1 and _SERIAL.fullmatch(raw[slice(*left[0])]) is not None
        spans = left[:1] if serial else []
        named = left[serial:]
        spans += [(named[0][0], named[-1][1])] if named else []
        spans += bounds[len(bounds) - numbers :]
    cells = [passage(content(raw[a:b], start + a)) for a, b in spans]
    missing = [passage(content("", start))] * (width - len(cells))
    return [*missing, *cells]
