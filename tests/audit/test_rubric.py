from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.audit.rubric import can_give, earns, evaluate, excess, gaps, implied, is_discrete, lowest, overdraft, overlaps, reachable
from auditor.audit.tolerance import Interval
from auditor.model import Band, Points, Rubric, RubricKind, Step

FULL = Points(Decimal(1), is_share=True)
ZERO = Points(Decimal(0))


def band(points: str | Points | None, low: str | None = None, high: str | None = None, **more: Any) -> Band:
    """A band without a place."""
    earned = Points(Decimal(points)) if isinstance(points, str) else points
    return Band(earned, 0, 1, "", None if low is None else Decimal(low), None if high is None else Decimal(high), **more)


def off(amount: str, size: str | None = None, base: str | None = None) -> Step:
    """A deduction without a place."""
    limit = None if base is None else Decimal(base)
    return Step(Points(Decimal(amount), is_off=True), 0, 1, None if size is None else Decimal(size), limit)


LINEAR = Rubric(RubricKind.THRESHOLDS, (band(FULL, "95"), band(ZERO, None, "85"), band(None, "85", "95")), is_linear=True)
LESS = Rubric(RubricKind.THRESHOLDS, (band(FULL, None, "100"), band(ZERO, "115"), band(None, "100", "115")), is_linear=True)
RATE = Rubric(RubricKind.RATE)
BANDS = Rubric(RubricKind.THRESHOLDS, (band("5", "90"), band("3", "80", "90", high_open=True), band(ZERO, None, "80", high_open=True)))
COUNT = Rubric(RubricKind.COUNT, (band("6"), band("4", "3", "3"), band("1", "2", "2"), band(ZERO, None, "1")))
ITEMS = Rubric(RubricKind.DEDUCTION, (), (off("0.5"),))


class TestReachable:
    @pytest.mark.parametrize(
        ("rubric", "full", "scores"),
        [
            (Rubric(RubricKind.ALL_OR_NOTHING, (band(FULL), band(ZERO))), "3", "3 0"),
            (COUNT, "6", "6 4 1 0"),
            (BANDS, "5", "5 3 0"),
            (ITEMS, "2", "2 1.5 1 0.5 0"),
            (Rubric(RubricKind.DEDUCTION, (), (off("2"), off("0.5")), is_capped=True), "3", "3 2.5 2 1.5 1 0.5 0"),
            (Rubric(RubricKind.DEDUCTION, (), (Step(Points(Decimal("0.5"), is_share=True, is_off=True), 0, 1),)), "5", "5 2.5 0"),
            (Rubric(RubricKind.THRESHOLDS, (band(FULL, "90"), band(ZERO, None, "60")), (off("2", "10"),)), "5", "5 3 1 0"),
        ],
    )
    def test_sets(self, rubric: Rubric, full: str, scores: str) -> None:
        """Every score the standard can give, and no other; what is left over at the end may be less than a step."""
        assert frozenset(map(Decimal, scores.split())) == reachable(rubric, Decimal(full))

    @pytest.mark.parametrize(
        ("rubric", "full", "scores"),
        [
            (Rubric(RubricKind.DEDUCTION, (band("4"),), (off("1"),)), "4", "4 3 2 1 0"),
            (Rubric(RubricKind.DEDUCTION, (band("4"),), (off("2"),)), "5", "5 4 3 2 1 0"),
            (Rubric(RubricKind.LISTED, (band("3"), band("2"))), "5", "5 3 2 0"),
            (Rubric(RubricKind.LISTED, (), (Step(Points(Decimal(2)), 0, 1),)), "5", "5 4 2 0"),
        ],
    )
    def test_sets_from_written_marks(self, rubric: Rubric, full: str, scores: str) -> None:
        """Deductions from the marks that the standard names or from those of the item, points that add up, so many for each item."""
        assert frozenset(map(Decimal, scores.split())) == reachable(rubric, Decimal(full))

    def test_a_list_that_is_not_the_whole(self) -> None:
        """Listed points that do not come to the full marks may be grades: any score is possible."""
        assert Interval(Decimal(0), Decimal(5)) == reachable(Rubric(RubricKind.LISTED, (band("5"), band("3"))), Decimal(5))

    @pytest.mark.parametrize(
        ("part", "value", "low", "high"),
        [("", "93", "4", "6"), ("step", "93", "4", "4"), ("nothing", "93", "6", "6"), ("", "90", "4", "4"), ("", "100", "8", "8")],
    )
    def test_steps_of_a_value(self, part: str, value: str, low: str, high: str) -> None:
        """每降低5%扣2分: a part of a step counts as the standard says; where it says nothing, either way."""
        step = off("2", "5")._replace(above=False)
        rubric = Rubric(RubricKind.THRESHOLDS, (band(FULL, "100", "100"),), (step,), part=part)
        assert Interval(Decimal(low), Decimal(high)) == earns(rubric, Decimal(8), Decimal(value))

    @pytest.mark.parametrize(("full", "score", "possible"), [("6", "4", True), ("6", "5", False), ("5", "3.33", True), ("5", "3.4", False)])
    def test_thirds(self, full: str, score: str, possible: bool) -> None:
        """A third of six is exact, a third of five is written to two places."""
        third = Rubric(RubricKind.DEDUCTION, (), (Step(Points(Decimal(1), is_share=True, is_off=True, over=Decimal(3)), 0, 1),))
        assert possible is can_give(third, Decimal(full), Decimal(score))

    @pytest.mark.parametrize("rubric", [LINEAR, RATE, Rubric(RubricKind.DEDUCTION, (), (off("0.001"),))])
    def test_intervals(self, rubric: Rubric) -> None:
        """Graduated points, and steps too small to tell."""
        assert Interval(Decimal(0), Decimal(8)) == reachable(rubric, Decimal(8))

    @pytest.mark.parametrize(
        ("rubric", "discrete"),
        [
            (COUNT, True),
            (ITEMS, True),
            (BANDS, True),
            (LINEAR, False),
            (RATE, False),
            (Rubric(RubricKind.THRESHOLDS, (), (off("1", "5"),)), False),
        ],
    )
    def test_discrete(self, rubric: Rubric, discrete: bool) -> None:
        """Only whole steps make another score impossible."""
        assert discrete is is_discrete(rubric)


class TestEvaluate:
    @pytest.mark.parametrize(
        ("rubric", "full", "value", "score"),
        [
            (LINEAR, "5", "95", "5"),
            (LINEAR, "5", "92", "3.5"),
            (LINEAR, "5", "80", "0"),
            (LESS, "3", "98", "3"),
            (LESS, "3", "110", "1"),
            (LESS, "3", "120", "0"),
            (RATE, "4", "75", "3"),
            (RATE, "4", "130", "4"),
            (BANDS, "5", "90", "5"),
            (BANDS, "5", "89.99", "3"),
            (COUNT, "6", "3", "4"),
            (COUNT, "6", "0", "0"),
        ],
    )
    def test_earned(self, rubric: Rubric, full: str, value: str, score: str) -> None:
        """Thresholds, bands, counts and rates."""
        assert Decimal(score) == evaluate(rubric, Decimal(full), Decimal(value))

    @pytest.mark.parametrize(
        ("rubric", "value"),
        [
            (ITEMS, "1"),
            (Rubric(RubricKind.THRESHOLDS, (band(FULL, "95"),), (off("0.5", "1"),)), "93.4"),
            (Rubric(RubricKind.THRESHOLDS, (band("5", "90"), band("3", "80", "90"))), "90"),
            (Rubric(RubricKind.THRESHOLDS, (band("5", "90"), band("3", "80", "85"))), "87"),
            (BANDS._replace(is_percent=False), "95"),
        ],
    )
    def test_left_open(self, rubric: Rubric, value: str) -> None:
        """Parts of a step, an edge that two bands claim, a gap, thresholds that are no percentages."""
        assert evaluate(rubric, Decimal(5), Decimal(value)) is None


class TestFaults:
    @pytest.mark.parametrize(("listed", "full", "taken"), [(4, "1.5", "2.0"), (4, "2", None), (0, "1", None)])
    def test_overdraft(self, listed: int, full: str, taken: str | None) -> None:
        """All listed points together take more than there is; exactly as much is fine."""
        assert (None if taken is None else Decimal(taken)) == overdraft(ITEMS, Decimal(full), listed)

    def test_a_cap_allows_any_deduction(self) -> None:
        """扣完为止."""
        assert overdraft(ITEMS._replace(is_capped=True), Decimal(1), 9) is None

    @pytest.mark.parametrize(("full", "points"), [("5", "6"), ("6", None)])
    def test_excess(self, full: str, points: str | None) -> None:
        """A band above the full marks."""
        found = excess(COUNT, Decimal(full))
        assert (None if points is None else Decimal(points)) == (found and found[1])

    @pytest.mark.parametrize(("listed", "floor"), [(2, "4.0"), (0, "0"), (20, "0")])
    def test_lowest(self, listed: int, floor: str) -> None:
        """Two points of half a mark leave four of five."""
        assert Decimal(floor) == lowest(ITEMS, Decimal(5), listed)

    @pytest.mark.parametrize(
        ("bands", "steps", "found"),
        [
            ((band("5", "90"), band("3", "80", "85"), band(ZERO, None, "80")), (), [("85", "90")]),
            ((band("5", "90", "100"), band("3", "80", "89"), band(ZERO, "0", "79")), (), []),
            ((band(FULL, "90"), band(ZERO, None, "60")), (off("1", "10"),), []),
            ((band(FULL, "90"), band(ZERO, None, "60")), (off("1", "10", "80"),), [("80", "90")]),
        ],
    )
    def test_gaps(self, bands: tuple[Band, ...], steps: tuple[Step, ...], found: list[tuple[str, str]]) -> None:
        """Whole-number neighbours leave none; steps fill what lies below full marks, or below their own base."""
        rubric = Rubric(RubricKind.THRESHOLDS, bands, steps)
        assert found == [(f"{gap.low:f}", f"{gap.high:f}") for gap in gaps(rubric)]

    @pytest.mark.parametrize(("low", "number"), [("85", 1), ("80", 0)])
    def test_overlaps(self, low: str, number: int) -> None:
        """More than a common edge."""
        rubric = Rubric(RubricKind.THRESHOLDS, (band("5", "90"), band("3", "80", "90"), band("1", "60", low)))
        assert number == len(overlaps(rubric))


# ------------------------------------------------------------------------------------------------------------- properties

marks = st.integers(1, 40).map(lambda halves: Decimal(halves) / 2)
percent = st.decimals(0, 130, places=2)
linear = st.tuples(st.integers(0, 120), st.integers(1, 40), st.booleans()).map(
    lambda drawn: Rubric(
        RubricKind.THRESHOLDS,
        (
            (band(FULL, str(drawn[0] + drawn[1])), band(ZERO, None, str(drawn[0])))
            if drawn[2]
            else (band(FULL, None, str(drawn[0])), band(ZERO, str(drawn[0] + drawn[1])))
        ),
        is_linear=True,
    )
)
stepped = st.lists(st.integers(1, 30), min_size=1, max_size=3).map(
    lambda sizes: Rubric(RubricKind.DEDUCTION, (band(FULL),), tuple(off(str(Decimal(size) / 10)) for size in sizes))
)
any_rubric = st.one_of(linear, stepped, st.sampled_from([RATE, COUNT, BANDS]))


@given(any_rubric, marks, percent)
def test_what_is_earned_can_be_given(rubric: Rubric, full: Decimal, value: Decimal) -> None:
    """A score that the standard computes is one it can give."""
    score = evaluate(rubric, full, value)
    assert score is None or can_give(rubric, full, score)


@given(linear, marks, percent)
def test_a_score_implies_the_value_that_earned_it(rubric: Rubric, full: Decimal, value: Decimal) -> None:
    """`implied` undoes `evaluate`, but for the digits that a division loses."""
    score = evaluate(rubric, full, value)
    assert score is not None
    back = implied(rubric, full, score)
    slack = Decimal("1e-20")
    assert back is not None
    assert back.low - slack <= value <= back.high + slack


@given(stepped, marks, st.lists(st.integers(0, 2), max_size=12))
def test_any_run_of_deductions_is_reachable(rubric: Rubric, full: Decimal, taken: list[int]) -> None:
    """Whatever is taken off in whatever order, the set holds what is left; it never exceeds the full marks."""
    left = full
    for index in taken:
        left = max(Decimal(0), left - rubric.steps[index % len(rubric.steps)].points.amount)
    possible = reachable(rubric, full)
    assert not isinstance(possible, Interval)
    assert left in possible
    assert max(possible) == full


@given(linear, marks, percent, percent)
def test_interpolation_is_monotone(rubric: Rubric, full: Decimal, one: Decimal, other: Decimal) -> None:
    """A better value never earns fewer points."""
    more_is_better = rubric.bands[0].low is not None
    low, high = sorted([one, other], reverse=not more_is_better)
    first, second = evaluate(rubric, full, low), evaluate(rubric, full, high)
    assert first is not None
    assert second is not None
    assert first <= second
