"""Changes that do not touch what a report claims do not touch what is found: another unit, another order, a paragraph more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import audit_text
from auditor.model import Severity

UNRELATED = "\n七、附记\n本报告由镇财政所起草，经镇长办公会讨论通过。群众如有意见，可向镇财政所反映。\n"
CHAPTER = re.compile(r"^[一二三四五六七八九十]、", re.MULTILINE)
SECTION = re.compile(r"^（[一二三四五六七八九十]）", re.MULTILINE)
NUMERALS = "一二三四五六七八九十"
AMOUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*万元")


def loud(text: str) -> Counter[tuple[str, str]]:
    """What is reported as error or warning, without places."""
    return Counter((finding.rule, finding.code) for finding in audit_text(text).findings if finding.severity is not Severity.NOTE)


@pytest.fixture(scope="module")
def demo(fixtures: Path) -> str:
    """The sample report, with a dozen planted contradictions."""
    return (fixtures / "reports" / "qinghe-2023.txt").read_text(encoding="utf-8")


def test_an_unrelated_paragraph_changes_nothing(demo: str) -> None:
    """More text, the same findings."""
    before = loud(demo)
    assert before.total() > 5
    assert loud(demo + UNRELATED) == before


def test_amounts_in_yuan_instead_of_ten_thousands(demo: str) -> None:
    """3,198.47万元 written as 31,984,700元 is the same amount; only a slip of the unit itself may be told otherwise."""

    def in_yuan(found: re.Match[str]) -> str:
        return f"{Decimal(found[1].replace(',', '')) * 10000:,.0f}元"

    def without_slips(findings: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
        return Counter({key: count for key, count in findings.items() if key[0] != "unit-slip"})

    assert without_slips(loud(AMOUNT.sub(in_yuan, demo))) == without_slips(loud(demo))


def test_another_name_changes_nothing(demo: str) -> None:
    """The unit renamed throughout."""
    assert loud(demo.replace("青禾", "白桦").replace("安澜", "云岭")) == loud(demo)


def test_line_ends_change_nothing(demo: str) -> None:
    """Windows and old Macintosh line ends."""
    assert loud(demo.replace("\n", "\r\n")) == loud(demo)
    assert loud(demo.replace("\n", "\r")) == loud(demo)


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.integers(min_value=1000, max_value=99999), min_size=3, max_size=5, unique=True),
    st.randoms(use_true_random=False),
    st.booleans(),
)
def test_the_order_of_parts_does_not_matter(cents: list[int], random: object, wrong: bool) -> None:
    """A closed list adds up, or does not, in whatever order it is told."""
    names = ["办公经费", "培训经费", "维修经费", "宣传经费", "调研经费"]
    parts = [f"{name}{Decimal(cent) / 100:.2f}万元" for name, cent in zip(names, cents, strict=False)]
    total = Decimal(sum(cents) + (1 + sum(cents) // 300 if wrong else 0)) / 100

    def told(order: list[str]) -> Counter[tuple[str, str]]:
        return loud(f"2022年全镇共安排{len(order)}笔工作经费，总额{total:.2f}万元，由{'、'.join(order)}组成。")

    shuffled = parts.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert told(parts) == told(shuffled)
    assert (told(parts).total() > 0) is wrong


def reordered(text: str, marker: re.Pattern[str], order: Sequence[int] = ()) -> str:
    """The stretches that begin with the marker in another order (backwards by default), their numbers those of the places they have now."""
    starts = [found.start() for found in marker.finditer(text)]
    stretches = [text[first:last].rstrip("\n") + "\n" for first, last in pairwise([*starts, len(text)])]
    moved = [stretches[index] for index in order or reversed(range(len(stretches)))]
    return text[: starts[0]] + "".join(re.sub(f"[{NUMERALS}]", NUMERALS[at], stretch, count=1) for at, stretch in enumerate(moved))


@pytest.mark.parametrize("order", list(permutations(range(4))), ids=str)
def test_the_order_of_chapters_does_not_matter(demo: str, fixtures: Path, order: tuple[int, ...]) -> None:
    """Scores before goals, or the conclusion first: the same contradictions, also between chapters; none in a report where all is well."""
    assert loud(reordered(demo, CHAPTER, order)) == loud(demo)
    clean = (fixtures / "reports" / "qinghe-2023-clean.txt").read_text(encoding="utf-8")
    assert loud(reordered(clean, CHAPTER, order)) == Counter()


def test_the_order_of_sections_does_not_matter(demo: str) -> None:
    """In each chapter that has some."""
    starts = [found.start() for found in CHAPTER.finditer(demo)]
    divided = [(first, last) for first, last in pairwise([*starts, len(demo)]) if len(SECTION.findall(demo[first:last])) > 1]
    assert len(divided) > 1
    for first, last in divided:
        assert loud(demo[:first] + reordered(demo[first:last], SECTION) + demo[last:]) == loud(demo)


@pytest.mark.parametrize(
    "order", [(5, 4, 3, 2, 1, 0), (1, 2, 3, 4, 5, 0), (3, 5, 1, 0, 4, 2), (2, 0, 5, 4, 1, 3), (4, 3, 0, 1, 5, 2)], ids=str
)
def test_chapters_on_different_things_may_stand_in_any_order(fixtures: Path, order: tuple[int, ...]) -> None:
    """Each with a contradiction of its own: what is found in one is not read into another."""
    chapters = {
        "机构和人员": "list-sum/hit-sum-differs-men-women",
        "预算执行情况": "remainder/hit-remainder-differs-adjusted",
        "资产管理情况": "over-limit/hit-part-over-whole-assets",
        "项目完成情况": "completion-rate/hit-rate-differs-sentence",
        "合同和验收": "date-impossible/hit-wrong-order-accepted",
        "民生事项": "list-count/hit-count-differs-namely",
    }
    text = "安澜县青禾镇人民政府2023年度部门整体支出绩效自评报告\n"
    for numeral, (title, case) in zip(NUMERALS, chapters.items(), strict=False):
        passage = (fixtures / "rules" / f"{case}.txt").read_text(encoding="utf-8").partition("----\n")[2]
        text += f"{numeral}、{title}\n{passage.replace('[[', '').replace(']]', '')}"
    before = loud(text)
    assert {case.partition("/")[0] for case in chapters.values()} <= {rule for rule, _ in before}
    assert loud(reordered(text, CHAPTER, order)) == before


def test_half_width_punctuation_changes_nothing(fixtures: Path) -> None:
    """Semicolons, commas, colons and brackets as web pages have them."""
    half_width = str.maketrans("，；：（）", ",;:()")
    for path in sorted((fixtures / "reports").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert loud(text.translate(half_width)) == loud(text), path.name
