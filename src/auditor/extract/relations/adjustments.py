"""预算调整率 told in prose: what was added, or the adjusted budget less the initial one, over the initial budget."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.extract.lines import Line, like
from auditor.extract.relations.operands import words_of
from auditor.model import Operation, Quantity, Reading, Term
from auditor.patterns import compiled

INITIAL_BUDGET = compiled("年初(?:部门)?预算|年初(?:批复|下达|安排)|预算批复")
ADJUSTMENT = compiled("追加|调增|净增|调整(?:数|额|金额)")
ADJUSTED_BUDGET = compiled("调整后|调整预算|全年预算")


def adjustment_rate(line: Line, name: str, here: Sequence[Quantity]) -> tuple[Reading, set[str]] | None:
    """预算调整率: what was added, or the adjusted budget less the initial one, over the initial budget."""
    if not name.endswith("调整"):
        return None
    initial = next((q for q in here if INITIAL_BUDGET.search(words_of(line, q))), None)
    if initial is None:
        return None
    base = Term(line.fact(initial))
    added = [q for q in here if ADJUSTMENT.search(words_of(line, q)) and like(q, initial)]
    adjusted = [q for q in here if q is not initial and ADJUSTED_BUDGET.search(words_of(line, q)) and like(q, initial)]
    if adjusted:
        return Reading(Operation.QUOTIENT, (Term(line.fact(adjusted[-1])), Term(base.fact, -1)), (base,)), {"stem", "whole"}
    if len(added) == 1:
        return Reading(Operation.QUOTIENT, (Term(line.fact(added[0])),), (base,)), {"stem", "whole"}
    return None
