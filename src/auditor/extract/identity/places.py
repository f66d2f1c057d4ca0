"""What distant places of a report say of one thing: the claims and statements that hold them against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from auditor.extract.corpus import Corpus
from auditor.extract.identity.absolutes import absolute_statements
from auditor.extract.identity.arrived import arrived_statements
from auditor.extract.identity.conclusions import conclusion_statements
from auditor.extract.identity.conflicts import told_twice_claims
from auditor.extract.identity.counted_states import counted_states
from auditor.extract.identity.dates import date_statements
from auditor.extract.identity.denied import denied_statements
from auditor.extract.identity.echoes import echo_claims
from auditor.extract.identity.rates import rate_claims
from auditor.extract.identity.rows import row_claims
from auditor.extract.identity.states import thing_states
from auditor.extract.identity.swapped import FEWEST, SHORT, swapped_claims
from auditor.extract.identity.told_pairs import limited_kinds, paired_results
from auditor.extract.lines import Line
from auditor.extract.on_demand import retold_claims, sister_claims, told_targets
from auditor.extract.relations.twins import Amount
from auditor.extract.seldom import account_rows, clean_hands, kept_amounts, kept_budgets, kept_tables, note_claims, told_changes
from auditor.extract.targets.targets import falls_short
from auditor.model import Claim, Field, Indicator, Section, Span, Statement
from auditor.patterns import compiled
from auditor.records import NamedTuple

# Documents that tell the same names for many levels, funds and years.
OF_MANY = frozenset({"budget-report", "statistics", "work-report"})
OF_FUNDS = frozenset({"final-accounts", "budget"})
SHORTEST_ACCOUNT = 12
RESULT = compiled("实际|完成(?!率|情况)|建成|发放|已(?:改造|更换|修|购|培训|投|实施|落实)")
STANDARD = compiled("每|扣\\d|得\\d|得满?分|标准[：:]|目标|计划完成|≥|≤")
OF_ONE = frozenset({"self-evaluation", "evaluation-report", "score-table"})


class Places(NamedTuple):
    """What of a document is compared. `counted` are the paragraphs with numbers, `corpus` all paragraphs and cells, `amounts` are those of its tables by block, `captions` what stands over these."""

    lines: Sequence[Line]
    counted: Sequence[Line]
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
    found = list(swapped_claims(places.counted, places.tables, SHORT if money and not kinds & OF_MANY else FEWEST))
    swapped = [claim for claim in found if "loose" not in claim.traits]
    yield from swapped
    known = _spans(swapped)
    if not kinds & OF_MANY and (money or kinds & OF_ONE):
        yield from _told_twice(places, told, scored, known, money=money)
    yield from (claim for claim in found if "loose" in claim.traits and known.isdisjoint(_spans((claim,))))
    if kinds & OF_FUNDS:
        text = places.corpus.text
        for accounts in (
            account_rows(text, places.lines, places.tables),
            note_claims(text, places.counted),
            told_changes(text, places.counted),
        ):
            yield from (claim for claim in accounts if known.isdisjoint(_spans((claim,))))
    yield from rate_claims(told, places.lines)
    if money:
        yield from row_claims(places.corpus, places.amounts)


def _told_twice(
    places: Places, told: Sequence[Indicator], scored: Sequence[Indicator], known: set[Span], *, money: bool
) -> Iterator[Claim]:
    """Each number once, by the first of the comparisons that finds it at odds; none of the places in `known`, to which those found are added."""
    cells = _mentioned(places, money=money)
    lines, counted, sections, year = places.lines, places.counted, places.sections, places.year
    results = [record for record in chain(scored, told) if record.actual is not None]
    accounts = list(_accounts(places.tables))
    short = [record for record in scored if falls_short(record)]
    for found in (
        told_targets(places.corpus, lines, accounts, sections, short, scored, year) if short else (),
        told_twice_claims([*counted, *accounts], sections, cells, scored, year, places.unit, money=money),
        echo_claims(places.corpus, sections, scored),
        retold_claims(places.corpus, lines, sections, results, year) if results else (),
        sister_claims(places.corpus, lines, places.tables) if places.tables else (),
        paired_results(counted),
        limited_kinds(counted),
    ):
        claims = [claim for claim in found if known.isdisjoint(_spans((claim,)))]
        yield from claims
        known |= _spans(claims)


def _accounts(tables: Mapping[int, Sequence[Sequence[Line]]]) -> Iterator[Line]:
    """The cells in which a result is told in words: 实际完成农村改厕 280 座. Standards tell no results."""
    for cell in chain.from_iterable(chain.from_iterable(tables.values())):
        if (
            cell.quantities
            and cell.alone is None
            and len(cell.text) >= SHORTEST_ACCOUNT
            and RESULT.search(cell.text)
            and not STANDARD.search(cell.text)
        ):
            yield cell


def _spans(claims: Sequence[Claim]) -> set[Span]:
    """The places of numbers that claims hold against one another."""
    return {span for claim in claims for span in (claim.stated.span, *(term.fact.span for way in claim.readings[:1] for term in way.terms))}


def _mentioned(places: Places, *, money: bool) -> list[tuple[str, Sequence[Amount]]]:
    """The amounts of the tables, each table with its caption."""
    return [(places.captions.get(block, ""), found) for block, found in places.amounts.items()] if money else []


def place_statements(places: Places, statements: Sequence[Statement]) -> Iterator[Statement]:
    """One thing in two states or on two dates, and conclusions that `statements` deny."""
    yield from date_statements(places.lines)
    yield from thing_states(places.corpus)
    yield from counted_states(places.corpus)
    yield from kept_budgets(places.corpus.text, places.corpus, places.lines)
    yield from kept_tables(places.corpus.text, places.corpus, places.amounts) if places.amounts else ()
    yield from kept_amounts(places.corpus.text, places.corpus, places.lines)
    yield from denied_statements(places.corpus)
    going_on = {item.span for item in statements if item.kind == "state"}  # told by the clause that holds both
    absolute = [item for item in absolute_statements(places.corpus, places.lines) if going_on.isdisjoint(span for _, span in item.related)]
    yield from absolute
    denied = {item.span for item in absolute}
    yield from (item for item in clean_hands(places.corpus.text, places.corpus, places.lines, places.sections) if item.span not in denied)
    yield from conclusion_statements(places.corpus, places.sections, statements)
    yield from arrived_statements(places.corpus, statements)
