"""Which of two numbers the arithmetic of the report speaks for: the one that takes part in a sum, a rate or a balance that holds.

The program never says which of two places is wrong. But where one of them closes a relation and the other closes none, the two are hardly
two quantities that happen to have nearly the same name.
"""

from __future__ import annotations

from decimal import Decimal

from auditor.audit.facts import Facts
from auditor.model import Checked, ClaimKind, Operation, Outcome, Reading, Span

_KINDS = (
    ClaimKind.SUM,
    ClaimKind.RATIO,
    ClaimKind.GROWTH,
    ClaimKind.BALANCE,
    ClaimKind.COMPLETION,
    ClaimKind.SCORE_SUM,
)
_OPERATIONS = frozenset(
    {Operation.SUM, Operation.QUOTIENT, Operation.GROWTH, Operation.DECLINE, Operation.POINTS, Operation.PRODUCT, Operation.TIMES}
)


class Witnesses:
    """The relations that hold, by the numbers that take part in them."""

    __slots__ = ("_by_place",)

    def __init__(self, facts: Facts) -> None:
        self._by_place: dict[Span, tuple[str, frozenset[Decimal]]] = {}  # the arithmetic, and the numbers in it
        for kind in _KINDS:
            for item in facts.claims(kind):
                if item.verdict.outcome in (Outcome.HOLDS, Outcome.BY_ROUNDING) and item.verdict.reading is not None:
                    self._note(item, item.verdict.reading)

    def _note(self, item: Checked, reading: Reading) -> None:
        if reading.operation not in _OPERATIONS or len(reading.terms) + len(reading.over) < 2:
            return
        facts = (item.claim.stated, *(term.fact for term in (*reading.terms, *reading.over)))
        witness = _once(item.verdict.arithmetic), frozenset(fact.quantity.value for fact in facts)
        for fact in facts:
            self._by_place.setdefault(fact.span, witness)

    def for_one(self, item: Checked) -> str:
        """The arithmetic that closes with one side of a claim that two places tell one number, if it closes with the other nowhere."""
        found = self._of(item)
        return found[0] if found is not None else ""

    def parts(self, item: Checked) -> bool:
        """Whether both numbers take part in one arithmetic, which says that they are two: a part and its whole."""
        found, reading = self._of(item), item.verdict.reading
        return (
            found is not None
            and reading is not None
            and found[1] >= {item.claim.stated.quantity.value, reading.terms[0].fact.quantity.value}
        )

    def _of(self, item: Checked) -> tuple[str, frozenset[Decimal]] | None:
        reading = item.verdict.reading
        if reading is None or reading.operation is not Operation.EQUAL:
            return None
        mine, theirs = self._by_place.get(item.claim.stated.span), self._by_place.get(reading.terms[0].fact.span)
        return None if mine and theirs else mine or theirs


def _once(arithmetic: str) -> str:
    """Arithmetic that holds, without the stated result behind the same computed one."""
    head, _, stated = arithmetic.rpartition(" = ")
    return head if head.endswith(f"= {stated}") else arithmetic
