"""Texts with more numbers than any report has: as many are read as fit into memory, and the ledger says so."""

from __future__ import annotations

import pytest

from auditor.extract import TOO_MANY_NUMBERS, lines
from auditor.pipeline import audit_text


def test_the_rest_of_a_passage_with_too_many_numbers_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """The place is where reading stopped."""
    monkeypatch.setattr(lines, "MOST_NUMERALS", 6)
    report = audit_text("共有3个村、5个社区、7所学校、9处水库、11座桥梁、13个水站、15条河流。")
    assert [report.document.text[place.start : place.end] for reason, place in report.ledger.skipped] == ["15条河流。"]
    assert (report.ledger.numbers, report.ledger.skipped[0][0]) == (6, TOO_MANY_NUMBERS)


def test_a_document_with_too_many_numbers_is_read_as_far_as_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """The place is the last that was read, be it in a table."""
    monkeypatch.setattr(lines, "MOST_READ", 4)
    text = "一是建成水站3个。\n\n| 村 | 户 |\n|---|---|\n| 甲村 | 21 |\n| 乙村 | 22 |\n| 丙村 | 23 |\n| 丁村 | 24 |\n\n二是建成泵站5个。\n"
    report = audit_text(text)
    assert [report.document.text[place.start : place.end] for _, place in report.ledger.skipped] == ["23"]
    assert report.ledger.numbers == 4


def test_nothing_is_said_of_a_text_of_ordinary_size() -> None:
    """However long its paragraphs are."""
    assert audit_text("其中甲村支出12.5万元、乙村支出13.5万元，" * 500 + "共计13000万元。").ledger.skipped == ()
