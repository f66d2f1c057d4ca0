"""Random outlines, written down and read back."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.chunk import Style, chunk, recognise, section_of
from auditor.model import Document, Paragraph, Passage

NUMERALS = "一二三四五六七八九"
STYLES: dict[str, Callable[[int], str]] = {
    "一、": lambda n: f"{NUMERALS[n - 1]}、",
    "（一）": lambda n: f"（{NUMERALS[n - 1]}）" if n % 2 else f"({NUMERALS[n - 1]})",
    "1、": lambda n: f"{n}、",
    "（1）": lambda n: f"({n})" if n % 3 else f"（{n}）",
    "①": lambda n: chr(0x245F + n),
    "一是": lambda n: f"{NUMERALS[n - 1]}是",
    "第一，": lambda n: f"第{NUMERALS[n - 1]}，",
}
Tree = list["Tree"]

BODIES = ["", "资金按时拨付。", "全年完成任务 12 项，2023年验收，共 3.5 万元。"]
trees: st.SearchStrategy[Tree] = st.recursive(st.just([]), lambda children: st.lists(children, min_size=2, max_size=5), max_leaves=40)


def document(lines: list[str]) -> Document:
    """One paragraph a line."""
    blocks, offset = [], 0
    for line in lines:
        blocks.append(Paragraph(Passage.whole(line, offset)))
        offset += len(line) + 1
    return Document("x", None, "", "text/plain", None, 0, "\n".join(lines), tuple(blocks))


def write(tree: Tree, styles: list[str], bodies: list[str], lines: list[str], expected: list[tuple[int, str]], level: int = 1) -> None:
    """Write `tree` down as lines, and what is expected of them."""
    for number, child in enumerate(tree, start=1):
        marker = STYLES[styles[level - 1]](number)
        expected.append((level, marker))
        lines.append(f"{marker}加强第{level}级工作")
        body = bodies[len(expected) % len(bodies)]
        if body:
            lines.append(body)
        write(child, styles, bodies, lines, expected, level + 1)


def depth(tree: Tree) -> int:
    """The number of levels."""
    return 1 + max((depth(child) for child in tree), default=-1) if tree else 0


@settings(max_examples=1500, deadline=None)
@given(trees.filter(lambda tree: 0 < depth(tree) <= len(STYLES)), st.permutations(list(STYLES)), st.permutations(BODIES))
def test_random_outline_is_recovered(tree: Tree, styles: list[str], bodies: list[str]) -> None:
    """A tree whose levels have each a style of their own, in any order, comes back as it was."""
    lines: list[str] = []
    expected: list[tuple[int, str]] = []
    write(tree, styles, bodies, lines, expected)
    sections = chunk(document(lines))
    assert expected == [(section.level, section.marker) for section in sections[1:]]


@settings(max_examples=1500, deadline=None)
@given(st.integers(2, 9), st.integers(1, 8), st.integers(2, 9), st.permutations(list(STYLES)), st.booleans())
def test_pasted_list_is_recovered(outer: int, at: int, inner: int, styles: list[str], between: bool) -> None:
    """A list of the same style inside item `at` is nested if it runs past the item after `at`, and the outer one goes on."""
    at = min(at, outer - 1)
    inner = max(inner, at + 1)
    expected: list[tuple[int, str]] = []
    lines: list[str] = []
    for number in range(1, outer + 1):
        expected.append((1, STYLES[styles[0]](number)))
        lines.extend([f"{expected[-1][1]}外层工作", "资金按时拨付。"])
        if number != at:
            continue
        for part in range(1, inner + 1):
            expected.append((2, STYLES[styles[0]](part)))
            lines.append(f"{expected[-1][1]}内层工作")
            if between:
                lines.append("任务已经完成。")
    assert expected == [(section.level, section.marker) for section in chunk(document(lines))[1:]]


CHARACTERS = st.text(alphabet="一二三十是第部分章节条（）()1290.、-，。：… \t①附件表目录其首先年万元工作", max_size=14)


@settings(max_examples=150, deadline=None)
@given(st.lists(CHARACTERS, max_size=30))
def test_any_text_has_a_sound_outline(lines: list[str]) -> None:
    """Whatever the text: parents come first and are one level up, ranges are in order, and every block has one section."""
    made = document(lines)
    sections = chunk(made)
    for section in sections[1:]:
        assert section.parent is not None
        assert sections[section.parent].level + 1 == section.level
        assert section.parent < section.index
    bounds = [section.first for section in sections[1:]] + [len(lines)]
    assert sorted(bounds) == bounds
    assert [section.last for section in sections[1:]] == bounds[1:]
    assert len(lines) == len(section_of(sections))


@settings(max_examples=150, deadline=None)
@given(CHARACTERS)
def test_any_number_lies_in_its_text(text: str) -> None:
    """A recognised number is a stretch of the text with an ordinal from 1 on, and the style is one of ours."""
    marker = recognise(text)
    if marker is not None:
        assert 0 <= marker.start < marker.end <= len(text)
        assert 1 <= marker.ordinal <= 199
        assert marker.style in set(Style) - {Style.TITLE}
