"""What distant places of a report say of one thing: the claims and statements that hold them against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.identity.conclusions import conclusion_statements
from auditor.extract.identity.conflicts import told_twice_claims
from auditor.extract.identity.counted_states import counted_states
from auditor.extract.identity.dates import date_statements
from auditor.extract.identity.echoes import echo_claims
from auditor.extract.identity.kept_budgets import kept_budgets
from auditor.extract.identity.rates import rate_claims
from auditor.extract.identity.retold import retold_claims
from auditor.extract.identity.rows import row_claims
from auditor.extract.identity.states import thing_states
from auditor.extract.identity.swapped import swapped_claims
from auditor.extract.lines import Line
from auditor.extract.relations.twins import Amount
from auditor.model import Claim, Field, Indicator, Section, Statement
from auditor.records import NamedTuple

# Documents that tell the same names for many levels, funds and years.
OF_MANY = frozenset({"budget-report", "statistics", "work-report"})
OF_FUNDS = frozenset({"final-accounts", "budget"})
OF_ONE = frozenset({"self-evaluation", "evaluation-report", "score-table"})


class Places(NamedTuple):
    """What of a document is compared. `corpus` are its paragraphs and cells, `amounts` are those of its tables by block, `captions` what stands over these."""

    lines: Sequence[Line]
    corpus: Corpus
    tables: Mapping[int, Sequence[Sequence[Line]]]
    sections: Sequence[Section]
    amounts: Mapping[int, Sequence[Amount]]
    captions: Mapping[int, str]
    kinds: Sequence[str]
    year: int | None
    unit: Field | None


def place_claims(places: Places, told: Sequence[Indicator], scored: Sequence[Indicator]) -> Iterator[Claim]:
    """One number, rate or row told in several places; `told` are the indicators of the text, `scored` those of its tables."""
    kinds = frozenset(places.kinds)
    money = not kinds & (OF_MANY | OF_FUNDS)  # of a budget each amount is told for several funds
    if not kinds & OF_MANY and (money or kinds & OF_ONE):
        twice = [
            *told_twice_claims(
                places.lines, places.sections, _mentioned(places, money=money), scored, places.year, places.unit, money=money
            ),
            *echo_claims(places.lines, places.sections, scored),
        ]
        yield from twice
        known = frozenset(
            span
            for claim in twice
            for span in (claim.stated.span, *(term.fact.span for reading in claim.readings[:1] for term in reading.terms))
        )
        yield from retold_claims(places.corpus, places.lines, places.sections, scored, places.year, known)
    yield from swapped_claims(places.lines, places.tables)
    yield from rate_claims(told, places.lines)
    if money:
        yield from row_claims(places.lines, places.amounts)


def _mentioned(places: Places, *, money: bool) -> list[tuple[str, Sequence[Amount]]]:
    """The amounts of the tables, each table with its caption."""
    return [(places.captions.get(block, ""), found) for block, found in places.amounts.items()] if money else []


def place_statements(places: Places, statements: Sequence[Statement]) -> Iterator[Statement]:
    """One thing in two states or on two dates, and conclusions that `statements` deny."""
    yield from date_statements(places.lines)
    yield from thing_states(places.corpus)
    yield from counted_states(places.corpus, places.lines)
    yield from kept_budgets(places.corpus, places.lines)
    yield from conclusion_statements(places.corpus, places.sections, statements)
