"""Numbers of a target or a goal that are made up of parts told with them.

共支持 90 项，包括：1.…20 项；2.…30 项；3.…40 项 in one cell or, in a damaged table, over the last cells of rows one below the other; and
86 个，其中东湖区 27 个、西湖区 40 个、南湖区 19 个, whose parts are places, or the classes
of indicators.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from auditor.extract.lines import Line, like, scan_passage
from auditor.extract.targets.target_wording import CLASS_LABEL, LEVEL1, bare
from auditor.model import Bound, Claim, ClaimKind, Fact, Kind, Operation, Passage, Quantity, Reading, Source, Term
from auditor.patterns import compiled

Row = Sequence[Line]

_ANNOUNCED = compiled("[，,；]?(?:其中)?[，,]?(?:包括|分别为|分别是|具体为|其中)[：:]?")
_ALL = compiled("(?:共|合计|总计|总数|总共)[^，。；：:]{0,12}$")
_ITEM = compiled("(?<!\\d)([1-9])[.．、)）](?!\\d)")
_OF_WHICH = compiled("[^，,。；：:（）()\\d]{0,10}(?:[（(][^（()）]{1,30}[）)])?[，,：:（(]?\\s?其中[：:，,]?")
_PLACE = compiled("(?<![小社景园校库片厂灾山城新老郊辖])[区县市]$|(?<![点范困旧头])[镇乡]$|街道$")
_CLASSES = ("产出", "效益", "满意")
_FEWEST_PARTS, _MOST_PARTS = 3, 60
_ENDS = "，。；,;）"
_BEFORE = 24  # characters of a name
_LONGEST = 600  # characters of a list


def listed_parts(rows: Sequence[Row]) -> Iterator[Claim]:
    """Totals in the last two columns of a table whose parts are numbered behind them. `rows` are those below the header."""
    if not any(
        "包括" in cell.text or "其中" in cell.text or "分别" in cell.text or "具体" in cell.text for row in rows for cell in row[-2:]
    ):
        return
    for behind in (1, 2):
        for cells in _runs(rows, behind):
            passage = _joined(cells)
            line = scan_passage(passage, cells[0].section, cells[0].block)
            yield from _numbered(line)


def _runs(rows: Sequence[Row], behind: int) -> Iterator[list[Line]]:
    """The cells of a column, counted from the right, from each one that announces a list."""
    column = [row[-behind] for row in rows if len(row) > 1 and len(row) >= behind]
    column = [cell for cell in column if not (LEVEL1.fullmatch(bare(cell.text)) or CLASS_LABEL.fullmatch(bare(cell.text)))]
    for index, cell in enumerate(column):
        if cell.quantities and _ANNOUNCED.search(cell.text):
            run = [cell]
            size = len(cell.text)
            for other in column[index + 1 :]:
                if "。" in run[-1].text or size > _LONGEST:
                    break
                run.append(other)
                size += len(other.text)
            yield run


def _joined(cells: Sequence[Line]) -> Passage:
    """The cells as one text."""
    text, starts, origins = "", [], []
    for cell in cells:
        for start, origin in zip(cell.passage.starts, cell.passage.origins, strict=True):
            starts.append(len(text) + start)
            origins.append(origin)
        text += cell.text
    return Passage(text, tuple(starts), tuple(origins))


def _numbered(line: Line) -> Iterator[Claim]:
    """共 N 项，包括：1.… a 项；2.… b 项。"""
    for total in line.quantities:
        if total.kind is not Kind.COUNT or not _ALL.search(line.text, max(0, total.number_start - _BEFORE), total.number_start):
            continue
        announced = _ANNOUNCED.match(line.text, total.end)
        if announced is None:
            continue
        limit = min(len(line.text), announced.end() + _LONGEST)
        end = line.text.find("。", announced.end(), limit)
        end = limit if end < 0 else end
        marks = list(_ITEM.finditer(line.text, announced.end(), end))
        if [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)) or len(marks) < 2:
            continue
        bounds = [*(mark.end() for mark in marks), end]
        parts = [[quantity for quantity in line.between(low, high) if like(quantity, total)] for low, high in pairwise(bounds)]
        if all(len(part) == 1 for part in parts) and "等" not in line.text[announced.end() : end]:
            yield _claim(line, total, [part[0] for part in parts], Operation.SUM)


def of_which_parts(line: Line) -> Iterator[Claim]:
    """86 个，其中…区 27 个、…区 40 个、…区 19 个 are no more than 86; the indicators of all classes are all indicators."""
    for position, total in enumerate(line.quantities):
        found = _OF_WHICH.match(line.text, total.end) if total.kind is Kind.COUNT else None
        if found is None:
            continue
        parts: list[Quantity] = []
        at = found.end()
        names = []
        for quantity in islice(line.quantities, position + 1, position + 1 + _MOST_PARTS):
            if quantity.start < at:
                continue
            if quantity.unit != total.unit or quantity.start - at > _BEFORE:
                break
            names.append(line.text[at : quantity.start].strip())
            parts.append(quantity)
            if line.text[quantity.end : quantity.end + 1] != "、":
                break
            at = quantity.end + 1
        behind = line.text[parts[-1].end : parts[-1].end + 1] if parts else ""
        if len(parts) < _FEWEST_PARTS or behind not in _ENDS:
            continue
        if all(any(word in name for name in names) for word in _CLASSES):
            yield _claim(line, total, parts, Operation.SUM)
        elif _PLACE.search(names[0]) and _PLACE.search(names[-1]):
            yield _claim(line, total, parts, Operation.AT_LEAST)  # a place may have been left out


def _claim(line: Line, total: Quantity, parts: Sequence[Quantity], operation: Operation) -> Claim:
    terms = tuple(Term(_plain(line, part)) for part in parts)
    reading = Reading(operation, terms)
    return Claim(ClaimKind.TARGET_TABLE, _plain(line, total), (reading,), (), frozenset({"parts"}), source=Source.TABLE)


def _plain(line: Line, quantity: Quantity) -> Fact:
    return line.fact(quantity._replace(bound=Bound.EXACT), "")
