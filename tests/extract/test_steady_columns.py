"""Relations that the rows of a table show themselves."""

from __future__ import annotations

import pytest

from auditor.chunk import chunk
from auditor.extract.lines import scan_document, section_owners
from auditor.extract.tables.steady_columns import steady_claims
from auditor.model import Claim, ClaimKind, Table
from auditor.read import read_text


def claims(rows: list[str]) -> list[Claim]:
    """The relations found in a table."""
    document = read_text("\n".join(row.replace(" ", "\t") for row in rows), "case.txt")
    _, tables = scan_document(document, section_owners(document, chunk(document)))
    ((block, cells),) = tables.items()
    table = document.blocks[block]
    assert isinstance(table, Table)
    return list(steady_claims(table, cells))


DIFFERENCES = ["甲 90 60 30", "乙 80 55 25", "丙 70 10 60", "丁 66 44 22", "戊 51 20 31", "己 75 15 61"]


def test_a_difference_in_five_rows_of_six_is_a_relation() -> None:
    """Every row is claimed, the one that fails among them."""
    found = claims(DIFFERENCES)
    assert [(ClaimKind.BALANCE, digits) for digits in ("30", "25", "60", "22", "31", "61")] == [
        (claim.kind, claim.stated.quantity.digits) for claim in found
    ]


def test_a_sum_is_told_before_a_difference() -> None:
    """Columns that a sum explains are not told again the other way round."""
    found = claims(["甲 90 60 20 10", "乙 80 55 15 10", "丙 70 10 20 40", "丁 66 44 11 11", "戊 51 20 21 10"])
    assert {(ClaimKind.SUM, 3)} == {(claim.kind, len(claim.readings[0].terms)) for claim in found}


def test_a_share_is_one_column_over_another() -> None:
    """A column of percentages needs no header."""
    found = claims(["甲 200 150 75% 1", "乙 400 300 75% 7", "丙 80 20 25% 2", "丁 50 10 20% 9", "戊 300 100 33% 3"])
    assert {(ClaimKind.RATIO, "75"), (ClaimKind.RATIO, "25"), (ClaimKind.RATIO, "20"), (ClaimKind.RATIO, "33")} == {
        (claim.kind, claim.stated.quantity.digits) for claim in found
    }


@pytest.mark.parametrize(
    "rows",
    [
        DIFFERENCES[:4],
        ["甲 90 60 31", "乙 80 55 25", "丙 70 10 61", "丁 66 44 22", "戊 51 20 31", "己 75 15 60"],
        ["甲 90 0 90", "乙 80 0 80", "丙 70 0 70", "丁 66 0 66", "戊 51 0 51", "己 75 15 61"],
    ],
    ids=["few rows", "two of six fail", "nought says nothing"],
)
def test_what_is_no_relation(rows: list[str]) -> None:
    """Few rows, several failures, or rows in which nothing is taken off show nothing."""
    assert [] == claims(rows)
