"""Rows with the codes of budget accounts (201, 20101, 2010199; 类, 款, 项 in columns of their own): every row adds up its subordinates.

Codes may stand in one cell or in several, so that rows of different level have different lengths; the numbers are told by what stands
behind the name of the row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.extract.numbers.units import in_announced_unit
from auditor.extract.tables.grids import Row, cell_number, is_total
from auditor.extract.tables.steady_columns import steady_claims
from auditor.model import Claim, ClaimKind, Fact, Kind, Operation, Reading, Source, Span, Table, Term
from auditor.patterns import compiled
from auditor.records import NamedTuple

_PART = compiled("\\d{1,7}")
_NAMED = compiled("(\\d{3}(?:\\d\\d){0,2}|\\d\\d)\\s{0,3}(?=[^\\W\\d])")  # 02一般行政管理事务, 2010301 行政运行
_LENGTHS = (3, 5, 7)  # 类, 款, 项
_FEWEST = 4  # coded rows that make a list
_EMPTY = frozenset({"", "-", "—", "－", "–", "/"})


class CodedRow(NamedTuple):
    """A row of accounts: its code ("" for 合计), the cell that names it, and the cells behind the name, numbers or not."""

    code: str
    name: Line
    values: tuple[Line, ...]

    @property
    def label(self) -> str:
        """The name without code and blanks."""
        return "".join(_NAMED.sub("", self.name.text.strip(), count=1).split())


def coded_claims(table: Table, rows: Sequence[Row]) -> Iterator[Claim]:
    """The sums of all lists of accounts in a table."""
    if sum(1 for row in rows if row and row[0].text.strip()[:3].isdecimal()) < _FEWEST:
        return
    for opening, listed, closing in _lists(rows):
        if len(listed) >= _FEWEST:
            totals = [row for row in (opening, closing) if row is not None]
            yield from _sums(table, listed, totals)
            yield from steady_claims(table, [row.values for row in (*listed, *totals)], total_first=True)


def _lists(rows: Sequence[Row]) -> Iterator[tuple[CodedRow | None, list[CodedRow], CodedRow | None]]:
    """Runs of coded rows with the total rows before and behind; headers printed again on a new page interrupt none.

    A run ends where a code comes again or the first three digits fall.
    """
    opening: CodedRow | None = None
    listed: list[CodedRow] = []
    known: set[str] = set()
    for row in map(_coded, rows):
        if row is None:
            continue
        if row.code and (not listed or (row.code not in known and row.code[:3] >= listed[-1].code[:3])):
            listed.append(row)
            known.add(row.code)
            continue
        total = None if row.code else row
        if listed:
            yield opening, listed, total
        opening, listed = total, [row] if row.code else []
        known = _codes(listed)
    if listed:
        yield opening, listed, None


def _codes(listed: Sequence[CodedRow]) -> set[str]:
    return {row.code for row in listed}


def _coded(row: Row) -> CodedRow | None:
    """A row as a coded one or as a total, None if it is neither."""
    parts: list[str] = []
    for position, cell in enumerate(row):
        text = cell.text.strip()
        if not text:
            continue
        if not any(char.isalpha() for char in text):
            if not _PART.fullmatch(text):
                return None
            parts.append(text)
            continue
        name = _NAMED.match(text)
        if name:
            parts.append(name[1])
        code = _joined(parts)
        if code or (not parts and is_total(text.replace(" ", ""))):
            return CodedRow(code, cell, tuple(row[position + 1 :]))
        return None
    return None


def _joined(parts: Sequence[str]) -> str:
    """The code that the parts make up, "" if they make none; 301 and 2 are 30102."""
    if not parts or len(parts[0]) < 3 or (len(parts) > 1 and any(len(part) > 2 for part in parts[1:])):
        return ""
    code = parts[0] + "".join(part.zfill(2) for part in parts[1:])
    return code if len(code) in _LENGTHS else ""


def _sums(table: Table, listed: Sequence[CodedRow], totals: Sequence[CodedRow]) -> Iterator[Claim]:
    """For every row with subordinates, and for the totals, a claim for each column of numbers."""
    known = _codes(listed)
    below: dict[str, list[CodedRow]] = {}
    for row in listed:
        above = next((row.code[:length] for length in (5, 3) if length < len(row.code) and row.code[:length] in known), "")
        below.setdefault(above, []).append(row)
    width = max((len(row.values) for row in listed), default=0)
    first = ("header", listed[0].name.passage.span)
    for row in listed:
        if row.code in below:
            yield from _of_row(table, row, below[row.code], width, first)
    for total in totals:
        yield from _of_row(table, total, below.get("", []), width, first)


def _of_row(table: Table, row: CodedRow, parts: Sequence[CodedRow], width: int, first: tuple[str, Span]) -> Iterator[Claim]:
    if any(_is_damaged(part) for part in parts):
        return
    whole = all(len(part.values) == width for part in (row, *parts))  # else blank cells were lost, and only the first column is sure
    for column in range(width if whole else 1):
        stated = _fact(table, row, column)
        terms = tuple(Term(fact) for part in parts if (fact := _fact(table, part, column)) is not None)
        if stated is None or not terms or stated.quantity.kind in (Kind.PERCENT, Kind.SCORE):
            continue
        if 2 * stated.quantity.value < max(term.fact.quantity.value for term in terms):
            continue  # no sum: the columns are not the same
        yield Claim(
            ClaimKind.SUM,
            stated,
            (Reading(Operation.SUM, terms, name="按下级科目"),),
            (row.label, ""),
            frozenset({"table-total", "complete", "coded"}),
            (first,),
            Source.TABLE,
        )


def _is_damaged(row: CodedRow) -> bool:
    """Whether a cell behind the name holds something else than a number or nothing: then columns may be shifted."""
    return any(cell.text.strip() not in _EMPTY and cell_number(cell) is None for cell in row.values)


def _fact(table: Table, row: CodedRow, column: int) -> Fact | None:
    quantity = cell_number(row.values[column]) if column < len(row.values) else None
    if quantity is None:
        return None
    return Fact(
        in_announced_unit(quantity, table.unit),
        row.values[column].span(quantity.start, quantity.end),
        row.label,
        row.name.section,
        source=Source.TABLE,
    )
