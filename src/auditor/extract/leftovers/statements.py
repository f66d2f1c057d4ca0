"""All that is left over in a report, in one call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.about.years import signature
from auditor.extract.corpus import Corpus
from auditor.extract.leftovers.at_odds import at_odds_statements, twice_statements
from auditor.extract.leftovers.heading_numbers import heading_statements
from auditor.extract.leftovers.labelled_numbers import labelled_statements
from auditor.extract.leftovers.list_numbers import list_statements
from auditor.extract.leftovers.misplaced import misplaced_statements
from auditor.extract.leftovers.opposed_reasons import opposed_reasons
from auditor.extract.leftovers.other_reasons import other_reason_statements
from auditor.extract.leftovers.own_words import own_word_statements
from auditor.extract.leftovers.part_years import part_year_statements
from auditor.extract.leftovers.placeholders import placeholder_statements
from auditor.extract.leftovers.repeats import repeat_statements
from auditor.extract.leftovers.texts_of_years import year_text_statements
from auditor.extract.lines import Line
from auditor.extract.on_demand import stray_plans
from auditor.extract.seldom import empty_tables
from auditor.model import Award, Fact, Section, Span, Statement
from auditor.records import NamedTuple

Rows = Sequence[Sequence[Line]]


class Written(NamedTuple):
    """A document as it was read: its whole text, its paragraphs, its tables, its headings."""

    text: str
    lines: Sequence[Line]
    tables: Mapping[int, Rows]
    sections: Sequence[Section]
    corpus: Corpus  # of its paragraphs, then its cells

    @property
    def cells(self) -> list[Line]:
        """The cells of all tables."""
        return [cell for rows in self.tables.values() for row in rows for cell in row]


def leftover_statements(written: Written) -> Iterator[Statement]:
    """What may be left over in a document of any kind: blanks of the form, numbers out of order."""
    cells = written.cells
    yield from placeholder_statements(written.text, written.corpus)
    yield from heading_statements(written.lines, cells, written.sections)
    yield from labelled_statements(written.text, written.lines, written.sections)
    yield from list_statements(written.lines, written.corpus)
    yield from twice_statements(written.corpus)
    yield from opposed_reasons(written.corpus)
    yield from empty_tables(written.text, written.text, written.corpus)


def own_year_statements(
    written: Written,
    year: int | None,
    title: tuple[tuple[str, Span], ...],
    facts: Mapping[str, Fact],
    awards: Sequence[Award],
    *,
    itself: bool,
) -> Iterator[Statement]:
    """What does not fit a report on a unit's own `year`; `title` is where that year is told, `itself` tells that the unit evaluates itself."""
    text, lines, tables, sections, corpus = written
    yield from own_word_statements(corpus, lines, sections, tables, year, itself=itself)
    yield from other_reason_statements(awards, tables)
    chapters = list(misplaced_statements(lines, sections))
    yield from chapters
    if not any("plans-as-results" in chapter.traits for chapter in chapters):
        yield from stray_plans(text, lines, sections, year)
    yield from repeat_statements(lines, sections, tables)
    yield from at_odds_statements(text, corpus, lines, sections, facts)
    if year is not None:
        yield from year_text_statements(corpus, lines, sections, year, title)
        yield from part_year_statements(corpus, lines, year, sections[0].title, signature(lines))
