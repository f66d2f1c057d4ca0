"""A row that the text tells with another number, in a table whose other rows it tells rightly.

Two rows told with their own numbers show that the text speaks of this table; then a name of one of its rows with a number behind it that
stands nowhere in the row is at odds with it, whatever the columns are called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice, takewhile

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.extract.words import places
from auditor.model import Claim, ClaimKind, Fact, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled
from auditor.records import NamedTuple

_KINDS = frozenset({Kind.MONEY, Kind.COUNT, Kind.AREA, Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME, Kind.OTHER})
_NUMBERED = compiled("^[（(]?[一二三四五六七八九十\\d]{1,2}[）)、.．]\\s*|^其中[：:]?|\\s")
_NO_ROW = compiled("合计|总计|小计|其他|其中|得分|分值|[\\d]|^(?:项目|指标|资金|预算|支出|收入|年度|数量|金额|面积|单位|全年|本年)")
_GAP = compiled(
    "(?:费|支出|资金|经费|项目|工程)?(?:[（(][^（()）\\d]{0,8}[）)])?(?:全年|累计|实际|已|共|合计|支出|完成|决算|使用|安排|建设|为|是|计|达到?|：)*\\s*"
)
_OTHER = compiled(
    "上年|去年|同期|比|较|增|减|降|其中|每|人均|均|累计|预计|计划|目标|拟|将|超|节约|未|剩余|结转|第[一二三四]|[一二三四五六七八九]月|季度|追加|另"
)
_SHORTEST, _LONGEST = 3, 16
_FEWEST_FIGURES, _SISTERS, _MOST, _MOST_PLACES = 3, 2, 40, 3
_UNITS = (Decimal(1), Decimal(10000), Decimal("0.0001"))
_CLAUSE = 10


class _Row(NamedTuple):
    name: str
    cells: list[tuple[Line, Quantity]]


def sister_claims(corpus: Corpus, lines: Sequence[Line], tables: Mapping[int, Sequence[Sequence[Line]]]) -> Iterator[Claim]:
    """Claims that a number behind a row's name is one of the row's."""
    told: set[Decimal] | None = None
    end = corpus.end(len(lines))
    times: dict[str, int] = {}
    silent: list[_Row] = []
    for rows in tables.values():
        named = [row for cells in rows if (row := _row(cells)) is not None]
        for row in named:
            times[row.name] = times.get(row.name, 0) + 1
        if len(named) <= _SISTERS:  # nothing is left beside the sisters
            continue
        if told is None:
            told = {quantity.number.normalize() for line in lines for quantity in line.quantities if quantity.kind in _KINDS}
        unheard = [
            row
            for row in named
            if not any(_figures(quantity) >= _FEWEST_FIGURES and quantity.number.normalize() in told for _, quantity in row.cells)
        ]
        if len(named) - len(unheard) >= _SISTERS:
            silent += unheard
    for row in silent[:_MOST]:
        if times[row.name] > 1:
            continue
        found = [
            (line, quantity)
            for place in islice(takewhile(end.__gt__, places(corpus.text, row.name)), _MOST_PLACES)
            for line, at in (corpus.at(place),)
            if (quantity := _behind(line, at, row)) is not None
        ]
        if len({quantity.value for _, quantity in found}) == 1:
            line, quantity = found[0]
            other = _nearest(quantity, row)
            if other is not None:
                yield _claim(line, quantity, row.name, other)


def _row(cells: Sequence[Line]) -> _Row | None:
    """A row with a name and numbers behind it; None for totals and for rows that only give marks."""
    first = 0
    for first, cell in enumerate(cells):  # noqa: B007 - where the numbers begin is what is looked for
        if cell.alone is not None:
            break
    else:
        return None
    name = ""
    for cell in reversed(cells[:first]):  # the nearest that has words
        if not cell.quantities and (name := _NUMBERED.sub("", cell.text)):
            break
    if not _SHORTEST <= len(name) <= _LONGEST or not name.isalpha() or name.isascii() or _NO_ROW.search(name):
        return None
    return _Row(name, [(cell, cell.alone) for cell in cells[first:] if cell.alone is not None])


def _figures(quantity: Quantity) -> int:
    return len(quantity.digits.replace(".", "").strip("0"))


def _behind(line: Line, at: int, row: _Row) -> Quantity | None:
    """The number right behind a row's name, told for this year and for all of it."""
    stop = at + len(row.name)
    quantity = next(iter(line.between(stop, stop + 24)), None)
    if quantity is None or quantity.kind not in _KINDS or not quantity.is_exact:
        return None
    if not _GAP.fullmatch(line.text, stop, quantity.start) or _figures(quantity) < _FEWEST_FIGURES:
        return None
    low = max(line.sentence(at)[0], at - _CLAUSE)
    for mark in "，；：、":
        low = max(low, line.text.rfind(mark, low, at) + 1)
    return None if _OTHER.search(line.text, low, quantity.start) else quantity


def _nearest(told: Quantity, row: _Row) -> Fact | None:
    """The row's number that lies nearest, in the unit of the told one; None where one may be the same, or all are far."""
    best: tuple[Decimal, Fact] | None = None
    for cell, quantity in row.cells:
        if quantity.kind not in (Kind.NUMBER, told.kind) or quantity.number <= 0:
            continue
        for unit in _UNITS if quantity.kind is Kind.NUMBER else (quantity.factor / told.factor,):
            number = quantity.number * unit
            if abs(number - told.number) <= max(told.step / told.factor, quantity.step / quantity.factor * unit):
                return None
            ratio = max(number, told.number) / min(number, told.number)
            if ratio < 2 and (best is None or ratio < best[0]):
                step = told.step if quantity.kind is Kind.NUMBER else quantity.step
                same = quantity._replace(unit=told.unit, kind=told.kind, factor=told.factor * unit, step=step, inherited=True)
                best = ratio, cell.fact(same if quantity.kind is Kind.NUMBER else quantity, row.name)
    return best[1] if best is not None else None


def _claim(line: Line, quantity: Quantity, name: str, other: Fact) -> Claim:
    reading = Reading(Operation.EQUAL, (Term(other),))
    traits = frozenset({"told-twice", "table", "sister"})
    return Claim(ClaimKind.VALUE, line.fact(quantity, name), (reading,), (name, "名称", "期间、口径"), traits, source=line.source)
