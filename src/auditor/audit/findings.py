"""Findings built from verified claims: evidence, numbers and arithmetic are taken from the verdict, never retold by a rule."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from auditor.audit.verify import plain
from auditor.model import SEVERITY_OF, Certainty, Checked, Evidence, Fact, Finding, Operation, Reading, Severity, Span, Statement

# What a term is called in the evidence, by the operation of its reading: (terms, over).
ROLES: dict[Operation, tuple[str, str]] = {
    Operation.SUM: ("part", "part"),
    Operation.QUOTIENT: ("numerator", "denominator"),
    Operation.GROWTH: ("current", "base"),
    Operation.DECLINE: ("current", "base"),
    Operation.POINTS: ("current", "base"),
    Operation.PRODUCT: ("mean", "number"),
    Operation.TIMES: ("current", "base"),
    Operation.MEAN: ("part", "part"),
    Operation.COUNT: ("item", "item"),
    Operation.AT_MOST: ("limit", "limit"),
    Operation.AT_LEAST: ("target", "target"),
    Operation.EQUAL: ("other", "other"),
}
MAX_EVIDENCE = 40
LONGEST_PLACE = 120  # characters of one piece of evidence
MAX_COLUMN = 4  # addends of a table column that are pointed at one by one; more stand in plain sight under the header
MAX_CODED = 12  # subordinates of an account; they may stand pages away from it


def of_claim(
    item: Checked, code: str, certainty: Certainty, message: str, *, severity: Severity | None = None, first: Span | None = None
) -> Finding:
    """A finding on a broken claim: the stated value first, then every operand of the reading that was shown broken.

    `severity` can lower what the certainty would give; `first` moves another place to the front.
    """
    claim, verdict = item.claim, item.verdict
    evidence = [Evidence("stated", claim.stated.span)]
    most = MAX_CODED if "coded" in claim.traits else MAX_COLUMN
    if verdict.reading is not None and not ("table-total" in claim.traits and len(verdict.reading.terms) > most):
        evidence += _operands(verdict.reading)
    evidence += [Evidence(*piece) for piece in claim.related]
    evidence = once(evidence)
    if first is not None:
        evidence.sort(key=lambda piece: piece.span != first)
    return Finding(
        code=code,
        certainty=certainty,
        severity=severity or SEVERITY_OF[certainty],
        message=message,
        evidence=tuple(evidence[:MAX_EVIDENCE]),
        stated=_number(verdict.stated),
        computed=_number(verdict.computed, plainly=True),
        difference=_number(abs(verdict.difference), plainly=True) if verdict.difference is not None else None,
        arithmetic=verdict.arithmetic or None,
        source=claim.source,
    )


def with_places(finding: Finding, places: Iterable[tuple[str, Span]]) -> Finding:
    """A finding that points at more places, behind its own."""
    more = [Evidence(role, span) for role, span in places]
    return finding._replace(evidence=tuple(once([*finding.evidence, *more])[:MAX_EVIDENCE]))


def of_statement(
    statement: Statement, code: str, certainty: Certainty, message: str, *, severity: Severity | None = None, stated: str | None = None
) -> Finding:
    """A finding on what the report says in words."""
    evidence = [Evidence("stated", statement.span), *[Evidence(*piece) for piece in statement.related]]
    return Finding(
        code=code,
        certainty=certainty,
        severity=severity or SEVERITY_OF[certainty],
        message=message,
        evidence=tuple(once(evidence)),
        stated=stated or statement.text,
    )


def _operands(reading: Reading) -> list[Evidence]:
    role, over_role = ROLES[reading.operation]
    evidence = [Evidence(role, term.fact.span) for term in reading.terms]
    evidence += [Evidence(over_role, term.fact.span) for term in reading.over]
    return evidence + [Evidence("item", span) for span in reading.items]


def once(evidence: list[Evidence]) -> list[Evidence]:
    """Every place once, in order; empty places dropped."""
    seen: set[Span] = set()
    kept = []
    for piece in evidence:
        span = piece.span
        if span not in seen:
            start, end = span
            if end > start:
                seen.add(span)
                kept.append(piece)
    return kept


def _number(value: Decimal | None, *, plainly: bool = False) -> str | None:
    if value is None:
        return None
    return plain(value) if plainly else f"{value:f}"


def named(fact: Fact, fallback: str) -> str:
    """What a fact is called in a message, in Chinese quotation marks; `fallback` when the text does not name it."""
    return f"“{fact.what}”" if 1 < len(fact.what) <= 24 else fallback


def cell_named(fact: Fact, header: str) -> str:
    """What a cell is called in a message, by its row and its column as far as they have names."""
    row = f"表中{named(fact, '')}行" if named(fact, "") else "表中这一行"
    return f"{row}“{header}”列" if header else row


def stated(item: Checked) -> str:
    """The number that is disputed, with its unit."""
    return item.claim.stated.quantity.written


def compared(item: Checked) -> str:
    """The number that it is held against, with its unit."""
    return item.claim.readings[0].terms[0].fact.quantity.written


def amount(value: Decimal | None, unit: str) -> str:
    """A computed number with its unit, as a reader would write it."""
    return "" if value is None else f"{plain(value)}{unit}"
