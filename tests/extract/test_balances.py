"""Remainders, stocks and accounts in prose: what is subtracted from what."""

from __future__ import annotations

import pytest

from auditor.extract.lines import scan_passage
from auditor.extract.relations.balances import balance_claims
from auditor.model import Claim, Passage


def claims(*paragraphs: str) -> list[Claim]:
    """The claims of some paragraphs, one block each."""
    return list(balance_claims([scan_passage(Passage.whole(text, 1000 * block), 0, block) for block, text in enumerate(paragraphs)]))


def natural(*paragraphs: str) -> list[tuple[str, str]]:
    """For every claim the stated value and the terms of its natural reading."""
    return [
        (
            claim.stated.quantity.text,
            " ".join(f"{'-' if term.sign < 0 else ''}{term.fact.quantity.digits}" for term in claim.readings[0].terms),
        )
        for claim in claims(*paragraphs)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("计划改造300户，已完成280户，剩余20户。", ("20户", "300 -280")),
        ("合同价90万元，已支付81万元，尚未支付9万元。", ("9万元", "90 -81")),
        ("受理案件60件，办结55件，正在办理5件。", ("5件", "60 -55")),
        ("应收租金30万元，实收26万元，欠收4万元。", ("4万元", "30 -26")),
        ("三年总预算90万元，今年安排30万元，执行28万元，结余2万元。", ("2万元", "30 -28")),
        ("应改造50户，已改造40户，核减4户，剩余6户。", ("6户", "50 -40 -4")),
        ("本年收入80万元，支出85万元，收支缺口5万元。", ("5万元", "-80 85")),
    ],
)
def test_a_rest_is_the_whole_less_what_is_done(text: str, expected: tuple[str, str]) -> None:
    """The nearest whole of the sentence, less all that is told after it; a shortage the other way round."""
    assert [expected] == natural(text)


@pytest.mark.parametrize(
    "text",
    [
        "总支出90万元，其构成是：甲项支出40万元，当期结余20万元。",
        "合同价80万元，已支付72万元，预留质保金5万元。",
        "收入总量减去当年支出30万元、调出资金20万元后，结转5万元。",
        "本年收入80万元，支出78万元，年末结余12万元。",
        "上年结余3万元，比上年减少2万元，剩余任务另行安排1万元以上。",
    ],
)
def test_no_rest_where_the_whole_is_not_told(text: str) -> None:
    """Parts of a list, what was itself subtracted, money kept back, an untold carry-over."""
    assert [] == natural(text)


def test_what_is_handed_back_may_be_missing_in_what_is_carried_on() -> None:
    """预算 − 执行 − 收回 is a further reading of 结转下年."""
    (claim,) = claims("项目预算60万元，实际支出50万元，结转下年7万元，收回财政3万元。")
    assert ["60 -50", "60 -50 -3"] == [
        " ".join(f"{'-' if term.sign < 0 else ''}{term.fact.quantity.digits}" for term in reading.terms) for reading in claim.readings
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年初在职人员50人，当年录用4人，退休3人，年末在职人员51人。", ("51人", "50 4 -3")),
        ("年初库存棉被80床，入库20床，调拨15床，年末库存棉被85床。", ("85床", "80 20 -15")),
        ("上年结转案件8件，新收60件，审结62件，年末未结6件。", ("6件", "8 60 -62")),
    ],
)
def test_a_stock_is_what_was_there_with_its_flows(text: str, expected: tuple[str, str]) -> None:
    """In the sentence every like number between opening and closing is told as coming in or going out."""
    assert [expected] == natural(text)


@pytest.mark.parametrize(
    "text",
    [
        "年初在职人员50人，另有编外8人，年末在职人员51人。",
        "年初库存帐篷80件，其中新购20件，年末库存帐篷85件。",
        "年初在职人员50人，当年录用4人，年末离休人员9人。",
    ],
)
def test_no_stock_with_a_number_of_unknown_direction(text: str) -> None:
    """A number that neither comes in nor goes out, a list of parts, another stock."""
    assert [] == natural(text)


def test_an_account_may_be_spread_over_paragraphs() -> None:
    """上年结转 + 收入 − 支出 = 结余, told one after the other; without the carry-over is a further reading."""
    found = natural("年初结转和结余5万元，本年收入90万元。", "本年支出88万元。", "年末结转和结余7万元。")
    assert [("7万元", "5 90 -88")] == found
