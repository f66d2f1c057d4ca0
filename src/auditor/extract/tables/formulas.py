"""What the formulas of a workbook assert: that a total is the sum of the cells it names, and of those that belong to them.

Every sum is a claim: what the cell shows against the numbers of the cells that it adds up. Four things make such a claim worth a second look, and
each is a trait: a range that stops short of cells that belong to it, a total typed in where its neighbours are formulas, numbers stored as texts,
which a sum passes over, and a result older than its numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.extract.tables.formula_terms import Cells, Place, Range, SheetCell, cells_by_sheet, summed
from auditor.extract.tables.tables import LEVELS
from auditor.model import Claim, ClaimKind, Document, Fact, Kind, Operation, Reading, Source, Span, Term
from auditor.model.text import letters
from auditor.patterns import compiled
from auditor.records import NamedTuple

# Rows and columns that stand among others without being added up with them, and the labels of totals.
_APART = compiled(
    "^(?:减|扣|其中|其：|[#*]|内含|备注|注[：:]|说明|平均|人均|占|比|增减|增长|上年|去年|同比|差额|结余|结转|剩余|未|执行率|完成率)|率$|比例$|比重$|平均$"
)
_TOTALLING = compiled("(?:计|总额|总数|总分|总和)(?:[（(：:].*)?$")
_MOST_MISSED = 3
_MOST_TERMS = 400  # of one claim; a longer column is not a report's


class Sum(NamedTuple):
    """A formula that adds up cells of its own column, or of its own row.

    Along that column or row stand the cell itself `at` and the stretch it covers; `across` says which column or row it is. `chain` are the
    cells that it names one by one, empty for a range.
    """

    cell: SheetCell
    ranges: tuple[Range, ...]
    down: bool
    across: int
    at: int
    first: int
    last: int
    chain: tuple[int, ...] = ()

    def place(self, along: int) -> Place:
        """The place of a cell of the same column or row."""
        return (along, self.across) if self.down else (self.across, along)


def formula_claims(document: Document, tables: dict[int, list[list[Line]]]) -> Iterator[Claim]:
    """The claims of every sheet that calculates."""
    for cells in cells_by_sheet(document, tables).values():
        yield from _of_sheet(cells)


def _of_sheet(cells: Cells) -> Iterator[Claim]:
    groups: dict[tuple[bool, int, int], list[Sum]] = {}  # the sums that stand side by side: in one total row, in one total column
    for place, cell in cells.items():
        ranges = summed(cell.formula) if cell.formula and cell.fact is not None else None
        if ranges is None:
            continue
        one = _sum(place, cell, ranges)
        if one is None:
            yield from _own(cells, cell, ranges)
        else:
            groups.setdefault((one.down, one.at, cell.block), []).append(one)
    for group in groups.values():
        for one in group:
            missed, traits = _missed(cells, one, group)
            if missed:
                yield from _short(cells, one, missed, traits)
            else:
                yield from _own(cells, one.cell, one.ranges)
        yield from _typed_over(cells, group)


def _sum(place: Place, cell: SheetCell, ranges: Sequence[Range]) -> Sum | None:
    """The formula as a sum along its column or row; None for one over an area, or over cells elsewhere."""
    row, column = place
    for down in (True, False):
        ends = [(one.top, one.bottom, one.left, one.right) if down else (one.left, one.right, one.top, one.bottom) for one in ranges]
        at, across = (row, column) if down else (column, row)
        if all(low == high == across for _, _, low, high in ends) and not any(first <= at <= last for first, last, _, _ in ends):
            chain = tuple(first for first, _, _, _ in ends) if all(one.single for one in ranges) else ()
            if len(ranges) > 1 and not chain:
                return None
            return Sum(cell, tuple(ranges), down, across, at, min(end[0] for end in ends), max(end[1] for end in ends), chain)
    return None


# ------------------------------------------------------------------------------------------------------------ the range


def _missed(cells: Cells, one: Sum, group: Sequence[Sum]) -> tuple[list[int], set[str]]:
    """What a sum leaves out though it belongs to it, and how that is known."""
    if one.chain:
        return _missed_of_chain(cells, one), {"level"}
    shapes = Counter((other.first, other.last) for other in group if not other.chain)
    shape, most = shapes.most_common(1)[0]
    own = shapes[one.first, one.last]
    if most > own and shape[0] <= one.first and one.last <= shape[1] and not shape[0] <= one.at <= shape[1]:
        others = [along for along in range(shape[0], shape[1] + 1) if not one.first <= along <= one.last]
        found = [along for along in others if _belongs(cells, one, along, strictly=False)]
        return found[:_MOST_MISSED], {"siblings"} if most > 1 else set()
    if most > own or not _TOTALLING.search(_name(one)):
        return [], set()
    gap = range(one.last + 1, one.at) if one.last < one.at else range(one.at + 1, one.first)
    between = [along for along in gap if one.place(along) in cells]
    if not between or len(between) > min(_MOST_MISSED, one.last - one.first + 1):
        return [], set()
    return (between, {"gap"}) if all(_belongs(cells, one, along, strictly=True) for along in between) else ([], set())


def _missed_of_chain(cells: Cells, one: Sum) -> list[int]:
    """The cells of the level 一、二、三、 of those that =B3+B8+B12 names, before the total, that it does not name."""
    named = [cells.get(one.place(along)) for along in one.chain]
    levels = {_level(cell.label if one.down else cell.header) if cell is not None else None for cell in named}
    level = levels.pop() if len(levels) == 1 else None
    if level is None or len(one.chain) < 2:
        return []
    reach = range(one.first, one.at) if one.last < one.at else range(one.first, one.last + 1)
    found = [
        along
        for along in reach
        if along not in one.chain
        and (cell := cells.get(one.place(along))) is not None
        and _level(cell.label if one.down else cell.header) == level
        and _belongs(cells, one, along, strictly=False)
    ]
    return found if len(found) <= _MOST_MISSED else []


def _level(label: str) -> str | None:
    return next((name for name, pattern in LEVELS if pattern.search(label)), None)


def _name(one: Sum) -> str:
    """What the sum is called: the label of its row, or the header of its column."""
    return one.cell.label if one.down else one.cell.header.partition("(")[0].strip()


def _belongs(cells: Cells, one: Sum, along: int, *, strictly: bool) -> bool:
    """Whether a cell that a sum does not cover is of the same kind as those it covers: an amount of its own, not a part, a rate, another total."""
    cell = cells.get(one.place(along))
    if cell is None or cell.fact is None or one.cell.fact is None or not cell.body or cell.block != one.cell.block:
        return False
    quantity, total = cell.fact.quantity, one.cell.fact.quantity
    name = cell.label if one.down else cell.header
    if quantity.kind is not total.kind or quantity.kind is Kind.PERCENT or not quantity.number or not name:
        return False
    if _APART.search(name) or _TOTALLING.search(name.partition("(")[0].strip()) or (strictly and cell.formula):
        return False
    covered = _numbers(cells, one.ranges)
    levels = {_level(term.what) for term in covered} if one.down else {None}
    return _level(name) in levels and quantity.value != sum(fact.quantity.value for fact in covered)


def _short(cells: Cells, one: Sum, missed: Sequence[int], traits: set[str]) -> Iterator[Claim]:
    """The claim that a sum covers what it misses, too."""
    left_out = [(one.place(along), cells[one.place(along)]) for along in missed]
    terms = _numbers(cells, one.ranges) + [cell.fact for _, cell in left_out if cell.fact is not None]
    named = "、".join(_address(place) for place, _ in left_out)
    labels = "、".join(cell.label if one.down else cell.header for _, cell in left_out)
    related = [("left-out", cell.fact.span) for _, cell in left_out if cell.fact is not None]
    yield from _claim(one.cell, terms, (one.cell.formula, named, labels), {"short-range", *traits}, related)


# ----------------------------------------------------------------------------------------------------------- the result


def _own(cells: Cells, cell: SheetCell, ranges: Sequence[Range]) -> Iterator[Claim]:
    """The claim that a sum shows the sum of the cells it names, those with a number stored as a text among them."""
    texts = [
        (place, other.fact)
        for one in ranges
        for place in one.places()
        if (other := cells.get(place)) is not None and other.is_text and other.body and other.fact is not None
    ]
    cues = (cell.formula, "、".join(_address(place) for place, _ in texts[:_MOST_MISSED]) + ("等" if len(texts) > _MOST_MISSED else ""), "")
    related = [("left-out", fact.span) for _, fact in texts]
    terms = [*_numbers(cells, ranges), *(fact for _, fact in texts)]
    yield from _claim(cell, terms, cues, {"text-number"} if texts else {"stale"}, related)


def _typed_over(cells: Cells, group: Sequence[Sum]) -> Iterator[Claim]:
    """The claims of totals without a formula beside two or more that add up one and the same stretch."""
    ranged = [one for one in group if not one.chain]
    shapes = Counter((one.first, one.last) for one in ranged)
    if not shapes or not _TOTALLING.search(_name(ranged[0])):
        return
    (first, last), most = shapes.most_common(1)[0]
    if most < 2:
        return
    model = next(one for one in ranged if (one.first, one.last) == (first, last))
    for place, cell in cells.items():
        at, across = place if model.down else place[::-1]
        if at != model.at or cell.block != model.cell.block or cell.formula or cell.fact is None or cell.is_text:
            continue
        stretch = [(along, across) if model.down else (across, along) for along in range(first, last + 1)]
        terms = [other.fact for one in stretch if (other := cells.get(one)) is not None and other.fact is not None]
        if 3 * len(terms) >= 2 * sum(any(cells.get(one.place(along)) for one in ranged) for along in range(first, last + 1)):
            yield from _claim(cell, terms, (model.cell.formula, "", ""), {"typed-over"}, [("context", _span(model.cell))])


# ---------------------------------------------------------------------------------------------------------------- shared


def _numbers(cells: Cells, ranges: Sequence[Range]) -> list[Fact]:
    """The numbers of the cells in `ranges`, without those that are stored as texts."""
    found = (cells.get(place) for one in ranges for place in one.places())
    return [cell.fact for cell in found if cell is not None and cell.fact is not None and not cell.is_text]


def _claim(
    cell: SheetCell, terms: Sequence[Fact], cues: tuple[str, str, str], traits: set[str], related: Sequence[tuple[str, Span]]
) -> Iterator[Claim]:
    """A sum as a claim, if its numbers are of one kind and there are at least two; the header of its column is shown with it."""
    stated = cell.fact
    if stated is None or not 2 <= len(terms) <= _MOST_TERMS or any(term.quantity.kind is not stated.quantity.kind for term in terms):
        return
    if stated.quantity.kind is Kind.PERCENT and "stale" not in traits:
        return
    shown = [*related, *([("header", cell.heading)] if cell.heading is not None else [])]
    reading = Reading(Operation.SUM, tuple(Term(term) for term in terms))
    names = (cell.label, cell.header)
    yield Claim(ClaimKind.FORMULA, stated, (reading,), (*cues, *names), frozenset({"table-total", *traits}), tuple(shown), Source.TABLE)


def _address(place: Place) -> str:
    return f"{letters(place[1])}{place[0]}"


def _span(cell: SheetCell) -> Span:
    return cell.line.passage.span
