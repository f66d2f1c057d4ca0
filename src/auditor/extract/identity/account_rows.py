"""Amounts of accounts in the notes of a budget against the rows of its tables: 机关服务（项）1600 万元 and a row 机关服务 with 1,060.00.

A name stands for several funds and years, so a number is only at odds if no row of its name has it, and one has it but for a slip of the pen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from auditor.digits import is_slip
from auditor.extract.lines import Line
from auditor.extract.tables.grids import cell_number
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled

ACCOUNT = compiled('(?P<name>[^\\W\\d_]{3,24})\\s?[（(]项[）)]\\s?[”"]?\\s?(?:财政拨款)?(?:支出|预算|决算|安排)*(?:数|为|：)?\\s*(?=\\d)')
_CODE = compiled("^[\\d\\s.]+")
_FACTORS = (Decimal(1), Decimal(10000))  # 元, 万元
_FEWEST_DIGITS, _MOST = 4, 200

Rows = Sequence[Sequence[Line]]


def account_rows(lines: Sequence[Line], tables: Mapping[int, Rows]) -> Iterator[Claim]:
    """Claims that an account's amount is the one of a row with its name."""
    told = [(line, amount, name) for line in lines if "项" in line.text for amount, name in _told(line)][:_MOST]
    if not told:
        return
    wanted = {name for _, _, name in told}
    rows: dict[str, list[tuple[Line, Quantity]]] = {}
    for row in chain.from_iterable(tables.values()):
        name = next((bare for cell in row[:5] if (bare := _CODE.sub("", cell.text).strip()) in wanted), "")
        if name:
            rows.setdefault(name, []).extend((cell, number) for cell in row if (number := cell_number(cell)) is not None)
    for line, amount, name in told:
        cells = rows.get(name, [])
        if not cells or any(_is_equal(amount, number) for _, number in cells):
            continue
        slips = [(cell, number, factor) for cell, number in cells if (factor := _slipped(amount, number)) is not None]
        if slips and len({number.number * factor for _, number, factor in slips}) == 1:
            yield _claim(line, amount, name, *slips[0])


def _told(line: Line) -> Iterator[tuple[Quantity, str]]:
    for found in ACCOUNT.finditer(line.text):
        amount = next(iter(line.between(found.end(), found.end() + 24)), None)
        if amount is not None and amount.start == found.end() and amount.kind is Kind.MONEY and amount.is_exact:
            yield amount, found["name"]


def _is_equal(amount: Quantity, number: Quantity) -> bool:
    return any(abs(number.number * factor - amount.value) < amount.step for factor in _FACTORS)


def _slipped(amount: Quantity, number: Quantity) -> Decimal | None:
    """The unit of a cell in which its number is the amount but for one digit, or two that are swapped."""
    told = amount.digits.replace(",", "").replace(".", "")
    if len(told) < _FEWEST_DIGITS or number.kind not in (Kind.NUMBER, Kind.MONEY):
        return None
    places = len(amount.digits.partition(".")[2])
    for factor in _FACTORS:
        shown = f"{number.number * factor / amount.factor:.{places}f}".replace(".", "")
        if is_slip(told, shown):
            return factor
    return None


def _claim(line: Line, amount: Quantity, name: str, cell: Line, number: Quantity, factor: Decimal) -> Claim:
    unit = "元" if factor == 1 else "万元"
    printed = number._replace(unit=unit, kind=Kind.MONEY, factor=factor, step=number.step / number.factor * factor, inherited=True)
    reading = Reading(Operation.EQUAL, (Term(cell.fact(printed, name)),))
    traits = frozenset({"told-twice", "table"})
    return Claim(ClaimKind.VALUE, line.fact(amount, name), (reading,), (name, "名称", ""), traits, source=line.source)
