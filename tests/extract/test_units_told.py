"""Claims about units: amounts told twice, units that are missing, per cent and points taken for each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.extract.lines import Line, scan_passage
from auditor.extract.relations.units_told import unit_claims
from auditor.model import Operation, Passage


def line(text: str) -> Line:
    """One paragraph, scanned."""
    return scan_passage(Passage.whole(text, 0), 0, 0)


def claims(*texts: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Trait, stated value and operands of the natural reading of every claim about units."""
    found = unit_claims([line(text) for text in texts])
    return [
        (
            min(claim.traits & {"restated", "missing", "mixed", "points", "rate", "product", "twin"}),
            claim.stated.quantity.text,
            tuple(term.fact.quantity.text for reading in claim.readings[:1] for term in (*reading.terms, *reading.over)),
        )
        for claim in found
        if "unit-price" not in claim.traits
    ]


@pytest.mark.parametrize(
    "text",
    [
        "到位资金4300000元（43万元）。",
        "到位资金4300000元，即43万元。",
        "到位资金4300000元，折合43万元。",
        "到位资金4300000元（折43万元）。",
    ],
)
def test_an_amount_told_twice_must_be_one_amount(text: str) -> None:
    """In brackets or behind 即, 折合: the second amount is the first one in another unit."""
    assert claims(text) == [("restated", "43万元", ("4300000元",))]


def test_words_and_figures_are_one_amount() -> None:
    """大写 and 小写 stand for each other, even when both are in 元."""
    assert claims("合同价为人民币壹拾贰万元整（￥120,000.00元）。") == [("restated", "120,000.00元", ("壹拾贰万元整",))]


@pytest.mark.parametrize("text", ["到位资金4300000元，43万元未到位。", "投资86万元（其中中央资金0.5亿元）。", "收入86万元，支出0.5亿元。"])
def test_amounts_side_by_side_are_two_amounts(text: str) -> None:
    """Without a cue nothing says that the two are one."""
    assert claims(text) == []


def test_an_item_between_items_with_units_lacks_its_own() -> None:
    """Both neighbours have a unit and every item has a label."""
    assert claims("设备费20.5万元、安装费6.25、监理费1.75万元。") == [("missing", "6.25", ("20.5万元",))]


@pytest.mark.parametrize(
    "text",
    ["三项分别为20.5、6.25和1.75万元。", "设备费20.5万元、利用率6.25、监理费1.75万元。", "甲项20.5万元，第1384号批复，乙项1.75万元。"],
)
def test_a_number_that_needs_no_unit_lacks_none(text: str) -> None:
    """A list that carries its unit once, a rate, a number of a document."""
    assert claims(text) == []


@pytest.mark.parametrize(
    "text", ["覆盖率由62.5%提高到70.1%，提高7.6%。", "覆盖率70.1%，比上年的62.5%提高7.6%。", "2021年覆盖率62.5%，2022年70.1%，上升7.6%。"]
)
def test_the_difference_of_two_rates_is_told_in_points(text: str) -> None:
    """Told in per cent it is a claim about points, with the relative growth as its other reading."""
    assert claims(text) == [("points", "7.6%", ("70.1%", "62.5%"))]


def test_the_growth_of_an_amount_is_told_in_per_cent() -> None:
    """Told in points it is a claim about the rate of growth."""
    assert claims("产值由200万元增长到230万元，增长15个百分点。") == [("rate", "15个百分点", ("230万元", "200万元"))]


def test_growth_of_something_else_is_no_claim() -> None:
    """A subject of its own between the levels and the change."""
    assert claims("签约率从70%上升到80%，签约人数增长10%。") == []


@pytest.mark.parametrize(
    ("text", "total", "operands"),
    [
        ("为320名学生每人补助750元，共计24万元。", "24万元", ("750元", "320名")),
        ("采购桌椅160套，单价380元，合计6.08万元。", "6.08万元", ("380元", "160套")),
        ("带动脱贫户75户，户均增收2400元，总计增收18万元。", "18万元", ("2400元", "75户")),
        ("补贴12个村，每村5万元，共60万元。", "60万元", ("5万元", "12个")),
    ],
)
def test_number_and_price_make_an_amount(text: str, total: str, operands: tuple[str, ...]) -> None:
    """The amount in all is tied to a number of things and what each gets."""
    assert claims(text) == [("product", total, operands)]


def test_a_price_per_area_is_multiplied_by_the_written_number() -> None:
    """每亩 600 元 times 1500 亩 is 90 万元, whatever an 亩 is in square metres."""
    claim = next(iter(unit_claims([line("流转1500亩，每亩600元，共计90万元。")])))
    reading = claim.readings[0]
    assert (reading.operation, reading.terms[0].fact.quantity.value * reading.over[0].fact.quantity.value) == (
        Operation.PRODUCT,
        Decimal(900000),
    )


def test_a_price_per_month_makes_no_amount() -> None:
    """How many months there were is not told."""
    assert claims("为75名老人每人每月补助100元，全年共计9万元。") == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("河道整治工程总投资0.48亿元。", "河道整治工程总投资480万元已落实。"),
        ("河道整治工程于2020年开工，合同金额48.5万元。", "经审核，河道整治工程合同金额485万元。"),
        ("县级下达的河道整治补助资金48.5万元。", "县级下达河道整治补助资金4850万元。"),
    ],
)
def test_one_name_and_one_size_of_figures_is_one_amount(first: str, second: str) -> None:
    """The same figures, powers of ten apart, under one name."""
    assert [trait for trait, _, _ in claims(first, second)] == ["twin"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("河道整治工程总投资0.48亿元。", "河道整治工程完成投资480万元。"),
        ("2021年河道整治补助资金48.5万元。", "2022年河道整治补助资金485万元。"),
        ("县本级一般性支出压减86万元。", "全县一般性支出压减860万元。"),
        ("签约项目总投资3.2亿元。", "处以罚款3.2万元。"),
    ],
)
def test_other_names_years_and_levels_are_other_amounts(first: str, second: str) -> None:
    """Nothing is claimed when the words tell the two apart."""
    assert claims(first, second) == []


def test_points_and_per_cent_in_one_number() -> None:
    """百分之五个点 is neither."""
    assert claims("增长率比去年提高百分之三个点。") == [("mixed", "百分之三个点", ())]
