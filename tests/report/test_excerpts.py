"""What is shown of the places of a finding."""

from __future__ import annotations

import pytest

from auditor.model import Certainty, Document, Evidence, Finding, Report, Severity, Span
from auditor.report.excerpts import Excerpt, of_finding, of_span
from auditor.report.places import Places


def words(excerpt: Excerpt) -> str:
    """The text of an excerpt."""
    return "".join(piece.text for piece in excerpt.pieces)


def excerpts(text: str, quotes: list[str], *, stated: str | None = None, context: int = 16, bracketed: bool = False) -> list[Excerpt]:
    """The excerpts of a finding whose places are these quotes of a text."""
    document = Document("试.txt", None, "", "text/plain", None, 0, text, ())
    evidence = tuple(Evidence("stated", Span(text.index(quote), text.index(quote) + len(quote))) for quote in quotes)
    finding = Finding(code="c", certainty=Certainty.CERTAIN, severity=Severity.ERROR, message="", evidence=evidence, stated=stated)
    return of_finding(finding, Places(document, ()), context, bracketed=bracketed)


def test_places_close_together_are_shown_once() -> None:
    """Total and parts in one sentence make one excerpt."""
    assert ["支出 10 元，其中甲 4 元、乙 5 元。"] == [
        words(item) for item in excerpts("支出 10 元，其中甲 4 元、乙 5 元。", ["10 元", "4 元", "5 元"])
    ]


def test_places_in_two_lines_are_shown_apart_primary_first() -> None:
    """The primary place comes first even if it stands later in the document."""
    assert [3, 1] == [item.place.line for item in excerpts("甲 4 元\n乙 5 元\n合计 10 元", ["合计 10 元", "甲 4 元"])]


def test_places_far_apart_in_a_line_are_shown_apart() -> None:
    """A paragraph of one line is not quoted whole."""
    text = "甲 4 元。" + "无关的话。" * 40 + "合计 10 元。"
    assert ["甲 4 元。", "合计 10 元。"] == sorted(words(item) for item in excerpts(text, ["甲 4 元", "合计 10 元"]))[::-1]


def test_the_clause_around_a_place_is_shown() -> None:
    """A bare number is shown in its sentence, not in the sentences around it."""
    assert ["总分为 88 分。"] == [words(item) for item in excerpts("上一句。总分为 88 分。下一句。", ["88"])]


def test_missing_words_are_marked() -> None:
    """In a long sentence the excerpt begins and ends at a comma, with an ellipsis for what is missing."""
    text = "很长很长很长很长，先说一些话，总分为 88 分，再说一些话，很长很长很长很长很长"
    assert ["…总分为 88 分…"] == [words(item) for item in excerpts(text, ["88"], context=8)]


@pytest.mark.parametrize(
    ("quote", "stated", "shown"),
    [
        ("项目支出 3,168.45 万元", "3168.45", "项目支出 [[3,168.45]] 万元"),
        ("项目支出 3,168.45 万元", None, "[[项目支出 3,168.45 万元]]"),
        ("项目支出共计为 3,168.45 万元整，这是全年的数", None, "项目支出共计为 3,168.45 万元整，这是全年的数"),
    ],
)
def test_only_the_disputed_number_is_emphasised(quote: str, stated: str | None, shown: str) -> None:
    """Without colour the number stands in [[ ]]; without a number a short place does, a sentence does not."""
    assert [shown] == [words(item) for item in excerpts(quote, [quote], stated=stated, bracketed=True)]


def test_overlapping_places_do_not_cut_the_number() -> None:
    """A second place that begins inside the number leaves its emphasis whole."""
    assert ["共[[1,260.50]]万元"] == [
        words(item) for item in excerpts("共1,260.50万元", ["1,260.50", "0.50万元"], stated="1260.50", bracketed=True)
    ]


def test_roles_begin_with_that_of_the_primary_place(report: Report) -> None:
    """Roles are named in Chinese, the primary one first, each once."""
    finding = next(item for item in report.findings if item.rule == "sum-mismatch")
    shown = of_finding(finding, Places(report.document, report.sections), 16, bracketed=False)
    assert ["写明、分项", "参照"] == [item.roles for item in shown]


def test_a_role_without_a_word_is_not_shown() -> None:
    """An unknown role is no reason to show English."""
    document = Document("试.txt", None, "", "text/plain", None, 0, "88", ())
    finding = Finding(
        code="c", certainty=Certainty.CERTAIN, severity=Severity.ERROR, message="", evidence=(Evidence("some-new-role", Span(0, 2)),)
    )
    assert [""] == [item.roles for item in of_finding(finding, Places(document, ()), 16, bracketed=False)]


def test_a_single_place_is_shown_in_its_clause(report: Report) -> None:
    """The excerpt of a claim is the clause around it."""
    start = report.document.text.index("96.5%")
    shown = of_span(Span(start, start + 5), Places(report.document, report.sections), 16)
    assert (8, "预算执行率为 96.5%。") == (shown.place.line, words(shown))
