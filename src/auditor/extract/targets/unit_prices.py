"""The price of one thing in the use of a project's money against its cost indicator: 每人每年 1200 元 beside a standard of 960 元/人.

A form tells several standards, so one counts only when the number of things in another row makes the budget of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from auditor.extract.lines import Line, family, scan_passage
from auditor.model import Bound, Claim, ClaimKind, Fact, Indicator, Kind, Operation, Passage, Quantity, Reading, Source, TargetTable, Term
from auditor.patterns import compiled

_LONGEST = 8000  # characters of a form above its indicators
_MOST = 200  # prices told in one form
_EACH = compiled(
    "每(?P<thing>人|名|户|亩|村|个|台|套|所|家|生|座|头|只|株|平方米|公里)(?:每?(?P<period>[年月天日次]|学期))?[^，。；\\d\\n]{0,12}(?=\\d)"
)
_PER = compiled("\\s*/\\s*(?P<thing>[^\\W\\d]{1,3})(?:\\s*[·./每]\\s*(?P<period>[年月天日次]|学期))?")
_UNITS = (Decimal(1), Decimal(10_000))  # a form in 万元 may be filled in in 元
_HEADS = ("人", "名", "生")


def price_claims(text: str, table: TargetTable, start: int) -> Iterator[Claim]:
    """The standards of the cost indicators against those that the form above them tells. `start` is where the form begins."""
    rows = [row for row in table.rows if row.target is not None]
    if table.budget is None or not rows:
        return
    end = min(row.heading.start for row in rows)
    if not 0 < end - start <= _LONGEST or "每" not in text[start:end]:
        return
    priced = [(row, fact, thing, period) for row in rows for fact, thing, period in _priced(row)]
    counts = [row.target for row in rows if row.target is not None and row.target.quantity.kind is Kind.COUNT]
    if not priced or not counts:
        return
    told = list(_told(text, table, start, end))
    for row, fact, thing, period in priced:
        alike = [price for price, other, when in told if _thing(other) == _thing(thing) and (when == period or not period or not when)]
        own = fact.quantity.value
        number = next((count for count in counts for price in alike if _makes(table.budget, count, price.quantity.value)), None)
        if number is None or any(price.quantity.value == own for price in alike) or len({price.quantity.value for price in alike}) != 1:
            continue
        if any(_makes(table.budget, count, own) for count in counts):
            continue
        related = (("name", row.heading), ("number", number.span), ("total", table.budget.span))
        reading = Reading(Operation.EQUAL, (Term(alike[0]),))
        yield Claim(ClaimKind.TARGET_TABLE, fact, (reading,), (), frozenset({"unit-price"}), related, Source.TABLE)


def _priced(row: Indicator) -> Iterator[tuple[Fact, str, str]]:
    """The amount for each thing that a row has as its value (960元/人), with the thing and the time it is for."""
    assert row.target is not None  # only such rows are looked at
    quantity = row.target.quantity
    found = _PER.search(row.value[0]) if row.value is not None else None
    if quantity.kind is Kind.MONEY and quantity.bound is Bound.EXACT and found is not None:
        yield row.target, found["thing"], found["period"] or ""


def _told(text: str, table: TargetTable, start: int, end: int) -> Iterator[tuple[Fact, str, str]]:
    """The amounts for each thing that the form tells (每人每年 1200 元), with the thing and the time it is for."""
    for each in islice(_EACH.finditer(text, start, end), _MOST):
        piece = Passage.whole(text[each.end() : each.end() + 16].split("\n", maxsplit=1)[0], each.end())
        line: Line = scan_passage(piece, table.section, table.block)
        price: Quantity | None = next(iter(line.quantities), None)
        if price is not None and price.start == 0 and price.kind is Kind.MONEY and price.bound is Bound.EXACT:
            yield line.fact(price, "标准"), each["thing"], each["period"] or ""


def _thing(word: str) -> str:
    return "persons" if word in _HEADS else family(word)


def _makes(budget: Fact, count: Fact, price: Decimal) -> bool:
    """Whether so many things at a price make the budget, in its own unit or in 元."""
    amount = count.quantity.number * price
    return amount > 0 and any(amount * unit == budget.quantity.value or amount == budget.quantity.value * unit for unit in _UNITS)
