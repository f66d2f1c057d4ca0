"""What a report says of names: statements of kind "name" (one thing called two ways) and "stranger" (words that belong to another unit)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.extract.naming.county_words import county_words
from auditor.extract.naming.indicator_names import heading_words, renamed_indicators, told_and_printed, worded_rows
from auditor.extract.naming.listed_names import listed_names
from auditor.extract.naming.listed_offices import listed_offices
from auditor.extract.naming.lone_names import lone_names
from auditor.extract.naming.near_bodies import near_bodies
from auditor.extract.naming.near_persons import near_persons
from auditor.extract.naming.near_places import near_places
from auditor.extract.naming.persons import person_names
from auditor.extract.naming.strangers import OWN_KINDS, Unit, strangers
from auditor.extract.naming.swapped_words import swapped_words
from auditor.extract.naming.twin_lists import twin_lists
from auditor.extract.naming.whole_text import WholeText
from auditor.model import Award, Document, Field, Indicator, Section, Statement, TargetTable
from auditor.records import NamedTuple

Rows = Sequence[Sequence[Line]]


class Named(NamedTuple):
    """What has been read of a document when its names are compared."""

    document: Document
    sections: Sequence[Section]
    lines: Sequence[Line]
    tables: Mapping[int, Rows]
    awards: Sequence[Award]
    indicators: Sequence[Indicator]
    plans: Sequence[TargetTable]
    fields: Mapping[str, Field]
    kinds: Sequence[str]
    corpus: Corpus  # of the lines, then the cells


def name_statements(named: Named) -> Iterator[Statement]:
    """Names written in two ways, then words of another unit."""
    whole = WholeText.of(named.document.text, named.sections)
    persons = list(person_names(whole, named.tables))
    yield from persons
    yield from near_persons(whole, named.tables, persons)
    listed = list(listed_names(whole))
    yield from listed
    told = {place for statement in listed for place in (statement.span, *(span for _, span in statement.related))}
    offices = list(listed_offices(whole))
    yield from offices
    told |= {statement.span for statement in offices}
    lone = [statement for statement in lone_names(whole) if statement.span not in told]
    yield from lone
    near = list(near_places(whole, [*listed, *offices, *lone]))
    yield from near
    yield from twin_lists(whole, named.lines, named.tables, [*listed, *offices, *lone, *near])
    yield from near_bodies(whole, [*listed, *offices, *lone, *near])
    yield from swapped_words(whole, named.tables, [*listed, *lone, *near])
    yield from renamed_indicators(named.awards, named.indicators)
    yield from told_and_printed(named.awards, named.indicators)
    yield from heading_words(named.corpus, named.lines, named.sections)
    yield from worded_rows([*named.indicators, *(row for plan in named.plans for row in plan.rows)])
    if named.plans:
        from auditor.extract.naming.forms import listed_projects, project_names, worded_descriptions, worded_goals

        yield from worded_descriptions(named.plans)
        yield from worded_goals(named.plans)
        yield from project_names(named.plans, named.sections, whole)
        yield from listed_projects(named.plans, named.tables, whole)
    unit = Unit.of(named.fields, named.kinds)
    if unit is not None:
        yield from strangers(unit, whole)
    if OWN_KINDS.intersection(named.kinds):
        yield from county_words(
            whole, unit.county if unit is not None else "", unit.field if unit is not None else named.fields.get("title")
        )
