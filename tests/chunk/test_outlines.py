"""The outline of whole documents: our own, with the structures seen in real reports."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from auditor.chunk import chunk, name_of, section_of
from auditor.model import Document

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "outlines"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))

Build = Callable[[str], Document]


def outline(document: Document) -> str:
    """The tree as the `.outline` files have it: two blanks a level, number and title, @ the line where the heading begins."""
    lines: list[str] = []
    for section in chunk(document):
        line = document.text.count("\n", 0, section.span.start) + 1
        name = name_of(section)
        lines.append("  " * section.level + (f"{name} @{line}" if name else "-"))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_outline_of_fixture(document: Build, name: str) -> None:
    """Each document has the outline that was written down beside it by hand."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert (FOLDER / f"{name}.outline").read_text(encoding="utf-8") == outline(document(text))


@pytest.mark.parametrize("name", NAMES)
def test_sections_share_out_the_blocks(document: Build, name: str) -> None:
    """Sections follow one another without gap or overlap, and `section_of` says the same block by block."""
    made = document((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))
    sections = chunk(made)
    bounds = [section.first for section in sections[1:]] + [len(made.blocks)]
    assert [(section.first, section.last) for section in sections[1:]] == list(pairwise(bounds))
    expected = [max(section.index for section in sections if section.first <= block < section.last) for block in range(len(made.blocks))]
    assert expected == section_of(sections)


@pytest.mark.parametrize("name", NAMES)
def test_spans_are_the_headings_as_written(document: Build, name: str) -> None:
    """The span of a section begins with its number and ends with its title."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    for section in chunk(document(text))[1:]:
        quote = "".join(text[section.span.start : section.span.end].replace("**", "").split())
        assert "".join((section.marker + section.title).split()) == quote.rstrip("：")
