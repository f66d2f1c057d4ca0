"""A Document becomes a tree of Sections."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.chunk.headings import find
from auditor.chunk.markers import Marker, Style, recognise
from auditor.chunk.outline import NONE, ROOT, parents
from auditor.model import Document, Section

__all__ = ["Marker", "Style", "chunk", "name_of", "path_of", "recognise", "section_of"]


def chunk(document: Document) -> tuple[Section, ...]:
    """The outline of `document`, in document order.

    `sections[0]` is the document itself: level 0, its title, all blocks, the span of the title (empty where there is none). Every
    other section is a heading; its span is the heading as written (number and title), its blocks reach from the heading's own to the
    next heading of any level. Blocks before the first heading belong to `sections[0]` alone.
    """
    front, headings = find(document)
    count = len(document.blocks)
    sections = [Section(0, 0, "", front.title, front.span, None, 0, count)]
    numbers: list[int] = []  # section number of each heading
    homes = parents(headings)
    starts = [heading.first for heading, home in zip(headings, homes, strict=True) if home != NONE]
    starts.append(count)
    for heading, home in zip(headings, homes, strict=True):
        if home == NONE:
            numbers.append(0)
            continue
        index = len(sections)
        parent = 0 if home == ROOT else numbers[home]
        level = sections[parent].level + 1
        numbers.append(index)
        sections.append(Section(index, level, heading.marker, heading.title, heading.span, parent, heading.first, starts[index]))
    return tuple(sections)


def section_of(sections: Sequence[Section]) -> list[int]:
    """For each block of the document the index of the deepest section it belongs to."""
    owners = [0] * sections[0].last
    for section in sections[1:]:
        owners[section.first : section.last] = [section.index] * (section.last - section.first)
    return owners


def path_of(sections: Sequence[Section], index: int) -> str:
    """The headings from the top down to section `index`: 三、评价情况 › （2）目标完成情况 › 1-1 目标1; "" for the document itself."""
    names: list[str] = []
    parent: int | None = index
    while parent:
        section = sections[parent]
        names.append(name_of(section))
        parent = section.parent
    return " › ".join(reversed(names))


def name_of(section: Section) -> str:
    """A heading on one line: its number and its title, with a blank between them where the number ends in a character or digit."""
    marker = section.marker
    if not marker or not section.title:
        return marker or section.title
    apart = marker[-1].isdecimal() or marker[-1] in "分章节条篇.:：" or marker[:1] == "附"
    return f"{marker} {section.title}" if apart else marker + section.title
