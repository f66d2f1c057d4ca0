"""Documents made by hand, so that the outline is tested without the reader."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from auditor.model import Block, Document, Paragraph, Passage, Span, Table

_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]")
_HASHES = re.compile(r"#+ ")

Build = Callable[[str], Document]


def build(text: str) -> Document:
    """Lines become paragraphs (`# ` marks headings, `**` is dropped), lines with tabs become one table."""
    blocks: list[Block] = []
    offset = 0
    for line in text.split("\n"):
        start, offset = offset, offset + len(line) + 1
        if "\t" in line:
            begun = blocks.pop().span.start if blocks and isinstance(blocks[-1], Table) else start
            blocks.append(Table((), Span(begun, start + len(line))))
        elif line.strip():
            blocks.append(_paragraph(line, start))
    return Document("report.txt", None, "", "text/plain", "utf-8", 0, text, tuple(blocks))


def _paragraph(line: str, start: int) -> Paragraph:
    style = ""
    begin, end = 0, len(line)
    if bookmark := _BOOKMARK.match(line):
        begin = bookmark.end()
    if hashes := _HASHES.match(line):
        begin, style = hashes.end(), "heading"
    if line.startswith("**", begin):
        begin, end = begin + 2, line.rindex("**")
    while line[begin].isspace():
        begin += 1
    return Paragraph(Passage.whole(line[begin:end].rstrip(), start + begin), style)


@pytest.fixture(scope="session")
def document() -> Build:
    """Builds a document from text, one paragraph a line."""
    return build
