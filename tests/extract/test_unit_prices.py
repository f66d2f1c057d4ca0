"""Number, price and amount told side by side."""

from __future__ import annotations

import pytest

from auditor.extract.lines import scan_passage
from auditor.extract.relations.unit_prices import unit_prices
from auditor.model import Passage


def told(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The stated number and the operands of the natural reading of every triple."""
    return [
        (
            claim.stated.quantity.text,
            tuple(term.fact.quantity.text for term in (*claim.readings[0].terms, *claim.readings[0].over)),
        )
        for claim in unit_prices([scan_passage(Passage.whole(text, 0), 0, 0)])
    ]


def test_a_price_times_a_number_is_the_amount() -> None:
    """Only the triple between two semicolons counts."""
    text = "购置果皮箱500只，单价96元，总价4.8万元；购置冲洗车6辆，单价2.4万元，总价14.4万元。"
    assert told(text) == [("4.8万元", ("96元", "500只")), ("14.4万元", ("2.4万元", "6辆"))]


def test_an_amount_over_a_number_is_the_mean() -> None:
    """The amount right before a mean comes first."""
    assert told("新建公厕12座，总造价336万元，座均造价28万元。") == [("28万元", ("336万元", "12座"))]


@pytest.mark.parametrize(
    "text",
    [
        "培训农民860人，培训经费12.9万元，人均增收2000元。",
        "补助学生860人，发放43万元，人均标准500元。",
        "补助学生860人，发放43万元，人均每月500元。",
        "补助学生860人和教师40人，发放43万元，人均500元。",
        "采购校服1200套，限价总额20万元，单价180元。",
    ],
)
def test_other_means_are_no_triple(text: str) -> None:
    """What comes in by the mean, standards, monthly amounts, two numbers of persons, ceilings."""
    assert told(text) == []
