"""The rows of an indicator table: target, result and completion rate found by what the header cells mean, never by position.

A row takes part only when each of its cells holds one number and little else; its unit may stand in the cell, in the header (万亩), in a
column of units, or in brackets behind the indicator's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line, like
from auditor.extract.numbers.units import unit_named
from auditor.extract.targets.judgements import Judgement, is_reverse
from auditor.extract.targets.targets import completion_claim, target_claim
from auditor.model import Claim, Fact, Kind, Quantity, Source, Span
from auditor.patterns import compiled
from auditor.records import NamedTuple

Row = Sequence[Line]

_TARGET = compiled(
    "(?:年度|全年|绩效|计划|年初)?(?:指标值|目标值|计划值|计划数|目标数|任务数|预期值|计划完成值|年度目标|绩效目标值)(?:[（(].*)?"
)
_ACTUAL = compiled(
    "(?:全年|年度|实际|指标)*(?:实际完成值|完成值|实际值|完成数|实际数|完成指标值|实际完成数|实际完成情况|实际完成)(?:[（(].*)?"
)
_RATE = compiled("(?:指标|目标|任务|计划)?完成率(?:[（(].*)?")
_STATUS = compiled("(?:指标|目标)?(?:完成情况|是否完成|是否达标|完成与否|完成状态)")
_NAME = compiled("(?:三级)?指标(?:名称|内容)?|.*名称|.*内容|项目|任务")
_MET = compiled("(?:已|全部|全面|圆满|按期|如期)?(?:完成|达标|达成|实现|达到)(?:目标|指标)?|是")
_EXCEEDED = compiled("超额完成|超过目标|优于目标")
_UNIT_BEHIND = compiled("[（(]([^（()）]{1,8})[）)]\\s*$")
_HEADER_ROWS = 6
_MOST_WORDS = 8  # characters beside the number in a cell that still says nothing but the number


class _Columns(NamedTuple):
    """Grid columns by meaning; −1 where the table has none."""

    header: int
    target: int
    actual: int
    rate: int = -1
    status: int = -1
    name: int = -1
    units: tuple[str, str] = ("", "")  # announced in the headers of target and actual
    rate_in_percent: bool = False


def indicator_row_claims(rows: Sequence[Row]) -> Iterator[Claim]:
    """Completion rates, and results that the table calls met, of every row that has the numbers."""
    columns = _columns(rows)
    if columns is None:
        return
    for row in rows[columns.header + 1 :]:
        cells = {cell.column: cell for cell in row}
        target, actual = _only(cells.get(columns.target)), _only(cells.get(columns.actual))
        if target is None or actual is None or target.high is not None or actual.high is not None:
            continue
        name = cells[columns.name].text.strip() if columns.name in cells else ""
        target, actual = _alike(_with_unit(target, columns.units[0], name), _with_unit(actual, columns.units[1], name))
        if not like(target, actual):
            continue
        goal, result = _fact(cells[columns.target], target, name), _fact(cells[columns.actual], actual, name)
        reverse = is_reverse(_UNIT_BEHIND.sub("", name), target)
        yield from _row_rate(cells, columns, result, goal, reverse=reverse)
        yield from _row_status(cells, columns, result, goal, reverse=reverse)


def _row_rate(cells: dict[int, Line], columns: _Columns, actual: Fact, target: Fact, *, reverse: bool) -> Iterator[Claim]:
    rate = _only(cells.get(columns.rate))
    if rate is None or not target.quantity.number or rate.kind not in (Kind.PERCENT, Kind.NUMBER):
        return
    if rate.kind is Kind.NUMBER:
        if not columns.rate_in_percent:
            return
        rate = rate._replace(kind=Kind.PERCENT, unit="%", inherited=True)
    yield completion_claim(_fact(cells[columns.rate], rate, "完成率"), actual, target, reverse=reverse)


def _row_status(cells: dict[int, Line], columns: _Columns, actual: Fact, target: Fact, *, reverse: bool) -> Iterator[Claim]:
    cell = cells.get(columns.status)
    words = cell.text.strip() if cell is not None else ""
    attitude = "met" if _MET.fullmatch(words) else "exceeded" if _EXCEEDED.fullmatch(words) else ""
    if cell is None or not attitude:
        return
    judgement = Judgement(attitude, 0, len(words)), words, cell.passage.span
    claim = target_claim(actual, target, judgement, reverse=reverse, source=Source.TABLE)
    if claim is not None:
        yield claim


def _columns(rows: Sequence[Row]) -> _Columns | None:
    """The header row among the first rows that names a target and a result, and what else it names."""
    for index, row in enumerate(rows[:_HEADER_ROWS]):
        written = "".join([cell.text for cell in row])
        if ("完" not in written and "实" not in written) or ("值" not in written and "数" not in written and "标" not in written):
            continue  # one of these is in every name of results, and of targets
        texts = {cell.column: "".join(cell.text.split()) for cell in row}
        target, actual = _named(texts, _TARGET), _named(texts, _ACTUAL)
        if target < 0 or actual < 0:
            continue
        rate = _named(texts, _RATE)
        return _Columns(
            index,
            target,
            actual,
            rate,
            _named(texts, _STATUS),
            _named(texts, _NAME),
            (_announced(texts[target]), _announced(texts[actual])),
            rate >= 0 and ("%" in texts[rate] or "％" in texts[rate]),
        )
    return None


def _named(texts: dict[int, str], pattern: re.Pattern[str]) -> int:
    """The only column whose header fits; −1 when there is none, or several (two years side by side)."""
    found = [column for column, text in texts.items() if pattern.fullmatch(text)]
    return found[0] if len(found) == 1 else -1


def _announced(header: str) -> str:
    found = _UNIT_BEHIND.search(header)
    return found.group(1) if found else ""


def _only(cell: Line | None) -> Quantity | None:
    """The quantity of a cell that says little else."""
    if cell is None or len(cell.quantities) != 1 or cell.dates:
        return None
    quantity = cell.quantities[0]
    return quantity if len(cell.text.strip()) - len(quantity.text) <= _MOST_WORDS else None


def _with_unit(quantity: Quantity, header: str, name: str) -> Quantity:
    """A bare number with the unit that the header or the brackets behind the indicator's name announce."""
    if quantity.kind is not Kind.NUMBER or quantity.unit:
        return quantity
    known = unit_named(header or _announced(name)) if header or _announced(name) else None
    if known is None:
        return quantity
    return quantity._replace(kind=known.kind, unit=known.name, factor=known.factor, step=quantity.step * known.factor, inherited=True)


def _alike(target: Quantity, actual: Quantity) -> tuple[Quantity, Quantity]:
    """Where only one of two numbers has a unit the other one means it too (≥200次 beside 205), unless shares are at stake (100% beside 1)."""
    if target.kind is Kind.NUMBER and not target.unit and actual.kind is not Kind.PERCENT:
        return _as(target, actual), actual
    if actual.kind is Kind.NUMBER and not actual.unit and (target.kind is not Kind.PERCENT or actual.number > 1):
        return target, _as(actual, target)
    return target, actual


def _as(number: Quantity, other: Quantity) -> Quantity:
    return number._replace(kind=other.kind, unit=other.unit, factor=other.factor, step=number.step * other.factor, inherited=True)


def _fact(cell: Line, quantity: Quantity, what: str) -> Fact:
    return Fact(quantity, _place(cell, quantity), what, cell.section, source=Source.TABLE)


def _place(cell: Line, quantity: Quantity) -> Span:
    return cell.span(quantity.start, quantity.end)
