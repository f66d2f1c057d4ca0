"""Where spans stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model import Document, Locator, Report, Section, Span
from auditor.report.places import LONGEST_QUOTE, Places


def document(text: str) -> Document:
    """A document of which only the text matters."""
    return Document("试.txt", None, "", "text/plain", None, 0, text, ())


@pytest.fixture
def places(report: Report) -> Places:
    """The index of the invented report."""
    return Places(report.document, report.sections)


def test_line_and_column_count_from_one(report: Report, places: Places) -> None:
    """The second line of a text is line 3 after an empty line, its first character column 1."""
    start = report.document.text.index("一、基本情况")
    place = places.place(Span(start, start + 2))
    assert (3, 1) == (place.line, place.column)


def test_section_path_is_outermost_first(report: Report, places: Places) -> None:
    """A number under （一） of 二、 carries both headings, without the title of the document."""
    start = report.document.text.index("1,260.50")
    assert "二、预算执行情况 › （一）收支情况" == places.place(Span(start, start + 8)).section


def test_heading_belongs_to_its_own_section(report: Report, places: Places) -> None:
    """The first character of a heading stands in the section that it opens."""
    assert ("三、评价结论",) == places.path(report.document.text.index("三、评价结论"))


def test_text_above_the_first_heading_has_no_path(places: Places) -> None:
    """The title stands in no section."""
    assert "" == places.place(Span(0, 3)).section


def test_document_without_sections_has_no_path() -> None:
    """A document of which nothing was divided has lines, but no path."""
    place = Places(document("甲\n乙"), ()).place(Span(2, 3))
    assert ("", 2) == (place.section, place.line)


def test_heading_broken_over_two_lines_is_one_line() -> None:
    """A hard line break in a heading is shown as a blank."""
    text = "一、重点项目\n完成情况\n正文"
    section = Section(1, 1, "一、", "重点项目完成情况", Span(0, 11), None, 0, 1)
    assert "一、重点项目 完成情况" == Places(document(text), [section]).heading(section)


def test_heading_with_the_span_of_its_paragraph_is_put_together_again() -> None:
    """When the span covers the paragraph that runs on, number and title are shown alone."""
    text = "一、抓项目。全年开工十个项目，完成投资三亿元。"
    section = Section(1, 1, "一、", "抓项目", Span(0, len(text)), None, 0, 1)
    assert "一、抓项目" == Places(document(text), [section]).heading(section)


def test_last_line_without_line_end_has_a_span() -> None:
    """The last line reaches to the end of the text."""
    assert Span(2, 4) == Places(document("甲\n乙丙"), ()).line_span(2)


def test_tight_span_has_no_blanks_at_its_ends() -> None:
    """Blanks and line ends around a quote are not part of it."""
    assert Span(2, 4) == Places(document(" \n88　\n"), ()).tight(Span(0, 6))


def test_tight_span_keeps_the_disputed_number() -> None:
    """Of a sentence that is too long the stretch that ends with the number is kept."""
    places = Places(document("甲" * 300 + "合计 88.60 万元"), ())
    quote = places.quote(places.tight(Span(0, 311), "88.60"))
    assert (LONGEST_QUOTE, True) == (len(quote), quote.endswith("合计 88.60"))


@given(st.text(alphabet="甲1 \n", max_size=400), st.integers(0, 500), st.integers(0, 500))
def test_every_tight_span_is_a_quote_of_the_text(text: str, start: int, end: int) -> None:
    """Whatever the span, what remains lies inside the document, is short and has no blank ends."""
    places = Places(document(text), ())
    span = places.tight(Span(start, end))
    quote = text[span.start : span.end]
    assert (True, quote.strip(), True) == (0 <= span.start <= span.end <= len(text), quote, len(quote) <= LONGEST_QUOTE)


@given(st.text(alphabet="甲\n", max_size=60))
def test_lines_are_those_of_split(text: str) -> None:
    """Line numbers and columns agree with splitting the text at its line ends."""
    places = Places(document(text), ())
    lines = text.split("\n")
    expected = [(number, column) for number, line in enumerate(lines, 1) for column in range(1, len(line) + 2)][: len(text)]
    assert expected == [(place.line, place.column) for place in (places.place(Span(at, at)) for at in range(len(text)))]


@pytest.mark.parametrize(
    ("locator", "words", "cell"),
    [
        (Locator(sheet="自评表", row=12, column=28), "自评表!AB12", "自评表!AB12"),
        (Locator(page=3, table=2, row=5, column=4), "第 3 页表 2 第 5 行第 4 列", "R5C4"),
        (Locator(paragraph=7), "第 7 段", None),
        (Locator(part="文本框", paragraph=7), "第 7 段的文本框", None),
        (Locator(part="页眉"), "页眉", None),
        (Locator(page=9), "第 9 页", None),
        (Locator(), "第 1 行", None),
    ],
)
def test_a_place_is_told_as_the_program_that_shows_the_file_counts(locator: Locator, words: str, cell: str | None) -> None:
    """A workbook has cells, Word has paragraphs and tables, a PDF has pages; where nothing is known the line of the export must do."""
    located = document("甲\n乙")._replace(locators=((0, locator),))
    assert (words, cell) == (Places(located, ()).place(Span(0, 1)).where, locator.cell)
