"""Which findings are one story."""

from __future__ import annotations

from auditor.audit.roots import rooted
from auditor.model import SEVERITY_OF, Certainty, Evidence, Finding, Span


def finding(
    rule: str,
    *places: tuple[str, int],
    category: str = "sum-mismatch",
    code: str = "differs",
    message: str = "",
    stated: str | None = None,
    certainty: Certainty = Certainty.LIKELY,
) -> Finding:
    """A finding of a rule at places five characters long."""
    evidence = tuple(Evidence(role, Span(start, start + 5)) for role, start in places)
    return Finding(code, certainty, SEVERITY_OF[certainty], message or f"{rule} {places}", evidence, rule, category, stated)


def roots(*findings: Finding) -> list[str | None]:
    """The roots of findings, in order."""
    return [item.root for item in rooted(findings)]


def test_a_wrong_number_that_breaks_two_relations_is_one_cause() -> None:
    """The place that one finding is about takes part in the other; the gravest finding names the root."""
    wrong = finding("stated-rate", ("stated", 100), ("numerator", 20))
    total = finding("list-sum", ("stated", 20), ("part", 40), certainty=Certainty.CERTAIN)
    assert roots(wrong, total) == ["list-sum-1", "list-sum-1"]


def test_what_serves_as_a_measure_joins_nothing() -> None:
    """Two findings that point at one title, standard or unit have nothing in common."""
    one = finding("other-unit", ("stated", 100), ("unit", 0))
    other = finding("name-variant", ("stated", 200), ("unit", 0))
    assert roots(one, other) == [None, None]


def test_parts_that_two_totals_have_in_common_join_nothing() -> None:
    """Neither finding is about the shared part."""
    one = finding("list-sum", ("stated", 100), ("part", 20))
    other = finding("list-sum", ("stated", 200), ("part", 20))
    assert roots(one, other) == [None, None]


def test_a_total_over_many_scores_is_not_about_each_of_them() -> None:
    """A wrong score among nine is a story of its own."""
    total = finding("score-total", ("stated", 500), *(("part", 20 * index) for index in range(9)))
    score = finding("score-rubric", ("score", 40))
    assert roots(score, total) == [None, None]


def test_a_pattern_of_a_form_is_one_cause() -> None:
    """One code of one rule in several rows of target tables; another code is another pattern."""
    rows = [finding("target-unit", ("stated", 20 * index), category="target-table", code="count") for index in range(3)]
    other = finding("target-unit", ("stated", 0), category="target-table", code="time")
    assert roots(*rows, other) == ["target-unit-1", "target-unit-1", "target-unit-1", None]


def test_the_same_words_and_the_same_foreign_year_are_one_cause() -> None:
    """Two findings with one message, and two places with one wrong year."""
    words = [finding("below-target", ("stated", 20 * index), message="部分已完工") for index in range(2)]
    years = [finding("report-year", ("stated", 200 + 20 * index), category="year-mismatch", stated=str(2021)) for index in range(2)]
    last = finding("report-year", ("stated", 300), category="year-mismatch", stated="2020")
    assert roots(*words, *years, last) == ["below-target-1", "below-target-1", "report-year-1", "report-year-1", None]
