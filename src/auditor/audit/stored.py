"""The numbers behind what the cells of a workbook show, put in the place of those: 18.25 where a cell shows 18.3."""

from __future__ import annotations

from decimal import Decimal

from auditor.model import Quantity, Reading, Term

STORED_PLACES = Decimal("1e-6")  # sums of stored numbers are compared up to here: the rest is noise of binary arithmetic


def stored_operands(reading: Reading) -> Reading | None:
    """The reading with stored operands; None if all cells show all that they hold."""
    for term in (*reading.terms, *reading.over):
        if term.fact.quantity.stored is not None:
            break
    else:  # as everywhere but in workbooks
        return None
    return reading._replace(terms=_stored_terms(reading.terms), over=_stored_terms(reading.over))


def _stored_terms(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(
        term if term.fact.quantity.stored is None else term._replace(fact=term.fact._replace(quantity=stored_stated(term.fact.quantity)))
        for term in terms
    )


def stored_stated(quantity: Quantity) -> Quantity:
    """The quantity as stored, to the precision with which stored numbers are compared."""
    assert quantity.stored is not None  # the caller has looked
    return quantity._replace(number=quantity.stored.quantize(STORED_PLACES), step=STORED_PLACES * quantity.factor, stored=None)
