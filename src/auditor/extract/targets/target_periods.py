"""The year inside the whole period: what one year is to reach or is given is no more than what all years are.

Only things that add up from year to year are compared. Rates, means, prices and whatever is to go down may well be higher in one year.
"""

from __future__ import annotations

from collections.abc import Iterator

from auditor.extract.targets.goal_names import comparable
from auditor.extract.targets.target_wording import bare
from auditor.model import Bound, Claim, ClaimKind, Fact, Indicator, Kind, Operation, Reading, Source, TargetTable, Term
from auditor.patterns import compiled

_ADDS_UP = frozenset({Kind.NUMBER, Kind.COUNT, Kind.MONEY, Kind.AREA, Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME})
_DOWNWARD = frozenset({Bound.AT_MOST, Bound.LESS})
_DOES_NOT = compiled(
    "率|占|比[例重值]|均|每|单[价位]|标准|价格?$|下降|降低|减少|减排|压减|缩短|耗|排放|浓度|死亡|事故|投诉|案件|失业|逾期|"
    "时间|时长|天数|年限|期限|速|增幅|指数|得分|评分|排名|名次|等级|满意|余额|存量|保有|在[册校岗职]|常住"
)


def period_claims(table: TargetTable) -> Iterator[Claim]:
    """The claims of a table that sets the year beside the whole period."""
    if table.whole is not None and table.budget is not None and table.whole.quantity.number:
        yield _claim(table.budget, table.whole, "year-amount")
    if table.by_year and table.whole is not None:
        reading = Reading(Operation.SUM, tuple(Term(fact) for fact in table.by_year))
        yield Claim(ClaimKind.TARGET_TABLE, table.whole, (reading,), (), frozenset({"by-year"}), source=Source.TABLE)
    if len(table.years) == 2:
        first, last = table.years
        yield Claim(
            ClaimKind.TARGET_TABLE, last, (Reading(Operation.AT_LEAST, (Term(first),)),), (), frozenset({"years"}), source=Source.TABLE
        )
    for row in table.rows:
        if row.target is not None and row.period is not None and _adds_up(row, row.target, row.period):
            yield _claim(row.target, row.period, "year-target", *(("doubted",) if row.kind in ("quality", "time") else ()))


def _adds_up(row: Indicator, own: Fact, whole: Fact) -> bool:
    """Whether the targets of the years of an indicator make that of the whole period, as far as its words tell."""
    if own.quantity.kind not in _ADDS_UP or not comparable(own.quantity, whole.quantity) or not whole.quantity.number:
        return False
    if {own.quantity.bound, whole.quantity.bound} & _DOWNWARD or row.kind == "satisfaction":
        return False
    return not _DOES_NOT.search(bare(row.name)) and not row.traits & {"mean", "growth", "saving"} and row.kind != "cost"


def _claim(own: Fact, whole: Fact, trait: str, *further: str) -> Claim:
    exact = whole._replace(quantity=whole.quantity._replace(bound=Bound.EXACT))
    stated = own._replace(quantity=own.quantity._replace(bound=Bound.EXACT))
    reading = Reading(Operation.AT_MOST, (Term(exact),))
    return Claim(ClaimKind.TARGET_TABLE, stated, (reading,), (), frozenset({trait, *further}), source=Source.TABLE)
