"""Scores and grades told of all projects at once, beside the column of a table with another one: 得分均在 90 分以上, 等级均为优."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import islice

from auditor.extract.lines import Line
from auditor.extract.tables.grids import cell_number
from auditor.extract.targets.judgements import clause_start
from auditor.model import Bound, Kind, Span, Statement
from auditor.patterns import compiled

_SCORES = compiled("(?:得分|评分|分数|分值|评价得?分)(?:均|都|全部)(?:已)?(?:在|达到?了?|超过|高于|不低于)?\\s?$")
_GRADE = "优秀?|良好?|中等?|合格|差|较差"
_GRADES = compiled(f'等[级次](?:均|都|全部)(?:被)?(?:为|是|评为|定为)\\s?[“"]?({_GRADE})[”"]?(?=[，。；）)]|$)')
_IS_GRADE = compiled(f'[“"]?({_GRADE})[”"]?')
_RESTRICTED = compiled("除|之外|以外|基本|个别|部分|力争|确保|如果|若|将|预计|上年|去年|计划|要求|应|须|其他|其余")
_TOTAL_ROW = compiled("合\\s*计|总\\s*计|平\\s*均|小\\s*计")
_HEADER_ROWS, _FEWEST = 3, 3
_LEAST_SCORE, _FULL = 40, 100
_MOST, _SHOWN, _LEAD, _SENTENCE = 20, 2, 30, 60

Rows = Sequence[Sequence[Line]]


def every_row(lines: Sequence[Line], tables: Mapping[int, Rows]) -> Iterator[Statement]:
    """Where a column has a value below the score, or another grade; the values are the related places."""
    for line in islice((line for line in lines if "均" in line.text or "都" in line.text or "全部" in line.text), 10 * _MOST):
        for quantity in islice(line.quantities, _MOST):
            if quantity.kind is Kind.SCORE and _SCORES.search(line.text, max(0, quantity.start - 12), quantity.start):
                strict = quantity.bound is not Bound.AT_LEAST and "超过" in line.text[quantity.start - 4 : quantity.start]
                limit = quantity.number
                end = quantity.end + (2 if line.text.startswith("以上", quantity.end) else 0)
                below = _off(tables, ("得分", "评分", "分数"), partial(_is_below, limit=limit, strict=strict), _is_score)
                yield from _statement(line, quantity.start, end, below)
        for found in islice(_GRADES.finditer(line.text), _MOST):
            other = _off(tables, ("等级", "等次"), partial(_is_another, told=found[1][0]), _grade)
            yield from _statement(line, found.start(), found.end(), other)


def _statement(line: Line, start: int, end: int, off: Sequence[tuple[str, Span]]) -> Iterator[Statement]:
    begin = clause_start(line.text, start, _LEAD)
    if off and not _RESTRICTED.search(line.text, max(line.sentence(start)[0], start - _SENTENCE), end):
        shown = "、".join(words for words, _ in off[:_SHOWN])
        related = tuple(("actual", span) for _, span in off[:_SHOWN])
        traits = frozenset({"values"})
        yield Statement("all-done", line.text[begin:end].strip(), line.span(begin, end), line.section, shown, related, traits)


def _off(
    tables: Mapping[int, Rows], titles: tuple[str, ...], is_off: Callable[[Line], bool], is_value: Callable[[Line], object]
) -> list[tuple[str, Span]]:
    """The cells that are off in the one list of projects that has such a column."""
    columns = [column for rows in tables.values() for column in _columns(rows, titles, is_value)]
    if len(columns) != 1:
        return []
    return [(f"{label} {cell.text.strip()}", cell.passage.span) for label, cell in columns[0] if is_off(cell)]


def _columns(rows: Rows, titles: tuple[str, ...], is_value: Callable[[Line], object]) -> Iterator[list[tuple[str, Line]]]:
    """The columns of a table whose header ends with one of the titles and whose cells are all values of that kind, with their rows' names."""
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        for head in row:
            if not "".join(head.text.split()).endswith(titles):
                continue
            found = []
            for other in rows[index + 1 :]:
                label = next((cell.text.strip() for cell in other if cell.column < head.column and _is_name(cell)), "")
                cell = next((cell for cell in other if cell.column == head.column), None)
                if cell is not None and cell.text.strip() and label and not _TOTAL_ROW.search(label):
                    found.append((label, cell))
            if len(found) >= _FEWEST and all(is_value(cell) for _, cell in found):
                yield found


def _is_name(cell: Line) -> bool:
    return len(cell.text.strip()) > 1 and cell_number(cell) is None


def _is_score(cell: Line) -> bool:
    """Whether a cell is the score of a whole project: marks of single criteria are smaller."""
    quantity = cell_number(cell)
    return quantity is not None and quantity.kind in (Kind.SCORE, Kind.NUMBER) and _LEAST_SCORE < quantity.number <= _FULL


def _is_below(cell: Line, *, limit: Decimal, strict: bool) -> bool:
    quantity = cell_number(cell)
    assert quantity is not None  # the column's cells are scores
    return quantity.number < limit or (strict and quantity.number == limit)


def _is_another(cell: Line, *, told: str) -> bool:
    return _grade(cell) != told


def _grade(cell: Line) -> str:
    """The grade that a cell is, by its first character."""
    found = _IS_GRADE.fullmatch(cell.text.strip())
    return found[1][0] if found is not None else ""
