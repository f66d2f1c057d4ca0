"""The box of evidence is worked out from the boxes of its lines and cells."""

from __future__ import annotations

import pytest

from auditor.model import Document, Locator, Span
from auditor.report.boxes import box_of

LINES = ["\u3000\u3000全年支出120万元，", "结余5.50万元。", "甲\t12.50", "另一页"]
LOCATORS = [
    Locator(page=1, box=(100, 50, 270, 62)),  # seventeen columns, each ten points wide
    Locator(page=1, box=(76, 70, 160, 82)),
    Locator(page=1, table=1, row=1, column=1, box=(76, 100, 176, 120)),
    Locator(page=2, box=(76, 50, 112, 62)),
]


def document() -> Document:
    """A document of these lines; the second cell of the row has no place of its own."""
    text = "\n".join(LINES) + "\n"
    starts = [sum(len(line) + 1 for line in LINES[:number]) for number in range(len(LINES))]
    located = tuple(zip(starts, LOCATORS, strict=True))
    return Document("报告.pdf", None, "", "application/pdf", None, 0, text, (), pages=2, locators=located)


def span(quote: str) -> Span:
    """Where a quote stands."""
    at = document().text.index(quote)
    return Span(at, at + len(quote))


@pytest.mark.parametrize(
    ("quote", "box"),
    [
        ("全年支出120万元，", (100, 50, 270, 62)),  # the indent stands outside
        ("120", (180, 50, 210, 62)),
        ("万元，\n结余", (76, 50, 270, 82)),  # over two lines
        ("12.50", (76, 100, 176, 120)),  # a cell is one box
        ("甲\t12.50\n另一页", (76, 100, 176, 120)),  # what stands on the next page is not shown
    ],
)
def test_the_box_around_a_quote(quote: str, box: tuple[float, ...]) -> None:
    """In points; Chinese characters are twice as wide as Latin ones."""
    assert box_of(document(), span(quote)) == box


def test_formats_without_boxes_have_none() -> None:
    """A Word file has paragraphs."""
    located = ((0, Locator(paragraph=1)),)
    assert box_of(document()._replace(locators=located), Span(0, 3)) is None
    assert box_of(document()._replace(locators=()), Span(0, 3)) is None
