"""What the notes of a budget tell twice: an account's amount, and by how much one amount has changed.

* 培训支出（项）86 万元，主要用于……。2024 年预算安排 89 万元: both are this year's budget of the account. The notes of one budget are written
  alike, so the two are compared only where those of most other accounts agree.
* 财政拨款收入 640 万元，比上年增加 52.4 万元, and three times 52.1 万元 beside the same amount: where an amount and the words of its fund are the
  same, the change is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.extract.identity.account_rows import ACCOUNT
from auditor.extract.lines import Line, like
from auditor.extract.relations.bases import direction, is_change
from auditor.model import Claim, ClaimKind, Kind, Operation, Quantity, Reading, Term
from auditor.patterns import compiled
from auditor.records import NamedTuple

BUDGET = compiled("((?:19|20)\\d\\d)\\s*年(?:度|当年)?(?:年初)?(?:财政拨款)?(?:支出)?预算(?:安排|支出|数|金额)*(?:为|是|：)?\\s*(?=\\d)")
YEAR = compiled("((?:19|20)\\d\\d)\\s*年")
FINAL = "决算"
FUND = compiled("财政拨款|一般公共预算")
OTHER_FUND = compiled("政府性基金|国有资本|其他资金|事业收入|专户|单位资金|结转|本级|其中")
REACH = 90  # characters between an amount and its change
LEAD = 60  # characters in front of an amount that name its fund
FEWEST_AGREEING = 2
FEWEST_TOLD, FEWEST_DIGITS = 3, 5
NEAR = Decimal("0.01")
MOST = 400


class _Change(NamedTuple):
    """A change with the line it is told in."""

    line: Line
    quantity: Quantity


def note_claims(lines: Sequence[Line]) -> Iterator[Claim]:
    """The accounts whose budget is told twice in one note."""
    notes = [note for line in lines if "项" in line.text and BUDGET.search(line.text) for note in _notes(line)][:MOST]
    agreeing = [one for one in notes if abs(one[1].value - one[2].value) < one[1].step + one[2].step]
    if len(agreeing) < max(FEWEST_AGREEING, len(notes) - len(agreeing) + 1):
        return
    for line, first, second, name in notes:
        if (line, first, second, name) not in agreeing:
            reading = Reading(Operation.EQUAL, (Term(line.fact(first, name)),))
            traits = frozenset({"told-twice", "note"})
            yield Claim(ClaimKind.VALUE, line.fact(second, name), (reading,), (name, "名称、年度", ""), traits, source=line.source)


def _notes(line: Line) -> Iterator[tuple[Line, Quantity, Quantity, str]]:
    """The amount behind each account of a paragraph, with the budget of the latest year before the next account."""
    found = list(ACCOUNT.finditer(line.text))
    for place, account in enumerate(found):
        end = found[place + 1].start() if place + 1 < len(found) else len(line.text)
        first = _at(line, account.end())
        latest = max(YEAR.findall(line.text, account.end(), end), default="")
        budgets = [budget for budget in BUDGET.finditer(line.text, account.end(), end) if budget.group(1) == latest]
        second = _at(line, budgets[0].end()) if len(budgets) == 1 else None
        if first is not None and second is not None and FINAL not in account.group() and like(first, second):
            yield line, first, second, account["name"]


def _at(line: Line, start: int) -> Quantity | None:
    amount = next(iter(line.between(start, start + 24)), None)
    return amount if amount is not None and amount.start == start and amount.kind is Kind.MONEY and amount.is_exact else None


def told_changes(lines: Sequence[Line]) -> Iterator[Claim]:
    """The one place among three or more that tells another change of the same amount of the same fund."""
    told: dict[tuple[Decimal, int | None], list[_Change]] = {}
    for line in lines:
        for index, quantity in enumerate(line.quantities):
            if index and quantity.kind is Kind.MONEY and quantity.is_exact and is_change(line, quantity):
                level = _level(line, index)
                if level is not None:
                    told.setdefault((level.value, direction(line, quantity)), []).append(_Change(line, quantity))
    for changes in told.values():
        by_value: dict[Decimal, list[_Change]] = {}
        for change in changes:
            by_value.setdefault(change.quantity.value, []).append(change)
        if len(changes) < FEWEST_TOLD or len(by_value) != 2:
            continue
        odd, others = sorted(by_value.values(), key=len)
        one, other = odd[0].quantity, others[0].quantity
        if len(odd) == 1 < len(others) and one.step == other.step and abs(one.value - other.value) <= NEAR * other.value:
            yield _claim(odd[0], others[0])


def _level(line: Line, index: int) -> Quantity | None:
    """The amount of one fund right before a change, if it has digits enough to be known again."""
    change, level = line.quantities[index], line.quantities[index - 1]
    if (
        not like(change, level)
        or is_change(line, level)
        or change.start - level.end > REACH
        or len(level.digits.replace(",", "").strip("0")) < FEWEST_DIGITS
    ):
        return None
    words = line.text[max(0, level.start - LEAD) : level.start] + line.text[level.end : change.start]
    return level if FUND.search(words) and not OTHER_FUND.search(words) else None


def _claim(odd: _Change, other: _Change) -> Claim:
    name = "与上年相比的增减额"
    reading = Reading(Operation.EQUAL, (Term(other.line.fact(other.quantity, name)),))
    traits = frozenset({"told-twice"})
    return Claim(ClaimKind.VALUE, odd.line.fact(odd.quantity, name), (reading,), (name, "所指的金额", ""), traits, source=odd.line.source)
