"""Sections become facts and claims: what the report says of itself, in numbers, dates and words.

Nothing here knows what is wrong; it only reads what is asserted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditor.extract.about.calendar import fiscal_year, impossible_dates
from auditor.extract.about.clause_years import clause_years
from auditor.extract.about.date_order import date_order_statements
from auditor.extract.about.fields import field_claims, read_fields
from auditor.extract.about.forward_years import forward_years
from auditor.extract.about.kinds import document_kinds
from auditor.extract.about.misfit_dates import misfit_dates
from auditor.extract.about.odd_years import odd_year_statements
from auditor.extract.about.page_headers import header_statements
from auditor.extract.about.staffing import read_staffing
from auditor.extract.about.work_stages import table_stages
from auditor.extract.about.years import Report, year_statements
from auditor.extract.corpus import Corpus
from auditor.extract.identity.places import Places, place_claims, place_statements
from auditor.extract.leftovers.borrowed_rows import borrowed_rows
from auditor.extract.leftovers.other_trades import other_trade_statements
from auditor.extract.leftovers.statements import Written, leftover_statements, own_year_statements
from auditor.extract.lines import Line, scan_document, section_owners, unread
from auditor.extract.naming.naming import Named, name_statements
from auditor.extract.on_demand import (
    all_done_statements,
    all_reached_statements,
    indicator_row_claims,
    rows_of_kind,
    table_claims,
    told_budget_claims,
    transposed_claims,
)
from auditor.extract.punctuation import widened_titles
from auditor.extract.relations.balances import balance_claims
from auditor.extract.relations.ceilings import ceiling_claims
from auditor.extract.relations.counts import count_claims
from auditor.extract.relations.graded_counts import graded_counts
from auditor.extract.relations.growth import growth_claims
from auditor.extract.relations.listed_elsewhere import elsewhere_claims
from auditor.extract.relations.parts import part_claims
from auditor.extract.relations.quotas import quota_claims, table_quota_claims
from auditor.extract.relations.ratios import ratio_claims
from auditor.extract.relations.share_groups import grouped_shares
from auditor.extract.relations.states import state_claims
from auditor.extract.relations.sums import sum_claims
from auditor.extract.relations.table_units import dwarfed_totals, money_in, named_cells
from auditor.extract.relations.units_told import unit_claims
from auditor.extract.scores.admitted_faults import fault_statements
from auditor.extract.scores.award_texts import admitted_lines, problem_statements
from auditor.extract.scores.awards import read_awards
from auditor.extract.scores.deductions import with_deductions
from auditor.extract.scores.degrees import with_degree_note
from auditor.extract.scores.grades import grade_statements
from auditor.extract.scores.marks import marks_of
from auditor.extract.scores.measures import Basis, with_readings
from auditor.extract.scores.own_standards import standard_statements
from auditor.extract.scores.score_mentions import mention_claims
from auditor.extract.scores.score_rows import Tree
from auditor.extract.scores.score_sums import score_table_claims
from auditor.extract.scores.score_tables import read_score_tables
from auditor.extract.scores.scores import score_claims
from auditor.extract.seldom import (
    bulletin_claims,
    cells_that_rise,
    distant_tasks,
    every_row,
    heading_award_claims,
    mean_score_claims,
    paired_claims,
    rates_of_row,
    rests_elsewhere,
    side_by_side_claims,
    told_level_claims,
    told_value_records,
    with_closings,
)
from auditor.extract.tables.table_cells import CellNumber
from auditor.extract.targets.indicators import indicator_claims, indicator_records
from auditor.extract.targets.judged_results import judged_result_claims
from auditor.extract.targets.named_praise import floor_statements, named_praise
from auditor.extract.targets.praised_names import praised_names
from auditor.extract.targets.praised_rates import praised_rates
from auditor.extract.targets.reached_aims import reached_aim_statements, reached_claims
from auditor.extract.targets.shortfalls import shortfall_statements, state_statements
from auditor.extract.targets.target_presence import read_targets
from auditor.extract.targets.target_sentences import sentence_targets
from auditor.extract.words import follows, places
from auditor.model import Cell, Claim, ClaimKind, Document, Extraction, Indicator, Section, Span, Statement, Table, TargetTable

TOO_MANY_NUMBERS = "数字太多，只读了前面的一部分"
LOST_ROWS = "绩效目标表有缺格或错列的行，只核对了认得出的行"
WHOLE = 100
_COUNTING = tuple("123456789共设")  # behind 三级指标, where their number is told
HEADERS = 3  # rows of a table that may head its columns
OWN_YEAR_KINDS = frozenset({"self-evaluation", "evaluation-report", "score-table"})
TOLD_BY_YEAR = frozenset({"final-accounts", "target-table"})


def extract(document: Document, sections: Sequence[Section]) -> Extraction:
    """Read every claim, field and indicator record of a document."""
    owners = section_owners(document, sections)
    sections = widened_titles(sections)
    lines, tables = scan_document(document, owners)
    counted = [line for line in lines if line.quantities]
    year, year_line, year_span = fiscal_year(lines)
    forms = list(tables.values())
    kinds = document_kinds(lines, forms)
    staffing = read_staffing(lines)
    fields, facts = read_fields(lines, forms, kinds, year, year_line, year_span, staffing)
    everything = [*lines, *(cell for rows in tables.values() for row in rows for cell in row)]
    phrased = [line for line in lines if line.dates]
    dated = [*phrased, *(cell for rows in tables.values() for row in rows for cell in row if cell.dates)]
    corpus = Corpus(everything)
    records = [*indicator_records(corpus, {line.block: line for line in lines}, sections), *told_value_records(corpus.text, counted)]
    scored = read_score_tables(tables)
    _with_executions(corpus, len(lines), scored.trees)
    indicators = (*records, *scored.records)
    marks = marks_of(lines)
    money = {block: money_in(_table(document, block), rows) for block, rows in tables.items()}
    amounts = {block: named_cells(numbers) for block, numbers in money.items()}
    captions = {block: caption.text for block in tables if (caption := _table(document, block).caption) is not None}
    places = Places(lines, counted, corpus, tables, sections, amounts, captions, kinds, year, fields.get("unit"))
    claims = _merged(
        *sum_claims(lines),
        *state_claims(counted),
        *count_claims(lines, sections, tables),
        *elsewhere_claims(lines, tables),
        *graded_counts(counted),
        *_counts_of_chapters(corpus.text, lines, counted, sections),
        *(rows_of_kind(counted, tables) if tables else ()),
        *grouped_shares(lines),
        *ratio_claims(lines),
        *growth_claims(lines),
        *balance_claims(lines),
        *rests_elsewhere(corpus.text, corpus, counted),
        *bulletin_claims(corpus.text, lines),
        *unit_claims(counted, [cell for found in amounts.values() for cell in found]),
        *cells_that_rise(corpus.text, corpus),
        *quota_claims(counted),
        *ceiling_claims(counted),
        *part_claims(counted),
        *mean_score_claims(corpus.text, counted),
        *indicator_claims(records),
        *sentence_targets(corpus, lines, counted, sections, year),
        *reached_claims(corpus, lines),
        *distant_tasks(corpus.text, corpus, counted),
        *rates_of_row(corpus.text, corpus, lines),
        *score_claims(marks, sections),
        *field_claims(facts, counted, staffing),
        *_of_tables(document, tables, money, scored.blocks),
        *(claim for tree in scored.trees for claim in score_table_claims(tree)),
        *mention_claims(lines, sections, scored.trees, marks),
        *heading_award_claims("\n".join([section.title for section in sections]), lines, sections),
        *told_level_claims(corpus.text, lines),
        *place_claims(places, records, scored.records),
        *judged_result_claims(lines, indicators),
        *(_counts_of_indicators(corpus.text, counted, scored.records) if scored.records else ()),
        *_of_formulas(document, tables),
    )
    awards = with_deductions(read_awards(corpus, lines, sections, tables, scored, marks), lines)
    awards = list(with_closings(corpus.text, awards, lines, sections)) or awards
    awards = with_degree_note(awards, everything)
    awards = with_readings(awards, Basis(corpus, tables, facts, year))
    plans, planned = read_targets(document, corpus, counted, tables, scored.records)
    claims = sorted(
        [*claims, *planned, *(told_budget_claims(lines, plans) if plans else ()), *_listed_indicators(corpus.text, tables, plans)],
        key=lambda claim: claim.stated.span,
    )
    claims = _with_reasons(document.text, claims)
    admitted = admitted_lines(lines, sections)
    statements: list[Statement] = [
        *shortfall_statements(corpus, records, tables),
        *state_statements(corpus, sections),
        *(all_done_statements(lines, sections, claims) if any(map(_is_short, claims)) else ()),
        *(all_reached_statements(lines, sections, indicators) if any(item.actual and item.target for item in indicators) else ()),
        *reached_aim_statements(counted),
        *named_praise(lines, indicators),
        *praised_names(corpus, lines, sections, indicators, year),
        *praised_rates(corpus, counted, sections, indicators, claims, year),
        *floor_statements(counted, tables),
        *(every_row(corpus.text, lines, tables) if tables else ()),
        *grade_statements(corpus, scored.graded, fields, marks),
        *impossible_dates(everything, dated, corpus.text),
        *date_order_statements(dated),
        *(table_stages(tables, corpus) if tables else ()),
        *problem_statements(corpus, admitted, awards),
        *fault_statements(lines, admitted, awards),
        *standard_statements(admitted, scored.records, awards),
        *name_statements(Named(document, sections, lines, tables, awards, indicators, plans, fields, kinds, corpus)),
    ]
    statements += place_statements(places, statements)
    own_year = OWN_YEAR_KINDS.intersection(kinds)
    if year is not None and (own_year or "final-accounts" in kinds):
        titled = Report.titled(year, year_line, year_span)
        statements += year_statements(lines, phrased, sections, tables, titled, accounts=not own_year)
        statements += header_statements(document, lines, titled)
    if year is not None and (own_year or TOLD_BY_YEAR.intersection(kinds)):
        known = [statement.span for statement in statements if statement.kind == "year"]
        aims, titled = "target-table" in kinds, Report.titled(year, year_line, year_span)
        found = [
            *(misfit_dates(lines, dated, sections, tables, titled) if own_year else ()),
            *clause_years(lines, dated, sections, year, _title(year_line, year_span), aims=aims),
            *odd_year_statements(lines, dated, tables, titled, own=bool(own_year), aims=aims and not own_year),
            *forward_years(
                phrased,
                sections,
                [*indicators, *(row for plan in plans for row in plan.rows)],
                year,
                _title(year_line, year_span),
                aims=aims,
            ),
        ]
        statements += [item for item in found if not any(span.start <= item.span.start < span.end for span in known)]
    written = Written(document.text, lines, tables, sections, corpus)
    statements += leftover_statements(written)
    statements += borrowed_rows(document.text, corpus, tables, [*indicators, *(row for plan in plans for row in plan.rows)])
    if own_year:
        statements += own_year_statements(written, year, _title(year_line, year_span), facts, awards, itself="self-evaluation" in kinds)
        statements += other_trade_statements(document.text, lines, fields)
    return Extraction(
        fields=fields,
        kinds=kinds,
        fiscal_year=year,
        claims=tuple(claims),
        indicators=indicators,
        statements=tuple(statements),
        numbers=sum([len(line.quantities) for line in everything if line.quantities]),
        used=len(_places(claims)),
        skipped=(
            *scored.skipped,
            *((LOST_ROWS, plan.heading) for plan in plans if plan.damaged),
            *((TOO_MANY_NUMBERS, place) for place in unread(everything, len(document.text))),
        ),
        awards=tuple(awards),
        target_tables=tuple(plans),
    )


def _merged(*claims: Claim) -> list[Claim]:
    """One claim for each stated value and kind: when two extractors read the same relation, the later one adds its readings.

    Limits, places that tell one value, and second divisions of one whole are no readings of one another: each must be kept.
    """
    by_place: dict[tuple[ClaimKind, Span, str], Claim] = {}
    for claim in claims:
        apart = claim.kind in (ClaimKind.LIMIT, ClaimKind.VALUE) or "divided-again" in claim.traits
        key = claim.kind, claim.stated.span, claim.cues[0] if apart else ""
        known = by_place.get(key)
        if known is None:
            by_place[key] = claim
        else:
            readings = (*known.readings, *(reading for reading in claim.readings if reading not in known.readings))
            by_place[key] = known._replace(readings=readings, traits=known.traits | claim.traits, related=known.related + claim.related)
    return sorted(by_place.values(), key=lambda claim: claim.stated.span)


def _of_tables(
    document: Document, tables: dict[int, list[list[Line]]], money: dict[int, list[CellNumber]], scored: dict[int, int | None]
) -> Iterator[Claim]:
    """What tables, with their amounts of `money`, assert by their layout; the sums of those in `scored` are read by their indicators' levels."""
    for block, rows in tables.items():
        table = _table(document, block)
        summary = list(transposed_claims(rows))
        told = {claim.stated.span for claim in summary}
        yield from summary
        yield from (
            claim
            for claim in table_claims(table, rows)
            if claim.stated.span not in told and (block not in scored or not _is_of_scores(claim, scored[block]))
        )
        yield from indicator_row_claims(rows)
        yield from table_quota_claims(table, rows)
        yield from dwarfed_totals(money[block])
        yield from side_by_side_claims("\n".join([cell.text for row in rows[:HEADERS] for cell in row]), table, rows)
        yield from paired_claims(document.text[table.span.start : table.span.end], table, rows)


def _is_short(claim: Claim) -> bool:
    """Whether a claim is of a completion rate below 100 %."""
    return claim.kind is ClaimKind.COMPLETION and claim.stated.quantity.number < WHOLE


def _with_executions(corpus: Corpus, count: int, trees: Sequence[Tree]) -> None:
    """Give score tables the budget's execution that the lines before them tell cell by cell."""
    if any(tree.execution is None and tree.totals for tree in trees) and "执行率" in corpus.text:
        from auditor.extract.scores.stacked_executions import read_stacked_executions  # few forms come so

        read_stacked_executions(corpus, count, trees)


def _counts_of_chapters(text: str, lines: Sequence[Line], counted: Sequence[Line], sections: Sequence[Section]) -> Iterator[Claim]:
    """Numbers of things that are shared out among places, or listed in sentences or chapters of their own."""
    if follows(text, "各", "123456789 一两三"):
        from auditor.extract.relations.spread_counts import spread_counts

        yield from spread_counts(counted)
    if "。一是" in text or follows(text, "面", "问建") or follows(text, "个", "问") or follows(text, "条", "建") or "方面的问题" in text:
        from auditor.extract.relations.told_problems import problem_counts

        yield from problem_counts(counted, lines, sections)


def _counts_of_indicators(text: str, lines: Sequence[Line], rows: Sequence[Indicator]) -> Iterator[Claim]:
    """Numbers of indicators of a level; `lines` are the paragraphs that have numbers."""
    told = any(text.startswith("指标", at + 1) and text[at + 3 : at + 5].strip()[:1] in _COUNTING for at in places(text, "级"))
    if told or follows(text, "个", "一二三"):
        from auditor.extract.relations.told_indicators import told_indicators

        yield from told_indicators(lines, rows)


def _listed_indicators(text: str, tables: dict[int, list[list[Line]]], plans: Sequence[TargetTable]) -> Iterator[Claim]:
    """Numbers of indicators in a list of projects."""
    if plans and ("指标个数" in text or "指标数量" in text or "指标项数" in text):
        from auditor.extract.relations.told_indicators import listed_indicators

        yield from listed_indicators(tables, plans)


def _with_reasons(text: str, claims: list[Claim]) -> list[Claim]:
    """All claims, and of those on targets that nothing is said about which ones the text gives a reason for."""
    if not any(claim.kind is ClaimKind.TARGET and _is_silent(claim) for claim in claims):
        return claims
    from auditor.extract.targets.told_reasons import with_reasons  # few results stand without a word beside another target

    return list(with_reasons(text, claims))


def _is_silent(claim: Claim) -> bool:
    """Whether a claim is of a result other than its target, and nothing is said about it."""
    target = claim.readings[0].terms[0].fact.quantity
    return target.number != claim.stated.quantity.number and claim.traits.isdisjoint(("met", "exceeded", "admitted", "partly"))


def _of_formulas(document: Document, tables: dict[int, list[list[Line]]]) -> Iterator[Claim]:
    """What the formulas of a workbook assert."""
    if document.locators and any(cell.stored is not None and cell.stored.formula for block in tables for cell in _cells(document, block)):
        from auditor.extract.tables.formulas import formula_claims  # a workbook is seldom what is audited

        yield from formula_claims(document, tables)


def _cells(document: Document, block: int) -> Iterator[Cell]:
    return (cell for row in _table(document, block).rows for cell in row)


def _is_of_scores(claim: Claim, first: int | None) -> bool:
    """Whether a claim by the layout of a score table is a sum that the levels of its indicators, which begin at `first`, tell better."""
    return "scores" in claim.traits or (claim.kind is ClaimKind.SUM and first is not None and claim.stated.span.start >= first)


def _table(document: Document, block: int) -> Table:
    table = document.blocks[block]
    assert isinstance(table, Table)  # `tables` is keyed by the blocks that are
    return table


def _title(line: Line | None, span: tuple[int, int]) -> tuple[tuple[str, Span], ...]:
    """Where the title tells the report's year, if it does."""
    return (("title", line.span(*span)),) if line is not None else ()


def _places(claims: Iterable[Claim]) -> set[Span]:
    """The spans of all numbers that take part in a claim."""
    places: set[Span] = set()
    for claim in claims:
        places.add(claim.stated.span)
        for reading in claim.readings[:1]:
            places.update(term.fact.span for term in (*reading.terms, *reading.over))
    return places
