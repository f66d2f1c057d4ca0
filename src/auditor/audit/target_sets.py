"""The target tables of one document beside each other: which classes of indicators one lacks that its sisters have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.audit.target_rows import BENEFITS, KIND_NAMES, OUTPUTS, budgeted, of_places
from auditor.model import Certainty, Finding, Indicator, Span, TargetTable

SISTERS = 3  # tables beside the one in question
FEWEST = 4  # rows of a table that can be said to lack something


def missing_classes(tables: Sequence[TargetTable], code: str) -> Iterator[Finding]:
    """Classes missing in a table: likely for one of output that every sister has, a question for the others that most sisters have."""
    whole = [table for table in tables if not table.damaged and len(table.rows) >= FEWEST and all(row.kind for row in table.rows)]
    if len(whole) <= SISTERS:
        return
    kinds = [{row.kind for row in table.rows} for table in whole]
    for index, table in enumerate(whole):
        others = kinds[:index] + kinds[index + 1 :]
        lacking = {
            kind: sum(1 for other in others if kind in other) for kind in (*OUTPUTS, *BENEFITS, "satisfaction") if kind not in kinds[index]
        }
        always = [kind for kind, count in lacking.items() if kind in OUTPUTS and count == len(others)]
        mostly = [kind for kind, count in lacking.items() if kind not in always and count * 2 > len(others)]
        if always:
            message = f"其他 {len(others)} 张表都有{_named(always)}，这张表没有。"
            yield of_places([*_outputs(table), *budgeted(table)], code, Certainty.LIKELY, message)
        if mostly:
            yield of_places(_beside(table), code, Certainty.QUERY, f"多数表都有{_named(mostly)}，这张表没有；可能放在了别的类别下。")


def _named(kinds: Sequence[str]) -> str:
    return "、".join(KIND_NAMES[kind] for kind in kinds)


def _outputs(table: TargetTable) -> list[tuple[str, Span]]:
    """The table's heading and the last row of the outputs, behind which the missing class would stand."""
    rows = [row for row in table.rows if row.kind in OUTPUTS]
    return [("title", table.heading), ("name", (rows or list(table.rows))[-1].heading)]


def _beside(table: TargetTable) -> list[tuple[str, Span]]:
    """The table's heading, and the row that may have taken the missing one's place: a second one of its class."""
    seen: set[str] = set()
    doubled: Indicator | None = None
    for row in table.rows:
        if row.kind in BENEFITS and row.kind in seen:
            doubled = doubled or row
        seen.add(row.kind)
    row = doubled or next((row for row in table.rows if row.kind in BENEFITS), table.rows[-1])
    return [("title", table.heading), ("name", row.heading)]
