"""Readers that are loaded where there is something for them to read: a table, a result with a target, a rate of satisfaction.

As in `seldom`, an entry is the reader's own signature around its import. But no word has to stand anywhere: the caller has seen already that
there is something to read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from auditor.extract.corpus import Corpus
    from auditor.extract.lines import Line
    from auditor.extract.relations.enumerations import Enumeration
    from auditor.extract.scores.executions import Execution
    from auditor.extract.scores.marks import Marks
    from auditor.extract.scores.score_rows import Tree
    from auditor.extract.tables.columns import Layout
    from auditor.model import Claim, Document, Indicator, Quantity, Reading, Section, Span, Statement, Table, TargetTable

    Rows = Sequence[Sequence[Line]]


def table_claims(table: Table, rows: Rows) -> Iterator[Claim]:
    """What a table asserts by its layout."""
    from auditor.extract.tables import tables

    return tables.table_claims(table, rows)


def coded_claims(table: Table, rows: Rows) -> Iterator[Claim]:
    """The sums of lists of accounts, where rows of a table begin with codes."""
    from auditor.extract.tables import coded_rows

    return coded_rows.coded_claims(table, rows)


def transposed_claims(rows: Rows) -> Iterator[Claim]:
    """Summaries of scores that have a column for each part."""
    from auditor.extract.scores import transposed

    return transposed.transposed_claims(rows)


def indicator_row_claims(rows: Rows) -> Iterator[Claim]:
    """Rows with a target and a result."""
    from auditor.extract.targets import indicator_tables

    return indicator_tables.indicator_row_claims(rows)


def read_execution(layout: Layout, heads: Rows, body: Rows, block: int) -> Execution | None:
    """The budget's execution, where a form has a block for it."""
    from auditor.extract.scores import executions

    return executions.read_execution(layout, heads, body, block)


def deadline(cell: Line) -> tuple[str, Span] | None:
    """The last day that a target cell with a date allows."""
    from auditor.extract.scores import deadlines

    return deadlines.deadline(cell)


def finish(cell: Line) -> tuple[str, Span] | None:
    """The first day that a result cell with a date may mean."""
    from auditor.extract.scores import deadlines

    return deadlines.finish(cell)


def satisfaction_claim(line: Line, stated: Quantity) -> Claim | None:
    """A rate of satisfaction, from the numbers of a survey."""
    from auditor.extract.relations import surveys

    return surveys.satisfaction_claim(line, stated)


def score_rate_claim(line: Line, stated: Quantity, start: int) -> Claim | None:
    """得分率, from the score and the full marks before it."""
    from auditor.extract.relations import score_rates

    return score_rates.score_rate_claim(line, stated, start)


def adjustment_rate(line: Line, name: str, here: Sequence[Quantity]) -> tuple[Reading, set[str]] | None:
    """预算调整率, from what was added to the budget."""
    from auditor.extract.relations import adjustments

    return adjustments.adjustment_rate(line, name, here)


def retold_claims(
    corpus: Corpus, lines: Sequence[Line], sections: Sequence[Section], records: Sequence[Indicator], year: int | None
) -> Iterator[Claim]:
    """Results of rows, retold in the text; for tables with results."""
    from auditor.extract.identity import retold

    return retold.retold_claims(corpus, lines, sections, records, year)


def told_targets(
    corpus: Corpus,
    lines: Sequence[Line],
    accounts: Sequence[Line],
    sections: Sequence[Section],
    short: Sequence[Indicator],
    records: Sequence[Indicator],
    year: int | None,
) -> Iterator[Claim]:
    """Targets told as results; for tables with results below their targets."""
    from auditor.extract.identity import told_targets as told

    return told.told_targets(corpus, lines, accounts, sections, short, records, year)


def sister_claims(corpus: Corpus, lines: Sequence[Line], tables: Mapping[int, Rows]) -> Iterator[Claim]:
    """Rows that the text tells otherwise than their sisters; for documents with tables."""
    from auditor.extract.identity import sister_rows

    return sister_rows.sister_claims(corpus, lines, tables)


def rows_of_kind(lines: Sequence[Line], tables: Mapping[int, Rows]) -> Iterator[Claim]:
    """Numbers of things against the tables that list them; for documents with tables."""
    from auditor.extract.relations import rows_of_kind as rows

    return rows.rows_of_kind(lines, tables)


def told_budget_claims(lines: Sequence[Line], plans: Sequence[TargetTable]) -> Iterator[Claim]:
    """Budgets of projects told otherwise than in their target tables; for documents with such tables."""
    from auditor.extract.identity import told_budgets

    return told_budgets.told_budget_claims(lines, plans)


def all_done_statements(lines: Sequence[Line], sections: Sequence[Section], claims: Iterable[Claim]) -> Iterator[Statement]:
    """Summaries that call everything done, where a completion rate below 100 % was read."""
    from auditor.extract.targets import all_done

    return all_done.all_done_statements(lines, sections, claims)


def all_reached_statements(lines: Sequence[Line], sections: Sequence[Section], records: Sequence[Indicator]) -> Iterator[Statement]:
    """Summaries that call everything reached, where an indicator has a result and a target."""
    from auditor.extract.targets import all_reached

    return all_reached.all_reached_statements(lines, sections, records)


def stray_plans(text: str, lines: Sequence[Line], sections: Sequence[Section], year: int | None) -> Iterator[Statement]:
    """Sentences of plans among results, where no whole chapter is plans."""
    from auditor.extract.leftovers import stray_plans as plans

    return plans.stray_plans(text, lines, sections, year)


def named_persons(text: str, start: int, end: int) -> Enumeration | None:
    """Persons named in a list, where a number of persons stands before it."""
    from auditor.extract.relations import persons

    return persons.named_persons(text, start, end)


def deduction_claims(marks: Marks, trees: Sequence[Tree]) -> Iterator[Claim]:
    """Deductions told of a row's name, where any deduction is told."""
    from auditor.extract.scores import told_deductions

    return told_deductions.deduction_claims(marks, trees)


def project_list_claims(document: Document, start: int, unit: str, cells: Mapping[int, Line]) -> Iterator[Claim]:
    """The total and the descriptions of a list of projects that tells its unit."""
    from auditor.extract.targets import project_lists

    return project_lists.project_list_claims(document, start, unit, cells)


def of_which_parts(line: Line) -> Iterator[Claim]:
    """N 个，其中…: in a paragraph behind a target table or a list of projects."""
    from auditor.extract.targets import goal_parts

    return goal_parts.of_which_parts(line)
