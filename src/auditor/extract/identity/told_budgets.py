"""Amounts that the text tells right behind a project's name against the budget in that project's own target table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.extract.lines import Line
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, TargetTable, Term
from auditor.patterns import compiled

_GAP = compiled(
    "(?:项目|经费|资金|专项)?[”》]?(?:[（(][^（()）\\d]{0,8}[）)])?(?:年初|本年|当年|全年|年度)?(?:预算|预算数|预算安排|安排|资金|投入|总额|为|共|共计|：)*\\s*"
)
_OTHER = compiled("上年|去年|同期|结转|追加|调减|到位|支出|执行|比|较|累计|总投资|其中中央|其中省")
_SHORTEST, _MOST = 5, 60


def told_budget_claims(lines: Sequence[Line], plans: Sequence[TargetTable]) -> Iterator[Claim]:
    """Every project whose name one table carries, where all amounts told behind its name are one, and not the table's."""
    names = [plan.project_name.value for plan in plans if plan.project_name is not None]
    for plan in plans[:_MOST]:
        name, budget = plan.project_name, plan.budget
        if name is None or budget is None or len(name.value) < _SHORTEST or names.count(name.value) > 1:
            continue
        told = [(line, amount) for line in lines if name.value in line.text and (amount := _amount(line, name.value)) is not None]
        if not told or any(amount.value == budget.quantity.value for _, amount in told) or len({amount.value for _, amount in told}) > 1:
            continue
        line, amount = told[0]
        reading = Reading(Operation.EQUAL, (Term(budget._replace(what=name.value)),))
        traits = frozenset({"told-twice", "money"})
        yield Claim(ClaimKind.VALUE, line.fact(amount, name.value), (reading,), (name.value, "名称、口径", ""), traits, source=line.source)


def _amount(line: Line, name: str) -> Quantity | None:
    """The amount right behind a name, told for no other time and stage."""
    at = line.text.find(name) + len(name)
    amount = next(iter(line.between(at, at + 24)), None)
    if amount is None or amount.kind is not Kind.MONEY or not amount.is_exact:
        return None
    if not _GAP.fullmatch(line.text, at, amount.start) or _OTHER.search(line.text, max(0, at - len(name) - 8), at - len(name)):
        return None
    return amount
