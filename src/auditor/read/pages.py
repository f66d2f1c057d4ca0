"""Lines that belong to the page and not to the text: page numbers, and headers repeated from page to page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from auditor.patterns import compiled

_PAGE_NUMBER = compiled(
    r"(?i)[-—–－·•―]{1,3}\s{0,3}\d{1,4}\s{0,3}[-—–－·•―]{1,3}"  # — 12 —
    r"|[-—–－―]\s{1,9}[-—–－―]"  # the number itself was lost
    r"|第\s{0,3}\d{1,4}\s{0,3}页(?:[，,/\s]{0,3}共\s{0,3}\d{1,4}\s{0,3}页)?"
    r"|Page\s{1,3}\d{1,4}(?:\s{1,3}of\s{1,3}\d{1,4})?"
)
_BARE_NUMBER = compiled(r"\d{1,4}")
_FIRST_CHARACTERS = frozenset("-—–－·•―第Pp0123456789")
_LONGEST_PAGE_NUMBER = 20
_LONGEST_HEADER = 40
_LINES_OF_A_PAGE = 8  # bare numbers closer than this are values of a list or a table, not pages
_SENTENCE = compiled("[，,。；;！？]")


def furniture(lines: Sequence[str], texts: Sequence[str], after_form_feed: frozenset[int] = frozenset()) -> frozenset[int]:
    """The numbers of the lines to pass over. `texts` are the lines without outer blanks, `after_form_feed` the numbers of those that begin a page."""
    numbers: set[int] = set()
    bare: list[tuple[int, int]] = []
    likely = [number for number, text in enumerate(texts) if text and text[0] in _FIRST_CHARACTERS and len(text) <= _LONGEST_PAGE_NUMBER]
    for number in likely:
        text = texts[number]
        if len(lines[number]) > 2 * _LONGEST_PAGE_NUMBER:
            continue
        if _PAGE_NUMBER.fullmatch(text):
            numbers.add(number)
        elif _BARE_NUMBER.fullmatch(text):
            bare.append((number, int(text)))
    numbers.update(_counted_pages(bare))
    if numbers or after_form_feed:
        numbers.update(_repeated_headers(lines, texts, numbers, after_form_feed))
    return frozenset(numbers)


def _counted_pages(bare: Sequence[tuple[int, int]]) -> set[int]:
    """Bare numbers that count up by one, a page apart: at least three in a row."""
    pages: set[int] = set()
    run: list[int] = []
    before: tuple[int, int] | None = None
    for number, value in bare:
        if before and value == before[1] + 1 and number - before[0] >= _LINES_OF_A_PAGE:
            run.append(number)
        else:
            run = [number]
        if len(run) == 3:
            pages.update(run)
        elif len(run) > 3:
            pages.add(number)
        before = (number, value)
    return pages


def _repeated_headers(lines: Sequence[str], texts: Sequence[str], page_numbers: set[int], after_form_feed: frozenset[int]) -> set[int]:
    """Short first lines of pages that return on at least half of them, except the first time.

    A title over a table is no page header, though it may return on every page: it says that a table begins.
    """
    begins = {0} | after_form_feed | {number + 1 for number in page_numbers}
    first_lines = sorted({number for begin in begins if (number := _first_line(texts, begin, page_numbers)) is not None})
    headers = [(number, texts[number]) for number in first_lines if _may_be_header(lines, texts[number], number)]
    counts = Counter(text for _, text in headers)
    seen: set[str] = set()
    repeated: set[int] = set()
    for number, text in headers:
        if counts[text] >= 3 and 2 * counts[text] >= len(first_lines):
            if text in seen:
                repeated.add(number)
            seen.add(text)
    return repeated


def _first_line(texts: Sequence[str], begin: int, page_numbers: set[int]) -> int | None:
    """The first line with text of the page that begins at `begin`, if there is one near."""
    for number in range(begin, min(begin + _LINES_OF_A_PAGE, len(texts))):
        if number not in page_numbers and texts[number]:
            return number
    return None


def _may_be_header(lines: Sequence[str], text: str, number: int) -> bool:
    over_table = any("\t" in line or "单位" in line for line in lines[number + 1 : number + 4])
    return len(text) <= _LONGEST_HEADER and not _SENTENCE.search(text) and "\t" not in text and not over_table
