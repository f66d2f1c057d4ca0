"""What formulas add up, and what they pass over."""

from __future__ import annotations

import pytest

from auditor.cases import audit_case, parse_case
from auditor.extract.tables.formula_terms import Range, summed
from auditor.model import ClaimKind


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=SUM(B2:B9)", [Range(2, 2, 9, 2)]),
        ("=sum( $B$9:B2 )", [Range(2, 2, 9, 2)]),
        ("=ROUND(SUM(B2:B9),2)", [Range(2, 2, 9, 2)]),
        ("=SUM(B2:B4,B7)", [Range(2, 2, 4, 2), Range(7, 2, 7, 2)]),
        ("=+B2+AA5+SUM(C1:C2)", [Range(2, 2, 2, 2), Range(5, 27, 5, 27), Range(1, 3, 2, 3)]),
        ("=B2", None),
        ("=SUM(B2)", None),
        ("=SUM(B:B)", None),
        ("=B2-B3", None),
        ("=SUM(B2:B9)/2", None),
        ("=SUM(表2!B2:B9)", None),
        ("=SUMIF(A2:A9,1,B2:B9)", None),
        ("=SUM(B1:ZZ9999)", None),
        ("=" + "B2+" * 900 + "B2", None),
        ("", None),
    ],
)
def test_what_a_formula_adds_up(formula: str, expected: list[Range] | None) -> None:
    """Sums only, of cells of its own sheet."""
    assert summed(formula) == expected


def traits(passage: str) -> list[frozenset[str]]:
    """The traits of the claims of a sheet's formulas."""
    report = audit_case(parse_case(f"题目: 甲\n应报: 否\n----\n{passage}", "x"))
    return [item.claim.traits - {"table-total"} for item in report.ledger.checked if item.claim.kind is ClaimKind.FORMULA]


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("项目\t金额\n甲\t1\n乙\t2\n丙\t4\n合计\t3{=SUM(B2:B3)}\n", {"short-range", "gap"}),
        ("项目\t金额\n合计\t3{=SUM(B4:B5)}\n丙\t4\n甲\t1\n乙\t2\n", {"short-range", "gap"}),
        ("项目\t金额\n甲\t1\n乙\t2\n上年结转\t4\n合计\t3{=SUM(B2:B3)}\n", {"stale"}),
        ("项目\t金额\n甲\t1\n乙\t2\n丙\t3\n合计\t3{=SUM(B2:B3)}\n", {"stale"}),
        ("项目\t金额\n甲\t1\n乙\t2\n丙\t4\n前两项\t3{=SUM(B2:B3)}\n", {"stale"}),
        ("项目\t金额\n一、甲\t1\n二、乙\t2\n丙\t4\n合计\t3{=SUM(B2:B3)}\n", {"stale"}),
        (
            "项目\t一\t二\t三\t合计\n甲\t1\t2\t4\t3{=SUM(B2:C2)}\n乙\t1\t2\t4\t7{=SUM(B3:D3)}\n丙\t1\t2\t4\t7{=SUM(B4:D4)}\n",
            {"short-range", "siblings"},
        ),
    ],
    ids=["below", "above", "carried over", "a total of its own", "no total", "another level", "along rows"],
)
def test_what_a_sum_leaves_out(passage: str, expected: set[str]) -> None:
    """Rows of the same kind between it and its range, or those that its neighbours cover."""
    assert traits(passage)[0] == expected
