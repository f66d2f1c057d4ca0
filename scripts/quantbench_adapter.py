"""Let a neutral benchmark of number recognisers run the scanners of `auditor.extract`.

    PYTHONPATH=src:scripts python quantbench.py quantbench_adapter:recognise cases.jsonl

The benchmark wants plain values (300万人 as 3000000), one kind for percentages and points, and the end of a range by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from auditor.extract.numbers import dates, quantities
from auditor.extract.numbers.units import unit_named
from auditor.model import Date, Kind, Quantity

CURRENCIES = {"美元": "USD", "欧元": "EUR", "港元": "HKD", "日元": "JPY", "新台币": "TWD"}
KINDS = {Kind.NUMBER: "number", Kind.MONEY: "money", Kind.PERCENT: "percentage", Kind.POINTS: "percentage"}
LOW_END = re.compile("^.*?[-－—–~～至到]{1,2}\\s*(?=[0-9０-９])")


def recognise(text: str) -> Iterator[dict[str, Any]]:
    """All dates and quantities of `text`, in the benchmark's terms."""
    found = dates.scan(text)
    for date in found:
        if not (date.role == dates.PLANNING_PERIOD and "年" not in date.text):
            yield {"start": date.start, "end": date.end, "text": date.text, "value": written(date), "unit": "", "kind": "date"}
    for quantity in quantities.scan(text, found):
        yield measured(quantity)


def measured(quantity: Quantity) -> dict[str, Any]:
    """A quantity with its multiplier worked into the value; of a range the upper end."""
    start, digits_start = quantity.start, quantity.number_start
    number = quantity.number
    if quantity.high is not None:
        number = quantity.high
        if low := LOW_END.match(quantity.text):
            start = digits_start = quantity.start + low.end()
    unit = unit_named(quantity.unit)
    base = unit.base if unit else quantity.unit
    multiplier = 1 if unit is None else unit.factor / unit_factor(base)
    value, shown = number * multiplier, base
    if quantity.kind is Kind.MONEY:
        shown = CURRENCIES.get(base, "CNY")
        value = number * quantity.factor
    elif quantity.kind in (Kind.PERCENT, Kind.POINTS):
        value, shown = number * quantity.factor, "%"
    return {
        "start": start,
        "end": quantity.end,
        "text": quantity.text,
        "value": str(value),
        "unit": shown,
        "kind": KINDS.get(quantity.kind, "quantity"),
        "num_start": digits_start,
        "num_end": quantity.end if quantity.kind is Kind.NUMBER else quantity.number_end,
        "num_value": str(value if quantity.kind is Kind.NUMBER else number),
    }


def unit_factor(name: str) -> Decimal:
    """The size of a unit without multiplier; 1 for none."""
    unit = unit_named(name)
    return Decimal(1) if unit is None else unit.factor


def written(date: Date) -> str:
    """2022-08, XXXX-09-28, 2021/2022."""
    first = day_of(date.year, date.month, date.day)
    return first if date.end_date is None else f"{first}/{day_of(*date.end_date)}"


def day_of(year: int | None, month: int | None, day: int | None) -> str:
    """One date in the benchmark's notation."""
    parts = [f"{year:04d}" if year is not None else "XXXX", *(f"{part:02d}" for part in (month, day) if part is not None)]
    return "-".join(parts)
