"""Patterns that are tried only where a match can begin, and what their matches can begin with."""

import re
from collections.abc import Iterator
from re import _constants as op  # type: ignore[attr-defined]  # the engine's own reading of a pattern, without a stub
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import auditor.pipeline  # noqa: F401 - compiles the patterns of all extractors
from auditor import patterns
from auditor.extract.beginnings import beginning
from auditor.extract.scores import grades, rubric_conditions, rubrics

DIGITS = "0５"  # what stands for all digits
BLANKS = " \u3000\n"  # and for all blanks
TOLD = re.compile(r"\(\?=(\[[^\]]*\])\)\(\?:(.*)\)", re.DOTALL)  # what `beginning` makes


def told() -> list[str]:
    """The patterns that say how their matches begin."""
    rubrics._tokens(), rubric_conditions._value(), grades._patterns()
    return sorted(pattern for pattern, _ in patterns._store.ready if TOLD.fullmatch(pattern))


def first_characters(parsed: Any) -> tuple[set[str], bool]:
    """The characters that a match of a parsed pattern can begin with, and whether it can be empty."""
    found: set[str] = set()
    for code, value in parsed:
        if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
            continue
        characters, may_be_empty = set(_characters(code, value)), False
        if code is op.BRANCH:
            branches = [first_characters(branch) for branch in value[1]]
            characters, may_be_empty = set().union(*(branch[0] for branch in branches)), any(branch[1] for branch in branches)
        elif code is op.SUBPATTERN:
            characters, may_be_empty = first_characters(value[3])
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            characters, may_be_empty = first_characters(value[2])
            may_be_empty = may_be_empty or value[0] == 0
        found |= characters
        if not may_be_empty:
            return found, False
    return found, True


def _characters(code: Any, value: Any) -> Iterator[str]:
    for part, what in value if code is op.IN else [(code, value)]:
        if part is op.LITERAL:
            yield chr(what)
        elif part is op.RANGE:
            yield from map(chr, range(what[0], what[1] + 1))
        elif part is op.CATEGORY and what is op.CATEGORY_DIGIT:
            yield from DIGITS
        elif part is op.CATEGORY and what is op.CATEGORY_SPACE:
            yield from BLANKS
        else:
            assert part in (op.BRANCH, op.SUBPATTERN, op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT), f"begins with {part} {what}"


@pytest.mark.parametrize("pattern", told())
def test_every_beginning_is_told(pattern: str) -> None:
    """A pattern that is tried at some characters only loses no match: all its matches begin with one of them."""
    characters, body = TOLD.fullmatch(pattern).groups()  # type: ignore[union-attr]
    possible, may_be_empty = first_characters(_parser.parse(body))
    assert ("", False) == ("".join(sorted(one for one in possible if not re.match(characters, one))), may_be_empty)


def test_a_missing_beginning_is_noticed() -> None:
    """The check above finds what a list of beginnings has forgotten."""
    assert first_characters(_parser.parse("(?:不|没有?)达|[仅只]有|(?<!未)完成|\\d{0,2}元")) == (set("不没仅只完元") | set(DIGITS), False)


def test_beginning_finds_what_the_pattern_finds() -> None:
    """Told how it begins, a pattern matches the same."""
    text = "未达标，仅完成一半，没有达标"
    body = "(?:未|没有?)达标|仅完成"
    assert [match.span() for match in re.finditer(body, text)] == [match.span() for match in re.finditer(beginning("未没仅", body), text)]
