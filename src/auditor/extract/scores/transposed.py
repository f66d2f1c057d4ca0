"""Score summaries that lie on their side: the first-level indicators are the columns, 分值, 得分 and 得分率 the rows.

一级指标 | 决策 | 过程 | 产出 | 效益 | 合计 over rows of numbers. Every named column must have its number, else nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.column_titles import normal, role_of
from auditor.extract.lines import Line
from auditor.extract.scores.score_rows import TOTAL, score_fact
from auditor.extract.tables.grids import cell_number
from auditor.model import Claim, ClaimKind, Fact, Kind, Operation, Reading, Source, Term

ROWS = frozenset({"full_marks", "score", "rate"})
NAMES = {"full_marks": "分值", "score": "得分"}
FEWEST_PARTS = 2
HIGHEST = 6  # rows of such a summary, repeated headers aside

Cells = dict[int, Line]


def transposed_claims(rows: Sequence[Sequence[Line]]) -> Iterator[Claim]:
    """Totals of full marks and scores, and every column's rate."""
    named: dict[str, Cells] = {}
    first = len(rows)
    for index, row in enumerate(rows):
        role = role_of(row[0].text) if len(row) > FEWEST_PARTS + 1 else ""
        if role in ROWS and any(cell_number(cell) is not None for cell in row[1:]):
            if role in named:
                return  # two summaries, or two reviews in one table
            named[role] = {cell.column: cell for cell in row}
            first = min(first, index)
    if "score" not in named or not 0 < first < HIGHEST:
        return
    header = {cell.column: cell for cell in rows[first - 1] if cell.column and cell.text.strip()}
    if len(header) <= FEWEST_PARTS or any(cell_number(cell) is not None for cell in header.values()):
        return
    totals = [column for column, cell in header.items() if TOTAL.fullmatch(normal(cell.text))]
    parts = [column for column in header if column not in totals]
    if len(totals) == 1 and len(parts) >= FEWEST_PARTS:
        for role, name in NAMES.items():
            yield from _total(named.get(role, {}), header[totals[0]], parts, name)
    if "rate" in named and "full_marks" in named:
        yield from _rates(named, header)


def _total(cells: Cells, total: Line, parts: Sequence[int], name: str) -> Iterator[Claim]:
    """The total of one row against its parts."""
    facts = [score_fact(cells[column], "") if column in cells else None for column in (total.column, *parts)]
    known = [fact for fact in facts if fact is not None]
    if len(known) < len(facts) or any(fact.quantity.kind is not known[0].quantity.kind for fact in known):
        return
    label = total.text.strip()
    traits = {"scores", "level", "table-total", *({"weights"} if name == "分值" else ())}
    reading = Reading(Operation.SUM, tuple(Term(fact) for fact in known[1:]))
    stated = known[0]._replace(what=label)
    yield Claim(ClaimKind.SUM, stated, (reading,), (label, name), frozenset(traits), source=Source.TABLE)


def _rates(named: dict[str, Cells], header: Cells) -> Iterator[Claim]:
    """得分 ÷ 分值 = 得分率 in every column."""
    label = named["rate"][min(named["rate"])]
    percent = "%" in label.text.replace("％", "%")
    for column, head in header.items():
        cells = [named[role].get(column) for role in ("rate", "score", "full_marks")]
        if any(cell is None or cell_number(cell) is None for cell in cells):
            continue
        rate, score, marks = (score_fact(cell, head.text.strip()) for cell in cells if cell is not None)
        if rate is None or score is None or marks is None or not marks.quantity.number or marks.quantity.kind is not score.quantity.kind:
            continue
        if percent and rate.quantity.kind is Kind.SCORE:
            rate = _percent(rate)
        if rate.quantity.kind is Kind.PERCENT:
            reading = Reading(Operation.QUOTIENT, (Term(score),), (Term(marks),))
            place = (("header", label.passage.span),)
            yield Claim(ClaimKind.RATIO, rate, (reading,), (label.text.strip(),), frozenset({"row-formula", "column"}), place, Source.TABLE)


def _percent(rate: Fact) -> Fact:
    return rate._replace(quantity=rate.quantity._replace(kind=Kind.PERCENT, unit="%", inherited=True))
