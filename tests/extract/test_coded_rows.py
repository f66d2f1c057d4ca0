"""Lists of budget accounts: who is subordinate to whom, whatever the layout of the codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.audit.verify import verify
from auditor.chunk import chunk
from auditor.extract.lines import scan_document, section_owners
from auditor.extract.tables.coded_rows import coded_claims
from auditor.model import Claim, Outcome, Table
from auditor.read import read_text


def claims(text: str) -> list[Claim]:
    """The sums of accounts in the first table of a text."""
    document = read_text(text, "case.txt")
    _, tables = scan_document(document, section_owners(document, chunk(document)))
    for block, rows in tables.items():
        table = document.blocks[block]
        assert isinstance(table, Table)
        return list(coded_claims(table, rows))
    return []


def told(text: str) -> list[tuple[str, list[str]]]:
    """Each sum: the account and the numbers that make it up."""
    return [(claim.cues[0], [term.fact.quantity.digits for term in claim.readings[0].terms]) for claim in claims(text)]


EXPECTED = [("行政运行类", ["3.0"]), ("事务", ["1.0", "2.0"]), ("合计", ["3.0", "4.0"])]


@pytest.mark.parametrize(
    "rows",
    [
        ["201\t行政运行类\t3.0", "20103\t事务\t3.0", "2010301\t甲\t1.0", "2010302\t乙\t2.0", "221\t住房\t4.0", "合计\t7.0"],
        ["201\t行政运行类\t3.0", "201\t03\t事务\t3.0", "201\t03\t01\t甲\t1.0", "201\t03\t02\t乙\t2.0", "221\t住房\t4.0", "合计\t7.0"],
        ["201\t行政运行类\t3.0", "201\t3\t事务\t3.0", "201\t3\t1\t甲\t1.0", "201\t3\t2\t乙\t2.0", "221\t住房\t4.0", "合计\t7.0"],
        ["201 行政运行类\t3.0", "20103 事务\t3.0", "2010301 甲\t1.0", "2010302 乙\t2.0", "221 住房\t4.0", "合计\t7.0"],
        ["合  计\t7.0", "201\t行政运行类\t3.0", "201\t03事务\t3.0", "201\t03\t01甲\t1.0", "201\t03\t02乙\t2.0", "221\t住房\t4.0"],
    ],
)
def test_codes_in_one_cell_or_several(rows: list[str]) -> None:
    """The tree of accounts is the same, wherever class, item and sub-item of a code stand."""
    assert EXPECTED == told("\n".join(rows))


def test_lost_blank_cells_leave_the_first_column() -> None:
    """Where rows differ in length a number may belong to another column; only the first stays sure."""
    rows = [
        "201\t类\t3.0\t1.0\t2.0",
        "20103\t款\t3.0\t1.0\t2.0",
        "2010301\t甲\t1.0\t1.0",
        "2010302\t乙\t2.0\t2.0",
        "221\t住房\t4.0\t4.0\t0",
    ]
    assert [("类", "3.0"), ("类", "1.0"), ("类", "2.0"), ("款", "3.0")] == [
        (claim.cues[0], claim.stated.quantity.digits) for claim in claims("\n".join(rows)) if "coded" in claim.traits
    ]


def test_other_tables_are_left_alone() -> None:
    """Numbered rows and years are no accounts."""
    assert [] == told("1\t东村\t3.0\n2\t西村\t4.0\n3\t南村\t5.0\n4\t北村\t6.0")
    assert [] == told("2019\t3.0\n2020\t4.0\n2021\t5.0\n2022\t6.0")


@given(st.lists(st.lists(st.integers(100, 9999), min_size=1, max_size=4), min_size=2, max_size=4), st.data())
def test_a_sound_list_holds_and_one_changed_number_does_not(amounts: list[list[int]], data: st.DataObject) -> None:
    """Every sum of a list that adds up holds; after one number is changed at least one does not. (12333 alone would be a telephone.)"""
    rows: list[list[str]] = []
    for top, parts in enumerate(amounts, 201):
        rows.append([str(top), "类", f"{sum(parts)}.00"])
        rows.append([f"{top}01", "款", f"{sum(parts)}.00"])
        rows += [[f"{top}01{number:02}", "项", f"{part}.00"] for number, part in enumerate(parts, 1)]
    rows.append(["合计", "", f"{sum(map(sum, amounts))}.00"])
    sound = [verify(claim).outcome for claim in claims("\n".join(map("\t".join, rows)))]
    changed = data.draw(st.integers(0, len(rows) - 2))
    rows[changed][2] = f"{float(rows[changed][2]) + 10:.2f}"
    outcomes = [verify(claim).outcome for claim in claims("\n".join(map("\t".join, rows)))]
    assert (set(sound), Outcome.BROKEN in outcomes) == ({Outcome.HOLDS}, True)
