"""Every layout of fixtures/tables and fixtures/target-tables, as written and in the other forms in which text comes: one table, one answer."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from auditor.cases import Case, load_collection, parse_case
from auditor.model import Finding, Severity
from auditor.pipeline import audit_text

FIXTURES = Path(__file__).resolve().parent.parent.parent / "fixtures"
FILES = sorted(path for folder in ("tables", "target-tables") for path in (FIXTURES / folder).glob("*.txt"))
CASES = [(path, case) for path in FILES for case in load_collection(path)]


def as_written(passage: str) -> str:
    """Nothing changed."""
    return passage


def as_bars(passage: str) -> str:
    """A row in bars, as Markdown has it without its ruler."""
    return "\n".join(f"| {' | '.join(line.split(chr(9)))} |" if "\t" in line else line for line in passage.split("\n"))


def as_markdown(passage: str) -> str:
    """A row in bars, a ruler below the first."""
    lines: list[str] = []
    for before, line in pairwise(["", *passage.split("\n")]):
        lines.append(as_bars(line))
        if "\t" in line and "\t" not in before:
            lines.append(f"|{' --- |' * (line.count(chr(9)) + 1)}")
    return "\n".join(lines)


def as_cells(passage: str) -> str:
    """A cell a line, rows divided by empty lines, as Word exports tables."""
    lines: list[str] = []
    for line in passage.split("\n"):
        lines += [f"\t{cell}" for cell in line.split("\t")] + [""] if "\t" in line else [line]
    return "\n".join(lines)


def as_lines(passage: str) -> str:
    """A cell a line and nothing else, blank cells left out, as text is copied out of a page."""
    lines: list[str] = []
    for line in passage.split("\n"):
        lines += [cell for cell in line.split("\t") if cell] if "\t" in line else [line]
    return "\n".join(lines)


def as_blank_lines(passage: str) -> str:
    """A cell a line, those that were merged downwards left out, other blank ones a blank line."""
    lines: list[str] = []
    for line in passage.split("\n"):
        lines += line.lstrip("\t").split("\t") if "\t" in line else [line]
    return "\n".join(lines)


FORMS: tuple[Callable[[str], str], ...] = (as_written, as_bars, as_markdown, as_cells)


def has_whole_rows(passage: str) -> bool:
    """Whether a passage has tables, each row of them in one line: no cell a line already, no stray cell between two rows."""
    lines = passage.split("\n")
    strays = any(
        "\t" in one and "\t" in other and line and "\t" not in line for one, line, other in zip(lines, lines[1:], lines[2:], strict=False)
    )
    return "\t" in passage and not strays and not any(line.startswith("\t") and "\t" not in line[1:] for line in lines)


VARIANTS = [(path, case, form) for path, case in CASES for form in FORMS if form is as_written or has_whole_rows(case.marked)]


@pytest.mark.parametrize(
    ("path", "case", "form"),
    VARIANTS,
    ids=[f"{path.parent.name}-{path.stem}-{form.__name__}-{case.title}" for path, case, form in VARIANTS],
)
def test_layout(path: Path, case: Case, form: Callable[[str], str]) -> None:
    """A clean table raises no error and no warning, a planted one the named codes and no other, at the mark."""
    head = f"题目: {case.title}\n应报: {'是' if case.expected else '否'}\n----\n"
    changed = parse_case(head + form(case.marked), path.name)
    findings = [found for found in audit_text(changed.passage, path.stem).findings if found.severity is not Severity.NOTE]
    assert [finding.code for finding in findings] == (list(case.codes) if case.expected else [])
    assert [mark for mark in changed.marks if not any(points_at(finding, mark.start, mark.end) for finding in findings)] == []


@pytest.mark.parametrize("form", [as_lines, as_blank_lines])
def test_bare_lines_say_no_more(form: Callable[[str], str]) -> None:
    """Where nothing divides rows any more, some tables cannot be read; but most can, and a clean one raises nothing."""
    planted = found = 0
    for path, case in CASES:
        if has_whole_rows(case.marked):
            findings = audit_text(form(case.passage), path.stem).findings
            codes = [finding.code for finding in findings if finding.severity is not Severity.NOTE]
            if case.expected:
                planted += len(case.codes)
                found += len(set(codes).intersection(case.codes))
            else:
                assert (path.stem, case.title, codes) == (path.stem, case.title, [])
    assert found * 2 > planted


def points_at(finding: Finding, start: int, end: int) -> bool:
    """Whether a finding has evidence in a range of the text."""
    return any(piece.span.start < end and start < piece.span.end for piece in finding.evidence)


def test_every_layout_has_a_clean_and_a_planted_case() -> None:
    """The first case of a file is the clean one."""
    for path in FILES:
        expected = [case.expected for case in load_collection(path)]
        assert (path.stem, expected[0], any(expected)) == (path.stem, False, True)
