"""Whether a document has target tables at all; what reads them is loaded only then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.corpus import Corpus
from auditor.extract.lines import Line
from auditor.extract.on_demand import of_which_parts, project_list_claims
from auditor.model import Claim, Document, Indicator, TargetTable
from auditor.patterns import compiled

Row = Sequence[Line]

_WITHIN = 40  # rows in which the header must stand
_LIST = compiled("序\\s?号[^\\n]{0,80}项目名称[^\\n]{0,80}(?:目标|内容|概况|简介|用途)")
_UNIT = compiled("(?:单位\\s?[：:]?\\s?|[（(])(亿元|万元|千元|元)[）)]?")
_NEAR = 120  # characters around a header in which its unit is told
_FEWEST = 3  # header cells
_LONGEST = 16  # characters of a header cell
_RESULTS = ("实际", "完成", "得分", "自评")


def read_targets(
    document: Document, corpus: Corpus, counted: Sequence[Line], tables: Mapping[int, Sequence[Row]], scored: Sequence[Indicator]
) -> tuple[list[TargetTable], list[Claim]]:
    """The target tables of a document, and what they and its lists of projects claim.

    `tables` are the scanned rows of its tables by block, `scored` the indicators of its score tables: these may have a goal above them.
    """
    found: list[TargetTable] = []
    claims: list[Claim] = []
    told = {(cell.block, cell.row) for cell in corpus.holding("值") if cell.row >= 0}  # rows that name values
    if told and any(
        map(_may_be, [row for rows in tables.values() for row in rows[:_WITHIN] if row and (row[0].block, row[0].row) in told])
    ):
        found, claims = _tables(document, tables)
    for block in dict.fromkeys(row.table for row in scored if row.target is not None):
        if block is not None and "预期目标" in _text_of(document, block):
            claims += _goals(document, block, [row for row in scored if row.table == block])
    listed = _LIST.search(document.text)
    if listed is not None:
        unit = _unit(document.text, listed.start())
        if unit:
            cells = {cell.passage.origins[0]: cell for rows in tables.values() for row in rows for cell in row if cell.quantities}
            claims += project_list_claims(document, listed.start(), unit, cells)
    begin = min([*([listed.start()] if listed else ()), *(table.heading.start for table in found)], default=None)
    if begin is not None:
        split = (line for line in counted if line.passage.origins[0] >= begin and "其中" in line.text)
        claims += (claim for line in split for claim in of_which_parts(line))
    return found, claims


def _unit(text: str, start: int) -> str:
    """The unit of the list of projects whose header stands at `start`, told near the header's line; nothing is read of a list without one."""
    line = text.rfind("\n", 0, start) + 1
    found = _UNIT.search(text, max(0, line - _NEAR), line + _NEAR)
    return found[1] if found is not None else ""


def _text_of(document: Document, block: int) -> str:
    span = document.blocks[block].span
    return document.text[span.start : span.end]


def _goals(document: Document, block: int, rows: Sequence[Indicator]) -> Iterator[Claim]:
    """The goal above the indicators of a self-evaluation table, against their targets and results."""
    from auditor.extract.targets.goal_text import goal_claims

    table = TargetTable(block, rows[0].section, rows[0].heading, rows=tuple(rows))
    return goal_claims(document.text, table, document.blocks[block].span.start)


def _tables(document: Document, tables: Mapping[int, Sequence[Row]]) -> tuple[list[TargetTable], list[Claim]]:
    from auditor.extract.targets.target_claims import target_table_claims
    from auditor.extract.targets.target_tables import target_tables

    found = target_tables(document, tables)
    return found, list(target_table_claims(document.text, found, tables))


def _may_be(row: Row) -> bool:
    """Whether a row names indicators and target values, and no results."""
    if len(row) < _FEWEST:
        return False
    words = [text for cell in row if 1 < len(text := cell.text) <= _LONGEST]
    told = "\n".join(words)
    return "值" in told and "指标" in told and len(words) >= _FEWEST and not any(result in told for result in _RESULTS)
