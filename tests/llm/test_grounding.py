"""Where quotes stand: found as they are, or nearly; never corrected, and never a number that is not there."""

from __future__ import annotations

import itertools

import pytest

from auditor.chunk import chunk
from auditor.extract.llm.answers import Number
from auditor.extract.llm.excerpts import LONGEST, excerpts, scanned
from auditor.extract.llm.grounding import Ground
from auditor.model import Span
from auditor.read import read_text

TEXT = "全年支出1,711.55万元，其中修路“十里渠”一项\n花去了 86.50 万元，没有超过预算。改造户厕378座，合格369座。改造户厕378座。"


def ground(text: str = TEXT) -> tuple[Ground, Span]:
    """A text in which quotes are looked up, and the span of all of it."""
    document = read_text(text, "报告.txt")
    return Ground(scanned(document, chunk(document))), Span(0, len(document.text))


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("全年支出1,711.55万元", "全年支出1,711.55万元"),
        ("全年支出１，７１１．５５万元", "全年支出1,711.55万元"),  # full-width forms
        ('修路"十里渠"一项花去了86.50万元', "修路“十里渠”一项\n花去了 86.50 万元"),  # a line end, blanks, other quotation marks
        (
            "其中修路“十里渠”这一项花去了86.50万元，没有超过预算",
            "，其中修路“十里渠”一项\n花去了 86.50 万元，没有超过预算",
        ),  # one character in twenty
        ("其中修路“十里渠”这一项花去了86.60万元，没有超过预算", None),  # another digit
        ("其中修路“十里渠”这一项花去了86.50万元，已经超过预算", None),  # a negation less
        ("其中修路“十里渠”一项……没有超过预算", None),  # two passages glued together
        ("改造户厕378座", None),  # twice
        ("改造户厕378座，合格369座", "改造户厕378座，合格369座"),
        ("全年收入1,711.55万元", None),
        ("", None),
        ("。", None),
        ("\u3000 \n", None),
    ],
)
def test_a_quote_is_found_or_dropped(quote: str, found: str | None) -> None:
    """Exactly, without what does not count, or nearly; several places are none."""
    where, inside = ground()
    span = where.find(quote, inside)
    assert found == (TEXT[span.start : span.end] if span else None)


@pytest.mark.parametrize(
    ("value", "quote", "found"),
    [
        ("1,711.55万元", "全年支出1,711.55万元", "1,711.55万元"),
        ("1711.55万元", "全年支出1,711.55万元", "1,711.55万元"),
        ("1,711.55", "全年支出1,711.55万元", "1,711.55万元"),
        ("1,711.55元", "全年支出1,711.55万元", None),  # another unit
        ("711.55万元", "711.55万元", None),  # half of a number
        ("86.50万元", "全年支出1,711.55万元", None),  # not in its quote
        ("369座", "改造户厕378座，合格369座", "369座"),
        ("378", "合格369座。改造户厕378座", "378座"),
        ("378座和369座", "改造户厕378座，合格369座", None),  # two numbers
        ("很多", "改造户厕378座，合格369座", None),
    ],
)
def test_a_number_is_one_that_the_scanner_reads_in_the_quote(value: str, quote: str, found: str | None) -> None:
    """The program's own reading of the place counts, not the model's."""
    where, inside = ground()
    place = where.number(Number(value=value, quote=quote), inside)
    assert found == (place.quantity.text.replace(" ", "") if place else None)


def test_a_quote_counts_in_its_own_passage_only() -> None:
    """A model that is shown one passage cannot point into another."""
    where, _ = ground()
    assert None is where.find("改造户厕378座，合格369座", Span(0, 20))


def test_passages_cover_the_numbers_and_are_short() -> None:
    """Every number that has another beside it is in one passage, tables and endless lines among them."""
    text = "一、资金\n" + "支出10万元，收入20万元。" * 900 + "\n二、表\n" + "\n".join(f"项目{n}\t{n}.5\t{n}.6" for n in range(600))
    document = read_text(text, "报告.txt")
    found = excerpts(scanned(document, chunk(document)))
    assert (True, True) == (
        all(0 < excerpt.span.end - excerpt.span.start <= LONGEST for excerpt in found),
        all(one.span.end <= other.span.start for one, other in itertools.pairwise(found)),
    )
    assert sum(excerpt.span.end - excerpt.span.start for excerpt in found) > 0.98 * len(document.text)
