"""What a target table asserts in numbers.

Sources make the budget, the payment plan rises to 100 %, costs stay inside the budget, and a value agrees with the number that its own
description gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from auditor.extract.lines import Line, like
from auditor.extract.stops import Stops
from auditor.extract.targets.goal_parts import listed_parts
from auditor.extract.targets.goal_text import goal_claims
from auditor.extract.targets.target_periods import period_claims
from auditor.extract.targets.target_wording import bare
from auditor.extract.targets.unit_prices import price_claims
from auditor.model import (
    Bound,
    Claim,
    ClaimKind,
    Fact,
    Indicator,
    Kind,
    Operation,
    Quantity,
    Reading,
    Source,
    Span,
    TargetTable,
    Term,
)
from auditor.patterns import compiled

_AIM_BEFORE = compiled("(?:达到?|不低于|不少于|不小于|至少|高于|超过|大于|≥|>=|>|＞|≤|不超过|不高于|控制在|小于|低于)[^\\d，。；]{0,6}$")
_STATED_BEFORE = compiled("(?:完成|共计?|合计|总计|为|是|=|＝|：|数量|面积|长度|金额|总额|人数)[^\\d，。；]{0,8}$")
_AIM_BEHIND = compiled("\\s*(?:及?以上|及?以内|及?以下|左右)")
_CHANGE_BEFORE = compiled(
    "(?:提高|增长|上升|提升|下降|降低|减少|增加|增幅|降幅|缩短)[^，。；]{0,8}$|(?:每|各|平均|其中|第|人均|户均)[^，。；]{0,6}$"
)
_OPPOSITE = compiled("不(?:满意|合格|达标)|差错|误差|失败|流失|损耗|未")  # of what is left of the whole: 不满意率不超过10%
_RUBRIC = compiled("扣|得分|满分|计分|加分|得\\d")
_STOPS = Stops("，。；\n")
_LIMITS = frozenset({Bound.AT_LEAST, Bound.AT_MOST, Bound.MORE, Bound.LESS})


def target_table_claims(text: str, tables: Sequence[TargetTable], cells: Mapping[int, Sequence[Sequence[Line]]]) -> Iterator[Claim]:
    """The claims of all target tables of a document with this text. `cells` are the scanned rows of the document's tables by block."""
    for table in tables:
        yield from _funds(table)
        yield from _plan(table)
        yield from _costs(table)
        yield from period_claims(table)
        yield from listed_parts(cells[table.block])
        yield from goal_claims(text, table, _beginning(table, cells))
        yield from price_claims(text, table, _beginning(table, cells))
        described = {cell.passage.span: cell for row in cells[table.block] for cell in row}
        for row in table.rows:
            yield from _described(row, described)


def _beginning(table: TargetTable, cells: Mapping[int, Sequence[Sequence[Line]]]) -> int:
    """Where the form of a table begins: at the project's name, else with the table itself."""
    return table.project_name.span.start if table.project_name is not None else cells[table.block][0][0].passage.span.start


def _claim(stated: Fact, readings: Sequence[Reading], *traits: str, related: tuple[tuple[str, Span], ...] = ()) -> Claim:
    return Claim(ClaimKind.TARGET_TABLE, stated, tuple(readings), (), frozenset(traits), related, Source.TABLE)


def _funds(table: TargetTable) -> Iterator[Claim]:
    """The budget and its sources. Where the form has no place for other sources, the one it prints need not be all."""
    if table.budget is None or not table.funds:
        return
    terms = tuple(Term(fact) for fact in table.funds)
    if not table.funds_closed:
        yield _claim(table.budget, [Reading(Operation.AT_LEAST, terms)], "funds", "open")
        return
    readings = [Reading(Operation.SUM if len(terms) > 1 else Operation.EQUAL, terms)]
    chief = [fact for fact in (table.fiscal_funds, table.other_funds) if fact is not None]
    if 0 < len(chief) < len(table.funds):  # the others may be parts of these
        readings.append(Reading(Operation.SUM, tuple(Term(fact) for fact in chief), name="按财政资金与其他资金两项"))
    yield _claim(table.budget, readings, "funds")


def _plan(table: TargetTable) -> Iterator[Claim]:
    """The plan rises and ends with everything. One that prints the share of each period instead adds up to everything."""
    facts = [fact for _, fact in table.plan]
    if len(facts) < 2 or table.plan_label is None:
        return
    kinds = {fact.quantity.kind for fact in facts}
    if kinds == {Kind.PERCENT}:
        last = facts[-1].quantity
        whole = Fact(last._replace(number=Decimal(100), text="100%"), table.plan_label, "全部资金", facts[0].section, source=Source.TABLE)
    elif len(kinds) == 1 and table.budget is not None and kinds == {table.budget.quantity.kind}:
        whole = table.budget
    else:
        return
    for first, second in pairwise(facts):
        yield _claim(second, [Reading(Operation.AT_LEAST, (Term(first),)), _shares(whole, facts, second)], "plan-step")
    yield _claim(facts[-1], [Reading(Operation.EQUAL, (Term(whole),)), _shares(whole, facts, facts[-1])], "plan-end")


def _shares(whole: Fact, facts: Sequence[Fact], stated: Fact) -> Reading:
    """The reading under which every period prints its own share."""
    others = (Term(fact, -1) for fact in facts if fact is not stated)
    return Reading(Operation.SUM, (Term(whole), *others), name="按各期占比")


def _costs(table: TargetTable) -> Iterator[Claim]:
    """Amounts of money under the cost indicators against the budget; a standard or a mean is no part of it."""
    budget = table.budget
    if budget is None or budget.quantity.kind is not Kind.MONEY:
        return
    costs = [row for row in table.rows if row.kind == "cost"]
    for row in costs:
        if row.target is None or row.target.quantity.kind is not Kind.MONEY or row.traits & {"mean", "saving"}:
            continue
        traits = ["cost"]
        if "total-cost" in row.traits:
            traits.append("whole-project")
        if len(costs) == 1 and "paid-out" not in row.traits:
            traits.append("only-cost")
        yield _claim(_plainly(row.target), [Reading(Operation.AT_MOST, (Term(budget),))], *traits)


def _described(row: Indicator, cells: Mapping[Span, Line]) -> Iterator[Claim]:
    """The value of a row against the number that its description gives for it."""
    if row.target is None or row.description is None or "growth" in row.traits:
        return
    cell = cells.get(row.description[1])
    if cell is None or _RUBRIC.search(cell.text):
        return
    value = row.target.quantity
    found = [
        quantity for quantity in cell.quantities if like(quantity, value) and (value.kind is not Kind.COUNT or quantity.unit == value.unit)
    ]
    if len(found) != 1 or found[0].high is not None or value.kind is Kind.NUMBER:
        return
    quantity = found[0]
    before, behind = cell.text[max(0, quantity.start - 16) : quantity.start], cell.text[quantity.end :]
    if _CHANGE_BEFORE.search(before) or (_OPPOSITE.search(before) and not _OPPOSITE.search(row.name)):
        return
    traits = {"described"}
    if _AIM_BEFORE.search(before) or _AIM_BEHIND.match(behind) or quantity.bound in _LIMITS:
        traits.add("aimed")
    elif not _is_counted(row, quantity, behind) and (
        not _STATED_BEFORE.search(before) or behind.strip("。；，, ")
    ):  # a number in passing is of something else
        return
    clause = cell.text[_STOPS.behind_last(cell.text, 0, quantity.start) : quantity.start]
    if bare(row.name)[-3:] in clause:
        traits.add("same-topic")
    yield _claim(_plainly(row.target), [Reading(Operation.EQUAL, (Term(_plainly(cell.fact(quantity, "描述"))),))], *traits)


def _is_counted(row: Indicator, quantity: Quantity, behind: str) -> bool:
    """Whether the name asks how many there are (修缮座数), and the description tells it: 修缮泵站12座，含……."""
    name = bare(row.name)
    return (
        quantity.kind is Kind.COUNT
        and name.endswith((f"{quantity.unit}数", "数量"))
        and quantity.bound is Bound.EXACT
        and (not behind or behind[0] in "，,；;。（( ")
    )


def _plainly(fact: Fact) -> Fact:
    """The number itself, whatever limits it: 90 % 以上 beside 90 % is the same target."""
    quantity: Quantity = fact.quantity
    return fact._replace(quantity=quantity._replace(bound=Bound.EXACT)) if quantity.bound in _LIMITS else fact
