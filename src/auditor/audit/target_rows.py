"""Findings on the rows of target tables: their places, kept tight, and the words in which a row is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from auditor.audit.facts import Facts
from auditor.audit.findings import LONGEST_PLACE, once
from auditor.model import SEVERITY_OF, Bound, Certainty, Evidence, Fact, Finding, Indicator, Kind, Source, Span, TargetTable

UPWARD = frozenset({Bound.AT_LEAST, Bound.MORE, Bound.OVER})
DOWNWARD = frozenset({Bound.AT_MOST, Bound.LESS})
PHYSICAL = frozenset({Kind.AREA, Kind.LENGTH, Kind.WEIGHT, Kind.VOLUME, Kind.MONEY})
BENEFITS = ("economic", "social", "ecological", "lasting")
OUTPUTS = ("quantity", "quality", "time", "cost")
KIND_NAMES = {
    "quantity": "数量指标",
    "quality": "质量指标",
    "time": "时效指标",
    "cost": "成本指标",
    "economic": "经济效益指标",
    "social": "社会效益指标",
    "ecological": "生态效益指标",
    "lasting": "可持续影响指标",
    "satisfaction": "满意度指标",
}
_SHOWN = 24  # characters of a name or value in a message


def each_row(facts: Facts) -> Iterator[tuple[TargetTable, Indicator]]:
    """Every indicator row of every target table, in order."""
    return ((table, row) for table in facts.extraction.target_tables for row in table.rows)


def unit_kind(row: Indicator) -> Kind | None:
    """What the target of a row is measured in; None when its value is no single number."""
    return row.target.quantity.kind if row.target is not None else None


def bound(row: Indicator) -> Bound:
    """How the target of a row is limited."""
    return row.target.quantity.bound if row.target is not None else Bound.EXACT


def shown(text: str) -> str:
    """A cell's words in a message, cut when they are long."""
    return f"“{text}”" if len(text) <= _SHOWN else f"“{text[: _SHOWN - 1]}…”"


def words_only(text: str) -> str:
    """The text without spaces, punctuation and other signs."""
    return "".join(filter(str.isalnum, text))


def value_of(row: Indicator) -> str:
    """The value of a row in a message."""
    return shown(row.value[0]) if row.value is not None else "空白"


def of_row(row: Indicator, code: str, certainty: Certainty, message: str, *further: tuple[str, Span]) -> Finding:
    """A finding on one row: its value and its name first, then `further` places with their roles."""
    places = [("stated", row.value[1])] if row.value is not None else []
    return of_places([*places, ("name", row.heading), *further], code, certainty, message, row.value[0] if row.value is not None else None)


def of_places(places: Iterable[tuple[str, Span]], code: str, certainty: Certainty, message: str, stated: str | None = None) -> Finding:
    """A finding that points at cells of a table."""
    evidence = once([Evidence(role, _tight(span)) for role, span in places])
    return Finding(code, certainty, SEVERITY_OF[certainty], message, tuple(evidence), stated=stated, source=Source.TABLE)


def side(limit: Bound) -> str:
    """A limit as a sign, as it stands in a column of its own."""
    return "≤" if limit in DOWNWARD else "≥" if limit in UPWARD else ""


def described(row: Indicator) -> Sequence[tuple[str, Span]]:
    """The description cell as a further place."""
    return [("description", row.description[1])] if row.description is not None else []


def budgeted(table: TargetTable) -> Sequence[tuple[str, Span]]:
    """The budget as a further place."""
    return [("limit", table.budget.span)] if table.budget is not None else []


def money(fact: Fact) -> str:
    """An amount with its unit, as the table writes it."""
    return fact.quantity.written


def _tight(span: Span) -> Span:
    return Span(span.start, min(span.end, span.start + LONGEST_PLACE))
