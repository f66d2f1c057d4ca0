"""Every case in fixtures/claims: planted contradictions are found, near misses are left alone, in many wordings of each kind.

`known-gaps.txt` lists what is not yet right, one line each: 类别 | 题目 | 原因. Such a case is expected to fail; one that passes again
fails the run until its line is removed, and so does a line that names no case.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.cases import Case, compare_with_category, load_collection
from auditor.model import CATEGORIES
from auditor.pipeline import audit_text

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "claims"
GAPS = FOLDER / "known-gaps.txt"
CASES = [(path.stem, case) for path in sorted(FOLDER.glob("*.txt")) if path != GAPS for case in load_collection(path)]


def known_gaps(text: str) -> dict[tuple[str, str], str]:
    """Accepted gaps: (category, title) → reason. Lines that begin with # are comments."""
    gaps = {}
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            category, title, reason = (part.strip() for part in line.split("|"))
            gaps[category, title] = reason
    return gaps


ACCEPTED = known_gaps(GAPS.read_text(encoding="utf-8")) if GAPS.exists() else {}


@pytest.mark.parametrize(("category", "case"), CASES, ids=[f"{category}: {case.title}" for category, case in CASES])
def test_claim(category: str, case: Case) -> None:
    """A hit is an error or warning of the category at a mark and nothing loud elsewhere; a near miss is no error and no warning."""
    problems = compare_with_category(case, category, audit_text(case.passage, case.title))
    reason = ACCEPTED.get((category, case.title))
    if reason is None:
        assert problems == [], f"{case.title}（{case.name}）：{'；'.join(problems)}"
        return
    assert problems, f"{case.title}（{case.name}）：已不再是缺口，请从 known-gaps.txt 中删去"
    pytest.xfail(reason)


def test_files_are_named_after_categories() -> None:
    """A file of an unknown category could never be right."""
    assert sorted({category for category, _ in CASES} - CATEGORIES) == []


def test_every_known_gap_names_a_case_and_a_reason() -> None:
    """The ledger of gaps holds nothing but gaps."""
    cases = {(category, case.title) for category, case in CASES}
    assert [gap for gap, reason in ACCEPTED.items() if gap not in cases or not reason] == []


def test_the_ledger_of_gaps_is_read() -> None:
    """Comments and blank lines are skipped, blanks around the bars do not count."""
    assert known_gaps("# 说明\n\nsum-mismatch | 题目一 | 原因\n") == {("sum-mismatch", "题目一"): "原因"}


@pytest.mark.parametrize("category", sorted({category for category, _ in CASES}))
def test_a_kind_has_twenty_of_each(category: str) -> None:
    """Fewer wordings than twenty say little about a kind of claim."""
    expected = [case.expected for name, case in CASES if name == category]
    assert min(expected.count(True), expected.count(False)) >= 20
