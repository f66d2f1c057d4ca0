"""What the rest of a report says about a broken claim: like lists that add up, columns and rows of the same table that hold."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from auditor.audit.tolerance import HUNDRED, digit_slip, near
from auditor.model import Certainty, Checked, Fact, Kind, Outcome, Span

NEAR_IN_TABLE = Decimal("0.05")
MOST_TABLES = 200  # whose full marks are looked through
ROW_LENGTH = 400  # characters; cells of one row lie no further apart


def sister_holds(item: Checked, claims: Sequence[Checked]) -> bool:
    """Whether another list with the same parts does add up: at least half of the labels shared, two or more, and none beside them.

    A sister with further parts would rather show that this list is incomplete.
    """
    if item.verdict.reading is None:
        return False
    own = {term.fact.what for term in item.verdict.reading.terms if term.fact.what}
    for other in claims:
        if other is item or other.verdict.reading is None or other.verdict.outcome is Outcome.BROKEN:
            continue
        theirs = {term.fact.what for term in other.verdict.reading.terms if term.fact.what}
        shared = own & theirs
        if len(shared) >= 2 and 2 * len(shared) >= len(own) and len(theirs) == len(shared):
            return True
    return False


def column_certainty(item: Checked, claims: Sequence[Checked]) -> Certainty | None:
    """How sure a broken column total is.

    Certain when most other columns of the same total row add up; likely when the column stands alone and has several readings;
    None when cells are missing, when the difference is large, or when other columns fail too: then the table is in doubt, not its sum.
    """
    stated, computed = item.verdict.stated, item.verdict.computed
    if not stated or not computed or "complete" not in item.claim.traits:
        return None
    if not near(stated, computed, NEAR_IN_TABLE) and not digit_slip(stated, computed):
        return None
    siblings = [other for other in claims if other is not item and _same_row(other, item)]
    agreeing = sum(1 for other in siblings if other.verdict.outcome is not Outcome.BROKEN)
    if not siblings:
        return Certainty.CERTAIN if len(item.claim.readings) == 1 else Certainty.LIKELY
    return Certainty.CERTAIN if agreeing * 2 >= len(siblings) else None


def coded_certainty(item: Checked, claims: Sequence[Checked]) -> Certainty | None:
    """How sure the broken sum of an account over its subordinates is, by how the other sums of the same list fare.

    One wrong number breaks its own sum and those it is part of. A list in which more fails leaves out accounts.
    """
    listed = [other for other in claims if "coded" in other.claim.traits and other.claim.related[:1] == item.claim.related[:1]]
    broken = [other for other in listed if other.verdict.outcome is Outcome.BROKEN]
    holding = len(listed) - len(broken)
    if holding >= 3 and holding >= 3 * len(broken):
        return Certainty.CERTAIN
    one_number = set.intersection(*map(_numbers, broken)) if broken else set()
    return Certainty.LIKELY if holding >= 2 and (holding > len(broken) or one_number) else None


def _numbers(item: Checked) -> set[Span]:
    """The places of all numbers in a sum."""
    reading = item.verdict.reading
    return {item.claim.stated.span, *(term.fact.span for term in (reading.terms if reading else ()))}


def row_certainty(item: Checked, claims: Sequence[Checked]) -> Certainty | None:
    """How sure a broken row total is: certain when most rows of the same 合计 column add up, else None."""
    rows = [other for other in claims if "row-total" in other.claim.traits and other.claim.cues[1] == item.claim.cues[1]]
    holding = sum(1 for other in rows if other.verdict.outcome is not Outcome.BROKEN)
    return Certainty.CERTAIN if holding >= 2 and holding * 2 > len(rows) else None


def column_of(item: Checked, claims: Sequence[Checked]) -> list[Checked]:
    """The row formulas of the same table column, the item among them."""
    return [
        other
        for other in claims
        if "row-formula" in other.claim.traits and other.claim.cues == item.claim.cues and other.claim.related == item.claim.related
    ]


def column_holds(item: Checked, claims: Sequence[Checked]) -> bool:
    """Whether the column of a row formula means what its header says: in two rows or more, and in half of them, it holds."""
    rows = column_of(item, claims)
    holding = sum(1 for other in rows if other.verdict.outcome is not Outcome.BROKEN)
    return holding >= 2 and holding * 2 >= len(rows)


def row_is_missing(item: Checked, claims: Sequence[Checked]) -> bool:
    """Whether full marks and scores of one total row are both more than their columns add up to: then a row seems to be lost."""
    short = [
        other
        for other in claims
        if other.verdict.outcome is Outcome.BROKEN and other.verdict.difference is not None and other.verdict.difference > 0
    ]
    return item in short and any(other is not item and _same_row(other, item) for other in short)


def read_whole(item: Checked, claims: Sequence[Checked]) -> bool:
    """Whether a table's scores were read without loss: its full marks add up, row by row beside the scores and none below its score.

    Points taken off instead of awarded, which leave the stated total of the full marks, are no scores.
    """
    stated, computed, reading = item.verdict.stated, item.verdict.computed, item.verdict.reading
    if not stated or not computed or reading is None or len(claims) > MOST_TABLES:
        return False
    scores = [term.fact for term in reading.terms]
    for other in claims:
        if other.verdict.outcome is not Outcome.HOLDS or "weights" not in other.claim.traits:
            continue
        whole = other.claim.stated.quantity.number
        for beside in other.claim.readings:
            marks = [term.fact for term in beside.terms]
            if len(marks) == len(scores) and sum(mark.quantity.number for mark in marks) == whole and _side_by_side(scores, marks):
                return stated <= whole and whole - computed != stated
    return False


def _side_by_side(scores: Sequence[Fact], marks: Sequence[Fact]) -> bool:
    """Whether scores stand in the rows of their full marks, and none is higher."""
    return all(
        abs(mark.span.start - score.span.start) < ROW_LENGTH and score.quantity.number <= mark.quantity.number
        for mark, score in zip(marks, scores, strict=True)
    )


def explained_by_part(broken: Sequence[Checked]) -> dict[Span, Checked]:
    """Broken sums that would hold if one of their parts, a broken sum itself, were what its own parts come to.

    Keyed by the place of that part, whose number then is the likelier slip: put right, it mends both levels.
    """
    by_place = {item.claim.stated.span: item for item in broken}
    found: dict[Span, Checked] = {}
    for item in broken:
        reading, stated, computed = item.verdict.reading, item.verdict.stated, item.verdict.computed
        if reading is None or stated is None or computed is None:
            continue
        for term in reading.terms:
            part = by_place.get(term.fact.span)
            if part is None or part is item or part.verdict.stated is None or part.verdict.computed is None:
                continue
            if stated - computed == part.verdict.computed - part.verdict.stated:
                found[term.fact.span] = item
    return found


def is_share_of_group(item: Checked) -> bool:
    """Whether the weights under a group are shares of it, not of the whole: 50 % and 50 % under 20 %."""
    percent = item.claim.stated.quantity.kind is Kind.PERCENT
    return percent and item.verdict.computed is not None and not item.verdict.computed - HUNDRED and "table-total" not in item.claim.traits


def _same_row(other: Checked, item: Checked) -> bool:
    """Whether two totals stand in one row: one label, places near each other."""
    a, b = other.claim.stated.span.start, item.claim.stated.span.start
    return other.claim.cues[0] == item.claim.cues[0] and abs(a - b) < ROW_LENGTH
