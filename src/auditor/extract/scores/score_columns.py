"""Tables that print the parts of a score side by side: 预算执行(10) | 产出(50) | 效益(30) | 满意度(10) | 总分, one row for each project.

That the columns make up the last one is known from their full marks in brackets, or from most of the rows, where they do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.extract.lines import Line
from auditor.extract.tables.table_cells import CellNumber, cell_numbers
from auditor.model import Claim, ClaimKind, Fact, Kind, Operation, Reading, Source, Table, Term
from auditor.patterns import compiled

TOTAL = compiled("(?:自评|评价|综合|最终|项目)?(?:总分|总得分|总评分|综合得分|得分合计|合计得分|总成绩)(?:[（(][^）)]*[）)])?")
FULL_MARKS = compiled("[（(](\\d{1,3})分?[)）]$")
EXTRA = ("扣分", "减分", "加分", "率", "%", "％", "名次", "排名", "排序", "序号", "编号", "金额", "万元", "上年")
HUNDRED = Decimal(100)
FEWEST_PARTS = 2
FEWEST_ROWS = 3
AGREEING = Decimal("0.6")  # of the rows must add up where nothing else says that they should


def side_by_side_claims(table: Table, rows: Sequence[Sequence[Line]]) -> Iterator[Claim]:
    """The total score of every row against the parts printed before it."""
    if not any(TOTAL.fullmatch(cell.text.strip()) for row in rows[:3] for cell in row):
        return
    by_row: dict[int, dict[int, CellNumber]] = {}
    for number in cell_numbers(table, rows):
        by_row.setdefault(number.row, {})[number.column] = number
    headers = {number.column: number.header for row in by_row.values() for number in row.values()}
    totals = [column for column, header in headers.items() if TOTAL.fullmatch(header)]
    if len(totals) != 1:
        return
    parts = [column for column, header in headers.items() if column < totals[0] and header and not any(word in header for word in EXTRA)]
    full = [int(found[1]) for column in parts if (found := FULL_MARKS.search(headers[column]))]
    complete = [row for row in by_row.values() if totals[0] in row and all(column in row for column in parts)]
    if len(parts) < FEWEST_PARTS or any(not _is_score(row[column]) for row in complete for column in (*parts, totals[0])):
        return
    if not (len(full) == len(parts) and sum(full) == HUNDRED) and not _mostly_sums(complete, parts, totals[0]):
        return
    for row in complete:
        reading = Reading(Operation.SUM, tuple(Term(_score(row[column])) for column in parts), name="各项")
        yield Claim(ClaimKind.SCORE_SUM, _score(row[totals[0]]), (reading,), ("得分",), frozenset({"closed"}), source=Source.TABLE)


def _mostly_sums(rows: Sequence[dict[int, CellNumber]], parts: Sequence[int], total: int) -> bool:
    """Whether the parts add up to the total in most rows."""
    agreeing = sum(1 for row in rows if sum(row[column].fact.quantity.number for column in parts) == row[total].fact.quantity.number)
    return len(rows) >= FEWEST_ROWS and agreeing >= AGREEING * len(rows)


def _is_score(number: CellNumber) -> bool:
    quantity = number.fact.quantity
    return quantity.kind in (Kind.NUMBER, Kind.SCORE) and 0 <= quantity.number <= HUNDRED


def _score(number: CellNumber) -> Fact:
    quantity = number.fact.quantity
    return number.fact._replace(
        quantity=quantity._replace(kind=Kind.SCORE, unit="分", inherited=True), what=f"{number.label}{number.header}"[:24]
    )
