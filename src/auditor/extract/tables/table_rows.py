"""What the columns of a table assert of every row: 预算 − 执行 = 结余, 执行 ÷ 预算 = 执行率, this year against last, parts against 合计.

Columns are told by their headers. Whether a column means what its header seems to say is for the audit to weigh: all rows of a
column carry its header as a related place, so that a column in which most rows fail can be left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.extract.tables.grids import Column, Grid, cell_fact, cell_number, heading, is_total
from auditor.model import Bound, Claim, ClaimKind, Fact, Kind, Operation, Reading, Source, Term
from auditor.patterns import compiled

SPENDING_RATE = compiled("执行|使用|支出|支付|B/A|完成|进度|[占为][^ ]{0,6}(?:预算|计划)")
COMPARING = compiled("增减|增长|同比|[比较]上年|变动|[增降减]幅|增加|减少|±")
LAST_YEAR = compiled("上年|去年|上期|基期|同期")
THIS_YEAR = compiled("本年|今年|当年|本期|本季")
YEAR = compiled("20\\d\\d")
SHARE = compiled("占比|比重|构成比|占(?![^%]{0,6}(?:预算|计划)).{0,8}%|所占")
NO_AMOUNT = compiled("序号|编号|编码|代码|行次|年度$|年份")
OPENING = compiled("(?:年初|上年|期初)[^ ]{0,6}(?:结转|结余|余额|库存)")
CLOSING = compiled("(?:年末|期末|累计)[^ ]{0,6}(?:结转|结余|余额|库存)|结转下年")
INCOME = compiled("收入(?!.*支出)")
EXPENSE = compiled("支出(?!.*收入)")
# Rates whose operands have a header of their own: the rate, the numerator, the denominator.
NAMED_RATES: tuple[tuple[str, str, str], ...] = (
    ("得分率", "得分(?!率)", "分值|满分|权重|标准分"),
    ("到位率", "到位(?!率)", "预算|计划|应到|安排|下达"),
)
LONGEST_NAME = 24

Amounts = tuple[Fact, Fact]


def row_claims(grid: Grid) -> Iterator[Claim]:
    """All relations between the columns of a table, row by row."""
    yield from _executions(grid)
    yield from _named_rates(grid)
    yield from _comparisons(grid)
    yield from _shares(grid)
    yield from _accounts(grid)


def _claim(kind: ClaimKind, stated: Fact, readings: Sequence[Reading], column: Column, *traits: str) -> Claim:
    return Claim(kind, stated, tuple(readings), (column.header,), frozenset({"row-formula", *traits}), heading(column), source=Source.TABLE)


def _facts(grid: Grid, index: int, *columns: Column) -> list[Fact] | None:
    """The numbers of one row in the given columns; None if one is missing."""
    if any(index not in column.numbers for column in columns):
        return None
    return [cell_fact(grid, column.numbers[index], column, grid.labels[index]) for column in columns]


# ------------------------------------------------------------------------------------------------------------ execution


def _executions(grid: Grid) -> Iterator[Claim]:
    """预算 − 执行 = 结余 and 执行 ÷ 预算 = 执行率 in every row that has the numbers.

    Several columns may have one role (two years side by side); then the columns at the same position of each role belong together.
    """
    roles: dict[str, list[Column]] = {}
    for column in grid.columns:
        if column.role:
            roles.setdefault(column.role, []).append(column)
    wholes = roles.get("adjusted") or roles.get("budget") or roles.get("initial") or []
    spents = roles.get("spent", [])
    if len(wholes) not in (1, len(spents)):
        return
    balances = [column for column in roles.get("balance", []) if not OPENING.search(column.header)]
    rates = [column for column in roles.get("rate", []) if SPENDING_RATE.search(column.header) and not COMPARING.search(column.header)]
    for position, spent in enumerate(spents):
        whole = wholes[position] if len(wholes) > 1 else wholes[0]
        others = [column for name in ("initial", "adjusted", "budget") for column in roles.get(name, []) if column is not whole]
        balance = balances[position] if len(balances) == len(spents) else None
        rate = rates[position] if len(rates) == len(spents) else None
        self_evaluated = whole.role == "adjusted" and any(name in roles for name in ("balance", "score", "full_marks"))
        for index in sorted(set(whole.numbers) & set(spent.numbers)):
            over = self_evaluated and _is_overspent(grid, index, spent, [whole, *others])
            if over and not (rate is not None and _is_above_whole(rate, index)):  # a rate above 100 % says so openly
                yield from _overspent(grid, index, spent, whole)
            yield from _execution(grid, index, (whole, spent), others, None if over else balance, rate)


def _is_above_whole(rate: Column, index: int) -> bool:
    quantity = cell_number(rate.numbers[index]) if index in rate.numbers else None
    return quantity is not None and quantity.number > 100


def _is_overspent(grid: Grid, index: int, spent: Column, budgets: Sequence[Column]) -> bool:
    """Whether a row's expenditure is more than any of its budgets. Of income, more than planned is as it should be."""
    facts = _facts(grid, index, spent, *(column for column in budgets if index in column.numbers))
    if facts is None or INCOME.search(grid.labels[index]) or is_total(grid.labels[index]):
        return False
    done, *limits = (fact.quantity for fact in facts)
    return all(limit.kind is done.kind and 0 < limit.value < done.value for limit in limits)


def _overspent(grid: Grid, index: int, spent: Column, whole: Column) -> Iterator[Claim]:
    """执行数 above 全年预算数 in a list of projects or in a self-evaluation."""
    stated = cell_fact(grid, spent.numbers[index], spent, f"{grid.labels[index]}{spent.header}"[:LONGEST_NAME])
    limit = cell_fact(grid, whole.numbers[index], whole, whole.header)
    yield Claim(
        ClaimKind.LIMIT, stated, (Reading(Operation.AT_MOST, (Term(limit),)),), (spent.header,), frozenset({"budget"}), source=Source.TABLE
    )


def _execution(
    grid: Grid, index: int, pair: tuple[Column, Column], others: Sequence[Column], balance: Column | None, rate: Column | None
) -> Iterator[Claim]:
    """Balance and rate of one row; other budget columns of the table are tried, too."""
    if (balance is None or index not in balance.numbers) and (rate is None or index not in rate.numbers):
        return
    facts = _facts(grid, index, *pair)
    if facts is None or facts[0].quantity.kind is not facts[1].quantity.kind:
        return
    whole, spent = facts
    budgets = [whole, *(cell_fact(grid, column.numbers[index], column, grid.labels[index]) for column in others if index in column.numbers)]
    if balance is not None and index in balance.numbers:
        stated = cell_fact(grid, balance.numbers[index], balance, grid.labels[index])
        traits = {"handed-back"} if compiled("交回|收回|上缴|结转").search(balance.header) else set()
        yield _claim(
            ClaimKind.BALANCE,
            stated,
            [Reading(Operation.SUM, (Term(budget), Term(spent, -1)), (), _named(budget, whole)) for budget in budgets],
            balance,
            *traits,
        )
    if rate is not None and index in rate.numbers:
        yield from _quotient(ClaimKind.RATIO, grid, index, rate, spent, budgets, "stem")


def _named(budget: Fact, usual: Fact) -> str:
    return "" if budget is usual else "以另一预算数"


def _quotient(kind: ClaimKind, grid: Grid, index: int, rate: Column, top: Fact, wholes: Sequence[Fact], *traits: str) -> Iterator[Claim]:
    """A rate of one row: `top` over the first of `wholes`, or over another one."""
    stated = cell_fact(grid, rate.numbers[index], rate, grid.labels[index])
    quantity = stated.quantity
    readings = [
        Reading(Operation.QUOTIENT, (Term(top),), (Term(whole),), _named(whole, wholes[0]))
        for whole in wholes
        if whole.quantity.number and whole.quantity.kind is top.quantity.kind
    ]
    if readings and quantity.kind is Kind.PERCENT and quantity.bound is Bound.EXACT:
        yield _claim(kind, stated, readings, rate, *traits)


def _named_rates(grid: Grid) -> Iterator[Claim]:
    """得分率, 到位率: the one numerator column over the one denominator column."""
    for rate_words, top_words, whole_words in NAMED_RATES:
        rates = [column for column in grid.columns if column.role == "rate" and rate_words in column.header]
        if len(rates) != 1:
            continue
        others = [column for column in grid.columns if column.role != "rate"]
        tops = [column for column in others if compiled(top_words).search(column.header)]
        wholes = [column for column in others if compiled(whole_words).search(column.header) and column not in tops]
        if len(tops) == len(wholes) == 1:
            for index in sorted(rates[0].numbers):
                facts = _facts(grid, index, tops[0], wholes[0])
                if facts is not None and rate_words == "得分率":
                    facts = [_points(fact) for fact in facts]
                if facts is not None:
                    yield from _quotient(ClaimKind.RATIO, grid, index, rates[0], facts[0], facts[1:], "column")


def _points(fact: Fact) -> Fact:
    """A bare number under 得分 or 分值 as points, which are exact."""
    if fact.quantity.kind is not Kind.NUMBER:
        return fact
    return fact._replace(quantity=fact.quantity._replace(kind=Kind.SCORE, unit="分", inherited=True))


# ---------------------------------------------------------------------------------------------------------- comparisons


def _comparisons(grid: Grid) -> Iterator[Claim]:
    """增减额 and 增减率 of this year's column against last year's."""
    compared = [column for column in grid.columns if COMPARING.search(column.header) and not SHARE.search(column.header)]
    pairs = _years(grid, compared) if compared else []
    for column in compared:
        for index in sorted(column.numbers):
            facts = [amounts for pair in pairs if (amounts := _amounts(grid, index, pair)) is not None]
            stated = cell_fact(grid, column.numbers[index], column, grid.labels[index])
            if not facts or stated.quantity.bound is not Bound.EXACT:
                continue
            falling = compiled("减少|下降|降幅|减幅").search(column.header) is not None and not compiled("增").search(column.header)
            if stated.quantity.kind is Kind.PERCENT:
                operation = Operation.DECLINE if falling else Operation.GROWTH
                readings = [Reading(operation, (Term(now),), (Term(before),)) for now, before in facts if before.quantity.number]
            elif stated.quantity.kind is facts[0][0].quantity.kind:
                sign = -1 if falling else 1
                readings = [Reading(Operation.SUM, (Term(now, sign), Term(before, -sign))) for now, before in facts]
            else:
                continue
            if readings:
                yield _claim(ClaimKind.GROWTH, stated, readings, column, "column")


def _amounts(grid: Grid, index: int, pair: tuple[Column, Column]) -> Amounts | None:
    facts = _facts(grid, index, *pair)
    return (facts[0], facts[1]) if facts is not None and facts[0].quantity.kind is facts[1].quantity.kind else None


def _years(grid: Grid, compared: Sequence[Column]) -> list[tuple[Column, Column]]:
    """Every pair of a column of this year and one of last year, as the headers tell them."""
    plain = [column for column in grid.columns if column not in compared and column.role != "rate" and not NO_AMOUNT.search(column.header)]
    told = {column.index: max(years) for column in plain if (years := [int(year) for year in YEAR.findall(column.header)])}
    latest = max(told.values(), default=0)
    before = [column for column in plain if LAST_YEAR.search(column.header) or told.get(column.index) == latest - 1 > 0]
    now = [column for column in plain if column not in before and (THIS_YEAR.search(column.header) or told.get(column.index) == latest > 0)]
    if before and not now:
        now = [column for column in plain if column not in before]
    return [(this, last) for this in now for last in before]


# --------------------------------------------------------------------------------------------------------------- shares


def _shares(grid: Grid) -> Iterator[Claim]:
    """A column of shares against the total row: every row's amount over the total's."""
    shares = [
        column for column in grid.columns if column.role == "rate" and SHARE.search(column.header) and not COMPARING.search(column.header)
    ]
    if not shares:
        return
    totals = [index for index, label in enumerate(grid.labels) if is_total(label)]
    amounts = [
        column for column in grid.columns if column.role not in ("rate", "score", "full_marks") and not NO_AMOUNT.search(column.header)
    ]
    for share in shares:
        nearest = sorted(amounts, key=lambda column: (column.index > share.index, abs(column.index - share.index)))
        for index in sorted(share.numbers):
            readings: list[Reading] = []
            for column in nearest:
                readings += _parts(grid, column, index, totals)
            stated = cell_fact(grid, share.numbers[index], share, grid.labels[index])
            if readings and stated.quantity.kind is Kind.PERCENT and stated.quantity.bound is Bound.EXACT:
                yield _claim(ClaimKind.RATIO, stated, readings, share, "column")


def _parts(grid: Grid, column: Column, index: int, totals: Sequence[int]) -> Iterator[Reading]:
    """One row's amount over each total of the column."""
    if index not in column.numbers:
        return
    part = cell_fact(grid, column.numbers[index], column, grid.labels[index])
    for total in totals:
        if total in column.numbers:
            whole = cell_fact(grid, column.numbers[total], column, grid.labels[total])
            if whole.quantity.number:
                yield Reading(Operation.QUOTIENT, (Term(part),), (Term(whole),))


# ------------------------------------------------------------------------------------------------------------- accounts


def _accounts(grid: Grid) -> Iterator[Claim]:
    """年初结转 + 收入 − 支出 = 年末结转, when each of the four has one column."""
    stocks = [column for column in grid.columns if OPENING.search(column.header) or CLOSING.search(column.header)]
    flows = [column for column in grid.columns if column not in stocks]
    opening, closing = _only(stocks, OPENING), _only(stocks, CLOSING)
    income, expense = _only(flows, INCOME), _only(flows, EXPENSE)
    if opening is None or closing is None or income is None or expense is None:
        return
    for index in sorted(closing.numbers):
        facts = _facts(grid, index, opening, income, expense)
        if facts is not None:
            stated = cell_fact(grid, closing.numbers[index], closing, grid.labels[index])
            terms = Term(facts[0]), Term(facts[1]), Term(facts[2], -1)
            yield _claim(ClaimKind.BALANCE, stated, [Reading(Operation.SUM, terms, (), "年初结转＋收入−支出")], closing, "carried")


def _only(columns: Sequence[Column], header: re.Pattern[str]) -> Column | None:
    """The one column whose header fits; None if there are several or none."""
    found = [column for column in columns if column.role != "rate" and header.search(column.header)]
    return found[0] if len(found) == 1 else None
