"""Growth, changes and comparisons in prose: which amount is the base, which the subject, which the change."""

from __future__ import annotations

import pytest

from auditor.extract.lines import scan_passage
from auditor.extract.relations.growth import growth_claims
from auditor.model import Claim, Operation, Passage


def claims(text: str) -> list[Claim]:
    """The claims of one paragraph."""
    return list(growth_claims([scan_passage(Passage.whole(text, 0), 0, 0)]))


def natural(text: str) -> list[tuple[str, str, str]]:
    """For every claim the stated value, the operation, and the operands with their signs."""
    found = []
    for claim in claims(text):
        reading = claim.readings[0]
        operands = (*reading.terms, *reading.over)
        told = " ".join(f"{'-' if term.sign < 0 else ''}{term.fact.quantity.digits}" for term in operands)
        found.append((claim.stated.quantity.text, reading.operation.value, told))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本年收入550万元，较上年增加50万元，增长10%。", ("10%", "quotient", "50 550 -50")),
        ("本年收入450万元，较上年减少50万元，下降10%。", ("10%", "quotient", "50 450 50")),
        ("2022年支出550万元，2021年为500万元，同比增长10%。", ("10%", "growth", "550 500")),
        ("事故由上年的50起下降到40起，降幅20%。", ("20%", "decline", "40 50")),
        ("本年支出550万元（其中项目支出200万元），比上年的500万元增长10%。", ("10%", "growth", "550 500")),
        ("合格率由95%提高到97%，提高2个百分点。", ("2个百分点", "points", "97 95")),
        ("本年贷款360万元，上年120万元，是上年的3倍。", ("3倍", "times", "360 120")),
    ],
)
def test_a_rate_of_change_finds_its_base(text: str, expected: tuple[str, str, str]) -> None:
    """By the change, by last year's amount, by 由…到…; an amount in a closed bracket is an aside."""
    assert [expected] == natural(text)


@pytest.mark.parametrize(
    "text",
    [
        "本年税收550万元，上年500万元，同口径增长12%。",
        "收入由2019年的400万元增加到2022年的500万元，年均增长7.7%。",
        "本年支出3万元，上年为0万元，增长100%。",
        "完成投资3亿元，同比增长11%。",
        "甲项60万元，乙项50万元，比重为31%，比上年提高4个百分点。",
        "参保率由90%提高到95%，漏损率由15%降到11%，分别提高5个百分点和下降4个百分点。",
        "本年支出30万元，比年初预算少5万元，比上年增加2万元。",
    ],
)
def test_what_cannot_be_recomputed_is_no_claim(text: str) -> None:
    """Comparable prices, means over years, a base of zero or none, shares without their own base, 分别."""
    assert [] == natural(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本年经费55万元，上年60万元，较上年减少5万元。", ("5万元", "sum", "-55 60")),
        ("2022年经费65万元，2021年60万元，比上年增加5万元。", ("5万元", "sum", "65 -60")),
        ("2022年经费55万元，2021年60万元，增减额-5万元。", ("-5万元", "sum", "55 -60")),
    ],
)
def test_an_amount_of_change_is_the_difference_of_the_two_years(text: str, expected: tuple[str, str, str]) -> None:
    """This year less last year, the other way round for 减少; a signed 增减额 keeps its sign."""
    assert [expected] == natural(text)


@pytest.mark.parametrize(
    ("text", "traits"),
    [
        ("接待费12万元，上年12万元，与上年持平。", {"flat"}),
        ("接待费12万元，上年12.1万元，与上年基本持平。", {"flat", "roughly"}),
    ],
)
def test_level_with_last_year(text: str, traits: set[str]) -> None:
    """持平 claims that two amounts are equal and points at the words; 基本 is kept as a trait."""
    (claim,) = claims(text)
    assert (Operation.EQUAL, traits, "claim") == (claim.readings[0].operation, set(claim.traits), claim.related[0][0])


def test_final_accounts_above_the_budget() -> None:
    """决算数大于预算数 is an inequality between the two amounts of the sentence."""
    (claim,) = claims("年初预算50万元，支出决算48万元，决算数大于年初预算数。")
    assert (Operation.AT_LEAST, "48", "50") == (
        claim.readings[0].operation,
        claim.stated.quantity.digits,
        claim.readings[0].terms[0].fact.quantity.digits,
    )
