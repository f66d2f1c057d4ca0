"""Whether a document has target tables at all; what reads them is loaded only then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.extract.lines import Line
from auditor.model import Claim, Document, TargetTable

Row = Sequence[Line]

_WITHIN = 40  # rows in which the header must stand
_LONGEST = 16  # characters of a header cell
_RESULTS = ("实际", "完成", "得分", "自评")


def read_targets(document: Document, tables: Mapping[int, Sequence[Row]]) -> tuple[list[TargetTable], list[Claim]]:
    """The target tables of a document and what they claim. `tables` are the scanned rows of its tables by block."""
    if not any(_may_be(row) for rows in tables.values() for row in rows[:_WITHIN]):
        return [], []
    from auditor.extract.targets.target_claims import target_table_claims
    from auditor.extract.targets.target_tables import target_tables

    found = target_tables(document, tables)
    return found, list(target_table_claims(found, tables))


def _may_be(row: Row) -> bool:
    """Whether a row names indicators and target values, and no results."""
    words = [cell.text for cell in row if 1 < len(cell.text) <= _LONGEST]
    if len(words) < 3 or any(result in word for word in words for result in _RESULTS):
        return False
    return any("值" in word for word in words) and any("指标" in word for word in words)
